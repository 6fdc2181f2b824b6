//! Journeys as files.

pub mod intake;
pub mod out;

use shared::api::{ApiError, ErrorCode};

/// Runs work that takes long on a thread of its own. A fault of ours in it ends there.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(fault) => {
            tracing::error!(%fault, "a fault of ours");
            Err(ApiError::new(ErrorCode::Internal))
        }
    }
}
