//! The store: opening, refusing, surviving.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::path::Path;

use server::store::{Store, StoreError};
use sqlx::{Connection, SqliteConnection};

async fn execute(path: &Path, sql: &'static str) {
    let address = format!("sqlite://{}?mode=rwc", path.display());
    let mut connection = SqliteConnection::connect(&address).await.unwrap();
    sqlx::query(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn a_new_database_is_made_with_its_directory_and_keeps_its_workspace() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("deep/er/puente.db");
    let first = Store::open(&path).await.unwrap();
    first.close().await;
    let second = Store::open(&path).await.unwrap();
    assert_eq!(first.workspace(), second.workspace());
}

#[tokio::test]
async fn commits_are_durable_and_checked_for_references() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::open(&home.path().join("puente.db")).await.unwrap();
    let mut write = store.write().await.unwrap();
    let journal: String = sqlx::query_scalar("PRAGMA journal_mode")
        .fetch_one(&mut *write)
        .await
        .unwrap();
    let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous")
        .fetch_one(&mut *write)
        .await
        .unwrap();
    let references: i64 = sqlx::query_scalar("PRAGMA foreign_keys")
        .fetch_one(&mut *write)
        .await
        .unwrap();
    assert_eq!((journal.as_str(), synchronous, references), ("wal", 2, 1));
}

#[tokio::test]
async fn readers_cannot_write() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::open(&home.path().join("puente.db")).await.unwrap();
    let refused = sqlx::query("DELETE FROM workspace")
        .execute(store.readers())
        .await
        .unwrap_err();
    assert!(matches!(StoreError::from(refused), StoreError::ReadOnly));
}

#[tokio::test]
async fn a_transaction_that_is_dropped_leaves_no_trace() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::open(&home.path().join("puente.db")).await.unwrap();
    let mut write = store.write().await.unwrap();
    sqlx::query("UPDATE workspace SET zone = 'Europe/Madrid'")
        .execute(&mut *write)
        .await
        .unwrap();
    drop(write);
    let zone: String = sqlx::query_scalar("SELECT zone FROM workspace")
        .fetch_one(store.readers())
        .await
        .unwrap();
    assert_eq!(zone, store.workspace().zone);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("notes.txt");
    let text = "not a database, but long enough to have a header of its own\n".repeat(40);
    std::fs::write(&path, &text).unwrap();
    let refused = Store::open(&path).await.unwrap_err();
    assert!(
        matches!(&refused, StoreError::NotADatabase { path: named } if *named == path),
        "{refused:?}"
    );
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

#[tokio::test]
async fn another_programs_database_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("theirs.db");
    execute(&path, "CREATE TABLE invoices (id INTEGER)").await;
    let refused = Store::open(&path).await.unwrap_err();
    assert!(matches!(refused, StoreError::Foreign { table, .. } if table == "invoices"));
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_refused_with_both_versions() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("puente.db");
    Store::open(&path).await.unwrap().close().await;
    execute(
        &path,
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9001, 'from the future', 1, x'00', 0)",
    )
    .await;
    let refused = Store::open(&path).await.unwrap_err();
    assert!(
        matches!(refused, StoreError::Newer { found: 9001, known, .. } if known < 9001),
        "{refused}"
    );
}

#[tokio::test]
async fn a_directory_that_cannot_be_made_is_named() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("file");
    std::fs::write(&file, "").unwrap();
    let refused = Store::open(&file.join("puente.db")).await.unwrap_err();
    assert!(
        refused.to_string().contains(&file.display().to_string()),
        "{refused}"
    );
}

#[tokio::test]
async fn a_full_disk_is_said_and_what_was_there_stays() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::open(&home.path().join("puente.db")).await.unwrap();
    let mut write = store.write().await.unwrap();
    let _: i64 = sqlx::query_scalar("PRAGMA max_page_count = 1")
        .fetch_one(&mut *write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    let mut write = store.write().await.unwrap();
    let failed = sqlx::query("UPDATE workspace SET zone = $1")
        .bind("x".repeat(1 << 20))
        .execute(&mut *write)
        .await
        .unwrap_err();
    assert!(matches!(StoreError::from(failed), StoreError::Full));
    drop(write);
    store.check().await.unwrap();
    let zone: String = sqlx::query_scalar("SELECT zone FROM workspace")
        .fetch_one(store.readers())
        .await
        .unwrap();
    assert_eq!(zone, store.workspace().zone);
}
