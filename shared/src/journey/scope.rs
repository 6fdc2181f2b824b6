//! The scope of a journey: what has to be agreed before the first card is written.

use serde::{Deserialize, Serialize};

use crate::{
    id::{BrandId, DepartmentId, JourneyId, PersonaId},
    locale::Date,
};

/// Whose journey, in which situation, from where to where, and what the persona wants.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Scope {
    /// The journey's title.
    pub title: String,
    /// The situation it describes.
    pub scenario: String,
    /// Where it starts.
    pub start: String,
    /// Where it ends.
    pub end: String,
    /// What the persona wants to reach.
    pub goal: String,
    /// The journey as it is, or as it is to be.
    pub kind: JourneyKind,
    /// Whose emotion curves it has, in order.
    pub personas: Vec<PersonaId>,
    /// The brand it belongs to.
    pub brand: Option<BrandId>,
    /// The department responsible for the whole.
    pub department: Option<DepartmentId>,
    /// Words to find it by, in order, each once.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The day on which it is to be looked through again.
    #[serde(default)]
    pub review: Option<Date>,
    /// Out of sight in the portfolio.
    #[serde(default)]
    pub archived: bool,
    /// The journey that it is a part of.
    #[serde(default)]
    pub parent: Option<JourneyId>,
    /// The journey that it is compared with: of one as it is, the one that is to be.
    #[serde(default)]
    pub counterpart: Option<JourneyId>,
}

/// Planned against actual.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum JourneyKind {
    /// As it is today.
    #[default]
    AsIs,
    /// As it is meant to become.
    ToBe,
}
