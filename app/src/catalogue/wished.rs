//! What an edit was about, in words, for when it was refused.

use shared::catalogue::{Catalogue, CatalogueIntent, DepartmentName, EntryId};

use super::{columns::entry_name, names};
use crate::words::Lang;

/// What the entry is called, and what it was to be called; empty for one that is not there.
pub(super) fn wished(lang: Lang, catalogue: &Catalogue, intent: &CatalogueIntent) -> String {
    let of = |entry| entry_name(lang, catalogue, entry);
    let renamed = |entry, name: &str| {
        let before = of(entry);
        if before.is_empty() || before == name {
            name.to_owned()
        } else {
            format!("{before} → {name}")
        }
    };
    let department = |name: &DepartmentName| names::department(lang, name);
    match intent {
        CatalogueIntent::AddTouchpoint { name, .. }
        | CatalogueIntent::AddPersona { name, .. }
        | CatalogueIntent::AddBrand { name, .. }
        | CatalogueIntent::AddFamily { name, .. }
        | CatalogueIntent::AddChannel { name, .. }
        | CatalogueIntent::AddCampaign { name, .. }
        | CatalogueIntent::AddEvent { name, .. } => name.clone(),
        CatalogueIntent::AddDepartment { name, .. } => department(name),
        CatalogueIntent::Rename { entry, name } => renamed(*entry, name),
        CatalogueIntent::NameDepartment {
            department: id,
            name,
        } => renamed(EntryId::Department(*id), &department(name)),
        CatalogueIntent::Retire { entry } | CatalogueIntent::Reinstate { entry } => of(*entry),
        CatalogueIntent::SetTouchpoint { touchpoint, .. } => of(EntryId::Touchpoint(*touchpoint)),
        CatalogueIntent::SetPersonaSummary { persona, .. }
        | CatalogueIntent::SetPersonaFilter { persona, .. }
        | CatalogueIntent::SetPersona { persona, .. } => of(EntryId::Persona(*persona)),
        CatalogueIntent::SetBrandFamily { brand, .. } => of(EntryId::Brand(*brand)),
        CatalogueIntent::SetCampaign { campaign, .. } => of(EntryId::Campaign(*campaign)),
        CatalogueIntent::SetEvent { event, .. } => of(EntryId::Event(*event)),
    }
}

#[cfg(test)]
mod tests {
    use shared::{
        catalogue::{CatalogueChange, apply},
        id::{BrandId, FamilyId},
    };
    use uuid::Uuid;

    use super::*;

    #[test]
    fn an_edit_is_told_by_the_name_that_its_entry_has_or_was_to_have() {
        let brand = BrandId::new(Uuid::from_u128(1));
        let mut catalogue = Catalogue::default();
        apply(
            &mut catalogue,
            &CatalogueChange::BrandAdded {
                id: brand,
                name: "Norte".to_owned(),
                family: None,
            },
        );
        let said = |intent| wished(Lang::Es, &catalogue, &intent);
        let entry = EntryId::Brand(brand);
        let name = "Sur".to_owned();
        assert_eq!(
            said(CatalogueIntent::Rename {
                entry,
                name: name.clone()
            }),
            "Norte → Sur"
        );
        assert_eq!(said(CatalogueIntent::Retire { entry }), "Norte");
        let family = Some(FamilyId::new(Uuid::from_u128(2)));
        assert_eq!(
            said(CatalogueIntent::SetBrandFamily { brand, family }),
            "Norte"
        );
        let id = BrandId::new(Uuid::from_u128(3));
        let add = CatalogueIntent::AddBrand {
            id,
            name,
            family: None,
        };
        assert_eq!(said(add), "Sur");
        // What was to be changed was refused before.
        assert_eq!(
            said(CatalogueIntent::Retire {
                entry: EntryId::Brand(id)
            }),
            ""
        );
    }
}
