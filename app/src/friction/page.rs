//! The friction list as a page. Journey and period stand in the address.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};
use shared::api::{ApiError, JourneySummary, ScoreQuery};

use super::{filter::filter, list::list, ranking::Ranking, table::table};
use crate::{
    api::{self, Api, use_api},
    html::Html,
    shell::{Page, PageTitle, Room, failure},
    words::{Lang, in_lang, use_words},
};

/// What the address asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Slug or id; without it, the journey that changed last and has a score.
    pub(super) journey: Option<String>,
    /// First day.
    pub(super) from: Option<String>,
    /// Last day, included.
    pub(super) to: Option<String>,
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Answered {
    /// Slug and title of every journey.
    journeys: Vec<(String, String)>,
    /// The slug of the chosen one and its ranking; `None` without journeys.
    chosen: Option<(String, Result<Ranking, ApiError>)>,
}

/// The friction list, at `/friction?journey=…&from=…&to=…`.
#[component]
pub fn FrictionPage() -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let api = use_api();
    let asked = Memo::new(move |_| {
        query.with(|query| {
            let given = |name| query.get(name).filter(|value| !value.is_empty());
            Asked {
                journey: given("journey"),
                from: given("from"),
                to: given("to"),
            }
        })
    });
    let answer = api::ask(
        move || asked.get(),
        move |asked| {
            let api = api.clone();
            async move {
                let api = api?;
                ask(&*api, asked).await
            }
        },
    );
    let again = Callback::new(move |()| answer.refetch());
    view! {
        <Page room=Room::Friction>
            <PageTitle text=move || words.get().friction.title.to_owned() />
            <main class="page__main" id="main" tabindex="-1">
                <div class="page__body">
                    <header class="page__head">
                        <div class="page__titles">
                            <h1>{words.say(|w| w.friction.title)}</h1>
                            <p>{words.say(|w| w.friction.lead)}</p>
                        </div>
                    </header>
                    <Transition fallback=move || {
                        view! { <p class="muted">{words.say(|w| w.shell.loading)}</p> }
                    }>
                        {move || {
                            let lang = words.lang();
                            answer
                                .get()
                                .map(|answer| match answer {
                                    Ok(answered) => content(lang, &asked.get(), &answered, again),
                                    Err(error) => failure(lang, &error, Some(again)),
                                })
                        }}
                    </Transition>
                </div>
            </main>
        </Page>
    }
    .into_any()
}

async fn ask(api: &dyn Api, asked: Asked) -> Result<Answered, ApiError> {
    let journeys = api.journeys().await?;
    let chosen = match asked.journey.clone().or_else(|| default_journey(&journeys)) {
        Some(slug) => Some((slug.clone(), rank(api, slug, asked).await)),
        None => None,
    };
    let journeys = journeys
        .into_iter()
        .map(|journey| (journey.slug, journey.title))
        .collect();
    Ok(Answered { journeys, chosen })
}

async fn rank(api: &dyn Api, slug: String, asked: Asked) -> Result<Ranking, ApiError> {
    let snapshot = api.board(slug.clone()).await?;
    let query = ScoreQuery {
        journey: slug,
        from: asked.from,
        to: asked.to,
    };
    let scores = api.scores(query).await?;
    Ok(Ranking::new(&snapshot.board, scores))
}

fn default_journey(journeys: &[JourneySummary]) -> Option<String> {
    let scored =
        |journey: &&JourneySummary| journey.stages.iter().any(|stage| stage.friction.is_some());
    let chosen = journeys.iter().find(scored).or_else(|| journeys.first())?;
    Some(chosen.slug.clone())
}

fn content(lang: Lang, asked: &Asked, answered: &Answered, again: Callback<()>) -> AnyView {
    let words = &in_lang(lang).friction;
    let Some((slug, ranking)) = &answered.chosen else {
        return view! {
            <div class="empty">
                <p>{words.no_journeys_text}</p>
                <div class="btn-row">
                    <a class="btn btn--primary" href="/">
                        {in_lang(lang).shell.all_journeys}
                    </a>
                </div>
            </div>
        }
        .into_any();
    };
    let below = match ranking {
        Ok(ranking) => {
            let html = if ranking.groups.is_empty() {
                nothing(lang, asked, slug, ranking)
            } else {
                everything(lang, slug, ranking)
            };
            view! { <div inner_html=html></div> }.into_any()
        }
        Err(error) => failure(lang, error, Some(again)),
    };
    view! {
        {filter(lang, asked, slug, &answered.journeys)}
        {below}
    }
    .into_any()
}

/// The list with what it rests on: records, the days they are from, the method, the table.
fn everything(lang: Lang, slug: &str, ranking: &Ranking) -> String {
    let words = &in_lang(lang).friction;
    let mut found = words.records(ranking.records);
    if let Some((from, to)) = &ranking.days {
        found = format!(
            "{found}, {}",
            words.period(&day(lang, from), &day(lang, to))
        );
    }
    let mut html = Html::new();
    html.classed("p", "muted small friction__found", &found);
    list(&mut html, lang, slug, ranking);
    html.open("details", &[("class", "chart__data")]);
    html.element("summary", &[], words.how);
    html.element("p", &[], words.how_text).close("details");
    table(&mut html, lang, ranking);
    html.done()
}

/// A day as the reader writes it; what is no day stays as it came.
fn day(lang: Lang, day: &str) -> String {
    day.parse().map_or_else(
        |_| day.to_owned(),
        |date| lang.date(date, shared::locale::DateStyle::Full),
    )
}

fn nothing(lang: Lang, asked: &Asked, slug: &str, ranking: &Ranking) -> String {
    let words = &in_lang(lang).friction;
    let mut html = Html::new();
    html.open("div", &[("class", "empty")]);
    if ranking.is_empty() {
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
