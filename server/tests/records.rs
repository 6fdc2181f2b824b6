//! Imports against a real store: repeated, changed, cancelled, undone, and fed with bad files.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
    path::Path,
    sync::{Arc, atomic::AtomicBool, atomic::Ordering},
};

use proptest::prelude::*;
use server::{
    metric,
    record::{
        import::{self, ImportError, Options},
        mapping::{Mapping, Variables},
    },
    service::Services,
    store::Store,
};
use shared::{
    api::{ImportReport, ImportState, MetricQuery, MetricReply, ServedBy},
    metric::Metric,
    tally::{Ratings, Weight},
};
use tempfile::TempDir;

const MAPPING: &str = r#"
[source]
name = "desk"
kind = "survey_answer"

[id]
template = "{id}"

[time]
zone = "Europe/Madrid"
precision = "day"
forms = [{ template = "{day}", format = "%Y-%m-%d" }]

[weight]
column = "weight"

[dimension.region]
column = "region"

[rollup]
by = [["region"]]

[scale.stars]
min = 1
max = 5
nulls = ["0"]

[[item]]
column = "stars"
scale = "stars"
metric = "csat"
"#;

fn mapping(text: &str) -> Arc<Mapping> {
    Arc::new(
        Mapping::parse("desk.toml", text, &Variables::new())
            .unwrap_or_else(|error| panic!("{error}")),
    )
}

async fn open() -> (TempDir, Store) {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(&directory.path().join("puente.db"))
        .await
        .unwrap();
    (directory, store)
}

async fn try_import(
    store: &Store,
    text: impl Into<Vec<u8>>,
    options: &Options,
) -> Result<ImportReport, ImportError> {
    let file = Cursor::new(text.into());
    import::import(store, &mapping(MAPPING), file, options, |_| {}).await
}

async fn load(store: &Store, text: impl Into<Vec<u8>>) -> ImportReport {
    try_import(store, text, &Options::default())
        .await
        .unwrap_or_else(|error| panic!("{error}"))
}

async fn csat(store: &Store, by: Option<&str>) -> MetricReply {
    let query = MetricQuery {
        metric: "csat".to_owned(),
        by: by.map(str::to_owned),
        ..MetricQuery::default()
    };
    metric::metric(store, &query, None).await.unwrap()
}

async fn count(store: &Store, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql)
        .fetch_one(store.readers())
        .await
        .unwrap()
}

fn file(rows: &[&str]) -> String {
    format!("id,day,region,weight,stars\n{}\n", rows.join("\n"))
}

/// Forty rows of one day and two regions: enough for day tallies to be kept.
fn forty() -> String {
    let rows: Vec<String> = (0..40)
        .map(|row| {
            format!(
                "{row},2026-03-01,{},1,{}",
                ["north", "south"][row % 2],
                1 + row % 5
            )
        })
        .collect();
    file(&rows.iter().map(String::as_str).collect::<Vec<_>>())
}

#[tokio::test]
async fn the_same_file_again_changes_nothing() {
    let (_directory, store) = open().await;
    let first = load(&store, forty()).await;
    assert_eq!((first.rows.added, first.rows.answers), (40, 40));
    let before = csat(&store, Some("region")).await;
    let second = load(&store, forty()).await;
    assert_eq!((second.rows.added, second.rows.unchanged), (0, 40));
    assert_eq!(csat(&store, Some("region")).await, before);
    assert_eq!(before.served_by, ServedBy::Rollup);
}

#[tokio::test]
async fn a_changed_row_takes_the_place_of_the_old_one_and_undo_brings_it_back() {
    let (_directory, store) = open().await;
    load(&store, forty()).await;
    let before = csat(&store, None).await;
    assert_eq!(before.values[0].estimate, Some(0.4));
    // Row 0 was 1 star in the north.
    let changed = load(&store, file(&["0,2026-03-02,south,1,5"])).await;
    assert_eq!((changed.rows.changed, changed.rows.added), (1, 0));
    let after = csat(&store, None).await;
    assert_eq!(
        (after.values[0].estimate, after.values[0].n),
        (Some(17.0 / 40.0), 40)
    );
    let services = Services::start(store.clone()).await.unwrap();
    let owner = services.owner();
    services
        .undo_import(&owner, changed.batch.unwrap())
        .await
        .unwrap();
    assert_eq!(csat(&store, None).await.values, before.values);
    assert!(
        services
            .undo_import(&owner, changed.batch.unwrap())
            .await
            .is_err()
    );
    assert_eq!(count(&store, "SELECT COUNT(*) FROM record").await, 40);
}

#[tokio::test]
async fn undoing_the_middle_of_three_versions_leaves_the_newest() {
    let (_directory, store) = open().await;
    load(&store, file(&["1,2026-03-01,north,1,1"])).await;
    let middle = load(&store, file(&["1,2026-03-01,north,1,2"])).await;
    let newest = load(&store, file(&["1,2026-03-01,north,1,5"])).await;
    let services = Services::start(store.clone()).await.unwrap();
    services
        .undo_import(&services.owner(), middle.batch.unwrap())
        .await
        .unwrap();
    let value = csat(&store, None).await.values[0].clone();
    assert_eq!((value.estimate, value.n), (Some(1.0), 1));
    services
        .undo_import(&services.owner(), newest.batch.unwrap())
        .await
        .unwrap();
    let value = csat(&store, None).await.values[0].clone();
    assert_eq!((value.estimate, value.n), (Some(0.0), 1));
}

#[tokio::test]
async fn a_forgotten_record_stays_forgotten_when_it_is_imported_again() {
    let (_directory, store) = open().await;
    load(&store, forty()).await;
    let services = Services::start(store.clone()).await.unwrap();
    services
        .forget_record(&services.owner(), "desk", "4")
        .await
        .unwrap();
    // Row 4 had 5 stars: 15 of 39 are left.
    let value = csat(&store, None).await.values[0].clone();
    assert_eq!((value.estimate, value.n), (Some(15.0 / 39.0), 39));
    let again = load(&store, forty()).await;
    assert_eq!((again.rows.forgotten, again.rows.unchanged), (1, 39));
    assert_eq!(csat(&store, None).await.values[0].n, 39);
    assert!(
        services
            .forget_record(&services.owner(), "desk", "4")
            .await
            .is_err()
    );
}

#[tokio::test]
async fn a_dry_run_says_what_would_happen_and_writes_nothing() {
    let (_directory, store) = open().await;
    load(
        &store,
        file(&["1,2026-03-01,north,1,1", "2,2026-03-01,north,1,1"]),
    )
    .await;
    let options = Options {
        dry_run: true,
        ..Options::default()
    };
    let text = file(&[
        "1,2026-03-01,north,1,1",
        "2,2026-03-01,north,1,4",
        "3,2026-03-01,north,1,4",
        "4,nonsense,north,1,4",
    ]);
    let report = try_import(&store, text, &options).await.unwrap();
    let rows = report.rows;
    assert_eq!(
        (rows.unchanged, rows.changed, rows.added, rows.rejected),
        (1, 1, 1, 1)
    );
    assert_eq!(report.batch, None);
    assert_eq!(count(&store, "SELECT COUNT(*) FROM record").await, 2);
    assert_eq!(count(&store, "SELECT COUNT(*) FROM import_batch").await, 1);
}

#[tokio::test]
async fn what_cannot_be_read_is_kept_with_line_and_reason_and_stops_nothing() {
    let (_directory, store) = open().await;
    let report = load(
        &store,
        "id,day,region,weight,stars\n\
         1,2026-03-01,north,1,5\n\
         2,2026-02-30,north,1,5\n\
         3,2026-03-01,north,1,6\n\
         4,2026-03-01,north,1,0\n\
         5,2026-03-01,north\n\
         6,2026-03-01,north,heavy,5\n\
         ,2026-03-01,north,1,5\n\
         8,2026-03-01,north,1,5\n\
         8,2026-03-01,north,1,4\n\
         9,2026-03-01,\"north,1,5\n",
    )
    .await;
    // Row 3 keeps its place without its rating; row 4 has none; the second 8 says something else than the first.
    assert_eq!((report.rows.added, report.rows.answers), (4, 2));
    assert_eq!((report.rows.rejected, report.rows.values_rejected), (6, 1));
    let mut reasons: Vec<(u64, &str)> = report
        .rejects
        .iter()
        .map(|reject| (reject.line, reject.reason.as_str()))
        .collect();
    reasons.sort_unstable();
    for ((line, reason), (expected, word)) in reasons.iter().zip([
        (3, "date"),
        (4, "scale"),
        (6, "fields"),
        (7, "number"),
        (8, "empty"),
        (10, "same id"),
        (11, "inside quotes"),
    ]) {
        assert_eq!(*line, expected, "{reason}");
        assert!(reason.contains(word), "{line}: {reason}");
    }
    assert_eq!(count(&store, "SELECT COUNT(*) FROM import_reject").await, 7);
}

#[tokio::test]
async fn files_that_cannot_be_imported_are_refused_before_anything_is_written() {
    let (_directory, store) = open().await;
    for (text, said) in [
        (&b""[..], "empty"),
        (
            b"id;day;region;weight;stars\n1;2026-03-01;north;1;5\n",
            "delimiter = \";\"",
        ),
        (b"id,day,region,weight,stars,Stars\n", "twice"),
        (b"id,date,region,weight,stars\n", "needs the column \"day\""),
        (b"id,day,region,weight\n", "none of the columns"),
        (
            b"id,day,region,weight,stars\n1,2026-03-01,Le\xf3n,1,5\n",
            "line 2 is not UTF-8",
        ),
        (b"PK\x03\x04\x14\0\x06\0", "spreadsheet"),
    ] {
        let error = try_import(&store, text, &Options::default())
            .await
            .unwrap_err()
            .to_string();
        assert!(error.contains(said), "{said}: {error}");
    }
    assert_eq!(count(&store, "SELECT COUNT(*) FROM import_batch").await, 0);
    let report = load(&store, "id,day,region,weight,stars\n").await;
    assert_eq!(report.rows, shared::api::RowCounts::default());
}

#[tokio::test]
async fn headers_may_differ_in_case_spaces_and_byte_order_mark() {
    let (_directory, store) = open().await;
    let report = load(
        &store,
        "\u{feff}ID , Day,REGION,Weight,\"Stars\"\r\n1,2026-03-01,north,1,5\r\n",
    )
    .await;
    assert_eq!((report.rows.added, report.missing_columns.len()), (1, 0));
}

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

fn many(rows: usize) -> String {
    let mut text = "id,day,region,weight,stars\n".to_owned();
    for row in 0..rows {
        text.push_str(&format!("{row},2026-03-01,north,1,{}\n", 1 + row % 5));
    }
    text
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
    assert!(matches!(result.0, Err(ImportError::Cancelled)));
    assert_eq!(result.1, [0]);
    assert_eq!(count(&store, "SELECT COUNT(*) FROM record").await, 0);
}

#[tokio::test]
async fn what_a_killed_importer_left_is_never_seen_and_swept_by_the_next() {
    let (_directory, store) = open().await;
    load(&store, forty()).await;
    // As a killed importer leaves it: a batch that is still loading, with rows, and a lease that ran out.
    for sql in [
        "INSERT INTO import_batch SELECT workspace, 99, randomblob(16), source, 'loading', 'x', 0, 0, 1000, 1000, counts, 0
         FROM import_batch WHERE key = 1",
        "INSERT INTO record SELECT workspace, 1000, source, '0', 1, day, at, utc_offset, precision, weight,
         weight_squared, dimension_set, 99, NULL FROM record WHERE key = 1",
        "INSERT INTO answer SELECT workspace, 1000, item, 5 FROM answer WHERE record = 1",
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
async fn two_imports_at_once_do_not_mix() {
    let (_directory, store) = open().await;
    let mut write = store.write().await.unwrap();
    load_lease(&mut write).await;
    write.commit().await.unwrap();
    let error = try_import(&store, forty(), &Options::default())
        .await
        .unwrap_err();
    assert!(matches!(error, ImportError::Busy), "{error}");
}

/// Another importer's batch, alive for a while.
async fn load_lease(write: &mut server::store::Write) {
    for sql in [
        "INSERT INTO source SELECT id, 1, 'other', 'other', 'survey_answer', 'customers' FROM workspace",
        "INSERT INTO import_batch SELECT id, 1, randomblob(16), 1, 'loading', 'x', 0, 9000000000000, 1, 0, '{}', 0
         FROM workspace",
    ] {
        sqlx::query(sql).execute(&mut **write).await.unwrap();
    }
}

#[tokio::test]
async fn sources_list_their_imports_and_dimensions() {
    let (_directory, store) = open().await;
    load(&store, forty()).await;
    let services = Services::start(store).await.unwrap();
    let sources = services.sources(&services.owner()).await.unwrap();
    assert_eq!((sources[0].name.as_str(), sources[0].records), ("desk", 40));
    assert_eq!(sources[0].dimensions, ["region"]);
    assert_eq!(sources[0].first_day.as_deref(), Some("2026-03-01"));
    assert_eq!(sources[0].imports[0].state, ImportState::Live);
    assert_eq!(sources[0].imports[0].rows.added, 40);
}

#[tokio::test]
async fn the_sample_goes_in_once_and_is_measured() {
    let directory = tempfile::tempdir().unwrap();
    let path: &Path = &directory.path().join("puente.db");
    let services = Services::start(Store::open(path).await.unwrap())
        .await
        .unwrap();
    server::sample::seed(&services)
        .await
        .unwrap_or_else(|error| panic!("{error}"));
    server::sample::seed(&services)
        .await
        .unwrap_or_else(|error| panic!("{error}"));
    let owner = services.owner();
    let journeys = services.journeys_list(&owner).await.unwrap();
    assert_eq!(journeys.len(), 1);
    let query = shared::api::ScoreQuery {
        journey: journeys[0].slug.clone(),
        ..shared::api::ScoreQuery::default()
    };
    let scores = services.scores(&owner, &query).await.unwrap();
    assert_eq!(scores.touchpoints.len(), 7);
    let measured = scores
        .touchpoints
        .iter()
        .filter(|touchpoint| touchpoint.friction.is_some())
        .count();
    assert_eq!(measured, 6);
    let finder = &scores.touchpoints[1];
    assert_eq!((finder.emotion, finder.n), (None, 0));
    for touchpoint in scores
        .touchpoints
        .iter()
        .filter_map(|touchpoint| touchpoint.friction.as_ref())
    {
        let points: f64 = touchpoint.parts.iter().map(|part| part.points).sum();
        assert!((points - touchpoint.score).abs() < 1e-9);
    }
    let ease = scores.ease.unwrap();
    assert!(
        scores.touchpoints[5..]
            .iter()
            .any(|touchpoint| touchpoint.touchpoint == ease.worst)
    );
    assert_eq!(services.sources(&owner).await.unwrap()[0].records, 260);
}

/// One row of a generated file.
#[derive(Debug, Clone)]
struct Generated {
    id: u8,
    day: u8,
    region: u8,
    stars: u8,
    weight: u8,
}

fn generated() -> impl Strategy<Value = Generated> {
    (0..12_u8, 1..4_u8, 0..2_u8, 0..6_u8, 1..4_u8).prop_map(|(id, day, region, stars, weight)| {
        Generated {
            id,
            day,
            region,
            stars,
            weight,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever is imported, changed and undone, what is answered is what a count of the visible rows gives.
    #[test]
    fn metrics_are_what_counting_the_visible_rows_from_scratch_gives(
        files in prop::collection::vec(prop::collection::vec(generated(), 1..20), 1..4),
        undone in prop::collection::vec(any::<bool>(), 4),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (_directory, store) = open().await;
            let services = Services::start(store.clone()).await.unwrap();
            let mut live: Vec<BTreeMap<u8, Generated>> = Vec::new();
            for (rows, undo) in files.iter().zip(&undone) {
                // The same rows many times over, under other ids, so that day tallies are worth keeping.
                let mut lines = Vec::new();
                let mut visible = BTreeMap::new();
                for row in rows {
                    if visible.contains_key(&row.id) {
                        continue;
                    }
                    visible.insert(row.id, row.clone());
                    for copy in 0..30 {
                        lines.push(format!(
                            "{}-{copy},2026-03-0{},{},{},{}",
                            row.id, row.day, ["north", "south"][usize::from(row.region)], row.weight, row.stars
                        ));
                    }
                }
                let report = load(&store, file(&lines.iter().map(String::as_str).collect::<Vec<_>>())).await;
                prop_assert_eq!(report.rows.rejected + report.rows.values_rejected, 0);
                if *undo {
                    services.undo_import(&services.owner(), report.batch.unwrap()).await.unwrap();
                } else {
                    live.push(visible);
                }
            }
            let mut newest: BTreeMap<u8, Generated> = BTreeMap::new();
            for rows in live {
                newest.extend(rows);
            }
            for by in [None, Some("region")] {
                let reply = csat(&store, by).await;
                for value in &reply.values {
                    let mut expected = Ratings::default();
                    for row in newest.values().filter(|row| row.stars > 0) {
                        let region = ["north", "south"][usize::from(row.region)];
                        if value.group.as_deref().is_none_or(|group| group == region) {
                            for _ in 0..30 {
                                expected.add(i32::from(row.stars), Weight::new(f64::from(row.weight)).unwrap());
                            }
                        }
                    }
                    let metric = Metric::by_key("csat").unwrap();
                    let expected = metric.of_ratings(&expected, shared::interval::Level::P95);
                    prop_assert_eq!(value.estimate, expected.map(|expected| expected.estimate));
                    prop_assert_eq!(value.weighted, expected.and_then(|expected| expected.weighted));
                }
            }
            Ok(())
        })?;
    }
}
