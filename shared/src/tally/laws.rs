//! The laws every tally keeps: a commutative group, at any size.

use proptest::prelude::*;

use super::{Counts, Hits, ItemTally, Life, Moments, Rate, RatingBin, Ratings, Tally};

fn counts() -> impl Strategy<Value = Counts> {
    (any::<i64>(), any::<i64>(), any::<i64>()).prop_map(|(n, weight, weight_squared)| Counts {
        n,
        weight,
        weight_squared,
    })
}

fn ratings() -> impl Strategy<Value = Ratings> {
    prop::collection::vec((0..=10, counts()), 0..6).prop_map(|bins| {
        let bins: Vec<_> = bins
            .into_iter()
            .map(|(value, counts)| RatingBin { value, counts })
            .collect();
        let read = serde_json::json!({ "bins": bins });
        serde_json::from_value(read).unwrap()
    })
}

fn hits() -> impl Strategy<Value = Hits> {
    (counts(), counts()).prop_map(|(trials, hits)| Hits { trials, hits })
}

fn rate() -> impl Strategy<Value = Rate> {
    (any::<i64>(), any::<i64>()).prop_map(|(occurrences, exposure)| Rate {
        occurrences,
        exposure,
    })
}

fn moments() -> impl Strategy<Value = Moments> {
    (any::<i64>(), any::<i64>(), any::<i128>()).prop_map(|(n, sum, squares)| Moments {
        n,
        sum,
        squares,
    })
}

fn life() -> impl Strategy<Value = Life> {
    prop::collection::vec((0_u32..9, 0_u32..9, any::<i64>(), any::<i64>()), 0..6).prop_map(
        |lives| {
            let mut life = Life::default();
            for (day, watched, began, happened) in lives {
                life.begin(watched, began);
                life.happen(day, watched, happened);
            }
            life
        },
    )
}

fn sum<T: Tally>(a: &T, b: &T) -> T {
    let mut sum = a.clone();
    sum.merge(b);
    sum
}

fn keeps_the_laws<T: Tally + std::fmt::Debug>(a: &T, b: &T, c: &T) -> Result<(), TestCaseError> {
    let zero = T::default();
    prop_assert_eq!(&sum(a, &zero), a);
    prop_assert_eq!(sum(a, b), sum(b, a));
    prop_assert_eq!(sum(&sum(a, b), c), sum(a, &sum(b, c)));
    prop_assert_eq!(T::merged([a, b, c]), sum(a, &sum(b, c)));

    let mut back = sum(a, b);
    back.retract(b);
    prop_assert_eq!(&back, a);
    back.retract(a);
    prop_assert!(back.is_empty());

    let mut inverse = zero;
    inverse.retract(a);
    prop_assert!(sum(&inverse, a).is_empty());
    Ok(())
}

proptest! {
    #[test]
    fn counts_are_a_commutative_group(a in counts(), b in counts(), c in counts()) {
        keeps_the_laws(&a, &b, &c)?;
    }

    #[test]
    fn ratings_are_a_commutative_group(a in ratings(), b in ratings(), c in ratings()) {
        keeps_the_laws(&a, &b, &c)?;
    }

    #[test]
    fn hits_are_a_commutative_group(a in hits(), b in hits(), c in hits()) {
        keeps_the_laws(&a, &b, &c)?;
    }

    #[test]
    fn rates_are_a_commutative_group(a in rate(), b in rate(), c in rate()) {
        keeps_the_laws(&a, &b, &c)?;
    }

    #[test]
    fn moments_are_a_commutative_group(a in moments(), b in moments(), c in moments()) {
        keeps_the_laws(&a, &b, &c)?;
    }

    #[test]
    fn lives_are_a_commutative_group(a in life(), b in life(), c in life()) {
        keeps_the_laws(&a, &b, &c)?;
    }

    #[test]
    fn what_items_count_is_a_commutative_group(a in ratings(), b in moments(), c in ratings(), d in moments()) {
        let rated = |ratings: &Ratings| ItemTally { ratings: ratings.clone(), amounts: Moments::default() };
        let both = ItemTally { ratings: c.clone(), amounts: d };
        let measured = ItemTally { ratings: Ratings::default(), amounts: b };
        keeps_the_laws(&rated(&a), &measured, &both)?;
    }

    #[test]
    fn a_stored_tally_comes_back_exactly(a in ratings()) {
        let text = serde_json::to_string(&a).unwrap();
        prop_assert_eq!(serde_json::from_str::<Ratings>(&text).unwrap(), a);
    }
}
