//! Records over the API, one by one: what happened, as other systems and surveys wrote it down.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    id::{BatchId, TouchpointId},
    metric::AmountUnit,
    record::Precision,
};

/// Which records, newest first. Whatever is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct RecordQuery {
    /// Of this source, by its name; without it, of all whose records may be read one by one.
    pub source: Option<String>,
    /// First day, `YYYY-MM-DD`.
    pub from: Option<String>,
    /// Last day, `YYYY-MM-DD`, included.
    pub to: Option<String>,
    /// With an answer about this touchpoint.
    pub touchpoint: Option<TouchpointId>,
    /// Brought by this import.
    pub import: Option<BatchId>,
    /// With these values of dimensions, as `dimension[region]=north`; an empty value finds those without the dimension.
    #[cfg_attr(feature = "openapi", param(style = DeepObject, explode, inline))]
    pub dimension: BTreeMap<String, String>,
    /// Only what comes after a page: its `before`.
    pub before: Option<String>,
    /// At most so many, 1 to 200; without it, 50.
    pub limit: Option<u32>,
}

/// Some records, newest first: by day, then by time, then the last imported first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordPage {
    /// The records. There may be fewer than asked for, even none, while more follow: where few fit the query, a page
    /// ends after it looked at 20,000.
    pub records: Vec<Record>,
    /// What to ask for as `before` to go on; `None` where nothing follows.
    pub before: Option<String>,
}

/// One record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Record {
    /// The name of its source.
    pub source: String,
    /// What it is: `survey_answer`, `review`, …
    pub kind: String,
    /// Its id in the source, as the mapping's template made it.
    pub external_id: String,
    /// The day that it counts for, `YYYY-MM-DD`.
    pub day: String,
    /// When it happened, milliseconds since 1970 UTC; where only the day is known, when that day began.
    pub at: i64,
    /// The offset of its clock, minutes east of UTC.
    pub utc_offset: i32,
    /// How exactly its time is known.
    pub precision: Precision,
    /// Its weight in the survey; 1 without one.
    pub weight: f64,
    /// Its values of dimensions, by name.
    pub dimensions: BTreeMap<String, String>,
    /// What it says.
    pub answers: Vec<RecordAnswer>,
    /// What somebody wrote.
    pub comment: Option<String>,
    /// The customer, as the source names them.
    pub customer: Option<String>,
    /// The import that brought it.
    pub import: BatchId,
}

/// What a record says about one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordAnswer {
    /// The question or the count: a column of the file, or the name of complaints.
    pub item: String,
    /// The key of the touchpoint it is about, where it is about one.
    pub touchpoint: Option<String>,
    /// The metric it feeds, where it feeds one.
    pub metric: Option<String>,
    /// What it measures: `satisfaction`, `effort`, `complaint`, `exposure`, `rating`; of amounts `amount`, `occurrences`,
    /// `opportunities`, `answers`.
    pub measure: String,
    /// The value; of an amount in small units: thousandths, or the minor units of a currency.
    pub value: i64,
    /// The lowest that a rating can be.
    pub min: i32,
    /// The highest.
    pub max: i32,
    /// What an amount is measured in.
    pub unit: Option<AmountUnit>,
}
