//! Which metric, which days, how long a period, split by what: a form whose answer is an address, with or without
//! JavaScript.

use leptos::{
    ev::SubmitEvent,
    html::{Input, Select},
    prelude::*,
};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use shared::{
    api::{CatalogueMetric, Dimension},
    metric::Every,
    record::Filter,
};

use super::{
    asked::{Asked, OFF, TOUCHPOINT},
    content::offered,
};
use crate::{
    record::only_or_persona,
    words::{Lang, in_lang, metric_words},
};

/// The filter, set to what was asked for.
pub(super) fn filter(
    lang: Lang,
    asked: &Asked,
    listed: &[CatalogueMetric],
    dimensions: &[Dimension],
    personas: &[(String, Filter)],
) -> AnyView {
    let words = metric_words(lang);
    let common = &in_lang(lang).friction;
    let metrics = offered(listed, asked).map(|each| {
        let name = each.metric.name.in_lang(lang).to_owned();
        option(each.metric.key.clone(), name, asked.metric.as_deref())
    });
    let metrics: Vec<AnyView> = std::iter::once(option(String::new(), words.all.to_owned(), None))
        .chain(metrics)
        .collect();
    let periods = Every::ALL.map(|every| {
        let name = match every {
            Every::Week => words.week,
            Every::Month => words.month,
            Every::Quarter => words.quarter,
        };
        option(
            every.name().to_owned(),
            name.to_owned(),
            asked.every.as_deref(),
        )
    });
    let periods: Vec<AnyView> =
        std::iter::once(option(String::new(), words.by_days.to_owned(), None))
            .chain(periods)
            .collect();
    let overlays = vec![
        option(String::new(), words.overlays_shown.to_owned(), None),
        option(
            OFF.to_owned(),
            words.overlays_hidden.to_owned(),
            asked.overlays.as_deref(),
        ),
    ];
    let (metric, from, to, every, by, filter, overlay) = (
        NodeRef::<Select>::new(),
        NodeRef::<Input>::new(),
        NodeRef::<Input>::new(),
        NodeRef::<Select>::new(),
        NodeRef::<Select>::new(),
        NodeRef::<Select>::new(),
        NodeRef::<Select>::new(),
    );
    let chosen = listed
        .iter()
        .find(|each| Some(each.metric.key.as_str()) == asked.metric.as_deref());
    let split = chosen
        .filter(|each| !each.dimensions.is_empty())
        .map(|each| {
            let dimensions = each
                .dimensions
                .iter()
                .map(|name| option(name.clone(), name.clone(), asked.by.as_deref()));
            let options: Vec<AnyView> =
                std::iter::once(option(String::new(), words.not_split.to_owned(), None))
                    .chain(dimensions)
                    .collect();
            view! {
                <label class="filters__field">
                    <span class="field__label">{words.by}</span>
                    <select class="select" name="by" node_ref=by>
                        {options}
                    </select>
                </label>
            }
        });
    let all_time = (asked.from.is_some() || asked.to.is_some()).then(|| {
        let href = Asked {
            from: None,
            to: None,
            ..asked.clone()
        }
        .address();
        view! {
            <a class="btn btn--quiet" href=href>
                {common.all_time}
            </a>
        }
    });
    // Another choice is about the same touchpoint.
    let touchpoint = asked.touchpoint.map(|id| {
        let id = id.to_string();
        view! { <input type="hidden" name=TOUCHPOINT value=id /> }
    });
    let navigate = use_navigate();
    let before = asked.clone();
    // Without JavaScript the browser asks for the same address by itself.
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let given = |value: Option<String>| value.filter(|value| !value.is_empty());
        let metric = given(metric.get().map(|field| field.value()));
        let wished = Asked {
            // Another metric may not have the dimension.
            by: given(by.get().map(|field| field.value())).filter(|_| metric == before.metric),
            from: given(from.get().map(|field| field.value())),
            to: given(to.get().map(|field| field.value())),
            every: given(every.get().map(|field| field.value())),
            filter: given(filter.get().map(|field| field.value())),
            overlays: given(overlay.get().map(|field| field.value())),
            touchpoint: before.touchpoint,
            metric,
        };
        navigate(&wished.address(), NavigateOptions::default());
    };
    view! {
        <form class="filters" method="get" action="/metrics" on:submit=submit>
            <label class="filters__field">
                <span class="field__label">{words.metric}</span>
                <select class="select" name="metric" node_ref=metric>
                    {metrics}
                </select>
            </label>
            <label class="filters__field">
                <span class="field__label">{common.from}</span>
                <input class="input" type="date" name="from" value=asked.from.clone() node_ref=from />
            </label>
            <label class="filters__field">
                <span class="field__label">{common.to}</span>
                <input class="input" type="date" name="to" value=asked.to.clone() node_ref=to />
            </label>
            <label class="filters__field">
                <span class="field__label">{words.every}</span>
                <select class="select" name="every" node_ref=every>
                    {periods}
                </select>
            </label>
            {split}
            {touchpoint}
            {only_or_persona(lang, dimensions, personas, asked.filter.as_deref(), filter)}
            <label class="filters__field">
                <span class="field__label">{words.overlays}</span>
                <select class="select" name="overlays" node_ref=overlay>
                    {overlays}
                </select>
            </label>
            <button type="submit" class="btn">
                {common.apply}
            </button>
            {all_time}
        </form>
    }
    .into_any()
}

fn option(value: String, name: String, chosen: Option<&str>) -> AnyView {
    let selected = chosen == Some(value.as_str());
    view! {
        <option value=value selected=selected>
            {name}
        </option>
    }
    .into_any()
}
