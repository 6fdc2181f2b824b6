//! Amounts, and what is counted.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::metric::AmountUnit;

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
    /// With `counts = "days_since"`, how the date is written; as the record's time without it. `ask` while that is a question.
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
