//! Wishes about the catalogue.

use shared::{
    catalogue::{
        CampaignField, CatalogueIntent, DepartmentName, EntryId, EventField, EventKind,
        PersonaField, StandardDepartment, TouchpointField,
    },
    id::{
        BrandId, CampaignId, ChannelId, DepartmentId, EventId, FamilyId, PersonaId, TouchpointId,
    },
    record::Filter,
};

use super::Roll;

impl Roll<'_> {
    fn entry(&self, die: usize) -> EntryId {
        match self.die(die) % 8 {
            0 => EntryId::Touchpoint(self.touchpoint(die)),
            1 => EntryId::Persona(self.persona(die)),
            2 => EntryId::Department(self.department(die)),
            3 => EntryId::Brand(self.brand(die)),
            4 => EntryId::Family(self.family(die)),
            5 => EntryId::Channel(self.channel(die)),
            6 => EntryId::Campaign(self.campaign(die)),
            _ => EntryId::Event(self.event(die)),
        }
    }

    fn retired(&self) -> Option<EntryId> {
        let catalogue = &self.board.catalogue;
        let touchpoints = catalogue
            .touchpoints
            .keys()
            .copied()
            .map(EntryId::Touchpoint);
        let departments = catalogue
            .departments
            .keys()
            .copied()
            .map(EntryId::Department);
        let campaigns = catalogue.campaigns.keys().copied().map(EntryId::Campaign);
        let events = catalogue.events.keys().copied().map(EntryId::Event);
        let mut all = touchpoints
            .chain(departments)
            .chain(campaigns)
            .chain(events);
        all.find(|entry| catalogue.is_retired(*entry) == Some(true))
    }

    fn day(&self, die: usize) -> Option<String> {
        let n = self.die(die);
        self.maybe(die, format!("2026-{:02}-{:02}", n % 13, n % 32))
    }

    fn department_name(&self, die: usize) -> DepartmentName {
        if self.die(die).is_multiple_of(2) {
            DepartmentName::Standard(StandardDepartment::ALL[self.die(die) % 11])
        } else {
            DepartmentName::Own(self.title(die))
        }
    }

    fn dimension(&self, die: usize) -> String {
        match self.die(die) % 4 {
            0 => "Not a name".to_owned(),
            n => format!("dimension-{n}"),
        }
    }

    pub(super) fn catalogue(&self) -> CatalogueIntent {
        let name = self.title(3);
        match self.die(1) % 19 {
            0 => CatalogueIntent::AddTouchpoint {
                id: TouchpointId::new(self.fresh(2)),
                name,
                key: self.maybe(4, self.title(4)),
                channel: self.maybe(5, self.channel(5)),
                department: self.maybe(6, self.department(6)),
                moment_of_truth: self.die(6).is_multiple_of(2),
            },
            1 => {
                let (id, summary) = (PersonaId::new(self.fresh(2)), self.text(4));
                CatalogueIntent::AddPersona { id, name, summary }
            }
            2 => {
                let (id, name) = (DepartmentId::new(self.fresh(2)), self.department_name(3));
                CatalogueIntent::AddDepartment { id, name }
            }
            3 => {
                let (id, family) = (BrandId::new(self.fresh(2)), self.maybe(4, self.family(4)));
                CatalogueIntent::AddBrand { id, name, family }
            }
            4 => CatalogueIntent::AddFamily {
                id: FamilyId::new(self.fresh(2)),
                name,
            },
            5 => CatalogueIntent::AddChannel {
                id: ChannelId::new(self.fresh(2)),
                name,
            },
            6 => CatalogueIntent::AddCampaign {
                id: CampaignId::new(self.fresh(2)),
                name,
                brand: self.maybe(4, self.brand(4)),
                first_day: self.day(5),
                last_day: self.day(6),
            },
            7 => CatalogueIntent::Rename {
                entry: self.entry(4),
                name,
            },
            8 => CatalogueIntent::NameDepartment {
                department: self.department(4),
                name: self.department_name(3),
            },
            9 => {
                let field = match self.die(3) % 4 {
                    0 => TouchpointField::Key(self.maybe(4, self.title(4))),
                    1 => TouchpointField::Channel(self.maybe(4, self.channel(4))),
                    2 => TouchpointField::Department(self.maybe(4, self.department(4))),
                    _ => TouchpointField::MomentOfTruth(self.die(4).is_multiple_of(2)),
                };
                CatalogueIntent::SetTouchpoint {
                    touchpoint: self.touchpoint(2),
                    field,
                }
            }
            10 => {
                let (persona, summary) = (self.persona(2), self.text(3));
                CatalogueIntent::SetPersonaSummary { persona, summary }
            }
            11 => {
                let (brand, family) = (self.brand(2), self.maybe(3, self.family(3)));
                CatalogueIntent::SetBrandFamily { brand, family }
            }
            12 => {
                let field = match self.die(3) % 3 {
                    0 => CampaignField::Brand(self.maybe(4, self.brand(4))),
                    1 => CampaignField::FirstDay(self.day(4)),
                    _ => CampaignField::LastDay(self.day(4)),
                };
                CatalogueIntent::SetCampaign {
                    campaign: self.campaign(2),
                    field,
                }
            }
            13 => CatalogueIntent::AddEvent {
                id: EventId::new(self.fresh(2)),
                name,
                kind: EventKind::ALL[self.die(4) % 3],
                day: self.day(5),
                note: self.text(6),
            },
            14 => {
                let field = match self.die(3) % 3 {
                    0 => EventField::Kind(EventKind::ALL[self.die(4) % 3]),
                    1 => EventField::Day(self.day(4)),
                    _ => EventField::Note(self.text(4)),
                };
                CatalogueIntent::SetEvent {
                    event: self.event(2),
                    field,
                }
            }
            17 => {
                let field = match self.die(3) % 4 {
                    0 => PersonaField::Description(self.text(4)),
                    1 => PersonaField::Goals(self.text(4)),
                    2 => PersonaField::Expectations(self.text(4)),
                    _ => PersonaField::Picture(self.maybe(4, self.picture(5))),
                };
                CatalogueIntent::SetPersona {
                    persona: self.persona(2),
                    field,
                }
            }
            15 => CatalogueIntent::Retire {
                entry: self.entry(2),
            },
            16 => {
                let filter = if self.die(4).is_multiple_of(4) {
                    Filter::default()
                } else {
                    Filter::one(&self.dimension(3), &self.title(4))
                };
                CatalogueIntent::SetPersonaFilter {
                    persona: self.persona(2),
                    filter,
                }
            }
            _ => CatalogueIntent::Reinstate {
                entry: self.retired().unwrap_or(self.entry(2)),
            },
        }
    }
}
