//! Why a row, or a cell of it, could not be read.

use serde::{Deserialize, Serialize};

use crate::record::Decimal;

/// Why a row, or a cell of it, could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RowProblem {
    /// Longer than 1 MiB, or more than 10,000 fields.
    TooLong,
    /// The file ends inside quotes.
    Unclosed,
    /// Bytes that are not of the declared encoding.
    Encoding,
    /// A zero byte, which no text has.
    ZeroByte,
    /// A line that is no JSON from a character on.
    NotJson {
        /// Which one, from 1.
        character: u64,
    },
    /// A line of JSON that ends before its object does.
    JsonCut,
    /// JSON that is no object.
    NotAnObject,
    /// A line of JSON that is not UTF-8.
    JsonEncoding,
    /// A JSON number of more digits than a number keeps.
    LongNumber,
    /// A list in a cell, which is not one value.
    List,
    /// A cell hidden below a merged one, whose value stands in the first of its cells only.
    Merged,
    /// Another number of fields than the header has.
    Fields {
        /// The row's.
        found: u64,
        /// The header's.
        expected: u64,
    },
    /// Empty, and the record's id is made of it.
    EmptyId,
    /// A record's id that is too long.
    LongId {
        /// How many bytes it may have.
        most: u64,
    },
    /// Another row of the file has the same id and says something else.
    SameId,
    /// No number as the mapping says that they are written.
    NotANumber {
        /// What stands before the decimals.
        decimal: Decimal,
    },
    /// A weight outside 0 to 10,000.
    WeightOutOfRange,
    /// No date as the mapping says that they are written.
    Date(Box<DateProblem>),
    /// A rating off its scale.
    OffScale {
        /// The scale's lowest rating.
        min: i32,
        /// Its highest.
        max: i32,
    },
    /// A rating that is no whole number.
    NotWhole,
    /// A rating that would be one if the comma were the decimal sign.
    DecimalComma,
    /// Where a code of complaints is expected.
    NotACode,
    /// An amount too large to be kept.
    AmountTooLarge,
    /// Less than none of what is counted.
    Negative,
    /// The date on which something began lies after the record, or too long before it.
    NotSince {
        /// How many days before it may lie.
        most: u32,
    },
    /// A comment that is too long.
    LongComment {
        /// How many characters it may have.
        most: u64,
    },
    /// A value that another row explains for some of the same days.
    SameDays {
        /// The value.
        value: String,
    },
    /// A last day before the first.
    DaysBackwards,
    /// In words, as it was kept before problems had kinds; English.
    Said {
        /// The sentence.
        text: String,
    },
}

/// A cell that is no date as the mapping says that they are written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DateProblem {
    /// The forms in which it may be written.
    pub expected: String,
    /// What was read, where it is not what the cell says but made of more than one.
    pub read: Option<String>,
    /// The one other form in which it would be a date, or of two the one with the day first.
    pub meant: Option<String>,
    /// The form with the month first, where it could be either.
    pub or: Option<String>,
}
