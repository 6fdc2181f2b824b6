//! What is being written in a note and not yet kept, as an edit of the text it began from.

use shared::{journey::Note, text::TextEdit};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    /// The revision of the text that `edit` is an edit of.
    pub(super) base: u32,
    /// That text.
    on: String,
    /// What was typed, stretch by stretch: finer than the difference of two texts.
    pub(super) edit: TextEdit,
    /// The text as it stands in the field.
    pub(super) text: String,
}

impl Draft {
    /// Nothing typed yet.
    pub(super) fn of(note: &Note) -> Self {
        Self {
            base: note.revision,
            on: note.text.clone(),
            edit: TextEdit::between(&note.text, &note.text),
            text: note.text.clone(),
        }
    }

    /// The field has another text now.
    pub(super) fn typed(&mut self, text: String) {
        let step = TextEdit::between(&self.text, &text);
        self.edit = self
            .edit
            .then(&step)
            .unwrap_or_else(|_| TextEdit::between(&self.on, &text));
        self.text = text;
    }

    /// Whether the note says something else now, and not because somebody wrote in it.
    pub(super) fn conflicts(&self, now: &Note) -> bool {
        self.base != now.revision && self.text != now.text && now.since(self.base).is_none()
    }

    /// Takes in what others wrote. Gives the ends of the selection (in UTF-16, as browsers count) where they belong then;
    /// `None` when nothing is to be done.
    pub(super) fn take_in(&mut self, now: &Note, (from, to): (u32, u32)) -> Option<(u32, u32)> {
        if self.base == now.revision || self.conflicts(now) {
            return None;
        }
        let others = TextEdit::between(&self.on, &now.text);
        let (edit, others) = self.edit.transformed(&others).ok()?;
        let text = others.apply(&self.text).ok()?;
        let moved = |place| in_utf16(&text, others.caret(in_chars(&self.text, place)));
        let selection = (moved(from), moved(to));
        *self = Self {
            base: now.revision,
            on: now.text.clone(),
            edit,
            text,
        };
        Some(selection)
    }
}

/// Characters before a place that is counted in UTF-16.
fn in_chars(text: &str, utf16: u32) -> u32 {
    let mut left = utf16 as usize;
    let before = text.chars().take_while(|letter| {
        let fits = letter.len_utf16() <= left;
        left = left.saturating_sub(letter.len_utf16());
        fits
    });
    u32::try_from(before.count()).unwrap_or(u32::MAX)
}

/// A place that is counted in characters, in UTF-16.
fn in_utf16(text: &str, chars: u32) -> u32 {
    let length: usize = text.chars().take(chars as usize).map(char::len_utf16).sum();
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use shared::id::NoteEditId;
    use uuid::Uuid;

    use super::*;

    fn written(note: &Note, text: &str) -> Note {
        let id = NoteEditId::new(Uuid::from_u128(note.revision.into()));
        note.edited(id, TextEdit::between(&note.text, text))
            .unwrap()
    }

    #[test]
    fn what_others_write_comes_in_and_the_caret_stays_with_its_words() {
        let note = written(&Note::default(), "🚌 is late.");
        let mut draft = Draft::of(&note);
        draft.typed("🚌 is always late.".to_owned());
        // Behind "always ": the bus is two units of UTF-16.
        let caret = "🚌 is always ".encode_utf16().count() as u32;
        let now = written(&note, "Mondays the 🚌 is late.");
        let moved = "Mondays the 🚌 is always ".encode_utf16().count() as u32;
        assert_eq!(draft.take_in(&now, (caret, caret)), Some((moved, moved)));
        assert_eq!(draft.text, "Mondays the 🚌 is always late.");
        assert_eq!(draft.base, 2);
        assert_eq!(draft.edit.apply(&now.text).as_ref(), Ok(&draft.text));
        assert_eq!(draft.take_in(&now, (0, 0)), None);
    }

    #[test]
    fn a_text_that_was_replaced_as_a_whole_is_a_conflict_unless_it_says_the_same() {
        let note = written(&Note::default(), "one");
        let mut draft = Draft::of(&note);
        draft.typed("one, and two".to_owned());
        let now = note.replaced("other".to_owned());
        assert!(draft.conflicts(&now));
        assert_eq!(draft.clone().take_in(&now, (0, 0)), None);
        assert!(!draft.conflicts(&note.replaced("one, and two".to_owned())));
    }
}
