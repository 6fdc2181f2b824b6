//! Golden logs: what was wished, what was kept, and the fingerprint that comes of it. The same files are
//! replayed natively and by the client that ships, so that no build of either drifts from the other.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{
    Board, Change, Context, StoredError, Timestamp, decide_push, from_stored_list,
    intents_from_json, state_hash,
};
use crate::{
    access::{Actor, Role},
    catalogue::Catalogue,
    id::{ActorId, JourneyId},
    journey::Journey,
};

const WHAT: &str = "a golden log";
const VERSION: u16 = 1;

#[derive(Deserialize)]
struct Golden<'a> {
    version: u16,
    journey: JourneyId,
    #[serde(borrow)]
    pushes: Vec<GoldenPush<'a>>,
}

/// One push and what went to each log.
#[derive(Deserialize)]
struct GoldenPush<'a> {
    actor: ActorId,
    at: Timestamp,
    #[serde(borrow)]
    intents: &'a RawValue,
    #[serde(borrow)]
    catalogue: &'a RawValue,
    #[serde(borrow)]
    changes: &'a RawValue,
}

/// Replays a golden log from nothing, decides its intents again next to it, and returns the fingerprint of
/// the board, 32 hexadecimal digits.
///
/// # Errors
/// [`StoredError::Diverged`] where deciding gives something else than was kept; the others where the log
/// cannot be read.
pub fn replay_hash(json: &str) -> Result<String, StoredError> {
    let malformed = |detail: String| StoredError::Malformed { what: WHAT, detail };
    let golden: Golden<'_> =
        serde_json::from_str(json).map_err(|error| malformed(error.to_string()))?;
    if golden.version > VERSION {
        let (name, version) = ("golden log".to_owned(), golden.version);
        return Err(StoredError::NewerVersion {
            name,
            version,
            known: VERSION,
        });
    }
    let empty = || Board {
        journey: Journey::new(golden.journey),
        catalogue: Catalogue::default(),
    };
    let (mut decided, mut applied) = (empty(), empty());
    for (entry, push) in (1..).zip(&golden.pushes) {
        let actor = Actor::new(push.actor, Role::LocalOwner);
        let context = Context { actor, at: push.at };
        let intents = intents_from_json(push.intents.get())?;
        let now = decide_push(&mut decided, &context, &intents)
            .map_err(|(at, why)| malformed(format!("push {entry}, intent {at:?}: {why}")))?;
        let kept = (
            from_stored_list(push.catalogue.get())?,
            from_stored_list(push.changes.get())?,
        );
        if now.by_log() != kept {
            return Err(StoredError::Diverged { entry });
        }
        for change in kept.0 {
            applied.apply(&Change::Catalogue(change));
        }
        for change in kept.1 {
            applied.apply(&Change::Journey(change));
        }
    }
    let hash = |board| state_hash(board).map_err(|error| malformed(error.to_string()));
    let (decided, applied) = (hash(&decided)?, hash(&applied)?);
    if decided != applied {
        return Err(StoredError::Diverged {
            entry: golden.pushes.len() as u64,
        });
    }
    Ok(applied.to_string())
}
