//! Which records a page is about: a persona or one value of one dimension, chosen in a form whose answer is an address; and a
//! filter in words.

use std::cell::Cell;

use leptos::{html::Select, prelude::*};
use shared::{api::Dimension, catalogue::Catalogue, record::Filter};

use crate::words::{Lang, in_lang};

/// The name of the filter in an address.
pub(crate) const FILTER: &str = "filter";

/// The personas that can be told from others in the records, with their filters, by name.
pub(crate) fn personas(catalogue: &Catalogue) -> Vec<(String, Filter)> {
    let personas = catalogue.personas.values();
    let mut told: Vec<(String, Filter)> = personas
        .filter(|persona| !persona.retired && !persona.filter.is_empty())
        .map(|persona| (persona.name.clone(), persona.filter.clone()))
        .collect();
    told.sort_by(|one, other| one.0.cmp(&other.0));
    told
}

/// A filter as people read it: `region: north / south · segment: daily`.
pub(crate) fn filter_in_words(lang: Lang, filter: &Filter) -> String {
    let not_stated = in_lang(lang).friction.not_stated;
    let dimensions = filter.0.iter().map(|(name, values)| {
        let values = values.iter().map(|value| match value.as_str() {
            "" => not_stated,
            value => value,
        });
        format!("{name}: {}", values.collect::<Vec<_>>().join(" / "))
    });
    dimensions.collect::<Vec<_>>().join(" · ")
}

/// The choice of a persona or of one value. A persona of whom nobody said who of the records it is stands there as all customers,
/// and cannot be chosen. What the address asks for beyond them, by hand, stays a choice of its own.
pub(crate) fn only_or_persona(
    lang: Lang,
    dimensions: &[Dimension],
    personas: &[(String, Filter)],
    chosen: Option<&str>,
    field: NodeRef<Select>,
) -> AnyView {
    let words = &in_lang(lang).friction;
    let chosen = chosen.unwrap_or_default().to_owned();
    if dimensions.is_empty() && chosen.is_empty() {
        return ().into_any();
    }
    let offered = Cell::new(chosen.is_empty());
    // The address says which records; a persona and a value may mean the same ones, and one of them is shown as chosen.
    let option = |value: String, name: String| {
        let selected = !offered.get() && value == chosen;
        offered.set(offered.get() || selected);
        view! {
            <option value=value selected=selected>
                {name}
            </option>
        }
        .into_any()
    };
    let of_personas: Vec<AnyView> = personas
        .iter()
        .map(|(name, filter)| {
            if filter.is_empty() {
                let name = format!("{name}: {}", in_lang(lang).catalogue.all_customers);
                return view! { <option disabled>{name}</option> }.into_any();
            }
            option(filter.to_string(), name.clone())
        })
        .collect();
    let of_personas = (!of_personas.is_empty())
        .then(|| view! { <optgroup label=words.personas>{of_personas}</optgroup> }.into_any());
    let groups: Vec<AnyView> = dimensions
        .iter()
        .map(|dimension| {
            let values: Vec<AnyView> = dimension
                .values
                .iter()
                .map(|value| {
                    option(
                        Filter::one(&dimension.name, value).to_string(),
                        value.clone(),
                    )
                })
                .collect();
            view! { <optgroup label=dimension.name.clone()>{values}</optgroup> }.into_any()
        })
        .collect();
    let own = (!offered.get()).then(|| {
        let filter = chosen.parse::<Filter>();
        let name = filter.map_or_else(|_| chosen.clone(), |filter| filter_in_words(lang, &filter));
        option(chosen.clone(), name)
    });
    view! {
        <label class="filters__field">
            <span class="field__label">{words.only}</span>
            <select class="select" name=FILTER node_ref=field>
                <option value="" selected=chosen.is_empty()>
                    {words.all_time}
                </option>
                {own}
                {of_personas}
                {groups}
            </select>
        </label>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use shared::{catalogue::Persona, id::PersonaId};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_filter_reads_as_words_in_either_language() {
        let filter: Filter = "segment:daily,region:south,region:north,club:"
            .parse()
            .unwrap();
        assert_eq!(
            filter_in_words(Lang::En, &filter),
            "club: not stated · region: north / south · segment: daily"
        );
        assert_eq!(
            filter_in_words(Lang::Es, &filter),
            "club: sin indicar · region: north / south · segment: daily"
        );
    }

    #[test]
    fn personas_are_offered_that_records_can_tell_and_that_are_still_used() {
        let mut catalogue = Catalogue::default();
        let mut add = |n: u128, name: &str, filter: Filter, retired| {
            let persona = Persona {
                name: name.to_owned(),
                filter,
                retired,
                ..Persona::default()
            };
            catalogue
                .personas
                .insert(PersonaId::new(Uuid::from_u128(n)), persona);
        };
        add(1, "Nora", Filter::one("segment", "race"), false);
        add(2, "Everybody", Filter::default(), false);
        add(3, "Bygone", Filter::one("segment", "old"), true);
        add(4, "Dani", Filter::one("segment", "daily"), false);
        let names: Vec<String> = personas(&catalogue).into_iter().map(|p| p.0).collect();
        assert_eq!(names, ["Dani", "Nora"]);
    }
}
