//! What to compare with: the fields of the form that say it. Which of them show is the style sheet's doing, so that it works
//! without JavaScript.

use leptos::prelude::*;
use shared::api::Dimension;

use super::{
    against::Against,
    asked::{Asked, COMPARE},
};
use crate::words::{Lang, compare};

/// The fields, set to what was asked for.
pub(super) fn choice(lang: Lang, asked: &Asked, dimensions: &[Dimension]) -> AnyView {
    let words = compare(lang);
    let chosen = asked.compare().unwrap_or_default();
    let mut ways = vec![
        ("", words.nothing),
        ("before", words.before),
        ("year", words.year),
        ("days", words.days),
    ];
    if !dimensions.is_empty() {
        ways.push(("values", words.values));
    }
    let ways = ways.into_iter();
    let ways = ways.map(|(way, name)| option(way, name, way == chosen));
    let (base_from, base_to) = match &asked.against {
        Some(Against::Days(from, to)) => (from.clone(), to.clone()),
        _ => (None, None),
    };
    let groups = (!dimensions.is_empty()).then(|| groups(lang, asked, dimensions));
    view! {
        <label class="filters__field">
            <span class="field__label">{words.compare}</span>
            <select class="select" name=COMPARE>
                {ways.collect::<Vec<_>>()}
            </select>
        </label>
        <label class="filters__field filters__if-days">
            <span class="field__label">{words.base_from}</span>
            <input class="input" type="date" name="base_from" value=base_from />
        </label>
        <label class="filters__field filters__if-days">
            <span class="field__label">{words.base_to}</span>
            <input class="input" type="date" name="base_to" value=base_to />
        </label>
        {groups}
    }
    .into_any()
}

/// Which values of a dimension, and the dimension that changes are split by.
fn groups(lang: Lang, asked: &Asked, dimensions: &[Dimension]) -> AnyView {
    let words = compare(lang);
    let (dimension, value, base_value) = match &asked.against {
        Some(Against::Values {
            dimension,
            value,
            base_value,
        }) => (dimension.as_str(), value.as_str(), base_value.as_str()),
        _ => ("", "", ""),
    };
    let chosen = dimensions.iter().position(|known| known.name == dimension);
    let chosen = RwSignal::new(chosen.unwrap_or_default());
    let known = StoredValue::new(dimensions.to_vec());
    let names = dimensions.iter();
    let names = names.map(|known| option(&known.name, &known.name, known.name == dimension));
    let pick = move |event| {
        let name = event_target_value(&event);
        let at = known.with_value(|known| known.iter().position(|known| known.name == name));
        chosen.set(at.unwrap_or_default());
    };
    // Two values that differ, where nobody chose any.
    let values = move |asked: &str, usual: usize| {
        let asked = asked.to_owned();
        move || -> Vec<AnyView> {
            known.with_value(|known| {
                let values = known.get(chosen.get()).map(|known| known.values.as_slice());
                let values = values.unwrap_or_default();
                let at = values.iter().position(|value| *value == asked);
                let at = at.unwrap_or(usual.min(values.len().saturating_sub(1)));
                let values = values.iter().enumerate();
                values
                    .map(|(index, value)| option(value, value, index == at))
                    .collect()
            })
        }
    };
    let splits = dimensions.iter().map(|known| {
        let split = asked.by.as_deref() == Some(known.name.as_str());
        option(&known.name, &known.name, split)
    });
    view! {
        <label class="filters__field filters__if-values">
            <span class="field__label">{words.dimension}</span>
            <select class="select" name="dimension" on:change=pick>
                {names.collect::<Vec<_>>()}
            </select>
        </label>
        <label class="filters__field filters__if-values">
            <span class="field__label">{words.value}</span>
            <select class="select" name="value">
                {values(value, 0)}
            </select>
        </label>
        <label class="filters__field filters__if-values">
            <span class="field__label">{words.base_value}</span>
            <select class="select" name="base_value">
                {values(base_value, 1)}
            </select>
        </label>
        <label class="filters__field filters__if-compared">
            <span class="field__label">{words.by}</span>
            <select class="select" name="by">
                {option("", words.nothing, asked.by.is_none())}
                {splits.collect::<Vec<_>>()}
            </select>
        </label>
    }
    .into_any()
}

fn option(value: &str, name: &str, selected: bool) -> AnyView {
    let (value, name) = (value.to_owned(), name.to_owned());
    view! {
        <option value=value selected=selected>
            {name}
        </option>
    }
    .into_any()
}
