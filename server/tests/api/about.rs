//! Metrics about a touchpoint or a journey: only their records count, wherever the number is asked for.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use serde_json::{Value, json};
use shared::{
    action::{ActionIntent, ActionKind, Plan},
    api::{
        ActionsView, BoardSnapshot, CatalogueMetric, CatalogueView, DefinitionsPush,
        DefinitionsView, MetricReply, MetricValue, SeriesReply,
    },
    catalogue::{CatalogueIntent, EntryId},
    id::{ActionId, CardId, JourneyId, TouchpointId},
    journey::{Cell, Evidence, JourneyIntent, LaneKind},
    log::Intent,
    metric::{About, Metric, MetricIntent},
};
use uuid::Uuid;

use crate::support::{Client, House, Reply, VISITS};

const DEFINITIONS: &str = "/api/v1/metrics/definitions";

/// A file of visits to a touchpoint: so many satisfied ones of so many.
pub async fn visits(house: &House, key: &str, (satisfied, all): (u32, u32), of: &str) {
    let mapping = VISITS
        .replace("front-desk", key)
        .replace("\"visits\"", &format!("\"{key}\""))
        .replace("kind = ", &format!("privacy = \"{of}\"\nkind = "));
    let row = |i: u32| {
        let stars = if i < satisfied { 5 } else { 2 };
        format!("{key}-{i},2026-02-10T10:00,north,1,{stars}")
    };
    let rows: Vec<String> = (0..all).map(row).collect();
    house.import_as(&mapping, &rows).await;
}

/// Answers about the whole, 40 satisfied of 50; of the desk 48 of 80, of the gate 10 of 40, of the kiosk 30 of 30.
async fn airport() -> House {
    let house = House::open().await;
    let row = |i: u32| format!("{i},2026-02-10,north,1,{}", if i < 40 { 5 } else { 2 });
    house.import(&(0..50).map(row).collect::<Vec<_>>()).await;
    for (key, counted) in [("desk", (48, 80)), ("gate", (10, 40)), ("kiosk", (30, 30))] {
        visits(&house, key, counted, "customers").await;
    }
    house
}

pub async fn touchpoint(house: &House, key: &str) -> TouchpointId {
    let view: CatalogueView = house.get("/api/v1/catalogue").await.json();
    let mut known = view.catalogue.touchpoints.into_iter();
    let found = known.find(|(_, touchpoint)| touchpoint.key.as_deref() == Some(key));
    found.unwrap().0
}

/// A journey with these touchpoints on its board.
pub async fn journey(house: &House, touchpoints: &[TouchpointId]) -> JourneyId {
    let journey = house.journey("To the plane").await;
    let before: BoardSnapshot = house
        .get(&format!("/api/v1/journeys/{}", journey.slug))
        .await
        .json();
    let board = &before.board.journey;
    let lanes = board.lanes.iter();
    let mut lanes = lanes.filter(|(_, lane)| lane.kind == LaneKind::Touchpoints);
    let cell = Cell {
        step: *board.steps.keys().next().unwrap(),
        lane: *lanes.next().unwrap().0,
    };
    let cards = touchpoints.iter().map(|touchpoint| {
        Intent::Journey(JourneyIntent::AddCard {
            id: CardId::new(Uuid::now_v7()),
            cell,
            after: None,
            title: String::from("Card"),
            evidence: Evidence::Assumption,
            touchpoint: Some(*touchpoint),
            department: None,
        })
    });
    let mut push = Client::new(house).push(cards.collect());
    push.base = before.heads;
    house.push(journey.id, &push).await;
    journey.id
}

pub async fn define(house: &House, about: About) -> Reply {
    let view: DefinitionsView = house.get(DEFINITIONS).await.json();
    let mut known = view.metrics.into_iter();
    let csat = known.find(|it| it.metric.key == "csat").unwrap().metric;
    let push = DefinitionsPush {
        base: None,
        intents: vec![MetricIntent::Change {
            metric: Metric { about, ..csat },
        }],
    };
    house.post(DEFINITIONS, &push).await
}

async fn defined(house: &House, about: About) {
    let reply = define(house, about).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
}

async fn value(house: &House, query: &str) -> MetricValue {
    let reply = house
        .get(&format!("/api/v1/metrics?metric=csat{query}"))
        .await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    reply.json::<MetricReply>().values.remove(0)
}

async fn series(house: &House, query: &str) -> SeriesReply {
    let path = format!("/api/v1/metrics/series?metric=csat&every=month{query}");
    house.get(&path).await.json()
}

/// The value and its records, as the metric, the series and the file say them.
async fn told(house: &House, query: &str) -> (Option<f64>, u64) {
    let whole = value(house, query).await;
    let reply = series(house, query).await;
    let point = reply.metrics[0].groups[0].points.first();
    let in_time = point.map_or((None, 0), |point| (point.estimate, point.n));
    assert_eq!(in_time, (whole.estimate, whole.n), "{query}");
    let file = house
        .get(&format!(
            "/api/v1/metrics/series.csv?metric=csat&every=month{query}"
        ))
        .await;
    let row = file.text.lines().nth(1).unwrap_or("csat,,,,,,,,0");
    let cells: Vec<&str> = row.split(',').collect();
    let in_file = (cells[4].parse().ok(), cells[8].parse().unwrap());
    assert_eq!(in_file, in_time, "{query}: {row}");
    in_time
}

#[tokio::test]
async fn a_metric_about_a_touchpoint_says_the_same_everywhere_and_nothing_of_others() {
    let house = airport().await;
    assert_eq!(told(&house, "").await, (Some(0.8), 50));
    let desk = touchpoint(&house, "desk").await;
    let gate = touchpoint(&house, "gate").await;
    defined(&house, About::Touchpoint(desk)).await;
    assert_eq!(told(&house, "").await, (Some(0.6), 80));
    assert_eq!(
        told(&house, &format!("&touchpoint={desk}")).await,
        (Some(0.6), 80)
    );
    assert_eq!(
        told(&house, &format!("&touchpoint={gate}")).await,
        (None, 0)
    );
    assert_eq!(told(&house, "&filter=region:north").await, (Some(0.6), 80));
    let reply = series(&house, "").await;
    let shown = &reply.metrics[0];
    assert_eq!(
        (shown.metric.version, &*shown.about.clone().unwrap()),
        (2, "Front desk")
    );
    // What has no record is left out of an answer about all metrics.
    let all: SeriesReply = house
        .get(&format!("/api/v1/metrics/series?touchpoint={gate}"))
        .await
        .json();
    assert!(all.metrics.iter().all(|it| it.metric.key != "csat"));

    // A retired touchpoint keeps its name and its records.
    let retire = Intent::Catalogue(CatalogueIntent::Retire {
        entry: EntryId::Touchpoint(desk),
    });
    let push = Client::new(&house).push(vec![retire]);
    let reply = house.post("/api/v1/catalogue/pushes", &push).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    assert_eq!(told(&house, "").await, (Some(0.6), 80));
    let listed: Vec<CatalogueMetric> = house.get("/api/v1/metrics/catalogue").await.json();
    let csat = listed.iter().find(|it| it.metric.key == "csat").unwrap();
    assert_eq!(csat.about.as_deref(), Some("Front desk"));
    assert_eq!(csat.first_day.as_deref(), Some("2026-02-10"));
}

#[tokio::test]
async fn a_metric_about_a_journey_counts_the_touchpoints_on_its_board_also_for_actions() {
    let house = airport().await;
    let (desk, gate) = (
        touchpoint(&house, "desk").await,
        touchpoint(&house, "gate").await,
    );
    let kiosk = touchpoint(&house, "kiosk").await;
    let journey = journey(&house, &[desk, gate]).await;
    defined(&house, About::Journey(journey)).await;
    // 48 + 10 of 80 + 40.
    assert_eq!(told(&house, "").await, (Some(58.0 / 120.0), 120));
    let of = async |touchpoint: TouchpointId| {
        let query = format!("&touchpoint={touchpoint}");
        told(&house, &query).await
    };
    assert_eq!(of(gate).await, (Some(0.25), 40));
    assert_eq!(of(kiosk).await, (None, 0));
    assert_eq!(
        series(&house, "").await.metrics[0].about.as_deref(),
        Some("To the plane")
    );

    let baseline = async |number: u128, touchpoint: Option<TouchpointId>| {
        let action = ActionId::new(Uuid::from_u128(number));
        let add = ActionIntent::Add {
            id: action,
            plan: Plan {
                problem: "People wait too long".to_owned(),
                kind: ActionKind::Correction,
                step: "A second desk at noon".to_owned(),
                scope: String::new(),
                touchpoint,
                journey: None,
                due: None,
                metric: Some("csat".to_owned()),
                check: None,
            },
            assigned: None,
        };
        let done = ActionIntent::Implement {
            action,
            on: "2026-03-01".parse().unwrap(),
            check: Some("2026-03-31".parse().unwrap()),
        };
        house.post("/api/v1/actions", &add).await;
        let reply = house.post("/api/v1/actions", &done).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
        let view: ActionsView = reply.json();
        let done = view.actions[0].implemented.clone().unwrap();
        let reading = done.baseline.unwrap().reading;
        reading.map(|reading| (reading.estimate, reading.n))
    };
    // Kept to a millionth.
    assert_eq!(baseline(1, None).await, Some((0.483_333, 120)));
    assert_eq!(baseline(2, Some(gate)).await, Some((0.25, 40)));
    assert_eq!(baseline(3, Some(kiosk)).await, None);
}

#[tokio::test]
async fn of_people_nothing_is_told_of_a_touchpoint_also_when_the_metric_is_about_it() {
    let house = House::open().await;
    visits(&house, "canteen", (48, 80), "people").await;
    let canteen = touchpoint(&house, "canteen").await;
    defined(&house, About::Touchpoint(canteen)).await;
    for query in ["", &format!("&touchpoint={canteen}"), "&by=region"] {
        let of = value(&house, query).await;
        assert_eq!((of.estimate, of.n, of.withheld), (None, 0, true), "{query}");
        let reply = series(&house, query).await;
        for group in &reply.metrics[0].groups {
            let told = group.points.iter().any(|point| point.estimate.is_some());
            assert!(!told, "{query}");
        }
        assert_eq!(reply.metrics[0].last_day, None, "{query}");
    }
    let listed: Vec<CatalogueMetric> = house.get("/api/v1/metrics/catalogue").await.json();
    let mut narrowed = listed
        .iter()
        .filter(|listed| listed.about.is_some())
        .peekable();
    assert!(narrowed.peek().is_some());
    for metric in narrowed {
        let found = (&metric.first_day, &metric.last_day, metric.dimensions.len());
        assert_eq!(found, (&None, &None, 0), "{}", metric.metric.key);
    }
}

#[tokio::test]
async fn what_is_not_there_is_refused_and_the_file_says_it_in_words() {
    let house = airport().await;
    let nothing = About::Touchpoint(TouchpointId::new(Uuid::from_u128(1)));
    let reply = define(&house, nothing).await;
    assert_eq!(reply.code(), "invalid");
    let args = reply.json::<Value>()["args"].clone();
    assert_eq!(
        (&args["field"], &args["why"]),
        (&json!("about"), &json!("unknown"))
    );

    let desk = touchpoint(&house, "desk").await;
    let journey = journey(&house, &[desk]).await;
    let file = async |change: (&str, &str)| {
        let file = house.get(&format!("{DEFINITIONS}.toml")).await.text;
        let (head, csat) = file.split_once("key = \"csat\"\n").unwrap();
        let csat = csat.replacen(change.0, change.1, 1);
        let request = house.request(Method::PUT, &format!("{DEFINITIONS}.toml"));
        let body = Body::from(format!("{head}key = \"csat\"\n{csat}"));
        house.send(request.body(body).unwrap()).await
    };
    let reply = file(("direction", "touchpoint = \"desk\"\ndirection")).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    assert_eq!(told(&house, "").await, (Some(0.6), 80));
    let reply = file(("touchpoint = \"desk\"", "journey = \"to-the-plane\"")).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    let text = house.get(&format!("{DEFINITIONS}.toml")).await.text;
    assert!(text.contains("journey = \"to-the-plane\"\n"));
    let view: DefinitionsView = house.get(DEFINITIONS).await.json();
    let about = view.metrics.iter().map(|it| it.metric.about);
    assert!(
        about
            .into_iter()
            .any(|about| about == About::Journey(journey))
    );
    let reply = file(("\"to-the-plane\"", "\"to-the-train\"")).await;
    assert_eq!(reply.code(), "invalid");
    assert!(
        reply
            .text
            .contains("there is no such touchpoint or journey")
    );
}
