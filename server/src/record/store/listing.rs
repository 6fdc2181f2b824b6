//! Records one by one, newest first: a walk over the index by day, and the rows of what it finds.
//!
//! Two steps, each served by one index: the walk reads places only, so that the rows of an import that is loading cost
//! next to nothing, and what of it can be seen is looked up by key. A walk sees the store as it was at its beginning:
//! its horizon is the last import that was live then, and what later ones brought or replaced does not count.

use std::collections::{HashMap, HashSet};

use shared::record::Precision;
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::{
    answers::{self, Answer},
    intern::{self, Dimensions},
    rows,
};
use crate::store::StoreError;

/// Places read at once, and records looked up in one statement.
pub(crate) const STEP: usize = 400;

/// The last import that is live.
pub(crate) const HORIZON: &str =
    "SELECT COALESCE(MAX(key), 0) FROM import_batch WHERE workspace = $1 AND state = 'live'";

/// The places of a source before one, newest first.
pub(crate) const OF_SOURCE: &str = "SELECT day, at, key FROM record
    WHERE workspace = $1 AND source = $2 AND day >= $3 AND (day, at, key) < ($4, $5, $6)
    ORDER BY day DESC, at DESC, key DESC LIMIT $7";

/// The places of an import before one, newest first.
pub(crate) const OF_IMPORT: &str = "SELECT day, at, key FROM record
    WHERE workspace = $1 AND batch = $2 AND day >= $3 AND (day, at, key) < ($4, $5, $6)
      AND key >= $8 AND key <= $9
    ORDER BY day DESC, at DESC, key DESC LIMIT $7";

/// The keys of all versions of a record.
pub(crate) const OF_IDENTITY: &str =
    "SELECT key FROM record WHERE workspace = $1 AND source = $2 AND external_id = $3";

/// Where a record stands among all: day, time, key.
pub(crate) type Place = (i32, i64, i64);

/// What the places of a walk are read from.
#[derive(Debug, Clone)]
pub(crate) enum Among {
    /// These sources.
    Sources(Vec<i64>),
    /// One import, whose records have these keys.
    Import { batch: i64, first: i64, last: i64 },
}

/// The next places before `before` and not earlier than `from`, newest first; fewer than `most` where none follow.
pub(crate) async fn places(
    db: &mut SqliteConnection,
    workspace: Uuid,
    among: &Among,
    from: i32,
    before: Place,
    most: usize,
) -> Result<Vec<Place>, StoreError> {
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let ask = |sql, key: i64| {
        sqlx::query_as(sql)
            .bind(workspace)
            .bind(key)
            .bind(from)
            .bind(before.0)
            .bind(before.1)
            .bind(before.2)
            .bind(limit)
    };
    match among {
        Among::Sources(sources) => {
            let mut places: Vec<Place> = Vec::new();
            for &source in sources {
                let found: Vec<Place> = ask(OF_SOURCE, source).fetch_all(&mut *db).await?;
                places.extend(found);
            }
            places.sort_unstable_by(|a, b| b.cmp(a));
            places.truncate(most);
            Ok(places)
        }
        Among::Import { batch, first, last } => Ok(ask(OF_IMPORT, *batch)
            .bind(first)
            .bind(last)
            .fetch_all(db)
            .await?),
    }
}

/// A record as it is stored.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Row {
    key: i64,
    pub(crate) source: i64,
    pub(crate) external_id: String,
    pub(crate) day: i32,
    pub(crate) at: i64,
    pub(crate) utc_offset: i32,
    precision: String,
    /// Millionths.
    pub(crate) weight: i64,
    pub(crate) dimension_set: i64,
    answers: String,
    pub(crate) comment: Option<String>,
    pub(crate) customer: Option<String>,
    /// The id of its import.
    pub(crate) import: Uuid,
}

impl Row {
    pub(crate) const fn place(&self) -> Place {
        (self.day, self.at, self.key)
    }

    pub(crate) fn answers(&self) -> Result<Vec<Answer>, StoreError> {
        answers::parse(&self.answers)
    }

    pub(crate) fn precision(&self) -> Result<Precision, StoreError> {
        match self.precision.as_str() {
            "day" => Ok(Precision::Day),
            "instant" => Ok(Precision::Instant),
            other => Err(StoreError::damaged(format!("precision {other:?}"))),
        }
    }
}

/// Those of some records, at most [`STEP`], that are seen as of a horizon, in the order of `keys`.
pub(crate) async fn seen(
    db: &mut SqliteConnection,
    workspace: Uuid,
    horizon: i64,
    keys: &[i64],
) -> Result<Vec<Row>, StoreError> {
    let sql = format!(
        "SELECT r.key, r.source, r.external_id, r.day, r.at, r.utc_offset, r.precision, r.weight, r.dimension_set,
                r.answers, r.comment, r.customer, b.id AS import
         FROM record AS r
         JOIN import_batch AS b ON b.workspace = r.workspace AND b.key = r.batch
         LEFT JOIN import_batch AS n ON n.workspace = r.workspace AND n.key = r.replaced_by
              AND n.state = 'live' AND n.key <= ?
         WHERE r.workspace = ? AND b.state = 'live' AND b.key <= ? AND n.key IS NULL AND r.key IN {}",
        rows::list(STEP)
    );
    let mut query = sqlx::query_as(rows::statement(sql))
        .bind(horizon)
        .bind(workspace)
        .bind(horizon);
    for at in 0..STEP {
        query = query.bind(keys.get(at));
    }
    let found: Vec<Row> = query.fetch_all(db).await?;
    let mut found: HashMap<i64, Row> = found.into_iter().map(|row| (row.key, row)).collect();
    Ok(keys.iter().filter_map(|key| found.remove(key)).collect())
}

/// The values of some dimension sets.
pub(crate) async fn dimensions(
    db: &mut SqliteConnection,
    workspace: Uuid,
    sets: HashSet<i64>,
) -> Result<HashMap<i64, Dimensions>, StoreError> {
    let sets: Vec<i64> = sets.into_iter().collect();
    let mut dimensions = HashMap::with_capacity(sets.len());
    for some in sets.chunks(STEP) {
        let sql = format!(
            "SELECT key, dimensions FROM dimension_set WHERE workspace = ? AND key IN {}",
            rows::list(STEP)
        );
        let mut query = sqlx::query_as(rows::statement(sql)).bind(workspace);
        for at in 0..STEP {
            query = query.bind(some.get(at));
        }
        let found: Vec<(i64, String)> = query.fetch_all(&mut *db).await?;
        for (key, text) in found {
            dimensions.insert(key, intern::parse(&text)?);
        }
    }
    Ok(dimensions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    /// How SQLite goes about a statement.
    async fn plan(store: &Store, sql: &str) -> String {
        let sql = format!("EXPLAIN QUERY PLAN {sql}");
        let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(rows::statement(sql))
            .fetch_all(store.readers())
            .await
            .unwrap();
        let steps: Vec<String> = steps.into_iter().map(|(.., step)| step).collect();
        steps.join("\n")
    }

    #[tokio::test]
    async fn a_page_is_read_off_the_index_without_sorting_or_touching_rows() {
        let home = tempfile::tempdir().unwrap();
        let store = Store::open(&home.path().join("puente.db")).await.unwrap();
        let plan = plan(&store, OF_SOURCE).await;
        assert!(
            plan.contains("SEARCH record USING COVERING INDEX record_day"),
            "{plan}"
        );
        assert!(
            plan.contains("day>? AND day<?") || plan.contains("(day,at,key)<"),
            "{plan}"
        );
        assert!(!plan.contains("B-TREE") && !plan.contains("SCAN"), "{plan}");
    }

    #[tokio::test]
    async fn the_records_of_an_import_and_the_versions_of_a_record_are_found_by_their_keys() {
        let home = tempfile::tempdir().unwrap();
        let store = Store::open(&home.path().join("puente.db")).await.unwrap();
        let import = plan(&store, OF_IMPORT).await;
        assert!(
            import.contains("SEARCH record USING PRIMARY KEY (workspace=? AND key>? AND key<?)"),
            "{import}"
        );
        let identity = plan(&store, OF_IDENTITY).await;
        assert!(identity.contains("record_identity"), "{identity}");
    }
}
