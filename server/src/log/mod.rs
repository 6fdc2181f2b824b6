//! Logs in the store: entries, snapshots, and what became of each replica's last pushes.
//!
//! Behind two traits, so that another database can stand behind the same stories. Knows nothing of what entries say:
//! changes and states are versioned JSON here, and typed only above.

pub(crate) mod admit;
pub(crate) mod follow;
mod sqlite;

use std::{future::Future, pin::Pin};

use shared::{
    id::{ActorId, ClientId, JourneyId},
    log::{ClientSeq, Entry, Seq, Stored, Timestamp, from_stored_list, to_stored_list},
};
use uuid::Uuid;

use crate::store::StoreError;

/// Outcomes kept per log, actor and replica; a push older than these cannot be answered again.
pub const OUTCOMES_KEPT: u64 = 256;

/// Work of a store under way.
pub type Work<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// Which log: a journey's has the journey's id, the catalogue's the workspace's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogId(pub Uuid);

impl From<JourneyId> for LogId {
    fn from(journey: JourneyId) -> Self {
        Self(journey.uuid())
    }
}

/// An entry as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its number in the log.
    pub seq: Seq,
    /// The replica that pushed it.
    pub client_id: ClientId,
    /// The push's number among those of that replica.
    pub client_seq: ClientSeq,
    /// Who did it.
    pub actor: ActorId,
    /// When.
    pub at: Timestamp,
    /// What happened: a JSON array of versioned objects.
    pub changes: String,
}

impl Kept {
    /// The form in which an entry is kept.
    ///
    /// # Errors
    /// A fault of ours: changes that cannot be written.
    pub fn from_entry<C: Stored>(entry: &Entry<C>) -> Result<Self, StoreError> {
        Ok(Self {
            seq: entry.seq,
            client_id: entry.client_id,
            client_seq: entry.client_seq,
            actor: entry.actor,
            at: entry.at,
            changes: to_stored_list(&entry.changes).map_err(StoreError::damaged)?,
        })
    }

    /// The entry, whatever version wrote it.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when the changes cannot be read.
    pub fn entry<C: Stored>(self) -> Result<Entry<C>, StoreError> {
        let changes =
            from_stored_list(&self.changes).map_err(|error| StoreError::entry(self.seq, error))?;
        Ok(Entry {
            seq: self.seq,
            client_id: self.client_id,
            client_seq: self.client_seq,
            actor: self.actor,
            at: self.at,
            changes,
        })
    }
}

/// A state after an entry, to start reading from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The entry.
    pub seq: Seq,
    /// Versioned JSON.
    pub state: String,
    /// The state's hash.
    pub hash: String,
}

/// One replica's pushes to one log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pusher {
    /// The log.
    pub log: LogId,
    /// Who pushes.
    pub actor: ActorId,
    /// From which replica.
    pub client: ClientId,
}

/// A line of the portfolio, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The journey.
    pub journey: JourneyId,
    /// Its name in addresses.
    pub slug: String,
    /// Versioned JSON.
    pub summary: String,
    /// When it last changed.
    pub changed_at: Timestamp,
}

/// Reads logs; each answer holds what was committed before it.
pub trait LogStore: Send + Sync {
    /// The entries after `after`, oldest first, at most `limit`.
    fn tail(&self, log: LogId, after: Seq, limit: u32) -> Work<'_, Vec<Kept>>;

    /// The entries before `before` (or the end), newest first, at most `limit`.
    fn history(&self, log: LogId, before: Option<Seq>, limit: u32) -> Work<'_, Vec<Kept>>;

    /// The newest snapshot.
    fn snapshot(&self, log: LogId) -> Work<'_, Option<Snapshot>>;

    /// Begins the one transaction at a time that may write.
    fn write(&self) -> Work<'_, Box<dyn LogWrite>>;
}

/// A transaction over logs. Dropped without `commit`, it leaves no trace.
pub trait LogWrite: Send {
    /// Makes an empty log. [`StoreError::Exists`] when there is one with this id.
    fn create(&mut self, log: LogId) -> Work<'_, ()>;

    /// The number of the last entry; `None` when there is no such log.
    fn head(&mut self, log: LogId) -> Work<'_, Option<Seq>>;

    /// The entries after `after`, oldest first, at most `limit`.
    fn tail(&mut self, log: LogId, after: Seq, limit: u32) -> Work<'_, Vec<Kept>>;

    /// The number of the replica's last push; 0 when it never pushed.
    fn last_push(&mut self, pusher: Pusher) -> Work<'_, ClientSeq>;

    /// What became of a push, as JSON; `None` when it is too old, or never came.
    fn outcome(&mut self, pusher: Pusher, client_seq: ClientSeq) -> Work<'_, Option<String>>;

    /// Keeps what became of a push and forgets the one that is [`OUTCOMES_KEPT`] older.
    fn keep_outcome(
        &mut self,
        pusher: Pusher,
        client_seq: ClientSeq,
        outcome: String,
    ) -> Work<'_, ()>;

    /// Appends the entry and makes it the head. [`StoreError::Exists`] when it is not the next one.
    fn append(&mut self, log: LogId, entry: Kept) -> Work<'_, ()>;

    /// Keeps a snapshot in place of older ones.
    fn keep_snapshot(&mut self, log: LogId, snapshot: Snapshot) -> Work<'_, ()>;

    /// Keeps a journey's line, new or changed. Its slug stays what it was at first.
    fn keep_line(&mut self, line: Line) -> Work<'_, ()>;

    /// The slugs in use that begin with `prefix`.
    fn slugs(&mut self, prefix: String) -> Work<'_, Vec<String>>;

    /// Makes it durable. After an error it is not known whether it was: read again.
    fn commit(self: Box<Self>) -> Work<'static, ()>;
}
