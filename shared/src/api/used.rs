//! Where entries of the catalogue are used, over the API: boards, records, friction, who has what.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    friction::Band,
    id::{BrandId, CardId, DepartmentId, JourneyId, PersonaId, TouchpointId},
    interval::Interval,
    metric::MetricName,
};

/// Where everything in the catalogue is used. What is used nowhere is not listed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CatalogueUse {
    /// The journeys that the rest refers to, archived ones included, last changed first.
    pub journeys: Vec<UsedJourney>,
    /// Touchpoints that stand on a board.
    pub touchpoints: BTreeMap<TouchpointId, TouchpointUse>,
    /// Every persona.
    pub personas: BTreeMap<PersonaId, PersonaUse>,
    /// Departments that have something.
    pub departments: BTreeMap<DepartmentId, DepartmentUse>,
    /// Every brand.
    pub brands: BTreeMap<BrandId, BrandUse>,
}

/// A journey that something is used in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UsedJourney {
    /// Its id.
    pub id: JourneyId,
    /// The name in its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Whether it is archived.
    pub archived: bool,
}

/// Where a touchpoint is used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TouchpointUse {
    /// Its places, journey by journey.
    pub placed: Vec<Placement>,
    /// Records counted about it.
    pub n: u64,
    /// The last day with one, `YYYY-MM-DD`.
    pub last_day: Option<String>,
    /// Its friction, of the journey in which it is worst; `None` where nothing was measured.
    pub friction: Option<UsedFriction>,
}

/// A touchpoint's place on a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Placement {
    /// On which board.
    pub journey: JourneyId,
    /// What the step is called that it stands at.
    pub step: String,
    /// The card that places it.
    pub card: CardId,
    /// What the card says.
    pub title: String,
}

/// A metric in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UsedMetric {
    /// Its key.
    pub key: String,
    /// What people call it.
    pub name: MetricName,
}

/// A friction score in short.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UsedFriction {
    /// In which journey.
    pub journey: JourneyId,
    /// 0–100, the more the worse.
    pub score: f64,
    /// Its 90 % interval.
    pub interval: Interval,
    /// The score in a word.
    pub band: Band,
}

/// Where a persona is used.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonaUse {
    /// The name in the address of its page: made of its name, its id where another persona has that name.
    pub slug: String,
    /// The journeys whose scope names it.
    pub journeys: Vec<JourneyId>,
    /// Records of customers that fit its filter; `None` where it has none.
    pub records: Option<u64>,
}

/// What a department is responsible for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DepartmentUse {
    /// Touchpoints of the catalogue that are not retired.
    pub touchpoints: Vec<TouchpointId>,
    /// Metrics that are offered.
    pub metrics: Vec<UsedMetric>,
    /// Actions about its touchpoints that are not done.
    pub actions: u32,
    /// Promises on boards that are not archived: its own cards, and those about its touchpoints.
    pub promises: Vec<Placement>,
    /// Journeys that it is responsible for as a whole.
    pub journeys: Vec<JourneyId>,
}

/// Where a brand is used.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BrandUse {
    /// Its journeys.
    pub journeys: Vec<JourneyId>,
    /// Touchpoints on their boards, each once.
    pub touchpoints: u32,
    /// Records that say this brand; `None` where records say no brand.
    pub records: Option<u64>,
}
