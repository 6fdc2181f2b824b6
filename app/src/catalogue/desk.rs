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
    api::{Api, use_api},
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

/// The edits of this page.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    replica: StoredValue<Option<Replica>>,
    shown: RwSignal<Catalogue>,
    saving: RwSignal<Saving>,
    refused: RwSignal<Vec<Rejection>>,
    dimensions: RwSignal<Vec<Dimension>>,
    used: RwSignal<CatalogueUse>,
    edit: Callback<CatalogueIntent>,
    send: Callback<()>,
}

impl Desk {
    /// A desk without a catalogue. Take it in a component's body: it takes the API from context.
    pub(crate) fn new() -> Self {
        let replica = StoredValue::new(None::<Replica>);
        let shown = RwSignal::new(Catalogue::default());
        let saving = RwSignal::new(Saving::Saved);
        let refused = RwSignal::new(Vec::new());
        let failures = StoredValue::new(0_u32);
        let door = use_api();
        let send = StoredValue::new(None::<Callback<()>>);
        let repeat = move || {
            if let Some(send) = send.get_value() {
                send.run(());
            }
        };
        let paint = move || {
            let catalogue = replica.with_value(|replica| {
                replica
                    .as_ref()
                    .map(|replica| replica.shown().catalogue.clone())
            });
            if let Some(catalogue) = catalogue {
                shown.set(catalogue);
            }
        };
        let callback = Callback::new(move |()| {
            let push = replica
                .try_update_value(|replica| replica.as_mut()?.next_push())
                .flatten();
            let Some(push) = push else {
                settle(replica, saving);
                return;
            };
            saving.set(Saving::Underway);
            let door = door.clone();
            leptos::task::spawn_local(async move {
                let client_seq = push.client_seq;
                let answer = match door {
                    Ok(door) => door.push_catalogue(of_catalogue(push)).await,
                    Err(error) => Err(error),
                };
                match answer {
                    Ok(reply) => {
                        failures.set_value(0);
                        let notices = replica.try_update_value(|replica| {
                            let reply = as_board(reply);
                            replica
                                .as_mut()
                                .map(|replica| replica.receive_reply(client_seq, reply))
                        });
                        refused.update(|refused| {
                            refused.extend(notices.flatten().into_iter().flatten().filter_map(why));
                        });
                        paint();
                        repeat();
                    }
                    Err(error) => {
                        let _ = replica
                            .try_update_value(|replica| replica.as_mut().map(Replica::failed));
                        saving.set(Saving::Failed(error));
                        let before = failures.try_update_value(|n| {
                            *n += 1;
                            *n
                        });
                        // 2, 4, 8 … 64 seconds.
                        let wait = 1_u64 << before.unwrap_or(1).min(6);
                        set_timeout(repeat, Duration::from_secs(wait));
                    }
                }
            });
        });
        send.set_value(Some(callback));
        let now = use_now();
        let (announcer, words) = (use_announcer(), use_words());
        let edit = Callback::new(move |intent: CatalogueIntent| {
            let at = Timestamp(now.now());
            let edited = replica
                .try_update_value(|replica| {
                    replica
                        .as_mut()
                        .map(|replica| replica.edit(vec![Intent::Catalogue(intent)], at))
                })
                .flatten();
            match edited {
                Some(Ok(_)) => {
                    paint();
                    callback.run(());
                }
                Some(Err((_, why))) => {
                    announcer.say(rejection(words.now_lang(), &why));
                    refused.update(|refused| refused.push(why));
                    // What was typed goes back to what is.
                    shown.update(|_| {});
                }
                None => {}
            }
        });
        Self {
            replica,
            shown,
            saving,
            refused,
            dimensions: RwSignal::new(Vec::new()),
            used: RwSignal::new(CatalogueUse::default()),
            edit,
            send: callback,
        }
    }

    /// Starts from what the server has. What is pending is not touched by a second call.
    pub(crate) fn open(self, view: CatalogueView) {
        self.replica.update_value(|replica| {
            if replica.is_none() {
                let actor = Actor {
                    id: ActorId::new(Uuid::nil()),
                    role: Role::LocalOwner,
                };
                self.shown.set(view.catalogue.clone());
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

    /// Where entries are used, as of when the page was opened.
    pub(crate) fn used(self) -> RwSignal<CatalogueUse> {
        self.used
    }

    /// The catalogue with the reader's edits, tracked.
    pub(crate) fn shown(self) -> RwSignal<Catalogue> {
        self.shown
    }

    /// How the edits stand, tracked.
    pub(crate) fn saving(self) -> Saving {
        self.saving.get()
    }

    /// Edits that were refused, and why.
    pub(crate) fn refused(self) -> RwSignal<Vec<Rejection>> {
        self.refused
    }

    /// Does it at once and queues it for the server.
    pub(crate) fn edit(self, intent: CatalogueIntent) {
        self.edit.run(intent);
    }

    /// Sends now what waits.
    pub(crate) fn send(self) {
        self.send.run(());
    }
}

fn settle(replica: StoredValue<Option<Replica>>, saving: RwSignal<Saving>) {
    let pending = replica.with_value(|replica| replica.as_ref().map_or(0, Replica::pending_len));
    if pending == 0 {
        saving.set(Saving::Saved);
    }
}

fn why(notice: Notice) -> Option<Rejection> {
    match notice {
        Notice::Rejected { rejection, .. } => Some(rejection),
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
