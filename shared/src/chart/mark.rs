//! Marks: shapes with a meaning.

use super::Value;

/// A place in a drawing: units from the left, pixels from the top, rounded to 0.01.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From the left edge.
    pub x: f64,
    /// From the top edge.
    pub y: f64,
}

impl Point {
    /// A place, rounded.
    #[must_use]
    pub fn new(x: f64, y: f64) -> Self {
        Point {
            x: hundredths(x),
            y: hundredths(y),
        }
    }
}

/// Rounded to 0.01, without a negative zero; 0 for what is not finite, so that no drawing contains a NaN.
pub(super) fn hundredths(value: f64) -> f64 {
    let rounded = (value * 100.0).round() / 100.0;
    if rounded.is_finite() && rounded != 0.0 {
        rounded
    } else {
        0.0
    }
}

/// A coordinate as an attribute's text: at most two decimals, none that are zero.
#[must_use]
pub fn fixed(value: f64) -> String {
    hundredths(value).to_string()
}

/// One thing drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Its form and place.
    pub shape: Shape,
    /// What it stands for; the style sheet gives it a look.
    pub class: Class,
}

impl Mark {
    /// A shape with a meaning.
    #[must_use]
    pub fn new(shape: Shape, class: Class) -> Self {
        Mark { shape, class }
    }
}

/// What a mark stands for. The style sheet `style/40-chart.css` knows these by [`Class::css`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// What we measure.
    Measured,
    /// What we believe.
    Believed,
    /// The same of another persona than the one looked at.
    Other,
    /// A plain series of values.
    Value,
    /// A value that shows a real change, unless it is known to be for the better.
    Signal,
    /// A value that shows a real change for the better.
    Better,
    /// A value of days that are not all there: it may still move.
    Open,
    /// The same a year before.
    Before,
    /// What is compared with.
    Base,
    /// A change for the worse that can be told.
    Worse,
    /// What we aim at.
    Target,
    /// An interval, or normal variation.
    Margin,
    /// An axis and its labels.
    Axis,
    /// Lines that help the eye.
    Grid,
    /// The line of nought.
    Zero,
    /// Something that happened: a campaign, a change of supplier.
    Overlay,
    /// A promise that is kept.
    Kept,
    /// A promise at risk.
    Risk,
    /// A promise that is broken.
    Broken,
    /// Inside a heat cell, in the ink of its step.
    Cell,
    /// A step of friction, 0 to 5.
    Heat(u8),
    /// A department's hue, 1 to 12.
    Hue(u8),
}

impl Class {
    /// The name in the style sheet.
    #[must_use]
    pub fn css(self) -> &'static str {
        const HEAT: [&str; 6] = [
            "c-heat-0", "c-heat-1", "c-heat-2", "c-heat-3", "c-heat-4", "c-heat-5",
        ];
        const HUE: [&str; 12] = [
            "c-hue-1", "c-hue-2", "c-hue-3", "c-hue-4", "c-hue-5", "c-hue-6", "c-hue-7", "c-hue-8",
            "c-hue-9", "c-hue-10", "c-hue-11", "c-hue-12",
        ];
        match self {
            Class::Measured => "c-measured",
            Class::Believed => "c-believed",
            Class::Other => "c-other",
            Class::Value => "c-value",
            Class::Signal => "c-signal",
            Class::Better => "c-better",
            Class::Open => "c-open",
            Class::Before => "c-before",
            Class::Base => "c-base",
            Class::Worse => "c-worse",
            Class::Target => "c-target",
            Class::Margin => "c-margin",
            Class::Axis => "c-axis",
            Class::Grid => "c-grid",
            Class::Zero => "c-zero",
            Class::Overlay => "c-mark",
            Class::Kept => "c-kept",
            Class::Risk => "c-risk",
            Class::Broken => "c-broken",
            Class::Cell => "c-cell",
            Class::Heat(step) => HEAT[usize::from(step.min(5))],
            Class::Hue(hue) => HUE[usize::from(hue.clamp(1, 12)) - 1],
        }
    }
}

/// Which end of a label stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// It is centred there.
    Middle,
    /// It ends there.
    End,
}

impl Anchor {
    /// The value of SVG's `text-anchor`.
    #[must_use]
    pub fn css(self) -> &'static str {
        match self {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        }
    }
}

/// Form and place of a mark.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Straight segments through at least two points.
    Line(Vec<Point>),
    /// A smooth curve: its start, then cubic pieces (two control points and an end each).
    Curve(Point, Vec<[Point; 3]>),
    /// The ground between two lines of equally many points, from left to right.
    Area {
        /// The line above.
        upper: Vec<Point>,
        /// The line below.
        lower: Vec<Point>,
    },
    /// A bar: the length means something.
    Bar {
        /// Upper left corner.
        at: Point,
        /// Units across.
        width: f64,
        /// Pixels down.
        height: f64,
    },
    /// A field: the place means something (limits, a heat cell).
    Rect {
        /// Upper left corner.
        at: Point,
        /// Units across.
        width: f64,
        /// Pixels down.
        height: f64,
    },
    /// A round dot.
    Dot {
        /// Its centre.
        at: Point,
        /// Pixels.
        radius: f64,
        /// Where it can be dragged: which value of the series it is.
        handle: Option<usize>,
    },
    /// A thin straight line.
    Rule(Point, Point),
    /// An interval drawn as a short strong line.
    Whisker(Point, Point),
    /// Words or a number.
    Label {
        /// Where its baseline is anchored.
        at: Point,
        /// Pixels to the right of that (or left, if negative), however wide the drawing is.
        dx: f64,
        /// Which end stands there.
        anchor: Anchor,
        /// What it says.
        text: Value,
    },
}

impl Shape {
    /// The name in the style sheet.
    #[must_use]
    pub fn css(&self) -> &'static str {
        match self {
            Shape::Line(_) | Shape::Curve(..) => "m-line",
            Shape::Area { .. } => "m-area",
            Shape::Bar { .. } => "m-bar",
            Shape::Rect { .. } => "m-rect",
            Shape::Dot { .. } => "m-dot",
            Shape::Rule(..) => "m-rule",
            Shape::Whisker(..) => "m-whisker",
            Shape::Label { .. } => "m-label",
        }
    }

    /// The data of an SVG path, for lines, curves and areas; `None` for what is not a path, or has too few points.
    #[must_use]
    pub fn path(&self) -> Option<String> {
        let mut d = String::new();
        match self {
            Shape::Line(points) if points.len() > 1 => segments(&mut d, 'M', points.iter()),
            Shape::Curve(from, pieces) if !pieces.is_empty() => {
                segments(&mut d, 'M', [from].into_iter());
                for piece in pieces {
                    segments(&mut d, 'C', piece.iter());
                }
            }
            Shape::Area { upper, lower } if !upper.is_empty() && !lower.is_empty() => {
                segments(&mut d, 'M', upper.iter());
                segments(&mut d, 'L', lower.iter().rev());
                d.push('Z');
            }
            _ => return None,
        }
        Some(d)
    }

    /// Every point of the shape, for bounds: corners of bars, controls of curves, where a label is anchored.
    #[must_use]
    pub fn points(&self) -> Vec<Point> {
        match self {
            Shape::Line(points) => points.clone(),
            Shape::Curve(from, pieces) => std::iter::once(*from)
                .chain(pieces.iter().flatten().copied())
                .collect(),
            Shape::Area { upper, lower } => upper.iter().chain(lower).copied().collect(),
            Shape::Bar { at, width, height } | Shape::Rect { at, width, height } => {
                vec![*at, Point::new(at.x + width, at.y + height)]
            }
            Shape::Dot { at, .. } | Shape::Label { at, .. } => vec![*at],
            Shape::Rule(from, to) | Shape::Whisker(from, to) => vec![*from, *to],
        }
    }
}

/// Appends a command and its points: `M1 2L3 4` (further points of an `M` or `L` are lines, of a `C` belong to it).
fn segments<'a>(d: &mut String, command: char, points: impl Iterator<Item = &'a Point>) {
    for (i, point) in points.enumerate() {
        match (command, i) {
            (_, 0) => d.push(command),
            ('C', _) => d.push(' '),
            _ => d.push('L'),
        }
        d.push_str(&fixed(point.x));
        d.push(' ');
        d.push_str(&fixed(point.y));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_have_two_decimals_and_no_negative_zero() {
        assert_eq!(fixed(12.345_678), "12.35");
        assert_eq!(fixed(12.0), "12");
        assert_eq!(fixed(-0.001), "0");
        assert_eq!(fixed(0.1 + 0.2), "0.3");
        assert_eq!(fixed(f64::NAN), "0");
    }

    #[test]
    fn paths_are_written_as_svg_reads_them() {
        let p = Point::new;
        assert_eq!(
            Shape::Line(vec![p(0.0, 1.0), p(2.5, 3.0)]).path().unwrap(),
            "M0 1L2.5 3"
        );
        assert_eq!(Shape::Line(vec![p(0.0, 1.0)]).path(), None);
        let curve = Shape::Curve(p(0.0, 0.0), vec![[p(1.0, 0.0), p(2.0, 3.0), p(3.0, 3.0)]]);
        assert_eq!(curve.path().unwrap(), "M0 0C1 0 2 3 3 3");
        let area = Shape::Area {
            upper: vec![p(0.0, 1.0), p(9.0, 2.0)],
            lower: vec![p(0.0, 5.0), p(9.0, 6.0)],
        };
        assert_eq!(area.path().unwrap(), "M0 1L9 2L9 6L0 5Z");
    }
}
