//! `puente key`: the key that seals what must not be read from a copy of the database.

use std::io::Write;

use clap::Subcommand;

use super::database::Database;
use crate::account::{Installation, Settings};

/// What can be done with the key.
#[derive(Debug, Subcommand)]
pub enum KeyDeeds {
    /// Makes a new key and seals everything with it. Stop Puente before and start it again after: the one that runs knows only the key
    /// before. That one stays in the file, to read what browsers kept; the one before it goes.
    Renew,
}

pub(super) async fn run(
    database: &Database,
    what: KeyDeeds,
) -> Result<(), Box<dyn std::error::Error>> {
    let KeyDeeds::Renew = what;
    let services = database.services().await?;
    let settings = Settings {
        keys: Some(database.renew_keys()?),
        ..Settings::default()
    };
    let house = Installation::new(services, settings);
    let sealed = house.seal_second_factors().await?;
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "A new key is in {}. Second factors sealed with it: {sealed}. Start Puente again.",
        database.key_file().display()
    )?;
    house.store().close().await;
    Ok(())
}
