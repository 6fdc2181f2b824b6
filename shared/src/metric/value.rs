//! A metric's number from a tally.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Formula, Metric, Scale};
use crate::interval::{self, Interval, Level, Sample};
use crate::tally::{AnyTally, Counts, Hits, Rate, Ratings};

/// A metric's number over some records.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MetricValue {
    /// The number with every record counted once, in the metric's unit.
    pub estimate: f64,
    /// Its margin.
    pub interval: Interval,
    /// Records it rests on.
    pub n: i64,
    /// The number with records counted by weight; absent where weights mean nothing or are all 0.
    pub weighted: Option<Weighted>,
}

/// A metric's number with records counted by weight.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Weighted {
    /// The number, in the metric's unit.
    pub estimate: f64,
    /// Its margin, at the effective number of records.
    pub interval: Interval,
    /// Effective number of records, (Σw)²/Σw².
    pub n_eff: f64,
}

/// A tally of a kind that a metric cannot read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("metric {metric} is computed from {needed}, not from {found}: map its source to {needed}")]
pub struct MetricError {
    /// The metric's key.
    pub metric: String,
    /// The kind of tally it needs.
    pub needed: &'static str,
    /// The kind of tally it was given.
    pub found: &'static str,
}

impl Metric {
    /// The metric's number over what `tally` counted; `None` when that is nothing (unknown, not zero).
    ///
    /// # Errors
    /// [`MetricError`] when the formula reads another kind of tally.
    pub fn value(
        &self,
        tally: &AnyTally,
        level: Level,
    ) -> Result<Option<MetricValue>, MetricError> {
        let needed = match (&self.formula, tally) {
            (Formula::Proportion, AnyTally::Hits(hits)) => return Ok(of_hits(hits, level)),
            (Formula::Rate { per }, AnyTally::Rate(rate)) => {
                return Ok(of_rate(*rate, *per, level));
            }
            (Formula::Proportion, _) => "hits",
            (Formula::Rate { .. }, _) => "rate",
            (_, AnyTally::Ratings(ratings)) => return Ok(self.of_ratings(ratings, level)),
            _ => "ratings",
        };
        Err(MetricError {
            metric: self.key.clone(),
            needed,
            found: tally.kind(),
        })
    }

    /// The metric's number over ratings: that of its [`Formula::of_ratings`].
    #[must_use]
    pub fn of_ratings(&self, ratings: &Ratings, level: Level) -> Option<MetricValue> {
        self.formula.of_ratings(ratings, level)
    }
}

impl Formula {
    /// The number over ratings; `None` when none is on the scale, and for formulas that do not read ratings.
    #[must_use]
    pub fn of_ratings(&self, ratings: &Ratings, level: Level) -> Option<MetricValue> {
        match *self {
            Formula::NetPromoters {
                scale,
                promoters_from,
                detractors_to,
            } => {
                let all = sound(ratings, scale)?;
                let promoters = ratings.between(promoters_from.max(scale.min()), scale.max());
                let detractors = ratings.between(scale.min(), detractors_to.min(scale.max()));
                both(all, |count, n| {
                    let (p, d) = (count(&promoters), count(&detractors));
                    let estimate = 100.0 * (p - d) / n;
                    Some((estimate, interval::adjusted_wald_nps(p, d, n, level)?))
                })
            }
            Formula::TopBox { scale, from } => {
                let all = sound(ratings, scale)?;
                let top = ratings.between(from.max(scale.min()), scale.max());
                share(all, top, level)
            }
            Formula::Mean { scale } => mean(ratings, scale, level),
            Formula::Proportion | Formula::Rate { .. } => None,
        }
    }
}

/// All ratings on the scale, if there are any and real records can have made them.
fn sound(ratings: &Ratings, scale: Scale) -> Option<Counts> {
    let all = ratings.between(scale.min(), scale.max());
    (ratings.is_sound() && all.is_sound() && all.n > 0).then_some(all)
}

/// Reads a count as a number of records: as they are, or effective ones.
type AsRecords<'a> = &'a dyn Fn(&Counts) -> f64;

/// Applies a formula to records counted once, and to effective records.
fn both(
    all: Counts,
    formula: impl Fn(AsRecords, f64) -> Option<(f64, Interval)>,
) -> Option<MetricValue> {
    let n = all.n as f64;
    let (estimate, interval) = formula(&|counts| counts.n as f64, n)?;
    let weighted = all.n_eff().and_then(|n_eff| {
        let scale = n_eff / all.weight as f64;
        let records = |counts: &Counts| (counts.weight as f64 * scale).min(n_eff);
        let (estimate, interval) = formula(&records, n_eff)?;
        Some(Weighted {
            estimate,
            interval,
            n_eff,
        })
    });
    Some(MetricValue {
        estimate,
        interval,
        n: all.n,
        weighted,
    })
}

fn share(all: Counts, hits: Counts, level: Level) -> Option<MetricValue> {
    both(all, |count, n| {
        let hits = count(&hits);
        Some((hits / n, interval::wilson(hits, n, level)?))
    })
}

fn mean(ratings: &Ratings, scale: Scale, level: Level) -> Option<MetricValue> {
    let all = sound(ratings, scale)?;
    let bins = || {
        ratings
            .bins()
            .iter()
            .filter(|bin| scale.contains(bin.value))
    };
    both(all, |count, n| {
        let weighted = |of: &dyn Fn(f64) -> f64| {
            bins()
                .map(|bin| count(&bin.counts) * of(f64::from(bin.value)))
                .sum::<f64>()
                / n
        };
        let mean = weighted(&|rating| rating);
        let variance = weighted(&|rating| (rating - mean) * (rating - mean));
        // A last bit may carry a mean of equal ratings off the scale, or its variance off zero.
        let (low, high) = scale.ends();
        let sample = Sample {
            mean: mean.clamp(low, high),
            variance: if variance < 1e-18 { 0.0 } else { variance },
            n,
        };
        Some((sample.mean, interval::mean(sample, (low, high), level)?))
    })
}

fn of_hits(hits: &Hits, level: Level) -> Option<MetricValue> {
    (hits.is_sound() && hits.trials.n > 0)
        .then(|| share(hits.trials, hits.hits, level))
        .flatten()
}

fn of_rate(rate: Rate, per: u32, level: Level) -> Option<MetricValue> {
    if !rate.is_sound() {
        return None;
    }
    let per = f64::from(per.max(1));
    let (count, exposure) = (rate.occurrences as f64, rate.exposure as f64);
    let interval = interval::garwood(count, exposure, level)?;
    Some(MetricValue {
        estimate: per * count / exposure,
        interval: interval.map(|end| per * end),
        n: rate.exposure,
        weighted: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::{Tally, Weight};

    fn metric(key: &str) -> Metric {
        Metric::by_key(key).unwrap()
    }

    #[test]
    fn nps_is_promoters_less_detractors_in_points() {
        let ratings =
            Ratings::unweighted(&[(10, 200), (9, 91), (8, 400), (7, 76), (6, 300), (0, 95)]);
        let value = metric("nps").of_ratings(&ratings, Level::P95).unwrap();
        assert!((value.estimate + 8.95).abs() < 0.005);
        assert!(
            (value.interval.low - (-8.93 - 4.38)).abs() < 0.01,
            "{value:?}"
        );
        assert!((value.interval.high - (-8.93 + 4.38)).abs() < 0.01);
        assert_eq!(value.n, 1162);
    }

    #[test]
    fn equal_weights_change_nothing() {
        let ratings = Ratings::unweighted(&[(10, 10), (8, 5), (3, 5)]);
        let value = metric("nps").of_ratings(&ratings, Level::P95).unwrap();
        let weighted = value.weighted.unwrap();
        assert!((weighted.estimate - value.estimate).abs() < 1e-12);
        assert!((weighted.interval.low - value.interval.low).abs() < 1e-12);
        assert!((weighted.n_eff - 20.0).abs() < 1e-12);
    }

    #[test]
    fn weights_move_the_estimate_and_widen_its_margin() {
        // One promoter of weight 3, two detractors of weight ½: (3 − 1)/4 = ½; n_eff = 16/9.5.
        let mut ratings = Ratings::one(9, Weight::new(3.0).unwrap());
        ratings.add(2, Weight::new(0.5).unwrap());
        ratings.add(6, Weight::new(0.5).unwrap());
        let value = metric("nps").of_ratings(&ratings, Level::P95).unwrap();
        assert!((value.estimate + 100.0 / 3.0).abs() < 1e-12);
        let weighted = value.weighted.unwrap();
        assert!((weighted.estimate - 50.0).abs() < 1e-9);
        assert!((weighted.n_eff - 16.0 / 9.5).abs() < 1e-9);
    }

    #[test]
    fn csat_is_the_share_of_four_and_five_with_wilsons_interval() {
        let ratings = Ratings::unweighted(&[(5, 40), (4, 41), (3, 100), (1, 82)]);
        let value = metric("csat").of_ratings(&ratings, Level::P95).unwrap();
        assert!((value.estimate - 81.0 / 263.0).abs() < 1e-15);
        assert!((value.interval.low - 0.2553).abs() < 5e-5);
        assert!((value.interval.high - 0.3662).abs() < 5e-5);
    }

    #[test]
    fn ces_is_a_mean_and_its_top_three_a_share() {
        let ratings = Ratings::unweighted(&[(1, 1), (2, 1), (3, 1), (4, 1), (5, 1)]);
        let mean = metric("ces").of_ratings(&ratings, Level::P95).unwrap();
        assert!((mean.estimate - 3.0).abs() < 1e-12);
        assert!((mean.interval.high - 4.963_243).abs() < 1e-6, "{mean:?}");
        let easy = metric("ces_easy").of_ratings(&ratings, Level::P95).unwrap();
        assert!((easy.estimate - 0.2).abs() < 1e-15);
    }

    #[test]
    fn a_proportion_reads_hits() {
        let tally = AnyTally::Hits(Hits::unweighted(15, 148).unwrap());
        let value = metric("proportion")
            .value(&tally, Level::P95)
            .unwrap()
            .unwrap();
        assert!((value.interval.high - 0.1605).abs() < 5e-5);
    }

    #[test]
    fn a_rate_is_given_per_declared_exposure() {
        let complaints = Metric {
            formula: Formula::Rate { per: 1_000 },
            ..metric("proportion")
        };
        let tally = AnyTally::Rate(Rate::new(5, 2_000));
        let value = complaints.value(&tally, Level::P95).unwrap().unwrap();
        assert!((value.estimate - 2.5).abs() < 1e-12);
        assert!((value.interval.low - 1.6235 / 2.0).abs() < 5e-5);
        assert_eq!((value.n, value.weighted), (2_000, None));
    }

    #[test]
    fn nothing_counted_is_unknown_not_zero() {
        for key in ["nps", "csat", "ces", "stars"] {
            assert_eq!(
                metric(key).of_ratings(&Ratings::default(), Level::P95),
                None,
                "{key}"
            );
        }
        let none = AnyTally::Hits(Hits::default());
        assert_eq!(metric("proportion").value(&none, Level::P95), Ok(None));
        let mut retracted = Ratings::default();
        retracted.retract(&Ratings::unweighted(&[(9, 1)]));
        assert_eq!(metric("nps").of_ratings(&retracted, Level::P95), None);
    }

    #[test]
    fn ratings_off_the_scale_are_left_out() {
        let ratings = Ratings::unweighted(&[(5, 3), (1, 1), (0, 50), (6, 50)]);
        let value = metric("csat").of_ratings(&ratings, Level::P95).unwrap();
        assert_eq!((value.estimate, value.n), (0.75, 4));
    }

    #[test]
    fn a_tally_of_another_kind_is_refused_with_what_to_do() {
        let error = metric("nps")
            .value(&AnyTally::Rate(Rate::default()), Level::P95)
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "metric nps is computed from ratings, not from rate: map its source to ratings"
        );
    }
}
