//! Whatever values come in, a chart stays inside its room, contains no NaN, and says everything in its table.

use proptest::prelude::*;
use shared::chart::{
    Bar, Bars, Chart, Class, Contribution, Contributions, Day, Emotion, Format, Limits, Measured,
    Overlay, Pair, PersonaCurve, Plot, RankedRow, Shape, Size, Trend, Value, bars, contributions,
    emotion, heat_cell, interval_row, pairs, ranked, sparkline, trend,
};
use shared::locale::Date;

/// Any double: NaN, infinities and denormals among them, as well as ordinary ones.
fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>(),
        -100.0..100.0f64,
        Just(f64::NAN),
        Just(f64::INFINITY),
        Just(-0.0)
    ]
}

fn maybe() -> impl Strategy<Value = Option<f64>> {
    prop::option::of(value())
}

fn interval() -> impl Strategy<Value = Option<(f64, f64)>> {
    prop::option::of((value(), value()))
}

fn days() -> impl Strategy<Value = Vec<Day>> {
    prop::collection::vec((0i32..5, maybe(), interval(), any::<bool>()), 0..300).prop_map(|steps| {
        let mut at = 20_000;
        steps
            .into_iter()
            .filter_map(|(step, value, interval, signal)| {
                at += step;
                Some(Day {
                    day: Date::from_days(at)?,
                    value,
                    interval,
                    n: Some(3),
                    signal,
                    better: signal,
                    open: !signal,
                })
            })
            .collect()
    })
}

fn inside(plot: &Plot) -> Result<(), TestCaseError> {
    for mark in &plot.marks {
        for point in mark.shape.points() {
            prop_assert!(point.x.is_finite() && point.y.is_finite(), "{mark:?}");
            prop_assert!(
                (0.0..=plot.width + 0.011).contains(&point.x),
                "{mark:?} in {}",
                plot.width
            );
            prop_assert!(
                (0.0..=plot.height + 0.011).contains(&point.y),
                "{mark:?} in {}",
                plot.height
            );
            for coordinate in [point.x, point.y] {
                prop_assert!(
                    ((coordinate * 100.0).round() / 100.0 - coordinate).abs() < 1e-9,
                    "{coordinate}"
                );
            }
        }
        if let Shape::Bar { width, height, .. } | Shape::Rect { width, height, .. } = mark.shape {
            prop_assert!(width >= 0.0 && height >= 0.0, "{mark:?}");
        }
        if let Some(path) = mark.shape.path() {
            prop_assert!(!path.contains('N') && !path.contains("inf"), "{path}");
        }
    }
    Ok(())
}

fn sound(chart: &Chart, rows: usize) -> Result<(), TestCaseError> {
    inside(&chart.plot)?;
    prop_assert_eq!(chart.table.rows.len(), rows);
    prop_assert!(
        chart
            .table
            .rows
            .iter()
            .all(|row| row.len() == chart.table.columns.len())
    );
    for cell in chart.table.rows.iter().flatten() {
        if let Value::Amount(value, _) = cell {
            prop_assert!(value.is_finite());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn pairs_stay_inside(
        rows in prop::collection::vec((maybe(), maybe(), interval(), prop::option::of(any::<bool>())), 0..6),
        width in value(),
    ) {
        let rows: Vec<Pair> = rows
            .into_iter()
            .map(|(base, other, interval, better)| Pair { name: "Soles".to_owned(), base, other, interval, better })
            .collect();
        let chart = pairs(&rows, width, "Changes", ["Touchpoint", "Then", "Now", "Change", "Margin"]);
        sound(&chart, rows.len())?;
    }

    #[test]
    fn trends_and_sparklines_stay_inside(days in days(), target in maybe(), limits in (value(), value(), value()), zero: bool, before in prop::collection::vec(maybe(), 0..300), down in interval(), width in 1.0f64..900.0, height in 1.0f64..300.0) {
        let overlays = [Overlay { day: Date::from_days(20_003).unwrap_or(Date::EPOCH), until: Date::from_days(20_009), name: "supplier change".into() }];
        let chart = trend(&Trend {
            size: Size::new(width, height),
            format: Format::percent(1),
            days: &days,
            before: &before,
            down,
            target,
            limits: Some(Limits { low: limits.0, centre: limits.1, high: limits.2 }),
            overlays: &overlays,
            from_zero: zero,
            caption: "Claims",
            columns: ["Day", "Value", "Margin", "n"],
        });
        sound(&chart, days.len())?;
        let spark = sparkline(&days, Size::new(width, height), Format::number(1), "Claims", ["Day", "Value"]);
        sound(&spark, days.len())?;
    }

    #[test]
    fn bars_stay_inside(values in prop::collection::vec((maybe(), interval()), 0..40), width in 1.0f64..900.0, height in 1.0f64..300.0) {
        let list: Vec<Bar> = values
            .into_iter()
            .map(|(value, interval)| Bar { name: Value::Text("a".into()), value, interval, class: Class::Hue(3) })
            .collect();
        let chart = bars(&Bars { size: Size::new(width, height), format: Format::number(0), bars: &list, caption: "", columns: ["", "", ""] });
        sound(&chart, list.len())?;
    }

    #[test]
    fn emotion_curves_stay_inside(
        believed in prop::collection::vec(maybe(), 0..40),
        measured in prop::collection::vec(prop::option::of((value(), interval())), 0..40),
        steps in 0usize..40, width in 1.0f64..4000.0, height in 1.0f64..300.0,
    ) {
        let names: Vec<String> = (0..steps).map(|i| format!("step {i}")).collect();
        let curves = [
            PersonaCurve { name: "Marta".into(), values: believed.clone(), chosen: true },
            PersonaCurve { name: "Iván".into(), values: believed, chosen: false },
        ];
        let measured: Vec<Option<Measured>> =
            measured.into_iter().map(|m| m.map(|(value, interval)| Measured { value, interval, n: 9 })).collect();
        let chart = emotion(&Emotion {
            size: Size::new(width, height), steps: &names, believed: &curves, measured: &measured,
            names: ["believed", "measured"], caption: "Emotion", columns: ["Step", "Measured", "Margin", "n"],
        });
        sound(&chart, steps)?;
    }

    #[test]
    fn contributions_stay_inside_and_fill_the_width(points in prop::collection::vec(value(), 0..12), width in 1.0f64..900.0) {
        let parts: Vec<Contribution> = points.iter().map(|p| Contribution { name: "part".into(), points: *p }).collect();
        let chart = contributions(&Contributions { width, parts: &parts, total: "Friction", caption: "", columns: ["", ""] });
        sound(&chart, parts.len() + 1)?;
    }

    #[test]
    fn heat_and_rankings_stay_inside(rows in prop::collection::vec((maybe(), interval(), 1u32..5), 0..60), width in 1.0f64..900.0) {
        let rows: Vec<RankedRow> = rows
            .into_iter()
            .map(|(score, interval, group)| RankedRow { name: "touchpoint".into(), score, interval, group })
            .collect();
        sound(&ranked(&rows, width, "", ["", "", "", ""]), rows.len())?;
        for row in &rows {
            inside(&interval_row(row.score, row.interval))?;
            sound(&heat_cell(row.score.unwrap_or(f64::NAN), row.interval, "", ["", ""]), 1)?;
        }
    }
}
