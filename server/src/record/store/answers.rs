//! The answers of records: how they stand in a record's row, and reading those of an import.

use std::fmt::Write as _;

use shared::tally::{Counts, Weight};
use sqlx::SqliteConnection;
use uuid::Uuid;

use crate::store::StoreError;

/// Records read at once.
const PIECE: i64 = 2_000;

/// An item's stored key and the value given to it.
pub(crate) type Answer = (i64, i64);

/// The versions of the text that a row keeps its answers as: one where all values are ratings, or as small as these; two
/// where one is larger.
const VERSION: &str = "1";
const WITH_LARGE: &str = "2";

/// Answers as a row keeps them: the version, then items and values, as `1 3:5 17:-1`.
pub(crate) fn text(answers: &[Answer]) -> String {
    let large = answers
        .iter()
        .any(|(_, value)| i32::try_from(*value).is_err());
    let mut text = String::with_capacity(VERSION.len() + answers.len() * 6);
    text.push_str(if large { WITH_LARGE } else { VERSION });
    for (item, value) in answers {
        // Writing to a string does not fail.
        let _ = write!(text, " {item}:{value}");
    }
    text
}

/// Reads what [`text`] wrote.
pub(crate) fn parse(text: &str) -> Result<Vec<Answer>, StoreError> {
    let mut words = text.split(' ');
    let version = words.next().unwrap_or_default();
    if version != VERSION && version != WITH_LARGE {
        return Err(match version.parse::<u64>() {
            Ok(newer) if newer > 2 => {
                StoreError::newer("the answers of a record", newer, WITH_LARGE)
            }
            _ => damaged(text),
        });
    }
    words
        .map(|word| answer(word).ok_or_else(|| damaged(text)))
        .collect()
}

fn answer(word: &str) -> Option<Answer> {
    let (item, value) = word.split_once(':')?;
    Some((item.parse().ok()?, value.parse().ok()?))
}

fn damaged(text: &str) -> StoreError {
    let beginning: String = text.chars().take(80).collect();
    StoreError::damaged(format!("answers of a record: {beginning:?}"))
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
    /// Who gave them, where that was asked for.
    #[sqlx(default)]
    pub(crate) customer: Option<String>,
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
    with_customers: bool,
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
            with_customers: false,
        })
    }

    /// The same, with who gave each answer.
    pub(crate) fn with_customers(self) -> Self {
        Self {
            with_customers: true,
            ..self
        }
    }

    /// The next records; none when all were read.
    pub(crate) async fn next(
        &mut self,
        db: &mut SqliteConnection,
    ) -> Result<Vec<Answered>, StoreError> {
        let sql = match self.which {
            Which::Brought => {
                "SELECT key, day, dimension_set, weight, weight_squared, answers, CASE WHEN $8 THEN customer END AS customer FROM record
                 WHERE workspace = $1 AND key > $2 AND key <= $3 AND batch = $4 AND day BETWEEN $5 AND $6
                 ORDER BY key LIMIT $7"
            }
            Which::Replaced => {
                "SELECT key, day, dimension_set, weight, weight_squared, answers, CASE WHEN $8 THEN customer END AS customer FROM record
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
            .bind(self.with_customers)
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
        assert_eq!(text(&[]), "1");
        assert_eq!(text(&[(3, 5), (17, -1)]), "1 3:5 17:-1");
        // Ratings, and whatever fits among them, stand as they always stood.
        assert_eq!(text(&[(3, i64::from(i32::MIN))]), "1 3:-2147483648");
        assert_eq!(text(&[(3, 9_000_000_000_000)]), "2 3:9000000000000");
        for answers in [vec![], vec![(3, 5), (17, -1)], vec![(i64::MAX, i64::MIN)]] {
            assert_eq!(parse(&text(&answers)).unwrap(), answers);
        }
    }

    #[test]
    fn answers_of_a_newer_program_are_refused_by_that_name() {
        for newer in ["3", "3 3:5", "31 whatever it may be"] {
            let refused = parse(newer).unwrap_err();
            assert!(
                matches!(refused, StoreError::NewerContent { .. }),
                "{refused}"
            );
            assert!(refused.to_string().contains("newer Puente"), "{refused}");
        }
    }

    #[test]
    fn damaged_answers_are_said() {
        for damaged in [
            "",
            "0",
            "-1 3:5",
            "{}",
            r#"{"3":5}"#,
            "1 ",
            "1 3",
            "1 3:",
            "1 :5",
            "1 x:1",
            "1 1:a",
            "1 1:99999999999999999999",
            "1 3:5  17:-1",
        ] {
            let refused = parse(damaged).unwrap_err();
            assert!(
                matches!(refused, StoreError::Damaged { .. }),
                "{damaged}: {refused}"
            );
            assert!(
                refused.to_string().contains("answers of a record"),
                "{refused}"
            );
        }
    }
}
