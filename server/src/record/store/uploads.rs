//! Files that wait to be imported: what is known of each.

use sqlx::SqliteConnection;
use uuid::Uuid;

use crate::{
    clock,
    store::{Store, StoreError},
};

/// What is known of a file.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct Waiting {
    pub(crate) file: String,
    pub(crate) bytes: i64,
    pub(crate) headers: String,
    /// When it came, milliseconds since 1970 UTC.
    pub(crate) created_at: i64,
}

/// Notes a file, and gives the ids of those that have to go: too old, or more than are kept.
pub(crate) async fn add(
    store: &Store,
    id: Uuid,
    file: &Waiting,
    (kept, waits): (usize, i64),
) -> Result<Vec<Uuid>, StoreError> {
    let workspace = store.workspace_id();
    let now = file.created_at;
    let mut write = store.write().await?;
    sqlx::query(
        "INSERT INTO upload (workspace, id, file, bytes, headers, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(workspace)
    .bind(id)
    .bind(&file.file)
    .bind(file.bytes)
    .bind(&file.headers)
    .bind(now)
    .execute(&mut *write)
    .await?;
    let known: Vec<(Uuid, i64)> = sqlx::query_as(
        "SELECT id, created_at FROM upload WHERE workspace = $1 ORDER BY created_at DESC, id = $2 DESC",
    )
    .bind(workspace)
    .bind(id)
    .fetch_all(&mut *write)
    .await?;
    let old = known
        .into_iter()
        .enumerate()
        .filter(|(at, (_, created))| *at >= kept || now - created > waits);
    let gone: Vec<Uuid> = old.map(|(_, (id, _))| id).collect();
    for id in &gone {
        forget(&mut write, workspace, *id).await?;
    }
    write.commit().await?;
    Ok(gone)
}

/// Forgets a file. Whether it was known.
pub(crate) async fn forget(
    db: &mut SqliteConnection,
    workspace: Uuid,
    id: Uuid,
) -> Result<bool, StoreError> {
    let done = sqlx::query("DELETE FROM upload WHERE workspace = $1 AND id = $2")
        .bind(workspace)
        .bind(id)
        .execute(db)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// What is known of a file that has not waited too long.
pub(crate) async fn find(
    store: &Store,
    id: Uuid,
    waits: i64,
) -> Result<Option<Waiting>, StoreError> {
    Ok(sqlx::query_as(
        "SELECT file, bytes, headers, created_at FROM upload WHERE workspace = $1 AND id = $2 AND created_at >= $3",
    )
    .bind(store.workspace_id())
    .bind(id)
    .bind(clock::milliseconds() - waits)
    .fetch_optional(store.readers())
    .await?)
}
