//! To how many something happens within a time, where not all were watched so long.

use super::{Estimate, Level, wilson};
use crate::tally::Life;

/// The share of lives to which it happened by the end of day `by`: one less the product-limit estimate (Kaplan and Meier
/// 1958, JASA 53, 457–481). Who is lost from sight on a day was at risk on it.
///
/// The interval is Wilson's over the effective number S(1 − S)/V with Greenwood's variance V (Rothman 1978, *Journal of Chronic
/// Diseases* 31, 557–560): where all were watched, it is Wilson's of the share itself. Where it happened to none or to all, Greenwood's
/// variance is nothing, and those that were at risk last are the effective number. `n` are all lives.
///
/// `None` where nobody was watched to that day, and of tallies that are not sound.
#[must_use]
pub fn within(life: &Life, by: u32, level: Level) -> Option<Estimate> {
    let n = life.begun();
    if !life.is_sound() || n <= 0 {
        return None;
    }
    let mut at_risk = n;
    // Those that were at risk when it last happened, or on the last day.
    let mut last = n;
    let (mut without, mut greenwood) = (1.0, 0.0);
    for (day, end) in life.ends().take_while(|(day, _)| *day <= by) {
        if end.happened > 0 {
            last = at_risk;
            let (d, r) = (end.happened as f64, at_risk as f64);
            without *= 1.0 - d / r;
            greenwood += d / (r * (r - d));
        }
        if day < by {
            at_risk = at_risk.wrapping_sub(end.happened.wrapping_add(end.censored));
        }
    }
    if at_risk <= 0 && without > 0.0 {
        return None;
    }
    let share = (1.0 - without).clamp(0.0, 1.0);
    let effective = if share == 0.0 {
        at_risk as f64
    } else if without <= 0.0 {
        last as f64
    } else {
        share / (without * greenwood)
    };
    let hits = (share * effective).min(effective);
    Some(Estimate {
        estimate: share,
        interval: wilson(hits, effective, level)?,
        n,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Weeks in remission of the 21 children who got 6-MP (Freireich and others 1963), as every text on survival has them;
    /// those of the second list were still in remission.
    const RELAPSED: [u32; 9] = [6, 6, 6, 7, 10, 13, 16, 22, 23];
    const STILL: [u32; 12] = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];

    fn remission() -> Life {
        let mut life = Life::default();
        for week in STILL {
            life.begin(week, 1);
        }
        for week in RELAPSED {
            life.begin(40, 1);
            life.happen(week, 40, 1);
        }
        life
    }

    #[test]
    fn the_share_is_the_published_product_limit() {
        // Kleinbaum and Klein, Survival Analysis, table 2.1: S after each week.
        for (week, stays) in [
            (6, 0.8571),
            (7, 0.8067),
            (10, 0.7529),
            (13, 0.6902),
            (16, 0.6275),
            (22, 0.5378),
            (23, 0.4482),
            (35, 0.4482),
        ] {
            let found = within(&remission(), week, Level::P95).unwrap();
            assert!(
                (1.0 - found.estimate - stays).abs() < 5e-5,
                "{week}: {found:?}"
            );
            assert_eq!(found.n, 21);
        }
    }

    #[test]
    fn the_margin_is_wilsons_over_as_many_as_greenwoods_variance_is_worth() {
        // Greenwood's standard error at 23 weeks is .1346 (published with the table), so that .4482 × .5518 / .1346² are 13.65
        // children, and Wilson's interval of .5518 of them is .308 to .773 (by hand).
        let found = within(&remission(), 23, Level::P95).unwrap();
        let by_hand = wilson(0.5518 * 13.65, 13.65, Level::P95).unwrap();
        assert!(
            (found.interval.low - by_hand.low).abs() < 2e-3,
            "{found:?} {by_hand:?}"
        );
        assert!((found.interval.high - by_hand.high).abs() < 2e-3);
        assert!((by_hand.low - 0.308).abs() < 2e-3, "{by_hand:?}");
        assert!((by_hand.high - 0.773).abs() < 2e-3, "{by_hand:?}");
    }

    #[test]
    fn nobody_watched_so_long_is_unknown() {
        assert_eq!(within(&remission(), 36, Level::P95), None);
        assert_eq!(within(&Life::default(), 1, Level::P95), None);
        let mut all = Life::default();
        all.begin(9, 2);
        all.happen(3, 9, 2);
        assert_eq!(within(&all, 30, Level::P95).unwrap().estimate, 1.0);
    }

    #[test]
    fn none_of_those_at_risk_tells_as_much_as_none_of_so_many() {
        // 0 of 20: Newcombe 1998, 0 to .1611. Those that were watched for a day only tell nothing.
        let mut life = Life::default();
        life.begin(30, 20);
        life.begin(1, 80);
        let found = within(&life, 30, Level::P95).unwrap();
        assert_eq!((found.estimate, found.n), (0.0, 100));
        assert!((found.interval.high - 0.1611).abs() < 5e-5, "{found:?}");
    }

    proptest! {
        #[test]
        fn where_all_were_watched_it_is_the_share_with_wilsons_interval(
            days in prop::collection::vec(0_u32..60, 1..40), still in 1_i64..60,
        ) {
            let mut life = Life::default();
            life.begin(90, still);
            for day in &days {
                life.begin(90, 1);
                life.happen(*day, 90, 1);
            }
            let (hits, n) = (days.len() as f64, (days.len() as i64 + still) as f64);
            let found = within(&life, 90, Level::P95).unwrap();
            let wanted = wilson(hits, n, Level::P95).unwrap();
            prop_assert!((found.estimate - hits / n).abs() < 1e-12);
            prop_assert!((found.interval.low - wanted.low).abs() < 1e-9);
            prop_assert!((found.interval.high - wanted.high).abs() < 1e-9);
        }

        #[test]
        fn it_never_leaves_0_to_1_and_never_falls(
            lives in prop::collection::vec((0_u32..40, 0_u32..40, 0_i64..5), 0..30),
        ) {
            let mut life = Life::default();
            for (day, watched, n) in &lives {
                life.begin(*watched, n + 1);
                if day <= watched {
                    life.happen(*day, *watched, *n);
                }
            }
            let mut before = 0.0;
            for by in 0..45 {
                let Some(found) = within(&life, by, Level::P95) else { continue };
                prop_assert!((0.0..=1.0).contains(&found.estimate));
                prop_assert!(found.estimate >= before);
                prop_assert!(found.interval.low <= found.estimate + 1e-12);
                prop_assert!(found.estimate <= found.interval.high + 1e-12);
                before = found.estimate;
            }
        }
    }
}
