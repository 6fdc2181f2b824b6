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
    reach::Reach,
    secrets::SecretFileError,
};
use crate::{
    account::{
        Installation, KeyError, Letters, Settings, has_accounts,
        provider::{Provider, ProviderError},
    },
    assets,
    http::{
        self,
        listen::{self, tls::TlsError},
        site::Site,
    },
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
    /// The address is not of this machine alone, and nobody said how people reach it.
    #[error(
        "will not listen on {addr}: beyond this machine Puente answers only under an address that it knows; give it with --url \
         or PUENTE_URL, as https://puente.example.org, or listen on 127.0.0.1 or [::1]"
    )]
    NoUrl {
        /// The address.
        addr: SocketAddr,
    },
    /// The address is not of this machine alone, and whoever came first could take it over.
    #[error(
        "will not listen on {addr}: nobody has an account yet, so whoever reached it could do everything; create one with \
         `puente user add`, or listen on 127.0.0.1 or [::1] and open the setup link first"
    )]
    NoAccount {
        /// The address.
        addr: SocketAddr,
    },
    /// Connections would be encrypted, and no address of https is known.
    #[error(
        "a certificate was given, but no address that goes with it: give it with --url or PUENTE_URL, as https://puente.example.org"
    )]
    CertificateWithoutUrl,
    /// The certificate cannot be used.
    #[error(transparent)]
    Tls(#[from] TlsError),
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
    /// The link for setting up could not be made, or second factors not be sealed.
    #[error("accounts could not be looked at: {0}")]
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
    /// There is no key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A secret that was given as a file cannot be read.
    #[error(transparent)]
    Secret(#[from] SecretFileError),
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
    pub(super) reach: Reach,
    pub(super) watch: Option<&'a Path>,
    pub(super) mail: &'a MailArguments,
    pub(super) provider: &'a ProviderArguments,
}

/// How long letters that wait may take at the end.
const LAST_LETTERS: Duration = Duration::from_secs(5);

pub(super) async fn serve(database: &Database, wish: Wish<'_>) -> Result<(), ServeError> {
    let Wish {
        addr,
        reach,
        watch,
        mail,
        provider,
    } = wish;
    let mail = mail.read()?;
    let mailer = mail.mailer()?;
    let provider = provider.read()?.settings()?;
    let (edge, listening) = reach.read()?;
    let site = edge.site.clone();
    // What no account would change is said before anything is touched.
    may_listen(addr, true, site.as_ref())?;
    // Before the database, which a program that runs already may have open. Nobody is answered before `may_listen` agreed.
    let listener = bind(addr).await?;
    let at = listener
        .local_addr()
        .map_err(|reason| ServeError::Listen { addr, reason })?;
    let store = database.open().await?;
    may_listen(at, has_accounts(&store).await?, site.as_ref())?;
    if let Some(site) = site.as_ref().filter(|site| !site.secure())
        && !at.ip().is_loopback()
    {
        tracing::warn!(%site, "connections are not encrypted: whoever is on the way reads everything, passwords too");
    }
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
    let base = site
        .as_ref()
        .map_or_else(|| format!("http://{at}"), Site::to_string);
    let provider =
        provider.map(|provider| Provider::new(&provider, &format!("{base}/sign-in/callback")));
    let lang = services.lang();
    let settings = Settings {
        base: base.clone(),
        // Whoever reaches it by a name may come from anywhere, whatever address is listened on.
        beyond_loopback: site.is_some(),
        provider: provider.transpose()?,
        letters: if mail.smtp.as_ref().is_some_and(|url| !url.is_empty()) {
            Letters::sent(mailer.clone(), lang)
        } else {
            Letters::console(lang)
        },
        keys: Some(database.keys()?),
        ..Settings::default()
    };
    let house = Installation::new(services, settings);
    house.seal_second_factors().await?;
    let keeping = tokio::spawn(tidy::daily(house.clone()));
    let router = http::router(house.clone(), assets::client_files()?, edge);
    let stop = listen::asked_to_stop();
    // Whoever closed the console reads nothing; the server goes on.
    let mut console = std::io::stdout();
    let _ = match site {
        None => writeln!(console, "Puente is at {base}"),
        Some(_) => writeln!(console, "Puente is at {base} and listens on {at}"),
    };
    if let Some(link) = house.setup_link().await? {
        let _ = writeln!(console, "Set up Puente at {link}");
    }
    listen::serve(listener, router, listening, stop).await;
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

/// Whether this address may be listened on. Beyond this machine it takes a name that requests must use, so that no other site's page
/// gets at it by a name of its own, and somebody who can sign in.
///
/// # Errors
/// It takes more.
pub fn may_listen(
    addr: SocketAddr,
    has_accounts: bool,
    site: Option<&Site>,
) -> Result<(), ServeError> {
    if addr.ip().to_canonical().is_loopback() {
        return Ok(());
    }
    if site.is_none() {
        return Err(ServeError::NoUrl { addr });
    }
    if !has_accounts {
        return Err(ServeError::NoAccount { addr });
    }
    Ok(())
}

async fn bind(addr: SocketAddr) -> Result<TcpListener, ServeError> {
    TcpListener::bind(addr)
        .await
        .map_err(|reason| match reason.kind() {
            std::io::ErrorKind::AddrInUse => ServeError::PortTaken { addr },
            _ => ServeError::Listen { addr, reason },
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_this_machine_it_takes_an_address_that_is_known_and_an_account() {
        let site: Site = "https://puente.example.org".parse().unwrap();
        for addr in ["127.0.0.1:3000", "[::1]:3000", "[::ffff:127.0.0.1]:3000"] {
            assert!(
                may_listen(addr.parse().unwrap(), false, None).is_ok(),
                "{addr}"
            );
        }
        for addr in ["0.0.0.0:3000", "[::]:3000", "192.0.2.7:3000"] {
            let addr = addr.parse().unwrap();
            let no_url = may_listen(addr, true, None);
            assert!(matches!(no_url, Err(ServeError::NoUrl { .. })));
            let nobody = may_listen(addr, false, Some(&site))
                .unwrap_err()
                .to_string();
            assert!(
                nobody.contains("puente user add") && nobody.contains("setup link"),
                "{nobody}"
            );
            assert!(may_listen(addr, true, Some(&site)).is_ok());
        }
    }
}
