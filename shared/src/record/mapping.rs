//! The mapping as a document: what a person writes as TOML and a program sends as JSON, section by section the same.
//!
//! Nothing is checked here. The server writes a document as TOML and reads that as any other mapping, so there is one
//! reader and one set of mistakes.

mod amount;
mod complaint;
mod source;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use amount::{AmountPart, Counts};
pub use complaint::{CodePart, ComplaintPart};
pub use source::{Decimal, Encoding, Kind, Privacy, SourcePart};

/// The version of the format.
pub const MAPPING_VERSION: u16 = 1;
/// In place of a time's format: it was asked for and not answered yet. No mapping with it can be used.
pub const ASK: &str = "ask";
/// The template of ids for files whose rows have none: all of a row, so that the same row is the same record.
pub const WHOLE_ROW: &str = "{*}";

/// How the rows of a file become records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MappingDocument {
    /// `mapping`.
    #[serde(default)]
    pub r#type: DocumentType,
    /// [`MAPPING_VERSION`].
    #[serde(default = "version")]
    pub version: u16,
    /// Where the records come from, and how the file is written.
    pub source: SourcePart,
    /// What makes a record's id.
    pub id: IdPart,
    /// What says its time.
    pub time: TimePart,
    /// The survey's weights.
    #[serde(default)]
    pub weight: Option<WeightPart>,
    /// Other headers of a column.
    #[serde(default)]
    pub columns: BTreeMap<String, Vec<String>>,
    /// What metrics can be grouped by, by name.
    #[serde(default)]
    pub dimension: BTreeMap<String, DimensionPart>,
    /// Which lists of dimensions get day tallies.
    #[serde(default)]
    pub rollup: RollupPart,
    /// Rating scales, by name.
    #[serde(default)]
    pub scale: BTreeMap<String, ScalePart>,
    /// Questions about the whole.
    #[serde(default)]
    pub item: Vec<ItemPart>,
    /// Amounts, and what is counted.
    #[serde(default)]
    pub amount: Vec<AmountPart>,
    /// What somebody wrote.
    #[serde(default)]
    pub comment: Option<ColumnPart>,
    /// The customer, as the source names them.
    #[serde(default)]
    pub customer: Option<ColumnPart>,
    /// Columns of codes for complaints.
    #[serde(default)]
    pub complaint: Vec<ComplaintPart>,
    /// The journey to make.
    #[serde(default)]
    pub journey: Option<JourneyPart>,
    /// The touchpoints that answers are about.
    #[serde(default)]
    pub touchpoint: Vec<TouchpointPart>,
}

const fn version() -> u16 {
    MAPPING_VERSION
}

/// What kind of document it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DocumentType {
    /// A mapping.
    #[default]
    Mapping,
}

/// What makes a record's id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IdPart {
    /// Columns and text: `{year}/{RUNID}`; `{*}` is the whole row.
    pub template: String,
}

/// What says a record's time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TimePart {
    /// The IANA name of the zone that times are written in.
    pub zone: String,
    /// How exactly it is known.
    pub precision: Precision,
    /// Tried in order.
    pub forms: Vec<TimeForm>,
}

/// How exactly the time of a record is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// The day only.
    Day,
    /// The moment.
    Instant,
}

/// One way in which a time is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TimeForm {
    /// Columns and text: `{DATE}`.
    pub template: String,
    /// `%d/%m/%Y`, `serial`, …
    pub format: String,
}

/// The column of weights.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WeightPart {
    /// The column.
    pub column: String,
}

/// What metrics can be grouped by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DimensionPart {
    /// The column.
    pub column: String,
    /// Cells that mean "nothing".
    #[serde(default)]
    pub nulls: Vec<String>,
    /// What codes stand for.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
}

/// Which lists of dimensions get day tallies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RollupPart {
    /// The lists.
    #[serde(default)]
    pub by: Vec<Vec<String>>,
}

/// A rating scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScalePart {
    /// The lowest rating.
    pub min: i32,
    /// The highest.
    pub max: i32,
    /// Cells that mean "no answer".
    #[serde(default)]
    pub nulls: Vec<String>,
    /// Words that stand for a rating.
    #[serde(default)]
    pub words: BTreeMap<String, i32>,
}

/// A column of ratings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ItemPart {
    /// The column.
    pub column: String,
    /// The name of its scale.
    pub scale: String,
    /// What it says about friction.
    #[serde(default)]
    pub part: Option<Part>,
    /// The metric it feeds.
    #[serde(default)]
    pub metric: Option<String>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ColumnPart {
    /// The column.
    pub column: String,
}

/// What a rating says about friction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// How good it was.
    Satisfaction,
    /// How easy it was.
    Effort,
}

/// The journey that a mapping makes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JourneyPart {
    /// Its title.
    pub title: String,
    /// Its scenario.
    #[serde(default)]
    pub scenario: String,
    /// Where it starts.
    #[serde(default)]
    pub start: String,
    /// Where it ends.
    #[serde(default)]
    pub end: String,
    /// What the customer wants.
    #[serde(default)]
    pub goal: String,
}

/// A touchpoint that answers are about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TouchpointPart {
    /// Its key.
    pub key: String,
    /// Its name, where the catalogue does not have it yet.
    pub name: String,
    /// The stage it is placed at, with `step`.
    #[serde(default)]
    pub stage: Option<String>,
    /// The step.
    #[serde(default)]
    pub step: Option<String>,
    /// Who is responsible.
    #[serde(default)]
    pub department: Option<String>,
    /// Its channel.
    #[serde(default)]
    pub channel: Option<String>,
    /// Whether it is a moment of truth.
    #[serde(default)]
    pub moment_of_truth: bool,
    /// The ratings about it.
    #[serde(default)]
    pub items: Vec<ItemPart>,
}
