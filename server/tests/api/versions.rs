//! Boards as they were, over the API, and journeys that would become parts of themselves.

use axum::http::StatusCode;
use shared::{
    api::{BoardSnapshot, Outcome},
    id::{JourneyId, StageId, StepId},
    journey::{JourneyIntent, Node, ScopeField, StepField},
    log::{Intent, Rejection},
};
use uuid::Uuid;

use crate::support::{Client, House, title};

async fn at(house: &House, journey: JourneyId, seq: u64) -> BoardSnapshot {
    let path = format!("/api/v1/journeys/{journey}/versions/{seq}");
    let reply = house.get(&path).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    reply.json()
}

#[tokio::test]
async fn a_board_is_given_as_it_was_after_each_entry_of_its_log() {
    let house = House::open().await;
    let journey = house.journey("Title 1").await.id;
    let mut client = Client::new(&house);
    for seq in 2..=4 {
        let push = client.push(vec![title(&format!("Title {seq}"))]);
        house.push(journey, &push).await;
    }
    for seq in 1..=4 {
        let then = at(&house, journey, seq).await;
        assert_eq!(then.heads.journey, seq);
        assert_eq!(then.board.journey.scope.title, format!("Title {seq}"));
    }
    assert_eq!(at(&house, journey, 4).await, house.board(journey).await);
}

#[tokio::test]
async fn an_entry_that_a_log_does_not_have_is_not_found_and_no_number_is_malformed() {
    let house = House::open().await;
    let journey = house.journey("Airport").await.id;
    for (seq, status) in [
        ("0", StatusCode::NOT_FOUND),
        ("2", StatusCode::NOT_FOUND),
        ("18446744073709551615", StatusCode::NOT_FOUND),
        ("-1", StatusCode::BAD_REQUEST),
        ("last", StatusCode::BAD_REQUEST),
    ] {
        let path = format!("/api/v1/journeys/{journey}/versions/{seq}");
        assert_eq!(house.get(&path).await.status, status, "{seq}");
    }
    let nobody = format!("/api/v1/journeys/{}/versions/1", Uuid::now_v7());
    assert_eq!(house.get(&nobody).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_board_as_it_was_is_the_same_before_and_after_a_snapshot_and_where_that_is_damaged() {
    let house = House::open().await;
    let journey = house.journey("Title 1").await.id;
    let mut client = Client::new(&house);
    // A snapshot is kept after 512 entries.
    for seq in 2..=520 {
        let push = client.push(vec![title(&format!("Title {seq}"))]);
        house.push(journey, &push).await;
    }
    let all = [1, 511, 512, 513, 520];
    for seq in all {
        let then = at(&house, journey, seq).await.board.journey;
        assert_eq!(then.scope.title, format!("Title {seq}"));
    }
    let mut write = house.services.store().write().await.unwrap();
    let damaged = sqlx::query("UPDATE log_snapshot SET hash = 'x' WHERE log = $1")
        .bind(journey.uuid())
        .execute(&mut *write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    assert_eq!(damaged.rows_affected(), 1);
    for seq in all {
        let then = at(&house, journey, seq).await.board.journey;
        assert_eq!(then.scope.title, format!("Title {seq}"));
    }
}

/// A journey with its client and its first step.
struct Traveller {
    journey: JourneyId,
    client: Client,
    step: StepId,
}

impl Traveller {
    async fn new(house: &House, name: &str) -> Self {
        let journey = house.journey(name).await.id;
        let board = house.board(journey).await.board.journey;
        Self {
            journey,
            client: Client::new(house),
            step: board.columns().next().unwrap().step,
        }
    }

    async fn wish(&mut self, house: &House, intents: &[JourneyIntent]) -> Outcome {
        let intents = intents.iter().cloned().map(Intent::Journey).collect();
        house
            .push(self.journey, &self.client.push(intents))
            .await
            .outcome
    }

    async fn does(&mut self, house: &House, intent: JourneyIntent) {
        let outcome = self.wish(house, &[intent]).await;
        assert!(matches!(outcome, Outcome::Accepted { .. }), "{outcome:?}");
    }

    fn detail(&self, journey: Option<JourneyId>) -> JourneyIntent {
        JourneyIntent::SetStep {
            step: self.step,
            field: StepField::Journey(journey),
        }
    }

    fn nodes(&self) -> Vec<Node> {
        vec![Node::Step(self.step)]
    }
}

fn parent(journey: Option<JourneyId>) -> JourneyIntent {
    let field = ScopeField::Parent(journey);
    JourneyIntent::SetScope { field }
}

const fn refused(intent: u32) -> Outcome {
    Outcome::Rejected {
        intent: Some(intent),
        rejection: Rejection::OwnJourney,
    }
}

#[tokio::test]
async fn a_journey_does_not_become_a_part_of_itself_by_way_of_others() {
    let house = House::open().await;
    let mut one = Traveller::new(&house, "One").await;
    let mut two = Traveller::new(&house, "Two").await;
    let mut three = Traveller::new(&house, "Three").await;
    // One shows Two in detail, and Three is a part of Two.
    one.does(&house, one.detail(Some(two.journey))).await;
    three.does(&house, parent(Some(two.journey))).await;
    let back = [three.detail(Some(one.journey))];
    assert_eq!(three.wish(&house, &back).await, refused(0));
    assert_eq!(
        one.wish(&house, &[parent(Some(three.journey))]).await,
        refused(0)
    );
    let mixed = [parent(None), two.detail(Some(one.journey))];
    assert_eq!(two.wish(&house, &mixed).await, refused(1));
    // What is refused changes nothing, and what closes no ring is done.
    let board = house.board(two.journey).await.board.journey;
    assert_eq!(board.steps[&two.step].journey, None);
    one.does(&house, one.detail(None)).await;
    three.does(&house, three.detail(Some(one.journey))).await;
}

#[tokio::test]
async fn a_step_does_not_come_back_when_the_journey_it_shows_leads_back_by_now() {
    let house = House::open().await;
    let mut one = Traveller::new(&house, "One").await;
    let mut two = Traveller::new(&house, "Two").await;
    one.does(&house, one.detail(Some(two.journey))).await;
    let nodes = one.nodes();
    one.does(&house, JourneyIntent::Delete { nodes }).await;
    // While the step is away, nothing speaks against it.
    two.does(&house, two.detail(Some(one.journey))).await;
    let nodes = one.nodes();
    let restore = [JourneyIntent::Restore { nodes }];
    assert_eq!(one.wish(&house, &restore).await, refused(0));
    assert!(house.board(one.journey).await.board.journey.steps[&one.step].hidden);
    // It does once that is undone.
    two.does(&house, two.detail(None)).await;
    let outcome = one.wish(&house, &restore).await;
    assert!(matches!(outcome, Outcome::Accepted { .. }), "{outcome:?}");
}

#[tokio::test]
async fn a_stage_does_not_come_back_with_such_a_step_either() {
    let house = House::open().await;
    let mut one = Traveller::new(&house, "One").await;
    let mut two = Traveller::new(&house, "Two").await;
    let (stage, step) = (StageId::new(Uuid::now_v7()), StepId::new(Uuid::now_v7()));
    let add = [
        JourneyIntent::AddStage {
            id: stage,
            title: "Later".to_owned(),
            after: None,
        },
        JourneyIntent::AddStep {
            id: step,
            stage,
            title: "Pay".to_owned(),
            after: None,
        },
        JourneyIntent::SetStep {
            step,
            field: StepField::Journey(Some(two.journey)),
        },
    ];
    for intent in add {
        one.does(&house, intent).await;
    }
    let nodes = vec![Node::Stage(stage)];
    one.does(&house, JourneyIntent::Delete { nodes }).await;
    two.does(&house, two.detail(Some(one.journey))).await;
    let nodes = vec![Node::Stage(stage), Node::Step(step)];
    let restore = [JourneyIntent::Restore { nodes }];
    assert_eq!(one.wish(&house, &restore).await, refused(0));
}

#[tokio::test]
async fn a_line_of_an_older_version_lets_no_ring_through() {
    let house = House::open().await;
    let mut one = Traveller::new(&house, "One").await;
    let mut two = Traveller::new(&house, "Two").await;
    one.does(&house, one.detail(Some(two.journey))).await;
    // As a program wrote it that knew nothing of parts.
    let mut write = house.services.store().write().await.unwrap();
    sqlx::query("UPDATE journey SET summary = '{\"type\":\"journey_summary\",\"version\":2,\"content\":{}}' WHERE id = $1")
        .bind(one.journey.uuid())
        .execute(&mut *write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    let back = [two.detail(Some(one.journey))];
    assert_eq!(two.wish(&house, &back).await, refused(0));
    // From then on the line says it itself, as of the same entry and time.
    let line: String = sqlx::query_scalar("SELECT summary FROM journey WHERE id = $1")
        .bind(one.journey.uuid())
        .fetch_one(house.services.store().readers())
        .await
        .unwrap();
    assert!(line.contains(&two.journey.to_string()), "{line}");
    assert!(line.contains("\"seq\":2"), "{line}");
}
