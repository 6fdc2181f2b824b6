//! Sparkline: the course of a value in the height of a line of text.

use super::mark::{Class, Mark, Point, Shape};
use super::measure::{Day, series_table};
use super::scale::Linear;
use super::series::{Sample, decimate, line};
use super::value::{Column, Format};
use super::{Chart, Plot, Size};

/// A line of `days` (in time) with a dot at the last value that is known. The table has the columns given: day and value.
#[must_use]
pub fn sparkline(
    days: &[Day],
    size: Size,
    format: Format,
    caption: &str,
    columns: [&str; 2],
) -> Chart {
    let margin = 2.0_f64.min(size.height / 2.0);
    let known = || {
        days.iter()
            .filter_map(|d| d.value.filter(|v| v.is_finite()))
    };
    let low = known().fold(f64::INFINITY, f64::min);
    let high = known().fold(f64::NEG_INFINITY, f64::max);
    let mut marks = Vec::new();
    let mut drawn = Vec::new();
    if low <= high {
        let first = days.first().map_or(0, |d| d.day.to_days());
        let last = days.last().map_or(0, |d| d.day.to_days());
        let across = Linear::new((f64::from(first), f64::from(last)), (0.0, size.width));
        let down = Linear::new((low, high), (size.height - margin, margin));
        let samples: Vec<Sample> = days
            .iter()
            .map(|d| Sample {
                x: across.at(f64::from(d.day.to_days())),
                y: d.value.filter(|v| v.is_finite()).map(|v| down.at(v)),
            })
            .collect();
        drawn = decimate(&samples, size.width);
        let thinned: Vec<Sample> = drawn.iter().map(|i| samples[*i]).collect();
        marks = line(&thinned, Class::Value);
        if let Some((x, y)) = thinned.iter().rev().find_map(|s| s.y.map(|y| (s.x, y))) {
            marks.push(Mark::new(
                Shape::Dot {
                    at: Point::new(x, y),
                    radius: 2.0,
                    handle: None,
                },
                Class::Believed,
            ));
        }
    }
    let columns = vec![Column::text(columns[0]), Column::number(columns[1])];
    Chart {
        plot: Plot {
            width: size.width,
            height: size.height,
            marks,
            ..Plot::default()
        },
        table: series_table(days, &drawn, format, caption, columns),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Value;
    use crate::locale::Date;

    fn days(values: &[Option<f64>]) -> Vec<Day> {
        values
            .iter()
            .zip(20_000..)
            .map(|(value, day)| Day {
                day: Date::from_days(day).unwrap(),
                value: *value,
                ..Day::default()
            })
            .collect()
    }

    fn spark(values: &[Option<f64>]) -> Chart {
        sparkline(
            &days(values),
            Size::new(100.0, 20.0),
            Format::number(0),
            "Claims",
            ["Day", "Claims"],
        )
    }

    #[test]
    fn a_sparkline_spans_its_room_and_dots_its_last_value() {
        let chart = spark(&[Some(2.0), Some(6.0), Some(4.0), None]);
        let p = Point::new;
        assert_eq!(
            chart.plot.marks[0].shape,
            Shape::Line(vec![p(0.0, 18.0), p(33.33, 2.0), p(66.67, 10.0)])
        );
        assert_eq!(
            chart.plot.marks[1].shape,
            Shape::Dot {
                at: p(66.67, 10.0),
                radius: 2.0,
                handle: None
            }
        );
        assert_eq!(chart.table.rows.len(), 4);
        assert_eq!(chart.table.rows[3][1], Value::Unknown);
    }

    #[test]
    fn one_value_is_a_dot_and_none_is_nothing() {
        assert!(spark(&[]).plot.marks.is_empty());
        assert!(spark(&[None, Some(f64::NAN)]).plot.marks.is_empty());
        let one = spark(&[Some(7.0)]);
        assert!(
            one.plot
                .marks
                .iter()
                .all(|m| m.shape.points() == [Point::new(50.0, 10.0)])
        );
    }
}
