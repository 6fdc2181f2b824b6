//! The only code that changes a journey. It never refuses and never panics: what a corrupt log asks
//! for and cannot be done is not done, everywhere alike.

use std::mem;

use super::{
    Card, Content, Journey, JourneyChange, JourneyPrior, Lane, Link, Node, Note, NoteEdit, Scope,
    Stage, Step,
    overwrite::{has_cell, move_card, move_step, put_card, rename, set_card, set_scope, set_step},
};
use crate::{id::JourneyId, order};

impl Journey {
    /// The journey of an empty log.
    #[must_use]
    pub fn new(id: JourneyId) -> Self {
        Self {
            id,
            scope: Scope::default(),
            stage_order: Vec::new(),
            lane_order: Vec::new(),
            stages: Default::default(),
            steps: Default::default(),
            lanes: Default::default(),
            cards: Default::default(),
            cells: Default::default(),
            emotions: Default::default(),
            line_of_visibility: None,
            links: Default::default(),
        }
    }

    pub(super) fn hidden_mut(&mut self, node: Node) -> Option<&mut bool> {
        match node {
            Node::Stage(id) => self.stages.get_mut(&id).map(|stage| &mut stage.hidden),
            Node::Step(id) => self.steps.get_mut(&id).map(|step| &mut step.hidden),
            Node::Lane(id) => self.lanes.get_mut(&id).map(|lane| &mut lane.hidden),
            Node::Card(id) => self.cards.get_mut(&id).map(|card| &mut card.hidden),
            Node::Link(id) => self.links.get_mut(&id).map(|link| &mut link.hidden),
        }
    }
}

/// Applies a change and returns what it overwrote.
pub fn apply(journey: &mut Journey, change: &JourneyChange) -> JourneyPrior {
    try_apply(journey, change).unwrap_or(JourneyPrior::Nothing)
}

/// All of the change, or nothing of it.
fn try_apply(journey: &mut Journey, change: &JourneyChange) -> Option<JourneyPrior> {
    match change {
        JourneyChange::ScopeSet { field } => Some(JourneyPrior::Scope(set_scope(
            &mut journey.scope,
            field.clone(),
        ))),
        JourneyChange::StageAdded { .. }
        | JourneyChange::StepAdded { .. }
        | JourneyChange::LaneAdded { .. }
        | JourneyChange::CardAdded { .. }
        | JourneyChange::LinkAdded { .. } => add(journey, change),
        JourneyChange::Renamed { node, title } => Some(JourneyPrior::Title(
            *node,
            rename(journey, *node, title.clone())?,
        )),
        JourneyChange::StageMoved { stage, after } => {
            let before = order::shift(&mut journey.stage_order, *stage, *after)?;
            Some(JourneyPrior::StagePlace(*stage, before))
        }
        JourneyChange::StepMoved { step, stage, after } => {
            let (stage_before, before) = move_step(journey, *step, *stage, *after)?;
            Some(JourneyPrior::StepPlace(*step, stage_before, before))
        }
        JourneyChange::LaneMoved { lane, after } => {
            let before = order::shift(&mut journey.lane_order, *lane, *after)?;
            Some(JourneyPrior::LanePlace(*lane, before))
        }
        JourneyChange::CardMoved { card, cell, after } => {
            let (cell_before, before) = move_card(journey, *card, *cell, *after)?;
            Some(JourneyPrior::CardPlace(*card, cell_before, before))
        }
        JourneyChange::LaneDepartmentSet { lane, department } => {
            let entry = journey.lanes.get_mut(lane)?;
            let before = mem::replace(&mut entry.department, *department);
            Some(JourneyPrior::LaneDepartment(*lane, before))
        }
        JourneyChange::CardSet { card, field } => {
            let entry = journey.cards.get_mut(card)?;
            Some(JourneyPrior::Card(*card, set_card(entry, field.clone())))
        }
        JourneyChange::NoteSet { card, text } => {
            let note = &mut journey.cards.get_mut(card)?.note;
            let after = note.replaced(text.clone());
            Some(JourneyPrior::Note(*card, mem::replace(note, after)))
        }
        JourneyChange::NoteEdited { card, id, edit } => {
            let note = &mut journey.cards.get_mut(card)?.note;
            let after = note.edited(*id, edit.clone()).ok()?;
            let before = mem::replace(note, after);
            let (id, edit) = (*id, edit.clone());
            Some(JourneyPrior::NoteEdited(
                *card,
                before,
                NoteEdit { id, edit },
            ))
        }
        JourneyChange::EmotionSet {
            persona,
            step,
            emotion,
        } => {
            if !journey.steps.contains_key(step) {
                return None;
            }
            let at = (*persona, *step);
            let before = match emotion {
                Some(emotion) => journey.emotions.insert(at, *emotion),
                None => journey.emotions.remove(&at),
            };
            Some(JourneyPrior::Emotion(*persona, *step, before))
        }
        JourneyChange::LineOfVisibilitySet { below } => {
            if below.is_some_and(|lane| !journey.lanes.contains_key(&lane)) {
                return None;
            }
            let before = mem::replace(&mut journey.line_of_visibility, *below);
            Some(JourneyPrior::LineOfVisibility(before))
        }
        JourneyChange::LinkSet { link, kind } => {
            let before = mem::replace(&mut journey.links.get_mut(link)?.kind, *kind);
            Some(JourneyPrior::Link(*link, before))
        }
        JourneyChange::LaneContentSet { lane, content } => {
            let before = mem::replace(&mut journey.lanes.get_mut(lane)?.content, *content);
            Some(JourneyPrior::LaneContent(*lane, before))
        }
        JourneyChange::StepSet { step, field } => {
            let before = set_step(journey.steps.get_mut(step)?, *field);
            Some(JourneyPrior::Step(*step, before))
        }
        JourneyChange::Hidden { nodes } => Some(JourneyPrior::Visible(flag(journey, nodes, true))),
        JourneyChange::Shown { nodes } => Some(JourneyPrior::Hidden(flag(journey, nodes, false))),
    }
}

fn add(journey: &mut Journey, change: &JourneyChange) -> Option<JourneyPrior> {
    match change {
        JourneyChange::StageAdded { id, title, after } => {
            if journey.stages.contains_key(id) {
                return None;
            }
            order::insert(&mut journey.stage_order, *id, *after)?;
            let stage = Stage {
                title: title.clone(),
                step_order: Vec::new(),
                hidden: false,
            };
            journey.stages.insert(*id, stage);
            Some(JourneyPrior::StageAdded(*id))
        }
        JourneyChange::StepAdded {
            id,
            stage,
            title,
            after,
        } => {
            if journey.steps.contains_key(id) {
                return None;
            }
            order::insert(&mut journey.stages.get_mut(stage)?.step_order, *id, *after)?;
            journey.steps.insert(
                *id,
                Step {
                    title: title.clone(),
                    stage: *stage,
                    hidden: false,
                    journey: None,
                },
            );
            Some(JourneyPrior::StepAdded(*id, *stage))
        }
        JourneyChange::LaneAdded {
            id,
            kind,
            title,
            department,
            after,
        } => {
            if journey.lanes.contains_key(id) {
                return None;
            }
            order::insert(&mut journey.lane_order, *id, *after)?;
            let title = title.clone().filter(|title| !title.is_empty());
            let lane = Lane {
                kind: *kind,
                title,
                department: *department,
                hidden: false,
                content: Content::default(),
            };
            journey.lanes.insert(*id, lane);
            Some(JourneyPrior::LaneAdded(*id))
        }
        JourneyChange::CardAdded {
            id,
            cell,
            after,
            title,
            evidence,
            touchpoint,
            department,
        } => {
            if journey.cards.contains_key(id) || !has_cell(journey, *cell) {
                return None;
            }
            put_card(journey, *id, *cell, *after)?;
            let card = Card {
                cell: *cell,
                title: title.clone(),
                note: Note::default(),
                evidence: *evidence,
                touchpoint: *touchpoint,
                department: *department,
                hidden: false,
                metric: None,
                image: None,
            };
            journey.cards.insert(*id, card);
            Some(JourneyPrior::CardAdded(*id, *cell))
        }
        JourneyChange::LinkAdded {
            id,
            kind,
            from,
            to,
            title,
        } => {
            let there = |node: &Node| journey.is_visible(*node).is_some();
            if journey.links.contains_key(id) || !there(from) || !there(to) {
                return None;
            }
            let link = Link {
                kind: *kind,
                from: *from,
                to: *to,
                title: title.clone(),
                hidden: false,
            };
            journey.links.insert(*id, link);
            Some(JourneyPrior::LinkAdded(*id, *from, *to))
        }
        _ => None,
    }
}

/// Hides or shows nodes and returns those that were not so already.
fn flag(journey: &mut Journey, nodes: &[Node], hidden: bool) -> Vec<Node> {
    let mut flip = |node: &Node| {
        journey
            .hidden_mut(*node)
            .is_some_and(|flag| mem::replace(flag, hidden) != hidden)
    };
    nodes.iter().copied().filter(|node| flip(node)).collect()
}
