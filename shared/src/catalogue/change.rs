//! What happened to a catalogue, and what it overwrote.

use serde::{Deserialize, Serialize};

use super::{
    CampaignField, DepartmentName, EntryId, EventField, EventKind, PersonaField, TouchpointField,
};
use crate::{
    id::{
        BrandId, CampaignId, ChannelId, DepartmentId, EventId, FamilyId, PersonaId, TouchpointId,
    },
    record::Filter,
};

/// One thing that happened to the catalogue. Checked once, by `decide`; applied everywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CatalogueChange {
    /// A touchpoint came.
    TouchpointAdded {
        /// Its id.
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
    /// A persona came.
    PersonaAdded {
        /// Its id.
        id: PersonaId,
        /// Its name.
        name: String,
        /// Who that is.
        summary: String,
    },
    /// A department came.
    DepartmentAdded {
        /// Its id.
        id: DepartmentId,
        /// Its name.
        name: DepartmentName,
    },
    /// A brand came.
    BrandAdded {
        /// Its id.
        id: BrandId,
        /// Its name.
        name: String,
        /// Its family.
        family: Option<FamilyId>,
    },
    /// A family of brands came.
    FamilyAdded {
        /// Its id.
        id: FamilyId,
        /// Its name.
        name: String,
    },
    /// A channel came.
    ChannelAdded {
        /// Its id.
        id: ChannelId,
        /// Its name.
        name: String,
    },
    /// A campaign came.
    CampaignAdded {
        /// Its id.
        id: CampaignId,
        /// Its name.
        name: String,
        /// The brand that runs it.
        brand: Option<BrandId>,
        /// First day.
        first_day: Option<String>,
        /// Last day.
        last_day: Option<String>,
    },
    /// An entry other than a department got another name.
    Renamed {
        /// Which.
        entry: EntryId,
        /// Its name now.
        name: String,
    },
    /// A department got another name.
    DepartmentNamed {
        /// Which.
        department: DepartmentId,
        /// Its name now.
        name: DepartmentName,
    },
    /// A field of a touchpoint changed.
    TouchpointSet {
        /// Which.
        touchpoint: TouchpointId,
        /// What, and to what.
        field: TouchpointField,
    },
    /// It was said who a persona is.
    PersonaSummarySet {
        /// Which.
        persona: PersonaId,
        /// The summary now.
        summary: String,
    },
    /// A brand went into a family or out of it.
    BrandFamilySet {
        /// Which.
        brand: BrandId,
        /// Its family now.
        family: Option<FamilyId>,
    },
    /// A field of a campaign changed.
    CampaignSet {
        /// Which.
        campaign: CampaignId,
        /// What, and to what.
        field: CampaignField,
    },
    /// An entry is no longer offered.
    Retired {
        /// Which.
        entry: EntryId,
    },
    /// An entry is offered again.
    Reinstated {
        /// Which.
        entry: EntryId,
    },
    /// It was said who of the records a persona is.
    PersonaFilterSet {
        /// Which.
        persona: PersonaId,
        /// Their values of dimensions, as `segment:daily`; empty: nobody in particular.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        filter: Filter,
    },
    /// An event came.
    EventAdded {
        /// Its id.
        id: EventId,
        /// Its name.
        name: String,
        /// What kind of thing it is.
        kind: EventKind,
        /// The day.
        day: Option<String>,
        /// What else there is to know of it.
        note: String,
    },
    /// A field of an event changed.
    EventSet {
        /// Which.
        event: EventId,
        /// What, and to what.
        field: EventField,
    },
    /// A field of a persona changed.
    PersonaSet {
        /// Which.
        persona: PersonaId,
        /// What, and to what.
        field: PersonaField,
    },
}

/// What a change of the catalogue overwrote: enough to take it back exactly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CataloguePrior {
    /// The change found nothing to change.
    Nothing,
    /// The entry was not there.
    Added(EntryId),
    /// The name before.
    Name(EntryId, String),
    /// The department's name before.
    DepartmentName(DepartmentId, DepartmentName),
    /// The touchpoint's field before.
    Touchpoint(TouchpointId, TouchpointField),
    /// The persona's summary before.
    PersonaSummary(PersonaId, String),
    /// The persona's filter before.
    PersonaFilter(PersonaId, Filter),
    /// The persona's field before.
    Persona(PersonaId, PersonaField),
    /// The brand's family before.
    BrandFamily(BrandId, Option<FamilyId>),
    /// The campaign's field before.
    Campaign(CampaignId, CampaignField),
    /// The event's field before.
    Event(EventId, EventField),
    /// The entry was offered.
    Offered(EntryId),
    /// The entry was retired.
    Retired(EntryId),
}
