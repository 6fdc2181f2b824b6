//! Imports one by one: pages of them, and what of each could not be read.

use std::collections::HashMap;

use shared::{
    api::{ImportSummary, Reject, RejectReason},
    id::{BatchId, UploadId},
};
use sqlx::{AssertSqlSafe, SqliteConnection};
use uuid::Uuid;

use super::{batch, rows};
use crate::{clock, record::upload::WAITS, store::StoreError};

/// Reasons named for each import in a list.
const REASONS: usize = 10;

/// An import as it is stored.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Row {
    pub(crate) key: i64,
    id: Uuid,
    pub(crate) source: i64,
    state: String,
    file: String,
    started_at: i64,
    counts: String,
    problem: Option<String>,
    pub(crate) first_record: i64,
    pub(crate) last_record: i64,
    upload: Option<Uuid>,
}

/// Selects imports; what follows goes on after the condition on the workspace. Bound first are [`waiting_since`] and the
/// workspace.
fn select(rest: &str) -> AssertSqlSafe<String> {
    rows::statement(format!(
        "SELECT b.key, b.id, b.source, b.state, b.file, b.started_at, b.counts, b.problem, b.first_record, b.last_record,
                (SELECT u.id FROM upload AS u
                 WHERE u.workspace = b.workspace AND u.id = b.upload AND u.created_at >= ?) AS upload
         FROM import_batch AS b WHERE b.workspace = ? {rest}"
    ))
}

/// A file that was sent before this has gone.
fn waiting_since() -> i64 {
    clock::milliseconds() - WAITS
}

impl Row {
    pub(crate) fn summary(&self) -> Result<ImportSummary, StoreError> {
        Ok(ImportSummary {
            batch: BatchId::new(self.id),
            state: batch::state_named(&self.state)?,
            file: self.file.clone(),
            started_at: self.started_at,
            rows: batch::read_counts(&self.counts)?,
            problem: self
                .problem
                .as_deref()
                .map(batch::read_problem)
                .transpose()?,
            upload: self.upload.map(UploadId::new),
        })
    }
}

/// The import with this id.
pub(crate) async fn find(
    db: &mut SqliteConnection,
    workspace: Uuid,
    id: BatchId,
) -> Result<Option<Row>, StoreError> {
    Ok(sqlx::query_as(select("AND b.id = ?"))
        .bind(waiting_since())
        .bind(workspace)
        .bind(id.uuid())
        .fetch_optional(db)
        .await?)
}

/// The imports before one, newest first, of one source or of all.
pub(crate) async fn page(
    db: &mut SqliteConnection,
    workspace: Uuid,
    source: Option<i64>,
    before: i64,
    most: u32,
) -> Result<Vec<Row>, StoreError> {
    let rest = "AND b.key < ? AND b.source = COALESCE(?, b.source) ORDER BY b.key DESC LIMIT ?";
    Ok(sqlx::query_as(select(rest))
        .bind(waiting_since())
        .bind(workspace)
        .bind(before)
        .bind(source)
        .bind(most)
        .fetch_all(db)
        .await?)
}

/// Of each of some imports, the commonest reasons why something of it could not be read.
pub(crate) async fn reasons(
    db: &mut SqliteConnection,
    workspace: Uuid,
    batches: &[i64],
) -> Result<HashMap<i64, Vec<RejectReason>>, StoreError> {
    let mut reasons: HashMap<i64, Vec<RejectReason>> = HashMap::new();
    if batches.is_empty() {
        return Ok(reasons);
    }
    let sql = format!(
        "SELECT batch, column_name, reason, COUNT(*) FROM import_reject WHERE workspace = ? AND batch IN {}
         GROUP BY batch, column_name, reason ORDER BY batch, COUNT(*) DESC, MIN(number)",
        rows::list(batches.len())
    );
    let mut query = sqlx::query_as(rows::statement(sql))
        .persistent(false)
        .bind(workspace);
    for batch in batches {
        query = query.bind(batch);
    }
    let found: Vec<(i64, Option<String>, String, i64)> = query.fetch_all(db).await?;
    for (batch, column, reason, count) in found {
        let reasons = reasons.entry(batch).or_default();
        if reasons.len() < REASONS {
            reasons.push(RejectReason {
                column,
                reason: batch::read_reason(reason)?,
                count: count.unsigned_abs(),
            });
        }
    }
    Ok(reasons)
}

/// What could not be read of an import, in the order of its file.
pub(crate) async fn rejects(
    db: &mut SqliteConnection,
    workspace: Uuid,
    batch: i64,
) -> Result<Vec<Reject>, StoreError> {
    let found: Vec<(i64, Option<String>, String, String)> = sqlx::query_as(
        "SELECT line, column_name, reason, found FROM import_reject
         WHERE workspace = $1 AND batch = $2 ORDER BY number",
    )
    .bind(workspace)
    .bind(batch)
    .fetch_all(db)
    .await?;
    let reject = |(line, column, reason, found): (i64, _, _, _)| {
        Ok(Reject {
            line: line.unsigned_abs(),
            column,
            reason: batch::read_reason(reason)?,
            found,
        })
    };
    found.into_iter().map(reject).collect()
}
