//! `puente attributes`: what the values of a dimension are, in and out.

use std::path::PathBuf;

use clap::Subcommand;
use shared::api::AttributeTable;

use super::{
    database::Database,
    records::{Outcome, say},
};

/// What can be done with attribute tables.
#[derive(Debug, Subcommand)]
pub enum Attributes {
    /// Lists the dimensions that have a table.
    List,
    /// Prints the table of a dimension.
    Show {
        /// The dimension whose values are explained.
        #[arg(long)]
        of: String,
    },
    /// Puts a file in the place of a dimension's table: its values in the first column, their days in `from` and `to` where they
    /// have some (2026-01-31), and what they are in all other columns.
    Import {
        /// The dimension whose values are explained.
        #[arg(long)]
        of: String,
        /// CSV or .xlsx, as spreadsheets write it.
        file: PathBuf,
    },
}

pub(super) async fn run(database: &Database, what: Attributes) -> Outcome {
    let services = database.services().await?;
    let owner = services.owner();
    match what {
        Attributes::List => {
            let tables = services.attribute_tables(&owner).await?;
            if tables.is_empty() {
                return say(
                    "No dimension has a table yet: puente attributes import --of batch FILE.csv",
                );
            }
            say(&tables.join("\n"))
        }
        Attributes::Show { of } => say(&lines(&services.attribute_table(&owner, &of).await?)),
        Attributes::Import { of, file } => {
            let bytes = std::fs::read(&file)
                .map_err(|error| format!("cannot read {}: {error}", file.display()))?;
            let table = services.replace_attributes(&owner, &of, bytes).await;
            let table = table.map_err(|error| {
                let detail = error.args.get("detail").cloned();
                detail.unwrap_or_else(|| error.to_string())
            })?;
            say(&format!("{} rows of {of}.", table.rows.len()))
        }
    }
}

/// A line for each row: value, days, what it is.
fn lines(table: &AttributeTable) -> String {
    let line = |row: &shared::api::AttributeRow| {
        let says = row.attributes.iter();
        let says: Vec<String> = says.map(|(name, says)| format!("{name}={says}")).collect();
        let from = row.from.as_deref().unwrap_or_default();
        let to = row.to.as_deref().unwrap_or_default();
        format!("{}\t{from}\t{to}\t{}", row.value, says.join(" "))
    };
    if table.rows.is_empty() {
        return format!("{} has no table.", table.dimension);
    }
    table.rows.iter().map(line).collect::<Vec<_>>().join("\n")
}
