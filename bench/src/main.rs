//! Measures a built `puente` from outside: through its API, its command line and its pages, each figure beside a floor or a
//! peer measured in the same run.
//!
//! A program of its own, so that `cargo xtask` stays light; `cargo xtask bench` builds and starts it. It prints one line of
//! JSON for each figure on standard output, and what it is doing on standard error.

mod auth;
mod busy;
mod duckdb;
mod figure;
mod fixed;
mod flights;
mod friction;
mod http;
mod import;
mod journey;
mod metric;
mod pages;
mod program;
mod trouble;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

use trouble::Trouble;

#[derive(Parser)]
#[command(about = "Measures a built puente; started by `cargo xtask bench`.")]
struct Arguments {
    #[command(subcommand)]
    suite: Suite,
}

#[derive(Subcommand)]
enum Suite {
    /// Edits through the API, and loading a long log.
    Journey(Subject),
    /// People who sign in, and what it costs those who are in.
    Auth(Subject),
    /// A thousand touchpoints scored on one core.
    Friction(Subject),
    /// A page under load, beside a fixed answer of the same size.
    Server(Subject),
    /// Importing a million answers, beside the sqlite3 shell.
    Import {
        #[command(flatten)]
        subject: Subject,
        /// The airport survey of 2017.
        #[arg(long)]
        survey: PathBuf,
        /// Its mapping.
        #[arg(long)]
        mapping: PathBuf,
    },
    /// Importing flights and asking for their metric, beside the sqlite3 shell and DuckDB.
    Metric {
        #[command(flatten)]
        subject: Subject,
        /// The archive that holds `flights.csv`.
        #[arg(long)]
        flights: PathBuf,
        /// Its mapping.
        #[arg(long)]
        mapping: PathBuf,
    },
    /// Serves a fixed answer of so many bytes: the peer of a page.
    Fixed { bytes: usize },
}

/// What is measured, and where it may write.
#[derive(clap::Args)]
struct Subject {
    /// The built `puente`.
    #[arg(long)]
    puente: PathBuf,
    /// An empty directory on the disk that is to be measured.
    #[arg(long)]
    scratch: PathBuf,
}

#[tokio::main]
async fn main() -> ExitCode {
    let outcome: Result<(), Trouble> = match Arguments::parse().suite {
        Suite::Auth(subject) => auth::run(&subject).await,
        Suite::Journey(subject) => journey::run(&subject).await,
        Suite::Friction(_) => friction::run(),
        Suite::Server(subject) => pages::run(&subject).await,
        Suite::Import {
            subject,
            survey,
            mapping,
        } => import::run(&subject, &survey, &mapping).await,
        Suite::Metric {
            subject,
            flights,
            mapping,
        } => metric::run(&subject, &flights, &mapping).await,
        Suite::Fixed { bytes } => fixed::serve(bytes).await,
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("bench: {trouble}");
            ExitCode::FAILURE
        }
    }
}
