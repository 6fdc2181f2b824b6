//! What is imported again, changed, taken back and deleted.

use server::{record::import::Options, service::Services};
use shared::api::ServedBy;

use crate::support::{count, csat, file, forty, load, many, open, try_import};

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
async fn undoing_an_import_takes_nothing_of_a_later_one_that_took_a_forgotten_records_place() {
    let (_directory, store) = open().await;
    let rows = ["1,2026-03-01,north,1,1", "2,2026-03-01,north,1,1"];
    let first = load(&store, file(&rows)).await;
    let services = Services::start(store.clone()).await.unwrap();
    let owner = services.owner();
    services.forget_record(&owner, "desk", "2").await.unwrap();
    load(&store, file(&["3,2026-03-01,north,1,5"])).await;
    services
        .undo_import(&owner, first.batch.unwrap())
        .await
        .unwrap();
    let value = csat(&store, None).await.values[0].clone();
    assert_eq!((value.estimate, value.n), (Some(1.0), 1));
    assert_eq!(count(&store, "SELECT COUNT(*) FROM record").await, 1);
}

/// More rows than one statement looks up or writes, and not a multiple of either.
const SEVERAL_STATEMENTS: usize = 1_003;

#[tokio::test]
async fn a_file_of_many_statements_again_changes_nothing() {
    let (_directory, store) = open().await;
    let first = load(&store, many(SEVERAL_STATEMENTS)).await;
    assert_eq!((first.rows.added, first.rows.answers), (1_003, 1_003));
    let second = load(&store, many(SEVERAL_STATEMENTS)).await;
    assert_eq!(
        (
            second.rows.added,
            second.rows.changed,
            second.rows.unchanged
        ),
        (0, 0, 1_003)
    );
    assert_eq!(count(&store, "SELECT COUNT(*) FROM record").await, 1_003);
    assert_eq!(csat(&store, None).await.values[0].n, 1_003);
}

#[tokio::test]
async fn many_changed_rows_replace_the_old_ones_whole_and_undo_brings_all_back() {
    let (_directory, store) = open().await;
    load(&store, many(SEVERAL_STATEMENTS)).await;
    let before = csat(&store, Some("region")).await;
    // Ratings go round from 1 to 5: of 1003, 200 are 4 and 200 are 5.
    assert_eq!(before.values[0].estimate, Some(400.0 / 1_003.0));
    let better = many(SEVERAL_STATEMENTS).replace(",north,1,1\n", ",south,1,5\n");
    let changed = load(&store, better).await;
    assert_eq!(
        (
            changed.rows.added,
            changed.rows.changed,
            changed.rows.unchanged
        ),
        (0, 201, 802)
    );
    let all = csat(&store, None).await;
    assert_eq!(
        (all.values[0].estimate, all.values[0].n),
        (Some(601.0 / 1_003.0), 1_003)
    );
    let after = csat(&store, Some("region")).await;
    let groups: Vec<(Option<&str>, u64)> = after
        .values
        .iter()
        .map(|value| (value.group.as_deref(), value.n))
        .collect();
    assert_eq!(groups, [(Some("north"), 802), (Some("south"), 201)]);
    let services = Services::start(store.clone()).await.unwrap();
    services
        .undo_import(&services.owner(), changed.batch.unwrap())
        .await
        .unwrap();
    assert_eq!(csat(&store, Some("region")).await, before);
    assert_eq!(count(&store, "SELECT COUNT(*) FROM record").await, 1_003);
    // The undone rows are new again.
    let again = load(&store, many(SEVERAL_STATEMENTS)).await;
    assert_eq!((again.rows.added, again.rows.unchanged), (0, 1_003));
}

#[tokio::test]
async fn a_row_repeated_far_down_the_same_file_is_one_record() {
    let (_directory, store) = open().await;
    let mut text = many(SEVERAL_STATEMENTS);
    text.push_str("0,2026-03-01,north,1,1\n1,2026-03-01,north,1,5\n");
    let report = load(&store, text.clone()).await;
    assert_eq!(
        (
            report.rows.added,
            report.rows.unchanged,
            report.rows.rejected
        ),
        (1_003, 1, 1)
    );
    let options = Options {
        dry_run: true,
        ..Options::default()
    };
    let (_other, empty) = open().await;
    let dry = try_import(&empty, text, &options).await.unwrap();
    assert_eq!(dry.rows, report.rows);
}
