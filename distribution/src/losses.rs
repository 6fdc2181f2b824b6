//! Losses of drawn shares: the innermost loops of friction scores.

use crate::{
    ln::ln,
    table::{NODES, look_up},
    uniform::Stream,
};

/// One draw of what a loss is reckoned with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// The share at which nothing is lost.
    pub best: f64,
    /// 1/(worst − best).
    pub per_span: f64,
}

/// Draws a share from a table of quantiles for each of `spans`, the n-th by the n-th number of `stream`, and writes
/// −ln(1 − d) to `losses`, d being the share's distance from the best as a part of the span, from 0 to `full` (below 1).
/// What is longer than the shorter of the two is left alone.
pub fn draw_losses(
    table: &[f64; NODES],
    stream: Stream,
    (spans, full): (&[Span], f64),
    losses: &mut [f64],
) {
    for (draw, (loss, span)) in losses.iter_mut().zip(spans).enumerate() {
        let share = look_up(table, stream.bits(draw as u64));
        let distance = ((share - span.best) * span.per_span).clamp(0.0, full);
        *loss = -ln(1.0 - distance);
    }
}

/// Adds each loss times its weight to `sums`, and the weight to `totals`. What is longer than the shortest is left alone.
pub fn add_weighted(losses: &[f64], weights: &[f64], sums: &mut [f64], totals: &mut [f64]) {
    let places = sums.iter_mut().zip(totals);
    for ((sum, total), (loss, weight)) in places.zip(losses.iter().zip(weights)) {
        *sum += weight * loss;
        *total += weight;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_half_way_loses_ln_2_and_one_beyond_the_worst_loses_all_that_can_be_lost() {
        let span = |best: f64| Span {
            best,
            per_span: 1.0 / 0.4,
        };
        let draw = |share: f64| {
            // Whatever is drawn from it, it is this.
            let table = [share; NODES];
            let mut losses = [0.0; 2];
            let spans = [span(0.1), span(0.3)];
            draw_losses(&table, Stream::new(7), (&spans, 0.99), &mut losses);
            losses
        };
        let near = |found: [f64; 2], expected: [f64; 2]| {
            let pairs = found.into_iter().zip(expected);
            assert!(
                pairs.into_iter().all(|(a, b)| (a - b).abs() < 1e-11),
                "{found:?}"
            );
        };
        // Half way between .1 and .5; and at the best of the other.
        near(draw(0.3), [core::f64::consts::LN_2, 0.0]);
        // ln 100 = 4.605…
        near(draw(0.9), [4.605_170_185_988_091; 2]);
    }

    #[test]
    fn losses_add_up_by_their_weights() {
        let (mut sums, mut totals) = ([1.0, 0.0], [0.5, 0.0]);
        add_weighted(&[2.0, 4.0], &[3.0, 0.25], &mut sums, &mut totals);
        assert_eq!((sums, totals), ([7.0, 1.0], [3.5, 0.25]));
    }
}
