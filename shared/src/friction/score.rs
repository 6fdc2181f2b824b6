//! The score itself: parts combined so that one broken part cannot be bought off by the others.

use serde::{Deserialize, Serialize};

/// The score in words, at fixed thresholds: a quarter of the way from good to bad each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Band {
    /// Below 25.
    Low,
    /// 25 to below 50.
    Medium,
    /// 50 to below 75.
    High,
    /// 75 and above.
    Critical,
}

impl Band {
    /// The band of a score.
    #[must_use]
    pub fn of(score: f64) -> Self {
        if score < 25.0 {
            Self::Low
        } else if score < 50.0 {
            Self::Medium
        } else if score < 75.0 {
            Self::High
        } else {
            Self::Critical
        }
    }
}

/// Parts combined into one number.
#[derive(Clone, Debug, PartialEq)]
pub struct Combined {
    /// F = 100 (1 − ∏ (1 − u_k)^w_k), 0 to 100.
    pub score: f64,
    /// The arithmetic alternative, 100 Σ w_k u_k; never above F.
    pub arithmetic: f64,
    /// The weights, spread over the parts that are there: they add up to 1.
    pub weights: Vec<f64>,
    /// Each part's share of F, w_k (−ln(1 − u_k)) over their sum; all 0 where F is 0.
    pub shares: Vec<f64>,
}

/// Combines parts given as (weight, distance from good): the weighted geometric mean of what is left of good
/// (OECD/JRC 2008, §6: geometric aggregation limits compensation). Distances are 0 to
/// [`super::Goalposts::FULL`]; weights need not add up to 1. `None` without a part that has a weight.
#[must_use]
pub fn combine(parts: &[(f64, f64)]) -> Option<Combined> {
    let total: f64 = parts.iter().map(|&(weight, _)| weight).sum();
    if total <= 0.0 || !total.is_finite() {
        return None;
    }
    let weights: Vec<f64> = parts.iter().map(|&(weight, _)| weight / total).collect();
    let losses: Vec<f64> = parts
        .iter()
        .zip(&weights)
        .map(|(&(_, distance), weight)| weight * loss(distance))
        .collect();
    let lost: f64 = losses.iter().sum();
    let arithmetic: f64 = parts
        .iter()
        .zip(&weights)
        .map(|(&(_, distance), weight)| weight * distance)
        .sum();
    Some(Combined {
        score: score_of_loss(lost),
        arithmetic: 100.0 * arithmetic,
        shares: losses
            .iter()
            .map(|loss| if lost > 0.0 { loss / lost } else { 0.0 })
            .collect(),
        weights,
    })
}

/// −ln(1 − u): what a part contributes, before its weight.
pub(super) fn loss(distance: f64) -> f64 {
    // + 0 turns −0 into 0.
    -libm::log(1.0 - distance) + 0.0
}

/// F of the summed losses: 100 (1 − e^−Σ).
pub(super) fn score_of_loss(lost: f64) -> f64 {
    -100.0 * libm::expm1(-lost) + 0.0
}

#[cfg(test)]
mod tests {
    use super::super::Goalposts;
    use super::*;

    fn example() -> Combined {
        let parts = [
            (0.35, (0.05, 0.50), 0.1605),
            (0.30, (0.10, 0.60), 0.29),
            (0.20, (0.005, 0.08), 0.0123),
            (0.15, (0.05, 0.40), 0.1089),
        ]
        .map(|(weight, (best, worst), share)| (weight, Goalposts { best, worst }.distance(share)));
        combine(&parts).unwrap()
    }

    #[test]
    fn four_parts_give_the_recomputed_score_and_shares() {
        let combined = example();
        assert!((combined.score - 25.19).abs() < 0.005, "{combined:?}");
        for (share, expected) in combined.shares.iter().zip([0.340, 0.494, 0.071, 0.095]) {
            assert!((share - expected).abs() < 0.0005, "{combined:?}");
        }
    }

    #[test]
    fn the_arithmetic_score_is_the_plain_weighted_mean() {
        // .35 × .24556 + .30 × .38 + .20 × .09733 + .15 × .16829.
        assert!((example().arithmetic - 24.465).abs() < 0.005);
    }

    #[test]
    fn a_broken_part_cannot_be_bought_off() {
        let broken = combine(&[(0.5, 0.99), (0.5, 0.0)]).unwrap();
        let even = combine(&[(0.5, 0.495), (0.5, 0.495)]).unwrap();
        assert!((broken.score - 90.0).abs() < 1e-9);
        assert!((even.score - 49.5).abs() < 1e-9);
        assert!((broken.arithmetic - even.arithmetic).abs() < 1e-9);
    }

    #[test]
    fn without_friction_no_part_has_a_share() {
        let none = combine(&[(0.5, 0.0), (0.5, 0.0)]).unwrap();
        assert_eq!((none.score, none.shares), (0.0, vec![0.0, 0.0]));
    }

    #[test]
    fn a_missing_part_leaves_its_weight_to_the_others() {
        let two = combine(&[(0.2, 0.5), (0.3, 0.1)]).unwrap();
        assert_eq!(two.weights, [0.4, 0.6]);
        assert_eq!(combine(&[]), None);
        assert_eq!(combine(&[(0.0, 0.5)]), None);
    }

    #[test]
    fn bands_change_at_each_quarter() {
        assert_eq!(Band::of(24.99), Band::Low);
        assert_eq!(Band::of(25.0), Band::Medium);
        assert_eq!(Band::of(50.0), Band::High);
        assert_eq!(Band::of(75.0), Band::Critical);
    }
}
