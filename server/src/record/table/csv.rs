//! Reading delimited text of any size, row by row, whatever is in it.
//!
//! A row that cannot be read is handed on with its line and the reason; only a file that is not delimited text at
//! all stops the reading. Knows nothing of mappings or records.

use std::io::Read;

use csv_core::ReadRecordResult;

use shared::record::RowProblem;

use super::{FIELDS, ROW_BYTES, Row, TableError, fill, sniff};
use crate::record::mapping::Encoding;

const BUFFER: usize = 1 << 16;

/// The rows of a file.
pub struct Rows<R> {
    input: R,
    encoding: Encoding,
    core: csv_core::Reader,
    buffer: Vec<u8>,
    filled: usize,
    used: usize,
    /// The line on which the next unread byte is.
    line: u64,
    /// Whether the last byte read was a carriage return: a line feed after it ends no other line.
    after_return: bool,
    bytes: u64,
    data: Vec<u8>,
    ends: Vec<usize>,
}

impl<R: Read> Rows<R> {
    /// Begins to read, after a look at what the first bytes are.
    ///
    /// # Errors
    /// When it cannot be read, is empty, or is no delimited text in this encoding.
    pub fn open(mut input: R, encoding: Encoding, delimiter: u8) -> Result<Self, TableError> {
        let mut buffer = vec![0; BUFFER];
        let filled = fill(&mut input, &mut buffer)?;
        // What carries the mark of UTF-8 is UTF-8, whatever the mapping expects of other months' files.
        let encoding = if buffer.starts_with(sniff::MARK) {
            Encoding::Utf8
        } else {
            encoding
        };
        sniff::check(&buffer[..filled], filled == BUFFER, encoding)?;
        Ok(Self {
            input,
            encoding,
            core: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            buffer,
            filled,
            used: 0,
            line: 1,
            after_return: false,
            bytes: 0,
            data: vec![0; 4096],
            ends: vec![0; 256],
        })
    }

    /// Bytes read so far.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Reads the next row into `row`; `false` at the end of the file.
    ///
    /// # Errors
    /// When the disk or the pipe fails.
    pub fn next(&mut self, row: &mut Row) -> Result<bool, TableError> {
        self.skip_line_ends()?;
        row.clear(self.line);
        let (mut written, mut fields, mut quotes) = (0, 0, 0_usize);
        let mut too_long = false;
        loop {
            if self.used == self.filled {
                self.refill()?;
            }
            let at_end = self.filled == 0;
            let (result, read, wrote, ended) = self.core.read_record(
                &self.buffer[self.used..self.filled],
                &mut self.data[written..],
                &mut self.ends[fields..],
            );
            let consumed = &self.buffer[self.used..self.used + read];
            let lines = line_ends(consumed, &mut self.after_return);
            quotes += consumed.iter().filter(|byte| **byte == b'"').count();
            self.line += lines;
            self.used += read;
            self.bytes += read as u64;
            written += wrote;
            fields += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.data.len() < ROW_BYTES => {
                    self.data.resize(self.data.len() * 2, 0);
                }
                ReadRecordResult::OutputEndsFull if self.ends.len() < FIELDS => {
                    self.ends.resize((self.ends.len() * 2).min(FIELDS), 0);
                }
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    // Read on to the end of the row, and keep nothing more of it.
                    too_long = true;
                    (written, fields) = (0, 0);
                }
                ReadRecordResult::Record => {
                    if too_long {
                        row.problem = Some(RowProblem::TooLong);
                    } else if at_end && quotes % 2 == 1 {
                        row.problem = Some(RowProblem::Unclosed);
                    } else {
                        self.decode(row, written, fields);
                    }
                    return Ok(true);
                }
                ReadRecordResult::End => return Ok(false),
            }
        }
    }

    fn decode(&self, row: &mut Row, written: usize, fields: usize) {
        let (data, ends) = (&self.data[..written], &self.ends[..fields]);
        if data.contains(&0) {
            row.problem = Some(RowProblem::ZeroByte);
            return;
        }
        if self.encoding == Encoding::Windows1252 && !data.is_ascii() {
            let mut start = 0;
            for &end in ends {
                let (text, _) =
                    encoding_rs::WINDOWS_1252.decode_without_bom_handling(&data[start..end]);
                row.text.push_str(&text);
                row.ends.push(row.text.len());
                start = end;
            }
            return;
        }
        match std::str::from_utf8(data) {
            Ok(text) if ends.iter().all(|end| text.is_char_boundary(*end)) => {
                row.text.push_str(text);
                row.ends.extend_from_slice(ends);
            }
            _ => row.problem = Some(RowProblem::Encoding),
        }
    }

    /// Empty lines between rows are no rows; they count as lines.
    fn skip_line_ends(&mut self) -> Result<(), TableError> {
        loop {
            if self.used == self.filled {
                self.refill()?;
            }
            let Some(&end @ (b'\n' | b'\r')) = self.buffer[..self.filled].get(self.used) else {
                return Ok(());
            };
            self.line += line_ends(&[end], &mut self.after_return);
            self.used += 1;
            self.bytes += 1;
        }
    }

    fn refill(&mut self) -> Result<(), TableError> {
        self.filled = fill(&mut self.input, &mut self.buffer)?;
        self.used = 0;
        Ok(())
    }
}

/// The lines that end in some bytes: by line feed, by carriage return, or by both.
fn line_ends(bytes: &[u8], after_return: &mut bool) -> u64 {
    let mut ends = 0;
    for &byte in bytes {
        if byte == b'\r' || byte == b'\n' && !*after_return {
            ends += 1;
        }
        *after_return = byte == b'\r';
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every row as (line, fields or problem).
    fn read(bytes: &[u8]) -> Vec<(u64, Result<Vec<String>, RowProblem>)> {
        let mut rows = Rows::open(bytes, Encoding::Utf8, b',').unwrap();
        let (mut row, mut all) = (Row::default(), Vec::new());
        while rows.next(&mut row).unwrap() {
            let content = match row.problem.take() {
                Some(problem) => Err(problem),
                None => Ok(row.fields().map(str::to_owned).collect()),
            };
            all.push((row.line, content));
        }
        all
    }

    fn fields(fields: &[&str]) -> Result<Vec<String>, RowProblem> {
        Ok(fields.iter().map(|&field| field.to_owned()).collect())
    }

    #[test]
    fn rows_know_their_line_also_after_line_breaks_in_quotes_and_empty_lines() {
        let rows = read(b"a,b\r\n\r\n\"one\ntwo\",2\r\n3, 4 \n");
        assert_eq!(
            rows,
            [
                (1, fields(&["a", "b"])),
                (3, fields(&["one\ntwo", "2"])),
                (5, fields(&["3", "4"])),
            ]
        );
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_header() {
        assert_eq!(read(b"\xef\xbb\xbfa,b\n")[0].1, fields(&["a", "b"]));
    }

    #[test]
    fn a_file_cut_off_inside_quotes_says_on_which_line_the_row_starts() {
        let rows = read(b"a,b\n1,2\n3,\"four\nfive");
        assert_eq!(rows[1], (2, fields(&["1", "2"])));
        assert_eq!(rows[2], (3, Err(RowProblem::Unclosed)));
    }

    #[test]
    fn a_huge_row_is_refused_and_the_next_one_read() {
        let mut bytes = b"a,b\n".to_vec();
        bytes.extend(std::iter::repeat_n(b'x', 3 * ROW_BYTES));
        bytes.extend_from_slice(b",1\ngood,2\n");
        let rows = read(&bytes);
        assert_eq!(rows[1], (2, Err(RowProblem::TooLong)));
        assert_eq!(rows[2], (3, fields(&["good", "2"])));
    }

    #[test]
    fn a_row_of_too_many_fields_is_refused_and_the_next_one_read() {
        let mut bytes = vec![b','; FIELDS + 5];
        bytes.extend_from_slice(b"\ngood,2\n");
        let rows = read(&bytes);
        assert_eq!(rows[0], (1, Err(RowProblem::TooLong)));
        assert_eq!(rows[1], (2, fields(&["good", "2"])));
    }

    #[test]
    fn wrong_bytes_far_down_the_file_refuse_their_row_only() {
        let mut bytes = b"a\n".to_vec();
        bytes.extend(b"good\n".repeat(20_000));
        bytes.extend_from_slice(b"caf\xe9\ngood\n");
        let rows = read(&bytes);
        assert_eq!(rows[20_001], (20_002, Err(RowProblem::Encoding)));
        assert_eq!(rows[20_002], (20_003, fields(&["good"])));
    }

    #[test]
    fn windows_1252_is_read_where_the_mapping_declares_it() {
        let bytes: &[u8] = b"caf\xe9,\x80 5\n";
        let mut rows = Rows::open(bytes, Encoding::Windows1252, b',').unwrap();
        let mut row = Row::default();
        assert!(rows.next(&mut row).unwrap());
        assert_eq!(row.fields().collect::<Vec<_>>(), ["café", "€ 5"]);
    }

    #[test]
    fn what_is_no_delimited_text_is_refused_with_what_to_do() {
        let refused = |bytes: &[u8]| match Rows::open(bytes, Encoding::Utf8, b',') {
            Ok(_) => String::new(),
            Err(error) => error.to_string(),
        };
        assert!(refused(b"").contains("empty"));
        assert!(refused(b"PK\x03\x04\x14\0").contains("spreadsheet"));
        assert!(refused(b"\xff\xfea\0,\0").contains("UTF-16"));
        assert!(refused(b"a,b\n1,\0\n").contains("binary"));
        assert!(refused(b"a,b\n1,caf\xe9\n").contains("line 2 is not UTF-8"));
    }

    proptest::proptest! {
        /// Whatever the bytes are, reading ends, and rows come in the order of their lines.
        #[test]
        fn any_bytes_are_read_to_their_end(
            bytes in proptest::collection::vec(
                proptest::prop_oneof![
                    proptest::strategy::Just(b'"'),
                    proptest::strategy::Just(b','),
                    proptest::strategy::Just(b'\n'),
                    proptest::strategy::Just(b'\r'),
                    proptest::num::u8::ANY,
                ],
                0..400,
            ),
            encoding in proptest::sample::select(vec![Encoding::Utf8, Encoding::Windows1252]),
        ) {
            let Ok(mut rows) = Rows::open(bytes.as_slice(), encoding, b',') else {
                return Ok(());
            };
            let (mut row, mut line) = (Row::default(), 0);
            while rows.next(&mut row).unwrap() {
                proptest::prop_assert!(row.line > line);
                line = row.line;
                proptest::prop_assert_eq!(row.fields().count(), row.len());
            }
            proptest::prop_assert_eq!(rows.bytes(), bytes.len() as u64);
        }
    }
}
