//! The longer text behind a card, and what was last done to it, so that several people can write in it at once.

use serde::{Deserialize, Serialize};

use crate::{
    id::NoteEditId,
    text::{Misfit, TextEdit, TextSpan},
};

/// Edits that a note remembers.
const MOST_RECENT: usize = 64;
/// Characters that came in by those edits, all together.
const MOST_RECENT_CHARS: usize = 20_000;

/// A longer text with its revision and the edits that led there last.
///
/// Whoever writes names the revision that they saw. What happened since is in [`Note::since`], and their edit is
/// transformed over it. What is too long ago for that, or was replaced as a whole since, is refused, and both texts
/// are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Note {
    /// The text.
    pub text: String,
    /// How often it was changed.
    pub revision: u32,
    /// Its last edits, each of the text that the one before it left; none from before the text was last replaced.
    pub recent: Vec<NoteEdit>,
}

/// An edit of a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoteEdit {
    /// Its id, made by whoever wrote.
    pub id: NoteEditId,
    /// What it does.
    pub edit: TextEdit,
}

impl Note {
    /// What was done since a revision, oldest first; `None` where that is not known any more, or lies ahead.
    #[must_use]
    pub fn since(&self, revision: u32) -> Option<&[NoteEdit]> {
        let edits = usize::try_from(self.revision.checked_sub(revision)?).ok()?;
        self.recent.get(self.recent.len().checked_sub(edits)?..)
    }

    /// The note after an edit of its text.
    ///
    /// # Errors
    /// [`Misfit`] when it is an edit of another text.
    pub fn edited(&self, id: NoteEditId, edit: TextEdit) -> Result<Self, Misfit> {
        let text = edit.apply(&self.text)?;
        let mut recent = self.recent.clone();
        recent.push(NoteEdit { id, edit });
        let (mut chars, mut kept) = (0, 0);
        for edit in recent.iter().rev() {
            chars += inserted(&edit.edit);
            if chars > MOST_RECENT_CHARS || kept == MOST_RECENT {
                break;
            }
            kept += 1;
        }
        recent.drain(..recent.len() - kept);
        Ok(Self {
            text,
            revision: self.revision.saturating_add(1),
            recent,
        })
    }

    /// The note with another text in its place.
    #[must_use]
    pub fn replaced(&self, text: String) -> Self {
        Self {
            text,
            revision: self.revision.saturating_add(1),
            recent: Vec::new(),
        }
    }

    /// Whether it remembers no more than it may, and no more edits than there were.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let chars: usize = self.recent.iter().map(|edit| inserted(&edit.edit)).sum();
        let edits = u32::try_from(self.recent.len());
        self.recent.len() <= MOST_RECENT
            && chars <= MOST_RECENT_CHARS
            && edits.is_ok_and(|edits| edits <= self.revision)
    }
}

/// Characters that come in by an edit.
fn inserted(edit: &TextEdit) -> usize {
    edit.spans()
        .iter()
        .map(|span| match span {
            TextSpan::Insert(text) => text.chars().count(),
            TextSpan::Keep(_) | TextSpan::Delete(_) => 0,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn write(note: &Note, number: u32, text: &str) -> Note {
        let id = NoteEditId::new(Uuid::from_u128(number.into()));
        let edit = TextEdit::between(&note.text, &format!("{}{text}", note.text));
        note.edited(id, edit).unwrap()
    }

    #[test]
    fn a_note_knows_what_was_done_since_a_revision_and_no_more_than_it_remembers() {
        let mut note = Note::default();
        for number in 0..70 {
            note = write(&note, number, "x");
        }
        assert_eq!((note.revision, note.text.len()), (70, 70));
        assert_eq!(note.since(70), Some(&[][..]));
        assert_eq!(note.since(68).unwrap().len(), 2);
        assert_eq!(note.since(6).unwrap().len(), 64);
        assert_eq!(note.since(5), None);
        assert_eq!(note.since(71), None);
        assert!(note.is_sound());
    }

    #[test]
    fn long_edits_push_older_ones_out() {
        let mut note = write(&Note::default(), 1, &"ñ".repeat(15_000));
        note = write(&note, 2, "more");
        assert_eq!(note.since(0).unwrap().len(), 2);
        let shorter = TextEdit::between(&note.text, "");
        note = note
            .edited(NoteEditId::new(Uuid::from_u128(3)), shorter)
            .unwrap();
        note = write(&note, 4, &"ñ".repeat(6_000));
        assert_eq!(note.since(1).unwrap().len(), 3);
        assert_eq!(note.since(0), None);
        assert!(note.is_sound());
    }

    #[test]
    fn nothing_is_known_of_before_a_text_was_replaced() {
        let note = write(&Note::default(), 1, "one").replaced("two".to_owned());
        assert_eq!((note.since(2), note.since(1)), (Some(&[][..]), None));
    }
}
