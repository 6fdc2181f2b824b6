//! A board in memory: journey and catalogue, following their two logs. The store is the truth; this is what it says.

use shared::{
    api::{BoardSnapshot, Tail, Update},
    catalogue::{Catalogue, CatalogueChange},
    id::JourneyId,
    journey::{Journey, JourneyChange},
    log::{Board, Heads, Seq},
};

use super::store::JourneyStore;
use crate::{
    log::{
        LogId, LogStore, LogWrite,
        follow::{Position, Source, load},
    },
    store::StoreError,
};

/// Entries of one log that are sent one by one; who lacks more gets the whole board.
const MOST_ENTRIES: u32 = 500;

pub(super) struct Live {
    pub(super) board: Board,
    pub(super) slug: String,
    pub(super) journey: Position<JourneyChange>,
    pub(super) catalogue: Position<CatalogueChange>,
}

impl Live {
    /// Reads a board from the store; `None` when there is no such journey.
    pub(super) async fn load(
        journey: JourneyId,
        catalogue: LogId,
        logs: &dyn LogStore,
        journeys: &dyn JourneyStore,
    ) -> Result<Option<Self>, StoreError> {
        let Some(line) = journeys.line(journey).await? else {
            return Ok(None);
        };
        // The catalogue second: it then has everything that the journey refers to.
        let (state, journey) = load(journey.into(), Journey::new(journey), logs).await?;
        let (entries, catalogue) = load(catalogue, Catalogue::default(), logs).await?;
        let board = Board {
            journey: state,
            catalogue: entries,
        };
        Ok(Some(Self {
            board,
            slug: line.slug,
            journey,
            catalogue,
        }))
    }

    /// Brings both logs up to what is committed.
    pub(super) async fn catch_up(&mut self, logs: &dyn LogStore) -> Result<(), StoreError> {
        let mut source = Source::Committed(logs);
        self.journey
            .catch_up(&mut self.board.journey, &mut source)
            .await?;
        self.catalogue
            .catch_up(&mut self.board.catalogue, &mut source)
            .await
    }

    /// Brings both logs up to what the transaction sees.
    pub(super) async fn catch_up_in(&mut self, write: &mut dyn LogWrite) -> Result<(), StoreError> {
        let mut source = Source::Transaction(write);
        self.journey
            .catch_up(&mut self.board.journey, &mut source)
            .await?;
        self.catalogue
            .catch_up(&mut self.board.catalogue, &mut source)
            .await
    }

    pub(super) const fn heads(&self) -> Heads {
        Heads {
            journey: self.journey.head(),
            catalogue: self.catalogue.head(),
        }
    }

    pub(super) fn snapshot(&self, lineage: u64) -> BoardSnapshot {
        BoardSnapshot {
            lineage,
            heads: self.heads(),
            board: self.board.clone(),
        }
    }

    /// What someone lacks who has read up to `base`.
    pub(super) async fn update(
        &self,
        lineage: u64,
        theirs: u64,
        base: Heads,
        logs: &dyn LogStore,
    ) -> Result<Update, StoreError> {
        let heads = self.heads();
        let ahead = |base: Seq, head: Seq| base > head;
        if theirs == lineage
            && !ahead(base.journey, heads.journey)
            && !ahead(base.catalogue, heads.catalogue)
        {
            let catalogue = self
                .catalogue
                .since(base.catalogue, MOST_ENTRIES, logs)
                .await?;
            let journey = self.journey.since(base.journey, MOST_ENTRIES, logs).await?;
            if let (Some(catalogue), Some(journey)) = (catalogue, journey) {
                return Ok(Update::Tail(Tail { catalogue, journey }));
            }
        }
        Ok(Update::Snapshot(Box::new(self.snapshot(lineage))))
    }
}
