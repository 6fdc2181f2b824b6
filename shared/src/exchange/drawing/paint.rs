//! A page in marks.

use std::collections::BTreeMap;

use super::{
    Align, Mark, Measure, Said, Shape, Stroke, Tone, Words,
    cells::{GAP, Ink, PAD, Piece, wide},
    facts::Heat,
    pages::{FOOT, HEAD, HEAT, HINT, LANE, LINE, Laid, MARGIN, Row, SCOPE, STAGE, STEP, TITLE},
    sheet::{Cells, Look, Sheet, Standing},
    ways::{LEVEL, Ways},
    wrap::{Face, wrap},
};
use crate::{
    chart::{self, Class, Emotion, Point, Rect, Size, heat_step},
    friction::Score,
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

    /// Ways between steps: down from the one, along, and up to the other.
    fn ways(&mut self, ways: &Ways, grid: Grid, top: f64) {
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
    fn causes(&mut self, sheet: &Sheet) {
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

    fn card(&mut self, piece: &Piece, (x, y): (f64, f64), width: f64) {
        let size = (width, piece.height);
        let (left, right, inset) = piece.look.inset();
        let (fill, ink, radius) = match piece.look {
            Look::Card | Look::Action => (Some(Tone::Surface), Tone::Ink, 6.0),
            Look::Pain => (Some(Tone::Pain), Tone::PainInk, 4.0),
            Look::Opportunity => (Some(Tone::Opportunity), Tone::OpportunityInk, 4.0),
            Look::Note | Look::Short => (Some(Tone::Note), Tone::NoteInk, 4.0),
            Look::Promise | Look::Told => (None, Tone::Ink, 0.0),
        };
        let line = matches!(piece.look, Look::Card | Look::Action);
        let stroke = line.then_some(Stroke::new(Tone::Line, 1.0));
        if fill.is_some() {
            self.boxed((x, y), size, radius, fill, stroke);
        }
        if let Some(id) = piece.id {
            let rect = Rect {
                left: x,
                top: y,
                width,
                height: piece.height,
            };
            self.cards.insert(id, rect);
        }
        if piece.look == Look::Action {
            self.rect((x, y + 3.0), (3.0, piece.height - 6.0), 1.5, Tone::Accent);
        }
        if let (Look::Promise, true) = (piece.look, piece.first) {
            let mark = piece.standing.and_then(Standing::mark);
            let dashed = Stroke::new(Tone::LineControl, 1.0).dashed(2.0, 2.0);
            let around = mark.is_none().then_some(dashed);
            self.boxed((x, y + 7.0), (14.0, 6.0), 2.0, mark, around);
        }
        let plain = line || fill.is_none();
        let mut below = y + inset;
        for line in &piece.lines {
            let tone = match line.ink {
                Ink::Card => ink,
                Ink::Less if plain => Tone::Ink3,
                Ink::Less => ink,
                Ink::Tone(tone) => tone,
            };
            let mut at = x + left;
            if let Some(hue) = line.hue {
                let dot = Point::new(at + 3.5, below + line.face.line / 2.0);
                self.mark(Shape::Disc(dot, 3.5), Some(Tone::Hue(hue)), None);
                at += 12.0;
            }
            let text = std::slice::from_ref(&line.text);
            below = self.lines((at, below), line.face, tone, text);
        }
        if let Some(evidence) = piece.evidence {
            let at = (
                x + width - right / 2.0 - 2.0,
                y + inset + piece.look.face().line / 2.0,
            );
            let tone = if plain { Tone::Ink3 } else { ink };
            self.evidence(evidence, at, tone);
        }
    }

    /// Empty, half or full.
    fn evidence(&mut self, evidence: Evidence, at: (f64, f64), tone: Tone) {
        let at = Point::new(at.0, at.1);
        let ring = Stroke::new(tone, 1.3);
        match evidence {
            Evidence::Assumption => self.mark(Shape::Disc(at, 4.2), None, Some(ring)),
            Evidence::Qualitative => {
                self.mark(Shape::Half(at, 4.2), Some(tone), None);
                self.mark(Shape::Disc(at, 4.2), None, Some(ring));
            }
            Evidence::Measured => self.mark(Shape::Disc(at, 4.8), Some(tone), None),
        }
    }

    fn heat(&mut self, heat: &Heat, (x, y): (f64, f64), size: (f64, f64), words: &dyn Words) {
        match heat {
            Heat::Empty => {}
            Heat::Unknown => {
                self.hatch((x, y), size, Tone::Line, 1.0);
                let said = [words.say(Said::NotMeasured)];
                self.lines((x + 10.0, y + 8.0), HEAT, Tone::Ink2, &said);
            }
            Heat::Scored(score, ..) => {
                let step = heat_step(score.score);
                let ink = Tone::HeatInk(step);
                self.rect((x, y), size, 0.0, Tone::Heat(step));
                if few(score) {
                    self.hatch((x, y), size, ink, 0.12);
                }
                let big = Face::new(18.0, true, 22.0);
                let lang = words.lang();
                let number = lang.number(score.score, 0);
                self.lines((x + 10.0, y + 6.0), big, ink, &[number]);
                let (low, high) = (score.interval.low, score.interval.high);
                let said = lang.interval(low, high, 0);
                self.text((x + 46.0, y + 23.0), Align::Start, HEAT, ink, &said);
                let across =
                    |value: f64| x + 10.0 + (size.0 - 20.0) * value.clamp(0.0, 100.0) / 100.0;
                let line = y + 33.0;
                let (from, to) = ((across(0.0), line), (across(100.0), line));
                self.faint(from, to, Stroke::new(ink, 1.0), 0.25);
                self.segment(
                    (across(low), line),
                    (across(high), line),
                    Stroke::new(ink, 2.0),
                );
                let said = heat_said(heat, words);
                let mut below = y + 38.0;
                for text in said {
                    below = self.lines((x + 10.0, below), HEAT, ink, &wrapped(&text, size.0));
                }
            }
        }
    }

    /// Thin lines from the lower left to the upper right, within a field.
    fn hatch(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), tone: Tone, opacity: f64) {
        let mut along = 7.0;
        while along < width + height {
            let from = (x + (along - height).max(0.0), y + along.min(height));
            let to = (x + along.min(width), y + (along - width).max(0.0));
            self.faint(from, to, Stroke::new(tone, 1.0), opacity);
            along += 9.0;
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

/// Whether less than half of the evidence asked for is there, as the board says it.
const fn few(score: &Score) -> bool {
    score.coverage.sources * 2 < score.coverage.of
}

/// What stands in a cell of friction below its score.
fn heat_said(heat: &Heat, words: &dyn Words) -> Vec<String> {
    let Heat::Scored(score, name, of) = heat else {
        return Vec::new();
    };
    let mut said = vec![words.band(score.band).to_owned()];
    if few(score) {
        said.push(words.say(Said::Sources(score.coverage.sources, score.coverage.of)));
    }
    if *of > 1 {
        said.push(words.say(Said::Worst(name, *of)));
    }
    said
}

/// Lines for a cell of friction.
fn wrapped(text: &str, width: f64) -> Vec<String> {
    wrap(text, width - 20.0, HEAT, &Rough)
}

/// Letters a little wider than they mostly are.
struct Rough;

impl Measure for Rough {
    fn width(&self, text: &str, size: f64, _: bool) -> f64 {
        wide(text.chars().count()) * size * 0.58
    }
}

/// How high the cells of friction have to be.
pub(super) fn heat_height(cells: &[Heat], column: f64, words: &dyn Words) -> f64 {
    let high = |heat: &Heat| {
        let said = heat_said(heat, words);
        let lines: usize = said.iter().map(|text| wrapped(text, column).len()).sum();
        48.0 + HEAT.line * wide(lines)
    };
    cells.iter().map(high).fold(30.0, f64::max)
}
