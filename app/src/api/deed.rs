//! What only a person at a browser does, and no page asks for while it is rendered: signing in, inviting, revoking.
//!
//! Apart from [`Api`](super::Api), so that the server, where nobody clicks, need not offer it.

use serde::{Serialize, de::DeserializeOwned};
use shared::api::ApiError;

/// How something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Something new, or something that is not done twice alike.
    Post,
    /// As it shall be from now on.
    Put,
    /// Away with it.
    Delete,
}

/// Does something at a path below `/api/v1` and reads the answer.
///
/// # Errors
/// What the server said, or that it could not be reached.
#[allow(clippy::unused_async, reason = "in the browser it waits")]
pub async fn deed<T: DeserializeOwned + 'static>(
    verb: Verb,
    path: String,
    body: &impl Serialize,
) -> Result<T, ApiError> {
    #[cfg(feature = "hydrate")]
    return super::http::deed(verb, path, body).await;
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = (verb, path, serde_json::to_vec(body));
        Err(ApiError::new(shared::api::ErrorCode::Internal))
    }
}

/// Does something that is answered with nothing but that it is done.
///
/// # Errors
/// As [`deed`].
#[allow(clippy::unused_async, reason = "in the browser it waits")]
pub async fn done(verb: Verb, path: String, body: &impl Serialize) -> Result<(), ApiError> {
    #[cfg(feature = "hydrate")]
    return super::http::done(verb, path, body).await;
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = (verb, path, serde_json::to_vec(body));
        Err(ApiError::new(shared::api::ErrorCode::Internal))
    }
}
