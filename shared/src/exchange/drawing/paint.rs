//! A page in marks.

mod arrows;
mod card;
mod heat;

use std::collections::BTreeMap;

pub(super) use heat::heat_height;

use super::{
    Align, Mark, Measure, Said, Shape, Stroke, Tone, Words,
    cells::{GAP, PAD, wide},
    pages::{FOOT, HEAD, HINT, LANE, LINE, Laid, MARGIN, Row, SCOPE, STAGE, STEP, TITLE},
    sheet::{Cells, Sheet},
    wrap::Face,
};
use crate::{
    chart::{self, Class, Emotion, Point, Rect, Size},
    id::CardId,
    journey::Evidence,
};

/// Marks in the order in which they are drawn.
pub(super) struct Painter {
    marks: Vec<Mark>,
    /// Where cards stand on the page.
    cards: BTreeMap<CardId, Rect>,
}

impl Painter {
    fn mark(&mut self, shape: Shape, fill: Option<Tone>, stroke: Option<Stroke>) {
        self.marks.push(Mark {
            shape,
            fill,
            stroke,
            opacity: 1.0,
        });
    }

    fn rect(&mut self, at: (f64, f64), size: (f64, f64), radius: f64, fill: Tone) {
        self.boxed(at, size, radius, Some(fill), None);
    }

    fn boxed(
        &mut self,
        at: (f64, f64),
        (width, height): (f64, f64),
        radius: f64,
        fill: Option<Tone>,
        stroke: Option<Stroke>,
    ) {
        let at = Point::new(at.0, at.1);
        let shape = Shape::Rect {
            at,
            width,
            height,
            radius,
        };
        self.mark(shape, fill, stroke);
    }

    fn segment(&mut self, from: (f64, f64), to: (f64, f64), stroke: Stroke) {
        self.faint(from, to, stroke, 1.0);
    }

    fn faint(&mut self, from: (f64, f64), to: (f64, f64), stroke: Stroke, opacity: f64) {
        self.marks.push(Mark {
            shape: Shape::Segment(Point::new(from.0, from.1), Point::new(to.0, to.1)),
            fill: None,
            stroke: Some(stroke),
            opacity,
        });
    }

    fn text(&mut self, (x, y): (f64, f64), align: Align, face: Face, tone: Tone, text: &str) {
        let shape = Shape::Text {
            at: Point::new(x, y),
            align,
            size: face.size,
            bold: face.bold,
            text: text.to_owned(),
        };
        self.mark(shape, Some(tone), None);
    }

    /// Lines below each other, from their upper edge; gives the lower one.
    fn lines(&mut self, (x, top): (f64, f64), face: Face, tone: Tone, lines: &[String]) -> f64 {
        let mut y = top;
        for line in lines {
            let base = y + face.line / 2.0 + face.size * 0.36;
            self.text((x, base), Align::Start, face, tone, line);
            y += face.line;
        }
        y
    }
}

pub(super) fn page(
    sheet: &Sheet,
    laid: &Laid<'_>,
    (width, height): (f64, f64),
    number: Option<String>,
    words: &dyn Words,
) -> Vec<Mark> {
    let mut painter = Painter {
        marks: Vec::new(),
        cards: BTreeMap::new(),
    };
    painter.rect((0.0, 0.0), (width, height), 0.0, Tone::Paper);
    let mut y = painter.lines((MARGIN, MARGIN), TITLE, Tone::Ink, &laid.top.title);
    painter.lines((MARGIN, y), SCOPE, Tone::Ink2, &laid.top.scope);
    y = MARGIN + laid.top.said();
    let grid = Grid {
        left: MARGIN + HEAD,
        right: MARGIN + HEAD + laid.column * wide(laid.columns.len()),
        column: laid.column,
        count: laid.columns.len(),
    };
    if sheet.columns.is_empty() {
        let said = [words.say(Said::Nothing)];
        painter.lines((MARGIN, y), STEP, Tone::Ink2, &said);
    }
    y = painter.heads(laid, grid, y);
    for row in &laid.rows {
        painter.row(row, laid, grid, y, words);
        y += row.height;
        if row.line {
            let dashed = Stroke::new(Tone::LineStrong, 1.5).dashed(4.0, 3.0);
            let said = [words.say(Said::Line)];
            painter.lines((MARGIN, y + 3.0), HINT, Tone::Ink3, &said);
            y += LINE;
            painter.segment((MARGIN, y), (grid.right, y), dashed);
        }
    }
    painter.causes(sheet);
    let base = height - MARGIN - FOOT + 18.0;
    painter.legend(words, base);
    let foot: Vec<String> = sheet.day.iter().cloned().chain(number).collect();
    let right = (width - MARGIN, base);
    painter.text(right, Align::End, HINT, Tone::Ink3, &foot.join("  ·  "));
    painter.marks
}

/// Where the columns of a page stand.
#[derive(Clone, Copy)]
struct Grid {
    left: f64,
    right: f64,
    column: f64,
    count: usize,
}

impl Grid {
    fn at(self, column: usize) -> f64 {
        self.left + self.column * wide(column)
    }
}

impl Painter {
    /// The stages and the steps; gives where the first lane begins.
    fn heads(&mut self, laid: &Laid<'_>, grid: Grid, top: f64) -> f64 {
        let thin = Stroke::new(Tone::Line, 1.0);
        let below = top + laid.top.stage_height;
        let bottom = below + laid.top.step_height;
        for (from, columns, title) in &laid.top.stages {
            let x = grid.at(*from);
            self.lines((x + 10.0, top + 6.0), STAGE, Tone::Ink, title);
            self.segment((x, top), (x, below), thin);
            let size = (grid.column * wide(*columns), laid.top.step_height);
            self.rect((x, below), size, 0.0, Tone::Sunken);
        }
        for (at, title) in laid.top.steps.iter().enumerate() {
            let x = grid.at(at);
            self.lines((x + 10.0, below + 6.0), STEP, Tone::Ink2, title);
            self.segment((x, below), (x, bottom), thin);
        }
        let strong = Stroke::new(Tone::LineStrong, 2.0);
        self.segment((MARGIN, below), (grid.right, below), strong);
        self.segment((MARGIN, bottom), (grid.right, bottom), thin);
        self.ways(&laid.top.ways, grid, bottom);
        let first = bottom + laid.top.ways.height();
        if first > bottom {
            self.segment((MARGIN, first), (grid.right, first), thin);
        }
        first
    }

    fn row(&mut self, row: &Row<'_>, laid: &Laid<'_>, grid: Grid, top: f64, words: &dyn Words) {
        let thin = Stroke::new(Tone::Line, 1.0);
        let bottom = top + row.height;
        let below = self.lines((MARGIN, top + 8.0), LANE, Tone::Ink2, &row.head);
        self.lines((MARGIN, below), HINT, Tone::Ink3, &row.hint);
        if let Cells::Heat(cells) = &row.lane.cells {
            for (at, heat) in cells
                .get(laid.columns.clone())
                .unwrap_or_default()
                .iter()
                .enumerate()
            {
                self.heat(heat, (grid.at(at), top), (grid.column, row.height), words);
            }
        }
        for at in 0..grid.count {
            self.segment((grid.at(at), top), (grid.at(at), bottom), thin);
        }
        self.segment((MARGIN, bottom), (grid.right, bottom), thin);
        if let Cells::Curves {
            believed,
            measured,
            names,
        } = &row.lane.cells
        {
            let of = laid.columns.clone();
            let believed: Vec<_> = believed
                .iter()
                .map(|curve| chart::PersonaCurve {
                    values: curve.values.get(of.clone()).unwrap_or_default().to_vec(),
                    ..curve.clone()
                })
                .collect();
            let steps = vec![String::new(); grid.count];
            let spec = Emotion {
                size: Size::new(grid.right - grid.left, row.height),
                steps: &steps,
                believed: &believed,
                measured: measured.get(of).unwrap_or_default(),
                names: [&names[0], &names[1]],
                caption: "",
                columns: [""; 4],
            };
            for mark in chart::emotion(&spec).plot.marks {
                self.curve(mark, (grid.left, top));
            }
        }
        for (at, cell) in row.cards.iter().enumerate() {
            let (x, mut y) = (grid.at(at) + PAD, top + PAD);
            for piece in cell {
                self.card(piece, (x, y), grid.column - 2.0 * PAD);
                y += piece.height + GAP;
            }
        }
    }

    /// A mark of a chart, moved to its place and in the look of the screen.
    fn curve(&mut self, mark: chart::Mark, by: (f64, f64)) {
        let moved = |p: Point| Point::new(p.x + by.0, p.y + by.1);
        let measured = mark.class == Class::Measured;
        let stroke = match mark.class {
            Class::Measured => Stroke::new(Tone::Measured, 2.5),
            Class::Believed => Stroke::new(Tone::Ink, 2.0).dashed(5.0, 4.0),
            Class::Other => Stroke::new(Tone::Ink3, 1.5).dashed(2.0, 4.0),
            _ => Stroke::new(Tone::Line, 1.0),
        };
        match mark.shape {
            chart::Shape::Area { upper, lower } => self.marks.push(Mark {
                shape: Shape::Path(chart::Shape::Area {
                    upper: upper.into_iter().map(moved).collect(),
                    lower: lower.into_iter().map(moved).collect(),
                }),
                fill: Some(Tone::Measured),
                stroke: None,
                opacity: 0.16,
            }),
            chart::Shape::Line(points) => {
                let points = points.into_iter().map(moved).collect();
                self.mark(Shape::Path(chart::Shape::Line(points)), None, Some(stroke));
            }
            chart::Shape::Curve(from, pieces) => {
                let pieces = pieces.into_iter().map(|piece| piece.map(moved)).collect();
                let curve = chart::Shape::Curve(moved(from), pieces);
                self.mark(Shape::Path(curve), None, Some(stroke));
            }
            chart::Shape::Dot { at, radius, .. } if measured => {
                self.mark(Shape::Disc(moved(at), radius), Some(Tone::Measured), None);
            }
            chart::Shape::Dot { at, radius, .. } => {
                let ring = Stroke::new(Tone::Ink, 2.0);
                self.mark(
                    Shape::Disc(moved(at), radius),
                    Some(Tone::Surface),
                    Some(ring),
                );
            }
            chart::Shape::Rule(from, to) | chart::Shape::Whisker(from, to) => {
                self.mark(Shape::Segment(moved(from), moved(to)), None, Some(stroke));
            }
            chart::Shape::Label {
                at,
                dx,
                anchor,
                text: chart::Value::Text(text),
            } => {
                let align = if anchor == chart::Anchor::End {
                    Align::End
                } else {
                    Align::Start
                };
                let tone = if measured {
                    Tone::MeasuredInk
                } else {
                    Tone::Ink
                };
                let at = moved(at);
                self.text((at.x + dx, at.y), align, HINT, tone, &text);
            }
            _ => {}
        }
    }

    /// What the dots of the cards mean.
    fn legend(&mut self, words: &dyn Words, base: f64) {
        let mut x = MARGIN + 5.0;
        for evidence in [
            Evidence::Assumption,
            Evidence::Qualitative,
            Evidence::Measured,
        ] {
            self.evidence(evidence, (x, base - 3.8), Tone::Ink3);
            let said = words.evidence(evidence);
            self.text((x + 10.0, base), Align::Start, HINT, Tone::Ink3, said);
            x += 28.0 + 5.6 * wide(said.chars().count());
        }
    }
}

/// Letters a little wider than they mostly are.
struct Rough;

impl Measure for Rough {
    fn width(&self, text: &str, size: f64, _: bool) -> f64 {
        wide(text.chars().count()) * size * 0.58
    }
}
