//! Contributions: what a score is made of, as bars that begin where the one before ended, so that one sees them add up.

use super::mark::{Anchor, Class, Mark, Point, Shape, hundredths};
use super::scale::Linear;
use super::value::{Column, DataTable, Format, Value};
use super::{Chart, Plot};

/// Pixels from one bar to the next.
const ROW: f64 = 23.0;
/// Height of a bar.
const BAR: f64 = 12.0;

/// A part of a score.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// The part's name.
    pub name: String,
    /// Its points, at least 0; with the others they add up to the score.
    pub points: f64,
}

/// What a chart of contributions shows.
#[derive(Clone, Debug)]
pub struct Contributions<'a> {
    /// Units across.
    pub width: f64,
    /// Parts, the largest first.
    pub parts: &'a [Contribution],
    /// Name of the sum in the table.
    pub total: &'a str,
    /// Caption of the table.
    pub caption: &'a str,
    /// Headings of the table: part, points.
    pub columns: [&'a str; 2],
}

/// Whole numbers for `parts` that add up to the rounded sum (largest remainder, the earlier of equals first), so that
/// nobody who adds them finds another score. What is negative or not a number counts as 0.
#[must_use]
pub fn parts_that_add_up(parts: &[f64]) -> Vec<f64> {
    let tame: Vec<f64> = parts
        .iter()
        .map(|p| {
            if p.is_finite() {
                p.clamp(0.0, 1e9)
            } else {
                0.0
            }
        })
        .collect();
    let mut whole: Vec<f64> = tame.iter().map(|p| p.floor()).collect();
    let missing = tame.iter().sum::<f64>().round() - whole.iter().sum::<f64>();
    let mut order: Vec<usize> = (0..tame.len()).collect();
    order.sort_by(|a, b| tame[*b].fract().total_cmp(&tame[*a].fract()));
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the number of parts"
    )]
    for i in order.into_iter().take(missing.max(0.0) as usize) {
        whole[i] += 1.0;
    }
    whole
}

/// Draws contributions: names at the left, points at the right.
#[must_use]
pub fn contributions(spec: &Contributions<'_>) -> Chart {
    let width = super::Size::new(spec.width, 1.0).width;
    let points: Vec<f64> = spec
        .parts
        .iter()
        .map(|p| {
            if p.points.is_finite() {
                p.points.clamp(0.0, 1e9)
            } else {
                0.0
            }
        })
        .collect();
    let sum: f64 = points.iter().sum();
    let across = Linear::new((0.0, if sum > 0.0 { sum } else { 1.0 }), (0.0, width));
    let shown = parts_that_add_up(&points);
    let mut marks = Vec::new();
    let mut before = 0.0;
    let mut top = 0.0;
    for ((part, value), shown) in spec.parts.iter().zip(&points).zip(&shown) {
        let (from, to) = (across.at(before), across.at(before + value));
        let (y, baseline) = (top + (ROW - BAR) / 2.0, top + ROW / 2.0 + 4.0);
        let at = Point::new(from, y);
        let bar = Shape::Bar {
            at,
            width: hundredths(to - at.x).min(hundredths(width - at.x)),
            height: BAR,
        };
        marks.push(Mark::new(bar, Class::Value));
        if before > 0.0 {
            let x = hundredths(from);
            marks.push(Mark::new(
                Shape::Rule(Point::new(x, y - (ROW - BAR)), Point::new(x, y)),
                Class::Axis,
            ));
        }
        let label = |x: f64, dx: f64, anchor, text| {
            Mark::new(
                Shape::Label {
                    at: Point::new(x, baseline),
                    dx,
                    anchor,
                    text,
                },
                Class::Value,
            )
        };
        marks.push(label(
            0.0,
            -124.0,
            Anchor::Start,
            Value::Text(part.name.clone()),
        ));
        marks.push(label(
            width,
            34.0,
            Anchor::End,
            Value::Amount(*shown, Format::number(0)),
        ));
        before += value;
        top += ROW;
    }
    let mut rows: Vec<Vec<Value>> = spec
        .parts
        .iter()
        .zip(&points)
        .map(|(part, value)| {
            vec![
                Value::Text(part.name.clone()),
                Value::Amount(*value, Format::number(1)),
            ]
        })
        .collect();
    rows.push(vec![
        Value::Text(spec.total.into()),
        Value::Amount(sum, Format::number(1)),
    ]);
    let columns = vec![
        Column::text(spec.columns[0]),
        Column::number(spec.columns[1]),
    ];
    Chart {
        plot: Plot {
            width,
            height: top.max(1.0),
            left: 124,
            right: 34,
            marks,
        },
        table: DataTable::new(spec.caption, columns, rows),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(points: &[f64]) -> Vec<Contribution> {
        points
            .iter()
            .map(|p| Contribution {
                name: "part".into(),
                points: *p,
            })
            .collect()
    }

    #[test]
    fn bars_begin_where_the_one_before_ended() {
        let parts = parts(&[30.0, 15.0, 5.0]);
        let chart = contributions(&Contributions {
            width: 200.0,
            parts: &parts,
            total: "Friction",
            caption: "What it is made of",
            columns: ["Part", "Points"],
        });
        let bars: Vec<(f64, f64)> = chart
            .plot
            .marks
            .iter()
            .filter_map(|m| match m.shape {
                Shape::Bar { at, width, .. } => Some((at.x, width)),
                _ => None,
            })
            .collect();
        assert_eq!(bars, [(0.0, 120.0), (120.0, 60.0), (180.0, 20.0)]);
        assert_eq!(
            chart.table.rows[3][1],
            Value::Amount(50.0, Format::number(1))
        );
    }

    #[test]
    fn rounded_parts_add_up_to_the_rounded_score() {
        // 25.19 of methods.md §2: 34.0, 49.4, 7.1 and 9.5 % of it are 8.56, 12.44, 1.79 and 2.39.
        assert_eq!(
            parts_that_add_up(&[8.56, 12.44, 1.79, 2.40]),
            [9.0, 12.0, 2.0, 2.0]
        );
        assert_eq!(
            parts_that_add_up(&[0.5, 0.5, 0.5, 0.5]),
            [1.0, 1.0, 0.0, 0.0]
        );
        assert_eq!(parts_that_add_up(&[f64::NAN, -3.0]), [0.0, 0.0]);
        assert!(parts_that_add_up(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn no_part_moves_by_a_point_or_more(points in prop::collection::vec(0.0f64..100.0, 0..12)) {
            let whole = parts_that_add_up(&points);
            prop_assert_eq!(whole.iter().sum::<f64>(), points.iter().sum::<f64>().round());
            prop_assert!(whole.iter().zip(&points).all(|(w, p)| (w - p).abs() < 1.0));
        }
    }
}
