//! What the metrics page shows of an answer: all metrics by area, or one of them large and by group.

use leptos::prelude::*;
use shared::{
    api::{ApiError, CatalogueMetric, SeriesReply},
    metric::Area,
};

use super::{
    asked::Asked,
    card::{Card, Kind},
    course::{Axis, Happened, extent},
    define::{Place, definitions},
    filter::filter,
    legend::legend,
    page::Answered,
    reading::readable,
    together,
};
use crate::{
    chart::file,
    html::Html,
    request::use_now,
    shell::{failure, use_announcer},
    words::{Lang, MetricWords, in_lang, metric_words},
};

/// Everything under the page's head.
pub(super) fn content(
    lang: Lang,
    place: Place,
    answered: Answered,
    again: Callback<()>,
) -> AnyView {
    let Answered {
        asked,
        listed,
        dimensions,
        personas,
        touchpoint,
        whole,
        together,
        split,
        happened,
    } = answered;
    let asked = &asked;
    if listed.iter().all(|metric| metric.first_day.is_none()) {
        let nothing = nothing_yet(lang);
        let definitions = definitions(lang, place, asked);
        return view! {
            {nothing}
            {definitions}
        }
        .into_any();
    }
    let filter = filter(lang, asked, &listed, &dimensions, &personas);
    let of = touchpoint.as_deref();
    let only = of.map(|name| only(lang, asked, name));
    let below = match whole {
        Err(error) => failure(lang, &error, Some(again)),
        Ok(reply) => {
            let mut html = Html::new();
            match asked.metric {
                Some(_) => {
                    one(&mut html, (lang, asked, of), (&reply, &happened));
                    if let (Some(Ok(all)), Some(series)) = (&together, reply.metrics.first()) {
                        together::write(&mut html, lang, series, all);
                    }
                }
                None => all(&mut html, (lang, asked, of), (&reply, &happened)),
            }
            let groups = split.map(|split| groups((lang, asked, of), (split, &happened), again));
            let charts = readable(lang, html, reply, &happened);
            let announcer = use_announcer();
            view! {
                <div on:click=move |event| file::pressed(&event, lang, announcer)>
                    {charts}
                    {groups}
                </div>
            }
            .into_any()
        }
    };
    let definitions = definitions(lang, place, asked);
    view! {
        {filter}
        {only}
        {below}
        {definitions}
    }
    .into_any()
}

/// The touchpoint whose records alone count, and the way to all.
fn only(lang: Lang, asked: &Asked, name: &str) -> AnyView {
    let words = metric_words(lang);
    let out = Asked {
        touchpoint: None,
        ..asked.clone()
    };
    let named = match name {
        "" => words.touchpoint_gone.to_owned(),
        name => words.only_touchpoint(name),
    };
    let mut html = Html::new();
    html.open("span", &[("class", "pill")]).text(&named);
    let attributes = [
        ("class", "pill__remove"),
        ("href", &*out.address()),
        ("aria-label", words.every_touchpoint),
        ("title", words.every_touchpoint),
    ];
    html.element("a", &attributes, "×").close("span");
    view! { <p class="metrics__only" inner_html=html.done()></p> }.into_any()
}

/// How a page is shown: in which language, what was asked for, and the touchpoint whose records alone count.
type Shown<'a> = (Lang, &'a Asked, Option<&'a str>);

/// All metrics that have records, area by area.
fn all(
    html: &mut Html,
    (lang, asked, of): Shown<'_>,
    (reply, happened): (&SeriesReply, &[Happened]),
) {
    let words = metric_words(lang);
    if reply.metrics.is_empty() {
        let text = match of {
            Some(_) => words.empty_touchpoint,
            None => words.empty_text,
        };
        empty(html, words.empty_title, text);
        return;
    }
    let axis = Axis::new(lang, reply, happened, now(asked)).of_touchpoint(of);
    legend(html, &axis);
    for area in Area::ALL {
        let all = || reply.metrics.iter().enumerate();
        let of_area = || all().filter(|(_, each)| each.metric.area == area);
        if of_area().next().is_none() {
            continue;
        }
        let title = area_name(words, area);
        html.open(
            "section",
            &[("class", "metrics__area"), ("aria-label", title)],
        );
        html.classed("h2", "metrics__title", title);
        html.open("div", &[("class", "metrics")]);
        for (at, series) in of_area() {
            let of_metric = asked.with_metric(Some(&series.metric.key));
            if let Some(group) = series.groups.first() {
                let card = Card {
                    axis: &axis,
                    series,
                    group,
                    name: series.metric.name.in_lang(lang),
                    href: Some(&of_metric.address()),
                    file: &of_metric.file(),
                    kind: Kind::Small,
                    place: (at, 0),
                    down: None,
                };
                card.write(html);
            }
        }
        html.close("div").close("section");
    }
}

/// One metric, large.
fn one(
    html: &mut Html,
    (lang, asked, of): Shown<'_>,
    (reply, happened): (&SeriesReply, &[Happened]),
) {
    let words = metric_words(lang);
    let all = asked.with_metric(None).address();
    html.open("p", &[("class", "metrics__back")]);
    html.element("a", &[("href", &all)], words.all).close("p");
    let axis = Axis::new(lang, reply, happened, now(asked)).of_touchpoint(of);
    for (at, series) in reply.metrics.iter().enumerate() {
        let name = series.metric.name.in_lang(lang);
        let known = |group: &&shared::api::SeriesGroup| {
            let mut points = group.points.iter();
            points.any(|point| point.n > 0 || point.withheld)
        };
        let Some(group) = series.groups.first().filter(known) else {
            let limited = asked.from.is_some() || asked.to.is_some();
            let text = match of {
                Some(_) => words.empty_touchpoint,
                None if limited => words.empty_text,
                None => words.never_text,
            };
            empty(html, &format!("{name}: {}", words.empty_title), text);
            continue;
        };
        legend(html, &axis);
        let card = Card {
            axis: &axis,
            series,
            group,
            name,
            href: None,
            file: &asked.with_metric(Some(&series.metric.key)).file(),
            kind: Kind::Large,
            place: (at, 0),
            down: None,
        };
        card.write(html);
    }
}

/// The groups of the metric, all on the same axes.
fn groups(
    (lang, asked, of): Shown<'_>,
    (split, happened): (Result<SeriesReply, ApiError>, &[Happened]),
    again: Callback<()>,
) -> AnyView {
    let reply = match split {
        Err(error) => return failure(lang, &error, Some(again)),
        Ok(reply) => reply,
    };
    let words = metric_words(lang);
    let axis = Axis::new(lang, &reply, happened, now(asked)).of_touchpoint(of);
    let title = words.split(reply.by.as_deref().unwrap_or_default());
    let file = asked.file();
    let mut html = Html::new();
    html.open(
        "section",
        &[("class", "metrics__area"), ("aria-label", &title)],
    );
    html.classed("h2", "metrics__title", &title);
    html.open("div", &[("class", "metrics metrics--groups")]);
    for (metric, series) in reply.metrics.iter().enumerate() {
        let down = extent(&series.groups);
        for (at, group) in series.groups.iter().enumerate() {
            let card = Card {
                axis: &axis,
                series,
                group,
                name: group.group.as_deref().unwrap_or(words.not_stated),
                href: None,
                file: &file,
                kind: Kind::Group,
                place: (metric, at),
                down,
            };
            card.write(&mut html);
        }
    }
    html.close("div").close("section");
    readable(lang, html, reply, happened)
}

/// The moment, for what is shown up to today.
fn now(asked: &Asked) -> Option<i64> {
    asked.to.is_none().then(|| use_now().now())
}

pub(super) const fn area_name(words: &'static MetricWords, area: Area) -> &'static str {
    match area {
        Area::Marketing => words.marketing,
        Area::Experience => words.experience,
        Area::Operations => words.operations,
        Area::People => words.people,
    }
}

fn empty(html: &mut Html, title: &str, text: &str) {
    html.open("div", &[("class", "empty")]);
    html.classed("h2", "empty__title", title);
    html.element("p", &[], text).close("div");
}

/// Nobody brought anything that feeds a metric.
fn nothing_yet(lang: Lang) -> AnyView {
    let words = metric_words(lang);
    view! {
        <div class="empty">
            <h2 class="empty__title">{words.none_title}</h2>
            <p>{words.none_text}</p>
            <div class="btn-row">
                <a class="btn btn--primary" href="/import">
                    {words.import}
                </a>
                <a class="btn" href="/sources">
                    {in_lang(lang).shell.sources}
                </a>
            </div>
        </div>
    }
    .into_any()
}

/// Metrics that can be chosen: those with records, and the one that is chosen.
pub(super) fn offered<'a>(
    listed: &'a [CatalogueMetric],
    asked: &'a Asked,
) -> impl Iterator<Item = &'a CatalogueMetric> {
    listed.iter().filter(|each| {
        each.first_day.is_some() || asked.metric.as_deref() == Some(each.metric.key.as_str())
    })
}
