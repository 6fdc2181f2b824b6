//! Measured emotion: what customers' ratings say, on the scale of the emotion curve.

use crate::interval::{Estimate, Level};
use crate::metric::{Formula, Scale};
use crate::tally::Ratings;

/// The mean rating of satisfaction or sentiment, mapped linearly from its scale to −2…+2, with its interval;
/// `None` where there are no records (a gap in the curve, not a zero).
#[must_use]
pub fn measured_emotion(ratings: &Ratings, scale: Scale, level: Level) -> Option<Estimate> {
    let value = Formula::Mean { scale }.of_ratings(ratings, level)?;
    let (low, high) = scale.ends();
    let to_emotion = |rating: f64| 4.0 * (rating - low) / (high - low) - 2.0;
    Some(Estimate {
        estimate: to_emotion(value.estimate),
        interval: value.interval?.map(to_emotion),
        n: value.n,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_s_ends_and_middle_map_to_the_curve_s() {
        let at = |rating| {
            let ratings = Ratings::unweighted(&[(rating, 10)]);
            measured_emotion(&ratings, Scale::ONE_TO_FIVE, Level::P95)
                .unwrap()
                .estimate
        };
        assert_eq!((at(1), at(3), at(5)), (-2.0, 0.0, 2.0));
    }

    #[test]
    fn the_margin_is_mapped_with_the_mean() {
        // Mean 3 ± 1.963243 on 1–5 becomes 0 ± 1.963243.
        let ratings = Ratings::unweighted(&[(1, 1), (2, 1), (3, 1), (4, 1), (5, 1)]);
        let emotion = measured_emotion(&ratings, Scale::ONE_TO_FIVE, Level::P95).unwrap();
        assert!(emotion.estimate.abs() < 1e-12);
        assert!(
            (emotion.interval.high - 1.963_243).abs() < 1e-6,
            "{emotion:?}"
        );
        assert_eq!(emotion.n, 5);
    }

    #[test]
    fn without_records_there_is_a_gap() {
        assert_eq!(
            measured_emotion(&Ratings::default(), Scale::ONE_TO_FIVE, Level::P95),
            None
        );
    }
}
