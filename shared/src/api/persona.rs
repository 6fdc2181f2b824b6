//! A persona's page over the API: what boards believe of it, and what records say of its customers.

use serde::{Deserialize, Serialize};

use crate::{
    friction::Score,
    id::{JourneyId, PersonaId, TouchpointId},
    interval::Estimate,
    journey::JourneyKind,
};

/// What is known of a persona beside what the catalogue says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonaView {
    /// The persona.
    pub persona: PersonaId,
    /// Records of customers that fit its filter; all of them where it has none.
    pub records: u64,
    /// All records of customers.
    pub of: u64,
    /// The journeys whose scope names it, last changed first, archived ones last.
    pub journeys: Vec<PersonaJourney>,
    /// The touchpoints of these journeys with the most friction for its customers, worst first, at most 8.
    pub worst: Vec<PersonaFriction>,
    /// What its customers wrote, at most 6: of the worst touchpoints first, two of each at most, and of each the newest. The same
    /// records give the same sentences.
    pub quotes: Vec<Quote>,
}

/// A journey of a persona.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonaJourney {
    /// The journey.
    pub journey: JourneyId,
    /// The name in its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// As is, or to be.
    pub kind: JourneyKind,
    /// Whether it is archived.
    pub archived: bool,
    /// Its visible stages in order.
    pub stages: Vec<PersonaStage>,
}

/// What a persona feels in a stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonaStage {
    /// The stage's title.
    pub title: String,
    /// What is believed, −2 … +2: the mean over the steps of which somebody said it; `None` where nobody did.
    pub believed: Option<f64>,
    /// What the records of its customers say, −2 … +2, the stage's touchpoints pooled; `None` where nobody rated.
    pub measured: Option<Estimate>,
}

/// A touchpoint's friction for a persona's customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonaFriction {
    /// The touchpoint.
    pub touchpoint: TouchpointId,
    /// What it is called.
    pub name: String,
    /// The name in the address of the journey in which it is worst.
    pub slug: String,
    /// Records counted.
    pub n: u64,
    /// The score, with its interval.
    pub friction: Score,
}

/// What a customer wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Quote {
    /// The text as it was written; of a long one the beginning, with an ellipsis.
    pub text: String,
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// The name of its source.
    pub source: String,
    /// The touchpoint it is about, where the record says so.
    pub touchpoint: Option<TouchpointId>,
}
