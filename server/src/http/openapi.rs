//! The routes and their description, from one list, so that neither can lack what the other has.

use axum::{Json, Router, middleware::from_fn_with_state, routing::get};
use shared::access::{Action, Kind};
use utoipa::OpenApi;

use super::{asker::gate, health};
use crate::{
    account::{Installation, http as account},
    action::http as action,
    catalogue::http as catalogue,
    comment::http as comment,
    exchange::{intake::http as intake, out::http as out},
    friction::http as friction,
    image::http as image,
    journey::http as journey,
    metric::http as metric,
    persona::http as persona,
    record::{http as record, upload::http as upload},
    search::http as search,
};

/// A route, and what one must be allowed to come through to its handler.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// The method, in small letters.
    pub method: &'static str,
    /// The path, with its open parts in braces.
    pub path: &'static str,
    /// What is done.
    pub action: Action,
    /// With things of which kind.
    pub kind: Kind,
}

/// The document itself, which it does not describe.
const DOCUMENT: Route = Route {
    method: "get",
    path: "/api/openapi.json",
    action: Action::Read,
    kind: Kind::Entrance,
};

/// Registers handlers as routes and as operations of the OpenAPI document.
macro_rules! routes {
    ($($method:ident $path:literal: $action:ident $kind:ident => $($handler:ident)::+;)*) => {
        /// Every route of the API.
        pub const ROUTES: &[Route] = &[$(Route {
            method: stringify!($method),
            path: $path,
            action: Action::$action,
            kind: Kind::$kind,
        },)* DOCUMENT];

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
                shared::comment::AboutKind,
                shared::friction::SetChange,
                shared::journey::JourneyChange,
                shared::metric::MetricChange
            )),
        )]
        struct Document;

        /// Adds every route.
        pub(super) fn routes(router: Router<Installation>) -> Router<Installation> {
            router
                $(.route(
                    $path,
                    axum::routing::$method($($handler)::+)
                        .route_layer(from_fn_with_state((Action::$action, Kind::$kind), gate)),
                ))*
                .route(
                    DOCUMENT.path,
                    get(async || Json(Document::openapi()))
                        .route_layer(from_fn_with_state((DOCUMENT.action, DOCUMENT.kind), gate)),
                )
        }
    };
}

routes! {
    get "/healthz": Read Entrance => health::healthz;
    get "/readyz": Read Entrance => health::readyz;
    get "/api/v1/me": Read Entrance => account::me;
    get "/api/v1/entrance": Read Entrance => account::entrance;
    post "/api/v1/entrance/sign-in": Create Entrance => account::sign_in;
    post "/api/v1/entrance/sign-out": Delete Entrance => account::sign_out;
    post "/api/v1/entrance/setup": Create Entrance => account::set_up;
    post "/api/v1/entrance/resets": Create Entrance => account::ask_reset;
    post "/api/v1/entrance/resets/use": Create Entrance => account::use_reset;
    post "/api/v1/entrance/invitations/look": Create Entrance => account::look_at_invitation;
    post "/api/v1/entrance/invitations/accept": Create Entrance => account::accept;
    post "/api/v1/entrance/join": Create Entrance => account::join;
    post "/api/v1/entrance/workspace": Create Entrance => account::choose_workspace;
    get "/api/v1/account": Read Account => account::account;
    put "/api/v1/account": Edit Account => account::rename_oneself;
    post "/api/v1/account/password": Edit Account => account::change_password;
    post "/api/v1/account/second-factor": Edit Account => account::begin_second_factor;
    post "/api/v1/account/second-factor/confirm": Edit Account => account::confirm_second_factor;
    post "/api/v1/account/second-factor/remove": Edit Account => account::remove_second_factor;
    post "/api/v1/account/sessions/{session}/end": Edit Account => account::end_session;
    post "/api/v1/account/sessions/end-others": Edit Account => account::end_other_sessions;
    post "/api/v1/account/tokens": Edit Account => account::make_token;
    delete "/api/v1/account/tokens/{token}": Edit Account => account::revoke_token;
    post "/api/v1/account/erase": Edit Account => account::erase_oneself;
    post "/api/v1/account/leave": Edit Account => account::leave;
    get "/api/v1/members": Read Members => account::members;
    put "/api/v1/members/second-factor": Manage Members => account::demand_second_factor;
    put "/api/v1/members/{member}": Manage Members => account::change_member;
    delete "/api/v1/members/{member}": Manage Members => account::remove_member;
    post "/api/v1/members/{member}/erase": Manage Members => account::erase_member;
    put "/api/v1/members/{member}/journeys/{journey}": Manage Members => account::narrow;
    post "/api/v1/invitations": Manage Members => account::invite;
    delete "/api/v1/invitations/{invitation}": Manage Members => account::revoke_invitation;
    get "/api/v1/journeys/{journey}/guests": Manage Journey => account::guest_links;
    post "/api/v1/journeys/{journey}/guests": Manage Journey => account::make_guest_link;
    delete "/api/v1/journeys/{journey}/guests/{link}": Manage Journey => account::revoke_guest_link;
    post "/api/v1/journeys/{journey}/guests/{link}/code": Manage Journey => account::guest_code;
    get "/api/v1/audit": Read Audit => account::audit;
    get "/api/v1/audit.csv": Read Audit => account::audit_file;
    post "/api/v1/workspaces": Create Workspaces => account::make_workspace;
    put "/api/v1/workspace": Manage Workspace => account::rename_workspace;
    get "/api/v1/journeys": Read Workspace => journey::list;
    post "/api/v1/journeys": Create Workspace => journey::create;
    get "/api/v1/journeys/{journey}": Read Journey => journey::board;
    get "/api/v1/journeys/{journey}/updates": Read Journey => journey::updates;
    post "/api/v1/journeys/{journey}/pushes": Edit Journey => journey::push;
    get "/api/v1/journeys/{journey}/history": Read Journey => journey::history;
    get "/api/v1/journeys/{journey}/versions/{seq}": Read Journey => journey::version;
    get "/api/v1/journeys/{journey}/file": Read Journey => out::file;
    post "/api/v1/journeys/{journey}/exports": Read Journey => out::begin;
    get "/api/v1/exports/{export}": Read Journey => out::state;
    delete "/api/v1/exports/{export}": Read Journey => out::cancel;
    get "/api/v1/exports/{export}/file": Read Journey => out::exported;
    get "/api/v1/journey-files/schema": Read Entrance => out::schema;
    post "/api/v1/journey-files": Read Workspace => intake::take;
    get "/api/v1/catalogue": Read Catalogue => catalogue::view;
    get "/api/v1/catalogue/use": Read Records => catalogue::used;
    post "/api/v1/catalogue/pushes": Edit Catalogue => catalogue::push;
    get "/api/v1/personas/{persona}": Read Records => persona::view;
    post "/api/v1/images": Create Images => image::take;
    get "/api/v1/images/{image}": Read Images => image::show;
    get "/api/v1/scores": Read Scores => record::scores;
    get "/api/v1/scores/compare": Read Scores => friction::compare;
    get "/api/v1/dimensions": Read Records => friction::dimensions;
    get "/api/v1/friction/sets": Read Friction => friction::sets;
    post "/api/v1/friction/sets": Edit Friction => friction::change;
    get "/api/v1/friction/sets/history": Read Friction => friction::history;
    get "/api/v1/actions": Read Actions => action::list;
    post "/api/v1/actions": Edit Actions => action::change;
    get "/api/v1/actions/history": Read Actions => action::history;
    get "/api/v1/comments": Read Journey => comment::list;
    post "/api/v1/comments": Comment Journey => comment::say;
    get "/api/v1/comments/waiting": Read Journey => comment::waiting;
    put "/api/v1/comments/{comment}": Comment Journey => comment::change;
    delete "/api/v1/comments/{comment}": Comment Journey => comment::remove;
    put "/api/v1/threads/{thread}": Comment Journey => comment::resolve;
    put "/api/v1/threads/{thread}/seen": Read Journey => comment::saw;
    get "/api/v1/metrics": Read Metrics => metric::metric;
    get "/api/v1/metrics/catalogue": Read Metrics => metric::catalogue;
    get "/api/v1/metrics/definitions": Read Metrics => metric::definitions;
    post "/api/v1/metrics/definitions": Edit Metrics => metric::change_definitions;
    get "/api/v1/metrics/definitions/history": Read Metrics => metric::definitions_history;
    get "/api/v1/metrics/definitions.toml": Read Metrics => metric::definitions_file;
    put "/api/v1/metrics/definitions.toml": Edit Metrics => metric::put_definitions_file;
    get "/api/v1/metrics/series": Read Metrics => metric::series;
    get "/api/v1/metrics/series.csv": Read Metrics => metric::series_csv;
    get "/api/v1/metrics/reality": Read Scores => metric::reality;
    get "/api/v1/records": Read Records => record::records;
    get "/api/v1/records/{source}/{external_id}": Read Records => record::record;
    delete "/api/v1/records/{source}/{external_id}": Delete Records => record::forget;
    get "/api/v1/search": Read Workspace => search::search;
    get "/api/v1/sources": Read Records => record::sources;
    post "/api/v1/uploads": Import Records => upload::upload;
    get "/api/v1/uploads/{upload}": Import Records => upload::show;
    delete "/api/v1/uploads/{upload}": Import Records => upload::discard;
    post "/api/v1/uploads/{upload}/preview": Import Records => upload::preview;
    post "/api/v1/imports": Import Records => upload::import;
    get "/api/v1/imports": Read Records => record::imports;
    get "/api/v1/imports/{import}": Read Records => record::import;
    post "/api/v1/records": Import Records => upload::rows;
    delete "/api/v1/imports/{import}": Import Records => record::undo;
    get "/api/v1/attributes": Read Records => record::attribute_tables;
    get "/api/v1/attributes/{dimension}": Read Records => record::attribute_table;
    put "/api/v1/attributes/{dimension}": Import Records => record::replace_attributes;
    get "/api/v1/mappings": Read Records => upload::mappings;
    get "/api/v1/mappings/{name}": Read Records => upload::mapping;
}
