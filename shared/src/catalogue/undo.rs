//! Wishes that take changes back: for logs that only ever grow.

use super::{CatalogueIntent, CataloguePrior};

/// The intents that take one push back, from what its changes overwrote. What was added is retired,
/// since entries are never removed; everything else becomes as it was.
#[must_use]
pub fn undo(priors: &[CataloguePrior]) -> Vec<CatalogueIntent> {
    priors.iter().rev().filter_map(inverse).collect()
}

fn inverse(prior: &CataloguePrior) -> Option<CatalogueIntent> {
    Some(match prior.clone() {
        CataloguePrior::Nothing => return None,
        CataloguePrior::Added(entry) | CataloguePrior::Retired(entry) => {
            CatalogueIntent::Retire { entry }
        }
        CataloguePrior::Offered(entry) => CatalogueIntent::Reinstate { entry },
        CataloguePrior::Name(entry, name) => CatalogueIntent::Rename { entry, name },
        CataloguePrior::DepartmentName(department, name) => {
            CatalogueIntent::NameDepartment { department, name }
        }
        CataloguePrior::Touchpoint(touchpoint, field) => {
            CatalogueIntent::SetTouchpoint { touchpoint, field }
        }
        CataloguePrior::PersonaSummary(persona, summary) => {
            CatalogueIntent::SetPersonaSummary { persona, summary }
        }
        CataloguePrior::PersonaFilter(persona, filter) => {
            CatalogueIntent::SetPersonaFilter { persona, filter }
        }
        CataloguePrior::Persona(persona, field) => CatalogueIntent::SetPersona { persona, field },
        CataloguePrior::BrandFamily(brand, family) => {
            CatalogueIntent::SetBrandFamily { brand, family }
        }
        CataloguePrior::Campaign(campaign, field) => {
            CatalogueIntent::SetCampaign { campaign, field }
        }
        CataloguePrior::Event(event, field) => CatalogueIntent::SetEvent { event, field },
    })
}
