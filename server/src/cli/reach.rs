//! How the server is reached from outside: options of `puente serve`.

use std::{path::PathBuf, sync::Arc};

use clap::Args;

use super::ServeError;
use crate::http::{
    Edge,
    address::Trusted,
    limit::Limits,
    listen::{Listening, tls::Certificate},
    site::Site,
};

/// How the server is reached from outside.
#[derive(Debug, Clone, Default, Args)]
pub struct Reach {
    /// The address under which people reach Puente, as `https://puente.example.org`: needed beyond this machine and behind a proxy.
    #[arg(long, global = true, env = "PUENTE_URL")]
    pub url: Option<Site>,
    /// A PEM file with the certificate, and those of whoever issued it: connections are then encrypted.
    #[arg(long, global = true, env = "PUENTE_TLS_CERT", value_name = "FILE")]
    pub tls_cert: Option<PathBuf>,
    /// A PEM file with the certificate's private key.
    #[arg(long, global = true, env = "PUENTE_TLS_KEY", value_name = "FILE")]
    pub tls_key: Option<PathBuf>,
    /// Tells browsers to come by https to this host only, and not to hosts below its name: for an address like `https://example.org`,
    /// below which others are.
    #[arg(long, global = true, env = "PUENTE_HSTS_HOST_ONLY")]
    pub hsts_host_only: bool,
    /// Proxies that may say for whom they ask (X-Forwarded-For, X-Forwarded-Proto): addresses or networks, with commas between.
    #[arg(
        long,
        global = true,
        env = "PUENTE_TRUST_PROXY",
        value_name = "ADDRESSES"
    )]
    pub trust_proxy: Option<Trusted>,
}

impl Reach {
    /// What the router and the listener make of it.
    ///
    /// # Errors
    /// The certificate cannot be used, or goes with no address of https.
    pub(super) fn read(self) -> Result<(Edge, Listening), ServeError> {
        let certificate = Certificate::named(self.tls_cert.as_deref(), self.tls_key.as_deref())?;
        if certificate.is_some() && !self.url.as_ref().is_some_and(Site::secure) {
            return Err(ServeError::CertificateWithoutUrl);
        }
        let trusted = self.trust_proxy.unwrap_or_default();
        let listening = Listening {
            certificate: certificate.map(Arc::new),
            trusted: trusted.clone(),
            ..Listening::default()
        };
        let edge = Edge {
            site: self.url,
            only_this_host: self.hsts_host_only,
            trusted,
            limits: Limits::default(),
        };
        Ok((edge, listening))
    }
}
