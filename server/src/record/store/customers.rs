//! Whose records a selection is of: read record by record, because no tally knows customers.

use std::collections::BTreeSet;

use shared::metric::Customers;
use sqlx::SqliteConnection;

use super::{
    answers::{Pieces, Which},
    known::Known,
    reader::{Per, Reader},
    reading::Selection,
};
use crate::store::StoreError;

/// The most records that are read for one question.
pub(crate) const MOST_READ: u64 = 300_000;

/// Whether the records of these sources between two days, replaced ones among them, are few enough to be read. An index says it, in a
/// small part of the time that reading takes: a page that asks waits for nothing where there are too many.
async fn few(
    db: &mut SqliteConnection,
    known: &Known,
    sources: &BTreeSet<i64>,
    days: (i32, i32),
) -> Result<bool, StoreError> {
    let most = i64::try_from(MOST_READ).unwrap_or(i64::MAX);
    let mut all = 0;
    for source in sources {
        let of_source: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM
             (SELECT 1 FROM record WHERE workspace = $1 AND source = $2 AND day BETWEEN $3 AND $4 LIMIT $5)",
        )
        .bind(known.workspace)
        .bind(source)
        .bind(days.0)
        .bind(days.1)
        .bind(most + 1)
        .fetch_one(&mut *db)
        .await?;
        all += of_source;
        if all > most {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Adds the answers of a selection to `customers`; `false` where there are too many to read them all.
pub(crate) async fn add(
    db: &mut SqliteConnection,
    known: &Known,
    selection: &Selection,
    customers: &mut Customers,
) -> Result<bool, StoreError> {
    let wanted: BTreeSet<i64> = selection.items.iter().copied().collect();
    let of_wanted = known.items.iter().filter(|item| wanted.contains(&item.key));
    let sources: BTreeSet<i64> = of_wanted.map(|item| item.source).collect();
    if !few(db, known, &sources, selection.days()).await? {
        return Ok(false);
    }
    let mut reader = Reader::new(known, selection, Per::Selection);
    let mut read = 0;
    for live in known
        .live
        .iter()
        .filter(|live| sources.contains(&live.source))
    {
        for (times, which) in [(1, Which::Brought), (-1, Which::Replaced)] {
            let days = selection.days();
            let pieces = Pieces::open(db, known.workspace, live.batch, which, days).await?;
            let mut pieces = pieces.with_customers();
            loop {
                let records = pieces.next(db).await?;
                if records.is_empty() {
                    break;
                }
                read += records.len() as u64;
                if read > MOST_READ {
                    return Ok(false);
                }
                let sets = records.iter().map(|record| record.dimension_set);
                reader.learn(db, sets).await?;
                for record in records {
                    if reader.group(record.dimension_set, record.day).is_none() {
                        continue;
                    }
                    let customer = record.customer.as_deref().unwrap_or_default();
                    for (item, value) in record.answers()? {
                        if wanted.contains(&item) {
                            customers.add(customer, value, times);
                        }
                    }
                }
            }
        }
    }
    Ok(true)
}
