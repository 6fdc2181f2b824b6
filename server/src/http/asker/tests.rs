//! Every route with every role: who is let through is what the table says.

use std::collections::BTreeMap;

use axum::{
    Extension, Router,
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use serde_json::Value;
use shared::{
    access::rule_for,
    api::NewJourney,
    id::{ActorId, JourneyId},
    journey::Template,
};
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::Uuid;

use super::*;
use crate::{
    http::openapi::{self, ROUTES, Route},
    store::Store,
};

/// What stands for every open part of a path: the id of nothing.
const NOTHING: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

async fn services() -> (Services, TempDir) {
    let home = tempfile::tempdir().unwrap();
    let store = Store::open(&home.path().join("puente.db")).await.unwrap();
    (Services::start(store).await.unwrap(), home)
}

async fn journey(services: &Services, title: &str) -> JourneyId {
    let new = NewJourney {
        id: JourneyId::new(Uuid::now_v7()),
        title: title.to_owned(),
        template: Template::Blank,
        lang: None,
    };
    let made = services.create_journey(&services.owner(), new).await;
    made.unwrap().id
}

fn actor(role: Role) -> Actor {
    Actor::new(ActorId::new(Uuid::from_u128(7)), role)
}

fn guest(journey: JourneyId, role: Role) -> Actor {
    actor(Role::Guest).on_journeys(BTreeMap::from([(journey, role)]))
}

/// The API for whoever this is.
fn routes(services: &Services, actor: Option<Actor>) -> Router {
    let house = Installation::from(services.clone());
    let nobody = house.nobody();
    let routes = openapi::routes(Router::new()).with_state(house);
    match actor {
        Some(actor) => routes.layer(Extension(Asker { actor, ..nobody })),
        None => routes,
    }
}

/// The status of the answer, and its code where it is a problem.
async fn ask(router: &Router, method: &str, path: &str) -> (StatusCode, Option<String>) {
    let method: Method = method.to_uppercase().parse().unwrap();
    let request = Request::builder().method(method).uri(path);
    let request = request.header(header::CONTENT_TYPE, "application/json");
    let request = request.body(Body::from("{}")).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    let problem: Option<Value> = serde_json::from_slice(&body).ok();
    let code = problem.and_then(|problem| Some(problem["code"].as_str()?.to_owned()));
    (status, code)
}

fn filled(route: &Route, with: &str) -> String {
    let parts = route.path.split('/');
    let filled = parts.map(|part| if part.starts_with('{') { with } else { part });
    filled.collect::<Vec<_>>().join("/")
}

#[test]
fn every_route_asks_for_something_that_the_table_knows() {
    for route in ROUTES {
        assert!(rule_for(route.action, route.kind).is_some(), "{route:?}");
    }
}

#[tokio::test]
async fn every_route_lets_through_the_roles_of_its_row_and_no_others() {
    let (services, _home) = services().await;
    let somewhere = journey(&services, "Somewhere").await;
    for role in Role::ALL {
        let actor = match role {
            Role::Guest => guest(somewhere, Role::Viewer),
            role => actor(role),
        };
        let router = routes(&services, Some(actor));
        for route in ROUTES {
            let path = filled(route, NOTHING);
            let (status, code) = ask(&router, route.method, &path).await;
            let stopped = matches!(code.as_deref(), Some("forbidden" | "unauthenticated"));
            let rule = rule_for(route.action, route.kind).unwrap();
            assert_eq!(
                stopped,
                !rule.roles.has(role),
                "{role:?} {route:?}: {status} {code:?}"
            );
            let without_session = stopped && role == Role::Nobody;
            assert_eq!(
                status == StatusCode::UNAUTHORIZED,
                without_session,
                "{role:?} {route:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_route_that_nobody_was_identified_for_lets_nobody_through() {
    let (services, _home) = services().await;
    let router = routes(&services, None);
    for route in ROUTES {
        let (status, code) = ask(&router, route.method, &filled(route, NOTHING)).await;
        let refused = (StatusCode::INTERNAL_SERVER_ERROR, Some("internal"));
        assert_eq!((status, code.as_deref()), refused, "{route:?}");
    }
}

#[tokio::test]
async fn a_guest_sees_its_journey_and_cannot_tell_others_from_none() {
    let (services, _home) = services().await;
    let (here, elsewhere) = (
        journey(&services, "Here").await,
        journey(&services, "Elsewhere").await,
    );
    let router = routes(&services, Some(guest(here, Role::Viewer)));
    let of_a_journey = ROUTES.iter().filter(|route| {
        let of_a_journey = route.path.starts_with("/api/v1/journeys/{journey}");
        // What listens answers with no document: it is tried over sockets.
        let listens = route.path.ends_with("/live");
        route.method == "get" && route.action == Action::Read && of_a_journey && !listens
    });
    let mut tried = 0;
    for route in of_a_journey {
        let filled = |journey: &str| {
            filled(route, journey).replace(&format!("/versions/{journey}"), "/versions/1")
        };
        let asked = |journey: String| {
            let path = filled(&journey);
            let query = if route.path.ends_with("updates") {
                "?lineage=0&journey=0&catalogue=0"
            } else if route.path.ends_with("file") {
                "?format=json"
            } else {
                ""
            };
            format!("{path}{query}")
        };
        let (status, code) = ask(&router, route.method, &asked(here.to_string())).await;
        assert_eq!(status, StatusCode::OK, "{route:?} {code:?}");
        let other = ask(&router, route.method, &asked(elsewhere.to_string())).await;
        let none = ask(&router, route.method, &asked(NOTHING.to_owned())).await;
        assert_eq!(other, none, "{route:?}");
        assert_eq!(
            other,
            (StatusCode::NOT_FOUND, Some("not_found".to_owned())),
            "{route:?}"
        );
        tried += 1;
    }
    assert_eq!(tried, 5);
    let by_name = ask(&router, "get", "/api/v1/journeys/elsewhere").await;
    assert_eq!(
        by_name,
        ask(&router, "get", "/api/v1/journeys/nowhere").await
    );
}
