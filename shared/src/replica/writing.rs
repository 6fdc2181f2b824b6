//! What a person wrote in notes and the server has not answered, kept true to texts that others change meanwhile.
//!
//! A pending edit of a note is one of the text that the pending edits before it leave. When others' edits come in below
//! them, each is transformed over those, so that it stays an edit of the text it now meets. What cannot be transformed any
//! more becomes the whole text as its writer saw it, which the server refuses if others changed theirs, so that both
//! can be compared.

use std::collections::{BTreeMap, VecDeque};

use super::{Pending, Replica};
use crate::{
    id::{CardId, NoteEditId},
    journey::{JourneyIntent, JourneyPrior, Note, NoteEdit},
    log::{Intent, Prior},
    text::{Misfit, TextEdit},
};

/// For each note, the pending edits in the order they were made: runs in which each is an edit of the text that the one
/// before it left.
pub(super) type Written = BTreeMap<CardId, Vec<Vec<Edit>>>;

/// A pending edit, as it was before something came in below it.
#[derive(Debug, Clone)]
pub(super) struct Edit {
    id: NoteEditId,
    base: u32,
    edit: TextEdit,
    /// The text after it, where it was shown.
    text: Option<String>,
}

/// A revision that no text has.
const NEVER: u32 = u32::MAX;

/// What pending pushes write in notes; only those that are shown, because the others were no part of what was read.
pub(super) fn written<'a>(pending: impl IntoIterator<Item = &'a Pending>) -> Written {
    let mut written = Written::new();
    for push in pending {
        for intent in &push.intents {
            if let Intent::Journey(JourneyIntent::EditNote {
                card,
                id,
                base,
                edit,
            }) = intent
            {
                let edit = Edit {
                    id: *id,
                    base: *base,
                    edit: edit.clone(),
                    text: text_after(push, *id),
                };
                let runs = written.entry(*card).or_default();
                match runs.last_mut() {
                    Some(run)
                        if run
                            .last()
                            .is_some_and(|last| last.base.checked_add(1) == Some(*base)) =>
                    {
                        run.push(edit);
                    }
                    _ => runs.push(vec![edit]),
                }
            }
        }
    }
    written
}

fn text_after(push: &Pending, edit: NoteEditId) -> Option<String> {
    let priors = &push.applied.as_ref()?.priors;
    priors.iter().find_map(|prior| match prior {
        Prior::Journey(JourneyPrior::NoteEdited(_, before, done)) if done.id == edit => {
            done.edit.apply(&before.text).ok()
        }
        _ => None,
    })
}

impl Replica {
    /// Makes the pending edits of notes ones of the texts that are confirmed now. Pending has to be rolled back.
    pub(super) fn rewrite(&mut self, written: Written) {
        let runs = written
            .into_iter()
            .flat_map(|(card, runs)| (0..).zip(runs).map(move |run| (card, run)));
        for (card, (place, edits)) in runs {
            let Some(note) = self.board.journey.cards.get(&card).map(|card| &card.note) else {
                continue;
            };
            let Some(base) = edits.first().map(|edit| edit.base) else {
                continue;
            };
            // Written after the text was replaced by this replica, which is still pending too.
            if place > 0 && base > note.revision {
                continue;
            }
            let pending = ids(&self.pending);
            let mut rewritten = rewritten(note, edits, &pending);
            for intent in self.pending.iter_mut().flat_map(|push| &mut push.intents) {
                let Intent::Journey(JourneyIntent::EditNote {
                    id, base: on, edit, ..
                }) = intent
                else {
                    continue;
                };
                match rewritten.remove(id) {
                    Some(Place::On(revision, transformed)) => {
                        (*on, *edit) = (revision, transformed);
                    }
                    Some(Place::Lost(Some(text))) => {
                        *intent = Intent::Journey(JourneyIntent::SetNote { card, base, text });
                    }
                    Some(Place::Lost(None)) => *on = NEVER,
                    None => {}
                }
            }
        }
    }
}

fn ids(pending: &VecDeque<Pending>) -> Vec<NoteEditId> {
    let intents = pending.iter().flat_map(|push| &push.intents);
    intents
        .filter_map(|intent| match intent {
            Intent::Journey(JourneyIntent::EditNote { id, .. }) => Some(*id),
            _ => None,
        })
        .collect()
}

enum Place {
    /// An edit of the text of this revision.
    On(u32, TextEdit),
    /// Of a text that cannot be made out any more: what its writer saw, where that is known.
    Lost(Option<String>),
}

/// Where the edits of a note that are still pending stand now.
fn rewritten(note: &Note, edits: Vec<Edit>, pending: &[NoteEditId]) -> BTreeMap<NoteEditId, Place> {
    let mut places = BTreeMap::new();
    let mut edits = VecDeque::from(edits);
    let mut others = others(note, &mut edits);
    let mut revision = note.revision;
    for Edit { id, edit, text, .. } in edits {
        if !pending.contains(&id) {
            // Refused: those after it were written on a text that never was.
            others = None;
            continue;
        }
        let place = match others.take().map(|others| through(&edit, others)) {
            Some(Ok((edit, rest))) => {
                others = Some(rest);
                let on = revision;
                revision = revision.saturating_add(1);
                Place::On(on, edit)
            }
            Some(Err(Misfit { .. })) | None => Place::Lost(text),
        };
        places.insert(id, place);
    }
    places
}

/// What others did below the edits that are left, as one edit of the text that those were written on. Own edits that
/// were confirmed are taken off the front. `None` where it is not known.
fn others(note: &Note, edits: &mut VecDeque<Edit>) -> Option<Others> {
    let mut others = None;
    for NoteEdit { id, edit } in note.since(edits.front()?.base)? {
        if edits.front().is_some_and(|own| own.id == *id) {
            let own = edits.pop_front()?;
            others = through(&own.edit, others).ok()?.1;
        } else {
            others = Some(match others {
                Some(before) => TextEdit::then(&before, edit).ok()?,
                None => edit.clone(),
            });
        }
    }
    Some(others)
}

/// What others did; `None` for nothing.
type Others = Option<TextEdit>;

/// An edit after what others did, and what they did after it.
fn through(edit: &TextEdit, others: Others) -> Result<(TextEdit, Others), Misfit> {
    match others {
        Some(others) => {
            let (edit, others) = edit.transformed(&others)?;
            Ok((edit, Some(others)))
        }
        None => Ok((edit.clone(), None)),
    }
}
