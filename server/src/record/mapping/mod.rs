//! The mapping: how the rows of somebody's file become records.
//!
//! Read from a TOML file a person writes, checked as a whole before any row is read, and wrong in words that name
//! the line and what to write instead. Knows nothing of the store.

mod amounts;
mod check;
mod document;
mod error;
mod file;
pub(crate) mod forms;
pub mod guess;
mod items;
mod template;
mod time;

use std::{collections::BTreeMap, fmt};

use jiff::tz::TimeZone;
use shared::{
    metric::{AmountUnit, Definitions, Feed, Scale},
    tally::Counting,
};

pub use document::{of_text, text};
pub use error::MappingError;
pub use file::{Counts, Decimal, Encoding, Kind, Part, Precision, Privacy};
pub(crate) use template::{Piece, Template};

/// The values given on the command line: `--set year=2017`.
pub type Variables = BTreeMap<String, String>;

/// A mapping that was checked: everything it refers to exists in it.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// The name of the source, unique in the workspace.
    pub source: String,
    /// What a person reads for it.
    pub title: String,
    /// What its records are.
    pub kind: Kind,
    /// Whom they are about.
    pub privacy: Privacy,
    pub(crate) encoding: Encoding,
    pub(crate) delimiter: u8,
    pub(crate) decimal: Decimal,
    /// The sheet to read of a spreadsheet; else its first.
    pub(crate) sheet: Option<String>,
    pub(crate) nulls: Vec<String>,
    pub(crate) id: Template,
    pub(crate) time: TimeRule,
    pub(crate) weight: Option<String>,
    /// The column of what somebody wrote.
    pub(crate) comment: Option<String>,
    /// The column of the customer.
    pub(crate) customer: Option<String>,
    /// Other headers, in lower case, by which a column is known.
    pub(crate) aliases: BTreeMap<String, String>,
    /// In order of their names.
    pub(crate) dimensions: Vec<DimensionRule>,
    /// The lists of dimensions that day tallies are kept for, besides the empty one.
    pub(crate) rollups: Vec<Vec<String>>,
    /// Every item that an answer can have; complaints too.
    pub(crate) items: Vec<ItemRule>,
    /// Which columns are ratings, and of which item.
    pub(crate) ratings: Vec<RatingRule>,
    /// Which columns are amounts, and of which item.
    pub(crate) amounts: Vec<AmountRule>,
    pub(crate) complaints: Vec<ComplaintRule>,
    /// The journey that it makes, if it makes one.
    pub(crate) journey: Option<JourneyPlan>,
    /// The touchpoints that it brings into the catalogue.
    pub(crate) touchpoints: Vec<TouchpointPlan>,
}

/// How the time of a record is read.
#[derive(Debug, Clone)]
pub(crate) struct TimeRule {
    pub(crate) zone: TimeZone,
    pub(crate) precision: Precision,
    /// Tried in order; the first that reads wins.
    pub(crate) forms: Vec<(Template, TimeFormat)>,
}

/// How a time is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TimeFormat {
    /// By the directives of strftime: `%d/%m/%Y`.
    Written(String),
    /// As the number of days that spreadsheets count: 45000.
    Serial,
}

impl fmt::Display for TimeFormat {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Written(format) => to.write_str(format),
            Self::Serial => to.write_str(time::SERIAL),
        }
    }
}

/// A dimension that records carry.
#[derive(Debug, Clone)]
pub(crate) struct DimensionRule {
    pub(crate) name: String,
    pub(crate) column: String,
    pub(crate) nulls: Vec<String>,
    /// Codes and what they stand for.
    pub(crate) names: BTreeMap<String, String>,
}

/// What was asked, or counted: the same for all records that answer it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemRule {
    /// The column, or the name of the complaints.
    pub item: String,
    /// The key of the touchpoint it is about.
    pub touchpoint: Option<String>,
    /// Lowest and highest rating.
    pub scale: (i32, i32),
    /// What it measures.
    pub measure: Measure,
    /// The metric it feeds (`nps`).
    pub metric: Option<String>,
    /// What it is measured in, where it is no rating.
    pub unit: Option<AmountUnit>,
}

/// What an item measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// How good it was: the higher the better.
    Satisfaction,
    /// How easy it was: the higher the easier.
    Effort,
    /// One for each record that complains of the touchpoint.
    Complaint,
    /// One for each record that could have complained.
    Exposure,
    /// A rating of no touchpoint in particular.
    Rating,
    /// An amount by itself: hours, money, people reached.
    Amount,
    /// How often something happened.
    Occurrences,
    /// How often it could have happened, as an amount.
    Opportunities,
    /// How many answered with one rating.
    Answers,
    /// That something happened, and how many days after what it happened to began.
    DaysSince,
}

impl Measure {
    /// The name it is stored under.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Satisfaction => "satisfaction",
            Self::Effort => "effort",
            Self::Complaint => "complaint",
            Self::Exposure => "exposure",
            Self::Rating => "rating",
            Self::Amount => "amount",
            Self::Occurrences => "occurrences",
            Self::Opportunities => "opportunities",
            Self::Answers => "answers",
            Self::DaysSince => "days_since",
        }
    }

    /// The measure that is stored under a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [
            Self::Satisfaction,
            Self::Effort,
            Self::Complaint,
            Self::Exposure,
            Self::Rating,
            Self::Amount,
            Self::Occurrences,
            Self::Opportunities,
            Self::Answers,
            Self::DaysSince,
        ]
        .into_iter()
        .find(|measure| measure.name() == name)
    }

    /// How values of an item with this scale are counted.
    #[must_use]
    pub(crate) const fn counting(self, scale: (i32, i32)) -> Counting {
        match self {
            Self::Satisfaction
            | Self::Effort
            | Self::Complaint
            | Self::Exposure
            | Self::Rating
            | Self::DaysSince => Counting::Rating,
            Self::Amount | Self::Occurrences | Self::Opportunities => Counting::Amount,
            Self::Answers => Counting::Times(scale.0),
        }
    }

    /// How it feeds a metric.
    #[must_use]
    pub(crate) const fn feed(self) -> Feed {
        match self {
            Self::Satisfaction | Self::Effort | Self::Rating | Self::Amount | Self::Answers => {
                Feed::Values
            }
            Self::Complaint | Self::Occurrences | Self::DaysSince => Feed::Occurrences,
            Self::Exposure | Self::Opportunities => Feed::Exposure,
        }
    }
}

/// A column of amounts, or rows that count as one each.
#[derive(Debug, Clone)]
pub(crate) struct AmountRule {
    /// Without one, a row counts as one.
    pub(crate) column: Option<String>,
    /// Index into [`Mapping::items`].
    pub(crate) item: usize,
    pub(crate) unit: AmountUnit,
    /// Whether there can be less than none of it.
    pub(crate) negative: bool,
    /// Whether it counts whole things.
    pub(crate) whole: bool,
    /// How the date is written since which days are counted, where they are.
    pub(crate) since: Option<Vec<TimeFormat>>,
    /// Columns and what they must say for a row to be counted.
    pub(crate) only: BTreeMap<String, Vec<String>>,
    pub(crate) nulls: Vec<String>,
}

/// A column of ratings.
#[derive(Debug, Clone)]
pub(crate) struct RatingRule {
    pub(crate) column: String,
    /// Index into [`Mapping::items`].
    pub(crate) item: usize,
    pub(crate) scale: Scale,
    pub(crate) nulls: Vec<String>,
    /// Words that stand for a rating, in lower case.
    pub(crate) words: BTreeMap<String, i32>,
}

impl RatingRule {
    /// The rating that a word stands for.
    pub(crate) fn word(&self, cell: &str) -> Option<i32> {
        if self.words.is_empty() {
            return None;
        }
        let found = self.words.get(cell);
        found
            .or_else(|| self.words.get(&cell.to_lowercase()))
            .copied()
    }
}

/// Columns of complaint codes.
#[derive(Debug, Clone)]
pub(crate) struct ComplaintRule {
    pub(crate) columns: Vec<String>,
    /// The item that counts who could have complained.
    pub(crate) exposure: usize,
    /// The items that a code counts for.
    pub(crate) codes: BTreeMap<i64, Vec<usize>>,
}

/// The journey that a mapping makes.
#[derive(Debug, Clone)]
pub(crate) struct JourneyPlan {
    pub(crate) title: String,
    pub(crate) scenario: String,
    pub(crate) start: String,
    pub(crate) end: String,
    pub(crate) goal: String,
}

/// A touchpoint that a mapping brings.
#[derive(Debug, Clone)]
pub(crate) struct TouchpointPlan {
    pub(crate) key: String,
    pub(crate) name: String,
    /// Stage and step on the journey it is placed at.
    pub(crate) place: Option<(String, String)>,
    pub(crate) department: Option<String>,
    pub(crate) channel: Option<String>,
    pub(crate) moment_of_truth: bool,
    /// Whether records rate it.
    pub(crate) rated: bool,
}

impl Mapping {
    /// Reads and checks a mapping. `file` is its name, for what is said about it; `metrics` are those that it can feed.
    ///
    /// # Errors
    /// The first mistake, with its line and what to write instead.
    pub fn parse(
        file: &str,
        text: &str,
        variables: &Variables,
        metrics: &Definitions,
    ) -> Result<Self, MappingError> {
        check::parse(error::Text { file, text }, variables, metrics)
    }
}
