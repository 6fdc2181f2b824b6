//! Mistakes in a mapping, each with its line.

use std::{error::Error, fmt, ops::Range};

use app::words::mapping_problem;
use shared::{locale::Lang, record::MappingProblem};

/// A mistake in a mapping file. As text in English, for logs and the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingError {
    /// The name of the file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: MappingProblem,
}

impl fmt::Display for MappingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problem = mapping_problem(Lang::En, &self.problem);
        write!(f, "{}, line {}: {problem}", self.file, self.line)
    }
}

impl Error for MappingError {}

/// A mapping's text, to say where in it something is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
}

impl Text<'_> {
    /// A mistake at a place of the text.
    pub(super) fn error(self, place: &Range<usize>, problem: MappingProblem) -> MappingError {
        let before = self.text.get(..place.start).unwrap_or(self.text);
        MappingError {
            file: self.file.to_owned(),
            line: before.matches('\n').count() + 1,
            problem,
        }
    }

    /// What the TOML reader said, with the nearest word that it would have taken. Its errors are sentences, so that there
    /// is nothing but its words to tell them apart by; one in new words is still said as it is.
    pub(super) fn toml(self, error: &toml::de::Error) -> MappingError {
        let said = error.message().trim().to_owned();
        let mut quoted = said.split('`').skip(1).step_by(2);
        let unknown = said
            .starts_with("unknown ")
            .then(|| quoted.next())
            .flatten();
        let problem = match unknown {
            Some(unknown) => MappingProblem::Unknown {
                near: near(unknown, quoted),
                said,
            },
            None => match said.strip_prefix("missing field `") {
                Some(field) => MappingProblem::NoField {
                    field: field.trim_end_matches('`').to_owned(),
                },
                None => MappingProblem::Toml { said },
            },
        };
        self.error(&error.span().unwrap_or(0..0), problem)
    }
}

/// The nearest of the known words, where one is near.
pub(super) fn near<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let wanted = unknown.to_lowercase();
    known
        .into_iter()
        .map(|word| {
            let distance = strsim::damerau_levenshtein(&wanted, &word.to_lowercase());
            (distance, word)
        })
        .filter(|(distance, word)| *distance <= 1 + word.chars().count() / 4)
        .min()
        .map(|(_, word)| word.to_owned())
}
