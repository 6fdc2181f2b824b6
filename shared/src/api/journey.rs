//! Journeys over the API: the portfolio, a board's snapshot, pushes, and history.

use serde::{Deserialize, Serialize};

use crate::{
    catalogue::{Catalogue, DepartmentName},
    id::{ClientId, JourneyId},
    journey::{Evidence, JourneyKind, Template},
    locale::{Date, Lang},
    log::{
        Board, CatalogueEntry, ClientSeq, Heads, Intent, JourneyEntry, Rejection, Seq, Timestamp,
    },
};

/// The version of the push protocol. A client of another one is told to reload.
pub const PROTOCOL: u16 = 2;

/// One line of the portfolio.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JourneySummary {
    /// Its id.
    pub id: JourneyId,
    /// The name in its address, unique in the workspace, made from the first title (`airport`).
    pub slug: String,
    /// Its title.
    pub title: String,
    /// As is, or to be.
    pub kind: JourneyKind,
    /// Its visible stages in order.
    pub stages: Vec<StageStrip>,
    /// Visible cards.
    pub cards: u32,
    /// The strongest evidence that at least half of its cards reach; `None` without cards.
    pub evidence: Option<Evidence>,
    /// Last entry of its log.
    pub seq: Seq,
    /// When that was.
    pub changed_at: Timestamp,
    /// The department responsible for the whole.
    #[serde(default)]
    pub department: Option<DepartmentName>,
    /// Words to find it by.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The day on which it is to be looked through again.
    #[serde(default)]
    pub review: Option<Date>,
    /// Out of sight unless it is asked for.
    #[serde(default)]
    pub archived: bool,
    /// The journey that it is a part of.
    #[serde(default)]
    pub parent: Option<JourneyId>,
    /// The last day with a record about one of its touchpoints, `YYYY-MM-DD`; `None` where there is none.
    #[serde(default)]
    pub fresh: Option<String>,
    /// The journeys that show its visible steps in detail, each once, in the order of the steps.
    #[serde(default)]
    pub details: Vec<JourneyId>,
    /// The journey that it is compared with.
    #[serde(default)]
    pub counterpart: Option<JourneyId>,
    /// What its touchpoints come to; `None` where nothing was measured.
    #[serde(default)]
    pub friction: Option<RollUp>,
}

/// A journey's friction as one line: for a step that it shows in detail.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RollUp {
    /// The friction score of its worst touchpoint, 0–100.
    pub worst: f64,
    /// What that touchpoint is called.
    pub worst_at: String,
    /// Its touchpoints together, each with its share of the reach: 100 less the ease of the journey, 0–100.
    pub together: f64,
    /// Touchpoints that have a score.
    pub scored: u32,
    /// All its touchpoints.
    pub of: u32,
}

/// A stage in the portfolio's strip.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StageStrip {
    /// The stage's title.
    pub title: String,
    /// Its visible steps.
    pub steps: u32,
    /// The worst friction score of its touchpoints, 0–100; `None` where nothing was measured.
    pub friction: Option<f64>,
}

/// A journey to be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewJourney {
    /// Its id, made by whoever asks, so that asking twice makes one journey.
    pub id: JourneyId,
    /// Its title.
    pub title: String,
    /// What it starts with.
    pub template: Template,
    /// The language of the template's titles; without it, the workspace's.
    pub lang: Option<Lang>,
}

/// A board as of two log positions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoardSnapshot {
    /// Changes when the store was restored or a text was redacted; a replica of another lineage starts anew.
    pub lineage: u64,
    /// How far the logs were read.
    pub heads: Heads,
    /// The journey and the catalogue.
    pub board: Board,
}

/// The catalogue as of a log position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CatalogueView {
    /// Changes when the store was restored.
    pub lineage: u64,
    /// Last entry of the catalogue's log.
    pub seq: Seq,
    /// The catalogue.
    pub catalogue: Catalogue,
}

/// An atomic push of intents: all or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Push {
    /// [`PROTOCOL`].
    pub protocol: u16,
    /// The lineage of the client's snapshot.
    pub lineage: u64,
    /// The replica that pushes.
    pub client_id: ClientId,
    /// The push's number among those of this replica and this log, from 1, without gaps.
    pub client_seq: ClientSeq,
    /// What the client has seen of the logs.
    pub base: Heads,
    /// What is wished, in order.
    pub intents: Vec<Intent>,
}

/// From where on a replica wants to catch up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct UpdateQuery {
    /// The lineage of its snapshot; with another one it gets everything.
    pub lineage: u64,
    /// The last entry it has of the journey's log.
    pub journey: Seq,
    /// The last entry it has of the catalogue's log.
    pub catalogue: Seq,
}

/// The answer to a push to the catalogue alone, new or repeated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CatalogueReply {
    /// What became of it.
    pub outcome: Outcome,
    /// The catalogue after it.
    pub view: CatalogueView,
}

/// The answer to a push, new or repeated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PushReply {
    /// What became of it.
    pub outcome: Outcome,
    /// Everything since the push's `base`, its own entries included.
    pub update: Update,
}

/// What became of a push. A refused one consumes its number too, so that it cannot block the queue; only what
/// was not considered at all ([`Rejection::Gap`], [`Rejection::AheadOfLog`], both with `intent: None`) does not.
/// `AheadOfLog` also answers a push of another lineage, and then comes with a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Committed and durable.
    Accepted {
        /// The number of its entry in the log it was pushed to.
        seq: Seq,
    },
    /// Refused as a whole.
    Rejected {
        /// The first intent that was refused, from 0; `None` when the push itself was.
        intent: Option<u32>,
        /// Why.
        rejection: Rejection,
    },
}

/// What a replica needs to catch up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Update {
    /// The entries it has not seen.
    Tail(Tail),
    /// Everything, where the tail would be longer or the lineage differs.
    Snapshot(Box<BoardSnapshot>),
}

/// Entries of both logs, each without gaps.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tail {
    /// Of the catalogue; apply these first.
    pub catalogue: Vec<CatalogueEntry>,
    /// Of the journey.
    pub journey: Vec<JourneyEntry>,
}

/// Which part of a journey's history is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct HistoryQuery {
    /// Entries before this number; without it, the newest.
    pub before: Option<Seq>,
    /// At most so many, 1–200; 50 without it.
    pub limit: Option<u32>,
}

/// A part of a journey's history, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryPage {
    /// The entries.
    pub entries: Vec<JourneyEntry>,
    /// What to ask for next; `None` at the beginning of the log.
    pub before: Option<Seq>,
}
