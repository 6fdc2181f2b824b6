//! `cargo xtask`: the only build script of Puente.
//!
//! Builds the client for the browser, embeds it in the server, and runs, tests, measures or packs the result. It
//! downloads nothing itself: crates come through cargo, browser test packages through npm.

mod bench;
mod bundle;
mod cargo;
mod client;
mod compress;
mod dev;
mod failure;
mod pack;
mod run;
mod split;
mod test;
mod toolchain;
mod tools;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use failure::Failure;
use workspace::Workspace;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = "Builds, runs, tests and measures Puente."
)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds what changed and starts Puente; what follows goes to `puente`.
    Run {
        /// Arguments for `puente`, such as `--addr 127.0.0.1:4000`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Runs every test: native, documentation, browser.
    Test(test::Options),
    /// Rebuilds, restarts and reloads the browser on every change.
    Dev {
        /// Arguments for `puente`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Writes the one file to deploy, target/dist/puente, and the licences of its fonts beside it.
    Dist,
    /// Builds the shipped client alone, and prints where it is: `PUENTE_CLIENT` for a server built by cargo itself.
    Client,
    /// Measures, and prints each figure with its budget, peer or floor.
    Bench(bench::Options),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = Workspace::find().and_then(|workspace| match arguments.task {
        Task::Run { arguments } => run::run(&workspace, &arguments),
        Task::Test(options) => test::test(&workspace, &options),
        Task::Dev { arguments } => dev::dev(&workspace, &arguments),
        Task::Dist => run::dist(&workspace),
        Task::Client => run::client(&workspace),
        Task::Bench(options) => bench::bench(&workspace, &options),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        // The closing line of the tests has said it already.
        Err(Failure::TestsFailed) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("\nerror: {failure}");
            ExitCode::FAILURE
        }
    }
}
