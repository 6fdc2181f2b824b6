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
use tokio::sync::OnceCell;

use crate::{
    record::store::known::Known,
    store::{Store, StoreError},
};

/// How many touchpoints the kept answers are about together. With a trend over two and a half years one takes some eight kilobytes.
const MOST: usize = 10_000;

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
pub(crate) struct KeptScores(Mutex<Held>);

#[derive(Debug, Default)]
struct Held {
    answers: HashMap<Key, Answer>,
    /// Counts the questions.
    asked: u64,
    /// The touchpoints of all answers.
    touchpoints: usize,
}

#[derive(Debug)]
struct Answer {
    /// Empty while it is reckoned: whoever asks meanwhile waits for it instead of reckoning too.
    scores: Arc<OnceCell<Arc<Scores>>>,
    touchpoints: usize,
    /// The question that it was given to last.
    last: u64,
}

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
        let (journey, catalogue) = (&board.journey, &board.catalogue);
        let cards = journey.cards.values();
        let about = cards.filter(|card| card.touchpoint.is_some()).count();
        let kept = self.held().ask(key, about);
        let scores = kept.get_or_try_init(async || {
            let scores = super::scores(store, journey, catalogue, query, agreed, options).await?;
            Ok::<_, ApiError>(Arc::new(scores))
        });
        scores.await.cloned()
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    /// The place of an answer about so many touchpoints. For a new one, those that were not asked for longest make room.
    fn ask(&mut self, key: Key, touchpoints: usize) -> Arc<OnceCell<Arc<Scores>>> {
        self.asked += 1;
        if let Some(answer) = self.answers.get_mut(&key) {
            answer.last = self.asked;
            return Arc::clone(&answer.scores);
        }
        // An answer is something also where it is about nothing.
        let touchpoints = touchpoints.max(1);
        self.touchpoints += touchpoints;
        if self.touchpoints > MOST {
            self.make_room();
        }
        let scores = Arc::default();
        let answer = Answer {
            scores: Arc::clone(&scores),
            touchpoints,
            last: self.asked,
        };
        self.answers.insert(key, answer);
        scores
    }

    /// Takes more away than has to be: the answers are looked through once for many questions, not for each.
    fn make_room(&mut self) {
        let mut last: Vec<(u64, Key)> = self
            .answers
            .iter()
            .map(|(key, answer)| (answer.last, *key))
            .collect();
        last.sort_unstable_by_key(|(last, _)| *last);
        for (_, key) in last {
            if self.touchpoints <= MOST / 4 * 3 {
                break;
            }
            if let Some(answer) = self.answers.remove(&key) {
                self.touchpoints -= answer.touchpoints;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn key(asked: u128) -> Key {
        Key {
            lineage: 1,
            journey: 1,
            catalogue: 1,
            known: 1,
            asked,
        }
    }

    #[test]
    fn who_asks_the_same_gets_the_same_answer_also_while_it_is_reckoned() {
        let mut held = Held::default();
        let first = held.ask(key(1), 40);
        assert!(Arc::ptr_eq(&first, &held.ask(key(1), 40)));
        assert!(!Arc::ptr_eq(&first, &held.ask(key(2), 40)));
        assert_eq!(held.touchpoints, 80);
    }

    #[test]
    fn what_is_asked_again_and_again_stays_while_a_thousand_others_come_and_go() {
        let mut held = Held::default();
        let board = held.ask(key(0), 100);
        for other in 1..=1_000 {
            held.ask(key(other), 100);
            assert!(Arc::ptr_eq(&board, &held.ask(key(0), 100)));
            assert!(
                held.touchpoints <= MOST,
                "{} after {other}",
                held.touchpoints
            );
        }
        assert!(held.answers.contains_key(&key(1_000)));
        assert!(!held.answers.contains_key(&key(1)));
        let sum: usize = held.answers.values().map(|answer| answer.touchpoints).sum();
        assert_eq!(sum, held.touchpoints);
    }

    #[test]
    fn one_answer_that_is_larger_than_all_others_together_may_be_is_given_all_the_same() {
        let mut held = Held::default();
        held.ask(key(1), MOST * 2);
        held.ask(key(2), 10);
        assert!(!held.answers.contains_key(&key(1)));
        assert_eq!(held.touchpoints, 10);
    }
}
