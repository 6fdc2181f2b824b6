//! Following somebody: the view goes where theirs goes, until Escape, a scroll of one's own, or they are gone.

use std::cell::Cell as Slot;

use leptos::{ev, prelude::*};
use shared::live::{Connection, View};

use super::{
    super::{dom, state::BoardState, zoom},
    line,
    paint::{self, called},
};
use crate::words::live_words;

thread_local! {
    /// The view that was gone to last.
    static GONE_TO: Slot<Option<View>> = const { Slot::new(None) };
}

/// Ends it by Escape, and by a scroll of one's own.
pub(super) fn listen(state: BoardState) {
    let escape = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" {
            stop(state);
        }
    });
    let wheel = window_event_listener(ev::wheel, move |_| stop(state));
    let touch = window_event_listener(ev::touchmove, move |_| stop(state));
    on_cleanup(move || {
        escape.remove();
        wheel.remove();
        touch.remove();
    });
}

/// Follows somebody from now on; whom one follows already, no longer.
pub(super) fn toggle(state: BoardState, connection: Connection) {
    if state.following.get_untracked() == Some(connection) {
        return stop(state);
    }
    let words = live_words(state.words.now_lang());
    let name = state.people.with_untracked(|others| {
        let other = others.iter().find(|other| other.connection == connection);
        other.map(|other| called(words, &other.name))
    });
    if let Some(name) = name {
        GONE_TO.set(None);
        state.following.set(Some(connection));
        state.announcer.say(words.following(&name));
        paint::people_changed(state);
    }
}

/// Follows nobody any more.
pub(super) fn stop(state: BoardState) {
    if state.following.try_with_untracked(Option::is_some) == Some(true) {
        state.following.set(None);
        state
            .announcer
            .say(live_words(state.words.now_lang()).stopped);
    }
}

/// Goes to where the one who is followed looks.
pub(super) fn go(state: BoardState) {
    let Some(connection) = state.following.get_untracked() else {
        return;
    };
    let seen =
        line::roster(|roster, _| roster.get(connection).map(|present| present.presence.view));
    let Some(Some(view)) = seen else {
        return stop(state);
    };
    if view.is_none() || GONE_TO.replace(view) == view {
        return;
    }
    if let Some(view) = view {
        show(state, view);
    }
}

fn show(state: BoardState, view: View) {
    let scale = f64::from(view.zoom) / 1_000.0;
    if (scale - dom::scale()).abs() > 0.01 {
        zoom::draw_at(state, scale.clamp(0.25, 2.0));
    }
    let (Some(scroller), Some(board)) = (dom::by_id(dom::SCROLL), dom::by_id(dom::BOARD)) else {
        return;
    };
    let (seen, whole) = (
        scroller.get_bounding_client_rect(),
        board.get_bounding_client_rect(),
    );
    let x =
        whole.left() + view.middle.x.share() * whole.width() - (seen.left() + seen.width() / 2.0);
    let y =
        whole.top() + view.middle.y.share() * whole.height() - (seen.top() + seen.height() / 2.0);
    scroller.scroll_by_with_x_and_y(x, y);
}
