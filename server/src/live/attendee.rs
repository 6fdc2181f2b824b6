//! Somebody who is connected to a board: what waits for them, and whether they still may hear it.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use axum::body::Bytes;
use shared::{
    access::{Action, Actor, Resource, can},
    api::ApiError,
    id::{JourneyId, WorkspaceId},
    live::{Bye, ByeCode, Connection, Limits, Millis, Peer, RoleChanged},
    wire::{self, ServerMessage},
};
use tokio::sync::Notify;

use crate::{account::Installation, http::Credentials};

/// After how long it is looked up again who somebody is, though nothing changed that this process knows of.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// A connection to a board.
pub(crate) struct Attendee {
    house: Installation,
    credentials: Credentials,
    workspace: WorkspaceId,
    journey: JourneyId,
    seen: Mutex<Option<Seen>>,
    peer: Mutex<Peer<Bytes>>,
    connection: Mutex<Option<Connection>>,
    /// Rings when there is something to send.
    bell: Notify,
}

/// Who somebody was when it was last looked up.
#[derive(Clone)]
struct Seen {
    at: Instant,
    changes: u64,
    who: Who,
}

impl Seen {
    /// Whether nothing can have changed since that this process knows of, and it is not long ago.
    fn is_fresh(&self, changes: u64) -> bool {
        self.changes == changes && self.at.elapsed() < LOOK_AGAIN
    }
}

/// Somebody who may see the board.
#[derive(Debug, Clone)]
pub(crate) struct Who {
    /// As the services know them.
    pub(crate) actor: Actor,
    /// What they are called.
    pub(crate) name: String,
    /// What they are on this board.
    pub(crate) standing: RoleChanged,
}

impl Attendee {
    pub(super) fn new(
        house: Installation,
        credentials: Credentials,
        workspace: WorkspaceId,
        journey: JourneyId,
        now: Millis,
    ) -> Self {
        Self {
            house,
            credentials,
            workspace,
            journey,
            seen: Mutex::default(),
            peer: Mutex::new(Peer::new(journey, Limits::default(), now)),
            connection: Mutex::default(),
            bell: Notify::new(),
        }
    }

    /// The board.
    pub(super) const fn journey(&self) -> JourneyId {
        self.journey
    }

    /// What waits for them, and what they may do next.
    pub(super) fn peer(&self) -> MutexGuard<'_, Peer<Bytes>> {
        self.peer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does something with it, and rings.
    pub(super) fn tell(&self, tell: impl FnOnce(&mut Peer<Bytes>)) {
        tell(&mut self.peer());
        self.bell.notify_one();
    }

    /// Resolves when there is something to send.
    pub(super) async fn rung(&self) {
        self.bell.notified().await;
    }

    /// The number that the others know the connection by.
    pub(super) fn connection(&self) -> Option<Connection> {
        *self
            .connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn seated(&self, connection: Connection) {
        *self
            .connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Some(connection);
    }

    pub(super) fn close(&self, bye: Bye) {
        self.tell(|peer| peer.close(bye));
    }

    /// Sees to it that nothing more waits for somebody who may not see the board any more.
    pub(super) async fn check(&self) {
        let changes = self.house.changes();
        let known = {
            let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            seen.as_ref().is_some_and(|seen| seen.is_fresh(changes))
        };
        if !known {
            self.who().await;
        }
    }

    /// Who it is, if they may still see the board; else the connection is over. What changed in this process counts at once.
    pub(super) async fn who(&self) -> Option<Who> {
        self.who_by(false).await
    }

    /// The same within a transaction.
    pub(super) async fn who_within(&self) -> Option<Who> {
        self.who_by(true).await
    }

    async fn who_by(&self, within: bool) -> Option<Who> {
        let changes = self.house.changes();
        let seen = self
            .seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some(seen) = seen
            && seen.is_fresh(changes)
        {
            return Some(seen.who);
        }
        match self.look(within).await {
            Ok(Some(who)) => {
                let frame = || frame(&ServerMessage::RoleChanged(who.standing));
                if self.peer().standing(who.standing, frame) {
                    self.bell.notify_one();
                }
                let seen = Seen {
                    at: Instant::now(),
                    changes,
                    who: who.clone(),
                };
                *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(seen);
                Some(who)
            }
            Ok(None) => {
                self.close(ByeCode::Revoked.bye());
                None
            }
            // Whether they may is not known; they come again when it is.
            Err(_) => {
                self.close(ByeCode::Fault.bye());
                None
            }
        }
    }

    async fn look(&self, within: bool) -> Result<Option<Who>, ApiError> {
        let asker = if within {
            self.credentials.ask_within(&self.house).await?
        } else {
            self.credentials.ask(&self.house).await?
        };
        let board = Resource::Journey(self.journey);
        let here = asker.services.store().workspace().id == self.workspace;
        if !here || !can(&asker.actor, Action::Read, board) {
            return Ok(None);
        }
        let standing = RoleChanged {
            role: asker.actor.role_on(self.journey),
            edits: can(&asker.actor, Action::Edit, board),
        };
        Ok(Some(Who {
            name: asker.me.name.clone(),
            actor: asker.actor,
            standing,
        }))
    }
}

/// The frame of a message, to be shared; `None` for none of ours.
pub(super) fn frame(message: &ServerMessage) -> Option<Bytes> {
    match wire::encode(message) {
        Ok(frame) => Some(frame.into()),
        Err(error) => {
            tracing::error!(%error, "a fault of ours");
            None
        }
    }
}
