//! A file of a journey, from bytes to what it says: which format it is, which sheet of a spreadsheet, which letters.
//!
//! Knows nothing of boards. What is in the file is read, never run.

use std::{
    borrow::Cow,
    io::{Cursor, Read},
    sync::Arc,
};

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use shared::{
    api::{ApiError, ErrorCode, Why},
    exchange::{
        Format, MOST_BYTES, MOST_ROWS, ReadError, ReadProblem, Reading, begins_grid, read,
        read_rows,
    },
    record::RowProblem,
};

use crate::record::{
    import::ImportError,
    table::{self, Row, SheetHead, Table, TableError},
};

/// The endings of the names of files that can be read.
pub(super) const KNOWN: &str = "json, mmd, md, csv, tsv, xlsx, yaml, yml, js, xml, cjml";

/// A file that was read.
pub(super) struct Taken {
    pub(super) reading: Reading,
    pub(super) format: Format,
    /// The sheets of a spreadsheet that a person sees, and the one that was read.
    pub(super) sheets: Vec<String>,
    pub(super) sheet: Option<String>,
}

/// Reads a file of a journey.
pub(super) fn take(
    file: impl Read,
    name: &str,
    format: Option<Format>,
    sheet: Option<&str>,
) -> Result<Taken, ApiError> {
    let mut bytes = Vec::new();
    let most = MOST_BYTES as u64;
    file.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| failed(error.into()))?;
    if bytes.len() > MOST_BYTES {
        return Err(ApiError::new(ErrorCode::TooLarge).with("most", most));
    }
    // A spreadsheet says so itself, whatever it is called; an old or encrypted one is refused by what it is.
    if bytes.starts_with(b"PK\x03") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return of_spreadsheet(bytes.into(), name, sheet);
    }
    let format = format
        .or_else(|| Format::of_file(name))
        .or_else(|| told(&bytes))
        .ok_or_else(|| {
            ApiError::new(ErrorCode::Invalid)
                .with("field", "name")
                .because(Why::Unknown)
                .with("known", KNOWN)
        })?;
    let bytes = match format {
        Format::Csv => letters(&bytes),
        _ => Cow::Borrowed(bytes.as_slice()),
    };
    Ok(Taken {
        reading: read(format, &bytes).map_err(|error| refused(&error))?,
        format,
        sheets: Vec::new(),
        sheet: None,
    })
}

/// Why a file cannot be read, as an error of the API.
fn refused(error: &ReadError) -> ApiError {
    let code = match error.problem {
        ReadProblem::TooLarge { .. } => ErrorCode::TooLarge,
        _ => ErrorCode::Invalid,
    };
    let mut refused = ApiError::new(code).with("detail", error);
    refused.args.extend(error.args());
    refused
}

fn failed(error: TableError) -> ApiError {
    ImportError::from(error).into()
}

fn of_spreadsheet(bytes: Arc<[u8]>, name: &str, asked: Option<&str>) -> Result<Taken, ApiError> {
    let heads = table::sheets(Cursor::new(Arc::clone(&bytes)), name).map_err(failed)?;
    let names = || heads.iter().map(|head| head.name.clone());
    let chosen = match asked {
        Some(asked) => heads
            .iter()
            .find(|head| head.name == asked)
            .ok_or_else(|| {
                ApiError::new(ErrorCode::Invalid)
                    .with("field", "sheet")
                    .because(Why::Unknown)
                    .with("known", names().collect::<Vec<_>>().join(", "))
            })?,
        None => likely(&heads).ok_or_else(empty)?,
    };
    let rows = rows(bytes, &chosen.name)?;
    Ok(Taken {
        reading: read_rows(rows).map_err(|error| refused(&error))?,
        format: Format::Csv,
        sheet: Some(chosen.name.clone()),
        sheets: names().collect(),
    })
}

/// The sheet that is meant where nobody says: the first that begins as a grid of ours, else the first with something in it.
fn likely(heads: &[SheetHead]) -> Option<&SheetHead> {
    let ours = heads
        .iter()
        .find(|head| head.headers.first().is_some_and(|cell| begins_grid(cell)));
    ours.or_else(|| heads.iter().find(|head| !head.headers.is_empty()))
}

fn empty() -> ApiError {
    refused(&ReadError {
        line: 0,
        column: 0,
        problem: ReadProblem::Empty,
    })
}

/// The rows with something in them, each with its number in the sheet. One more than is read is enough.
fn rows(bytes: Arc<[u8]>, sheet: &str) -> Result<Vec<(u32, Vec<String>)>, ApiError> {
    let mut table = Table::of_sheet(Cursor::new(bytes), Some(sheet)).map_err(failed)?;
    let (mut row, mut rows) = (Row::default(), Vec::new());
    while rows.len() <= MOST_ROWS && table.next(&mut row).map_err(failed)? {
        if let Some(problem) = row.problem.take() {
            return Err(long(row.line, problem));
        }
        let mut cells: Vec<String> = row.fields().map(str::to_owned).collect();
        let filled = cells.iter().rposition(|cell| !cell.is_empty());
        cells.truncate(filled.map_or(0, |last| last + 1));
        rows.push((u32::try_from(row.line).unwrap_or(u32::MAX), cells));
    }
    Ok(rows)
}

fn long(line: u64, problem: RowProblem) -> ApiError {
    use shared::record::ImportProblem;

    failed(TableError(ImportProblem::Row { line, problem }))
}

/// What a text without a telling name is, by how it begins: as it is pasted.
fn told(bytes: &[u8]) -> Option<Format> {
    /// Bytes that are looked at.
    const LOOK: usize = 4_096;
    let start = letters(bytes.get(..LOOK).unwrap_or(bytes));
    let start = String::from_utf8_lossy(&start);
    let mut lines = start.trim_start_matches('\u{feff}').lines();
    let first = lines.find(|line| !line.trim().is_empty())?;
    let begun = first.trim();
    if begun.starts_with('{') {
        Some(Format::Json)
    } else if ["<?xml", "<CJML"].iter().any(|m| begun.starts_with(m)) {
        Some(Format::Cjml)
    } else if begun == "journey"
        || ["---", "%%", "```mermaid"]
            .iter()
            .any(|m| begun.starts_with(m))
    {
        Some(Format::Mermaid)
    } else if first.contains(['\t', ';', ',']) {
        Some(Format::Csv)
    } else {
        None
    }
}

/// Delimited text in UTF-8: spreadsheets also write it in UTF-16, and in Spain in Windows-1252.
fn letters(bytes: &[u8]) -> Cow<'_, [u8]> {
    let decoded = match bytes {
        [0xff, 0xfe, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0,
        [0xfe, 0xff, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0,
        _ => match std::str::from_utf8(bytes) {
            Ok(_) => return Cow::Borrowed(bytes),
            // A character that is cut at the end of what is looked at; or no text at all, which is said of the whole.
            Err(error) if error.error_len().is_none() => return Cow::Borrowed(bytes),
            Err(_) if bytes.contains(&0) => return Cow::Borrowed(bytes),
            Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
        },
    };
    Cow::Owned(decoded.into_owned().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_text_is_known_by_how_it_begins() {
        for (text, format) in [
            ("\n{\"type\": \"journey\"}", Some(Format::Json)),
            ("journey\n  title A day", Some(Format::Mermaid)),
            ("---\ntitle: A day\n---\njourney", Some(Format::Mermaid)),
            ("```mermaid\njourney\n```", Some(Format::Mermaid)),
            ("\tSearch\tBuy\n", Some(Format::Csv)),
            ("\u{feff}etapa;;Antes\n", Some(Format::Csv)),
            ("journeys are fine", None),
            ("", None),
            (" \n ", None),
        ] {
            assert_eq!(told(text.as_bytes()), format, "{text:?}");
        }
    }

    #[test]
    fn delimited_text_is_read_as_spreadsheets_write_it() {
        // "año" in the three encodings, as Unicode and Microsoft define them.
        let year = "año".as_bytes();
        assert_eq!(&*letters(b"a\xf1o"), year);
        assert_eq!(&*letters(b"\xff\xfea\0\xf1\0o\0"), year);
        assert_eq!(&*letters(b"\xfe\xff\0a\0\xf1\0o"), year);
        assert_eq!(&*letters(year), year);
        // What is no text at all is not made to look like one.
        assert_eq!(&*letters(b"a\xf1\0o"), b"a\xf1\0o");
    }
}
