//! Why a file cannot be read, and what of one that can has no place here. No sentence is here: those are the interface's.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    json,
    log::Limit,
    record::{PROBLEM, texts},
};

/// The family of these problems among the arguments of an error: `journey.not_text`.
const FAMILY: &str = "journey";
/// The arguments that say where.
const LINE: &str = "line";
const COLUMN: &str = "column";

/// Where in a file and why it cannot be read as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[error("line {line}, column {column}: {problem}")]
pub struct ReadError {
    /// The line, from 1; 0 where it is about the whole file.
    pub line: u32,
    /// The column, from 1; 0 where it is about a whole line.
    pub column: u32,
    /// What is wrong.
    pub problem: ReadProblem,
}

/// What is wrong with a file as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReadProblem {
    /// More bytes than are read.
    #[error("the file has {actual} bytes, and {most} are the most: take out what is not needed")]
    TooLarge {
        /// The most.
        most: u64,
        /// How many it has.
        actual: u64,
    },
    /// Bytes that are no UTF-8.
    #[error("the file is not written in UTF-8: save it so")]
    NotText,
    /// It is no file of this format.
    #[error("this is no {format}")]
    OtherFormat {
        /// The format that it was read as.
        format: super::Format,
    },
    /// A later version of the format.
    #[error("version {version} is not known, only {known} and older are: update Puente")]
    NewerVersion {
        /// The version it has.
        version: u16,
        /// The newest known here.
        known: u16,
    },
    /// It breaks the rules of its format.
    #[error("not readable: {detail}")]
    Malformed {
        /// What the parser says, in English, for whoever made the file.
        detail: String,
    },
    /// Something that a journey cannot be without has no text, or another type than it must have.
    #[error("{field} is missing, or not what it must be")]
    Field {
        /// The path of the field, as `actions.3.name`.
        field: String,
    },
    /// Nested more deeply than is read.
    #[error("nested more than {most} deep: no journey is")]
    TooDeep {
        /// The deepest that is read.
        most: u32,
    },
    /// More values, or rows, than are read.
    #[error("more than {most} values or rows: no journey has so many")]
    TooMany {
        /// The most that is read.
        most: u32,
    },
    /// More of something than a journey may have.
    #[error("more than {} ({limit:?})", limit.most())]
    OverLimit {
        /// Of what.
        limit: Limit,
    },
    /// A value that stands for another one elsewhere (an alias of YAML), by which a small file can become a huge one.
    #[error("references between values are not read: write the value out")]
    Alias,
    /// There is no step in it.
    #[error("there is no step in it")]
    Empty,
}

impl ReadError {
    /// The problem as arguments of an error: its name under [`PROBLEM`], where it is, and what belongs to it.
    #[must_use]
    pub fn args(&self) -> BTreeMap<String, String> {
        let mut args = texts(FAMILY, &self.problem);
        for (name, at) in [(LINE, self.line), (COLUMN, self.column)] {
            if at > 0 {
                args.insert(name.to_owned(), at.to_string());
            }
        }
        args
    }

    /// The problem in the arguments of an error; `None` where they hold none that this version knows.
    #[must_use]
    pub fn of(args: &BTreeMap<String, String>) -> Option<Self> {
        let (family, name) = args.get(PROBLEM)?.split_once('.')?;
        if family != FAMILY {
            return None;
        }
        let at = |name| args.get(name).and_then(|at| at.parse().ok());
        Some(Self {
            line: at(LINE).unwrap_or_default(),
            column: at(COLUMN).unwrap_or_default(),
            problem: json::variant_from_texts(name, args).ok()?,
        })
    }
}

impl ReadProblem {
    /// At a place.
    pub(super) const fn at(self, line: u32, column: u32) -> ReadError {
        ReadError {
            line,
            column,
            problem: self,
        }
    }

    /// Of the whole file.
    pub(super) const fn whole(self) -> ReadError {
        self.at(0, 0)
    }
}

/// Why something of a file that can be read does not come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LeftOut {
    /// A line that the format's grammar does not know.
    NotUnderstood,
    /// Neither a number nor empty where a number must stand.
    NotANumber,
    /// A number that lies outside its scale.
    OffTheScale {
        /// The lowest of the scale.
        min: i32,
        /// The highest.
        max: i32,
    },
    /// A feeling, and nobody whose it is.
    Nobodys,
    /// Something that belongs to no step, or to one that is not there.
    NoStep,
    /// Something in a lane that is not there, or that holds no cards.
    NoLane,
    /// A field that it cannot be without is missing, or has another type than it must have.
    NoField {
        /// Its name.
        field: String,
    },
    /// A journey of this program has no place for it.
    NoPlace,
    /// A file brings one journey, and this is another one.
    AnotherJourney,
}

/// Something of a file that does not come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Omission {
    /// Where it stands, from 1; 0 where that is not known.
    pub line: u32,
    /// What stands there, cut to [`MOST_QUOTED`] characters.
    pub text: String,
    /// Why it does not come.
    pub why: LeftOut,
}

/// Characters of a file that are quoted where something is said about them.
pub const MOST_QUOTED: usize = 80;

/// The beginning of a text, to be quoted.
pub(super) fn quoted(text: &str) -> String {
    text.trim().chars().take(MOST_QUOTED).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::Format;

    #[test]
    fn a_problem_comes_back_from_the_arguments_of_an_error_whatever_else_is_among_them() {
        let (most, actual) = (10, 20);
        for problem in [
            ReadProblem::TooLarge { most, actual },
            ReadProblem::NotText,
            ReadProblem::OtherFormat {
                format: Format::EnablementMap,
            },
            ReadProblem::NewerVersion {
                version: 2,
                known: 1,
            },
            ReadProblem::Malformed {
                detail: "5".to_owned(),
            },
            ReadProblem::Field {
                field: "actions.3.name".to_owned(),
            },
            ReadProblem::TooDeep { most: 32 },
            ReadProblem::TooMany { most: 10_000 },
            ReadProblem::OverLimit {
                limit: Limit::Steps,
            },
            ReadProblem::Alias,
            ReadProblem::Empty,
        ] {
            for (line, column) in [(0, 0), (7, 0), (7, 3)] {
                let error = problem.clone().at(line, column);
                let mut args = error.args();
                args.insert("detail_of_another".to_owned(), "x".to_owned());
                assert_eq!(ReadError::of(&args), Some(error));
            }
        }
        let of_records = BTreeMap::from([(PROBLEM.to_owned(), "file.empty".to_owned())]);
        assert_eq!(ReadError::of(&of_records), None);
        let unknown = BTreeMap::from([(PROBLEM.to_owned(), "journey.moon".to_owned())]);
        assert_eq!(ReadError::of(&unknown), None);
    }
}
