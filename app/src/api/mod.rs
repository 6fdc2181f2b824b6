//! The one door between the interface and everything else: the trait [`Api`].
//!
//! The server implements it over its services and provides it to every render; in the browser an HTTP client implements
//! it. Take it from context ([`use_api`]) before the first await.

#[cfg(feature = "hydrate")]
pub(crate) mod http;
mod json;

use std::{future::Future, pin::Pin, sync::Arc};

use leptos::prelude::{Resource, use_context};
use serde::{Serialize, de::DeserializeOwned};
use shared::{
    api::{
        ApiError, BoardSnapshot, CatalogueReply, CatalogueView, ErrorCode, FrictionSetsView,
        HistoryPage, HistoryQuery, JourneySummary, MetricQuery, MetricReply, NewJourney, Push,
        PushReply, ScoreQuery, Scores, SetHistory, Update, UpdateQuery,
    },
    friction::SetIntent,
    id::JourneyId,
};

#[cfg(feature = "hydrate")]
pub use http::HttpApi;
pub use json::Json;

/// A promise of an answer.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, ApiError>> + Send + 'a>>;

/// Everything the interface can ask for. One method per route of `/api/v1` that a page asks, and no more: whatever is here
/// is in the main part of the client, which every visitor loads.
pub trait Api: Send + Sync {
    /// The portfolio, last changed first. `GET /journeys`.
    fn journeys(&self) -> Answer<'_, Vec<JourneySummary>>;

    /// Makes a journey; asking twice with the same id makes one. `POST /journeys`.
    fn create_journey(&self, journey: NewJourney) -> Answer<'_, JourneySummary>;

    /// A board, by the journey's id or slug. `GET /journeys/{journey}`.
    fn board(&self, journey: String) -> Answer<'_, BoardSnapshot>;

    /// What happened since. `GET /journeys/{journey}/updates`.
    fn update(&self, journey: JourneyId, since: UpdateQuery) -> Answer<'_, Update>;

    /// Asks for changes; a repeated push is answered and not done again. `POST /journeys/{journey}/pushes`.
    fn push(&self, journey: JourneyId, push: Push) -> Answer<'_, PushReply>;

    /// Who changed what, newest first. `GET /journeys/{journey}/history`.
    fn history(&self, journey: JourneyId, query: HistoryQuery) -> Answer<'_, HistoryPage>;

    /// The catalogue. `GET /catalogue`.
    fn catalogue(&self) -> Answer<'_, CatalogueView>;

    /// Asks for changes of the catalogue alone. `POST /catalogue/pushes`.
    fn push_catalogue(&self, push: Push) -> Answer<'_, CatalogueReply>;

    /// What the records say about a journey's touchpoints. `GET /scores`.
    fn scores(&self, query: ScoreQuery) -> Answer<'_, Scores>;

    /// The saved sets of weights and goalposts. `GET /friction/sets`.
    fn friction_sets(&self) -> Answer<'_, FrictionSetsView>;

    /// Saves, changes or uses a set. `POST /friction/sets`.
    fn change_friction_sets(&self, intent: SetIntent) -> Answer<'_, FrictionSetsView>;

    /// Who changed which set, newest first. `GET /friction/sets/history`.
    fn friction_set_history(&self, query: HistoryQuery) -> Answer<'_, SetHistory>;

    /// A metric, whole or by group. `GET /metrics`.
    fn metric(&self, query: MetricQuery) -> Answer<'_, MetricReply>;
}

/// The door itself, from context.
///
/// # Errors
/// [`ErrorCode::Internal`] where nobody provided it: a fault of ours.
pub fn use_api() -> Result<Arc<dyn Api>, ApiError> {
    use_context().ok_or_else(|| ApiError::new(ErrorCode::Internal))
}

/// An answer that the server has when it renders, that travels with the page, and that the browser asks for from then on.
pub type Asked<T> = Resource<Result<T, ApiError>, Json>;

/// Asks whenever `source` changes; a page waits for it. Read it within `Suspense` or `Transition`.
pub fn ask<S, T, F>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetch: impl Fn(S) -> F + Send + Sync + 'static,
) -> Asked<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<T, ApiError>> + Send + 'static,
{
    Resource::new_with_options(source, fetch, true)
}
