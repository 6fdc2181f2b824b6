//! Means of ratings on a bounded scale.

use super::{Interval, Level, wilson};
use crate::distribution::t_quantile;

/// What a mean's interval rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// The (weighted) mean.
    pub mean: f64,
    /// Population variance of the answers, Σw(x − mean)²/Σw.
    pub variance: f64,
    /// Answers, or effective answers.
    pub n: f64,
}

/// Student's t interval for the mean of independent answers between `low` and `high`, with n − 1 degrees of
/// freedom at every n (Student 1908; it passes into the normal one by itself), kept on the scale. Weighted
/// answers enter with their effective n (Kish 1965).
///
/// Where t has nothing to go by, one answer or all answers equal, it would claim certainty. The interval is
/// then what a share q of other answers could have done, q the upper Wilson limit of none of n: from
/// mean − q (mean − low) to mean + q (high − mean).
///
/// Answers of customers who answer repeatedly are not independent: use [`super::cluster_bootstrap`]. `None`
/// without answers.
#[must_use]
pub fn mean(sample: Sample, (low, high): (f64, f64), level: Level) -> Option<Interval> {
    let Sample { mean, variance, n } = sample;
    if !(n > 0.0 && mean >= low && mean <= high) {
        return None;
    }
    if n > 1.0 && variance > 0.0 {
        // Sample variance / n.
        let error = (variance / (n - 1.0)).sqrt();
        let half = t_quantile(n - 1.0, level.upper()) * error;
        return Some(level.interval((mean - half).max(low), (mean + half).min(high)));
    }
    let other = wilson(0.0, n, level)?.high;
    Some(level.interval(mean - other * (mean - low), mean + other * (high - mean)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_gets_students_interval() {
        // 1, 2, 3, 4, 5: mean 3, s² 2.5, t(4) 2.776445, half-width 2.776445 √(2.5/5) = 1.963.
        let sample = Sample {
            mean: 3.0,
            variance: 2.0,
            n: 5.0,
        };
        let interval = mean(sample, (1.0, 7.0), Level::P95).unwrap();
        assert!(
            (interval.low - (3.0 - 1.963_243)).abs() < 1e-6,
            "{interval:?}"
        );
        assert!((interval.high - (3.0 + 1.963_243)).abs() < 1e-6);
    }

    #[test]
    fn equal_answers_are_not_certainty() {
        // Wilson's upper limit of 0 of 20 is 0.1611.
        let sample = Sample {
            mean: 5.0,
            variance: 0.0,
            n: 20.0,
        };
        let interval = mean(sample, (1.0, 5.0), Level::P95).unwrap();
        assert!((interval.low - (5.0 - 4.0 * 0.1611)).abs() < 2e-4);
        assert_eq!(interval.high, 5.0);
    }

    #[test]
    fn one_answer_leaves_most_of_the_scale_open() {
        let sample = Sample {
            mean: 3.0,
            variance: 0.0,
            n: 1.0,
        };
        let interval = mean(sample, (1.0, 5.0), Level::P95).unwrap();
        assert!(interval.low < 1.5 && interval.high > 4.5);
    }

    #[test]
    fn no_answers_are_unknown() {
        let sample = Sample {
            mean: 0.0,
            variance: 0.0,
            n: 0.0,
        };
        assert_eq!(mean(sample, (0.0, 10.0), Level::P95), None);
    }
}
