//! The friction page: journey, period, what to compare with and settings stand in the address.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};
use shared::{
    api::{ApiError, CompareQuery, Dimension, JourneySummary, ScoreQuery},
    locale::Date,
    log::Board,
};

use super::{
    against::{self, Against},
    asked::{self, Asked},
    basis::Basis,
    content::content,
    narrow::Narrow,
};
use crate::{
    api::{self, Api, Door},
    shell::{Page, PageTitle, Room, failure},
    words::use_words,
};

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Answered {
    /// What was asked. With the answer, because the address may be ahead of it.
    pub(super) asked: Asked,
    /// Slug and title of every journey.
    pub(super) journeys: Vec<(String, String)>,
    /// What records can be divided by.
    pub(super) dimensions: Vec<Dimension>,
    /// What can be narrowed to.
    pub(super) narrow: Narrow,
    /// The slug of the chosen one and what was measured of it; `None` without journeys.
    pub(super) chosen: Option<(String, Result<Basis, ApiError>)>,
}

/// The friction list, at `/friction?journey=…&from=…&to=…&compare=…&settings=…`.
#[component]
pub fn FrictionPage() -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(Asked::of));
    let answer = api::ask(
        move || asked.get(),
        move |api, asked| {
            // Not tracked: other settings of the same evidence are computed with here.
            let settings = query.with_untracked(|query| asked::given(query, asked::SETTINGS));
            async move { ask(&api, asked, settings).await }
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
                                    Ok(answered) => {
                                        content(lang, query, answered, again)
                                    }
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

async fn ask(api: &Door, asked: Asked, settings: Option<String>) -> Result<Answered, ApiError> {
    let mut journeys = api.journeys().await?;
    // What is archived is shown where somebody asks for it by name.
    let named = asked.journey.clone();
    journeys.retain(|each| {
        let asked_for = |named: &String| *named == each.slug || *named == each.id.to_string();
        !each.archived || named.as_ref().is_some_and(asked_for)
    });
    let chosen = match asked.journey.clone().or_else(|| default_journey(&journeys)) {
        Some(named) => {
            // A journey may be named by its id; its address has its slug.
            let known = journeys.iter().find(|each| each.id.to_string() == named);
            let slug = known.map_or(named, |journey| journey.slug.clone());
            let basis = measured(api, slug.clone(), asked.clone(), settings).await;
            Some((slug, basis))
        }
        None => None,
    };
    let journeys = journeys
        .into_iter()
        .map(|journey| (journey.slug, journey.title))
        .collect();
    Ok(Answered {
        asked,
        journeys,
        dimensions: api.dimensions().await?,
        narrow: Narrow::of(&api.catalogue().await?.catalogue),
        chosen,
    })
}

async fn measured(
    api: &Door,
    slug: String,
    asked: Asked,
    settings: Option<String>,
) -> Result<Basis, ApiError> {
    let snapshot = api.board(slug.clone()).await?;
    let board = snapshot.board;
    let department = asked.department.clone();
    let query = ScoreQuery {
        journey: slug,
        from: asked.from.clone(),
        to: asked.to.clone(),
        filter: asked.filter.clone(),
        brand: asked.brand.clone(),
        settings,
        ..ScoreQuery::default()
    };
    let basis = match asked.against.clone() {
        None => {
            let scores = api.scores(query).await?;
            Basis::new(
                &board,
                scores,
                api.friction_sets().await?,
                department.as_deref(),
            )
        }
        Some(against) => compared(api, &board, query, against, asked).await?,
    };
    Ok(basis)
}

async fn compared(
    api: &Door,
    board: &Board,
    query: ScoreQuery,
    against: Against,
    asked: Asked,
) -> Result<Basis, ApiError> {
    let department = asked.department.as_deref();
    let mut wanted = CompareQuery {
        journey: query.journey.clone(),
        from: query.from.clone(),
        to: query.to.clone(),
        settings: query.settings.clone(),
        filter: query.filter.clone(),
        brand: query.brand.clone(),
        by: asked.by.clone(),
        ..CompareQuery::default()
    };
    match against {
        Against::Days(from, to) => (wanted.base_from, wanted.base_to) = (from, to),
        Against::Values {
            dimension,
            value,
            base_value,
        } => {
            wanted.dimension = Some(dimension);
            wanted.value = Some(value);
            wanted.base_value = Some(base_value);
        }
        Against::Before | Against::Year => {
            let year = against == Against::Year;
            let day = |text: &Option<String>| text.as_ref()?.parse::<Date>().ok();
            let (from, to) = (day(&query.from), day(&query.to));
            let last = match to {
                Some(to) => Some(to),
                None => day(&api.scores(query.clone()).await?.to),
            };
            let other = last.and_then(|last| against::chosen(from, to, last, year));
            let base = other.and_then(|days| {
                if year {
                    against::years_before(days)
                } else {
                    against::before(days)
                }
            });
            // Without a record there is nothing to count back from: the ranking says so.
            let Some((other, base)) = other.zip(base) else {
                let scores = api.scores(query).await?;
                return Ok(Basis::new(
                    board,
                    scores,
                    api.friction_sets().await?,
                    department,
                ));
            };
            wanted.from = Some(other.0.to_string());
            wanted.to = Some(other.1.to_string());
            wanted.base_from = Some(base.0.to_string());
            wanted.base_to = Some(base.1.to_string());
        }
    }
    let found = api.compare(wanted).await?;
    Ok(Basis::compared(
        board,
        found,
        api.friction_sets().await?,
        department,
    ))
}

fn default_journey(journeys: &[JourneySummary]) -> Option<String> {
    let scored =
        |journey: &&JourneySummary| journey.stages.iter().any(|stage| stage.friction.is_some());
    let chosen = journeys.iter().find(scored).or_else(|| journeys.first())?;
    Some(chosen.slug.clone())
}
