//! What people do with journeys, through the API.

use axum::http::StatusCode;
use shared::{
    api::{
        BoardSnapshot, CatalogueReply, CatalogueView, HistoryPage, JourneySummary, Outcome, Update,
    },
    catalogue::CatalogueIntent,
    id::{CardId, StageId, TouchpointId},
    journey::{Cell, Evidence, JourneyIntent, LaneKind},
    log::{Heads, Intent, Rejection},
};
use uuid::Uuid;

use crate::support::{Client, House, new_journey, title};

fn touchpoint(id: TouchpointId, name: &str) -> Intent {
    Intent::Catalogue(CatalogueIntent::AddTouchpoint {
        id,
        name: name.to_owned(),
        key: None,
        channel: None,
        department: None,
        moment_of_truth: false,
    })
}

#[tokio::test]
async fn a_new_journey_is_on_the_portfolio_and_found_by_id_and_by_slug() {
    let house = House::open().await;
    let made = house.journey("Viaje al avión").await;
    assert_eq!(made.slug, "viaje-al-avion");
    assert_eq!(
        (made.seq, made.stages.len(), made.stages[0].steps),
        (1, 1, 3)
    );
    let listed: Vec<JourneySummary> = house.get("/api/v1/journeys").await.json();
    assert_eq!(listed, std::slice::from_ref(&made));
    let by_slug: BoardSnapshot = house.get("/api/v1/journeys/viaje-al-avion").await.json();
    let by_id: BoardSnapshot = house
        .get(&format!("/api/v1/journeys/{}", made.id))
        .await
        .json();
    assert_eq!(by_slug, by_id);
    assert_eq!(by_slug.board.journey.scope.title, "Viaje al avión");
    assert_eq!(by_slug.board.catalogue.departments.len(), 11);
}

#[tokio::test]
async fn asking_twice_for_the_same_journey_makes_one_and_equal_titles_get_different_slugs() {
    let house = House::open().await;
    let wanted = new_journey("Airport");
    let first = house
        .post("/api/v1/journeys", &wanted)
        .await
        .json::<JourneySummary>();
    let again = house
        .post("/api/v1/journeys", &wanted)
        .await
        .json::<JourneySummary>();
    assert_eq!(first, again);
    assert_eq!(house.journey("Airport").await.slug, "airport-2");
    assert_eq!(house.journey("Airport").await.slug, "airport-3");
}

#[tokio::test]
async fn titles_that_are_none_are_refused_with_the_field() {
    let house = House::open().await;
    for bad in ["", "   ", &"x".repeat(501), "a\u{0}b"] {
        let reply = house.post("/api/v1/journeys", &new_journey(bad)).await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (StatusCode::UNPROCESSABLE_ENTITY, "invalid")
        );
        assert_eq!(reply.json::<serde_json::Value>()["args"]["field"], "title");
    }
    assert!(
        house
            .get("/api/v1/journeys")
            .await
            .json::<Vec<JourneySummary>>()
            .is_empty()
    );
}

#[tokio::test]
async fn a_card_about_a_new_touchpoint_is_one_push_into_both_logs() {
    let house = House::open().await;
    let journey = house.journey("Airport").await.id;
    let before: BoardSnapshot = house.get("/api/v1/journeys/airport").await.json();
    let lane = before
        .board
        .journey
        .lanes
        .iter()
        .find(|(_, lane)| lane.kind == LaneKind::Touchpoints)
        .unwrap()
        .0;
    let step = before.board.journey.steps.keys().next().unwrap();
    let (id, card) = (
        TouchpointId::new(Uuid::now_v7()),
        CardId::new(Uuid::now_v7()),
    );
    let place = Intent::Journey(JourneyIntent::AddCard {
        id: card,
        cell: Cell {
            step: *step,
            lane: *lane,
        },
        after: None,
        title: "Security".to_owned(),
        evidence: Evidence::Assumption,
        touchpoint: Some(id),
        department: None,
    });
    let mut client = Client::new(&house);
    let mut push = client.push(vec![touchpoint(id, "Security"), place]);
    push.base = before.heads;
    let reply = house.push(journey, &push).await;
    assert_eq!(reply.outcome, Outcome::Accepted { seq: 2 });
    let Update::Tail(tail) = reply.update else {
        panic!("a tail was expected")
    };
    assert_eq!((tail.catalogue.len(), tail.catalogue[0].seq), (1, 2));
    assert_eq!((tail.journey.len(), tail.journey[0].seq), (1, 2));
    assert_eq!(
        (tail.journey[0].client_id, tail.journey[0].client_seq),
        (client.id, 1)
    );

    let after: BoardSnapshot = house.get("/api/v1/journeys/airport").await.json();
    assert_eq!(
        after.heads,
        Heads {
            journey: 2,
            catalogue: 2
        }
    );
    assert_eq!(after.board.journey.cards[&card].touchpoint, Some(id));
    assert_eq!(after.board.catalogue.touchpoints[&id].name, "Security");
    // The other way round nothing of the push happens, in neither log.
    let other = TouchpointId::new(Uuid::now_v7());
    let nowhere = Intent::Journey(JourneyIntent::Rename {
        node: shared::journey::Node::Stage(StageId::new(Uuid::now_v7())),
        title: "x".to_owned(),
    });
    let reply = house
        .push(
            journey,
            &client.push(vec![touchpoint(other, "Lost"), nowhere]),
        )
        .await;
    assert!(matches!(
        reply.outcome,
        Outcome::Rejected {
            intent: Some(1),
            rejection: Rejection::Missing { .. }
        }
    ));
    let view: CatalogueView = house.get("/api/v1/catalogue").await.json();
    assert_eq!(
        (view.seq, view.catalogue.touchpoints.contains_key(&other)),
        (2, false)
    );
}

#[tokio::test]
async fn history_is_read_backwards_page_by_page() {
    let house = House::open().await;
    let journey = house.journey("One").await.id;
    let mut client = Client::new(&house);
    for number in 0..5 {
        house
            .push(
                journey,
                &client.push(vec![title(&format!("Title {number}"))]),
            )
            .await;
    }
    let path = format!("/api/v1/journeys/{journey}/history");
    let newest: HistoryPage = house.get(&format!("{path}?limit=4")).await.json();
    assert_eq!(
        newest
            .entries
            .iter()
            .map(|entry| entry.seq)
            .collect::<Vec<_>>(),
        [6, 5, 4, 3]
    );
    let rest: HistoryPage = house
        .get(&format!("{path}?before={}", newest.before.unwrap()))
        .await
        .json();
    assert_eq!(
        rest.entries
            .iter()
            .map(|entry| entry.seq)
            .collect::<Vec<_>>(),
        [2, 1]
    );
    assert_eq!(rest.before, None);
    for limit in ["0", "201"] {
        assert_eq!(
            house.get(&format!("{path}?limit={limit}")).await.code(),
            "invalid"
        );
    }
}

#[tokio::test]
async fn the_catalogue_is_changed_alone_and_every_board_follows() {
    let house = House::open().await;
    house.journey("One").await;
    let mut client = Client::new(&house);
    let id = TouchpointId::new(Uuid::now_v7());
    let reply = house
        .post(
            "/api/v1/catalogue/pushes",
            &client.push(vec![touchpoint(id, "Gate")]),
        )
        .await;
    let reply: CatalogueReply = reply.json();
    assert_eq!(
        (reply.outcome, reply.view.seq),
        (Outcome::Accepted { seq: 2 }, 2)
    );
    let board: BoardSnapshot = house.get("/api/v1/journeys/one").await.json();
    assert_eq!(board.board.catalogue, reply.view.catalogue);
    let wrong = house
        .post("/api/v1/catalogue/pushes", &client.push(vec![title("x")]))
        .await;
    assert_eq!(wrong.code(), "invalid");
}

#[tokio::test]
async fn pushes_from_many_sides_at_once_give_one_order_without_gaps() {
    let house = House::open().await;
    // A second process on the same file takes part.
    let second = house.again().await;
    let journey = house.journey("One").await.id;
    let tasks = (0..8).map(|task| {
        let house = if task % 2 == 0 {
            house.clone()
        } else {
            second.clone()
        };
        tokio::spawn(async move {
            let mut client = Client::new(&house);
            for number in 0..20 {
                let name = format!("{task}.{number}");
                let intents = if number % 5 == 0 {
                    vec![
                        touchpoint(TouchpointId::new(Uuid::now_v7()), &name),
                        title(&name),
                    ]
                } else {
                    vec![title(&name)]
                };
                let reply = house.push(journey, &client.push(intents)).await;
                assert!(
                    matches!(reply.outcome, Outcome::Accepted { .. }),
                    "{:?}",
                    reply.outcome
                );
            }
            client.id
        })
    });
    let mut clients = Vec::new();
    for task in tasks.collect::<Vec<_>>() {
        clients.push(task.await.unwrap());
    }
    let update = format!(
        "/api/v1/journeys/{journey}/updates?lineage={}&journey=0&catalogue=0",
        house.lineage()
    );
    let Update::Tail(tail) = house.get(&update).await.json() else {
        panic!("entries were expected")
    };
    let numbers = |seqs: Vec<u64>| assert_eq!(seqs, (1..=seqs.len() as u64).collect::<Vec<_>>());
    numbers(tail.journey.iter().map(|entry| entry.seq).collect());
    numbers(tail.catalogue.iter().map(|entry| entry.seq).collect());
    assert_eq!(
        (tail.journey.len(), tail.catalogue.len()),
        (1 + 8 * 20, 1 + 8 * 4)
    );
    for client in clients {
        let own: Vec<u64> = tail
            .journey
            .iter()
            .filter(|entry| entry.client_id == client)
            .map(|entry| entry.client_seq)
            .collect();
        assert_eq!(own, (1..=20).collect::<Vec<_>>());
    }
    let here: BoardSnapshot = house.get("/api/v1/journeys/one").await.json();
    let there: BoardSnapshot = second.get("/api/v1/journeys/one").await.json();
    assert_eq!(here, there);
}
