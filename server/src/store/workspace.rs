//! The workspaces in the database: the first is made with it.

use shared::{
    id::{ActorId, WorkspaceId},
    locale::Lang,
};
use sqlx::SqlitePool;
use uuid::Uuid;

use super::{StoreError, Workspace, Write};

type Row = (Uuid, Uuid, String, String, i64);

fn workspace((id, owner, zone, language, lineage): Row) -> Workspace {
    Workspace {
        id: WorkspaceId::new(id),
        owner: ActorId::new(owner),
        zone,
        language,
        lineage: lineage.unsigned_abs(),
    }
}

/// The first workspace; made at the first opening, with the machine's zone and in this language.
pub(super) async fn first(writer: &SqlitePool, language: Lang) -> Result<Workspace, StoreError> {
    let mut write = writer.begin_with("BEGIN IMMEDIATE").await?;
    let found: Option<Row> = sqlx::query_as(
        "SELECT id, owner, zone, language, lineage FROM workspace ORDER BY id LIMIT 1",
    )
    .fetch_optional(&mut *write)
    .await?;
    if let Some(found) = found {
        return Ok(workspace(found));
    }
    let zone = jiff::tz::TimeZone::system();
    let zone = zone.iana_name().unwrap_or("UTC");
    let made = make(&mut write, "", zone, language, crate::clock::milliseconds()).await?;
    write.commit().await?;
    Ok(made)
}

/// Makes a workspace.
pub(super) async fn make(
    write: &mut Write,
    name: &str,
    zone: &str,
    language: Lang,
    now: i64,
) -> Result<Workspace, StoreError> {
    let made: Row = sqlx::query_as(
        "INSERT INTO workspace (id, owner, zone, language, lineage, created_at, checked_at, name)
         VALUES ($1, $2, $3, $4, $5, $5, $5, $6) RETURNING id, owner, zone, language, lineage",
    )
    .bind(Uuid::now_v7())
    .bind(Uuid::now_v7())
    .bind(zone)
    .bind(language.code())
    .bind(now)
    .bind(name)
    .fetch_one(&mut **write)
    .await?;
    Ok(workspace(made))
}

/// A workspace.
pub(super) async fn read(readers: &SqlitePool, id: WorkspaceId) -> Result<Workspace, StoreError> {
    let found: Option<Row> =
        sqlx::query_as("SELECT id, owner, zone, language, lineage FROM workspace WHERE id = $1")
            .bind(id.uuid())
            .fetch_optional(readers)
            .await?;
    found
        .map(workspace)
        .ok_or_else(|| StoreError::damaged(format!("no workspace {id}")))
}

/// All of them.
pub(super) async fn all(readers: &SqlitePool) -> Result<Vec<WorkspaceId>, StoreError> {
    let ids: Vec<Uuid> = sqlx::query_scalar("SELECT id FROM workspace ORDER BY id")
        .fetch_all(readers)
        .await?;
    Ok(ids.into_iter().map(WorkspaceId::new).collect())
}
