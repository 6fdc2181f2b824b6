//! Whether a promise is kept, by the metric that proves it.

use serde::{Deserialize, Serialize};

use super::{Direction, Metric};
use crate::interval::Interval;

/// How a promise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// Nothing measured says anything: no metric, no target, no record, or too few of them.
    Unproven,
    /// The number meets the target.
    Kept,
    /// It misses the target, but the target lies within its margin: that may be chance.
    AtRisk,
    /// It misses the target by more than its margin.
    Broken,
}

impl Metric {
    /// How a promise stands that this metric proves, by a number of it with its interval, from `n` records. A number that is known,
    /// as a total is, has no interval: then there is no chance about it.
    #[must_use]
    pub fn proves(&self, estimate: Option<f64>, interval: Option<&Interval>, n: u64) -> Proof {
        let (Some(estimate), Some(target)) = (estimate, self.target) else {
            return Proof::Unproven;
        };
        if n < u64::from(self.minimum_n) {
            return Proof::Unproven;
        }
        if self.meets_target(estimate) == Some(true) {
            return Proof::Kept;
        }
        let nearest = interval.map(|interval| match self.direction {
            Direction::Up => interval.high >= target,
            Direction::Down => interval.low <= target,
        });
        match nearest {
            Some(true) => Proof::AtRisk,
            Some(false) | None => Proof::Broken,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metric(key: &str, target: Option<f64>) -> Metric {
        let known = Metric::by_key(key).unwrap();
        Metric {
            target,
            minimum_n: 30,
            ..known
        }
    }

    const fn interval(low: f64, high: f64) -> Interval {
        Interval {
            low,
            high,
            level: 0.95,
        }
    }

    #[test]
    fn a_promise_is_kept_at_its_target_at_risk_within_the_margin_and_broken_beyond_it() {
        let on_time = metric("on_time", Some(0.95));
        let stands = |at: f64, low, high| on_time.proves(Some(at), Some(&interval(low, high)), 200);
        assert_eq!(stands(0.95, 0.91, 0.97), Proof::Kept);
        // 186 of 200: .93, Wilson (.886, .958).
        assert_eq!(stands(0.93, 0.886, 0.958), Proof::AtRisk);
        // 162 of 200: .81, Wilson (.750, .858).
        assert_eq!(stands(0.81, 0.750, 0.858), Proof::Broken);
    }

    #[test]
    fn of_what_is_better_low_the_lower_end_of_the_margin_counts() {
        let response = metric("first_response", Some(24.0));
        let stands = |at: f64, low, high| response.proves(Some(at), Some(&interval(low, high)), 50);
        assert_eq!(stands(20.0, 15.0, 25.0), Proof::Kept);
        assert_eq!(stands(26.0, 22.0, 30.0), Proof::AtRisk);
        assert_eq!(stands(31.0, 27.0, 35.0), Proof::Broken);
    }

    #[test]
    fn what_is_not_known_proves_nothing() {
        let number = Some(0.5);
        let margin = interval(0.4, 0.6);
        let without = metric("on_time", None);
        assert_eq!(without.proves(number, Some(&margin), 500), Proof::Unproven);
        let on_time = metric("on_time", Some(0.95));
        assert_eq!(on_time.proves(None, None, 500), Proof::Unproven);
        assert_eq!(on_time.proves(number, Some(&margin), 29), Proof::Unproven);
        assert_eq!(on_time.proves(number, None, 30), Proof::Broken);
    }
}
