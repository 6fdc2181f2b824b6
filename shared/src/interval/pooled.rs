//! Several emotions as one.

use super::{Estimate, Interval};

/// The mean of several emotions (−2 … +2), each weighted by its ratings; `None` without a rating. The half-widths of independent means add in quadrature
/// with the same weights (the variance of a weighted sum).
#[must_use]
pub fn pooled<'a>(emotions: impl Iterator<Item = &'a Estimate>) -> Option<Estimate> {
    let emotions: Vec<&Estimate> = emotions.collect();
    if let [one] = emotions.as_slice() {
        return Some(**one);
    }
    let n: i64 = emotions.iter().map(|emotion| emotion.n).sum();
    if n <= 0 {
        return None;
    }
    #[allow(
        clippy::cast_precision_loss,
        reason = "counts of ratings, far below 2^53"
    )]
    let weight = |emotion: &Estimate| emotion.n as f64 / n as f64;
    let estimate: f64 = emotions
        .iter()
        .map(|emotion| weight(emotion) * emotion.estimate)
        .sum();
    let side = |half: fn(&Estimate) -> f64| -> f64 {
        emotions
            .iter()
            .map(|emotion| weight(emotion) * half(emotion))
            .map(|share| share * share)
            .sum::<f64>()
            .sqrt()
    };
    Some(Estimate {
        estimate,
        interval: Interval {
            low: (estimate - side(|emotion| emotion.estimate - emotion.interval.low)).max(-2.0),
            high: (estimate + side(|emotion| emotion.interval.high - emotion.estimate)).min(2.0),
            level: emotions
                .first()
                .map_or(0.9, |emotion| emotion.interval.level),
        },
        n,
    })
}
