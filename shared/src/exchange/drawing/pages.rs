//! Where everything stands: columns in strips that fit across, lanes below each other until a page is full.

use std::ops::Range;

use super::{
    MOST_PAGES, Measure, Page, Paper, Said, TooManyPages, Words,
    cells::{GAP, PAD, Piece, pieces, told, wide},
    paint,
    sheet::{Cells, Sheet, SheetLane},
    ways::{self, Ways},
    wrap::{Face, at_most, wrap},
};

/// Units around a page.
pub(super) const MARGIN: f64 = 28.0;
/// Units of the column with the names of the lanes.
pub(super) const HEAD: f64 = 124.0;
/// Units of a column, at least; on paper the columns share what is left.
const COLUMN: f64 = 150.0;
/// The line below the board.
pub(super) const FOOT: f64 = 26.0;
/// The line of visibility with its name.
pub(super) const LINE: f64 = 20.0;
/// The same at most.
const WIDEST: f64 = 200.0;
const CURVES: f64 = 150.0;

pub(super) const TITLE: Face = Face::new(20.0, true, 26.0);
pub(super) const SCOPE: Face = Face::new(11.5, false, 16.0);
pub(super) const STAGE: Face = Face::new(13.0, true, 17.0);
pub(super) const STEP: Face = Face::new(12.0, false, 16.0);
pub(super) const LANE: Face = Face::new(12.0, true, 16.0);
pub(super) const HINT: Face = Face::new(10.5, false, 14.0);
pub(super) const HEAT: Face = Face::new(10.5, false, 14.0);

/// The most lines of a title, a step, a part of the scope at the head of a page.
const MOST_LINES: usize = 6;

/// What stands at the head of the pages of a strip.
pub(super) struct Top {
    pub(super) title: Vec<String>,
    pub(super) scope: Vec<String>,
    /// Where a stage begins and how many columns of the strip it has.
    pub(super) stages: Vec<(usize, usize, Vec<String>)>,
    pub(super) steps: Vec<Vec<String>>,
    pub(super) stage_height: f64,
    pub(super) step_height: f64,
    pub(super) ways: Ways,
}

impl Top {
    /// From the margin to the first lane.
    pub(super) fn height(&self) -> f64 {
        self.said() + self.stage_height + self.step_height + self.ways.height()
    }

    /// The title and the scope.
    pub(super) fn said(&self) -> f64 {
        TITLE.line * wide(self.title.len()) + SCOPE.line * wide(self.scope.len()) + 10.0
    }
}

/// A lane, or what of it stands on a page.
pub(super) struct Row<'a> {
    pub(super) lane: &'a SheetLane,
    pub(super) head: Vec<String>,
    pub(super) hint: Vec<String>,
    pub(super) height: f64,
    /// What is in its cells, where these are cards.
    pub(super) cards: Vec<Vec<Piece>>,
    /// Whether the line of visibility runs below it.
    pub(super) line: bool,
}

impl Row<'_> {
    fn whole(&self) -> f64 {
        self.height + if self.line { LINE } else { 0.0 }
    }
}

/// A page before it is painted.
pub(super) struct Laid<'a> {
    pub(super) top: &'a Top,
    pub(super) columns: Range<usize>,
    pub(super) column: f64,
    pub(super) rows: Vec<Row<'a>>,
}

pub(super) fn pages(
    sheet: &Sheet,
    paper: Paper,
    words: &dyn Words,
    measure: &dyn Measure,
) -> Result<Vec<Page>, TooManyPages> {
    let count = sheet.columns.len();
    let (each, column, width) = match paper {
        Paper::Poster => {
            let width = HEAD + COLUMN * wide(count.max(3));
            (count.max(1), COLUMN, width + 2.0 * MARGIN)
        }
        Paper::Pages { width, .. } => {
            let room = (width - 2.0 * MARGIN - HEAD).max(COLUMN);
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "between 1 and some hundred"
            )]
            let fit = ((room / COLUMN).floor() as usize).clamp(1, count.max(1));
            (fit, (room / wide(fit)).min(WIDEST), width)
        }
    };
    let strips: Vec<Range<usize>> = (0..count.max(1))
        .step_by(each)
        .map(|from| from..(from + each).min(count))
        .collect();
    let scope = scope(sheet, width - 2.0 * MARGIN, measure);
    let tops: Vec<Top> = strips
        .iter()
        .map(|strip| {
            let first = strip.start == 0;
            let scope = if first { scope.clone() } else { Vec::new() };
            top(sheet, strip, (column, width), scope, (words, measure))
        })
        .collect();
    let mut laid = Vec::new();
    for (strip, top) in strips.iter().zip(&tops) {
        let body = match paper {
            Paper::Poster => f64::INFINITY,
            // A head that leaves no room for cards gets pages that are longer than the paper asked for, never an empty one.
            Paper::Pages { height, .. } => (height - 2.0 * MARGIN - FOOT - top.height()).max(120.0),
        };
        for rows in flow(sheet, strip, column, body, (words, measure)) {
            laid.push(Laid {
                top,
                columns: strip.clone(),
                column,
                rows,
            });
            if laid.len() > MOST_PAGES {
                return Err(TooManyPages);
            }
        }
    }
    let of = laid.len();
    let pages = laid.iter().enumerate().map(|(at, laid)| {
        let used = laid.rows.iter().map(Row::whole).sum::<f64>();
        let needed = laid.top.height() + used + FOOT + 2.0 * MARGIN;
        let height = match paper {
            Paper::Poster => needed,
            Paper::Pages { height, .. } => height.max(needed),
        };
        let number = (of > 1).then(|| words.say(Said::Page(at + 1, of)));
        let marks = paint::page(sheet, laid, (width, height), number, words);
        Page {
            width,
            height,
            marks,
        }
    });
    Ok(pages.collect())
}

fn scope(sheet: &Sheet, width: f64, measure: &dyn Measure) -> Vec<String> {
    let mut lines = Vec::new();
    for (term, text) in &sheet.scope {
        let said = if term.is_empty() {
            text.clone()
        } else {
            format!("{term}: {text}")
        };
        lines.extend(at_most(wrap(&said, width, SCOPE, measure), MOST_LINES));
    }
    lines
}

fn top(
    sheet: &Sheet,
    strip: &Range<usize>,
    (column, width): (f64, f64),
    scope: Vec<String>,
    (words, measure): (&dyn Words, &dyn Measure),
) -> Top {
    let lines =
        |text: &str, width: f64, face: Face| at_most(wrap(text, width, face, measure), MOST_LINES);
    let mut stages = Vec::new();
    let mut start = 0;
    for (title, columns) in &sheet.stages {
        let end = start + columns;
        let (from, to) = (start.max(strip.start), end.min(strip.end));
        if from < to {
            let room = column * wide(to - from) - 20.0;
            stages.push((from - strip.start, to - from, lines(title, room, STAGE)));
        }
        start = end;
    }
    let steps: Vec<Vec<String>> = sheet
        .columns
        .get(strip.clone())
        .unwrap_or_default()
        .iter()
        .enumerate()
        .map(|(at, title)| {
            let mut said = lines(title, column - 20.0, STEP);
            // A way that leaves the page is said where it begins.
            for way in ways::leaving(sheet, strip, strip.start + at, words) {
                said.extend(lines(&way, column - 20.0, STEP));
            }
            said
        })
        .collect();
    let most = |of: &mut dyn Iterator<Item = usize>| wide(of.max().unwrap_or(0).max(1));
    let stage_height =
        most(&mut stages.iter().map(|(_, _, title)| title.len())) * STAGE.line + 14.0;
    let step_height = most(&mut steps.iter().map(Vec::len)) * STEP.line + 12.0;
    let title = lines(&sheet.title, width - 2.0 * MARGIN, TITLE);
    Top {
        title,
        scope,
        stages,
        steps,
        stage_height,
        step_height,
        ways: Ways::of(sheet, strip),
    }
}

/// The lanes of a strip, page by page.
fn flow<'a>(
    sheet: &'a Sheet,
    strip: &Range<usize>,
    column: f64,
    body: f64,
    (words, measure): (&dyn Words, &dyn Measure),
) -> Vec<Vec<Row<'a>>> {
    let mut pages: Vec<Vec<Row<'a>>> = vec![Vec::new()];
    let mut left = body;
    for (at, lane) in sheet.lanes.iter().enumerate() {
        let line = sheet.above_line == Some(at + 1);
        let mut rest = row(lane, strip, column, body, line, (words, measure));
        loop {
            let fresh = pages.last().is_none_or(Vec::is_empty);
            if rest.whole() <= left || (fresh && rest.cards.iter().all(Vec::is_empty)) {
                left -= rest.whole();
                place(&mut pages, rest);
                break;
            }
            // What fits on one page is not torn; what does not begins where it is, if something of it has room.
            if rest.whole() <= body && !fresh {
                pages.push(Vec::new());
                left = body;
                continue;
            }
            // The line of visibility stands below the last card.
            let room = if rest.line { left - LINE } else { left };
            match cut(rest, room, fresh) {
                (Some(mut part), remains) => {
                    // A name that is higher than all that it names is not repeated over nothing.
                    if remains.cards.iter().all(Vec::is_empty) {
                        part.line = remains.line;
                        left -= part.whole();
                        place(&mut pages, part);
                        break;
                    }
                    place(&mut pages, part);
                    rest = remains;
                }
                (None, remains) => rest = remains,
            }
            pages.push(Vec::new());
            left = body;
        }
    }
    pages
}

fn place<'a>(pages: &mut [Vec<Row<'a>>], row: Row<'a>) {
    if let Some(page) = pages.last_mut() {
        page.push(row);
    }
}

/// What of a lane fits into `left`, and the rest. On a fresh page every cell gives at least one piece, so that it ends.
fn cut(row: Row<'_>, left: f64, fresh: bool) -> (Option<Row<'_>>, Row<'_>) {
    let (mut part, mut rest) = (Vec::new(), Vec::new());
    for cell in row.cards {
        let (mut used, mut fit) = (2.0 * PAD, 0);
        for piece in &cell {
            used += piece.height + GAP;
            if used - GAP > left && !(fresh && fit == 0) {
                break;
            }
            fit += 1;
        }
        let mut cell = cell;
        rest.push(cell.split_off(fit));
        part.push(cell);
    }
    let named = head_height(&row.head, &row.hint);
    let fits = fresh || (named <= left && part.iter().any(|cell| !cell.is_empty()));
    let again = |cards: Vec<Vec<Piece>>, line| Row {
        lane: row.lane,
        head: row.head.clone(),
        hint: row.hint.clone(),
        height: stacked(&cards).max(named),
        cards,
        line,
    };
    if fits {
        (Some(again(part, false)), again(rest, row.line))
    } else {
        let whole = part.into_iter().zip(rest).map(|(mut part, rest)| {
            part.extend(rest);
            part
        });
        (None, again(whole.collect(), row.line))
    }
}

fn row<'a>(
    lane: &'a SheetLane,
    strip: &Range<usize>,
    column: f64,
    body: f64,
    line: bool,
    (words, measure): (&dyn Words, &dyn Measure),
) -> Row<'a> {
    let lines = |text: &str, face| at_most(wrap(text, HEAD - 16.0, face, measure), MOST_LINES);
    let hint = match &lane.owner {
        Some((owner, _)) => owner,
        None => &lane.hint,
    };
    let (head, hint) = (lines(&lane.title, LANE), lines(hint, HINT));
    let cards: Vec<Vec<Piece>> = match &lane.cells {
        Cells::Cards(cells) => {
            let most = body - 2.0 * PAD - LINE;
            let cells = cells.get(strip.clone()).unwrap_or_default();
            let of = |card| pieces(card, column - 2.0 * PAD, most, measure);
            cells
                .iter()
                .map(|cell| cell.iter().flat_map(of).collect())
                .collect()
        }
        Cells::Told(cells) => {
            let most = body - 2.0 * PAD - LINE;
            let cells = cells.get(strip.clone()).unwrap_or_default();
            let of = |cell| told(cell, column - 2.0 * PAD, most, measure);
            cells.iter().map(of).collect()
        }
        _ => Vec::new(),
    };
    let content = match &lane.cells {
        Cells::Cards(_) | Cells::Told(_) => stacked(&cards),
        Cells::Curves { .. } => CURVES.min(body),
        Cells::Heat(cells) => {
            paint::heat_height(cells.get(strip.clone()).unwrap_or_default(), column, words)
        }
    };
    Row {
        lane,
        height: content.max(head_height(&head, &hint)),
        head,
        hint,
        cards,
        line,
    }
}

fn head_height(head: &[String], hint: &[String]) -> f64 {
    LANE.line * wide(head.len()) + HINT.line * wide(hint.len()) + 14.0
}

fn stacked(cells: &[Vec<Piece>]) -> f64 {
    let high = |cell: &Vec<Piece>| {
        let cards: f64 = cell.iter().map(|piece| piece.height).sum();
        cards + GAP * wide(cell.len().saturating_sub(1)) + 2.0 * PAD
    };
    cells.iter().map(high).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests;
