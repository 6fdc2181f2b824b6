//! The text of a comment: plain, with people mentioned by their ids as `@[01890a5d-ac96-774b-bcce-b302099a8057]`.

use std::collections::BTreeSet;

use crate::id::ActorId;

/// Characters of a comment.
pub const MOST_TEXT: usize = 5_000;
/// People whom one comment mentions.
pub const MOST_MENTIONS: usize = 20;

/// A part of a comment's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// As it was written.
    Text(&'a str),
    /// Somebody who is mentioned; the name is whoever shows it.
    Mention(ActorId),
}

/// Why a text is none of a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    /// Nothing is said.
    #[error("a comment says something: type at least one character")]
    Empty,
    /// It is longer than allowed.
    #[error("a comment has at most {MOST_TEXT} characters")]
    TooLong,
    /// It holds control characters beside line ends and tabs.
    #[error("a comment holds no control characters")]
    ControlCharacters,
    /// It mentions too many.
    #[error("a comment mentions at most {MOST_MENTIONS} people")]
    TooManyMentions,
}

const BEGINS: &str = "@[";
const ENDS: char = ']';

/// How somebody is mentioned.
#[must_use]
pub fn mention(who: ActorId) -> String {
    format!("{BEGINS}{who}{ENDS}")
}

/// The pieces of a text, in order. What only looks like a mention is text.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    // Where the text begins that is not a piece yet, and where the next mention is looked for.
    let (mut from, mut at) = (0, 0);
    while let Some(found) = text[at..].find(BEGINS).map(|found| at + found) {
        let inside = &text[found + BEGINS.len()..];
        let named = inside.split_once(ENDS).and_then(|(id, _)| {
            let who: ActorId = id.parse().ok()?;
            // Only as it is written here: other ways of writing the same id are text.
            (who.to_string() == id).then_some((who, id.len()))
        });
        let Some((who, length)) = named else {
            at = found + BEGINS.len();
            continue;
        };
        if from < found {
            pieces.push(Piece::Text(&text[from..found]));
        }
        pieces.push(Piece::Mention(who));
        at = found + BEGINS.len() + length + ENDS.len_utf8();
        from = at;
    }
    if from < text.len() {
        pieces.push(Piece::Text(&text[from..]));
    }
    pieces
}

/// Everybody whom a text mentions, each once.
#[must_use]
pub fn mentioned(text: &str) -> BTreeSet<ActorId> {
    let pieces = pieces(text).into_iter();
    let people = pieces.filter_map(|piece| match piece {
        Piece::Mention(who) => Some(who),
        Piece::Text(_) => None,
    });
    people.collect()
}

/// The text as it is kept: without space around it.
///
/// # Errors
/// Why it is none.
pub fn check(text: &str) -> Result<&str, TextFault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(TextFault::Empty);
    }
    if text.chars().count() > MOST_TEXT {
        return Err(TextFault::TooLong);
    }
    if text
        .chars()
        .any(|c| c.is_control() && !matches!(c, '\n' | '\t'))
    {
        return Err(TextFault::ControlCharacters);
    }
    if mentioned(text).len() > MOST_MENTIONS {
        return Err(TextFault::TooManyMentions);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    const ANA: ActorId = ActorId::new(Uuid::from_u128(1));

    #[test]
    fn people_are_mentioned_by_their_ids_between_what_is_written() {
        let text = format!("{}: see @[Bea] and {}.", mention(ANA), mention(ANA));
        assert_eq!(
            pieces(&text),
            [
                Piece::Mention(ANA),
                Piece::Text(": see @[Bea] and "),
                Piece::Mention(ANA),
                Piece::Text("."),
            ]
        );
        assert_eq!(mentioned(&text), BTreeSet::from([ANA]));
    }

    #[test]
    fn what_only_looks_like_a_mention_is_text() {
        let bare = Uuid::from_u128(1).simple().to_string();
        let long = format!("@[{bare}] @[ @[@[");
        assert_eq!(pieces(&long), [Piece::Text(&long)]);
        let nested = format!("@[{}", mention(ANA));
        assert_eq!(pieces(&nested), [Piece::Text("@["), Piece::Mention(ANA)]);
        assert_eq!(pieces(""), []);
    }

    #[test]
    fn a_text_that_says_nothing_or_too_much_is_refused_with_why() {
        assert_eq!(check("  Bell is broken \n"), Ok("Bell is broken"));
        assert_eq!(check("two\nlines\tand a tab"), Ok("two\nlines\tand a tab"));
        assert_eq!(check(" \n"), Err(TextFault::Empty));
        assert!(check(&"ñ".repeat(5_000)).is_ok());
        assert_eq!(check(&"ñ".repeat(5_001)), Err(TextFault::TooLong));
        assert_eq!(check("a\u{7}b"), Err(TextFault::ControlCharacters));
        let of = |many: u128| -> String {
            let people = (0..many).map(|who| mention(ActorId::new(Uuid::from_u128(who))));
            people.collect()
        };
        assert!(check(&of(20)).is_ok());
        assert_eq!(check(&of(21)), Err(TextFault::TooManyMentions));
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text(text in "[@\\[\\]a-é0-9-]{0,60}", who: u128, at in 0..60_usize) {
            let at = text.char_indices().map(|(at, _)| at).nth(at).unwrap_or(text.len());
            let text = format!("{}{}{}", &text[..at], mention(ActorId::new(Uuid::from_u128(who))), &text[at..]);
            let again: String = pieces(&text)
                .into_iter()
                .map(|piece| match piece {
                    Piece::Text(text) => text.to_owned(),
                    Piece::Mention(who) => mention(who),
                })
                .collect();
            prop_assert_eq!(again, text);
        }
    }
}
