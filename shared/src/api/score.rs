//! Scores over the API: what the records say about each touchpoint of a journey, and how sure we are.

use serde::{Deserialize, Serialize};

use super::metric::ServedBy;
use crate::{
    friction::{Costs, Counted, PartEvidence, Score, Settings, WeeklyCost},
    id::{JourneyId, StageId, TouchpointId},
    interval::{Estimate, Interval},
};

/// Which journey, over which days.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct ScoreQuery {
    /// The journey's id or slug.
    pub journey: String,
    /// First day, `YYYY-MM-DD`; without it, from the first record.
    pub from: Option<String>,
    /// Last day, `YYYY-MM-DD`, included; without it, to the last record.
    pub to: Option<String>,
    /// Only records with these values of dimensions: `region:north,region:south,channel:web`; in a value, `%` is `%25` and a
    /// comma `%2C`, and an empty one stands for records without the dimension.
    pub filter: Option<String>,
    /// Only records of this brand or family of brands, by its id or name: by their dimension `brand` or `marca`, or, where no
    /// record has one, by the journey's own brand.
    pub brand: Option<String>,
    /// List only touchpoints of this department, by its id or name. Their numbers are the same: a score leans on all touchpoints
    /// of the journey.
    pub department: Option<String>,
    /// Weights and goalposts to score with, `part:weight:good:bad` for every part that counts, as in
    /// `effort:0.2:0.05:0.5,delay:0.1:0.05:0.4` (shares, not percent); without it, the workspace's.
    pub settings: Option<String>,
}

/// The scores of a journey's touchpoints.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Scores {
    /// The journey.
    pub journey: JourneyId,
    /// First day with a record among those asked for; `None` where there is no record.
    pub from: Option<String>,
    /// Last day with a record; the scores are as fresh as this.
    pub to: Option<String>,
    /// Records counted: answers, complaints and all else that a score is made of.
    pub records: u64,
    /// The touchpoints in the order of the journey, each once, those without records too.
    pub touchpoints: Vec<TouchpointScore>,
    /// The visible stages in order.
    pub stages: Vec<StageScore>,
    /// The ease of the whole journey; `None` where nothing was scored.
    pub ease: Option<EaseScore>,
    /// The weights and goalposts that were used.
    pub settings: Settings,
    /// What losses cost; `None` where nobody said.
    #[serde(default)]
    pub costs: Option<Costs>,
    /// Whether day tallies answered or the records themselves.
    pub served_by: ServedBy,
}

/// What is known of one touchpoint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TouchpointScore {
    /// The touchpoint.
    pub touchpoint: TouchpointId,
    /// Records counted.
    pub n: u64,
    /// The last day with a record.
    pub last_day: Option<String>,
    /// The friction score; `None` where no part has evidence.
    pub friction: Option<Score>,
    /// What the score rests on, so that it can be computed again with other settings.
    pub evidence: Vec<PartEvidence>,
    /// How many customers it reaches, as far as the records tell: the most answers to one question about it.
    pub reach: u64,
    /// What customers felt, −2 … +2, with its 90 % interval; `None` where nobody rated it: the curve has a gap there.
    pub emotion: Option<Estimate>,
    /// The measured emotion over time, one point per day or week, oldest first; empty with fewer than two.
    pub trend: Vec<TrendPoint>,
    /// What happened there that costs money, by source; empty where nothing can be counted.
    #[serde(default)]
    pub counted: Vec<Counted>,
    /// What it costs in a week; `None` where nothing that has a cost can be counted.
    #[serde(default)]
    pub weekly_cost: Option<WeeklyCost>,
}

impl TouchpointScore {
    /// The key under which its scores are drawn ([`crate::friction::Touchpoint`]): the same here and in the browser.
    #[must_use]
    pub fn draw_key(touchpoint: TouchpointId) -> u64 {
        touchpoint.uuid().as_u64_pair().1
    }
}

/// One point of a trend.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrendPoint {
    /// The first day it covers, `YYYY-MM-DD`.
    pub day: String,
    /// The mean rating as an emotion, −2 … +2.
    pub value: f64,
    /// Ratings it rests on.
    pub n: u64,
}

/// The ease of a stage or a journey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EaseScore {
    /// 0–100, the more the better.
    pub ease: f64,
    /// Its 90 % interval.
    pub interval: Interval,
    /// The touchpoint with the highest friction score (peak).
    pub worst: TouchpointId,
    /// The last touchpoint, whether it has a score or not (end).
    pub last: TouchpointId,
    /// Touchpoints that have a score.
    pub scored: u32,
    /// All its touchpoints.
    pub of: u32,
}

/// A stage of the journey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StageScore {
    /// The stage.
    pub stage: StageId,
    /// Its ease; `None` where nothing was scored.
    pub ease: Option<EaseScore>,
}
