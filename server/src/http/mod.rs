//! HTTP: routes, what surrounds them, and the document that describes them.
//!
//! Handlers live with their capability (`journey::http`, …) and are thin: extract, `can`, call the service, map the error.

mod asker;
pub mod extract;
mod guard;
mod health;
pub mod listen;
pub mod openapi;
pub mod problem;
mod shield;
pub(crate) mod wire;

use app::ClientFiles;
use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRef},
    middleware::{from_fn, from_fn_with_state},
    routing::{any, get},
};
use tower_http::{CompressionLevel, catch_panic::CatchPanicLayer, compression::CompressionLayer};

pub(crate) use asker::{Asker, Door, cookie};

use crate::{
    account::{self, Installation},
    pages,
    store::Store,
};

/// Bytes of the largest body that is read.
pub const MOST_BODY: usize = 1 << 20;

impl FromRef<Installation> for Store {
    fn from_ref(house: &Installation) -> Self {
        house.store().clone()
    }
}

/// The API and the pages, behind everything that guards and describes them.
pub fn router(house: impl Into<Installation>, client: ClientFiles) -> Router {
    let house = house.into();
    let pages = pages::router(client, &house);
    Router::new()
        .merge(openapi::routes(Router::new()))
        // Not the pages' answer to addresses that lead nowhere.
        .route("/api", any(problem::no_route))
        .route("/api/", any(problem::no_route))
        .route("/api/{*nowhere}", any(problem::no_route))
        .route("/sign-in/provider", get(account::http::to_provider))
        .route("/sign-in/callback", get(account::http::from_provider))
        .with_state(house.clone())
        .merge(pages)
        .method_not_allowed_fallback(problem::wrong_method)
        .layer(from_fn_with_state(house, asker::identify))
        .layer(DefaultBodyLimit::max(MOST_BODY))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(from_fn(shield::in_time))
        .layer(CatchPanicLayer::custom(shield::fault))
        .layer(from_fn(guard::own_requests_only))
        .layer(from_fn(shield::headers))
        .layer(from_fn(shield::log))
}
