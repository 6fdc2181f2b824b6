//! Why a file is no table.

use std::{error::Error, fmt, io};

use app::words::import_problem;
use shared::{
    locale::Lang,
    record::{FileProblem, ImportProblem},
};

/// A file that is no table, or could not be read. As text in English, for logs and the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableError(pub ImportProblem);

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&import_problem(Lang::En, &self.0))
    }
}

impl Error for TableError {}

impl From<FileProblem> for TableError {
    fn from(problem: FileProblem) -> Self {
        Self(ImportProblem::File(problem))
    }
}

impl From<io::Error> for TableError {
    fn from(error: io::Error) -> Self {
        // What unpacks speaks through the reader that it is for.
        match error.downcast::<Self>() {
            Ok(refused) => refused,
            Err(error) => Self::from(FileProblem::Unreadable {
                said: error.to_string(),
            }),
        }
    }
}
