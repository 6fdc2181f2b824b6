//! One row of cells, each a text with what it is known to be, or why it could not be read.

use shared::record::RowProblem;

/// What a cell is known to be, in formats that say it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CellKind {
    /// Text, as somebody wrote it.
    #[default]
    Text,
    /// A number, written with a decimal point.
    Number,
    /// A date or a moment, written as in ISO 8601: `2026-03-01`, `2026-03-01T13:45:00`.
    Date,
    /// A list, which is not one value.
    List,
    /// Hidden below a merged cell, whose value stands in the first of its cells only.
    Merged,
}

impl CellKind {
    /// Why such a cell cannot be used, if it cannot.
    #[must_use]
    pub const fn unusable(self) -> Option<RowProblem> {
        match self {
            Self::Text | Self::Number | Self::Date => None,
            Self::List => Some(RowProblem::List),
            Self::Merged => Some(RowProblem::Merged),
        }
    }
}

/// One row as text.
#[derive(Debug, Default)]
pub struct Row {
    /// The line on which it starts, from 1.
    pub line: u64,
    /// Why it could not be read, if it could not; then it has no fields.
    pub problem: Option<RowProblem>,
    pub(super) text: String,
    pub(super) ends: Vec<usize>,
    /// Empty where every cell is text.
    kinds: Vec<CellKind>,
}

impl Row {
    /// Makes it the empty row of a line.
    pub(super) fn clear(&mut self, line: u64) {
        self.line = line;
        self.problem = None;
        self.text.clear();
        self.ends.clear();
        self.kinds.clear();
    }

    /// Adds a cell.
    pub(super) fn push(&mut self, text: &str, kind: CellKind) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
        self.kinds.push(kind);
    }

    /// What a cell is known to be.
    #[must_use]
    pub fn kind(&self, at: usize) -> CellKind {
        self.kinds.get(at).copied().unwrap_or_default()
    }

    /// Whether some cell cannot be used.
    #[must_use]
    pub fn has_unusable(&self) -> bool {
        self.kinds.iter().any(|kind| kind.unusable().is_some())
    }

    /// How many fields it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has no field.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A field without the spaces around it; empty where the row has no such field.
    #[must_use]
    pub fn field(&self, at: usize) -> &str {
        let Some(&end) = self.ends.get(at) else {
            return "";
        };
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(start..end).unwrap_or_default().trim()
    }

    /// All fields in order.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.field(at))
    }
}
