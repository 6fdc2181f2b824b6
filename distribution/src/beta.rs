//! The beta distribution.

use crate::gamma::away_from_zero;
use crate::invert::invert;
use crate::normal::normal_quantile;

/// P(X ≤ x) for X of Beta(a, b), the regularised incomplete beta function by its continued fraction (*Numerical
/// Recipes* §6.4). `a`, `b` > 0.
#[must_use]
pub fn beta_cdf(a: f64, b: f64, x: f64) -> f64 {
    cdf_of_both(a, b, x, 1.0 - x)
}

/// The same with 1 − x given, so that neither tail loses digits.
fn cdf_of_both(a: f64, b: f64, x: f64, rest: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if rest <= 0.0 {
        return 1.0;
    }
    let ln_beta = libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
    let front = libm::exp(a * libm::log(x) + b * libm::log(rest) - ln_beta);
    if x < (a + 1.0) / (a + b + 2.0) {
        (front * fraction(a, b, x) / a).min(1.0)
    } else {
        (1.0 - front * fraction(b, a, rest) / b).max(0.0)
    }
}

fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0), TINY);
    let mut h = d;
    for m in 1..100_000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away_from_zero(1.0 + even * d, TINY);
        c = away_from_zero(1.0 + even / c, TINY);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away_from_zero(1.0 + odd * d, TINY);
        c = away_from_zero(1.0 + odd / c, TINY);
        let factor = d * c;
        h *= factor;
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    h
}

/// The x with P(X ≤ x) = p for X of Beta(a, b). 0 for p ≤ 0, 1 for p ≥ 1.
#[must_use]
pub fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    if p <= 0.0 {
        return 0.0;
    }
    if p >= 1.0 {
        return 1.0;
    }
    // In y = ln(x / (1 − x)) the density has no poles, however small a and b.
    let ln_beta = libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
    let slope = |y: f64| {
        let (x, rest) = logistic(y);
        libm::exp(a * libm::log(x) + b * libm::log(rest) - ln_beta)
    };
    let start = libm::log(a / b) + normal_quantile(p) * (1.0 / a + 1.0 / b).sqrt();
    let cdf = |y: f64| {
        let (x, rest) = logistic(y);
        cdf_of_both(a, b, x, rest)
    };
    logistic(invert(p, (-700.0, 700.0), start, cdf, slope)).0
}

/// x and 1 − x of ln(x / (1 − x)) = y, both without cancellation.
pub(crate) fn logistic(y: f64) -> (f64, f64) {
    let e = libm::exp(-y.abs());
    let (small, large) = (e / (1.0 + e), 1.0 / (1.0 + e));
    if y < 0.0 {
        (small, large)
    } else {
        (large, small)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_agree_with_the_incomplete_beta_function() {
        // Inverted at 25 digits by bisection.
        for (a, b, p, x) in [
            (0.5, 0.5, 0.1, 0.024_471_741_852_423_214),
            (3.7, 21.2, 0.95, 0.277_931_080_411_097_3),
            (250.0, 40.0, 0.025, 0.820_168_372_734_461_6),
            (0.3, 12.0, 0.05, 2.755_480_192_225_671_4e-6),
        ] {
            assert!((beta_quantile(a, b, p) / x - 1.0).abs() < 1e-11, "{a} {b}");
        }
    }

    #[test]
    fn one_against_n_has_a_closed_form() {
        for p in [0.01, 0.5, 0.975] {
            let closed = -libm::expm1(libm::log1p(-p) / 20.0);
            assert!((beta_quantile(1.0, 20.0, p) - closed).abs() < 1e-14);
        }
    }

    #[test]
    fn the_two_tails_mirror_each_other() {
        assert!(
            (beta_quantile(4.0, 90.0, 0.05) + beta_quantile(90.0, 4.0, 0.95) - 1.0).abs() < 1e-14
        );
        assert!((beta_cdf(2.0, 2.0, 0.5) - 0.5).abs() < 1e-15);
    }
}
