//! Others on the board: the connection by which edits come and go at once, and what people see of each other.
//!
//! `line` has the socket and drives `shared::live::Session`, which decides when what is said; `signs` gathers what this person does;
//! `paint` shows what others do, by moving a few elements and marking a few, once in a frame and without a card being made anew;
//! `people` says who is there; `follow` lets the view go where somebody else's goes.

mod follow;
mod line;
mod paint;
mod people;
mod signs;

use leptos::prelude::*;
use shared::{id::ActorId, live::Connection};

pub(super) use line::{go, is_live};
pub(super) use paint::LAYER;
pub(super) use people::People;
pub(super) use signs::{changed, seen};

use super::state::BoardState;

/// Somebody else who is there, as they are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Other {
    /// Their connection.
    pub(crate) connection: Connection,
    /// Who it is.
    pub(crate) actor: ActorId,
    /// What they are called; empty where nobody knows.
    pub(crate) name: String,
    /// The number of their hue's class.
    pub(crate) hue: u8,
    /// Whether they are elsewhere just now.
    pub(crate) away: bool,
}

/// Connects the board to the others. Once per board, in the browser; it ends with the board.
pub(super) fn start(state: BoardState) {
    line::start(state);
    signs::listen(state);
    follow::listen(state);
    paint::keep(state);
    on_cleanup(line::stop);
}
