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

    /// The fields, set to what was asked for; none where there is nothing to choose.
    pub(super) fn fields(&self, lang: Lang, asked: &Asked) -> Vec<AnyView> {
        let words = in_lang(lang);
        let mut departments: Vec<(String, String)> = self
            .departments
            .iter()
            .map(|(id, name)| (id.clone(), names::department(lang, name)))
            .collect();
        departments.sort_by(|(_, a), (_, b)| a.cmp(b));
        let brands: Vec<(String, String)> =
            self.families.iter().chain(&self.brands).cloned().collect();
        [
            (
                DEPARTMENT,
                words.friction.department,
                priority(lang).all_departments,
                departments,
                &asked.department,
            ),
            (
                BRAND,
                priority(lang).brand,
                priority(lang).all_brands,
                brands,
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
