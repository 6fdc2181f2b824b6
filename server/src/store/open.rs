//! Opening the database: file, settings, migrations, workspace.

use std::{path::Path, sync::Arc, time::Duration};

use shared::locale::Lang;
use sqlx::{
    Connection, SqlitePool,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::{Store, StoreError, workspace};
use crate::record::store::rollup;

static MIGRATIONS: Migrator = sqlx::migrate!();

/// How long a statement waits for another process that writes.
const BUSY: Duration = Duration::from_secs(5);
/// How long a request waits for a free connection.
const ACQUIRE: Duration = Duration::from_secs(10);
const READERS: u32 = 4;
/// The write-ahead log is cut back to this size (bytes) after a checkpoint.
const JOURNAL_SIZE: &str = "67108864";

pub(super) async fn open(path: &Path, language: Lang) -> Result<Store, StoreError> {
    if let Some(directory) = path
        .parent()
        .filter(|directory| !directory.as_os_str().is_empty())
    {
        std::fs::create_dir_all(directory).map_err(|reason| StoreError::Directory {
            path: directory.to_owned(),
            reason,
        })?;
    }
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .pragma("journal_size_limit", JOURNAL_SIZE)
        .pragma("temp_store", "memory");
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        // SQLite itself ends a transaction that ran out of disk; sqlx does not notice and would never begin another.
        .before_acquire(|connection, _| {
            let left_over = connection.is_in_transaction();
            Box::pin(async move { Ok(!left_over) })
        })
        .acquire_timeout(ACQUIRE)
        .connect_with(options.clone())
        .await
        .map_err(|error| StoreError::from(error).about(path))?;
    refuse_foreign(&writer, path).await?;
    let known = MIGRATIONS
        .iter()
        .map(|migration| migration.version)
        .max()
        .unwrap_or_default();
    MIGRATIONS
        .run(&writer)
        .await
        .map_err(|error| StoreError::migration(error, path, known))?;
    let workspace = workspace::first(&writer, language).await?;
    let readers = SqlitePoolOptions::new()
        .max_connections(READERS)
        .acquire_timeout(ACQUIRE)
        .connect_with(options.pragma("query_only", "1"))
        .await
        .map_err(|error| StoreError::from(error).about(path))?;
    let store = Store {
        path: path.to_owned(),
        readers,
        writer,
        workspace,
        memory: Arc::default(),
    };
    store.check().await?;
    // What a migration in SQL cannot do.
    rollup::move_older(&store).await?;
    Ok(store)
}

/// A database with tables and without our migrations belongs to another program.
async fn refuse_foreign(writer: &SqlitePool, path: &Path) -> Result<(), StoreError> {
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
    )
    .fetch_all(writer)
    .await
    .map_err(|error| StoreError::from(error).about(path))?;
    let ours = tables.iter().any(|table| table == "_sqlx_migrations");
    match tables.into_iter().next() {
        Some(table) if !ours => Err(StoreError::Foreign {
            path: path.to_owned(),
            table,
        }),
        _ => Ok(()),
    }
}
