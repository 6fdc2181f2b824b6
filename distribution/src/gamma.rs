//! The gamma distribution with shape a and scale 1.

use crate::invert::invert;
use crate::normal::normal_quantile;

/// Beyond this shape the distribution is taken as Wilson and Hilferty's cube of a normal, whose error there is
/// below 1e-8 relative; the exact series would need ever more terms (∝ √a).
const LARGE_SHAPE: f64 = 1e5;

/// P(X ≤ x), the regularised lower incomplete gamma function: its series below a + 1, a continued fraction
/// above (*Numerical Recipes* §6.2). 0 for x ≤ 0; `shape` > 0.
#[must_use]
pub fn gamma_cdf(shape: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let front = libm::exp(shape * libm::log(x) - x - libm::lgamma(shape));
    if x < shape + 1.0 {
        let mut term = 1.0 / shape;
        let mut sum = term;
        let mut n = shape;
        for _ in 0..100_000 {
            n += 1.0;
            term *= x / n;
            sum += term;
            if term < sum * 1e-17 {
                break;
            }
        }
        (front * sum).min(1.0)
    } else {
        (1.0 - front * upper_fraction(shape, x)).max(0.0)
    }
}

/// Lentz's evaluation of the continued fraction of Γ(a, x) / (x^a e^−x).
fn upper_fraction(shape: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let mut b = x + 1.0 - shape;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b;
    let mut h = d;
    for i in 1..100_000 {
        let i = f64::from(i);
        let an = -i * (i - shape);
        b += 2.0;
        d = 1.0 / away_from_zero(an * d + b, TINY);
        c = away_from_zero(b + an / c, TINY);
        let factor = d * c;
        h *= factor;
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    h
}

pub(crate) fn away_from_zero(x: f64, tiny: f64) -> f64 {
    if x.abs() < tiny { tiny } else { x }
}

/// The x with P(X ≤ x) = p. 0 for p ≤ 0 (and for a shape that is not positive), ∞ for p ≥ 1.
#[must_use]
pub fn gamma_quantile(shape: f64, p: f64) -> f64 {
    if p <= 0.0 || shape <= 0.0 {
        return 0.0;
    }
    if p >= 1.0 {
        return f64::INFINITY;
    }
    // Wilson and Hilferty 1931: the cube root of a gamma is nearly normal.
    let ninth = 1.0 / (9.0 * shape);
    let root = 1.0 - ninth + normal_quantile(p) * ninth.sqrt();
    let cube = shape * root * root * root;
    if shape > LARGE_SHAPE {
        return cube;
    }
    // In y = ln x the density has no pole, however small the shape.
    let start = if cube > 0.0 {
        libm::log(cube)
    } else {
        (libm::log(p) + libm::lgamma(shape + 1.0)) / shape
    };
    let ln_gamma = libm::lgamma(shape);
    let slope = |y: f64| libm::exp(shape * y - libm::exp(y) - ln_gamma);
    libm::exp(invert(
        p,
        (-745.0, 700.0),
        start,
        |y| gamma_cdf(shape, libm::exp(y)),
        slope,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_agree_with_the_incomplete_gamma_function() {
        // Inverted at 25 digits by bisection.
        for (shape, p, x) in [
            (0.4, 0.05, 0.000_414_653_715_571_527_9),
            (14.0, 0.95, 20.668_569_075_713_699),
            (500.0, 0.025, 457.128_576_899_629_5),
        ] {
            assert!(
                (gamma_quantile(shape, p) / x - 1.0).abs() < 1e-11,
                "{shape}"
            );
        }
    }

    #[test]
    fn shape_one_is_the_exponential() {
        for p in [0.001, 0.4, 0.999] {
            assert!((gamma_quantile(1.0, p) + libm::log1p(-p)).abs() < 1e-12);
        }
    }

    #[test]
    fn the_large_shape_continues_the_exact_one() {
        let (below, above) = (
            gamma_quantile(99_999.9, 0.975),
            gamma_quantile(100_000.1, 0.975),
        );
        // The quantile moves by about as much as the shape.
        assert!((above - below - 0.2).abs() < 2e-3);
    }
}
