//! Answers on a rating scale, one bin per value.

use serde::{Deserialize, Serialize};

use super::{Counts, Tally, Weight};

/// How often each rating was given. Any integer scale (0–10, 1–5, 1–7, −1…1; half stars as 2–10); the scale
/// itself belongs to the metric. Bins stand in order of their value and none is empty, so equal counts are
/// equal values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "AnyOrder")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ratings {
    bins: Vec<RatingBin>,
}

/// The records that gave one rating.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingBin {
    /// The rating.
    pub value: i32,
    /// The records that gave it.
    pub counts: Counts,
}

/// What a file may hold: bins in any order, repeated or empty.
#[derive(Deserialize)]
struct AnyOrder {
    bins: Vec<RatingBin>,
}

impl From<AnyOrder> for Ratings {
    fn from(read: AnyOrder) -> Self {
        let mut ratings = Self::default();
        for bin in read.bins {
            ratings.merge_bin(&bin);
        }
        ratings
    }
}

impl Ratings {
    /// One answer.
    #[must_use]
    pub fn one(value: i32, weight: Weight) -> Self {
        Self {
            bins: vec![RatingBin {
                value,
                counts: Counts::one(weight),
            }],
        }
    }

    /// Answers that gave one rating, already counted.
    #[must_use]
    pub fn of(value: i32, counts: Counts) -> Self {
        let mut ratings = Self::default();
        ratings.merge_bin(&RatingBin { value, counts });
        ratings
    }

    /// Answers of weight 1, as (rating, how many).
    #[must_use]
    pub fn unweighted(answers: &[(i32, u32)]) -> Self {
        let mut ratings = Self::default();
        for &(value, n) in answers {
            ratings.merge_bin(&RatingBin {
                value,
                counts: Counts::unweighted(n),
            });
        }
        ratings
    }

    /// Counts one more answer, without allocating a tally for it.
    pub fn add(&mut self, value: i32, weight: Weight) {
        self.add_counts(value, Counts::one(weight));
    }

    /// Counts more answers that gave one rating.
    pub fn add_counts(&mut self, value: i32, counts: Counts) {
        self.merge_bin(&RatingBin { value, counts });
    }

    /// The bins in order of their rating, none of them empty.
    #[must_use]
    pub fn bins(&self) -> &[RatingBin] {
        &self.bins
    }

    /// All answers together.
    #[must_use]
    pub fn total(&self) -> Counts {
        self.between(i32::MIN, i32::MAX)
    }

    /// The answers from `low` to `high`, both included.
    #[must_use]
    pub fn between(&self, low: i32, high: i32) -> Counts {
        let inside = self
            .bins
            .iter()
            .filter(|bin| (low..=high).contains(&bin.value));
        Counts::merged(inside.map(|bin| &bin.counts))
    }

    /// Whether every bin is sound (see [`Counts::is_sound`]).
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.bins.iter().all(|bin| bin.counts.is_sound())
    }

    fn merge_bin(&mut self, other: &RatingBin) {
        self.change_bin(other.value, |counts| counts.merge(&other.counts));
    }

    fn change_bin(&mut self, value: i32, change: impl FnOnce(&mut Counts)) {
        match self.bins.binary_search_by_key(&value, |bin| bin.value) {
            Ok(at) => {
                change(&mut self.bins[at].counts);
                if self.bins[at].counts.is_empty() {
                    self.bins.remove(at);
                }
            }
            Err(at) => {
                let mut counts = Counts::default();
                change(&mut counts);
                if !counts.is_empty() {
                    self.bins.insert(at, RatingBin { value, counts });
                }
            }
        }
    }
}

impl Tally for Ratings {
    fn merge(&mut self, other: &Self) {
        for bin in &other.bins {
            self.merge_bin(bin);
        }
    }

    fn retract(&mut self, other: &Self) {
        for bin in &other.bins {
            self.change_bin(bin.value, |counts| counts.retract(&bin.counts));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retracting_the_last_answer_of_a_bin_leaves_no_trace_of_it() {
        let mut ratings = Ratings::unweighted(&[(5, 2)]);
        let answer = Ratings::one(3, Weight::new(0.7).unwrap());
        ratings.merge(&answer);
        ratings.retract(&answer);
        assert_eq!(ratings, Ratings::unweighted(&[(5, 2)]));
    }

    #[test]
    fn a_range_counts_both_of_its_ends() {
        let ratings = Ratings::unweighted(&[(0, 1), (6, 2), (7, 4), (10, 8)]);
        assert_eq!(ratings.between(0, 6).n, 3);
        assert_eq!(ratings.total().n, 15);
    }

    #[test]
    fn bins_are_read_in_any_order_and_repeated() {
        let text = r#"{"bins":[
            {"value":5,"counts":{"n":1,"weight":1000000,"weight_squared":1000000}},
            {"value":1,"counts":{"n":0,"weight":0,"weight_squared":0}},
            {"value":2,"counts":{"n":3,"weight":3000000,"weight_squared":3000000}},
            {"value":5,"counts":{"n":1,"weight":1000000,"weight_squared":1000000}}]}"#;
        let ratings: Ratings = serde_json::from_str(text).unwrap();
        assert_eq!(ratings, Ratings::unweighted(&[(2, 3), (5, 2)]));
    }
}
