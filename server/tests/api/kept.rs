//! Scores are kept until what they hang on changes; whatever changes it, whoever did it, is seen at once.

use axum::http::StatusCode;
use shared::{
    api::Scores,
    catalogue::{CatalogueIntent, TouchpointField},
    journey::{JourneyIntent, Node},
    log::Intent,
};

use crate::support::{Client, House};

/// A desk rated by its stars.
const VISITS: &str = r#"
[source]
name = "visits"
kind = "survey_answer"

[id]
template = "{id}"

[time]
zone = "Europe/Madrid"
precision = "day"
forms = [{ template = "{day}", format = "%Y-%m-%d" }]

[scale.stars]
min = 1
max = 5

[journey]
title = "Visit"

[[touchpoint]]
key = "desk"
name = "Desk"
stage = "Arrival"
step = "Ask"
items = [{ column = "stars", scale = "stars" }]
"#;

fn rows(ids: std::ops::Range<u32>) -> Vec<String> {
    ids.map(|id| format!("{id},2026-03-02,,,4")).collect()
}

async fn scores(house: &House) -> Scores {
    house.get("/api/v1/scores?journey=visit").await.json()
}

#[tokio::test]
async fn records_that_come_go_or_are_forgotten_are_seen_at_once_from_any_process() {
    let house = House::open().await;
    house.import_as(VISITS, &rows(0..10)).await;
    let first = scores(&house).await;
    assert_eq!(first.records, 10);
    assert_eq!(scores(&house).await, first);

    let other = house.again().await;
    let more = other.import_as(VISITS, &rows(10..25)).await.batch.unwrap();
    assert_eq!(scores(&house).await.records, 25);
    let undone = other.delete(&format!("/api/v1/imports/{more}")).await;
    assert_eq!(undone.status, StatusCode::NO_CONTENT);
    assert_eq!(scores(&house).await, first);

    let owner = house.services.owner();
    let services = &other.services;
    services.forget_record(&owner, "visits", "3").await.unwrap();
    assert_eq!(scores(&house).await.records, 9);
}

#[tokio::test]
async fn a_change_of_the_catalogue_and_of_the_board_is_seen_at_once() {
    let house = House::open().await;
    house.import_as(VISITS, &rows(0..10)).await;
    let first = scores(&house).await;
    let touchpoint = first.touchpoints[0].touchpoint;
    let mut client = Client::new(&house);
    let mut push = async |intent: Intent| {
        let push = client.push(vec![intent]);
        house.push(first.journey, &push).await;
    };
    push(Intent::Catalogue(CatalogueIntent::SetTouchpoint {
        touchpoint,
        field: TouchpointField::Key(Some("counter".to_owned())),
    }))
    .await;
    assert_eq!(scores(&house).await.records, 0);

    let board = house.get("/api/v1/journeys/visit").await;
    let board: shared::api::BoardSnapshot = board.json();
    let mut cards = board.board.journey.cards.iter();
    let placed = cards.find(|(_, card)| card.touchpoint == Some(touchpoint));
    push(Intent::Journey(JourneyIntent::Delete {
        nodes: vec![Node::Card(*placed.unwrap().0)],
    }))
    .await;
    assert_eq!(scores(&house).await.touchpoints, []);
}
