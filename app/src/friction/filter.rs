//! Which journey and which days: a form whose answer is an address, with or without JavaScript.

use leptos::{
    ev::SubmitEvent,
    html::{Input, Select},
    prelude::*,
};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::page::Asked;
use crate::words::{Lang, in_lang};

/// The filter, set to what was asked for.
pub(super) fn filter(
    lang: Lang,
    asked: &Asked,
    slug: &str,
    journeys: &[(String, String)],
) -> AnyView {
    let words = &in_lang(lang).friction;
    let options: Vec<AnyView> = journeys
        .iter()
        .map(|(each, title)| {
            view! {
                <option value=each.clone() selected=each == slug>
                    {title.clone()}
                </option>
            }
            .into_any()
        })
        .collect();
    let all = (asked.from.is_some() || asked.to.is_some()).then(|| {
        view! {
            <a class="btn btn--quiet" href=format!("/friction?journey={slug}")>
                {words.all_time}
            </a>
        }
    });
    let (journey, from, to) = (
        NodeRef::<Select>::new(),
        NodeRef::<Input>::new(),
        NodeRef::<Input>::new(),
    );
    let navigate = use_navigate();
    // Without JavaScript the browser asks for the same address by itself.
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let mut address = "/friction?journey=".to_owned();
        address += &journey.get().map(|field| field.value()).unwrap_or_default();
        for (name, field) in [("&from=", from), ("&to=", to)] {
            let day = field.get().map(|field| field.value()).unwrap_or_default();
            if !day.is_empty() {
                address = address + name + &day;
            }
        }
        navigate(&address, NavigateOptions::default());
    };
    view! {
        <form class="filters" method="get" action="/friction" on:submit=submit>
            <label class="filters__field">
                <span class="field__label">{words.journey}</span>
                <select class="select" name="journey" node_ref=journey>
                    {options}
                </select>
            </label>
            <label class="filters__field">
                <span class="field__label">{words.from}</span>
                <input class="input" type="date" name="from" value=asked.from.clone() node_ref=from />
            </label>
            <label class="filters__field">
                <span class="field__label">{words.to}</span>
                <input class="input" type="date" name="to" value=asked.to.clone() node_ref=to />
            </label>
            <button type="submit" class="btn">
                {words.apply}
            </button>
            {all}
        </form>
    }
    .into_any()
}
