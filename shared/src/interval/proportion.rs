//! Proportions and their differences.

use super::{Interval, Level};

/// Wilson's score interval for `hits` of `trials` (Wilson 1927; method 3 of Newcombe 1998a). `None` unless
/// 0 ≤ hits ≤ trials and trials > 0.
#[must_use]
pub fn wilson(hits: f64, trials: f64, level: Level) -> Option<Interval> {
    // NaN fails these comparisons too.
    if !(trials > 0.0 && hits >= 0.0 && hits <= trials) {
        return None;
    }
    let z2 = level.z() * level.z();
    let misses = trials - hits;
    let centre = 2.0 * hits + z2;
    let spread = level.z() * (z2 + 4.0 * hits * misses / trials).sqrt();
    let width = 2.0 * (trials + z2);
    // The ends at 0 and 1 are exact; arithmetic would leave a last bit.
    let low = if hits == 0.0 {
        0.0
    } else {
        (centre - spread) / width
    };
    let high = if misses == 0.0 {
        1.0
    } else {
        (centre + spread) / width
    };
    Some(level.interval(low.max(0.0), high.min(1.0)))
}

/// Newcombe's interval for the difference of two independent proportions, (hits, trials) − (hits, trials),
/// from their Wilson intervals (method 10 of Newcombe 1998b). `None` where one of them is unknown.
#[must_use]
pub fn newcombe(first: (f64, f64), second: (f64, f64), level: Level) -> Option<Interval> {
    let one = wilson(first.0, first.1, level)?;
    let two = wilson(second.0, second.1, level)?;
    let (p1, p2) = (first.0 / first.1, second.0 / second.1);
    let below = ((p1 - one.low) * (p1 - one.low) + (two.high - p2) * (two.high - p2)).sqrt();
    let above = ((one.high - p1) * (one.high - p1) + (p2 - two.low) * (p2 - two.low)).sqrt();
    let difference = p1 - p2;
    Some(level.interval(difference - below, difference + above))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_gives_the_published_intervals() {
        // Newcombe 1998, Statistics in Medicine 17, 857–872, table I.
        for (hits, trials, low, high) in [
            (81.0, 263.0, 0.2553, 0.3662),
            (15.0, 148.0, 0.0624, 0.1605),
            (0.0, 20.0, 0.0, 0.1611),
            (1.0, 29.0, 0.0061, 0.1718),
        ] {
            let interval = wilson(hits, trials, Level::P95).unwrap();
            assert!(
                (interval.low - low).abs() < 5e-5,
                "{hits}/{trials}: {interval:?}"
            );
            assert!(
                (interval.high - high).abs() < 5e-5,
                "{hits}/{trials}: {interval:?}"
            );
        }
    }

    #[test]
    fn all_hits_mirror_no_hits() {
        let none = wilson(0.0, 20.0, Level::P95).unwrap();
        let all = wilson(20.0, 20.0, Level::P95).unwrap();
        assert_eq!((none.low, all.high), (0.0, 1.0));
        assert!((none.high - (1.0 - all.low)).abs() < 1e-15);
    }

    #[test]
    fn newcombe_gives_the_published_difference() {
        // Newcombe 1998, Statistics in Medicine 17, 873–890, table II, 56/70 − 48/80.
        let interval = newcombe((56.0, 70.0), (48.0, 80.0), Level::P95).unwrap();
        assert!((interval.low - 0.0524).abs() < 5e-5);
        assert!((interval.high - 0.3339).abs() < 5e-5);
    }

    #[test]
    fn no_trials_or_impossible_ones_are_unknown() {
        assert_eq!(wilson(0.0, 0.0, Level::P95), None);
        assert_eq!(wilson(3.0, 2.0, Level::P95), None);
        assert_eq!(wilson(f64::NAN, 2.0, Level::P95), None);
        assert_eq!(newcombe((1.0, 2.0), (0.0, 0.0), Level::P95), None);
    }
}
