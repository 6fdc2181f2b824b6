//! Whether the process lives, and whether it can do its work.

use axum::extract::State;

use super::problem::Problem;
use crate::store::Store;

/// The process answers.
#[utoipa::path(get, path = "/healthz", tag = "health", responses((status = 200, body = str)))]
pub(super) async fn healthz() -> &'static str {
    "ok"
}

/// The store can be read and written.
#[utoipa::path(
    get, path = "/readyz", tag = "health",
    responses((status = 200, body = str), (status = 503, body = super::problem::ProblemDetails))
)]
pub(super) async fn readyz(State(store): State<Store>) -> Result<&'static str, Problem> {
    store.check().await.map_err(|error| Problem(error.into()))?;
    Ok("ready")
}
