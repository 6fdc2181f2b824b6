//! Why something of a file could not be used: what is wrong, with its arguments.
//!
//! No sentence is here: an import is made on a server and read about by people of two languages, now and a year later, so
//! what is kept and sent is the kind of the problem. The sentences are the interface's (`app::words`).

mod file;
mod mapping;
mod row;

pub use file::{FileProblem, FoundFormat};
pub use mapping::{MappingProblem, Named};
pub use row::{DateProblem, RowProblem};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::json;

/// The argument of an error that names the problem: `file.empty`, `mapping.no_metric`.
pub const PROBLEM: &str = "problem";
/// The argument that names the line.
const LINE: &str = "line";

/// Why an import did not happen, as errors of the API carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportProblem {
    /// The file as a whole.
    File(FileProblem),
    /// Its header row.
    Header {
        /// Its line, from 1.
        line: u64,
        /// What is wrong with it.
        problem: RowProblem,
    },
    /// One of its rows, where nothing is taken of a file with a bad one.
    Row {
        /// Its line, from 1.
        line: u64,
        /// What is wrong with it.
        problem: RowProblem,
    },
    /// None of its first lines is a JSON object.
    NoObject {
        /// The first line that is none, from 1.
        line: u64,
        /// What is wrong with it.
        problem: RowProblem,
    },
    /// The mapping.
    Mapping(MappingProblem),
    /// The import itself.
    Import(ImportStop),
}

/// What stopped an import whose file and mapping are good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportStop {
    /// The file has no column of answers.
    NoAnswers {
        /// The columns that the mapping reads answers from, the first of them.
        missing: String,
    },
    /// No mapping is kept for files with these headers.
    UnknownHeaders,
    /// Another import is loading.
    Busy {
        /// After how long one whose program died is given up, seconds.
        seconds: u64,
    },
    /// A person cancelled it.
    Cancelled,
    /// It was taken for dead, because it did not get to write for too long.
    LostLease,
    /// The workspace's time zone is not known on this machine.
    Zone {
        /// Its name.
        zone: String,
    },
    /// Neither a mapping was sent nor the name of one.
    NoMapping,
    /// The file did not arrive whole.
    Cut,
}

impl ImportProblem {
    /// The problem as arguments of an error: its name under [`PROBLEM`], and its own.
    #[must_use]
    pub fn args(&self) -> BTreeMap<String, String> {
        let (mut args, line) = match self {
            Self::File(problem) => (texts("file", problem), None),
            Self::Header { line, problem } => (texts("header", problem), Some(line)),
            Self::Row { line, problem } => (texts("row", problem), Some(line)),
            Self::NoObject { line, problem } => (texts("no_object", problem), Some(line)),
            Self::Mapping(problem) => (texts("mapping", problem), None),
            Self::Import(problem) => (texts("import", problem), None),
        };
        args.extend(line.map(|line| (LINE.to_owned(), line.to_string())));
        args
    }

    /// The problem in the arguments of an error; `None` where they hold none that this version knows.
    #[must_use]
    pub fn of(args: &BTreeMap<String, String>) -> Option<Self> {
        let (family, name) = args.get(PROBLEM)?.split_once('.')?;
        let line = || args.get(LINE)?.parse().ok();
        Some(match family {
            "file" => Self::File(json::variant_from_texts(name, args).ok()?),
            "header" => Self::Header {
                line: line()?,
                problem: json::variant_from_texts(name, args).ok()?,
            },
            "row" => Self::Row {
                line: line()?,
                problem: json::variant_from_texts(name, args).ok()?,
            },
            "no_object" => Self::NoObject {
                line: line()?,
                problem: json::variant_from_texts(name, args).ok()?,
            },
            "mapping" => Self::Mapping(json::variant_from_texts(name, args).ok()?),
            "import" => Self::Import(json::variant_from_texts(name, args).ok()?),
            _ => return None,
        })
    }
}

/// A variant's name and its fields, each as text; fields that are not there are left out.
pub(crate) fn texts(family: &str, problem: &impl Serialize) -> BTreeMap<String, String> {
    use serde_json::Value;

    // Enums of plain fields are always written.
    let (name, fields) = match serde_json::to_value(problem) {
        Ok(Value::String(name)) => (name, Value::Null),
        Ok(Value::Object(variant)) => variant.into_iter().next().unwrap_or_default(),
        _ => (String::new(), Value::Null),
    };
    let mut args = BTreeMap::from([(PROBLEM.to_owned(), format!("{family}.{name}"))]);
    if let Value::Object(fields) = fields {
        for (name, value) in fields {
            let text = match value {
                Value::Null => continue,
                Value::String(text) => text,
                other => other.to_string(),
            };
            args.insert(name, text);
        }
    }
    args
}

#[cfg(test)]
mod tests;
