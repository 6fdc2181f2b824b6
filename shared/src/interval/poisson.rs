//! Counts and rates.

use super::{Interval, Level};
use crate::distribution::gamma_quantile;

/// Garwood's exact interval for a rate: `count` occurrences in `exposure` units, per unit (Garwood 1936). With
/// an exposure of 1 it is the interval of the count itself. `None` without exposure or for a negative count.
#[must_use]
pub fn garwood(count: f64, exposure: f64, level: Level) -> Option<Interval> {
    if !(exposure > 0.0 && exposure.is_finite() && count >= 0.0 && count.is_finite()) {
        return None;
    }
    let low = gamma_quantile(count, level.lower());
    let high = gamma_quantile(count + 1.0, level.upper());
    Some(level.interval(low / exposure, high / exposure))
}

/// A weighted sum of counts, each Poisson with a mean of its own, and its interval by the gamma method (Fay and Feuer 1997,
/// Statistics in Medicine 16, 791–801), which has kept its level for whatever weights were tried. Of one count it is
/// Garwood's. Counts with their weights; `None` where no weight is above 0, or a number is negative or none.
#[must_use]
pub fn weighted_counts(counts: &[(f64, f64)], level: Level) -> Option<(f64, Interval)> {
    let sound = |value: f64| value >= 0.0 && value.is_finite();
    if !counts.iter().all(|(n, weight)| sound(*n) && sound(*weight)) {
        return None;
    }
    let heaviest = counts
        .iter()
        .fold(0.0, |most: f64, (_, weight)| most.max(*weight));
    if heaviest <= 0.0 {
        return None;
    }
    let sum: f64 = counts.iter().map(|(n, weight)| n * weight).sum();
    let variance: f64 = counts.iter().map(|(n, weight)| n * weight * weight).sum();
    let quantile = |mean: f64, variance: f64, p: f64| {
        variance / mean * gamma_quantile(mean * mean / variance, p)
    };
    let low = if sum > 0.0 {
        quantile(sum, variance, level.lower())
    } else {
        0.0
    };
    let high = quantile(
        sum + heaviest,
        variance + heaviest * heaviest,
        level.upper(),
    );
    Some((sum, level.interval(low, high)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weighted_counts_give_the_published_interval_of_a_standardised_rate() {
        // Down syndrome by the mother's age, Michigan, birth order five and more (Fleiss 1981, table 14.4; Fay and Feuer 1997):
        // 75.52901 per 100,000, 67.70212 to 188.30017, as the R package dsrTest prints it.
        let cases = [0.0, 8.0, 63.0, 112.0, 262.0, 295.0];
        let births = [327.0, 30_666.0, 123_419.0, 149_919.0, 104_088.0, 34_392.0];
        let standard = [
            319_933.0, 931_318.0, 786_511.0, 488_235.0, 237_863.0, 61_313.0,
        ];
        let whole: f64 = standard.iter().sum();
        let counts: Vec<(f64, f64)> = (0..6)
            .map(|age| (cases[age], 1e5 * standard[age] / whole / births[age]))
            .collect();
        let (rate, interval) = weighted_counts(&counts, Level::P95).unwrap();
        assert!((rate - 75.529_01).abs() < 5e-6, "{rate}");
        assert!((interval.low - 67.702_12).abs() < 5e-6, "{interval:?}");
        assert!((interval.high - 188.300_17).abs() < 5e-6, "{interval:?}");
    }

    #[test]
    fn one_weighted_count_is_garwood_s_also_where_nothing_was_counted() {
        for count in [0.0, 5.0, 10.0] {
            let (_, weighted) = weighted_counts(&[(count, 2.5)], Level::P95).unwrap();
            let plain = garwood(count, 1.0, Level::P95).unwrap();
            assert!((weighted.low - 2.5 * plain.low).abs() < 1e-9);
            assert!((weighted.high - 2.5 * plain.high).abs() < 1e-9);
        }
        assert_eq!(weighted_counts(&[], Level::P95), None);
        assert_eq!(weighted_counts(&[(3.0, 0.0)], Level::P95), None);
        assert_eq!(weighted_counts(&[(-1.0, 1.0)], Level::P95), None);
    }

    #[test]
    fn garwood_gives_the_published_intervals() {
        for (count, low, high) in [
            (0.0, 0.0, 3.6889),
            (5.0, 1.6235, 11.6683),
            (10.0, 4.7954, 18.3904),
        ] {
            let interval = garwood(count, 1.0, Level::P95).unwrap();
            assert!((interval.low - low).abs() < 5e-5, "{count}: {interval:?}");
            assert!((interval.high - high).abs() < 5e-5, "{count}: {interval:?}");
        }
    }

    #[test]
    fn a_rate_is_the_count_over_its_exposure() {
        let count = garwood(5.0, 1.0, Level::P95).unwrap();
        let rate = garwood(5.0, 400.0, Level::P95).unwrap();
        assert_eq!(rate.high, count.high / 400.0);
    }

    #[test]
    fn without_exposure_a_rate_is_unknown() {
        assert_eq!(garwood(0.0, 0.0, Level::P95), None);
        assert_eq!(garwood(-1.0, 10.0, Level::P95), None);
    }
}
