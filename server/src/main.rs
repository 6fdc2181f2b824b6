//! The command line of Puente.

use std::{error::Error, net::SocketAddr, path::PathBuf};

use clap::Parser;
use server::{assets, pages};
use tokio::net::TcpListener;

/// Serves the workspace where every department sees the same customer journey.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// Where to listen; loopback only until accounts exist.
    #[arg(long, env = "PUENTE_ADDR", default_value = "127.0.0.1:3000")]
    addr: SocketAddr,
    /// The SQLite file; made with its directory when missing.
    #[arg(long, env = "PUENTE_DATABASE", default_value = "data/puente.db")]
    database: PathBuf,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    if let Some(directory) = arguments.database.parent() {
        std::fs::create_dir_all(directory)?;
    }
    let router = pages::router(assets::client_files()?);
    let listener = TcpListener::bind(arguments.addr).await.map_err(|error| {
        format!(
            "cannot listen on {}: {error}; choose another address with --addr or PUENTE_ADDR",
            arguments.addr
        )
    })?;
    println!("Puente is at http://{}", listener.local_addr()?);
    axum::serve(listener, router).await?;
    Ok(())
}
