//! Why a file is no table, and what to do about it.

use std::io;

/// A file that is no table, or could not be read.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The disk or the pipe failed, or a packed file is damaged.
    #[error("cannot read the file: {0}")]
    Io(#[from] io::Error),
    /// Nothing in it.
    #[error("the file is empty: export it again, with its header row")]
    Empty,
    /// Another format.
    #[error("this is {found}, not delimited text: save it as CSV (UTF-8) and import that")]
    NotText {
        /// What it looks like.
        found: &'static str,
    },
    /// Bytes that are not of the declared encoding.
    #[error(
        "line {line} is not UTF-8: save the file as \"CSV UTF-8\", or write encoding = \"windows-1252\" in the mapping's [source] if it comes from an older spreadsheet"
    )]
    Encoding {
        /// The first line that is not.
        line: u64,
    },
    /// A header that no row can follow.
    #[error("line {line}, the header: {problem}")]
    Header {
        /// Its line.
        line: u64,
        /// What is wrong with it.
        problem: String,
    },
    /// One JSON document instead of one object for each line.
    #[error(
        "this is one JSON document, and what is read is one object on each line (NDJSON): export it so, or convert it with jq -c '.[]' FILE"
    )]
    Json,
    /// No line at the beginning is an object.
    #[error("line {line}: {problem}; none of the first lines is a JSON object")]
    NoObject {
        /// The first line that is none.
        line: u64,
        /// What is wrong with it.
        problem: String,
    },
    /// The binary format of Excel before 2007.
    #[error("this is a spreadsheet of the old kind (.xls): open it and save it as .xlsx or as CSV")]
    OldSpreadsheet,
    /// Encrypted.
    #[error(
        "this spreadsheet is protected by a password: open it, take the password away (in Excel under File > Info), and save it again"
    )]
    Password,
    /// A packed file of another kind.
    #[error("this is {found}: {advice}")]
    Packed {
        /// What it looks like.
        found: &'static str,
        /// What to do.
        advice: &'static str,
    },
    /// A spreadsheet that is larger than what is read.
    #[error("the spreadsheet {problem}: save the sheet as CSV, which may have any size")]
    LargeSpreadsheet {
        /// What is too large.
        problem: String,
    },
    /// A spreadsheet that cannot be read.
    #[error("the spreadsheet is damaged ({problem}): open it and save it again as .xlsx or as CSV")]
    Damaged {
        /// What the reader stumbled over.
        problem: String,
    },
    /// A sheet that is not there, or has nothing in it.
    #[error(
        "{problem}; the spreadsheet has {sheets}: name the right one with sheet = \"…\" in the mapping's [source]"
    )]
    Sheet {
        /// What is wrong.
        problem: String,
        /// The sheets that there are.
        sheets: String,
    },
}
