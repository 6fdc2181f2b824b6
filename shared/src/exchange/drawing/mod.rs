//! A journey as a drawing: the whole board on planes with the look of the screen, cut into pages of any size.
//!
//! Knows no file format and no fonts: how wide a text is says a [`Measure`], what things are called says [`Words`]. One unit is a
//! pixel of the screen, 1/96 inch. Nothing is cut through: a column, a lane and a card stand whole on a page; what is taller than a
//! page is continued on the next, and every page repeats the stages, the steps and the names of its lanes.

mod cells;
mod facts;
mod mark;
mod pages;
mod paint;
mod sheet;
mod ways;
mod wrap;

pub use facts::{Facts, Heat, Told, ToldMetric};
pub use mark::{Align, Mark, Shape, Stroke, Tone};
pub use sheet::{Cause, Cells, Look, Sheet, SheetLane, Standing, Way, Written};

use crate::{
    catalogue::{Catalogue, DepartmentName},
    friction::Band,
    journey::{Certainty, Evidence, Journey, LaneKind},
    locale::Lang,
};

/// How wide texts are.
pub trait Measure {
    /// The width of a line in units, at a size in units.
    fn width(&self, text: &str, size: f64, bold: bool) -> f64;
}

/// What things are called in the reader's language.
pub trait Words {
    /// The language of numbers.
    fn lang(&self) -> Lang;
    /// A kind of lane.
    fn lane(&self, kind: LaneKind) -> &'static str;
    /// What stands below its name; empty where nothing does.
    fn hint(&self, kind: LaneKind) -> &'static str;
    /// How sure we are.
    fn evidence(&self, evidence: Evidence) -> &'static str;
    /// A band of friction.
    fn band(&self, band: Band) -> &'static str;
    /// A department's name, and its hue from 1 to 12.
    fn department(&self, name: &DepartmentName) -> (String, u8);
    /// Anything else.
    fn say(&self, what: Said<'_>) -> String;
}

/// What a drawing says beside the journey's own texts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Said<'a> {
    /// The journey as it is.
    AsIs,
    /// The journey as it is to be.
    ToBe,
    /// The situation.
    Scenario,
    /// Where it starts.
    Start,
    /// Where it ends.
    End,
    /// What the persona wants.
    Goal,
    /// Whose it is.
    Personas,
    /// The line of visibility.
    Line,
    /// Nobody measured it.
    NotMeasured,
    /// A believed curve, of a persona.
    Believed(&'a str),
    /// The measured curve; of a persona, or of all customers.
    Measured(Option<&'a str>),
    /// So many sources of so many.
    Sources(u32, u32),
    /// The worst of several touchpoints, by name.
    Worst(&'a str, usize),
    /// The day on which it was drawn, as it is written.
    Drawn(&'a str),
    /// A page of so many.
    Page(usize, usize),
    /// A journey without stages.
    Nothing,
    /// It is a cause of what another card says, by its name.
    CauseOf(&'a str, Certainty),
    /// One may go on to a step, by its name.
    LeadsTo(&'a str),
    /// One may go back to a step, by its name.
    LeadsBackTo(&'a str),
}

/// What it is drawn on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Paper {
    /// One page, as large as the board needs.
    Poster,
    /// Pages of a size in units.
    Pages {
        /// Across.
        width: f64,
        /// Down.
        height: f64,
    },
}

impl Paper {
    /// The least and the most units of a side: A6 across, and the largest page that PDF knows (200 inches).
    pub const SIDES: (f64, f64) = (390.0, 19_200.0);

    /// Pages of a size in millimetres, drawn at a scale; `None` where a side would be too short or too long.
    #[must_use]
    pub fn of_millimetres(width: f64, height: f64, scale: f64) -> Option<Self> {
        let side = |millimetres: f64| {
            let units = millimetres * 96.0 / 25.4 / scale;
            (Self::SIDES.0..=Self::SIDES.1)
                .contains(&units)
                .then_some(units)
        };
        Some(Self::Pages {
            width: side(width)?,
            height: side(height)?,
        })
    }
}

/// A page that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Units across.
    pub width: f64,
    /// Units down.
    pub height: f64,
    /// What is on it, the first at the back.
    pub marks: Vec<Mark>,
}

/// The most pages of a drawing.
pub const MOST_PAGES: usize = 2_000;

/// More pages than [`MOST_PAGES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the paper is so small that the journey would take more than {MOST_PAGES} pages")]
pub struct TooManyPages;

/// Draws the visible board.
///
/// # Errors
/// It would take too many pages.
pub fn draw(
    journey: &Journey,
    catalogue: &Catalogue,
    facts: &Facts,
    paper: Paper,
    words: &dyn Words,
    measure: &dyn Measure,
) -> Result<Vec<Page>, TooManyPages> {
    let sheet = sheet::Sheet::of(journey, catalogue, facts, words);
    pages::pages(&sheet, paper, words, measure)
}
