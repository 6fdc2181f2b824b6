//! What a person can ask of the catalogue.

use serde::{Deserialize, Serialize};

use super::{DepartmentName, EventKind, PersonaField};
use crate::{
    id::{
        BrandId, CampaignId, ChannelId, DepartmentId, EventId, FamilyId, PersonaId, TouchpointId,
    },
    record::Filter,
};

/// An entry of the catalogue, of whatever kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EntryId {
    /// A touchpoint.
    Touchpoint(TouchpointId),
    /// A persona.
    Persona(PersonaId),
    /// A department.
    Department(DepartmentId),
    /// A brand.
    Brand(BrandId),
    /// A family of brands.
    Family(FamilyId),
    /// A channel.
    Channel(ChannelId),
    /// A campaign.
    Campaign(CampaignId),
    /// An event.
    Event(EventId),
}

/// A field of a touchpoint with its new value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TouchpointField {
    /// The key that records carry for it.
    Key(Option<String>),
    /// How it reaches the customer.
    Channel(Option<ChannelId>),
    /// The department responsible.
    Department(Option<DepartmentId>),
    /// Whether it is a moment of truth.
    MomentOfTruth(bool),
}

/// A field of a campaign with its new value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CampaignField {
    /// The brand that runs it.
    Brand(Option<BrandId>),
    /// First day, `YYYY-MM-DD`.
    FirstDay(Option<String>),
    /// Last day, `YYYY-MM-DD`.
    LastDay(Option<String>),
}

/// A field of an event with its new value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EventField {
    /// What kind of thing it is.
    Kind(EventKind),
    /// The day, `YYYY-MM-DD`.
    Day(Option<String>),
    /// What else there is to know of it.
    Note(String),
}

/// One wish about the catalogue. It carries the id of what it creates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CatalogueIntent {
    /// Adds a touchpoint.
    AddTouchpoint {
        /// Its id, never used before.
        id: TouchpointId,
        /// Its name.
        name: String,
        /// The key that records carry for it.
        key: Option<String>,
        /// How it reaches the customer.
        channel: Option<ChannelId>,
        /// The department responsible.
        department: Option<DepartmentId>,
        /// Whether it is a moment of truth.
        moment_of_truth: bool,
    },
    /// Adds a persona.
    AddPersona {
        /// Its id, never used before.
        id: PersonaId,
        /// Its name.
        name: String,
        /// Who that is.
        summary: String,
    },
    /// Adds a department.
    AddDepartment {
        /// Its id, never used before.
        id: DepartmentId,
        /// Its name.
        name: DepartmentName,
    },
    /// Adds a brand.
    AddBrand {
        /// Its id, never used before.
        id: BrandId,
        /// Its name.
        name: String,
        /// The family it belongs to.
        family: Option<FamilyId>,
    },
    /// Adds a family of brands.
    AddFamily {
        /// Its id, never used before.
        id: FamilyId,
        /// Its name.
        name: String,
    },
    /// Adds a channel.
    AddChannel {
        /// Its id, never used before.
        id: ChannelId,
        /// Its name.
        name: String,
    },
    /// Adds a campaign.
    AddCampaign {
        /// Its id, never used before.
        id: CampaignId,
        /// Its name.
        name: String,
        /// The brand that runs it.
        brand: Option<BrandId>,
        /// First day, `YYYY-MM-DD`.
        first_day: Option<String>,
        /// Last day, `YYYY-MM-DD`.
        last_day: Option<String>,
    },
    /// Gives an entry another name. A standard department becomes one with a name of its own.
    Rename {
        /// Which.
        entry: EntryId,
        /// Its new name.
        name: String,
    },
    /// Gives a department a name of its own, or a standard one back.
    NameDepartment {
        /// Which.
        department: DepartmentId,
        /// Its new name.
        name: DepartmentName,
    },
    /// Changes a field of a touchpoint.
    SetTouchpoint {
        /// Which.
        touchpoint: TouchpointId,
        /// What, and to what.
        field: TouchpointField,
    },
    /// Says who a persona is.
    SetPersonaSummary {
        /// Which.
        persona: PersonaId,
        /// The new summary.
        summary: String,
    },
    /// Puts a brand into a family, or takes it out.
    SetBrandFamily {
        /// Which.
        brand: BrandId,
        /// The family.
        family: Option<FamilyId>,
    },
    /// Changes a field of a campaign.
    SetCampaign {
        /// Which.
        campaign: CampaignId,
        /// What, and to what.
        field: CampaignField,
    },
    /// No longer offers an entry. What refers to it keeps it.
    Retire {
        /// Which.
        entry: EntryId,
    },
    /// Offers a retired entry again.
    Reinstate {
        /// Which.
        entry: EntryId,
    },
    /// Says who of the records a persona is.
    SetPersonaFilter {
        /// Which.
        persona: PersonaId,
        /// Their values of dimensions, as `segment:daily`; empty: nobody in particular.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        filter: Filter,
    },
    /// Adds an event.
    AddEvent {
        /// Its id, never used before.
        id: EventId,
        /// Its name.
        name: String,
        /// What kind of thing it is.
        kind: EventKind,
        /// The day, `YYYY-MM-DD`.
        day: Option<String>,
        /// What else there is to know of it.
        note: String,
    },
    /// Changes a field of an event.
    SetEvent {
        /// Which.
        event: EventId,
        /// What, and to what.
        field: EventField,
    },
    /// Changes a field of a persona.
    SetPersona {
        /// Which.
        persona: PersonaId,
        /// What, and to what.
        field: PersonaField,
    },
}
