//! Edits of a longer text, as operational transformation has them: what is kept, put in and taken out, from its beginning
//! to its end.
//!
//! Two people who edit the same text make two edits of it. [`TextEdit::transformed`] turns one into an edit of what the
//! other left, so that both arrive at the same text, character by character (Ellis and Gibbs 1989; the form with whole
//! edits instead of single characters is Google Wave's, 2009). Lengths are counted in characters (Unicode scalar values),
//! so that they mean the same in every language that reads a log. Knows nothing of whose edits they are, or of revisions.

use std::{fmt, slice};

use serde::{Deserialize, Serialize};

/// One stretch of an edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TextSpan {
    /// So many characters stay.
    Keep(u32),
    /// This comes in.
    Insert(String),
    /// So many characters go.
    Delete(u32),
}

/// An edit of one text: its spans reach from the text's beginning to its end.
///
/// Always in the one form that says it shortest: no span is empty, no two of a kind are neighbours, and what comes in
/// stands before what goes. Read from outside, it is brought into this form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(try_from = "Vec<TextSpan>", into = "Vec<TextSpan>")]
pub struct TextEdit(Vec<TextSpan>);

/// An edit that is not one of this text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the edit is one of a text of {expected} characters, and this one has {found}")]
pub struct Misfit {
    /// Characters of the text that the edit begins from.
    pub expected: u64,
    /// Characters of the text it was given.
    pub found: u64,
}

/// Spans that no text is long enough for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong;

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an edit of more characters than any text has")
    }
}

impl std::error::Error for TooLong {}

impl TryFrom<Vec<TextSpan>> for TextEdit {
    type Error = TooLong;

    fn try_from(spans: Vec<TextSpan>) -> Result<Self, TooLong> {
        let lengths = spans.iter().map(|span| match span {
            TextSpan::Keep(count) | TextSpan::Delete(count) => u64::from(*count),
            TextSpan::Insert(text) => text.len() as u64,
        });
        // Sums of lengths then never overflow, whatever is made of the edit.
        if lengths.fold(0, u64::saturating_add) > u64::from(u32::MAX / 4) {
            return Err(TooLong);
        }
        let mut edit = Self::default();
        for span in spans {
            match span {
                TextSpan::Keep(count) => edit.keep(count),
                TextSpan::Insert(text) => edit.insert(&text),
                TextSpan::Delete(count) => edit.delete(count),
            }
        }
        Ok(edit)
    }
}

impl From<TextEdit> for Vec<TextSpan> {
    fn from(edit: TextEdit) -> Self {
        edit.0
    }
}

impl TextEdit {
    /// The edit that replaces what differs between two texts: one stretch, from the first difference to the last.
    #[must_use]
    pub fn between(before: &str, after: &str) -> Self {
        let same = |(a, b): &(char, char)| a == b;
        let kept = before.chars().zip(after.chars()).take_while(same).count();
        let (old, new) = (rest(before, kept), rest(after, kept));
        let tail = old
            .chars()
            .rev()
            .zip(new.chars().rev())
            .take_while(same)
            .count();
        let (old, new) = (old.chars().count(), new.chars().count());
        let mut edit = Self::default();
        edit.keep(short(kept));
        let inserted: String = after.chars().skip(kept).take(new - tail).collect();
        edit.insert(&inserted);
        edit.delete(short(old - tail));
        edit.keep(short(tail));
        edit
    }

    /// Its stretches, in order.
    #[must_use]
    pub fn spans(&self) -> &[TextSpan] {
        &self.0
    }

    /// Whether it leaves every text that it fits as it is.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.0.iter().all(|span| matches!(span, TextSpan::Keep(_)))
    }

    /// Characters of the text that it is an edit of.
    #[must_use]
    pub fn length_before(&self) -> u64 {
        self.length(|span| match span {
            TextSpan::Keep(count) | TextSpan::Delete(count) => u64::from(*count),
            TextSpan::Insert(_) => 0,
        })
    }

    /// Characters of the text that it makes.
    #[must_use]
    pub fn length_after(&self) -> u64 {
        self.length(|span| match span {
            TextSpan::Keep(count) => u64::from(*count),
            TextSpan::Insert(text) => text.chars().count() as u64,
            TextSpan::Delete(_) => 0,
        })
    }

    fn length(&self, of: impl Fn(&TextSpan) -> u64) -> u64 {
        self.0.iter().map(of).sum()
    }

    /// The text after it.
    ///
    /// # Errors
    /// [`Misfit`] when it is an edit of a text of another length.
    pub fn apply(&self, text: &str) -> Result<String, Misfit> {
        self.fits(text)?;
        let mut chars = text.chars();
        let mut after = String::with_capacity(text.len());
        for span in &self.0 {
            match span {
                TextSpan::Keep(count) => after.extend(chars.by_ref().take(*count as usize)),
                TextSpan::Insert(text) => after.push_str(text),
                TextSpan::Delete(count) => chars.by_ref().take(*count as usize).for_each(drop),
            }
        }
        Ok(after)
    }

    /// The edit of the text after it that brings `text` back.
    ///
    /// # Errors
    /// [`Misfit`] when it is no edit of `text`.
    pub fn inverted(&self, text: &str) -> Result<Self, Misfit> {
        self.fits(text)?;
        let mut chars = text.chars();
        let mut inverse = Self::default();
        for span in &self.0 {
            match span {
                TextSpan::Keep(count) => {
                    chars.by_ref().take(*count as usize).for_each(drop);
                    inverse.keep(*count);
                }
                TextSpan::Insert(text) => inverse.delete(short(text.chars().count())),
                TextSpan::Delete(count) => {
                    let gone: String = chars.by_ref().take(*count as usize).collect();
                    inverse.insert(&gone);
                }
            }
        }
        Ok(inverse)
    }

    /// Both one after the other, as one edit.
    ///
    /// # Errors
    /// [`Misfit`] when `next` is no edit of what this one leaves.
    pub fn then(&self, next: &Self) -> Result<Self, Misfit> {
        fit(next.length_before(), self.length_after())?;
        let (mut first, mut second) = (Reader::new(self), Reader::new(next));
        let mut both = Self::default();
        loop {
            match (first.piece, second.piece) {
                // What goes first was never seen by the second, and what comes second was not there for the first.
                (Some(Piece::Delete(count)), _) => {
                    both.delete(count);
                    first.take(count);
                }
                (_, Some(Piece::Insert(text, count))) => {
                    both.insert(text);
                    second.take(count);
                }
                (Some(one), Some(two)) => {
                    let count = one.length().min(two.length());
                    match (one, two) {
                        (Piece::Keep(_), Piece::Keep(_)) => both.keep(count),
                        (Piece::Keep(_), _) => both.delete(count),
                        (Piece::Insert(text, _), Piece::Keep(_)) => both.insert(head(text, count)),
                        // It came and went.
                        _ => {}
                    }
                    first.take(count);
                    second.take(count);
                }
                // The lengths fit, so both end together.
                _ => return Ok(both),
            }
        }
    }

    /// Two edits of the same text: this one as an edit of what `earlier` leaves, and the other way round. Where both put
    /// something in at the same place, what came earlier stands first.
    ///
    /// # Errors
    /// [`Misfit`] when they are not edits of texts of the same length.
    pub fn transformed(&self, earlier: &Self) -> Result<(Self, Self), Misfit> {
        fit(self.length_before(), earlier.length_before())?;
        let (mut mine, mut theirs) = (Reader::new(self), Reader::new(earlier));
        let (mut after_theirs, mut after_mine) = (Self::default(), Self::default());
        loop {
            match (mine.piece, theirs.piece) {
                (_, Some(Piece::Insert(text, count))) => {
                    after_mine.insert(text);
                    after_theirs.keep(count);
                    theirs.take(count);
                }
                (Some(Piece::Insert(text, count)), _) => {
                    after_theirs.insert(text);
                    after_mine.keep(count);
                    mine.take(count);
                }
                (Some(one), Some(two)) => {
                    let count = one.length().min(two.length());
                    match (one, two) {
                        (Piece::Keep(_), Piece::Keep(_)) => {
                            after_theirs.keep(count);
                            after_mine.keep(count);
                        }
                        (Piece::Delete(_), Piece::Keep(_)) => after_theirs.delete(count),
                        (Piece::Keep(_), Piece::Delete(_)) => after_mine.delete(count),
                        // Gone either way.
                        _ => {}
                    }
                    mine.take(count);
                    theirs.take(count);
                }
                // The lengths fit, so both end together.
                _ => return Ok((after_theirs, after_mine)),
            }
        }
    }

    /// Where a caret before the character `place` of the text before stands in the text after. What comes in exactly
    /// there comes before it.
    #[must_use]
    pub fn caret(&self, place: u32) -> u32 {
        let (mut before, mut after) = (0_u32, 0_u32);
        for span in &self.0 {
            match span {
                TextSpan::Keep(count) if place - before < *count => {
                    return after + (place - before);
                }
                TextSpan::Delete(count) if place - before < *count => return after,
                TextSpan::Keep(count) => (before, after) = (before + count, after + count),
                TextSpan::Insert(text) => after = after.saturating_add(short(text.chars().count())),
                TextSpan::Delete(count) => before += count,
            }
        }
        after
    }

    fn fits(&self, text: &str) -> Result<(), Misfit> {
        fit(self.length_before(), text.chars().count() as u64)
    }

    fn keep(&mut self, count: u32) {
        match self.0.last_mut() {
            _ if count == 0 => {}
            Some(TextSpan::Keep(last)) => *last = last.saturating_add(count),
            _ => self.0.push(TextSpan::Keep(count)),
        }
    }

    fn insert(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let deleted = self.0.pop_if(|last| matches!(last, TextSpan::Delete(_)));
        match self.0.last_mut() {
            Some(TextSpan::Insert(last)) => last.push_str(text),
            _ => self.0.push(TextSpan::Insert(text.to_owned())),
        }
        self.0.extend(deleted);
    }

    fn delete(&mut self, count: u32) {
        match self.0.last_mut() {
            _ if count == 0 => {}
            Some(TextSpan::Delete(last)) => *last = last.saturating_add(count),
            _ => self.0.push(TextSpan::Delete(count)),
        }
    }
}

/// What of an edit has not been read.
struct Reader<'a> {
    piece: Option<Piece<'a>>,
    later: slice::Iter<'a, TextSpan>,
}

/// What is left of a span.
#[derive(Clone, Copy)]
enum Piece<'a> {
    Keep(u32),
    /// With its length, so that it is counted once.
    Insert(&'a str, u32),
    Delete(u32),
}

impl<'a> Piece<'a> {
    fn of(span: &'a TextSpan) -> Self {
        match span {
            TextSpan::Keep(count) => Self::Keep(*count),
            TextSpan::Insert(text) => Self::Insert(text, short(text.chars().count())),
            TextSpan::Delete(count) => Self::Delete(*count),
        }
    }

    const fn length(self) -> u32 {
        match self {
            Self::Keep(count) | Self::Insert(_, count) | Self::Delete(count) => count,
        }
    }

    /// What is left when so many characters of it were read; nothing when all were.
    fn without(self, count: u32) -> Option<Self> {
        let left = self.length().checked_sub(count).filter(|left| *left > 0)?;
        Some(match self {
            Self::Keep(_) => Self::Keep(left),
            Self::Insert(text, _) => Self::Insert(rest(text, count as usize), left),
            Self::Delete(_) => Self::Delete(left),
        })
    }
}

impl<'a> Reader<'a> {
    fn new(edit: &'a TextEdit) -> Self {
        let mut later = edit.0.iter();
        let piece = later.next().map(Piece::of);
        Self { piece, later }
    }

    /// Reads so many characters of the piece, or all of it.
    fn take(&mut self, count: u32) {
        self.piece = self
            .piece
            .and_then(|piece| piece.without(count))
            .or_else(|| self.later.next().map(Piece::of));
    }
}

fn fit(expected: u64, found: u64) -> Result<(), Misfit> {
    if expected == found {
        Ok(())
    } else {
        Err(Misfit { expected, found })
    }
}

/// A text without its first characters.
fn rest(text: &str, from: usize) -> &str {
    text.char_indices()
        .nth(from)
        .map_or("", |(at, _)| &text[at..])
}

/// The first characters of a text.
fn head(text: &str, count: u32) -> &str {
    text.char_indices()
        .nth(count as usize)
        .map_or(text, |(at, _)| &text[..at])
}

/// Lengths of texts fit by far; see [`TextEdit::try_from`].
fn short(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
