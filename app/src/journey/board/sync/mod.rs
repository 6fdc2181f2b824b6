//! The way of edits to the server and of others' entries to the page: one push in flight, in order, tried again until
//! it is answered. What waits is kept in the browser before it is sent.
//!
//! Decides nothing: the replica knows what to send and what an answer means.

mod browser;
mod keep;

use shared::id::ClientId;

use super::state::BoardState;

/// How this browser's edits stand with the server.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Status {
    /// Pushes that the server has not answered, once that takes noticeably long.
    pub(crate) waiting: usize,
    /// Why they are not answered.
    pub(crate) trouble: Option<Trouble>,
    /// The browser keeps nothing.
    pub(crate) unkept: bool,
}

/// Why edits are not saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The server cannot be reached; the next try is in so many seconds.
    Offline(u32),
    /// The server answers, but could not save.
    Server(u32),
    /// This page speaks another version of the protocol than the server.
    Outdated,
}

/// The id of this page's replica: a new one for each page load, so that no two ever share their numbers.
pub(super) fn client_id() -> ClientId {
    ClientId::new(crate::fresh::fresh_id())
}

/// Keeps what is pending and sends it. Returns at once.
pub(super) fn kick(state: BoardState) {
    browser::kick(state);
}

/// Keeps the tray of refused edits in the browser.
pub(super) fn keep_tray(state: BoardState) {
    keep::tray(state);
}

/// Starts to listen for others' entries, and takes up what earlier pages left unsent. Once per board, in the browser.
pub(super) fn start(state: BoardState) {
    browser::start(state);
}
