//! Shrinkage: small samples lean on their group instead of shouting.

use serde::{Deserialize, Serialize};

/// What a group of touchpoints says about one part before a touchpoint's own evidence: a Beta distribution worth
/// `strength` answers around `mean`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Prior {
    /// The group's share, m. Strictly between 0 and 1.
    pub mean: f64,
    /// How many answers the group is worth, K.
    pub strength: f64,
}

impl Prior {
    /// Posterior mean of `x` of `n`: (x + K m)/(n + K).
    #[must_use]
    pub fn posterior_mean(&self, x: f64, n: f64) -> f64 {
        (x + self.strength * self.mean) / (n + self.strength)
    }

    /// Parameters of the posterior Beta distribution of `x` of `n`.
    #[must_use]
    pub fn posterior(&self, x: f64, n: f64) -> (f64, f64) {
        (
            x + self.strength * self.mean,
            (n - x) + self.strength * (1.0 - self.mean),
        )
    }
}

/// Fewer touchpoints than this say nothing about how much touchpoints differ.
const LEAST_GROUP: usize = 3;
/// A group is worth at least half an answer: keeps every posterior proper.
const LEAST_STRENGTH: f64 = 0.5;
const GRID: u32 = 16;
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// The prior of a group from its members' (x, n): empirical Bayes, beta-binomial.
///
/// K maximises the beta-binomial likelihood (Griffiths 1973; Carlin and Louis 2000, *Bayes and Empirical Bayes
/// Methods*), between half an answer and Σn (a group cannot be worth more answers than it gave: without that
/// bound, members that differ no more than chance would make K infinite and every posterior certain). At each K
/// the mean m is the best weighted one, weights n/(n + K) (Kleinman 1973), so that one huge touchpoint does not
/// stand for the group. With fewer than three members K is 1. `None` without members.
#[must_use]
pub fn fit_prior(members: &[(f64, f64)]) -> Option<Prior> {
    let total: f64 = members.iter().map(|&(_, n)| n).sum();
    if !(total > 0.0 && total.is_finite()) {
        return None;
    }
    let prior_at = |strength: f64| Prior {
        mean: group_mean(members, total, strength),
        strength,
    };
    if members.len() < LEAST_GROUP || total <= LEAST_STRENGTH {
        return Some(prior_at(1.0));
    }

    let likelihood = |ln_strength: f64| log_likelihood(members, prior_at(libm::exp(ln_strength)));
    let (low, high) = (libm::log(LEAST_STRENGTH), libm::log(total));
    let step = (high - low) / f64::from(GRID);
    let mut best = (low, f64::NEG_INFINITY);
    for i in 0..=GRID {
        let at = low + step * f64::from(i);
        let value = likelihood(at);
        if value > best.1 {
            best = (at, value);
        }
    }
    let peak = golden_section(
        (best.0 - step).max(low),
        (best.0 + step).min(high),
        likelihood,
    );
    Some(prior_at(libm::exp(peak)))
}

/// Where a curve with one peak between `low` and `high` is highest, to about 1e-5.
fn golden_section(mut low: f64, mut high: f64, curve: impl Fn(f64) -> f64) -> f64 {
    let mut left = high - GOLDEN * (high - low);
    let mut right = low + GOLDEN * (high - low);
    let (mut at_left, mut at_right) = (curve(left), curve(right));
    for _ in 0..26 {
        if at_left < at_right {
            low = left;
            (left, at_left) = (right, at_right);
            right = low + GOLDEN * (high - low);
            at_right = curve(right);
        } else {
            high = right;
            (right, at_right) = (left, at_left);
            left = high - GOLDEN * (high - low);
            at_left = curve(left);
        }
    }
    0.5 * (low + high)
}

fn group_mean(members: &[(f64, f64)], total: f64, strength: f64) -> f64 {
    let (mut sum, mut weights) = (0.0, 0.0);
    for &(x, n) in members {
        // n/(n + K) × x/n.
        sum += x / (n + strength);
        weights += n / (n + strength);
    }
    // Never closer to 0 or 1 than half an answer in all of them: none seen is not never.
    let edge = 0.5 / (total + 1.0);
    (sum / weights).clamp(edge, 1.0 - edge)
}

fn log_likelihood(members: &[(f64, f64)], prior: Prior) -> f64 {
    let (a, b) = prior.posterior(0.0, 0.0);
    let own = libm::lgamma(prior.strength) - libm::lgamma(a) - libm::lgamma(b);
    members
        .iter()
        .map(|&(x, n)| {
            own + libm::lgamma(x + a) + libm::lgamma(n - x + b) - libm::lgamma(n + prior.strength)
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strength_by_maximum_likelihood_agrees_with_the_published_fit() {
        // Boys among the first 12 of 13 children in 6,115 families (Geissler 1889, in Lindsey and Altham 1998): the
        // published maximum-likelihood beta-binomial has α 34.09558 and β 31.5715.
        let families = [3, 24, 104, 286, 670, 1033, 1343, 1112, 829, 478, 181, 45, 7];
        let mut members = Vec::new();
        for (boys, count) in families.into_iter().enumerate() {
            members.extend(std::iter::repeat_n((boys as f64, 12.0), count));
        }
        let prior = fit_prior(&members).unwrap();
        assert!((prior.strength - 65.667).abs() < 0.05, "{prior:?}");
        assert!((prior.mean - 34.09558 / 65.66708).abs() < 1e-4, "{prior:?}");
    }

    #[test]
    fn james_and_stein_move_a_batter_by_the_published_factor() {
        // Efron and Morris 1977: .265 + .212 (.400 − .265) = .2936. With n = 45 at bat the factor n/(n + K) is
        // .212 at K = 167.26.
        let prior = Prior {
            mean: 0.265,
            strength: 45.0 * (1.0 - 0.212) / 0.212,
        };
        assert!((prior.posterior_mean(18.0, 45.0) - 0.2936).abs() < 5e-5);
    }

    #[test]
    fn a_small_sample_moves_further_than_a_large_one() {
        let members = [
            (1.0, 4.0),
            (30.0, 400.0),
            (90.0, 410.0),
            (160.0, 390.0),
            (200.0, 405.0),
        ];
        let prior = fit_prior(&members).unwrap();
        let moved = |(x, n): (f64, f64)| {
            (prior.posterior_mean(x, n) - x / n).abs() / (prior.mean - x / n).abs()
        };
        assert!(moved(members[0]) > 10.0 * moved(members[1]), "{prior:?}");
    }

    #[test]
    fn members_that_differ_only_by_chance_are_worth_all_their_answers_together() {
        let members = [(20.0, 100.0); 8];
        let prior = fit_prior(&members).unwrap();
        assert!(
            prior.strength > 700.0 && prior.strength <= 800.0,
            "{prior:?}"
        );
    }

    #[test]
    fn one_huge_member_does_not_stand_for_a_group_that_differs() {
        let members = [
            (100_000.0, 1e6),
            (40.0, 80.0),
            (60.0, 100.0),
            (45.0, 90.0),
            (20.0, 60.0),
        ];
        let prior = fit_prior(&members).unwrap();
        assert!(prior.mean > 0.3, "{prior:?}");
    }

    #[test]
    fn none_seen_is_not_never() {
        let prior = fit_prior(&[(0.0, 30.0), (0.0, 12.0), (0.0, 8.0)]).unwrap();
        assert!(prior.mean > 0.0 && prior.posterior_mean(0.0, 8.0) > 0.0);
        assert_eq!(fit_prior(&[]), None);
    }

    #[test]
    fn one_touchpoint_alone_keeps_what_it_says() {
        let prior = fit_prior(&[(30.0, 100.0)]).unwrap();
        assert_eq!(prior.strength, 1.0);
        assert!((prior.posterior_mean(30.0, 100.0) - 0.3).abs() < 1e-12);
    }
}
