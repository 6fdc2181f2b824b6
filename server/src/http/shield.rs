//! What surrounds every answer: security headers, a number for the log, a time limit, and a net for faults of ours.

use std::{
    any::Any,
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use shared::api::{ApiError, ErrorCode};
use tracing::Instrument;

use super::{problem::Problem, site::Place};

/// How long an answer may take to begin.
const PATIENCE: Duration = Duration::from_secs(30);
/// The same where a whole file is sent or read first.
const PATIENCE_WITH_FILES: Duration = Duration::from_secs(600);
const FILES: [&str; 5] = [
    "/api/v1/uploads",
    "/api/v1/imports",
    "/api/v1/records",
    "/api/v1/journey-files",
    "/api/v1/images",
];

tokio::task_local! {
    static NUMBER: u64;
}

/// The number of the request that is being answered.
pub(super) fn number() -> Option<u64> {
    NUMBER.try_with(|number| *number).ok()
}

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Set where the answer does not say otherwise (pages bring their own policy).
const HEADERS: [(HeaderName, HeaderValue); 8] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
    ),
    (
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    ),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()",
        ),
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
];

/// Browsers that came by https once come by nothing else for a year, also to hosts below the same name.
const HTTPS_ONLY: HeaderValue = HeaderValue::from_static("max-age=31536000; includeSubDomains");
/// The same where hosts below are others' to speak for.
const HTTPS_HERE: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Adds the headers that every answer has.
pub(super) async fn headers(State(place): State<Place>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(value);
    }
    if place.secure() {
        let value = if place.speaks_for_hosts_below() {
            HTTPS_ONLY
        } else {
            HTTPS_HERE
        };
        response
            .headers_mut()
            .insert(header::STRICT_TRANSPORT_SECURITY, value);
    }
    response
}

/// Gives every request a number, logs what became of it, and says the number in the answer.
/// Only the path is logged: a query may hold what customers said.
pub(super) async fn log(request: Request, next: Next) -> Response {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let span = tracing::info_span!(
        "request",
        request = number,
        method = %request.method(),
        path = logged(request.uri().path()),
    );
    let started = Instant::now();
    let answered = async move {
        let mut response = next.run(request).await;
        let status = response.status();
        let milliseconds = started.elapsed().as_millis();
        if status.is_server_error() {
            tracing::error!(status = status.as_u16(), milliseconds, "answered");
        } else {
            tracing::info!(status = status.as_u16(), milliseconds, "answered");
        }
        response
            .headers_mut()
            .insert(REQUEST_ID, HeaderValue::from(number));
        response
    };
    NUMBER.scope(number, answered.instrument(span)).await
}

/// A path as it may be logged: without the ids that other systems have for people.
fn logged(path: &str) -> &str {
    const RECORDS: &str = "/api/v1/records/";
    path.get(..RECORDS.len())
        .filter(|start| *start == RECORDS)
        .unwrap_or(path)
}

/// Gives up on an answer that does not begin in time.
pub(super) async fn in_time(request: Request, next: Next) -> Response {
    let patience = if FILES.contains(&request.uri().path()) {
        PATIENCE_WITH_FILES
    } else {
        PATIENCE
    };
    match tokio::time::timeout(patience, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem(ApiError::new(ErrorCode::TooSlow).with("seconds", patience.as_secs()))
            .into_response(),
    }
}

/// What is answered when our own code panicked.
#[allow(
    clippy::needless_pass_by_value,
    reason = "the signature is the panic catcher's"
)]
pub(super) fn fault(panic: Box<dyn Any + Send + 'static>) -> Response {
    let what = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("unknown");
    tracing::error!(what, "a fault of ours");
    Problem(ApiError::new(ErrorCode::Internal)).into_response()
}

#[cfg(test)]
mod tests {
    use super::logged;

    #[test]
    fn the_ids_of_records_are_not_logged() {
        assert_eq!(
            logged("/api/v1/records/desk/ana%40example.org"),
            "/api/v1/records/"
        );
        assert_eq!(logged("/api/v1/records"), "/api/v1/records");
        assert_eq!(logged("/journeys/aéropuerto"), "/journeys/aéropuerto");
    }
}
