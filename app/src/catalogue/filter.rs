//! Who of the records a persona is: its filter as chips, and a choice of the values there are. Several values of one dimension
//! mean any of them, several dimensions all of them.

use leptos::prelude::*;
use shared::{catalogue::CatalogueIntent, id::PersonaId, record::Filter};

use super::desk::Desk;
use crate::{
    record::filter_in_words,
    words::{in_lang, use_words},
};

/// The cell of a persona.
pub(crate) fn filter(
    desk: Desk,
    id: PersonaId,
    name: Memo<String>,
    label: Signal<String>,
) -> AnyView {
    let words = use_words();
    let shown = desk.shown();
    let filter = Memo::new(move |_| {
        shown.with(|catalogue| {
            let persona = catalogue.personas.get(&id);
            persona
                .map(|persona| persona.filter.clone())
                .unwrap_or_default()
        })
    });
    let set = move |filter: Filter| {
        desk.edit(CatalogueIntent::SetPersonaFilter {
            persona: id,
            filter,
        });
    };
    let chips = move || {
        let lang = words.lang();
        let filter = filter.get();
        if filter.is_empty() {
            let all = in_lang(lang).catalogue.all_customers;
            return view! { <span class="muted">{all}</span> }.into_any();
        }
        let chip = |dimension: &str, value: &str| {
            let said = filter_in_words(lang, &Filter::one(dimension, value));
            let leave_out = in_lang(lang).catalogue.leave_out(&said, &name.get());
            let without = filter.clone().without(dimension, value);
            view! {
                <span class="pill">
                    {said}
                    <button
                        type="button"
                        class="pill__remove"
                        aria-label=leave_out
                        on:click=move |_| set(without.clone())
                    >
                        "×"
                    </button>
                </span>
            }
            .into_any()
        };
        let all = filter.0.iter();
        let all = all.flat_map(|(name, values)| values.iter().map(move |value| (name, value)));
        let chips: Vec<AnyView> = all.map(|(name, value)| chip(name, value)).collect();
        chips.into_any()
    };
    let options = move || {
        let (lang, filter) = (words.lang(), filter.get());
        let groups = desk.dimensions().get().into_iter().map(|dimension| {
            let taken = filter.0.get(&dimension.name);
            let free = dimension
                .values
                .iter()
                .filter(|value| taken.is_none_or(|taken| !taken.contains(value.as_str())));
            let values: Vec<AnyView> = free
                .map(|value| {
                    let shown = match value.as_str() {
                        "" => in_lang(lang).friction.not_stated.to_owned(),
                        value => value.to_owned(),
                    };
                    let value = Filter::one(&dimension.name, value).to_string();
                    view! { <option value=value>{shown}</option> }.into_any()
                })
                .collect();
            view! { <optgroup label=dimension.name.clone()>{values}</optgroup> }.into_any()
        });
        groups.collect_view()
    };
    let add = move |event| {
        // One pair of a dimension and a value; anything else is the first, empty choice.
        let Ok(chosen) = event_target_value(&event).parse::<Filter>() else {
            return;
        };
        let mut wished = filter.get_untracked();
        for (name, values) in &chosen.0 {
            for value in values {
                wished = wished.with(name, value);
            }
        }
        if !chosen.is_empty() {
            set(wished);
        }
    };
    let hint = move || {
        let words = &words.get().catalogue;
        if desk.dimensions().with(Vec::is_empty) {
            words.no_values
        } else {
            words.add_value
        }
    };
    view! {
        <div class="pills">
            {chips}
            <select
                class="pill pill--add"
                aria-label=move || label.get()
                prop:value=move || {
                    filter.track();
                    ""
                }
                disabled=move || desk.dimensions().with(Vec::is_empty)
                on:change=add
            >
                <option value="">{hint}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}
