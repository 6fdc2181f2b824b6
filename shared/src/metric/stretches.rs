//! Which numbers about people may be told: whole months, those of too few people counted together with the next.
//!
//! Whoever may ask for many ranges of days, or for many groups, takes one answer from another and so learns of those between.
//! So what may be asked for does not depend on the question: the months of a metric are put together into *stretches*, each of
//! at least so many people, once for all. Every answer is made of whole stretches. Of two answers, one of which is in the
//! other, the difference is then nobody, or at least as many. Knows nothing of what is counted.

use std::collections::{BTreeMap, BTreeSet};

use crate::locale::Date;

/// After so many months groups are told even where that leaves most of them out.
const SEASON: usize = 3;
/// And after so many, whatever comes of it.
const YEAR: usize = 12;

/// How many people answered, by the first day of the month and by group.
pub type Months<G> = BTreeMap<Date, BTreeMap<G, u64>>;

/// Months next to each other, told as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The first day of its first month.
    pub first: Date,
    /// The first day of its last month.
    pub last: Date,
}

impl Stretch {
    fn has(self, month: Date) -> bool {
        (self.first..=self.last).contains(&month)
    }
}

/// A stretch and the groups that are told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split<G> {
    /// Its months.
    pub months: Stretch,
    /// Groups of which enough answered, such that the rest is nobody or enough.
    pub told: BTreeSet<G>,
    /// Groups with people of whom nothing is told.
    pub withheld: BTreeSet<G>,
}

/// The stretches of a whole: each ends with the month in which `least` are reached. What comes after the last one waits for more.
#[must_use]
pub fn stretches<G: Ord>(months: &Months<G>, least: u64) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let mut open: Option<(Date, u64)> = None;
    for (month, groups) in months {
        let n: u64 = groups.values().sum();
        if n == 0 && open.is_none() {
            continue;
        }
        let (first, before) = open.unwrap_or((*month, 0));
        if before + n >= least.max(1) {
            stretches.push(Stretch {
                first,
                last: *month,
            });
            open = None;
        } else {
            open = Some((first, before + n));
        }
    }
    stretches
}

/// The stretches of the groups, made of those of the whole: each ends when half of its groups can be told, at last after a year.
#[must_use]
pub fn split<G: Ord + Clone>(months: &Months<G>, least: u64) -> Vec<Split<G>> {
    let mut splits = Vec::new();
    let mut cells: Vec<BTreeMap<G, u64>> = Vec::new();
    let mut first = None;
    for stretch in stretches(months, least) {
        let begins = *first.get_or_insert(stretch.first);
        let mut cell: BTreeMap<G, u64> = BTreeMap::new();
        for (_, groups) in months.iter().filter(|(month, _)| stretch.has(**month)) {
            for (group, n) in groups.iter().filter(|(_, n)| **n > 0) {
                *cell.entry(group.clone()).or_default() += n;
            }
        }
        cells.push(cell);
        let (told, withheld) = told(&cells, least.max(1));
        let passed = distance(begins, stretch.last);
        let most = told.len() >= withheld.len();
        if most || passed >= YEAR || passed >= SEASON && !told.is_empty() {
            splits.push(Split {
                months: Stretch {
                    first: begins,
                    last: stretch.last,
                },
                told,
                withheld,
            });
            cells.clear();
            first = None;
        }
    }
    splits
}

/// How many months there are from one to another, both counted.
fn distance(first: Date, last: Date) -> usize {
    let months = |day: Date| i64::from(day.year()) * 12 + i64::from(day.month());
    usize::try_from(months(last) - months(first) + 1).unwrap_or_default()
}

/// Which groups can be told of some stretches together, and which cannot.
fn told<G: Ord + Clone>(cells: &[BTreeMap<G, u64>], least: u64) -> (BTreeSet<G>, BTreeSet<G>) {
    let mut totals: BTreeMap<&G, u64> = BTreeMap::new();
    for (group, n) in cells.iter().flatten() {
        *totals.entry(group).or_default() += n;
    }
    let safe = |n: u64| n == 0 || n >= least;
    let alone = |group: &G, total: u64| {
        // Who else answered when somebody of the group did; and those of the group who were not alone then.
        let (mut others, mut among) = (0, 0);
        for cell in cells {
            let own = cell.get(group).copied().unwrap_or_default();
            let rest = cell.values().sum::<u64>() - own;
            if own > 0 && rest > 0 {
                others += rest;
                among += own;
            }
        }
        total >= least && safe(others) && (among == total || safe(among))
    };
    let mut told: BTreeSet<G> = totals
        .iter()
        .filter(|(group, total)| alone(group, **total))
        .map(|(group, _)| (*group).clone())
        .collect();
    loop {
        // The whole less all that is told tells of the rest; also only over the stretches in which something is told.
        let left = |cell: &BTreeMap<G, u64>| -> u64 {
            let rest = cell.iter().filter(|(group, _)| !told.contains(*group));
            rest.map(|(_, n)| n).sum()
        };
        let everywhere: u64 = cells.iter().map(left).sum();
        let somewhere = cells
            .iter()
            .filter(|cell| cell.keys().any(|g| told.contains(g)));
        if safe(everywhere) && safe(somewhere.map(left).sum()) {
            break;
        }
        let smallest = told.iter().min_by_key(|group| totals[group]).cloned();
        let Some(smallest) = smallest else { break };
        told.remove(&smallest);
    }
    let withheld = totals.keys().filter(|group| !told.contains(**group));
    let withheld = withheld.map(|group| (*group).clone()).collect();
    (told, withheld)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn month(at: usize) -> Date {
        let at = u32::try_from(at).unwrap();
        Date::new(2025 + i32::try_from(at / 12).unwrap(), at % 12 + 1, 1).unwrap()
    }

    fn months(counts: &[&[(char, u64)]]) -> Months<char> {
        let counts = counts.iter().enumerate();
        counts
            .map(|(at, groups)| (month(at), groups.iter().copied().collect()))
            .collect()
    }

    fn ends(stretches: impl IntoIterator<Item = Stretch>) -> Vec<(Date, Date)> {
        let ends = stretches.into_iter().map(|it| (it.first, it.last));
        ends.collect()
    }

    #[test]
    fn months_of_too_few_are_counted_with_the_next_and_the_last_ones_wait() {
        let counts = months(&[
            &[('a', 6)],
            &[('a', 3)],
            &[],
            &[('a', 1)],
            &[('a', 9)],
            &[('a', 4)],
        ]);
        let month = |at| month(at);
        assert_eq!(
            ends(stretches(&counts, 5)),
            [(month(0), month(0)), (month(1), month(4))]
        );
        assert_eq!(stretches(&counts, 100), []);
    }

    #[test]
    fn what_is_told_does_not_change_with_what_comes_later() {
        let mut counts = months(&[&[('a', 6), ('b', 5)], &[('a', 3)], &[('b', 2), ('a', 7)]]);
        let (before, split_before) = (stretches(&counts, 5), split(&counts, 5));
        counts.insert(month(3), BTreeMap::from([('a', 1), ('c', 8)]));
        assert!(stretches(&counts, 5).starts_with(&before));
        assert!(split(&counts, 5).starts_with(&split_before));
    }

    #[test]
    fn a_small_group_is_not_the_whole_less_the_others() {
        // Of 29, 20 and 9 and nobody else: two groups of enough.
        let both = split(&months(&[&[('a', 20), ('b', 9)]]), 5);
        assert_eq!(both[0].told, BTreeSet::from(['a', 'b']));
        // Three people would be the whole less the two others, so that the smaller of these is withheld too.
        let three = split(&months(&[&[('a', 20), ('b', 9), ('c', 8), ('d', 3)]]), 5);
        assert_eq!(three[0].told, BTreeSet::from(['a', 'b']));
        assert_eq!(three[0].withheld, BTreeSet::from(['c', 'd']));
        // And two times two people are four.
        let four = split(&months(&[&[('a', 20), ('b', 9), ('c', 2), ('d', 2)]]), 5);
        assert_eq!(four, []);
    }

    /// The people of an answer, as bits.
    type People = u128;

    /// Everything that may be told of some people, each in a month and a group.
    fn answers(people: &[(usize, char)], least: u64) -> Vec<People> {
        let mut counts: Months<char> = BTreeMap::new();
        for (at, group) in people {
            *counts
                .entry(month(*at))
                .or_default()
                .entry(*group)
                .or_default() += 1;
        }
        let of = |within: &dyn Fn(Date, char) -> bool| -> People {
            let all = people.iter().enumerate();
            all.filter(|(_, (at, group))| within(month(*at), *group))
                .fold(0, |bits, (person, _)| bits | 1 << person)
        };
        let whole: Vec<People> = stretches(&counts, least)
            .into_iter()
            .map(|stretch| of(&|month, _| stretch.has(month)))
            .collect();
        let splits = split(&counts, least);
        let mut answers = unions(&whole);
        for group in ['a', 'b', 'c'] {
            let told = splits.iter().filter(|it| it.told.contains(&group));
            let told: Vec<People> = told
                .map(|it| of(&|month, of| it.months.has(month) && of == group))
                .collect();
            answers.extend(unions(&told));
        }
        answers
    }

    /// Every choice of some of them, together.
    fn unions(parts: &[People]) -> Vec<People> {
        (1_u32..1 << parts.len())
            .map(|chosen| {
                let parts = parts.iter().enumerate();
                let chosen = parts.filter(|(at, _)| chosen & (1 << at) != 0);
                chosen.fold(0, |all, (_, part)| all | part)
            })
            .collect()
    }

    proptest! {
        #[test]
        fn no_two_answers_differ_by_fewer_than_the_least(
            people in prop::collection::vec((0_usize..7, prop::sample::select(vec!['a', 'b', 'b', 'c'])), 0..60),
            least in 2_u64..7,
        ) {
            let answers = answers(&people, least);
            for one in &answers {
                prop_assert!(u64::from(one.count_ones()) >= least);
                for other in &answers {
                    // One within the other: who is only in the other is known.
                    let between = other & !one;
                    let known = one & !other == 0 && between != 0;
                    prop_assert!(!known || u64::from(between.count_ones()) >= least, "{one:b} {other:b}");
                }
            }
        }

        #[test]
        fn the_whole_less_all_groups_that_are_told_is_nobody_or_enough(
            people in prop::collection::vec((0_usize..7, prop::sample::select(vec!['a', 'b', 'b', 'c', 'd'])), 0..60),
            least in 2_u64..7,
        ) {
            let mut counts: Months<char> = BTreeMap::new();
            for (at, group) in &people {
                *counts.entry(month(*at)).or_default().entry(*group).or_default() += 1;
            }
            for split in split(&counts, least) {
                let rest: u64 = counts
                    .iter()
                    .filter(|(month, _)| split.months.has(**month))
                    .flat_map(|(_, groups)| groups)
                    .filter(|(group, _)| split.withheld.contains(group))
                    .map(|(_, n)| n)
                    .sum();
                prop_assert!(rest == 0 || rest >= least);
            }
        }
    }
}
