//! Counting records anew: who a persona is among them and what a brand is called can be changed on the page that shows how many
//! there are.

use std::{collections::BTreeMap, time::Duration};

use leptos::prelude::*;
use shared::{
    api::CatalogueUse,
    catalogue::Catalogue,
    id::{BrandId, PersonaId},
    record::Filter,
};

use super::desk::{Desk, Saving};
use crate::api::{Api, use_api};

/// How long after an answer that did not come it is asked for again: until then the numbers are not known.
const AGAIN: Duration = Duration::from_secs(2);

/// What records are counted by.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct CountedBy {
    personas: BTreeMap<PersonaId, Filter>,
    brands: BTreeMap<BrandId, String>,
}

impl CountedBy {
    fn of(catalogue: &Catalogue) -> Self {
        let personas = catalogue.personas.iter();
        let brands = catalogue.brands.iter();
        Self {
            personas: personas
                .map(|(id, persona)| (*id, persona.filter.clone()))
                .collect(),
            brands: brands
                .map(|(id, brand)| (*id, brand.name.clone()))
                .collect(),
        }
    }
}

/// Takes away what was counted by something else than now: until it is counted anew, it is not known.
fn forget(used: &mut CatalogueUse, before: &CountedBy, now: &CountedBy) {
    for (id, persona) in &mut used.personas {
        if before.personas.get(id) != now.personas.get(id) {
            persona.records = None;
        }
    }
    for (id, brand) in &mut used.brands {
        if before.brands.get(id) != now.brands.get(id) {
            brand.records = None;
        }
    }
}

/// What the numbers on the page were counted by.
#[derive(Clone, Copy)]
pub(super) struct Counted(RwSignal<Option<CountedBy>>);

impl Counted {
    /// Nothing is counted yet. From then on records are counted anew whenever the server knows of another way to count them.
    /// Take it in a component's body.
    pub(super) fn new(desk: Desk) -> Self {
        let counted = RwSignal::new(None::<CountedBy>);
        let now = Memo::new(move |_| desk.shown().with(CountedBy::of));
        // What was asked for last: an answer to anything else is late.
        let asked = StoredValue::new(CountedBy::default());
        let missed = RwSignal::new(0_u32);
        Effect::new(move |_| {
            missed.track();
            let wished = now.get();
            let Some(before) = counted.get().filter(|before| *before != wished) else {
                return;
            };
            desk.used().update(|used| forget(used, &before, &wished));
            if desk.saving() != Saving::Saved {
                return;
            }
            let Ok(door) = use_api() else { return };
            asked.set_value(wished.clone());
            leptos::task::spawn_local(async move {
                let Ok(used) = door.catalogue_use().await else {
                    // The page may have gone by then.
                    let again = move || missed.try_update(|missed| *missed += 1).unwrap_or(());
                    return set_timeout(again, AGAIN);
                };
                // The page may have gone, or the reader gone on.
                let current = asked.try_with_value(|asked| *asked == wished);
                if current == Some(true) && now.try_get_untracked().as_ref() == Some(&wished) {
                    let _ = desk.used().try_set(used);
                    let _ = counted.try_set(Some(wished));
                }
            });
        });
        Self(counted)
    }

    /// What the page shows was counted by this.
    pub(super) fn by(self, catalogue: &Catalogue) {
        self.0.set(Some(CountedBy::of(catalogue)));
    }
}

#[cfg(test)]
mod tests {
    use shared::api::{BrandUse, PersonaUse};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn only_what_was_counted_by_something_else_is_not_known_any_more() {
        let id = |n| PersonaId::new(Uuid::from_u128(n));
        let brand = BrandId::new(Uuid::from_u128(9));
        let before = CountedBy {
            personas: [
                (id(1), Filter::one("region", "north")),
                (id(2), Filter::default()),
            ]
            .into(),
            brands: [(brand, "Norte".to_owned())].into(),
        };
        let persona = |n| PersonaUse {
            records: Some(n),
            ..PersonaUse::default()
        };
        let shown = || CatalogueUse {
            personas: [(id(1), persona(5)), (id(2), persona(6))].into(),
            brands: [(
                brand,
                BrandUse {
                    records: Some(7),
                    ..BrandUse::default()
                },
            )]
            .into(),
            ..CatalogueUse::default()
        };
        let mut used = shown();
        forget(&mut used, &before, &before);
        assert_eq!(used, shown());
        let mut now = before.clone();
        now.personas.insert(id(1), Filter::one("region", "south"));
        forget(&mut used, &before, &now);
        assert_eq!(used.personas[&id(1)].records, None);
        assert_eq!(used.personas[&id(2)].records, Some(6));
        assert_eq!(used.brands[&brand].records, Some(7));
        now.brands.insert(brand, "Sur".to_owned());
        forget(&mut used, &before, &now);
        assert_eq!(used.brands[&brand].records, None);
    }
}
