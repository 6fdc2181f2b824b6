//! The friction page: journey, period and settings stand in the address.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};
use shared::api::{ApiError, JourneySummary, ScoreQuery};

use super::{
    asked::{self, Asked},
    basis::Basis,
    content::content,
};
use crate::{
    api::{self, Api, Door},
    shell::{Page, PageTitle, Room, failure},
    words::use_words,
};

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Answered {
    /// Slug and title of every journey.
    pub(super) journeys: Vec<(String, String)>,
    /// The slug of the chosen one and what was measured of it; `None` without journeys.
    pub(super) chosen: Option<(String, Result<Basis, ApiError>)>,
}

/// The friction list, at `/friction?journey=…&from=…&to=…&settings=…`.
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
                                        content(lang, &asked.get(), query, answered, again)
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
    let journeys = api.journeys().await?;
    let chosen = match asked.journey.clone().or_else(|| default_journey(&journeys)) {
        Some(named) => {
            // A journey may be named by its id; its address has its slug.
            let known = journeys.iter().find(|each| each.id.to_string() == named);
            let slug = known.map_or(named, |journey| journey.slug.clone());
            Some((slug.clone(), measured(api, slug, asked, settings).await))
        }
        None => None,
    };
    let journeys = journeys
        .into_iter()
        .map(|journey| (journey.slug, journey.title))
        .collect();
    Ok(Answered { journeys, chosen })
}

async fn measured(
    api: &Door,
    slug: String,
    asked: Asked,
    settings: Option<String>,
) -> Result<Basis, ApiError> {
    let snapshot = api.board(slug.clone()).await?;
    let query = ScoreQuery {
        journey: slug,
        from: asked.from,
        to: asked.to,
        settings,
    };
    let scores = api.scores(query).await?;
    let sets = api.friction_sets().await?;
    Ok(Basis::new(&snapshot.board, scores, sets))
}

fn default_journey(journeys: &[JourneySummary]) -> Option<String> {
    let scored =
        |journey: &&JourneySummary| journey.stages.iter().any(|stage| stage.friction.is_some());
    let chosen = journeys.iter().find(scored).or_else(|| journeys.first())?;
    Some(chosen.slug.clone())
}
