//! The life of an import: loading, then live or discarded; a live one can be undone.

use shared::{
    api::{ApiError, ErrorCode, ImportState, RowCounts},
    record::{ImportStop, RowProblem},
};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::rollup;
use crate::{
    clock,
    record::import::ImportError,
    store::{Store, StoreError, json},
};

/// How long an importer is taken to be alive after its last sign of life, in milliseconds.
pub(crate) const LEASE: i64 = 15_000;
/// The problem of an import that a person cancelled.
pub(crate) const CANCELLED: &str = "cancelled";
/// Records deleted in one transaction while sweeping.
const SWEEP: i64 = 1_000;

const COUNTS: &str = "row_counts";
const COUNTS_VERSION: u16 = 1;
const PROBLEM: &str = "import_problem";
const PROBLEM_VERSION: u16 = 1;
const REASON: &str = "row_problem";
const REASON_VERSION: u16 = 1;

/// An import that this process is loading.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Batch {
    pub(crate) key: i64,
    pub(crate) id: Uuid,
    pub(crate) first_record: i64,
}

/// The state of a stored name.
pub(crate) fn state_named(name: &str) -> Result<ImportState, StoreError> {
    match name {
        "loading" => Ok(ImportState::Loading),
        "live" => Ok(ImportState::Live),
        "undone" => Ok(ImportState::Undone),
        "discarded" => Ok(ImportState::Discarded),
        other => Err(StoreError::damaged(format!("import state {other:?}"))),
    }
}

/// Whether another import is loading now, and since when.
pub(crate) async fn other_loading(
    db: &mut SqliteConnection,
    workspace: Uuid,
) -> Result<Option<i64>, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT started_at FROM import_batch WHERE workspace = $1 AND state = 'loading' AND lease_until >= $2",
    )
    .bind(workspace)
    .bind(clock::milliseconds())
    .fetch_optional(db)
    .await?)
}

/// Begins an import. Nothing else may be loading.
pub(crate) async fn begin(
    db: &mut SqliteConnection,
    workspace: Uuid,
    source: i64,
    file: &str,
    upload: Option<Uuid>,
) -> Result<Batch, StoreError> {
    let now = clock::milliseconds();
    let id = Uuid::now_v7();
    let (key, first_record): (i64, i64) = sqlx::query_as(
        "INSERT INTO import_batch (workspace, key, id, source, state, file, started_at, lease_until,
                                   first_record, last_record, counts, swept, upload)
         SELECT $1, (SELECT COALESCE(MAX(key), 0) + 1 FROM import_batch WHERE workspace = $1),
                $2, $3, 'loading', $4, $5, $6, next, next - 1, $7, 0, $8
         FROM (SELECT COALESCE(MAX(key), 0) + 1 AS next FROM record WHERE workspace = $1) AS free
         RETURNING key, first_record",
    )
    .bind(workspace)
    .bind(id)
    .bind(source)
    .bind(file)
    .bind(now)
    .bind(now + LEASE)
    .bind(stored_counts(&RowCounts::default())?)
    .bind(upload)
    .fetch_one(db)
    .await?;
    Ok(Batch {
        key,
        id,
        first_record,
    })
}

/// A sign of life: how far it is, and that the records up to `last_record` belong to it.
pub(crate) async fn renew(
    db: &mut SqliteConnection,
    workspace: Uuid,
    batch: Batch,
    last_record: i64,
    counts: &RowCounts,
) -> Result<bool, StoreError> {
    let renewed = sqlx::query(
        "UPDATE import_batch SET lease_until = $3, last_record = $4, counts = $5
         WHERE workspace = $1 AND key = $2 AND state = 'loading'",
    )
    .bind(workspace)
    .bind(batch.key)
    .bind(clock::milliseconds() + LEASE)
    .bind(last_record)
    .bind(stored_counts(counts)?)
    .execute(db)
    .await?;
    Ok(renewed.rows_affected() == 1)
}

/// Makes a loaded import seen, all of it at once.
pub(crate) async fn go_live(
    db: &mut SqliteConnection,
    workspace: Uuid,
    batch: Batch,
    counts: &RowCounts,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE import_batch SET state = 'live', counts = $3
         WHERE workspace = $1 AND key = $2 AND state = 'loading'",
    )
    .bind(workspace)
    .bind(batch.key)
    .bind(stored_counts(counts)?)
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Gives up a loading import. What it wrote was never seen; it is swept away by [`sweep`].
pub(crate) async fn discard(store: &Store, batch: Batch) -> Result<(), StoreError> {
    let mut write = store.write().await?;
    sqlx::query(
        "UPDATE import_batch SET state = 'discarded'
         WHERE workspace = $1 AND key = $2 AND state = 'loading'",
    )
    .bind(store.workspace_id())
    .bind(batch.key)
    .execute(&mut *write)
    .await?;
    Ok(write.commit().await?)
}

/// Takes a loading import back before it was seen. Its importer, in whatever process, stops at its next transaction.
/// Whether there was one.
pub(crate) async fn cancel(store: &Store, id: Uuid) -> Result<bool, StoreError> {
    let mut write = store.write().await?;
    let done = sqlx::query(
        "UPDATE import_batch SET state = 'discarded', problem = $3
         WHERE workspace = $1 AND id = $2 AND state = 'loading'",
    )
    .bind(store.workspace_id())
    .bind(id)
    .bind(CANCELLED)
    .execute(&mut *write)
    .await?;
    write.commit().await?;
    Ok(done.rows_affected() == 1)
}

/// Whether a person cancelled it.
pub(crate) async fn was_cancelled(
    db: &mut SqliteConnection,
    workspace: Uuid,
    batch: Batch,
) -> Result<bool, StoreError> {
    let problem: Option<String> =
        sqlx::query_scalar("SELECT problem FROM import_batch WHERE workspace = $1 AND key = $2")
            .bind(workspace)
            .bind(batch.key)
            .fetch_one(db)
            .await?;
    Ok(problem.as_deref() == Some(CANCELLED))
}

/// Keeps why an import came to nothing.
pub(crate) async fn blame(store: &Store, id: Uuid, error: &ApiError) -> Result<(), StoreError> {
    let problem = json::write(PROBLEM, PROBLEM_VERSION, error)?;
    let mut write = store.write().await?;
    sqlx::query(
        "UPDATE import_batch SET problem = $3
         WHERE workspace = $1 AND id = $2 AND state = 'discarded' AND problem IS NULL",
    )
    .bind(store.workspace_id())
    .bind(id)
    .bind(problem)
    .execute(&mut *write)
    .await?;
    Ok(write.commit().await?)
}

/// Discards imports whose importer died, and deletes what discarded and undone ones left behind.
pub(crate) async fn sweep(store: &Store) -> Result<(), StoreError> {
    let workspace = store.workspace_id();
    let mut write = store.write().await?;
    sqlx::query(
        "UPDATE import_batch SET state = 'discarded'
         WHERE workspace = $1 AND state = 'loading' AND lease_until < $2",
    )
    .bind(workspace)
    .bind(clock::milliseconds())
    .execute(&mut *write)
    .await?;
    let left: Vec<(i64, i64, i64)> = sqlx::query_as(
        "SELECT key, first_record, last_record FROM import_batch
         WHERE workspace = $1 AND state IN ('discarded', 'undone') AND swept = 0",
    )
    .bind(workspace)
    .fetch_all(&mut *write)
    .await?;
    write.commit().await?;
    for (batch, first, last) in left {
        let mut from = first;
        while from <= last {
            let to = last.min(from + SWEEP - 1);
            let mut write = store.write().await?;
            // A key whose record was forgotten may have gone to a later import.
            sqlx::query(
                "DELETE FROM record WHERE workspace = $1 AND key BETWEEN $2 AND $3 AND batch = $4",
            )
            .bind(workspace)
            .bind(from)
            .bind(to)
            .bind(batch)
            .execute(&mut *write)
            .await?;
            write.commit().await?;
            from = to + 1;
        }
        let mut write = store.write().await?;
        for statement in [
            "UPDATE record SET replaced_by = NULL WHERE workspace = $1 AND replaced_by = $2",
            "DELETE FROM rollup_month WHERE workspace = $1 AND batch = $2",
            "DELETE FROM rollup_kept WHERE workspace = $1 AND batch = $2",
            "UPDATE import_batch SET swept = 1 WHERE workspace = $1 AND key = $2",
        ] {
            sqlx::query(statement)
                .bind(workspace)
                .bind(batch)
                .execute(&mut *write)
                .await?;
        }
        write.commit().await?;
    }
    Ok(())
}

/// Takes a live import back in one transaction: older versions of its records are seen again, unless a newer import
/// replaced them too. `None`: there is no such live import.
pub(crate) async fn undo(store: &Store, id: Uuid) -> Result<Option<()>, StoreError> {
    let workspace = store.workspace_id();
    let mut write = store.write().await?;
    // It may be replacing records of this one right now.
    if other_loading(&mut write, workspace).await?.is_some() {
        return Err(StoreError::Busy);
    }
    let found: Option<i64> = sqlx::query_scalar(
        "UPDATE import_batch SET state = 'undone' WHERE workspace = $1 AND id = $2 AND state = 'live' RETURNING key",
    )
    .bind(workspace)
    .bind(id)
    .fetch_optional(&mut *write)
    .await?;
    let Some(batch) = found else {
        return Ok(None);
    };
    let later: Vec<i64> = sqlx::query_scalar(
        "SELECT DISTINCT replaced_by FROM record
         WHERE workspace = $1 AND batch = $2 AND replaced_by IS NOT NULL",
    )
    .bind(workspace)
    .bind(batch)
    .fetch_all(&mut *write)
    .await?;
    // A record that this import replaced is now replaced by whatever replaced this import's version.
    sqlx::query(
        "UPDATE record SET replaced_by = (
             SELECT newer.replaced_by FROM record AS newer
             WHERE newer.workspace = $1 AND newer.batch = $2 AND newer.source = record.source
               AND newer.external_id = record.external_id)
         WHERE workspace = $1 AND replaced_by = $2",
    )
    .bind(workspace)
    .bind(batch)
    .execute(&mut *write)
    .await?;
    for batch in later {
        rollup::rebuild(&mut write, workspace, batch).await?;
    }
    write.commit().await?;
    sweep(store).await?;
    Ok(Some(()))
}

/// Keeps what could not be read.
pub(crate) async fn reject(
    db: &mut SqliteConnection,
    workspace: Uuid,
    batch: Batch,
    number: u64,
    reject: &shared::api::Reject,
) -> Result<(), StoreError> {
    let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    sqlx::query(
        "INSERT INTO import_reject (workspace, batch, number, line, column_name, reason, found)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(workspace)
    .bind(batch.key)
    .bind(whole(number))
    .bind(whole(reject.line))
    .bind(reject.column.as_deref())
    .bind(json::write(REASON, REASON_VERSION, &reject.reason)?)
    .bind(&reject.found)
    .execute(db)
    .await?;
    Ok(())
}

/// Reads why something could not be read. Once that was kept as a sentence.
pub(crate) fn read_reason(text: String) -> Result<RowProblem, StoreError> {
    if text.starts_with('{') {
        json::read(REASON, REASON_VERSION, &text)
    } else {
        Ok(RowProblem::Said { text })
    }
}

/// Reads what stopped an import. Once that was kept as a sentence.
pub(crate) fn read_problem(text: &str) -> Result<ApiError, StoreError> {
    if text == CANCELLED {
        return Ok(ImportError::from(ImportStop::Cancelled).into());
    }
    if text.starts_with('{') {
        return json::read(PROBLEM, PROBLEM_VERSION, text);
    }
    Ok(ApiError::new(ErrorCode::Invalid).with("detail", text))
}

/// Row counts as stored.
fn stored_counts(counts: &RowCounts) -> Result<String, StoreError> {
    json::write(COUNTS, COUNTS_VERSION, counts)
}

/// Reads stored row counts.
pub(crate) fn read_counts(text: &str) -> Result<RowCounts, StoreError> {
    json::read(COUNTS, COUNTS_VERSION, text)
}
