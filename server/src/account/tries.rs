//! How often something may be tried that can be guessed: a password, a code, a letter asked for.
//!
//! Kept in memory for each account (by what was typed, so that it is the same where there is no such account). After a few wrong tries
//! each further one has to wait, longer each time, so that guessing is slow and nobody is locked out for long. What an address may do
//! is limited at the edge.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use shared::api::{ApiError, ErrorCode};

use super::secret::{Fingerprint, fingerprint};

/// Wrong tries that cost nothing.
const FREE: u32 = 5;
/// The first wait, in milliseconds; each further wrong try doubles it.
const FIRST_WAIT: i64 = 2_000;
/// The longest wait, in milliseconds.
const LONGEST_WAIT: i64 = 15 * 60 * 1_000;
/// After so long without a wrong try, all is forgotten.
const FORGOTTEN: i64 = 60 * 60 * 1_000;
/// Accounts that are remembered.
const MOST: usize = 20_000;

#[derive(Debug, Clone, Copy)]
struct Tried {
    wrong: u32,
    last: i64,
}

/// What was tried, by what it was tried at.
#[derive(Debug, Default)]
pub(super) struct Tries(Mutex<HashMap<Fingerprint, Tried>>);

impl Tries {
    /// Counts a try at `what` before it is made, and refuses it if it comes too soon. Whoever succeeds calls [`Tries::forgive`].
    ///
    /// # Errors
    /// [`ErrorCode::TooMany`] with the seconds to wait.
    pub(super) fn count(&self, what: &str, now: i64) -> Result<(), ApiError> {
        let key = fingerprint(what);
        let mut tried = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tried.len() >= MOST && !tried.contains_key(&key) {
            tried.retain(|_, one| now.saturating_sub(one.last) < FORGOTTEN && one.last <= now);
            // A flood of names that nobody has: those that were tried least are let go.
            if tried.len() >= MOST {
                let least = tried
                    .values()
                    .map(|one| one.wrong)
                    .min()
                    .unwrap_or_default();
                tried.retain(|_, one| one.wrong > least);
            }
        }
        let one = tried.entry(key).or_insert(Tried {
            wrong: 0,
            last: now,
        });
        // Also when the clock was set back.
        if now.saturating_sub(one.last) >= FORGOTTEN || one.last > now {
            *one = Tried {
                wrong: 0,
                last: now,
            };
        }
        if one.wrong >= FREE {
            let doublings = (one.wrong - FREE).min(20);
            let wait = (FIRST_WAIT << doublings).min(LONGEST_WAIT);
            let left = one.last.saturating_add(wait).saturating_sub(now);
            if left > 0 {
                let seconds = (left + 999) / 1_000;
                return Err(ApiError::new(ErrorCode::TooMany).with("retry_after", seconds));
            }
        }
        one.wrong += 1;
        one.last = now;
        Ok(())
    }

    /// Forgets what was tried at `what`: it was right.
    pub(super) fn forgive(&self, what: &str) {
        let mut tried = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tried.remove(&fingerprint(what));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(refused: &ApiError) -> i64 {
        assert_eq!(refused.code, ErrorCode::TooMany);
        refused.args["retry_after"].parse().unwrap()
    }

    #[test]
    fn after_five_wrong_tries_each_waits_twice_as_long_as_the_one_before() {
        let tries = Tries::default();
        for _ in 0..5 {
            tries.count("ana", 0).unwrap();
        }
        assert_eq!(wait(&tries.count("ana", 0).unwrap_err()), 2);
        assert_eq!(wait(&tries.count("ana", 1_500).unwrap_err()), 1);
        tries.count("ana", 2_000).unwrap();
        assert_eq!(wait(&tries.count("ana", 2_000).unwrap_err()), 4);
        tries.count("bea", 2_000).unwrap();
    }

    #[test]
    fn no_wait_is_longer_than_a_quarter_of_an_hour_and_all_is_forgotten_after_an_hour() {
        let tries = Tries::default();
        let mut now = 0;
        for _ in 0..40 {
            while tries.count("ana", now).is_err() {
                now += 60_000;
            }
        }
        assert!(wait(&tries.count("ana", now).unwrap_err()) <= 900);
        tries.count("ana", now + FORGOTTEN).unwrap();
        tries.count("ana", now + FORGOTTEN).unwrap();
    }

    #[test]
    fn whoever_was_right_begins_anew_and_a_clock_that_is_set_back_locks_nobody_out() {
        let tries = Tries::default();
        for _ in 0..5 {
            tries.count("ana", 1_000_000_000).unwrap();
        }
        tries.count("ana", 5).unwrap();
        for _ in 0..4 {
            tries.count("ana", 5).unwrap();
        }
        assert!(tries.count("ana", 5).is_err());
        tries.forgive("ana");
        tries.count("ana", 5).unwrap();
    }

    #[test]
    fn a_flood_of_names_takes_bounded_room_and_frees_nobody_who_was_guessed_at() {
        let tries = Tries::default();
        for _ in 0..5 {
            tries.count("ana", 0).unwrap();
        }
        for number in 0..(2 * MOST) {
            tries.count(&number.to_string(), 1).unwrap();
        }
        assert!(tries.0.lock().unwrap().len() <= MOST);
        assert!(tries.count("ana", 1).is_err());
    }
}
