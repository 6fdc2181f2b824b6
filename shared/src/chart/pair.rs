//! Pairs: a score on two sides, and how far apart they can be taken to be.
//!
//! A hollow dot is the base, a full one the other side. Below them the interval of the difference, measured from the base:
//! where it crosses the line that hangs from the hollow dot, the two cannot be told apart.

use super::mark::{Class, Mark, Point, Shape};
use super::scale::Linear;
use super::value::{Column, DataTable, Format, Unit, Value};
use super::{Chart, Plot, Size};

/// Pixels of a row.
const ROW: f64 = 26.0;
/// Pixels from its top to the dots, and to the interval.
const DOTS: f64 = 8.0;
const INTERVAL: f64 = 19.0;

/// A score on two sides.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pair {
    /// Its name.
    pub name: String,
    /// The score compared with, 0 to 100; `None` where it is not known.
    pub base: Option<f64>,
    /// The other score.
    pub other: Option<f64>,
    /// The interval of other less base.
    pub interval: Option<(f64, f64)>,
    /// Whether less is better and the difference can be told; `None` where it cannot.
    pub better: Option<bool>,
}

/// One row, for a list that writes the names and the numbers itself.
#[must_use]
pub fn pair_row(pair: &Pair) -> Plot {
    let mut marks = Vec::new();
    row(&mut marks, pair, 100.0, 0.0);
    Plot {
        width: 100.0,
        height: ROW,
        marks,
        ..Plot::default()
    }
}

/// All rows below each other, in the order given, with their numbers. Headings: name, base, other, change, margin.
#[must_use]
pub fn pairs(rows: &[Pair], width: f64, caption: &str, columns: [&str; 5]) -> Chart {
    let Size { width, .. } = Size::new(width, 1.0);
    let mut marks = Vec::new();
    let mut top = 0.0;
    for pair in rows {
        row(&mut marks, pair, width, top);
        top += ROW;
    }
    let signed = Format {
        unit: Unit::Signed,
        decimals: 1,
    };
    let cells = rows.iter().map(|pair| {
        let change = pair.base.zip(pair.other).map(|(base, other)| other - base);
        vec![
            Value::Text(pair.name.clone()),
            Value::amount(pair.base, Format::number(1)),
            Value::amount(pair.other, Format::number(1)),
            Value::amount(change, signed),
            Value::interval(pair.interval, signed),
        ]
    });
    let [name, numbers @ ..] = columns;
    let columns = std::iter::once(Column::text(name)).chain(numbers.map(Column::number));
    Chart {
        plot: Plot {
            width,
            height: top.max(1.0),
            marks,
            ..Plot::default()
        },
        table: DataTable::new(caption, columns.collect(), cells.collect()),
    }
}

fn row(marks: &mut Vec<Mark>, pair: &Pair, width: f64, top: f64) {
    let across = Linear::new((0.0, 100.0), (0.0, width));
    let at = |x: f64, y: f64| Point::new(across.at(x), top + y);
    let known = |value: Option<f64>| value.filter(|value| value.is_finite());
    let (base, other) = (known(pair.base), known(pair.other));
    let told = match pair.better {
        Some(true) => Class::Better,
        Some(false) => Class::Worse,
        None => Class::Value,
    };
    let mut draw = |shape, class| marks.push(Mark::new(shape, class));
    draw(Shape::Rule(at(0.0, DOTS), at(100.0, DOTS)), Class::Grid);
    let interval = pair
        .interval
        .filter(|(low, high)| low.is_finite() && high.is_finite());
    if let (Some(base), Some((low, high))) = (base, interval) {
        let (low, high) = (low.min(high), low.max(high));
        draw(
            Shape::Rule(at(base, DOTS), at(base, INTERVAL + 4.0)),
            Class::Axis,
        );
        draw(
            Shape::Whisker(at(base + low, INTERVAL), at(base + high, INTERVAL)),
            told,
        );
    }
    if let (Some(base), Some(other)) = (base, other) {
        draw(Shape::Whisker(at(base, DOTS), at(other, DOTS)), told);
    }
    for (value, radius, class) in [(base, 4.0, Class::Base), (other, 4.5, told)] {
        if let Some(value) = value {
            let at = at(value, DOTS);
            draw(
                Shape::Dot {
                    at,
                    radius,
                    handle: None,
                },
                class,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;

    fn pair() -> Pair {
        Pair {
            name: "Soles".to_owned(),
            base: Some(30.0),
            other: Some(50.0),
            interval: Some((8.0, 31.0)),
            better: Some(false),
        }
    }

    fn of(plot: &Plot, css: &str) -> Vec<(Vec<Point>, Class)> {
        let marks = plot.marks.iter().filter(|mark| mark.shape.css() == css);
        marks
            .map(|mark| (mark.shape.points(), mark.class))
            .collect()
    }

    #[test]
    fn the_interval_is_measured_from_the_base() {
        let plot = pair_row(&pair());
        let p = Point::new;
        assert_eq!(
            of(&plot, "m-whisker"),
            [
                (vec![p(38.0, 19.0), p(61.0, 19.0)], Class::Worse),
                (vec![p(30.0, 8.0), p(50.0, 8.0)], Class::Worse),
            ]
        );
        assert_eq!(
            of(&plot, "m-dot"),
            [
                (vec![p(30.0, 8.0)], Class::Base),
                (vec![p(50.0, 8.0)], Class::Worse),
            ]
        );
    }

    #[test]
    fn an_interval_that_leaves_the_scale_ends_at_its_end() {
        let plot = pair_row(&Pair {
            base: Some(90.0),
            interval: Some((-5.0, 40.0)),
            better: None,
            ..pair()
        });
        let found = of(&plot, "m-whisker");
        assert_eq!(
            found[0],
            (
                vec![Point::new(85.0, 19.0), Point::new(100.0, 19.0)],
                Class::Value
            )
        );
    }

    #[test]
    fn a_side_that_is_not_known_is_not_drawn_and_not_zero() {
        let chart = pairs(
            &[Pair {
                base: None,
                interval: None,
                ..pair()
            }],
            200.0,
            "Changes",
            ["Touchpoint", "Then", "Now", "Change", "Margin"],
        );
        assert_eq!(of(&chart.plot, "m-dot").len(), 1);
        assert!(of(&chart.plot, "m-whisker").is_empty());
        let said: Vec<String> = chart.table.rows[0]
            .iter()
            .map(|cell| cell.say(Lang::En))
            .collect();
        assert_eq!(said, ["Soles", "—", "50.0", "—", "—"]);
    }

    #[test]
    fn the_table_says_the_change_with_its_sign() {
        let columns = ["Touchpoint", "Then", "Now", "Change", "Margin"];
        let chart = pairs(&[pair()], 200.0, "Changes", columns);
        let said: Vec<String> = chart.table.rows[0]
            .iter()
            .map(|cell| cell.say(Lang::En))
            .collect();
        assert_eq!(said, ["Soles", "30.0", "50.0", "+20.0", "8.0 to 31.0"]);
    }
}
