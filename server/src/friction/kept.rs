//! Scores that were reckoned, kept until something that they hang on changes: the journey, the catalogue, what was agreed on, or
//! anything of the records.
//!
//! A board asks for the scores of everybody and of each of its personas, and a room of people opens the same board.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use shared::{
    api::{ApiError, BoardSnapshot, ScoreQuery, Scores},
    friction::{DrawOptions, FrictionSets},
    log::{Heads, StateHash, state_hash},
};

use crate::{
    record::store::known::Known,
    store::{Store, StoreError},
};

/// Answers kept, of some ten kilobytes each; when there are more, it begins anew.
const MOST: usize = 64;

/// What an answer hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    lineage: u64,
    journey: u64,
    catalogue: u64,
    /// Grows with every change of what records say ([`Known`]).
    known: i64,
    /// The journey, the question, what was agreed on and how many draws.
    asked: u128,
}

/// The answers of an open store.
#[derive(Debug, Default)]
pub(crate) struct KeptScores(Mutex<HashMap<Key, Arc<Scores>>>);

impl KeptScores {
    /// The scores of a board: as they are kept, else reckoned.
    ///
    /// # Errors
    /// A day that does not exist, or the store's failure.
    pub(crate) async fn of(
        &self,
        store: &Store,
        snapshot: &BoardSnapshot,
        query: &ScoreQuery,
        agreed: &FrictionSets,
        options: &DrawOptions,
    ) -> Result<Arc<Scores>, ApiError> {
        let board = &snapshot.board;
        let Heads { journey, catalogue } = snapshot.heads;
        let StateHash(asked) = state_hash(&(board.journey.id, query, agreed, options.draws))
            .map_err(StoreError::damaged)?;
        // Read before the records are: what is reckoned then is this version or a newer one.
        let mut read = store.readers().begin().await.map_err(StoreError::from)?;
        let known = Known::of(store, &mut read).await?.version();
        drop(read);
        let key = Key {
            lineage: snapshot.lineage,
            journey,
            catalogue,
            known,
            asked,
        };
        if let Some(kept) = self.held().get(&key) {
            return Ok(Arc::clone(kept));
        }
        let (journey, catalogue) = (&board.journey, &board.catalogue);
        let scores = super::scores(store, journey, catalogue, query, agreed, options).await?;
        let scores = Arc::new(scores);
        let mut kept = self.held();
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(key, Arc::clone(&scores));
        Ok(scores)
    }

    fn held(&self) -> MutexGuard<'_, HashMap<Key, Arc<Scores>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
