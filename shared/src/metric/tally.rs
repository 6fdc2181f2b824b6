//! What feeds a metric, together: ratings, amounts, and how often something happened over how much exposure.

use crate::tally::{ItemTally, Life, Moments, Ratings, Tally};

/// How an item feeds its metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feed {
    /// By its ratings, or by its amounts as the metric's own number.
    Values,
    /// By how often something happened.
    Occurrences,
    /// By how often it could have happened.
    Exposure,
}

/// All that feeds a metric. A commutative group, so that days gather into periods and groups into a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetricTally {
    /// Answers.
    pub ratings: Ratings,
    /// Amounts, in small units of the metric's unit.
    pub amounts: Moments,
    /// How often something happened, in thousandths.
    pub occurrences: Moments,
    /// How often it could have happened, in thousandths.
    pub exposure: Moments,
    /// How long it took, of what began on the days that this is of ([`super::Cohorts`]).
    pub life: Life,
}

impl MetricTally {
    /// Adds what an item counted.
    pub fn feed(&mut self, feed: Feed, item: &ItemTally) {
        match feed {
            Feed::Values => {
                self.ratings.merge(&item.ratings);
                self.amounts.merge(&item.amounts);
            }
            Feed::Occurrences => self.occurrences.merge(&times(item)),
            Feed::Exposure => self.exposure.merge(&times(item)),
        }
    }
}

/// How often: the amounts; of a rated item, the records that answered.
pub(super) fn times(item: &ItemTally) -> Moments {
    let n = item.ratings.total().n;
    let mut times = item.amounts;
    times.merge(&Moments {
        n,
        sum: n.wrapping_mul(1_000),
        squares: i128::from(n).wrapping_mul(1_000_000),
    });
    times
}

impl From<Ratings> for MetricTally {
    fn from(ratings: Ratings) -> Self {
        Self {
            ratings,
            ..Self::default()
        }
    }
}

impl Tally for MetricTally {
    fn merge(&mut self, other: &Self) {
        self.ratings.merge(&other.ratings);
        self.amounts.merge(&other.amounts);
        self.occurrences.merge(&other.occurrences);
        self.exposure.merge(&other.exposure);
        self.life.merge(&other.life);
    }

    fn retract(&mut self, other: &Self) {
        self.ratings.retract(&other.ratings);
        self.amounts.retract(&other.amounts);
        self.occurrences.retract(&other.occurrences);
        self.exposure.retract(&other.exposure);
        self.life.retract(&other.life);
    }
}
