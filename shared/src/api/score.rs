//! Scores over the API: what the records say about each touchpoint of a journey, and how sure we are.

use serde::{Deserialize, Serialize};

use super::metric::{Range, ServedBy};
use crate::id::{JourneyId, StageId, TouchpointId};

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
    /// The ease of the whole journey, 0–100, the more the better; `None` where nothing was scored.
    pub ease: Option<f64>,
    /// The touchpoint with the highest friction score (peak).
    pub worst: Option<TouchpointId>,
    /// The last touchpoint that has a score (end).
    pub last: Option<TouchpointId>,
    /// The weights and goalposts that were used.
    pub settings: ScoreSettings,
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
    pub friction: Option<FrictionScore>,
    /// The measured emotion; `None` where nobody rated it: the curve has a gap there.
    pub emotion: Option<MeasuredEmotion>,
    /// Satisfaction over time, one point per day or week, oldest first; empty with fewer than two.
    pub trend: Vec<TrendPoint>,
}

/// A friction score with its parts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FrictionScore {
    /// 0 (none) to 100.
    pub score: f64,
    /// Its 90 % interval.
    pub interval: Range,
    /// The score in a word.
    pub band: Band,
    /// Parts with evidence, of seven.
    pub coverage: u8,
    /// The parts with evidence, largest contribution first.
    pub parts: Vec<FrictionPart>,
    /// Touchpoints with the same number cannot be told apart; 1 is the worst group.
    pub rank_group: u32,
    /// The share of draws in which it is the worst, 0–1.
    pub first_rank: f64,
    /// The score with the parts added instead of multiplied, shown apart.
    pub arithmetic: f64,
}

/// A friction score in a word, by fixed thresholds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// Low.
    Low,
    /// Medium.
    Medium,
    /// High.
    High,
    /// Critical.
    Critical,
}

/// One part of a friction score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FrictionPart {
    /// Which.
    pub part: Part,
    /// Its share of the score, 0–1; the shares add up to 1 (or are all 0).
    pub share: f64,
    /// Its points; the points add up to the score.
    pub points: f64,
    /// Records it rests on.
    pub n: u64,
    /// What was observed: a share of 0–1, before shrinking.
    pub observed: f64,
    /// After shrinking toward the other touchpoints.
    pub posterior: f64,
}

/// What a friction score can be made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The share who found it hard.
    Effort,
    /// The share who were not satisfied.
    Satisfaction,
    /// The share of what is said that is negative.
    NegativeSentiment,
    /// Complaints per exposure.
    ComplaintRate,
    /// The share who gave up.
    DropOff,
    /// The share that came later than promised.
    Delay,
    /// The share of promises not kept.
    PromiseGap,
}

/// What customers felt, from their ratings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MeasuredEmotion {
    /// −2 … +2.
    pub value: f64,
    /// Its 90 % interval.
    pub interval: Range,
    /// Ratings it rests on.
    pub n: u64,
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

/// A stage of the journey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StageScore {
    /// The stage.
    pub stage: StageId,
    /// Its ease, 0–100, the more the better; `None` where nothing was scored.
    pub ease: Option<f64>,
    /// Its touchpoint with the highest friction score.
    pub worst: Option<TouchpointId>,
}

/// What turns observations into scores. Fixed, so that a score moves only when the touchpoint does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScoreSettings {
    /// One for each part, in the order of [`Part`].
    pub parts: Vec<PartSetting>,
}

/// A part's weight and goalposts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartSetting {
    /// Which.
    pub part: Part,
    /// Its weight, 0–1; the weights add up to 1.
    pub weight: f64,
    /// What counts as good: friction 0.
    pub good: f64,
    /// What counts as bad: full friction.
    pub bad: f64,
}
