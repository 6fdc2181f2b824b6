//! One JSON object on each line: its members are the cells, those of objects in it by names with dots.
//!
//! The columns are those of the first lines, and those that the reader says it expects. A list is no cell; who uses its
//! column is told.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    io::{BufRead, BufReader, Read},
};

use serde_json::{Map, Value, error::Category};

use shared::record::{FileProblem, ImportProblem, RowProblem};

use super::{CellKind, FIELDS, ROW_BYTES, Row, TableError, sniff};

/// Lines that are read to learn the columns, and the bytes of them at most.
const LINES: usize = 1_000;
const AHEAD: usize = 4 << 20;

/// A line: its cells by name, or why it could not be read.
type Line = Result<Vec<(String, String, CellKind)>, RowProblem>;

/// The rows of a file. The first that it gives is made up: the names of the columns.
pub(super) struct Rows<R> {
    input: BufReader<R>,
    /// The line that is read next.
    line: u64,
    /// Read to learn the columns, and not handed on yet.
    ahead: VecDeque<(u64, Line)>,
    header: Option<(u64, Vec<String>)>,
    /// Where the cells of a name go; `None` if nowhere.
    columns: HashMap<String, Option<usize>>,
    width: usize,
    later: BTreeMap<String, usize>,
    cells: Vec<Option<(String, CellKind)>>,
}

impl<R: Read> Rows<R> {
    /// Reads the first lines.
    pub(super) fn open(input: R) -> Result<Self, TableError> {
        let mut rows = Self {
            input: BufReader::with_capacity(1 << 16, input),
            line: 1,
            ahead: VecDeque::new(),
            header: None,
            columns: HashMap::new(),
            width: 0,
            later: BTreeMap::new(),
            cells: Vec::new(),
        };
        let (mut names, mut bytes) = (Vec::new(), 0);
        while rows.ahead.len() < LINES && bytes < AHEAD {
            let Some((line, read, length)) = rows.read()? else {
                break;
            };
            bytes += length;
            for (name, ..) in read.iter().flatten() {
                if !rows.columns.contains_key(name) && names.len() < FIELDS {
                    rows.columns.insert(name.clone(), Some(names.len()));
                    names.push(name.clone());
                }
            }
            rows.ahead.push_back((line, read));
        }
        match rows.ahead.iter().find(|(_, read)| read.is_ok()) {
            Some((line, _)) => {
                rows.width = names.len();
                rows.header = Some((*line, names));
                Ok(rows)
            }
            None => Err(match rows.ahead.pop_front() {
                Some((line, Err(problem))) => TableError(ImportProblem::NoObject { line, problem }),
                _ => FileProblem::Empty.into(),
            }),
        }
    }

    /// Takes note of columns that may come later.
    pub(super) fn expect(&mut self, later: BTreeMap<String, usize>) {
        self.width = later.values().map(|at| at + 1).fold(self.width, usize::max);
        self.later = later;
    }

    pub(super) fn next(&mut self, row: &mut Row) -> Result<bool, TableError> {
        if let Some((line, names)) = self.header.take() {
            row.clear(line);
            for name in names {
                row.push(&name, CellKind::Text);
            }
            return Ok(true);
        }
        let next = match self.ahead.pop_front() {
            Some(next) => Some(next),
            None => self.read()?.map(|(line, read, _)| (line, read)),
        };
        let Some((line, read)) = next else {
            return Ok(false);
        };
        row.clear(line);
        match read {
            Err(problem) => row.problem = Some(problem),
            Ok(members) => self.place(members, row),
        }
        Ok(true)
    }

    fn place(&mut self, members: Vec<(String, String, CellKind)>, row: &mut Row) {
        self.cells.clear();
        self.cells.resize(self.width, None);
        for (name, text, kind) in members {
            let at = match self.columns.get(&name) {
                Some(at) => *at,
                None => {
                    let at = self.later.get(&name.trim().to_lowercase()).copied();
                    // Names without end would fill the memory; then they are looked up again.
                    if self.columns.len() < 2 * FIELDS {
                        self.columns.insert(name, at);
                    }
                    at
                }
            };
            if let Some(cell) = at.and_then(|at| self.cells.get_mut(at)) {
                *cell = Some((text, kind));
            }
        }
        for cell in &self.cells {
            match cell {
                Some((text, kind)) => row.push(text, *kind),
                None => row.push("", CellKind::Text),
            }
        }
    }

    /// The next line that is not blank, with its number and length.
    fn read(&mut self) -> Result<Option<(u64, Line, usize)>, TableError> {
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            let most = ROW_BYTES as u64 + 1;
            let read = (&mut self.input).take(most).read_until(b'\n', &mut bytes)?;
            if read == 0 {
                return Ok(None);
            }
            let line = self.line;
            self.line += 1;
            if read > ROW_BYTES && bytes.last() != Some(&b'\n') {
                self.skip()?;
                return Ok(Some((line, Err(RowProblem::TooLong), read)));
            }
            let text = match line {
                1 => bytes.strip_prefix(sniff::MARK).unwrap_or(&bytes),
                _ => &bytes,
            };
            let text = text.trim_ascii();
            if !text.is_empty() {
                return Ok(Some((line, object(text), read)));
            }
        }
    }

    /// The rest of a line that is too long.
    fn skip(&mut self) -> Result<(), TableError> {
        loop {
            let some = self.input.fill_buf()?;
            let (used, end) = match some.iter().position(|byte| *byte == b'\n') {
                Some(at) => (at + 1, true),
                None => (some.len(), some.is_empty()),
            };
            self.input.consume(used);
            if end {
                return Ok(());
            }
        }
    }
}

fn object(line: &[u8]) -> Line {
    let text = std::str::from_utf8(line).map_err(|_| RowProblem::JsonEncoding)?;
    let value = serde_json::from_str(text).map_err(|error| match error.classify() {
        Category::Eof => RowProblem::JsonCut,
        _ => RowProblem::NotJson {
            character: error.column() as u64,
        },
    })?;
    let Value::Object(members) = value else {
        return Err(RowProblem::NotAnObject);
    };
    let mut cells = Vec::with_capacity(members.len());
    flatten("", members, &mut cells)?;
    Ok(cells)
}

fn flatten(
    before: &str,
    members: Map<String, Value>,
    cells: &mut Vec<(String, String, CellKind)>,
) -> Result<(), RowProblem> {
    for (name, value) in members {
        let name = format!("{before}{name}");
        // Each level repeats the names above it; objects in objects in objects must not fill the memory.
        if cells.len() == FIELDS || name.len() > 1_000 {
            return Err(RowProblem::TooLong);
        }
        match value {
            Value::Null => cells.push((name, String::new(), CellKind::Text)),
            Value::Bool(value) => cells.push((name, value.to_string(), CellKind::Text)),
            Value::Number(number) => cells.push((name, plain(&number)?, CellKind::Number)),
            Value::String(text) if text.contains('\0') => return Err(RowProblem::ZeroByte),
            Value::String(text) => cells.push((name, text, CellKind::Text)),
            Value::Array(_) => cells.push((name, "[…]".to_owned(), CellKind::List)),
            Value::Object(inner) => flatten(&format!("{name}."), inner, cells)?,
        }
    }
    Ok(())
}

/// A number as a person writes it: `3` for `3.0`.
fn plain(number: &serde_json::Number) -> Result<String, RowProblem> {
    if number.is_f64() {
        let value = number.as_f64().unwrap_or_default();
        // From here on neighbouring whole numbers are one and the same.
        if value.abs() >= 9_007_199_254_740_992.0 {
            return Err(RowProblem::LongNumber);
        }
        return Ok(format!("{value}"));
    }
    Ok(number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    type Seen = Vec<(u64, Result<Vec<String>, RowProblem>)>;

    fn read(text: &[u8]) -> Result<Seen, TableError> {
        let mut rows = Rows::open(text)?;
        let (mut row, mut all) = (Row::default(), Vec::new());
        while rows.next(&mut row)? {
            let cells = row.fields().map(str::to_owned).collect();
            all.push((row.line, row.problem.take().map_or(Ok(cells), Err)));
        }
        Ok(all)
    }

    fn cells(cells: &[&str]) -> Result<Vec<String>, RowProblem> {
        Ok(cells.iter().map(|&cell| cell.to_owned()).collect())
    }

    #[test]
    fn members_are_cells_and_those_of_inner_objects_have_dotted_names() {
        let text = "\u{feff}{\"a\":{\"b\":3.0,\"c\":null},\"d\":\"x\"}\n\n{\"d\":true,\"e\":0.5}\n";
        let rows = read(text.as_bytes()).unwrap();
        assert_eq!(rows[0], (1, cells(&["a.b", "a.c", "d", "e"])));
        assert_eq!(rows[1], (1, cells(&["3", "", "x", ""])));
        assert_eq!(rows[2], (3, cells(&["", "", "true", "0.5"])));
    }

    #[test]
    fn lines_that_are_no_object_are_set_aside_with_their_line() {
        let mut text =
            b"{\"a\":1}\n{\"a\":1,}\n[1]\n{\"a\":\n{\"a\":\"caf\xe9\"}\n{\"a\":1e300}\n{\"a\":\""
                .to_vec();
        text.extend(vec![b'x'; 2 * ROW_BYTES]);
        text.extend(b"\"}\n{\"a\":2}");
        let problems: Vec<_> = read(&text).unwrap().split_off(2);
        let expected = [
            Err(RowProblem::NotJson { character: 8 }),
            Err(RowProblem::NotAnObject),
            Err(RowProblem::JsonCut),
            Err(RowProblem::JsonEncoding),
            Err(RowProblem::LongNumber),
            Err(RowProblem::TooLong),
            cells(&["2"]),
        ];
        for ((line, seen), (number, expected)) in problems.iter().zip((2..).zip(&expected)) {
            assert_eq!((*line, seen), (number, expected));
        }
        assert_eq!(problems.len(), expected.len());
    }

    #[test]
    fn a_document_over_many_lines_is_refused_with_what_is_read_instead() {
        let said = read(b"{\n \"a\": 1\n}\n").unwrap_err().to_string();
        assert!(
            said.contains("line 1: ") && said.contains("one whole object"),
            "{said}"
        );
    }
}
