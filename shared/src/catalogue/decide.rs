//! The only code that says no to a wish about the catalogue.

mod add;

use super::{
    CampaignField, Catalogue, CatalogueChange, CatalogueIntent, DepartmentName, EntryId,
    EventField, PersonaField, TouchpointField,
};
use crate::{
    access::{self, Action, Resource},
    image,
    log::{Context, Missing, Rejection},
    text,
};

/// What has to happen for `intent`; nothing when everything is so already.
///
/// # Errors
/// The reason why it may not happen. Nothing is changed either way.
pub fn decide(
    catalogue: &Catalogue,
    context: &Context,
    intent: &CatalogueIntent,
) -> Result<Vec<CatalogueChange>, Rejection> {
    if !access::can(&context.actor, Action::Edit, Resource::Catalogue) {
        return Err(Rejection::Forbidden);
    }
    let change = match intent {
        CatalogueIntent::AddTouchpoint { .. }
        | CatalogueIntent::AddPersona { .. }
        | CatalogueIntent::AddDepartment { .. }
        | CatalogueIntent::AddBrand { .. }
        | CatalogueIntent::AddFamily { .. }
        | CatalogueIntent::AddChannel { .. }
        | CatalogueIntent::AddCampaign { .. }
        | CatalogueIntent::AddEvent { .. } => add::add(catalogue, intent)?,
        CatalogueIntent::Rename {
            entry: EntryId::Department(department),
            name,
        } => {
            return decide_department_name(
                catalogue,
                *department,
                &DepartmentName::Own(name.clone()),
            );
        }
        CatalogueIntent::NameDepartment { department, name } => {
            return decide_department_name(catalogue, *department, name);
        }
        CatalogueIntent::Rename { entry, name } => {
            there(catalogue, *entry)?;
            let name = text::title(name)?;
            if catalogue.name(*entry) == Some(super::EntryName::Own(&name)) {
                return Ok(Vec::new());
            }
            CatalogueChange::Renamed {
                entry: *entry,
                name,
            }
        }
        CatalogueIntent::SetTouchpoint { touchpoint, field } => {
            let entry = catalogue
                .touchpoints
                .get(touchpoint)
                .ok_or_else(|| missing(EntryId::Touchpoint(*touchpoint)))?;
            let field = touchpoint_field(catalogue, field)?;
            let same = match &field {
                TouchpointField::Key(key) => entry.key == *key,
                TouchpointField::Channel(channel) => entry.channel == *channel,
                TouchpointField::Department(department) => entry.department == *department,
                TouchpointField::MomentOfTruth(is) => entry.moment_of_truth == *is,
            };
            if same {
                return Ok(Vec::new());
            }
            CatalogueChange::TouchpointSet {
                touchpoint: *touchpoint,
                field,
            }
        }
        CatalogueIntent::SetPersonaSummary { persona, summary } => {
            let entry = catalogue
                .personas
                .get(persona)
                .ok_or_else(|| missing(EntryId::Persona(*persona)))?;
            let summary = text::text(summary)?;
            if entry.summary == summary {
                return Ok(Vec::new());
            }
            CatalogueChange::PersonaSummarySet {
                persona: *persona,
                summary,
            }
        }
        CatalogueIntent::SetPersonaFilter { persona, filter } => {
            let entry = catalogue
                .personas
                .get(persona)
                .ok_or_else(|| missing(EntryId::Persona(*persona)))?;
            let filter = text::filter(filter)?;
            if entry.filter == filter {
                return Ok(Vec::new());
            }
            CatalogueChange::PersonaFilterSet {
                persona: *persona,
                filter,
            }
        }
        CatalogueIntent::SetPersona { persona, field } => {
            let entry = catalogue
                .personas
                .get(persona)
                .ok_or_else(|| missing(EntryId::Persona(*persona)))?;
            let (field, same) = match field {
                PersonaField::Description(to) => {
                    let to = text::text(to)?;
                    let same = entry.description == to;
                    (PersonaField::Description(to), same)
                }
                PersonaField::Goals(to) => {
                    let to = text::text(to)?;
                    let same = entry.goals == to;
                    (PersonaField::Goals(to), same)
                }
                PersonaField::Expectations(to) => {
                    let to = text::text(to)?;
                    let same = entry.expectations == to;
                    (PersonaField::Expectations(to), same)
                }
                PersonaField::Picture(to) => {
                    let to = to.as_ref().map(image::picture).transpose()?;
                    let same = entry.picture == to;
                    (PersonaField::Picture(to), same)
                }
            };
            if same {
                return Ok(Vec::new());
            }
            CatalogueChange::PersonaSet {
                persona: *persona,
                field,
            }
        }
        CatalogueIntent::SetBrandFamily { brand, family } => {
            let entry = catalogue
                .brands
                .get(brand)
                .ok_or_else(|| missing(EntryId::Brand(*brand)))?;
            there_if(catalogue, family.map(EntryId::Family))?;
            if entry.family == *family {
                return Ok(Vec::new());
            }
            CatalogueChange::BrandFamilySet {
                brand: *brand,
                family: *family,
            }
        }
        CatalogueIntent::SetCampaign { campaign, field } => {
            let entry = catalogue
                .campaigns
                .get(campaign)
                .ok_or_else(|| missing(EntryId::Campaign(*campaign)))?;
            let (field, same) = match field {
                CampaignField::Brand(brand) => {
                    there_if(catalogue, brand.map(EntryId::Brand))?;
                    (CampaignField::Brand(*brand), entry.brand == *brand)
                }
                CampaignField::FirstDay(day) => {
                    let (day, _) = days(day.as_deref(), entry.last_day.as_deref())?;
                    let same = entry.first_day == day;
                    (CampaignField::FirstDay(day), same)
                }
                CampaignField::LastDay(day) => {
                    let (_, day) = days(entry.first_day.as_deref(), day.as_deref())?;
                    let same = entry.last_day == day;
                    (CampaignField::LastDay(day), same)
                }
            };
            if same {
                return Ok(Vec::new());
            }
            CatalogueChange::CampaignSet {
                campaign: *campaign,
                field,
            }
        }
        CatalogueIntent::SetEvent { event, field } => {
            let entry = catalogue
                .events
                .get(event)
                .ok_or_else(|| missing(EntryId::Event(*event)))?;
            let (field, same) = match field {
                EventField::Kind(kind) => (EventField::Kind(*kind), entry.kind == *kind),
                EventField::Day(day) => {
                    let (day, _) = days(day.as_deref(), None)?;
                    let same = entry.day == day;
                    (EventField::Day(day), same)
                }
                EventField::Note(note) => {
                    let note = text::text(note)?;
                    let same = entry.note == note;
                    (EventField::Note(note), same)
                }
            };
            if same {
                return Ok(Vec::new());
            }
            CatalogueChange::EventSet {
                event: *event,
                field,
            }
        }
        CatalogueIntent::Retire { entry } => {
            if there(catalogue, *entry)? {
                return Ok(Vec::new());
            }
            CatalogueChange::Retired { entry: *entry }
        }
        CatalogueIntent::Reinstate { entry } => {
            if !there(catalogue, *entry)? {
                return Ok(Vec::new());
            }
            CatalogueChange::Reinstated { entry: *entry }
        }
    };
    Ok(vec![change])
}

fn decide_department_name(
    catalogue: &Catalogue,
    department: crate::id::DepartmentId,
    name: &DepartmentName,
) -> Result<Vec<CatalogueChange>, Rejection> {
    let entry = catalogue
        .departments
        .get(&department)
        .ok_or_else(|| missing(EntryId::Department(department)))?;
    let name = department_name(name)?;
    if entry.name == name {
        return Ok(Vec::new());
    }
    Ok(vec![CatalogueChange::DepartmentNamed { department, name }])
}

fn department_name(name: &DepartmentName) -> Result<DepartmentName, Rejection> {
    Ok(match name {
        DepartmentName::Standard(standard) => DepartmentName::Standard(*standard),
        DepartmentName::Own(name) => DepartmentName::Own(text::title(name)?),
    })
}

fn touchpoint_field(
    catalogue: &Catalogue,
    field: &TouchpointField,
) -> Result<TouchpointField, Rejection> {
    Ok(match field {
        TouchpointField::Key(key) => {
            TouchpointField::Key(key.as_deref().map(text::title).transpose()?)
        }
        TouchpointField::Channel(channel) => {
            there_if(catalogue, channel.map(EntryId::Channel))?;
            field.clone()
        }
        TouchpointField::Department(department) => {
            there_if(catalogue, department.map(EntryId::Department))?;
            field.clone()
        }
        TouchpointField::MomentOfTruth(_) => field.clone(),
    })
}

/// Two days as they are written, of which the last may not lie before the first.
fn days(
    first: Option<&str>,
    last: Option<&str>,
) -> Result<(Option<String>, Option<String>), Rejection> {
    let first = first.map(text::day).transpose()?;
    let last = last.map(text::day).transpose()?;
    match (first, last) {
        (Some(first), Some(last)) if last.to_days() < first.to_days() => Err(Rejection::BadDay {
            day: last.to_string(),
        }),
        _ => Ok((
            first.map(|day| day.to_string()),
            last.map(|day| day.to_string()),
        )),
    }
}

/// Whether the entry, which has to exist, is retired.
fn there(catalogue: &Catalogue, entry: EntryId) -> Result<bool, Rejection> {
    catalogue.is_retired(entry).ok_or_else(|| missing(entry))
}

fn there_if(catalogue: &Catalogue, entry: Option<EntryId>) -> Result<(), Rejection> {
    entry.map_or(Ok(()), |entry| there(catalogue, entry).map(drop))
}

fn missing(entry: EntryId) -> Rejection {
    Rejection::Missing {
        what: Missing::Entry(entry),
    }
}
