//! Attribute tables, whoever brings or asks for them: a file whose first column holds the values of a dimension, `from` and `to`
//! their days, and every other column what they are.

use std::{collections::BTreeMap, io::Cursor};

use shared::{
    access::{Action, Actor, Resource},
    api::{ApiError, AttributeTable, Why},
    locale::Date,
    record::{DateProblem, FileProblem, ImportProblem, RowProblem, is_name, slug},
};

use super::{
    import::{ImportError, blocking},
    query::invalid,
    store::attributes::{self, Line},
    table::{Dialect, Row, Table, TableError},
};
use crate::service::{Services, allowed, detached};

/// The columns that say the days.
const FROM: &str = "from";
const TO: &str = "to";
/// How days are written.
const DAYS: &str = "%Y-%m-%d";
/// The most rows: a small file can be packed from a very large one.
const MOST_ROWS: usize = 50_000;
/// The longest value, in characters.
const LONGEST: usize = 200;

impl Services {
    /// The dimensions that have a table.
    ///
    /// # Errors
    /// Not allowed, or the store failed.
    pub async fn attribute_tables(&self, actor: &Actor) -> Result<Vec<String>, ApiError> {
        allowed(actor, Action::Read, Resource::Records)?;
        let mut read = self.begin().await?;
        Ok(attributes::tables(&mut read, self.store().workspace_id()).await?)
    }

    /// The table of a dimension; without rows where there is none.
    ///
    /// # Errors
    /// Not allowed, or the store failed.
    pub async fn attribute_table(
        &self,
        actor: &Actor,
        dimension: &str,
    ) -> Result<AttributeTable, ApiError> {
        allowed(actor, Action::Read, Resource::Records)?;
        let mut read = self.begin().await?;
        Ok(attributes::table(&mut read, self.store().workspace_id(), dimension).await?)
    }

    /// Puts a file in the place of a dimension's table; an empty one takes it away. Answered with what is there then.
    ///
    /// # Errors
    /// Not allowed, what in the file cannot be read and on which line, or the store failed. Then nothing was changed.
    pub async fn replace_attributes(
        &self,
        actor: &Actor,
        dimension: &str,
        file: Vec<u8>,
    ) -> Result<AttributeTable, ApiError> {
        allowed(actor, Action::Import, Resource::Records)?;
        if !is_name(dimension) {
            let detail = "a dimension's name is made of a-z, 0-9, - and _";
            return Err(invalid("dimension", detail).because(Why::NotAKey));
        }
        let name = dimension.to_owned();
        let lines = if file.is_empty() {
            Vec::new()
        } else {
            blocking(move || read(&name, file)).await?
        };
        let (services, actor, dimension) = (self.clone(), actor.clone(), dimension.to_owned());
        detached(async move {
            attributes::replace(services.store(), &dimension, &lines).await?;
            services.attribute_table(&actor, &dimension).await
        })
        .await
    }
}

/// Reads a table and checks all of it.
fn read(dimension: &str, file: Vec<u8>) -> Result<Vec<Line>, ImportError> {
    let dialect = Dialect::of(Cursor::new(file.clone()), dimension)?;
    let (encoding, delimiter) = (dialect.encoding, dialect.delimiter);
    let mut table = Table::open_as(Cursor::new(file), dimension, encoding, delimiter, None)?;
    let mut row = Row::default();
    if !table.next(&mut row)? {
        return Err(TableError::from(FileProblem::Empty).into());
    }
    let header = Header::read(dimension, &row)?;
    let mut lines: Vec<Line> = Vec::new();
    let mut rows = 0;
    let mut days: BTreeMap<String, Vec<(i32, i32)>> = BTreeMap::new();
    while table.next(&mut row)? {
        let (value, span, said) = header.line(&row)?;
        let taken = days.entry(value.clone()).or_default();
        if taken
            .iter()
            .any(|other| span.0 <= other.1 && other.0 <= span.1)
        {
            return Err(wrong(row.line, RowProblem::SameDays { value }));
        }
        taken.push(span);
        rows += 1;
        if rows > MOST_ROWS {
            let detail = format!("at most {MOST_ROWS} rows: leave out what no record carries");
            let refused = invalid("file", detail).because(Why::TooMany);
            return Err(ImportError::Service(refused.with("most", MOST_ROWS)));
        }
        let named = said
            .into_iter()
            .map(|(name, says)| (value.clone(), name, span, says));
        lines.extend(named);
    }
    Ok(lines)
}

struct Header {
    value: usize,
    from: Option<usize>,
    to: Option<usize>,
    /// Every other column that has a name.
    attributes: Vec<(usize, String)>,
    width: usize,
}

/// A value, its days, and what it is.
type Told = (String, (i32, i32), Vec<(String, String)>);

impl Header {
    fn read(dimension: &str, row: &Row) -> Result<Self, ImportError> {
        if let Some(problem) = row.problem.clone() {
            return Err(TableError(ImportProblem::Header {
                line: row.line,
                problem,
            })
            .into());
        }
        let mut header = Self {
            value: 0,
            from: None,
            to: None,
            attributes: Vec::new(),
            width: row.len(),
        };
        // The column named as the dimension, or else the first.
        let lower: Vec<String> = row
            .fields()
            .map(|name| name.trim().to_lowercase())
            .collect();
        header.value = lower.iter().position(|name| name == dimension).unwrap_or(0);
        for (at, name) in lower.iter().enumerate() {
            match name.as_str() {
                _ if at == header.value => {}
                FROM => header.from = Some(at),
                TO => header.to = Some(at),
                "" => {}
                // One that is a dimension's name already stays it, so that tables can explain each other.
                name if is_name(name) => header.attributes.push((at, name.to_owned())),
                name => header.attributes.push((at, slug(name, "attribute"))),
            }
        }
        let named = |name: &String| {
            let all = header.attributes.iter();
            all.filter(|(_, other)| other == name).count()
        };
        let mut twice = header.attributes.iter().filter(|(_, name)| named(name) > 1);
        if let Some((at, _)) = twice.next() {
            return Err(TableError::from(FileProblem::ColumnTwice {
                line: row.line,
                column: row.field(*at).to_owned(),
            })
            .into());
        }
        if header.attributes.is_empty() {
            return Err(TableError::from(FileProblem::NoAttributes { line: row.line }).into());
        }
        Ok(header)
    }

    fn line(&self, row: &Row) -> Result<Told, ImportError> {
        if let Some(problem) = row.problem.clone() {
            return Err(wrong(row.line, problem));
        }
        if row.len() != self.width {
            let (found, expected) = (row.len() as u64, self.width as u64);
            return Err(wrong(row.line, RowProblem::Fields { found, expected }));
        }
        let value = self.text(row, self.value)?;
        if value.is_empty() {
            return Err(wrong(row.line, RowProblem::EmptyId));
        }
        let from = self.day(row, self.from)?.unwrap_or(i32::MIN);
        let to = self.day(row, self.to)?.unwrap_or(i32::MAX);
        if from > to {
            return Err(wrong(row.line, RowProblem::DaysBackwards));
        }
        let mut said = Vec::new();
        for (at, name) in &self.attributes {
            let says = self.text(row, *at)?;
            if !says.is_empty() {
                said.push((name.clone(), says));
            }
        }
        Ok((value, (from, to), said))
    }

    fn text(&self, row: &Row, at: usize) -> Result<String, ImportError> {
        let text = row.field(at).trim();
        if text.chars().nth(LONGEST).is_some() {
            let most = LONGEST as u64;
            return Err(wrong(row.line, RowProblem::LongComment { most }));
        }
        Ok(text.to_owned())
    }

    fn day(&self, row: &Row, at: Option<usize>) -> Result<Option<i32>, ImportError> {
        let Some(at) = at else { return Ok(None) };
        let text = row.field(at).trim();
        if text.is_empty() {
            return Ok(None);
        }
        // A spreadsheet's date comes with a time of midnight.
        let date = text.split([' ', 'T']).next().unwrap_or_default();
        match date.parse::<Date>() {
            Ok(date) => Ok(Some(date.to_days())),
            Err(_) => Err(wrong(
                row.line,
                RowProblem::Date(Box::new(DateProblem {
                    expected: DAYS.to_owned(),
                    ..DateProblem::default()
                })),
            )),
        }
    }
}

fn wrong(line: u64, problem: RowProblem) -> ImportError {
    TableError(ImportProblem::Row { line, problem }).into()
}
