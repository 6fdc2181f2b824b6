//! Delimited text: any bytes are read to their end, and give the same rows in whatever pieces they arrive.
#![no_main]

use std::io::{self, Read};

use libfuzzer_sys::fuzz_target;
use server::record::{
    mapping::Encoding,
    table::{FIELDS, Row, RowProblem, csv::Rows},
};

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, bytes)) = bytes.split_first() else {
        return;
    };
    let encoding = if choice & 1 == 0 {
        Encoding::Utf8
    } else {
        Encoding::Windows1252
    };
    let delimiter = if choice & 2 == 0 { b',' } else { b';' };
    let whole = read(bytes, encoding, delimiter);
    let pieces = read(
        Pieces(bytes, 1 + usize::from(choice >> 2)),
        encoding,
        delimiter,
    );
    assert_eq!(whole, pieces, "the rows depend on how the bytes arrive");
});

/// Hands out at most so many bytes at once.
struct Pieces<'a>(&'a [u8], usize);

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = self.1.min(buffer.len());
        self.0.read(&mut buffer[..most])
    }
}

type Seen = (u64, Result<Vec<String>, RowProblem>);

fn read(input: impl Read, encoding: Encoding, delimiter: u8) -> Option<Vec<Seen>> {
    let mut rows = Rows::open(input, encoding, delimiter).ok()?;
    let (mut row, mut seen) = (Row::default(), Vec::new());
    let mut line = 0;
    while rows
        .next(&mut row)
        .expect("nothing but the disk stops the reading")
    {
        assert!(row.line > line, "a row does not begin below the one before");
        line = row.line;
        assert!(row.len() <= FIELDS);
        assert!(row.problem.is_none() || row.is_empty());
        seen.push((
            line,
            row.problem
                .map_or_else(|| Ok(row.fields().map(str::to_owned).collect()), Err),
        ));
    }
    Some(seen)
}
