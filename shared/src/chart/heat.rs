//! Heat: the step of a friction score, and the short line that says how sure it is.

use super::mark::{Class, Mark, Point, Shape};
use super::scale::Linear;
use super::value::{Column, DataTable, Format, Value};
use super::{Chart, Plot};

/// From which score (0 to 100) each step of heat begins: fixed, so that a colour means the same everywhere.
pub const HEAT_FROM: [f64; 6] = [0.0, 15.0, 25.0, 40.0, 55.0, 68.0];

/// The step of heat (0 to 5) of a score of 0 to 100; 0 for what is not a number.
#[must_use]
pub fn heat_step(score: f64) -> u8 {
    let passed = HEAT_FROM
        .iter()
        .skip(1)
        .filter(|from| score >= **from)
        .count();
    u8::try_from(passed).unwrap_or(5)
}

/// The line in a heat cell: 0 to 100 across, the interval of the score on it. The table has the columns given: score, margin.
#[must_use]
pub fn heat_cell(
    score: f64,
    interval: Option<(f64, f64)>,
    caption: &str,
    columns: [&str; 2],
) -> Chart {
    let across = Linear::new((0.0, 100.0), (0.0, 100.0));
    let middle = 3.0;
    let p = |x: f64| Point::new(x, middle);
    let mut marks = vec![Mark::new(Shape::Rule(p(0.0), p(100.0)), Class::Cell)];
    let known = interval.filter(|(low, high)| low.is_finite() && high.is_finite());
    if let Some((low, high)) = known {
        marks.push(Mark::new(
            Shape::Whisker(p(across.at(low.min(high))), p(across.at(low.max(high)))),
            Class::Cell,
        ));
    } else if score.is_finite() {
        marks.push(Mark::new(
            Shape::Dot {
                at: p(across.at(score)),
                radius: 2.0,
                handle: None,
            },
            Class::Cell,
        ));
    }
    let row = vec![
        Value::amount(Some(score), Format::number(0)),
        Value::interval(interval, Format::number(0)),
    ];
    Chart {
        plot: Plot {
            width: 100.0,
            height: 6.0,
            marks,
            ..Plot::default()
        },
        table: DataTable::new(
            caption,
            vec![Column::number(columns[0]), Column::number(columns[1])],
            vec![row],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_of_heat_begin_where_they_are_said_to() {
        for (score, step) in [
            (0.0, 0),
            (14.99, 0),
            (15.0, 1),
            (25.19, 2),
            (39.9, 2),
            (40.0, 3),
            (58.0, 4),
            (68.0, 5),
            (100.0, 5),
            (-3.0, 0),
            (f64::NAN, 0),
        ] {
            assert_eq!(heat_step(score), step, "{score}");
        }
    }

    #[test]
    fn the_interval_lies_on_the_line_and_a_score_without_one_is_a_dot() {
        let chart = heat_cell(71.0, Some((64.0, 77.4)), "Friction", ["Score", "Margin"]);
        assert_eq!(
            chart.plot.marks[1].shape,
            Shape::Whisker(Point::new(64.0, 3.0), Point::new(77.4, 3.0))
        );
        let bare = heat_cell(71.0, None, "Friction", ["Score", "Margin"]);
        assert_eq!(bare.plot.marks[1].shape.points(), [Point::new(71.0, 3.0)]);
        assert_eq!(bare.table.rows[0][1], Value::Unknown);
    }
}
