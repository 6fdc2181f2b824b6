//! `puente serve`: opens the store, listens, serves until told to stop.

use std::{
    io::Write,
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};

use shared::api::ApiError;
use tokio::net::TcpListener;

use super::{
    database::Database,
    mail::MailArguments,
    provider::{IncompleteProvider, ProviderArguments},
};
use crate::{
    account::{
        Installation, Letters, Settings,
        provider::{Provider, ProviderError},
    },
    assets,
    http::{self, listen},
    mail::SettingsError,
    record::{import::ImportError, watch::Watch},
    sample,
    service::Services,
    store::StoreError,
    tidy,
};

/// Why the server did not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is not of this machine alone.
    #[error(
        "will not listen on {addr}: without accounts Puente serves this machine only; use 127.0.0.1 or [::1]"
    )]
    NotLoopback {
        /// The address.
        addr: SocketAddr,
    },
    /// The port is taken.
    #[error("cannot listen on {addr}: another program uses this port; choose another with --addr {} or PUENTE_ADDR", another(*addr))]
    PortTaken {
        /// The address.
        addr: SocketAddr,
    },
    /// The address cannot be used for another reason.
    #[error("cannot listen on {addr}: {reason}; choose another address with --addr or PUENTE_ADDR")]
    Listen {
        /// The address.
        addr: SocketAddr,
        /// What the system said.
        reason: std::io::Error,
    },
    /// The store cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The sample could not be put in.
    #[error("the sample could not be put in: {0}")]
    Sample(#[from] ImportError),
    /// The folder to watch cannot be used.
    #[error("cannot watch {folder}: {reason}; choose another folder with --watch or PUENTE_WATCH")]
    Watch {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        reason: std::io::Error,
    },
    /// The link for setting up could not be made.
    #[error("the link for setting up could not be made: {0}")]
    SetUp(#[from] ApiError),
    /// How letters are sent cannot be understood.
    #[error(transparent)]
    Mail(#[from] SettingsError),
    /// The provider of identities is not named whole.
    #[error(transparent)]
    ProviderSettings(#[from] IncompleteProvider),
    /// The provider of identities cannot be used.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// The embedded client cannot be used.
    #[error(transparent)]
    Client(#[from] assets::ManifestError),
}

/// The same address with the next port, as a suggestion.
fn another(addr: SocketAddr) -> SocketAddr {
    SocketAddr::new(addr.ip(), addr.port().checked_add(1).unwrap_or(3000))
}

/// What the server is told.
pub(super) struct Wish<'a> {
    pub(super) addr: SocketAddr,
    pub(super) watch: Option<&'a Path>,
    pub(super) mail: &'a MailArguments,
    pub(super) provider: &'a ProviderArguments,
}

/// How long letters that wait may take at the end.
const LAST_LETTERS: Duration = Duration::from_secs(5);

pub(super) async fn serve(database: &Database, wish: Wish<'_>) -> Result<(), ServeError> {
    let Wish {
        addr,
        watch,
        mail,
        provider,
    } = wish;
    let mailer = mail.mailer()?;
    let provider = provider.settings()?;
    let listener = bind(addr).await?;
    let at = listener
        .local_addr()
        .map_err(|reason| ServeError::Listen { addr, reason })?;
    let store = database.open().await?;
    let services = Services::start(store.clone()).await?;
    sample::seed(&services).await?;
    let watched = match watch {
        Some(folder) => {
            let watch = Watch::new(folder).map_err(|reason| ServeError::Watch {
                folder: folder.to_owned(),
                reason,
            })?;
            Some(tokio::spawn(watch.run(services.clone())))
        }
        None => None,
    };
    let base = format!("http://{at}");
    let provider =
        provider.map(|provider| Provider::new(&provider, &format!("{base}/sign-in/callback")));
    let lang = services.lang();
    let settings = Settings {
        base: base.clone(),
        provider: provider.transpose()?,
        letters: if mail.smtp.as_ref().is_some_and(|url| !url.is_empty()) {
            Letters::sent(mailer.clone(), lang)
        } else {
            Letters::console(lang)
        },
        ..Settings::default()
    };
    let house = Installation::new(services, settings);
    let keeping = tokio::spawn(tidy::daily(house.clone()));
    let router = http::router(house.clone(), assets::client_files()?);
    let stop = listen::asked_to_stop();
    // Whoever closed the console reads nothing; the server goes on.
    let mut console = std::io::stdout();
    let _ = writeln!(console, "Puente is at {base}");
    if let Some(link) = house.setup_link().await? {
        let _ = writeln!(console, "Set up Puente at {link}");
    }
    listen::serve(listener, router, stop).await;
    // What it did not come to waits for the next start.
    keeping.abort();
    if let Some(watched) = watched {
        // What it was importing is discarded, and the file stays where it is.
        watched.abort();
    }
    let left = mailer.finish(LAST_LETTERS).await;
    if left > 0 {
        tracing::warn!(left, "letters were not sent");
    }
    store.close().await;
    tracing::info!("stopped");
    Ok(())
}

async fn bind(addr: SocketAddr) -> Result<TcpListener, ServeError> {
    if !addr.ip().is_loopback() {
        return Err(ServeError::NotLoopback { addr });
    }
    TcpListener::bind(addr)
        .await
        .map_err(|reason| match reason.kind() {
            std::io::ErrorKind::AddrInUse => ServeError::PortTaken { addr },
            _ => ServeError::Listen { addr, reason },
        })
}
