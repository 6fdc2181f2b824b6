//! Requests that no page of ours makes.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::{Value, json};
use shared::{
    api::Outcome,
    log::{Limit, Rejection},
};

use crate::support::{Client, House, title};

#[tokio::test]
async fn only_this_machines_own_names_are_answered_to() {
    let house = House::open().await;
    for host in [
        "evil.example",
        "evil.example:3000",
        "192.168.1.7:3000",
        "localhost.evil.example",
    ] {
        for path in ["/", "/healthz", "/api/v1/journeys"] {
            let request = Request::builder()
                .uri(path)
                .header(header::HOST, host)
                .body(Body::empty())
                .unwrap();
            let reply = house.send(request).await;
            assert_eq!(
                (reply.status, reply.code().as_str()),
                (StatusCode::FORBIDDEN, "wrong_origin"),
                "{host} {path}"
            );
        }
    }
    let nameless = Request::builder()
        .uri("/healthz")
        .body(Body::empty())
        .unwrap();
    assert_eq!(house.send(nameless).await.code(), "wrong_origin");
}

#[tokio::test]
async fn another_sites_page_cannot_write() {
    let house = House::open().await;
    let body = serde_json::to_string(&crate::support::new_journey("Stolen")).unwrap();
    for (name, value) in [
        ("origin", "http://evil.example"),
        ("origin", "null"),
        ("origin", "http://127.0.0.1:9999"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        let request = house
            .request(Method::POST, "/api/v1/journeys")
            .header(header::CONTENT_TYPE, "application/json")
            .header(name, value)
            .body(Body::from(body.clone()))
            .unwrap();
        let reply = house.send(request).await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (StatusCode::FORBIDDEN, "wrong_origin"),
            "{name}: {value}"
        );
    }
    assert_eq!(house.get("/api/v1/journeys").await.text, "[]");
}

#[tokio::test]
async fn a_form_or_a_body_without_a_type_is_refused() {
    let house = House::open().await;
    for kind in [
        Some("application/x-www-form-urlencoded"),
        Some("text/plain"),
        Some("multipart/form-data"),
        None,
    ] {
        let mut request = house.request(Method::POST, "/api/v1/journeys");
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let reply = house.send(request.body(Body::from("{}")).unwrap()).await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong_content_type"),
            "{kind:?}"
        );
    }
}

#[tokio::test]
async fn malformed_json_is_refused_with_its_place() {
    let house = House::open().await;
    let journey = house.journey("One").await.id;
    let send = async |body: &str| {
        let request = house
            .request(Method::POST, &format!("/api/v1/journeys/{journey}/pushes"))
            .header(header::CONTENT_TYPE, "application/json");
        house
            .send(request.body(Body::from(body.to_owned())).unwrap())
            .await
    };
    let whole = serde_json::to_value(Client::new(&house).push(vec![title("x")])).unwrap();
    let detail = |reply: &crate::support::Reply| {
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (StatusCode::BAD_REQUEST, "malformed"),
            "{}",
            reply.text
        );
        reply.json::<Value>()["detail"].as_str().unwrap().to_owned()
    };

    let broken = detail(&send("{\n  \"protocol\": 1,\n  oops").await);
    assert!(broken.contains("line 3 column 3"), "{broken}");
    let mut wrong = whole.clone();
    wrong["intents"][0]["journey"]["set_scope"]["field"] = json!({ "title": 7 });
    let wrong = detail(&send(&wrong.to_string()).await);
    assert!(
        wrong.contains("intents[0].journey.set_scope.field.title"),
        "{wrong}"
    );
    let mut unknown = whole.clone();
    unknown["intents"][0] = json!({ "journey": { "explode": {} } });
    let unknown = detail(&send(&unknown.to_string()).await);
    assert!(unknown.contains("explode"), "{unknown}");
    for nonsense in ["", "null", "[]", "\"\u{fffd}\"", &"[".repeat(100_000)] {
        detail(&send(nonsense).await);
    }
    let mut negative = whole.clone();
    negative["client_seq"] = json!(-1);
    detail(&send(&negative.to_string()).await);
}

#[tokio::test]
async fn a_title_of_a_million_characters_is_refused_and_a_larger_body_is_not_read() {
    let house = House::open().await;
    let journey = house.journey("One").await.id;
    let mut client = Client::new(&house);
    let long = house
        .push(journey, &client.push(vec![title(&"x".repeat(1_000_000))]))
        .await;
    assert_eq!(
        long.outcome,
        Outcome::Rejected {
            intent: Some(0),
            rejection: Rejection::OverLimit {
                limit: Limit::TitleChars,
                actual: 1_000_000
            }
        }
    );
    let path = format!("/api/v1/journeys/{journey}/pushes");
    let huge = house
        .post(&path, &client.push(vec![title(&"x".repeat(1 << 20))]))
        .await;
    assert_eq!(
        (huge.status, huge.code().as_str()),
        (StatusCode::PAYLOAD_TOO_LARGE, "too_large")
    );
    assert_eq!(huge.json::<Value>()["args"]["most"], "1048576");
}

#[tokio::test]
async fn too_many_intents_and_another_protocol_are_refused() {
    let house = House::open().await;
    let journey = house.journey("One").await.id;
    let mut client = Client::new(&house);
    let many = house
        .push(journey, &client.push(vec![title("x"); 5_001]))
        .await;
    assert!(matches!(
        many.outcome,
        Outcome::Rejected {
            intent: None,
            rejection: Rejection::OverLimit {
                limit: Limit::Intents,
                actual: 5_001
            }
        }
    ));
    let mut other = client.push(vec![title("x")]);
    other.protocol = 999;
    let reply = house
        .post(&format!("/api/v1/journeys/{journey}/pushes"), &other)
        .await;
    assert_eq!(
        (reply.status, reply.code().as_str()),
        (StatusCode::UPGRADE_REQUIRED, "wrong_protocol")
    );
}

#[tokio::test]
async fn what_is_not_there_is_said_to_be_not_there() {
    let house = House::open().await;
    let nobody = "01890a5d-ac96-774b-bcce-b302099a8057";
    for path in [
        "/api".to_owned(),
        "/api/v2/journeys".to_owned(),
        "/api/v1/journeys/".to_owned(),
        "/api/v1/journeys/airport".to_owned(),
        format!("/api/v1/journeys/{nobody}"),
        format!("/api/v1/journeys/{nobody}/history"),
        format!("/api/v1/journeys/{nobody}/updates?lineage=1&journey=0&catalogue=0"),
    ] {
        let reply = house.get(&path).await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (StatusCode::NOT_FOUND, "not_found"),
            "{path}"
        );
    }
    let push = Client::new(&house).push(vec![title("x")]);
    assert_eq!(
        house
            .post(&format!("/api/v1/journeys/{nobody}/pushes"), &push)
            .await
            .code(),
        "not_found"
    );
    for path in [
        "/api/v1/journeys/airport/history",
        "/api/v1/journeys/%00/updates",
    ] {
        assert_eq!(house.get(path).await.code(), "malformed", "{path}");
    }
}

#[tokio::test]
async fn a_method_that_a_route_does_not_have_is_refused() {
    let house = House::open().await;
    for (method, path) in [
        (Method::DELETE, "/api/v1/journeys"),
        (Method::PUT, "/api/v1/catalogue"),
        (Method::POST, "/healthz"),
        (Method::POST, "/"),
    ] {
        let request = house
            .request(method.clone(), path)
            .body(Body::empty())
            .unwrap();
        let reply = house.send(request).await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (StatusCode::METHOD_NOT_ALLOWED, "wrong_method"),
            "{method} {path}"
        );
    }
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let house = House::open().await;
    for path in [
        "/",
        "/nowhere",
        "/healthz",
        "/api/v1/journeys",
        "/api/nowhere",
    ] {
        let reply = house.get(path).await;
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("x-frame-options", "DENY"),
        ] {
            assert_eq!(reply.headers[name], value, "{path}");
        }
        let policy = reply.headers["content-security-policy"].to_str().unwrap();
        assert!(
            policy.contains("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
        assert!(reply.headers.contains_key("permissions-policy"));
        assert!(reply.headers.contains_key("x-request-id"));
    }
}
