//! Which records a page is about: one value of one dimension, chosen in a form whose answer is an address.

use leptos::{html::Select, prelude::*};
use shared::{api::Dimension, record::Filter};

use crate::words::{Lang, in_lang};

/// The name of the filter in an address.
pub(crate) const FILTER: &str = "filter";

/// The choice. What the address asks for beyond it, by hand, stays a choice of its own.
pub(crate) fn only(
    lang: Lang,
    dimensions: &[Dimension],
    chosen: Option<&str>,
    field: NodeRef<Select>,
) -> AnyView {
    let words = &in_lang(lang).friction;
    let chosen = chosen.unwrap_or_default().to_owned();
    if dimensions.is_empty() && chosen.is_empty() {
        return ().into_any();
    }
    let option = |value: String, name: String| {
        let selected = value == chosen;
        view! {
            <option value=value selected=selected>
                {name}
            </option>
        }
        .into_any()
    };
    let mut offered = chosen.is_empty();
    let groups: Vec<AnyView> = dimensions
        .iter()
        .map(|dimension| {
            let values: Vec<AnyView> = dimension
                .values
                .iter()
                .map(|value| {
                    let filter = Filter::one(&dimension.name, value).to_string();
                    offered |= filter == chosen;
                    option(filter, value.clone())
                })
                .collect();
            view! { <optgroup label=dimension.name.clone()>{values}</optgroup> }.into_any()
        })
        .collect();
    let own = (!offered).then(|| option(chosen.clone(), chosen.clone()));
    view! {
        <label class="filters__field">
            <span class="field__label">{words.only}</span>
            <select class="select" name=FILTER node_ref=field>
                {option(String::new(), words.all_time.to_owned())}
                {own}
                {groups}
            </select>
        </label>
    }
    .into_any()
}
