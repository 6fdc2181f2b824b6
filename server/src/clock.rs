//! The clock of the edge: `shared` takes the time as an argument, and this is where it comes from.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use shared::log::Timestamp;

/// Now.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp(milliseconds())
}

/// A moment as RFC 3339 writes it, in UTC, to the second.
#[must_use]
pub fn written(at: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(at.0)
        .map(|at| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
        .unwrap_or_default()
}

/// Now, in milliseconds since 1970-01-01T00:00:00Z.
#[must_use]
pub fn milliseconds() -> i64 {
    let whole = |span: Duration| i64::try_from(span.as_millis()).unwrap_or(i64::MAX);
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => whole(since),
        Err(before) => -whole(before.duration()),
    }
}
