//! Under which address people reach the installation: what whoever runs it said (`--url`), and what requests say of it.
//!
//! Knows nothing of who asks, nor of where the server listens.

use std::{
    fmt,
    net::{Ipv4Addr, Ipv6Addr},
    str::FromStr,
    sync::Arc,
};

use axum::http::{HeaderMap, HeaderName, header};

/// The address of the installation: a scheme, a host and a port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    scheme: Scheme,
    host: Host,
    port: u16,
}

/// Why a text is no address of an installation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SiteError {
    /// It begins with neither scheme.
    #[error(
        "`{0}` begins with neither https:// nor http://; write the whole address, as https://puente.example.org"
    )]
    NoScheme(String),
    /// It holds a path, a query or a user.
    #[error(
        "`{0}` holds more than a host and a port; Puente stands at the root of a host, as https://puente.example.org"
    )]
    MoreThanAHost(String),
    /// Its host is none.
    #[error(
        "`{0}` is neither a host name nor an IP address; an international name is written as browsers send it (xn--…), an \
         IPv6 address in brackets"
    )]
    NotAHost(String),
    /// Its port is none.
    #[error("`{0}` is no port: a number from 1 to 65535 is needed")]
    NotAPort(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Http,
    Https,
}

impl Scheme {
    const fn start(self) -> &'static str {
        match self {
            Self::Http => "http://",
            Self::Https => "https://",
        }
    }

    const fn port(self) -> u16 {
        match self {
            Self::Http => 80,
            Self::Https => 443,
        }
    }
}

/// As it is compared: names in small letters, addresses as numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Host {
    Name(String),
    V4(Ipv4Addr),
    V6(Ipv6Addr),
}

impl FromStr for Site {
    type Err = SiteError;

    fn from_str(text: &str) -> Result<Self, SiteError> {
        let schemes = [Scheme::Https, Scheme::Http];
        let found = schemes.into_iter().find_map(|scheme| {
            let start = scheme.start();
            let begins = text.get(..start.len())?.eq_ignore_ascii_case(start);
            begins.then(|| (scheme, &text[start.len()..]))
        });
        let Some((scheme, rest)) = found else {
            return Err(SiteError::NoScheme(text.to_owned()));
        };
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        if rest.contains(['/', '?', '#', '@', '\\']) {
            return Err(SiteError::MoreThanAHost(text.to_owned()));
        }
        let (host, port) = authority(rest)?;
        Ok(Self {
            scheme,
            host,
            port: port.unwrap_or(scheme.port()),
        })
    }
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.scheme.start())?;
        match &self.host {
            Host::Name(name) => f.write_str(name)?,
            Host::V4(address) => write!(f, "{address}")?,
            Host::V6(address) => write!(f, "[{address}]")?,
        }
        if self.port == self.scheme.port() {
            return Ok(());
        }
        write!(f, ":{}", self.port)
    }
}

impl Site {
    /// Whether people reach it by https: cookies are then marked `Secure`, and browsers told to come by https only.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.scheme == Scheme::Https
    }

    /// Whether a `Host` header names this site.
    #[must_use]
    pub fn is_host(&self, host: &str) -> bool {
        authority(host).is_ok_and(|(host, port)| {
            host == self.host && port.unwrap_or(self.scheme.port()) == self.port
        })
    }

    /// Whether a request has exactly one `Origin`, and it is this site. A request without one comes from no page; what
    /// only pages may send (as an upgrade to a WebSocket) is refused then, what programs send too need not be.
    #[must_use]
    pub fn is_own_origin(&self, headers: &HeaderMap) -> bool {
        the_only(headers, &header::ORIGIN)
            .and_then(|origin| origin.strip_prefix(self.scheme.start()))
            .is_some_and(|host| self.is_host(host))
    }
}

/// A host, and a port where one is named.
fn authority(text: &str) -> Result<(Host, Option<u16>), SiteError> {
    let not_a_host = || SiteError::NotAHost(text.to_owned());
    let (host, port) = if let Some(rest) = text.strip_prefix('[') {
        let (address, port) = rest.split_once(']').ok_or_else(not_a_host)?;
        let host = Host::V6(address.parse().map_err(|_| not_a_host())?);
        let port = match port.strip_prefix(':') {
            None if port.is_empty() => None,
            None => return Err(not_a_host()),
            port => port,
        };
        (host, port)
    } else {
        let (name, port) = match text.split_once(':') {
            None => (text, None),
            Some((name, port)) => (name, Some(port)),
        };
        (named(name).ok_or_else(not_a_host)?, port)
    };
    Ok((host, port.map(numbered).transpose()?))
}

fn numbered(port: &str) -> Result<u16, SiteError> {
    let digits = port.bytes().all(|byte| byte.is_ascii_digit());
    match port.parse() {
        Ok(number) if digits && number > 0 => Ok(number),
        _ => Err(SiteError::NotAPort(port.to_owned())),
    }
}

/// A name, or an IPv4 address: whatever ends in a number is one (as in the URL standard), or nothing.
fn named(text: &str) -> Option<Host> {
    if text.len() > 253 {
        return None;
    }
    let fits = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    let mut last = "";
    for label in text.split('.') {
        if !fits(label) {
            return None;
        }
        last = label;
    }
    if last.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().map(Host::V4);
    }
    Some(Host::Name(text.to_ascii_lowercase()))
}

/// The value of a header that is there exactly once.
pub(super) fn the_only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// Where a request finds the installation: at the address that was given, else at this machine's own names. Every request
/// carries it as an extension.
#[derive(Debug, Clone, Default)]
pub struct Place {
    site: Option<Arc<Site>>,
    only_this_host: bool,
}

impl Place {
    /// The place of an installation.
    #[must_use]
    pub fn new(site: Option<Site>) -> Self {
        Self {
            site: site.map(Arc::new),
            only_this_host: false,
        }
    }

    /// The same, where hosts below its name are others' to speak for.
    #[must_use]
    pub const fn only_this_host(mut self, only: bool) -> Self {
        self.only_this_host = only;
        self
    }

    /// Whether it says for hosts below its name too how browsers reach them.
    #[must_use]
    pub const fn speaks_for_hosts_below(&self) -> bool {
        !self.only_this_host
    }

    /// The address that was given.
    #[must_use]
    pub fn site(&self) -> Option<&Site> {
        self.site.as_deref()
    }

    /// As [`Site::secure`]; this machine's own names are reached without encryption.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.site().is_some_and(Site::secure)
    }

    /// As [`Site::is_own_origin`]; without an address that was given, the origin is the name that `Host` says.
    #[must_use]
    pub fn is_own_origin(&self, headers: &HeaderMap) -> bool {
        let Some(site) = self.site() else {
            let origin = the_only(headers, &header::ORIGIN);
            let host = origin.and_then(|origin| origin.strip_prefix("http://"));
            return host.is_some() && host == the_only(headers, &header::HOST);
        };
        site.is_own_origin(headers)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn site(text: &str) -> Site {
        text.parse().unwrap()
    }

    #[test]
    fn an_address_is_a_scheme_a_host_and_a_port() {
        for (text, said, secure) in [
            (
                "https://puente.example.org",
                "https://puente.example.org",
                true,
            ),
            (
                "HTTPS://Puente.Example.org/",
                "https://puente.example.org",
                true,
            ),
            (
                "https://puente.example.org:443",
                "https://puente.example.org",
                true,
            ),
            (
                "https://puente.example.org:8443",
                "https://puente.example.org:8443",
                true,
            ),
            ("http://puente", "http://puente", false),
            ("http://puente:443", "http://puente:443", false),
            ("http://192.0.2.7:3000", "http://192.0.2.7:3000", false),
            (
                "http://[2001:DB8:0::7]:3000",
                "http://[2001:db8::7]:3000",
                false,
            ),
            (
                "https://xn--puente-9va.example",
                "https://xn--puente-9va.example",
                true,
            ),
        ] {
            let found = site(text);
            assert_eq!((found.to_string().as_str(), found.secure()), (said, secure));
        }
    }

    #[test]
    fn what_is_no_such_address_is_refused_with_what_is_wrong() {
        let no = |text: &str| text.parse::<Site>().unwrap_err();
        for text in [
            "",
            "puente.example.org",
            "ftp://puente.example.org",
            "https:/x",
            "https",
        ] {
            assert_eq!(no(text), SiteError::NoScheme(text.to_owned()));
        }
        for text in [
            "https://puente.example.org/app",
            "https://puente.example.org//",
            "https://puente.example.org?x",
            "https://puente.example.org#x",
            "https://ana@puente.example.org",
            "https://puente.example.org\\x",
        ] {
            assert_eq!(no(text), SiteError::MoreThanAHost(text.to_owned()));
        }
        for host in [
            "",
            ".",
            "puente.",
            "-x.example",
            "pu ente",
            "puénte.example",
            "1.2.3",
            "300.1.1.1",
            "[::1",
            "[::1]x",
            "[x]",
            "*.example.org",
        ] {
            assert_eq!(
                no(&format!("https://{host}")),
                SiteError::NotAHost(host.to_owned())
            );
        }
        for port in ["", "0", "65536", "+80", "x", "80:80"] {
            let refused = no(&format!("https://puente.example.org:{port}"));
            assert_eq!(refused, SiteError::NotAPort(port.to_owned()));
        }
    }

    #[test]
    fn only_its_own_host_is_its_host() {
        let puente = site("https://puente.example.org");
        for (host, own) in [
            ("puente.example.org", true),
            ("PUENTE.example.org", true),
            ("puente.example.org:443", true),
            ("puente.example.org:80", false),
            ("puente.example.org:", false),
            ("puente.example.org.", false),
            ("puente.example.org.evil.example", false),
            ("example.org", false),
            ("localhost", false),
            ("ana@puente.example.org", false),
            ("", false),
        ] {
            assert_eq!(puente.is_host(host), own, "{host}");
        }
        let six = site("http://[2001:db8::7]:3000");
        assert!(six.is_host("[2001:db8:0:0::7]:3000"));
        assert!(!six.is_host("[2001:db8::7]"));
    }

    fn from(origins: &[&'static str]) -> HeaderMap {
        let origin = |origin: &&'static str| (header::ORIGIN, HeaderValue::from_static(origin));
        origins
            .iter()
            .map(origin)
            .fold(HeaderMap::new(), |mut map, (name, value)| {
                map.append(name, value);
                map
            })
    }

    #[test]
    fn only_its_own_origin_is_its_origin() {
        let puente = site("https://puente.example.org:8443");
        for (origins, own) in [
            (&["https://puente.example.org:8443"][..], true),
            (&["https://puente.example.org"], false),
            (&["http://puente.example.org:8443"], false),
            (&["https://puente.example.org:8443/"], false),
            (&["https://other.example.org:8443"], false),
            (&["null"], false),
            (&[""], false),
            (&[], false),
            (
                &[
                    "https://puente.example.org:8443",
                    "https://puente.example.org:8443",
                ],
                false,
            ),
        ] {
            assert_eq!(puente.is_own_origin(&from(origins)), own, "{origins:?}");
        }
    }

    #[test]
    fn without_an_address_that_was_given_the_origin_is_what_host_says() {
        let place = Place::default();
        let mut headers = from(&["http://localhost:3000"]);
        assert!(!place.is_own_origin(&headers));
        headers.insert(header::HOST, HeaderValue::from_static("localhost:3000"));
        assert!(place.is_own_origin(&headers) && !place.secure());
        headers.insert(header::HOST, HeaderValue::from_static("localhost:3001"));
        assert!(!place.is_own_origin(&headers));
        headers.remove(header::HOST);
        headers.remove(header::ORIGIN);
        assert!(!place.is_own_origin(&headers));
    }
}
