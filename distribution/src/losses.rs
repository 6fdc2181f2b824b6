//! Weighted losses of drawn shares: the innermost loop of friction scores.

use crate::{
    ln::ln,
    table::{NODES, look_up},
    uniform::Stream,
};

/// One draw of what a loss is reckoned with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawn {
    /// What it counts.
    pub weight: f64,
    /// The share at which nothing is lost.
    pub best: f64,
    /// 1/(worst − best).
    pub per_span: f64,
}

/// Draws a share from a table of quantiles for each of `drawn`, the n-th by the n-th number of `stream`, and adds
/// −weight · ln(1 − d) to `losses` and the weight to `weights`, d being the share's distance from the best as a part of the
/// span, from 0 to `full` (below 1). What is longer than the shortest of the three is left alone.
pub fn add_losses(
    table: &[f64; NODES],
    stream: Stream,
    (drawn, full): (&[Drawn], f64),
    losses: &mut [f64],
    weights: &mut [f64],
) {
    let sums = losses.iter_mut().zip(weights);
    for (draw, ((loss, total), with)) in sums.zip(drawn).enumerate() {
        let share = look_up(table, stream.bits(draw as u64));
        let distance = ((share - with.best) * with.per_span).clamp(0.0, full);
        *loss -= with.weight * ln(1.0 - distance);
        *total += with.weight;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_half_way_loses_ln_2_and_one_beyond_the_worst_loses_all_that_can_be_lost() {
        // Whatever is drawn from it, it is this.
        let table = |share: f64| [share; NODES];
        let drawn = [
            Drawn {
                weight: 2.0,
                best: 0.1,
                per_span: 1.0 / 0.4,
            },
            Drawn {
                weight: 1.0,
                best: 0.3,
                per_span: 1.0 / 0.4,
            },
        ];
        let (mut losses, mut weights) = ([0.0; 2], [0.0; 2]);
        let mut add = |share| {
            let stream = Stream::new(7);
            add_losses(
                &table(share),
                stream,
                (&drawn, 0.99),
                &mut losses,
                &mut weights,
            );
            (losses, weights)
        };
        let near = |found: [f64; 2], expected: [f64; 2]| {
            let pairs = found.into_iter().zip(expected);
            assert!(
                pairs.into_iter().all(|(a, b)| (a - b).abs() < 1e-11),
                "{found:?}"
            );
        };
        let ln_2 = core::f64::consts::LN_2;
        // Half way between .1 and .5; and at the best of the other.
        let (found, total) = add(0.3);
        near(found, [2.0 * ln_2, 0.0]);
        near(total, [2.0, 1.0]);
        // ln 100 = 4.605…
        let (found, _) = add(0.9);
        near(
            found,
            [
                2.0 * ln_2 + 2.0 * 4.605_170_185_988_091,
                4.605_170_185_988_091,
            ],
        );
    }
}
