//! The sample: the same number wherever it is asked for, and what happened in it can be found.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use shared::{
    api::{
        BoardSnapshot, CatalogueView, JourneySummary, MetricReply, Scores, SeriesReply,
        SourceSummary, TouchpointScore,
    },
    friction::Part,
    journey::LaneKind,
};

use crate::support::House;

async fn seeded() -> House {
    let house = House::open().await;
    server::sample::seed(&house.services)
        .await
        .unwrap_or_else(|error| panic!("{error}"));
    house
}

async fn get<T: DeserializeOwned>(house: &House, path: &str) -> T {
    house.get(&format!("/api/v1/{path}")).await.json()
}

/// The estimates of a metric by group, and of how many records.
async fn metric(house: &House, query: &str) -> BTreeMap<String, (f64, u64)> {
    let reply: MetricReply = get(house, &format!("metrics?{query}")).await;
    let values = reply.values.into_iter();
    let known = values.filter_map(|value| {
        let group = value.group.clone().unwrap_or_default();
        Some((group, (value.estimate?, value.n)))
    });
    known.collect()
}

async fn journeys(house: &House) -> Vec<JourneySummary> {
    get(house, "journeys").await
}

async fn touchpoints(house: &House) -> BTreeMap<String, TouchpointScore> {
    let catalogue: CatalogueView = get(house, "catalogue").await;
    let mut found = BTreeMap::new();
    for journey in journeys(house).await {
        let scores: Scores = get(house, &format!("scores?journey={}", journey.slug)).await;
        for score in scores.touchpoints {
            let touchpoint = &catalogue.catalogue.touchpoints[&score.touchpoint];
            found.insert(touchpoint.key.clone().unwrap(), score);
        }
    }
    found
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

#[tokio::test]
async fn a_month_of_a_metric_is_the_same_number_alone_over_time_and_in_the_file() {
    let house = seeded().await;
    for (key, by) in [
        ("nps", None),
        ("return_rate", None),
        ("return_rate", Some("region")),
        ("complaint_rate", None),
        ("on_time", Some("region")),
        ("defects", Some("supplier")),
        ("warranty_claims", Some("product")),
        ("stars", Some("segment")),
    ] {
        let split = by.map_or_else(String::new, |by| format!("&by={by}"));
        let over = format!("metric={key}&every=month{split}");
        let series: SeriesReply = get(&house, &format!("metrics/series?{over}")).await;
        let file = house
            .get(&format!("/api/v1/metrics/series.csv?{over}"))
            .await;
        let file = file.text;
        // The last month that is over.
        let groups = &series.metrics[0].groups;
        let at = groups[0].points.iter().rposition(|point| point.complete);
        let at = at.unwrap();
        let (from, next) = (&series.periods[at], &series.periods[at + 1]);
        let to: shared::locale::Date = next.parse().unwrap();
        let to = shared::locale::Date::from_days(to.to_days() - 1).unwrap();
        let alone = metric(&house, &format!("metric={key}{split}&from={from}&to={to}")).await;
        assert!(!alone.is_empty(), "{key}");
        for group in groups {
            let (name, point) = (group.group.clone().unwrap_or_default(), &group.points[at]);
            let Some((estimate, n)) = alone.get(&name) else {
                assert_eq!(point.estimate, None, "{key} {name}");
                continue;
            };
            assert!(close(point.estimate.unwrap(), *estimate), "{key} {name}");
            assert_eq!(point.n, *n, "{key} {name}");
            let head = format!("{key},{name},{from},month,");
            let mut rows = file.lines().filter_map(|row| row.strip_prefix(&head));
            let row = rows
                .next()
                .unwrap_or_else(|| panic!("{head} is not in the file"));
            let written: f64 = row.split(',').next().unwrap().parse().unwrap();
            assert!(close(written, *estimate), "{head}{row}");
        }
    }
}

#[tokio::test]
async fn what_friction_rests_on_is_what_the_metric_of_the_touchpoint_says() {
    let house = seeded().await;
    let touchpoints = touchpoints(&house).await;
    let mut compared = 0;
    for (key, score) in &touchpoints {
        for evidence in &score.evidence {
            let (name, share): (&str, fn(f64) -> f64) = match evidence.part() {
                // Not satisfied is everybody but the four and five of five.
                Part::Satisfaction => ("csat", |satisfied| 1.0 - satisfied),
                Part::ComplaintRate => ("complaint_rate", |per_thousand| per_thousand / 1_000.0),
                _ => continue,
            };
            let query = format!("metric={name}&touchpoint={}", score.touchpoint);
            let (estimate, _) = metric(&house, &query).await[""];
            let counted = evidence.x() / evidence.n();
            assert!(
                close(share(estimate), counted),
                "{key} {name}: {estimate} and {counted}"
            );
            compared += 1;
        }
    }
    // Satisfaction of ten measured touchpoints, and complaints of some of them.
    assert!(compared > 12, "{compared}");
}

#[tokio::test]
async fn orders_returns_and_claims_are_as_many_as_their_metrics_say() {
    let house = seeded().await;
    let sources: Vec<SourceSummary> = get(&house, "sources").await;
    let records = |name: &str| {
        let mut all = sources.iter();
        let source = all.find(|source| source.name == name);
        source.unwrap_or_else(|| panic!("{name}")).records as f64
    };
    // By the day on which pairs were sent, those of the last weeks for as long as they have been watched: a little more than
    // what came back so far of all that was sent.
    let (returns, sent) = metric(&house, "metric=return_rate").await[""];
    let so_far = records("sample-returns") / records("sample-shop");
    assert!(
        (so_far..so_far + 0.005).contains(&returns),
        "{returns} {so_far}"
    );
    assert!((0.05..0.12).contains(&returns), "{returns}");
    // All pairs but those that were sent after the last one came back.
    assert!(sent as f64 > records("sample-shop") * 0.99, "{sent}");
    // Of pairs that were watched to the end, it is the share that came back.
    let last = sources_last_day(&house).await;
    let watched = shared::locale::Date::from_days(last.to_days() - 100).unwrap();
    let (share, sent) = metric(&house, &format!("metric=return_rate&to={watched}")).await[""];
    let back = share * sent as f64;
    assert!((back - back.round()).abs() < 1e-6, "{back}");
    // Two to four of a hundred orders are complained of.
    let (complaints, _) = metric(&house, "metric=complaint_rate").await[""];
    assert!((20.0..40.0).contains(&complaints), "{complaints}");
    // The parts are the whole: every region's claims together.
    let whole = metric(&house, "metric=warranty_claims").await[""].1;
    let parts = metric(&house, "metric=warranty_claims&by=region").await;
    let parts: u64 = parts.values().map(|(_, n)| n).sum();
    assert_eq!(parts, whole);
    for source in &sources {
        assert!(source.records > 0, "{}", source.name);
        let rows = &source.imports[0].rows;
        let wrong = (rows.rejected, rows.values_rejected, rows.changed);
        assert_eq!(wrong, (0, 0, 0), "{}", source.name);
        assert!(source.title.contains("invented sample"), "{}", source.title);
    }
}

#[tokio::test]
async fn the_new_soles_crack_in_the_north_first_whatever_is_asked() {
    let house = seeded().await;
    let reply: MetricReply = get(&house, "metrics?metric=defects&by=supplier").await;
    let margin = |supplier: &str| {
        let mut values = reply.values.iter();
        let value = values.find(|value| value.group.as_deref() == Some(supplier));
        value.unwrap().interval.unwrap()
    };
    assert!(margin("Cauchos Arga").high < margin("Suelas Nalón").low);
    let last = sources_last_day(&house).await;
    let eight = shared::locale::Date::from_days(last.to_days() - 55).unwrap();
    // Pairs that were sent lately have not been watched long enough.
    let sent = shared::locale::Date::from_days(last.to_days() - 55 - 30).unwrap();
    for (name, from) in [
        ("complaint_rate", eight),
        ("return_rate", sent),
        ("warranty_claims", eight),
    ] {
        let query = format!("metric={name}&by=region&from={from}");
        let of = metric(&house, &query).await;
        let others = of.iter().filter(|(region, _)| *region != "Norte");
        let (happened, could) = others.fold((0.0, 0.0), |(x, n), (_, (estimate, of))| {
            (x + estimate * *of as f64, n + *of as f64)
        });
        assert!(
            of["Norte"].0 > 1.5 * happened / could,
            "{name}: the north {:?}, others {}",
            of["Norte"],
            happened / could
        );
    }
}

async fn sources_last_day(house: &House) -> shared::locale::Date {
    let sources: Vec<SourceSummary> = get(house, "sources").await;
    let days = sources.iter().filter_map(|source| source.last_day.clone());
    days.max().unwrap().parse().unwrap()
}

#[tokio::test]
async fn the_personas_of_the_sample_are_told_apart_and_together_are_everybody() {
    let house = seeded().await;
    let catalogue = get::<CatalogueView>(&house, "catalogue").await.catalogue;
    let filters = catalogue.personas.values();
    let filters: Vec<String> = filters.map(|persona| persona.filter.to_string()).collect();
    assert_eq!(filters.len(), 3);
    let all = metric(&house, "metric=nps").await[""].1;
    let mut together = 0;
    for filter in &filters {
        let filter = filter.replace(' ', "%20");
        together += metric(&house, &format!("metric=nps&filter={filter}")).await[""].1;
    }
    assert_eq!(together, all);
    // Two brands of one family, and two journeys with something in every lane of cards.
    assert_eq!(catalogue.brands.len(), 2);
    assert!(
        catalogue
            .brands
            .values()
            .all(|brand| brand.family.is_some())
    );
    let journeys = journeys(&house).await;
    assert_eq!(journeys.len(), 2);
    assert_eq!(journeys[0].title, "First marathon, first pair");
    for journey in &journeys {
        let board: BoardSnapshot = get(&house, &format!("journeys/{}", journey.slug)).await;
        let journey = &board.board.journey;
        for kind in [
            LaneKind::Touchpoints,
            LaneKind::Promise,
            LaneKind::Pains,
            LaneKind::Opportunities,
            LaneKind::Backstage,
            LaneKind::Notes,
        ] {
            let lane = journey.lane_of_kind(kind).unwrap();
            let there = journey.cards.values().any(|card| card.cell.lane == lane);
            assert!(there, "{} has nothing in {kind:?}", journey.scope.title);
        }
        assert_eq!(journey.scope.personas.len(), 3);
        assert_eq!(journey.emotions.len(), 3 * journey.steps.len());
    }
}
