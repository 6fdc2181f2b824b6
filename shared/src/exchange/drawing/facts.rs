//! What was measured, column by column, as the board shows it.

use std::collections::BTreeMap;

use super::sheet::{Standing, Written};
use crate::{
    api::{Scores, TouchpointScore},
    catalogue::Catalogue,
    friction::Score,
    id::{CardId, StepId, TouchpointId},
    interval::{Estimate, pooled},
    journey::Journey,
};

/// What was measured, and the day of the drawing; all of it may be missing.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The scores of the journey's touchpoints.
    pub scores: Option<Scores>,
    /// What the customers felt whom the first persona stands for, where records tell them from others.
    pub felt: Option<BTreeMap<TouchpointId, Estimate>>,
    /// The day, as a reader writes it.
    pub day: Option<String>,
    /// What metrics say of the touchpoints of a step, as the board says it.
    pub told: BTreeMap<StepId, Told>,
    /// How promises stand, in words.
    pub proofs: BTreeMap<CardId, (Standing, String)>,
    /// What people have taken on about the touchpoints of a step.
    pub doing: BTreeMap<StepId, Vec<Written>>,
}

/// What metrics say of the touchpoints of a step.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Told {
    /// The metrics that are shown.
    pub metrics: Vec<ToldMetric>,
    /// What is said below them, or instead of them; may be empty.
    pub more: String,
}

/// What a metric says, in words.
#[derive(Debug, Clone, PartialEq)]
pub struct ToldMetric {
    /// The touchpoint, where metrics of several stand in the same cell.
    pub of: Option<String>,
    /// Its name.
    pub name: String,
    /// Its number, with the month it is of.
    pub value: String,
    /// What is aimed at.
    pub target: String,
    /// Whether that is met; `None` where nothing is aimed at.
    pub met: Option<bool>,
    /// How sure the number is.
    pub margin: String,
}

/// What the friction lane says of a step.
#[derive(Debug, Clone, PartialEq)]
pub enum Heat {
    /// No touchpoint stands there.
    Empty,
    /// Nobody measured those that do.
    Unknown,
    /// The worst, with its name and of how many.
    Scored(Box<Score>, String, usize),
}

impl Facts {
    pub(super) fn heat(&self, journey: &Journey, catalogue: &Catalogue, step: StepId) -> Heat {
        let touchpoints = journey.touchpoints_at(step);
        let scored: Vec<(TouchpointId, &Score)> = touchpoints
            .iter()
            .filter_map(|id| Some((*id, self.score(*id)?.friction.as_ref()?)))
            .collect();
        let worst = scored.iter().copied().reduce(|worst, other| {
            if other.1.score > worst.1.score {
                other
            } else {
                worst
            }
        });
        match worst {
            Some((id, score)) => {
                let entry = catalogue.touchpoints.get(&id);
                let name = entry.map(|entry| entry.name.clone()).unwrap_or_default();
                Heat::Scored(Box::new(score.clone()), name, scored.len())
            }
            None if touchpoints.is_empty() => Heat::Empty,
            None => Heat::Unknown,
        }
    }

    /// What customers felt at a step: the first persona's where records tell it, else everybody's.
    pub(super) fn emotion(&self, journey: &Journey, step: StepId) -> Option<Estimate> {
        let touchpoints = journey.touchpoints_at(step);
        let of = |id: &TouchpointId| match &self.felt {
            Some(felt) => felt.get(id).copied(),
            None => self.score(*id)?.emotion,
        };
        let found: Vec<Estimate> = touchpoints.iter().filter_map(of).collect();
        pooled(found.iter())
    }

    fn score(&self, id: TouchpointId) -> Option<&TouchpointScore> {
        let scores = self.scores.as_ref()?;
        scores
            .touchpoints
            .iter()
            .find(|score| score.touchpoint == id)
    }
}
