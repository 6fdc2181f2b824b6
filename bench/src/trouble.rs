//! What can go wrong while measuring.

use std::{io, path::PathBuf};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    #[error("{program} cannot be started: {source}")]
    NotStarted { program: PathBuf, source: io::Error },

    #[error("{program} ended before it said where it listens; run it by hand to see why")]
    NoAddress { program: PathBuf },

    #[error("{program} failed: {said}")]
    Failed { program: PathBuf, said: String },

    #[error("{0} is not what an HTTP server answers")]
    Http(&'static str),

    #[error("{method} {path} was answered with {status}: {body}")]
    Status {
        method: &'static str,
        path: String,
        status: u16,
        body: String,
    },

    #[error("a push was not accepted: {0}")]
    Push(String),

    #[error("{place}: {source}")]
    File { place: PathBuf, source: io::Error },

    #[error("connection: {0}")]
    Io(#[from] io::Error),

    #[error("JSON: {0}")]
    Json(#[from] serde_json::Error),

    #[error("stored JSON: {0}")]
    Stored(#[from] shared::log::StoredError),

    #[error("SQLite: {0}")]
    Sqlite(#[from] sqlx::Error),

    #[error("CSV: {0}")]
    Csv(#[from] csv::Error),

    #[error("the file has no column {0}: is it the one that the suite is made for?")]
    NoColumn(&'static str),

    #[error("a touchpoint with evidence has no score")]
    Unscored,

    #[error(transparent)]
    Evidence(#[from] shared::friction::EvidenceError),

    #[error(transparent)]
    Settings(#[from] shared::friction::SettingsError),

    #[error("the import that was to go on meanwhile is {0}")]
    Import(String),

    #[error("the mapping has no line {0}: is it the one that the suite is made for?")]
    NoLine(&'static str),

    #[error("{rejected} of {rows} rows were rejected: does the mapping fit the file?")]
    Rejected { rejected: u64, rows: u64 },

    #[error("{path} was answered {served:?}, so its time would not be the figure's")]
    ServedBy {
        path: String,
        served: shared::api::ServedBy,
    },

    #[error("{path} and the peer's query give other numbers for {groups}")]
    Unequal { path: String, groups: String },

    #[error("a task of the measurement did not end: {0}")]
    Task(#[from] tokio::task::JoinError),
}

impl Trouble {
    pub(crate) fn at(place: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let place = place.into();
        move |source| Self::File { place, source }
    }
}
