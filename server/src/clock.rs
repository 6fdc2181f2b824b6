//! The clock of the edge: `shared` takes the time as an argument, and this is where it comes from.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use shared::log::Timestamp;

/// Now.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp(milliseconds())
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
