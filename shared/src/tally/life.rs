//! How long it took until something happened, and how long others were watched without it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Tally;

/// What ended on one day of life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// Those to which it happened on this day.
    pub happened: i64,
    /// Those that were watched no longer than to the end of this day, and to which it had not happened.
    pub censored: i64,
}

/// A life table: by the day since each began, those to which it happened and those that were lost from sight.
///
/// Cohorts that began on different days add up, each watched as long as it was: the number at risk on a day is what ends on
/// it or later.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Life {
    /// In order of the day, none of them empty.
    ends: BTreeMap<u32, End>,
}

impl Life {
    /// `n` that began and were watched for so many days after it, without it so far.
    pub fn begin(&mut self, watched: u32, n: i64) {
        self.add(watched, |end| end.censored = end.censored.wrapping_add(n));
    }

    /// To `n` of those that were watched for so many days it happened on a day of them.
    pub fn happen(&mut self, day: u32, watched: u32, n: i64) {
        self.add(day, |end| end.happened = end.happened.wrapping_add(n));
        self.begin(watched, n.wrapping_neg());
    }

    fn add(&mut self, day: u32, change: impl FnOnce(&mut End)) {
        let end = self.ends.entry(day).or_default();
        change(end);
        if *end == End::default() {
            self.ends.remove(&day);
        }
    }

    /// What ended, in order of the day.
    pub fn ends(&self) -> impl DoubleEndedIterator<Item = (u32, End)> + '_ {
        self.ends.iter().map(|(day, end)| (*day, *end))
    }

    /// All that began.
    #[must_use]
    pub fn begun(&self) -> i64 {
        let all = self.ends.values();
        all.fold(0, |sum, end| {
            sum.wrapping_add(end.happened).wrapping_add(end.censored)
        })
    }

    /// Whether everything was watched for so many days, but for that to which it happened.
    #[must_use]
    pub fn is_watched(&self, days: u32) -> bool {
        let mut early = self.ends.range(..days);
        early.all(|(_, end)| end.censored == 0)
    }

    /// Whether real lives can have made this: nothing ended less than no times.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let mut ends = self.ends.values();
        ends.all(|end| end.happened >= 0 && end.censored >= 0)
    }
}

impl Tally for Life {
    fn merge(&mut self, other: &Self) {
        for (day, of) in &other.ends {
            self.add(*day, |end| {
                end.happened = end.happened.wrapping_add(of.happened);
                end.censored = end.censored.wrapping_add(of.censored);
            });
        }
    }

    fn retract(&mut self, other: &Self) {
        for (day, of) in &other.ends {
            self.add(*day, |end| {
                end.happened = end.happened.wrapping_sub(of.happened);
                end.censored = end.censored.wrapping_sub(of.censored);
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_began_was_lost_from_sight_unless_it_happened() {
        let mut life = Life::default();
        life.begin(30, 10);
        life.happen(4, 30, 3);
        let ends: Vec<(u32, i64, i64)> = life
            .ends()
            .map(|(day, end)| (day, end.happened, end.censored))
            .collect();
        assert_eq!(ends, [(4, 3, 0), (30, 0, 7)]);
        assert_eq!(life.begun(), 10);
        assert!(life.is_sound());
    }

    #[test]
    fn a_cohort_is_watched_when_nothing_was_lost_from_sight_before() {
        let mut life = Life::default();
        life.begin(30, 10);
        life.happen(4, 30, 3);
        assert!(life.is_watched(30));
        assert!(!life.is_watched(31));
        life.begin(12, 1);
        assert!(!life.is_watched(30));
    }

    #[test]
    fn more_happened_than_began_is_not_sound() {
        let mut life = Life::default();
        life.begin(30, 1);
        life.happen(4, 30, 2);
        assert!(!life.is_sound());
    }
}
