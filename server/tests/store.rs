//! The store: opening, refusing, surviving.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::path::Path;

use server::{
    log::{Kept, LogId, LogStore, OUTCOMES_KEPT, Pusher, Snapshot},
    store::{Store, StoreError},
};
use shared::{
    id::{ActorId, ClientId},
    log::Timestamp,
};
use sqlx::{Connection, SqliteConnection};
use uuid::Uuid;

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

/// What every store of logs has to do, whatever stands behind the trait.
async fn logs_are_appended_in_order_or_not_at_all(store: &dyn LogStore) {
    let log = LogId(Uuid::now_v7());
    let entry = |seq| Kept {
        seq,
        client_id: ClientId::new(Uuid::from_u128(1)),
        client_seq: seq,
        actor: ActorId::new(Uuid::from_u128(2)),
        at: Timestamp(seq.cast_signed() * 1_000),
        changes: format!("[{seq}]"),
    };
    // A log has to be made first, and once.
    let mut write = store.write().await.unwrap();
    assert_eq!(write.head(log).await.unwrap(), None);
    assert!(write.append(log, entry(1)).await.is_err());
    drop(write);
    let mut write = store.write().await.unwrap();
    write.create(log).await.unwrap();
    assert!(matches!(
        write.create(log).await,
        Err(StoreError::Exists { .. })
    ));
    write.append(log, entry(1)).await.unwrap();
    // Nobody sees it before the commit.
    assert!(store.tail(log, 0, 10).await.unwrap().is_empty());
    assert_eq!(write.tail(log, 0, 10).await.unwrap(), [entry(1)]);
    write.commit().await.unwrap();
    assert_eq!(store.tail(log, 0, 10).await.unwrap(), [entry(1)]);
    // Neither twice nor after a gap.
    for wrong in [1, 3] {
        let mut write = store.write().await.unwrap();
        assert!(
            matches!(
                write.append(log, entry(wrong)).await,
                Err(StoreError::Exists { .. })
            ),
            "{wrong}"
        );
    }
    // Dropped is never written.
    let mut write = store.write().await.unwrap();
    write.append(log, entry(2)).await.unwrap();
    drop(write);
    let mut write = store.write().await.unwrap();
    assert_eq!(write.head(log).await.unwrap(), Some(1));
    for seq in 2..=5 {
        write.append(log, entry(seq)).await.unwrap();
    }
    write.commit().await.unwrap();
    let numbers = |entries: Vec<Kept>| {
        entries
            .into_iter()
            .map(|entry| entry.seq)
            .collect::<Vec<_>>()
    };
    assert_eq!(numbers(store.tail(log, 2, 2).await.unwrap()), [3, 4]);
    assert_eq!(numbers(store.history(log, None, 2).await.unwrap()), [5, 4]);
    assert_eq!(
        numbers(store.history(log, Some(4), 9).await.unwrap()),
        [3, 2, 1]
    );
    assert!(
        store
            .tail(LogId(Uuid::now_v7()), 0, 9)
            .await
            .unwrap()
            .is_empty()
    );
}

/// Outcomes and snapshots, likewise.
async fn outcomes_are_kept_for_a_while_and_only_the_newest_snapshot(store: &dyn LogStore) {
    let log = LogId(Uuid::now_v7());
    let client = |number| ClientId::new(Uuid::from_u128(number));
    let pusher = |number| Pusher {
        log,
        actor: ActorId::new(Uuid::from_u128(9)),
        client: client(number),
    };
    let mut write = store.write().await.unwrap();
    write.create(log).await.unwrap();
    assert_eq!(write.last_push(pusher(1)).await.unwrap(), 0);
    for seq in 1..=OUTCOMES_KEPT + 2 {
        write
            .keep_outcome(pusher(1), seq, format!("\"{seq}\""))
            .await
            .unwrap();
    }
    assert_eq!(write.last_push(pusher(1)).await.unwrap(), OUTCOMES_KEPT + 2);
    assert_eq!(write.outcome(pusher(1), 2).await.unwrap(), None);
    assert_eq!(
        write.outcome(pusher(1), 3).await.unwrap().as_deref(),
        Some("\"3\"")
    );
    assert_eq!(write.last_push(pusher(2)).await.unwrap(), 0);
    for seq in [512, 1_024] {
        let (state, hash) = (format!("state {seq}"), "hash".to_owned());
        write
            .keep_snapshot(log, Snapshot { seq, state, hash })
            .await
            .unwrap();
    }
    write.commit().await.unwrap();
    let snapshot = store.snapshot(log).await.unwrap().unwrap();
    assert_eq!(
        (snapshot.seq, snapshot.state.as_str()),
        (1_024, "state 1024")
    );
}

#[tokio::test]
async fn sqlite_keeps_logs_as_every_store_has_to() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::open(&home.path().join("puente.db")).await.unwrap();
    logs_are_appended_in_order_or_not_at_all(&store).await;
    outcomes_are_kept_for_a_while_and_only_the_newest_snapshot(&store).await;
}
