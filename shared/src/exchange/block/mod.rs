//! A block of cells, as it goes over the clipboard between a board and a spreadsheet: a row a lane, a column a step, a line a card.
//!
//! Spreadsheets write two forms at once, text with tabs and a table in HTML; so does [`Block`]. Texts with tabs have quotes around a
//! cell that has a tab, a line break or a quote in it. What a spreadsheet could take for a formula gets an apostrophe, as in a grid.

mod paste;

use std::collections::BTreeSet;

pub use paste::{Pasted, Pasting, widened};

use super::grid::{escaped, unescaped};
use crate::{
    id::{CardId, LaneId, StepId},
    journey::{Cell, Journey},
    log::Board,
};

/// Cells by row, each with a line for each card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Block {
    rows: Vec<Vec<Vec<String>>>,
}

/// The visible lanes that hold cards, in order: what the rows of a block fall on.
#[must_use]
pub fn rows_of(journey: &Journey) -> Vec<LaneId> {
    let lanes = journey.visible_lanes();
    let lanes = lanes.filter(|(_, lane)| lane.kind.holds_cards());
    lanes.map(|(id, _)| id).collect()
}

/// The visible steps in order: what the columns of a block fall on.
#[must_use]
pub fn columns_of(journey: &Journey) -> Vec<StepId> {
    journey.columns().map(|column| column.step).collect()
}

impl Block {
    /// The smallest block that holds these cards; cells between them that were not asked for are empty.
    #[must_use]
    pub fn of_cards(board: &Board, cards: &BTreeSet<CardId>) -> Self {
        let (lanes, steps) = (rows_of(&board.journey), columns_of(&board.journey));
        let cell_of = |card: &CardId| board.journey.cards.get(card).map(|card| card.cell);
        let cells: BTreeSet<Cell> = cards.iter().filter_map(cell_of).collect();
        let taken = |lane: LaneId, step: StepId| cells.contains(&Cell { step, lane });
        let (lanes, steps) = (
            span(&lanes, |lane| steps.iter().any(|step| taken(*lane, *step))),
            span(&steps, |step| lanes.iter().any(|lane| taken(*lane, *step))),
        );
        let lines = |lane: &LaneId, step: &StepId| {
            let cell = Cell {
                step: *step,
                lane: *lane,
            };
            let here = board.journey.visible_cards(cell);
            let here = here.filter(|(id, _)| cards.contains(id));
            here.map(|(_, card)| card.shown_title(&board.catalogue).to_owned())
                .collect()
        };
        let row = |lane| steps.iter().map(|step| lines(lane, step)).collect();
        Self {
            rows: lanes.iter().map(row).collect(),
        }
    }

    /// Of cells as a spreadsheet has them: lines within a cell are cards, and what is empty at the end of rows and below is left off.
    pub fn of_rows<'a>(rows: impl IntoIterator<Item = Vec<&'a str>>) -> Self {
        let lines = |cell: &str| -> Vec<String> {
            let lines = cell.lines().map(|line| unescaped(line.trim()).trim());
            lines
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect()
        };
        let mut rows: Vec<Vec<Vec<String>>> = rows
            .into_iter()
            .map(|row| row.into_iter().map(lines).collect())
            .collect();
        for row in &mut rows {
            while row.last().is_some_and(Vec::is_empty) {
                row.pop();
            }
        }
        while rows.last().is_some_and(Vec::is_empty) {
            rows.pop();
        }
        Self { rows }
    }

    /// Reads text with tabs, as spreadsheets put it on the clipboard.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let rows = cells(text);
        Self::of_rows(
            rows.iter()
                .map(|row| row.iter().map(String::as_str).collect()),
        )
    }

    /// The cells by row.
    #[must_use]
    pub fn rows(&self) -> &[Vec<Vec<String>>] {
        &self.rows
    }

    /// Columns of the widest row.
    #[must_use]
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Whether it is more than one cell.
    #[must_use]
    pub fn is_block(&self) -> bool {
        self.rows.len() > 1 || self.width() > 1
    }

    /// As text with tabs. A single cell is its lines, which is what people paste into a message.
    #[must_use]
    pub fn to_text(&self) -> String {
        let rows: Vec<String> = self
            .rows
            .iter()
            .map(|row| {
                let cells: Vec<String> = row.iter().map(|cell| self.quoted(cell)).collect();
                cells.join("\t")
            })
            .collect();
        rows.join("\n")
    }

    fn quoted(&self, lines: &[String]) -> String {
        let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
        let text = lines.join("\n");
        let needs = text.contains(['\t', '\n', '\r']) || text.starts_with('"');
        if self.is_block() && needs {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text
        }
    }

    /// As a table in HTML.
    #[must_use]
    pub fn to_html(&self) -> String {
        let mut html = String::from("<meta charset=\"utf-8\"><table><tbody>");
        for row in &self.rows {
            html.push_str("<tr>");
            for cell in row {
                html.push_str("<td>");
                let lines: Vec<String> = cell.iter().map(|line| markup(&escaped(line))).collect();
                html.push_str(&lines.join("<br>"));
                html.push_str("</td>");
            }
            html.push_str("</tr>");
        }
        html.push_str("</tbody></table>");
        html
    }
}

/// From the first to the last that is taken.
fn span<T: Copy>(all: &[T], taken: impl Fn(&T) -> bool) -> Vec<T> {
    let first = all.iter().position(&taken).unwrap_or(all.len());
    let end = all.iter().rposition(&taken).map_or(first, |last| last + 1);
    all.iter().take(end).skip(first).copied().collect()
}

fn markup(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The cells of text with tabs. A quote opens a quoted cell only where one closes it right before a tab, a line's end or the end;
/// any other is a quote that somebody wrote.
fn cells(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![Vec::new()];
    let mut rest = text;
    loop {
        let (cell, after) = quoted_cell(rest).unwrap_or_else(|| plain_cell(rest));
        if let Some(row) = rows.last_mut() {
            row.push(cell);
        }
        let mut left = after.chars();
        match left.next() {
            Some('\t') => {}
            Some('\r') if left.as_str().starts_with('\n') => {
                left.next();
                rows.push(Vec::new());
            }
            Some(_) => rows.push(Vec::new()),
            None => return rows,
        }
        rest = left.as_str();
    }
}

fn plain_cell(text: &str) -> (String, &str) {
    let end = text.find(['\t', '\n', '\r']).unwrap_or(text.len());
    let (cell, rest) = text.split_at(end);
    (cell.to_owned(), rest)
}

fn quoted_cell(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (before, after) = rest.split_once('"')?;
        cell.push_str(before);
        if let Some(after) = after.strip_prefix('"') {
            cell.push('"');
            rest = after;
        } else if after.is_empty() || after.starts_with(['\t', '\n', '\r']) {
            return Some((cell, after));
        } else {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Vec<String>> {
        let lines = |cell: &Vec<String>| cell.join("|");
        let block = Block::of_text(text);
        let rows = block.rows().iter();
        rows.map(|row| row.iter().map(lines).collect()).collect()
    }

    #[test]
    fn cells_are_read_as_spreadsheets_copy_them() {
        // Typed into LibreOffice Calc and Google Sheets, and copied from there.
        assert_eq!(read("a\tb\r\nc\td\r\n"), [["a", "b"], ["c", "d"]]);
        assert_eq!(read("\"one\ntwo\"\tx"), [["one|two", "x"]]);
        assert_eq!(
            read("\"say \"\"hi\"\"\nand go\"\t5"),
            [["say \"hi\"|and go", "5"]]
        );
        assert_eq!(read("a\t\t\n\tb\t\n\t\t\n"), [vec!["a"], vec!["", "b"]]);
    }

    #[test]
    fn a_quote_that_somebody_wrote_stays() {
        assert_eq!(read("\"Hello\" she said\tx"), [["\"Hello\" she said", "x"]]);
        assert_eq!(read("5\" screen\ty"), [["5\" screen", "y"]]);
        assert_eq!(read("\"never closed\ty"), [["\"never closed", "y"]]);
    }

    fn block(rows: &[&[&[&str]]]) -> Block {
        let cell = |cell: &&[&str]| cell.iter().map(|line| (*line).to_owned()).collect();
        let rows = rows.iter().map(|row| row.iter().map(cell).collect());
        Block {
            rows: rows.collect(),
        }
    }

    #[test]
    fn a_block_is_written_so_that_no_spreadsheet_reckons_with_it_and_reads_back_the_same() {
        let block = block(&[
            &[&["=HYPERLINK(\"http://x\")", "+34 600"], &["plain"]],
            &[&[], &["\"quoted\"", "it's"]],
        ]);
        assert_eq!(
            block.to_text(),
            "\"'=HYPERLINK(\"\"http://x\"\")\n'+34 600\"\tplain\n\t\"\"\"quoted\"\"\nit's\""
        );
        assert_eq!(Block::of_text(&block.to_text()), block);
        assert_eq!(
            block.to_html(),
            "<meta charset=\"utf-8\"><table><tbody><tr><td>'=HYPERLINK(\"http://x\")<br>'+34 600</td><td>plain</td></tr>\
             <tr><td></td><td>\"quoted\"<br>it's</td></tr></tbody></table>"
        );
    }

    #[test]
    fn one_cell_is_copied_as_its_lines() {
        assert_eq!(block(&[&[&["a", "b"]]]).to_text(), "a\nb");
        assert_eq!(
            block(&[&[&["<b>&</b>"]]]).to_html(),
            "<meta charset=\"utf-8\"><table><tbody><tr><td>&lt;b&gt;&amp;&lt;/b&gt;</td></tr></tbody></table>"
        );
    }
}
