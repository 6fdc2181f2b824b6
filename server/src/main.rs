//! The program `puente`.

use std::process::ExitCode;

use clap::Parser;
use server::cli::{Arguments, run};

/// Pages and imports are made of many small pieces.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    run(Arguments::parse()).await
}
