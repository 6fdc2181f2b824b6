//! How easy a stage or a journey is, from its touchpoints.

use serde::{Deserialize, Serialize};

use super::draws::Draws;
use super::evaluate::{Evaluation, Score};
use crate::distribution::quantile_of;
use crate::interval::{Interval, Level};

/// A touchpoint of a stage or journey.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// Its index in the evaluation.
    pub touchpoint: usize,
    /// How many customers it reaches, in any unit common to the members.
    pub reach: f64,
}

/// Ease of a stage or journey, with the two touchpoints people remember (the peak–end rule: Kahneman,
/// Fredrickson, Schreiber, Redelmeier 1993).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ease {
    /// 100 ∏ (1 − F/100)^reach share, 0 to 100: 100 where nothing hurts.
    pub ease: f64,
    /// Its 90 % interval.
    pub interval: Interval,
    /// Index of the touchpoint with the highest score.
    pub worst: usize,
    /// Index of the last touchpoint, whether it has a score or not.
    pub last: usize,
    /// Members that have a score.
    pub scored: u32,
    /// All members.
    pub of: u32,
}

/// The ease of members in the order customers meet them. Members without a score are left out and their reach
/// spread; where no scored member has a reach they count alike. `None` without a scored member.
#[must_use]
pub fn ease(evaluation: &Evaluation, members: &[Member]) -> Option<Ease> {
    let last = members.last()?.touchpoint;
    let mut lost = lost(&evaluation.scores, &evaluation.draws, members)?;
    let ease_of = |lost: f64| 100.0 * libm::exp(-lost);
    let ease = ease_of(lost.lost);
    Some(Ease {
        ease,
        interval: Interval {
            low: ease_of(quantile_of(&mut lost.drawn, Level::P90.upper())).min(ease),
            high: ease_of(quantile_of(&mut lost.drawn, Level::P90.lower())).max(ease),
            level: Level::P90.share(),
        },
        worst: lost.worst,
        last,
        scored: lost.members.len() as u32,
        of: members.len() as u32,
    })
}

/// What is lost of an ease: −ln(ease/100).
#[derive(Clone, Debug)]
pub(super) struct Lost {
    /// At the posterior means.
    pub(super) lost: f64,
    /// Draw by draw.
    pub(super) drawn: Vec<f64>,
    /// The members that have a score, in order.
    pub(super) members: Vec<usize>,
    /// The member with the highest score, the first of equals.
    worst: usize,
}

/// What members lose together; `None` without a scored one.
pub(super) fn lost(scores: &[Option<Score>], draws: &Draws, members: &[Member]) -> Option<Lost> {
    let mut scored = Vec::with_capacity(members.len());
    for member in members {
        let score = scores.get(member.touchpoint).and_then(Option::as_ref);
        if let (Some(score), Some(losses)) = (score, draws.of(member.touchpoint)) {
            let reach = if member.reach.is_finite() {
                member.reach.max(0.0)
            } else {
                0.0
            };
            scored.push((member.touchpoint, reach, score.score, losses));
        }
    }
    // The first of equals, in the order customers meet them.
    let worst = scored.iter().rev().max_by(|a, b| a.2.total_cmp(&b.2))?.0;
    let total: f64 = scored.iter().map(|&(_, reach, ..)| reach).sum();
    let share = |reach: f64| {
        if total > 0.0 {
            reach / total
        } else {
            1.0 / scored.len() as f64
        }
    };
    let lost: f64 = scored
        .iter()
        .map(|&(_, reach, score, _)| -share(reach) * libm::log1p(-score / 100.0))
        .sum();
    let mut drawn = vec![0.0; draws.count()];
    for &(_, reach, _, losses) in &scored {
        for (sum, loss) in drawn.iter_mut().zip(losses) {
            *sum += share(reach) * loss;
        }
    }
    Some(Lost {
        lost,
        drawn,
        members: scored.iter().map(|&(touchpoint, ..)| touchpoint).collect(),
        worst,
    })
}

/// What to take up first, apart from how bad it is: reach × F/100 × value at risk (per customer, in any unit common to
/// the touchpoints compared).
#[must_use]
pub fn priority(reach: f64, score: f64, value_at_risk: f64) -> f64 {
    reach * score / 100.0 * value_at_risk
}
