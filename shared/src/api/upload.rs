//! Files over the API: sent, looked at, and imported through a mapping.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ImportReport, Reject};
use crate::{
    id::{BatchId, UploadId},
    metric::AmountUnit,
    record::{Encoding, MappingDocument, Meaning},
};

/// A file that was sent, and what it seems to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Upload {
    /// Its id, known to nobody else.
    pub upload: UploadId,
    /// The name it was sent with.
    pub file: String,
    /// Its size.
    pub bytes: u64,
    /// When it is deleted, milliseconds since 1970 UTC.
    pub expires_at: i64,
    /// What it is, by its first bytes.
    pub format: FileFormat,
    /// Whether it came packed by gzip.
    pub packed: bool,
    /// How its bytes are letters.
    pub encoding: Encoding,
    /// What separates the fields of delimited text.
    pub delimiter: Option<String>,
    /// The sheets to choose from; none where there is no choice.
    #[serde(default)]
    pub sheets: Vec<SheetLook>,
    /// The one that was looked at.
    #[serde(default)]
    pub sheet: Option<String>,
    /// The columns in order, each with what it seems to mean.
    pub columns: Vec<ColumnLook>,
    /// The first rows, as text.
    pub rows: Vec<Vec<String>>,
    /// How many rows were looked at.
    pub looked_at: u32,
    /// The guessed mapping. A date that can be read in two ways is left as a question.
    pub mapping: MappingDocument,
    /// The mapping that a file with the same headers was imported with last.
    pub remembered: Option<MappingSummary>,
}

/// A sheet of a spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SheetLook {
    /// Its name.
    pub name: String,
    /// The rows under its headers, as the file says; `null` where it does not.
    pub rows: Option<u64>,
}

/// Which sheet of a spreadsheet is looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct SheetQuery {
    /// The sheet of a spreadsheet; without it, the one that a kept mapping reads, else its first that can be seen.
    pub sheet: Option<String>,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FileFormat {
    /// Delimited text.
    Csv,
    /// One JSON object on each line.
    Ndjson,
    /// A spreadsheet.
    Xlsx,
}

/// A column, and what it seems to mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ColumnLook {
    /// Its header; empty where it has none, and then it cannot be read.
    pub header: String,
    /// What it seems to mean.
    pub meaning: Meaning,
    /// Cells with something in them, of the rows looked at.
    pub filled: u32,
    /// Different values among them.
    pub distinct: u32,
    /// Whether it seems to be sentences, which are not kept yet.
    pub text: bool,
    /// The most frequent values.
    pub examples: Vec<String>,
    /// The ways to read it as a date. More than one is a question that nobody but a person can answer.
    pub dates: Vec<DateReading>,
    /// How it would be read as a rating; none where it cannot be.
    pub rating: Option<crate::record::Rating>,
}

/// One way to read a column as dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DateReading {
    /// The format.
    pub format: String,
    /// A cell of the file that tells the ways apart.
    pub example: String,
    /// The day it would be, `YYYY-MM-DD`.
    pub day: String,
}

/// A mapping that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MappingSummary {
    /// Its name.
    pub name: String,
    /// When it was kept, milliseconds since 1970 UTC.
    pub changed_at: i64,
    /// The mapping.
    pub mapping: MappingDocument,
}

/// A mapping to be tried on the first rows of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreviewQuery {
    /// The mapping.
    pub mapping: MappingDocument,
    /// What holds for the whole file, by the names of the mapping's variables.
    #[serde(default)]
    pub variables: BTreeMap<String, String>,
}

/// The first rows of a file as records.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Preview {
    /// The records, in the order of their lines.
    pub records: Vec<PreviewRecord>,
    /// What could not be read of the same rows.
    pub rejects: Vec<Reject>,
}

/// A row as the record it would be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreviewRecord {
    /// The line it starts on.
    pub line: u64,
    /// Its id.
    pub id: String,
    /// The day it counts for, `YYYY-MM-DD`.
    pub day: String,
    /// Its weight, where the file has one.
    pub weight: Option<f64>,
    /// What it can be grouped by.
    pub dimensions: BTreeMap<String, String>,
    /// What was answered.
    pub answers: Vec<PreviewAnswer>,
    /// What somebody wrote, and who; empty where nothing says so.
    pub comment: String,
    /// The customer.
    pub customer: String,
}

/// An answer of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreviewAnswer {
    /// The column, or the name of the complaints.
    pub item: String,
    /// The key of the touchpoint it is about.
    pub touchpoint: Option<String>,
    /// What was given; of an amount in small units: thousandths, or the minor units of a currency.
    pub value: i64,
    /// What an amount is measured in.
    pub unit: Option<AmountUnit>,
}

/// An import to be made of a file that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewImport {
    /// The file.
    pub upload: UploadId,
    /// The mapping; or `named`.
    pub mapping: Option<MappingDocument>,
    /// The name of a mapping that is kept.
    pub named: Option<String>,
    /// What holds for the whole file, by the names of the mapping's variables.
    #[serde(default)]
    pub variables: BTreeMap<String, String>,
    /// Only look: the answer holds the report.
    pub dry_run: bool,
}

/// What became of the wish for an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportReply {
    /// The import that has begun.
    pub import: Option<BatchId>,
    /// What a dry run found.
    pub report: Option<ImportReport>,
}
