//! What waits until the board rests: while it scrolls, nothing is measured and nothing is laid over it.

use std::{cell::Cell as Slot, time::Duration};

use leptos::prelude::*;

use super::{drag, moment, overlay, place::Place, state::BoardState, zoom};

/// How long the board has to stand still, in milliseconds.
const STILL: i64 = 100;

thread_local! {
    /// When it moved last.
    static MOVED: Slot<i64> = const { Slot::new(0) };
    /// Whether somebody looks after it already.
    static WATCHED: Slot<bool> = const { Slot::new(false) };
    /// Whether something took its real height since it rested last.
    static LAID: Slot<bool> = const { Slot::new(false) };
    /// How often anything did, ever.
    static LAYOUTS: Slot<u32> = const { Slot::new(0) };
    /// Where the pointer came to meanwhile.
    static OFFER: Slot<Option<Place>> = const { Slot::new(None) };
}

/// The board was scrolled.
pub(super) fn scrolled(state: BoardState) {
    zoom::frame();
    drag::scrolled(state);
    moved(state);
}

/// Cards came near what is seen, or went far from it: what lies below them may have moved.
pub(super) fn laid_out(state: BoardState) {
    LAID.set(true);
    LAYOUTS.set(LAYOUTS.get().wrapping_add(1));
    moved(state);
}

/// Changes whenever what was measured of cards may not be true any more.
pub(super) fn layouts() -> u32 {
    LAYOUTS.get()
}

/// The pointer is over a place: what can be added there is offered, once the board rests.
pub(super) fn offer(state: BoardState, place: Place) {
    if WATCHED.get() {
        OFFER.set(Some(place));
    } else {
        overlay::offer_add(state, place);
    }
}

fn moved(state: BoardState) {
    MOVED.set(moment::now().0);
    if !WATCHED.replace(true) {
        set_timeout(move || look(state), milliseconds(STILL));
    }
}

fn look(state: BoardState) {
    let still = moment::now().0.saturating_sub(MOVED.get());
    // A clock that was set back does not hold anything up for long.
    if (0..STILL).contains(&still) {
        set_timeout(move || look(state), milliseconds(STILL - still));
        return;
    }
    WATCHED.set(false);
    let (laid, place) = (LAID.replace(false), OFFER.take());
    // The board may have been left meanwhile.
    if state.replica(|_| ()).is_none() {
        return;
    }
    if laid {
        state.laid.update(|laid| *laid = laid.wrapping_add(1));
    }
    if let Some(place) = place.filter(|_| !drag::dragging()) {
        overlay::offer_add(state, place);
    }
}

fn milliseconds(n: i64) -> Duration {
    Duration::from_millis(n.unsigned_abs())
}
