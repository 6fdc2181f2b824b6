//! Trends: round values, gaps, very long series, and what stands beside the line.

use super::*;
use crate::chart::{Class, Format, Mark, Point, Shape, Value};
use crate::locale::{Date, Lang};

fn days(values: &[f64]) -> Vec<Day> {
    // 2 March 2026 was a Monday: day 20,514.
    values
        .iter()
        .zip((20_514..).step_by(7))
        .map(|(v, day)| Day {
            day: Date::from_days(day).unwrap(),
            value: Some(*v).filter(|v| v.is_finite()),
            interval: Some((v - 0.05, v + 0.05)),
            n: Some(40),
            signal: *v > 0.5,
            ..Day::default()
        })
        .collect()
}

fn spec(days: &[Day]) -> Trend<'_> {
    Trend {
        size: Size::new(400.0, 136.0),
        format: Format::percent(1),
        days,
        before: &[],
        down: None,
        target: Some(0.6),
        limits: None,
        overlays: &[],
        from_zero: true,
        caption: "On time",
        columns: ["Week", "Value", "Margin", "n"],
    }
}

fn labels(chart: &Chart, lang: Lang) -> Vec<String> {
    let text = |m: &Mark| match &m.shape {
        Shape::Label { text, .. } => Some(text.say(lang)),
        _ => None,
    };
    chart.plot.marks.iter().filter_map(text).collect()
}

#[test]
fn a_trend_has_round_values_round_days_a_target_and_its_dots_where_they_belong() {
    let days = days(&[0.2, 0.4, 0.55, 0.3]);
    let chart = trend(&spec(&days));
    // Nought to 60 % in steps of 20 %, 100 pixels high between 16 and 116.
    assert_eq!(
        labels(&chart, Lang::Es)[..4],
        ["0\u{a0}%", "20\u{a0}%", "40\u{a0}%", "60\u{a0}%"]
    );
    assert_eq!(
        labels(&chart, Lang::En)[4..],
        ["2 Mar 2026", "9 Mar", "16 Mar", "23 Mar"]
    );
    let of = |class: Class, css: &str| {
        let hit = |m: &&Mark| m.class == class && m.shape.css() == css;
        chart
            .plot
            .marks
            .iter()
            .filter(hit)
            .flat_map(|m| m.shape.points())
            .collect::<Vec<_>>()
    };
    let p = Point::new;
    assert_eq!(of(Class::Target, "m-rule"), [p(0.0, 16.0), p(400.0, 16.0)]);
    assert_eq!(of(Class::Signal, "m-dot"), [p(266.67, 24.33)]);
    assert_eq!(
        of(Class::Value, "m-line"),
        [
            p(0.0, 82.67),
            p(133.33, 49.33),
            p(266.67, 24.33),
            p(400.0, 66.0)
        ]
    );
    assert_eq!(chart.table.rows[0][2].say(Lang::En), "15.0 to 25.0%");
    assert_eq!(chart.table.rows[0][3].say(Lang::En), "40");
}

#[test]
fn weeks_without_a_value_are_gaps_in_the_line_and_dashes_in_the_table() {
    let days = days(&[0.2, 0.3, f64::NAN, 0.3, 0.4]);
    let chart = trend(&spec(&days));
    let lines = chart
        .plot
        .marks
        .iter()
        .filter(|m| m.shape.css() == "m-line")
        .count();
    assert_eq!(lines, 2);
    assert_eq!(chart.table.rows[2][1], Value::Unknown);
}

#[test]
fn a_hundred_thousand_days_are_drawn_with_a_few_points_per_pixel_and_a_table_that_can_be_read() {
    let values: Vec<Day> = (0..100_000)
        .map(|i| Day {
            day: Date::from_days(i).unwrap(),
            value: Some(f64::from(i % 97)),
            ..Day::default()
        })
        .collect();
    let chart = trend(&Trend {
        format: Format::number(0),
        target: None,
        ..spec(&values)
    });
    let points: usize = chart
        .plot
        .marks
        .iter()
        .map(|m| m.shape.points().len())
        .sum();
    assert!(points < 2_000, "{points}");
    assert!(chart.table.rows.len() <= 400);
    assert_eq!(chart.table.total, 100_000);
}

#[test]
fn trends_with_the_same_values_share_their_axis_and_the_year_before_is_a_line_of_its_own() {
    let short = days(&[0.2, 0.4]);
    let chart = trend(&Trend {
        before: &[Some(0.1), Some(0.3)],
        down: Some((0.0, 1.0)),
        target: None,
        ..spec(&short)
    });
    let points = |class: Class| -> Vec<Point> {
        let marks = chart.plot.marks.iter();
        let lines = marks.filter(|m| m.class == class && m.shape.css() == "m-line");
        lines.flat_map(|m| m.shape.points()).collect()
    };
    // Nought to 100 % between 116 and 16.
    let p = Point::new;
    assert_eq!(points(Class::Value), [p(0.0, 96.0), p(400.0, 76.0)]);
    assert_eq!(points(Class::Before), [p(0.0, 106.0), p(400.0, 86.0)]);
}

#[test]
fn a_value_that_may_still_move_has_a_dot_of_its_own() {
    let mut days = days(&[0.2, 0.4]);
    days[1].open = true;
    let chart = trend(&spec(&days));
    let open = chart.plot.marks.iter().filter(|m| m.class == Class::Open);
    assert_eq!(open.count(), 1);
}

#[test]
fn a_real_change_for_the_better_looks_otherwise_than_one_for_the_worse() {
    let mut days = days(&[0.55, 0.6]);
    days[1].better = true;
    let chart = trend(&spec(&days));
    let classes: Vec<Class> = chart
        .plot
        .marks
        .iter()
        .filter(|m| m.shape.css() == "m-dot")
        .map(|m| m.class)
        .collect();
    assert_eq!(classes, [Class::Signal, Class::Better]);
}
