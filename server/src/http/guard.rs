//! Requests that no page of ours makes are refused before anything reads them.
//!
//! A page of another site must neither reach the server by a name that it made resolve to it (Host), nor send forms or scripts to it
//! (Origin, Sec-Fetch-Site). Without an address that was given (`--url`), whoever reaches the port is the owner, and only this
//! machine's own names are answered to.

use std::net::Ipv4Addr;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use shared::api::{ApiError, ErrorCode};

use super::{
    address::{FORWARDED_PROTO, Way},
    problem::Problem,
    site::{Place, the_only},
};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// What supervisors on this machine ask, by whatever name they have for it.
const HEALTH: [&str; 2] = ["/healthz", "/readyz"];

/// Lets a request pass that comes from Puente's own pages or from programs, and says with it where it found the installation.
pub(super) async fn own_requests_only(
    State(place): State<Place>,
    mut request: Request,
    next: Next,
) -> Response {
    if let Some((header, detail)) =
        refusal(&place, request.method(), request.uri(), request.headers())
    {
        return refused(&header, detail);
    }
    if place.secure() && Way::of(&request).unencrypted && !HEALTH.contains(&request.uri().path()) {
        return encrypted(&place, request.method(), request.uri());
    }
    request.extensions_mut().insert(place);
    next.run(request).await
}

fn refused(header: &HeaderName, detail: &str) -> Response {
    Problem(
        ApiError::new(ErrorCode::WrongOrigin)
            .with("field", header)
            .with("detail", detail),
    )
    .into_response()
}

/// Where somebody is sent who came unencrypted: to the same page. What programs sent is refused, because it was readable on its way.
fn encrypted(place: &Place, method: &Method, uri: &Uri) -> Response {
    let page = uri
        .path_and_query()
        .filter(|_| method.is_safe() && !is_api(uri));
    let to = place
        .site()
        .zip(page)
        .and_then(|(site, page)| HeaderValue::try_from(format!("{site}{page}")).ok());
    match to {
        Some(to) => (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response(),
        None => refused(&FORWARDED_PROTO, "Puente is reached by https only"),
    }
}

fn is_api(uri: &Uri) -> bool {
    uri.path().starts_with("/api")
}

/// The header to blame, and what is wrong with it.
fn refusal(
    place: &Place,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
) -> Option<(HeaderName, &'static str)> {
    let Some(host) = the_only(headers, &header::HOST) else {
        return Some((header::HOST, "one Host header is needed"));
    };
    let named_alike = uri
        .authority()
        .is_none_or(|authority| authority.as_str() == host);
    let (answered, detail) = match place.site() {
        None => (
            is_loopback(host),
            "Puente answers to this machine's own names only: 127.0.0.1, localhost, [::1]",
        ),
        Some(site) => (
            site.is_host(host) || (HEALTH.contains(&uri.path()) && is_loopback(host)),
            "Puente answers only under the address that it was started with (--url)",
        ),
    };
    if !answered || !named_alike {
        return Some((header::HOST, detail));
    }
    let site = headers.get(&SEC_FETCH_SITE).map(HeaderValue::as_bytes);
    if method.is_safe() {
        let foreign = site.is_some_and(|site| site == b"cross-site");
        return (foreign && is_api(uri)).then_some((
            SEC_FETCH_SITE,
            "a page of another site may not read the API",
        ));
    }
    if headers.contains_key(header::ORIGIN) && !place.is_own_origin(headers) {
        return Some((header::ORIGIN, "only Puente's own pages may send this"));
    }
    if site.is_some_and(|site| site != b"same-origin" && site != b"none") {
        return Some((SEC_FETCH_SITE, "only Puente's own pages may send this"));
    }
    None
}

/// Whether `host`, with or without a port, is a name or address of this machine's loopback.
fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => {
            if port.parse::<u16>().is_err() {
                return false;
            }
            name
        }
        _ => host,
    };
    name.eq_ignore_ascii_case("localhost")
        || name == "[::1]"
        || name
            .parse::<Ipv4Addr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_names_are_answered_to() {
        for (host, answered) in [
            ("127.0.0.1:3000", true),
            ("127.0.0.1", true),
            ("LocalHost:8080", true),
            ("[::1]:3000", true),
            ("[::1]", true),
            ("localhost.evil.example", false),
            ("evil.example:3000", false),
            ("127.0.0.1.evil.example", false),
            ("localhost:port", false),
            ("localhost:99999", false),
            ("10.0.0.1:3000", false),
            ("0.0.0.0:3000", false),
            ("[::2]:3000", false),
            ("::1", false),
            ("user@localhost", false),
            ("", false),
        ] {
            assert_eq!(is_loopback(host), answered, "{host}");
        }
    }

    fn verdict(
        method: &Method,
        path: &'static str,
        headers: &[(HeaderName, &'static str)],
    ) -> Option<HeaderName> {
        verdict_at(&Place::default(), method, path, headers)
    }

    fn verdict_at(
        place: &Place,
        method: &Method,
        path: &'static str,
        headers: &[(HeaderName, &'static str)],
    ) -> Option<HeaderName> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(name, HeaderValue::from_static(value));
        }
        refusal(place, method, &Uri::from_static(path), &map).map(|(header, _)| header)
    }

    #[test]
    fn a_write_needs_our_own_origin_where_the_browser_names_one() {
        let host = (header::HOST, "127.0.0.1:3000");
        for (origin, blamed) in [
            ("http://127.0.0.1:3000", None),
            ("http://127.0.0.1:3001", Some(header::ORIGIN)),
            ("http://localhost:3000", Some(header::ORIGIN)),
            ("https://127.0.0.1:3000", Some(header::ORIGIN)),
            ("null", Some(header::ORIGIN)),
            ("", Some(header::ORIGIN)),
        ] {
            let found = verdict(
                &Method::POST,
                "/api/v1/journeys",
                &[host.clone(), (header::ORIGIN, origin)],
            );
            assert_eq!(found, blamed, "{origin}");
        }
        assert_eq!(verdict(&Method::POST, "/api/v1/journeys", &[host]), None);
    }

    #[test]
    fn another_site_neither_writes_nor_reads_the_api_but_may_link_to_pages() {
        let host = (header::HOST, "localhost:3000");
        let from = |site| [host.clone(), (SEC_FETCH_SITE, site)];
        let api = "/api/v1/journeys";
        assert_eq!(
            verdict(&Method::POST, api, &from("cross-site")),
            Some(SEC_FETCH_SITE)
        );
        assert_eq!(
            verdict(&Method::POST, api, &from("same-site")),
            Some(SEC_FETCH_SITE)
        );
        assert_eq!(verdict(&Method::POST, api, &from("same-origin")), None);
        assert_eq!(
            verdict(&Method::GET, api, &from("cross-site")),
            Some(SEC_FETCH_SITE)
        );
        assert_eq!(
            verdict(&Method::GET, "/journeys/airport", &from("cross-site")),
            None
        );
    }

    #[test]
    fn a_request_with_no_host_two_hosts_or_another_target_is_refused() {
        let host = (header::HOST, "localhost:3000");
        assert_eq!(verdict(&Method::GET, "/", &[]), Some(header::HOST));
        assert_eq!(
            verdict(&Method::GET, "/", &[host.clone(), host.clone()]),
            Some(header::HOST)
        );
        assert_eq!(
            verdict(&Method::GET, "http://evil.example/", &[host]),
            Some(header::HOST)
        );
    }

    fn place() -> Place {
        Place::new(Some("https://puente.example.org".parse().unwrap()))
    }

    #[test]
    fn with_an_address_that_was_given_only_its_host_is_answered_to() {
        for (path, host, blamed) in [
            ("/", "puente.example.org", None),
            ("/api/v1/journeys", "Puente.Example.Org:443", None),
            ("/", "puente.example.org:8443", Some(header::HOST)),
            ("/", "localhost:3000", Some(header::HOST)),
            ("/api/v1/journeys", "127.0.0.1:3000", Some(header::HOST)),
            ("/healthz", "127.0.0.1:3000", None),
            ("/readyz", "[::1]:3000", None),
            ("/healthz", "puente.example.org", None),
            ("/healthz", "evil.example", Some(header::HOST)),
            ("/healthz/x", "localhost", Some(header::HOST)),
        ] {
            let found = verdict_at(&place(), &Method::GET, path, &[(header::HOST, host)]);
            assert_eq!(found, blamed, "{host} {path}");
        }
    }

    #[test]
    fn with_an_address_that_was_given_only_its_origin_writes() {
        let host = (header::HOST, "puente.example.org");
        for (origin, blamed) in [
            ("https://puente.example.org", None),
            ("http://puente.example.org", Some(header::ORIGIN)),
            ("https://puente.example.org:8443", Some(header::ORIGIN)),
            ("http://localhost:3000", Some(header::ORIGIN)),
            ("null", Some(header::ORIGIN)),
        ] {
            let headers = [host.clone(), (header::ORIGIN, origin)];
            let found = verdict_at(&place(), &Method::POST, "/api/v1/journeys", &headers);
            assert_eq!(found, blamed, "{origin}");
        }
        let foreign = [host.clone(), (SEC_FETCH_SITE, "cross-site")];
        let found = verdict_at(&place(), &Method::POST, "/api/v1/journeys", &foreign);
        assert_eq!(found, Some(SEC_FETCH_SITE));
    }

    #[test]
    fn pages_that_were_asked_for_unencrypted_are_at_the_same_place_by_https() {
        let to = |method, uri| {
            let answer = encrypted(&place(), &method, &Uri::from_static(uri));
            let to = answer.headers().get(header::LOCATION).cloned();
            (answer.status().as_u16(), to)
        };
        let there = HeaderValue::from_static("https://puente.example.org/journeys/airport?x=1");
        assert_eq!(
            to(Method::GET, "/journeys/airport?x=1"),
            (308, Some(there.clone()))
        );
        assert_eq!(
            to(
                Method::GET,
                "http://puente.example.org/journeys/airport?x=1"
            ),
            (308, Some(there))
        );
        let outside = HeaderValue::from_static("https://puente.example.org//evil.example");
        assert_eq!(to(Method::GET, "//evil.example"), (308, Some(outside)));
        assert_eq!(to(Method::GET, "/api/v1/journeys"), (403, None));
        assert_eq!(to(Method::POST, "/"), (403, None));
    }
}
