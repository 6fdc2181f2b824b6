//! Comparisons over the API: a journey's scores in two periods or two segments, and what the difference says.

use serde::{Deserialize, Serialize};

use super::score::Scores;
use crate::{
    friction::{Difference, Part, PartGroups},
    id::{StageId, TouchpointId},
    metric::{Decomposition, Group},
};

/// What is compared with what: two periods, or two values of a dimension over one period.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct CompareQuery {
    /// The journey's id or slug.
    pub journey: String,
    /// First day, `YYYY-MM-DD`; without it, from the first record.
    pub from: Option<String>,
    /// Last day, `YYYY-MM-DD`, included; without it, to the last record.
    pub to: Option<String>,
    /// Only records with these values of dimensions: `region:north,region:south,channel:web`; in a value, `%` is `%25` and a
    /// comma `%2C`, and an empty one stands for records without the dimension.
    pub filter: Option<String>,
    /// Only records of this brand or family of brands, as `GET /scores` takes it.
    pub brand: Option<String>,
    /// First day of the period to compare with. One end is enough; the two periods may not share a day.
    pub base_from: Option<String>,
    /// Last day of the period to compare with, included.
    pub base_to: Option<String>,
    /// Compare two values of this dimension, instead of two periods.
    pub dimension: Option<String>,
    /// The value that is compared.
    pub value: Option<String>,
    /// The value to compare with.
    pub base_value: Option<String>,
    /// The dimension by whose groups a change is split into mix and rate.
    pub by: Option<String>,
    /// Weights and goalposts, as `GET /scores` takes them.
    pub settings: Option<String>,
}

/// A journey's scores on two sides, and their differences: other less base.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comparison {
    /// What is compared with, as it was asked for.
    pub base: ComparedSide,
    /// What is compared.
    pub other: ComparedSide,
    /// The dimension that the sides are values of; `None` where they are periods.
    pub dimension: Option<String>,
    /// The dimension by whose groups changes are split.
    pub by: Option<String>,
    /// The touchpoints in the order of the journey, each once.
    pub touchpoints: Vec<TouchpointChange>,
    /// The visible stages in order.
    pub stages: Vec<StageChange>,
    /// The change of the whole journey's ease: above 0, easier; `None` where a side has none.
    pub ease: Option<Difference>,
}

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ComparedSide {
    /// First day that was asked for.
    pub from: Option<String>,
    /// Last day that was asked for, included.
    pub to: Option<String>,
    /// The value of the dimension.
    pub value: Option<String>,
    /// The scores: of a period, those that `GET /scores` gives.
    pub scores: Scores,
}

/// How a touchpoint changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TouchpointChange {
    /// The touchpoint.
    pub touchpoint: TouchpointId,
    /// The change of its score: above 0, more friction; `None` where a side has no score.
    pub friction: Option<Difference>,
    /// The same in points of mix and rate; `None` without `by`, and where it cannot be split.
    pub split: Option<Decomposition>,
    /// Its measured parts.
    pub parts: Vec<PartChange>,
}

/// How a measured part of a touchpoint changed: as it was counted, leaning on nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartChange {
    /// The part.
    pub part: Part,
    /// The change of the share of bad ones, with Newcombe's interval; `None` where a side has no evidence.
    pub share: Option<Difference>,
    /// The same in mix and rate; `None` without `by`, and where it cannot be split.
    pub split: Option<Decomposition>,
    /// Bad ones and all by group, in order of the group's name; empty without `by`.
    pub groups: Vec<GroupCounts>,
}

/// What was counted of a part in one group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GroupCounts {
    /// The group's value of the dimension; `None` for records that lack it.
    pub group: Option<String>,
    /// Bad ones and all on the base side.
    pub base: (f64, f64),
    /// Bad ones and all on the other side.
    pub other: (f64, f64),
}

/// How a stage changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StageChange {
    /// The stage.
    pub stage: StageId,
    /// The change of its ease: above 0, easier; `None` where a side has none.
    pub ease: Option<Difference>,
}

/// A dimension of the records that scores are made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Dimension {
    /// Its name.
    pub name: String,
    /// Its values in order; the first 200 where it has more.
    pub values: Vec<String>,
    /// How many values it has.
    pub of: u64,
}

impl PartChange {
    /// The groups without their names, to be split again with other settings.
    #[must_use]
    pub fn groups(&self) -> PartGroups {
        let group = |counts: &GroupCounts| Group {
            base: counts.base,
            other: counts.other,
        };
        PartGroups {
            part: self.part,
            groups: self.groups.iter().map(group).collect(),
        }
    }
}
