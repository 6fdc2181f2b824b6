//! The sections of the catalogue: one kind of entry each.

use shared::{
    catalogue::{Catalogue, CatalogueIntent, DepartmentName, EntryId, EventKind},
    id::{
        BrandId, CampaignId, ChannelId, DepartmentId, EventId, FamilyId, PersonaId, TouchpointId,
    },
};
use uuid::Uuid;

use crate::words::Words;

/// A kind of entry, as the page lists it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Section {
    #[default]
    Touchpoints,
    Personas,
    Departments,
    Brands,
    Families,
    Channels,
    Campaigns,
    Events,
}

impl Section {
    /// All, in the order in which they are offered.
    pub(super) const ALL: [Self; 8] = [
        Self::Touchpoints,
        Self::Personas,
        Self::Departments,
        Self::Brands,
        Self::Families,
        Self::Channels,
        Self::Campaigns,
        Self::Events,
    ];

    /// Its name in the address.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Touchpoints => "touchpoints",
            Self::Personas => "personas",
            Self::Departments => "departments",
            Self::Brands => "brands",
            Self::Families => "families",
            Self::Channels => "channels",
            Self::Campaigns => "campaigns",
            Self::Events => "events",
        }
    }

    /// The section of an address; the first one for any other text.
    pub(super) fn from_key(key: &str) -> Self {
        let found = Self::ALL.into_iter().find(|section| section.key() == key);
        found.unwrap_or_default()
    }

    /// What it is called.
    pub(super) const fn title(self, words: &'static Words) -> &'static str {
        let words = &words.catalogue;
        match self {
            Self::Touchpoints => words.touchpoints,
            Self::Personas => words.personas,
            Self::Departments => words.departments,
            Self::Brands => words.brands,
            Self::Families => words.families,
            Self::Channels => words.channels,
            Self::Campaigns => words.campaigns,
            Self::Events => words.events,
        }
    }

    /// What a new one is called.
    pub(super) const fn new_title(self, words: &'static Words) -> &'static str {
        let words = &words.catalogue;
        match self {
            Self::Touchpoints => words.add_touchpoint,
            Self::Personas => words.add_persona,
            Self::Departments => words.add_department,
            Self::Brands => words.add_brand,
            Self::Families => words.add_family,
            Self::Channels => words.add_channel,
            Self::Campaigns => words.add_campaign,
            Self::Events => words.add_event,
        }
    }

    /// Its entries in the order in which they were added.
    pub(super) fn entries(self, catalogue: &Catalogue) -> Vec<EntryId> {
        match self {
            Self::Touchpoints => ids(catalogue.touchpoints.keys(), EntryId::Touchpoint),
            Self::Personas => ids(catalogue.personas.keys(), EntryId::Persona),
            Self::Departments => ids(catalogue.departments.keys(), EntryId::Department),
            Self::Brands => ids(catalogue.brands.keys(), EntryId::Brand),
            Self::Families => ids(catalogue.families.keys(), EntryId::Family),
            Self::Channels => ids(catalogue.channels.keys(), EntryId::Channel),
            Self::Campaigns => ids(catalogue.campaigns.keys(), EntryId::Campaign),
            Self::Events => ids(catalogue.events.keys(), EntryId::Event),
        }
    }

    /// The wish for a new entry with nothing but a name.
    pub(super) fn add(self, id: Uuid, name: String) -> CatalogueIntent {
        match self {
            Self::Touchpoints => CatalogueIntent::AddTouchpoint {
                id: TouchpointId::new(id),
                name,
                key: None,
                channel: None,
                department: None,
                moment_of_truth: false,
            },
            Self::Personas => CatalogueIntent::AddPersona {
                id: PersonaId::new(id),
                name,
                summary: String::new(),
            },
            Self::Departments => CatalogueIntent::AddDepartment {
                id: DepartmentId::new(id),
                name: DepartmentName::Own(name),
            },
            Self::Brands => CatalogueIntent::AddBrand {
                id: BrandId::new(id),
                name,
                family: None,
            },
            Self::Families => CatalogueIntent::AddFamily {
                id: FamilyId::new(id),
                name,
            },
            Self::Channels => CatalogueIntent::AddChannel {
                id: ChannelId::new(id),
                name,
            },
            Self::Campaigns => CatalogueIntent::AddCampaign {
                id: CampaignId::new(id),
                name,
                brand: None,
                first_day: None,
                last_day: None,
            },
            Self::Events => CatalogueIntent::AddEvent {
                id: EventId::new(id),
                name,
                kind: EventKind::default(),
                day: None,
                note: String::new(),
            },
        }
    }
}

fn ids<'a, T: Copy + 'a>(
    keys: impl Iterator<Item = &'a T>,
    entry: fn(T) -> EntryId,
) -> Vec<EntryId> {
    keys.copied().map(entry).collect()
}
