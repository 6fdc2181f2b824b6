//! Tallies of a month as bytes: a version, then what each group counted, on each day or in all.
//!
//! Small integers are what tallies are made of, so that a varint each is a tenth of the same in JSON and read without
//! looking for names. Knows nothing of the store.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use shared::{
    locale::Date,
    tally::{Counts, ItemTally, Moments, RatingBin, Tally},
};

use crate::store::StoreError;

/// The version that is written.
const VERSION: u8 = 1;
/// A weight of 1.
const MILLIONTHS: i64 = 1_000_000;
const WHAT: &str = "the tallies of a month";

/// Months since January 1970.
pub(crate) type Month = i32;

/// What one group counted.
pub(crate) type Counted = (i64, ItemTally);

/// The tallies of an item in a month, as a row keeps them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Packed {
    pub(crate) total: Vec<u8>,
    pub(crate) days: Vec<u8>,
}

/// What a group counted, as it is written; [`How`] has the same cases in the same order.
#[derive(Serialize)]
enum Stored {
    /// Ratings of weight 1: value and how many.
    Plain(Vec<(i32, i64)>),
    /// Ratings of any weight.
    Weighted(Vec<Bin>),
    /// Amounts: how many, their sum, the sum of their squares.
    Amounts(i64, i64, i128),
    /// Both, which no item has.
    Both(Vec<Bin>, (i64, i64, i128)),
}

/// How a group's counts stand there, as it is read.
#[derive(Deserialize)]
enum How {
    Plain,
    Weighted,
    Amounts,
    Both,
}

/// Value, how many, their weight, and the sum of the weights' squares, in millionths.
type Bin = (i32, i64, i64, i64);

/// A group's dimension set and what it counted.
type StoredGroup = (i64, Stored);

/// The month that a day is in.
pub(crate) fn month_of(day: i32) -> Month {
    // Days beyond the calendar are refused when a record is read; here they only have to have one place each.
    Date::from_days(day).map_or(day.div_euclid(31), |date| {
        (date.year() - 1970) * 12 + date.month() as i32 - 1
    })
}

/// The first and the last day of a month.
pub(crate) fn days_of(month: Month) -> Option<(i32, i32)> {
    let first = |month: Month| {
        let year = 1970 + month.div_euclid(12);
        let month = month.rem_euclid(12).unsigned_abs() + 1;
        Date::new(year, month, 1).ok().map(Date::to_days)
    };
    Some((first(month)?, first(month.checked_add(1)?)? - 1))
}

/// Packs the tallies of one item in one month, by day and group; empty ones are left out. `None` where all are empty.
pub(crate) fn pack(days: &[(i32, Vec<Counted>)]) -> Result<Option<Packed>, StoreError> {
    let mut sums: BTreeMap<i64, ItemTally> = BTreeMap::new();
    let mut stored: Vec<(i32, Vec<StoredGroup>)> = Vec::with_capacity(days.len());
    for (day, groups) in days {
        let filled = groups.iter().filter(|(_, tally)| !tally.is_empty());
        let mut kept = Vec::with_capacity(groups.len());
        for (group, tally) in filled {
            sums.entry(*group).or_default().merge(tally);
            kept.push((*group, Stored::from(tally)));
        }
        if !kept.is_empty() {
            stored.push((*day, kept));
        }
    }
    if stored.is_empty() {
        return Ok(None);
    }
    let total: Vec<StoredGroup> = sums
        .iter()
        .filter(|(_, tally)| !tally.is_empty())
        .map(|(group, tally)| (*group, Stored::from(tally)))
        .collect();
    Ok(Some(Packed {
        total: write(&total)?,
        days: write(&stored)?,
    }))
}

/// What one rating or all amounts of a group come to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Piece {
    /// Answers that gave this rating.
    Rated(i32, Counts),
    /// Amounts.
    Measured(Moments),
}

impl Piece {
    /// Counts it.
    pub(crate) fn add_to(self, tally: &mut ItemTally) {
        match self {
            Self::Rated(rating, counts) => tally.ratings.add_counts(rating, counts),
            Self::Measured(amounts) => tally.amounts.merge(&amounts),
        }
    }
}

/// Hands over what each group counted in all of the month, piece by piece: thousands of small tallies, each of which would
/// have to be made only to be added to another.
pub(crate) fn each_of_total(
    bytes: &[u8],
    mut each: impl FnMut(i64, Piece),
) -> Result<(), StoreError> {
    let mut content = Content::of(bytes)?;
    content.groups(&mut each)?;
    content.end()
}

/// Hands over what each group counted on each day.
pub(crate) fn each_of_days(
    bytes: &[u8],
    mut each: impl FnMut(i32, i64, Piece),
) -> Result<(), StoreError> {
    let mut content = Content::of(bytes)?;
    for _ in 0..content.next::<usize>()? {
        let day = content.next()?;
        content.groups(&mut |group, piece| each(day, group, piece))?;
    }
    content.end()
}

/// What is left of a month's bytes: the numbers that postcard wrote, one after the other.
struct Content<'a>(&'a [u8]);

impl<'a> Content<'a> {
    fn of(bytes: &'a [u8]) -> Result<Self, StoreError> {
        match bytes.split_first() {
            None => Err(damaged("empty")),
            Some((&VERSION, content)) => Ok(Self(content)),
            Some((&version, _)) if version > VERSION => {
                Err(StoreError::newer(WHAT, u64::from(version), VERSION))
            }
            Some((version, _)) => Err(damaged(format!("version {version}"))),
        }
    }

    fn next<T: DeserializeOwned>(&mut self) -> Result<T, StoreError> {
        let (content, left) = postcard::take_from_bytes(self.0).map_err(damaged)?;
        self.0 = left;
        Ok(content)
    }

    fn groups(&mut self, each: &mut impl FnMut(i64, Piece)) -> Result<(), StoreError> {
        for _ in 0..self.next::<usize>()? {
            let group = self.next()?;
            let how: How = self.next()?;
            match how {
                How::Plain => {
                    for _ in 0..self.next::<usize>()? {
                        let (rating, n) = self.next()?;
                        each(group, Piece::Rated(rating, plain(n)));
                    }
                }
                How::Weighted | How::Both => {
                    for _ in 0..self.next::<usize>()? {
                        let (rating, n, weight, weight_squared) = self.next::<Bin>()?;
                        let counts = Counts {
                            n,
                            weight,
                            weight_squared,
                        };
                        each(group, Piece::Rated(rating, counts));
                    }
                }
                How::Amounts => {}
            }
            if matches!(how, How::Amounts | How::Both) {
                let (n, sum, squares) = self.next()?;
                each(group, Piece::Measured(Moments { n, sum, squares }));
            }
        }
        Ok(())
    }

    fn end(self) -> Result<(), StoreError> {
        match self.0.len() {
            0 => Ok(()),
            left => Err(damaged(format!("{left} bytes left over"))),
        }
    }
}

fn damaged(reason: impl std::fmt::Display) -> StoreError {
    StoreError::damaged(format!("{WHAT}: {reason}"))
}

fn write<T: Serialize>(content: &T) -> Result<Vec<u8>, StoreError> {
    postcard::to_extend(content, vec![VERSION]).map_err(StoreError::damaged)
}

impl From<&ItemTally> for Stored {
    fn from(tally: &ItemTally) -> Self {
        let bins = tally.ratings.bins();
        let Moments { n, sum, squares } = tally.amounts;
        if bins.is_empty() {
            return Self::Amounts(n, sum, squares);
        }
        let weighted = || bins.iter().map(weighted).collect();
        if !tally.amounts.is_empty() {
            return Self::Both(weighted(), (n, sum, squares));
        }
        if bins.iter().all(|bin| bin.counts == plain(bin.counts.n)) {
            return Self::Plain(bins.iter().map(|bin| (bin.value, bin.counts.n)).collect());
        }
        Self::Weighted(weighted())
    }
}

const fn weighted(bin: &RatingBin) -> Bin {
    let Counts {
        n,
        weight,
        weight_squared,
    } = bin.counts;
    (bin.value, n, weight, weight_squared)
}

/// So many answers of weight 1.
const fn plain(n: i64) -> Counts {
    let weight = n.wrapping_mul(MILLIONTHS);
    Counts {
        n,
        weight,
        weight_squared: weight,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use shared::tally::Ratings;

    use super::*;

    fn rated(answers: &[(i32, u32)]) -> ItemTally {
        ItemTally {
            ratings: Ratings::unweighted(answers),
            ..ItemTally::default()
        }
    }

    fn total(bytes: &[u8]) -> Result<Vec<Counted>, StoreError> {
        let mut groups: BTreeMap<i64, ItemTally> = BTreeMap::new();
        each_of_total(bytes, |group, piece| {
            piece.add_to(groups.entry(group).or_default());
        })?;
        Ok(groups.into_iter().collect())
    }

    fn days(bytes: &[u8]) -> Result<Vec<(i32, Vec<Counted>)>, StoreError> {
        let mut days: BTreeMap<i32, BTreeMap<i64, ItemTally>> = BTreeMap::new();
        each_of_days(bytes, |day, group, piece| {
            piece.add_to(days.entry(day).or_default().entry(group).or_default());
        })?;
        let day =
            |(day, groups): (i32, BTreeMap<i64, ItemTally>)| (day, groups.into_iter().collect());
        Ok(days.into_iter().map(day).collect())
    }

    fn one_day(tally: ItemTally) -> Packed {
        pack(&[(0, vec![(1, tally)])]).unwrap().unwrap()
    }

    #[test]
    fn months_are_those_of_the_calendar() {
        let day = |text: &str| text.parse::<Date>().unwrap().to_days();
        for (first, last, month) in [
            ("1970-01-01", "1970-01-31", 0),
            ("1969-12-01", "1969-12-31", -1),
            ("2024-02-01", "2024-02-29", 649),
            ("2026-12-01", "2026-12-31", 683),
        ] {
            assert_eq!(month_of(day(first)), month, "{first}");
            assert_eq!(month_of(day(last)), month, "{last}");
            assert_eq!(days_of(month), Some((day(first), day(last))));
        }
    }

    #[test]
    fn a_few_answers_take_a_few_bytes() {
        // Version; one day; 0; one group; 1; plain; two bins of a byte each for value and count.
        assert_eq!(one_day(rated(&[(0, 3), (5, 7)])).days.len(), 11);
    }

    #[test]
    fn the_total_is_the_days_together() {
        let days = [
            (3, vec![(1, rated(&[(5, 2)])), (2, rated(&[(1, 1)]))]),
            (
                4,
                vec![(1, rated(&[(5, 1), (4, 1)])), (7, ItemTally::default())],
            ),
            (5, vec![(7, ItemTally::default())]),
        ];
        let packed = pack(&days).unwrap().unwrap();
        assert_eq!(
            total(&packed.total).unwrap(),
            [(1, rated(&[(4, 1), (5, 3)])), (2, rated(&[(1, 1)]))]
        );
        let kept = super::tests::days(&packed.days).unwrap();
        assert_eq!(kept.len(), 2, "a day on which nothing is left is not kept");
        assert_eq!(kept[1], (4, vec![(1, rated(&[(5, 1), (4, 1)]))]));
        assert_eq!(pack(&[(5, vec![(7, ItemTally::default())])]).unwrap(), None);
    }

    #[test]
    fn damaged_and_newer_bytes_are_refused() {
        let good = one_day(rated(&[(5, 2)])).days;
        let mut newer = good.clone();
        newer[0] = 2;
        let refused = days(&newer).unwrap_err();
        assert!(
            matches!(refused, StoreError::NewerContent { .. }),
            "{refused}"
        );
        let mut longer = good.clone();
        longer.push(0);
        let damaged: [&[u8]; 5] = [&[], &[1], &[0, 0], &good[..good.len() - 1], &longer];
        for bytes in damaged {
            let refused = days(bytes).unwrap_err();
            assert!(
                matches!(refused, StoreError::Damaged { .. }),
                "{bytes:?}: {refused}"
            );
            assert!(
                refused.to_string().contains("tallies of a month"),
                "{refused}"
            );
        }
    }

    fn any_tally() -> impl Strategy<Value = ItemTally> {
        let plain = (-200..200_i32, any::<i64>()).prop_map(|(value, n)| (value, super::plain(n)));
        let counts = (any::<i64>(), any::<i64>(), any::<i64>());
        let weighted = (any::<i32>(), counts).prop_map(|(value, (n, weight, weight_squared))| {
            let counts = Counts {
                n,
                weight,
                weight_squared,
            };
            (value, counts)
        });
        let bins = prop_oneof![
            prop::collection::vec(plain, 0..4),
            prop::collection::vec(weighted, 0..3)
        ];
        let amounts = (any::<i64>(), any::<i64>(), any::<i128>());
        let amounts = prop_oneof![Just((0, 0, 0)), amounts];
        (bins, amounts).prop_map(|(bins, (n, sum, squares))| {
            let mut tally = ItemTally {
                amounts: Moments { n, sum, squares },
                ..ItemTally::default()
            };
            for (value, counts) in bins {
                tally.ratings.add_counts(value, counts);
            }
            tally
        })
    }

    proptest! {
        #[test]
        fn whatever_was_counted_comes_back(
            tallies in prop::collection::vec((0..31_i32, 0..4_i64, any_tally()), 0..20)
        ) {
            let mut all: BTreeMap<i32, Vec<Counted>> = BTreeMap::new();
            for (day, group, tally) in tallies {
                let groups = all.entry(day).or_default();
                if !groups.iter().any(|(other, _)| *other == group) {
                    groups.push((group, tally));
                }
            }
            let all: Vec<(i32, Vec<Counted>)> = all.into_iter().collect();
            let Some(packed) = pack(&all).unwrap() else {
                prop_assert!(all.iter().flat_map(|(_, groups)| groups).all(|(_, tally)| tally.is_empty()));
                return Ok(());
            };
            let back = days(&packed.days).unwrap();
            let filled: Vec<(i32, Vec<Counted>)> = all
                .into_iter()
                .map(|(day, mut groups)| {
                    groups.retain(|(_, tally)| !tally.is_empty());
                    groups.sort_by_key(|(group, _)| *group);
                    (day, groups)
                })
                .filter(|(_, groups)| !groups.is_empty())
                .collect();
            prop_assert_eq!(&back, &filled);
            for (group, sum) in total(&packed.total).unwrap() {
                let own = filled.iter().flat_map(|(_, groups)| groups);
                let own = own.filter(|(other, _)| *other == group).map(|(_, tally)| tally);
                prop_assert_eq!(sum, ItemTally::merged(own));
            }
        }

        #[test]
        fn no_bytes_make_it_fall(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let mut bytes = bytes;
            bytes.insert(0, VERSION);
            let _ = (days(&bytes), total(&bytes));
        }
    }
}
