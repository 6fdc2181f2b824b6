//! Live: a board that several people have open, and the two ends of a connection between one of them and the server. Sans I/O.
//!
//! What travels is `wire`'s; what a push comes to, `decide`'s; what is shown, the replica's. Here is when what is said: who speaks
//! first, what is sent again, what may be dropped and what never, when silence means that nobody is there. Time comes in as an
//! argument, in milliseconds of a clock that never goes back.
//!
//! Two things travel over one connection. *Entries* are never dropped: each end knows how far it is, and what is missing is read from
//! the log. *Presence* is where people are and what they hold; the latest is all that counts, and none of it is ever stored.

mod bye;
mod flood;
mod message;
mod outbox;
mod peer;
mod presence;
mod room;
mod session;

pub use bye::{Bye, ByeCode};
pub use flood::{Bucket, Flow};
pub use message::{Hello, RoleChanged, Settled, Welcome};
pub use outbox::{Next, Outbox};
pub use peer::{Heard, Limits, Peer};
pub use presence::{
    Anchor, Connection, Fraction, HUES, MOST_SELECTED, MOST_SIGNS, NotAFraction, Person, Presence,
    PresenceBatch, Sign, Spot, View,
};
pub use room::{Present, Room, Roster};
pub use session::{Order, Received, Session};

/// Milliseconds of a clock that never goes back, wherever it began.
pub type Millis = u64;
