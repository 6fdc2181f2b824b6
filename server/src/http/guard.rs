//! Requests that no page of ours makes are refused before anything reads them.
//!
//! Until accounts exist, whoever reaches the port is the owner. A page of another site must therefore neither reach it
//! by a name that it made resolve to this machine (Host), nor send forms or scripts to it (Origin, Sec-Fetch-Site).

use std::net::Ipv4Addr;

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use shared::api::{ApiError, ErrorCode};

use super::problem::Problem;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Lets a request pass that comes from this machine's own pages or programs.
pub(super) async fn own_requests_only(request: Request, next: Next) -> Response {
    match refusal(request.method(), request.uri(), request.headers()) {
        None => next.run(request).await,
        Some((header, detail)) => Problem(
            ApiError::new(ErrorCode::WrongOrigin)
                .with("field", header)
                .with("detail", detail),
        )
        .into_response(),
    }
}

/// The header to blame, and what is wrong with it.
fn refusal(method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<(HeaderName, &'static str)> {
    let Some(host) = the_only(headers, &header::HOST) else {
        return Some((header::HOST, "one Host header is needed"));
    };
    let named_alike = uri
        .authority()
        .is_none_or(|authority| authority.as_str() == host);
    if !is_loopback(host) || !named_alike {
        return Some((
            header::HOST,
            "Puente answers to this machine's own names only: 127.0.0.1, localhost, [::1]",
        ));
    }
    let site = headers.get(&SEC_FETCH_SITE).map(HeaderValue::as_bytes);
    if method.is_safe() {
        let foreign = site.is_some_and(|site| site == b"cross-site");
        return (foreign && uri.path().starts_with("/api")).then_some((
            SEC_FETCH_SITE,
            "a page of another site may not read the API",
        ));
    }
    if headers.contains_key(header::ORIGIN)
        && the_only(headers, &header::ORIGIN)
            .and_then(|origin| origin.strip_prefix("http://"))
            .is_none_or(|origin| origin != host)
    {
        return Some((header::ORIGIN, "only Puente's own pages may send this"));
    }
    if site.is_some_and(|site| site != b"same-origin" && site != b"none") {
        return Some((SEC_FETCH_SITE, "only Puente's own pages may send this"));
    }
    None
}

/// The value of a header that is there exactly once.
fn the_only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
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
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(name, HeaderValue::from_static(value));
        }
        refusal(method, &Uri::from_static(path), &map).map(|(header, _)| header)
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
}
