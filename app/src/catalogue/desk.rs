//! One reader's edits of the catalogue: painted at once, sent in order, kept until the server has answered.
//!
//! The queue is the board's replica. Its journey stays empty: the catalogue's log is shown to it as a pair of logs that
//! go in step, so that an entry of the catalogue acknowledges as an entry of a journey would.

use std::time::Duration;

use leptos::prelude::*;
use shared::{
    access::{Actor, Role},
    api::{
        self, ApiError, BoardSnapshot, CatalogueReply, CatalogueUse, CatalogueView, Dimension,
        Push, PushReply,
    },
    catalogue::{Catalogue, CatalogueIntent},
    id::{ActorId, ClientId, JourneyId},
    journey::Journey,
    log::{Board, Heads, Intent, Rejection, Timestamp},
    replica::{Notice, Replica},
};
use uuid::Uuid;

use crate::{
    api::{Api, Door, use_api},
    fresh::fresh_id,
    request::use_now,
    shell::use_announcer,
    words::{rejection, use_words},
};

/// How the reader's edits stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Saving {
    /// All are with the server.
    Saved,
    /// Some are on their way.
    Underway,
    /// They could not be sent; they are kept, and sent again.
    Failed(ApiError),
}

/// An edit that was refused.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Refused {
    /// What was wished.
    pub(super) wished: CatalogueIntent,
    /// Why it was refused.
    pub(super) why: Rejection,
}

/// The edits of this page.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    queue: StoredValue<Queue>,
    seen: Seen,
    dimensions: RwSignal<Vec<Dimension>>,
    used: RwSignal<CatalogueUse>,
    edit: Callback<CatalogueIntent>,
    send: Callback<()>,
}

/// What a page sees of its queue.
#[derive(Clone, Copy)]
struct Seen {
    catalogue: RwSignal<Catalogue>,
    saving: RwSignal<Saving>,
    refused: RwSignal<Vec<Refused>>,
}

/// What is sent. It is not the page's: someone who writes and goes on to another page has written.
#[derive(Clone)]
struct Queue {
    replica: ArcStoredValue<Option<Replica>>,
    /// How often in a row the server was not reached.
    failures: ArcStoredValue<u32>,
    door: Result<Door, ApiError>,
    seen: Seen,
}

impl Queue {
    fn new() -> Self {
        Self {
            replica: ArcStoredValue::new(None),
            failures: ArcStoredValue::new(0),
            door: use_api(),
            seen: Seen {
                catalogue: RwSignal::new(Catalogue::default()),
                saving: RwSignal::new(Saving::Saved),
                refused: RwSignal::new(Vec::new()),
            },
        }
    }

    fn change<T>(&self, change: impl FnOnce(&mut Replica) -> T) -> Option<T> {
        self.replica
            .try_update_value(|replica| replica.as_mut().map(change))
            .flatten()
    }

    fn paint(&self) {
        let catalogue = self.change(|replica| replica.shown().catalogue.clone());
        if let Some(catalogue) = catalogue {
            let _ = self.seen.catalogue.try_set(catalogue);
        }
    }

    /// Sends what waits, one push after another, unless one is under way.
    async fn drain(self) {
        while let Some(push) = self.change(Replica::next_push).flatten() {
            let _ = self.seen.saving.try_set(Saving::Underway);
            let client_seq = push.client_seq;
            let answer = match &self.door {
                Ok(door) => door.push_catalogue(of_catalogue(push)).await,
                Err(error) => Err(error.clone()),
            };
            match answer {
                Ok(reply) => {
                    self.failures.set_value(0);
                    let notices = self
                        .change(|replica| replica.receive_reply(client_seq, as_board(reply)))
                        .into_iter()
                        .flatten();
                    self.seen
                        .refused
                        .try_update(|refused| refused.extend(notices.filter_map(refusal)));
                    self.paint();
                }
                Err(error) => {
                    self.change(Replica::failed);
                    let _ = self.seen.saving.try_set(Saving::Failed(error));
                    self.later();
                    return;
                }
            }
        }
        if self.change(|replica| replica.pending_len()) == Some(0) {
            let _ = self.seen.saving.try_set(Saving::Saved);
        }
    }

    /// Tries again after 2, 4, 8 … 64 seconds.
    fn later(self) {
        let before = self.failures.try_update_value(|failures| {
            *failures += 1;
            *failures
        });
        let wait = 1_u64 << before.unwrap_or(1).min(6);
        let again = move || leptos::task::spawn_local(self.drain());
        set_timeout(again, Duration::from_secs(wait));
    }
}

impl Desk {
    /// A desk without a catalogue. Take it in a component's body: it takes the API from context.
    pub(crate) fn new() -> Self {
        let queue = Queue::new();
        let seen = queue.seen;
        let queue = StoredValue::new(queue);
        let send = Callback::new(move |()| {
            if let Some(queue) = queue.try_get_value() {
                leptos::task::spawn_local(queue.drain());
            }
        });
        let now = use_now();
        let (announcer, words) = (use_announcer(), use_words());
        let edit = Callback::new(move |intent: CatalogueIntent| {
            let at = Timestamp(now.now());
            let edited = queue.with_value(|queue| {
                let wished = vec![Intent::Catalogue(intent.clone())];
                let edited = queue.change(|replica| replica.edit(wished, at));
                if matches!(edited, Some(Ok(_))) {
                    queue.paint();
                }
                edited
            });
            match edited {
                Some(Ok(_)) => send.run(()),
                Some(Err((_, why))) => {
                    announcer.say(rejection(words.now_lang(), &why));
                    let wished = intent;
                    seen.refused
                        .update(|refused| refused.push(Refused { wished, why }));
                    // What was typed goes back to what is.
                    seen.catalogue.update(|_| {});
                }
                None => {}
            }
        });
        Self {
            queue,
            seen,
            dimensions: RwSignal::new(Vec::new()),
            used: RwSignal::new(CatalogueUse::default()),
            edit,
            send,
        }
    }

    /// Starts from what the server has. What is pending is not touched by a second call.
    pub(crate) fn open(self, view: CatalogueView) {
        let replica = self.queue.with_value(|queue| queue.replica.clone());
        replica.update_value(|replica| {
            if replica.is_none() {
                let actor = Actor::new(ActorId::new(Uuid::nil()), Role::LocalOwner);
                self.seen.catalogue.set(view.catalogue.clone());
                *replica = Some(Replica::new(
                    ClientId::new(fresh_id()),
                    actor,
                    snapshot(view),
                ));
            }
        });
    }

    /// What the records can be told apart by; empty until it is known.
    pub(crate) fn dimensions(self) -> RwSignal<Vec<Dimension>> {
        self.dimensions
    }

    /// Where entries are used, as of when the page was opened; records are counted anew when what they are counted by changes.
    pub(crate) fn used(self) -> RwSignal<CatalogueUse> {
        self.used
    }

    /// The catalogue with the reader's edits, tracked.
    pub(crate) fn shown(self) -> RwSignal<Catalogue> {
        self.seen.catalogue
    }

    /// How the edits stand, tracked.
    pub(crate) fn saving(self) -> Saving {
        self.seen.saving.get()
    }

    /// Edits that were refused, and why, in the order in which they were made.
    pub(crate) fn refused(self) -> RwSignal<Vec<Refused>> {
        self.seen.refused
    }

    /// Does it at once and queues it for the server; nothing where the page has gone.
    pub(crate) fn edit(self, intent: CatalogueIntent) {
        let _ = self.edit.try_run(intent);
    }

    /// Sends now what waits.
    pub(crate) fn send(self) {
        self.send.run(());
    }
}

fn refusal(notice: Notice) -> Option<Refused> {
    match notice {
        Notice::Rejected {
            intents,
            intent,
            rejection,
            ..
        } => {
            // Each push of a desk is one wish.
            let at = intent.and_then(|at| usize::try_from(at).ok()).unwrap_or(0);
            match intents.into_iter().nth(at)? {
                Intent::Catalogue(wished) => Some(Refused {
                    wished,
                    why: rejection,
                }),
                Intent::Journey(_) => None,
            }
        }
        // The server's answer to it is still to come; a snapshot comes with it.
        Notice::Skipped { .. } | Notice::Resync => None,
    }
}

fn snapshot(view: CatalogueView) -> BoardSnapshot {
    BoardSnapshot {
        lineage: view.lineage,
        heads: Heads {
            journey: view.seq,
            catalogue: view.seq,
        },
        board: Board {
            journey: Journey::new(JourneyId::new(Uuid::nil())),
            catalogue: view.catalogue,
        },
    }
}

/// The push without the log that is not there.
fn of_catalogue(push: Push) -> Push {
    Push {
        base: Heads {
            journey: 0,
            ..push.base
        },
        ..push
    }
}

/// The answer with the log that is not there.
fn as_board(reply: CatalogueReply) -> PushReply {
    PushReply {
        outcome: reply.outcome,
        update: api::Update::Snapshot(Box::new(snapshot(reply.view))),
    }
}
