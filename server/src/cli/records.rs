//! `puente import`, `metric` and `score`: the same services as the pages, on the same database, with a server running
//! or without one.

use std::{
    fs::File,
    io::{IsTerminal, Read, Write},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use clap::{Args, Subcommand};
use shared::{
    api::{CompareQuery, MetricQuery, ScoreQuery, SeriesQuery},
    id::BatchId,
    metric::Every,
};

use super::{compare, database::Database, mappings, tables};
use crate::record::{
    import::{Options, Progress},
    mapping::Variables,
};

pub(super) type Outcome = Result<(), Box<dyn std::error::Error>>;

/// What can be done with imports.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Imports a file (CSV, NDJSON or .xlsx, also packed by gzip) through a mapping.
    Records(Records),
    /// Lists sources and their imports.
    List {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Takes an import back, as if it had never been.
    Undo {
        /// The import's id, as `puente import list` shows it.
        import: BatchId,
    },
    /// Deletes one record for good: importing it again leaves it deleted.
    Forget {
        /// The name of its source.
        #[arg(long)]
        source: String,
        /// Its id, as the mapping's [id] template makes it.
        id: String,
    },
}

/// A file and how to read it.
#[derive(Debug, Args)]
pub struct Records {
    /// The mapping: a TOML file that says what the columns mean, or the name of a mapping that is kept.
    #[arg(long)]
    mapping: PathBuf,
    /// A variable of the mapping.
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = variable)]
    set: Vec<(String, String)>,
    /// Only say what would happen.
    #[arg(long)]
    dry_run: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// The file, or - for standard input.
    file: PathBuf,
}

/// A metric over a period.
#[derive(Debug, Args)]
pub struct Metric {
    /// Which: nps, csat, …
    metric: String,
    /// First day, as 2017-01-01.
    #[arg(long)]
    from: Option<String>,
    /// Last day, included.
    #[arg(long)]
    to: Option<String>,
    /// A dimension to group by.
    #[arg(long)]
    by: Option<String>,
    /// Only these records: dimension:value,…
    #[arg(long)]
    filter: Option<String>,
    /// The margin by customers too: answers of one customer are alike.
    #[arg(long, conflicts_with_all = ["by", "every"])]
    customers: bool,
    /// Its course over time: week, month or quarter.
    #[arg(long)]
    every: Option<Every>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// The friction of a journey's touchpoints.
#[derive(Debug, Args)]
pub struct Score {
    /// The journey's name in its address, or its id.
    #[arg(long)]
    journey: String,
    /// First day, as 2017-01-01.
    #[arg(long)]
    from: Option<String>,
    /// Last day, included.
    #[arg(long)]
    to: Option<String>,
    /// Only these records: dimension:value,…
    #[arg(long)]
    filter: Option<String>,
    /// Only records of this brand or family of brands.
    #[arg(long)]
    brand: Option<String>,
    /// List only touchpoints of this department.
    #[arg(long, conflicts_with = "against")]
    department: Option<String>,
    /// Weights and goalposts, as the friction page's address has them: part:weight:good:bad,…
    #[arg(long)]
    settings: Option<String>,
    /// The days to compare with, as 2016-01-01..2016-12-31; one end may be left open.
    #[arg(long, value_name = "FROM..TO", value_parser = compare::days)]
    against: Option<(Option<String>, Option<String>)>,
    /// With --against: the dimension by which a change is split into mix and rate.
    #[arg(long, requires = "against")]
    by: Option<String>,
    /// List what costs most in a week first, instead of the worst.
    #[arg(long, conflicts_with = "against")]
    by_cost: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

fn variable(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write it as NAME=VALUE")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

pub(super) async fn import(database: &Database, what: Import) -> Outcome {
    match what {
        Import::Records(records) => import_records(database, records).await,
        Import::List { json } => {
            let services = database.services().await?;
            let sources = services.sources(&services.owner()).await?;
            print(json, &sources, || tables::sources(&sources))
        }
        Import::Undo { import } => {
            let services = database.services().await?;
            services.undo_import(&services.owner(), import).await?;
            say("Undone.")
        }
        Import::Forget { source, id } => {
            let services = database.services().await?;
            services
                .forget_record(&services.owner(), &source, &id)
                .await?;
            say("Deleted; it stays deleted when it is imported again.")
        }
    }
}

async fn import_records(database: &Database, records: Records) -> Outcome {
    let said =
        |path: &Path, error: std::io::Error| format!("cannot read {}: {error}", path.display());
    let variables: Variables = records.set.into_iter().collect();
    let services = database.services().await?;
    let (mapping, kept) =
        mappings::chosen(&services, &records.mapping, &records.file, &variables).await?;
    let mapping = Arc::new(mapping);
    let (file, bytes): (Box<dyn Read + Send>, Option<u64>) = if records.file == Path::new("-") {
        (Box::new(std::io::stdin()), None)
    } else {
        let file = File::open(&records.file).map_err(|error| said(&records.file, error))?;
        let bytes = file
            .metadata()
            .ok()
            .filter(std::fs::Metadata::is_file)
            .map(|about| about.len());
        (Box::new(file), bytes)
    };
    let options = Options {
        file: records
            .file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        upload: None,
        dry_run: records.dry_run,
        cancelled: cancelled_by_the_keyboard(),
    };
    let (report, journey) = services
        .import(&services.owner(), &mapping, file, &options, follow(bytes))
        .await?;
    if let Some(kept) = kept.filter(|_| !records.dry_run && records.file.is_file()) {
        let (owner, at) = (services.owner(), records.file.clone());
        let known = services.know_headers(&owner, &kept, (at, options.file), mapping);
        // The records are in; that the next file is not known by its headings is no reason to say that they are not.
        if let Err(error) = known.await {
            tracing::warn!(mapping = kept, %error, "its headings were not kept");
        }
    }
    let printed = serde_json::json!({
        "report": &report,
        "journey": journey.as_ref().map(|journey| &journey.slug),
    });
    print(records.json, &printed, || {
        tables::report(&report, journey.as_ref())
    })
}

/// Set by Ctrl-C: the import then gives up and leaves nothing behind.
fn cancelled_by_the_keyboard() -> Arc<AtomicBool> {
    let cancelled = Arc::new(AtomicBool::new(false));
    let set = Arc::clone(&cancelled);
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            set.store(true, Ordering::Relaxed);
        }
    });
    cancelled
}

/// Tells a person at the terminal how far an import is, a few times a second.
fn follow(bytes: Option<u64>) -> impl FnMut(Progress) + Send {
    let terminal = std::io::stderr().is_terminal();
    let mut told = Instant::now();
    move |progress| {
        if !terminal || told.elapsed() < Duration::from_millis(200) {
            return;
        }
        told = Instant::now();
        let rows = progress.rows;
        let read = rows.added + rows.changed + rows.unchanged + rows.forgotten + rows.rejected;
        let share = bytes
            .filter(|bytes| *bytes > 0)
            .map_or_else(String::new, |bytes| {
                format!(" ({} %)", progress.bytes.min(bytes) * 100 / bytes)
            });
        let _ = write!(
            std::io::stderr(),
            "\r{read} rows, {} answers{share} ",
            rows.answers
        );
    }
}

pub(super) async fn metric(database: &Database, metric: Metric) -> Outcome {
    let services = database.services().await?;
    if metric.every.is_some() {
        let query = SeriesQuery {
            metric: Some(metric.metric),
            from: metric.from,
            to: metric.to,
            every: metric.every,
            by: metric.by,
            filter: metric.filter,
            touchpoint: None,
        };
        let reply = services.metric_series(&services.owner(), &query).await?;
        return print(metric.json, &reply, || tables::series(&reply));
    }
    let query = MetricQuery {
        metric: metric.metric,
        from: metric.from,
        to: metric.to,
        by: metric.by,
        filter: metric.filter,
        touchpoint: None,
        customers: Some(metric.customers),
    };
    let reply = services.metric(&services.owner(), &query).await?;
    // One number is an object; groups are a list.
    if metric.json {
        if metric.customers {
            return print(true, &reply, String::new);
        }
        return match (&reply.by, reply.values.first()) {
            (None, Some(value)) => print(true, value, String::new),
            _ => print(true, &reply.values, String::new),
        };
    }
    print(false, &reply, || tables::metric(&reply))
}

pub(super) async fn score(database: &Database, score: Score) -> Outcome {
    let services = database.services().await?;
    if let Some((base_from, base_to)) = score.against {
        let query = CompareQuery {
            journey: score.journey,
            from: score.from,
            to: score.to,
            base_from,
            base_to,
            by: score.by,
            settings: score.settings,
            filter: score.filter,
            brand: score.brand,
            ..CompareQuery::default()
        };
        return compare::periods(&services, &query, score.json).await;
    }
    let query = ScoreQuery {
        journey: score.journey,
        from: score.from,
        to: score.to,
        settings: score.settings,
        filter: score.filter,
        brand: score.brand,
        department: score.department,
    };
    let actor = services.owner();
    let scores = services.scores(&actor, &query).await?;
    let names = services.catalogue(&actor).await?.catalogue;
    let ids = scores.touchpoints.iter().map(|score| score.touchpoint);
    print(score.json, &tables::named(&scores, ids, &names), || {
        tables::scores(&scores, &names, score.by_cost)
    })
}

pub(super) fn print(
    json: bool,
    value: &impl serde::Serialize,
    text: impl FnOnce() -> String,
) -> Outcome {
    if json {
        say(&serde_json::to_string_pretty(value)?)
    } else {
        say(text().trim_end())
    }
}

/// Prints, and takes a closed pipe (`| head`) for an answer.
pub(super) fn say(text: &str) -> Outcome {
    match writeln!(std::io::stdout(), "{text}") {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}
