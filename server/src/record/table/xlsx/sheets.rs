//! The sheets of a spreadsheet, to choose from: their names, their first rows, and how many rows they say to have.

use std::io::{Cursor, Read};

use calamine::{Reader, SheetType, SheetVisible};

use super::{Sheet, TableError, Workbook, container::whole, damaged};
use crate::record::table::cells_of;

/// More sheets are not offered; a mapping can still name them.
const MOST: usize = 20;

/// A sheet that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetHead {
    /// Its name.
    pub name: String,
    /// The rows under its first one, as the file says; `None` where it does not.
    pub rows: Option<u64>,
    /// The cells of its first row; none where it is empty or cannot be read.
    pub headers: Vec<String>,
}

/// The sheets that a person sees, in order.
pub(in super::super) fn sheets(input: impl Read) -> Result<Vec<SheetHead>, TableError> {
    let bytes = whole(input)?;
    let mut workbook = Workbook::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let seen = workbook.sheets_metadata().iter().filter(|sheet| {
        sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
    });
    let names: Vec<String> = seen.take(MOST).map(|sheet| sheet.name.clone()).collect();
    let heads = names.into_iter().map(|name| {
        // What is wrong with a sheet is said when it is chosen.
        head(&mut workbook, &name).unwrap_or(SheetHead {
            name,
            rows: None,
            headers: Vec::new(),
        })
    });
    Ok(heads.collect())
}

fn head(workbook: &mut Workbook, name: &str) -> Option<SheetHead> {
    let mut merged = workbook.merge_cells_by_sheet_name(name).ok()?;
    merged.sort_unstable_by_key(|area| std::cmp::Reverse(area.start));
    let mut reader = workbook.worksheet_cells_reader(name).ok()?;
    let last = u64::from(reader.dimensions().end.0) + 1;
    let mut sheet = Sheet {
        merged,
        ..Sheet::default()
    };
    let mut first = None;
    while let Some(cell) = reader.next_cell().ok()? {
        let Some((text, kind)) = super::cells::text(cell.get_value()) else {
            continue;
        };
        first = sheet.cell(cell.get_position(), &text, kind).ok()?;
        if first.is_some() {
            break;
        }
    }
    let first = match first {
        Some(row) => Some(row),
        None => sheet.row().ok()?,
    };
    let line = first.as_ref().map_or(1, |row| row.line);
    Some(SheetHead {
        name: name.to_owned(),
        // A sheet that does not say how far it goes says that it ends in its first cell.
        rows: (last > 1).then(|| last.saturating_sub(line)),
        headers: first.as_ref().map(cells_of).unwrap_or_default(),
    })
}
