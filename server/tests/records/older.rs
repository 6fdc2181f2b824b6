//! Databases that older versions of the program made, opened by this one.

use std::path::Path;

use server::{service::Services, store::Store};
use shared::{api::ServedBy, id::BatchId};
use sqlx::{Connection, SqliteConnection, migrate::Migrator};

use crate::support::{count, csat, file, load, try_csat};

/// The first import: by region, the first id and how many gave 0, 1, 2, … stars; 0 is no answer. The second import has a
/// newer version of the last of them.
const FIRST: [(&str, &str, [u32; 6]); 2] = [
    ("0", "north", [0, 0, 3, 0, 4, 5]),
    (
        "12",
        "\"the \"\"old\"\" quarter, {south}\"",
        [0, 9, 0, 0, 3, 0],
    ),
];

/// The rows of the first import: ids count up, best stars first, and somebody who answered nothing.
fn first() -> String {
    let mut rows = Vec::new();
    for (id, region, stars) in FIRST {
        let mut id: u32 = id.parse().unwrap();
        for (stars, times) in stars.into_iter().enumerate().rev() {
            for _ in 0..times {
                rows.push(format!("{id},2026-03-01,{region},1,{stars}"));
                id += 1;
            }
        }
    }
    rows.push("24,2026-03-01,north,1,0".to_owned());
    file(&rows.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A database with the tables of migration `last`, and what the program of migration 3 wrote into it.
async fn database(path: &Path, last: i64) -> SqliteConnection {
    let address = format!("sqlite://{}?mode=rwc", path.display());
    let mut connection = SqliteConnection::connect(&address).await.unwrap();
    let mut migrator: Migrator = sqlx::migrate!();
    let known = migrator.migrations.iter();
    migrator.migrations = known
        .filter(|migration| migration.version <= last)
        .cloned()
        .collect();
    migrator.run(&mut connection).await.unwrap();
    sqlx::raw_sql(include_str!("before_versions.sql"))
        .execute(&mut connection)
        .await
        .unwrap();
    connection
}

/// Opens it as it is now and looks whether everything is there.
async fn reads_the_same(path: &Path) {
    let store = Store::open(path).await.unwrap();
    let reply = csat(&store, Some("region")).await;
    // Counted by hand: content is who gave four or five stars.
    let values: Vec<_> = reply
        .values
        .iter()
        .map(|value| (value.group.as_deref(), value.n, value.estimate.unwrap()))
        .collect();
    assert_eq!(
        values,
        [
            (None, 2, 1.0 / 2.0),
            (Some("north"), 12, 9.0 / 12.0),
            (Some("the \"old\" quarter, {south}"), 11, 3.0 / 11.0),
        ]
    );
    let weighted = reply.values[0].weighted.unwrap().estimate;
    assert!((weighted - 1.0 / 3.0).abs() < 1e-12, "{weighted}");
    assert_eq!(
        reply.served_by,
        ServedBy::Scan,
        "the second import is too small for tallies"
    );

    let services = Services::start(store.clone()).await.unwrap();
    let sources = services.sources(&services.owner()).await.unwrap();
    let (desk, imports) = (&sources[0], &sources[0].imports);
    assert_eq!(
        (desk.records, desk.dimensions.as_slice()),
        (26, ["region".to_owned()].as_slice())
    );
    assert_eq!((imports[1].rows.added, imports[1].rows.answers), (25, 24));
    assert_eq!((imports[0].rows.added, imports[0].rows.changed), (1, 1));

    let sets = "SELECT COUNT(*) FROM dimension_set";
    let (sets_before, lists) = (
        count(&store, sets).await,
        "SELECT COUNT(*) FROM rollup_list",
    );
    let undone: BatchId = imports[0].batch;
    services
        .undo_import(&services.owner(), undone)
        .await
        .unwrap();
    let reply = csat(&store, Some("region")).await;
    let values: Vec<_> = reply
        .values
        .iter()
        .map(|value| (value.n, value.estimate.unwrap()))
        .collect();
    assert_eq!(values, [(12, 9.0 / 12.0), (12, 3.0 / 12.0)]);
    assert_eq!(reply.served_by, ServedBy::Rollup);

    let again = load(&store, first()).await;
    assert_eq!(
        (again.rows.unchanged, again.rows.added, again.rows.changed),
        (25, 0, 0)
    );
    let second = file(&["23,2026-03-02,,1,5", "30,2026-03-02,,2,3"]);
    let again = load(&store, second).await;
    assert_eq!((again.rows.changed, again.rows.added), (1, 1));
    assert_eq!(
        (count(&store, sets).await, count(&store, lists).await),
        (sets_before, 2)
    );
}

#[tokio::test]
async fn a_database_made_before_everything_stored_had_a_version_reads_the_same() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("puente.db");
    database(&path, 3).await.close().await.unwrap();
    reads_the_same(&path).await;
}

#[tokio::test]
async fn answers_of_a_database_made_before_they_stood_in_their_records_are_kept() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("puente.db");
    let mut connection = database(&path, 3).await;
    for sql in [
        "CREATE TABLE answer (workspace BLOB NOT NULL, record INTEGER NOT NULL, item INTEGER NOT NULL,
         value INTEGER NOT NULL, PRIMARY KEY (workspace, record, item)) STRICT, WITHOUT ROWID",
        "INSERT INTO answer SELECT workspace, record.key, CAST(pair.key AS INTEGER), pair.value
         FROM record, json_each(answers) AS pair",
        "ALTER TABLE record DROP COLUMN answers",
        "DELETE FROM _sqlx_migrations WHERE version = 3",
    ] {
        sqlx::query(sql).execute(&mut connection).await.unwrap();
    }
    connection.close().await.unwrap();
    reads_the_same(&path).await;
}

#[tokio::test]
async fn what_a_newer_program_stored_is_refused_by_that_name() {
    for (sql, by) in [
        (
            "UPDATE record SET answers = '3 ' || answers WHERE key = 27",
            Some("region"),
        ),
        (
            "UPDATE dimension_set SET dimensions = replace(dimensions, '\"version\":1', '\"version\":2') WHERE key = 1",
            Some("region"),
        ),
        ("UPDATE rollup_month SET total = x'02', days = x'02'", None),
    ] {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("puente.db");
        database(&path, 3).await.close().await.unwrap();
        let store = Store::open(&path).await.unwrap();
        let mut write = store.write().await.unwrap();
        sqlx::query(sql).execute(&mut *write).await.unwrap();
        write.commit().await.unwrap();
        let refused = try_csat(&store, by).await.unwrap_err();
        let said = refused.args["detail"].as_str();
        assert!(said.contains("written by a newer Puente"), "{sql}: {said}");
    }
}
