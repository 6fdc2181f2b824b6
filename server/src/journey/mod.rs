//! Journeys: the portfolio, boards in memory, pushes into their logs, history.

mod boards;
mod bring;
mod create;
pub(crate) mod draft;
pub mod http;
mod lines;
mod live;
mod parts;
mod push;
mod slug;
mod store;

use shared::{
    access::{Action, Actor, Resource},
    api::{
        ApiError, BoardSnapshot, ErrorCode, HistoryPage, HistoryQuery, JourneySummary, NewJourney,
        Push, PushReply, Update, UpdateQuery,
    },
    id::JourneyId,
    journey::{Journey, JourneyIntent},
    log::{Board, Context, Entry, Heads, Intent, Seq, Stored},
};

pub(crate) use boards::Boards;
use boards::Slot;
pub(crate) use bring::Target;
use live::Live;
pub use store::JourneyStore;

use crate::{
    clock,
    log::{Kept, LogId, LogStore, admit::speaks_ours, follow},
    service::{Services, allowed, detached, not_found},
};

/// Entries of a page of history, unless asked otherwise, and at most.
const HISTORY: u32 = 50;
const MOST_HISTORY: u32 = 200;

/// A page of a log's history, newest first, and where the next one begins.
pub(crate) async fn page_of<C: Stored>(
    logs: &dyn LogStore,
    log: LogId,
    query: HistoryQuery,
) -> Result<(Vec<Entry<C>>, Option<Seq>), ApiError> {
    let limit = query.limit.unwrap_or(HISTORY);
    if !(1..=MOST_HISTORY).contains(&limit) {
        return Err(ApiError::new(ErrorCode::Invalid)
            .with("field", "limit")
            .with("most", MOST_HISTORY));
    }
    let kept = logs.history(log, query.before, limit).await?;
    let entries = kept
        .into_iter()
        .map(Kept::entry)
        .collect::<Result<Vec<Entry<C>>, _>>()?;
    let before = entries.last().map(|entry| entry.seq);
    Ok((entries, before.filter(|seq| *seq > 1)))
}

impl Services {
    /// The portfolio, last changed first.
    ///
    /// # Errors
    /// Not allowed, or the store failed.
    pub async fn journeys_list(&self, actor: &Actor) -> Result<Vec<JourneySummary>, ApiError> {
        allowed(actor, Action::Read, Resource::Workspace)?;
        let mut summaries = self.summaries().await?;
        self.add_friction(actor, &mut summaries).await?;
        Ok(summaries)
    }

    /// The portfolio without what records say: friction, freshness and who is responsible are left out.
    ///
    /// # Errors
    /// Not allowed, or the store failed.
    pub async fn journeys_in_brief(&self, actor: &Actor) -> Result<Vec<JourneySummary>, ApiError> {
        allowed(actor, Action::Read, Resource::Workspace)?;
        self.summaries().await
    }

    /// What is kept of each journey, last changed first: the portfolio without what records say.
    pub(crate) async fn summaries(&self) -> Result<Vec<JourneySummary>, ApiError> {
        let mut summaries = Vec::new();
        for line in self.journeys().lines().await? {
            match lines::summary(&line) {
                Some(summary) => summaries.push(summary),
                None => summaries.push(
                    self.summary(line.journey, &line.slug, line.changed_at)
                        .await?,
                ),
            }
        }
        Ok(summaries)
    }

    /// Makes a journey. Asked twice with the same id, it makes one.
    ///
    /// # Errors
    /// Not allowed, a title that is none, or the store failed.
    pub async fn create_journey(
        &self,
        actor: &Actor,
        new: NewJourney,
    ) -> Result<JourneySummary, ApiError> {
        allowed(actor, Action::Create, Resource::Workspace)?;
        let (services, actor) = (self.clone(), actor.clone());
        detached(async move { create::create(&services, actor, new, clock::now()).await }).await
    }

    /// Makes a journey of intents that a program wrote down, with their references in the catalogue already. Asked
    /// twice with the same id, it makes one.
    ///
    /// # Errors
    /// Not allowed, an intent that is refused, or the store failed.
    pub(crate) async fn create_drafted(
        &self,
        actor: &Actor,
        id: JourneyId,
        title: String,
        intents: Vec<JourneyIntent>,
    ) -> Result<JourneySummary, ApiError> {
        allowed(actor, Action::Create, Resource::Workspace)?;
        let catalogue = self.catalogue(actor).await?.catalogue;
        let (services, actor) = (self.clone(), actor.clone());
        let at = clock::now();
        detached(async move {
            create::drafted(&services, actor, (id, title), intents, catalogue, at).await
        })
        .await
    }

    /// The board that intents of a file are planned on: a journey's, or one without anything where there is none of this id.
    ///
    /// # Errors
    /// Not allowed, an id that is something else's, or the store failed.
    pub(crate) async fn target(
        &self,
        actor: &Actor,
        journey: JourneyId,
    ) -> Result<Target, ApiError> {
        allowed(actor, Action::Read, Resource::Workspace)?;
        allowed(actor, Action::Read, Resource::Journey(journey))?;
        bring::target(self, journey).await
    }

    /// Does intents that were planned on a board as of `on`, all in one transaction, whether the journey is there or comes with
    /// them; `None` when a log went on since, and then nothing is done.
    ///
    /// # Errors
    /// Not allowed, an intent that is refused, or the store failed. Then nothing is done either.
    pub(crate) async fn bring(
        &self,
        actor: &Actor,
        journey: JourneyId,
        on: Heads,
        intents: Vec<Intent>,
    ) -> Result<Option<String>, ApiError> {
        if on.journey == 0 {
            allowed(actor, Action::Create, Resource::Workspace)?;
        } else {
            allowed(actor, Action::Edit, Resource::Journey(journey))?;
        }
        let (services, actor) = (self.clone(), actor.clone());
        detached(async move {
            let context = Context {
                actor,
                at: clock::now(),
            };
            bring::bring(&services, context, journey, on, intents).await
        })
        .await
    }

    /// The id of a journey that is named by id or by slug.
    ///
    /// # Errors
    /// There is none.
    pub async fn journey_named(&self, name: &str) -> Result<JourneyId, ApiError> {
        let found = match name.parse() {
            Ok(id) => self.journeys().line(id).await?.map(|line| line.journey),
            Err(_) => self.journeys().by_slug(name.to_owned()).await?,
        };
        found.ok_or_else(|| not_found("journey"))
    }

    /// A whole board, by the journey's id or slug.
    ///
    /// # Errors
    /// Not allowed, not there, or the store failed.
    pub async fn board(&self, actor: &Actor, journey: &str) -> Result<BoardSnapshot, ApiError> {
        let journey = self.journey_named(journey).await?;
        allowed(actor, Action::Read, Resource::Journey(journey))?;
        self.with_board(journey, async |live| Ok(live.snapshot(self.lineage())))
            .await
    }

    /// A board as it was after an entry of its journey's log, beside the catalogue as it is now: what a journey refers to is never
    /// taken away from there.
    ///
    /// # Errors
    /// Not allowed, not there, an entry that the log does not have, or the store failed.
    pub async fn board_at(
        &self,
        actor: &Actor,
        journey: JourneyId,
        seq: Seq,
    ) -> Result<BoardSnapshot, ApiError> {
        allowed(actor, Action::Read, Resource::Journey(journey))?;
        let mut now = self
            .with_board(journey, async |live| Ok(live.snapshot(self.lineage())))
            .await?;
        if seq == 0 || seq > now.heads.journey {
            return Err(not_found("entry"));
        }
        now.board.journey =
            follow::state_at(journey.into(), Journey::new(journey), seq, self.logs()).await?;
        now.heads.journey = seq;
        Ok(now)
    }

    /// What happened to a board since.
    ///
    /// # Errors
    /// Not allowed, not there, or the store failed.
    pub async fn update(
        &self,
        actor: &Actor,
        journey: JourneyId,
        since: UpdateQuery,
    ) -> Result<Update, ApiError> {
        allowed(actor, Action::Read, Resource::Journey(journey))?;
        let base = Heads {
            journey: since.journey,
            catalogue: since.catalogue,
        };
        self.with_board(journey, async |live| {
            Ok(live
                .update(self.lineage(), since.lineage, base, self.logs())
                .await?)
        })
        .await
    }

    /// Decides a push and appends what it gives. It goes on when whoever asked is gone.
    ///
    /// # Errors
    /// Not allowed, not there, another protocol, or the store failed. A refusal is an answer, not an error.
    pub async fn push(
        &self,
        actor: &Actor,
        journey: JourneyId,
        push: Push,
    ) -> Result<PushReply, ApiError> {
        allowed(actor, Action::Edit, Resource::Journey(journey))?;
        if !speaks_ours(&push) {
            return Err(ApiError::new(ErrorCode::WrongProtocol));
        }
        let (services, actor) = (self.clone(), actor.clone());
        detached(async move {
            let reply = push::push(&services, actor, journey, push, clock::now()).await?;
            reply.ok_or_else(|| not_found("journey"))
        })
        .await
    }

    /// Who changed what, newest first.
    ///
    /// # Errors
    /// Not allowed, not there, a page too large, or the store failed.
    pub async fn history(
        &self,
        actor: &Actor,
        journey: JourneyId,
        query: HistoryQuery,
    ) -> Result<HistoryPage, ApiError> {
        allowed(actor, Action::Read, Resource::Journey(journey))?;
        if self.journeys().line(journey).await?.is_none() {
            return Err(not_found("journey"));
        }
        let (entries, before) = page_of(self.logs(), journey.into(), query).await?;
        Ok(HistoryPage { entries, before })
    }

    /// Looks at a board, with everything committed so far, where it is: it may be large.
    ///
    /// # Errors
    /// Not there, or the store failed. Whether it may be looked at, whoever calls asks.
    pub(crate) async fn look_at_board<T>(
        &self,
        journey: JourneyId,
        look: impl FnOnce(&Board) -> T,
    ) -> Result<T, ApiError> {
        self.with_board(journey, async |live| Ok(look(&live.board)))
            .await
    }

    /// Works on a board that has everything committed so far.
    async fn with_board<T>(
        &self,
        journey: JourneyId,
        work: impl AsyncFnOnce(&Live) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let slot: Slot = self.boards().slot(journey);
        let mut place = slot.lock().await;
        let live = match place.take() {
            Some(mut live) => {
                live.catch_up(self.logs()).await?;
                Some(live)
            }
            None => Live::load(journey, self.catalogue_log(), self.logs(), self.journeys()).await?,
        };
        let live = live.ok_or_else(|| not_found("journey"))?;
        let result = work(&live).await;
        *place = Some(live);
        result
    }

    async fn summary(
        &self,
        journey: JourneyId,
        slug: &str,
        changed_at: shared::log::Timestamp,
    ) -> Result<JourneySummary, ApiError> {
        self.with_board(journey, async |live| {
            Ok(live
                .board
                .journey
                .summary(slug.to_owned(), live.heads().journey, changed_at))
        })
        .await
    }
}
