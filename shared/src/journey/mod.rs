//! A journey: stages and steps across, lanes down, cards in the cells, emotion points per persona.
//!
//! A parent holds the ordered list of its children's ids. What is deleted is hidden, keeps its place
//! and comes back exactly as it was. Numbers measured from records never live here: a journey is what
//! people say, and its hash contains no computed float.

mod apply;
mod card;
mod card_form;
mod change;
pub mod compare;
mod decide;
mod intent;
mod invariant;
mod lane;
mod link;
mod note;
mod overwrite;
mod parts;
mod rollback;
mod scope;
pub mod start;
mod summary;
mod undo;
mod view;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use apply::apply;
pub use card::{Card, Cell, Emotion, Evidence, InvalidEmotion};
pub use change::{JourneyChange, JourneyPrior};
pub use decide::decide;
pub use intent::{CardField, JourneyIntent, Node, ScopeField, StepField};
pub use invariant::{Violation, check};
pub use lane::{Content, Lane, LaneKind};
pub use link::{Certainty, Link, LinkKind};
pub use note::{Note, NoteEdit};
pub use parts::{Parts, says_parts, turning};
pub use rollback::rollback;
pub use scope::{JourneyKind, Scope};
pub use start::Template;
pub use summary::EvidenceCounts;
pub use undo::undo;
pub use view::{Column, Span};

use crate::id::{CardId, JourneyId, LaneId, LinkId, PersonaId, StageId, StepId};

/// One journey map, whole: also what is hidden.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Journey {
    /// Its id.
    pub id: JourneyId,
    /// Whose journey, from where to where, and what for.
    pub scope: Scope,
    /// The stages in order, hidden ones in their place.
    pub stage_order: Vec<StageId>,
    /// The lanes in order, hidden ones in their place.
    pub lane_order: Vec<LaneId>,
    /// The stages by id.
    pub stages: BTreeMap<StageId, Stage>,
    /// The steps by id.
    pub steps: BTreeMap<StepId, Step>,
    /// The lanes by id.
    pub lanes: BTreeMap<LaneId, Lane>,
    /// The cards by id.
    pub cards: BTreeMap<CardId, Card>,
    /// The order of the cards in each cell that has one, hidden ones in their place.
    #[serde(with = "crate::pairs")]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<(Cell, Vec<CardId>)>))]
    pub cells: BTreeMap<Cell, Vec<CardId>>,
    /// What people believe a persona feels at a step. Absent means nobody said.
    #[serde(with = "crate::pairs")]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<((PersonaId, StepId), Emotion)>))]
    pub emotions: BTreeMap<(PersonaId, StepId), Emotion>,
    /// The last lane that the customer sees; the line of visibility runs below it.
    pub line_of_visibility: Option<LaneId>,
    /// The links by id.
    #[serde(default)]
    pub links: BTreeMap<LinkId, Link>,
}

/// A run of steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stage {
    /// What it is called.
    pub title: String,
    /// Its steps in order, hidden ones in their place.
    pub step_order: Vec<StepId>,
    /// Deleted, and restorable.
    pub hidden: bool,
}

/// One column of the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Step {
    /// What it is called.
    pub title: String,
    /// The stage that lists it.
    pub stage: StageId,
    /// Deleted, and restorable.
    pub hidden: bool,
    /// The journey that shows this step in detail.
    #[serde(default)]
    pub journey: Option<JourneyId>,
}
