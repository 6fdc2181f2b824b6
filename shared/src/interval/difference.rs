//! Differences of numbers that are known with an interval each.

use super::Interval;

/// The interval of `first` − `second`, each an estimate with its interval, independent of each other: the variance of each is
/// recovered from its interval, on the side that counts (MOVER; Zou and Donner 2008, Statistics in Medicine 27, 1693–1702).
/// With Wilson's intervals it is [`super::newcombe`]; with symmetric ones it adds variances.
///
/// The level is the first one's; both should have the same.
#[must_use]
pub fn difference(first: (f64, Interval), second: (f64, Interval)) -> Interval {
    let ((one, one_in), (two, two_in)) = (first, second);
    let root = |a: f64, b: f64| libm::sqrt(a * a + b * b);
    let below = root(one - one_in.low, two_in.high - two);
    let above = root(one_in.high - one, two - two_in.low);
    Interval {
        low: one - two - below,
        high: one - two + above,
        level: one_in.level,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interval::{Level, wilson};

    #[test]
    fn with_wilsons_intervals_it_gives_newcombes_published_one() {
        // Newcombe 1998, Statistics in Medicine 17, 873–890, table II: 56/70 − 48/80, method 10: 0.0524 to 0.3339.
        let share = |hits: f64, n: f64| (hits / n, wilson(hits, n, Level::P95).unwrap());
        let found = difference(share(56.0, 70.0), share(48.0, 80.0));
        assert!((found.low - 0.0524).abs() < 5e-5, "{found:?}");
        assert!((found.high - 0.3339).abs() < 5e-5, "{found:?}");
    }
}
