//! The metrics page: metric, days, period and dimension stand in the address.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};
use shared::{
    api::{ApiError, CatalogueMetric, Dimension, MetricReply, SeriesQuery, SeriesReply},
    record::Filter,
};

use super::{asked::Asked, content::content, course::Happened, define::Place};
use crate::{
    api::{self, Api, Door},
    record::personas,
    shell::{Page, PageTitle, Room, failure},
    words::{metric_words, use_words},
};

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Answered {
    /// To what: while another answer is on its way, the page goes on showing this one.
    pub(super) asked: Asked,
    /// The catalogue.
    pub(super) listed: Vec<CatalogueMetric>,
    /// What records can be filtered by.
    pub(super) dimensions: Vec<Dimension>,
    /// What people call the touchpoint asked for; empty where it is not there.
    pub(super) touchpoint: Option<String>,
    /// The personas that can be told from others in the records.
    pub(super) personas: Vec<(String, Filter)>,
    /// All metrics, or the one asked for.
    pub(super) whole: Result<SeriesReply, ApiError>,
    /// The one metric over all days together, with its margin by customers.
    pub(super) together: Option<Result<MetricReply, ApiError>>,
    /// Its groups, where a dimension was asked for.
    pub(super) split: Option<Result<SeriesReply, ApiError>>,
    /// What happened meanwhile.
    pub(super) happened: Vec<Happened>,
}

/// The metrics, at `/metrics?metric=…&from=…&to=…&every=…&by=…&touchpoint=…&overlays=off`.
#[component]
pub fn MetricsPage() -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(Asked::of));
    let answer = api::ask(move || asked.get(), ask);
    let again = Callback::new(move |()| answer.refetch());
    let place = Place::new(again);
    view! {
        <Page room=Room::Metrics>
            <PageTitle text=move || words.get().shell.metrics.to_owned() />
            <main class="page__main" id="main" tabindex="-1">
                <div class="page__body">
                    <header class="page__head">
                        <div class="page__titles">
                            <h1>{words.say(|w| w.shell.metrics)}</h1>
                            <p>{move || metric_words(words.lang()).lead}</p>
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
                                    Ok(answered) => content(lang, place, answered, again),
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

async fn ask(api: Door, asked: Asked) -> Result<Answered, ApiError> {
    let listed = api.metric_catalogue().await?;
    let whole = api.metric_series(asked.whole()).await;
    let split = match (&asked.by, &whole) {
        (Some(by), Ok(reply)) => {
            let query = SeriesQuery {
                by: Some(by.clone()),
                every: Some(reply.every),
                ..asked.whole()
            };
            Some(api.metric_series(query).await)
        }
        _ => None,
    };
    let together = match asked.together() {
        Some(query) => Some(api.metric(query).await),
        None => None,
    };
    let catalogue = api.catalogue().await?.catalogue;
    let happened = match asked.overlays {
        None => Happened::of(&catalogue),
        Some(_) => Vec::new(),
    };
    let touchpoint = asked.touchpoint.map(|id| {
        let known = catalogue.touchpoints.get(&id);
        known.map_or_else(String::new, |touchpoint| touchpoint.name.clone())
    });
    Ok(Answered {
        happened,
        touchpoint,
        personas: personas(&catalogue),
        asked,
        listed,
        dimensions: api.dimensions().await?,
        whole,
        together,
        split,
    })
}
