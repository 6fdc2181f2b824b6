//! What a metric is: what it is called, how its number is computed and read, and who is responsible for it.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::AmountUnit;
use crate::{
    catalogue::DepartmentName,
    id::{JourneyId, TouchpointId},
    locale::Lang,
    record::Privacy,
};

/// The lowest and highest rating one can give, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Ends")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Scale {
    min: i32,
    max: i32,
}

/// A scale as it is read, before it is checked.
#[derive(Deserialize)]
struct Ends {
    min: i32,
    max: i32,
}

/// A scale on which nothing can be rated.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("a scale from {min} to {max} has no room: its highest rating must be above its lowest")]
pub struct ScaleError {
    min: i32,
    max: i32,
}

impl Scale {
    /// 0 or 1: whether something happened.
    pub const NO_YES: Self = Self { min: 0, max: 1 };
    /// −1, 0 or 1: negative, neutral, positive.
    pub const SENTIMENT: Self = Self { min: -1, max: 1 };
    /// 0 to 10: likelihood to recommend.
    pub const ZERO_TO_TEN: Self = Self { min: 0, max: 10 };
    /// 1 to 5: satisfaction, stars.
    pub const ONE_TO_FIVE: Self = Self { min: 1, max: 5 };
    /// 1 to 7: agreement (CES 2.0).
    pub const ONE_TO_SEVEN: Self = Self { min: 1, max: 7 };

    /// A scale of one's own.
    ///
    /// # Errors
    /// [`ScaleError`] unless `min` < `max`.
    pub fn new(min: i32, max: i32) -> Result<Self, ScaleError> {
        if min < max {
            Ok(Self { min, max })
        } else {
            Err(ScaleError { min, max })
        }
    }

    /// The lowest rating.
    #[must_use]
    pub fn min(self) -> i32 {
        self.min
    }

    /// The highest rating.
    #[must_use]
    pub fn max(self) -> i32 {
        self.max
    }

    /// Whether a rating is on the scale.
    #[must_use]
    pub fn contains(self, rating: i32) -> bool {
        (self.min..=self.max).contains(&rating)
    }

    /// Both ends as numbers.
    #[must_use]
    pub fn ends(self) -> (f64, f64) {
        (f64::from(self.min), f64::from(self.max))
    }
}

impl TryFrom<Ends> for Scale {
    type Error = ScaleError;

    fn try_from(Ends { min, max }: Ends) -> Result<Self, ScaleError> {
        Self::new(min, max)
    }
}

/// The longest time in which something happens to what began, in days: ten years.
pub const MOST_DAYS: u32 = 3_650;

/// How a metric's number follows from a tally. Ratings off the scale are left out of it and of n.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Formula {
    /// 100 (promoters − detractors)/n, from ratings (Reichheld 2003). In points, −100 to 100.
    NetPromoters {
        /// The scale asked on.
        scale: Scale,
        /// The lowest rating of a promoter.
        promoters_from: i32,
        /// The highest rating of a detractor.
        detractors_to: i32,
    },
    /// The share of ratings at or above a threshold: a top box.
    TopBox {
        /// The scale asked on.
        scale: Scale,
        /// The lowest rating in the box.
        from: i32,
    },
    /// The mean rating.
    Mean {
        /// The scale asked on.
        scale: Scale,
    },
    /// Hits of trials: occurrences of an exposure that each can happen once.
    Proportion,
    /// Occurrences per `per` units of exposure.
    Rate {
        /// Units of exposure that the number is given for: 1,000 for "per 1,000 orders". At least 1.
        per: u32,
    },
    /// The share of what began, of orders sent say, to which something happened within so many days: a return. By the day on
    /// which each began, and right-censored: what has not been watched so long counts as long as it was (Kaplan and Meier
    /// 1958, [`crate::interval::within`]).
    Within {
        /// Days after the day on which it began. At least 1, at most [`MOST_DAYS`].
        days: u32,
    },
    /// All amounts together: people reached, visits. Known, not estimated, so it has no margin of its own; what varies from
    /// period to period, the limits of normal variation say.
    Total {
        /// What it is measured in.
        unit: AmountUnit,
    },
    /// The mean amount: hours to a first response, value of an order.
    MeanAmount {
        /// What it is measured in.
        unit: AmountUnit,
    },
}

/// What a metric's number is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Unit {
    /// −100 to 100.
    Points,
    /// 0 to 1.
    Share,
    /// The units of the rating scale.
    Rating,
    /// Occurrences per declared exposure.
    Rate,
    /// An amount.
    Amount(AmountUnit),
}

/// What a metric is called, in every language of the interface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MetricName {
    /// In English.
    pub en: String,
    /// In Spanish.
    pub es: String,
}

impl MetricName {
    /// In the reader's language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Es => &self.es,
        }
    }
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Direction {
    /// The more the better.
    Up,
    /// The less the better.
    Down,
}

/// What a metric says about: something one does, or what comes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Role {
    /// What a department does, and can change at once.
    Input,
    /// What customers or employees make of it.
    Outcome,
}

/// The group in which a metric is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Area {
    /// Marketing and sales.
    Marketing,
    /// Customer experience.
    Experience,
    /// Operations: delivery, quality, service levels.
    Operations,
    /// People.
    People,
}

impl Area {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 4] = [
        Self::Marketing,
        Self::Experience,
        Self::Operations,
        Self::People,
    ];
}

/// Of which touchpoints a metric's records are.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum About {
    /// Of all, and of none.
    #[default]
    Everything,
    /// Of one touchpoint of the catalogue.
    Touchpoint(TouchpointId),
    /// Of the touchpoints on the board of a journey, as it is when the number is asked for.
    Journey(JourneyId),
}

/// A metric's definition. A change of the formula, or of what it is about, gets a new version; older values stay with theirs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Metric {
    /// Its name in URLs, commands and stored values.
    pub key: String,
    /// The version of this definition.
    pub version: u32,
    /// What people call it.
    pub name: MetricName,
    /// How its number is computed.
    pub formula: Formula,
    /// Which records count: those of everything, of a touchpoint or of a journey.
    #[serde(default)]
    pub about: About,
    /// Which way is better.
    pub direction: Direction,
    /// What is done, or what comes of it.
    pub role: Role,
    /// Where it is shown.
    pub area: Area,
    /// The department responsible for it: a standard one (`quality`), or another by its name.
    #[serde(with = "super::department")]
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub department: DepartmentName,
    /// What is aimed at, in the metric's unit; absent where nobody said.
    pub target: Option<f64>,
    /// With fewer records than this a number says little; about people it is not shown at all.
    pub minimum_n: u32,
    /// Whom its records are about.
    pub privacy: Privacy,
}

impl Metric {
    /// What its number is measured in.
    #[must_use]
    pub fn unit(&self) -> Unit {
        match self.formula {
            Formula::NetPromoters { .. } => Unit::Points,
            Formula::TopBox { .. } | Formula::Proportion | Formula::Within { .. } => Unit::Share,
            Formula::Mean { .. } => Unit::Rating,
            Formula::Rate { .. } => Unit::Rate,
            Formula::Total { unit } | Formula::MeanAmount { unit } => Unit::Amount(unit),
        }
    }

    /// The lowest and highest number it can have, in its unit.
    #[must_use]
    pub fn bounds(&self) -> (f64, f64) {
        match self.formula {
            Formula::NetPromoters { .. } => (-100.0, 100.0),
            Formula::TopBox { .. } | Formula::Proportion | Formula::Within { .. } => (0.0, 1.0),
            Formula::Mean { scale } => scale.ends(),
            Formula::Rate { .. } => (0.0, f64::INFINITY),
            Formula::Total { unit } | Formula::MeanAmount { unit } => match unit {
                AmountUnit::Number | AmountUnit::Hours => (0.0, f64::INFINITY),
                // Refunds, and deliveries before their day.
                AmountUnit::Days | AmountUnit::Money(_) => (f64::NEG_INFINITY, f64::INFINITY),
            },
        }
    }

    /// Whether a number meets the target; `None` without one.
    #[must_use]
    pub fn meets_target(&self, number: f64) -> Option<bool> {
        let target = self.target?;
        Some(match self.direction {
            Direction::Up => number >= target,
            Direction::Down => number <= target,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_without_room_is_refused_also_when_read() {
        assert!(Scale::new(5, 5).is_err());
        assert!(serde_json::from_str::<Scale>(r#"{"min":5,"max":1}"#).is_err());
    }
}
