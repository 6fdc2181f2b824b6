//! What becomes of pushes: repeated, refused, early, late, far behind.

use shared::{
    api::{BoardSnapshot, Outcome, Update},
    log::{Heads, Rejection, state_hash},
};

use crate::support::{Client, House, title};

#[tokio::test]
async fn a_repeated_push_is_answered_alike_and_done_once() {
    let house = House::open().await;
    let journey = house.journey("One").await.id;
    let mut client = Client::new(&house);
    let good = client.push(vec![title("Two")]);
    let bad = client.push(vec![title("")]);
    let accepted = house.push(journey, &good).await.outcome;
    let rejected = house.push(journey, &bad).await.outcome;
    assert_eq!(accepted, Outcome::Accepted { seq: 2 });
    assert_eq!(
        rejected,
        Outcome::Rejected {
            intent: Some(0),
            rejection: Rejection::EmptyTitle
        }
    );
    assert_eq!(house.push(journey, &good).await.outcome, accepted);
    assert_eq!(house.push(journey, &bad).await.outcome, rejected);
    // Also after a restart, and by a client that sends something else under the same number.
    let restarted = house.again().await;
    let mut other = good.clone();
    other.intents = vec![title("Three")];
    assert_eq!(restarted.push(journey, &other).await.outcome, accepted);
    let board: BoardSnapshot = restarted.get("/api/v1/journeys/one").await.json();
    assert_eq!(
        (
            board.heads.journey,
            board.board.journey.scope.title.as_str()
        ),
        (2, "Two")
    );
}

#[tokio::test]
async fn a_refused_push_uses_up_its_number_and_a_gap_does_not() {
    let house = House::open().await;
    let journey = house.journey("One").await.id;
    let mut client = Client::new(&house);
    let gap = |expected, got| Outcome::Rejected {
        intent: None,
        rejection: Rejection::Gap { expected, got },
    };
    let mut early = client.push(vec![title("Early")]);
    early.client_seq = 3;
    assert_eq!(house.push(journey, &early).await.outcome, gap(1, 3));
    early.client_seq = 0;
    assert_eq!(house.push(journey, &early).await.outcome, gap(1, 0));
    early.client_seq = 1;
    early.intents = vec![title("")];
    assert!(matches!(
        house.push(journey, &early).await.outcome,
        Outcome::Rejected {
            intent: Some(0),
            ..
        }
    ));
    assert_eq!(
        house
            .push(journey, &client.push(vec![title("Late")]))
            .await
            .outcome,
        Outcome::Accepted { seq: 2 }
    );
}

#[tokio::test]
async fn the_last_256_outcomes_are_kept_and_older_repeats_are_refused() {
    let house = House::open().await;
    let journey = house.journey("One").await.id;
    let mut client = Client::new(&house);
    let pushes: Vec<_> = (0..258).map(|_| client.push(vec![])).collect();
    for push in &pushes {
        house.push(journey, push).await;
    }
    let oldest_kept = house.push(journey, &pushes[2]).await.outcome;
    assert_eq!(oldest_kept, Outcome::Accepted { seq: 4 });
    let forgotten = house.push(journey, &pushes[1]).await.outcome;
    assert_eq!(
        forgotten,
        Outcome::Rejected {
            intent: None,
            rejection: Rejection::Gap {
                expected: 259,
                got: 2
            }
        }
    );
}

#[tokio::test]
async fn a_push_on_entries_the_log_does_not_have_gets_the_whole_board() {
    let house = House::open().await;
    let journey = house.journey("One").await.id;
    let mut client = Client::new(&house);
    let mut ahead = client.push(vec![title("Two")]);
    ahead.base.journey = 7;
    let reply = house.push(journey, &ahead).await;
    assert_eq!(
        reply.outcome,
        Outcome::Rejected {
            intent: None,
            rejection: Rejection::AheadOfLog { head: 1 }
        }
    );
    assert!(matches!(reply.update, Update::Snapshot(_)));
    let mut foreign = ahead.clone();
    foreign.base = Heads::default();
    foreign.lineage += 1;
    let reply = house.push(journey, &foreign).await;
    assert!(matches!(
        reply.outcome,
        Outcome::Rejected {
            rejection: Rejection::AheadOfLog { .. },
            ..
        }
    ));
    assert!(matches!(reply.update, Update::Snapshot(_)));
}

#[tokio::test]
async fn who_is_a_little_behind_gets_entries_and_who_is_far_behind_the_board() {
    let house = House::open().await;
    let journey = house.journey("One").await.id;
    let mut client = Client::new(&house);
    for number in 0..600 {
        house
            .push(
                journey,
                &client.push(vec![title(&format!("Title {number}"))]),
            )
            .await;
    }
    let since = |seq: u64| {
        format!(
            "/api/v1/journeys/{journey}/updates?lineage={}&journey={seq}&catalogue=1",
            house.lineage()
        )
    };
    for (seq, lacking) in [(601, 0), (600, 1), (350, 251), (101, 500)] {
        let Update::Tail(tail) = house.get(&since(seq)).await.json() else {
            panic!("entries were expected from {seq}")
        };
        let numbers: Vec<u64> = tail.journey.iter().map(|entry| entry.seq).collect();
        assert_eq!(numbers, (seq + 1..=601).collect::<Vec<_>>());
        assert_eq!(numbers.len(), lacking);
    }
    let Update::Snapshot(snapshot) = house.get(&since(100)).await.json() else {
        panic!("a snapshot was expected")
    };
    assert_eq!(snapshot.board.journey.scope.title, "Title 599");
    // A board read from its snapshot and the rest of the log is the same.
    let read_again: BoardSnapshot = house.again().await.get("/api/v1/journeys/one").await.json();
    assert_eq!(
        state_hash(&read_again.board).unwrap(),
        state_hash(&snapshot.board).unwrap()
    );
    let kept: i64 = sqlx::query_scalar("SELECT seq FROM log_snapshot")
        .fetch_one(house.services.store().readers())
        .await
        .unwrap();
    assert_eq!(kept, 512);
}

#[tokio::test]
async fn a_damaged_snapshot_is_passed_over() {
    let house = House::open().await;
    let journey = house.journey("One").await.id;
    let mut client = Client::new(&house);
    for number in 0..512 {
        house
            .push(
                journey,
                &client.push(vec![title(&format!("Title {number}"))]),
            )
            .await;
    }
    let mut write = house.services.store().write().await.unwrap();
    let changed = sqlx::query("UPDATE log_snapshot SET state = replace(state, 'Title', 'Tittle')")
        .execute(&mut *write)
        .await
        .unwrap();
    assert_eq!(changed.rows_affected(), 1);
    write.commit().await.unwrap();
    let board: BoardSnapshot = house.again().await.get("/api/v1/journeys/one").await.json();
    assert_eq!(board.board.journey.scope.title, "Title 511");
}
