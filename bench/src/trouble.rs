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

    #[error("the survey has no column {0}: is it the file of 2017?")]
    NoColumn(&'static str),

    #[error("a task of the measurement did not end: {0}")]
    Task(#[from] tokio::task::JoinError),
}

impl Trouble {
    pub(crate) fn at(place: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let place = place.into();
        move |source| Self::File { place, source }
    }
}
