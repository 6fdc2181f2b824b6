//! Ranked dots: scores with their intervals below each other, so that one sees which cannot be told apart.

use super::mark::{Anchor, Class, Mark, Point, Shape};
use super::scale::Linear;
use super::value::{Column, DataTable, Format, Value};
use super::{Chart, Plot, Size};

/// Pixels of a row: the name above, the dot below.
const ROW: f64 = 36.0;

/// A row of the ranking.
#[derive(Clone, Debug, PartialEq)]
pub struct RankedRow {
    /// Its name.
    pub name: String,
    /// Score, 0 to 100; `None` without evidence.
    pub score: Option<f64>,
    /// Its interval.
    pub interval: Option<(f64, f64)>,
    /// Rank group, from 1; rows of one group cannot be told apart.
    pub group: u32,
}

/// A whole ranking, in the order given: a line between groups, the name above each dot. Headings: name, score, margin, group.
#[must_use]
pub fn ranked(rows: &[RankedRow], width: f64, caption: &str, columns: [&str; 4]) -> Chart {
    let Size { width, .. } = Size::new(width, 1.0);
    let mut marks = Vec::new();
    let mut top = 0.0;
    let mut before: Option<u32> = None;
    for row in rows {
        if before.is_some_and(|group| group != row.group) {
            marks.push(Mark::new(
                Shape::Rule(Point::new(0.0, top), Point::new(width, top)),
                Class::Axis,
            ));
        }
        before = Some(row.group);
        let at = Point::new(0.0, top + 14.0);
        let text = Value::Text(row.name.clone());
        marks.push(Mark::new(
            Shape::Label {
                at,
                dx: 0.0,
                anchor: Anchor::Start,
                text,
            },
            Class::Value,
        ));
        let at = Point::new(width, top + 14.0);
        let text = Value::amount(row.score, Format::number(0));
        marks.push(Mark::new(
            Shape::Label {
                at,
                dx: 0.0,
                anchor: Anchor::End,
                text,
            },
            Class::Value,
        ));
        dot_and_interval(&mut marks, row.score, row.interval, width, top + 25.0);
        top += ROW;
    }
    let cells = rows
        .iter()
        .map(|r| {
            vec![
                Value::Text(r.name.clone()),
                Value::amount(r.score, Format::number(0)),
                Value::interval(r.interval, Format::number(0)),
                Value::Count(u64::from(r.group)),
            ]
        })
        .collect();
    let [name, score, margin, group] = columns;
    let columns = vec![
        Column::text(name),
        Column::number(score),
        Column::number(margin),
        Column::number(group),
    ];
    Chart {
        plot: Plot {
            width,
            height: top.max(1.0),
            marks,
            ..Plot::default()
        },
        table: DataTable::new(caption, columns, cells),
    }
}

/// The dot and interval of one row, for a list that writes the name and the numbers itself (so without a table).
#[must_use]
pub fn interval_row(score: Option<f64>, interval: Option<(f64, f64)>) -> Plot {
    let mut marks = Vec::new();
    dot_and_interval(&mut marks, score, interval, 100.0, 12.0);
    Plot {
        width: 100.0,
        height: 24.0,
        marks,
        ..Plot::default()
    }
}

fn dot_and_interval(
    marks: &mut Vec<Mark>,
    score: Option<f64>,
    interval: Option<(f64, f64)>,
    width: f64,
    y: f64,
) {
    let across = Linear::new((0.0, 100.0), (0.0, width));
    let p = |x: f64| Point::new(x, y);
    marks.push(Mark::new(Shape::Rule(p(0.0), p(width)), Class::Grid));
    if let Some((low, high)) = interval.filter(|(a, b)| a.is_finite() && b.is_finite()) {
        let (low, high) = (across.at(low.min(high)), across.at(low.max(high)));
        marks.push(Mark::new(Shape::Whisker(p(low), p(high)), Class::Value));
    }
    if let Some(score) = score.filter(|s| s.is_finite()) {
        let class = Class::Value;
        marks.push(Mark::new(
            Shape::Dot {
                at: p(across.at(score)),
                radius: 4.0,
                handle: None,
            },
            class,
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_lie_on_one_scale_and_groups_are_parted_by_a_line() {
        let row = |name: &str, score: f64, group| RankedRow {
            name: name.into(),
            score: Some(score),
            interval: Some((score - 6.0, score + 6.0)),
            group,
        };
        let rows = [
            row("Soles", 71.0, 1),
            row("Claim", 58.0, 2),
            row("Courier", 52.0, 2),
        ];
        let chart = ranked(
            &rows,
            200.0,
            "Friction",
            ["Touchpoint", "Score", "Margin", "Group"],
        );
        let dots: Vec<Point> = chart
            .plot
            .marks
            .iter()
            .filter(|m| m.shape.css() == "m-dot")
            .flat_map(|m| m.shape.points())
            .collect();
        assert_eq!(
            dots,
            [
                Point::new(142.0, 25.0),
                Point::new(116.0, 61.0),
                Point::new(104.0, 97.0)
            ]
        );
        let parted: Vec<Point> = chart
            .plot
            .marks
            .iter()
            .filter(|m| m.class == Class::Axis && m.shape.css() == "m-rule")
            .flat_map(|m| m.shape.points())
            .collect();
        assert_eq!(parted, [Point::new(0.0, 36.0), Point::new(200.0, 36.0)]);
        assert_eq!(chart.plot.height, 108.0);
    }

    #[test]
    fn a_row_without_evidence_has_neither_dot_nor_interval() {
        let marks = interval_row(None, None).marks;
        assert_eq!(marks.len(), 1);
        assert_eq!(marks[0].class, Class::Grid);
    }
}
