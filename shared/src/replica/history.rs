//! Undo and redo: wishes that take this client's own pushes back, one or a group of them at a time.

use super::{Edited, Replica};
use crate::log::{self, ClientSeq, Intent, Prior, Timestamp};

/// How many steps back a person can go.
const DEPTH: usize = 500;

#[derive(Debug, Clone, Default)]
pub(super) struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
}

/// What one undo takes back.
#[derive(Debug, Clone, Default)]
struct Step {
    group: Option<u64>,
    pushes: Vec<Done>,
}

/// A push, and what it overwrote once it is confirmed. Until then the queue knows.
#[derive(Debug, Clone)]
struct Done {
    client_seq: ClientSeq,
    confirmed: Option<Vec<Prior>>,
}

impl History {
    /// A push of a person's, which ends what could be redone.
    pub(super) fn did(&mut self, client_seq: ClientSeq, group: Option<u64>) {
        self.redo.clear();
        let done = Done {
            client_seq,
            confirmed: None,
        };
        match self.undo.last_mut() {
            Some(step) if group.is_some() && step.group == group => step.pushes.push(done),
            _ => push(
                &mut self.undo,
                Step {
                    group,
                    pushes: vec![done],
                },
            ),
        }
    }

    /// The server committed a push, which overwrote this.
    pub(super) fn confirmed(&mut self, client_seq: ClientSeq, priors: &[Prior]) {
        let steps = self.undo.iter_mut().chain(&mut self.redo);
        for done in steps.flat_map(|step| &mut step.pushes) {
            if done.client_seq == client_seq && done.confirmed.is_none() {
                done.confirmed = Some(priors.to_vec());
            }
        }
    }

    /// A push came to nothing: there is nothing to take back.
    pub(super) fn dropped(&mut self, client_seq: ClientSeq) {
        for steps in [&mut self.undo, &mut self.redo] {
            for step in steps.iter_mut() {
                step.pushes
                    .retain(|done| done.confirmed.is_some() || done.client_seq != client_seq);
            }
            steps.retain(|step| !step.pushes.is_empty());
        }
    }

    /// Pending pushes got other numbers.
    pub(super) fn renumbered(&mut self, to: impl Fn(ClientSeq) -> ClientSeq) {
        let steps = self.undo.iter_mut().chain(&mut self.redo);
        for done in steps.flat_map(|step| &mut step.pushes) {
            if done.confirmed.is_none() {
                done.client_seq = to(done.client_seq);
            }
        }
    }
}

fn push(steps: &mut Vec<Step>, step: Step) {
    if steps.len() == DEPTH {
        steps.remove(0);
    }
    steps.push(step);
}

#[derive(Clone, Copy)]
enum Direction {
    Undo,
    Redo,
}

impl Replica {
    /// Whether there is something to take back.
    #[must_use]
    pub const fn can_undo(&self) -> bool {
        !self.history.undo.is_empty()
    }

    /// Whether there is something to do again.
    #[must_use]
    pub const fn can_redo(&self) -> bool {
        !self.history.redo.is_empty()
    }

    /// Takes the last step back, as a new push. Without one, nothing changes.
    ///
    /// # Errors
    /// Why it cannot be taken back: others' edits stand in the way. The step is then given up, so that the
    /// one before it can be reached.
    pub fn undo(&mut self, at: Timestamp) -> Edited {
        self.back(Direction::Undo, at)
    }

    /// Does again what was taken back last, as a new push. Without it, nothing changes.
    ///
    /// # Errors
    /// As [`Replica::undo`].
    pub fn redo(&mut self, at: Timestamp) -> Edited {
        self.back(Direction::Redo, at)
    }

    fn back(&mut self, direction: Direction, at: Timestamp) -> Edited {
        let from = match direction {
            Direction::Undo => &mut self.history.undo,
            Direction::Redo => &mut self.history.redo,
        };
        let Some(step) = from.pop() else {
            return Ok(Vec::new());
        };
        let (client_seq, changes) = self.queue(self.inverse(&step), at)?;
        if let Some(client_seq) = client_seq {
            let to = match direction {
                Direction::Undo => &mut self.history.redo,
                Direction::Redo => &mut self.history.undo,
            };
            let pushes = vec![Done {
                client_seq,
                confirmed: None,
            }];
            push(
                to,
                Step {
                    group: None,
                    pushes,
                },
            );
        }
        Ok(changes)
    }

    fn inverse(&self, step: &Step) -> Vec<Intent> {
        let mut priors = Vec::new();
        for done in &step.pushes {
            let pending = || {
                let push = self
                    .pending
                    .iter()
                    .find(|push| push.client_seq == done.client_seq)?;
                push.applied
                    .as_ref()
                    .map(|decided| decided.priors.as_slice())
            };
            priors.extend_from_slice(
                done.confirmed
                    .as_deref()
                    .or_else(pending)
                    .unwrap_or_default(),
            );
        }
        log::undo(&priors)
    }
}
