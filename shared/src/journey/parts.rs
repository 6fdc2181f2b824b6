//! Which journey is a part of which: by its own word (its parent), or because a step of the other shows it in detail.

use std::collections::{BTreeMap, BTreeSet};

use super::{Journey, JourneyIntent, ScopeField, StepField};
use crate::{
    api::JourneySummary,
    id::{JourneyId, StepId},
    log::Intent,
};

/// Wholes with their parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts(BTreeMap<JourneyId, BTreeSet<JourneyId>>);

impl Parts {
    /// As the lines of the portfolio say.
    pub fn of<'a>(journeys: impl IntoIterator<Item = &'a JourneySummary>) -> Self {
        let mut parts = Self::default();
        for journey in journeys {
            parts.add_links(journey.id, journey.parent, journey.details.iter().copied());
        }
        parts
    }

    fn add_links(
        &mut self,
        journey: JourneyId,
        parent: Option<JourneyId>,
        details: impl IntoIterator<Item = JourneyId>,
    ) {
        if let Some(parent) = parent {
            self.0.entry(parent).or_default().insert(journey);
        }
        self.0.entry(journey).or_default().extend(details);
    }

    /// The parts of a journey, not the parts of these.
    pub fn of_whole(&self, whole: JourneyId) -> impl Iterator<Item = JourneyId> + '_ {
        self.0.get(&whole).into_iter().flatten().copied()
    }

    /// Whether a journey is a part of another, however deep.
    #[must_use]
    pub fn holds(&self, whole: JourneyId, part: JourneyId) -> bool {
        self.reaches(self.of_whole(whole).collect(), |at| at == part)
    }

    /// Whether a wanted one is among these journeys or a part of one of them, however deep.
    fn reaches(&self, mut next: Vec<JourneyId>, wanted: impl Fn(JourneyId) -> bool) -> bool {
        let mut seen = BTreeSet::new();
        while let Some(at) = next.pop() {
            if wanted(at) {
                return true;
            }
            if seen.insert(at) {
                next.extend(self.of_whole(at));
            }
        }
        false
    }

    /// Whether making one journey a part of another would make a journey a part of itself.
    #[must_use]
    pub fn would_turn(&self, whole: JourneyId, part: JourneyId) -> bool {
        whole == part || self.holds(part, whole)
    }
}

/// The first of `intents` that would make the journey a part of itself by way of others; `None` where none does. `others` are
/// all other journeys: what they say of each other and of this one.
#[must_use]
pub fn turning(journey: &Journey, others: &Parts, intents: &[Intent]) -> Option<usize> {
    let mut parent = journey.scope.parent;
    // Also of hidden steps, which may come back.
    let steps = journey.steps.iter();
    let mut details: BTreeMap<StepId, JourneyId> = steps
        .filter_map(|(id, step)| Some((*id, step.journey?)))
        .collect();
    intents.iter().position(|intent| {
        match intent {
            Intent::Journey(JourneyIntent::SetScope {
                field: ScopeField::Parent(to),
            }) => parent = *to,
            Intent::Journey(JourneyIntent::SetStep {
                step,
                field: StepField::Journey(to),
            }) => match to {
                Some(to) => _ = details.insert(*step, *to),
                None => _ = details.remove(step),
            },
            _ => return false,
        }
        let mut next: Vec<JourneyId> = others.of_whole(journey.id).collect();
        next.extend(details.values());
        // The journey is a part of its parent: who comes to that from its parts has come round.
        let round = |at: JourneyId| at == journey.id || Some(at) == parent;
        parent == Some(journey.id) || others.reaches(next, round)
    })
}

/// Whether an intent says what is a part of what.
#[must_use]
pub const fn says_parts(intent: &Intent) -> bool {
    matches!(
        intent,
        Intent::Journey(
            JourneyIntent::SetScope {
                field: ScopeField::Parent(Some(_)),
            } | JourneyIntent::SetStep {
                field: StepField::Journey(Some(_)),
                ..
            }
        )
    )
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn id(n: u128) -> JourneyId {
        JourneyId::new(Uuid::from_u128(n))
    }

    fn parts(links: &[(u128, u128)]) -> Parts {
        let mut parts = Parts::default();
        for (whole, part) in links {
            parts.add_links(id(*whole), None, [id(*part)]);
        }
        parts
    }

    #[test]
    fn a_part_of_a_part_is_a_part() {
        let parts = parts(&[(1, 2), (2, 3), (1, 4)]);
        assert!(parts.holds(id(1), id(3)));
        assert!(!parts.holds(id(3), id(1)) && !parts.holds(id(4), id(3)));
        assert!(parts.would_turn(id(3), id(1)) && parts.would_turn(id(1), id(1)));
        assert!(!parts.would_turn(id(4), id(3)));
    }

    #[test]
    fn a_ring_that_is_there_all_the_same_ends_the_search() {
        let parts = parts(&[(1, 2), (2, 1)]);
        assert!(parts.holds(id(1), id(1)));
        assert!(!parts.holds(id(1), id(3)));
    }

    #[test]
    fn the_wish_that_closes_a_ring_is_named() {
        let parent = |to: Option<u128>| {
            Intent::Journey(JourneyIntent::SetScope {
                field: ScopeField::Parent(to.map(id)),
            })
        };
        let step = StepId::new(Uuid::from_u128(9));
        let detail = |to: Option<u128>| {
            Intent::Journey(JourneyIntent::SetStep {
                step,
                field: StepField::Journey(to.map(id)),
            })
        };
        let mut journey = Journey::new(id(1));
        // 2 shows 3 in detail.
        let others = parts(&[(2, 3)]);
        assert_eq!(turning(&journey, &others, &[parent(Some(2))]), None);
        assert_eq!(
            turning(&journey, &others, &[parent(Some(2)), detail(Some(4))]),
            None
        );
        assert_eq!(
            turning(&journey, &others, &[parent(Some(3)), detail(Some(2))]),
            Some(1)
        );
        // What is given up in between closes nothing.
        let moved = [parent(Some(3)), parent(None), detail(Some(2))];
        assert_eq!(turning(&journey, &others, &moved), None);
        journey.scope.parent = Some(id(3));
        assert_eq!(turning(&journey, &others, &[detail(Some(2))]), Some(0));
    }
}
