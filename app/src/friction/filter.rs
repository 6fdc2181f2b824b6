//! Which journey and which days: a form whose answer is an address, with or without JavaScript.

use leptos::{
    ev::SubmitEvent,
    html::{Input, Select},
    prelude::*,
};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use super::asked::{Asked, SETTINGS, given};
use crate::words::{Lang, in_lang};

/// The filter, set to what was asked for.
pub(super) fn filter(
    lang: Lang,
    asked: &Asked,
    settings: Option<&str>,
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
        let href = with_settings(format!("/friction?journey={slug}"), settings);
        view! {
            <a class="btn btn--quiet" href=href>
                {words.all_time}
            </a>
        }
    });
    let (journey, from, to) = (
        NodeRef::<Select>::new(),
        NodeRef::<Input>::new(),
        NodeRef::<Input>::new(),
    );
    let hidden = settings.map(|settings| {
        view! { <input type="hidden" name=SETTINGS value=settings.to_owned() /> }
    });
    let query = use_query_map();
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
        // As they are by now: the sliders may have been moved.
        let settings = query.with_untracked(|query| given(query, SETTINGS));
        let address = with_settings(address, settings.as_deref());
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
            {hidden}
            {all}
        </form>
    }
    .into_any()
}

fn with_settings(address: String, settings: Option<&str>) -> String {
    match settings {
        Some(settings) => format!("{address}&{SETTINGS}={settings}"),
        None => address,
    }
}
