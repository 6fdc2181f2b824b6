//! Mistakes in a mapping, each with its line and what to write instead.

use std::ops::Range;

/// A mistake in a mapping file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {problem}")]
pub struct MappingError {
    /// The name of the file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what to write instead.
    pub problem: String,
}

/// A mapping's text, to say where in it something is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
}

impl Text<'_> {
    /// A mistake at a place of the text.
    pub(super) fn error(self, place: &Range<usize>, problem: impl Into<String>) -> MappingError {
        let before = self.text.get(..place.start).unwrap_or(self.text);
        MappingError {
            file: self.file.to_owned(),
            line: before.matches('\n').count() + 1,
            problem: problem.into(),
        }
    }

    /// What the TOML reader said, with the nearest word that it would have taken.
    pub(super) fn toml(self, error: &toml::de::Error) -> MappingError {
        let said = error.message().trim();
        let mut quoted = said.split('`').skip(1).step_by(2);
        let unknown = said
            .starts_with("unknown ")
            .then(|| quoted.next())
            .flatten();
        let problem = match unknown {
            Some(unknown) => {
                let known: Vec<&str> = quoted.collect();
                format!("{said}{}", did_you_mean(unknown, known))
            }
            None => match said.strip_prefix("missing field `") {
                Some(field) => format!("{said}: add {}", field.trim_end_matches('`')),
                None => said.to_owned(),
            },
        };
        self.error(&error.span().unwrap_or(0..0), problem)
    }
}

/// `; did you mean "…"?` with the nearest of the known words, or nothing when none is near.
pub(super) fn did_you_mean<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let wanted = unknown.to_lowercase();
    known
        .into_iter()
        .map(|word| {
            (
                strsim::damerau_levenshtein(&wanted, &word.to_lowercase()),
                word,
            )
        })
        .filter(|(distance, word)| *distance <= 1 + word.chars().count() / 4)
        .min()
        .map_or_else(String::new, |(_, word)| {
            format!("; did you mean \"{word}\"?")
        })
}
