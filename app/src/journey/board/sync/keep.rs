//! What the browser keeps for a board: the queue of each page, and the tray of refused edits.

use leptos::prelude::*;
use shared::{
    id::{ClientId, JourneyId},
    replica::Replica,
};

use crate::{
    kept::{self, storage},
    me::own_key,
};

use super::super::{moment, state::BoardState, tray::Recovered};

/// A queue whose page has not been heard of for so long is taken up by another, in milliseconds.
const ORPHANED_AFTER: i64 = 15_000;

fn queue_prefix(journey: JourneyId) -> String {
    own_key(&format!("puente.pending.{journey}")) + "."
}

fn queue_key(journey: JourneyId, client: ClientId) -> String {
    format!("{}{client}", queue_prefix(journey))
}

fn tray_name(journey: JourneyId) -> String {
    format!("puente.recovered.{journey}")
}

/// Keeps a page's queue, or forgets it when it is empty. `false` if the browser keeps nothing.
pub(super) fn queue(state: BoardState) -> bool {
    let Some((client, kept)) = state
        .replica(|replica| {
            let kept = if replica.pending_len() == 0 {
                None
            } else {
                Some(replica.persist().ok()?)
            };
            Some((replica.client(), kept))
        })
        .flatten()
    else {
        return false;
    };
    let Some(storage) = storage() else {
        return kept.is_none();
    };
    let key = queue_key(state.journey, client);
    match kept {
        // When it was touched stands open before it: that is looked at by pages that need not read the rest.
        Some(queue) => kept::sealed(&key, &queue).is_some_and(|sealed| {
            let kept = format!("{} {sealed}", moment::now().0);
            storage.set_item(&key, &kept).is_ok()
        }),
        None => storage.remove_item(&key).is_ok(),
    }
}

/// A queue that an earlier page left.
pub(super) struct Orphan {
    key: String,
    /// In the form of `Replica::persist`.
    pub(super) queue: String,
}

/// The queues that no living page will send. A page that is reloaded leaves word that it is going.
pub(super) fn orphans(state: BoardState) -> Vec<Orphan> {
    let (Some(storage), Some(own)) = (storage(), state.replica(Replica::client)) else {
        return Vec::new();
    };
    let prefix = queue_prefix(state.journey);
    let own = queue_key(state.journey, own);
    let now = moment::now().0;
    (0..storage.length().unwrap_or(0))
        .filter_map(|index| storage.key(index).ok().flatten())
        // What follows is the page alone: the local owner's prefix also begins the keys of everybody else.
        .filter(|key| {
            key.strip_prefix(&prefix)
                .is_some_and(|page| !page.contains('.'))
        })
        .filter(|key| *key != own)
        .filter_map(|key| {
            let kept = storage.get_item(&key).ok().flatten()?;
            let (touched, queue) = kept.split_once(' ')?;
            let touched: i64 = touched.parse().ok()?;
            if now.saturating_sub(touched) <= ORPHANED_AFTER {
                return None;
            }
            // What cannot be read stays where it is: a key that was put back may read it.
            let queue = kept::opened(&key, queue)?;
            Some(Orphan { key, queue })
        })
        .collect()
}

/// Leaves this page's queue to whichever page comes next.
pub(super) fn leave(state: BoardState) {
    let client = state.replica(|replica| (replica.client(), replica.pending_len()));
    let (Some(storage), Some((client, waiting))) = (storage(), client) else {
        return;
    };
    if waiting == 0 {
        return;
    }
    let key = queue_key(state.journey, client);
    if let Ok(Some(kept)) = storage.get_item(&key)
        && let Some((_, queue)) = kept.split_once(' ')
    {
        let _ = storage.set_item(&key, &format!("0 {queue}"));
    }
}

/// Forgets a queue that has been sent.
pub(super) fn forget(orphan: &Orphan) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&orphan.key);
    }
}

/// Keeps the tray, or forgets it when it is empty.
pub(super) fn tray(state: BoardState) {
    let name = tray_name(state.journey);
    let text = state.tray.with_untracked(|tray| {
        if tray.is_empty() {
            None
        } else {
            serde_json::to_string(tray).ok()
        }
    });
    match text {
        Some(text) => {
            kept::write(&name, &text);
        }
        None => kept::forget(&name),
    }
}

/// The tray as it was kept. One that cannot be read stays where it is.
pub(super) fn kept_tray(state: BoardState) -> Vec<Recovered> {
    kept::read(&tray_name(state.journey))
        .and_then(|text| shared::json::from_str(&text).ok())
        .unwrap_or_default()
}
