//! Wishes that take changes back: for logs that only ever grow.

use std::collections::{BTreeMap, BTreeSet};

use super::{JourneyIntent, JourneyPrior, Node};
use crate::{
    id::{CardId, CopyId, NoteEditId},
    text::TextEdit,
};

/// The intents that take one push back, from what its changes overwrote.
///
/// When nobody else edits in between, the board becomes as it was, except that what was added stays as
/// something hidden and that a note's revision goes on. Undoing the undo does it again.
#[must_use]
pub fn undo(priors: &[JourneyPrior]) -> Vec<JourneyIntent> {
    let added: BTreeSet<Node> = priors.iter().filter_map(added).collect();
    let mut revisions = BTreeMap::new();
    let mut runs = runs(priors);
    let replaced: BTreeSet<CardId> = priors.iter().filter_map(replaced).collect();
    let mut intents = Vec::new();
    for (index, prior) in priors.iter().enumerate().rev() {
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
            Inverse::Writing => {
                if let Some(mut run) = runs.remove(&index)
                    && !added.contains(&Node::Card(run.card))
                {
                    // A text that was replaced as a whole forgets its edits, so that only its revisions can be counted.
                    if replaced.contains(&run.card) {
                        run.revision = *revisions
                            .entry(run.card)
                            .and_modify(|base: &mut u32| *base = base.saturating_add(1))
                            .or_insert(run.revision);
                    }
                    intents.extend(run.undone());
                }
            }
        }
    }
    intents.into_iter().flat_map(within_limits).collect()
}

/// A deletion of more than one selects by hand, as several. What lies in what is gone already stays gone.
fn within_limits(intent: JourneyIntent) -> Vec<JourneyIntent> {
    match intent {
        JourneyIntent::Delete { nodes } => JourneyIntent::delete(&nodes),
        intent => vec![intent],
    }
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
    /// One of a run of edits of a note.
    Writing,
}

fn replaced(prior: &JourneyPrior) -> Option<CardId> {
    match prior {
        JourneyPrior::Note(card, _) => Some(*card),
        _ => None,
    }
}

/// Edits of a note that follow each other: they are taken back as one, so that what came and went among them leaves
/// nothing behind.
struct Run<'a> {
    card: CardId,
    before: &'a str,
    edit: TextEdit,
    last: NoteEditId,
    /// The revision after the last of them.
    revision: u32,
}

/// The runs of a push, or of several, by the place of their last edit.
fn runs(priors: &[JourneyPrior]) -> BTreeMap<usize, Run<'_>> {
    let mut runs: BTreeMap<usize, Run<'_>> = BTreeMap::new();
    let mut open: BTreeMap<CardId, usize> = BTreeMap::new();
    for (index, prior) in priors.iter().enumerate() {
        let JourneyPrior::NoteEdited(card, before, edit) = prior else {
            continue;
        };
        let revision = before.revision.saturating_add(1);
        let mut run = Run {
            card: *card,
            before: &before.text,
            edit: edit.edit.clone(),
            last: edit.id,
            revision,
        };
        if let Some(place) = open.insert(*card, index)
            && let Some(earlier) = runs.get(&place)
            && earlier.revision == before.revision
            && let Ok(both) = earlier.edit.then(&edit.edit)
        {
            (run.before, run.edit) = (earlier.before, both);
            runs.remove(&place);
        }
        runs.insert(index, run);
    }
    runs
}

impl Run<'_> {
    /// The wish that takes it back. Its id derives from that of the last edit, so that whoever takes it back twice does it
    /// once.
    fn undone(self) -> Option<JourneyIntent> {
        Some(JourneyIntent::EditNote {
            card: self.card,
            id: self.last.copied(CopyId::new(self.last.uuid())),
            base: self.revision,
            edit: self.edit.inverted(self.before).ok()?,
        })
    }
}

fn added(prior: &JourneyPrior) -> Option<Node> {
    match prior {
        JourneyPrior::StageAdded(id) => Some(Node::Stage(*id)),
        JourneyPrior::StepAdded(id, _) => Some(Node::Step(*id)),
        JourneyPrior::LaneAdded(id) => Some(Node::Lane(*id)),
        JourneyPrior::CardAdded(id, _) => Some(Node::Card(*id)),
        JourneyPrior::LinkAdded(id, ..) => Some(Node::Link(*id)),
        _ => None,
    }
}

fn parents(prior: &JourneyPrior) -> Vec<Node> {
    match prior {
        JourneyPrior::StepAdded(_, stage) => vec![Node::Stage(*stage)],
        JourneyPrior::CardAdded(_, cell) => vec![Node::Step(cell.step), Node::Lane(cell.lane)],
        JourneyPrior::LinkAdded(_, from, to) => vec![*from, *to],
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
        JourneyPrior::LinkAdded(id, ..) => return Inverse::Delete(Node::Link(id)),
        JourneyPrior::Note(card, note) => {
            return Inverse::Note {
                card,
                text: note.text,
                revision: note.revision,
            };
        }
        JourneyPrior::NoteEdited(..) => return Inverse::Writing,
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
        JourneyPrior::Link(link, kind) => JourneyIntent::SetLink { link, kind },
        JourneyPrior::LaneContent(lane, content) => JourneyIntent::SetLaneContent { lane, content },
        JourneyPrior::Step(step, field) => JourneyIntent::SetStep { step, field },
        JourneyPrior::Visible(nodes) => JourneyIntent::Restore { nodes },
        JourneyPrior::Hidden(nodes) => JourneyIntent::Delete { nodes },
    })
}
