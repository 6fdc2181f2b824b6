//! The mapping as a document: what a person writes as TOML and a program sends as JSON, section by section the same.
//!
//! Nothing is checked here. The server writes a document as TOML and reads that as any other mapping, so there is one
//! reader and one set of mistakes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::metric::AmountUnit;

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

/// Where records come from, and how the file is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SourcePart {
    /// Unique in the workspace: a–z, 0–9, `-`, `_`.
    pub name: String,
    /// What a person reads.
    #[serde(default)]
    pub title: Option<String>,
    /// What the records are.
    pub kind: Kind,
    /// Whom they are about.
    #[serde(default)]
    pub privacy: Privacy,
    /// How bytes are letters.
    #[serde(default)]
    pub encoding: Encoding,
    /// What separates the fields of delimited text; a comma without it.
    #[serde(default)]
    pub delimiter: Option<String>,
    /// What stands before decimals.
    #[serde(default)]
    pub decimal: Decimal,
    /// The sheet of a spreadsheet; else its first that can be seen.
    #[serde(default)]
    pub sheet: Option<String>,
    /// What is given on the command line, because the rows do not say it.
    #[serde(default)]
    pub variables: Vec<String>,
    /// Cells that mean "nothing", in every column.
    #[serde(default)]
    pub nulls: Vec<String>,
}

/// What the records of a source are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An answer to a survey.
    SurveyAnswer,
    /// A review.
    Review,
    /// A ticket of customer service.
    Ticket,
    /// A contact: a call, a chat, a message.
    Contact,
    /// Somebody who might buy.
    Lead,
    /// An order.
    Order,
    /// A delivery.
    Delivery,
    /// A return.
    Return,
    /// A warranty claim.
    WarrantyClaim,
    /// A receipt of what production made or got.
    Receipt,
    /// An inspection.
    Inspection,
    /// Something that does not conform.
    NonConformity,
    /// A visit to a site or a shop.
    Visit,
    /// A message sent by a campaign.
    CampaignSend,
    /// Sums that somebody else counted: reach of a day, traffic of a week.
    Observation,
}

impl Kind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 15] = [
        Self::SurveyAnswer,
        Self::Review,
        Self::Ticket,
        Self::Contact,
        Self::Lead,
        Self::Order,
        Self::Delivery,
        Self::Return,
        Self::WarrantyClaim,
        Self::Receipt,
        Self::Inspection,
        Self::NonConformity,
        Self::Visit,
        Self::CampaignSend,
        Self::Observation,
    ];

    /// The name that it is written and stored under.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SurveyAnswer => "survey_answer",
            Self::Review => "review",
            Self::Ticket => "ticket",
            Self::Contact => "contact",
            Self::Lead => "lead",
            Self::Order => "order",
            Self::Delivery => "delivery",
            Self::Return => "return",
            Self::WarrantyClaim => "warranty_claim",
            Self::Receipt => "receipt",
            Self::Inspection => "inspection",
            Self::NonConformity => "non_conformity",
            Self::Visit => "visit",
            Self::CampaignSend => "campaign_send",
            Self::Observation => "observation",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Whom the records are about: those about people are shown in groups only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Privacy {
    /// About customers.
    #[default]
    Customers,
    /// About employees.
    People,
}

/// How the bytes of a file are to be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// Windows-1252 ("ANSI"), as western spreadsheets save it.
    #[serde(rename = "windows-1252")]
    Windows1252,
}

/// What stands before the decimals of a number that is written as text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Decimal {
    /// A point, and nothing between the thousands: `1234.56`.
    #[default]
    #[serde(rename = ".")]
    Point,
    /// A comma, with or without points between the thousands: `1.234,56`.
    #[serde(rename = ",")]
    Comma,
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

/// Amounts in a column; without one, each row counts as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AmountPart {
    /// The column.
    #[serde(default)]
    pub column: Option<String>,
    /// What it is called where it has no column: a–z, 0–9, `-`, `_`.
    #[serde(default)]
    pub name: Option<String>,
    /// What it is measured in; numbers without it.
    #[serde(default)]
    pub unit: Option<AmountUnit>,
    /// The metric it feeds.
    #[serde(default)]
    pub metric: Option<String>,
    /// How it feeds that; by its value without it.
    #[serde(default)]
    pub counts: Option<Counts>,
    /// With `counts = "answers"`, the rating that so many gave.
    #[serde(default)]
    pub rating: Option<i32>,
    /// With `counts = "days_since"`, how the date is written; as the record's time without it. [`ASK`] while that is a question.
    #[serde(default)]
    pub format: Option<String>,
    /// The key of the touchpoint it is about.
    #[serde(default)]
    pub touchpoint: Option<String>,
    /// Only rows that say so are counted.
    #[serde(default)]
    pub r#where: BTreeMap<String, Vec<String>>,
    /// Cells that mean "nothing".
    #[serde(default)]
    pub nulls: Vec<String>,
}

/// What an amount counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// Itself: hours, money, people reached.
    Value,
    /// How often something happened.
    Occurrences,
    /// How often it could have happened.
    Exposure,
    /// How many answered with one rating.
    Answers,
    /// That it happened, so many days after the date in the column: a return after the day on which the order was sent.
    DaysSince,
}

impl Counts {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Value,
        Self::Occurrences,
        Self::Exposure,
        Self::Answers,
        Self::DaysSince,
    ];

    /// The name that it is written under.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Occurrences => "occurrences",
            Self::Exposure => "exposure",
            Self::Answers => "answers",
            Self::DaysSince => "days_since",
        }
    }
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

/// Columns of codes for what people complained about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ComplaintPart {
    /// Their name.
    pub name: String,
    /// The values of variables that it is for.
    #[serde(default)]
    pub when: BTreeMap<String, String>,
    /// The columns.
    pub columns: Vec<String>,
    /// Which codes are about which touchpoint.
    pub codes: BTreeMap<String, Vec<CodePart>>,
}

/// A code, or a range of them as a text: `101-110`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum CodePart {
    /// One code.
    One(i64),
    /// A range.
    Range(String),
}

impl CodePart {
    /// The codes of a text as people write it: `101-110, 120`; `None` where something of it is none.
    #[must_use]
    pub fn list(text: &str) -> Option<Vec<Self>> {
        let whole = |text: &str| text.trim().parse::<i64>().ok();
        let parts = text.split([',', ';']).map(str::trim);
        let parts = parts.filter(|part| !part.is_empty()).map(|part| {
            if let Some(code) = whole(part) {
                return Some(Self::One(code));
            }
            let (first, last) = part.split_once(['-', '–'])?;
            let (first, last) = (whole(first)?, whole(last)?);
            (first <= last).then(|| Self::Range(format!("{first}-{last}")))
        });
        parts.collect()
    }

    /// Codes as people write them.
    #[must_use]
    pub fn text(codes: &[Self]) -> String {
        let text = codes.iter().map(|code| match code {
            Self::One(code) => code.to_string(),
            Self::Range(range) => range.clone(),
        });
        text.collect::<Vec<_>>().join(", ")
    }
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
