//! A board, those who push to it and those who listen.

use std::{
    collections::{HashMap, VecDeque},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use axum::body::Bytes;
use shared::{
    access::{Actor, Role},
    api::{ApiError, ErrorCode, Outcome, Push, PushReply, Update},
    id::JourneyId,
    live::{ByeCode, Connection, Hello, Room, Settled, Sign, Welcome},
    log::{Context, Heads, Rejection},
    wire::ServerMessage,
};
use tokio::sync::{Notify, oneshot};

use super::attendee::{Attendee, Who, frame};
use crate::{
    clock,
    journey::{Live, decide_all},
    service::{Services, not_found},
    store::StoreError,
};

/// Pushes that are decided in one transaction. What waits behind them comes in the next one.
const MOST_AT_ONCE: usize = 128;

/// A board, those who push to it and those who listen.
pub(crate) struct Hub {
    pub(super) journey: JourneyId,
    inbox: Mutex<VecDeque<Waiting>>,
    attendees: Mutex<HashMap<Connection, Arc<Attendee>>>,
    room: Mutex<Room>,
    /// How far the logs go, as those who listen were told.
    latest: Mutex<Heads>,
    /// Somebody does something that the others do not know of yet.
    pub(super) stirred: Notify,
    /// Whether somebody tells those who listen what others do.
    pub(super) kept: AtomicBool,
}

/// A push that waits to be decided.
struct Waiting {
    push: Push,
    whose: Whose,
}

enum Whose {
    /// Of a request, whose sender was asked for when it came.
    Request(Actor, oneshot::Sender<Result<PushReply, ApiError>>),
    /// Of a connection, which is asked for when the push is decided.
    Attendee(Arc<Attendee>),
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Hub {
    pub(super) fn new(journey: JourneyId) -> Self {
        Self {
            journey,
            inbox: Mutex::default(),
            attendees: Mutex::default(),
            room: Mutex::default(),
            latest: Mutex::default(),
            stirred: Notify::new(),
            kept: AtomicBool::new(false),
        }
    }

    /// Decides a push that came with a request, together with whatever else waits.
    ///
    /// # Errors
    /// There is no such journey, or the store failed.
    pub(crate) async fn push(
        &self,
        services: &Services,
        actor: Actor,
        push: Push,
    ) -> Result<PushReply, ApiError> {
        let (reply, answer) = oneshot::channel();
        let whose = Whose::Request(actor, reply);
        locked(&self.inbox).push_back(Waiting { push, whose });
        self.work(services).await;
        answer.await.unwrap_or_else(|_| {
            tracing::error!("a push that nobody decided: a fault of ours");
            Err(ApiError::new(ErrorCode::Internal))
        })
    }

    /// Puts a push of a connection to the others. Whoever calls this has [`Hub::work`] done.
    pub(super) fn wait(&self, attendee: &Arc<Attendee>, push: Push) {
        let whose = Whose::Attendee(Arc::clone(attendee));
        locked(&self.inbox).push_back(Waiting { push, whose });
    }

    /// Decides what waits, unless somebody else did while the board was waited for. Whoever put a push to the others does it once: each
    /// takes the front of what waits, so that none is left.
    pub(super) async fn work(&self, services: &Services) {
        let slot = services.boards().slot(self.journey);
        let mut place = slot.lock().await;
        let waiting: Vec<Waiting> = {
            let mut inbox = locked(&self.inbox);
            let many = inbox.len().min(MOST_AT_ONCE);
            inbox.drain(..many).collect()
        };
        if waiting.is_empty() {
            return;
        }
        let live = match place.take() {
            Some(live) => Ok(Some(live)),
            None => load(services, self.journey).await,
        };
        let mut live = match live {
            Ok(Some(live)) => live,
            Ok(None) => return failed(waiting, &not_found("journey")),
            Err(error) => return failed(waiting, &error.into()),
        };
        let before = live.heads().catalogue;
        match self.decide(services, &mut live, waiting).await {
            Ok(()) => {
                let moved = live.heads().catalogue > before;
                *place = Some(live);
                drop(place);
                if moved {
                    services.catalogue_moved(Some(self.journey));
                }
            }
            // The place stays empty: the board is read again.
            Err((waiting, error)) => failed(waiting, &error.into()),
        }
    }

    async fn decide(
        &self,
        services: &Services,
        live: &mut Live,
        waiting: Vec<Waiting>,
    ) -> Result<(), (Vec<Waiting>, StoreError)> {
        let mut write = match services.logs().write().await {
            Ok(write) => write,
            Err(error) => return Err((waiting, error)),
        };
        if let Err(error) = live.catch_up_in(write.as_mut()).await {
            return Err((waiting, error));
        }
        // Nobody's rights change any more before the commit: whoever changes them waits for the same lock.
        let at = clock::now();
        let mut contexts = Vec::with_capacity(waiting.len());
        for one in &waiting {
            let actor = match &one.whose {
                Whose::Request(actor, _) => Some(actor.clone()),
                Whose::Attendee(attendee) => {
                    let who = attendee.who_within().await;
                    who.filter(|who| who.standing.edits).map(|who| who.actor)
                }
            };
            contexts.push(actor.map(|actor| Context { actor, at }));
        }
        let after = live.heads();
        let wishes: Vec<(Context, &Push)> = contexts
            .iter()
            .zip(&waiting)
            .filter_map(|(context, one)| Some((context.clone()?, &one.push)))
            .collect();
        let outcomes = decide_all(services, live, write, &wishes).await;
        drop(wishes);
        let mut outcomes = match outcomes {
            Ok(outcomes) => outcomes.into_iter(),
            Err(error) => return Err((waiting, error)),
        };
        self.tell(services, live).await;
        for (one, context) in waiting.into_iter().zip(contexts) {
            let Waiting { push, whose } = one;
            let decided = context.and_then(|_| outcomes.next());
            let outcome = decided.unwrap_or(Outcome::Rejected {
                intent: None,
                rejection: Rejection::Forbidden,
            });
            match whose {
                Whose::Request(_, reply) => {
                    let update = live
                        .update(services.lineage(), push.lineage, push.base, services.logs())
                        .await;
                    let answer = update.map(|update| PushReply { outcome, update });
                    // Whoever asked may have gone.
                    let _ = reply.send(answer.map_err(ApiError::from));
                }
                Whose::Attendee(attendee) => {
                    let said = matches!(outcome, Outcome::Accepted { seq } if seq > after.journey);
                    let settled = Settled {
                        client_seq: push.client_seq,
                        outcome,
                    };
                    let frame = (!said).then(|| frame(&ServerMessage::Settled(settled)));
                    attendee.tell(|peer| peer.settled(frame.flatten()));
                }
            }
        }
        Ok(())
    }

    /// Tells those who listen what the board has that they were not told of.
    async fn tell(&self, services: &Services, live: &Live) {
        let heads = live.heads();
        let after = std::mem::replace(&mut *locked(&self.latest), heads);
        let attendees = self.attendees();
        if after == heads || attendees.is_empty() {
            return;
        }
        let lineage = services.lineage();
        let update = live.update(lineage, lineage, after, services.logs()).await;
        let entries = match update {
            Ok(update @ Update::Tail(_)) => frame(&ServerMessage::Update(update)),
            // Each reads what it lacks.
            Ok(Update::Snapshot(_)) | Err(_) => None,
        };
        for attendee in attendees {
            attendee.tell(|peer| match &entries {
                Some(entries) => peer.entries(after, heads, entries.clone()),
                None => peer.heard_of(heads),
            });
        }
    }

    /// Looks whether the logs went on by another way, and tells it.
    pub(super) async fn refresh(&self, services: &Services) {
        if self.is_empty() {
            return;
        }
        let slot = services.boards().slot(self.journey);
        let mut place = slot.lock().await;
        if let Ok(Some(live)) = current(services, self.journey, place.take()).await {
            self.tell(services, &live).await;
            *place = Some(live);
        }
    }

    /// What somebody lacks who has read so far, and how far that leads.
    pub(super) async fn since(
        &self,
        services: &Services,
        lineage: u64,
        base: Heads,
    ) -> Result<Option<(Heads, Update)>, StoreError> {
        let slot = services.boards().slot(self.journey);
        let mut place = slot.lock().await;
        let Some(live) = current(services, self.journey, place.take()).await? else {
            return Ok(None);
        };
        let update = live.update(services.lineage(), lineage, base, services.logs());
        let update = update.await?;
        let heads = live.heads();
        *place = Some(live);
        Ok(Some((heads, update)))
    }

    /// Answers hello, and lets them hear everything from then on.
    pub(super) async fn join(
        &self,
        services: &Services,
        attendee: &Arc<Attendee>,
        who: Who,
        hello: &Hello,
    ) {
        let connection = locked(&self.room).enter(who.actor.id, who.name, who.standing.role);
        attendee.seated(connection);
        // From now on they are told; what comes before the welcome they read with it.
        locked(&self.attendees).insert(connection, Arc::clone(attendee));
        let (heads, update) = match self.since(services, hello.lineage, hello.base).await {
            Ok(Some(found)) => found,
            Ok(None) => return attendee.close(ByeCode::WrongBoard.bye()),
            Err(error) => {
                tracing::warn!(%error, "a board could not be read for a connection");
                return attendee.close(ByeCode::Fault.bye());
            }
        };
        let welcome = Welcome {
            connection,
            standing: who.standing,
            update,
        };
        let welcome = frame(&ServerMessage::Welcome(Box::new(welcome)));
        let whole = self.whole();
        let latest = {
            let mut latest = locked(&self.latest);
            latest.journey = latest.journey.max(heads.journey);
            latest.catalogue = latest.catalogue.max(heads.catalogue);
            *latest
        };
        attendee.tell(|peer| match welcome {
            Some(welcome) => {
                peer.welcome(heads, who.standing, welcome);
                peer.heard_of(latest);
                if let Some(whole) = whole {
                    peer.presence(whole);
                }
            }
            None => peer.close(ByeCode::Fault.bye()),
        });
        self.stirred.notify_one();
    }

    /// They are gone.
    pub(super) fn leave(&self, connection: Connection) {
        locked(&self.attendees).remove(&connection);
        locked(&self.room).leave(connection);
        self.stirred.notify_one();
    }

    /// They do something.
    pub(super) fn signs(&self, connection: Connection, signs: Vec<Sign>) {
        locked(&self.room).signs(connection, signs);
        self.stirred.notify_one();
    }

    /// They are something else on the board from now on.
    pub(super) fn role(&self, connection: Connection, role: Role) {
        if locked(&self.room).role(connection, role) {
            self.stirred.notify_one();
        }
    }

    /// Everything there is to tell of who is there.
    pub(super) fn whole(&self) -> Option<Bytes> {
        let whole = locked(&self.room).whole();
        frame(&ServerMessage::Presence(whole))
    }

    /// Tells everybody what others did since; one frame for all.
    pub(super) fn tell_presence(&self) {
        let Some(news) = locked(&self.room).news() else {
            return;
        };
        if let Some(frame) = frame(&ServerMessage::Presence(news)) {
            for attendee in self.attendees() {
                attendee.tell(|peer| peer.presence(frame.clone()));
            }
        }
    }

    /// Whether nobody listens.
    pub(super) fn is_empty(&self) -> bool {
        locked(&self.attendees).is_empty()
    }

    /// Whether whoever asks is to tell those who listen what others do: the first to ask is.
    pub(super) fn keeps(&self) -> bool {
        !self.kept.swap(true, Ordering::AcqRel)
    }

    fn attendees(&self) -> Vec<Arc<Attendee>> {
        locked(&self.attendees).values().cloned().collect()
    }
}

async fn load(services: &Services, journey: JourneyId) -> Result<Option<Live>, StoreError> {
    let (logs, journeys) = (services.logs(), services.journeys());
    Live::load(journey, services.catalogue_log(), logs, journeys).await
}

/// The board with everything that was committed; `None` where there is no such journey.
async fn current(
    services: &Services,
    journey: JourneyId,
    known: Option<Live>,
) -> Result<Option<Live>, StoreError> {
    let Some(mut live) = known else {
        return load(services, journey).await;
    };
    live.catch_up(services.logs()).await?;
    Ok(Some(live))
}

/// None of them was done.
fn failed(waiting: Vec<Waiting>, error: &ApiError) {
    let gone = error.code == ErrorCode::NotFound;
    for one in waiting {
        match one.whose {
            Whose::Request(_, reply) => {
                let _ = reply.send(Err(error.clone()));
            }
            // They come again, and send it again.
            Whose::Attendee(attendee) => attendee.close(if gone {
                ByeCode::WrongBoard.bye()
            } else {
                ByeCode::Fault.bye()
            }),
        }
    }
}
