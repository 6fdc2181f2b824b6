//! What was counted of one item: its ratings or its amounts.

use super::{AnyTally, Counts, Moments, Ratings, Tally, Weight};

/// What was counted of an item. One of the two is empty, because an item is either rated or measured; both stand here so
/// that merging has no case in which it must refuse.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemTally {
    /// Answers on its scale.
    pub ratings: Ratings,
    /// Its amounts.
    pub amounts: Moments,
}

/// How the values of an item are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// A value is a rating.
    Rating,
    /// A value is an amount.
    Amount,
    /// A value says how many gave this rating.
    Times(i32),
}

impl ItemTally {
    /// One value of an item.
    #[must_use]
    pub fn one(counting: Counting, value: i64, counts: Counts) -> Self {
        let mut tally = Self::default();
        tally.add(counting, value, counts);
        tally
    }

    /// Counts one more value. A rating beyond all scales, or fewer than no answers, counts for nothing: neither is ever
    /// stored.
    pub fn add(&mut self, counting: Counting, value: i64, counts: Counts) {
        match counting {
            Counting::Rating => {
                if let Ok(rating) = i32::try_from(value) {
                    self.ratings.add_counts(rating, counts);
                }
            }
            Counting::Amount => self.amounts.merge(&Moments::one(value)),
            Counting::Times(rating) => self.ratings.add_counts(rating, times(value)),
        }
    }

    /// Takes one value back.
    pub fn take(&mut self, counting: Counting, value: i64, counts: Counts) {
        self.retract(&Self::one(counting, value, counts));
    }
}

/// Answers of weight 1.
fn times(n: i64) -> Counts {
    let n = n.max(0);
    let weight = n.wrapping_mul(Weight::ONE.millionths());
    Counts {
        n,
        weight,
        weight_squared: weight,
    }
}

impl Tally for ItemTally {
    fn merge(&mut self, other: &Self) {
        self.ratings.merge(&other.ratings);
        self.amounts.merge(&other.amounts);
    }

    fn retract(&mut self, other: &Self) {
        self.ratings.retract(&other.ratings);
        self.amounts.retract(&other.amounts);
    }
}

impl From<ItemTally> for AnyTally {
    fn from(tally: ItemTally) -> Self {
        if tally.amounts.is_empty() {
            Self::Ratings(tally.ratings)
        } else {
            Self::Moments(tally.amounts)
        }
    }
}

impl TryFrom<AnyTally> for ItemTally {
    /// The kind that no item has.
    type Error = &'static str;

    fn try_from(tally: AnyTally) -> Result<Self, Self::Error> {
        match tally {
            AnyTally::Ratings(ratings) => Ok(Self {
                ratings,
                amounts: Moments::default(),
            }),
            AnyTally::Moments(amounts) => Ok(Self {
                ratings: Ratings::default(),
                amounts,
            }),
            AnyTally::Counts(_) | AnyTally::Hits(_) | AnyTally::Rate(_) => Err(tally.kind()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_of_counts_is_as_many_answers() {
        let mut tally = ItemTally::default();
        tally.add(Counting::Times(10), 200, Counts::one(Weight::ONE));
        tally.add(Counting::Times(0), 95, Counts::one(Weight::ONE));
        assert_eq!(tally.ratings, Ratings::unweighted(&[(0, 95), (10, 200)]));
        tally.take(Counting::Times(0), 95, Counts::one(Weight::ONE));
        assert_eq!(tally.ratings, Ratings::unweighted(&[(10, 200)]));
    }

    #[test]
    fn what_is_stored_comes_back() {
        let counts = Counts::one(Weight::new(2.5).unwrap());
        for (counting, value) in [(Counting::Rating, 4), (Counting::Amount, 19_900)] {
            let tally = ItemTally::one(counting, value, counts);
            let stored = AnyTally::from(tally.clone()).to_json().unwrap();
            let read = AnyTally::from_json(&stored).unwrap();
            assert_eq!(ItemTally::try_from(read), Ok(tally));
        }
    }
}
