//! The page of one department: which one stands in the address.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};
use shared::{
    api::{
        ActionsQuery, ActionsView, ApiError, ScoreQuery, Scores, SeriesGroup, SeriesQuery,
        SeriesReply,
    },
    catalogue::Catalogue,
    id::DepartmentId,
};

use super::content::content;
use crate::{
    api::{self, Api, Door},
    shell::{Page, PageTitle, Room, failure},
    words::{area_words, use_words},
};

/// Of so many journeys, those that changed last, touchpoints are looked at: each costs a scoring.
const MOST_JOURNEYS: usize = 8;

/// A journey's name in its address, its title and its scores.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Scored {
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) scores: Scores,
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Answered {
    pub(super) department: Option<DepartmentId>,
    pub(super) actions: ActionsView,
    pub(super) catalogue: Catalogue,
    pub(super) journeys: Vec<Scored>,
    /// Journeys that were not looked at.
    pub(super) left_out: usize,
    pub(super) series: SeriesReply,
}

/// A department's page, at `/area?department=…`; without one, of all of them.
#[component]
pub fn AreaPage() -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let id = query.with(|query| query.get("department"));
        id.and_then(|id| id.parse::<DepartmentId>().ok())
    });
    let answer = api::ask(move || asked.get(), ask);
    let again = Callback::new(move |()| answer.refetch());
    view! {
        <Page room=Room::Area>
            <PageTitle text=move || words.get().shell.area.to_owned() />
            <main class="page__main" id="main" tabindex="-1">
                <div class="page__body">
                    <header class="page__head">
                        <div class="page__titles">
                            <h1>{words.say(|w| w.shell.area)}</h1>
                            <p>{move || area_words(words.lang()).lead}</p>
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
                                    Ok(answered) => content(lang, &answered),
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

async fn ask(api: Door, department: Option<DepartmentId>) -> Result<Answered, ApiError> {
    let actions = ActionsQuery {
        department,
        ..ActionsQuery::default()
    };
    let actions = api.actions(actions).await?;
    let catalogue = api.catalogue().await?.catalogue;
    let mut journeys = Vec::new();
    let mut known = api.journeys().await?;
    known.retain(|journey| !journey.archived);
    let left_out = known.len().saturating_sub(MOST_JOURNEYS);
    for summary in known.into_iter().take(MOST_JOURNEYS) {
        let query = ScoreQuery {
            journey: summary.slug.clone(),
            ..ScoreQuery::default()
        };
        let scores = api.scores(query).await?;
        journeys.push(Scored {
            slug: summary.slug,
            title: summary.title,
            scores: light(scores),
        });
    }
    let series = api.metric_series(SeriesQuery::default()).await?;
    Ok(Answered {
        department,
        actions,
        catalogue,
        journeys,
        left_out,
        series: changed(series),
    })
}

/// Only what the page says travels with it: no evidence, no trends.
fn light(mut scores: Scores) -> Scores {
    for touchpoint in &mut scores.touchpoints {
        touchpoint.evidence = Vec::new();
        touchpoint.trend = Vec::new();
    }
    scores
        .touchpoints
        .retain(|touchpoint| touchpoint.friction.is_some());
    scores
}

/// Only the metrics whose last complete period is a real change.
fn changed(mut series: SeriesReply) -> SeriesReply {
    series.metrics.retain(|metric| {
        let whole = metric.groups.first();
        let latest = whole.and_then(SeriesGroup::latest);
        latest.is_some_and(|(_, point)| point.signal.is_some())
    });
    series
}
