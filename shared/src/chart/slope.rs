//! Two orders of the same things beside each other, a line for each thing: where it climbs or falls, the orders part.

use super::mark::{Anchor, Class, Mark, Point, Shape};
use super::value::{Column, DataTable, Format, Value};
use super::{Chart, Plot, Size};

/// Pixels between two places of an order.
const ROW: f64 = 24.0;
/// Pixels above the first place, for the headings.
const HEAD: f64 = 30.0;
/// Pixels for names at both sides.
const SIDE: u16 = 150;
/// Letters of a name that fit beside it.
const LETTERS: usize = 22;

/// A thing with its place in both orders.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranks {
    /// What it is called.
    pub name: String,
    /// Its place in the one order, from 1; equals share the mean of theirs.
    pub one: f64,
    /// Its place in the other.
    pub other: f64,
    /// Whether it is among those whose places are furthest apart.
    pub apart: bool,
}

/// Draws the orders. Headings of the sides; the table's: name, one place, other place.
#[must_use]
pub fn slope(
    ranks: &[Ranks],
    width: f64,
    caption: &str,
    sides: [&str; 2],
    columns: [&str; 3],
) -> Chart {
    let Size { width, .. } = Size::new(width, 1.0);
    let mut marks = Vec::new();
    let mut draw = |shape, class| marks.push(Mark::new(shape, class));
    let down = |rank: f64| HEAD + ROW * (rank - 1.0);
    let label = |x: f64, y: f64, dx: f64, anchor, text: String| Shape::Label {
        at: Point::new(x, y),
        dx,
        anchor,
        text: Value::Text(text),
    };
    let [one, other] = sides;
    draw(
        label(0.0, 12.0, 0.0, Anchor::End, one.to_owned()),
        Class::Axis,
    );
    draw(
        label(width, 12.0, 0.0, Anchor::Start, other.to_owned()),
        Class::Axis,
    );
    let told: Vec<[f64; 2]> = places(ranks);
    for (thing, [from, to]) in ranks.iter().zip(&told) {
        let class = if thing.apart {
            Class::Worse
        } else {
            Class::Base
        };
        let (left, right) = (Point::new(0.0, down(*from)), Point::new(width, down(*to)));
        draw(Shape::Line(vec![left, right]), class);
    }
    for (thing, [from, to]) in ranks.iter().zip(&told) {
        let class = if thing.apart {
            Class::Worse
        } else {
            Class::Base
        };
        let text = if thing.apart {
            Class::Value
        } else {
            Class::Axis
        };
        for (x, y, dx, anchor) in [
            (0.0, down(*from), -10.0, Anchor::End),
            (width, down(*to), 10.0, Anchor::Start),
        ] {
            let dot = Shape::Dot {
                at: Point::new(x, y),
                radius: 4.0,
                handle: None,
            };
            draw(dot, class);
            draw(label(x, y + 4.0, dx, anchor, short(&thing.name)), text);
        }
    }
    let place = |rank: f64| {
        let decimals = u8::from(rank.fract() != 0.0);
        Value::Amount(rank, Format::number(decimals))
    };
    let rows = ranks.iter().map(|thing| {
        vec![
            Value::Text(thing.name.clone()),
            place(thing.one),
            place(thing.other),
        ]
    });
    let [name, one, other] = columns;
    let columns = vec![
        Column::text(name),
        Column::number(one),
        Column::number(other),
    ];
    Chart {
        plot: Plot {
            width,
            height: down(ranks.len().max(1) as f64) + 12.0,
            left: SIDE,
            right: SIDE,
            marks,
        },
        table: DataTable::new(caption, columns, rows.collect()),
    }
}

/// A row of its own for each on both sides, in the order of the places: those that share one lie below each other, so that their
/// names can be read.
fn places(ranks: &[Ranks]) -> Vec<[f64; 2]> {
    let mut rows = vec![[1.0; 2]; ranks.len()];
    for side in 0..2 {
        let at = |thing: &Ranks| [thing.one, thing.other][side];
        let mut order: Vec<usize> = (0..ranks.len()).collect();
        order.sort_by(|a, b| at(&ranks[*a]).total_cmp(&at(&ranks[*b])));
        for (row, thing) in order.into_iter().enumerate() {
            rows[thing][side] = row as f64 + 1.0;
        }
    }
    rows
}

/// A name that fits beside its dot.
fn short(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    let begin: String = name.chars().take(LETTERS - 1).collect();
    format!("{}…", begin.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranks(name: &str, one: f64, other: f64) -> Ranks {
        Ranks {
            name: name.to_owned(),
            one,
            other,
            apart: (one - other).abs() > 1.0,
        }
    }

    #[test]
    fn each_thing_is_a_line_from_its_one_place_to_its_other() {
        let things = [
            ranks("A", 1.0, 3.0),
            ranks("B", 2.5, 1.5),
            ranks("C", 2.5, 1.5),
        ];
        let chart = slope(
            &things,
            200.0,
            "Orders",
            ["Believed", "Measured"],
            ["T", "1", "2"],
        );
        let lines: Vec<(Vec<Point>, Class)> = chart
            .plot
            .marks
            .iter()
            .filter_map(|mark| match &mark.shape {
                Shape::Line(points) => Some((points.clone(), mark.class)),
                _ => None,
            })
            .collect();
        let y = |row: f64| HEAD + ROW * (row - 1.0);
        let line = |from, to| vec![Point::new(0.0, y(from)), Point::new(200.0, y(to))];
        assert_eq!(
            lines,
            [
                (line(1.0, 3.0), Class::Worse),
                (line(2.0, 1.0), Class::Base),
                (line(3.0, 2.0), Class::Base),
            ]
        );
        assert_eq!(
            chart.table.rows[1][1],
            Value::Amount(2.5, Format::number(1))
        );
    }

    #[test]
    fn long_names_end_where_the_room_does() {
        assert_eq!(short("Parking"), "Parking");
        assert_eq!(short(&"ñandú ".repeat(9)).chars().count(), LETTERS);
    }
}
