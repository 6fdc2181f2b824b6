//! The weight of one record, in fixed point.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// One unit of weight in fixed point: a millionth.
pub(crate) const MILLION: i64 = 1_000_000;

/// How many people of the population a record stands for, in millionths (six decimals; surveys publish
/// weights such as 0.284718). Between 0 and [`Weight::MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Weight(i64);

/// A weight that no record may carry.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum WeightError {
    /// Not a finite number.
    #[error("a weight must be a number: leave it empty for 1")]
    NotANumber,
    /// Below 0 or above [`Weight::MAX`].
    #[error(
        "weight {0} is outside 0 to 10000: divide all weights of the source by the same number"
    )]
    OutOfRange(f64),
}

impl Weight {
    /// The weight of a record that stands for itself.
    pub const ONE: Self = Self(MILLION);

    /// The greatest weight: 10,000. Survey weights are near 1; expansion weights beyond this are to be
    /// divided by a constant, which changes neither a weighted estimate nor the effective n.
    pub const MAX: Self = Self(10_000 * MILLION);

    /// A weight from a decimal number, rounded to millionths.
    ///
    /// # Errors
    /// [`WeightError`] when `weight` is not finite or outside 0 to 10,000.
    pub fn new(weight: f64) -> Result<Self, WeightError> {
        if !weight.is_finite() {
            return Err(WeightError::NotANumber);
        }
        if !(0.0..=10_000.0).contains(&weight) {
            return Err(WeightError::OutOfRange(weight));
        }
        Ok(Self(libm::round(weight * 1e6) as i64))
    }

    /// The weight in millionths.
    #[must_use]
    pub fn millionths(self) -> i64 {
        self.0
    }

    /// The square of the weight in millionths, rounded: 1.5 → 2,250,000.
    #[must_use]
    pub fn squared_millionths(self) -> i64 {
        let square = i128::from(self.0) * i128::from(self.0);
        // At most 10^14, by the bound on weights.
        ((square + i128::from(MILLION / 2)) / i128::from(MILLION)) as i64
    }
}

impl TryFrom<i64> for Weight {
    type Error = WeightError;

    fn try_from(millionths: i64) -> Result<Self, WeightError> {
        if (0..=Self::MAX.0).contains(&millionths) {
            Ok(Self(millionths))
        } else {
            Err(WeightError::OutOfRange(millionths as f64 / 1e6))
        }
    }
}

impl From<Weight> for i64 {
    fn from(weight: Weight) -> Self {
        weight.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_survey_weight_keeps_six_decimals() {
        assert_eq!(Weight::new(0.284_717_714_3).unwrap().millionths(), 284_718);
        assert_eq!(Weight::new(1.5).unwrap().squared_millionths(), 2_250_000);
    }

    #[test]
    fn weights_that_no_record_may_carry_are_refused() {
        assert_eq!(Weight::new(f64::NAN), Err(WeightError::NotANumber));
        assert_eq!(Weight::new(-0.1), Err(WeightError::OutOfRange(-0.1)));
        assert!(Weight::new(10_001.0).is_err());
        assert!(serde_json::from_str::<Weight>("-1").is_err());
    }
}
