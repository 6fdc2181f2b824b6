//! New entries.

use super::{days, department_name, there_if};
use crate::{
    catalogue::{Catalogue, CatalogueChange, CatalogueIntent, EntryId},
    log::{Limit, Rejection},
    text,
};

pub(super) fn add(
    catalogue: &Catalogue,
    intent: &CatalogueIntent,
) -> Result<CatalogueChange, Rejection> {
    text::limited(Limit::CatalogueEntries, catalogue.len() + 1)?;
    match intent {
        CatalogueIntent::AddTouchpoint {
            id,
            name,
            key,
            channel,
            department,
            moment_of_truth,
        } => {
            fresh(catalogue, EntryId::Touchpoint(*id), id)?;
            there_if(catalogue, channel.map(EntryId::Channel))?;
            there_if(catalogue, department.map(EntryId::Department))?;
            Ok(CatalogueChange::TouchpointAdded {
                id: *id,
                name: text::title(name)?,
                key: key.as_deref().map(text::title).transpose()?,
                channel: *channel,
                department: *department,
                moment_of_truth: *moment_of_truth,
            })
        }
        CatalogueIntent::AddPersona { id, name, summary } => {
            fresh(catalogue, EntryId::Persona(*id), id)?;
            let (name, summary) = (text::title(name)?, text::text(summary)?);
            Ok(CatalogueChange::PersonaAdded {
                id: *id,
                name,
                summary,
            })
        }
        CatalogueIntent::AddDepartment { id, name } => {
            fresh(catalogue, EntryId::Department(*id), id)?;
            Ok(CatalogueChange::DepartmentAdded {
                id: *id,
                name: department_name(name)?,
            })
        }
        CatalogueIntent::AddBrand { id, name, family } => {
            fresh(catalogue, EntryId::Brand(*id), id)?;
            there_if(catalogue, family.map(EntryId::Family))?;
            Ok(CatalogueChange::BrandAdded {
                id: *id,
                name: text::title(name)?,
                family: *family,
            })
        }
        CatalogueIntent::AddFamily { id, name } => {
            fresh(catalogue, EntryId::Family(*id), id)?;
            Ok(CatalogueChange::FamilyAdded {
                id: *id,
                name: text::title(name)?,
            })
        }
        CatalogueIntent::AddChannel { id, name } => {
            fresh(catalogue, EntryId::Channel(*id), id)?;
            Ok(CatalogueChange::ChannelAdded {
                id: *id,
                name: text::title(name)?,
            })
        }
        CatalogueIntent::AddCampaign {
            id,
            name,
            brand,
            first_day,
            last_day,
        } => {
            fresh(catalogue, EntryId::Campaign(*id), id)?;
            there_if(catalogue, brand.map(EntryId::Brand))?;
            let (first_day, last_day) = days(first_day.as_deref(), last_day.as_deref())?;
            let (name, brand) = (text::title(name)?, *brand);
            Ok(CatalogueChange::CampaignAdded {
                id: *id,
                name,
                brand,
                first_day,
                last_day,
            })
        }
        CatalogueIntent::AddEvent {
            id,
            name,
            kind,
            day,
            note,
        } => {
            fresh(catalogue, EntryId::Event(*id), id)?;
            let (day, _) = days(day.as_deref(), None)?;
            Ok(CatalogueChange::EventAdded {
                id: *id,
                name: text::title(name)?,
                kind: *kind,
                day,
                note: text::text(note)?,
            })
        }
        // `decide` sends only additions here.
        _ => Err(Rejection::BadSelection),
    }
}

fn fresh(catalogue: &Catalogue, entry: EntryId, id: &impl ToString) -> Result<(), Rejection> {
    if catalogue.contains(entry) {
        Err(Rejection::IdUsed { id: id.to_string() })
    } else {
        Ok(())
    }
}
