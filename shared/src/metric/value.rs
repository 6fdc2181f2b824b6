//! A metric's number from a tally.

use serde::{Deserialize, Serialize};

use super::{Formula, Metric, MetricTally, Scale};
use crate::interval::{self, Interval, Level, Sample};
use crate::tally::{Counts, Moments, Ratings, Tally, Weight};

/// Thousandths, in which amounts without a currency are kept.
const SMALL: i64 = 1_000;

/// A metric's number over some records.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MetricValue {
    /// The number with every record counted once, in the metric's unit.
    pub estimate: f64,
    /// Its margin; absent where it is known and not estimated (a total), or where nothing tells a margin (the mean of one
    /// amount).
    pub interval: Option<Interval>,
    /// Records it rests on; of occurrences over exposure, the exposure.
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

impl Metric {
    /// The metric's number over what feeds it; `None` when that is nothing (unknown, not zero).
    #[must_use]
    pub fn value(&self, tally: &MetricTally, level: Level) -> Option<MetricValue> {
        self.formula.value(tally, level)
    }

    /// Whether nothing that is still to happen can change the number: all that began was watched as long as the formula says.
    #[must_use]
    pub fn is_settled(&self, tally: &MetricTally) -> bool {
        match self.formula {
            Formula::Within { days } => tally.life.is_watched(days),
            _ => true,
        }
    }

    /// The metric's number over ratings alone.
    #[must_use]
    pub fn of_ratings(&self, ratings: &Ratings, level: Level) -> Option<MetricValue> {
        self.formula.of_ratings(ratings, level)
    }
}

impl Formula {
    /// The number over what feeds it; `None` when that is nothing, or nothing that this formula reads.
    #[must_use]
    pub fn value(&self, tally: &MetricTally, level: Level) -> Option<MetricValue> {
        match *self {
            Formula::NetPromoters { .. } | Formula::Mean { .. } => {
                self.of_ratings(&tally.ratings, level)
            }
            Formula::TopBox { scale, .. } if scale == Scale::NO_YES => {
                self.of_ratings(&yes_and_no(tally)?, level)
            }
            Formula::TopBox { .. } => self.of_ratings(&tally.ratings, level),
            Formula::Proportion => proportion(tally, level),
            Formula::Rate { per } => rate(tally, per, level),
            Formula::Within { days } => {
                let found = interval::within(&tally.life, days, level)?;
                Some(MetricValue {
                    estimate: found.estimate,
                    interval: Some(found.interval),
                    n: found.n,
                    weighted: None,
                })
            }
            Formula::Total { unit } => {
                let amounts = tally.amounts;
                (amounts.n > 0 && amounts.is_sound()).then(|| MetricValue {
                    estimate: unit.large(amounts.sum as f64),
                    interval: None,
                    n: amounts.n,
                    weighted: None,
                })
            }
            Formula::MeanAmount { unit } => {
                mean_amount(&tally.amounts, level, |small| unit.large(small))
            }
        }
    }

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
            Formula::Proportion
            | Formula::Rate { .. }
            | Formula::Within { .. }
            | Formula::Total { .. }
            | Formula::MeanAmount { .. } => None,
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
        interval: Some(interval),
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

/// Answers of yes and no, and what was only counted: so many occurrences of so much exposure are as many yeses, the others
/// noes. `None` where more happened than could.
fn yes_and_no(tally: &MetricTally) -> Option<Ratings> {
    let (hits, trials) = (times(&tally.occurrences)?, times(&tally.exposure)?);
    if hits > trials {
        return None;
    }
    let mut ratings = tally.ratings.clone();
    for (value, n) in [(1, hits), (0, trials - hits)] {
        let weight = n.checked_mul(Weight::ONE.millionths())?;
        let counts = Counts {
            n,
            weight,
            weight_squared: weight,
        };
        ratings.merge(&Ratings::of(value, counts));
    }
    Some(ratings)
}

/// How often, rounded to whole times.
fn times(counted: &Moments) -> Option<i64> {
    (counted.is_sound() && counted.sum >= 0)
        .then_some(counted.sum.saturating_add(SMALL / 2) / SMALL)
}

/// Occurrences and exposure as numbers, where there is exposure.
fn occurrences(tally: &MetricTally) -> Option<(f64, f64)> {
    let sound = |moments: &Moments| moments.is_sound() && moments.sum >= 0;
    let whole = |moments: &Moments| moments.sum as f64 / SMALL as f64;
    (sound(&tally.occurrences) && sound(&tally.exposure) && tally.exposure.sum > 0)
        .then(|| (whole(&tally.occurrences), whole(&tally.exposure)))
}

fn proportion(tally: &MetricTally, level: Level) -> Option<MetricValue> {
    let (hits, trials) = occurrences(tally)?;
    Some(MetricValue {
        estimate: hits / trials,
        interval: Some(interval::wilson(hits, trials, level)?),
        n: times(&tally.exposure)?,
        weighted: None,
    })
}

fn rate(tally: &MetricTally, per: u32, level: Level) -> Option<MetricValue> {
    let (count, exposure) = occurrences(tally)?;
    let per = f64::from(per.max(1));
    let interval = interval::garwood(count, exposure, level)?;
    Some(MetricValue {
        estimate: per * count / exposure,
        interval: Some(interval.map(|end| per * end)),
        n: times(&tally.exposure)?,
        weighted: None,
    })
}

/// The mean with Student's interval where amounts differ; equal ones, or a single one, tell no margin.
fn mean_amount(
    amounts: &Moments,
    level: Level,
    large: impl Fn(f64) -> f64 + Copy,
) -> Option<MetricValue> {
    let sample = Sample {
        mean: amounts.mean()?,
        variance: amounts.variance()?,
        n: amounts.n as f64,
    };
    let anywhere = (f64::NEG_INFINITY, f64::INFINITY);
    let tells = amounts.n > 1 && sample.variance > 0.0;
    Some(MetricValue {
        estimate: large(sample.mean),
        interval: tells
            .then(|| interval::mean(sample, anywhere, level))
            .flatten()
            .map(|interval| interval.map(large)),
        n: amounts.n,
        weighted: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::{AmountUnit, Feed};
    use crate::tally::{Counting, ItemTally, Tally, Weight};

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
            (value.interval.unwrap().low - (-8.93 - 4.38)).abs() < 0.01,
            "{value:?}"
        );
        assert!((value.interval.unwrap().high - (-8.93 + 4.38)).abs() < 0.01);
        assert_eq!(value.n, 1162);
    }

    #[test]
    fn equal_weights_change_nothing() {
        let ratings = Ratings::unweighted(&[(10, 10), (8, 5), (3, 5)]);
        let value = metric("nps").of_ratings(&ratings, Level::P95).unwrap();
        let weighted = value.weighted.unwrap();
        assert!((weighted.estimate - value.estimate).abs() < 1e-12);
        assert!((weighted.interval.low - value.interval.unwrap().low).abs() < 1e-12);
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
        assert!((value.interval.unwrap().low - 0.2553).abs() < 5e-5);
        assert!((value.interval.unwrap().high - 0.3662).abs() < 5e-5);
    }

    #[test]
    fn ces_is_a_mean_and_its_top_three_a_share() {
        let ratings = Ratings::unweighted(&[(1, 1), (2, 1), (3, 1), (4, 1), (5, 1)]);
        let mean = metric("ces").of_ratings(&ratings, Level::P95).unwrap();
        assert!((mean.estimate - 3.0).abs() < 1e-12);
        assert!(
            (mean.interval.unwrap().high - 4.963_243).abs() < 1e-6,
            "{mean:?}"
        );
        let easy = metric("ces_easy").of_ratings(&ratings, Level::P95).unwrap();
        assert!((easy.estimate - 0.2).abs() < 1e-15);
    }

    fn happened(occurrences: i64, exposure: i64) -> MetricTally {
        let mut tally = MetricTally::default();
        for (feed, n) in [(Feed::Occurrences, occurrences), (Feed::Exposure, exposure)] {
            let counts = Counts::one(Weight::ONE);
            tally.feed(feed, &ItemTally::one(Counting::Amount, n * 1_000, counts));
        }
        tally
    }

    #[test]
    fn a_proportion_is_occurrences_of_exposure() {
        // Newcombe 1998: 15 of 148, .0624 to .1605.
        let value = metric("proportion")
            .value(&happened(15, 148), Level::P95)
            .unwrap();
        assert!((value.estimate - 15.0 / 148.0).abs() < 1e-15);
        assert!((value.interval.unwrap().high - 0.1605).abs() < 5e-5);
        assert_eq!(value.n, 148);
        assert_eq!(
            metric("proportion").value(&happened(3, 2), Level::P95),
            None
        );
    }

    #[test]
    fn a_rate_is_given_per_declared_exposure() {
        let complaints = Metric {
            formula: Formula::Rate { per: 1_000 },
            ..metric("proportion")
        };
        let value = complaints.value(&happened(5, 2_000), Level::P95).unwrap();
        assert!((value.estimate - 2.5).abs() < 1e-12);
        assert!((value.interval.unwrap().low - 1.6235 / 2.0).abs() < 5e-5);
        assert_eq!((value.n, value.weighted), (2_000, None));
    }

    #[test]
    fn yes_is_answered_or_counted() {
        // 81 of 263 (Newcombe 1998), 40 of them answered one by one, the others known only as a sum.
        let mut tally = happened(41, 63);
        tally.ratings = Ratings::unweighted(&[(1, 40), (0, 160)]);
        let value = metric("returns").value(&tally, Level::P95).unwrap();
        assert!((value.estimate - 81.0 / 263.0).abs() < 1e-15);
        assert!((value.interval.unwrap().low - 0.2553).abs() < 5e-5);
        assert_eq!(metric("returns").value(&happened(7, 5), Level::P95), None);
    }

    #[test]
    fn a_total_is_known_and_a_mean_amount_has_students_interval() {
        // 1, 2, 3, 4, 5 hours: mean 3, s² 2.5, t(4) 2.776445, half-width 1.963243.
        let mut tally = MetricTally::default();
        for hours in 1..=5 {
            tally.amounts.merge(&Moments::one(hours * 1_000));
        }
        let unit = AmountUnit::Hours;
        let mean = Formula::MeanAmount { unit }
            .value(&tally, Level::P95)
            .unwrap();
        assert!((mean.estimate - 3.0).abs() < 1e-12);
        assert!((mean.interval.unwrap().high - 4.963_243).abs() < 1e-6);
        let total = Formula::Total { unit }.value(&tally, Level::P95).unwrap();
        assert_eq!((total.estimate, total.interval, total.n), (15.0, None, 5));
        let one = MetricTally {
            amounts: Moments::one(2_500),
            ..MetricTally::default()
        };
        let mean = Formula::MeanAmount { unit }
            .value(&one, Level::P95)
            .unwrap();
        assert_eq!((mean.estimate, mean.interval), (2.5, None));
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
        for metric in Metric::built_in() {
            assert_eq!(metric.value(&MetricTally::default(), Level::P95), None);
        }
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
}
