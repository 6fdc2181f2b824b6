//! Reading a grid: our own, with two header rows and two leading columns, or anybody's, with a row of steps and a column of lanes.

use csv::ReaderBuilder;

use super::{HEADERS, KINDS, LEADING, MOST_ROWS, unescaped};
use crate::{
    exchange::{
        problem::{LeftOut, ReadError, ReadProblem},
        sketch::{Named, Sketch, SketchCard, SketchEmotion, SketchLane},
    },
    journey::{Emotion, LaneKind},
    log::Limit,
};

/// How the header rows begin in Spanish.
pub(super) const SPANISH: [&str; 2] = ["etapa", "paso"];
/// The most cells of a row that are read: every step of a journey, and the names of the lane.
pub(in crate::exchange) const MOST_CELLS: usize = Limit::Steps.most() as usize + LEADING;

/// Reads delimited text: commas, semicolons (as Spanish spreadsheets write) or tabs (as they copy).
pub(in crate::exchange) fn from_csv(text: &str) -> Result<Sketch, ReadError> {
    let delimiter = delimiter(text);
    // A row is held whole, so one of millions of cells must not be begun.
    let cells = text.bytes().filter(|byte| *byte == delimiter).count();
    if cells > MOST_ROWS * MOST_CELLS {
        return Err(too_many(MOST_ROWS * MOST_CELLS).whole());
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            let detail = error.to_string().chars().take(200).collect();
            ReadProblem::Malformed { detail }.at(number(line), 0)
        })?;
        let line = number(record.position().map_or(0, csv::Position::line));
        if rows.len() >= MOST_ROWS {
            return Err(too_many(MOST_ROWS).at(line, 0));
        }
        if record.len() > MOST_CELLS && record.iter().skip(MOST_CELLS).any(|c| !c.trim().is_empty())
        {
            return Err(too_many(MOST_CELLS).at(line, 0));
        }
        let cells = record.iter().take(MOST_CELLS);
        rows.push((line, cells.map(str::to_owned).collect()));
    }
    from_rows(rows)
}

fn number(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

fn too_many(most: usize) -> ReadProblem {
    let most = u32::try_from(most).unwrap_or(u32::MAX);
    ReadProblem::TooMany { most }
}

/// What stands most often in the first line, outside quotes.
fn delimiter(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            _ => {
                for (delimiter, count) in &mut counts {
                    *count += usize::from(*delimiter == byte);
                }
            }
        }
    }
    // Of equals the first.
    let mut best = counts[0];
    for candidate in counts {
        if candidate.1 > best.1 {
            best = candidate;
        }
    }
    best.0
}

/// Reads rows of cells, each with its line.
pub(in crate::exchange) fn from_rows(rows: Vec<(u32, Vec<String>)>) -> Result<Sketch, ReadError> {
    let mut rows = rows
        .into_iter()
        .filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()));
    let Some(first) = rows.next() else {
        return Err(ReadProblem::Empty.whole());
    };
    let mut grid = Grid::default();
    if begins(&first.1, 0) {
        match rows.next() {
            Some(second) if begins(&second.1, 1) => grid.headers(&first, &second)?,
            _ => return Err(ReadProblem::Empty.at(first.0, 0)),
        }
    } else {
        grid.steps(&first)?;
    }
    for (line, cells) in rows {
        grid.lane(line, &cells)?;
    }
    grid.sketch.finish()
}

/// Whether a row is the first or the second of our headers.
fn begins(cells: &[String], row: usize) -> bool {
    cells.first().is_some_and(|cell| heads(cell, row))
}

fn heads(cell: &str, row: usize) -> bool {
    let cell = cell.trim().to_lowercase();
    [HEADERS[row], SPANISH[row]].contains(&cell.as_str())
}

/// Whether delimited text that begins so can be nothing but a grid of ours: `stage` in the first row, `step` below it.
#[must_use]
pub fn is_grid(start: &str) -> bool {
    let lines = start.trim_start_matches('\u{feff}').lines();
    let mut first = lines.map(|line| {
        let cell = line.split([',', ';', '\t']).next();
        cell.unwrap_or_default().trim().trim_matches('"')
    });
    let mut begins = |row| first.next().is_some_and(|cell| heads(cell, row));
    begins(0) && begins(1)
}

/// Whether a table whose first cell this is says by it that it is a journey: `stage`, or `etapa`.
#[must_use]
pub fn begins_grid(cell: &str) -> bool {
    heads(cell, 0)
}

#[derive(Default)]
struct Grid {
    sketch: Sketch,
    /// How many cells name the lane.
    leading: usize,
    /// The step of each further cell.
    columns: Vec<Option<usize>>,
}

impl Grid {
    /// Our own headers: a stage goes on until the next one is named.
    fn headers(
        &mut self,
        stages: &(u32, Vec<String>),
        steps: &(u32, Vec<String>),
    ) -> Result<(), ReadError> {
        self.leading = LEADING;
        let mut stage = None;
        for column in self.leading..stages.1.len().max(steps.1.len()) {
            let title = text(&stages.1, column);
            if !title.is_empty() {
                stage = Some(self.sketch.stage(Named::new(title, stages.0))?);
            }
            let title = text(&steps.1, column);
            let step = match stage {
                _ if title.is_empty() => None,
                Some(stage) => Some(self.sketch.step(stage, Named::new(title, steps.0))?),
                None => {
                    self.sketch.omit(steps.0, title, LeftOut::NoStep);
                    None
                }
            };
            self.columns.push(step);
        }
        Ok(())
    }

    /// Anybody's: a row of steps, which are one stage.
    fn steps(&mut self, (line, cells): &(u32, Vec<String>)) -> Result<(), ReadError> {
        self.leading = 1;
        let title = Some(text(cells, 0)).filter(|title| !title.is_empty());
        let stage = self.sketch.stage(Named::new(title.unwrap_or("1"), *line))?;
        for column in self.leading..cells.len() {
            let title = text(cells, column);
            let step = if title.is_empty() {
                None
            } else {
                Some(self.sketch.step(stage, Named::new(title, *line))?)
            };
            self.columns.push(step);
        }
        Ok(())
    }

    fn lane(&mut self, line: u32, cells: &[String]) -> Result<(), ReadError> {
        let label = text(cells, 0);
        let own = if self.leading == LEADING {
            text(cells, 1)
        } else {
            ""
        };
        let kind = kind(label);
        if kind == Some(LaneKind::Emotion) {
            return self.emotions(line, own, cells);
        }
        let title = match kind {
            Some(_) => own,
            None if own.is_empty() => label,
            None => own,
        };
        let lane = self.sketch.lane(SketchLane {
            key: None,
            kind: kind.unwrap_or(LaneKind::Free),
            title: Some(title.to_owned()).filter(|title| !title.is_empty()),
            line,
        })?;
        let holds_cards = kind.is_none_or(LaneKind::holds_cards);
        for (column, cell) in cells.iter().enumerate().skip(self.leading) {
            let step = self.columns.get(column - self.leading).copied().flatten();
            for card in cell.lines().map(|line| unescaped(line.trim()).trim()) {
                // Friction as a number is what records say, in a spreadsheet that somebody took away: no card, and nothing lost.
                let measured = kind == Some(LaneKind::Friction) && number_of(card).is_some();
                if card.is_empty() || measured {
                    continue;
                }
                let Some(step) = step else {
                    self.sketch.omit(line, card, LeftOut::NoStep);
                    continue;
                };
                if !holds_cards {
                    self.sketch.omit(line, card, LeftOut::NoLane);
                    continue;
                }
                self.sketch.card(SketchCard {
                    named: Named::new(card, line),
                    note: None,
                    channel: None,
                    step,
                    lane,
                })?;
            }
        }
        Ok(())
    }

    fn emotions(&mut self, line: u32, name: &str, cells: &[String]) -> Result<(), ReadError> {
        self.sketch.lane_of(LaneKind::Emotion, line)?;
        let persona = match name {
            "" => None,
            name => Some(self.sketch.new_persona(name, line)?),
        };
        for (column, cell) in cells.iter().enumerate().skip(self.leading) {
            let cell = unescaped(cell.trim());
            if cell.is_empty() {
                continue;
            }
            let step = self.columns.get(column - self.leading).copied().flatten();
            match (persona, step, felt(cell)) {
                (Some(persona), Some(step), Ok(emotion)) => {
                    self.sketch.emotions.push(SketchEmotion {
                        persona,
                        step,
                        emotion,
                        line,
                    });
                }
                (_, _, Err(why)) => self.sketch.omit(line, cell, why),
                (_, None, _) => self.sketch.omit(line, cell, LeftOut::NoStep),
                (None, _, _) => self.sketch.omit(line, cell, LeftOut::Nobodys),
            }
        }
        Ok(())
    }
}

fn text(cells: &[String], column: usize) -> &str {
    cells
        .get(column)
        .map_or("", |cell| unescaped(cell.trim()).trim())
}

pub(super) fn kind(label: &str) -> Option<LaneKind> {
    let label = label.to_lowercase();
    let found = KINDS
        .iter()
        .find(|(_, names)| names.contains(&label.as_str()));
    found.map(|(kind, _)| *kind)
}

/// A number from −2 to 2, with a point or a comma before its decimals.
fn felt(cell: &str) -> Result<Emotion, LeftOut> {
    let value = number_of(cell).ok_or(LeftOut::NotANumber)?;
    if value.abs() > 2.0 {
        let (min, max) = (-2, 2);
        return Err(LeftOut::OffTheScale { min, max });
    }
    Ok(Emotion::nearest(value))
}

/// A number, with a point or a comma before its decimals.
fn number_of(cell: &str) -> Option<f64> {
    let value: Option<f64> = cell.replace(',', ".").replace('−', "-").parse().ok();
    value.filter(|value| value.is_finite())
}
