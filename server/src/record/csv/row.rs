//! One row as text, or why it could not be read.

/// Why a row could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowProblem {
    /// More than [`super::ROW_BYTES`] or [`super::FIELDS`].
    TooLong,
    /// The file ends inside quotes.
    Unclosed,
    /// Bytes that are not of the declared encoding.
    Encoding,
    /// A zero byte, which no text has.
    Zero,
}

impl RowProblem {
    /// What is said about it.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::TooLong => {
                "the row is longer than 1 MiB or has more than 10,000 fields: is a quote not closed?"
            }
            Self::Unclosed => {
                "the file ends inside quotes: it was cut off, or a quote is not closed"
            }
            Self::Encoding => {
                "not of the declared encoding: see encoding in the mapping's [source]"
            }
            Self::Zero => {
                "a zero byte, which no text has: the file is damaged here, export it again"
            }
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
}

impl Row {
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
