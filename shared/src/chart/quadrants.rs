//! Impact against effort: what to do first. A dot for every thing, its number in it; the higher, the more it matters, the further
//! right, the more effort it takes.

use super::mark::{Anchor, Class, Mark, Point, Shape};
use super::scale::{Linear, Ticks, nice_ticks};
use super::value::{Column, DataTable, Format, Value};
use super::{Chart, Plot, Size};

/// The most effort.
const MOST: f64 = 100.0;
/// The effort that parts little from much.
const MIDDLE: f64 = 50.0;
/// Pixels above the plot's upper line and below its lower one, for dots that lie on them.
const ABOVE: f64 = 14.0;
const BELOW: f64 = 34.0;
/// Pixels at the left, for numbers, and at the right, for half a dot.
const LEFT: u16 = 52;
const RIGHT: u16 = 14;
/// Pixels of a dot.
const RADIUS: f64 = 11.0;

/// One thing that could be done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weighed {
    /// What it is called.
    pub name: String,
    /// The number in its dot.
    pub number: u64,
    /// How much it matters; `None` where that is not known.
    pub impact: Option<f64>,
    /// From 0 to 100; `None` where nobody said.
    pub effort: Option<f64>,
}

/// Where a thing lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quadrant {
    /// Much impact for little effort.
    First,
    /// Much impact for much effort.
    Plan,
    /// Little impact for little effort.
    FillIn,
    /// Little impact for much effort.
    Leave,
}

/// What is drawn, and in which words.
#[derive(Clone, Copy, Debug)]
pub struct Quadrants<'a> {
    /// The room for it.
    pub size: Size,
    /// All things, drawn or not.
    pub things: &'a [Weighed],
    /// How impacts are written.
    pub format: Format,
    /// What the axes are called: impact, effort.
    pub axes: [&'a str; 2],
    /// What the quadrants are called: first, plan, fill in, leave.
    pub names: [&'a str; 4],
    /// What it shows.
    pub caption: &'a str,
    /// The table's headings: name, impact, effort, what to do.
    pub columns: [&'a str; 4],
}

/// The impact that parts little from much: half of the highest. `None` where none is above 0.
#[must_use]
pub fn middle_impact(things: &[Weighed]) -> Option<f64> {
    let highest = highest(things);
    (highest > 0.0).then_some(highest / 2.0)
}

fn highest(things: &[Weighed]) -> f64 {
    let known = things.iter().filter_map(|thing| thing.impact);
    known
        .filter(|impact| impact.is_finite())
        .fold(0.0, f64::max)
}

/// Where a thing of this impact and effort lies; what lies on a line is on the side of more.
#[must_use]
pub fn quadrant(impact: f64, effort: f64, middle: f64) -> Quadrant {
    match (impact >= middle, effort >= MIDDLE) {
        (true, false) => Quadrant::First,
        (true, true) => Quadrant::Plan,
        (false, false) => Quadrant::FillIn,
        (false, true) => Quadrant::Leave,
    }
}

/// How far down, in pixels, an impact lies in a drawing of this height.
#[must_use]
pub fn impact_y(impact: f64, things: &[Weighed], height: f64) -> f64 {
    Point::new(0.0, down(things, height).0.at(impact)).y
}

/// Down, and the values that are written beside it.
fn down(things: &[Weighed], height: f64) -> (Linear, Ticks) {
    let ticks = nice_ticks(0.0, highest(things).max(1e-9), 4);
    let (low, high) = ticks.ends();
    let range = ((height - BELOW).max(ABOVE + 1.0), ABOVE);
    (Linear::new((low, high), range), ticks)
}

/// Draws it: what has no impact or no effort is in the table only.
#[must_use]
pub fn quadrants(spec: &Quadrants<'_>) -> Chart {
    let Size { width, height } = spec.size;
    let across = Linear::new((0.0, MOST), (0.0, width));
    let (down, ticks) = down(spec.things, height);
    let bottom = down.at(down.domain().0);
    let mut marks = Vec::new();
    let mut draw = |shape, class| marks.push(Mark::new(shape, class));
    let label = |x: f64, y: f64, dx: f64, anchor, text: Value| Shape::Label {
        at: Point::new(x, y),
        dx,
        anchor,
        text,
    };
    let format = Format {
        decimals: ticks.decimals,
        ..spec.format
    };
    for tick in ticks.values {
        let y = down.at(tick);
        draw(
            Shape::Rule(Point::new(0.0, y), Point::new(width, y)),
            Class::Grid,
        );
        let text = Value::Amount(tick, format);
        draw(label(0.0, y + 4.0, -8.0, Anchor::End, text), Class::Axis);
    }
    for effort in [0.0, MIDDLE, MOST] {
        let anchor = match effort {
            0.0 => Anchor::Start,
            MOST => Anchor::End,
            _ => Anchor::Middle,
        };
        let text = Value::Amount(effort, Format::number(0));
        let x = across.at(effort);
        draw(label(x, bottom + 16.0, 0.0, anchor, text), Class::Axis);
    }
    let middle = middle_impact(spec.things);
    let split = middle.map_or((bottom + ABOVE) / 2.0, |middle| down.at(middle));
    let half = across.at(MIDDLE);
    draw(
        Shape::Rule(Point::new(0.0, split), Point::new(width, split)),
        Class::Axis,
    );
    draw(
        Shape::Rule(Point::new(half, ABOVE), Point::new(half, bottom)),
        Class::Axis,
    );
    let [first, plan, fill_in, leave] = spec.names;
    for (x, y, dx, anchor, name) in [
        (0.0, ABOVE + 16.0, 8.0, Anchor::Start, first),
        (width, ABOVE + 16.0, -8.0, Anchor::End, plan),
        (0.0, bottom - 8.0, 8.0, Anchor::Start, fill_in),
        (width, bottom - 8.0, -8.0, Anchor::End, leave),
    ] {
        let text = Value::Text(name.to_owned());
        draw(label(x, y, dx, anchor, text), Class::Overlay);
    }
    let effort_axis = Value::Text(spec.axes[1].to_owned());
    let foot = bottom + 30.0;
    draw(
        label(half, foot, 0.0, Anchor::Middle, effort_axis),
        Class::Axis,
    );
    for (index, thing) in spec.things.iter().enumerate() {
        let known = thing.impact.zip(thing.effort);
        let Some((impact, effort)) = known.filter(|(impact, _)| impact.is_finite()) else {
            continue;
        };
        let at = Point::new(across.at(effort.clamp(0.0, MOST)), down.at(impact));
        draw(
            Shape::Dot {
                at,
                radius: RADIUS,
                handle: Some(index),
            },
            Class::Value,
        );
        let number = Value::Count(thing.number);
        draw(
            label(at.x, at.y + 4.0, 0.0, Anchor::Middle, number),
            Class::Value,
        );
    }
    Chart {
        plot: Plot {
            width,
            height,
            left: LEFT,
            right: RIGHT,
            marks,
        },
        table: table(spec, middle),
    }
}

fn table(spec: &Quadrants<'_>, middle: Option<f64>) -> DataTable {
    let rows = spec.things.iter().map(|thing| {
        let known = thing.impact.zip(thing.effort).zip(middle);
        let place = known.map_or(Value::Unknown, |((impact, effort), middle)| {
            Value::Text(spec.names[quadrant(impact, effort, middle) as usize].to_owned())
        });
        vec![
            Value::Text(thing.name.clone()),
            Value::amount(thing.impact, spec.format),
            Value::amount(thing.effort, Format::number(0)),
            place,
        ]
    });
    let [name, impact, effort, place] = spec.columns;
    let columns = vec![
        Column::text(name),
        Column::number(impact),
        Column::number(effort),
        Column::text(place),
    ];
    DataTable::new(spec.caption, columns, rows.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thing(number: u64, impact: Option<f64>, effort: Option<f64>) -> Weighed {
        Weighed {
            name: format!("T{number}"),
            number,
            impact,
            effort,
        }
    }

    fn drawn(things: &[Weighed]) -> Chart {
        quadrants(&Quadrants {
            size: Size::new(400.0, 300.0),
            things,
            format: Format::number(0),
            axes: ["Impact", "Effort"],
            names: ["Do first", "Plan", "Fill in", "Leave"],
            caption: "What to do first",
            columns: ["Name", "Impact", "Effort", "So"],
        })
    }

    #[test]
    fn a_dot_lies_where_its_effort_and_its_impact_are() {
        let things = [
            thing(1, Some(40.0), Some(25.0)),
            thing(2, Some(10.0), None),
            thing(3, None, Some(80.0)),
        ];
        let chart = drawn(&things);
        let dots: Vec<_> = chart
            .plot
            .marks
            .iter()
            .filter_map(|mark| match mark.shape {
                Shape::Dot { at, handle, .. } => Some((at, handle)),
                _ => None,
            })
            .collect();
        // A quarter of 400 across; the highest of all, 40, lies on the scale's upper end.
        assert_eq!(dots, [(Point::new(100.0, ABOVE), Some(0))]);
        assert_eq!(impact_y(40.0, &things, 300.0), ABOVE);
        assert_eq!(impact_y(0.0, &things, 300.0), 300.0 - BELOW);
        // What cannot be drawn is in the table, as not known.
        assert_eq!(chart.table.rows.len(), 3);
        assert_eq!(chart.table.rows[0][3], Value::Text("Do first".to_owned()));
        assert_eq!(chart.table.rows[1][3], Value::Unknown);
        assert_eq!(chart.table.rows[2][1], Value::Unknown);
    }

    #[test]
    fn the_quadrants_meet_at_half_the_highest_impact_and_half_the_effort() {
        let things = [thing(1, Some(40.0), Some(0.0)), thing(2, Some(8.0), None)];
        let middle = middle_impact(&things).unwrap();
        assert_eq!(middle, 20.0);
        for (impact, effort, expected) in [
            (20.0, 49.0, Quadrant::First),
            (40.0, 50.0, Quadrant::Plan),
            (19.9, 0.0, Quadrant::FillIn),
            (0.0, 100.0, Quadrant::Leave),
        ] {
            assert_eq!(quadrant(impact, effort, middle), expected);
        }
        assert_eq!(middle_impact(&[thing(1, None, None)]), None);
        assert_eq!(middle_impact(&[thing(1, Some(0.0), None)]), None);
    }

    #[test]
    fn nothing_known_is_drawn_without_dots() {
        let chart = drawn(&[]);
        assert!(chart.plot.marks.iter().all(|mark| {
            let points = mark.shape.points();
            !matches!(mark.shape, Shape::Dot { .. })
                && points.iter().all(|at| at.x.is_finite() && at.y.is_finite())
        }));
    }
}
