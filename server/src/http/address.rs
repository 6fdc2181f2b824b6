//! Who is at the other end: the address of the client, which proxies that are trusted may say in its place.
//!
//! `X-Forwarded-For` and `X-Forwarded-Proto` can be written by anybody, so they are read only of requests whose peer is a
//! proxy that whoever runs the installation named (`--trust-proxy`).

use std::{
    convert::Infallible,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use axum::{
    extract::{ConnectInfo, FromRequestParts, Request, State},
    http::{HeaderMap, HeaderName, request::Parts},
    middleware::Next,
    response::Response,
};

use super::site::the_only;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
pub(super) const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// What a router without a listener answers to.
const NEAR: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// The address of the client, as an extension of every request: of the peer, or what a trusted proxy says in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// How a request came, as an extension of every request.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    /// From a program on this very machine, and no trusted proxy passed it on for somebody else.
    pub(super) own_machine: bool,
    /// A trusted proxy says that it came to it unencrypted.
    pub(super) unencrypted: bool,
}

impl Way {
    /// How a request came.
    pub(super) fn of(request: &Request) -> Self {
        let way = request.extensions().get::<Self>().copied();
        way.unwrap_or(Self {
            own_machine: false,
            unencrypted: false,
        })
    }
}

/// The proxies whose word is taken for where a request came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trusted(Arc<[Network]>);

/// The addresses that begin with the same bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Network {
    start: IpAddr,
    bits: u8,
}

/// Why a text is no list of proxies.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrustedError {
    /// One of them is no address.
    #[error(
        "`{0}` is neither an IP address nor a network; write 10.0.0.7, 10.0.0.0/24 or fd00::/8, with commas between several"
    )]
    NotAnAddress(String),
    /// More bits than the address has, or no number.
    #[error("`{0}` has no usable number of bits: 1 to 32 for IPv4, 1 to 128 for IPv6")]
    Bits(String),
    /// Everybody would be trusted.
    #[error(
        "`{0}` trusts everybody, so that anybody could claim any address; name the proxy, or its network"
    )]
    Everybody(String),
}

impl FromStr for Trusted {
    type Err = TrustedError;

    fn from_str(text: &str) -> Result<Self, TrustedError> {
        let named = text.split(',').map(str::trim).filter(|one| !one.is_empty());
        let networks: Result<Vec<_>, _> = named.map(str::parse).collect();
        Ok(Self(networks?.into()))
    }
}

impl FromStr for Network {
    type Err = TrustedError;

    fn from_str(text: &str) -> Result<Self, TrustedError> {
        let (start, bits) = match text.split_once('/') {
            None => (text, None),
            Some((start, bits)) => (start, Some(bits)),
        };
        let start: IpAddr = start
            .parse()
            .map_err(|_| TrustedError::NotAnAddress(text.to_owned()))?;
        let all = if start.is_ipv4() { 32 } else { 128 };
        let bits = match bits.map(str::parse) {
            None => all,
            Some(Ok(0)) => return Err(TrustedError::Everybody(text.to_owned())),
            Some(Ok(bits)) if bits <= all => bits,
            Some(_) => return Err(TrustedError::Bits(text.to_owned())),
        };
        Ok(Self { start, bits })
    }
}

impl Network {
    fn contains(&self, address: IpAddr) -> bool {
        match (self.start, address) {
            (IpAddr::V4(start), IpAddr::V4(address)) => {
                let differ = start.to_bits() ^ address.to_bits();
                differ.leading_zeros() >= u32::from(self.bits)
            }
            (IpAddr::V6(start), IpAddr::V6(address)) => {
                let differ = start.to_bits() ^ address.to_bits();
                differ.leading_zeros() >= u32::from(self.bits)
            }
            _ => false,
        }
    }
}

impl Trusted {
    /// Whether the address is that of a trusted proxy.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(address))
    }

    /// Who a chain of proxies passed a request on for. Each appends whom it heard, so it is read from its end, up to the first
    /// address that is not itself trusted: what stands before that, the client may have made up.
    fn forwarded_for(&self, headers: &HeaderMap) -> Option<IpAddr> {
        let mut found = None;
        for value in headers.get_all(FORWARDED_FOR).iter().rev() {
            for hop in value.to_str().ok()?.rsplit(',') {
                let Some(address) = hop_address(hop.trim()) else {
                    return found;
                };
                found = Some(address);
                if !self.contains(address) {
                    return found;
                }
            }
        }
        found
    }
}

/// An address, with or without brackets and a port, as proxies write them.
fn hop_address(text: &str) -> Option<IpAddr> {
    let bare = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    let address = match bare.unwrap_or(text).parse::<IpAddr>() {
        Ok(address) => address,
        Err(_) => text.parse::<SocketAddr>().ok()?.ip(),
    };
    Some(address.to_canonical())
}

/// Says with each request where it came from.
pub(super) async fn of_client(
    State(trusted): State<Trusted>,
    mut request: Request,
    next: Next,
) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map_or(NEAR, |peer| peer.0.ip().to_canonical());
    let (address, way) = seen(&trusted, peer, request.headers());
    request.extensions_mut().insert(ClientAddress(address));
    request.extensions_mut().insert(way);
    next.run(request).await
}

fn seen(trusted: &Trusted, peer: IpAddr, headers: &HeaderMap) -> (IpAddr, Way) {
    if !trusted.contains(peer) {
        hint(peer, headers);
        let way = Way {
            own_machine: peer.is_loopback(),
            unencrypted: false,
        };
        return (peer, way);
    }
    let forwarded = trusted.forwarded_for(headers);
    let way = Way {
        own_machine: forwarded.is_none() && peer.is_loopback(),
        unencrypted: the_only(headers, &FORWARDED_PROTO)
            .is_some_and(|scheme| scheme.eq_ignore_ascii_case("http")),
    };
    (forwarded.unwrap_or(peer), way)
}

/// Says once that a proxy on this machine is not believed: everybody behind it would seem to be one.
fn hint(peer: IpAddr, headers: &HeaderMap) {
    static SAID: AtomicBool = AtomicBool::new(false);
    if peer.is_loopback()
        && headers.contains_key(FORWARDED_FOR)
        && !SAID.swap(true, Ordering::Relaxed)
    {
        tracing::warn!(
            %peer,
            "X-Forwarded-For is not believed: if a proxy of yours says it, name the proxy with --trust-proxy"
        );
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get().copied().unwrap_or(Self(NEAR)))
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn trusted(text: &str) -> Trusted {
        text.parse().unwrap()
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn headers(said: &[(HeaderName, &'static str)]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in said {
            map.append(name, HeaderValue::from_static(value));
        }
        map
    }

    #[test]
    fn proxies_are_addresses_and_networks() {
        let some = trusted("127.0.0.1, 10.0.0.0/8,fd00::/8, ::1, ");
        for (address, known) in [
            ("127.0.0.1", true),
            ("127.0.0.2", false),
            ("10.255.0.1", true),
            ("::ffff:10.1.2.3", true),
            ("11.0.0.1", false),
            ("fd12::1", true),
            ("fe80::1", false),
            ("::1", true),
            ("::2", false),
        ] {
            assert_eq!(some.contains(ip(address)), known, "{address}");
        }
        assert_eq!(trusted(""), Trusted::default());
        assert!(trusted("0.0.0.0/1").contains(ip("127.0.0.1")));
    }

    #[test]
    fn what_is_no_list_of_proxies_is_refused_with_what_is_wrong() {
        let no = |text: &str| text.parse::<Trusted>().unwrap_err();
        let own = str::to_owned;
        for text in [
            "proxy",
            "10.0.0",
            "10.0.0.0.0/8",
            "[::1]",
            "10.0.0.1 10.0.0.2",
        ] {
            assert_eq!(no(text), TrustedError::NotAnAddress(own(text)));
        }
        for text in [
            "10.0.0.0/33",
            "10.0.0.0/",
            "10.0.0.0/x",
            "fd00::/129",
            "10.0.0.0/8/8",
        ] {
            assert_eq!(no(text), TrustedError::Bits(own(text)));
        }
        for text in ["0.0.0.0/0", "::/0", "10.0.0.1,::/0"] {
            let which = text.rsplit(',').next().unwrap();
            assert_eq!(no(text), TrustedError::Everybody(own(which)));
        }
    }

    #[test]
    fn a_trusted_proxy_is_believed_up_to_the_first_address_that_is_not_trusted() {
        let proxies = trusted("127.0.0.1,10.0.0.0/8");
        for (said, address) in [
            (&["203.0.113.5"][..], "203.0.113.5"),
            (&["198.51.100.1, 203.0.113.5"], "203.0.113.5"),
            (&["127.0.0.1, 203.0.113.5, 10.0.0.2"], "203.0.113.5"),
            (&["198.51.100.1", "203.0.113.5, 10.0.0.2"], "203.0.113.5"),
            (&["203.0.113.5:4711"], "203.0.113.5"),
            (&["[2001:db8::1]:4711"], "2001:db8::1"),
            (&["[2001:db8::1]"], "2001:db8::1"),
            (&["::ffff:203.0.113.5"], "203.0.113.5"),
            (&["203.0.113.5, unknown"], "127.0.0.1"),
            (&["unknown, 10.0.0.2"], "10.0.0.2"),
            (&["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
            (&[""], "127.0.0.1"),
            (&[], "127.0.0.1"),
        ] {
            let said: Vec<_> = said.iter().map(|one| (FORWARDED_FOR, *one)).collect();
            let (found, way) = seen(&proxies, ip("127.0.0.1"), &headers(&said));
            assert_eq!(found, ip(address), "{said:?}");
            assert_eq!(way.own_machine, address == "127.0.0.1", "{said:?}");
        }
    }

    #[test]
    fn nobody_else_is_believed() {
        let said = headers(&[(FORWARDED_FOR, "198.51.100.1"), (FORWARDED_PROTO, "http")]);
        for (peer, own_machine) in [("203.0.113.5", false), ("127.0.0.1", true), ("::1", true)] {
            let (found, way) = seen(&trusted("10.0.0.1"), ip(peer), &said);
            assert_eq!((found, way.own_machine), (ip(peer), own_machine));
            assert!(!way.unencrypted);
        }
    }

    #[test]
    fn a_trusted_proxy_says_whether_a_request_came_unencrypted() {
        let proxy = trusted("10.0.0.1");
        for (said, unencrypted) in [
            ("http", true),
            ("HTTP", true),
            ("https", false),
            ("http, https", false),
        ] {
            let (_, way) = seen(&proxy, ip("10.0.0.1"), &headers(&[(FORWARDED_PROTO, said)]));
            assert_eq!(way.unencrypted, unencrypted, "{said}");
        }
        let both = headers(&[(FORWARDED_PROTO, "http"), (FORWARDED_PROTO, "http")]);
        assert!(!seen(&proxy, ip("10.0.0.1"), &both).1.unencrypted);
    }
}
