//! Emotion curve: what we believe, a smooth dashed line that can be dragged, beside what we measure, straight segments with
//! their interval and a gap where nothing was measured.

use super::curve::monotone_curve;
use super::mark::{Anchor, Class, Mark, Point, Shape};
use super::scale::{Band, Linear};
use super::series::{Sample, Span, band, line};
use super::value::{Column, DataTable, Format, Unit, Value};
use super::{Chart, Plot, Size};

/// Pixels kept free above +2 and below −2, so that dots and labels stay inside.
const EDGE: f64 = 18.0;

/// How one persona is believed to feel at each step.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonaCurve {
    /// The persona.
    pub name: String,
    /// −2 to +2 for each step; `None` where nobody placed a point.
    pub values: Vec<Option<f64>>,
    /// Whether it is the one looked at: its points can be dragged.
    pub chosen: bool,
}

/// What was measured at a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// Mean, −2 to +2.
    pub value: f64,
    /// Its interval.
    pub interval: Option<(f64, f64)>,
    /// Records behind it.
    pub n: u64,
}

/// What an emotion curve shows.
#[derive(Clone, Debug)]
pub struct Emotion<'a> {
    /// Room.
    pub size: Size,
    /// Names of the steps, from left to right.
    pub steps: &'a [String],
    /// Believed curves.
    pub believed: &'a [PersonaCurve],
    /// Measured values, for each step.
    pub measured: &'a [Option<Measured>],
    /// What stands at the curves: "believed", "measured". Empty: nothing.
    pub names: [&'a str; 2],
    /// Caption of the table.
    pub caption: &'a str,
    /// Headings of the table: step, measured, margin, n (believed curves are headed by their persona).
    pub columns: [&'a str; 4],
}

/// The place of a value (−2 to +2) in a curve `height` pixels high.
#[must_use]
pub fn emotion_y(value: f64, height: f64) -> f64 {
    down(height).at(value)
}

/// The value (−2 to +2, to a tenth) at a place `y` pixels from the top: what dragging a point there means.
#[must_use]
pub fn believed_at(y: f64, height: f64) -> f64 {
    let tenth = (down(height).value(y) * 10.0).round() / 10.0;
    if tenth == 0.0 { 0.0 } else { tenth }
}

fn down(height: f64) -> Linear {
    let edge = EDGE.min(height / 4.0);
    Linear::new((-2.0, 2.0), (height - edge, edge))
}

/// Draws the curves.
#[must_use]
pub fn emotion(spec: &Emotion<'_>) -> Chart {
    let Size { width, height } = spec.size;
    let (down, across) = (down(height), Band::new(spec.steps.len(), width, 0.0));
    let steps = spec.steps.len();
    let mut marks = vec![Mark::new(
        Shape::Rule(
            Point::new(0.0, down.at(0.0)),
            Point::new(width, down.at(0.0)),
        ),
        Class::Zero,
    )];

    let measured: Vec<Option<Measured>> = (0..steps)
        .map(|i| {
            spec.measured
                .get(i)
                .copied()
                .flatten()
                .filter(|m| m.value.is_finite())
        })
        .collect();
    let spans: Vec<Span> = measured
        .iter()
        .enumerate()
        .map(|(i, m)| {
            let known = m
                .and_then(|m| m.interval)
                .filter(|(a, b)| a.is_finite() && b.is_finite());
            Span {
                x: across.centre(i),
                y: known.map(|(a, b)| (down.at(a), down.at(b))),
            }
        })
        .collect();
    let samples: Vec<Sample> = measured
        .iter()
        .enumerate()
        .map(|(i, m)| Sample {
            x: across.centre(i),
            y: m.map(|m| down.at(m.value)),
        })
        .collect();
    marks.extend(band(&spans, Class::Measured));

    let points = |curve: &PersonaCurve| -> Vec<(usize, Point)> {
        let known = |i: usize| {
            curve
                .values
                .get(i)
                .copied()
                .flatten()
                .filter(|v| v.is_finite())
        };
        (0..steps)
            .filter_map(|i| known(i).map(|v| (i, Point::new(across.centre(i), down.at(v)))))
            .collect()
    };
    let smooth = |points: &[(usize, Point)], class| {
        let places: Vec<Point> = points.iter().map(|(_, p)| *p).collect();
        monotone_curve(&places).map(|shape| Mark::new(shape, class))
    };
    for other in spec.believed.iter().filter(|c| !c.chosen) {
        marks.extend(smooth(&points(other), Class::Other));
    }
    marks.extend(
        line(&samples, Class::Measured)
            .into_iter()
            .filter(|m| matches!(m.shape, Shape::Line(_))),
    );
    let chosen: Vec<Vec<(usize, Point)>> = spec
        .believed
        .iter()
        .filter(|c| c.chosen)
        .map(points)
        .collect();
    for curve in &chosen {
        marks.extend(smooth(curve, Class::Believed));
    }
    for (at, radius, handle, class) in chosen
        .iter()
        .flatten()
        .map(|(i, at)| (*at, 5.0, Some(*i), Class::Believed))
        .chain(
            samples
                .iter()
                .filter_map(|s| Some((Point::new(s.x, s.y?), 3.0, None, Class::Measured))),
        )
    {
        marks.push(Mark::new(Shape::Dot { at, radius, handle }, class));
    }

    let [believed_name, measured_name] = spec.names;
    let highest = chosen.first().and_then(|c| {
        c.iter()
            .map(|(_, p)| *p)
            .reduce(|a, b| if b.y < a.y { b } else { a })
    });
    let lowest = samples
        .iter()
        .filter_map(|s| Some(Point::new(s.x, s.y?)))
        .reduce(|a, b| if b.y > a.y { b } else { a });
    for (at, below, text, class) in [
        (highest, -8.0, believed_name, Class::Believed),
        (lowest, 16.0, measured_name, Class::Measured),
    ] {
        if let Some(at) = at.filter(|_| !text.is_empty()) {
            let (dx, anchor) = if at.x > width * 0.7 {
                (-10.0, Anchor::End)
            } else {
                (10.0, Anchor::Start)
            };
            let at = Point::new(
                at.x,
                (at.y + below)
                    .min(height - 3.0)
                    .max(10.0_f64.min(height / 2.0)),
            );
            marks.push(Mark::new(
                Shape::Label {
                    at,
                    dx,
                    anchor,
                    text: Value::Text(text.into()),
                },
                class,
            ));
        }
    }
    Chart {
        plot: Plot {
            width,
            height,
            marks,
            ..Plot::default()
        },
        table: table(spec, &measured),
    }
}

fn table(spec: &Emotion<'_>, measured: &[Option<Measured>]) -> DataTable {
    let format = Format {
        unit: Unit::Signed,
        decimals: 1,
    };
    let [step, value, margin, n] = spec.columns;
    let mut columns = vec![Column::text(step)];
    columns.extend(spec.believed.iter().map(|c| Column::number(&c.name)));
    columns.extend([value, margin, n].map(Column::number));
    let rows = spec
        .steps
        .iter()
        .zip(measured)
        .enumerate()
        .map(|(i, (name, m))| {
            let mut cells = vec![Value::Text(name.clone())];
            cells.extend(
                spec.believed
                    .iter()
                    .map(|c| Value::amount(c.values.get(i).copied().flatten(), format)),
            );
            cells.push(Value::amount(m.map(|m| m.value), format));
            cells.push(Value::interval(m.and_then(|m| m.interval), format));
            cells.push(m.map_or(Value::Unknown, |m| Value::Count(m.n)));
            cells
        })
        .collect();
    DataTable::new(spec.caption, columns, rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;

    fn drawn(believed: Vec<Option<f64>>, measured: &[Option<Measured>]) -> Chart {
        let steps: Vec<String> = ["See", "Buy", "Run", "Claim"].map(String::from).to_vec();
        let believed = [
            PersonaCurve {
                name: "Marta".into(),
                values: believed,
                chosen: true,
            },
            PersonaCurve {
                name: "Iván".into(),
                values: vec![Some(0.0), Some(1.0)],
                chosen: false,
            },
        ];
        emotion(&Emotion {
            size: Size::new(400.0, 132.0),
            steps: &steps,
            believed: &believed,
            measured,
            names: ["believed", "measured"],
            caption: "Emotion",
            columns: ["Step", "Measured", "Margin", "n"],
        })
    }

    fn at(value: f64) -> Option<Measured> {
        Some(Measured {
            value,
            interval: Some((value - 0.5, value + 0.5)),
            n: 12,
        })
    }

    #[test]
    fn the_scale_runs_from_plus_two_above_to_minus_two_below() {
        assert_eq!(emotion_y(2.0, 132.0), 18.0);
        assert_eq!(emotion_y(0.0, 132.0), 66.0);
        assert_eq!(emotion_y(-2.0, 132.0), 114.0);
        assert_eq!(believed_at(66.0, 132.0), 0.0);
        assert_eq!(believed_at(30.0, 132.0), 1.5);
        assert_eq!(believed_at(-400.0, 132.0), 2.0);
        assert_eq!(believed_at(f64::NAN, 132.0), -2.0);
    }

    #[test]
    fn believed_points_can_be_dragged_and_measured_ones_cannot() {
        let chart = drawn(
            vec![Some(1.0), None, Some(2.0), Some(-1.0)],
            &[at(0.5), at(0.0), None, at(-2.0)],
        );
        let handles: Vec<(Option<usize>, Point)> = chart
            .plot
            .marks
            .iter()
            .filter_map(|m| match m.shape {
                Shape::Dot { at, handle, .. } => Some((handle, at)),
                _ => None,
            })
            .collect();
        let p = Point::new;
        assert_eq!(
            handles,
            [
                (Some(0), p(50.0, 42.0)),
                (Some(2), p(250.0, 18.0)),
                (Some(3), p(350.0, 90.0)),
                (None, p(50.0, 54.0)),
                (None, p(150.0, 66.0)),
                (None, p(350.0, 114.0)),
            ]
        );
    }

    #[test]
    fn a_step_without_records_is_a_gap_in_line_and_band() {
        let chart = drawn(vec![], &[at(0.5), at(0.0), None, at(-1.0)]);
        let measured: Vec<&str> = chart
            .plot
            .marks
            .iter()
            .filter(|m| m.class == Class::Measured)
            .map(|m| m.shape.css())
            .collect();
        assert_eq!(
            measured,
            [
                "m-area",
                "m-whisker",
                "m-line",
                "m-dot",
                "m-dot",
                "m-dot",
                "m-label"
            ]
        );
        assert_eq!(chart.table.rows[2][3], Value::Unknown);
        assert_eq!(chart.table.rows[0][3].say(Lang::En), "+0.5");
    }

    #[test]
    fn a_board_without_steps_or_points_draws_only_the_line_of_nought() {
        let chart = emotion(&Emotion {
            size: Size::new(400.0, 132.0),
            steps: &[],
            believed: &[],
            measured: &[],
            names: ["", ""],
            caption: "",
            columns: ["", "", "", ""],
        });
        assert_eq!(chart.plot.marks.len(), 1);
    }
}
