//! Rows of cells, whatever the format: delimited text, NDJSON or a spreadsheet, packed by gzip or not.
//!
//! What a file is, its first bytes say, not its name. A row that cannot be read is handed on with its line and the
//! reason; only a file that is no table at all stops the reading. Formulas are never evaluated. Knows nothing of
//! records: of a mapping it takes the encoding, the delimiter and the sheet.

pub mod csv;
mod dialect;
mod error;
mod ndjson;
mod packed;
mod row;
mod sniff;
mod xlsx;

use std::{
    collections::BTreeMap,
    io::{self, Cursor, Read},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

pub use dialect::Dialect;
pub use error::TableError;
pub use row::{CellKind, Row};
pub use xlsx::SheetHead;

use shared::{
    api::FileFormat,
    record::{Encoding, FileProblem},
};

use super::mapping::Mapping;
use packed::{Counted, UNPACKED, Unpacked};

/// The longest row, in bytes. A longer one is nearly always a quote that is never closed.
pub const ROW_BYTES: usize = 1 << 20;
/// The most fields in a row.
pub const FIELDS: usize = 10_000;

/// Bytes that are looked at to know what a file is.
const LOOK: usize = 512;

/// The rows of a file, the header first.
pub struct Table {
    rows: Rows,
    read: Arc<AtomicU64>,
}

enum Rows {
    Csv(Box<csv::Rows<Box<dyn Read + Send>>>),
    Json(Box<ndjson::Rows<Box<dyn Read + Send>>>),
    Sheet(xlsx::Rows),
}

impl Table {
    /// Begins to read. `name` is the file's, if it has one.
    ///
    /// # Errors
    /// When it cannot be read, is empty, or is no table.
    pub fn open(
        file: impl Read + Send + 'static,
        name: &str,
        mapping: &Mapping,
    ) -> Result<Self, TableError> {
        let sheet = mapping.sheet.as_deref();
        Self::open_as(file, name, mapping.encoding, mapping.delimiter, sheet)
    }

    /// Begins to read a file that is written so.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_as(
        file: impl Read + Send + 'static,
        name: &str,
        encoding: Encoding,
        delimiter: u8,
        sheet: Option<&str>,
    ) -> Result<Self, TableError> {
        let read = Arc::new(AtomicU64::new(0));
        let counted = Counted::new(file, Arc::clone(&read));
        let Unfolded { input, format, .. } = unfold(counted, name)?;
        let rows = match format {
            FileFormat::Xlsx => Rows::Sheet(xlsx::open(input, sheet, xlsx::Width::OfHeader)?),
            FileFormat::Ndjson => Rows::Json(Box::new(ndjson::Rows::open(input)?)),
            FileFormat::Csv => Rows::Csv(Box::new(csv::Rows::open(input, encoding, delimiter)?)),
        };
        Ok(Self { rows, read })
    }

    /// Begins to read a sheet of a spreadsheet whose first row need not name the columns: each row is as long as it is.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn of_sheet(
        file: impl Read + Send + 'static,
        sheet: Option<&str>,
    ) -> Result<Self, TableError> {
        let read = Arc::new(AtomicU64::new(0));
        let counted = Counted::new(file, Arc::clone(&read));
        let rows = Rows::Sheet(xlsx::open(counted, sheet, xlsx::Width::Own)?);
        Ok(Self { rows, read })
    }

    /// Bytes of the file read so far, as it is on the disk.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// Reads the next row into `row`; `false` at the end of the file.
    ///
    /// # Errors
    /// When the disk or the pipe fails, or a packed file is damaged.
    pub fn next(&mut self, row: &mut Row) -> Result<bool, TableError> {
        match &mut self.rows {
            Rows::Csv(rows) => rows.next(row),
            Rows::Json(rows) => rows.next(row),
            Rows::Sheet(rows) => rows.next(row),
        }
    }

    /// Whether rows may have columns that the header did not name.
    #[must_use]
    pub const fn is_open_ended(&self) -> bool {
        matches!(self.rows, Rows::Json(_))
    }

    /// Takes note of columns that may come later: their names in lower case, and where their cells go.
    pub fn expect(&mut self, later: BTreeMap<String, usize>) {
        if let Rows::Json(rows) = &mut self.rows {
            rows.expect(later);
        }
    }
}

/// The sheets of a spreadsheet; none of any other file.
///
/// # Errors
/// When it cannot be read.
pub fn sheets(file: impl Read + Send + 'static, name: &str) -> Result<Vec<SheetHead>, TableError> {
    let Unfolded { input, format, .. } = unfold(file, name)?;
    match format {
        FileFormat::Xlsx => xlsx::sheets(input),
        FileFormat::Csv | FileFormat::Ndjson => Ok(Vec::new()),
    }
}

/// The cells of a row as text.
fn cells_of(row: &Row) -> Vec<String> {
    row.fields().map(str::to_owned).collect()
}

/// A file, unpacked where it was packed, and what it is.
struct Unfolded {
    input: Box<dyn Read + Send>,
    format: FileFormat,
    packed: bool,
}

fn unfold(file: impl Read + Send + 'static, name: &str) -> Result<Unfolded, TableError> {
    let (mut start, mut input) = look(file)?;
    let mut name = name.to_lowercase();
    let packed = start.starts_with(&[0x1f, 0x8b]);
    if packed {
        (start, input) = look(Unpacked::new(input, UNPACKED))?;
        if let Some(inner) = name.strip_suffix(".gz") {
            name = inner.to_owned();
        }
    }
    let named_json = name.ends_with(".ndjson") || name.ends_with(".jsonl");
    let text = start.strip_prefix(sniff::MARK).unwrap_or(&start);
    let mut letters = text.iter().filter(|byte| !byte.is_ascii_whitespace());
    let format = match (start.as_slice(), letters.next(), letters.next()) {
        ([b'P', b'K', 3 | 5, ..], ..) => FileFormat::Xlsx,
        ([0xd0, 0xcf, 0x11, 0xe0, ..], ..) => return Err(xlsx::old(input)),
        (_, Some(b'['), Some(b'{')) => return Err(FileProblem::JsonDocument.into()),
        (_, Some(b'{'), _) => FileFormat::Ndjson,
        (_, Some(_), _) if named_json => FileFormat::Ndjson,
        _ => FileFormat::Csv,
    };
    Ok(Unfolded {
        input,
        format,
        packed,
    })
}

/// The first bytes, and the whole again.
fn look(
    mut input: impl Read + Send + 'static,
) -> Result<(Vec<u8>, Box<dyn Read + Send>), TableError> {
    let mut start = vec![0; LOOK];
    let filled = fill(&mut input, &mut start)?;
    start.truncate(filled);
    let whole = Cursor::new(start.clone()).chain(input);
    Ok((start, Box::new(whole)))
}

/// Reads until the buffer is full or the input ends.
fn fill(input: &mut impl Read, buffer: &mut [u8]) -> Result<usize, io::Error> {
    let mut filled = 0;
    while filled < buffer.len() {
        match input.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
