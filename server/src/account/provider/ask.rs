//! Asking a provider over HTTP, within bounds: no redirects, so many bytes, only doors as safe as the issuer's.

use std::{future::Future, net::IpAddr, pin::Pin, time::Duration};

use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse, http};
use rustls::RootCertStore;
use rustls_platform_verifier::BuilderVerifierExt as _;
use url::{Host, Url};

use super::ProviderError;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(5);
/// Bytes of the longest answer. Keys and claims take a few thousand.
const MOST_BYTES: usize = 1 << 20;

/// What a provider's doors have to be like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Anywhere, encrypted.
    Encrypted,
    /// On this machine, as the issuer is.
    Loopback,
}

impl Reach {
    /// None where an issuer is reached neither way, or its address holds more than an issuer's may
    /// (OpenID Connect Discovery 1.0, section 3).
    pub(super) fn of_issuer(url: &Url) -> Option<Self> {
        let bare = url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        match (bare, url.scheme()) {
            (true, "http") if is_loopback(url) => Some(Self::Loopback),
            (true, "https") => Some(Self::Encrypted),
            _ => None,
        }
    }

    fn allows(self, url: &Url) -> bool {
        match (self, url.scheme()) {
            (_, "https") => true,
            (Self::Loopback, "http") => is_loopback(url),
            _ => false,
        }
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => IpAddr::V4(ip).is_loopback(),
        Some(Host::Ipv6(ip)) => IpAddr::V6(ip).is_loopback(),
        None => false,
    }
}

/// What asks.
#[derive(Clone)]
pub(super) struct Ask {
    client: reqwest::Client,
    reach: Reach,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum AskError {
    #[error("this is not an address that may be asked")]
    Insecure,
    #[error("the answer is too long")]
    TooLong,
    #[error("{0}")]
    Unreachable(String),
}

impl Ask {
    pub(super) fn new(reach: Reach) -> Result<Self, ProviderError> {
        let prepare = |reason: &dyn std::error::Error| ProviderError::Prepare {
            reason: innermost(reason),
        };
        let tls = rustls::ClientConfig::builder_with_provider(
            rustls::crypto::ring::default_provider().into(),
        )
        .with_safe_default_protocol_versions()
        .map_err(|error| prepare(&error))?;
        let tls = match reach {
            Reach::Encrypted => tls
                .with_platform_verifier()
                .map_err(|error| prepare(&error))?,
            // On this machine nothing is encrypted, so nothing has to be trusted.
            Reach::Loopback => tls.with_root_certificates(RootCertStore::empty()),
        };
        let builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls.with_no_client_auth())
            // A provider that leads elsewhere could lead anywhere.
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            // A connection that waited may be gone, and a code cannot be sent twice.
            .pool_max_idle_per_host(0)
            .user_agent(concat!("Puente/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT);
        let builder = match reach {
            Reach::Encrypted => builder.https_only(true),
            Reach::Loopback => builder.no_proxy(),
        };
        let client = builder.build().map_err(|error| prepare(&error))?;
        Ok(Self { client, reach })
    }

    /// Whether an address that the provider names is as safe as the provider's own.
    pub(super) fn may_reach(&self, url: &Url) -> bool {
        self.reach.allows(url)
    }

    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, AskError> {
        let (head, body) = request.into_parts();
        let url = Url::parse(&head.uri.to_string()).map_err(|_| AskError::Insecure)?;
        if !self.may_reach(&url) {
            return Err(AskError::Insecure);
        }
        let mut answer = self
            .client
            .request(head.method, url)
            .headers(head.headers)
            .body(body)
            .send()
            .await
            .map_err(unreachable)?;
        let mut bytes = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(unreachable)? {
            if bytes.len() + chunk.len() > MOST_BYTES {
                return Err(AskError::TooLong);
            }
            bytes.extend_from_slice(&chunk);
        }
        let mut response = http::Response::new(bytes);
        *response.status_mut() = answer.status();
        *response.headers_mut() = std::mem::take(answer.headers_mut());
        Ok(response)
    }
}

impl<'c> AsyncHttpClient<'c> for Ask {
    type Error = AskError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, AskError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.ask(request))
    }
}

fn unreachable(error: reqwest::Error) -> AskError {
    AskError::Unreachable(innermost(&error.without_url()))
}

/// The innermost reason, which says most.
fn innermost(error: &dyn std::error::Error) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_elsewhere_cannot_lead_to_this_machine() {
        let inside: Url = "http://127.0.0.1:8080/token".parse().unwrap();
        let outside: Url = "https://keys.example.org/jwks".parse().unwrap();
        let open: Url = "http://keys.example.org/jwks".parse().unwrap();
        assert!(!Reach::Encrypted.allows(&inside));
        assert!(Reach::Loopback.allows(&inside));
        assert!(Reach::Encrypted.allows(&outside));
        assert!(!Reach::Encrypted.allows(&open));
        assert!(!Reach::Loopback.allows(&open));
    }
}
