//! Actions: taken on, done, and judged by the records of before and after against the touchpoints where nothing was done.

use axum::http::StatusCode;
use serde_json::{Value, json};
use shared::{
    access::{Actor, Role},
    action::{ActionChange, ActionIntent, ActionKind, ActionState, Outcome, Plan, Reason, Reply},
    api::{
        ActionHistory, ActionHistoryQuery, ActionView, ActionsQuery, ActionsView, CatalogueView,
        ErrorCode, SourceSummary,
    },
    id::{ActionId, TouchpointId},
    locale::Date,
};
use uuid::Uuid;

use crate::support::{DESK, House, VISITS};

const PATH: &str = "/api/v1/actions";

fn id(number: u128) -> ActionId {
    ActionId::new(Uuid::from_u128(number))
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn plan(touchpoint: TouchpointId) -> Plan {
    Plan {
        problem: "People wait too long".to_owned(),
        kind: ActionKind::Correction,
        step: "A second desk at noon".to_owned(),
        scope: String::new(),
        touchpoint: Some(touchpoint),
        journey: None,
        due: Some(day("2026-03-01")),
        metric: Some("csat".to_owned()),
        check: None,
    }
}

fn add(number: u128, plan: Plan) -> ActionIntent {
    ActionIntent::Add {
        id: id(number),
        plan,
        assigned: Some("Ana".to_owned()),
    }
}

fn implement(number: u128, on: &str, check: &str) -> ActionIntent {
    ActionIntent::Implement {
        action: id(number),
        on: day(on),
        check: Some(day(check)),
    }
}

/// A file of visits to one touchpoint: so many satisfied ones of so many.
async fn visits(house: &House, key: &str, day: &str, (satisfied, all): (u32, u32)) {
    let mapping = VISITS
        .replace("front-desk", key)
        .replace("\"visits\"", &format!("\"{key}\""));
    let row = |i: u32| {
        let stars = if i < satisfied { 5 } else { 2 };
        format!("{key}-{day}-{i},{day}T10:00,north,1,{stars}")
    };
    let rows: Vec<String> = (0..all).map(row).collect();
    house.import_as(&mapping, &rows).await;
}

async fn touchpoint(house: &House, key: &str) -> TouchpointId {
    let view: CatalogueView = house.get("/api/v1/catalogue").await.json();
    let known = view.catalogue.touchpoints.iter();
    let mut known = known.filter(|(_, touchpoint)| touchpoint.key.as_deref() == Some(key));
    *known.next().unwrap().0
}

async fn push(house: &House, intent: &ActionIntent) -> ActionView {
    let reply = house.post(PATH, intent).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    let mut view: ActionsView = reply.json();
    assert_eq!(view.actions.len(), 1);
    view.actions.remove(0)
}

#[tokio::test]
async fn an_action_goes_from_a_problem_to_a_verdict() {
    let house = House::open().await;
    // Newcombe 1998: 56/70 − 48/80 lies between .0524 and .3339.
    visits(&house, "front-desk", "2026-02-10", (48, 80)).await;
    visits(&house, "front-desk", "2026-03-20", (56, 70)).await;
    let desk = touchpoint(&house, "front-desk").await;

    let added = push(&house, &add(1, plan(desk))).await;
    assert_eq!(added.state, ActionState::Overdue);
    assert_eq!(added.assigned.unwrap().reply, Reply::Waiting);
    let accepted = ActionIntent::Accept {
        action: id(1),
        name: "Ana".to_owned(),
    };
    let accepted = push(&house, &accepted).await;
    assert!(matches!(
        accepted.assigned.unwrap().reply,
        Reply::Accepted { .. }
    ));
    assert!(accepted.verdict.is_none());

    let done = push(&house, &implement(1, "2026-03-01", "2026-03-31")).await;
    let baseline = done.implemented.clone().unwrap().baseline.unwrap();
    assert_eq!(
        (baseline.of.from, baseline.of.to),
        (day("2026-01-29"), day("2026-02-28"))
    );
    assert_eq!(baseline.reading.unwrap().n, 80);
    let measure = done.measure.unwrap();
    assert_eq!(
        (measure.from, measure.to),
        (day("2026-03-01"), day("2026-03-31"))
    );
    assert_eq!(measure.now.unwrap().estimate, 0.8);
    let verdict = done.verdict.unwrap();
    assert_eq!(
        (done.state, verdict.outcome),
        (ActionState::Checked, Outcome::Better)
    );
    assert_eq!((verdict.control, measure.controls), (None, 0));
    let change = verdict.change.unwrap();
    assert!((change.interval.low - 0.0524).abs() < 5e-5, "{change:?}");
    assert!((change.interval.high - 0.3339).abs() < 5e-5);

    // What comes late does not move what was frozen.
    visits(&house, "front-desk", "2026-02-12", (40, 40)).await;
    let listed: ActionsView = house.get(PATH).await.json();
    let still = listed.actions[0].implemented.clone().unwrap();
    assert_eq!(still.baseline.unwrap(), baseline);

    let history: ActionHistory = house.get(&format!("{PATH}/history")).await.json();
    let kinds: Vec<Value> = history
        .entries
        .iter()
        .map(|entry| json!(entry.changes[0]))
        .collect();
    assert!(kinds[0]["implemented"].is_object(), "{kinds:?}");
    assert!(kinds[1]["accepted"].is_object() && kinds[2]["added"].is_object());
    let owner = house.services.owner().id;
    assert!(history.entries.iter().all(|entry| entry.actor == owner));
    let page: ActionHistory = house
        .get(&format!("{PATH}/history?before=3&limit=1"))
        .await
        .json();
    assert_eq!(page.before, Some(2));
}

#[tokio::test]
async fn what_got_better_everywhere_is_not_the_actions_merit() {
    let house = House::open().await;
    for key in ["front-desk", "till"] {
        visits(&house, key, "2026-02-10", (480, 800)).await;
        visits(&house, key, "2026-03-20", (640, 800)).await;
    }
    let (desk, till) = (
        touchpoint(&house, "front-desk").await,
        touchpoint(&house, "till").await,
    );
    push(&house, &add(1, plan(desk))).await;
    let done = push(&house, &implement(1, "2026-03-01", "2026-03-31")).await;
    let verdict = done.verdict.unwrap();
    assert_eq!(
        (verdict.outcome, verdict.reason),
        (Outcome::CannotTell, Reason::Margin)
    );
    assert_eq!(done.measure.unwrap().controls, 1);
    assert!(verdict.change.unwrap().difference.abs() < 1e-6);
    assert!((verdict.control.unwrap().difference - 0.2).abs() < 1e-6);

    // Once something is done at the other one too, it is no control any more.
    push(&house, &add(2, plan(till))).await;
    push(&house, &implement(2, "2026-03-10", "2026-03-31")).await;
    let again: ActionsView = house.get(&format!("{PATH}?touchpoint={desk}")).await.json();
    assert_eq!(again.actions.len(), 1);
    let verdict = again.actions[0].verdict.unwrap();
    assert_eq!((verdict.outcome, verdict.control), (Outcome::Better, None));
}

#[tokio::test]
async fn before_the_check_and_with_few_records_it_is_too_early() {
    let house = House::open().await;
    visits(&house, "front-desk", "2026-02-10", (48, 80)).await;
    // CSAT asks for 20.
    visits(&house, "front-desk", "2026-03-20", (19, 19)).await;
    let desk = touchpoint(&house, "front-desk").await;
    push(&house, &add(1, plan(desk))).await;
    let few = push(&house, &implement(1, "2026-03-01", "2026-03-31")).await;
    let verdict = few.verdict.unwrap();
    assert_eq!(
        (verdict.outcome, verdict.reason, verdict.change),
        (Outcome::TooEarly, Reason::FewRecords, None)
    );
    assert_eq!(few.state, ActionState::Implemented);
    let later = push(&house, &implement(1, "2026-03-01", "9999-12-31")).await;
    assert_eq!(later.verdict.unwrap().reason, Reason::NotYet);
    // At most a year is looked at.
    assert_eq!(
        later.implemented.unwrap().baseline.unwrap().of.from,
        day("2025-02-28")
    );
    let unmeasured = Plan {
        metric: None,
        ..plan(desk)
    };
    let rewritten = ActionIntent::Rewrite {
        action: id(1),
        plan: unmeasured,
    };
    let verdict = push(&house, &rewritten).await.verdict.unwrap();
    assert_eq!(
        (verdict.outcome, verdict.reason),
        (Outcome::CannotTell, Reason::NoMetric)
    );
}

#[tokio::test]
async fn of_too_few_people_no_number_is_told() {
    let house = House::open().await;
    let people = VISITS.replace("kind = ", "privacy = \"people\"\nkind = ");
    let row = |day: &str, i: u32| format!("{day}-{i},{day}T10:00,north,1,5");
    let mut rows: Vec<String> = (0..40).map(|i| row("2026-02-10", i)).collect();
    rows.extend((0..6).map(|i| row("2026-03-20", i)));
    house.import_as(&people, &rows).await;
    let desk = touchpoint(&house, "front-desk").await;
    push(&house, &add(1, plan(desk))).await;
    let done = push(&house, &implement(1, "2026-03-01", "2026-03-31")).await;
    let (measure, verdict) = (done.measure.unwrap(), done.verdict.unwrap());
    assert_eq!((measure.now, measure.withheld), (None, true));
    assert_eq!(
        (verdict.outcome, verdict.reason, verdict.change),
        (Outcome::CannotTell, Reason::Withheld, None)
    );
}

#[tokio::test]
async fn what_an_action_changed_for_people_is_for_those_who_were_named() {
    let house = House::open().await;
    let people = DESK.replace("kind = ", "privacy = \"people\"\nkind = ");
    let row = |day: &str, i: u32| format!("{day}-{i},{day},north,1,5");
    let days = ["2026-01-10", "2026-02-10", "2026-03-10"];
    let rows: Vec<String> = days
        .iter()
        .flat_map(|day| (0..60).map(|i| row(day, i)))
        .collect();
    house.import_as(&people, &rows).await;
    let everywhere = Plan {
        touchpoint: None,
        ..plan(TouchpointId::new(Uuid::nil()))
    };
    push(&house, &add(1, everywhere)).await;
    push(&house, &implement(1, "2026-03-01", "2026-03-31")).await;
    let named = house.services.owner();
    let unnamed = Actor::new(named.id, Role::Owner);
    let seen = async |actor: &Actor| {
        let view = house
            .services
            .actions(actor, &ActionsQuery::default())
            .await
            .unwrap();
        let action = view.actions.into_iter().next().unwrap();
        let baseline = action.implemented.unwrap().baseline.unwrap();
        (baseline.reading.is_some(), baseline.withheld)
    };
    assert_eq!(seen(&named).await, (true, false));
    assert_eq!(seen(&unnamed).await, (false, true));
    let past = async |actor: &Actor| {
        let query = ActionHistoryQuery::default();
        let history = house.services.action_history(actor, query).await.unwrap();
        let mut entries = history.entries;
        let changes = entries.iter_mut().flat_map(|entry| &mut entry.changes);
        let baselines = changes.flat_map(ActionChange::baselines);
        let told = baselines.map(|baseline| (baseline.reading.is_some(), baseline.withheld));
        told.collect::<Vec<_>>()
    };
    assert_eq!(past(&named).await, [(true, false)]);
    assert_eq!(past(&unnamed).await, [(false, true)]);
}

#[tokio::test]
async fn what_may_not_be_is_refused_by_name() {
    let house = House::open().await;
    visits(&house, "front-desk", "2026-02-10", (48, 80)).await;
    let desk = touchpoint(&house, "front-desk").await;
    push(&house, &add(1, plan(desk))).await;
    let refused = |why: &str, field: &str| {
        (
            StatusCode::UNPROCESSABLE_ENTITY,
            json!(why),
            field.to_owned(),
        )
    };
    let nowhere = TouchpointId::new(Uuid::nil());
    let karma = Plan {
        metric: Some("karma".to_owned()),
        ..plan(desk)
    };
    let empty = Plan {
        problem: " ".to_owned(),
        ..plan(desk)
    };
    let ben = ActionIntent::Accept {
        action: id(1),
        name: "Ben".to_owned(),
    };
    for (intent, (status, why, field)) in [
        (add(2, plan(nowhere)), refused("unknown", "touchpoint")),
        (add(2, karma), refused("unknown", "metric")),
        (add(2, empty), refused("empty", "problem")),
        (ben, refused("changed_meanwhile", "name")),
        (
            implement(1, "9999-01-01", "9999-02-01"),
            refused("still_to_come", "on"),
        ),
        (
            implement(1, "2026-03-01", "2026-03-01"),
            refused("last_before_first", "check"),
        ),
        (
            add(1, plan(desk)),
            (StatusCode::CONFLICT, Value::Null, "id".to_owned()),
        ),
    ] {
        let reply = house.post(PATH, &intent).await;
        assert_eq!(reply.status, status, "{}", reply.text);
        let args = reply.json::<Value>()["args"].clone();
        assert_eq!((&args["why"], &args["field"]), (&why, &json!(field)));
    }
    let missing = ActionIntent::Retire { action: id(9) };
    let missing = house.post(PATH, &missing).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    let bad = json!({"implement": {"action": id(1), "on": "2026-02-30", "check": null}});
    assert_eq!(house.post(PATH, &bad).await.status, StatusCode::BAD_REQUEST);

    let nobody = Actor::new(house.services.owner().id, Role::Nobody);
    let query = ActionsQuery::default();
    let error = house.services.actions(&nobody, &query).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Forbidden);
    let history: ActionHistory = house.get(&format!("{PATH}/history")).await.json();
    assert_eq!(history.entries.len(), 1);
    assert!(matches!(
        history.entries[0].changes[..],
        [ActionChange::Added { .. }]
    ));
    // Nor was a record touched.
    let sources: Vec<SourceSummary> = house.get("/api/v1/sources").await.json();
    assert_eq!(sources[0].records, 80);
}

#[tokio::test]
async fn actions_are_there_after_a_restart_and_retired_ones_are_not_shown() {
    let house = House::open().await;
    visits(&house, "front-desk", "2026-02-10", (48, 80)).await;
    let desk = touchpoint(&house, "front-desk").await;
    for number in [1, 2] {
        push(&house, &add(number, plan(desk))).await;
    }
    house
        .post(PATH, &ActionIntent::Retire { action: id(1) })
        .await;
    // What happened to one of them, newest first, in pages.
    let told = async |query: &str| {
        let path = format!("{PATH}/history?action={}{query}", id(1));
        let page: ActionHistory = house.get(&path).await.json();
        let numbers: Vec<u64> = page.entries.iter().map(|entry| entry.seq).collect();
        (numbers, page.before)
    };
    assert_eq!(told("").await, (vec![3, 1], None));
    assert_eq!(told("&limit=1").await, (vec![3], Some(3)));
    assert_eq!(told("&limit=1&before=3").await, (vec![1], None));
    let view: ActionsView = house.again().await.get(PATH).await.json();
    let ids: Vec<ActionId> = view.actions.iter().map(|action| action.id).collect();
    assert_eq!(ids, [id(2)]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn wishes_side_by_side_are_all_kept() {
    let house = House::open().await;
    visits(&house, "front-desk", "2026-02-10", (48, 80)).await;
    let desk = touchpoint(&house, "front-desk").await;
    let wishes: Vec<_> = (1..=12)
        .map(|number| {
            let house = house.clone();
            tokio::spawn(async move { push(&house, &add(number, plan(desk))).await.id })
        })
        .collect();
    for wish in wishes {
        wish.await.unwrap();
    }
    let view: ActionsView = house.get(PATH).await.json();
    assert_eq!(view.actions.len(), 12);
    let history: ActionHistory = house.get(&format!("{PATH}/history")).await.json();
    let numbers: Vec<u64> = history.entries.iter().map(|entry| entry.seq).collect();
    assert_eq!(numbers, (1..=12).rev().collect::<Vec<u64>>());
}
