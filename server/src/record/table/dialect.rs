//! How a file is written, told by its first bytes: format, encoding, delimiter.

use std::io::{Cursor, Read};

use shared::{api::FileFormat, record::Encoding};

use super::{Row, TableError, Unfolded, csv, fill, sniff, unfold};

/// Bytes that are looked at.
const LOOK: usize = 1 << 18;
/// Rows that are counted to tell a delimiter.
const ROWS: usize = 100;
/// Of which so many must have as many fields as the header.
const ALIKE: f64 = 0.9;
/// Commas first: where several tell as many columns apart, the usual one is meant.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// What it is.
    pub format: FileFormat,
    /// Whether it is packed by gzip.
    pub packed: bool,
    /// How its bytes are letters.
    pub encoding: Encoding,
    /// What separates the fields of delimited text.
    pub delimiter: u8,
}

impl Dialect {
    /// Looks at a file.
    ///
    /// # Errors
    /// When it cannot be read, or is no table at all.
    pub fn of(file: impl Read + Send + 'static, name: &str) -> Result<Self, TableError> {
        let Unfolded {
            mut input,
            format,
            packed,
        } = unfold(file, name)?;
        let mut dialect = Self {
            format,
            packed,
            encoding: Encoding::Utf8,
            delimiter: b',',
        };
        if format == FileFormat::Csv {
            let mut start = vec![0; LOOK];
            let filled = fill(&mut input, &mut start)?;
            start.truncate(filled);
            let more = filled == LOOK;
            dialect.encoding = encoding(&start, more);
            sniff::check(&start, more, dialect.encoding)?;
            dialect.delimiter = delimiter(&start, more, dialect.encoding);
        }
        Ok(dialect)
    }
}

fn encoding(start: &[u8], more: bool) -> Encoding {
    match std::str::from_utf8(start) {
        Ok(_) => Encoding::Utf8,
        Err(error) if error.error_len().is_none() && more => Encoding::Utf8,
        Err(_) if start.starts_with(sniff::MARK) => Encoding::Utf8,
        Err(_) => Encoding::Windows1252,
    }
}

/// The delimiter that tells most columns apart in nearly all rows alike; failing that, in most of them: in a short file one
/// row that was cut off is much.
fn delimiter(start: &[u8], more: bool, encoding: Encoding) -> u8 {
    let mut best = (false, 1, b',');
    for delimiter in DELIMITERS {
        let widths = widths(start, more, encoding, delimiter).unwrap_or_default();
        let Some(&header) = widths.first() else {
            continue;
        };
        let alike = widths.iter().filter(|width| **width == header).count();
        let nearly_all = alike as f64 >= ALIKE * widths.len() as f64;
        let is_better = header > 1 && (nearly_all, header) > (best.0, best.1);
        if is_better && (nearly_all || alike * 2 > widths.len()) {
            best = (nearly_all, header, delimiter);
        }
    }
    best.2
}

fn widths(
    start: &[u8],
    more: bool,
    encoding: Encoding,
    delimiter: u8,
) -> Result<Vec<usize>, TableError> {
    let mut rows = csv::Rows::open(Cursor::new(start), encoding, delimiter)?;
    let (mut row, mut widths) = (Row::default(), Vec::new());
    while widths.len() < ROWS && rows.next(&mut row)? {
        widths.push(row.len());
    }
    // The last row of what was looked at may be cut.
    if more && widths.len() < ROWS {
        widths.pop();
    }
    Ok(widths)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &'static [u8]) -> (Encoding, u8) {
        let dialect = Dialect::of(bytes, "file").unwrap();
        assert_eq!((dialect.format, dialect.packed), (FileFormat::Csv, false));
        (dialect.encoding, dialect.delimiter)
    }

    #[test]
    fn what_separates_the_fields_is_told_also_where_texts_have_commas() {
        assert_eq!(told(b"a,b\n1,2\n"), (Encoding::Utf8, b','));
        assert_eq!(told(b"id;nota\n1;4,5\n2;3,0\n"), (Encoding::Utf8, b';'));
        assert_eq!(
            told(b"id\tsaid\n1\tyes, sure; no\n"),
            (Encoding::Utf8, b'\t')
        );
        assert_eq!(told(b"id|a|b\n1|2|3\n"), (Encoding::Utf8, b'|'));
        assert_eq!(told(b"id,said\n1,\"a;b;c\nd;e\"\n"), (Encoding::Utf8, b','));
        assert_eq!(told(b"alone\n1\n2\n"), (Encoding::Utf8, b','));
        let cut = b"id;day;said\n1;2026-04-03;so, so\n2;2026-04-05\n3;2026-04-06;well\n4;2026-04-07;fine\n";
        assert_eq!(told(cut), (Encoding::Utf8, b';'));
    }

    #[test]
    fn what_is_no_utf_8_is_what_western_spreadsheets_write() {
        assert_eq!(told(b"a\xf1o;d\xeda\n1;2\n"), (Encoding::Windows1252, b';'));
        assert_eq!(told("año;día\n1;2\n".as_bytes()), (Encoding::Utf8, b';'));
    }

    #[test]
    fn spreadsheets_archives_and_lines_of_json_are_known_by_their_first_bytes() {
        let of = |bytes: &'static [u8]| Dialect::of(bytes, "x.csv").unwrap().format;
        assert_eq!(of(b"PK\x03\x04...."), FileFormat::Xlsx);
        assert_eq!(of(b"{\"a\":1}\n"), FileFormat::Ndjson);
        assert!(Dialect::of(b"[{\"a\":1}]".as_slice(), "x").is_err());
        assert!(Dialect::of(b"%PDF-1.7".as_slice(), "x").is_err());
        assert!(Dialect::of(b"".as_slice(), "x").is_err());
    }
}
