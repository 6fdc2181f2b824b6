//! What was measured, column by column, as the board shows it.

use std::collections::BTreeMap;

use crate::{
    api::{Scores, TouchpointScore},
    catalogue::Catalogue,
    friction::Score,
    id::{StepId, TouchpointId},
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
}

/// What the friction lane says of a step.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Heat {
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
