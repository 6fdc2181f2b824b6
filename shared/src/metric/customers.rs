//! How sure a number is whose records come from the same customers again and again.
//!
//! Answers of one customer are alike, so a thousand of a hundred people say less than a thousand of a thousand. What customers said is
//! gathered customer by customer, and the margin is that of drawing customers, not answers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Formula;
use crate::interval::{Cluster, Interval, Level, cluster_bootstrap};

/// Draws, replicates times customers, beyond which replicates are saved: about a third of a second.
const MOST_DRAWS: usize = 20_000_000;
/// Replicates where customers are few enough for them: they place the ends of a margin to about 1/20 of its width.
const REPLICATES: usize = 2_000;
/// Fewer would not tell where 2.5 % of them end, so of more than 100,000 customers there are more draws than [`MOST_DRAWS`].
const LEAST_REPLICATES: usize = 200;
/// The same records, the same margin.
const SEED: u64 = 1997;

/// Records gathered by their customers.
#[derive(Clone, Debug)]
pub struct Customers {
    formula: Formula,
    /// By name, the sum of what they said and how many records said it.
    named: BTreeMap<String, (i64, i64)>,
    /// By what they said, records that name no customer: each counts as another one.
    unnamed: BTreeMap<i64, i64>,
}

/// Whose records stand behind a number, and its margin by them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ByCustomer {
    /// Customers that are named.
    pub customers: u64,
    /// Those of them with more than one record.
    pub repeated: u64,
    /// Records that name nobody; each is taken for another customer.
    pub unnamed: u64,
    /// The margin by customers drawn whole; `None` of a single one.
    pub interval: Option<Interval>,
}

impl Customers {
    /// For a number that is a mean of what each record says; `None` for others.
    #[must_use]
    pub fn of(formula: Formula) -> Option<Self> {
        let is_mean = match formula {
            Formula::NetPromoters { .. }
            | Formula::TopBox { .. }
            | Formula::Mean { .. }
            | Formula::MeanAmount { .. } => true,
            Formula::Proportion
            | Formula::Rate { .. }
            | Formula::Within { .. }
            | Formula::Total { .. } => false,
        };
        is_mean.then(|| Self {
            formula,
            named: BTreeMap::new(),
            unnamed: BTreeMap::new(),
        })
    }

    /// Adds a record: its rating, or its amount in small units; `times` is −1 for one that was replaced. What is off the scale
    /// counts for nothing.
    pub fn add(&mut self, customer: &str, value: i64, times: i64) {
        let Some(says) = self.says(value) else { return };
        if customer.is_empty() {
            *self.unnamed.entry(says).or_default() += times;
            return;
        }
        // Most are there already: only a new one costs a copy of the name.
        if !self.named.contains_key(customer) {
            self.named.insert(customer.to_owned(), (0, 0));
        }
        if let Some((sum, n)) = self.named.get_mut(customer) {
            *sum = sum.saturating_add(says.saturating_mul(times));
            *n += times;
        }
    }

    /// What a record adds to the sum of which the number is the mean, in points, shares of one, ratings or small units.
    fn says(&self, value: i64) -> Option<i64> {
        let on = |scale: super::Scale| {
            (i64::from(scale.min())..=i64::from(scale.max())).contains(&value)
        };
        match self.formula {
            Formula::NetPromoters {
                scale,
                promoters_from,
                detractors_to,
            } => on(scale).then(|| {
                100 * (i64::from(value >= i64::from(promoters_from))
                    - i64::from(value <= i64::from(detractors_to)))
            }),
            Formula::TopBox { scale, from } => {
                on(scale).then(|| i64::from(value >= i64::from(from)))
            }
            Formula::Mean { scale } => on(scale).then_some(value),
            _ => Some(value),
        }
    }

    /// Who they are, and the margin at this level.
    #[must_use]
    pub fn margin(&self, level: Level) -> ByCustomer {
        let unit = match self.formula {
            Formula::MeanAmount { unit } => unit.large(1.0),
            _ => 1.0,
        };
        let named = self.named.values().filter(|(_, n)| *n > 0);
        let mut clusters: Vec<Cluster> = named
            .map(|(sum, n)| Cluster {
                sum: unit * *sum as f64,
                n: *n,
            })
            .collect();
        let customers = clusters.len();
        let repeated = clusters.iter().filter(|cluster| cluster.n > 1).count();
        for (says, n) in &self.unnamed {
            let one = Cluster {
                sum: unit * *says as f64,
                n: 1,
            };
            let n = usize::try_from(*n).unwrap_or(0);
            clusters.extend(std::iter::repeat_n(one, n));
        }
        let replicates = (MOST_DRAWS / clusters.len().max(1)).clamp(LEAST_REPLICATES, REPLICATES);
        let replicates = u32::try_from(replicates).unwrap_or(u32::MAX);
        let found = cluster_bootstrap(&clusters, level, replicates, SEED);
        ByCustomer {
            customers: customers as u64,
            repeated: repeated as u64,
            unnamed: (clusters.len() - customers) as u64,
            interval: found.map(|found| found.interval),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::{AmountUnit, Metric};

    fn of(key: &str) -> Customers {
        Customers::of(Metric::by_key(key).unwrap().formula).unwrap()
    }

    #[test]
    fn answers_of_few_customers_are_less_sure_than_their_number_says() {
        // 100 customers, half of them at 5 and half at 1, ten answers each: as sure as a hundred, ± 1.96 × 2/√100 = ± .392 about 3.
        // Of a thousand customers it would be ± .124.
        let (mut few, mut many) = (of("stars"), of("stars"));
        for answer in 0..1_000 {
            let stars = if answer % 2 == 0 { 5 } else { 1 };
            few.add(&format!("c{}", answer % 100), stars, 1);
            many.add(&format!("c{answer}"), stars, 1);
        }
        let (few, many) = (few.margin(Level::P95), many.margin(Level::P95));
        assert_eq!((few.customers, few.repeated, few.unnamed), (100, 100, 0));
        assert_eq!((many.customers, many.repeated), (1_000, 0));
        let half = |it: ByCustomer| it.interval.map(|it| (it.high - it.low) / 2.0).unwrap();
        assert!((half(few) - 0.392).abs() < 0.03, "{few:?}");
        assert!((half(many) - 0.124).abs() < 0.015, "{many:?}");
    }

    #[test]
    fn points_shares_and_hours_are_in_their_own_units() {
        // Everybody says the same, so the margin is that number.
        let same = |mut of: Customers, value: i64| {
            for customer in ["a", "b", "c"] {
                of.add(customer, value, 1);
                of.add(customer, value, 1);
            }
            let interval = of.margin(Level::P95).interval.unwrap();
            assert!((interval.low - interval.high).abs() < 1e-12);
            interval.low
        };
        assert_eq!(same(of("nps"), 10), 100.0);
        assert_eq!(same(of("nps"), 6), -100.0);
        assert_eq!(same(of("nps"), 8), 0.0);
        assert_eq!(same(of("csat"), 4), 1.0);
        assert_eq!(same(of("on_time"), 0), 0.0);
        let unit = AmountUnit::Hours;
        let hours = Customers::of(Formula::MeanAmount { unit }).unwrap();
        assert_eq!(same(hours, 2_500), 2.5);
    }

    #[test]
    fn what_was_replaced_is_taken_back_and_who_is_not_named_is_somebody_else_each_time() {
        let mut stars = of("stars");
        stars.add("a", 5, 1);
        stars.add("a", 1, 1);
        stars.add("a", 1, -1);
        stars.add("gone", 3, 1);
        stars.add("gone", 3, -1);
        stars.add("", 4, 1);
        stars.add("", 4, 1);
        // Off the scale.
        stars.add("a", 9, 1);
        let margin = stars.margin(Level::P95);
        assert_eq!(
            (margin.customers, margin.repeated, margin.unnamed),
            (1, 0, 2)
        );
        assert!(margin.interval.is_some());
        assert_eq!(of("stars").margin(Level::P95).interval, None);
    }

    #[test]
    fn what_is_no_mean_of_records_has_no_customers() {
        for key in ["reach", "complaint_rate", "uptime", "return_rate"] {
            assert!(
                Customers::of(Metric::by_key(key).unwrap().formula).is_none(),
                "{key}"
            );
        }
    }
}
