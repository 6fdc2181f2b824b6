//! What is answered from imported records, and that it is what counting them gives.

use std::{collections::BTreeMap, path::Path};

use proptest::prelude::*;
use server::{service::Services, store::Store};
use shared::{
    api::ImportState,
    catalogue::{DepartmentName, StandardDepartment},
    locale::Lang,
    metric::Metric,
    tally::{Ratings, Weight},
};

use crate::support::{csat, file, forty, load, open};

#[tokio::test]
async fn sources_list_their_imports_and_dimensions() {
    let (_directory, store) = open().await;
    load(&store, forty()).await;
    let services = Services::start(store).await.unwrap();
    let sources = services.sources(&services.owner()).await.unwrap();
    assert_eq!((sources[0].name.as_str(), sources[0].records), ("desk", 40));
    assert_eq!(sources[0].dimensions, ["region"]);
    assert_eq!(sources[0].first_day.as_deref(), Some("2026-03-01"));
    assert_eq!(sources[0].imports[0].state, ImportState::Live);
    assert_eq!(sources[0].imports[0].rows.added, 40);
}

#[tokio::test]
async fn the_sample_tells_the_same_in_spanish() {
    let english = told_by_the_sample(Lang::En).await;
    let spanish = told_by_the_sample(Lang::Es).await;
    let names = |told: &[(String, String)]| -> Vec<String> {
        told.iter().map(|(name, _)| name.clone()).collect()
    };
    assert!(names(&english).contains(&"Soles after 200 km".to_owned()));
    assert!(names(&spanish).contains(&"Suelas a los 200 km".to_owned()));
    let numbers = |told: Vec<(String, String)>| -> Vec<String> {
        let mut numbers: Vec<String> = told.into_iter().map(|(_, numbers)| numbers).collect();
        numbers.sort();
        numbers
    };
    assert_eq!(numbers(spanish), numbers(english));
}

/// Every touchpoint of both journeys, and how often and how well it was told of.
async fn told_by_the_sample(lang: Lang) -> Vec<(String, String)> {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("puente.db");
    let store = Store::open_in(&path, lang).await.unwrap();
    let services = Services::start(store).await.unwrap();
    server::sample::seed(&services)
        .await
        .unwrap_or_else(|error| panic!("{error}"));
    let owner = services.owner();
    let catalogue = services.catalogue(&owner).await.unwrap().catalogue;
    let invented = match lang {
        Lang::En => " (invented sample)",
        Lang::Es => " (ejemplo inventado)",
    };
    for source in services.sources(&owner).await.unwrap() {
        assert!(source.title.ends_with(invented), "{}", source.title);
    }
    let mut told = Vec::new();
    let journeys = services.journeys_list(&owner).await.unwrap();
    for journey in journeys {
        let query = shared::api::ScoreQuery {
            journey: journey.slug,
            ..shared::api::ScoreQuery::default()
        };
        for scored in services.scores(&owner, &query).await.unwrap().touchpoints {
            let score = scored
                .friction
                .as_ref()
                .map(|friction| friction.score.round());
            let name = catalogue.touchpoints[&scored.touchpoint].name.clone();
            told.push((name, format!("{} records, friction {score:?}", scored.n)));
        }
    }
    told
}

#[tokio::test]
async fn the_sample_goes_in_once_and_is_measured() {
    let directory = tempfile::tempdir().unwrap();
    let path: &Path = &directory.path().join("puente.db");
    let services = Services::start(Store::open(path).await.unwrap())
        .await
        .unwrap();
    server::sample::seed(&services)
        .await
        .unwrap_or_else(|error| panic!("{error}"));
    server::sample::seed(&services)
        .await
        .unwrap_or_else(|error| panic!("{error}"));
    let owner = services.owner();
    let journeys = services.journeys_list(&owner).await.unwrap();
    assert_eq!(journeys.len(), 2);
    let catalogue = services.catalogue(&owner).await.unwrap().catalogue;
    let soles = catalogue
        .touchpoints
        .values()
        .find(|touchpoint| touchpoint.name == "Soles after 200 km")
        .unwrap();
    assert!(soles.moment_of_truth && soles.channel.is_some());
    let department = &catalogue.departments[&soles.department.unwrap()].name;
    assert_eq!(
        *department,
        DepartmentName::Standard(StandardDepartment::Operations)
    );
    let query = shared::api::ScoreQuery {
        journey: journeys[0].slug.clone(),
        ..shared::api::ScoreQuery::default()
    };
    let scores = services.scores(&owner, &query).await.unwrap();
    assert_eq!(scores.touchpoints.len(), 7);
    let measured = scores
        .touchpoints
        .iter()
        .filter(|touchpoint| touchpoint.friction.is_some())
        .count();
    assert_eq!(measured, 6);
    let finder = &scores.touchpoints[1];
    assert_eq!((finder.emotion, finder.n), (None, 0));
    for touchpoint in scores
        .touchpoints
        .iter()
        .filter_map(|touchpoint| touchpoint.friction.as_ref())
    {
        let points: f64 = touchpoint.parts.iter().map(|part| part.points).sum();
        assert!((points - touchpoint.score).abs() < 1e-9);
    }
    let ease = scores.ease.unwrap();
    assert!(
        scores.touchpoints[5..]
            .iter()
            .any(|touchpoint| touchpoint.touchpoint == ease.worst)
    );
    let sources = services.sources(&owner).await.unwrap();
    let records = |name: &str| {
        let mut sources = sources.iter();
        sources.find(|source| source.name == name).unwrap().records
    };
    assert_eq!(records("sample-survey"), 260);
    // 131 weeks of 20 answers of buyers, of 7 reviews, and of 10 answers of the team.
    assert_eq!(records("sample-answers"), 2_620);
    assert_eq!(records("sample-reviews"), 917);
    assert_eq!(records("sample-team"), 1_310);
    let query = shared::api::SeriesQuery::default();
    let reply = services.metric_series(&owner, &query).await.unwrap();
    let keys: Vec<&str> = reply
        .metrics
        .iter()
        .map(|metric| metric.metric.key.as_str())
        .collect();
    let expected = [
        "reach",
        "traffic",
        "clicks",
        "conversion",
        "leads_contacted",
        "lead_response",
        "win_rate",
        "uptime",
        "nps",
        "csat",
        "ces_easy",
        "stars",
        "sentiment",
        "complaint_rate",
        "first_response",
        "resolution",
        "first_contact",
        "on_time",
        "sla",
        "return_rate",
        "defects",
        "warranty_claims",
        "enps",
    ];
    assert_eq!(keys, expected);
    let mut limits = reply.metrics.iter().map(|metric| &metric.groups[0].limits);
    assert!(limits.all(Option::is_some));
    let query = shared::api::RecordQuery {
        source: Some("sample-tickets".to_owned()),
        limit: Some(1),
        ..shared::api::RecordQuery::default()
    };
    let page = services.records(&owner, &query).await.unwrap();
    assert!(page.records[0].comment.is_some() && page.records[0].customer.is_some());
}

/// One row of a generated file.
#[derive(Debug, Clone)]
struct Generated {
    id: u8,
    day: u8,
    region: u8,
    stars: u8,
    weight: u8,
}

fn generated() -> impl Strategy<Value = Generated> {
    (0..12_u8, 1..4_u8, 0..2_u8, 0..6_u8, 1..4_u8).prop_map(|(id, day, region, stars, weight)| {
        Generated {
            id,
            day,
            region,
            stars,
            weight,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever is imported, changed and undone, what is answered is what a count of the visible rows gives.
    #[test]
    fn metrics_are_what_counting_the_visible_rows_from_scratch_gives(
        files in prop::collection::vec(prop::collection::vec(generated(), 1..20), 1..4),
        undone in prop::collection::vec(any::<bool>(), 4),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (_directory, store) = open().await;
            let services = Services::start(store.clone()).await.unwrap();
            let mut live: Vec<BTreeMap<u8, Generated>> = Vec::new();
            for (rows, undo) in files.iter().zip(&undone) {
                // The same rows many times over, under other ids, so that day tallies are worth keeping.
                let mut lines = Vec::new();
                let mut visible = BTreeMap::new();
                for row in rows {
                    if visible.contains_key(&row.id) {
                        continue;
                    }
                    visible.insert(row.id, row.clone());
                    for copy in 0..30 {
                        lines.push(format!(
                            "{}-{copy},2026-03-0{},{},{},{}",
                            row.id, row.day, ["north", "south"][usize::from(row.region)], row.weight, row.stars
                        ));
                    }
                }
                let report = load(&store, file(&lines.iter().map(String::as_str).collect::<Vec<_>>())).await;
                prop_assert_eq!(report.rows.rejected + report.rows.values_rejected, 0);
                if *undo {
                    services.undo_import(&services.owner(), report.batch.unwrap()).await.unwrap();
                } else {
                    live.push(visible);
                }
            }
            let mut newest: BTreeMap<u8, Generated> = BTreeMap::new();
            for rows in live {
                newest.extend(rows);
            }
            for by in [None, Some("region")] {
                let reply = csat(&store, by).await;
                for value in &reply.values {
                    let mut expected = Ratings::default();
                    for row in newest.values().filter(|row| row.stars > 0) {
                        let region = ["north", "south"][usize::from(row.region)];
                        if value.group.as_deref().is_none_or(|group| group == region) {
                            for _ in 0..30 {
                                expected.add(i32::from(row.stars), Weight::new(f64::from(row.weight)).unwrap());
                            }
                        }
                    }
                    let metric = Metric::by_key("csat").unwrap();
                    let expected = metric.of_ratings(&expected, shared::interval::Level::P95);
                    prop_assert_eq!(value.estimate, expected.map(|expected| expected.estimate));
                    prop_assert_eq!(value.weighted, expected.and_then(|expected| expected.weighted));
                }
            }
            Ok(())
        })?;
    }
}
