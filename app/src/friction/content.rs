//! What the friction page shows of an answer: the filter, the list, what it rests on, and the panel that weighs it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use shared::locale::DateStyle;

use super::{
    asked::{self, Asked},
    basis::Basis,
    changes,
    filter::filter,
    firm::firm,
    list::list,
    page::Answered,
    scoring::{Scoring, Seen},
    stages::stages,
    table::table,
    weigh::panel,
};
use crate::{
    html::Html,
    shell::failure,
    words::{Lang, compare, in_lang},
};

/// Everything under the page's head.
pub(super) fn content(
    lang: Lang,
    query: Memo<ParamsMap>,
    answered: Answered,
    again: Callback<()>,
) -> AnyView {
    let asked = &answered.asked;
    let Some((slug, basis)) = answered.chosen else {
        return without_journeys(lang);
    };
    let settings = query.with_untracked(|query| asked::given(query, asked::SETTINGS));
    let filter = filter(
        lang,
        asked,
        settings.as_deref(),
        &slug,
        &answered.journeys,
        &answered.dimensions,
    );
    let below = match basis {
        Err(error) => failure(lang, &error, Some(again)),
        Ok(basis) if !basis.is_measured() => {
            let html = nothing(lang, asked, &slug, &basis);
            view! { <div inner_html=html></div> }.into_any()
        }
        Ok(basis) => ranked(lang, asked, query, slug, Arc::new(basis)),
    };
    view! {
        {filter}
        {below}
    }
    .into_any()
}

/// The list beside the panel that weighs it.
fn ranked(
    lang: Lang,
    asked: &Asked,
    query: Memo<ParamsMap>,
    slug: String,
    basis: Arc<Basis>,
) -> AnyView {
    let named = move || query.with(asked::settings);
    let wanted = untrack(named).unwrap_or_else(|| basis.sets.standard.clone());
    let scoring = Scoring::new(Arc::clone(&basis), wanted, slug.clone(), asked.clone());
    // Back and forward change the address alone.
    Effect::new(move |before: Option<()>| {
        let wanted = named();
        if before.is_some() {
            scoring.follow(wanted.unwrap_or_else(|| untrack(|| scoring.standard())));
        }
    });
    let main = if basis.base.is_some() {
        compared(lang, scoring, slug, basis)
    } else {
        alone(lang, scoring, slug, basis)
    };
    view! {
        <div class="split">
            <div class="split__main">{main}</div>
            {panel(lang, scoring)}
        </div>
    }
    .into_any()
}

/// The ranking of one period.
fn alone(lang: Lang, scoring: Scoring, slug: String, basis: Arc<Basis>) -> AnyView {
    let words = &in_lang(lang).friction;
    let mut found = words.records(basis.records);
    if let Some((from, to)) = &basis.days {
        let period = words.period(&day(lang, from), &day(lang, to));
        found = format!("{found}, {period}");
    }
    let (in_list, in_table) = (Arc::clone(&basis), Arc::clone(&basis));
    let (for_firm, for_stages) = (Arc::clone(&basis), basis);
    let ranks = move || {
        let mut html = Html::new();
        scoring.with_scores(|scores| list(&mut html, lang, &slug, &in_list.ranking(scores)));
        html.done()
    };
    let rows = move || {
        let mut html = Html::new();
        scoring.with_scores(|scores| table(&mut html, lang, &in_table.ranking(scores)));
        html.done()
    };
    view! {
        <p class="muted small friction__found">
            {found} " " <a class="friction__jump" href="#weights">
                {in_lang(lang).weigh.title}
            </a>
        </p>
        <div inner_html=ranks></div>
        {stages(lang, scoring, for_stages)}
        {firm(lang, scoring, for_firm)}
        {folded(words.how, view! { <p>{words.how_text}</p> }.into_any())}
        {folded(words.table, view! { <div inner_html=rows></div> }.into_any())}
    }
    .into_any()
}

/// What changed between two sides.
fn compared(lang: Lang, scoring: Scoring, slug: String, basis: Arc<Basis>) -> AnyView {
    type Write = fn(&mut Html, Lang, &str, &Basis, &Seen<'_>);
    let words = compare(lang);
    let written = move |write: Write| {
        let (basis, slug) = (Arc::clone(&basis), slug.clone());
        let text = move || {
            let mut html = Html::new();
            scoring.with_seen(|seen| write(&mut html, lang, &slug, &basis, seen));
            html.done()
        };
        view! { <div inner_html=text></div> }.into_any()
    };
    view! {
        {written(changes::summary)}
        <p class="small compare__jump">
            <a class="friction__jump" href="#weights">
                {in_lang(lang).weigh.title}
            </a>
        </p>
        {written(changes::list)}
        <section class="firm" aria-labelledby="stages-title">
            <h2 class="rank__group" id="stages-title">
                {in_lang(lang).firm.stages}
            </h2>
            {written(changes::stages)}
        </section>
        {folded(words.how, view! { <p>{words.how_text}</p> }.into_any())}
        {folded(words.sources, written(changes::sources))}
        {folded(in_lang(lang).friction.table, written(changes::table))}
    }
    .into_any()
}

/// What is read when it is wanted.
fn folded(title: &'static str, content: AnyView) -> AnyView {
    view! {
        <details class="chart__data">
            <summary>{title}</summary>
            {content}
        </details>
    }
    .into_any()
}

/// A day as the reader writes it; what is no day stays as it came.
fn day(lang: Lang, day: &str) -> String {
    day.parse()
        .map_or_else(|_| day.to_owned(), |date| lang.date(date, DateStyle::Full))
}

fn without_journeys(lang: Lang) -> AnyView {
    view! {
        <div class="empty">
            <p>{in_lang(lang).friction.no_journeys_text}</p>
            <div class="btn-row">
                <a class="btn btn--primary" href="/">
                    {in_lang(lang).shell.all_journeys}
                </a>
            </div>
        </div>
    }
    .into_any()
}

fn nothing(lang: Lang, asked: &Asked, slug: &str, basis: &Basis) -> String {
    let words = &in_lang(lang).friction;
    let mut html = Html::new();
    html.open("div", &[("class", "empty")]);
    if basis.subjects.is_empty() {
        html.classed("h2", "empty__title", words.no_touchpoints_title);
        html.element("p", &[], words.no_touchpoints_text);
    } else {
        html.classed("h2", "empty__title", words.no_records_title);
        if asked.from.is_some() || asked.to.is_some() {
            html.element("p", &[], words.period_empty_text);
        } else {
            html.element("p", &[], words.no_records_text);
            html.classed("pre", "command", COMMAND);
        }
    }
    html.open("div", &[("class", "btn-row")]);
    let href = format!("/journeys/{slug}");
    html.element("a", &[("class", "btn"), ("href", &href)], words.open_board);
    html.close("div").close("div");
    html.done()
}

/// What brings records in.
const COMMAND: &str = "puente import records --mapping docs/examples/sfo.toml FILE.csv";
