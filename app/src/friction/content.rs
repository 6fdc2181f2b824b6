//! What the friction page shows of an answer: the filter, the list, what it rests on, and the panel that weighs it.

use std::sync::Arc;

use leptos::{ev::MouseEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate, params::ParamsMap};
use shared::locale::DateStyle;

use super::{
    asked::{self, Asked},
    basis::Basis,
    believed::believed,
    changes,
    effort::efforts,
    filter::filter,
    firm::firm,
    list,
    page::Answered,
    saved::Saved,
    scoring::{Scoring, Seen},
    stages::stages,
    table::table,
    view::View,
    weigh::panel,
};
use crate::{
    chart::file::{self, Said},
    html::Html,
    shell::{failure, use_announcer},
    words::{Lang, compare, file_words, in_lang, priority},
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
        &answered.narrow,
    );
    let below = match basis {
        Err(error) => failure(lang, &error, Some(again)),
        Ok(basis) if !basis.is_measured() => {
            let html = nothing(lang, asked, &slug, &basis);
            view! { <div inner_html=html></div> }.into_any()
        }
        Ok(basis) => {
            let mut journeys = answered.journeys.iter();
            let title = journeys.find(|(known, _)| *known == slug);
            let title = title.map_or_else(|| slug.clone(), |(_, title)| title.clone());
            let narrowed = answered.narrow.said(lang, asked);
            let named = (slug, title, narrowed);
            ranked(lang, asked, query, named, Arc::new(basis))
        }
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
    (slug, title, narrowed): (String, String, Vec<String>),
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
    let saved = Saved::new(scoring);
    let main = if basis.base.is_some() {
        compared(lang, scoring, slug, basis)
    } else {
        let shown = Shown {
            scoring,
            saved,
            query,
            asked: StoredValue::new(asked.clone()),
            slug: StoredValue::new(slug),
            title: StoredValue::new(title),
            narrowed: StoredValue::new(narrowed),
        };
        alone(lang, shown, basis)
    };
    view! {
        <div class="split">
            <div class="split__main">{main}</div>
            {panel(lang, scoring, saved)}
        </div>
    }
    .into_any()
}

/// What the ranking of one period is shown from.
#[derive(Clone, Copy)]
struct Shown {
    scoring: Scoring,
    saved: Saved,
    query: Memo<ParamsMap>,
    asked: StoredValue<Asked>,
    slug: StoredValue<String>,
    /// What people call the journey.
    title: StoredValue<String>,
    /// What records and touchpoints it is narrowed to, in words.
    narrowed: StoredValue<Vec<String>>,
}

impl Shown {
    /// How it is shown, tracked.
    fn view(self) -> View {
        self.query.with(View::of)
    }

    /// The address that shows it so, with the settings as they are.
    fn address(self, view: View) -> String {
        let settings = self
            .query
            .with(|query| asked::given(query, asked::SETTINGS));
        self.slug.with_value(|slug| {
            let address = |asked: &Asked| asked.with_settings(slug, settings.as_deref(), view);
            self.asked.with_value(address)
        })
    }
}

/// Two ways to show the same, as links of which one is chosen.
fn ways(name: &'static str, ways: [(&'static str, Signal<(bool, String)>); 2]) -> AnyView {
    let navigate = StoredValue::new(use_navigate());
    let go = move |event: MouseEvent, way: Signal<(bool, String)>| {
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        // The router would go to the top of the page.
        event.prevent_default();
        let options = NavigateOptions {
            scroll: false,
            ..NavigateOptions::default()
        };
        let (_, address) = way.get_untracked();
        navigate.with_value(|navigate| navigate(&address, options));
    };
    let links = ways.map(|(name, way)| {
        view! {
            <a
                class="pill"
                href=move || way.get().1
                on:click=move |event| go(event, way)
                aria-current=move || way.get().0.then_some("true")
            >
                {name}
            </a>
        }
        .into_any()
    });
    let [one, other] = links;
    view! {
        <nav class="ways" aria-label=name>
            <span class="muted small" aria-hidden="true">
                {name}
            </span>
            {one}
            {other}
        </nav>
    }
    .into_any()
}

/// The ranking of one period.
fn alone(lang: Lang, shown: Shown, basis: Arc<Basis>) -> AnyView {
    let announcer = use_announcer();
    let Shown { scoring, saved, .. } = shown;
    let words = &in_lang(lang).friction;
    let mut found = words.records(basis.records);
    if let Some((from, to)) = &basis.days {
        let period = words.period(&day(lang, from), &day(lang, to));
        found = format!("{found}, {period}");
    }
    let title = shown
        .title
        .with_value(|title| format!("{}: {title}", words.title));
    let parts = shown.narrowed.get_value();
    let parts = std::iter::once(found.clone()).chain(parts);
    let range = parts.collect::<Vec<_>>().join(", ");
    let (in_list, in_table) = (Arc::clone(&basis), Arc::clone(&basis));
    let (for_belief, for_efforts) = (Arc::clone(&basis), Arc::clone(&basis));
    let (for_firm, for_stages) = (Arc::clone(&basis), basis);
    let ranks = move || {
        let (mut html, costs) = (Html::new(), saved.costs());
        let (costs, slug) = (costs.as_ref(), shown.slug.get_value());
        let dearest = costs.is_some() && shown.view().by_cost;
        // Scores come after the settings that they are of.
        let range = if untrack(|| scoring.settings() == scoring.standard()) {
            range.clone()
        } else {
            format!("{range}, {}", file_words(lang).other_weights)
        };
        let said = Said {
            title: &title,
            range: &range,
            legend: file_words(lang).ranks_drawn,
            definition: words.how_text,
        };
        scoring.with_scores(|scores| {
            if dearest {
                let dearest = in_list.dearest(scores, costs);
                list::by_cost(&mut html, lang, &slug, &dearest, &said);
            } else {
                let ranking = in_list.ranking(scores, costs);
                list::list(&mut html, lang, &slug, &ranking, &said);
            }
        });
        html.done()
    };
    let rows = move || {
        let (mut html, costs) = (Html::new(), saved.costs());
        scoring.with_scores(|scores| {
            let ranking = in_table.ranking(scores, costs.as_ref());
            table(&mut html, lang, &ranking);
        });
        html.done()
    };
    let believed = move || {
        let mut html = Html::new();
        scoring.with_scores(|scores| believed(&mut html, lang, &for_belief, scores));
        html.done()
    };
    let sorted = move |by_cost: bool| {
        Signal::derive(move || {
            let view = shown.view();
            let address = shown.address(View { by_cost, ..view });
            (view.by_cost == by_cost, address)
        })
    };
    let words_of_costs = priority(lang);
    let order = move || {
        saved.costs().map(|_| {
            let by_friction = (words_of_costs.by_friction, sorted(false));
            let by_cost = (words_of_costs.by_cost, sorted(true));
            ways(words_of_costs.sort, [by_friction, by_cost])
        })
    };
    let impact = move |by_reach: bool| {
        Signal::derive(move || {
            let view = shown.view();
            let address = shown.address(View { by_reach, ..view });
            (view.by_reach == by_reach, address)
        })
    };
    let impacts = move || {
        let by_cost = (words_of_costs.impact_cost, impact(false));
        let by_reach = (words_of_costs.impact_reach, impact(true));
        ways(words_of_costs.impact_by, [by_cost, by_reach])
    };
    let by_reach = Signal::derive(move || shown.view().by_reach);
    view! {
        <p class="muted small friction__found">
            {found} " " <a class="friction__jump" href="#weights">
                {in_lang(lang).weigh.title}
            </a>
        </p>
        {order}
        <div on:click=move |event| file::pressed(&event, lang, announcer) inner_html=ranks></div>
        {efforts(lang, scoring, saved, for_efforts, by_reach, impacts)}
        <section class="firm" aria-labelledby="believed-title">
            <h2 class="rank__group" id="believed-title">
                {words_of_costs.believed_title}
            </h2>
            <div inner_html=believed></div>
        </section>
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
