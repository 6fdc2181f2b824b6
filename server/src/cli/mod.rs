//! The command line: `puente` serves; the other commands work on the same database with the same services.

mod actions;
mod attributes;
mod compare;
mod database;
mod images;
mod journeys;
mod key;
mod logging;
pub mod mail;
mod mappings;
mod metrics;
pub mod provider;
mod reach;
mod records;
mod secrets;
mod serve;
mod tables;
mod user;

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};
use shared::locale::Lang;

use self::database::Database;
use crate::http::site::Site;

pub use reach::Reach;
pub use serve::{ServeError, may_listen};

/// Serves the workspace where every department sees the same customer journey.
#[derive(Debug, Parser)]
#[command(name = "puente", version)]
pub struct Arguments {
    /// Where to listen; beyond this machine it takes --url and an account.
    #[arg(
        long,
        global = true,
        env = "PUENTE_ADDR",
        default_value = "127.0.0.1:3000"
    )]
    pub addr: SocketAddr,
    /// The SQLite file; made with its directory when missing.
    #[arg(
        long,
        global = true,
        env = "PUENTE_DATABASE",
        default_value = "data/puente.db"
    )]
    pub database: PathBuf,
    /// The file with the key that seals second factors and what browsers keep; made beside the database when missing. Keep a copy of it,
    /// apart from copies of the database.
    #[arg(long, global = true, env = "PUENTE_KEY_FILE", value_name = "FILE")]
    pub key_file: Option<PathBuf>,
    /// The language of a workspace that has to be made, and of its sample: `en` or `es`; otherwise that of the machine.
    #[arg(long, env = "PUENTE_LANGUAGE")]
    pub language: Option<Lang>,
    /// How letters are sent.
    #[command(flatten)]
    pub mail: mail::MailArguments,
    /// The provider of identities.
    #[command(flatten)]
    pub provider: provider::ProviderArguments,
    /// A folder to watch while serving: files that appear in it are imported as files with their headers were before.
    #[arg(long, global = true, env = "PUENTE_WATCH")]
    pub watch: Option<PathBuf>,
    /// How the server is reached from outside.
    #[command(flatten)]
    pub reach: Reach,
    /// What to do; without it, serve.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serves pages and API (what happens without a command).
    Serve,
    /// Records: import a file, list imports, take one back.
    Import {
        /// What to do.
        #[command(subcommand)]
        what: records::Import,
    },
    /// Journeys as files: bring one in, take one away.
    Journey {
        /// What to do.
        #[command(subcommand)]
        what: journeys::Journeys,
    },
    /// Accounts: add one, list them, let somebody choose a new password.
    User {
        /// What to do.
        #[command(subcommand)]
        what: user::Users,
    },
    /// The key that seals second factors and what browsers keep: make a new one.
    Key {
        /// What to do.
        #[command(subcommand)]
        what: key::KeyDeeds,
    },
    /// Images: remove those that nothing refers to.
    Images {
        /// What to do.
        #[command(subcommand)]
        what: images::Images,
    },
    /// Mappings: list those that are kept, show one, keep one.
    Mapping {
        /// What to do.
        #[command(subcommand)]
        what: mappings::Mappings,
    },
    /// What the values of a dimension are, as which supplier a batch came from: bring a table, show it.
    Attributes {
        /// What to do.
        #[command(subcommand)]
        what: attributes::Attributes,
    },
    /// A metric over a period, whole or by group.
    Metric(records::Metric),
    /// The definitions of metrics as a file: export them, bring them in.
    Metrics {
        /// What to do.
        #[command(subcommand)]
        what: metrics::Metrics,
    },
    /// The friction of a journey's touchpoints, worst first.
    Score(records::Score),
    /// What people have taken on, and whether it helped.
    Actions(actions::Actions),
}

/// Runs the command and says on standard error what went wrong.
pub async fn run(arguments: Arguments) -> ExitCode {
    logging::start();
    let database = Database::new(arguments.database, arguments.key_file, arguments.language);
    let outcome = match arguments.command.unwrap_or(Command::Serve) {
        Command::Serve => {
            let wish = serve::Wish {
                addr: arguments.addr,
                reach: arguments.reach,
                watch: arguments.watch.as_deref(),
                mail: &arguments.mail,
                provider: &arguments.provider,
            };
            serve::serve(&database, wish).await.map_err(Into::into)
        }
        Command::Import { what } => records::import(&database, what).await,
        Command::Journey { what } => journeys::run(&database, what).await,
        Command::User { what } => {
            let site = arguments.reach.url.as_ref();
            let base = site.map_or_else(|| format!("http://{}", arguments.addr), Site::to_string);
            user::run(&database, &base, what).await
        }
        Command::Key { what } => key::run(&database, what).await,
        Command::Images { what } => images::run(&database, what).await,
        Command::Mapping { what } => mappings::run(&database, what).await,
        Command::Attributes { what } => attributes::run(&database, what).await,
        Command::Metric(metric) => records::metric(&database, metric).await,
        Command::Metrics { what } => metrics::run(&database, what).await,
        Command::Score(score) => records::score(&database, score).await,
        Command::Actions(asked) => actions::run(&database, asked).await,
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("puente: {error}");
            ExitCode::FAILURE
        }
    }
}
