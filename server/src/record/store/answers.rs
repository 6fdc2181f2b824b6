//! The answers of records: how they stand in a record's row, and reading those of an import.

use std::{fmt, fmt::Write as _};

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use shared::tally::{Counts, Weight};
use sqlx::SqliteConnection;
use uuid::Uuid;

use crate::store::StoreError;

/// Records read at once.
const PIECE: i64 = 2_000;

/// An item's stored key and the value given to it.
pub(crate) type Answer = (i64, i32);

/// Answers as a row keeps them: a JSON object of items and values, as `{"3":5,"17":1}`.
pub(crate) fn text(answers: &[Answer]) -> String {
    let mut text = String::with_capacity(2 + answers.len() * 8);
    text.push('{');
    for (item, value) in answers {
        let comma = if text.len() > 1 { "," } else { "" };
        // Writing to a string does not fail.
        let _ = write!(text, "{comma}\"{item}\":{value}");
    }
    text.push('}');
    text
}

/// Reads what [`text`] wrote.
pub(crate) fn parse(text: &str) -> Result<Vec<Answer>, StoreError> {
    let Stored(answers) = serde_json::from_str(text)
        .map_err(|error| StoreError::damaged(format!("answers of a record: {error}")))?;
    Ok(answers)
}

struct Stored(Vec<Answer>);

impl<'de> Deserialize<'de> for Stored {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries)
    }
}

struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = Stored;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object of items and values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Stored, A::Error> {
        let mut answers = Vec::new();
        while let Some(answer) = map.next_entry()? {
            answers.push(answer);
        }
        Ok(Stored(answers))
    }
}

/// What tallies need of a stored record.
#[derive(sqlx::FromRow)]
pub(crate) struct Answered {
    key: i64,
    pub(crate) day: i32,
    pub(crate) dimension_set: i64,
    weight: i64,
    weight_squared: i64,
    answers: String,
}

impl Answered {
    pub(crate) fn answers(&self) -> Result<Vec<Answer>, StoreError> {
        parse(&self.answers)
    }

    pub(crate) fn weight(&self) -> Result<Weight, StoreError> {
        Weight::try_from(self.weight).map_err(StoreError::damaged)
    }

    /// The record counted once.
    pub(crate) const fn counts(&self) -> Counts {
        Counts {
            n: 1,
            weight: self.weight,
            weight_squared: self.weight_squared,
        }
    }
}

/// Which records of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// Those that it brought.
    Brought,
    /// Those of other imports that it replaced.
    Replaced,
}

/// The records of an import between two days, piece by piece in order of their keys.
pub(crate) struct Pieces {
    workspace: Uuid,
    batch: i64,
    which: Which,
    days: (i32, i32),
    /// The keys still to be read.
    after: i64,
    last: i64,
}

impl Pieces {
    pub(crate) async fn open(
        db: &mut SqliteConnection,
        workspace: Uuid,
        batch: i64,
        which: Which,
        days: (i32, i32),
    ) -> Result<Self, StoreError> {
        let (after, last) = match which {
            Which::Brought => {
                let (first, last): (i64, i64) = sqlx::query_as(
                    "SELECT first_record, last_record FROM import_batch WHERE workspace = $1 AND key = $2",
                )
                .bind(workspace)
                .bind(batch)
                .fetch_one(db)
                .await?;
                (first - 1, last)
            }
            Which::Replaced => (0, i64::MAX),
        };
        Ok(Self {
            workspace,
            batch,
            which,
            days,
            after,
            last,
        })
    }

    /// The next records; none when all were read.
    pub(crate) async fn next(
        &mut self,
        db: &mut SqliteConnection,
    ) -> Result<Vec<Answered>, StoreError> {
        let sql = match self.which {
            Which::Brought => {
                "SELECT key, day, dimension_set, weight, weight_squared, answers FROM record
                 WHERE workspace = $1 AND key > $2 AND key <= $3 AND batch = $4 AND day BETWEEN $5 AND $6
                 ORDER BY key LIMIT $7"
            }
            Which::Replaced => {
                "SELECT key, day, dimension_set, weight, weight_squared, answers FROM record
                 WHERE workspace = $1 AND key > $2 AND key <= $3 AND replaced_by = $4 AND day BETWEEN $5 AND $6
                 ORDER BY key LIMIT $7"
            }
        };
        let found: Vec<Answered> = sqlx::query_as(sql)
            .bind(self.workspace)
            .bind(self.after)
            .bind(self.last)
            .bind(self.batch)
            .bind(self.days.0)
            .bind(self.days.1)
            .bind(PIECE)
            .fetch_all(db)
            .await?;
        self.after = found.last().map_or(self.last, |record| record.key);
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_back_as_they_were_written() {
        assert_eq!(text(&[]), "{}");
        assert_eq!(text(&[(3, 5), (17, -1)]), r#"{"3":5,"17":-1}"#);
        for answers in [vec![], vec![(3, 5), (17, -1)], vec![(i64::MAX, i32::MIN)]] {
            assert_eq!(parse(&text(&answers)).unwrap(), answers);
        }
    }

    #[test]
    fn damaged_answers_are_said() {
        for damaged in [
            "",
            "[]",
            r#"{"x":1}"#,
            r#"{"1":"a"}"#,
            r#"{"1":99999999999}"#,
        ] {
            let said = parse(damaged).unwrap_err().to_string();
            assert!(said.contains("answers of a record"), "{said}");
        }
    }
}
