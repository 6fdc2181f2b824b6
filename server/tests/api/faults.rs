//! A store that cannot be written: said so, nothing half-written, and everything goes on afterwards.

use axum::http::StatusCode;
use shared::{
    api::{BoardSnapshot, Outcome},
    journey::{JourneyIntent, ScopeField},
    log::Intent,
};

use crate::support::{Client, House, title};

/// Changes a setting of the only connection that writes.
async fn set(house: &House, pragma: &'static str) {
    let mut write = house.services.store().write().await.unwrap();
    sqlx::query(pragma).execute(&mut *write).await.unwrap();
    write.commit().await.unwrap();
}

fn scenario(text: String) -> Intent {
    Intent::Journey(JourneyIntent::SetScope {
        field: ScopeField::Scenario(text),
    })
}

#[tokio::test]
async fn a_full_disk_refuses_the_push_whole_and_the_same_push_succeeds_once_there_is_room() {
    let house = House::open().await;
    let journey = house.journey("One").await.id;
    let mut client = Client::new(&house);
    house.push(journey, &client.push(vec![title("Two")])).await;
    let before: BoardSnapshot = house.get("/api/v1/journeys/one").await.json();

    let path = format!("/api/v1/journeys/{journey}/pushes");
    let mut large = client.push((0..40).map(|_| scenario("x".repeat(20_000))).collect());
    large.intents.push(title("Three"));
    for _ in 0..2 {
        set(&house, "PRAGMA max_page_count = 1").await;
        let reply = house.post(&path, &large).await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (StatusCode::SERVICE_UNAVAILABLE, "store_unavailable")
        );
        assert!(reply.text.contains("disk is full"), "{}", reply.text);
        assert!(reply.headers.contains_key("retry-after"));
        let after: BoardSnapshot = house.get("/api/v1/journeys/one").await.json();
        assert_eq!(after, before);
    }
    assert_eq!(house.get("/healthz").await.status, StatusCode::OK);

    set(&house, "PRAGMA max_page_count = 1000000").await;
    assert_eq!(
        house.push(journey, &large).await.outcome,
        Outcome::Accepted { seq: 3 }
    );
    assert_eq!(
        house.push(journey, &large).await.outcome,
        Outcome::Accepted { seq: 3 }
    );
    let restarted: BoardSnapshot = house.again().await.get("/api/v1/journeys/one").await.json();
    assert_eq!(
        (
            restarted.heads.journey,
            restarted.board.journey.scope.title.as_str()
        ),
        (3, "Three")
    );
}

#[tokio::test]
async fn a_read_only_store_is_read_and_says_that_it_cannot_be_written() {
    let house = House::open().await;
    let journey = house.journey("One").await.id;
    let mut client = Client::new(&house);
    set(&house, "PRAGMA query_only = 1").await;
    let push = client.push(vec![title("Two")]);
    let reply = house
        .post(&format!("/api/v1/journeys/{journey}/pushes"), &push)
        .await;
    assert_eq!(
        (reply.status, reply.code().as_str()),
        (StatusCode::SERVICE_UNAVAILABLE, "store_unavailable")
    );
    assert!(reply.text.contains("read-only"), "{}", reply.text);
    let ready = house.get("/readyz").await;
    assert_eq!(
        (ready.status, ready.code().as_str()),
        (StatusCode::SERVICE_UNAVAILABLE, "store_unavailable")
    );
    let created = house
        .post("/api/v1/journeys", &crate::support::new_journey("Two"))
        .await;
    assert_eq!(created.code(), "store_unavailable");
    let board: BoardSnapshot = house.get("/api/v1/journeys/one").await.json();
    assert_eq!(board.board.journey.scope.title, "One");
}

#[tokio::test]
async fn a_damaged_entry_is_said_and_is_no_panic() {
    let house = House::open().await;
    house.journey("One").await;
    let mut write = house.services.store().write().await.unwrap();
    sqlx::query("UPDATE log_entry SET changes = '[{}]'")
        .execute(&mut *write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    let reply = house.again().await.get("/api/v1/journeys/one").await;
    assert_eq!(
        (reply.status, reply.code().as_str()),
        (StatusCode::SERVICE_UNAVAILABLE, "store_unavailable")
    );
    assert!(reply.text.contains("restore a backup"), "{}", reply.text);
}
