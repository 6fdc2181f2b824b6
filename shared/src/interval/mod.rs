//! Intervals: how far the truth may be from what was counted.
//!
//! One function per kind of number, each with its source. Nothing counted gives `None`: unknown, never zero.
//! Counts are `f64`, so that weighted answers enter with their effective n. Knows nothing of metrics.

mod bootstrap;
mod difference;
mod mean;
mod nps;
mod poisson;
mod pooled;
mod proportion;
mod survival;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::distribution::normal_quantile;

pub use bootstrap::{Cluster, cluster_bootstrap};
pub use difference::difference;
pub use mean::{Sample, mean};
pub use nps::{adjusted_wald_nps, nps_variance};
pub use poisson::{garwood, weighted_counts};
pub use pooled::pooled;
pub use proportion::{newcombe, wilson};
pub use survival::within;

/// The margin of a number: the values that agree with what was counted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Interval {
    /// Lower end, in the unit of the estimate.
    pub low: f64,
    /// Upper end, in the unit of the estimate.
    pub high: f64,
    /// How often such an interval holds the truth: 0.95 of the time, say.
    pub level: f64,
}

impl Interval {
    /// The interval with both ends moved by a rising function.
    #[must_use]
    pub fn map(self, rising: impl Fn(f64) -> f64) -> Self {
        Self {
            low: rising(self.low),
            high: rising(self.high),
            level: self.level,
        }
    }

    /// Whether `value` lies inside, ends included.
    #[must_use]
    pub fn contains(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// A number with how sure it is and how much it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Estimate {
    /// The number.
    pub estimate: f64,
    /// Its margin.
    pub interval: Interval,
    /// How many records it rests on.
    pub n: i64,
}

/// How often an interval is to hold the truth: strictly between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Level(f64);

/// A level outside 0 to 1.
#[derive(Clone, Debug, PartialEq, Error)]
#[error("a level lies between 0 and 1 (0.95, say), not at {0}")]
pub struct LevelError(f64);

impl Level {
    /// 90 %: friction scores.
    pub const P90: Self = Self(0.90);
    /// 95 %: metrics.
    pub const P95: Self = Self(0.95);

    /// The level as a share.
    #[must_use]
    pub fn share(self) -> f64 {
        self.0
    }

    /// The probability below the upper end of a two-sided interval: 0.975 for 95 %.
    #[must_use]
    pub fn upper(self) -> f64 {
        0.5 * (1.0 + self.0)
    }

    /// The probability below the lower end of a two-sided interval: 0.025 for 95 %.
    #[must_use]
    pub fn lower(self) -> f64 {
        0.5 * (1.0 - self.0)
    }

    /// Standard errors to each side: 1.96 for 95 %.
    #[must_use]
    pub fn z(self) -> f64 {
        normal_quantile(self.upper())
    }

    fn interval(self, low: f64, high: f64) -> Interval {
        Interval {
            low,
            high,
            level: self.0,
        }
    }
}

impl TryFrom<f64> for Level {
    type Error = LevelError;

    fn try_from(share: f64) -> Result<Self, LevelError> {
        if share > 0.0 && share < 1.0 {
            Ok(Self(share))
        } else {
            Err(LevelError(share))
        }
    }
}

impl From<Level> for f64 {
    fn from(level: Level) -> Self {
        level.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_level_reaches_1_96_standard_errors() {
        assert!((Level::P95.z() - 1.959_963_984_540_054).abs() < 1e-13);
        assert!((Level::P90.z() - 1.644_853_626_951_472_7).abs() < 1e-13);
    }

    #[test]
    fn levels_outside_zero_to_one_are_refused() {
        assert!(Level::try_from(1.0).is_err());
        assert!(Level::try_from(f64::NAN).is_err());
        assert!(serde_json::from_str::<Level>("95").is_err());
    }
}
