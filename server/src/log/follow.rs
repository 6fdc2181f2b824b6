//! Following a log in memory: a state is loaded once, then kept up with what was appended, by whichever process.

use std::collections::VecDeque;

use serde::{Serialize, de::DeserializeOwned};
use shared::{
    catalogue::{self, Catalogue, CatalogueChange},
    journey::{self, Journey, JourneyChange},
    log::{Entry, Seq, Stored, state_hash},
};

use super::{Kept, LogId, LogStore, LogWrite, Snapshot};
use crate::store::{StoreError, json};

/// Entries read at once.
const PAGE: u32 = 1_000;
/// Entries kept in memory for those who are only a little behind.
const RECENT: usize = 256;
/// A snapshot is kept after so many entries.
const SNAPSHOT_EVERY: Seq = 512;
/// The version of snapshots. One of another version is passed over: the log itself is read.
const SNAPSHOT_VERSION: u16 = 3;

/// A state that a log makes.
pub(crate) trait Followed: Serialize + DeserializeOwned + Clone {
    /// What the log's entries hold.
    type Change: Stored + Clone;
    /// The type of its snapshots.
    const KIND: &'static str;

    /// Applies a change of the log.
    fn take(&mut self, change: &Self::Change);
}

impl Followed for Journey {
    type Change = JourneyChange;
    const KIND: &'static str = "journey_snapshot";

    fn take(&mut self, change: &JourneyChange) {
        journey::apply(self, change);
    }
}

impl Followed for Catalogue {
    type Change = CatalogueChange;
    const KIND: &'static str = "catalogue_snapshot";

    fn take(&mut self, change: &CatalogueChange) {
        catalogue::apply(self, change);
    }
}

/// Where entries are read from: what everyone sees, or what this transaction sees.
pub(crate) enum Source<'a> {
    /// What is committed.
    Committed(&'a dyn LogStore),
    /// What the transaction sees; nobody else can append while it lasts.
    Transaction(&'a mut dyn LogWrite),
}

impl Source<'_> {
    async fn tail(&mut self, log: LogId, after: Seq) -> Result<Vec<Kept>, StoreError> {
        match self {
            Self::Committed(store) => store.tail(log, after, PAGE).await,
            Self::Transaction(write) => write.tail(log, after, PAGE).await,
        }
    }
}

/// A state as it was after an entry: from the newest snapshot where that is not younger, else from the log's beginning. Of older
/// snapshots none is kept.
pub(crate) async fn state_at<S: Followed>(
    log: LogId,
    empty: S,
    seq: Seq,
    logs: &dyn LogStore,
) -> Result<S, StoreError> {
    let snapshot = logs.snapshot(log).await?;
    let (mut state, mut head) = begin(log, empty, snapshot.filter(|kept| kept.seq <= seq));
    while head < seq {
        let page = logs.tail(log, head, PAGE).await?;
        if page.is_empty() {
            return Err(StoreError::damaged(format!(
                "entry {} is missing in a log",
                head + 1
            )));
        }
        for kept in page.into_iter().take_while(|kept| kept.seq <= seq) {
            let entry: Entry<S::Change> = kept.entry()?;
            for change in &entry.changes {
                state.take(change);
            }
            head = entry.seq;
        }
    }
    Ok(state)
}

/// How far a state follows its log.
#[derive(Debug)]
pub(crate) struct Position<C> {
    log: LogId,
    head: Seq,
    recent: VecDeque<Entry<C>>,
}

impl<C: Stored + Clone> Position<C> {
    /// The last entry that the state has.
    pub(crate) const fn head(&self) -> Seq {
        self.head
    }

    /// The log.
    pub(crate) const fn log(&self) -> LogId {
        self.log
    }

    /// Brings the state up to the log's end.
    pub(crate) async fn catch_up<S: Followed<Change = C>>(
        &mut self,
        state: &mut S,
        source: &mut Source<'_>,
    ) -> Result<(), StoreError> {
        loop {
            let page = source.tail(self.log, self.head).await?;
            let last = page.len() < PAGE as usize;
            for kept in page {
                let entry: Entry<C> = kept.entry()?;
                if entry.seq != self.head + 1 {
                    return Err(StoreError::damaged(format!(
                        "entry {} is missing in a log",
                        self.head + 1
                    )));
                }
                for change in &entry.changes {
                    state.take(change);
                }
                self.moved(entry);
            }
            if last {
                return Ok(());
            }
        }
    }

    /// Notes an entry that the state has now.
    pub(crate) fn moved(&mut self, entry: Entry<C>) {
        self.head = entry.seq;
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back(entry);
    }

    /// The entries after `after`, where memory still has them all.
    fn remembered(&self, after: Seq) -> Option<Vec<Entry<C>>> {
        let oldest = self.recent.front().map_or(self.head + 1, |entry| entry.seq);
        (after + 1 >= oldest).then(|| {
            self.recent
                .iter()
                .filter(|entry| entry.seq > after)
                .cloned()
                .collect()
        })
    }

    /// The entries after `after` up to the state's, or `None` when they are more than `most`.
    pub(crate) async fn since(
        &self,
        after: Seq,
        most: u32,
        store: &dyn LogStore,
    ) -> Result<Option<Vec<Entry<C>>>, StoreError> {
        let missing = self.head.saturating_sub(after);
        if missing > Seq::from(most) {
            return Ok(None);
        }
        if let Some(entries) = self.remembered(after) {
            return Ok(Some(entries));
        }
        let kept = store.tail(self.log, after, most).await?;
        let entries = kept
            .into_iter()
            .filter(|kept| kept.seq <= self.head)
            .map(Kept::entry);
        entries.collect::<Result<_, _>>().map(Some)
    }

    /// A snapshot of the state after the entry `seq`, where one is due.
    pub(crate) fn snapshot_due<S: Followed<Change = C>>(
        seq: Seq,
        state: &S,
    ) -> Result<Option<Snapshot>, StoreError> {
        if !seq.is_multiple_of(SNAPSHOT_EVERY) {
            return Ok(None);
        }
        let hash = state_hash(state).map_err(StoreError::damaged)?;
        Ok(Some(Snapshot {
            seq,
            state: json::write(S::KIND, SNAPSHOT_VERSION, state)?,
            hash: hash.to_string(),
        }))
    }
}

/// Loads a state: from its newest snapshot where that can be trusted, else from the beginning of the log.
pub(crate) async fn load<S: Followed>(
    log: LogId,
    empty: S,
    store: &dyn LogStore,
) -> Result<(S, Position<S::Change>), StoreError> {
    let (mut state, head) = begin(log, empty, store.snapshot(log).await?);
    let mut position = Position {
        log,
        head,
        recent: VecDeque::new(),
    };
    position
        .catch_up(&mut state, &mut Source::Committed(store))
        .await?;
    Ok((state, position))
}

/// The state of a snapshot and its entry, where there is one that can be trusted; else what a log begins with.
fn begin<S: Followed>(log: LogId, empty: S, snapshot: Option<Snapshot>) -> (S, Seq) {
    let Some(snapshot) = snapshot else {
        return (empty, 0);
    };
    match trusted(&snapshot) {
        Ok(state) => (state, snapshot.seq),
        Err(reason) => {
            tracing::warn!(%reason, log = %log.0, seq = snapshot.seq, "a snapshot is passed over");
            (empty, 0)
        }
    }
}

fn trusted<S: Followed>(snapshot: &Snapshot) -> Result<S, StoreError> {
    let state: S = json::read(S::KIND, SNAPSHOT_VERSION, &snapshot.state)?;
    let hash = state_hash(&state).map_err(StoreError::damaged)?;
    if hash.to_string() == snapshot.hash {
        Ok(state)
    } else {
        Err(StoreError::damaged("its hash is another one"))
    }
}
