//! Sources and their imports, to be listed.

use std::collections::BTreeSet;

use shared::{api::SourceSummary, record::Privacy};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::{imports, intern, known::Known};
use crate::{
    record::day,
    store::{Store, StoreError},
};

/// Imports listed for each source.
const IMPORTS: u32 = 50;

/// A source as it is stored.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Source {
    pub(crate) key: i64,
    pub(crate) name: String,
    title: String,
    pub(crate) kind: String,
    privacy: String,
}

impl Source {
    pub(crate) fn privacy(&self) -> Result<Privacy, StoreError> {
        match self.privacy.as_str() {
            "customers" => Ok(Privacy::Customers),
            "people" => Ok(Privacy::People),
            other => Err(StoreError::damaged(format!("privacy {other:?}"))),
        }
    }
}

/// All sources, by name.
pub(crate) async fn all(
    db: &mut SqliteConnection,
    workspace: Uuid,
) -> Result<Vec<Source>, StoreError> {
    Ok(sqlx::query_as(
        "SELECT key, name, title, kind, privacy FROM source WHERE workspace = $1 ORDER BY name",
    )
    .bind(workspace)
    .fetch_all(db)
    .await?)
}

/// The first and the last day of a source's live records; `None` where it has none.
pub(crate) async fn days(
    db: &mut SqliteConnection,
    workspace: Uuid,
    source: i64,
) -> Result<Option<(i32, i32)>, StoreError> {
    let mut ends = [None; 2];
    for (end, sql) in ends.iter_mut().zip([FIRST_DAY, LAST_DAY]) {
        *end = sqlx::query_scalar(sql)
            .bind(workspace)
            .bind(source)
            .fetch_optional(&mut *db)
            .await?;
    }
    let [first, last] = ends;
    Ok(first.zip(last))
}

/// Along the index by source and day, from either end to the first record of a live import.
const FIRST_DAY: &str = "SELECT r.day FROM record AS r
    JOIN import_batch AS b ON b.workspace = r.workspace AND b.key = r.batch
    WHERE r.workspace = $1 AND r.source = $2 AND b.state = 'live' ORDER BY r.day LIMIT 1";
const LAST_DAY: &str = "SELECT r.day FROM record AS r
    JOIN import_batch AS b ON b.workspace = r.workspace AND b.key = r.batch
    WHERE r.workspace = $1 AND r.source = $2 AND b.state = 'live' ORDER BY r.day DESC LIMIT 1";

/// The names of the dimensions that the live records of a source carry.
pub(crate) async fn dimensions(
    db: &mut SqliteConnection,
    workspace: Uuid,
    source: i64,
) -> Result<BTreeSet<String>, StoreError> {
    let sets: Vec<String> = sqlx::query_scalar(
        "SELECT DISTINCT s.dimensions FROM dimension_set AS s
         JOIN record AS r ON r.workspace = s.workspace AND r.dimension_set = s.key
         JOIN import_batch AS b ON b.workspace = r.workspace AND b.key = r.batch
         WHERE r.workspace = $1 AND r.source = $2 AND b.state = 'live'",
    )
    .bind(workspace)
    .bind(source)
    .fetch_all(db)
    .await?;
    let mut dimensions = BTreeSet::new();
    for set in sets {
        dimensions.extend(intern::parse(&set)?.into_keys());
    }
    Ok(dimensions)
}

/// Every source with what can be seen of it.
pub(crate) async fn sources(store: &Store) -> Result<Vec<SourceSummary>, StoreError> {
    let workspace = store.workspace_id();
    let mut read = store.readers().begin().await?;
    let known = Known::of(store, &mut read).await?;
    let mut sources = Vec::with_capacity(known.sources.len());
    for row in &known.sources {
        let key = row.key;
        let (records, first, last): (i64, Option<i32>, Option<i32>) = sqlx::query_as(
            "SELECT COUNT(*), MIN(r.day), MAX(r.day) FROM record AS r
             JOIN import_batch AS b ON b.workspace = r.workspace AND b.key = r.batch AND b.state = 'live'
             LEFT JOIN import_batch AS n ON n.workspace = r.workspace AND n.key = r.replaced_by AND n.state = 'live'
             WHERE r.workspace = $1 AND r.source = $2 AND n.key IS NULL",
        )
        .bind(workspace)
        .bind(key)
        .fetch_one(&mut *read)
        .await?;
        let dimensions = known.carried_by(&mut read, key).await?;
        let imports = imports::page(&mut read, workspace, Some(key), i64::MAX, IMPORTS).await?;
        sources.push(SourceSummary {
            privacy: row.privacy()?,
            name: row.name.clone(),
            title: row.title.clone(),
            kind: row.kind.clone(),
            records: u64::try_from(records).unwrap_or_default(),
            first_day: first.map(day::text),
            last_day: last.map(day::text),
            dimensions: dimensions.iter().cloned().collect(),
            imports: imports
                .iter()
                .map(imports::Row::summary)
                .collect::<Result<_, StoreError>>()?,
        });
    }
    Ok(sources)
}
