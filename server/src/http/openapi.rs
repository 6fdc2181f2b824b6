//! The routes and their description, from one list, so that neither can lack what the other has.

use axum::{Json, Router, routing::get};
use utoipa::OpenApi;

use super::{Shared, health};

/// Registers handlers as routes and as operations of the OpenAPI document.
macro_rules! routes {
    ($($method:ident $path:literal => $($handler:ident)::+;)*) => {
        /// Every route of the API: method and path.
        pub const ROUTES: &[(&str, &str)] = &[$((stringify!($method), $path)),*];

        #[derive(OpenApi)]
        #[openapi(
            info(
                title = "Puente",
                description = "Customer journeys: boards, catalogue, records, metrics, scores.",
                license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
            ),
            paths($($($handler)::+),*),
        )]
        struct Document;

        /// Adds every route.
        pub(super) fn routes(router: Router<Shared>) -> Router<Shared> {
            router
                $(.route($path, axum::routing::$method($($handler)::+)))*
                .route("/api/openapi.json", get(async || Json(Document::openapi())))
        }
    };
}

routes! {
    get "/healthz" => health::healthz;
    get "/readyz" => health::readyz;
}
