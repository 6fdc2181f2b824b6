//! What the page works with: the actions as the server said them last, what is open, and what becomes of a wish.

use std::collections::BTreeSet;

use leptos::prelude::*;
use shared::{
    action::ActionIntent,
    api::{ActionView, ActionsQuery, ActionsView, ApiError},
    catalogue::Catalogue,
    id::{ActionId, TouchpointId},
    metric::Metric,
};

use super::page::Answered;
use crate::{
    api::{Api, Door, use_api},
    focus,
    shell::use_announcer,
};

/// A form that is open; one at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    /// A new action.
    Add(Option<TouchpointId>),
    /// The plan of this one.
    Edit(ActionId),
    /// That this one is done.
    Done(ActionId),
}

/// Wishes, what is said when they are granted, and where the reader goes on.
pub(super) struct Wish {
    pub(super) intents: Vec<ActionIntent>,
    pub(super) said: &'static str,
    pub(super) then: String,
}

/// The actions of this page.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    /// Whether whoever looks takes things on and changes them.
    pub(super) edits: bool,
    pub(super) view: RwSignal<ActionsView>,
    pub(super) catalogue: StoredValue<Catalogue>,
    pub(super) metrics: StoredValue<Vec<Metric>>,
    pub(super) open: RwSignal<Option<Open>>,
    pub(super) failed: RwSignal<Option<ApiError>>,
    pub(super) busy: RwSignal<bool>,
    /// Whose history is open: rows are made anew when the actions change.
    pub(super) told: StoredValue<BTreeSet<ActionId>>,
    send: Callback<Wish>,
}

impl Desk {
    /// With what the server answered. Make it where a view is made: it takes the API from context.
    pub(super) fn new(answered: Answered, open: Option<Open>, edits: bool) -> Self {
        let (door, announcer) = (use_api(), use_announcer());
        let view = RwSignal::new(answered.view);
        let open = RwSignal::new(open);
        let failed = RwSignal::new(None);
        let busy = RwSignal::new(false);
        let send = Callback::new(move |wish: Wish| {
            let door = door.clone();
            busy.set(true);
            leptos::task::spawn_local(async move {
                let done = match door {
                    Ok(door) => granted(&door, wish.intents).await,
                    Err(error) => Err(error),
                };
                busy.set(false);
                match done {
                    Ok(now) => {
                        failed.set(None);
                        open.set(None);
                        view.set(now);
                        announcer.say(wish.said.to_owned());
                        focus::back(wish.then);
                    }
                    // What was typed stays where it is.
                    Err(error) => failed.set(Some(error)),
                }
            });
        });
        Self {
            edits,
            view,
            catalogue: StoredValue::new(answered.catalogue),
            metrics: StoredValue::new(answered.metrics),
            open,
            failed,
            busy,
            told: StoredValue::new(BTreeSet::new()),
            send,
        }
    }

    /// The action of this id.
    pub(super) fn find(self, id: ActionId) -> Option<ActionView> {
        let found = |view: &ActionsView| view.actions.iter().find(|one| one.id == id).cloned();
        self.view.with_untracked(found)
    }

    /// Asks for something.
    pub(super) fn send(self, wish: Wish) {
        self.send.run(wish);
    }

    /// Opens a form, or closes what is open.
    pub(super) fn show(self, open: Option<Open>) {
        self.failed.set(None);
        self.open.set(open);
    }

    /// Closes the form without a wish.
    pub(super) fn close(self, then: String) {
        self.show(None);
        focus::back(then);
    }
}

/// Does one after the other, and asks how everything stands then: what is done at one touchpoint changes with what others are
/// compared.
async fn granted(door: &Door, intents: Vec<ActionIntent>) -> Result<ActionsView, ApiError> {
    for intent in intents {
        door.change_actions(intent).await?;
    }
    door.actions(ActionsQuery::default()).await
}
