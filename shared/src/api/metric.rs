//! Metrics over the API: one number for a period, or one for each group, always with its interval.

use serde::{Deserialize, Serialize};

use crate::{id::TouchpointId, interval::Interval, metric::Weighted};

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
    /// Only records of this touchpoint.
    pub touchpoint: Option<TouchpointId>,
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
