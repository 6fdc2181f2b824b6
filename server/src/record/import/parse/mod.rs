//! From a row of a file to a record with its answers, or to the reason why not.

mod amounts;
mod cells;
mod number;
mod time;

use std::{collections::HashMap, fmt::Write as _, hash::Hasher};

use jiff::tz::TimeZone;
use shared::{
    api::Reject,
    record::RowProblem,
    tally::{Weight, WeightError},
};
use xxhash_rust::xxh3::Xxh3Default;

use super::{header::Header, moment::Placed};
use crate::record::{
    mapping::{Mapping, Piece, Template, TimeFormat},
    table::{Row, TableError},
};

/// The longest external id, in bytes.
const ID_BYTES: usize = 200;
/// What is kept of a cell that could not be read, in characters.
const FOUND: usize = 200;

/// What one row says.
#[derive(Debug, Default, Clone)]
pub(crate) struct Parsed {
    pub(crate) line: u64,
    pub(crate) external_id: String,
    /// Days since 1970-01-01, in the workspace's zone.
    pub(crate) day: i32,
    /// Milliseconds since 1970 UTC: the moment, or the start of the day.
    pub(crate) at: i64,
    /// Minutes east of UTC.
    pub(crate) offset: i32,
    pub(crate) weight: Option<Weight>,
    /// The dimensions as a JSON object in order of their names.
    pub(crate) set: String,
    /// (item of the mapping, value).
    pub(crate) answers: Vec<(usize, i64)>,
    /// What somebody wrote, and the customer; empty where nothing says so.
    pub(crate) comment: String,
    pub(crate) customer: String,
    /// Of all that the record says; equal content has an equal hash in every import.
    pub(crate) hash: i64,
}

/// A mapping bound to the header of a file.
pub(crate) struct Parser<'a> {
    mapping: &'a Mapping,
    workspace_zone: TimeZone,
    id: Vec<Bound>,
    time: Vec<(Vec<Bound>, &'a TimeFormat)>,
    weight: Option<usize>,
    dimensions: Vec<Option<usize>>,
    ratings: Vec<Option<usize>>,
    amounts: Vec<amounts::Place>,
    comment: Option<usize>,
    customer: Option<usize>,
    complaints: Vec<Vec<usize>>,
    /// The names of the file's columns.
    names: Vec<String>,
    /// Those that are read.
    used: Vec<usize>,
    has_answers: bool,
    /// For each item, the hash of its name and touchpoint.
    item_hashes: Vec<u64>,
    scratch: String,
    /// The last time that was read: the form, its text, and the moment.
    last_time: Option<(usize, String, Placed)>,
    /// How often each whole row was there, where ids are made of it: two equal rows are two records.
    rows: HashMap<u128, u32>,
}

/// A piece of a template with its column found.
enum Bound {
    Text(String),
    Row,
    Column { at: usize, name: String },
}

impl Bound {
    const fn column(&self) -> Option<usize> {
        match self {
            Self::Text(_) | Self::Row => None,
            Self::Column { at, .. } => Some(*at),
        }
    }
}

impl<'a> Parser<'a> {
    /// Finds the mapping's columns in the header.
    pub(super) fn bind(
        mapping: &'a Mapping,
        header: &Header,
        workspace_zone: TimeZone,
    ) -> Result<Self, TableError> {
        let bind = |template: &Template| -> Result<Vec<Bound>, TableError> {
            let bound = template.pieces.iter().map(|piece| {
                Ok(match piece {
                    Piece::Text(text) => Bound::Text(text.clone()),
                    Piece::Row => Bound::Row,
                    Piece::Column(name) => Bound::Column {
                        at: header.need(name)?,
                        name: name.clone(),
                    },
                })
            });
            bound.collect()
        };
        let time = mapping.time.forms.iter();
        let mut parser = Self {
            mapping,
            workspace_zone,
            id: bind(&mapping.id)?,
            time: time
                .map(|(template, format)| Ok((bind(template)?, format)))
                .collect::<Result<_, TableError>>()?,
            weight: mapping
                .weight
                .as_deref()
                .map(|column| header.need(column))
                .transpose()?,
            dimensions: mapping
                .dimensions
                .iter()
                .map(|rule| header.find(&rule.column))
                .collect(),
            ratings: mapping
                .ratings
                .iter()
                .map(|rule| header.find(&rule.column))
                .collect(),
            amounts: mapping
                .amounts
                .iter()
                .map(|rule| amounts::Place::of(rule, header))
                .collect(),
            comment: mapping
                .comment
                .as_deref()
                .and_then(|column| header.find(column)),
            customer: mapping
                .customer
                .as_deref()
                .and_then(|column| header.find(column)),
            complaints: mapping
                .complaints
                .iter()
                .map(|rule| {
                    rule.columns
                        .iter()
                        .filter_map(|column| header.find(column))
                        .collect()
                })
                .collect(),
            names: header.names().to_vec(),
            used: Vec::new(),
            has_answers: false,
            item_hashes: mapping
                .items
                .iter()
                .map(|item| {
                    let name = format!(
                        "{}\0{}\0{}",
                        item.item,
                        item.touchpoint.as_deref().unwrap_or(""),
                        item.measure.name()
                    );
                    let name = match item.unit {
                        None => name,
                        Some(unit) => {
                            let metric = item.metric.as_deref().unwrap_or_default();
                            format!("{name}\0{metric}\0{unit}")
                        }
                    };
                    xxhash_rust::xxh3::xxh3_64(name.as_bytes())
                })
                .collect(),
            scratch: String::new(),
            last_time: None,
            rows: HashMap::new(),
        };
        let answers = parser.ratings.iter().flatten();
        let answers: Vec<usize> = answers
            .chain(parser.complaints.iter().flatten())
            .copied()
            .collect();
        parser.has_answers = answers.iter().any(|at| header.is_seen(*at))
            || parser.amounts.iter().any(|place| place.is_seen(header));
        let pieces = parser.time.iter().flat_map(|(pieces, _)| pieces);
        let mut used: Vec<usize> = pieces
            .chain(&parser.id)
            .filter_map(Bound::column)
            .chain(parser.weight)
            .chain(parser.dimensions.iter().flatten().copied())
            .chain(answers)
            .chain(parser.amounts.iter().flat_map(amounts::Place::columns))
            .chain(parser.comment)
            .chain(parser.customer)
            .collect();
        used.sort_unstable();
        used.dedup();
        parser.used = used;
        Ok(parser)
    }

    /// Whether the file has a column that says anything.
    pub(super) fn has_answers(&self) -> bool {
        self.has_answers
    }

    /// Reads a row into `parsed`. `Err`: the row as a whole is of no use. Single cells of no use go to `rejects`.
    pub(super) fn parse(
        &mut self,
        row: &Row,
        parsed: &mut Parsed,
        rejects: &mut Vec<Reject>,
    ) -> Result<(), Reject> {
        if let Some(problem) = &row.problem {
            return Err(reject(row.line, None, problem.clone(), ""));
        }
        if row.len() != self.names.len() {
            return Err(reject(
                row.line,
                None,
                RowProblem::Fields {
                    found: row.len() as u64,
                    expected: self.names.len() as u64,
                },
                row.field(0),
            ));
        }
        if row.has_unusable() {
            for &at in &self.used {
                if let Some(reason) = row.kind(at).unusable() {
                    let name = self.names.get(at).map(String::as_str);
                    return Err(reject(row.line, name, reason, row.field(at)));
                }
            }
        }
        parsed.line = row.line;
        self.id(row, parsed)?;
        self.time(row, parsed)?;
        self.weight(row, parsed)?;
        self.set(row, parsed);
        self.answers(row, parsed, rejects);
        self.amounts(row, parsed, rejects);
        self.said(row, parsed, rejects);
        self.hash(parsed);
        Ok(())
    }

    fn is_null(&self, cell: &str) -> bool {
        cell.is_empty() || self.mapping.nulls.iter().any(|null| null == cell)
    }

    fn id(&mut self, row: &Row, parsed: &mut Parsed) -> Result<(), Reject> {
        parsed.external_id.clear();
        for piece in &self.id {
            match piece {
                Bound::Text(text) => parsed.external_id.push_str(text),
                Bound::Row => {
                    let hash = whole(row);
                    let before = self.rows.entry(hash).or_default();
                    *before += 1;
                    // Writing to a string does not fail.
                    let _ = write!(parsed.external_id, "{hash:032x}");
                    if *before > 1 {
                        let _ = write!(parsed.external_id, "-{before}");
                    }
                }
                Bound::Column { at, name } => {
                    let cell = row.field(*at);
                    if self.is_null(cell) {
                        return Err(reject(row.line, Some(name), RowProblem::EmptyId, cell));
                    }
                    parsed.external_id.push_str(cell);
                }
            }
        }
        if parsed.external_id.len() > ID_BYTES {
            let reason = RowProblem::LongId {
                most: ID_BYTES as u64,
            };
            return Err(reject(row.line, None, reason, &parsed.external_id));
        }
        Ok(())
    }

    fn weight(&self, row: &Row, parsed: &mut Parsed) -> Result<(), Reject> {
        parsed.weight = None;
        let (Some(at), Some(name)) = (self.weight, self.mapping.weight.as_deref()) else {
            return Ok(());
        };
        let cell = row.field(at);
        let decimal = self.mapping.decimal;
        let weight = number::plain(cell, row.kind(at), decimal)
            .and_then(|number| number.parse::<f64>().ok())
            .ok_or(WeightError::NotANumber);
        match weight.and_then(Weight::new) {
            Ok(weight) => {
                parsed.weight = Some(weight);
                Ok(())
            }
            Err(error) => {
                let reason = match error {
                    WeightError::NotANumber => RowProblem::NotANumber { decimal },
                    WeightError::OutOfRange(_) => RowProblem::WeightOutOfRange,
                };
                Err(reject(row.line, Some(name), reason, cell))
            }
        }
    }

    fn hash(&self, parsed: &mut Parsed) {
        let mut hash = Xxh3Default::new();
        hash.write_i32(parsed.day);
        hash.write_i64(parsed.at);
        hash.write_i32(parsed.offset);
        hash.write_i64(parsed.weight.map_or(-1, Weight::millionths));
        hash.write(parsed.set.as_bytes());
        for &(item, value) in &parsed.answers {
            hash.write_u64(self.item_hashes[item]);
            match i32::try_from(value) {
                // As it was before amounts, so that records that say the same stay the same.
                Ok(small) => hash.write_i32(small),
                Err(_) => hash.write_i64(value),
            }
        }
        for said in [&parsed.comment, &parsed.customer] {
            if !said.is_empty() {
                hash.write_u8(0x1f);
                hash.write(said.as_bytes());
            }
        }
        parsed.hash = i64::from_ne_bytes(hash.finish().to_ne_bytes());
    }
}

/// What the cells of a row amount to.
fn whole(row: &Row) -> u128 {
    let mut hash = Xxh3Default::new();
    for cell in row.fields() {
        hash.update(cell.as_bytes());
        hash.update(&[0x1f]);
    }
    hash.digest128()
}

fn reject(line: u64, column: Option<&str>, reason: RowProblem, found: &str) -> Reject {
    Reject {
        line,
        column: column.map(str::to_owned),
        reason,
        found: found.chars().take(FOUND).collect(),
    }
}
