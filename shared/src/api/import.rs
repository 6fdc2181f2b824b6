//! Sources and imports over the API: where records come from, and what brought them.

use serde::{Deserialize, Serialize};

use super::ApiError;
use crate::{
    id::{BatchId, UploadId},
    record::{Privacy, RowProblem},
};

/// A source of records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SourceSummary {
    /// Its name, unique in the workspace (`sfo`).
    pub name: String,
    /// What a person reads.
    pub title: String,
    /// What its records are: `survey_answer`, `ticket`, `review`, …
    pub kind: String,
    /// Whom they are about.
    pub privacy: Privacy,
    /// Records that can be seen.
    pub records: u64,
    /// First day with a record, `YYYY-MM-DD`.
    pub first_day: Option<String>,
    /// Last day with a record.
    pub last_day: Option<String>,
    /// The dimensions its records carry, which a metric can be grouped by.
    pub dimensions: Vec<String>,
    /// Its imports, newest first.
    pub imports: Vec<ImportSummary>,
}

/// One import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportSummary {
    /// Its id: what `puente import undo` takes.
    pub batch: BatchId,
    /// How far it got.
    pub state: ImportState,
    /// The name of the file.
    pub file: String,
    /// When it started, milliseconds since 1970 UTC.
    pub started_at: i64,
    /// What became of the rows; while it loads, of those read so far.
    pub rows: RowCounts,
    /// What stopped a discarded one; `None` where its program died.
    pub problem: Option<ApiError>,
    /// The file that was sent for it, while it still waits: it can be read again.
    #[serde(default)]
    pub upload: Option<UploadId>,
}

/// Which imports, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct ImportQuery {
    /// Only of this source, by its name.
    pub source: Option<String>,
    /// Only those that started before this one: the `before` of the page that came first.
    pub before: Option<BatchId>,
    /// At most so many, 1 to 200; without it, 50.
    pub limit: Option<u32>,
}

/// Some imports, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportPage {
    /// The imports.
    pub imports: Vec<ListedImport>,
    /// What to ask for as `before` to get those that are older; `None` where there is none.
    pub before: Option<BatchId>,
}

/// An import in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListedImport {
    /// The name of its source.
    pub source: String,
    /// The import.
    pub import: ImportSummary,
    /// Why something of it could not be read: the commonest reasons of those that were kept, at most ten.
    pub reasons: Vec<RejectReason>,
}

/// How often something could not be read for the same reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RejectReason {
    /// The column, where one is to blame.
    pub column: Option<String>,
    /// What is wrong and what was expected.
    pub reason: RowProblem,
    /// How often, among the rejects that were kept.
    pub count: u64,
}

/// An import with what could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportDetail {
    /// The name of its source.
    pub source: String,
    /// The import.
    pub import: ImportSummary,
    /// What could not be read, in the order of the file: the first thousand are kept, all are counted.
    pub rejects: Vec<Reject>,
}

/// How far an import got. Only a live one is seen by metrics and scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// Being read; invisible.
    Loading,
    /// In use.
    Live,
    /// Taken back; its records are gone.
    Undone,
    /// Interrupted or refused; nothing of it was ever seen.
    Discarded,
}

/// What became of the rows of a file. The rows read are the sum of the first five.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RowCounts {
    /// Rows that became a new record.
    pub added: u64,
    /// Rows whose record was known with other content, which they replaced.
    pub changed: u64,
    /// Rows whose record was known with the same content.
    pub unchanged: u64,
    /// Rows whose record was deleted on purpose; it stays deleted.
    pub forgotten: u64,
    /// Rows that could not be read: see the rejects.
    pub rejected: u64,
    /// Single values that could not be read in rows that otherwise could: see the rejects.
    pub values_rejected: u64,
    /// Answers stored: each rating of a survey's row is one.
    pub answers: u64,
}

/// What an import did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportReport {
    /// The import; `None` where nothing was written.
    pub batch: Option<BatchId>,
    /// Whether it only looked.
    pub dry_run: bool,
    /// The source of the records.
    pub source: String,
    /// What became of the rows.
    pub rows: RowCounts,
    /// First and last day of the rows read, `YYYY-MM-DD`.
    pub days: Option<(String, String)>,
    /// Columns of the mapping that the file does not have.
    pub missing_columns: Vec<String>,
    /// Columns of the file that the mapping does not use.
    pub unused_columns: Vec<String>,
    /// What could not be read, the first of it.
    pub rejects: Vec<Reject>,
    /// Milliseconds it took.
    pub took_ms: u64,
}

/// Something of a row that could not be read, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reject {
    /// The line of the file on which the row starts, from 1.
    pub line: u64,
    /// The column, where one is to blame.
    pub column: Option<String>,
    /// What is wrong and what was expected.
    pub reason: RowProblem,
    /// What was found, cut to 200 characters. Empty where the source is about people and is read back from the store.
    pub found: String,
}
