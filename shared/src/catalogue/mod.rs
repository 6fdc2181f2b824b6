//! The catalogue: what all journeys of a workspace share. Entries are retired, never removed.
//!
//! Journeys refer to entries by id and never copy their names, so a renamed touchpoint is renamed on
//! every board at once.

mod apply;
mod change;
mod decide;
mod entry;
mod intent;
mod persona;
mod start;
mod undo;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use apply::{apply, rollback};
pub use change::{CatalogueChange, CataloguePrior};
pub use decide::decide;
pub use entry::EntryName;
pub use intent::{CampaignField, CatalogueIntent, EntryId, EventField, TouchpointField};
pub use persona::{Persona, PersonaField};
pub use start::start;
pub use undo::undo;

use crate::id::{
    BrandId, CampaignId, ChannelId, DepartmentId, EventId, FamilyId, PersonaId, TouchpointId,
};

/// Everything that journeys share, by id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Catalogue {
    /// Where a customer meets the company.
    pub touchpoints: BTreeMap<TouchpointId, Touchpoint>,
    /// Who the customers are.
    pub personas: BTreeMap<PersonaId, Persona>,
    /// Who in the company is responsible.
    pub departments: BTreeMap<DepartmentId, Department>,
    /// What the customers buy from.
    pub brands: BTreeMap<BrandId, Brand>,
    /// Brands that belong together.
    pub families: BTreeMap<FamilyId, Family>,
    /// How a touchpoint reaches the customer.
    pub channels: BTreeMap<ChannelId, Channel>,
    /// What marketing tells, and when.
    pub campaigns: BTreeMap<CampaignId, Campaign>,
    /// What else happened on a day: releases, changes of suppliers. JSON of before there were any has none.
    #[serde(default)]
    pub events: BTreeMap<EventId, Event>,
}

/// A point at which a customer meets the company, wherever it happens and whoever controls it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Touchpoint {
    /// What it is called; unique among touchpoints that are not retired is advised, not required.
    pub name: String,
    /// The key that records carry for it (a survey's column, a ticket's category), if any.
    pub key: Option<String>,
    /// How it reaches the customer.
    pub channel: Option<ChannelId>,
    /// The department responsible for it.
    pub department: Option<DepartmentId>,
    /// Whether it decides what the customer thinks of the whole.
    pub moment_of_truth: bool,
    /// No longer offered for new placements; boards that have it keep it.
    pub retired: bool,
}

/// A department that is responsible for touchpoints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Department {
    /// Its name: a standard one, read in each reader's language, or its own.
    pub name: DepartmentName,
    /// No longer offered as responsible.
    pub retired: bool,
}

/// A department's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DepartmentName {
    /// One of the departments that nearly every company has; the interface translates it.
    Standard(StandardDepartment),
    /// A name of the workspace's own.
    Own(String),
}

/// The departments a new workspace starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StandardDepartment {
    /// Marketing.
    Marketing,
    /// Sales.
    Sales,
    /// Operations.
    Operations,
    /// Purchasing.
    Purchasing,
    /// Quality.
    Quality,
    /// Logistics.
    Logistics,
    /// Customer service.
    Service,
    /// People (HR).
    People,
    /// Product.
    Product,
    /// Digital.
    Digital,
    /// Stores.
    Stores,
}

impl StandardDepartment {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 11] = [
        Self::Marketing,
        Self::Sales,
        Self::Operations,
        Self::Purchasing,
        Self::Quality,
        Self::Logistics,
        Self::Service,
        Self::People,
        Self::Product,
        Self::Digital,
        Self::Stores,
    ];

    /// Its name in files and stored JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Marketing => "marketing",
            Self::Sales => "sales",
            Self::Operations => "operations",
            Self::Purchasing => "purchasing",
            Self::Quality => "quality",
            Self::Logistics => "logistics",
            Self::Service => "service",
            Self::People => "people",
            Self::Product => "product",
            Self::Digital => "digital",
            Self::Stores => "stores",
        }
    }
}

/// A brand, possibly of a family.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Brand {
    /// What it is called.
    pub name: String,
    /// The family it belongs to.
    pub family: Option<FamilyId>,
    /// No longer offered.
    pub retired: bool,
}

/// A family of brands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Family {
    /// What it is called.
    pub name: String,
    /// No longer offered.
    pub retired: bool,
}

/// A channel: web, app, telephone, store, post, …
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Channel {
    /// What it is called.
    pub name: String,
    /// No longer offered.
    pub retired: bool,
}

/// A campaign of a brand, with its first and last day (ISO dates in the workspace's zone).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Campaign {
    /// What it is called.
    pub name: String,
    /// The brand that runs it.
    pub brand: Option<BrandId>,
    /// First day, `YYYY-MM-DD`.
    pub first_day: Option<String>,
    /// Last day, `YYYY-MM-DD`, inclusive.
    pub last_day: Option<String>,
    /// No longer shown on charts.
    pub retired: bool,
}

/// Something that happened on a day and may show in what is measured (an ISO date in the workspace's zone).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// What it is called.
    pub name: String,
    /// What kind of thing it is.
    pub kind: EventKind,
    /// The day, `YYYY-MM-DD`; without one it is not drawn.
    pub day: Option<String>,
    /// What else there is to know of it.
    pub note: String,
    /// No longer shown on charts.
    pub retired: bool,
}

/// What happened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// A product, a site or an app came out anew.
    Release,
    /// Another supplier, or another material of one.
    SupplierChange,
    /// Something else.
    #[default]
    Other,
}

/// A name as names are compared: without what stands around it, and whatever its case.
#[must_use]
pub fn compared(name: &str) -> String {
    name.trim().to_lowercase()
}

impl Catalogue {
    /// The touchpoint in use of exactly that name, whatever its case. Who asks for many asks [`Catalogue::touchpoints_by_name`].
    #[must_use]
    pub fn touchpoint_named(&self, name: &str) -> Option<TouchpointId> {
        let wanted = compared(name);
        let mut all = self.touchpoints.iter();
        let found =
            all.find(|(_, touchpoint)| !touchpoint.retired && compared(&touchpoint.name) == wanted);
        found.map(|(id, _)| *id)
    }

    /// The touchpoints in use by their names as they are [`compared`]; of two of one name the one that `touchpoint_named` finds.
    #[must_use]
    pub fn touchpoints_by_name(&self) -> BTreeMap<String, TouchpointId> {
        let mut named = BTreeMap::new();
        let used = self.touchpoints.iter().filter(|(_, it)| !it.retired);
        for (id, touchpoint) in used {
            named.entry(compared(&touchpoint.name)).or_insert(*id);
        }
        named
    }
}

impl EventKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Release, Self::SupplierChange, Self::Other];

    /// Its name in files and stored JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::SupplierChange => "supplier_change",
            Self::Other => "other",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
