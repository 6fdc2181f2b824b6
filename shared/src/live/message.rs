//! What only travels over a connection that lasts. Fields are never changed once they were sent: what is new is a new variant.

use serde::{Deserialize, Serialize};

use super::Connection;
use crate::{
    access::Role,
    api::{Outcome, Update},
    id::{ClientId, JourneyId},
    log::{ClientSeq, Heads},
};

/// The first message of a client: what it has, so that the server knows what it lacks. Which pushes had arrived, it need not say: it
/// sends those again that it heard nothing of, and they are recognised by their numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// The board, as in the address.
    pub journey: JourneyId,
    /// The replica.
    pub client_id: ClientId,
    /// The lineage of what it has seen.
    pub lineage: u64,
    /// How far it has seen the logs.
    pub base: Heads,
}

/// The answer to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// What the others know this connection by.
    pub connection: Connection,
    /// What whoever is connected is on this board, and whether that is enough to change it.
    pub standing: RoleChanged,
    /// What the client lacks.
    pub update: Update,
}

/// What became of a push that has no entry of its own to say it: it was refused, or repeated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// Which push.
    pub client_seq: ClientSeq,
    /// What became of it. Entries up to an accepted one's were sent before.
    pub outcome: Outcome,
}

/// What whoever is connected is on this board from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleChanged {
    /// The role there.
    pub role: Role,
    /// Whether it may change the board.
    pub edits: bool,
}
