//! The way of pending pushes to the server, and through a closed tab.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{Notice, Pending, Replica, writing::written};
use crate::{
    api::{PROTOCOL, Push},
    id::ClientId,
    log::{ClientSeq, StoredError, Timestamp, intents_from_json, intents_to_json},
};

/// The version of the kept queue.
const VERSION: u16 = 1;
const WHAT: &str = "a queue of edits";
/// No replica ever pushes so often. A queue that says so was not written by one, and counting on from it would overflow.
const MOST_PUSHES: ClientSeq = 1 << 53;

/// What of a replica outlives its tab. The intents are in the log's own versioned form.
#[derive(Serialize, Deserialize)]
struct Kept {
    #[serde(rename = "type")]
    name: String,
    version: u16,
    client_id: ClientId,
    lineage: u64,
    next_seq: ClientSeq,
    pushes: Vec<KeptPush>,
}

#[derive(Serialize, Deserialize)]
struct KeptPush {
    client_seq: ClientSeq,
    at: Timestamp,
    intents: Box<RawValue>,
}

impl Replica {
    /// How many pushes the server has not answered.
    #[must_use]
    pub fn pending_len(&self) -> usize {
        self.pending.len()
    }

    /// Whether a push is on its way.
    #[must_use]
    pub const fn in_flight(&self) -> bool {
        self.in_flight
    }

    /// The push to send now, if any: one at a time, in order. It is on its way until its answer comes or
    /// [`Replica::failed`] says that none will.
    pub fn next_push(&mut self) -> Option<Push> {
        if self.in_flight {
            return None;
        }
        let push = self.pending.front()?;
        self.in_flight = true;
        Some(Push {
            protocol: PROTOCOL,
            lineage: self.lineage,
            client_id: self.client,
            client_seq: push.client_seq,
            base: self.heads,
            intents: push.intents.clone(),
        })
    }

    /// No answer came. The same push is sent again; the server knows by its number if it had arrived.
    pub const fn failed(&mut self) {
        self.in_flight = false;
    }

    /// The queue for the browser's store, to be kept before anything of it is sent.
    ///
    /// # Errors
    /// As [`crate::log::to_stored`]: never for intents of this crate.
    pub fn persist(&self) -> Result<String, StoredError> {
        let pushes: Result<Vec<KeptPush>, StoredError> = self
            .pending
            .iter()
            .map(|push| {
                let intents = RawValue::from_string(intents_to_json(&push.intents)?);
                let intents = intents.map_err(|error| malformed(&error))?;
                Ok(KeptPush {
                    client_seq: push.client_seq,
                    at: push.at,
                    intents,
                })
            })
            .collect();
        let kept = Kept {
            name: "pending".to_owned(),
            version: VERSION,
            client_id: self.client,
            lineage: self.lineage,
            next_seq: self.next_seq,
            pushes: pushes?,
        };
        serde_json::to_string(&kept).map_err(|error| malformed(&error))
    }

    /// Takes over the queue of a replica that is no more, under its id, so that the server recognises what
    /// had arrived. Has to come before the first edit. What does not apply to the snapshot stays queued.
    ///
    /// # Errors
    /// [`StoredError`] where the queue cannot be read (nothing is taken over then), or
    /// [`StoredError::Late`].
    pub fn restore(&mut self, json: &str) -> Result<Vec<Notice>, StoredError> {
        if self.next_seq != 1 {
            return Err(StoredError::Late);
        }
        let kept: BTreeMap<&str, &RawValue> =
            serde_json::from_str(json).map_err(|error| malformed(&error))?;
        let version = kept
            .get("version")
            .and_then(|version| version.get().parse().ok());
        let version = version.ok_or_else(|| malformed(&"it has no version"))?;
        if version > VERSION {
            let name = "pending".to_owned();
            return Err(StoredError::NewerVersion {
                name,
                version,
                known: VERSION,
            });
        }
        let kept: Kept = serde_json::from_str(json).map_err(|error| malformed(&error))?;
        if kept.name != "pending" {
            return Err(StoredError::UnknownType {
                what: WHAT,
                name: kept.name,
            });
        }
        let first = kept.next_seq.checked_sub(kept.pushes.len() as u64);
        let numbers = kept.pushes.iter().map(|push| Some(push.client_seq));
        let expected = (0..kept.pushes.len() as u64).map(|at| first.map(|first| first + at));
        if first.is_none_or(|first| first == 0) || !numbers.eq(expected) {
            return Err(malformed(&"its numbers have gaps"));
        }
        if kept.next_seq > MOST_PUSHES {
            return Err(malformed(&"its numbers are too large"));
        }
        let pushes: Result<Vec<Pending>, StoredError> = kept
            .pushes
            .into_iter()
            .map(|push| {
                let intents = intents_from_json(push.intents.get())?;
                let KeptPush { client_seq, at, .. } = push;
                Ok(Pending {
                    client_seq,
                    at,
                    intents,
                    applied: None,
                    skipped: false,
                })
            })
            .collect();
        self.pending = pushes?.into();
        self.client = kept.client_id;
        self.next_seq = kept.next_seq;
        for push in &self.pending {
            self.history.did(push.client_seq, None);
        }
        self.written = Some(written(&self.pending));
        let mut notices = Vec::new();
        self.replay(&mut notices);
        Ok(notices)
    }
}

fn malformed(detail: &impl ToString) -> StoredError {
    StoredError::Malformed {
        what: WHAT,
        detail: detail.to_string(),
    }
}
