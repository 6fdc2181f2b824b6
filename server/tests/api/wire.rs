//! Pushes and updates over the wire: they do what JSON does, and what is no frame does nothing.

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use serde_json::Value;
use shared::{
    api::{BoardSnapshot, CatalogueReply, CatalogueView, Outcome, Push, PushReply, Tail, Update},
    catalogue::CatalogueIntent,
    id::{ChannelId, JourneyId},
    log::{Intent, Rejection},
    wire::{self, ClientMessage, MEDIA_TYPE, ServerMessage},
};
use uuid::Uuid;

use crate::support::{Client, House, Reply, title};

fn frame(push: &Push) -> Vec<u8> {
    wire::encode(&ClientMessage::Push(push.clone())).unwrap()
}

fn pushes(journey: JourneyId) -> String {
    format!("/api/v1/journeys/{journey}/pushes")
}

/// Sends bytes as a frame, and asks for one.
async fn say(house: &House, path: &str, bytes: impl Into<Body>) -> Reply {
    let request = house
        .request(Method::POST, path)
        .header(header::CONTENT_TYPE, MEDIA_TYPE)
        .header(header::ACCEPT, MEDIA_TYPE);
    house.send(request.body(bytes.into()).unwrap()).await
}

/// Sends a push with these types, and says how it was answered.
async fn with_types(house: &House, path: &str, body: Vec<u8>, kind: &str, accept: &str) -> Reply {
    let request = house
        .request(Method::POST, path)
        .header(header::CONTENT_TYPE, kind)
        .header(header::ACCEPT, accept);
    house.send(request.body(Body::from(body)).unwrap()).await
}

fn said(reply: &Reply) -> ServerMessage {
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    assert_eq!(reply.headers[header::CONTENT_TYPE], MEDIA_TYPE);
    wire::decode(&reply.bytes).unwrap()
}

async fn push(house: &House, journey: JourneyId, push: &Push) -> PushReply {
    match said(&say(house, &pushes(journey), frame(push)).await) {
        ServerMessage::PushReply(reply) => reply,
        other => panic!("the answer to a push was expected: {other:?}"),
    }
}

async fn board(house: &House, slug: &str) -> BoardSnapshot {
    house.get(&format!("/api/v1/journeys/{slug}")).await.json()
}

#[tokio::test]
async fn a_push_over_the_wire_does_what_the_same_push_does_as_json() {
    let house = House::open().await;
    let (one, two) = (house.journey("One").await.id, house.journey("Two").await.id);
    let mut client = Client::new(&house);
    let channel = Intent::Catalogue(CatalogueIntent::AddChannel {
        id: ChannelId::new(Uuid::now_v7()),
        name: "Cartas — ñ".to_owned(),
    });
    for intents in [
        vec![title("Señales 🛫"), title("Three")],
        vec![title("Four"), title("")],
        vec![],
        vec![title("x"); 5_001],
    ] {
        let push_ = client.push(intents);
        let by_json = house.push(one, &push_).await;
        let by_wire = push(&house, two, &push_).await;
        assert_eq!(by_json.outcome, by_wire.outcome);
        let (Update::Tail(json), Update::Tail(wire)) = (by_json.update, by_wire.update) else {
            panic!("entries were expected")
        };
        let changes = |tail: Tail| -> Vec<_> {
            tail.journey
                .into_iter()
                .flat_map(|entry| entry.changes)
                .collect()
        };
        // The journeys began with titles and lanes of their own; what was pushed is at the end.
        let (json, wire) = (changes(json), changes(wire));
        assert_eq!(json.len(), wire.len());
        assert_eq!(json.last(), wire.last());
    }
    let (one, two) = (board(&house, "one").await, board(&house, "two").await);
    assert_eq!(one.board.journey.scope, two.board.journey.scope);
    assert_eq!(one.heads, two.heads);
    // The catalogue's entries go with a journey's push in either form.
    push(&house, two.board.journey.id, &client.push(vec![channel])).await;
    let view: CatalogueView = house.get("/api/v1/catalogue").await.json();
    let names: Vec<_> = view
        .catalogue
        .channels
        .values()
        .map(|channel| &channel.name)
        .collect();
    assert!(names.contains(&&"Cartas — ñ".to_owned()), "{names:?}");
}

#[tokio::test]
async fn a_push_repeated_in_the_other_form_is_answered_alike_and_done_once() {
    let house = House::open().await;
    let journey = house.journey("One").await.id;
    let mut client = Client::new(&house);
    let (first, second) = (
        client.push(vec![title("Two")]),
        client.push(vec![title("")]),
    );
    let by_json = house.push(journey, &first).await;
    assert_eq!(push(&house, journey, &first).await, by_json);
    let by_wire = push(&house, journey, &second).await;
    assert_eq!(by_wire.outcome, house.push(journey, &second).await.outcome);
    assert!(matches!(
        by_wire.outcome,
        Outcome::Rejected {
            intent: Some(0),
            rejection: Rejection::EmptyTitle
        }
    ));
    assert_eq!(board(&house, "one").await.heads.journey, 2);
}

#[tokio::test]
async fn updates_and_the_catalogues_answers_are_the_same_in_both_forms() {
    let house = House::open().await;
    let journey = house.journey("One").await.id;
    let mut client = Client::new(&house);
    push(&house, journey, &client.push(vec![title("Two")])).await;
    for (lineage, whole) in [(house.lineage(), false), (house.lineage() + 1, true)] {
        let path =
            format!("/api/v1/journeys/{journey}/updates?lineage={lineage}&journey=1&catalogue=1");
        let json: Update = house.get(&path).await.json();
        let request = house
            .request(Method::GET, &path)
            .header(header::ACCEPT, MEDIA_TYPE);
        let reply = house.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(reply.headers[header::VARY], "accept");
        let ServerMessage::Update(wire) = said(&reply) else {
            panic!("an update was expected")
        };
        assert_eq!(matches!(wire, Update::Snapshot(_)), whole);
        assert_eq!(json, wire);
    }
    let rename = Intent::Catalogue(CatalogueIntent::AddChannel {
        id: ChannelId::new(Uuid::now_v7()),
        name: "Fax".to_owned(),
    });
    let of_catalogue = Client::new(&house).push(vec![rename]);
    let path = "/api/v1/catalogue/pushes";
    let ServerMessage::CatalogueReply(wire) = said(&say(&house, path, frame(&of_catalogue)).await)
    else {
        panic!("the catalogue was expected")
    };
    let json: CatalogueReply = house.post(path, &of_catalogue).await.json();
    assert_eq!(json, wire);
    assert_eq!(wire.outcome, Outcome::Accepted { seq: 2 });
}

#[tokio::test]
async fn content_type_and_accept_decide_the_forms_by_themselves() {
    let house = House::open().await;
    let journey = house.journey("One").await.id;
    let mut client = Client::new(&house);
    let both = [("application/json", false), (MEDIA_TYPE, true)];
    for (kind, sends_frame) in both {
        for (accept, gets_frame) in both
            .into_iter()
            .chain([("*/*", false), ("text/html", false)])
        {
            let push = client.push(vec![title("x")]);
            let body = if sends_frame {
                frame(&push)
            } else {
                serde_json::to_vec(&push).unwrap()
            };
            let reply = with_types(&house, &pushes(journey), body, kind, accept).await;
            let reply: PushReply = if gets_frame {
                let ServerMessage::PushReply(reply) = said(&reply) else {
                    panic!("the answer to a push was expected")
                };
                reply
            } else {
                assert_eq!(reply.headers[header::CONTENT_TYPE], "application/json");
                reply.json()
            };
            assert!(matches!(reply.outcome, Outcome::Accepted { .. }));
        }
    }
    let named = "Application/Vnd.Puente.Wire; charset=binary";
    let push = frame(&client.push(vec![]));
    let reply = with_types(&house, &pushes(journey), push.clone(), named, "*/*").await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    for path in [&pushes(journey), "/api/v1/catalogue/pushes"] {
        for kind in [
            "application/octet-stream",
            "application/vnd.puente.wires",
            "text/plain",
            "",
        ] {
            let reply = with_types(&house, path, push.clone(), kind, MEDIA_TYPE).await;
            assert_eq!(
                (reply.status, reply.code().as_str()),
                (StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong_content_type"),
                "{kind}"
            );
            let expected = reply.json::<Value>()["args"]["expected"].to_string();
            assert!(
                expected.contains("application/json") && expected.contains(MEDIA_TYPE),
                "{expected}"
            );
        }
    }
    // Other routes read JSON only, and say so.
    let reply = say(&house, "/api/v1/journeys", push).await;
    assert_eq!(
        reply.json::<Value>()["args"]["expected"],
        "application/json"
    );
}

#[tokio::test]
async fn what_is_no_frame_is_refused_with_its_place_and_changes_nothing() {
    let house = House::open().await;
    let journey = house.journey("One").await.id;
    let mut client = Client::new(&house);
    let whole = frame(&client.push(vec![title("Two")]));
    let path = pushes(journey);
    let malformed = |reply: Reply, at: Option<usize>| {
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (StatusCode::BAD_REQUEST, "malformed"),
            "{}",
            reply.text
        );
        let problem: Value = reply.json();
        assert!(!problem["detail"].as_str().unwrap().is_empty());
        if let Some(at) = at {
            assert_eq!(problem["args"]["at"], at.to_string(), "{problem}");
        }
    };
    for end in 0..whole.len() {
        malformed(say(&house, &path, whole[..end].to_vec()).await, None);
    }
    let mut trailing = whole.clone();
    trailing.push(0);
    malformed(say(&house, &path, trailing).await, Some(whole.len()));
    // Four thousand million intents, as many letters of a title, a message that there is not.
    let head = whole.len() - "Two".len() - 5;
    for (bytes, at) in [
        (
            [&whole[..head], &[0xff, 0xff, 0xff, 0xff, 0x0f]].concat(),
            head + 5,
        ),
        (
            [&whole[..head + 4], &[0xff, 0xff, 0xff, 0xff, 0x0f]].concat(),
            head + 9,
        ),
        (vec![wire::VERSION, 9], 2),
    ] {
        malformed(say(&house, &path, bytes).await, Some(at));
    }
    // JSON that says it is a frame begins with a brace, which is no version.
    for version in [0, wire::VERSION + 1, b'{', 0xff] {
        let mut other = whole.clone();
        other[0] = version;
        let reply = say(&house, &path, other).await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (StatusCode::UPGRADE_REQUIRED, "wrong_protocol")
        );
        assert!(
            reply.text.contains(&format!("version {version}")),
            "{}",
            reply.text
        );
    }
    let mut other = client.push(vec![]);
    other.protocol = 999;
    assert_eq!(
        say(&house, &path, frame(&other)).await.code(),
        "wrong_protocol"
    );
    assert_eq!(board(&house, "one").await.heads.journey, 1);
}

#[tokio::test]
async fn a_frame_of_more_than_a_mebibyte_is_not_read() {
    let house = House::open().await;
    let journey = house.journey("One").await.id;
    let mut client = Client::new(&house);
    let path = pushes(journey);
    let most = 1 << 20;
    let around = frame(&client.push(vec![title(&"x".repeat(1 << 19))])).len() - (1 << 19);
    client.next = 1;
    let largest = frame(&client.push(vec![title(&"x".repeat(most - around))]));
    assert_eq!(largest.len(), most);
    let ServerMessage::PushReply(reply) = said(&say(&house, &path, largest).await) else {
        panic!("the answer to a push was expected")
    };
    assert!(matches!(
        reply.outcome,
        Outcome::Rejected {
            rejection: Rejection::OverLimit { .. },
            ..
        }
    ));
    let reply = say(&house, &path, vec![wire::VERSION; most + 1]).await;
    assert_eq!(
        (reply.status, reply.code().as_str()),
        (StatusCode::PAYLOAD_TOO_LARGE, "too_large")
    );
    assert_eq!(reply.json::<Value>()["args"]["most"], "1048576");
}

#[tokio::test]
async fn problems_are_json_whatever_was_asked_for() {
    let house = House::open().await;
    let push = Client::new(&house).push(vec![]);
    let nobody = "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap();
    assert_eq!(
        say(&house, &pushes(nobody), frame(&push)).await.code(),
        "not_found"
    );
    let about_a_journey = Client::new(&house).push(vec![title("x")]);
    let path = "/api/v1/catalogue/pushes";
    assert_eq!(
        say(&house, path, frame(&about_a_journey)).await.code(),
        "invalid"
    );
}

#[tokio::test]
async fn a_frame_from_another_sites_page_is_refused() {
    let house = House::open().await;
    let journey = house.journey("One").await.id;
    let push = Client::new(&house).push(vec![title("Stolen")]);
    let request = house
        .request(Method::POST, &pushes(journey))
        .header(header::CONTENT_TYPE, MEDIA_TYPE)
        .header(header::ORIGIN, "http://evil.example");
    let reply = house
        .send(request.body(Body::from(frame(&push))).unwrap())
        .await;
    assert_eq!(reply.code(), "wrong_origin");
    assert_eq!(board(&house, "one").await.heads.journey, 1);
}

#[tokio::test]
async fn the_openapi_document_names_both_forms_where_both_are_spoken() {
    let house = House::open().await;
    let document: Value = house.get("/api/openapi.json").await.json();
    let mut spoken = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let both = |content: &Value| {
                content.get("application/json").is_some() && content.get(MEDIA_TYPE).is_some()
            };
            if both(&operation["responses"]["200"]["content"]) {
                assert!(
                    method == "get" || both(&operation["requestBody"]["content"]),
                    "{path}"
                );
                spoken.push(path.as_str());
            }
        }
    }
    let expected = [
        "/api/v1/catalogue/pushes",
        "/api/v1/journeys/{journey}/pushes",
        "/api/v1/journeys/{journey}/updates",
    ];
    spoken.sort_unstable();
    assert_eq!(spoken, expected);
}
