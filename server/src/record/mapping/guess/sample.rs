//! The first rows of a file, column by column.

use shared::record::{FileProblem, ImportProblem};

use crate::record::table::{CellKind, Row, Table, TableError};

/// Rows that a guess rests on.
const ROWS: usize = 1_000;

/// The first rows of a file.
#[derive(Debug, Clone, Default)]
pub struct Sample {
    /// The headers, as the file writes them.
    pub headers: Vec<String>,
    rows: Vec<Vec<(String, CellKind)>>,
}

impl Sample {
    /// Reads the header and the first rows; those that cannot be read are passed over, because an import names them.
    ///
    /// # Errors
    /// When the file is no table, or its first row no header.
    pub fn read(table: &mut Table) -> Result<Self, TableError> {
        let mut row = Row::default();
        if !table.next(&mut row)? {
            return Err(FileProblem::Empty.into());
        }
        let line = row.line;
        if let Some(problem) = row.problem {
            return Err(TableError(ImportProblem::Header { line, problem }));
        }
        let headers: Vec<String> = row.fields().map(str::to_owned).collect();
        if !headers
            .iter()
            .any(|header| header.chars().any(char::is_alphabetic))
        {
            let found: String = headers.join(" ").chars().take(80).collect();
            return Err(FileProblem::NoWords { line, found }.into());
        }
        let mut sample = Self {
            headers,
            rows: Vec::new(),
        };
        while sample.rows.len() < ROWS && table.next(&mut row)? {
            if row.problem.is_none() {
                let cells = (0..row.len()).map(|at| (row.field(at).to_owned(), row.kind(at)));
                sample.rows.push(cells.collect());
            }
        }
        Ok(sample)
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The first rows as text.
    #[must_use]
    pub fn first(&self, rows: usize) -> Vec<Vec<String>> {
        let text =
            |row: &Vec<(String, CellKind)>| row.iter().map(|(cell, _)| cell.clone()).collect();
        self.rows.iter().take(rows).map(text).collect()
    }

    /// The cells of a column.
    pub(super) fn column(&self, at: usize) -> Vec<(&str, CellKind)> {
        let cells = self.rows.iter().filter_map(|row| row.get(at));
        cells.map(|(cell, kind)| (cell.as_str(), *kind)).collect()
    }
}
