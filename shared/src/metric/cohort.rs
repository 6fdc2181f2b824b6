//! What happens to what began on a day: days of records as days of cohorts.

use std::collections::BTreeMap;

use super::{Feed, MetricTally, tally::times};
use crate::tally::{ItemTally, Ratings};

/// Gathers what began, and what happened to it later, by the day on which it began, for [`super::Formula::Within`].
///
/// What began stands on its day. What happened stands on its own day, and its ratings are the days that it took: so both
/// days are known, and neither needs more than tallies of days keep.
#[derive(Clone, Debug)]
pub struct Cohorts {
    within: u32,
    until: i32,
    begun: BTreeMap<i32, i64>,
    happened: Vec<(i32, Ratings)>,
}

impl Cohorts {
    /// Of what began by the day `until`, to whose end it is known what happened, watched for `within` days.
    #[must_use]
    pub fn new(within: u32, until: i32) -> Self {
        Self {
            within,
            until,
            begun: BTreeMap::new(),
            happened: Vec::new(),
        }
    }

    /// Adds what an item counted on a day.
    pub fn add(&mut self, day: i32, feed: Feed, item: &ItemTally) {
        match feed {
            Feed::Exposure => {
                let n = times(item).sum.saturating_add(500).div_euclid(1_000);
                let begun = self.begun.entry(day).or_default();
                *begun = begun.wrapping_add(n);
            }
            Feed::Occurrences => self.happened.push((day, item.ratings.clone())),
            Feed::Values => {}
        }
    }

    /// The days on which something began, each with how long it took. Of what happened to things that nobody counted when they
    /// began, nothing is said.
    #[must_use]
    pub fn days(self) -> BTreeMap<i32, MetricTally> {
        let mut days: BTreeMap<i32, MetricTally> = BTreeMap::new();
        for (day, n) in &self.begun {
            if let Some(watched) = self.watched(*day).filter(|_| *n != 0) {
                days.entry(*day).or_default().life.begin(watched, *n);
            }
        }
        for (day, ratings) in &self.happened {
            for bin in ratings.bins() {
                let (Some(began), Ok(took)) =
                    (day.checked_sub(bin.value), u32::try_from(bin.value))
                else {
                    continue;
                };
                // What happened later than anybody watched did not happen yet.
                let watched = self.watched(began).filter(|watched| took <= *watched);
                let known = days.get_mut(&began).zip(watched);
                if let Some((tally, watched)) = known {
                    tally.life.happen(took, watched, bin.counts.n);
                }
            }
        }
        days
    }

    /// For how many days what began on a day was watched.
    fn watched(&self, began: i32) -> Option<u32> {
        let days = u32::try_from(self.until.checked_sub(began)?).ok()?;
        Some(days.min(self.within))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        interval::Level,
        metric::Formula,
        tally::{Counting, Counts, Tally, Weight},
    };

    const SENT: Feed = Feed::Exposure;
    const BACK: Feed = Feed::Occurrences;

    fn sent(n: i64) -> ItemTally {
        ItemTally::one(Counting::Amount, n * 1_000, Counts::one(Weight::ONE))
    }

    fn back_after(days: &[i64]) -> ItemTally {
        let mut tally = ItemTally::default();
        for day in days {
            tally.add(Counting::Rating, *day, Counts::one(Weight::ONE));
        }
        tally
    }

    #[test]
    fn what_came_back_counts_on_the_day_it_was_sent() {
        // Ten sent on day 100, ten on day 110. On day 112 two came back: one after 12 days, one after 2.
        let mut cohorts = Cohorts::new(30, 200);
        cohorts.add(100, SENT, &sent(10));
        cohorts.add(110, SENT, &sent(10));
        cohorts.add(112, BACK, &back_after(&[12, 2]));
        let days = cohorts.days();
        let rate = |day: i32| {
            let value = Formula::Within { days: 30 }.value(&days[&day], Level::P95);
            value.unwrap()
        };
        assert_eq!(days.keys().copied().collect::<Vec<_>>(), [100, 110]);
        // 1 of 10 with Wilson's interval: .0179 to .4042 (Newcombe 1998, method 3, by hand).
        for day in [100, 110] {
            assert!((rate(day).estimate - 0.1).abs() < 1e-12);
            assert_eq!(rate(day).n, 10);
            assert!((rate(day).interval.unwrap().low - 0.0179).abs() < 5e-5);
            assert!((rate(day).interval.unwrap().high - 0.4042).abs() < 5e-5);
        }
    }

    #[test]
    fn what_was_sent_lately_counts_as_long_as_it_was_watched() {
        // 10 sent on day 0, watched for 30 days: 2 back after 5 days, 1 after 20. 20 sent on day 20, watched for 10 days: 1 back
        // after 5. By hand: 30 at risk on day 5, 3 back; then 8 are watched after day 10, 1 of them back on day 20:
        // S = 27/30 × 7/8 = .7875.
        let mut cohorts = Cohorts::new(30, 30);
        cohorts.add(0, SENT, &sent(10));
        cohorts.add(20, SENT, &sent(20));
        cohorts.add(5, BACK, &back_after(&[5, 5]));
        cohorts.add(20, BACK, &back_after(&[20]));
        cohorts.add(25, BACK, &back_after(&[5]));
        let days = cohorts.days();
        let together = MetricTally::merged(days.values());
        let found = Formula::Within { days: 30 }.value(&together, Level::P95);
        let found = found.unwrap();
        assert!((found.estimate - 0.2125).abs() < 1e-12, "{found:?}");
        assert_eq!(found.n, 30);
        // By the share of what came back so far it would be 4 of 30.
        let lately = Formula::Within { days: 30 }.value(&days[&20], Level::P95);
        assert_eq!(lately, None, "nobody watched them for 30 days");
        let soon = Formula::Within { days: 10 }.value(&days[&20], Level::P95);
        assert!((soon.unwrap().estimate - 0.05).abs() < 1e-12);
    }

    #[test]
    fn what_is_not_known_yet_or_never_began_says_nothing() {
        let mut cohorts = Cohorts::new(30, 10);
        cohorts.add(0, SENT, &sent(4));
        // Sent after the last day that is known.
        cohorts.add(11, SENT, &sent(9));
        // After that day too, so not known yet.
        cohorts.add(12, BACK, &back_after(&[12]));
        // Of something that nobody counted when it was sent.
        cohorts.add(9, BACK, &back_after(&[7]));
        let days = cohorts.days();
        assert_eq!(days.keys().copied().collect::<Vec<_>>(), [0]);
        let life = &days[&0].life;
        assert_eq!((life.begun(), life.is_sound()), (4, true));
        assert!(life.is_watched(10) && !life.is_watched(11));
    }
}
