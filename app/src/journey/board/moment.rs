//! The present moment, as the browser knows it: `shared` has no clock.

use shared::log::Timestamp;

/// Now. The server never edits for a reader, so there it is the beginning of time.
#[allow(
    clippy::cast_possible_truncation,
    reason = "whole milliseconds, far below 2^53"
)]
pub(super) fn now() -> Timestamp {
    #[cfg(feature = "hydrate")]
    return Timestamp(js_sys::Date::now() as i64);
    #[cfg(not(feature = "hydrate"))]
    Timestamp(0)
}
