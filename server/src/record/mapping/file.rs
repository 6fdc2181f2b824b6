//! The mapping file as it is written: TOML, read strictly, with the place of every value that may be wrong.

use std::collections::BTreeMap;

use serde::Deserialize;
use shared::metric::AmountUnit;
pub use shared::record::{Counts, Decimal, Encoding, Kind, Part, Precision, Privacy};
use toml::Spanned;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) version: Option<Spanned<u32>>,
    pub(super) source: Source,
    pub(super) id: Id,
    pub(super) time: Time,
    pub(super) weight: Option<Weight>,
    #[serde(default)]
    pub(super) columns: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(super) dimension: BTreeMap<Spanned<String>, Dimension>,
    #[serde(default)]
    pub(super) rollup: Rollup,
    #[serde(default)]
    pub(super) scale: BTreeMap<String, Scale>,
    #[serde(default)]
    pub(super) item: Vec<Item>,
    #[serde(default)]
    pub(super) amount: Vec<Amount>,
    pub(super) comment: Option<Column>,
    pub(super) customer: Option<Column>,
    #[serde(default)]
    pub(super) complaint: Vec<Complaint>,
    pub(super) journey: Option<Journey>,
    #[serde(default)]
    pub(super) touchpoint: Vec<Touchpoint>,
}

/// Where the records come from and how the file is to be read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub(super) name: Spanned<String>,
    pub(super) title: Option<String>,
    pub(super) kind: Spanned<Kind>,
    #[serde(default)]
    pub(super) privacy: Privacy,
    #[serde(default)]
    pub(super) encoding: Encoding,
    pub(super) delimiter: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) decimal: Decimal,
    pub(super) sheet: Option<String>,
    #[serde(default)]
    pub(super) variables: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) nulls: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Id {
    pub(super) template: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Time {
    pub(super) zone: Spanned<String>,
    pub(super) precision: Precision,
    pub(super) forms: Spanned<Vec<TimeForm>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TimeForm {
    pub(super) template: Spanned<String>,
    pub(super) format: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Weight {
    pub(super) column: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dimension {
    pub(super) column: String,
    #[serde(default)]
    pub(super) nulls: Vec<String>,
    #[serde(default)]
    pub(super) names: BTreeMap<String, String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rollup {
    #[serde(default)]
    pub(super) by: Vec<Spanned<Vec<String>>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scale {
    pub(super) min: Spanned<i32>,
    pub(super) max: i32,
    #[serde(default)]
    pub(super) nulls: Vec<String>,
    #[serde(default)]
    pub(super) words: BTreeMap<Spanned<String>, i32>,
}

/// A column of ratings: one answer for each row that has a rating in it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Item {
    pub(super) column: Spanned<String>,
    pub(super) scale: Spanned<String>,
    pub(super) part: Option<Part>,
    pub(super) metric: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Column {
    pub(super) column: String,
}

/// A column of amounts, or rows that count as one each.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Amount {
    pub(super) column: Option<Spanned<String>>,
    pub(super) name: Option<Spanned<String>>,
    pub(super) unit: Option<Spanned<AmountUnit>>,
    pub(super) metric: Option<Spanned<String>>,
    pub(super) counts: Option<Spanned<Counts>>,
    pub(super) rating: Option<Spanned<i32>>,
    pub(super) format: Option<Spanned<String>>,
    pub(super) touchpoint: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) r#where: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(super) nulls: Vec<String>,
}

/// Columns of codes for what people complained about.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Complaint {
    pub(super) name: Spanned<String>,
    #[serde(default)]
    pub(super) when: BTreeMap<Spanned<String>, String>,
    pub(super) columns: Spanned<Vec<String>>,
    pub(super) codes: BTreeMap<Spanned<String>, Vec<Spanned<Codes>>>,
}

/// One code, or a range of them.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Codes {
    One(i64),
    Text(String),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Journey {
    pub(super) title: Spanned<String>,
    #[serde(default)]
    pub(super) scenario: String,
    #[serde(default)]
    pub(super) start: String,
    #[serde(default)]
    pub(super) end: String,
    #[serde(default)]
    pub(super) goal: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Touchpoint {
    pub(super) key: Spanned<String>,
    pub(super) name: Spanned<String>,
    pub(super) stage: Option<Spanned<String>>,
    pub(super) step: Option<String>,
    pub(super) department: Option<String>,
    pub(super) channel: Option<String>,
    #[serde(default)]
    pub(super) moment_of_truth: bool,
    #[serde(default)]
    pub(super) items: Vec<Item>,
}
