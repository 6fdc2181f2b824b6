//! Definitions of metrics as data: numbers follow them, who and when is kept, nobody overwrites another silently, and the file
//! says the same.

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use serde_json::{Value, json};
use server::record::mapping;
use shared::{
    api::{
        CatalogueMetric, DefinitionsHistory, DefinitionsPush, DefinitionsReply, DefinitionsView,
        MetricReply, SeriesReply,
    },
    log::Seq,
    metric::{Formula, Metric, MetricChange, MetricIntent, Origin, Scale},
};

use crate::support::{DESK, House, Reply};

const PATH: &str = "/api/v1/metrics/definitions";
const FILE: &str = "/api/v1/metrics/definitions.toml";

fn push(base: Option<Seq>, intent: MetricIntent) -> DefinitionsPush {
    DefinitionsPush {
        base,
        intents: vec![intent],
    }
}

fn change(metric: Metric) -> MetricIntent {
    MetricIntent::Change { metric }
}

async fn view(house: &House) -> DefinitionsView {
    house.get(PATH).await.json()
}

async fn metric(house: &House, key: &str) -> Metric {
    let mut metrics = view(house).await.metrics.into_iter();
    metrics
        .find(|listed| listed.metric.key == key)
        .unwrap()
        .metric
}

async fn put(house: &House, text: &str, query: &str, tag: Option<&str>) -> Reply {
    let mut request = house.request(Method::PUT, &format!("{FILE}{query}"));
    if let Some(tag) = tag {
        request = request.header(header::IF_MATCH, tag);
    }
    let body = Body::from(text.to_owned());
    house.send(request.body(body).unwrap()).await
}

/// 30 fives, 10 fours and 10 ones: 80 % at four or more, 60 % at five.
async fn answered() -> House {
    let house = House::open().await;
    let rows: Vec<String> = (0..50)
        .map(|i| {
            let stars = match i {
                0..30 => 5,
                30..40 => 4,
                _ => 1,
            };
            format!("{i},2026-03-02,north,1,{stars}")
        })
        .collect();
    house.import(&rows).await;
    house
}

async fn csat(house: &House) -> f64 {
    let reply: MetricReply = house.get("/api/v1/metrics?metric=csat").await.json();
    reply.values[0].estimate.unwrap()
}

#[tokio::test]
async fn numbers_follow_the_definition_and_the_trail_says_what_was_before() {
    let house = answered().await;
    assert!((csat(&house).await - 0.8).abs() < 1e-12);
    let before = metric(&house, "csat").await;
    let five = Metric {
        formula: Formula::TopBox {
            scale: Scale::ONE_TO_FIVE,
            from: 5,
        },
        target: Some(0.7),
        ..before.clone()
    };
    let reply = house.post(PATH, &push(Some(0), change(five))).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    assert_eq!(reply.json::<DefinitionsView>().head, 1);
    assert!((csat(&house).await - 0.6).abs() < 1e-12);

    let series: SeriesReply = house
        .get("/api/v1/metrics/series?metric=csat&every=month")
        .await
        .json();
    let shown = &series.metrics[0];
    assert_eq!((shown.metric.target, shown.metric.version), (Some(0.7), 2));
    assert!((shown.groups[0].points[0].estimate.unwrap() - 0.6).abs() < 1e-12);

    let history: DefinitionsHistory = house.get(&format!("{PATH}/history")).await.json();
    assert_eq!(history.entries.len(), 1);
    assert_eq!(history.entries[0].actor, house.services.owner().id);
    assert!(history.entries[0].at.0 > 0);
    let now = metric(&house, "csat").await;
    assert_eq!(
        history.entries[0].changes,
        [MetricChange::Changed {
            before,
            metric: now
        }]
    );
    // Also for the next process that opens the store.
    let again = house.again().await;
    assert!((csat(&again).await - 0.6).abs() < 1e-12);
}

#[tokio::test]
async fn a_metric_of_ones_own_can_be_fed_from_the_day_it_is_defined() {
    let house = House::open().await;
    let owner = house.services.owner();
    let text = DESK.replace("metric = \"csat\"", "metric = \"desk_five\"");
    assert_ne!(text, DESK);
    let document = mapping::of_text("desk.toml", &text).unwrap();
    let before = house.services.keep_mapping(&owner, &document).await;
    assert!(before.is_err());

    let own = Metric {
        key: "desk_five".to_owned(),
        department: Metric::department_of("Desk"),
        name: shared::metric::MetricName {
            en: "Five at the desk".to_owned(),
            es: "Cinco en mostrador".to_owned(),
        },
        ..metric(&house, "csat").await
    };
    let defined = push(None, MetricIntent::Define { metric: own });
    let reply = house.post(PATH, &defined).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    house
        .services
        .keep_mapping(&owner, &document)
        .await
        .unwrap();
    let catalogue: Vec<CatalogueMetric> = house.get("/api/v1/metrics/catalogue").await.json();
    let listed = catalogue.iter().find(|it| it.metric.key == "desk_five");
    assert_eq!(listed.unwrap().metric.department_text(), "Desk");
    assert!(
        house
            .get(PATH)
            .await
            .text
            .contains(r#""department":"Desk""#)
    );
}

#[tokio::test]
async fn a_retired_metric_leaves_the_lists_and_what_names_it_goes_on() {
    let house = answered().await;
    let retire = MetricIntent::Retire {
        key: "csat".to_owned(),
    };
    house.post(PATH, &push(None, retire)).await;
    let all: SeriesReply = house.get("/api/v1/metrics/series").await.json();
    assert!(all.metrics.iter().all(|it| it.metric.key != "csat"));
    assert!((csat(&house).await - 0.8).abs() < 1e-12);
    let document = mapping::of_text("desk.toml", DESK).unwrap();
    let owner = house.services.owner();
    house
        .services
        .keep_mapping(&owner, &document)
        .await
        .unwrap();
    let listed = view(&house).await.metrics;
    let csat = listed.iter().find(|it| it.metric.key == "csat").unwrap();
    assert!(csat.retired && csat.origin == Origin::BuiltIn);
}

#[tokio::test]
async fn two_people_do_not_overwrite_each_other_and_different_metrics_do_not_meet() {
    let house = House::open().await;
    let aims = async |key: &str, target: f64| {
        change(Metric {
            target: Some(target),
            ..metric(&house, key).await
        })
    };
    let first = push(Some(0), aims("csat", 0.7).await);
    assert_eq!(house.post(PATH, &first).await.status, StatusCode::OK);
    let second = house
        .post(PATH, &push(Some(0), aims("csat", 0.9).await))
        .await;
    assert_eq!(second.status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(second.code(), "outdated");
    assert_eq!(second.json::<Value>()["args"]["metric"], json!("csat"));
    assert_eq!(metric(&house, "csat").await.target, Some(0.7));
    let other = house
        .post(PATH, &push(Some(0), aims("nps", 30.0).await))
        .await;
    assert_eq!(other.status, StatusCode::OK, "{}", other.text);
    let seen = house
        .post(PATH, &push(Some(2), aims("csat", 0.9).await))
        .await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.text);
}

#[tokio::test]
async fn what_cannot_be_is_refused_by_its_field_and_nothing_of_the_push_happens() {
    let house = House::open().await;
    let csat = metric(&house, "csat").await;
    let aims = |target| {
        change(Metric {
            target: Some(target),
            ..csat.clone()
        })
    };
    let both = DefinitionsPush {
        base: None,
        intents: vec![aims(0.9), aims(90.0)],
    };
    let reply = house.post(PATH, &both).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let args = reply.json::<Value>()["args"].clone();
    assert_eq!(args["field"], json!("target"));
    assert_eq!((&args["least"], &args["most"]), (&json!("0"), &json!("1")));
    assert_eq!(metric(&house, "csat").await, csat);
    let unknown = MetricIntent::Retire {
        key: "moon".to_owned(),
    };
    let reply = house.post(PATH, &push(None, unknown)).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    let again = MetricIntent::Define { metric: csat };
    let reply = house.post(PATH, &push(None, again)).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    let page = house.get(&format!("{PATH}/history?limit=1000")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_file_is_tried_then_brought_in_and_read_back() {
    let house = House::open().await;
    let file = house.get(FILE).await;
    assert_eq!(file.headers[header::ETAG], "\"0\"");
    assert_eq!(file.headers[header::CONTENT_TYPE], "application/toml");
    let same: DefinitionsReply = put(&house, &file.text, "", None).await.json();
    assert_eq!((same.changes.len(), same.head), (0, 0));

    let aims = file.text.replacen("target = 0.8", "target = 0.85", 1);
    let tried: DefinitionsReply = put(&house, &aims, "?dry_run=true", None).await.json();
    assert_eq!(tried.changes.len(), 1);
    assert_eq!(tried.changes[0].metric().key, "csat");
    assert_eq!(metric(&house, "csat").await.target, Some(0.8));
    let done = put(&house, &aims, "", Some("\"0\"")).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
    assert_eq!(metric(&house, "csat").await.target, Some(0.85));
    let read = house.get(FILE).await;
    assert_eq!(read.headers[header::ETAG], "\"1\"");
    assert!(
        read.text
            .contains("# changed here\n[[metric]]\nkey = \"csat\"")
    );

    let stale = file.text.replacen("target = 0.8\n", "target = 0.6\n", 1);
    let late = put(&house, &stale, "", Some("\"0\"")).await;
    assert_eq!(late.code(), "outdated");
    assert_eq!(metric(&house, "csat").await.target, Some(0.85));
}

#[tokio::test]
async fn a_mistake_in_the_file_says_its_line_and_what_can_be() {
    let house = House::open().await;
    let file = house.get(FILE).await.text;
    let wrong = file.replacen("target = 0.8\n", "target = 80\n", 1);
    let line = wrong[..wrong.find("target = 80\n").unwrap()]
        .matches('\n')
        .count()
        + 1;
    let reply = put(&house, &wrong, "?dry_run=true", None).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let problem: Value = reply.json();
    assert_eq!(problem["args"]["line"], json!(line.to_string()));
    assert_eq!(
        problem["detail"],
        json!(format!("metrics.toml, line {line}: target is from 0 to 1"))
    );
    let unreadable = put(&house, "[[metric]\n", "", None).await;
    assert_eq!(unreadable.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        unreadable.json::<Value>()["args"]["why"],
        json!("unreadable")
    );
}
