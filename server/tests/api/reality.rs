//! What metrics say of the touchpoints on a board: the numbers of the metrics page, of each touchpoint's own records.

use axum::http::StatusCode;
use shared::{
    api::{
        BoardSnapshot, CatalogueView, DefinitionsPush, DefinitionsView, ErrorCode, JourneySummary,
        RealMetric, Reality, SeriesReply, TouchpointReality,
    },
    catalogue::CatalogueIntent,
    id::{JourneyId, TouchpointId},
    log::Intent,
    metric::{About, Metric, MetricIntent},
};
use uuid::Uuid;

use crate::{
    about::{journey, touchpoint, visits},
    support::{Client, House, VISITS},
};

async fn reality(house: &House, journey: JourneyId) -> Vec<TouchpointReality> {
    let path = format!("/api/v1/metrics/reality?journey={journey}");
    let reply = house.get(&path).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    let said: Reality = reply.json();
    assert_eq!(said.journey, journey);
    said.touchpoints
}

async fn monthly(house: &House, touchpoint: TouchpointId) -> SeriesReply {
    let path = format!("/api/v1/metrics/series?every=month&touchpoint={touchpoint}");
    house.get(&path).await.json()
}

fn keys(said: &TouchpointReality) -> Vec<&str> {
    let metrics = said.metrics.iter();
    metrics.map(|it| it.metric.key.as_str()).collect()
}

/// Visits to the desk: five satisfied of six in March 2025, none in April, then one more each month, to eight of nine in July.
async fn desk(house: &House) -> TouchpointId {
    let mapping = VISITS.replace("front-desk", "desk");
    let mut rows = Vec::new();
    for (month, satisfied) in [(3, 5), (5, 6), (6, 7), (7, 8)] {
        for visit in 0..=satisfied {
            let stars = if visit < satisfied { 5 } else { 2 };
            rows.push(format!(
                "{month}-{visit},2025-{month:02}-03T10:00,north,1,{stars}"
            ));
        }
    }
    house.import_as(&mapping, &rows).await;
    touchpoint(house, "desk").await
}

async fn change(house: &House, key: &str, to: impl FnOnce(Metric) -> Metric) {
    let path = "/api/v1/metrics/definitions";
    let view: DefinitionsView = house.get(path).await.json();
    let mut known = view.metrics.into_iter();
    let metric = known.find(|it| it.metric.key == key).unwrap().metric;
    let push = DefinitionsPush {
        base: None,
        intents: vec![MetricIntent::Change { metric: to(metric) }],
    };
    let reply = house.post(path, &push).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
}

#[tokio::test]
async fn a_touchpoint_has_its_latest_complete_month_and_a_course_with_gaps() {
    let house = House::open().await;
    let desk = desk(&house).await;
    let journey = journey(&house, &[desk, desk]).await;
    let said = reality(&house, journey).await;
    assert_eq!(said.len(), 1, "placed twice, said once");
    let of = &said[0];
    assert_eq!(of.touchpoint, desk);
    let months = ["03", "04", "05", "06", "07"].map(|month| format!("2025-{month}-01"));
    assert_eq!(of.periods, months);
    let csat = of.metrics.iter().find(|it| it.metric.key == "csat");
    let csat: &RealMetric = csat.unwrap();
    assert_eq!(csat.period, "2025-07-01");
    assert_eq!(csat.latest.estimate, Some(8.0 / 9.0));
    assert_eq!(csat.latest.n, 9);
    let course = [
        Some(5.0 / 6.0),
        None,
        Some(6.0 / 7.0),
        Some(7.0 / 8.0),
        Some(8.0 / 9.0),
    ];
    assert_eq!(csat.course, course);
    assert_eq!(csat.last_day.as_deref(), Some("2025-07-03"));
    assert_eq!((csat.own, csat.limits), (false, None));
}

#[tokio::test]
async fn its_own_metrics_come_first_then_those_with_a_target() {
    let house = House::open().await;
    let desk = desk(&house).await;
    let journey = journey(&house, &[desk]).await;
    let with = |target: Option<f64>, about: About| {
        move |metric: Metric| Metric {
            target,
            about,
            ..metric
        }
    };
    change(&house, "csat", with(Some(0.9), About::Everything)).await;
    change(&house, "stars", with(None, About::Touchpoint(desk))).await;
    let said = reality(&house, journey).await;
    let first = &said[0].metrics;
    let own: Vec<bool> = first.iter().take(2).map(|it| it.own).collect();
    assert_eq!(keys(&said[0])[..2], ["stars", "csat"]);
    assert_eq!(own, [true, false]);
    assert_eq!(first[1].meets_target(), Some(false));
    change(&house, "csat", with(Some(0.8), About::Everything)).await;
    let said = reality(&house, journey).await;
    assert_eq!(said[0].metrics[1].meets_target(), Some(true));
}

#[tokio::test]
async fn of_people_and_of_a_touchpoint_without_a_key_nothing_is_told() {
    let house = House::open().await;
    // Answers about the whole, which are of no touchpoint.
    let rows: Vec<String> = (0..50)
        .map(|i| format!("{i},2026-02-10,north,1,5"))
        .collect();
    house.import(&rows).await;
    visits(&house, "canteen", (48, 80), "people").await;
    let canteen = touchpoint(&house, "canteen").await;
    let keyless = TouchpointId::new(Uuid::now_v7());
    let add = Intent::Catalogue(CatalogueIntent::AddTouchpoint {
        id: keyless,
        name: "Word of mouth".to_owned(),
        key: None,
        channel: None,
        department: None,
        moment_of_truth: false,
    });
    let push = Client::new(&house).push(vec![add]);
    let reply = house.post("/api/v1/catalogue/pushes", &push).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    let journey = journey(&house, &[canteen, keyless]).await;
    change(&house, "csat", |metric| Metric {
        about: About::Touchpoint(canteen),
        ..metric
    })
    .await;
    let said = reality(&house, journey).await;
    let touchpoints: Vec<TouchpointId> = said.iter().map(|it| it.touchpoint).collect();
    // In the order of the board, on which each was placed before the others.
    assert_eq!(touchpoints, [keyless, canteen]);
    for of in said {
        assert_eq!((of.metrics, of.periods, of.of), (vec![], vec![], 0));
    }
    assert!(monthly(&house, keyless).await.metrics.is_empty());
}

#[tokio::test]
async fn a_journey_that_is_not_there_is_said_by_name_and_nobody_else_may_ask() {
    let house = House::open().await;
    for path in [
        "?journey=nowhere",
        "?journey=01890a5d-ac96-774b-bcce-b302099a8057",
    ] {
        let reply = house.get(&format!("/api/v1/metrics/reality{path}")).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{}", reply.text);
        assert_eq!(reply.code(), "not_found");
    }
    let reply = house.get("/api/v1/metrics/reality").await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{}", reply.text);
    let nobody =
        shared::access::Actor::new(house.services.owner().id, shared::access::Role::Nobody);
    let query = shared::api::RealityQuery::default();
    let error = house.services.reality(&nobody, &query).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Forbidden);
}

/// A metric as both say it: month, number, limits, last day and the course to that month, the last twelve of it.
fn of_series(reply: &SeriesReply, key: &str, months: &[String]) -> Option<RealMetric> {
    let series = reply.metrics.iter().find(|it| it.metric.key == key)?;
    let group = &series.groups[0];
    let (at, latest) = group.latest()?;
    let value = |month: &String| {
        let place = reply.periods.iter().position(|start| start == month)?;
        group.points[place].estimate.filter(|_| place <= at)
    };
    Some(RealMetric {
        metric: series.metric.clone(),
        unit: series.unit,
        own: false,
        period: reply.periods[at].clone(),
        latest: latest.clone(),
        course: months.iter().map(value).collect(),
        limits: group.limits,
        last_day: series.last_day.clone(),
    })
}

#[tokio::test]
async fn every_number_of_the_sample_is_the_one_of_the_metrics_page() {
    let house = House::open().await;
    server::sample::seed(&house.services).await.unwrap();
    let journeys: Vec<JourneySummary> = house.get("/api/v1/journeys").await.json();
    let view: CatalogueView = house.get("/api/v1/catalogue").await.json();
    let mut compared = 0;
    for journey in journeys {
        let path = format!("/api/v1/journeys/{}", journey.slug);
        let board: BoardSnapshot = house.get(&path).await.json();
        let said = reality(&house, board.board.journey.id).await;
        assert!(!said.is_empty());
        for of in said {
            let name = &view.catalogue.touchpoints[&of.touchpoint].name;
            let series = monthly(&house, of.touchpoint).await;
            let spoken = |it: &&shared::api::MetricSeries| it.groups[0].latest().is_some();
            let all = series.metrics.iter().filter(spoken).count();
            assert_eq!(of.of as usize, all, "{name}");
            assert_eq!(of.metrics.len(), all.min(12), "{name}");
            assert!(of.periods.len() <= 12, "{name}");
            for metric in &of.metrics {
                let found = of_series(&series, &metric.metric.key, &of.periods).unwrap();
                assert_eq!(
                    RealMetric {
                        own: false,
                        ..metric.clone()
                    },
                    found,
                    "{name}"
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 20, "{compared}");
}
