//! Amounts: how many, their sum, and the sum of their squares.

use serde::{Deserialize, Serialize};

use super::Tally;

/// Amounts in whole small units: thousandths of a number, an hour or a day, minor units of money. Survey weights do not
/// apply: an amount was counted or measured, not asked of a sample.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Moments {
    /// How many amounts.
    pub n: i64,
    /// Their sum, in small units.
    pub sum: i64,
    /// The sum of their squares, in squares of small units, as decimal digits: JSON's numbers end where it begins.
    #[serde(with = "digits")]
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub squares: i128,
}

impl Moments {
    /// One amount.
    #[must_use]
    pub fn one(amount: i64) -> Self {
        let wide = i128::from(amount);
        Self {
            n: 1,
            sum: amount,
            squares: wide.wrapping_mul(wide),
        }
    }

    /// Whether real amounts can have made this: none of how many has no sum, and a square is never negative.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        match self.n {
            0 => *self == Self::default(),
            n => n > 0 && self.squares >= 0,
        }
    }

    /// The mean, in small units; `None` of nothing.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        (self.is_sound() && self.n > 0).then(|| self.sum as f64 / self.n as f64)
    }

    /// Population variance Σ(x − x̄)²/n, in squares of small units, from the integers, so that no digit is lost between
    /// the two sums; `None` of nothing.
    #[must_use]
    pub fn variance(&self) -> Option<f64> {
        if !self.is_sound() || self.n == 0 {
            return None;
        }
        let (n, sum) = (i128::from(self.n), i128::from(self.sum));
        // n Σx² − (Σx)², which is n² times the variance and never negative.
        let spread = n
            .checked_mul(self.squares)
            .and_then(|all| all.checked_sub(sum.checked_mul(sum)?))
            .map_or_else(
                || self.n as f64 * self.squares as f64 - (self.sum as f64) * (self.sum as f64),
                |exact| exact as f64,
            );
        let n = self.n as f64;
        Some((spread / n / n).max(0.0))
    }
}

impl Tally for Moments {
    fn merge(&mut self, other: &Self) {
        self.n = self.n.wrapping_add(other.n);
        self.sum = self.sum.wrapping_add(other.sum);
        self.squares = self.squares.wrapping_add(other.squares);
    }

    fn retract(&mut self, other: &Self) {
        self.n = self.n.wrapping_sub(other.n);
        self.sum = self.sum.wrapping_sub(other.sum);
        self.squares = self.squares.wrapping_sub(other.squares);
    }
}

/// Integers wider than JSON's numbers, as text.
mod digits {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(value: &i128, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(value)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<i128, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(amounts: &[i64]) -> Moments {
        let mut moments = Moments::default();
        for amount in amounts {
            moments.merge(&Moments::one(*amount));
        }
        moments
    }

    #[test]
    fn the_mean_and_variance_of_a_textbook_sample_come_back() {
        // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, population standard deviation 2.
        let moments = of(&[2, 4, 4, 4, 5, 5, 7, 9]);
        assert_eq!(moments.mean(), Some(5.0));
        assert_eq!(moments.variance(), Some(4.0));
    }

    #[test]
    fn a_small_spread_of_large_amounts_is_not_lost() {
        // NIST's NumAcc4 shape: 10,000,000.2 and neighbours; standard deviation 0.1 (population: √(n−1)/n away).
        let around = 100_000_002_i64;
        let mut amounts = vec![around];
        for _ in 0..500 {
            amounts.extend([around - 1, around + 1]);
        }
        let moments = of(&amounts);
        assert_eq!(moments.mean(), Some(100_000_002.0));
        // Sample variance is exactly 1 with 1,001 values, so the population's is 1000/1001.
        assert!((moments.variance().unwrap() - 1000.0 / 1001.0).abs() < 1e-12);
    }

    #[test]
    fn the_largest_amounts_have_squares_and_come_back_from_json() {
        let moments = of(&[i64::MAX, i64::MIN, 3]);
        let text = serde_json::to_string(&moments).unwrap();
        assert_eq!(serde_json::from_str::<Moments>(&text).unwrap(), moments);
        assert!(moments.squares > i128::from(i64::MAX));
    }

    #[test]
    fn nothing_has_no_mean() {
        assert_eq!(Moments::default().mean(), None);
        let mut less = Moments::default();
        less.retract(&Moments::one(4));
        assert!(!less.is_sound());
        assert_eq!((less.mean(), less.variance()), (None, None));
    }
}
