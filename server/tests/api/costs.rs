//! What friction costs in a week: agreed on with who and when, and computed from what records count.

use axum::http::StatusCode;
use serde_json::{Value, json};
use shared::{
    api::{FrictionSetsView, Scores, SetHistory},
    friction::{Costs, Loss, SetChange, SetIntent},
};

use crate::support::House;

const SETS: &str = "/api/v1/friction/sets";

/// Tickets about a desk or about bags, in the column `weight`.
const TICKETS: &str = r#"
[source]
name = "tickets"
kind = "ticket"

[id]
template = "{id}"

[time]
zone = "Europe/Madrid"
precision = "day"
forms = [{ template = "{day}", format = "%Y-%m-%d" }]

[dimension.region]
column = "region"

[journey]
title = "Visit"

[[touchpoint]]
key = "desk"
name = "Desk"
stage = "Arrival"
step = "Ask"

[[touchpoint]]
key = "bags"
name = "Bags"
stage = "Arrival"
step = "Bags"

[[touchpoint]]
key = "gate"
name = "Gate"
stage = "Arrival"
step = "Leave"

[[amount]]
name = "about-desk"
touchpoint = "desk"
counts = "occurrences"
where = { weight = ["desk"] }

[[amount]]
name = "about-bags"
touchpoint = "bags"
counts = "occurrences"
where = { weight = ["bags"] }
"#;

/// Twelve about the desk in four weeks, none about the bags: from 2 to 29 March.
fn rows() -> Vec<String> {
    let mut rows = vec![
        "first,2026-03-02,north,other,".to_owned(),
        "last,2026-03-29,north,other,".to_owned(),
    ];
    for at in 0..12 {
        let region = if at < 3 { "south" } else { "north" };
        rows.push(format!("{at},2026-03-{:02},{region},desk,", 3 + 2 * at));
    }
    rows
}

fn costs(contact: i64) -> SetIntent {
    SetIntent::SetCosts {
        costs: Some(Costs {
            currency: "EUR".parse().unwrap(),
            contact: Some(contact),
            r#return: Some(1_500),
            lost_order: None,
        }),
    }
}

async fn scores(house: &House, query: &str) -> Scores {
    let path = format!("/api/v1/scores?journey=visit{query}");
    house.get(&path).await.json()
}

#[tokio::test]
async fn a_week_costs_the_contacts_in_it_and_what_nobody_counts_is_not_known() {
    let house = House::open().await;
    house.import_as(TICKETS, &rows()).await;
    let before = scores(&house, "").await;
    assert_eq!(before.costs, None);
    assert_eq!(before.touchpoints[0].weekly_cost, None);
    // What was counted is there for whoever types in costs.
    let counted = before.touchpoints[0].counted[0];
    assert_eq!(
        (counted.loss, counted.n, counted.weeks),
        (Loss::Contact, 12.0, 4.0)
    );

    let reply = house.post(SETS, &costs(800)).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    let [desk, bags, gate] = &scores(&house, "").await.touchpoints[..] else {
        panic!("three touchpoints");
    };
    // 12 in 4 weeks at 8.00: 24.00; Garwood's interval of 12 at 90 % is 6.9242 to 19.4426, times 2.00.
    let cost = desk.weekly_cost.as_ref().unwrap();
    assert_eq!((cost.amount, cost.low, cost.high), (2_400, 1_385, 3_889));
    assert_eq!(cost.losses.len(), 1);
    // None about the bags: at most 2.9957 times 2.00.
    let none = bags.weekly_cost.as_ref().unwrap();
    assert_eq!((none.amount, none.high), (0, 599));
    // Nobody counts what is about the gate.
    assert_eq!((gate.counted.len(), &gate.weekly_cost), (0, &None));
}

#[tokio::test]
async fn days_and_filters_count_what_they_leave_over_the_weeks_they_cover() {
    let house = House::open().await;
    house.import_as(TICKETS, &rows()).await;
    house.post(SETS, &costs(700)).await;
    // The first two weeks, and a year in which the source has but these four.
    for (query, n, weeks) in [
        ("&from=2026-03-02&to=2026-03-15", 7.0, 2.0),
        ("&from=2026-01-01&to=2026-12-31", 12.0, 4.0),
        ("&filter=region:south", 3.0, 4.0),
    ] {
        let found = scores(&house, query).await;
        let counted = found.touchpoints[0].counted[0];
        assert_eq!((counted.n, counted.weeks), (n, weeks), "{query}");
        let cost = found.touchpoints[0].weekly_cost.as_ref().unwrap();
        assert_eq!(cost.amount as f64, (700.0 * n / weeks).round(), "{query}");
    }
    // Before the source begins it says nothing, which is not nothing.
    let found = scores(&house, "&to=2026-02-28").await;
    assert_eq!(found.touchpoints[0].weekly_cost, None);
}

#[tokio::test]
async fn a_source_that_does_not_say_what_a_filter_asks_is_not_known_to_cost_nothing() {
    let house = House::open().await;
    house.import_as(TICKETS, &rows()).await;
    let notes = TICKETS.replace(r#""tickets""#, r#""notes""#);
    let notes = notes.replace("[dimension.region]", "[dimension.wing]");
    house.import_as(&notes, &rows()).await;
    let counted = |scores: &Scores| -> Vec<f64> {
        let counted = scores.touchpoints[0].counted.iter();
        counted.map(|counted| counted.n).collect()
    };
    assert_eq!(counted(&scores(&house, "").await), [12.0, 12.0]);
    for filter in ["region", "wing"] {
        let some = scores(&house, &format!("&filter={filter}:south")).await;
        assert_eq!(counted(&some), [3.0], "{filter}");
    }
}

#[tokio::test]
async fn costs_and_efforts_are_kept_with_who_and_when() {
    let house = House::open().await;
    house.import_as(TICKETS, &rows()).await;
    let desk = scores(&house, "").await.touchpoints[0].touchpoint;
    let effort = |effort| SetIntent::SetEffort {
        touchpoint: desk,
        effort,
    };
    for intent in [costs(800), effort(Some(30)), effort(Some(70)), effort(None)] {
        let reply = house.post(SETS, &intent).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    }
    house.post(SETS, &effort(Some(70))).await;
    let view: FrictionSetsView = house.get(SETS).await.json();
    let owner = house.services.owner().id;
    assert_eq!(view.costs.unwrap().contact, Some(800));
    assert_eq!(view.efforts[&desk].value, 70);
    assert_eq!(view.efforts[&desk].by, owner);
    assert!(view.efforts[&desk].at.0 > 0);
    let trail: SetHistory = house.get(&format!("{SETS}/history")).await.json();
    assert_eq!(trail.entries.len(), 5);
    let values: Vec<_> = trail
        .entries
        .iter()
        .filter_map(|entry| match &entry.changes[0] {
            SetChange::EffortSet { before, effort, .. } => {
                Some((before.map(|it| it.value), effort.map(|it| it.value)))
            }
            _ => None,
        })
        .collect();
    assert_eq!(
        values,
        [
            (None, Some(70)),
            (Some(70), None),
            (Some(30), Some(70)),
            (None, Some(30))
        ]
    );
}

#[tokio::test]
async fn costs_and_efforts_that_cannot_be_are_refused_by_name() {
    let house = House::open().await;
    house.import_as(TICKETS, &rows()).await;
    let desk = scores(&house, "").await.touchpoints[0].touchpoint;
    for (intent, field) in [
        (
            json!({"set_costs": {"costs": {"currency": "EUR", "contact": 0}}}),
            "costs",
        ),
        (
            json!({"set_costs": {"costs": {"currency": "EUR"}}}),
            "costs",
        ),
        (
            json!({"set_effort": {"touchpoint": desk, "effort": 101}}),
            "effort",
        ),
    ] {
        let reply = house.post(SETS, &intent).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        let args = &reply.json::<Value>()["args"];
        assert_eq!(
            (&args["field"], &args["why"]),
            (&json!(field), &json!("out_of_range"))
        );
    }
    let euro = json!({"set_costs": {"costs": {"currency": "euro", "contact": 5}}});
    assert_eq!(
        house.post(SETS, &euro).await.status,
        StatusCode::BAD_REQUEST
    );
    let nowhere = json!({"set_effort": {"touchpoint": uuid::Uuid::from_u128(5), "effort": 5}});
    assert_eq!(
        house.post(SETS, &nowhere).await.status,
        StatusCode::NOT_FOUND
    );
}
