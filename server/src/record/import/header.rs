//! The header of a file against the columns that a mapping names.

use std::collections::BTreeMap;

use shared::record::{FileProblem, ImportProblem};

use crate::record::{
    mapping::{Mapping, Template},
    table::{Row, TableError},
};

/// Where each column of the mapping stands in the file.
pub(super) struct Header {
    /// By name in lower case.
    at: BTreeMap<String, usize>,
    /// Names as the file writes them.
    names: Vec<String>,
    /// How many of them the file is known to have; the others may come in later rows.
    seen: usize,
    line: u64,
}

/// What the header lacks and has too much of; nothing that stops the import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct HeaderNotes {
    /// Columns of the mapping that the file does not have.
    pub(super) missing: Vec<String>,
    /// Columns of the file that the mapping does not use.
    pub(super) unused: Vec<String>,
}

impl Header {
    /// Reads a header row: names trimmed, in any case, by their alias.
    pub(super) fn read(row: &Row, mapping: &Mapping) -> Result<Self, TableError> {
        let line = row.line;
        if let Some(problem) = row.problem.clone() {
            return Err(TableError(ImportProblem::Header { line, problem }));
        }
        let mut header = Self {
            at: BTreeMap::new(),
            names: row.fields().map(str::to_owned).collect(),
            seen: row.len(),
            line: row.line,
        };
        let mut twice = Vec::new();
        for (at, name) in header.names.iter().enumerate() {
            let name = name.to_lowercase();
            let name = mapping
                .aliases
                .get(&name)
                .map_or(name, |name| name.to_lowercase());
            if !name.is_empty() && header.at.insert(name.clone(), at).is_some() {
                twice.push(name);
            }
        }
        if header.names.len() == 1 {
            let only = &header.names[0];
            if let Some(other) = [';', '\t', '|', ',']
                .into_iter()
                .find(|c| only.contains(*c))
            {
                return Err(FileProblem::OneColumn {
                    line,
                    column: only.chars().take(80).collect(),
                    delimiter: other.escape_default().to_string(),
                }
                .into());
            }
        }
        let used = used(mapping);
        match twice.iter().find(|name| used.contains_key(*name)) {
            Some(name) => Err(FileProblem::ColumnTwice {
                line,
                column: used[name].clone(),
            }
            .into()),
            None => Ok(header),
        }
    }

    /// Makes room for the mapping's columns that were not seen yet: all their names, and where their cells go.
    pub(super) fn expect(&mut self, mapping: &Mapping) -> BTreeMap<String, usize> {
        let mut later = BTreeMap::new();
        for (key, name) in used(mapping) {
            if !self.at.contains_key(&key) {
                self.at.insert(key.clone(), self.names.len());
                later.insert(key, self.names.len());
                self.names.push(name);
            }
        }
        for (other, name) in &mapping.aliases {
            if let Some(at) = later.get(&name.to_lowercase()) {
                later.insert(other.clone(), *at);
            }
        }
        later
    }

    /// All columns there are or may be.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether the file is known to have a column.
    pub(super) fn is_seen(&self, at: usize) -> bool {
        at < self.seen
    }

    /// Where a column stands, if the file has it or may have it.
    pub(super) fn find(&self, column: &str) -> Option<usize> {
        self.at.get(&column.trim().to_lowercase()).copied()
    }

    /// Where a column stands that every row must have.
    pub(super) fn need(&self, column: &str) -> Result<usize, TableError> {
        self.find(column)
            .filter(|at| self.is_seen(*at))
            .ok_or_else(|| {
                let near = self.names[..self.seen]
                    .iter()
                    .map(|name| {
                        (
                            strsim::damerau_levenshtein(
                                &name.to_lowercase(),
                                &column.to_lowercase(),
                            ),
                            name,
                        )
                    })
                    .min()
                    .filter(|(distance, _)| *distance <= 2)
                    .map(|(_, name)| name.clone());
                TableError::from(FileProblem::NoColumn {
                    line: self.line,
                    column: column.to_owned(),
                    near,
                })
            })
    }

    /// What is missing and what is not used.
    pub(super) fn notes(&self, mapping: &Mapping) -> HeaderNotes {
        let used = used(mapping);
        let position_used = |at: usize| used.keys().any(|name| self.at.get(name) == Some(&at));
        HeaderNotes {
            missing: used
                .iter()
                .filter(|(key, _)| !self.at.get(*key).is_some_and(|at| self.is_seen(*at)))
                .map(|(_, name)| name.clone())
                .collect(),
            unused: (0..self.seen)
                .filter(|&at| !position_used(at))
                .map(|at| self.names[at].clone())
                .collect(),
        }
    }
}

/// Every column that a mapping reads: in lower case, and as it writes it.
fn used(mapping: &Mapping) -> BTreeMap<String, String> {
    let templates = mapping.time.forms.iter().map(|(template, _)| template);
    let columns = templates
        .chain([&mapping.id])
        .flat_map(Template::columns)
        .chain(mapping.weight.as_deref())
        .chain(mapping.comment.as_deref())
        .chain(mapping.customer.as_deref())
        .chain(
            mapping
                .dimensions
                .iter()
                .map(|dimension| dimension.column.as_str()),
        )
        .chain(mapping.ratings.iter().map(|rating| rating.column.as_str()))
        .chain(mapping.amounts.iter().flat_map(|amount| {
            let only = amount.only.keys().map(String::as_str);
            amount.column.as_deref().into_iter().chain(only)
        }))
        .chain(
            mapping
                .complaints
                .iter()
                .flat_map(|complaint| complaint.columns.iter().map(String::as_str)),
        );
    columns
        .map(|column| (column.trim().to_lowercase(), column.to_owned()))
        .collect()
}
