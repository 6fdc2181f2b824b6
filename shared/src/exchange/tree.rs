//! What a nested text says, as far as a journey needs it: texts, lists and maps, each with its line. Bounded, so that a small file
//! cannot become a huge one.

use super::problem::{ReadError, ReadProblem};

/// The deepest nesting that is read.
pub const MOST_DEPTH: u32 = 32;
/// The most values of a file that are read.
pub const MOST_VALUES: u32 = 200_000;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) line: u32,
    pub(super) value: Value,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Nothing,
    /// A text, a number or a truth value, as it is written.
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

impl Node {
    /// The field of a map; the first, should it be there twice.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        let Value::Map(fields) = &self.value else {
            return None;
        };
        let found = fields.iter().find(|(field, _)| field == name);
        found.map(|(_, node)| node)
    }

    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A field that is a text with something in it.
    pub(super) fn text_of(&self, name: &str) -> Option<&str> {
        let text = self.get(name)?.text()?.trim();
        Some(text).filter(|text| !text.is_empty())
    }

    /// The items of a list; none where it is no list.
    pub(super) fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The items of a field that is a list.
    pub(super) fn items_of(&self, name: &str) -> &[Self] {
        self.get(name).map_or(&[], Self::items)
    }
}

/// Counts values and depth.
#[derive(Default)]
pub(super) struct Bounds {
    values: u32,
}

impl Bounds {
    /// One more value.
    pub(super) fn value(&mut self, line: u32) -> Result<(), ReadError> {
        self.values += 1;
        if self.values > MOST_VALUES {
            let most = MOST_VALUES;
            return Err(ReadProblem::TooMany { most }.at(line, 0));
        }
        Ok(())
    }

    /// A value inside `depth` others.
    pub(super) fn depth(depth: usize, line: u32, column: u32) -> Result<(), ReadError> {
        if depth > MOST_DEPTH as usize {
            let most = MOST_DEPTH;
            return Err(ReadProblem::TooDeep { most }.at(line, column));
        }
        Ok(())
    }
}
