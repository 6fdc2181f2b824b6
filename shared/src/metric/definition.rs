//! What a metric is: its key, version and formula.

use serde::{Deserialize, Serialize};
use thiserror::Error;

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
    /// Hits of trials.
    Proportion,
    /// Occurrences per `per` units of exposure.
    Rate {
        /// Units of exposure that the number is given for: 1,000 for "per 1,000 orders". At least 1.
        per: u32,
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
}

/// A metric's definition. A change of the formula gets a new version; older values stay with theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Metric {
    /// Its name in URLs, commands and stored values.
    pub key: String,
    /// The version of this definition.
    pub version: u32,
    /// How its number is computed.
    pub formula: Formula,
}

impl Metric {
    /// The definitions that come with the program.
    #[must_use]
    pub fn built_in() -> Vec<Self> {
        let net_promoters = Formula::NetPromoters {
            scale: Scale::ZERO_TO_TEN,
            promoters_from: 9,
            detractors_to: 6,
        };
        let definitions = [
            ("nps", net_promoters.clone()),
            ("enps", net_promoters),
            // Four and five of five.
            (
                "csat",
                Formula::TopBox {
                    scale: Scale::ONE_TO_FIVE,
                    from: 4,
                },
            ),
            // CES 2.0: agreement that the company "made it easy to handle my issue"; and its top three.
            (
                "ces",
                Formula::Mean {
                    scale: Scale::ONE_TO_SEVEN,
                },
            ),
            (
                "ces_easy",
                Formula::TopBox {
                    scale: Scale::ONE_TO_SEVEN,
                    from: 5,
                },
            ),
            (
                "stars",
                Formula::Mean {
                    scale: Scale::ONE_TO_FIVE,
                },
            ),
            ("proportion", Formula::Proportion),
        ];
        let metric = |(key, formula): (&str, Formula)| Self {
            key: key.to_owned(),
            version: 1,
            formula,
        };
        definitions.into_iter().map(metric).collect()
    }

    /// The built-in definition of this key.
    #[must_use]
    pub fn by_key(key: &str) -> Option<Self> {
        Self::built_in()
            .into_iter()
            .find(|metric| metric.key == key)
    }

    /// What its number is measured in.
    #[must_use]
    pub fn unit(&self) -> Unit {
        match self.formula {
            Formula::NetPromoters { .. } => Unit::Points,
            Formula::TopBox { .. } | Formula::Proportion => Unit::Share,
            Formula::Mean { .. } => Unit::Rating,
            Formula::Rate { .. } => Unit::Rate,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_is_data_that_comes_back() {
        for metric in Metric::built_in() {
            let text = serde_json::to_string(&metric).unwrap();
            assert_eq!(serde_json::from_str::<Metric>(&text).unwrap(), metric);
        }
    }

    #[test]
    fn a_scale_without_room_is_refused_also_when_read() {
        assert!(Scale::new(5, 5).is_err());
        assert!(serde_json::from_str::<Scale>(r#"{"min":5,"max":1}"#).is_err());
    }
}
