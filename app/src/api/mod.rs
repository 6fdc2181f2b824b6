//! The one door between the interface and everything else: the trait [`Api`].
//!
//! The server implements it over its services and provides it to every render; in the browser `HttpApi` implements it.
//! Pages take it with [`use_api`] and call it as if it were the same on both sides.
//!
//! It is not quite: on the server a [`Door`] is any `Api`, in the browser it is `HttpApi` itself. So the browser never
//! makes a table of all methods, and what writes a question and reads its answer is loaded with the page that asks it
//! (`app::pages`). Whoever made a `dyn Api` there would put all of it into what every visitor loads.

mod deed;
#[cfg(feature = "hydrate")]
mod http;
mod json;

use std::{future::Future, pin::Pin};

use auto_impl::auto_impl;
use leptos::prelude::Resource;
use serde::{Serialize, de::DeserializeOwned};
use shared::{
    action::ActionIntent,
    api::{
        AccountView, ActionHistory, ActionHistoryQuery, ActionsQuery, ActionsView, ApiError,
        AttributeTable, AuditPage, AuditQuery, BoardSnapshot, CatalogueMetric, CatalogueReply,
        CatalogueUse, CatalogueView, CommentsQuery, CommentsView, CompareQuery, Comparison,
        DefinitionsHistory, DefinitionsPush, DefinitionsView, Dimension, Entrance, ErrorCode,
        Export, FrictionSetsView, GuestLinks, HistoryPage, HistoryQuery, ImageReply, ImportDetail,
        ImportReply, JourneyFileQuery, JourneyFileReply, JourneySummary, Members, MetricQuery,
        MetricReply, NewImport, NewJourney, PersonaView, Preview, PreviewQuery, Push, PushReply,
        Reality, RealityQuery, ScoreQuery, Scores, SearchQuery, SearchReply, SeriesQuery,
        SeriesReply, SetHistory, SheetQuery, SourceSummary, TakeQuery, Update, UpdateQuery, Upload,
        WaitingComments,
    },
    friction::SetIntent,
    id::{BatchId, ExportId, JourneyId, UploadId},
};

pub use deed::{Verb, deed, done};
#[cfg(feature = "hydrate")]
pub use http::HttpApi;
pub use json::Json;

/// A promise of an answer.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, ApiError>> + Send + 'a>>;

/// Everything the interface can ask for: one method per route of `/api/v1` that a page asks.
#[auto_impl(Arc)]
pub trait Api: Send + Sync {
    /// The portfolio, last changed first. `GET /journeys`.
    fn journeys(&self) -> Answer<'_, Vec<JourneySummary>>;

    /// The same without what records say of them, which takes time. `GET /journeys?brief=true`.
    fn journeys_in_brief(&self) -> Answer<'_, Vec<JourneySummary>>;

    /// Makes a journey; asking twice with the same id makes one. `POST /journeys`.
    fn create_journey(&self, journey: NewJourney) -> Answer<'_, JourneySummary>;

    /// A board, by the journey's id or slug. `GET /journeys/{journey}`.
    fn board(&self, journey: String) -> Answer<'_, BoardSnapshot>;

    /// What happened since. `GET /journeys/{journey}/updates`.
    fn update(&self, journey: JourneyId, since: UpdateQuery) -> Answer<'_, Update>;

    /// Asks for changes; a repeated push is answered and not done again. `POST /journeys/{journey}/pushes`.
    fn push(&self, journey: JourneyId, push: Push) -> Answer<'_, PushReply>;

    /// A board as it was after an entry of its log. `GET /journeys/{journey}/versions/{seq}`.
    fn board_at(&self, journey: JourneyId, seq: u64) -> Answer<'_, BoardSnapshot>;

    /// Who changed what, newest first. `GET /journeys/{journey}/history`.
    fn history(&self, journey: JourneyId, query: HistoryQuery) -> Answer<'_, HistoryPage>;

    /// Begins to make a file in the background. `POST /journeys/{journey}/exports`.
    fn export(&self, journey: String, query: TakeQuery) -> Answer<'_, Export>;

    /// How far a file is. `GET /exports/{export}`.
    fn export_state(&self, export: ExportId) -> Answer<'_, Export>;

    /// Stops the making of a file. `DELETE /exports/{export}`.
    fn cancel_export(&self, export: ExportId) -> Answer<'_, Export>;

    /// The catalogue. `GET /catalogue`.
    fn catalogue(&self) -> Answer<'_, CatalogueView>;

    /// Where everything in the catalogue is used. `GET /catalogue/use`.
    fn catalogue_use(&self) -> Answer<'_, CatalogueUse>;

    /// What is known of a persona, by its id or the name in its address. `GET /personas/{persona}`.
    fn persona(&self, persona: String) -> Answer<'_, PersonaView>;

    /// Asks for changes of the catalogue alone. `POST /catalogue/pushes`.
    fn push_catalogue(&self, push: Push) -> Answer<'_, CatalogueReply>;

    /// What the records say about a journey's touchpoints. `GET /scores`.
    fn scores(&self, query: ScoreQuery) -> Answer<'_, Scores>;

    /// The scores of two periods or two segments. `GET /scores/compare`.
    fn compare(&self, query: CompareQuery) -> Answer<'_, Comparison>;

    /// What records can be divided by. `GET /dimensions`.
    fn dimensions(&self) -> Answer<'_, Vec<Dimension>>;

    /// The saved sets of weights and goalposts. `GET /friction/sets`.
    fn friction_sets(&self) -> Answer<'_, FrictionSetsView>;

    /// Saves, changes or uses a set. `POST /friction/sets`.
    fn change_friction_sets(&self, intent: SetIntent) -> Answer<'_, FrictionSetsView>;

    /// Who changed which set, newest first. `GET /friction/sets/history`.
    fn friction_set_history(&self, query: HistoryQuery) -> Answer<'_, SetHistory>;

    /// What people have taken on, and whether it helped. `GET /actions`.
    fn actions(&self, query: ActionsQuery) -> Answer<'_, ActionsView>;

    /// The threads of a board, or of one thing that is on none. `GET /comments`.
    fn comments(&self, query: CommentsQuery) -> Answer<'_, CommentsView>;

    /// The threads that wait for whoever asks. `GET /comments/waiting`.
    fn waiting_comments(&self) -> Answer<'_, WaitingComments>;

    /// Adds or changes an action; answered with that one. `POST /actions`.
    fn change_actions(&self, intent: ActionIntent) -> Answer<'_, ActionsView>;

    /// Who changed which action, newest first. `GET /actions/history`.
    fn action_history(&self, query: ActionHistoryQuery) -> Answer<'_, ActionHistory>;

    /// A metric, whole or by group. `GET /metrics`.
    fn metric(&self, query: MetricQuery) -> Answer<'_, MetricReply>;

    /// The metrics that can be asked for. `GET /metrics/catalogue`.
    fn metric_catalogue(&self) -> Answer<'_, Vec<CatalogueMetric>>;

    /// The definitions of metrics. `GET /metrics/definitions`.
    fn definitions(&self) -> Answer<'_, DefinitionsView>;

    /// Defines, changes or retires metrics. `POST /metrics/definitions`.
    fn change_definitions(&self, push: DefinitionsPush) -> Answer<'_, DefinitionsView>;

    /// Who changed which definition, newest first. `GET /metrics/definitions/history`.
    fn definitions_history(&self, query: HistoryQuery) -> Answer<'_, DefinitionsHistory>;

    /// Metrics over time. `GET /metrics/series`.
    fn metric_series(&self, query: SeriesQuery) -> Answer<'_, SeriesReply>;

    /// What metrics say of the touchpoints on a board. `GET /metrics/reality`.
    fn reality(&self, query: RealityQuery) -> Answer<'_, Reality>;

    /// What there is of some words, best first. `GET /search`.
    fn search(&self, query: SearchQuery) -> Answer<'_, SearchReply>;

    /// Where records come from, and the imports that brought them. `GET /sources`.
    fn sources(&self) -> Answer<'_, Vec<SourceSummary>>;

    /// The dimensions whose values are explained by a table. `GET /attributes`.
    fn attribute_tables(&self) -> Answer<'_, Vec<String>>;

    /// What the values of a dimension are. `GET /attributes/{dimension}`.
    fn attribute_table(&self, dimension: String) -> Answer<'_, AttributeTable>;

    /// Puts a file in the place of a dimension's table. `PUT /attributes/{dimension}`. Only a browser has such files.
    fn replace_attributes(
        &self,
        dimension: String,
        file: web_sys::Blob,
    ) -> Answer<'_, AttributeTable> {
        drop((dimension, file));
        Box::pin(async { Err(ApiError::new(ErrorCode::Internal)) })
    }

    /// Takes a dimension's table away. `PUT /attributes/{dimension}` of nothing.
    fn drop_attributes(&self, dimension: String) -> Answer<'_, ()>;

    /// Sends a file, to be looked at. `POST /uploads`. Only a browser has such files.
    fn upload(&self, name: String, file: web_sys::Blob) -> Answer<'_, Upload> {
        drop((name, file));
        Box::pin(async { Err(ApiError::new(ErrorCode::Internal)) })
    }

    /// Says what a file would make of a journey, or does it. `POST /journey-files`. Only a browser has such files.
    fn journey_file(
        &self,
        query: JourneyFileQuery,
        file: web_sys::Blob,
    ) -> Answer<'_, JourneyFileReply> {
        drop((query, file));
        Box::pin(async { Err(ApiError::new(ErrorCode::Internal)) })
    }

    /// Sends an image, to be kept. `POST /images`. Only a browser has such files.
    fn take_image(&self, file: web_sys::Blob) -> Answer<'_, ImageReply> {
        drop(file);
        Box::pin(async { Err(ApiError::new(ErrorCode::Internal)) })
    }

    /// What seems to be in a file that waits. `GET /uploads/{upload}`.
    fn waiting(&self, upload: UploadId, query: SheetQuery) -> Answer<'_, Upload>;

    /// The first rows of a file as records. `POST /uploads/{upload}/preview`.
    fn preview(&self, upload: UploadId, query: PreviewQuery) -> Answer<'_, Preview>;

    /// Imports a file, or says what would become of it. `POST /imports`.
    fn import(&self, wished: NewImport) -> Answer<'_, ImportReply>;

    /// How far an import is and what could not be read of it. `GET /imports/{import}`.
    fn import_detail(&self, import: BatchId) -> Answer<'_, ImportDetail>;

    /// Cancels an import or takes it back. `DELETE /imports/{import}`.
    fn take_back(&self, import: BatchId) -> Answer<'_, ()>;

    /// What leads into this installation. `GET /entrance`.
    fn entrance(&self) -> Answer<'_, Entrance>;

    /// One's own account. `GET /account`.
    fn account(&self) -> Answer<'_, AccountView>;

    /// The people of the workspace. `GET /members`.
    fn members(&self) -> Answer<'_, Members>;

    /// Who did what, newest first. `GET /audit`.
    fn audit(&self, query: AuditQuery) -> Answer<'_, AuditPage>;

    /// The links by which guests come to a journey. `GET /journeys/{journey}/guests`.
    fn guest_links(&self, journey: JourneyId) -> Answer<'_, GuestLinks>;
}

/// The API where the interface runs: here, in the browser, over HTTP.
#[cfg(feature = "hydrate")]
pub type Door = HttpApi;

/// The API where the interface runs: here, on the server, what it provided to this render.
#[cfg(not(feature = "hydrate"))]
pub type Door = std::sync::Arc<dyn Api>;

/// The door itself. Take it before the first await: on the server it comes from context. What a person does is asked in
/// the browser, where it is always at hand.
///
/// # Errors
/// [`ErrorCode::Internal`] where nobody provided it: a fault of ours.
pub fn use_api() -> Result<Door, ApiError> {
    #[cfg(feature = "hydrate")]
    let door = Some(HttpApi);
    #[cfg(not(feature = "hydrate"))]
    let door = leptos::prelude::use_context();
    door.ok_or_else(|| ApiError::new(ErrorCode::Internal))
}

/// An answer that the server has when it renders, that travels with the page, and that the browser asks for from then on.
pub type Asked<T> = Resource<Result<T, ApiError>, Json>;

/// Asks whenever `source` changes; a page waits for it. Read it within `Suspense` or `Transition`.
pub fn ask<S, T, F>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetch: impl Fn(Door, S) -> F + Send + Sync + 'static,
) -> Asked<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<T, ApiError>> + Send + 'static,
{
    let api = use_api();
    let fetch = move |source| {
        let answer = api.clone().map(|api| fetch(api, source));
        async move { answer?.await }
    };
    Resource::new_with_options(source, fetch, true)
}
