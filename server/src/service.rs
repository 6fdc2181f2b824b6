//! The services: what can be done, whoever asks by whatever way. Pages, HTTP and command line all come through here.
//!
//! Each service function asks `can` first. What changes the store runs detached, so that a caller who goes away cannot
//! leave it half-way.

use std::{future::Future, sync::Arc};

use app::api::{Answer, Api};
use shared::{
    access::{Action, Actor, Resource, Role, can},
    action::ActionIntent,
    api::{
        AccountView, ActionHistory, ActionHistoryQuery, ActionsQuery, ActionsView, ApiError,
        AttributeTable, AuditPage, AuditQuery, BoardSnapshot, CatalogueMetric, CatalogueReply,
        CatalogueUse, CatalogueView, CommentsQuery, CommentsView, CompareQuery, Comparison,
        DefinitionsHistory, DefinitionsPush, DefinitionsView, Dimension, Entrance, ErrorCode,
        Export, FrictionSetsView, GuestLinks, HistoryPage, HistoryQuery, ImportDetail, ImportReply,
        JourneySummary, Members, MetricQuery, MetricReply, NewImport, NewJourney, PersonaView,
        Preview, PreviewQuery, Push, PushReply, Reality, RealityQuery, ScoreQuery, Scores,
        SearchQuery, SearchReply, SeriesQuery, SeriesReply, SetHistory, SheetQuery, SourceSummary,
        TakeQuery, Update, UpdateQuery, Upload, WaitingComments, Why,
    },
    friction::SetIntent,
    id::{BatchId, ExportId, JourneyId, UploadId},
    locale::Lang,
    log::Rejection,
};
use tokio::sync::Mutex;
use tracing::Instrument;

use crate::{
    catalogue, clock,
    exchange::out::Exports,
    friction::KeptScores,
    http::Asker,
    journey::{Boards, JourneyStore},
    log::{LogId, LogStore},
    metric,
    record::counted::KeptCounts,
    search::Placed,
    store::{Store, StoreError},
};

/// Everything that can be done with an open store. Cloning it is cheap and gives the same one.
#[derive(Clone)]
pub struct Services(Arc<Inner>);

struct Inner {
    store: Store,
    boards: Boards,
    catalogue: Mutex<Option<catalogue::Live>>,
    definitions: Mutex<Option<metric::Following>>,
    scores: KeptScores,
    placed: Mutex<Placed>,
    counts: KeptCounts,
    exports: Exports,
}

impl Services {
    /// Services over the store; a new workspace gets its first catalogue.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn start(store: Store) -> Result<Self, StoreError> {
        let services = Self(Arc::new(Inner {
            store,
            boards: Boards::default(),
            catalogue: Mutex::default(),
            definitions: Mutex::default(),
            scores: KeptScores::default(),
            placed: Mutex::default(),
            counts: KeptCounts::default(),
            exports: Exports::default(),
        }));
        services
            .start_catalogue(services.owner(), clock::now())
            .await?;
        Ok(services)
    }

    /// The store.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// How many records of customers have which values.
    pub(crate) fn counts(&self) -> &KeptCounts {
        &self.0.counts
    }

    /// The files that are made in the background.
    pub(crate) fn exports(&self) -> &Exports {
        &self.0.exports
    }

    /// The scores that were reckoned.
    pub(crate) fn kept_scores(&self) -> &KeptScores {
        &self.0.scores
    }

    /// The actor who acts on this machine without an account.
    #[must_use]
    pub fn owner(&self) -> Actor {
        Actor::new(self.0.store.workspace().owner, Role::LocalOwner)
    }

    /// The language of texts that the server writes by itself.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.0
            .store
            .workspace()
            .language
            .parse()
            .unwrap_or_default()
    }

    pub(crate) fn logs(&self) -> &dyn LogStore {
        &self.0.store
    }

    pub(crate) fn journeys(&self) -> &dyn JourneyStore {
        &self.0.store
    }

    pub(crate) fn boards(&self) -> &Boards {
        &self.0.boards
    }

    pub(crate) fn catalogue_place(&self) -> &Mutex<Option<catalogue::Live>> {
        &self.0.catalogue
    }

    pub(crate) fn definitions_place(&self) -> &Mutex<Option<metric::Following>> {
        &self.0.definitions
    }

    pub(crate) fn placed(&self) -> &Mutex<Placed> {
        &self.0.placed
    }

    pub(crate) fn catalogue_log(&self) -> LogId {
        LogId(self.0.store.workspace_id())
    }

    pub(crate) fn lineage(&self) -> u64 {
        self.0.store.workspace().lineage
    }
}

/// Asks `can`. A journey that a guest was not asked to is not there, so that nobody learns of it by its name.
pub(crate) fn allowed(actor: &Actor, action: Action, resource: Resource) -> Result<(), ApiError> {
    if can(actor, action, resource) {
        return Ok(());
    }
    let hidden = matches!(resource, Resource::Journey(journey)
        if actor.role == Role::Guest && actor.role_on(journey) == Role::Nobody);
    Err(if hidden {
        not_found("journey")
    } else {
        refused(actor, ErrorCode::Forbidden)
    })
}

/// The answer to whoever may not, with why where there is something that they can do about it.
pub(crate) fn refused(actor: &Actor, code: ErrorCode) -> ApiError {
    let error = ApiError::new(code);
    if actor.is_confined() {
        error.because(Why::SecondFactorNeeded)
    } else {
        error
    }
}

/// Nothing of this kind is there.
pub(crate) fn not_found(what: &str) -> ApiError {
    ApiError::new(ErrorCode::NotFound).with("what", what)
}

/// The same error, saying what a name is refused for.
pub(crate) fn because_of(error: ApiError, rejection: &Rejection) -> ApiError {
    match rejection {
        Rejection::OverLimit { limit, .. } => {
            error.because(Why::TooLong).with("most", limit.most())
        }
        Rejection::EmptyTitle => error.because(Why::Empty),
        Rejection::ControlCharacters => error.because(Why::ControlCharacters),
        _ => error,
    }
}

/// Runs work to its end, also when whoever waits for it goes away.
pub(crate) async fn detached<T: Send + 'static>(
    work: impl Future<Output = Result<T, ApiError>> + Send + 'static,
) -> Result<T, ApiError> {
    match tokio::spawn(work.in_current_span()).await {
        Ok(result) => result,
        Err(fault) => {
            tracing::error!(%fault, "a fault of ours");
            Err(ApiError::new(ErrorCode::Internal))
        }
    }
}

/// The API as whoever asks may use it.
pub(crate) fn api(asker: Asker) -> Arc<dyn Api> {
    Arc::new(ActorApi {
        services: asker.services.clone(),
        actor: asker.actor.clone(),
        asker,
    })
}

/// The services with the actor of a request.
struct ActorApi {
    services: Services,
    actor: Actor,
    /// The same, for what is not of one workspace alone.
    asker: Asker,
}

impl Api for ActorApi {
    fn journeys(&self) -> Answer<'_, Vec<JourneySummary>> {
        Box::pin(self.services.journeys_list(&self.actor))
    }

    fn journeys_in_brief(&self) -> Answer<'_, Vec<JourneySummary>> {
        Box::pin(self.services.journeys_in_brief(&self.actor))
    }

    fn create_journey(&self, journey: NewJourney) -> Answer<'_, JourneySummary> {
        Box::pin(self.services.create_journey(&self.actor, journey))
    }

    fn board(&self, journey: String) -> Answer<'_, BoardSnapshot> {
        Box::pin(async move { self.services.board(&self.actor, &journey).await })
    }

    fn update(&self, journey: JourneyId, since: UpdateQuery) -> Answer<'_, Update> {
        Box::pin(self.services.update(&self.actor, journey, since))
    }

    fn push(&self, journey: JourneyId, push: Push) -> Answer<'_, PushReply> {
        Box::pin(self.services.push(&self.actor, journey, push))
    }

    fn board_at(&self, journey: JourneyId, seq: u64) -> Answer<'_, BoardSnapshot> {
        Box::pin(self.services.board_at(&self.actor, journey, seq))
    }

    fn history(&self, journey: JourneyId, query: HistoryQuery) -> Answer<'_, HistoryPage> {
        Box::pin(self.services.history(&self.actor, journey, query))
    }

    fn export(&self, journey: String, query: TakeQuery) -> Answer<'_, Export> {
        Box::pin(async move {
            let services = &self.services;
            services.begin_export(&self.actor, &journey, &query).await
        })
    }

    fn export_state(&self, export: ExportId) -> Answer<'_, Export> {
        Box::pin(async move { self.services.export(&self.actor, export) })
    }

    fn cancel_export(&self, export: ExportId) -> Answer<'_, Export> {
        Box::pin(async move { self.services.cancel_export(&self.actor, export) })
    }

    fn catalogue(&self) -> Answer<'_, CatalogueView> {
        Box::pin(self.services.catalogue(&self.actor))
    }

    fn catalogue_use(&self) -> Answer<'_, CatalogueUse> {
        Box::pin(self.services.catalogue_use(&self.actor))
    }

    fn persona(&self, persona: String) -> Answer<'_, PersonaView> {
        Box::pin(async move { self.services.persona(&self.actor, &persona).await })
    }

    fn push_catalogue(&self, push: Push) -> Answer<'_, CatalogueReply> {
        Box::pin(self.services.push_catalogue(&self.actor, push))
    }

    fn scores(&self, query: ScoreQuery) -> Answer<'_, Scores> {
        Box::pin(async move { self.services.scores(&self.actor, &query).await })
    }

    fn compare(&self, query: CompareQuery) -> Answer<'_, Comparison> {
        Box::pin(async move { self.services.compare(&self.actor, &query).await })
    }

    fn dimensions(&self) -> Answer<'_, Vec<Dimension>> {
        Box::pin(self.services.dimensions(&self.actor))
    }

    fn friction_sets(&self) -> Answer<'_, FrictionSetsView> {
        Box::pin(self.services.friction_sets(&self.actor))
    }

    fn change_friction_sets(&self, intent: SetIntent) -> Answer<'_, FrictionSetsView> {
        Box::pin(self.services.change_friction_sets(&self.actor, intent))
    }

    fn friction_set_history(&self, query: HistoryQuery) -> Answer<'_, SetHistory> {
        Box::pin(self.services.friction_set_history(&self.actor, query))
    }

    fn actions(&self, query: ActionsQuery) -> Answer<'_, ActionsView> {
        Box::pin(async move { self.services.actions(&self.actor, &query).await })
    }

    fn comments(&self, query: CommentsQuery) -> Answer<'_, CommentsView> {
        Box::pin(async move { self.services.comments(&self.actor, query).await })
    }

    fn waiting_comments(&self) -> Answer<'_, WaitingComments> {
        Box::pin(self.services.waiting_comments(&self.actor))
    }

    fn change_actions(&self, intent: ActionIntent) -> Answer<'_, ActionsView> {
        Box::pin(self.services.change_actions(&self.actor, intent))
    }

    fn action_history(&self, query: ActionHistoryQuery) -> Answer<'_, ActionHistory> {
        Box::pin(self.services.action_history(&self.actor, query))
    }

    fn metric(&self, query: MetricQuery) -> Answer<'_, MetricReply> {
        Box::pin(async move { self.services.metric(&self.actor, &query).await })
    }

    fn metric_catalogue(&self) -> Answer<'_, Vec<CatalogueMetric>> {
        Box::pin(self.services.metric_catalogue(&self.actor))
    }

    fn definitions(&self) -> Answer<'_, DefinitionsView> {
        Box::pin(self.services.definitions(&self.actor))
    }

    fn change_definitions(&self, push: DefinitionsPush) -> Answer<'_, DefinitionsView> {
        Box::pin(self.services.change_definitions(&self.actor, push))
    }

    fn definitions_history(&self, query: HistoryQuery) -> Answer<'_, DefinitionsHistory> {
        Box::pin(self.services.definitions_history(&self.actor, query))
    }

    fn metric_series(&self, query: SeriesQuery) -> Answer<'_, SeriesReply> {
        Box::pin(async move { self.services.metric_series(&self.actor, &query).await })
    }

    fn reality(&self, query: RealityQuery) -> Answer<'_, Reality> {
        Box::pin(async move { self.services.reality(&self.actor, &query).await })
    }

    fn search(&self, query: SearchQuery) -> Answer<'_, SearchReply> {
        Box::pin(async move { self.services.search(&self.actor, &query).await })
    }

    fn sources(&self) -> Answer<'_, Vec<SourceSummary>> {
        Box::pin(self.services.sources(&self.actor))
    }

    fn attribute_tables(&self) -> Answer<'_, Vec<String>> {
        Box::pin(self.services.attribute_tables(&self.actor))
    }

    fn attribute_table(&self, dimension: String) -> Answer<'_, AttributeTable> {
        Box::pin(async move { self.services.attribute_table(&self.actor, &dimension).await })
    }

    fn drop_attributes(&self, dimension: String) -> Answer<'_, ()> {
        Box::pin(async move {
            let gone = self
                .services
                .replace_attributes(&self.actor, &dimension, Vec::new());
            gone.await.map(|_| ())
        })
    }

    fn waiting(&self, upload: UploadId, query: SheetQuery) -> Answer<'_, Upload> {
        Box::pin(self.services.upload(&self.actor, upload, query.sheet))
    }

    fn preview(&self, upload: UploadId, query: PreviewQuery) -> Answer<'_, Preview> {
        let preview = async move {
            self.services
                .preview_upload(&self.actor, upload, &query)
                .await
        };
        Box::pin(preview)
    }

    fn import(&self, wished: NewImport) -> Answer<'_, ImportReply> {
        Box::pin(self.services.import_upload(&self.actor, wished))
    }

    fn import_detail(&self, import: BatchId) -> Answer<'_, ImportDetail> {
        Box::pin(self.services.import_detail(&self.actor, import))
    }

    fn take_back(&self, import: BatchId) -> Answer<'_, ()> {
        Box::pin(self.services.undo_import(&self.actor, import))
    }

    fn entrance(&self) -> Answer<'_, Entrance> {
        Box::pin(self.asker.house.entrance())
    }

    fn account(&self) -> Answer<'_, AccountView> {
        Box::pin(self.asker.house.account(&self.asker))
    }

    fn members(&self) -> Answer<'_, Members> {
        Box::pin(self.asker.house.members(&self.asker))
    }

    fn audit(&self, query: AuditQuery) -> Answer<'_, AuditPage> {
        Box::pin(self.asker.house.audit(&self.asker, query))
    }

    fn guest_links(&self, journey: JourneyId) -> Answer<'_, GuestLinks> {
        Box::pin(self.asker.house.guest_links(&self.asker, journey))
    }
}
