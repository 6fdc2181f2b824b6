//! Chart geometry: what is drawn where and what it means, as plain marks, with the same numbers as a table.
//!
//! Knows no colours (a mark carries a [`Class`]; the style sheet decides), no SVG elements (the app writes them), no words
//! (captions and column names come as arguments) and no language (labels and cells are [`Value`]s, said by the reader's
//! [`crate::locale::Lang`]). Coordinates are rounded to 0.01, so that server and browser write the same characters.

mod arrow;
mod bars;
mod contributions;
mod curve;
mod days;
mod emotion;
mod heat;
mod mark;
mod measure;
mod pair;
mod quadrants;
mod ranked;
mod scale;
mod series;
mod slope;
mod spark;
mod trend;
mod value;

pub use arrow::{Rect, arrow};
pub use bars::{Bar, Bars, bars};
pub use contributions::{Contribution, Contributions, contributions, parts_that_add_up};
pub use curve::monotone_curve;
pub use days::{DayTick, day_ticks};
pub use emotion::{Emotion, Measured, PersonaCurve, believed_at, emotion, emotion_y};
pub use heat::{HEAT_FROM, heat_cell, heat_step};
pub use mark::{Anchor, Class, Mark, Point, Shape, fixed};
pub use measure::{Day, Limits, Overlay};
pub use pair::{Pair, pair_row, pairs};
pub use quadrants::{Quadrant, Quadrants, Weighed, impact_y, middle_impact, quadrant, quadrants};
pub use ranked::{RankedRow, interval_row, ranked};
pub use scale::{Band, Linear, Ticks, nice_ticks};
pub use series::{Sample, Span, band, decimate, line};
pub use slope::{Ranks, slope};
pub use spark::sparkline;
pub use trend::{Trend, trend};
pub use value::{Column, DataTable, Format, Unit, Value};

/// What is drawn and the table that says the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// The drawing.
    pub plot: Plot,
    /// The same numbers for those who do not see it, or want them.
    pub table: DataTable,
}

/// A drawing of `width` by `height` units. A unit is a pixel down; across, the whole stretches to the room there is, so
/// `width` only says how finely to draw.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plot {
    /// Units across.
    pub width: f64,
    /// Pixels down.
    pub height: f64,
    /// Pixels kept free at the left of the drawing, for labels that hang out of it.
    pub left: u16,
    /// The same at the right.
    pub right: u16,
    /// What is drawn, the first at the back.
    pub marks: Vec<Mark>,
}

/// Room for a drawing: units across and pixels down, each at least 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// Units across; about as many as it will have pixels.
    width: f64,
    /// Pixels down.
    height: f64,
}

impl Size {
    /// A size; what is not a number of at least 1 becomes 1, and nothing is larger than 20,000.
    #[must_use]
    pub fn new(width: f64, height: f64) -> Self {
        let side = |v: f64| {
            if v.is_finite() {
                v.clamp(1.0, 20_000.0)
            } else {
                1.0
            }
        };
        Size {
            width: side(width),
            height: side(height),
        }
    }
}
