//! `puente mapping`: the mappings that are kept, whether a browser or a file brought them.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::{
    database::Database,
    records::{Outcome, say},
};
use crate::{
    record::mapping::{self, Mapping, Variables},
    service::Services,
};

/// What can be done with mappings.
#[derive(Debug, Subcommand)]
pub enum Mappings {
    /// Lists them.
    List,
    /// Prints one as TOML, to be read, changed, and kept or used again.
    Show {
        /// Its name.
        name: String,
    },
    /// Keeps one under the name of its source, so that imports can name it.
    Keep {
        /// The TOML file.
        file: PathBuf,
    },
}

pub(super) async fn run(database: &Database, what: Mappings) -> Outcome {
    let services = database.services().await?;
    let owner = services.owner();
    match what {
        Mappings::List => {
            let kept = services.kept_mappings(&owner).await?;
            let line = |kept: &shared::api::MappingSummary| {
                let title = kept.mapping.source.title.as_deref().unwrap_or_default();
                format!("{}  {title}", kept.name)
            };
            let lines: Vec<String> = kept.iter().map(line).collect();
            if lines.is_empty() {
                return say("No mapping is kept yet: puente mapping keep MAPPING.toml");
            }
            say(&lines.join("\n"))
        }
        Mappings::Show { name } => {
            let kept = services.kept_mapping(&owner, &name).await?;
            say(mapping::text(&kept.mapping).trim_end())
        }
        Mappings::Keep { file } => {
            let text = std::fs::read_to_string(&file)
                .map_err(|error| format!("cannot read {}: {error}", file.display()))?;
            let document = mapping::of_text(&file.display().to_string(), &text)?;
            let name = services.keep_mapping(&owner, &document).await?;
            say(&format!("Kept as {name}."))
        }
    }
}

/// The mapping of a file or, where there is none, of a kept mapping's name, as it reads the file that is imported; and that name.
pub(super) async fn chosen(
    services: &Services,
    named: &Path,
    imported: &Path,
    variables: &Variables,
) -> Result<(Mapping, Option<String>), Box<dyn std::error::Error>> {
    let name = named.display().to_string();
    let metrics = services.read_definitions().await?;
    match std::fs::read_to_string(named) {
        Ok(text) => Ok((Mapping::parse(&name, &text, variables, &metrics)?, None)),
        Err(error) => {
            let owner = services.owner();
            let file = imported.file_name().unwrap_or_default();
            let file = file.to_string_lossy().into_owned();
            // What comes through a pipe is read only once; what cannot be read says so when it is imported.
            let fitted = if imported.is_file() {
                let at = imported.to_owned();
                let fitted = services.kept_mapping_for(&owner, &name, at, file).await;
                fitted.ok()
            } else {
                None
            };
            let kept = match fitted {
                Some(kept) => Ok(kept),
                None => services.kept_mapping(&owner, &name).await,
            };
            let kept = kept.map_err(|_| {
                format!("cannot read {name}: {error}; and no mapping of this name is kept (puente mapping list)")
            })?;
            let mapping = Mapping::of_document(&kept.mapping, variables, &metrics)?;
            Ok((mapping, Some(kept.name)))
        }
    }
}
