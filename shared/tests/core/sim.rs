//! A server as the design says, without a network or a disk: it orders, decides, remembers outcomes.

use std::{collections::BTreeMap, fmt::Debug};

use serde::{Serialize, de::DeserializeOwned};
use shared::{
    api::{BoardSnapshot, Outcome, Push, PushReply, Tail, Update},
    id::ClientId,
    log::{
        Board, CatalogueEntry, Entry, Heads, JourneyEntry, Rejection, Timestamp, decide_push,
        state_hash,
    },
};

use crate::world::{board, context, owner};

/// What comes out at the other end of a wire: of the one that there is, and of the one to come.
pub(crate) fn wire<T: Serialize + DeserializeOwned + PartialEq + Debug>(sent: &T) -> T {
    let json: T = serde_json::from_str(&serde_json::to_string(sent).unwrap()).unwrap();
    let bytes: T = postcard::from_bytes(&postcard::to_stdvec(sent).unwrap()).unwrap();
    assert_eq!(json, *sent);
    assert_eq!(bytes, *sent);
    json
}

#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) board: Board,
    pub(crate) lineage: u64,
    pub(crate) journey: Vec<JourneyEntry>,
    pub(crate) catalogue: Vec<CatalogueEntry>,
    outcomes: BTreeMap<ClientId, Vec<Outcome>>,
}

impl Server {
    pub(crate) fn new() -> Self {
        let (journey, catalogue) = (Vec::new(), Vec::new());
        Self {
            board: board(),
            lineage: 1,
            journey,
            catalogue,
            outcomes: BTreeMap::new(),
        }
    }

    pub(crate) fn heads(&self) -> Heads {
        Heads {
            journey: self.journey.len() as u64,
            catalogue: self.catalogue.len() as u64,
        }
    }

    pub(crate) fn snapshot(&self) -> BoardSnapshot {
        let (lineage, heads, board) = (self.lineage, self.heads(), self.board.clone());
        BoardSnapshot {
            lineage,
            heads,
            board,
        }
    }

    /// Everything since `base`, as entries or as a snapshot.
    pub(crate) fn since(&self, base: Heads, whole: bool) -> Update {
        if whole {
            return Update::Snapshot(Box::new(self.snapshot()));
        }
        let catalogue = self
            .catalogue
            .iter()
            .filter(|e| e.seq > base.catalogue)
            .cloned()
            .collect();
        let journey = self
            .journey
            .iter()
            .filter(|e| e.seq > base.journey)
            .cloned()
            .collect();
        Update::Tail(Tail { catalogue, journey })
    }

    pub(crate) fn push(&mut self, push: &Push, whole: bool) -> PushReply {
        let head = self.heads().journey;
        let done = self.outcomes.entry(push.client_id).or_default().len() as u64;
        let refused = |rejection| Outcome::Rejected {
            intent: None,
            rejection,
        };
        let foreign = push.lineage != self.lineage || push.base.journey > head;
        let outcome = if foreign {
            refused(Rejection::AheadOfLog { head })
        } else if push.client_seq > done + 1 {
            refused(Rejection::Gap {
                expected: done + 1,
                got: push.client_seq,
            })
        } else if push.client_seq <= done {
            self.outcomes[&push.client_id][push.client_seq as usize - 1].clone()
        } else {
            let outcome = self.commit(push);
            self.outcomes
                .entry(push.client_id)
                .or_default()
                .push(outcome.clone());
            outcome
        };
        PushReply {
            outcome,
            update: self.since(push.base, whole || foreign),
        }
    }

    fn commit(&mut self, push: &Push) -> Outcome {
        let before = state_hash(&self.board).unwrap();
        let decided = match decide_push(&mut self.board, &context(), &push.intents) {
            Ok(decided) => decided,
            Err((intent, rejection)) => {
                let after = state_hash(&self.board).unwrap();
                assert_eq!(before, after, "nothing refused changes state");
                return Outcome::Rejected { intent, rejection };
            }
        };
        let (of_catalogue, of_journey) = decided.by_log();
        let heads = self.heads();
        if !of_catalogue.is_empty() {
            self.catalogue
                .push(entry(push, heads.catalogue + 1, of_catalogue));
        }
        self.journey
            .push(entry(push, heads.journey + 1, of_journey));
        Outcome::Accepted {
            seq: heads.journey + 1,
        }
    }

    /// The store comes back from a backup that was taken after `journey` entries.
    pub(crate) fn restore(&mut self, backup: Server) {
        let lineage = self.lineage + 1;
        *self = Self { lineage, ..backup };
    }
}

fn entry<C>(push: &Push, seq: u64, changes: Vec<C>) -> Entry<C> {
    let Push {
        client_id,
        client_seq,
        ..
    } = *push;
    let at = Timestamp(1_760_000_000_000 + seq.cast_signed());
    Entry {
        seq,
        client_id,
        client_seq,
        actor: owner().id,
        at,
        changes,
    }
}
