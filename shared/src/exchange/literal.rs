//! A JavaScript file that is one literal: objects, lists, texts and numbers, with comments and trailing commas (JSON5). It is read,
//! never run: whatever would have to be computed is refused.

use super::{
    problem::{ReadError, ReadProblem},
    tree::{Bounds, Node, Value},
};

/// Reads the first object or list that is assigned or exported.
pub(super) fn first(text: &str) -> Result<Node, ReadError> {
    let mut reader = Reader::new(text);
    reader.find_literal()?;
    reader.value(1)
}

struct Reader<'t> {
    rest: &'t str,
    line: u32,
    column: u32,
    bounds: Bounds,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            rest: text,
            line: 1,
            column: 1,
            bounds: Bounds::default(),
        }
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.rest = self.rest.get(character.len_utf8()..).unwrap_or_default();
        if character == '\n' {
            self.line += 1;
            self.column = 1;
        } else {
            self.column += 1;
        }
        Some(character)
    }

    fn skip(&mut self, count: usize) {
        for _ in 0..count {
            self.next();
        }
    }

    fn malformed<T>(&self, detail: &str) -> Result<T, ReadError> {
        let detail = detail.to_owned();
        Err(ReadProblem::Malformed { detail }.at(self.line, self.column))
    }

    /// Past spaces and comments.
    fn space(&mut self) -> Result<(), ReadError> {
        loop {
            if self.rest.starts_with("//") {
                while self.peek().is_some_and(|character| character != '\n') {
                    self.next();
                }
            } else if self.rest.starts_with("/*") {
                self.skip(2);
                while !self.rest.starts_with("*/") {
                    if self.next().is_none() {
                        return self.malformed("a comment that does not end");
                    }
                }
                self.skip(2);
            } else if self.peek().is_some_and(char::is_whitespace) {
                self.next();
            } else {
                return Ok(());
            }
        }
    }

    /// To the bracket behind the first `=` or `export default`, or at the very beginning.
    fn find_literal(&mut self) -> Result<(), ReadError> {
        self.space()?;
        if matches!(self.peek(), Some('[' | '{')) {
            return Ok(());
        }
        loop {
            self.space()?;
            let assigned = self.rest.starts_with('=') && !self.rest.starts_with("=>");
            let exported = self.rest.starts_with("default");
            if assigned || exported {
                self.skip(if assigned { 1 } else { "default".len() });
                self.space()?;
                if matches!(self.peek(), Some('[' | '{')) {
                    return Ok(());
                }
                continue;
            }
            match self.peek() {
                Some('"' | '\'' | '`') => drop(self.text()?),
                Some(_) => drop(self.next()),
                None => return self.malformed("no list or object is assigned or exported"),
            }
        }
    }

    fn value(&mut self, depth: usize) -> Result<Node, ReadError> {
        self.space()?;
        let (line, column) = (self.line, self.column);
        self.bounds.value(line)?;
        Bounds::depth(depth, line, column)?;
        let value = match self.peek() {
            Some('[') => self.list(depth)?,
            Some('{') => self.map(depth)?,
            Some('"' | '\'' | '`') => Value::Text(self.text()?),
            _ => match self.word() {
                "" => return self.malformed("a value was expected"),
                "null" | "undefined" => Value::Nothing,
                word @ ("true" | "false") => Value::Text(word.to_owned()),
                word if word.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) => {
                    Value::Text(word.to_owned())
                }
                _ => return self.malformed("only values are read, nothing is computed"),
            },
        };
        Ok(Node { line, value })
    }

    fn list(&mut self, depth: usize) -> Result<Value, ReadError> {
        let mut items = Vec::new();
        self.next();
        loop {
            self.space()?;
            if self.peek() == Some(']') {
                self.next();
                return Ok(Value::List(items));
            }
            items.push(self.value(depth + 1)?);
            self.comma(']')?;
        }
    }

    fn map(&mut self, depth: usize) -> Result<Value, ReadError> {
        let mut fields = Vec::new();
        self.next();
        loop {
            self.space()?;
            let key = match self.peek() {
                Some('}') => {
                    self.next();
                    return Ok(Value::Map(fields));
                }
                Some('"' | '\'') => self.text()?,
                _ => self.word().to_owned(),
            };
            self.space()?;
            if key.is_empty() || self.peek() != Some(':') {
                return self.malformed("a name and a colon were expected");
            }
            self.next();
            fields.push((key, self.value(depth + 1)?));
            self.comma('}')?;
        }
    }

    /// A comma, or the end, which stays.
    fn comma(&mut self, end: char) -> Result<(), ReadError> {
        self.space()?;
        match self.peek() {
            Some(',') => drop(self.next()),
            Some(character) if character == end => {}
            _ => return self.malformed("a comma or the end was expected"),
        }
        Ok(())
    }

    /// Letters, digits and what numbers are made of.
    fn word(&mut self) -> &'t str {
        let rest = self.rest;
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '+' | '-' | '.');
        let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default();
        self.skip(word.chars().count());
        word
    }

    /// A text in quotes; a template only where nothing is put into it.
    fn text(&mut self) -> Result<String, ReadError> {
        let quote = self.next();
        let mut text = String::new();
        loop {
            let Some(character) = self.next() else {
                return self.malformed("a text that does not end");
            };
            match character {
                end if Some(end) == quote => return Ok(text),
                '\n' if quote != Some('`') => return self.malformed("a text that does not end"),
                '$' if quote == Some('`') && self.peek() == Some('{') => {
                    return self.malformed("only values are read, nothing is computed");
                }
                '\\' => text.extend(self.escape()?),
                other => text.push(other),
            }
        }
    }

    /// What a backslash makes of what follows; a line break is none.
    fn escape(&mut self) -> Result<Option<char>, ReadError> {
        let Some(character) = self.next() else {
            return self.malformed("a text that does not end");
        };
        Ok(match character {
            'n' => Some('\n'),
            't' => Some('\t'),
            'r' => Some('\r'),
            'b' => Some('\u{8}'),
            'f' => Some('\u{c}'),
            'v' => Some('\u{b}'),
            '0' => Some('\u{0}'),
            '\n' => None,
            'x' => Some(self.code(2)?),
            'u' => Some(self.code(4)?),
            other => Some(other),
        })
    }

    /// A character by its number; one that is half a character is none.
    fn code(&mut self, digits: usize) -> Result<char, ReadError> {
        let code = self.rest.get(..digits).unwrap_or_default();
        let number = u32::from_str_radix(code, 16);
        let Some(character) = number.ok().and_then(char::from_u32) else {
            return self.malformed("no character has this number");
        };
        self.skip(digits);
        Ok(character)
    }
}
