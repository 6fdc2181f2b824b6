//! The seven sources a friction score can have.

use serde::{Deserialize, Serialize};

/// One source of friction. Each is a share in which more is worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Part {
    /// Answers that it was not easy.
    Effort,
    /// Answers that were not satisfied.
    Satisfaction,
    /// Texts with negative sentiment.
    NegativeSentiment,
    /// Complaints per exposure (an order, a visit).
    ComplaintRate,
    /// Those who left, of those who came.
    DropOff,
    /// Deliveries later than promised.
    Delay,
    /// Promises not kept when checked.
    PromiseGap,
}

impl Part {
    /// How many there are.
    pub const COUNT: usize = 7;

    /// All of them, in the order they are shown.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Effort,
        Self::Satisfaction,
        Self::NegativeSentiment,
        Self::ComplaintRate,
        Self::DropOff,
        Self::Delay,
        Self::PromiseGap,
    ];

    /// Its place in [`Part::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    /// Its name in files and addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Effort => "effort",
            Self::Satisfaction => "satisfaction",
            Self::NegativeSentiment => "negative_sentiment",
            Self::ComplaintRate => "complaint_rate",
            Self::DropOff => "drop_off",
            Self::Delay => "delay",
            Self::PromiseGap => "promise_gap",
        }
    }

    /// The part of this name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.key() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_stands_at_its_index() {
        for (index, part) in Part::ALL.into_iter().enumerate() {
            assert_eq!(part.index(), index);
        }
    }

    #[test]
    fn a_part_has_one_name_in_addresses_and_in_json() {
        for part in Part::ALL {
            assert_eq!(
                serde_json::to_string(&part).unwrap(),
                format!("\"{}\"", part.key())
            );
            assert_eq!(Part::of_key(part.key()), Some(part));
        }
    }
}
