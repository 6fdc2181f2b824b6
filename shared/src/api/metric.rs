//! Metrics over the API: one number for a period, or one for each group, always with its interval; and their course over
//! time, period by period.

use serde::{Deserialize, Serialize};

use crate::{
    id::TouchpointId,
    interval::Interval,
    metric::{ByCustomer, ControlLimits, Every, Metric, Signal, Unit, Weighted},
};

/// Which metric, over which days and records.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct MetricQuery {
    /// Its name: `nps`, `csat`, or another that a mapping declares.
    pub metric: String,
    /// First day, `YYYY-MM-DD`; without it, from the first record.
    pub from: Option<String>,
    /// Last day, `YYYY-MM-DD`, included; without it, to the last record.
    pub to: Option<String>,
    /// The dimension to group by (`boarding_area`); without it, one number for all.
    pub by: Option<String>,
    /// Only records with these values of dimensions: `region:north,region:south,channel:web`; in a value, `%` is `%25` and a
    /// comma `%2C`, and an empty one stands for records without the dimension.
    pub filter: Option<String>,
    /// Only records of this touchpoint.
    pub touchpoint: Option<TouchpointId>,
    /// Whether the margin by customers is wanted, which takes reading all records. Not with `by`.
    #[serde(default)]
    pub customers: Option<bool>,
}

/// A metric's answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MetricReply {
    /// The metric asked for.
    pub metric: String,
    /// First day that was asked for.
    pub from: Option<String>,
    /// Last day that was asked for, included.
    pub to: Option<String>,
    /// The dimension it is grouped by.
    pub by: Option<String>,
    /// One value without `by`; one for each group, in order of the group's name, with it.
    pub values: Vec<MetricValue>,
    /// Whether day tallies answered or the records themselves.
    pub served_by: ServedBy,
    /// Of numbers about people the days that they are of: the months that the days asked for touch, those of too few people
    /// with the next.
    #[serde(default)]
    pub covers: Option<Covers>,
    /// Whose records they are, where that was asked for and can be said: of a mean of what each record says, not about people,
    /// and of no more than 300,000 records.
    #[serde(default)]
    pub customers: Option<ByCustomer>,
}

/// A metric of one group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MetricValue {
    /// The group's value of the dimension; `None` without grouping, and for records that lack the dimension.
    pub group: Option<String>,
    /// The estimate with every record counted once; `None` where there is no record.
    pub estimate: Option<f64>,
    /// Its interval.
    pub interval: Option<Interval>,
    /// Records, each counted once.
    pub n: u64,
    /// The same with the survey's weights; `None` where no record carries one.
    pub weighted: Option<Weighted>,
    /// Whether it is about people, and of too few of them to be shown: there are records then, and `n` is 0.
    pub withheld: bool,
}

/// A metric that can be asked for, and what there is of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CatalogueMetric {
    /// What it is.
    pub metric: Metric,
    /// What its number is measured in.
    pub unit: Unit,
    /// What people call the touchpoint or the journey that it is about, retired or not; empty where it is not there any more.
    #[serde(default)]
    pub about: Option<String>,
    /// The first day with a record; `None` where there is none.
    pub first_day: Option<String>,
    /// The last day with a record; what is said of it is as fresh as this.
    pub last_day: Option<String>,
    /// The dimensions that its records carry, in order: what it can be grouped by.
    pub dimensions: Vec<String>,
}

/// Which metrics, period by period.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct SeriesQuery {
    /// Its name: `nps`, `csat`, …; without it, every metric that has records.
    pub metric: Option<String>,
    /// First day, `YYYY-MM-DD`; without it, from the first record.
    pub from: Option<String>,
    /// Last day, `YYYY-MM-DD`, included; without it, to the last record.
    pub to: Option<String>,
    /// `week`, `month` or `quarter`; without it, what suits the days there are.
    pub every: Option<Every>,
    /// The dimension to group by (`boarding_area`); without it, one series for all.
    pub by: Option<String>,
    /// Only records with these values of dimensions: `region:north,region:south,channel:web`; in a value, `%` is `%25` and a
    /// comma `%2C`, and an empty one stands for records without the dimension.
    pub filter: Option<String>,
    /// Only records of this touchpoint.
    pub touchpoint: Option<TouchpointId>,
}

/// Metrics over time, on one axis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeriesReply {
    /// How long a period is.
    pub every: Every,
    /// The dimension it is grouped by.
    pub by: Option<String>,
    /// The first day of each period of the axis, in order. Every series has one point for each.
    pub periods: Vec<String>,
    /// The metrics in the order of the catalogue: the one asked for, or those with records in these days.
    pub metrics: Vec<MetricSeries>,
    /// Whether day tallies answered or the records themselves.
    pub served_by: ServedBy,
}

/// A metric over time, whole or by group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MetricSeries {
    /// What it is.
    pub metric: Metric,
    /// What its number is measured in.
    pub unit: Unit,
    /// What people call the touchpoint or the journey that it is about, retired or not; empty where it is not there any more.
    #[serde(default)]
    pub about: Option<String>,
    /// The last day with a record among those asked for.
    pub last_day: Option<String>,
    /// One series without `by`; one for each group, in order of the group's name, with it.
    pub groups: Vec<SeriesGroup>,
}

/// A series of a metric.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeriesGroup {
    /// The group's value of the dimension; `None` without grouping, and for records that lack the dimension.
    pub group: Option<String>,
    /// One point for each period of the axis.
    pub points: Vec<SeriesPoint>,
    /// The limits of normal variation, from the periods that are complete; `None` while they are too few.
    pub limits: Option<ControlLimits>,
    /// How many more complete periods with records the limits need; 0 where they are drawn.
    pub missing: u32,
}

/// A metric in a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeriesPoint {
    /// The estimate with every record counted once; `None` where there is no record.
    pub estimate: Option<f64>,
    /// Its interval.
    pub interval: Option<Interval>,
    /// Records, each counted once.
    pub n: u64,
    /// The same with the survey's weights; `None` where no record carries one.
    pub weighted: Option<Weighted>,
    /// The estimate of the same period a year before, whole; `None` where the records begin in its midst.
    pub year_before: Option<f64>,
    /// Whether the period is over, wholly among the days asked for, and not the one in whose midst the metric's records begin.
    pub complete: bool,
    /// Whether it is about people, and of too few of them to be shown: there are records then, and `n` is 0.
    pub withheld: bool,
    /// Why it is a real change and no normal variation.
    pub signal: Option<Signal>,
    /// The days that it is of, where these are not those of the period: months of too few people are counted together.
    #[serde(default)]
    pub covers: Option<Covers>,
}

/// The days that a number about people is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Covers {
    /// First day.
    pub from: String,
    /// Last day, included.
    pub to: String,
}

/// What answered: cost grows with days × groups for the first, with records for the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ServedBy {
    /// Day tallies.
    Rollup,
    /// The records.
    Scan,
}
