//! One chunk of an import: what is new, what changed, what is known, and the writing of it.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use fastbloom::BloomFilter;
use shared::{api::RowCounts, tally::Weight};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::{
    answers::{self, Answer, Answered},
    batch::Batch,
    intern::Sets,
    rollup::{Counted, Rollup, Sign},
    rows,
};
use crate::{
    record::{import::parse::Parsed, mapping::Precision},
    store::StoreError,
};

/// Ids looked up in one statement.
const LOOKUP: usize = 400;
/// What an import remembers of its ids, in bits: 16 MiB, which ten million ids fill so far that one in five hundred is
/// looked up for nothing.
const MET_BITS: usize = 1 << 27;
const MET_IDS: usize = 10_000_000;
/// Records counted before the database is given its turn.
const COUNTED: usize = 50;

/// What an import carries from chunk to chunk.
pub(crate) struct Load {
    pub(crate) workspace: Uuid,
    pub(crate) source: i64,
    pub(crate) batch: Option<Batch>,
    pub(crate) precision: Precision,
    /// The stored keys of the mapping's items.
    pub(crate) items: Vec<i64>,
    /// The lists of dimensions with tallies: keys and names.
    pub(crate) lists: Vec<i64>,
    pub(crate) list_names: Vec<Vec<String>>,
    pub(crate) sets: Sets,
    pub(crate) rollup: Rollup,
    pub(crate) next_record: i64,
    pub(crate) counts: RowCounts,
    /// Hashes of the ids read so far when nothing is written, to see repeated ones.
    pub(crate) seen: HashMap<String, i64>,
    /// The ids met so far, where the source had no record before: nearly all are new, and need no look-up to say so.
    pub(crate) met: Option<BloomFilter>,
}

/// What is known of an id.
#[derive(Debug, Clone, Copy)]
struct Known {
    record: i64,
    hash: i64,
    batch: i64,
}

/// A record to be written.
struct NewRecord<'a> {
    key: i64,
    parsed: &'a Parsed,
    weight: Weight,
    set: i64,
    /// In order of their items.
    answers: Vec<Answer>,
}

/// A row whose id came before in the same file, with other content.
pub(crate) struct Repeated {
    pub(crate) line: u64,
    pub(crate) id: String,
}

impl Load {
    /// Remembers the ids that come, where the source has no record yet.
    pub(crate) async fn expect_new(&mut self, db: &mut SqliteConnection) -> Result<(), StoreError> {
        let any: bool = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM record WHERE workspace = $1 AND source = $2)",
        )
        .bind(self.workspace)
        .bind(self.source)
        .fetch_one(db)
        .await?;
        if !any {
            self.met = Some(BloomFilter::with_num_bits(MET_BITS).expected_items(MET_IDS));
        }
        Ok(())
    }

    /// Sorts the rows of a chunk into new, changed and unchanged, and writes them if this import writes.
    pub(crate) async fn chunk(
        &mut self,
        db: &mut SqliteConnection,
        parsed: &[Parsed],
    ) -> Result<Vec<Repeated>, StoreError> {
        let mut known = self.known(db, parsed).await?;
        if let Some(met) = &mut self.met {
            for row in parsed {
                met.insert(row.external_id.as_str());
            }
        }
        let buried = self.buried(db, parsed).await?;
        let own = self.batch.map_or(0, |batch| batch.key);
        let (mut new, mut replaced, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
        for row in parsed {
            if buried.contains(&row.external_id) {
                self.counts.forgotten += 1;
                continue;
            }
            match known.get(row.external_id.as_str()) {
                Some(before) if before.hash == row.hash => {
                    self.counts.unchanged += 1;
                    continue;
                }
                Some(before) if before.batch == own => {
                    self.counts.rejected += 1;
                    repeated.push(Repeated {
                        line: row.line,
                        id: row.external_id.clone(),
                    });
                    continue;
                }
                Some(before) => {
                    self.counts.changed += 1;
                    replaced.push(before.record);
                }
                None => self.counts.added += 1,
            }
            self.counts.answers += row.answers.len() as u64;
            let mut answers: Vec<Answer> = row
                .answers
                .iter()
                .map(|&(item, value)| (self.items[item], value))
                .collect();
            answers.sort_unstable();
            let key = self.next_record;
            self.next_record += 1;
            let hash = row.hash;
            known.insert(
                Cow::Borrowed(&row.external_id),
                Known {
                    record: key,
                    hash,
                    batch: own,
                },
            );
            if self.batch.is_none() {
                self.seen.insert(row.external_id.clone(), hash);
            }
            new.push(NewRecord {
                key,
                parsed: row,
                weight: row.weight.unwrap_or(Weight::ONE),
                set: self.sets.key(&row.set),
                answers,
            });
        }
        if let Some(batch) = self.batch {
            self.retract(db, &replaced, batch).await?;
            let place = (self.workspace, self.source, batch);
            // The database works on a thread of its own.
            let written = write(db, place, self.precision, &new);
            let counted = count(
                &mut self.sets,
                &mut self.rollup,
                &self.lists,
                &self.list_names,
                &new,
            );
            let (written, counted) = tokio::join!(written, counted);
            written?;
            counted?;
            self.sets.save(db, self.workspace).await?;
        }
        Ok(repeated)
    }

    /// What the store, or this very file, knows of the chunk's ids.
    async fn known<'a>(
        &self,
        db: &mut SqliteConnection,
        parsed: &'a [Parsed],
    ) -> Result<HashMap<Cow<'a, str>, Known>, StoreError> {
        let mut known = HashMap::with_capacity(parsed.len());
        let ids = parsed.iter().map(|row| row.external_id.as_str());
        let met = |id: &&str| self.met.as_ref().is_none_or(|met| met.contains(*id));
        let ids: Vec<&str> = ids.filter(met).collect();
        let own = self.batch.map_or(0, |batch| batch.key);
        // Two steps, each with one index that serves it: in one, SQLite reads the whole table instead.
        let mut keys: Vec<i64> = Vec::new();
        for ids in ids.chunks(LOOKUP) {
            let sql = format!(
                "SELECT key FROM record WHERE workspace = ? AND source = ? AND external_id IN {}",
                rows::list(LOOKUP)
            );
            let mut query = sqlx::query_scalar(rows::statement(sql))
                .bind(self.workspace)
                .bind(self.source);
            for at in 0..LOOKUP {
                query = query.bind(ids.get(at).copied());
            }
            let found: Vec<i64> = query.fetch_all(&mut *db).await?;
            keys.extend(found);
        }
        for keys in keys.chunks(LOOKUP) {
            let sql = format!(
                "SELECT r.external_id, r.key, r.content_hash, r.batch FROM record AS r
                 JOIN import_batch AS b ON b.workspace = r.workspace AND b.key = r.batch
                 LEFT JOIN import_batch AS n ON n.workspace = r.workspace AND n.key = r.replaced_by
                 WHERE r.workspace = ? AND (b.key = ? OR b.state = 'live' AND
                       (n.state IS NULL OR n.state NOT IN ('live', 'loading')))
                   AND r.key IN {}",
                rows::list(LOOKUP)
            );
            let mut query = sqlx::query_as(rows::statement(sql))
                .bind(self.workspace)
                .bind(own);
            for at in 0..LOOKUP {
                query = query.bind(keys.get(at));
            }
            let found: Vec<(String, i64, i64, i64)> = query.fetch_all(&mut *db).await?;
            for (id, record, hash, batch) in found {
                known.insert(
                    Cow::Owned(id),
                    Known {
                        record,
                        hash,
                        batch,
                    },
                );
            }
        }
        for row in parsed {
            if let Some(&hash) = self.seen.get(&row.external_id) {
                known.insert(
                    Cow::Borrowed(row.external_id.as_str()),
                    Known {
                        record: 0,
                        hash,
                        batch: own,
                    },
                );
            }
        }
        Ok(known)
    }

    /// The ids of the chunk that were deleted on purpose.
    async fn buried(
        &self,
        db: &mut SqliteConnection,
        parsed: &[Parsed],
    ) -> Result<HashSet<String>, StoreError> {
        let any: bool = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM tombstone WHERE workspace = $1 AND source = $2)",
        )
        .bind(self.workspace)
        .bind(self.source)
        .fetch_one(&mut *db)
        .await?;
        let mut buried = HashSet::new();
        if !any {
            return Ok(buried);
        }
        for ids in parsed.chunks(LOOKUP) {
            let sql = format!(
                "SELECT external_id FROM tombstone WHERE workspace = ? AND source = ? AND external_id IN {}",
                rows::list(LOOKUP)
            );
            let mut query = sqlx::query_scalar(rows::statement(sql))
                .bind(self.workspace)
                .bind(self.source);
            for at in 0..LOOKUP {
                query = query.bind(ids.get(at).map(|row| row.external_id.as_str()));
            }
            buried.extend(query.fetch_all(&mut *db).await?);
        }
        Ok(buried)
    }

    /// Takes the replaced versions out of the tallies and marks them.
    async fn retract(
        &mut self,
        db: &mut SqliteConnection,
        replaced: &[i64],
        batch: Batch,
    ) -> Result<(), StoreError> {
        for keys in replaced.chunks(LOOKUP) {
            let list = rows::list(LOOKUP);
            let sql = format!(
                "SELECT key, day, dimension_set, weight, weight_squared, answers FROM record
                 WHERE workspace = ? AND key IN {list}"
            );
            let mut query = sqlx::query_as(rows::statement(sql)).bind(self.workspace);
            for at in 0..LOOKUP {
                query = query.bind(keys.get(at));
            }
            let records: Vec<Answered> = query.fetch_all(&mut *db).await?;
            for record in records {
                let answers = record.answers()?;
                let counted = Counted {
                    answers: &answers,
                    weight: record.weight()?,
                    day: record.day,
                };
                let groups = self.sets.groups(record.dimension_set, &self.list_names)?;
                self.rollup
                    .count(counted, &self.lists, groups, Sign::Retract);
            }
            let sql = format!(
                "UPDATE record SET replaced_by = ? WHERE workspace = ? AND key IN {}",
                rows::list(LOOKUP)
            );
            let mut query = sqlx::query(rows::statement(sql))
                .bind(batch.key)
                .bind(self.workspace);
            for at in 0..LOOKUP {
                query = query.bind(keys.get(at));
            }
            query.execute(&mut *db).await?;
        }
        Ok(())
    }
}

/// Counts new records for each list, a few at a time: in between, what waits for the database goes on.
async fn count(
    sets: &mut Sets,
    rollup: &mut Rollup,
    lists: &[i64],
    list_names: &[Vec<String>],
    new: &[NewRecord<'_>],
) -> Result<(), StoreError> {
    for records in new.chunks(COUNTED) {
        for record in records {
            let groups = sets.groups(record.set, list_names)?;
            let counted = Counted {
                answers: &record.answers,
                weight: record.weight,
                day: record.parsed.day,
            };
            rollup.count(counted, lists, groups, Sign::Add);
        }
        tokio::task::yield_now().await;
    }
    Ok(())
}

/// Writes new records.
async fn write(
    db: &mut SqliteConnection,
    (workspace, source, batch): (Uuid, i64, Batch),
    precision: Precision,
    new: &[NewRecord<'_>],
) -> Result<(), StoreError> {
    let precision = match precision {
        Precision::Day => "day",
        Precision::Instant => "instant",
    };
    rows::insert_alike(
        db,
        "INSERT INTO record (workspace, source, precision, batch, key, external_id, content_hash, day, at, utc_offset,
                             weight, weight_squared, dimension_set, answers, comment, customer)",
        (4, 12),
        |query| {
            query
                .bind(workspace)
                .bind(source)
                .bind(precision)
                .bind(batch.key)
        },
        new,
        |query, record| {
            query
                .bind(record.key)
                .bind(record.parsed.external_id.as_str())
                .bind(record.parsed.hash)
                .bind(record.parsed.day)
                .bind(record.parsed.at)
                .bind(record.parsed.offset)
                .bind(record.weight.millionths())
                .bind(record.weight.squared_millionths())
                .bind(record.set)
                .bind(answers::text(&record.answers))
                .bind(said(&record.parsed.comment))
                .bind(said(&record.parsed.customer))
        },
    )
    .await
}

/// What was said, where something was.
fn said(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}
