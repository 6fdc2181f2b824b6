//! Narrowing the page to a department's touchpoints, or to the records of a brand or a family of brands.

use std::collections::BTreeSet;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::{
    catalogue::{Catalogue, DepartmentName},
    record::Filter,
};

use super::asked::{Asked, BRAND, DEPARTMENT};
use crate::{
    catalogue::names,
    record::filter_in_words,
    words::{Lang, in_lang, priority},
};

/// What there is to choose from, each with its id as an address has it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Narrow {
    /// Departments that have a touchpoint.
    departments: Vec<(String, DepartmentName)>,
    families: Vec<(String, String)>,
    brands: Vec<(String, String)>,
    /// Personas with who of the records they are, by name; also those of whom nobody said it.
    pub(super) personas: Vec<(String, Filter)>,
}

impl Narrow {
    /// What a catalogue offers.
    pub(super) fn of(catalogue: &Catalogue) -> Self {
        let used: BTreeSet<_> = catalogue
            .offered_touchpoints()
            .filter_map(|(_, touchpoint)| touchpoint.department)
            .collect();
        let departments = catalogue.departments.iter();
        let departments = departments.filter(|(id, it)| !it.retired && used.contains(id));
        let personas = catalogue.offered_personas();
        let mut personas: Vec<(String, Filter)> = personas
            .map(|(_, persona)| (persona.name.clone(), persona.filter.clone()))
            .collect();
        personas.sort_by(|one, other| one.0.cmp(&other.0));
        let families = catalogue.families.iter().filter(|(_, it)| !it.retired);
        let brands = catalogue.brands.iter().filter(|(_, it)| !it.retired);
        Self {
            personas,
            departments: departments
                .map(|(id, it)| (id.to_string(), it.name.clone()))
                .collect(),
            families: families
                .map(|(id, it)| (id.to_string(), it.name.clone()))
                .collect(),
            brands: brands
                .map(|(id, it)| (id.to_string(), it.name.clone()))
                .collect(),
        }
    }

    /// What was asked for, in words: whose records, of which brand, whose touchpoints. Empty where that is everything.
    pub(super) fn said(&self, lang: Lang, asked: &Asked) -> Vec<String> {
        let chosen = |filter: &String| {
            let filter: Filter = filter.parse().ok()?;
            let persona = self.personas.iter().find(|(_, of)| *of == filter);
            let name = persona.map(|(name, _)| name.clone());
            Some(name.unwrap_or_else(|| filter_in_words(lang, &filter)))
        };
        let named = |choices: &[(String, String)], id: &String| {
            let found = choices.iter().find(|(known, _)| known == id);
            found.map_or_else(|| id.clone(), |(_, name)| name.clone())
        };
        let brand = asked.brand.as_ref();
        let department = asked.department.as_ref();
        let parts = [
            asked.filter.as_ref().and_then(chosen),
            brand.map(|id| named(&self.brands_and_families(), id)),
            department.map(|id| named(&self.departments_by_name(lang), id)),
        ];
        parts.into_iter().flatten().collect()
    }

    fn departments_by_name(&self, lang: Lang) -> Vec<(String, String)> {
        let named =
            |(id, name): &(String, DepartmentName)| (id.clone(), names::department(lang, name));
        let mut departments: Vec<(String, String)> = self.departments.iter().map(named).collect();
        departments.sort_by(|(_, a), (_, b)| a.cmp(b));
        departments
    }

    fn brands_and_families(&self) -> Vec<(String, String)> {
        self.families.iter().chain(&self.brands).cloned().collect()
    }

    /// The fields, set to what was asked for; none where there is nothing to choose.
    pub(super) fn fields(&self, lang: Lang, asked: &Asked) -> Vec<AnyView> {
        let words = in_lang(lang);
        [
            (
                DEPARTMENT,
                words.friction.department,
                priority(lang).all_departments,
                self.departments_by_name(lang),
                &asked.department,
            ),
            (
                BRAND,
                priority(lang).brand,
                priority(lang).all_brands,
                self.brands_and_families(),
                &asked.brand,
            ),
        ]
        .into_iter()
        .filter(|(.., choices, chosen)| !choices.is_empty() || chosen.is_some())
        .map(|(name, label, all, choices, chosen)| {
            field(name, label, all, choices, chosen.as_deref())
        })
        .collect()
    }
}

fn field(
    name: &'static str,
    label: &'static str,
    all: &'static str,
    mut choices: Vec<(String, String)>,
    chosen: Option<&str>,
) -> AnyView {
    // An address may name what is no longer offered: it stays chosen, as it is written.
    if let Some(chosen) = chosen.filter(|chosen| choices.iter().all(|(id, _)| id != chosen)) {
        choices.push((chosen.to_owned(), chosen.to_owned()));
    }
    let options: Vec<AnyView> = choices
        .into_iter()
        .map(|(id, name)| {
            let selected = chosen == Some(id.as_str());
            view! {
                <option value=id selected=selected>
                    {name}
                </option>
            }
            .into_any()
        })
        .collect();
    view! {
        <label class="filters__field">
            <span class="field__label">{label}</span>
            <select class="select" name=name>
                <option value="">{all}</option>
                {options}
            </select>
        </label>
    }
    .into_any()
}
