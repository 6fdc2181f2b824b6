//! Why a file as a whole is no table.

use serde::{Deserialize, Serialize};

/// Why a file as a whole is no table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileProblem {
    /// The disk or the pipe failed.
    Unreadable {
        /// What the system said.
        said: String,
    },
    /// Nothing in it.
    Empty,
    /// Another format.
    NotText {
        /// Which one it looks like.
        found: FoundFormat,
    },
    /// Bytes that are not UTF-8, as was declared.
    Encoding {
        /// The first line with such a byte, from 1.
        line: u64,
    },
    /// A gzip archive that ends too early.
    GzipCut,
    /// A gzip archive that is damaged.
    GzipDamaged,
    /// A gzip archive that unpacks to too much.
    GzipLarge {
        /// How much it may be, MiB.
        mebibytes: u64,
    },
    /// A first row without a word in it, which names no column.
    NoWords {
        /// Its line, from 1.
        line: u64,
        /// What is in it.
        found: String,
    },
    /// One column only, whose name holds what looks like a delimiter.
    OneColumn {
        /// The header's line, from 1.
        line: u64,
        /// The column.
        column: String,
        /// What looks like a delimiter; a tab is written `\t`.
        delimiter: String,
    },
    /// A column that is used is there twice.
    ColumnTwice {
        /// The header's line, from 1.
        line: u64,
        /// The column.
        column: String,
    },
    /// A table of attributes with nothing but values and days.
    NoAttributes {
        /// The header's line, from 1.
        line: u64,
    },
    /// A column that every row needs is not there.
    NoColumn {
        /// The header's line, from 1.
        line: u64,
        /// The column.
        column: String,
        /// A column of the file with nearly the same name.
        near: Option<String>,
    },
    /// One JSON document instead of one object on each line.
    JsonDocument,
    /// The binary format of Excel before 2007.
    OldSpreadsheet,
    /// A spreadsheet that is protected by a password.
    Password,
    /// A binary spreadsheet (`.xlsb`).
    BinarySpreadsheet,
    /// An OpenDocument spreadsheet (`.ods`).
    OpenDocument,
    /// A zip archive that is no spreadsheet.
    Zip,
    /// A spreadsheet that is larger than what is read.
    SpreadsheetLarge {
        /// How much it may be, MiB.
        mebibytes: u64,
    },
    /// A spreadsheet of too many parts.
    SpreadsheetParts {
        /// How many it may have.
        most: u64,
    },
    /// A sheet of too many cells.
    SheetCells {
        /// How many it may have.
        most: u64,
    },
    /// A sheet with too much text.
    SheetText {
        /// How much it may have, MiB.
        mebibytes: u64,
    },
    /// A row that too many merged areas cover.
    SheetMerged {
        /// How many may.
        most: u64,
        /// The row, from 1.
        row: u64,
    },
    /// A spreadsheet that cannot be read.
    SpreadsheetDamaged {
        /// What the reader stumbled over.
        said: String,
    },
    /// A sheet with nothing in it.
    SheetEmpty {
        /// The sheet.
        sheet: String,
        /// The sheets that there are.
        sheets: String,
    },
    /// A sheet that is not there.
    NoSheet {
        /// The sheet.
        sheet: String,
        /// The sheets that there are; empty where there is none.
        sheets: String,
    },
    /// No sheet that can be seen.
    NoVisibleSheet {
        /// The sheets that there are; empty where there is none.
        sheets: String,
    },
}

/// What a file that should be delimited text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FoundFormat {
    /// A spreadsheet or a zip archive.
    Zip,
    /// A spreadsheet of before 2007.
    OldSpreadsheet,
    /// A gzip archive in another.
    Gzip,
    /// A PDF.
    Pdf,
    /// UTF-16 text.
    Utf16,
    /// Something binary.
    Binary,
}
