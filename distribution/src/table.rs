//! Quantile tables: an inverse distribution function worked out once, then drawn from by one lookup.
//!
//! Beta and gamma densities are log-concave in y = logit x and y = ln x, however small their parameters. Each
//! is integrated once over y by the trapezoid rule with its end correction (Euler–Maclaurin, error ∝ h⁴) and
//! inverted at equally spaced probabilities, to two thousandths of a standard deviation or better. One table costs about 200 exponentials, a draw costs one
//! multiplication. The outermost nodes stand for the probabilities `TAIL` and 1 − `TAIL`, not 0 and 1, where
//! quantiles may be infinite.

use crate::beta::logistic;
use crate::ln::ln;

/// Cells of equal probability in a table; a power of two, so that a draw's top bits name its cell.
pub const CELLS: usize = 128;
/// Numbers in a table.
pub const NODES: usize = CELLS + 1;

const CELL_BITS: u32 = CELLS.trailing_zeros();
const HALF: usize = 80;
const GRID: usize = 2 * HALF;
/// Probability that the outermost nodes stand for: the mean of the outermost cells is then about right.
const TAIL: f64 = 1.0 / (6.0 * CELLS as f64);
/// How far, in ln density below the mode, the integration reaches: e^−14 is far below `TAIL`.
const REACH: f64 = 14.0;

/// Writes the quantiles of Beta(a, b) into a table of [`NODES`] numbers. `a`, `b` > 0.
pub fn fill_beta(a: f64, b: f64, table: &mut [f64]) {
    let mode = libm::log(a / b);
    let shape = Shape {
        mode,
        sd: (1.0 / a + 1.0 / b).sqrt(),
        // ln density, and its slope.
        density: |y: f64| {
            let (x, rest) = logistic(y);
            // The larger of the two has the logarithm without cancellation.
            let ln_larger = ln(x.max(rest));
            let ln_smaller = ln_larger - y.abs();
            let (ln_x, ln_rest) = if y < 0.0 {
                (ln_smaller, ln_larger)
            } else {
                (ln_larger, ln_smaller)
            };
            (a * ln_x + b * ln_rest, a * rest - b * x)
        },
    };
    shape.fill(table, |y| logistic(y).0);
}

/// Writes the quantiles of the gamma distribution of this shape (scale 1) into a table of [`NODES`] numbers.
/// `shape` > 0.
pub fn fill_gamma(shape: f64, table: &mut [f64]) {
    let curve = Shape {
        mode: libm::log(shape),
        sd: (1.0 / shape).sqrt(),
        density: |y: f64| {
            let x = libm::exp(y);
            (shape * y - x, shape - x)
        },
    };
    curve.fill(table, libm::exp);
}

/// The quantile that 64 uniform bits draw from a table of [`NODES`] numbers.
#[must_use]
pub fn look_up(table: &[f64; NODES], bits: u64) -> f64 {
    let cell = (bits >> (64 - CELL_BITS)) as usize;
    // Below 2^53, so that the sign says nothing; signed numbers are the ones that machines turn into floats by themselves.
    let within = ((bits << CELL_BITS) >> 11).cast_signed() as f64 * (1.0 / 9_007_199_254_740_992.0);
    table[cell] + within * (table[cell + 1] - table[cell])
}

/// The quantile at `p` (0 to 1) from a table of [`NODES`] numbers.
#[must_use]
pub fn quantile_in(table: &[f64; NODES], p: f64) -> f64 {
    let at = p.clamp(0.0, 1.0) * CELLS as f64;
    let cell = (at as usize).min(CELLS - 1);
    table[cell] + (at - cell as f64) * (table[cell + 1] - table[cell])
}

/// A log-concave density over the real line, by its logarithm (up to a constant) and that one's slope.
struct Shape<D> {
    mode: f64,
    sd: f64,
    density: D,
}

impl<D: Fn(f64) -> (f64, f64)> Shape<D> {
    fn fill(&self, table: &mut [f64], back: impl Fn(f64) -> f64) {
        let top = (self.density)(self.mode).0;
        // Half of the grid on each side of the mode: the sides may differ a hundredfold in length.
        let left = self.distance(top, -1.0) / HALF as f64;
        let right = self.distance(top, 1.0) / HALF as f64;
        let at = |i: usize| {
            let from_mode = i as f64 - HALF as f64;
            self.mode + from_mode * if i < HALF { left } else { right }
        };

        let mut density = [0.0; GRID + 1];
        let mut cumulative = [0.0; GRID + 1];
        let mut previous_slope = 0.0;
        for i in 0..=GRID {
            let (ln, ln_slope) = (self.density)(at(i));
            density[i] = libm::exp(ln - top);
            let slope = density[i] * ln_slope;
            if i > 0 {
                let step = if i <= HALF { left } else { right };
                let trapezoid = 0.5 * step * (density[i - 1] + density[i]);
                let correction = step * step / 12.0 * (previous_slope - slope);
                cumulative[i] = cumulative[i - 1] + (trapezoid + correction).max(0.0);
            }
            previous_slope = slope;
        }

        let total = cumulative[GRID];
        let mut cell = 0;
        for (node, quantile) in table.iter_mut().take(NODES).enumerate() {
            let p = (node as f64 / CELLS as f64).clamp(TAIL, 1.0 - TAIL);
            let target = p * total;
            while cell + 1 < GRID && cumulative[cell + 1] < target {
                cell += 1;
            }
            let step = if cell < HALF { left } else { right };
            let share = within(
                target - cumulative[cell],
                step * density[cell],
                step * density[cell + 1],
                cumulative[cell + 1] - cumulative[cell],
            );
            *quantile = back(at(cell) + step * share);
        }
    }

    /// How far from the mode the density has fallen by `REACH`, on one side; at most half of it too far.
    fn distance(&self, top: f64, side: f64) -> f64 {
        let fallen = |distance: f64| top - (self.density)(self.mode + side * distance).0;
        let mut far = self.sd;
        // 60 doublings span every representable spread.
        for _ in 0..60 {
            if fallen(far) >= REACH {
                break;
            }
            far *= 2.0;
        }
        let mut near = 0.5 * far;
        for _ in 0..3 {
            let middle = 0.5 * (near + far);
            if fallen(middle) >= REACH {
                far = middle;
            } else {
                near = middle;
            }
        }
        far
    }
}

/// Where in a cell, from 0 to 1, the integral reaches `target`: the cubic with the integral and the density of
/// both ends, solved by Newton from the straight line.
fn within(target: f64, start_slope: f64, end_slope: f64, rise: f64) -> f64 {
    if rise <= 0.0 {
        return 0.0;
    }
    let c2 = 3.0 * rise - 2.0 * start_slope - end_slope;
    let c3 = start_slope + end_slope - 2.0 * rise;
    let mut t = (target / rise).clamp(0.0, 1.0);
    for _ in 0..3 {
        let value = ((c3 * t + c2) * t + start_slope) * t - target;
        let slope = (3.0 * c3 * t + 2.0 * c2) * t + start_slope;
        if slope > 0.0 {
            t = (t - value / slope).clamp(0.0, 1.0);
        }
    }
    t
}

#[cfg(test)]
mod tests {
    use super::super::{Stream, beta_quantile, gamma_quantile};
    use super::*;

    fn beta_table(a: f64, b: f64) -> [f64; NODES] {
        let mut table = [0.0; NODES];
        fill_beta(a, b, &mut table);
        table
    }

    #[test]
    fn beta_tables_hold_the_quantiles() {
        for (a, b) in [
            (0.05, 3.0),
            (0.5, 0.5),
            (1.0, 1.0),
            (7.5, 2.5),
            (16.05, 83.95),
            (4_000.0, 90_000.0),
            (5e8, 5e8),
        ] {
            let table = beta_table(a, b);
            for node in (4..=124).step_by(8) {
                let exact = beta_quantile(a, b, node as f64 / 128.0);
                let sd = (a * b / (a + b + 1.0)).sqrt() / (a + b);
                assert!(
                    (table[node] - exact).abs() < 2e-3 * sd,
                    "{a} {b} {node}: {} {exact}",
                    table[node]
                );
            }
        }
    }

    #[test]
    fn gamma_tables_hold_the_quantiles() {
        for shape in [0.04, 0.4, 1.0, 6.0, 40.0] {
            let mut table = [0.0; NODES];
            fill_gamma(shape, &mut table);
            for node in (4..=124).step_by(8) {
                let exact = gamma_quantile(shape, node as f64 / 128.0);
                assert!(
                    (table[node] - exact).abs() < 2e-3 * shape.sqrt(),
                    "{shape} {node}: {} {exact}",
                    table[node]
                );
            }
        }
    }

    #[test]
    fn draws_have_the_mean_and_variance_of_the_distribution() {
        for (a, b) in [(0.5_f64, 4.0), (2.0, 30.0), (16.0, 84.0)] {
            let table = beta_table(a, b);
            let (n, stream) = (40_000, Stream::new(7));
            let draws: Vec<f64> = (0..n).map(|i| look_up(&table, stream.bits(i))).collect();
            let mean = draws.iter().sum::<f64>() / n as f64;
            let variance = draws.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n as f64;
            let expected = a / (a + b);
            let spread = expected * (1.0 - expected) / (a + b + 1.0);
            assert!(
                (mean - expected).abs() < 5.0 * (spread / n as f64).sqrt(),
                "{a} {b}: {mean}"
            );
            assert!(
                (variance / spread - 1.0).abs() < 0.05,
                "{a} {b}: {variance} {spread}"
            );
        }
    }

    #[test]
    fn a_table_never_falls() {
        for (a, b) in [(0.001, 0.001), (0.02, 5_000.0), (3.0, 3.0)] {
            let table = beta_table(a, b);
            assert!(table.windows(2).all(|pair| pair[0] <= pair[1]), "{a} {b}");
            assert!(table.iter().all(|x| (0.0..=1.0).contains(x)));
        }
    }
}
