//! YAML as trees, one for each document of a stream. Aliases are refused: by them a few lines become billions of values.

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::{
    problem::{ReadError, ReadProblem},
    tree::{Bounds, Node, Value},
};

/// A collection that is not whole yet.
enum Open {
    List(u32, Vec<Node>),
    /// With the key that waits for its value.
    Map(u32, Vec<(String, Node)>, Option<String>),
}

/// The documents of a stream.
pub(super) fn documents(text: &str) -> Result<Vec<Node>, ReadError> {
    let mut documents = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut bounds = Bounds::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let detail = error.info().chars().take(200).collect();
            let (line, column) = (error.marker().line(), error.marker().col() + 1);
            ReadProblem::Malformed { detail }.at(number(line), number(column))
        })?;
        let (line, column) = place(&span);
        let done = match event {
            Event::Alias(_) => return Err(ReadProblem::Alias.at(line, column)),
            Event::Scalar(text, style, _, _) => {
                let plain = style == ScalarStyle::Plain;
                let value = match &*text {
                    "" | "~" | "null" if plain => Value::Nothing,
                    text => Value::Text(text.to_owned()),
                };
                Node { line, value }
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                bounds.value(line)?;
                Bounds::depth(open.len() + 1, line, column)?;
                open.push(if matches!(event, Event::SequenceStart(..)) {
                    Open::List(line, Vec::new())
                } else {
                    Open::Map(line, Vec::new(), None)
                });
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List(line, items)) => Node {
                    line,
                    value: Value::List(items),
                },
                Some(Open::Map(line, fields, _)) => Node {
                    line,
                    value: Value::Map(fields),
                },
                None => continue,
            },
            _ => continue,
        };
        bounds.value(line)?;
        match open.last_mut() {
            None => documents.push(done),
            Some(Open::List(_, items)) => items.push(done),
            Some(Open::Map(_, fields, key)) => match (key.take(), done.value) {
                (Some(key), value) => {
                    let line = done.line;
                    fields.push((key, Node { line, value }));
                }
                (None, Value::Text(text)) => *key = Some(text),
                (None, Value::Nothing) => *key = Some(String::new()),
                (None, _) => {
                    let detail = "the key of a map has to be a text".to_owned();
                    return Err(ReadProblem::Malformed { detail }.at(line, column));
                }
            },
        }
    }
    Ok(documents)
}

fn place(span: &Span) -> (u32, u32) {
    (number(span.start.line()), number(span.start.col() + 1))
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
