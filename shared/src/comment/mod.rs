//! Comments: what people say to each other about a card, a step, a touchpoint, an action; in threads that are resolved.
//!
//! They are no part of any log: they are changed and removed by those who wrote them, and nothing on a board depends on one. Texts hold
//! ids in place of names ([`Piece::Mention`]), so that names leave with the person.

mod about;
mod text;

pub use about::{About, AboutKind};
pub use text::{MOST_MENTIONS, MOST_TEXT, Piece, TextFault, check, mention, mentioned, pieces};

/// Threads about one thing.
pub const MOST_THREADS: u32 = 200;
/// Comments of one thread.
pub const MOST_COMMENTS: u32 = 500;
