//! Which journey is a part of which: by its own word (its parent), or because a step of the other shows it in detail.

use std::collections::{BTreeMap, BTreeSet};

use super::{Journey, JourneyIntent, Node, ScopeField, StepField};
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
/// all other journeys: what they say of each other and of this one. A ring that is there already hinders nothing but what would
/// close another one, so that it can be undone.
#[must_use]
pub fn turning(journey: &Journey, others: &Parts, intents: &[Intent]) -> Option<usize> {
    let mut own = Own::of(journey);
    let mut copied = false;
    intents.iter().position(|intent| {
        let Intent::Journey(intent) = intent else {
            return false;
        };
        match intent {
            JourneyIntent::SetScope {
                field: ScopeField::Parent(parent),
            } => {
                own.parent = *parent;
                parent.is_some_and(|parent| {
                    let parts = others.of_whole(journey.id).chain(own.shown()).collect();
                    parent == journey.id || others.reaches(parts, |at| at == parent)
                })
            }
            JourneyIntent::SetStep {
                step,
                field: StepField::Journey(detail),
            } => {
                own.details.insert(*step, (*detail, true));
                detail.is_some_and(|detail| own.closes(journey.id, others, detail))
            }
            // What was away while others changed.
            JourneyIntent::Restore { nodes } => nodes.iter().any(|node| {
                let Node::Step(step) = node else {
                    return false;
                };
                let Some((detail, shown)) = own.details.get_mut(step) else {
                    return false;
                };
                let again = !std::mem::replace(shown, true);
                let detail = detail.filter(|_| again);
                detail.is_some_and(|detail| own.closes(journey.id, others, detail))
            }),
            JourneyIntent::Duplicate { .. } => {
                copied = true;
                false
            }
            // A copy says what its source said, which therefore still counts.
            JourneyIntent::Delete { nodes } if !copied => {
                for node in nodes {
                    // Steps that go with their stage count until the next push: they may have left it in this one.
                    if let Node::Step(step) = node
                        && let Some((_, shown)) = own.details.get_mut(step)
                    {
                        *shown = false;
                    }
                }
                false
            }
            _ => false,
        }
    })
}

/// What a journey says of itself.
struct Own {
    parent: Option<JourneyId>,
    /// The journeys that show steps in detail, and whether the steps are shown.
    details: BTreeMap<StepId, (Option<JourneyId>, bool)>,
}

impl Own {
    fn of(journey: &Journey) -> Self {
        let steps = journey.steps.iter();
        Self {
            parent: journey.scope.parent,
            details: steps
                .map(|(id, step)| (*id, (step.journey, !step.hidden)))
                .collect(),
        }
    }

    fn shown(&self) -> impl Iterator<Item = JourneyId> + '_ {
        let shown = self.details.values().filter(|(_, shown)| *shown);
        shown.filter_map(|(detail, _)| *detail)
    }

    /// Whether the way from a part leads back to the journey, or to its parent, whose part it is.
    fn closes(&self, own: JourneyId, others: &Parts, part: JourneyId) -> bool {
        others.reaches(vec![part], |at| at == own || Some(at) == self.parent)
    }
}

/// Whether an intent may say what is a part of what.
#[must_use]
pub fn says_parts(intent: &Intent) -> bool {
    match intent {
        Intent::Journey(JourneyIntent::Restore { nodes }) => {
            nodes.iter().any(|node| matches!(node, Node::Step(_)))
        }
        Intent::Journey(
            JourneyIntent::SetScope {
                field: ScopeField::Parent(Some(_)),
            }
            | JourneyIntent::SetStep {
                field: StepField::Journey(Some(_)),
                ..
            },
        ) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::journey::Step;

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

    #[test]
    fn a_step_that_comes_back_is_asked_what_others_say_by_now() {
        let step = StepId::new(Uuid::from_u128(9));
        let mut journey = Journey::new(id(1));
        let found = Step {
            stage: crate::id::StageId::new(Uuid::from_u128(8)),
            title: "Pay".to_owned(),
            journey: Some(id(2)),
            hidden: true,
        };
        journey.steps.insert(step, found);
        let nodes = vec![Node::Step(step)];
        let restore = Intent::Journey(JourneyIntent::Restore {
            nodes: nodes.clone(),
        });
        let delete = Intent::Journey(JourneyIntent::Delete { nodes });
        assert!(says_parts(&restore) && !says_parts(&delete));
        let turns =
            |journey: &Journey, links, intents: &[Intent]| turning(journey, &parts(links), intents);
        // 2 has come to show 1 in detail, itself or by way of 3.
        let again = std::slice::from_ref(&restore);
        assert_eq!(turns(&journey, &[], again), None);
        assert_eq!(turns(&journey, &[(2, 1)], again), Some(0));
        assert_eq!(turns(&journey, &[(2, 3), (3, 1)], again), Some(0));
        // Away and back again, and what stands there already, close nothing new.
        journey.steps.get_mut(&step).unwrap().hidden = false;
        assert_eq!(turns(&journey, &[(2, 1)], again), None);
        let both = [delete, restore];
        assert_eq!(turns(&journey, &[(2, 1)], &both), Some(1));
        assert_eq!(turns(&journey, &[(2, 3)], &both), None);
    }

    #[test]
    fn what_a_hidden_step_says_hinders_nothing_until_it_comes_back() {
        let step = StepId::new(Uuid::from_u128(9));
        let mut journey = Journey::new(id(1));
        let found = Step {
            stage: crate::id::StageId::new(Uuid::from_u128(8)),
            title: "Pay".to_owned(),
            journey: Some(id(2)),
            hidden: true,
        };
        journey.steps.insert(step, found);
        let parent = Intent::Journey(JourneyIntent::SetScope {
            field: ScopeField::Parent(Some(id(2))),
        });
        let restore = Intent::Journey(JourneyIntent::Restore {
            nodes: vec![Node::Step(step)],
        });
        let others = Parts::default();
        let alone = std::slice::from_ref(&parent);
        assert_eq!(turning(&journey, &others, alone), None);
        assert_eq!(turning(&journey, &others, &[parent, restore]), Some(1));
    }

    #[test]
    fn out_of_a_ring_that_is_there_leads_every_way_that_closes_no_other() {
        let step = StepId::new(Uuid::from_u128(9));
        let mut journey = Journey::new(id(1));
        journey.scope.parent = Some(id(2));
        let others = parts(&[(1, 2), (2, 1)]);
        let parent = |to: Option<u128>| {
            Intent::Journey(JourneyIntent::SetScope {
                field: ScopeField::Parent(to.map(id)),
            })
        };
        let detail = Intent::Journey(JourneyIntent::SetStep {
            step,
            field: StepField::Journey(Some(id(4))),
        });
        assert_eq!(turning(&journey, &others, &[parent(None)]), None);
        assert_eq!(turning(&journey, &others, &[detail]), None);
        assert_eq!(turning(&journey, &others, &[parent(Some(3))]), None);
        assert_eq!(turning(&journey, &others, &[parent(Some(2))]), Some(0));
    }
}
