//! Imports that are cancelled, killed, or fail on the way: nothing of them is seen.

use std::{
    io::{Cursor, Read, Write},
    process::{Command, Stdio},
    sync::{Arc, atomic::AtomicBool, atomic::Ordering},
    time::Duration,
};

use server::record::import::{self, ImportError, Options};
use shared::record::ImportStop;

use crate::support::{MAPPING, count, csat, file, forty, load, many, mapping, open, try_import};

/// Bytes that end with a failing disk.
struct Failing(Cursor<Vec<u8>>);

impl Read for Failing {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(std::io::Error::other("the disk failed")),
            read => Ok(read),
        }
    }
}

#[tokio::test]
async fn an_import_that_fails_on_the_way_leaves_nothing() {
    let (_directory, store) = open().await;
    load(&store, file(&["1,2026-03-01,north,1,5"])).await;
    let broken = Failing(Cursor::new(many(5_000).into_bytes()));
    let error = import::import(
        &store,
        &mapping(MAPPING),
        broken,
        &Options::default(),
        |_| {},
    )
    .await
    .unwrap_err();
    assert!(error.to_string().contains("the disk failed"), "{error}");
    assert_eq!(csat(&store, None).await.values[0].n, 1);
    assert_eq!(count(&store, "SELECT COUNT(*) FROM record").await, 1);
    assert_eq!(
        count(
            &store,
            "SELECT COUNT(*) FROM record WHERE replaced_by IS NOT NULL"
        )
        .await,
        0
    );
}

#[tokio::test]
async fn nothing_of_a_loading_import_is_seen_and_a_cancelled_one_leaves_nothing() {
    let (_directory, store) = open().await;
    let cancelled = Arc::new(AtomicBool::new(false));
    let options = Options {
        cancelled: Arc::clone(&cancelled),
        ..Options::default()
    };
    let (mut seen, mut chunks) = (Vec::new(), 0);
    let file = Cursor::new(many(5_000).into_bytes());
    let handle = tokio::runtime::Handle::current();
    let result = tokio::task::spawn_blocking({
        let store = store.clone();
        move || {
            handle.block_on(async {
                let inner = store.clone();
                let outcome = import::import(&store, &mapping(MAPPING), file, &options, |_| {
                    chunks += 1;
                    if chunks == 3 {
                        cancelled.store(true, Ordering::Relaxed);
                    }
                })
                .await;
                seen.push(csat(&inner, None).await.values[0].n);
                (outcome, seen)
            })
        }
    })
    .await
    .unwrap();
    assert!(matches!(
        result.0,
        Err(ImportError::Stop(ImportStop::Cancelled))
    ));
    assert_eq!(result.1, [0]);
    assert_eq!(count(&store, "SELECT COUNT(*) FROM record").await, 0);
}

#[tokio::test]
async fn what_a_killed_importer_left_is_never_seen_and_swept_by_the_next() {
    let (_directory, store) = open().await;
    load(&store, forty()).await;
    // As a killed importer leaves it: a batch that is still loading, with rows, and a lease that ran out.
    for sql in [
        "INSERT INTO import_batch (workspace, key, id, source, state, file, started_at, lease_until, first_record,
         last_record, counts, swept)
         SELECT workspace, 99, randomblob(16), source, 'loading', 'x', 0, 0, 1000, 1000, counts, 0
         FROM import_batch WHERE key = 1",
        "INSERT INTO record (workspace, key, source, external_id, content_hash, day, at, utc_offset, precision, weight,
         weight_squared, dimension_set, batch, replaced_by, answers)
         SELECT workspace, 1000, source, '0', 1, day, at, utc_offset, precision, weight,
         weight_squared, dimension_set, 99, NULL, '1 1:5' FROM record WHERE key = 1",
        "UPDATE record SET replaced_by = 99 WHERE key = 1",
    ] {
        let mut write = store.write().await.unwrap();
        sqlx::query(sql).execute(&mut *write).await.unwrap();
        write.commit().await.unwrap();
    }
    assert_eq!(csat(&store, None).await.values[0].n, 40);
    let next = load(&store, file(&["0,2026-03-01,north,1,1"])).await;
    assert_eq!((next.rows.unchanged, next.rows.changed), (1, 0));
    assert_eq!(
        count(
            &store,
            "SELECT COUNT(*) FROM record WHERE replaced_by IS NOT NULL"
        )
        .await,
        0
    );
    assert_eq!(
        count(&store, "SELECT COUNT(*) FROM record WHERE batch = 99").await,
        0
    );
}

#[tokio::test]
async fn the_real_program_killed_while_it_imports_leaves_nothing_to_be_seen() {
    let (directory, store) = open().await;
    load(&store, forty()).await;
    let before = csat(&store, Some("region")).await;
    let mapping = directory.path().join("desk.toml");
    std::fs::write(&mapping, MAPPING).unwrap();
    let mut process = Command::new(env!("CARGO_BIN_EXE_puente"))
        .arg("--database")
        .arg(store.path())
        .args(["import", "records", "--mapping"])
        .arg(&mapping)
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // The pipe stays open: the import waits for more.
    let mut pipe = process.stdin.take().unwrap();
    pipe.write_all(many(5_000).as_bytes()).unwrap();
    for _ in 0..600 {
        if count(&store, "SELECT COUNT(*) FROM record WHERE batch = 2").await > 1_000 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let written = count(&store, "SELECT COUNT(*) FROM record WHERE batch = 2").await;
    assert!(written > 1_000, "{written} rows were written");
    process.kill().unwrap();
    process.wait().unwrap();
    assert_eq!(csat(&store, Some("region")).await, before);
    // Until its lease has run out it may be alive.
    let error = try_import(&store, forty(), &Options::default()).await;
    assert!(matches!(
        error,
        Err(ImportError::Stop(ImportStop::Busy { .. }))
    ));
    set(&store, "UPDATE import_batch SET lease_until = 0").await;
    let again = load(&store, forty()).await;
    assert_eq!((again.rows.added, again.rows.unchanged), (0, 40));
    assert_eq!(csat(&store, Some("region")).await, before);
    assert_eq!(count(&store, "SELECT COUNT(*) FROM record").await, 40);
}

#[tokio::test]
async fn two_imports_at_once_do_not_mix() {
    let (_directory, store) = open().await;
    let mut write = store.write().await.unwrap();
    load_lease(&mut write).await;
    write.commit().await.unwrap();
    let error = try_import(&store, forty(), &Options::default())
        .await
        .unwrap_err();
    assert!(
        matches!(error, ImportError::Stop(ImportStop::Busy { .. })),
        "{error}"
    );
}

/// Another importer's batch, alive for a while.
async fn load_lease(write: &mut server::store::Write) {
    for sql in [
        "INSERT INTO source SELECT id, 1, 'other', 'other', 'survey_answer', 'customers' FROM workspace",
        "INSERT INTO import_batch (workspace, key, id, source, state, file, started_at, lease_until, first_record,
         last_record, counts, swept)
         SELECT id, 1, randomblob(16), 1, 'loading', 'x', 0, 9000000000000, 1, 0, '{}', 0
         FROM workspace",
    ] {
        sqlx::query(sql).execute(&mut **write).await.unwrap();
    }
}

/// Changes something by the only connection that writes.
async fn set(store: &server::store::Store, pragma: &'static str) {
    let mut write = store.write().await.unwrap();
    sqlx::query(pragma).execute(&mut *write).await.unwrap();
    write.commit().await.unwrap();
}

#[tokio::test]
async fn a_disk_that_fills_up_on_the_way_is_said_and_the_same_import_succeeds_once_there_is_room() {
    let (_directory, store) = open().await;
    load(&store, forty()).await;
    let before = csat(&store, None).await;
    let pages = count(&store, "PRAGMA page_count").await;
    // Room for some chunks, not for all.
    let pragma = format!("PRAGMA max_page_count = {}", pages + 60);
    let mut write = store.write().await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(pragma))
        .execute(&mut *write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    let mut chunks = 0;
    let file = Cursor::new(many(5_000));
    let error = import::import(&store, &mapping(MAPPING), file, &Options::default(), |_| {
        chunks += 1;
    })
    .await
    .unwrap_err();
    assert!(error.to_string().contains("the disk is full"), "{error}");
    assert!(chunks > 0, "nothing was written before the disk was full");
    assert_eq!(csat(&store, None).await, before);
    assert_eq!(
        count(
            &store,
            "SELECT COUNT(*) FROM import_batch WHERE state = 'live'"
        )
        .await,
        1
    );
    set(&store, "PRAGMA max_page_count = 1000000").await;
    let report = load(&store, many(5_000)).await;
    // Of the first forty, those whose rating is the same and who were in the north are unchanged.
    assert_eq!(
        report.rows.added + report.rows.changed + report.rows.unchanged,
        5_000
    );
    assert_eq!(csat(&store, None).await.values[0].n, 5_000);
    assert_eq!(
        count(
            &store,
            "SELECT COUNT(*) FROM record WHERE replaced_by IS NULL"
        )
        .await,
        5_000
    );
}

#[tokio::test]
async fn a_database_that_may_not_be_written_is_said_before_the_file_is_read_to_its_end() {
    let (_directory, store) = open().await;
    set(&store, "PRAGMA query_only = 1").await;
    let error = try_import(&store, forty(), &Options::default())
        .await
        .unwrap_err();
    assert!(error.to_string().contains("read-only"), "{error}");
}
