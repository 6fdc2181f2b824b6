//! The routes and their description, from one list, so that neither can lack what the other has.

use axum::{Json, Router, routing::get};
use utoipa::OpenApi;

use super::health;
use crate::{
    action::http as action,
    catalogue::http as catalogue,
    exchange::{intake::http as intake, out::http as out},
    friction::http as friction,
    image::http as image,
    journey::http as journey,
    metric::http as metric,
    persona::http as persona,
    record::{http as record, upload::http as upload},
    search::http as search,
    service::Services,
};

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
            // Reached only through a generic type, or as a parameter of an address, which are not collected.
            components(schemas(
                shared::action::ActionChange,
                shared::api::TakeFormat,
                shared::api::TakePaper,
                shared::api::TakeTheme,
                shared::locale::Lang,
                shared::catalogue::CatalogueChange,
                shared::friction::SetChange,
                shared::journey::JourneyChange,
                shared::metric::MetricChange
            )),
        )]
        struct Document;

        /// Adds every route.
        pub(super) fn routes(router: Router<Services>) -> Router<Services> {
            router
                $(.route($path, axum::routing::$method($($handler)::+)))*
                .route("/api/openapi.json", get(async || Json(Document::openapi())))
        }
    };
}

routes! {
    get "/healthz" => health::healthz;
    get "/readyz" => health::readyz;
    get "/api/v1/journeys" => journey::list;
    post "/api/v1/journeys" => journey::create;
    get "/api/v1/journeys/{journey}" => journey::board;
    get "/api/v1/journeys/{journey}/updates" => journey::updates;
    post "/api/v1/journeys/{journey}/pushes" => journey::push;
    get "/api/v1/journeys/{journey}/history" => journey::history;
    get "/api/v1/journeys/{journey}/versions/{seq}" => journey::version;
    get "/api/v1/journeys/{journey}/file" => out::file;
    post "/api/v1/journeys/{journey}/exports" => out::begin;
    get "/api/v1/exports/{export}" => out::state;
    delete "/api/v1/exports/{export}" => out::cancel;
    get "/api/v1/exports/{export}/file" => out::exported;
    get "/api/v1/journey-files/schema" => out::schema;
    post "/api/v1/journey-files" => intake::take;
    get "/api/v1/catalogue" => catalogue::view;
    get "/api/v1/catalogue/use" => catalogue::used;
    post "/api/v1/catalogue/pushes" => catalogue::push;
    get "/api/v1/personas/{persona}" => persona::view;
    post "/api/v1/images" => image::take;
    get "/api/v1/images/{image}" => image::show;
    get "/api/v1/scores" => record::scores;
    get "/api/v1/scores/compare" => friction::compare;
    get "/api/v1/dimensions" => friction::dimensions;
    get "/api/v1/friction/sets" => friction::sets;
    post "/api/v1/friction/sets" => friction::change;
    get "/api/v1/friction/sets/history" => friction::history;
    get "/api/v1/actions" => action::list;
    post "/api/v1/actions" => action::change;
    get "/api/v1/actions/history" => action::history;
    get "/api/v1/metrics" => metric::metric;
    get "/api/v1/metrics/catalogue" => metric::catalogue;
    get "/api/v1/metrics/definitions" => metric::definitions;
    post "/api/v1/metrics/definitions" => metric::change_definitions;
    get "/api/v1/metrics/definitions/history" => metric::definitions_history;
    get "/api/v1/metrics/definitions.toml" => metric::definitions_file;
    put "/api/v1/metrics/definitions.toml" => metric::put_definitions_file;
    get "/api/v1/metrics/series" => metric::series;
    get "/api/v1/metrics/series.csv" => metric::series_csv;
    get "/api/v1/metrics/reality" => metric::reality;
    get "/api/v1/records" => record::records;
    get "/api/v1/records/{source}/{external_id}" => record::record;
    delete "/api/v1/records/{source}/{external_id}" => record::forget;
    get "/api/v1/search" => search::search;
    get "/api/v1/sources" => record::sources;
    post "/api/v1/uploads" => upload::upload;
    get "/api/v1/uploads/{upload}" => upload::show;
    delete "/api/v1/uploads/{upload}" => upload::discard;
    post "/api/v1/uploads/{upload}/preview" => upload::preview;
    post "/api/v1/imports" => upload::import;
    get "/api/v1/imports" => record::imports;
    get "/api/v1/imports/{import}" => record::import;
    post "/api/v1/records" => upload::rows;
    delete "/api/v1/imports/{import}" => record::undo;
    get "/api/v1/attributes" => record::attribute_tables;
    get "/api/v1/attributes/{dimension}" => record::attribute_table;
    put "/api/v1/attributes/{dimension}" => record::replace_attributes;
    get "/api/v1/mappings" => upload::mappings;
    get "/api/v1/mappings/{name}" => upload::mapping;
}
