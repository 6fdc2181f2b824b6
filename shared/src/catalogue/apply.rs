//! The only code that changes a catalogue. It never refuses and never panics: what a corrupt log
//! asks for and cannot be done is not done, everywhere alike.

use std::{collections::BTreeMap, mem};

use super::{
    Brand, Campaign, CampaignField, Catalogue, CatalogueChange, CataloguePrior, Channel,
    Department, DepartmentName, EntryId, Event, EventField, Family, Persona, PersonaField,
    Touchpoint, TouchpointField,
};

/// Applies a change and returns what it overwrote.
pub fn apply(catalogue: &mut Catalogue, change: &CatalogueChange) -> CataloguePrior {
    try_apply(catalogue, change).unwrap_or(CataloguePrior::Nothing)
}

fn try_apply(catalogue: &mut Catalogue, change: &CatalogueChange) -> Option<CataloguePrior> {
    match change {
        CatalogueChange::TouchpointAdded { .. }
        | CatalogueChange::PersonaAdded { .. }
        | CatalogueChange::DepartmentAdded { .. }
        | CatalogueChange::BrandAdded { .. }
        | CatalogueChange::FamilyAdded { .. }
        | CatalogueChange::ChannelAdded { .. }
        | CatalogueChange::CampaignAdded { .. }
        | CatalogueChange::EventAdded { .. } => add(catalogue, change).map(CataloguePrior::Added),
        CatalogueChange::Renamed {
            entry: EntryId::Department(id),
            name,
        } => name_department(catalogue, *id, DepartmentName::Own(name.clone())),
        CatalogueChange::Renamed { entry, name } => {
            let before = mem::replace(catalogue.name_mut(*entry)?, name.clone());
            Some(CataloguePrior::Name(*entry, before))
        }
        CatalogueChange::DepartmentNamed { department, name } => {
            name_department(catalogue, *department, name.clone())
        }
        CatalogueChange::TouchpointSet { touchpoint, field } => {
            let entry = catalogue.touchpoints.get_mut(touchpoint)?;
            Some(CataloguePrior::Touchpoint(
                *touchpoint,
                set_touchpoint(entry, field.clone()),
            ))
        }
        CatalogueChange::PersonaSummarySet { persona, summary } => {
            let entry = catalogue.personas.get_mut(persona)?;
            let before = mem::replace(&mut entry.summary, summary.clone());
            Some(CataloguePrior::PersonaSummary(*persona, before))
        }
        CatalogueChange::PersonaFilterSet { persona, filter } => {
            let entry = catalogue.personas.get_mut(persona)?;
            let before = mem::replace(&mut entry.filter, filter.clone());
            Some(CataloguePrior::PersonaFilter(*persona, before))
        }
        CatalogueChange::PersonaSet { persona, field } => {
            let entry = catalogue.personas.get_mut(persona)?;
            Some(CataloguePrior::Persona(
                *persona,
                set_persona(entry, field.clone()),
            ))
        }
        CatalogueChange::BrandFamilySet { brand, family } => {
            let entry = catalogue.brands.get_mut(brand)?;
            let before = mem::replace(&mut entry.family, *family);
            Some(CataloguePrior::BrandFamily(*brand, before))
        }
        CatalogueChange::CampaignSet { campaign, field } => {
            let entry = catalogue.campaigns.get_mut(campaign)?;
            Some(CataloguePrior::Campaign(
                *campaign,
                set_campaign(entry, field.clone()),
            ))
        }
        CatalogueChange::EventSet { event, field } => {
            let entry = catalogue.events.get_mut(event)?;
            Some(CataloguePrior::Event(
                *event,
                set_event(entry, field.clone()),
            ))
        }
        CatalogueChange::Retired { entry } => {
            let retired = catalogue.retired_mut(*entry)?;
            (!mem::replace(retired, true)).then_some(CataloguePrior::Offered(*entry))
        }
        CatalogueChange::Reinstated { entry } => {
            let retired = catalogue.retired_mut(*entry)?;
            mem::replace(retired, false).then_some(CataloguePrior::Retired(*entry))
        }
    }
}

fn add(catalogue: &mut Catalogue, change: &CatalogueChange) -> Option<EntryId> {
    let retired = false;
    match change.clone() {
        CatalogueChange::TouchpointAdded {
            id,
            name,
            key,
            channel,
            department,
            moment_of_truth,
        } => {
            let entry = Touchpoint {
                name,
                key,
                channel,
                department,
                moment_of_truth,
                retired,
            };
            put(&mut catalogue.touchpoints, id, entry).map(EntryId::Touchpoint)
        }
        CatalogueChange::PersonaAdded { id, name, summary } => put(
            &mut catalogue.personas,
            id,
            Persona {
                name,
                summary,
                retired,
                ..Persona::default()
            },
        )
        .map(EntryId::Persona),
        CatalogueChange::DepartmentAdded { id, name } => {
            put(&mut catalogue.departments, id, Department { name, retired })
                .map(EntryId::Department)
        }
        CatalogueChange::BrandAdded { id, name, family } => put(
            &mut catalogue.brands,
            id,
            Brand {
                name,
                family,
                retired,
            },
        )
        .map(EntryId::Brand),
        CatalogueChange::FamilyAdded { id, name } => {
            put(&mut catalogue.families, id, Family { name, retired }).map(EntryId::Family)
        }
        CatalogueChange::ChannelAdded { id, name } => {
            put(&mut catalogue.channels, id, Channel { name, retired }).map(EntryId::Channel)
        }
        CatalogueChange::CampaignAdded {
            id,
            name,
            brand,
            first_day,
            last_day,
        } => {
            let entry = Campaign {
                name,
                brand,
                first_day,
                last_day,
                retired,
            };
            put(&mut catalogue.campaigns, id, entry).map(EntryId::Campaign)
        }
        CatalogueChange::EventAdded {
            id,
            name,
            kind,
            day,
            note,
        } => {
            let entry = Event {
                name,
                kind,
                day,
                note,
                retired,
            };
            put(&mut catalogue.events, id, entry).map(EntryId::Event)
        }
        _ => None,
    }
}

/// Adds an entry, unless its id is taken.
fn put<K: Ord + Copy, V>(entries: &mut BTreeMap<K, V>, id: K, entry: V) -> Option<K> {
    if entries.contains_key(&id) {
        return None;
    }
    entries.insert(id, entry);
    Some(id)
}

fn name_department(
    catalogue: &mut Catalogue,
    id: crate::id::DepartmentId,
    name: DepartmentName,
) -> Option<CataloguePrior> {
    let entry = catalogue.departments.get_mut(&id)?;
    Some(CataloguePrior::DepartmentName(
        id,
        mem::replace(&mut entry.name, name),
    ))
}

fn set_touchpoint(entry: &mut Touchpoint, field: TouchpointField) -> TouchpointField {
    match field {
        TouchpointField::Key(key) => TouchpointField::Key(mem::replace(&mut entry.key, key)),
        TouchpointField::Channel(channel) => {
            TouchpointField::Channel(mem::replace(&mut entry.channel, channel))
        }
        TouchpointField::Department(department) => {
            TouchpointField::Department(mem::replace(&mut entry.department, department))
        }
        TouchpointField::MomentOfTruth(is) => {
            TouchpointField::MomentOfTruth(mem::replace(&mut entry.moment_of_truth, is))
        }
    }
}

fn set_persona(entry: &mut Persona, field: PersonaField) -> PersonaField {
    match field {
        PersonaField::Description(text) => {
            PersonaField::Description(mem::replace(&mut entry.description, text))
        }
        PersonaField::Goals(text) => PersonaField::Goals(mem::replace(&mut entry.goals, text)),
        PersonaField::Expectations(text) => {
            PersonaField::Expectations(mem::replace(&mut entry.expectations, text))
        }
        PersonaField::Picture(picture) => {
            PersonaField::Picture(mem::replace(&mut entry.picture, picture))
        }
    }
}

fn set_campaign(entry: &mut Campaign, field: CampaignField) -> CampaignField {
    match field {
        CampaignField::Brand(brand) => CampaignField::Brand(mem::replace(&mut entry.brand, brand)),
        CampaignField::FirstDay(day) => {
            CampaignField::FirstDay(mem::replace(&mut entry.first_day, day))
        }
        CampaignField::LastDay(day) => {
            CampaignField::LastDay(mem::replace(&mut entry.last_day, day))
        }
    }
}

fn set_event(entry: &mut Event, field: EventField) -> EventField {
    match field {
        EventField::Kind(kind) => EventField::Kind(mem::replace(&mut entry.kind, kind)),
        EventField::Day(day) => EventField::Day(mem::replace(&mut entry.day, day)),
        EventField::Note(note) => EventField::Note(mem::replace(&mut entry.note, note)),
    }
}

/// Takes back the last change applied, exactly.
pub fn rollback(catalogue: &mut Catalogue, prior: CataloguePrior) {
    match prior {
        CataloguePrior::Nothing => {}
        CataloguePrior::Added(entry) => catalogue.remove(entry),
        CataloguePrior::Name(entry, name) => {
            if let Some(now) = catalogue.name_mut(entry) {
                *now = name;
            }
        }
        CataloguePrior::DepartmentName(id, name) => {
            if let Some(entry) = catalogue.departments.get_mut(&id) {
                entry.name = name;
            }
        }
        CataloguePrior::Touchpoint(id, field) => {
            if let Some(entry) = catalogue.touchpoints.get_mut(&id) {
                set_touchpoint(entry, field);
            }
        }
        CataloguePrior::PersonaSummary(id, summary) => {
            if let Some(entry) = catalogue.personas.get_mut(&id) {
                entry.summary = summary;
            }
        }
        CataloguePrior::PersonaFilter(id, filter) => {
            if let Some(entry) = catalogue.personas.get_mut(&id) {
                entry.filter = filter;
            }
        }
        CataloguePrior::Persona(id, field) => {
            if let Some(entry) = catalogue.personas.get_mut(&id) {
                set_persona(entry, field);
            }
        }
        CataloguePrior::BrandFamily(id, family) => {
            if let Some(entry) = catalogue.brands.get_mut(&id) {
                entry.family = family;
            }
        }
        CataloguePrior::Campaign(id, field) => {
            if let Some(entry) = catalogue.campaigns.get_mut(&id) {
                set_campaign(entry, field);
            }
        }
        CataloguePrior::Event(id, field) => {
            if let Some(entry) = catalogue.events.get_mut(&id) {
                set_event(entry, field);
            }
        }
        CataloguePrior::Offered(entry) | CataloguePrior::Retired(entry) => {
            let was = matches!(prior, CataloguePrior::Retired(_));
            if let Some(retired) = catalogue.retired_mut(entry) {
                *retired = was;
            }
        }
    }
}
