//! Normal variation: the limits of a process-behaviour chart (XmR), and what counts as a real change.
//!
//! Source: Shewhart 1931, in the form of Wheeler 1993, *Understanding Variation*: individual values and the moving ranges
//! between them. Limits come from the values' own variation from one to the next, not from the margins of the samples, so
//! they hold whatever the distribution. Knows nothing of what is measured or when.

use serde::{Deserialize, Serialize};

/// Limits are drawn once so many values are known.
pub const LEAST_VALUES: usize = 15;
/// Values in a row on one side of the centre that are a real change (Western Electric 1956, rule 4).
pub const RUN: usize = 8;
/// From the mean moving range to three sigma: 3/d₂, d₂ = 1.128 of two values.
const TO_LIMIT: f64 = 2.66;
/// From the mean moving range to the upper limit of moving ranges: D₄ of two values.
const TO_RANGE_LIMIT: f64 = 3.268;

/// Limits of normal variation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ControlLimits {
    /// The mean of the values.
    pub centre: f64,
    /// Centre less 2.66 mean moving ranges, or the lowest that can be.
    pub low: f64,
    /// Centre plus 2.66 mean moving ranges, or the highest that can be.
    pub high: f64,
    /// The mean moving range: from one value to the next.
    pub moving_range: f64,
    /// 3.268 mean moving ranges: a longer step is no normal one.
    pub moving_range_high: f64,
}

/// Why a value is a real change and no normal variation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Signal {
    /// It lies outside the limits.
    Outside,
    /// It is one of at least eight in a row above the centre, or below it.
    Run,
    /// It is further from the value before it than normal steps go.
    Jump,
}

/// What is known of normal variation.
#[derive(Clone, Debug, PartialEq)]
pub enum Control {
    /// Too few values for limits.
    TooEarly {
        /// So many more are needed.
        missing: usize,
    },
    /// Limits, and of each value whether it is a real change.
    Limits(ControlLimits, Vec<Option<Signal>>),
}

/// The limits of values in time; `None` of fewer than two. Ends that no value could reach (below 0 %, say) are drawn in to
/// `bounds`.
#[must_use]
pub fn control_limits(values: &[f64], bounds: (f64, f64)) -> Option<ControlLimits> {
    let ranges: Vec<f64> = values
        .windows(2)
        .map(|pair| (pair[1] - pair[0]).abs())
        .collect();
    if ranges.is_empty() || values.iter().any(|value| !value.is_finite()) {
        return None;
    }
    let (centre, moving_range) = (mean(values), mean(&ranges));
    Some(ControlLimits {
        centre,
        low: (centre - TO_LIMIT * moving_range).max(bounds.0),
        high: (centre + TO_LIMIT * moving_range).min(bounds.1),
        moving_range,
        moving_range_high: TO_RANGE_LIMIT * moving_range,
    })
}

/// Limits and signals of a series, once [`LEAST_VALUES`] are known. What is not known is passed over: a value's neighbours
/// are the known ones before and after it.
#[must_use]
pub fn control(series: &[Option<f64>], bounds: (f64, f64)) -> Control {
    let known: Vec<(usize, f64)> = series
        .iter()
        .enumerate()
        .filter_map(|(at, value)| Some((at, value.filter(|value| value.is_finite())?)))
        .collect();
    let values: Vec<f64> = known.iter().map(|(_, value)| *value).collect();
    let missing = LEAST_VALUES.saturating_sub(values.len());
    let limits = Some(missing)
        .filter(|missing| *missing == 0)
        .and_then(|_| control_limits(&values, bounds));
    let Some(limits) = limits else {
        return Control::TooEarly { missing };
    };
    let mut signals = vec![None; series.len()];
    for ((at, _), signal) in known.iter().zip(signals_of(&values, &limits)) {
        signals[*at] = signal;
    }
    Control::Limits(limits, signals)
}

fn signals_of(values: &[f64], limits: &ControlLimits) -> Vec<Option<Signal>> {
    // A mean of equal values may differ from them in its last bit.
    let slack = 1e-9 * limits.centre.abs().max(limits.moving_range).max(1e-9);
    let mut signals = vec![None; values.len()];
    for (at, pair) in values.windows(2).enumerate() {
        if (pair[1] - pair[0]).abs() > limits.moving_range_high + slack {
            signals[at + 1] = Some(Signal::Jump);
        }
    }
    let side = |value: f64| match value - limits.centre {
        distance if distance > slack => 1,
        distance if distance < -slack => -1,
        _ => 0,
    };
    let mut start = 0;
    while start < values.len() {
        let of = side(values[start]);
        let rest = values[start..].iter();
        let length = rest.take_while(|value| side(**value) == of).count().max(1);
        if of != 0 && length >= RUN {
            signals[start..start + length].fill(Some(Signal::Run));
        }
        start += length;
    }
    for (signal, value) in signals.iter_mut().zip(values) {
        if *value > limits.high + slack || *value < limits.low - slack {
            *signal = Some(Signal::Outside);
        }
    }
    signals
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ANY: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

    fn signals(values: &[f64]) -> Vec<Option<Signal>> {
        let series: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
        match control(&series, ANY) {
            Control::Limits(_, signals) => signals,
            Control::TooEarly { missing } => panic!("{missing} missing"),
        }
    }

    #[test]
    fn limits_are_those_of_the_handbooks_flow_rates() {
        // NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: batch flow rates; centre 50.81, mean moving range
        // 1.8778, limits 45.8159 and 55.8041 (with 3/1.128, which 2.66 is to three digits).
        let rates = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];
        let limits = control_limits(&rates, ANY).unwrap();
        assert!((limits.centre - 50.81).abs() < 1e-9);
        assert!((limits.moving_range - 1.8778).abs() < 5e-5);
        assert!((limits.low - 45.8159).abs() < 1e-3, "{limits:?}");
        assert!((limits.high - 55.8041).abs() < 1e-3, "{limits:?}");
        // 3.268 × 1.87778, by hand.
        assert!((limits.moving_range_high - 6.13658).abs() < 1e-4);
    }

    #[test]
    fn a_value_outside_is_a_real_change() {
        // By hand: 0 and 1 in turn, then 6: sum 13 (seven ones and a six), centre 13/15; moving ranges 13 × 1 + 5 = 18, over
        // 14; high = .866667 + 2.66 × 1.285714 = 4.286667.
        let mut values = [0.0, 1.0].repeat(7);
        values.push(6.0);
        let Control::Limits(limits, signals) =
            control(&values.iter().copied().map(Some).collect::<Vec<_>>(), ANY)
        else {
            panic!("there are fifteen");
        };
        assert!((limits.centre - 13.0 / 15.0).abs() < 1e-12);
        assert!((limits.high - 4.286_666_67).abs() < 1e-6, "{limits:?}");
        assert_eq!(signals[14], Some(Signal::Outside));
        assert!(signals[..14].iter().all(Option::is_none));
    }

    #[test]
    fn eight_in_a_row_on_one_side_are_a_real_change_and_seven_are_not() {
        // Means are 0 by symmetry; steps of 2 keep every value well inside.
        let alternating = |n: usize| [1.0, -1.0].into_iter().cycle().take(n);
        let seven: Vec<f64> = alternating(8).chain([1.0; 7]).chain([-1.0; 7]).collect();
        assert!(
            signals(&seven).iter().all(Option::is_none),
            "{:?}",
            signals(&seven)
        );
        let eight: Vec<f64> = alternating(8).chain([1.0; 8]).chain([-1.0; 8]).collect();
        let found = signals(&eight);
        // The last of the eight alternating values lies below, and the eight above follow it.
        assert!(found[..8].iter().all(Option::is_none), "{found:?}");
        assert!(
            found[8..].iter().all(|signal| *signal == Some(Signal::Run)),
            "{found:?}"
        );
    }

    #[test]
    fn a_step_longer_than_normal_ones_is_a_real_change_also_inside_the_limits() {
        let values = [
            0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, -1.5, 2.5, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0,
        ];
        // By hand: moving ranges of seven times 1, then 2.5, 4, 1.5 and six times 1: 21 over 16 is 1.3125, and 3.268 of it
        // 4.289, so that the step of 4 is still a normal one.
        assert!(signals(&values).iter().all(Option::is_none));
        // Twelve more steps of 1 bring the mean to 33/28 = 1.1786, the longest normal step to 3.852, and the upper limit to
        // about .5 + 2.66 × 1.1786 = 3.6, above 2.5.
        let longer: Vec<f64> = values.into_iter().chain([0.0, 1.0].repeat(6)).collect();
        let found = signals(&longer);
        assert_eq!(found[9], Some(Signal::Jump));
        assert_eq!(found.iter().flatten().count(), 1);
    }

    #[test]
    fn fourteen_values_are_too_few_and_gaps_do_not_count() {
        let mut series = vec![Some(1.0); 14];
        series.insert(3, None);
        series.push(Some(f64::NAN));
        assert_eq!(control(&series, ANY), Control::TooEarly { missing: 1 });
        assert_eq!(control(&[], ANY), Control::TooEarly { missing: 15 });
        series.push(Some(1.0));
        let Control::Limits(limits, signals) = control(&series, ANY) else {
            panic!("there are fifteen");
        };
        assert_eq!((limits.low, limits.centre, limits.high), (1.0, 1.0, 1.0));
        assert_eq!(signals, vec![None; series.len()]);
    }

    #[test]
    fn limits_stay_where_values_can_be() {
        let values = [0.9, 1.0].repeat(10);
        let limits = control_limits(&values, (0.0, 1.0)).unwrap();
        assert_eq!(limits.high, 1.0);
        assert!((limits.low - (0.95 - 0.266)).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn another_unit_moves_limits_and_keeps_signals(
            values in prop::collection::vec(-100i32..100, 15..60), scale in 1i32..50, shift in -1000i32..1000,
        ) {
            // Whole numbers, so that both are computed without rounding but for the means.
            let own: Vec<f64> = values.iter().map(|v| f64::from(*v)).collect();
            let other: Vec<f64> = values.iter().map(|v| f64::from(v * scale + shift)).collect();
            let (a, b) = (control_limits(&own, ANY).unwrap(), control_limits(&other, ANY).unwrap());
            let mapped = |v: f64| f64::from(scale) * v + f64::from(shift);
            prop_assert!((mapped(a.centre) - b.centre).abs() < 1e-6);
            prop_assert!((mapped(a.low) - b.low).abs() < 1e-6);
            prop_assert!((mapped(a.high) - b.high).abs() < 1e-6);
            prop_assert!((a.high - a.centre - (a.centre - a.low)).abs() < 1e-9);
        }

        #[test]
        fn whatever_comes_in_there_is_a_word_for_every_value(
            series in prop::collection::vec(prop::option::of(any::<f64>()), 0..60),
        ) {
            match control(&series, (0.0, 1.0)) {
                Control::TooEarly { missing } => prop_assert!((1..=LEAST_VALUES).contains(&missing)),
                Control::Limits(limits, signals) => {
                    prop_assert_eq!(signals.len(), series.len());
                    prop_assert!(limits.moving_range >= 0.0 || limits.moving_range.is_nan());
                    for (value, signal) in series.iter().zip(signals) {
                        prop_assert!(value.is_some() || signal.is_none());
                    }
                }
            }
        }
    }
}
