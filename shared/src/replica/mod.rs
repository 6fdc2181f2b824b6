//! The replica: what a board shows before, while and after the server says yes. Sans I/O.
//!
//! *Confirmed* is what the server committed; *pending* are this client's pushes that it has not
//! answered. What is shown is confirmed with pending replayed on it. On entries the replica rolls
//! pending back, applies, drops its own, and replays the rest.
//!
//! A push that no longer applies after somebody else's edit stays in the queue, unshown, until the server
//! has said what becomes of it: only its `decide` counts, and nothing a person did vanishes silently.

mod history;
mod pending;
mod queue;
mod receive;
mod writing;

use std::collections::VecDeque;

use crate::{
    access::Actor,
    api::BoardSnapshot,
    id::ClientId,
    log::{
        Board, Change, ClientSeq, Context, Heads, Intent, Refused, Rejection, Timestamp,
        decide_push,
    },
};

use history::History;
use pending::Pending;
use writing::Written;

/// Something that the person at this replica has to hear of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The server refused a push. Its intents go to the *recovered* tray.
    Rejected {
        /// Which push.
        client_seq: ClientSeq,
        /// What was wished.
        intents: Vec<Intent>,
        /// The first intent that was refused; `None` when the push itself was.
        intent: Option<u32>,
        /// Why.
        rejection: Rejection,
    },
    /// After somebody else's edit a push does not apply any more. It is not shown, and still sent: the
    /// server's answer decides. This is a hint, not yet a loss.
    Skipped {
        /// Which push.
        client_seq: ClientSeq,
        /// The intent that does not apply.
        intent: Option<u32>,
        /// Why.
        rejection: Rejection,
    },
    /// Entries are missing between what was seen and what came: ask for a snapshot.
    Resync,
}

/// One client's view of one board.
#[derive(Debug, Clone)]
pub struct Replica {
    client: ClientId,
    actor: Actor,
    lineage: u64,
    heads: Heads,
    /// Confirmed, with every applied pending push on top.
    board: Board,
    pending: VecDeque<Pending>,
    next_seq: ClientSeq,
    /// The first pending push is on its way.
    in_flight: bool,
    history: History,
    revision: u64,
    /// What was written in notes on what pending was rolled back from, until it is replayed.
    written: Option<Written>,
}

/// What an edit of a replica comes to: what changed on the board, or which intent was refused and why.
pub type Edited = Result<Vec<Change>, Refused>;

impl Replica {
    /// A replica that has seen a snapshot and done nothing yet. `client` is an id made for it alone.
    #[must_use]
    pub fn new(client: ClientId, actor: Actor, snapshot: BoardSnapshot) -> Self {
        Self {
            client,
            actor,
            lineage: snapshot.lineage,
            heads: snapshot.heads,
            board: snapshot.board,
            pending: VecDeque::new(),
            next_seq: 1,
            in_flight: false,
            history: History::default(),
            revision: 0,
            written: None,
        }
    }

    /// The board to show: everything confirmed, and this client's own edits on it.
    #[must_use]
    pub const fn shown(&self) -> &Board {
        &self.board
    }

    /// Goes up whenever what is shown may have changed.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// How far the logs were seen.
    #[must_use]
    pub const fn heads(&self) -> Heads {
        self.heads
    }

    /// The lineage of the log that was seen.
    #[must_use]
    pub const fn lineage(&self) -> u64 {
        self.lineage
    }

    /// The id that the server knows this replica's pushes by.
    #[must_use]
    pub const fn client(&self) -> ClientId {
        self.client
    }

    /// Edits at once what is shown, and queues the push. Nothing is queued when nothing changes.
    ///
    /// # Errors
    /// The intent that was refused, and why; nothing is changed then.
    pub fn edit(&mut self, intents: Vec<Intent>, at: Timestamp) -> Edited {
        self.edit_in_group(intents, at, None)
    }

    /// The same for one of several pushes that are undone together, such as those of one drag.
    ///
    /// # Errors
    /// As [`Replica::edit`].
    pub fn edit_in_group(
        &mut self,
        intents: Vec<Intent>,
        at: Timestamp,
        group: Option<u64>,
    ) -> Edited {
        let (client_seq, changes) = self.queue(intents, at)?;
        if let Some(client_seq) = client_seq {
            self.history.did(client_seq, group);
        }
        Ok(changes)
    }

    /// Decides on what is shown, and queues what has an effect.
    fn queue(
        &mut self,
        intents: Vec<Intent>,
        at: Timestamp,
    ) -> Result<(Option<ClientSeq>, Vec<Change>), Refused> {
        let context = Context {
            actor: self.actor.clone(),
            at,
        };
        let decided = decide_push(&mut self.board, &context, &intents)?;
        if decided.changes.is_empty() {
            return Ok((None, Vec::new()));
        }
        let client_seq = self.next_seq;
        self.next_seq = self.next_seq.saturating_add(1);
        self.revision += 1;
        let changes = decided.changes.clone();
        let applied = Some(decided);
        self.pending.push_back(Pending {
            client_seq,
            at,
            intents,
            applied,
            skipped: false,
        });
        Ok((Some(client_seq), changes))
    }
}
