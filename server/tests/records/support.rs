//! A small survey, a store to import it into, and what the tests ask of it.

use std::{io::Cursor, sync::Arc};

use server::{
    metric,
    record::{
        import::{self, ImportError, Options},
        mapping::{Mapping, Variables},
    },
    store::Store,
};
use shared::{
    api::{ApiError, ImportReport, MetricQuery, MetricReply, Reject},
    locale::Lang,
    metric::Definitions,
};
use tempfile::TempDir;

pub const MAPPING: &str = include_str!("../common/desk.toml");

pub fn mapping(text: &str) -> Arc<Mapping> {
    Arc::new(
        Mapping::parse(
            "desk.toml",
            text,
            &Variables::new(),
            &Definitions::default(),
        )
        .unwrap_or_else(|error| panic!("{error}")),
    )
}

pub async fn open() -> (TempDir, Store) {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(&directory.path().join("puente.db"))
        .await
        .unwrap();
    (directory, store)
}

pub async fn try_import(
    store: &Store,
    text: impl Into<Vec<u8>>,
    options: &Options,
) -> Result<ImportReport, ImportError> {
    let file = Cursor::new(text.into());
    import::import(store, &mapping(MAPPING), file, options, |_| {}).await
}

pub async fn load(store: &Store, text: impl Into<Vec<u8>>) -> ImportReport {
    try_import(store, text, &Options::default())
        .await
        .unwrap_or_else(|error| panic!("{error}"))
}

/// Imports a file through a mapping of its own.
pub async fn load_by(store: &Store, mapping: Mapping, file: impl Into<Vec<u8>>) -> ImportReport {
    let file = Cursor::new(file.into());
    import::import(store, &Arc::new(mapping), file, &Options::default(), |_| {})
        .await
        .unwrap_or_else(|error| panic!("{error}"))
}

pub async fn csat(store: &Store, by: Option<&str>) -> MetricReply {
    try_csat(store, by).await.unwrap()
}

pub async fn try_csat(store: &Store, by: Option<&str>) -> Result<MetricReply, ApiError> {
    let query = MetricQuery {
        metric: "csat".to_owned(),
        by: by.map(str::to_owned),
        ..MetricQuery::default()
    };
    metric::metric(store, &metric::Defined::default(), &query, None).await
}

pub async fn count(store: &Store, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql)
        .fetch_one(store.readers())
        .await
        .unwrap()
}

pub fn file(rows: &[&str]) -> String {
    format!("id,day,region,weight,stars\n{}\n", rows.join("\n"))
}

/// Forty rows of one day and two regions: enough for day tallies to be kept.
pub fn forty() -> String {
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

pub fn many(rows: usize) -> String {
    let mut text = "id,day,region,weight,stars\n".to_owned();
    for row in 0..rows {
        text.push_str(&format!("{row},2026-03-01,north,1,{}\n", 1 + row % 5));
    }
    text
}

/// Why something could not be read, as an English reader is told.
pub fn said(reject: &Reject) -> String {
    app::words::row_problem(Lang::En, reject.column.as_deref(), &reject.reason)
}
