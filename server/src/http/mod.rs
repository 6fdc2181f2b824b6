//! HTTP: routes, what surrounds them, and the document that describes them.
//!
//! Handlers live with their capability (`journey::http`, …) and are thin: extract, `can`, call the service, map the error.

pub mod extract;
mod guard;
mod health;
pub mod listen;
pub mod openapi;
pub mod problem;
mod shield;

use axum::{Router, extract::DefaultBodyLimit, middleware::from_fn};
use tower_http::{CompressionLevel, catch_panic::CatchPanicLayer, compression::CompressionLayer};

use crate::store::Store;

/// Bytes of the largest body that is read.
pub const MOST_BODY: usize = 1 << 20;

/// What handlers work with.
#[derive(Clone)]
pub struct Shared {
    /// The store, for the readiness check.
    pub store: Store,
}

impl axum::extract::FromRef<Shared> for Store {
    fn from_ref(shared: &Shared) -> Self {
        shared.store.clone()
    }
}

/// The API and the pages, behind everything that guards and describes them.
pub fn router(shared: Shared, pages: Router) -> Router {
    let api = Router::new()
        .fallback(problem::no_route)
        .method_not_allowed_fallback(problem::wrong_method);
    Router::new()
        .nest("/api", api)
        .merge(openapi::routes(Router::new()))
        .method_not_allowed_fallback(problem::wrong_method)
        .with_state(shared)
        .merge(pages)
        .layer(DefaultBodyLimit::max(MOST_BODY))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(from_fn(shield::in_time))
        .layer(CatchPanicLayer::custom(shield::fault))
        .layer(from_fn(guard::own_requests_only))
        .layer(from_fn(shield::headers))
        .layer(from_fn(shield::log))
}
