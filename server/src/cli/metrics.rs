//! `puente metrics`: the definitions of metrics as a file, out and in.

use std::path::PathBuf;

use clap::Subcommand;
use shared::metric::{About, Metric, MetricChange, MetricPart};

use super::{
    database::Database,
    records::{Outcome, say},
};

/// What can be done with the definitions.
#[derive(Debug, Subcommand)]
pub enum Metrics {
    /// Writes the definitions of all metrics as TOML.
    Export {
        /// The file to write; without it, standard output.
        file: Option<PathBuf>,
    },
    /// Says what a file of definitions would change; with --apply, changes it. Metrics that are not in the file stay.
    Import {
        /// The TOML file.
        file: PathBuf,
        /// Change what the file says.
        #[arg(long)]
        apply: bool,
    },
}

pub(super) async fn run(database: &Database, what: Metrics) -> Outcome {
    let services = database.services().await?;
    let owner = services.owner();
    match what {
        Metrics::Export { file: None } => {
            let (text, _) = services.definitions_file(&owner).await?;
            say(text.trim_end())
        }
        Metrics::Export { file: Some(file) } => {
            let (text, _) = services.definitions_file(&owner).await?;
            std::fs::write(&file, text)
                .map_err(|error| format!("cannot write {}: {error}", file.display()))?;
            say(&format!("Written to {}.", file.display()))
        }
        Metrics::Import { file, apply } => {
            let name = file.display().to_string();
            let text = std::fs::read_to_string(&file)
                .map_err(|error| format!("cannot read {name}: {error}"))?;
            let reply = services
                .import_definitions(&owner, None, (name.clone(), text), !apply)
                .await;
            let reply = reply.map_err(|error| {
                let detail = error.args.get("detail").cloned();
                detail.unwrap_or_else(|| error.to_string())
            })?;
            let lines: Vec<String> = reply.changes.iter().map(line).collect();
            if lines.is_empty() {
                return say("Nothing changes: the file says what holds.");
            }
            say(&lines.join("\n"))?;
            if apply {
                say("Changed.")
            } else {
                say(&format!(
                    "Nothing was changed yet: puente metrics import {name} --apply"
                ))
            }
        }
    }
}

/// A change on a line: what became of which metric, and what of it.
fn line(change: &MetricChange) -> String {
    let metric = change.metric();
    let what = match change {
        MetricChange::Defined { .. } => "new".to_owned(),
        MetricChange::Retired { .. } => "retired".to_owned(),
        MetricChange::Offered { .. } => "offered again".to_owned(),
        MetricChange::Changed { before, metric } | MetricChange::Restored { before, metric } => {
            let unlike = before.parts_unlike(metric);
            let said = unlike.into_iter().map(|part| {
                let (before, now) = (said(before, part), said(metric, part));
                format!("{} {before} → {now}", name(part))
            });
            said.collect::<Vec<_>>().join(", ")
        }
    };
    format!("{}: {what}", metric.key)
}

const fn name(part: MetricPart) -> &'static str {
    match part {
        MetricPart::Name => "name",
        MetricPart::Formula => "formula",
        MetricPart::About => "about",
        MetricPart::Direction => "direction",
        MetricPart::Role => "role",
        MetricPart::Area => "area",
        MetricPart::Department => "department",
        MetricPart::Target => "target",
        MetricPart::MinimumN => "minimum_n",
        MetricPart::Privacy => "privacy",
    }
}

/// A part as the file has it.
fn said(metric: &Metric, part: MetricPart) -> String {
    let toml = |value: Result<toml::Value, toml::ser::Error>| {
        value.map_or_else(|_| String::new(), |value| value.to_string())
    };
    match part {
        MetricPart::Name => toml(toml::Value::try_from(&metric.name)),
        MetricPart::Formula => toml(toml::Value::try_from(&metric.formula)),
        MetricPart::About => match metric.about {
            About::Everything => "everything".to_owned(),
            About::Touchpoint(id) => format!("touchpoint {id}"),
            About::Journey(id) => format!("journey {id}"),
        },
        MetricPart::Direction => toml(toml::Value::try_from(metric.direction)),
        MetricPart::Role => toml(toml::Value::try_from(metric.role)),
        MetricPart::Area => toml(toml::Value::try_from(metric.area)),
        MetricPart::Department => metric.department_text().to_owned(),
        MetricPart::Target => metric
            .target
            .map_or_else(|| "none".to_owned(), |target| target.to_string()),
        MetricPart::MinimumN => metric.minimum_n.to_string(),
        MetricPart::Privacy => toml(toml::Value::try_from(metric.privacy)),
    }
}
