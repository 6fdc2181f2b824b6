//! Arrows of a page: ways between steps, and what causes what.

use super::{
    super::{
        Align, Measure as _, Shape, Stroke, Tone,
        pages::HINT,
        sheet::Sheet,
        ways::{LEVEL, Ways},
    },
    Grid, Painter, Rough,
};
use crate::chart::{self, Point};

impl Painter {
    /// Ways between steps: down from the one, along, and up to the other.
    pub(super) fn ways(&mut self, ways: &Ways, grid: Grid, top: f64) {
        let line = Stroke::new(Tone::Accent, 1.5);
        for (from, to, _, level) in &ways.placed {
            let middle = |column: usize| grid.at(column) + grid.column / 2.0;
            // Out on the side where it goes, in on the other, so that two between the same steps do not lie upon each other.
            let aside = if from < to { 8.0 } else { -8.0 };
            let (out, into) = (middle(*from) + aside, middle(*to) - aside);
            let (y, tip) = (top + Ways::at(*level) + LEVEL / 2.0, top + 2.0);
            let corners = [(out, tip), (out, y), (into, y), (into, tip + 5.0)];
            let corners = corners.map(|(x, y)| Point::new(x, y)).to_vec();
            self.mark(Shape::Path(chart::Shape::Line(corners)), None, Some(line));
            let head = [
                (into, tip),
                (into - 4.0, tip + 6.0),
                (into + 4.0, tip + 6.0),
            ];
            self.head(head.map(|(x, y)| Point::new(x, y)), Tone::Accent);
        }
        // Over the lines, so that none runs through a word.
        for (from, to, title, level) in &ways.placed {
            if !title.is_empty() {
                let x = grid.at(*from.min(to)) + grid.column / 2.0 + 16.0;
                let y = top + Ways::at(*level) + LEVEL / 2.0;
                let width = Rough.width(title, HINT.size, false);
                self.rect((x - 2.0, y - 6.0), (width, 12.0), 0.0, Tone::Paper);
                self.text((x, y + 3.6), Align::Start, HINT, Tone::Ink2, title);
            }
        }
    }

    /// Arrows from causes to what they cause, where both stand on the page; the card says it in words everywhere.
    pub(super) fn causes(&mut self, sheet: &Sheet) {
        for (nth, cause) in sheet.causes.iter().enumerate() {
            let ends = self.cards.get(&cause.from).zip(self.cards.get(&cause.to));
            let Some((from, to)) = ends.map(|(from, to)| (*from, *to)) else {
                continue;
            };
            let (line, head) = chart::arrow(from, to, nth);
            let stroke = Stroke::new(Tone::Accent, 1.5);
            let stroke = if cause.confirmed {
                stroke
            } else {
                stroke.dashed(4.0, 3.0)
            };
            self.mark(Shape::Path(chart::Shape::Line(line)), None, Some(stroke));
            self.head(head, Tone::Accent);
        }
    }

    /// The head of an arrow, the tip first.
    fn head(&mut self, [tip, one, other]: [Point; 3], tone: Tone) {
        let shape = chart::Shape::Area {
            upper: vec![tip, one],
            lower: vec![tip, other],
        };
        self.mark(Shape::Path(shape), Some(tone), None);
    }
}
