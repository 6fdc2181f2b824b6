//! The log: what was wished, what was decided, who did it, when, and how it is stored.
//!
//! Four kinds of log, one machinery: one of the catalogue, one of settings of friction and one of actions per workspace, one
//! of each journey.
//! Only `decide` says no; only `apply` changes state; equal logs give equal states everywhere.

mod decide;
mod golden;
mod hash;
mod rejection;
mod state;
mod stored;

use serde::{Deserialize, Serialize};

pub use decide::{Decided, Refused, decide_catalogue_push, decide_push, undo};
pub use golden::replay_hash;
pub use hash::{HashError, StateHash, state_hash};
pub use rejection::{Limit, Missing, Rejection};
pub use state::{Board, Heads, Prior};
pub use stored::{
    Stored, StoredError, Upcast, changes_from_json, changes_to_json, from_stored, from_stored_list,
    intents_from_json, intents_to_json, to_stored, to_stored_list,
};

use crate::{
    access::Actor,
    catalogue::{CatalogueChange, CatalogueIntent},
    id::{ActorId, ClientId},
    journey::{JourneyChange, JourneyIntent},
};

/// A moment in milliseconds since 1970-01-01T00:00:00Z. Negative ones are before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// The number of an entry in its log, from 1, without gaps. 0 is the empty log.
pub type Seq = u64;

/// The number of a push among those of its client, from 1, without gaps.
pub type ClientSeq = u64;

/// Who asks, and when the server heard it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// Who.
    pub actor: Actor,
    /// When.
    pub at: Timestamp,
}

/// One wish, about a journey or about the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// About the catalogue.
    Catalogue(CatalogueIntent),
    /// About the journey that the push goes to.
    Journey(JourneyIntent),
}

/// One thing that happened, to a journey or to the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// To the catalogue.
    Catalogue(CatalogueChange),
    /// To the journey of the log.
    Journey(JourneyChange),
}

/// One accepted push in one log. It may have no change: it acknowledges all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Entry<C> {
    /// Its number in the log.
    pub seq: Seq,
    /// The replica that pushed it.
    pub client_id: ClientId,
    /// The push's number among those of that replica.
    pub client_seq: ClientSeq,
    /// Who did it.
    pub actor: ActorId,
    /// When the server committed it.
    pub at: Timestamp,
    /// What happened, in order.
    pub changes: Vec<C>,
}

/// An entry of a journey's log.
pub type JourneyEntry = Entry<JourneyChange>;

/// An entry of the catalogue's log.
pub type CatalogueEntry = Entry<CatalogueChange>;
