//! Taking changes back exactly, the last one first: what a replica does before it hears of others'.

use super::{
    Journey, JourneyPrior,
    overwrite::{move_card, move_step, rename, set_card, set_scope, set_step, take_card},
};
use crate::order;

/// Takes back the last change applied, exactly.
pub fn rollback(journey: &mut Journey, prior: JourneyPrior) {
    match prior {
        JourneyPrior::Nothing => {}
        JourneyPrior::Scope(field) => drop(set_scope(&mut journey.scope, field)),
        JourneyPrior::StageAdded(id) => {
            journey.stages.remove(&id);
            order::remove(&mut journey.stage_order, id);
        }
        JourneyPrior::StepAdded(id, stage) => {
            journey.steps.remove(&id);
            if let Some(stage) = journey.stages.get_mut(&stage) {
                order::remove(&mut stage.step_order, id);
            }
        }
        JourneyPrior::LaneAdded(id) => {
            journey.lanes.remove(&id);
            order::remove(&mut journey.lane_order, id);
        }
        JourneyPrior::CardAdded(id, cell) => {
            journey.cards.remove(&id);
            take_card(journey, id, cell);
        }
        JourneyPrior::Title(node, title) => drop(rename(journey, node, title)),
        JourneyPrior::StagePlace(id, after) => {
            order::shift(&mut journey.stage_order, id, after);
        }
        JourneyPrior::StepPlace(id, stage, after) => {
            move_step(journey, id, stage, after);
        }
        JourneyPrior::LanePlace(id, after) => {
            order::shift(&mut journey.lane_order, id, after);
        }
        JourneyPrior::CardPlace(id, cell, after) => {
            move_card(journey, id, cell, after);
        }
        JourneyPrior::LaneDepartment(id, department) => {
            if let Some(lane) = journey.lanes.get_mut(&id) {
                lane.department = department;
            }
        }
        JourneyPrior::Card(id, field) => {
            if let Some(card) = journey.cards.get_mut(&id) {
                set_card(card, field);
            }
        }
        JourneyPrior::Note(id, note) | JourneyPrior::NoteEdited(id, note, _) => {
            if let Some(card) = journey.cards.get_mut(&id) {
                card.note = note;
            }
        }
        JourneyPrior::Emotion(persona, step, Some(emotion)) => {
            journey.emotions.insert((persona, step), emotion);
        }
        JourneyPrior::Emotion(persona, step, None) => {
            journey.emotions.remove(&(persona, step));
        }
        JourneyPrior::LineOfVisibility(below) => journey.line_of_visibility = below,
        JourneyPrior::LinkAdded(id, ..) => drop(journey.links.remove(&id)),
        JourneyPrior::Link(id, kind) => {
            if let Some(link) = journey.links.get_mut(&id) {
                link.kind = kind;
            }
        }
        JourneyPrior::LaneContent(id, content) => {
            if let Some(lane) = journey.lanes.get_mut(&id) {
                lane.content = content;
            }
        }
        JourneyPrior::Step(id, field) => {
            if let Some(step) = journey.steps.get_mut(&id) {
                set_step(step, field);
            }
        }
        JourneyPrior::Visible(nodes) => {
            for node in nodes {
                if let Some(hidden) = journey.hidden_mut(node) {
                    *hidden = false;
                }
            }
        }
        JourneyPrior::Hidden(nodes) => {
            for node in nodes {
                if let Some(hidden) = journey.hidden_mut(node) {
                    *hidden = true;
                }
            }
        }
    }
}
