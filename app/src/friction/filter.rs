//! Which journey and which days: a form whose answer is an address, with or without JavaScript.

use leptos::{
    ev::SubmitEvent,
    html::Form,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{HtmlFormElement, HtmlInputElement, HtmlSelectElement},
};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use shared::api::Dimension;

use super::{
    asked::{Asked, SETTINGS, given},
    choice::choice,
    narrow::Narrow,
    view::View,
};
use crate::{
    record::only_or_persona,
    words::{Lang, compare, in_lang},
};

/// The filter, set to what was asked for.
pub(super) fn filter(
    lang: Lang,
    asked: &Asked,
    settings: Option<&str>,
    slug: &str,
    journeys: &[(String, String)],
    dimensions: &[Dimension],
    narrow: &Narrow,
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
    let query = use_query_map();
    let view = query.with_untracked(View::of);
    let leave = |wanted: bool, other: Asked, name: &'static str| {
        wanted.then(|| {
            let href = other.with_settings(slug, settings, view);
            view! {
                <a class="btn btn--quiet" href=href>
                    {name}
                </a>
            }
            .into_any()
        })
    };
    let chosen = asked.filter.as_deref();
    let persona_or_value =
        only_or_persona(lang, dimensions, &narrow.personas, chosen, NodeRef::new());
    let all_days = Asked {
        from: None,
        to: None,
        ..asked.clone()
    };
    let alone = Asked {
        against: None,
        by: None,
        ..asked.clone()
    };
    let dated = asked.from.is_some() || asked.to.is_some();
    let all = leave(dated, all_days, words.all_time);
    let stop = leave(asked.against.is_some(), alone, compare(lang).stop);
    let hidden = settings.map(|settings| {
        view! { <input type="hidden" name=SETTINGS value=settings.to_owned() /> }
    });
    let kept: Vec<AnyView> = view
        .pairs()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> }.into_any())
        .collect();
    let navigate = use_navigate();
    // Without JavaScript the browser asks for the same address by itself.
    let form = NodeRef::<Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(form) = form.get() else { return };
        let asked = Asked::read(|name| field(&form, name));
        // As they are by now: the sliders may have been moved.
        let (settings, view) =
            query.with_untracked(|query| (given(query, SETTINGS), View::of(query)));
        let slug = asked.journey.clone().unwrap_or_default();
        let address = asked.with_settings(&slug, settings.as_deref(), view);
        navigate(&address, NavigateOptions::default());
    };
    view! {
        <form class="filters" method="get" action="/friction" node_ref=form on:submit=submit>
            <label class="filters__field">
                <span class="field__label">{words.journey}</span>
                <select class="select" name="journey">
                    {options}
                </select>
            </label>
            <label class="filters__field">
                <span class="field__label">{words.from}</span>
                <input class="input" type="date" name="from" value=asked.from.clone() />
            </label>
            <label class="filters__field">
                <span class="field__label">{words.to}</span>
                <input class="input" type="date" name="to" value=asked.to.clone() />
            </label>
            {persona_or_value}
            {narrow.fields(lang, asked)}
            {choice(lang, asked, dimensions)}
            <button type="submit" class="btn">
                {words.apply}
            </button>
            {hidden}
            {kept}
            {all}
            {stop}
        </form>
    }
    .into_any()
}

/// What a field of the form holds; nothing where it is empty.
fn field(form: &HtmlFormElement, name: &str) -> Option<String> {
    let field = form.get_with_name(name)?;
    let value = match field.dyn_ref::<HtmlSelectElement>() {
        Some(select) => select.value(),
        None => field.dyn_ref::<HtmlInputElement>()?.value(),
    };
    Some(value).filter(|value| !value.is_empty())
}
