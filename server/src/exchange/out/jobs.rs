//! Files that are made in the background. They are few, stay in memory, and go some minutes after they are made: who wants one again
//! asks again. A server that stops forgets them.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use shared::{
    access::{Action, Actor, Resource},
    api::{ApiError, ErrorCode, Export, ExportState, TakeFormat, TakeQuery},
    id::{ActorId, ExportId, JourneyId},
};
use tokio::sync::Notify;
use uuid::Uuid;

use super::TakenFile;
use crate::service::{Services, allowed, detached};

/// Files that are kept and made at once.
const MOST: usize = 8;
/// How long a file waits to be taken.
const LIFETIME: Duration = Duration::from_secs(600);

/// How far the making of a file is, and whether it is still wanted.
#[derive(Debug, Default)]
pub(super) struct Progress {
    done: AtomicU32,
    of: AtomicU32,
    cancelled: AtomicBool,
    /// Wakes what waits for its turn.
    woken: Notify,
}

impl Progress {
    /// There are so many pages.
    pub(super) fn of(&self, pages: usize) {
        let pages = u32::try_from(pages).unwrap_or(u32::MAX);
        self.of.store(pages, Ordering::Relaxed);
    }

    /// One more is made.
    pub(super) fn one_more(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Nobody wants the file any more.
    fn stop(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
        self.woken.notify_one();
    }

    /// Comes back once nobody wants the file any more. One waits for it.
    pub(super) async fn stopped(&self) {
        self.woken.notified().await;
    }

    /// Ends the making of a file that nobody wants any more.
    ///
    /// # Errors
    /// It was cancelled.
    pub(super) fn wanted(&self) -> Result<(), ApiError> {
        if self.cancelled.load(Ordering::Relaxed) {
            return Err(ApiError::new(ErrorCode::NotFound));
        }
        Ok(())
    }
}

/// Somebody waits for a file; when this goes, nobody does.
pub(super) struct Wanted(pub(super) Arc<Progress>);

impl Drop for Wanted {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// What became of a file.
enum Made {
    Working,
    Done(Arc<TakenFile>),
    Failed(ApiError),
    Cancelled,
}

struct Job {
    actor: ActorId,
    journey: JourneyId,
    format: TakeFormat,
    progress: Arc<Progress>,
    made: Made,
    /// Since when it is as it is.
    since: Instant,
}

/// The files of a server.
#[derive(Default)]
pub(crate) struct Exports(Mutex<BTreeMap<ExportId, Job>>);

impl Exports {
    fn jobs(&self) -> MutexGuard<'_, BTreeMap<ExportId, Job>> {
        let mut jobs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.retain(|_, job| matches!(job.made, Made::Working) || job.since.elapsed() < LIFETIME);
        jobs
    }

    /// Begins one; the oldest that is over makes room.
    fn begin(&self, id: ExportId, job: Job) -> Result<(), ApiError> {
        let mut jobs = self.jobs();
        if jobs.len() >= MOST {
            let over = jobs
                .iter()
                .filter(|(_, job)| !matches!(job.made, Made::Working));
            let oldest = over.min_by_key(|(_, job)| job.since).map(|(id, _)| *id);
            let Some(oldest) = oldest else {
                return Err(ApiError::new(ErrorCode::TooMany).with("most", MOST));
            };
            jobs.remove(&oldest);
        }
        jobs.insert(id, job);
        Ok(())
    }

    fn end(&self, id: ExportId, made: Made) {
        if let Some(job) = self.jobs().get_mut(&id) {
            if matches!(job.made, Made::Working) {
                job.made = made;
            }
            job.since = Instant::now();
        }
    }

    fn show(&self, actor: &Actor, id: ExportId) -> Result<Export, ApiError> {
        let jobs = self.jobs();
        let job = jobs.get(&id).filter(|job| job.actor == actor.id);
        let job = job.ok_or(ApiError::new(ErrorCode::NotFound))?;
        // Who may not see the journey any more does not get what was made of it either.
        allowed(actor, Action::Read, Resource::Journey(job.journey))?;
        let missing = match &job.made {
            Made::Done(file) => file.missing.clone(),
            _ => String::new(),
        };
        let (state, bytes, error) = match &job.made {
            Made::Working => (ExportState::Working, None, None),
            Made::Done(file) => {
                let bytes = u64::try_from(file.bytes.len()).ok();
                (ExportState::Done, bytes, None)
            }
            Made::Failed(error) => (ExportState::Failed, None, Some(error.clone())),
            Made::Cancelled => (ExportState::Cancelled, None, None),
        };
        Ok(Export {
            id,
            journey: job.journey,
            format: job.format,
            state,
            done: job.progress.done.load(Ordering::Relaxed),
            of: job.progress.of.load(Ordering::Relaxed),
            bytes,
            missing,
            error,
        })
    }
}

impl Services {
    /// Begins to make a file of a journey.
    ///
    /// # Errors
    /// Not allowed, not there, or too many are being made.
    pub async fn begin_export(
        &self,
        actor: &Actor,
        journey: &str,
        query: &TakeQuery,
    ) -> Result<Export, ApiError> {
        // What cannot be is said now, and not later.
        super::asked(query)?;
        let board = self.board(actor, journey).await?.board;
        let id = ExportId::new(Uuid::now_v7());
        let progress = Arc::<Progress>::default();
        let job = Job {
            actor: actor.id,
            journey: board.journey.id,
            format: query.format,
            progress: Arc::clone(&progress),
            made: Made::Working,
            since: Instant::now(),
        };
        self.exports().begin(id, job)?;
        let (services, asker, query) = (self.clone(), actor.clone(), query.clone());
        let journey = board.journey.id.to_string();
        tokio::spawn(async move {
            let maker = services.clone();
            // A fault of ours fails the file: it would be made for ever, and keep the place of another.
            let taken =
                detached(async move { maker.take_with(&asker, &journey, &query, progress).await });
            let made = taken
                .await
                .map_or_else(Made::Failed, |file| Made::Done(Arc::new(file)));
            services.exports().end(id, made);
            // It goes also where nobody ever asks again.
            tokio::time::sleep(LIFETIME).await;
            drop(services.exports().jobs());
        });
        self.export(actor, id)
    }

    /// How far a file is.
    ///
    /// # Errors
    /// Not there: never, not any more, or another's; or not allowed.
    pub fn export(&self, actor: &Actor, id: ExportId) -> Result<Export, ApiError> {
        self.exports().show(actor, id)
    }

    /// Stops the making of a file, or throws it away.
    ///
    /// # Errors
    /// Not there, or not allowed.
    pub fn cancel_export(&self, actor: &Actor, id: ExportId) -> Result<Export, ApiError> {
        self.exports().show(actor, id)?;
        if let Some(job) = self.exports().jobs().get_mut(&id) {
            job.progress.stop();
            if matches!(job.made, Made::Working) {
                // One that waited for its turn longer than files are kept would be gone before that is said.
                job.since = Instant::now();
            }
            if !matches!(job.made, Made::Failed(_)) {
                job.made = Made::Cancelled;
            }
        }
        self.exports().show(actor, id)
    }

    /// The file, once it is made.
    ///
    /// # Errors
    /// Not there, not made yet, or not allowed.
    pub fn exported(&self, actor: &Actor, id: ExportId) -> Result<Arc<TakenFile>, ApiError> {
        self.exports().show(actor, id)?;
        let jobs = self.exports().jobs();
        match jobs.get(&id).map(|job| &job.made) {
            Some(Made::Done(file)) => Ok(Arc::clone(file)),
            Some(Made::Failed(error)) => Err(error.clone()),
            Some(Made::Working | Made::Cancelled) | None => Err(ApiError::new(ErrorCode::NotFound)),
        }
    }
}

#[cfg(test)]
mod tests {
    use shared::access::Role;

    use super::*;

    fn job(made: Made) -> Job {
        Job {
            actor: ActorId::new(Uuid::nil()),
            journey: JourneyId::new(Uuid::nil()),
            format: TakeFormat::Pdf,
            progress: Arc::default(),
            made,
            since: Instant::now(),
        }
    }

    fn id(n: u128) -> ExportId {
        ExportId::new(Uuid::from_u128(n))
    }

    #[test]
    fn what_is_over_makes_room_and_what_is_being_made_does_not() {
        let exports = Exports::default();
        for n in 0..MOST as u128 {
            exports.begin(id(n), job(Made::Working)).unwrap();
        }
        let full = exports.begin(id(100), job(Made::Working)).unwrap_err();
        assert_eq!(full.code, ErrorCode::TooMany);
        exports.end(id(3), Made::Failed(ApiError::new(ErrorCode::Internal)));
        exports.begin(id(100), job(Made::Working)).unwrap();
        assert!(!exports.jobs().contains_key(&id(3)));
        assert!(exports.jobs().contains_key(&id(0)));
    }

    #[test]
    fn a_file_is_for_who_asked_for_it_as_long_as_they_may_see_the_journey() {
        let exports = Exports::default();
        exports.begin(id(1), job(Made::Working)).unwrap();
        let actor = |n: u128, role| Actor::new(ActorId::new(Uuid::from_u128(n)), role);
        let refused = |actor: &Actor| exports.show(actor, id(1)).err().map(|error| error.code);
        assert_eq!(refused(&actor(0, Role::LocalOwner)), None);
        let other = actor(1, Role::LocalOwner);
        assert_eq!(refused(&other), Some(ErrorCode::NotFound));
        let nobody = actor(0, Role::Nobody);
        assert_eq!(refused(&nobody), Some(ErrorCode::Forbidden));
    }

    #[tokio::test]
    async fn what_waits_for_its_turn_is_told_that_nobody_wants_it_any_more() {
        let progress = Arc::<Progress>::default();
        let wanted = Wanted(Arc::clone(&progress));
        progress.wanted().unwrap();
        let waiting = tokio::spawn({
            let progress = Arc::clone(&progress);
            async move { progress.stopped().await }
        });
        drop(wanted);
        waiting.await.unwrap();
        assert!(progress.wanted().is_err());
        // Also what begins to wait only afterwards.
        let late = Arc::<Progress>::default();
        late.stop();
        late.stopped().await;
    }

    #[test]
    fn what_was_cancelled_stays_so_when_its_thread_ends() {
        let exports = Exports::default();
        exports.begin(id(1), job(Made::Cancelled)).unwrap();
        exports.end(id(1), Made::Failed(ApiError::new(ErrorCode::NotFound)));
        assert!(matches!(exports.jobs()[&id(1)].made, Made::Cancelled));
    }
}
