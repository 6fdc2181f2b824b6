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

#[cfg(test)]
mod tests {
    use super::*;

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
