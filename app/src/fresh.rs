//! Fresh ids: made here, at the edge, because `shared` has neither a clock nor randomness.

use uuid::Uuid;

/// A new id (UUIDv7: the browser's clock, and its source of randomness).
///
/// Only the browser makes ids; the server renders pages and never acts for a reader, so there it is the nil id.
#[must_use]
pub fn fresh_id() -> Uuid {
    #[cfg(feature = "hydrate")]
    {
        let mut random = [0u8; 10];
        if let Ok(crypto) = leptos::prelude::window().crypto() {
            // Without randomness the clock still tells ids apart; the server refuses one that was used before.
            let _ = crypto.get_random_values_with_u8_array(&mut random);
        }
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "after 1970, far below 2^53"
        )]
        let millis = js_sys::Date::now() as u64;
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
    #[cfg(not(feature = "hydrate"))]
    Uuid::nil()
}
