//! Routes and pages: the document describes what is served, and pages run under their own policy.

use std::collections::BTreeSet;

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use serde_json::Value;
use server::http::openapi::ROUTES;

use crate::support::House;

#[tokio::test]
async fn the_openapi_document_has_every_route_and_no_other() {
    let house = House::open().await;
    let document: Value = house.get("/api/openapi.json").await.json();
    assert!(
        document["openapi"].as_str().unwrap().starts_with("3.1"),
        "{}",
        document["openapi"]
    );
    let described: BTreeSet<(String, String)> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| {
            item.as_object()
                .unwrap()
                .keys()
                .map(move |method| (method.clone(), path.clone()))
        })
        .collect();
    let served: BTreeSet<(String, String)> = ROUTES
        .iter()
        .map(|route| (route.method.to_owned(), route.path.to_owned()))
        // It describes everything but itself.
        .filter(|(_, path)| path != "/api/openapi.json")
        .collect();
    assert_eq!(described, served);
}

#[tokio::test]
async fn every_reference_of_the_openapi_document_leads_somewhere() {
    let house = House::open().await;
    let text = house.get("/api/openapi.json").await.text;
    let document: Value = serde_json::from_str(&text).unwrap();
    let references: Vec<&str> = text
        .split("\"$ref\":\"#")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(references.len() > 50, "{}", references.len());
    for reference in references {
        assert!(document.pointer(reference).is_some(), "{reference}");
    }
}

#[tokio::test]
async fn every_described_route_is_served() {
    let house = House::open().await;
    for route in ROUTES {
        let path = route
            .path
            .replace("{journey}", "01890a5d-ac96-774b-bcce-b302099a8057");
        let method: Method = route.method.to_uppercase().parse().unwrap();
        let request = house
            .request(method.clone(), &path)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from("{}"))
            .unwrap();
        let reply = house.send(request).await;
        let no_such_route = reply.text.contains("\"what\":\"route\"");
        assert!(
            !no_such_route && reply.status != StatusCode::METHOD_NOT_ALLOWED,
            "{method} {path}: {}",
            reply.text
        );
    }
}

#[tokio::test]
async fn every_inline_script_of_a_page_carries_the_nonce_of_its_policy() {
    let house = House::open().await;
    house.journey("Airport").await;
    for path in ["/", "/journeys/airport", "/nowhere"] {
        let reply = house.get(path).await;
        let policy = reply.headers[header::CONTENT_SECURITY_POLICY]
            .to_str()
            .unwrap();
        let nonce = policy
            .split("'nonce-")
            .nth(1)
            .and_then(|rest| rest.split('\'').next())
            .unwrap();
        assert!(nonce.len() >= 16, "{nonce}");
        for script in reply.text.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap();
            assert!(
                tag.contains(" src=") || tag.contains(&format!("nonce=\"{nonce}\"")),
                "{path}: <script{tag}>"
            );
        }
        assert!(!reply.text.contains("<style"), "{path}");
        assert!(
            !policy.contains("'unsafe-inline'; script") && !policy.contains("'unsafe-eval'"),
            "{policy}"
        );
    }
    let nonces: BTreeSet<String> = [house.get("/").await, house.get("/").await]
        .iter()
        .map(|reply| {
            reply.headers[header::CONTENT_SECURITY_POLICY]
                .to_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(nonces.len(), 2, "a nonce is used once");
}

#[tokio::test]
async fn pages_speak_the_readers_language_and_say_when_there_is_nothing() {
    let house = House::open().await;
    let spanish = house
        .request(Method::GET, "/")
        .header(header::ACCEPT_LANGUAGE, "es-AR,es;q=0.9");
    assert!(
        house
            .send(spanish.body(Body::empty()).unwrap())
            .await
            .text
            .contains("<html lang=\"es\"")
    );
    let chosen = house
        .request(Method::GET, "/")
        .header(header::ACCEPT_LANGUAGE, "es")
        .header(header::COOKIE, "puente_lang=en");
    assert!(
        house
            .send(chosen.body(Body::empty()).unwrap())
            .await
            .text
            .contains("<html lang=\"en\"")
    );
    let nowhere = house.get("/nowhere").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    assert!(nowhere.text.contains("</html>"));
}

#[tokio::test]
async fn health_and_readiness_are_answered() {
    let house = House::open().await;
    assert_eq!(house.get("/healthz").await.text, "ok");
    assert_eq!(house.get("/readyz").await.text, "ready");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn pages_rendered_side_by_side_do_not_disturb_each_other() {
    let house = House::open().await;
    house.journey("Airport").await;
    let paths = ["/", "/nowhere", "/journeys/airport", "/catalogue"];
    let pages: Vec<_> = (0..80)
        .map(|number| {
            let (house, path) = (house.clone(), paths[number % paths.len()]);
            tokio::spawn(async move { (path, house.get(path).await) })
        })
        .collect();
    for page in pages {
        let (path, reply) = page.await.unwrap();
        let expected = if path == "/nowhere" {
            StatusCode::NOT_FOUND
        } else {
            StatusCode::OK
        };
        assert_eq!(reply.status, expected, "{path}");
        assert!(reply.text.contains(" · Puente</title>"), "{path}");
    }
}
