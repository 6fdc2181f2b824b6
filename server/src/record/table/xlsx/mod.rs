//! One sheet of a spreadsheet (.xlsx), row by row.
//!
//! What is in the file is measured before it is read, so that a small file cannot fill the memory. A thread of its own
//! reads the cells ahead: the reader of cells borrows the workbook, and what a hostile file does to it ends there.

mod cells;
mod container;
mod sheets;

use std::{
    io::{Cursor, Read},
    sync::mpsc::{Receiver, SyncSender, sync_channel},
};

use calamine::{Dimensions, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use shared::record::{FileProblem, RowProblem};

use super::{CellKind, FIELDS, ROW_BYTES, Row, TableError};
pub(super) use container::old;
use container::whole;
pub use sheets::SheetHead;
pub(super) use sheets::sheets;

/// The most cells with something in them.
const CELLS: u64 = 20_000_000;
/// The most text in them, in bytes: many cells may stand for one long text of the file.
const TEXT: u64 = 4 << 30;
/// The most merged areas that one row may be in.
const MERGED: usize = 10_000;
/// Rows handed over in one piece, and pieces ahead of whoever reads them.
const PIECE: usize = 100;
const PIECES: usize = 8;

type Workbook = Xlsx<Cursor<Vec<u8>>>;
type Piece = Result<Vec<Row>, TableError>;

/// The rows of the sheet. A row's line is its number in the sheet.
pub(super) struct Rows {
    pieces: Receiver<Piece>,
    piece: std::vec::IntoIter<Row>,
    end: bool,
}

/// Which cells of a row are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    /// Those below the first row, which names them; each row has as many.
    OfHeader,
    /// All that have something in them.
    Own,
}

/// Opens a sheet: the one named, or the first that a person sees.
pub(super) fn open(
    input: impl Read,
    sheet: Option<&str>,
    width: Width,
) -> Result<Rows, TableError> {
    let bytes = whole(input)?;
    let name = sheet.map(str::to_owned);
    let (send, pieces) = sync_channel(PIECES);
    std::thread::Builder::new()
        .name("spreadsheet".to_owned())
        .spawn(move || {
            if let Err(error) = read(bytes, name.as_deref(), width, &send) {
                let _ = send.send(Err(error));
            }
        })?;
    let mut rows = Rows {
        pieces,
        piece: Vec::new().into_iter(),
        end: false,
    };
    rows.receive()?;
    Ok(rows)
}

impl Rows {
    pub(super) fn next(&mut self, row: &mut Row) -> Result<bool, TableError> {
        loop {
            if let Some(next) = self.piece.next() {
                *row = next;
                return Ok(true);
            }
            if self.end {
                return Ok(false);
            }
            self.receive()?;
        }
    }

    fn receive(&mut self) -> Result<(), TableError> {
        // An end without an empty piece is the end of the thread itself.
        let piece = self
            .pieces
            .recv()
            .map_err(|_| FileProblem::SpreadsheetDamaged {
                said: "its cells make no sense".to_owned(),
            })??;
        self.end = piece.is_empty();
        self.piece = piece.into_iter();
        Ok(())
    }
}

fn damaged(error: &XlsxError) -> TableError {
    match error {
        XlsxError::Password => FileProblem::Password.into(),
        other => FileProblem::SpreadsheetDamaged {
            said: other.to_string(),
        }
        .into(),
    }
}

/// Reads the sheet and hands its rows over, at last an empty piece.
fn read(
    bytes: Vec<u8>,
    name: Option<&str>,
    width: Width,
    send: &SyncSender<Piece>,
) -> Result<(), TableError> {
    let mut workbook = Workbook::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let (name, others) = choose(&workbook, name)?;
    let mut merged = workbook
        .merge_cells_by_sheet_name(&name)
        .map_err(|error| damaged(&error))?;
    merged.sort_unstable_by_key(|area| std::cmp::Reverse(area.start));
    let mut reader = workbook
        .worksheet_cells_reader(&name)
        .map_err(|error| damaged(&error))?;
    let mut sheet = Sheet {
        merged,
        ragged: width == Width::Own,
        ..Sheet::default()
    };
    let mut piece = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(|error| damaged(&error))? {
        let Some((text, kind)) = cells::text(cell.get_value()) else {
            continue;
        };
        if let Some(row) = sheet.cell(cell.get_position(), &text, kind)? {
            piece.push(row);
            if piece.len() == PIECE && send.send(Ok(std::mem::take(&mut piece))).is_err() {
                return Ok(());
            }
        }
    }
    piece.extend(sheet.row()?);
    if sheet.width.is_none() && (sheet.count == 0 || !sheet.ragged) {
        return Err(FileProblem::SheetEmpty {
            sheet: name,
            sheets: others,
        }
        .into());
    }
    // Whoever does not listen any more has no use for the end either.
    let _ = (!piece.is_empty()).then(|| send.send(Ok(piece)));
    let _ = send.send(Ok(Vec::new()));
    Ok(())
}

/// The sheet to read, and a list of all for people.
fn choose(workbook: &Workbook, name: Option<&str>) -> Result<(String, String), TableError> {
    let sheets: Vec<_> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .collect();
    let named: Vec<String> = sheets
        .iter()
        .take(20)
        .map(|sheet| format!("\"{}\"", sheet.name))
        .collect();
    let sheets_there = named.join(", ");
    let chosen = match name {
        Some(name) => sheets
            .iter()
            .find(|sheet| sheet.name.trim().to_lowercase() == name.trim().to_lowercase()),
        None => sheets
            .iter()
            .find(|sheet| sheet.visible == SheetVisible::Visible),
    };
    match chosen {
        Some(sheet) => Ok((sheet.name.clone(), sheets_there)),
        None => Err(match name {
            Some(name) => FileProblem::NoSheet {
                sheet: name.to_owned(),
                sheets: sheets_there,
            },
            None => FileProblem::NoVisibleSheet {
                sheets: sheets_there,
            },
        }
        .into()),
    }
}

/// Cells on their way to being rows.
#[derive(Default)]
struct Sheet {
    /// Number of the row under way, from 0, and its cells.
    at: u32,
    cells: Vec<Option<(String, CellKind)>>,
    bytes: usize,
    count: u64,
    text: u64,
    /// Columns of the header; what stands to the right of it has no name and is not read.
    width: Option<usize>,
    /// Whether each row is as long as it is, whatever the first one is.
    ragged: bool,
    /// Merged areas that begin further down, the next one last.
    merged: Vec<Dimensions>,
    /// Those that the row under way may be in.
    active: Vec<Dimensions>,
}

impl Sheet {
    /// Takes a cell; gives the row before, when the cell begins another one.
    fn cell(
        &mut self,
        (row, column): (u32, u32),
        text: &str,
        kind: CellKind,
    ) -> Result<Option<Row>, TableError> {
        self.count += 1;
        if self.count > CELLS {
            return Err(FileProblem::SheetCells { most: CELLS }.into());
        }
        self.text += text.len() as u64;
        if self.text > TEXT {
            let mebibytes = TEXT >> 20;
            return Err(FileProblem::SheetText { mebibytes }.into());
        }
        if row < self.at {
            return Err(FileProblem::SpreadsheetDamaged {
                said: format!("row {} comes after row {}", row + 1, self.at + 1),
            }
            .into());
        }
        let before = if row > self.at { self.row()? } else { None };
        self.at = row;
        let column = column as usize;
        if column < self.width.unwrap_or(FIELDS) {
            if self.cells.len() <= column {
                self.cells.resize(column + 1, None);
            }
            // A row that is too long is not kept, only its length.
            self.bytes += text.len();
            if self.bytes <= ROW_BYTES {
                self.cells[column] = Some((text.to_owned(), kind));
            }
        }
        Ok(before)
    }

    /// The row under way, if it has anything in it.
    fn row(&mut self) -> Result<Option<Row>, TableError> {
        if self.cells.is_empty() {
            return Ok(None);
        }
        let width = match self.ragged {
            true => self.cells.len(),
            false => *self.width.get_or_insert(self.cells.len()),
        };
        let mut row = Row::default();
        row.clear(u64::from(self.at) + 1);
        if self.bytes > ROW_BYTES {
            row.problem = Some(RowProblem::TooLong);
        } else {
            self.cells.resize(width, None);
            self.hide_merged()?;
            for cell in &self.cells {
                match cell {
                    Some((text, kind)) => row.push(text, *kind),
                    None => row.push("", CellKind::Text),
                }
            }
        }
        self.cells.clear();
        self.bytes = 0;
        Ok(Some(row))
    }

    /// Marks the cells whose value stands in another cell of the area that they are merged into.
    fn hide_merged(&mut self) -> Result<(), TableError> {
        let at = self.at;
        while let Some(area) = self.merged.pop_if(|area| area.start.0 <= at) {
            self.active.push(area);
        }
        self.active.retain(|area| area.end.0 >= at);
        if self.active.len() > MERGED {
            return Err(FileProblem::SheetMerged {
                most: MERGED as u64,
                row: u64::from(at) + 1,
            }
            .into());
        }
        for area in &self.active {
            let (first, last) = (area.start.1 as usize, area.end.1 as usize);
            let cells = self.cells.iter_mut().enumerate();
            for (column, cell) in cells.skip(first).take((last + 1).saturating_sub(first)) {
                if (at, column) != (area.start.0, first) {
                    *cell = Some((String::new(), CellKind::Merged));
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
