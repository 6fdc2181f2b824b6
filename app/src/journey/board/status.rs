//! How one's edits stand, quietly: saved, waiting, or why not.

use leptos::prelude::*;

use super::{
    state::BoardState,
    sync::{Status, Trouble},
};
use crate::words::image_words;

/// The state of one's edits in the header of the page.
#[component]
pub(super) fn SyncStatus(state: BoardState) -> impl IntoView {
    let words = state.words;
    if !state.reach.edits {
        let text = words.say(|w| w.board.read_only);
        return view! { <span class="pill">{text}</span> }.into_any();
    }
    let class = move || {
        state.status.with(|status| match status {
            Status {
                trouble: Some(Trouble::Offline(_)),
                ..
            } => "sync sync--offline",
            Status {
                trouble: Some(_), ..
            } => "sync sync--failed",
            Status { waiting: 0, .. } => "sync sync--saved",
            Status { .. } => "sync sync--saving",
        })
    };
    let text = move || {
        let words = &words.get().edit;
        let status = state.status.get();
        match (status.waiting, status.trouble) {
            (0, None) => words.saved.to_owned(),
            (waiting, None | Some(Trouble::Outdated)) => words.waiting(waiting),
            (waiting, Some(Trouble::Offline(seconds) | Trouble::Server(seconds))) => {
                format!("{}, {}", words.waiting(waiting), words.retry_in(seconds))
            }
        }
    };
    view! { <span class=class>{text}</span> }.into_any()
}

/// What has to be read: edits that are not saved and why, an edit that was refused.
#[component]
pub(super) fn Messages(state: BoardState) -> impl IntoView {
    let words = state.words;
    let trouble = move || {
        let words = words.get();
        let status = state.status.get();
        let text = match status.trouble {
            Some(Trouble::Offline(_)) => words.edit.offline,
            Some(Trouble::Server(_)) => words.edit.server_fault,
            Some(Trouble::Outdated) => words.edit.outdated,
            None if status.unkept => words.edit.cannot_keep,
            None => return None,
        };
        let reload = (status.trouble == Some(Trouble::Outdated)).then(|| {
            view! {
                <a class="btn btn--small" href="" rel="external">
                    {words.edit.reload}
                </a>
            }
        });
        Some(
            view! { <div class="callout callout--risk board__message"><p>{text}</p>{reload}</div> },
        )
    };
    let refusal = move || {
        state.refusal.get().map(|why| {
            view! {
                <div class="callout callout--broken board__message">
                    <p>{why}</p>
                    <button
                        type="button"
                        class="btn btn--small btn--quiet"
                        on:click=move |_| state.refusal.set(None)
                    >
                        {words.say(|w| w.edit.close)}
                    </button>
                </div>
            }
        })
    };
    let images = move || {
        let sending = state.images.get();
        (sending > 0).then(|| {
            let said = image_words(words.lang()).sending_some(sending);
            view! { <div class="callout board__message" role="status"><p>{said}</p></div> }
        })
    };
    (trouble, refusal, images)
}
