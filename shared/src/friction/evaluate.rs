//! Scores of a group of touchpoints, with everything that is shown beside them.

use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::Part;
use super::draws::{DrawOptions, Drawing, Draws};
use super::kept::Kept;
use super::posterior::{Posteriors, Slot};
use super::score::{Band, combine, score_of_loss};
use super::settings::Settings;
use crate::distribution::{NODES, quantile_in, quantile_of};
use crate::interval::{Interval, Level};

/// A touchpoint's friction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Score {
    /// F at the posterior means, 0 to 100.
    pub score: f64,
    /// Its 90 % interval over the draws, widened to hold the score should a skewed draw miss it.
    pub interval: Interval,
    /// The score in words.
    pub band: Band,
    /// The arithmetic alternative, shown apart; never above the score.
    pub arithmetic: f64,
    /// How much of the evidence asked for is there.
    pub coverage: Coverage,
    /// Answers, exposures and trials it rests on, over all parts.
    pub n: i64,
    /// What it is made of, in the order of [`Part::ALL`]; parts without evidence or weight are absent.
    pub parts: Vec<PartScore>,
    /// Share of draws in which it is the worst of all.
    pub probability_worst: f64,
    /// The same in tenths, for "probably the worst: 8 of 10". 10 only at 99.5 % and above.
    pub worst_in_ten: u8,
    /// Its rank group, from 1 for the worst: touchpoints that cannot be told apart share one.
    pub rank_group: u32,
}

/// "k of 7 sources".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Coverage {
    /// Parts with evidence and weight.
    pub sources: u32,
    /// Parts with weight.
    pub of: u32,
}

/// One part of a score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartScore {
    /// The part.
    pub part: Part,
    /// Bad ones counted.
    pub x: f64,
    /// All counted.
    pub n: f64,
    /// The share of bad ones after shrinking toward the group.
    pub value: f64,
    /// Its 90 % interval.
    pub interval: Interval,
    /// How far from good towards bad, 0 to 0.99.
    pub distance: f64,
    /// Its weight, with that of missing parts spread; they add up to 1.
    pub weight: f64,
    /// Its share of the score; they add up to 1, or are all 0 where the score is 0.
    pub share: f64,
    /// Its points; they add up to the score.
    pub points: f64,
}

/// Scores with the draws they rest on.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// One per touchpoint, in their order; `None` without evidence for any part that has a weight.
    pub scores: Vec<Option<Score>>,
    /// For comparisons beyond what the scores say.
    pub draws: Draws,
}

/// Scores all touchpoints. Deterministic: same posteriors, settings and options, same bits, on every machine.
#[must_use]
pub fn evaluate(posteriors: &Posteriors, settings: &Settings, options: &DrawOptions) -> Evaluation {
    let mut evaluating = Evaluating::new(posteriors, settings.clone(), options);
    while evaluating.step(posteriors.len(), &mut Kept::default()) {}
    evaluating.finish()
}

/// An evaluation under way, in steps, so that a worker can hear between two that it is no longer wanted.
#[derive(Clone, Debug)]
pub struct Evaluating<P> {
    posteriors: P,
    settings: Settings,
    drawing: Drawing,
    scores: Vec<Option<Score>>,
}

impl<P: Deref<Target = Posteriors>> Evaluating<P> {
    /// Nothing scored yet.
    #[must_use]
    pub fn new(posteriors: P, settings: Settings, options: &DrawOptions) -> Self {
        Self {
            scores: Vec::with_capacity(posteriors.len()),
            drawing: Drawing::new(&settings, options),
            posteriors,
            settings,
        }
    }

    /// Scores up to `touchpoints` more of them; whether there are any left. What `kept` holds of earlier evaluations of the same
    /// posteriors is not drawn again, and the scores are the same to the last bit.
    pub fn step(&mut self, touchpoints: usize, kept: &mut Kept) -> bool {
        for _ in 0..touchpoints {
            if !self.drawing.next(&self.posteriors, kept) {
                return false;
            }
            let at = self.scores.len();
            let draws = &self.drawing.draws;
            let score = score(&self.posteriors, &self.settings, draws, at);
            self.scores.push(score);
        }
        self.scores.len() < self.posteriors.len()
    }

    /// What the scores say about each other: who is worst, and who cannot be told apart. Of those scored so far.
    #[must_use]
    pub fn finish(self) -> Evaluation {
        let (mut scores, draws) = (self.scores, self.drawing.draws);
        let values: Vec<Option<f64>> = scores
            .iter()
            .map(|score| Some(score.as_ref()?.score))
            .collect();
        let groups = draws.groups(&values);
        let worst = draws.probability_worst();
        for ((score, group), worst) in scores.iter_mut().zip(groups).zip(worst) {
            if let (Some(score), Some(group), Some(worst)) = (score, group, worst) {
                score.rank_group = group;
                score.probability_worst = worst;
                score.worst_in_ten = in_ten(worst);
            }
        }
        Evaluation { scores, draws }
    }
}

/// Everything about one touchpoint that needs no other.
fn score(
    posteriors: &Posteriors,
    settings: &Settings,
    draws: &Draws,
    touchpoint: usize,
) -> Option<Score> {
    let present: Vec<(&Slot, &[f64; NODES])> = posteriors
        .of(touchpoint)
        .filter(|(slot, _)| settings.part(slot.part).weight > 0.0)
        .collect();
    let placed: Vec<(f64, f64)> = present
        .iter()
        .map(|(slot, _)| {
            let settings = settings.part(slot.part);
            (settings.weight, settings.goalposts.distance(slot.mean))
        })
        .collect();
    let combined = combine(&placed)?;

    let level = Level::P90;
    let mut losses = draws.of(touchpoint)?.to_vec();
    let interval = Interval {
        low: score_of_loss(quantile_of(&mut losses, level.lower())).min(combined.score),
        high: score_of_loss(quantile_of(&mut losses, level.upper())).max(combined.score),
        level: level.share(),
    };
    let parts: Vec<PartScore> = present
        .iter()
        .enumerate()
        .map(|(i, (slot, table))| PartScore {
            part: slot.part,
            x: slot.x,
            n: slot.n,
            value: slot.mean,
            interval: Interval {
                low: quantile_in(table, level.lower()).min(slot.mean),
                high: quantile_in(table, level.upper()).max(slot.mean),
                level: level.share(),
            },
            distance: placed[i].1,
            weight: combined.weights[i],
            share: combined.shares[i],
            points: combined.score * combined.shares[i],
        })
        .collect();
    Some(Score {
        score: combined.score,
        interval,
        band: Band::of(combined.score),
        arithmetic: combined.arithmetic,
        coverage: Coverage {
            sources: parts.len() as u32,
            of: settings.counted() as u32,
        },
        n: libm::round(parts.iter().map(|part| part.n).sum()) as i64,
        parts,
        probability_worst: 0.0,
        worst_in_ten: 0,
        rank_group: 0,
    })
}

/// A probability as tenths; certainty is not claimed early.
fn in_ten(probability: f64) -> u8 {
    let tenths = libm::round(10.0 * probability) as u8;
    if probability < 0.995 {
        tenths.min(9)
    } else {
        10
    }
}

impl Score {
    /// Every part's points in whole tenths that add up to the score in tenths, as it is printed: rounded down, and
    /// the tenths that are missing given to the largest remainders.
    #[must_use]
    pub fn points_in_tenths(&self) -> Vec<i64> {
        let total = libm::round(10.0 * self.score) as i64;
        let mut tenths: Vec<i64> = self
            .parts
            .iter()
            .map(|part| libm::floor(10.0 * part.points) as i64)
            .collect();
        let mut by_remainder: Vec<usize> = (0..tenths.len()).collect();
        let remainder = |i: usize| 10.0 * self.parts[i].points - tenths[i] as f64;
        by_remainder.sort_by(|&a, &b| remainder(b).total_cmp(&remainder(a)));
        let missing = total - tenths.iter().sum::<i64>();
        for &i in by_remainder
            .iter()
            .take(usize::try_from(missing).unwrap_or(0))
        {
            tenths[i] += 1;
        }
        tenths
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certainty_is_not_claimed_early() {
        assert_eq!(in_ten(0.04), 0);
        assert_eq!(in_ten(0.78), 8);
        assert_eq!(in_ten(0.97), 9);
        assert_eq!(in_ten(0.996), 10);
    }
}
