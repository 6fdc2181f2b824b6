//! The log: one line per event on standard error, as text or as JSON.
//!
//! `PUENTE_LOG` chooses what is logged (`info`, `debug`, `server=debug,sqlx=warn`), `PUENTE_LOG_FORMAT=json` how.

use std::io::IsTerminal;

use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// What is logged unless `PUENTE_LOG` says otherwise. That a drawing takes a letter from the second font is as it should be.
const USUAL: &str = "info,sqlx=warn,usvg=error";

/// Starts logging. A second start changes nothing.
pub(super) fn start() {
    let filter = EnvFilter::try_from_env("PUENTE_LOG").unwrap_or_else(|_| EnvFilter::new(USUAL));
    let as_json = std::env::var("PUENTE_LOG_FORMAT").is_ok_and(|format| format == "json");
    let lines = fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false);
    let registry = tracing_subscriber::registry().with(filter);
    // Fails only when a logger is there already.
    let _ = if as_json {
        registry.with(lines.json()).try_init()
    } else {
        registry.with(lines).try_init()
    };
}
