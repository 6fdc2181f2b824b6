//! Token buckets, one for each key: a burst at once, and then so much in a time.

use std::{
    collections::HashMap,
    hash::Hash,
    mem,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How often something may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// So often at once; 0 counts as 1.
    pub burst: u32,
    /// And once more after this time each.
    pub every: Duration,
}

/// Buckets that are kept in memory, for a bounded number of keys. When there are too many, those go that nothing was taken from
/// for longest: a key that comes back finds a full one.
#[derive(Debug)]
pub struct Buckets<K> {
    rate: Rate,
    /// How many keys each of the two generations may have.
    most: usize,
    kept: Mutex<Kept<K>>,
}

/// When the bucket of each key will be full again, which is all that there is to know of it. Whatever is used is young; when there are
/// too many, the young ones become the old ones, and the old ones go.
#[derive(Debug)]
struct Kept<K> {
    young: HashMap<K, Instant>,
    old: HashMap<K, Instant>,
}

impl<K: Eq + Hash> Buckets<K> {
    /// Full buckets for at most so many keys (two at least).
    #[must_use]
    pub fn new(rate: Rate, keys: usize) -> Self {
        Self {
            rate,
            most: (keys / 2).max(1),
            kept: Mutex::new(Kept {
                young: HashMap::new(),
                old: HashMap::new(),
            }),
        }
    }

    /// Takes a token from the bucket of the key.
    ///
    /// # Errors
    /// There is none: after how long there will be one. What is refused costs nothing.
    pub fn take(&self, key: K, now: Instant) -> Result<(), Duration> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let old = kept.old.remove(&key);
        let full = kept.young.get(&key).copied().or(old);
        // A clock that stands still or that another thread read earlier gives nothing and takes nothing.
        let full = full.map_or(now, |full| full.max(now));
        let missing = full.saturating_duration_since(now);
        let most = self
            .rate
            .every
            .saturating_mul(self.rate.burst.saturating_sub(1));
        let wait = missing.checked_sub(most).filter(|wait| !wait.is_zero());
        let full = if wait.is_some() {
            full
        } else {
            full.checked_add(self.rate.every).unwrap_or(full)
        };
        if kept.young.len() >= self.most && !kept.young.contains_key(&key) {
            kept.old = mem::take(&mut kept.young);
        }
        kept.young.insert(key, full);
        wait.map_or(Ok(()), Err)
    }

    #[cfg(test)]
    fn keys(&self) -> usize {
        let kept = self.kept.lock().unwrap();
        kept.young.len() + kept.old.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn buckets(burst: u32, keys: usize) -> Buckets<u32> {
        let every = 3 * SECOND;
        Buckets::new(Rate { burst, every }, keys)
    }

    #[test]
    fn a_burst_passes_at_once_and_then_one_in_its_time() {
        let (buckets, start) = (buckets(3, 10), Instant::now());
        for _ in 0..3 {
            assert_eq!(buckets.take(1, start), Ok(()));
        }
        assert_eq!(buckets.take(1, start), Err(3 * SECOND));
        assert_eq!(buckets.take(1, start + SECOND), Err(2 * SECOND));
        assert_eq!(buckets.take(2, start + SECOND), Ok(()));
        assert_eq!(buckets.take(1, start + 3 * SECOND), Ok(()));
        assert_eq!(buckets.take(1, start + 3 * SECOND), Err(3 * SECOND));
        let later = start + 100 * SECOND;
        for _ in 0..3 {
            assert_eq!(buckets.take(1, later), Ok(()), "never more than full");
        }
        assert_eq!(buckets.take(1, later), Err(3 * SECOND));
    }

    #[test]
    fn what_is_refused_costs_nothing() {
        let (buckets, start) = (buckets(1, 10), Instant::now());
        assert_eq!(buckets.take(1, start), Ok(()));
        for _ in 0..1_000 {
            assert_eq!(buckets.take(1, start), Err(3 * SECOND));
        }
        assert_eq!(buckets.take(1, start + 3 * SECOND), Ok(()));
    }

    #[test]
    fn a_clock_that_stands_still_or_goes_back_gives_nothing() {
        let (buckets, start) = (buckets(2, 10), Instant::now() + 10 * SECOND);
        assert_eq!(buckets.take(1, start), Ok(()));
        assert_eq!(buckets.take(1, start - 10 * SECOND), Err(10 * SECOND));
        assert_eq!(buckets.take(1, start), Ok(()));
        assert_eq!(buckets.take(1, start), Err(3 * SECOND));
    }

    #[test]
    fn a_flood_of_keys_is_bounded_and_spares_what_is_in_use() {
        let (buckets, start) = (buckets(1, 100), Instant::now());
        assert_eq!(buckets.take(0, start), Ok(()));
        for key in 1..100_000 {
            assert_eq!(buckets.take(key, start), Ok(()), "{key}");
            assert!(buckets.keys() <= 100);
            if key % 10 == 0 {
                assert!(buckets.take(0, start).is_err(), "{key}");
            }
        }
        // Nobody asked for it any more, and it was thrown out.
        assert_eq!(buckets.take(1, start), Ok(()));
    }

    #[test]
    fn the_strangest_rates_neither_panic_nor_let_everything_through() {
        let start = Instant::now();
        for (burst, every) in [
            (0, SECOND),
            (1, SECOND),
            (u32::MAX, Duration::MAX),
            (1, Duration::MAX),
        ] {
            let buckets = Buckets::new(Rate { burst, every }, 0);
            assert_eq!(buckets.take(1, start), Ok(()));
            if burst < 2 && every == SECOND {
                assert_eq!(buckets.take(1, start), Err(SECOND));
            }
        }
        let unlimited = Buckets::new(
            Rate {
                burst: 1,
                every: Duration::ZERO,
            },
            10,
        );
        for _ in 0..10 {
            assert_eq!(unlimited.take(1, start), Ok(()));
        }
    }
}
