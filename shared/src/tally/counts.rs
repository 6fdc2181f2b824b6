//! Records counted, once each and by weight.

use serde::{Deserialize, Serialize};

use super::{Tally, Weight};

/// How many records, their total weight, and the total of their squared weights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Counts {
    /// Records, each counted once.
    pub n: i64,
    /// Σw in millionths.
    pub weight: i64,
    /// Σw² in millionths, each square rounded to a millionth when its record is counted.
    pub weight_squared: i64,
}

impl Counts {
    /// One record of this weight.
    #[must_use]
    pub fn one(weight: Weight) -> Self {
        Self {
            n: 1,
            weight: weight.millionths(),
            weight_squared: weight.squared_millionths(),
        }
    }

    /// `n` records of weight 1.
    #[must_use]
    pub fn unweighted(n: u32) -> Self {
        let weight = i64::from(n) * Weight::ONE.millionths();
        Self {
            n: i64::from(n),
            weight,
            weight_squared: weight,
        }
    }

    /// Whether real records can have made this: no sum is negative (see the module on overflow).
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.n >= 0 && self.weight >= 0 && self.weight_squared >= 0
    }

    /// Σw, in units of weight.
    #[must_use]
    pub fn total_weight(&self) -> f64 {
        self.weight as f64 / 1e6
    }

    /// Effective number of records, (Σw)²/Σw² (Kish 1965, *Survey Sampling*); `None` without weight.
    #[must_use]
    pub fn n_eff(&self) -> Option<f64> {
        if !self.is_sound() || self.weight == 0 || self.weight_squared == 0 {
            return None;
        }
        let weight = self.total_weight();
        Some(weight * weight / (self.weight_squared as f64 / 1e6))
    }
}

impl Tally for Counts {
    fn merge(&mut self, other: &Self) {
        self.n = self.n.wrapping_add(other.n);
        self.weight = self.weight.wrapping_add(other.weight);
        self.weight_squared = self.weight_squared.wrapping_add(other.weight_squared);
    }

    fn retract(&mut self, other: &Self) {
        self.n = self.n.wrapping_sub(other.n);
        self.weight = self.weight.wrapping_sub(other.weight);
        self.weight_squared = self.weight_squared.wrapping_sub(other.weight_squared);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_weights_leave_n_as_it_is() {
        assert_eq!(Counts::unweighted(40).n_eff(), Some(40.0));
    }

    #[test]
    fn unequal_weights_cost_effective_records() {
        // Weights 1, 1, 2: (1 + 1 + 2)² / (1 + 1 + 4) = 16/6.
        let mut counts = Counts::unweighted(2);
        counts.merge(&Counts::one(Weight::new(2.0).unwrap()));
        assert!((counts.n_eff().unwrap() - 16.0 / 6.0).abs() < 1e-12);
    }

    #[test]
    fn nothing_counted_has_no_effective_n() {
        assert_eq!(Counts::default().n_eff(), None);
    }

    #[test]
    fn more_retracted_than_merged_is_not_sound() {
        let mut counts = Counts::default();
        counts.retract(&Counts::unweighted(1));
        assert!(!counts.is_sound());
        assert_eq!(counts.n_eff(), None);
    }
}
