//! HTTP: routes, what surrounds them, and the document that describes them.
//!
//! Handlers live with their capability (`journey::http`, …) and are thin: extract, `can`, call the service, map the error.

pub mod address;
mod asker;
mod bounds;
pub mod extract;
mod guard;
mod health;
pub mod limit;
pub mod listen;
pub mod openapi;
pub mod problem;
mod shield;
pub mod site;
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

use self::{
    address::Trusted,
    limit::{Limiter, Limits},
    site::{Place, Site},
};
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

/// What whoever runs the installation says of the world around it.
#[derive(Debug, Clone, Default)]
pub struct Edge {
    /// The address under which people reach it; without one, only this machine's own names are answered to.
    pub site: Option<Site>,
    /// Whether hosts below its name are others' to speak for: browsers are then told nothing about them.
    pub only_this_host: bool,
    /// The proxies that are believed.
    pub trusted: Trusted,
    /// How often one address may ask.
    pub limits: Limits,
}

/// The API and the pages, behind everything that guards and describes them.
pub fn router(house: impl Into<Installation>, client: ClientFiles, edge: Edge) -> Router {
    let house = house.into();
    let Edge {
        site,
        only_this_host,
        trusted,
        limits,
    } = edge;
    let place = Place::new(site).only_this_host(only_this_host);
    let limiter = Limiter::new(limits);
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
        // Inside the guard: another site's page uses up nothing of its visitor's.
        .layer(from_fn_with_state(limiter.clone(), limit::entrance))
        .layer(from_fn_with_state(limiter, limit::requests))
        .layer(from_fn_with_state(place.clone(), guard::own_requests_only))
        .layer(from_fn_with_state(trusted, address::of_client))
        .layer(from_fn(bounds::within))
        .layer(from_fn_with_state(place, shield::headers))
        .layer(from_fn(shield::log))
}
