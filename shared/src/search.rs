//! Finding things by what they are called: how well a name fits the words that somebody typed. The same in the server, which
//! looks through what is kept, and in the browser, which looks through its pages.
//!
//! Knows nothing of what the things are. A name costs its length times the number of words, and nothing is kept of those that
//! do not fit, so that tens of thousands of names are looked through in milliseconds.

use serde::{Deserialize, Serialize};

use crate::locale::plain;

/// The most characters of a question; whoever asks more is refused.
pub const MOST_ASKED: usize = 200;
/// The most words of a question that are looked for; the others are not.
pub const MOST_WORDS: usize = 8;

/// The words that are looked for, in small letters without accents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted(Vec<String>);

/// How well a name fits: the smaller the better, 0 where each word is one of the name's and it has no other letters. Comparable
/// within the same question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rank(pub u32);

/// How a word stands in a text, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// As a word of it.
    Whole,
    /// As the beginning of a word.
    Beginning,
    /// Within a word.
    Inside,
}

impl Wanted {
    /// The first [`MOST_WORDS`] words of a question; `None` where it has none.
    #[must_use]
    pub fn of(question: &str) -> Option<Self> {
        let words = plain(question);
        let words = words.split_whitespace().take(MOST_WORDS);
        let words: Vec<String> = words.map(str::to_owned).collect();
        (!words.is_empty()).then_some(Self(words))
    }

    /// How well a name fits, helped by what else is said of the thing; `None` where one of the words is in neither. What is in the
    /// name goes before what is beside it, whole words before beginnings, and these before what is inside of a word; then
    /// names that begin with a word, then short ones.
    pub fn rank<'a>(&self, name: &str, beside: impl IntoIterator<Item = &'a str>) -> Option<Rank> {
        let name = plain(name);
        // Made plain only where the name does not hold all of the words.
        let mut beside = beside.into_iter();
        let mut read: Vec<String> = Vec::new();
        let mut steps = 0;
        for word in &self.0 {
            let in_name = place(&name, word).map(|place| place as u32);
            let step = match in_name {
                Some(step) => step,
                None => {
                    read.extend(beside.by_ref().map(plain));
                    let best = read.iter().filter_map(|text| place(text, word)).min()?;
                    best as u32 + 3
                }
            };
            steps += step;
        }
        let begins = self.0.iter().any(|word| name.starts_with(word));
        let letters: usize = self.0.iter().map(String::len).sum();
        let spaces = self.0.len() - 1;
        let more = name.len().saturating_sub(letters + spaces).min(0x7fff);
        let more = u32::try_from(more).unwrap_or(0x7fff);
        Some(Rank(steps << 16 | u32::from(!begins) << 15 | more))
    }
}

/// The best place of a word in a text, both plain.
fn place(text: &str, word: &str) -> Option<Place> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut best = None;
    for (at, found) in text.match_indices(word) {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + found.len()..);
        let place = if letter(before) {
            Place::Inside
        } else if letter(after.and_then(|after| after.chars().next())) {
            Place::Beginning
        } else {
            return Some(Place::Whole);
        };
        best = Some(best.map_or(place, |known: Place| known.min(place)));
    }
    best
}

/// The best of what was found, best first, and how many there were.
#[derive(Debug, Clone)]
pub struct Best<T> {
    most: usize,
    kept: Vec<(Rank, T)>,
    seen: u32,
}

impl<T> Best<T> {
    /// Nothing yet; at most so many are kept.
    #[must_use]
    pub const fn new(most: usize) -> Self {
        Self {
            most,
            kept: Vec::new(),
            seen: 0,
        }
    }

    /// Takes one that fits, made only where it is among the best. Of equals the first stays before the next.
    pub fn take(&mut self, rank: Rank, thing: impl FnOnce() -> T) {
        self.seen = self.seen.saturating_add(1);
        let at = self.kept.partition_point(|(known, _)| *known <= rank);
        if at < self.most {
            self.kept.truncate(self.most.saturating_sub(1));
            self.kept.insert(at, (rank, thing()));
        }
    }

    /// How many fitted and are not kept.
    #[must_use]
    pub fn left_out(&self) -> u32 {
        let kept = u32::try_from(self.kept.len()).unwrap_or(u32::MAX);
        self.seen.saturating_sub(kept)
    }

    /// Those that are kept, best first.
    #[must_use]
    pub fn done(self) -> Vec<(Rank, T)> {
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rank(question: &str, name: &str, beside: &[&str]) -> Option<Rank> {
        Wanted::of(question)?.rank(name, beside.iter().copied())
    }

    /// The names that fit, best first.
    fn found<'a>(question: &str, names: &[&'a str]) -> Vec<&'a str> {
        let mut best = Best::new(10);
        for name in names {
            if let Some(rank) = rank(question, name, &[]) {
                best.take(rank, || *name);
            }
        }
        best.done().into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn a_whole_word_goes_before_a_beginning_and_that_before_the_inside_of_a_word() {
        let names = ["Escarpment", "Carpet cleaning", "Hire a car", "Train"];
        assert_eq!(
            found("car", &names),
            ["Hire a car", "Carpet cleaning", "Escarpment"]
        );
    }

    #[test]
    fn names_that_begin_with_the_word_and_short_ones_come_first() {
        let names = ["The desk", "Desk of the second floor", "Desk"];
        assert_eq!(
            found("desk", &names),
            ["Desk", "Desk of the second floor", "The desk"]
        );
    }

    #[test]
    fn words_are_found_in_any_order_without_accents_and_in_capitals() {
        for question in ["maraton primer", "PRIMER maratón", "prim mara", "  mara  "] {
            assert!(
                rank(question, "Primer maratón", &[]).is_some(),
                "{question}"
            );
        }
        assert_eq!(rank("primer bici", "Primer maratón", &[]), None);
    }

    #[test]
    fn what_is_beside_the_name_helps_and_comes_after_what_is_in_it() {
        let inside = rank("sol", "Console", &[]).unwrap();
        let beside = rank("sol", "Lamp", &["Sol"]).unwrap();
        assert!(inside < beside);
        assert!(rank("lamp sol", "Lamp", &["bulb", "Sol"]).is_some());
        assert_eq!(rank("lamp sol", "Lamp", &["bulb"]), None);
    }

    #[test]
    fn a_name_that_is_just_the_words_cannot_be_beaten() {
        assert_eq!(rank("desk front", "Front desk", &[]), Some(Rank(0)));
        assert!(rank("desk front", "Front desks", &[]).unwrap() > Rank(0));
    }

    #[test]
    fn a_question_without_words_looks_for_nothing_and_a_long_one_for_its_first_words() {
        assert_eq!(Wanted::of(" \t "), None);
        let long = Wanted::of("a b c d e f g h nowhere").unwrap();
        assert!(long.rank("abcdefgh", []).is_some());
    }

    #[test]
    fn the_best_are_kept_in_order_and_the_others_counted() {
        let mut best = Best::new(2);
        for (rank, name) in [(5, "e"), (1, "a"), (3, "c"), (1, "b")] {
            best.take(Rank(rank), || name);
        }
        assert_eq!(best.left_out(), 2);
        assert_eq!(best.done(), [(Rank(1), "a"), (Rank(1), "b")]);
        let mut none = Best::new(0);
        none.take(Rank(0), || "a");
        assert_eq!(none.left_out(), 1);
    }
}
