//! Wishes that take changes back: for logs that only ever grow.

use std::collections::{BTreeMap, BTreeSet};

use super::{JourneyIntent, JourneyPrior, Node};

/// The intents that take one push back, from what its changes overwrote.
///
/// When nobody else edits in between, the board becomes as it was, except that what was added stays as
/// something hidden and that a note's revision goes on. Undoing the undo does it again.
#[must_use]
pub fn undo(priors: &[JourneyPrior]) -> Vec<JourneyIntent> {
    let added: BTreeSet<Node> = priors.iter().filter_map(added).collect();
    let mut revisions = BTreeMap::new();
    let mut intents = Vec::new();
    for prior in priors.iter().rev() {
        match inverse(prior) {
            Inverse::Nothing => {}
            Inverse::Intent(intent) => intents.push(intent),
            Inverse::Delete(node) => {
                // Parents take along what was added to them.
                if !parents(prior).iter().any(|parent| added.contains(parent)) {
                    delete(&mut intents, node);
                }
            }
            Inverse::Note {
                card,
                text,
                revision,
            } => {
                if !added.contains(&Node::Card(card)) {
                    let base = *revisions
                        .entry(card)
                        .and_modify(|base: &mut u32| *base = base.saturating_add(1))
                        .or_insert(revision.saturating_add(1));
                    intents.push(JourneyIntent::SetNote { card, base, text });
                }
            }
        }
    }
    intents
}

enum Inverse {
    Nothing,
    Intent(JourneyIntent),
    Delete(Node),
    Note {
        card: crate::id::CardId,
        text: String,
        revision: u32,
    },
}

fn added(prior: &JourneyPrior) -> Option<Node> {
    match prior {
        JourneyPrior::StageAdded(id) => Some(Node::Stage(*id)),
        JourneyPrior::StepAdded(id, _) => Some(Node::Step(*id)),
        JourneyPrior::LaneAdded(id) => Some(Node::Lane(*id)),
        JourneyPrior::CardAdded(id, _) => Some(Node::Card(*id)),
        _ => None,
    }
}

fn parents(prior: &JourneyPrior) -> Vec<Node> {
    match prior {
        JourneyPrior::StepAdded(_, stage) => vec![Node::Stage(*stage)],
        JourneyPrior::CardAdded(_, cell) => vec![Node::Step(cell.step), Node::Lane(cell.lane)],
        _ => Vec::new(),
    }
}

fn delete(intents: &mut Vec<JourneyIntent>, node: Node) {
    if let Some(JourneyIntent::Delete { nodes }) = intents.last_mut() {
        nodes.push(node);
    } else {
        intents.push(JourneyIntent::Delete { nodes: vec![node] });
    }
}

fn inverse(prior: &JourneyPrior) -> Inverse {
    Inverse::Intent(match prior.clone() {
        JourneyPrior::Nothing => return Inverse::Nothing,
        // A journey never loses its first title.
        JourneyPrior::Scope(super::ScopeField::Title(title)) if title.is_empty() => {
            return Inverse::Nothing;
        }
        JourneyPrior::Visible(nodes) | JourneyPrior::Hidden(nodes) if nodes.is_empty() => {
            return Inverse::Nothing;
        }
        JourneyPrior::StageAdded(id) => return Inverse::Delete(Node::Stage(id)),
        JourneyPrior::StepAdded(id, _) => return Inverse::Delete(Node::Step(id)),
        JourneyPrior::LaneAdded(id) => return Inverse::Delete(Node::Lane(id)),
        JourneyPrior::CardAdded(id, _) => return Inverse::Delete(Node::Card(id)),
        JourneyPrior::Note(card, note) => {
            return Inverse::Note {
                card,
                text: note.text,
                revision: note.revision,
            };
        }
        JourneyPrior::Scope(field) => JourneyIntent::SetScope { field },
        JourneyPrior::Title(node, title) => JourneyIntent::Rename { node, title },
        JourneyPrior::StagePlace(stage, after) => JourneyIntent::MoveStage { stage, after },
        JourneyPrior::StepPlace(step, stage, after) => {
            JourneyIntent::MoveStep { step, stage, after }
        }
        JourneyPrior::LanePlace(lane, after) => JourneyIntent::MoveLane { lane, after },
        JourneyPrior::CardPlace(card, cell, after) => JourneyIntent::MoveCards {
            cards: vec![card],
            cell,
            after,
        },
        JourneyPrior::LaneDepartment(lane, department) => {
            JourneyIntent::SetLaneDepartment { lane, department }
        }
        JourneyPrior::Card(card, field) => JourneyIntent::SetCard { card, field },
        JourneyPrior::Emotion(persona, step, emotion) => JourneyIntent::SetEmotion {
            persona,
            step,
            emotion,
        },
        JourneyPrior::LineOfVisibility(below) => JourneyIntent::SetLineOfVisibility { below },
        JourneyPrior::Visible(nodes) => JourneyIntent::Restore { nodes },
        JourneyPrior::Hidden(nodes) => JourneyIntent::Delete { nodes },
    })
}
