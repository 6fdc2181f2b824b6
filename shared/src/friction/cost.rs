//! What friction costs in a week: what the records count at a touchpoint, times what people say each of it costs.
//!
//! Knows the counts and the three typed-in costs; nothing of records, and nothing of who decides the costs.

use serde::{Deserialize, Serialize};

use crate::{
    interval::{Level, weighted_counts},
    metric::{AmountUnit, Currency},
};

/// Something that happens at a touchpoint and costs money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Loss {
    /// Somebody got in touch because of it.
    Contact,
    /// Something came back because of it.
    Return,
    /// An order was begun there and not placed.
    LostOrder,
}

impl Loss {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Contact, Self::Return, Self::LostOrder];
}

/// What each loss costs, in minor units of one currency: an agreement, typed in by a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Costs {
    /// The currency.
    pub currency: Currency,
    /// A contact, in minor units (cents); `null` where nobody said.
    #[serde(default)]
    pub contact: Option<i64>,
    /// A return, in minor units.
    #[serde(default)]
    pub r#return: Option<i64>,
    /// A lost order, in minor units.
    #[serde(default)]
    pub lost_order: Option<i64>,
}

impl Costs {
    /// The most that one loss may cost, in minor units: ten thousand million with two decimals.
    pub const MOST: i64 = 1_000_000_000_000;

    /// What one of them costs, in minor units; `None` where nobody said.
    #[must_use]
    pub const fn of(&self, loss: Loss) -> Option<i64> {
        match loss {
            Loss::Contact => self.contact,
            Loss::Return => self.r#return,
            Loss::LostOrder => self.lost_order,
        }
    }

    /// Whether every cost that is there is above 0 and not beyond [`Costs::MOST`], and there is one.
    #[must_use]
    pub fn are_sound(&self) -> bool {
        let mut given = Loss::ALL.into_iter().filter_map(|loss| self.of(loss));
        let any = given.clone().next().is_some();
        any && given.all(|cost| (1..=Self::MOST).contains(&cost))
    }

    /// An amount in minor units as a number of whole ones.
    #[must_use]
    pub fn whole(&self, minor: f64) -> f64 {
        AmountUnit::Money(self.currency).large(minor)
    }
}

/// How often something that costs money happened at a touchpoint, as the records of one source say.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Counted {
    /// What.
    pub loss: Loss,
    /// How often.
    pub n: f64,
    /// In how many weeks: the days asked for on which the source has records, by sevens.
    pub weeks: f64,
}

/// What a touchpoint costs in a week.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WeeklyCost {
    /// The currency.
    pub currency: Currency,
    /// In minor units.
    pub amount: i64,
    /// The lower end of its interval, in minor units.
    pub low: i64,
    /// The upper end.
    pub high: i64,
    /// The level of the interval, as a share.
    pub level: f64,
    /// What it is made of: only what is counted and has a cost.
    pub losses: Vec<LossCost>,
}

/// A part of what a touchpoint costs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LossCost {
    /// What.
    pub loss: Loss,
    /// How often in a week.
    pub per_week: f64,
    /// What that costs in a week, in minor units.
    pub amount: i64,
}

/// What a touchpoint costs in a week, Σ cost × count ∕ weeks, with its 90 % interval: the counts are taken as Poisson, and
/// their weighted sum has the gamma interval of Fay and Feuer ([`weighted_counts`]); of one count it is Garwood's. `None` where
/// nothing was counted that has a cost: not known, which is not nothing.
#[must_use]
pub fn weekly_cost(costs: &Costs, counted: &[Counted]) -> Option<WeeklyCost> {
    let level = Level::P90;
    let weighted: Vec<(Loss, f64, f64)> = counted
        .iter()
        .filter(|counted| counted.weeks > 0.0)
        .filter_map(|counted| {
            let cost = costs.of(counted.loss)? as f64;
            Some((counted.loss, counted.n, cost / counted.weeks))
        })
        .collect();
    let counts: Vec<(f64, f64)> = weighted
        .iter()
        .map(|(_, n, weight)| (*n, *weight))
        .collect();
    let (amount, interval) = weighted_counts(&counts, level)?;
    let losses = Loss::ALL.into_iter().filter_map(|loss| {
        let cost = costs.of(loss)?;
        let mut of_it = weighted
            .iter()
            .filter(|(each, ..)| *each == loss)
            .peekable();
        of_it.peek()?;
        let amount: f64 = of_it.map(|(_, n, weight)| n * weight).sum();
        Some(LossCost {
            loss,
            per_week: amount / cost as f64,
            amount: minor(amount),
        })
    });
    Some(WeeklyCost {
        currency: costs.currency,
        amount: minor(amount),
        low: minor(interval.low),
        high: minor(interval.high),
        level: level.share(),
        losses: losses.collect(),
    })
}

/// To the nearest minor unit.
fn minor(amount: f64) -> i64 {
    libm::round(amount) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn costs() -> Costs {
        Costs {
            currency: "EUR".parse().unwrap(),
            contact: Some(800),
            r#return: Some(1_500),
            lost_order: None,
        }
    }

    const fn counted(loss: Loss, n: f64, weeks: f64) -> Counted {
        Counted { loss, n, weeks }
    }

    #[test]
    fn a_week_costs_what_happened_in_it_times_what_each_costs() {
        // By hand: 12 contacts in 4 weeks at 8.00 are 24.00 a week, 5 returns at 15.00 are 18.75. The interval with mpmath at 25
        // digits: weights 200 and 375, sum 4275, Σ n w² = 1 183 125; gamma quantiles at .05 and .95 give 2656.39 and 6690.01.
        let found = weekly_cost(
            &costs(),
            &[
                counted(Loss::Contact, 12.0, 4.0),
                counted(Loss::Return, 5.0, 4.0),
            ],
        )
        .unwrap();
        assert_eq!((found.amount, found.low, found.high), (4_275, 2_656, 6_690));
        assert_eq!(found.currency.code(), "EUR");
        let parts: Vec<_> = found
            .losses
            .iter()
            .map(|part| (part.loss, part.per_week, part.amount))
            .collect();
        assert_eq!(
            parts,
            [(Loss::Contact, 3.0, 2_400), (Loss::Return, 1.25, 1_875)]
        );
    }

    #[test]
    fn sources_that_cover_other_weeks_each_count_over_their_own() {
        // 10 contacts in 5 weeks and 9 in 3: two and three a week, 8.00 each.
        let found = weekly_cost(
            &costs(),
            &[
                counted(Loss::Contact, 10.0, 5.0),
                counted(Loss::Contact, 9.0, 3.0),
            ],
        )
        .unwrap();
        assert_eq!(found.amount, 4_000);
        assert_eq!((found.losses.len(), found.losses[0].per_week), (1, 5.0));
    }

    #[test]
    fn none_counted_is_known_to_be_little_and_nothing_countable_is_not_known() {
        // Garwood's upper end for 0 at 90 % is −ln .05 = 2.9957; over 4 weeks at 8.00 that is 5.99.
        let none = weekly_cost(&costs(), &[counted(Loss::Contact, 0.0, 4.0)]).unwrap();
        assert_eq!((none.amount, none.low, none.high), (0, 0, 599));
        assert_eq!(weekly_cost(&costs(), &[]), None);
        // Counted, and nobody said what it costs.
        assert_eq!(
            weekly_cost(&costs(), &[counted(Loss::LostOrder, 7.0, 4.0)]),
            None
        );
        assert_eq!(
            weekly_cost(&costs(), &[counted(Loss::Contact, 7.0, 0.0)]),
            None
        );
    }

    #[test]
    fn costs_that_are_none_are_told_from_those_that_are() {
        assert!(costs().are_sound());
        let with = |contact| Costs { contact, ..costs() };
        assert!(with(None).are_sound());
        for wrong in [0, -1, Costs::MOST + 1] {
            assert!(!with(Some(wrong)).are_sound());
        }
        let nothing = Costs {
            contact: None,
            r#return: None,
            ..costs()
        };
        assert!(!nothing.are_sound());
        assert_eq!(costs().whole(1_250.0), 12.5);
    }
}
