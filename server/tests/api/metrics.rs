//! Metrics over time: the same numbers as the metric over the same days, with limits, the year before, and what is withheld.

use axum::http::{StatusCode, header};
use serde_json::Value;
use shared::{
    access::{Actor, Role},
    api::{
        CatalogueMetric, Covers, ErrorCode, MetricReply, SeriesPoint, SeriesQuery, SeriesReply,
        ServedBy,
    },
    metric::{Every, Signal},
};

use crate::support::{DESK, House};

const SERIES: &str = "/api/v1/metrics/series";

/// Every number is worth its rows: so many answers of a day.
fn rows(day: &str, region: &str, stars: u32, n: u32) -> Vec<String> {
    (0..n)
        .map(|i| format!("{day}-{region}-{stars}-{i},{day},{region},1,{stars}"))
        .collect()
}

async fn series(house: &House, query: &str) -> SeriesReply {
    let reply = house.get(&format!("{SERIES}?{query}")).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    reply.json()
}

async fn refused(house: &House, query: &str) -> Value {
    let reply = house.get(&format!("{SERIES}?{query}")).await;
    assert_eq!(
        reply.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        reply.text
    );
    assert_eq!(reply.code(), "invalid");
    reply.json::<Value>()["args"].clone()
}

/// Half a year of a desk, in two regions.
async fn half_a_year() -> House {
    let house = House::open().await;
    let mut all = Vec::new();
    for (month, day) in [(1, 3), (1, 31), (2, 10), (4, 1), (4, 30), (6, 15)] {
        let day = format!("2026-{month:02}-{day:02}");
        all.extend(rows(&day, "north", 5, 20 + month));
        all.extend(rows(&day, "north", 2, 2 * month));
        all.extend(rows(&day, "south", 3, 15));
        all.extend(rows(&day, "south", 4, month));
    }
    house.import(&all).await;
    house
}

#[tokio::test]
async fn a_series_agrees_with_the_metric_over_the_same_days_and_groups() {
    let house = half_a_year().await;
    for by in [None, Some("region")] {
        let by = by.map_or_else(String::new, |by| format!("&by={by}"));
        let reply = series(&house, &format!("metric=csat&every=month{by}")).await;
        assert_eq!(reply.served_by, ServedBy::Rollup);
        assert_eq!(reply.periods.len(), 6);
        assert_eq!(reply.periods[2], "2026-03-01");
        for (at, (first, last)) in reply
            .periods
            .iter()
            .zip([
                "2026-01-31",
                "2026-02-28",
                "2026-03-31",
                "2026-04-30",
                "2026-05-31",
                "2026-06-30",
            ])
            .enumerate()
        {
            let path = format!("/api/v1/metrics?metric=csat&from={first}&to={last}{by}");
            let whole: MetricReply = house.get(&path).await.json();
            for group in &reply.metrics[0].groups {
                let point = &group.points[at];
                let same = whole.values.iter().find(|value| value.group == group.group);
                assert_eq!(
                    point.estimate,
                    same.and_then(|same| same.estimate),
                    "{first}"
                );
                assert_eq!(point.interval, same.and_then(|same| same.interval));
                assert_eq!(point.weighted, same.and_then(|same| same.weighted));
                assert_eq!(point.n, same.map_or(0, |same| same.n));
            }
        }
        assert_eq!(reply.metrics[0].last_day.as_deref(), Some("2026-06-15"));
    }
}

#[tokio::test]
async fn days_that_were_cut_off_make_a_period_incomplete_and_count_nowhere() {
    let house = half_a_year().await;
    let reply = series(
        &house,
        "metric=csat&every=month&from=2026-01-15&to=2026-04-30",
    )
    .await;
    let points = &reply.metrics[0].groups[0].points;
    let january = &points[0];
    // Of 31 January alone: 21 and 2 in the north, 15 and 1 in the south.
    assert_eq!((january.n, january.complete), (39, false));
    assert!((january.estimate.unwrap() - 22.0 / 39.0).abs() < 1e-12);
    assert!(points[3].complete);
    assert_eq!(points.len(), 4);
    // March has nothing: unknown, not zero.
    assert_eq!((points[2].estimate, points[2].n), (None, 0));
}

#[tokio::test]
async fn the_period_in_whose_midst_the_records_begin_is_not_complete() {
    let house = House::open().await;
    house.import(&rows("2025-01-20", "north", 5, 9)).await;
    house.import(&rows("2025-02-20", "south", 5, 9)).await;
    let complete = async |query: &str| -> Vec<bool> {
        let reply = series(&house, query).await;
        let points = reply.metrics[0].groups[0].points.iter();
        points.map(|point| point.complete).collect()
    };
    assert_eq!(complete("metric=csat&every=month").await, [false, true]);
    // In the first of three months of a quarter: 20 of 90 days.
    assert_eq!(complete("metric=csat&every=quarter").await, [true]);
    // Monday the 20th.
    assert!(complete("metric=csat&every=week").await[0]);
    // Nor is it held against the month a year later.
    house.import(&rows("2026-01-20", "north", 5, 9)).await;
    house.import(&rows("2026-02-20", "north", 5, 9)).await;
    let reply = series(&house, "metric=csat&every=month&from=2026-01-01").await;
    let points = reply.metrics[0].groups[0].points.iter();
    let before: Vec<Option<f64>> = points.map(|point| point.year_before).collect();
    assert_eq!(before, [None, Some(1.0)]);
}

#[tokio::test]
async fn limits_come_from_fifteen_complete_periods_and_the_year_before_stands_beside() {
    let house = House::open().await;
    let mut all = Vec::new();
    let month = |at: u32| format!("{}-{:02}-05", 2023 + at / 12, at % 12 + 1);
    // 60 % and 80 % in turn, then 20 %.
    for at in 0..14 {
        let satisfied = if at % 2 == 0 { 12 } else { 16 };
        all.extend(rows(&month(at), "north", 5, satisfied));
        all.extend(rows(&month(at), "north", 1, 20 - satisfied));
    }
    house.import(&all).await;
    let early = series(&house, "metric=csat&every=month").await;
    let group = &early.metrics[0].groups[0];
    assert_eq!((group.limits, group.missing), (None, 1));
    house
        .import(
            &[
                rows(&month(14), "north", 5, 4),
                rows(&month(14), "north", 1, 16),
            ]
            .concat(),
        )
        .await;

    let reply = series(&house, "metric=csat&every=month").await;
    let group = &reply.metrics[0].groups[0];
    // By hand: mean (7 × .6 + 7 × .8 + .2)/15 = 2/3; moving ranges (13 × .2 + .6)/14 = .228571; 2.66 of them .608; the upper
    // limit would be 1.2747, and no share is above 1.
    let limits = group.limits.unwrap();
    assert!((limits.centre - 2.0 / 3.0).abs() < 1e-12);
    assert!(
        (limits.low - (2.0 / 3.0 - 0.608)).abs() < 1e-12,
        "{limits:?}"
    );
    assert_eq!((limits.high, group.missing), (1.0, 0));
    assert!((limits.moving_range - 3.2 / 14.0).abs() < 1e-12);
    // The step of .6 is shorter than 3.268 × .228571 = .747: no jump.
    assert!(group.points.iter().all(|point| point.signal.is_none()));
    // January 2024 stands beside January 2023.
    let january: &SeriesPoint = &group.points[12];
    assert!((january.year_before.unwrap() - 0.6).abs() < 1e-12);
    assert_eq!(group.points[11].year_before, None);
    // Asked for from 2024 on, the year before is still known.
    let later = series(&house, "metric=csat&every=month&from=2024-01-01").await;
    assert_eq!(
        later.metrics[0].groups[0].points[0].year_before,
        january.year_before
    );
}

#[tokio::test]
async fn a_month_far_from_the_others_is_a_real_change() {
    let house = House::open().await;
    let mut all = Vec::new();
    // 60 % and 80 % in turn, then none. By hand: mean 11.8/18 = .6556, moving ranges (16 × .2 + .6)/17 = .2235, lower limit
    // .6556 − 2.66 × .2235 = .061.
    for at in 0..18 {
        let day = format!("{}-{:02}-05", 2024 + at / 12, at % 12 + 1);
        let satisfied = match at {
            17 => 0,
            at if at % 2 == 0 => 12,
            _ => 16,
        };
        all.extend(rows(&day, "north", 5, satisfied));
        all.extend(rows(&day, "north", 1, 20 - satisfied));
    }
    house.import(&all).await;
    let reply = series(&house, "metric=csat&every=month").await;
    let points = &reply.metrics[0].groups[0].points;
    assert_eq!(points[17].signal, Some(Signal::Outside));
    assert!(points[..17].iter().all(|point| point.signal.is_none()));
}

#[tokio::test]
async fn without_a_name_every_metric_that_has_records_lies_on_one_axis() {
    let house = half_a_year().await;
    let stars = DESK
        .replace("csat", "stars")
        .replace("\"desk\"", "\"stars\"");
    house
        .import_as(&stars, &rows("2025-12-24", "north", 4, 30))
        .await;
    let reply = series(&house, "").await;
    let keys: Vec<&str> = reply
        .metrics
        .iter()
        .map(|metric| metric.metric.key.as_str())
        .collect();
    assert_eq!(keys, ["csat", "stars"]);
    // 24 December to 15 June are less than half a year: weeks, from Monday the 22nd.
    assert_eq!(
        (reply.every, reply.periods[0].as_str()),
        (Every::Week, "2025-12-22")
    );
    for metric in &reply.metrics {
        assert_eq!(metric.groups[0].points.len(), reply.periods.len());
    }
    assert_eq!(
        series(&house, "metric=ces").await.metrics[0].groups.len(),
        1
    );

    let listed: Vec<CatalogueMetric> = house.get("/api/v1/metrics/catalogue").await.json();
    let of = |key: &str| listed.iter().find(|each| each.metric.key == key).unwrap();
    assert_eq!(of("csat").first_day.as_deref(), Some("2026-01-03"));
    assert_eq!(of("csat").last_day.as_deref(), Some("2026-06-15"));
    assert_eq!(of("csat").dimensions, ["region"]);
    assert_eq!(
        (of("enps").first_day.clone(), of("enps").dimensions.len()),
        (None, 0)
    );
}

#[tokio::test]
async fn what_cannot_be_is_refused_by_name_and_with_the_limit() {
    let house = half_a_year().await;
    assert_eq!(refused(&house, "metric=karma").await["field"], "metric");
    assert_eq!(
        refused(&house, "metric=csat&by=colour").await["field"],
        "by"
    );
    assert_eq!(
        refused(&house, "metric=csat&from=2026-02-30").await["field"],
        "from"
    );
    let long = refused(
        &house,
        "metric=csat&every=week&from=1990-01-01&to=2026-01-01",
    )
    .await;
    assert_eq!(
        (&long["field"], &long["most"]),
        (&"every".into(), &"400".into())
    );
    let every = house.get(&format!("{SERIES}?every=day")).await;
    assert_eq!(every.status, StatusCode::BAD_REQUEST, "{}", every.text);

    let many: Vec<String> = (0..51)
        .map(|i| format!("m{i},2026-01-05,region {i},1,5"))
        .collect();
    house.import(&many).await;
    let groups = refused(&house, "metric=csat&by=region").await;
    assert_eq!(
        (&groups["field"], &groups["most"]),
        (&"by".into(), &"50".into())
    );
    assert_eq!(groups["actual"], "53");

    let nobody = Actor::new(house.services.owner().id, Role::Nobody);
    let query = SeriesQuery::default();
    let error = house
        .services
        .metric_series(&nobody, &query)
        .await
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::Forbidden);
    let error = house.services.metric_catalogue(&nobody).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Forbidden);
}

#[tokio::test]
async fn few_employees_are_withheld_and_cannot_be_worked_out_from_the_others() {
    let house = House::open().await;
    let people = DESK.replace("kind = ", "privacy = \"people\"\nkind = ");
    let mut all = rows("2026-01-05", "plant", 5, 3);
    all.extend(rows("2026-01-05", "shops", 4, 9));
    all.extend(rows("2026-01-05", "office", 4, 40));
    all.extend(rows("2026-02-05", "shops", 4, 40));
    all.extend(rows("2026-02-05", "office", 4, 40));
    house.import_as(&people, &all).await;
    let march = [
        rows("2026-03-05", "plant", 5, 2),
        rows("2026-03-05", "shops", 4, 30),
        rows("2026-03-05", "office", 4, 40),
    ];
    house.import_as(&people, &march.concat()).await;
    // CSAT asks for 20 where it is about people. In no month can the shops be told without the plant; after three, the office is.
    let reply = series(&house, "metric=csat&every=month&by=region").await;
    let told = |reply: &SeriesReply, at: usize| -> Vec<(String, bool, u64)> {
        let groups = reply.metrics[0].groups.iter();
        groups
            .map(|group| {
                let point = &group.points[at];
                assert!(!point.withheld || point.estimate.is_none());
                (group.group.clone().unwrap(), point.withheld, point.n)
            })
            .collect()
    };
    let named = |office: (bool, u64), plant: bool| {
        [
            ("office", office),
            ("plant", (plant, 0)),
            ("shops", (true, 0)),
        ]
        .map(|(name, (withheld, n))| (name.to_owned(), withheld, n))
    };
    assert_eq!(told(&reply, 0), named((true, 0), true));
    assert_eq!(told(&reply, 1), named((true, 0), false));
    assert_eq!(told(&reply, 2), named((false, 120), true));
    let covers = |from: &str, to: &str| {
        Some(Covers {
            from: from.to_owned(),
            to: to.to_owned(),
        })
    };
    let office = &reply.metrics[0].groups[0].points[2];
    assert_eq!(office.covers, covers("2026-01-01", "2026-03-31"));
    // A quarter is these three months, and says so by itself.
    let quarter = series(&house, "metric=csat&every=quarter&by=region").await;
    let office = &quarter.metrics[0].groups[0].points[0];
    assert_eq!((office.n, &office.covers), (120, &None));

    let ask = async |query: &str| -> MetricReply {
        let address = format!("/api/v1/metrics?metric=csat{query}");
        house.get(&address).await.json()
    };
    let by_region = ask("&to=2026-01-31&by=region").await;
    let withheld: Vec<bool> = by_region
        .values
        .iter()
        .map(|value| value.withheld)
        .collect();
    assert_eq!(withheld, [false, true, true]);
    assert_eq!(by_region.values[0].n, 120);
    assert_eq!(by_region.covers, covers("2026-01-01", "2026-03-31"));
}

#[tokio::test]
async fn ranges_of_days_that_differ_by_a_day_tell_the_same_of_people() {
    let house = House::open().await;
    let people = DESK.replace("kind = ", "privacy = \"people\"\nkind = ");
    let all = [
        rows("2026-02-03", "shops", 4, 30),
        rows("2026-02-04", "shops", 1, 1),
        // Too few for a month of their own.
        rows("2026-03-05", "shops", 2, 8),
        rows("2026-04-05", "shops", 4, 15),
        // And these wait for more.
        rows("2026-05-05", "shops", 4, 19),
    ];
    house.import_as(&people, &all.concat()).await;
    let ask = async |query: &str| -> MetricReply {
        let address = format!("/api/v1/metrics?metric=csat{query}");
        house.get(&address).await.json()
    };
    let told = |reply: &MetricReply| {
        let covers = reply.covers.clone().map(|it| (it.from, it.to));
        (reply.values[0].n, reply.values[0].withheld, covers)
    };
    let days = |from: &str, to: &str| Some((from.to_owned(), to.to_owned()));
    let february = (31, false, days("2026-02-01", "2026-02-28"));
    for query in [
        "&from=2026-02-03&to=2026-02-03",
        "&from=2026-02-03&to=2026-02-04",
        "&from=2026-02-04&to=2026-02-28",
        "&to=2026-02-20",
    ] {
        assert_eq!(told(&ask(query).await), february, "{query}");
    }
    let spring = (23, false, days("2026-03-01", "2026-04-30"));
    assert_eq!(told(&ask("&from=2026-03-05&to=2026-03-05").await), spring);
    let everything = (54, false, days("2026-02-01", "2026-04-30"));
    assert_eq!(told(&ask("").await), everything);
    assert_eq!(told(&ask("&from=2026-05-01").await), (0, true, None));

    // On an axis each stands where it ends, whatever the days asked for cut.
    let reply = series(
        &house,
        "metric=csat&every=month&from=2026-02-04&to=2026-05-31",
    )
    .await;
    let points = &reply.metrics[0].groups[0].points;
    let shown: Vec<(u64, bool)> = points.iter().map(|it| (it.n, it.withheld)).collect();
    assert_eq!(shown, [(31, false), (0, true), (23, false), (0, true)]);
    assert_eq!((&points[0].covers, points[0].complete), (&None, false));
    let covers = points[2].covers.clone().map(|it| (it.from, it.to));
    assert_eq!(covers, days("2026-03-01", "2026-04-30"));
    // Weeks cut months: a month is told in its last week, and no week by itself.
    let weeks = series(
        &house,
        "metric=csat&every=week&from=2026-02-01&to=2026-03-01",
    )
    .await;
    let weeks = weeks.metrics[0].groups[0].points.iter();
    let weeks: Vec<u64> = weeks.map(|point| point.n).collect();
    assert_eq!(weeks, [0, 0, 0, 0, 31]);
}

#[tokio::test]
async fn the_file_for_spreadsheets_says_what_the_series_says() {
    let house = half_a_year().await;
    let reply = house
        .get(&format!("{SERIES}.csv?metric=csat&every=month&by=region"))
        .await;
    assert_eq!(
        reply.headers[header::CONTENT_TYPE],
        "text/csv; charset=utf-8"
    );
    let disposition = reply.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert!(disposition.starts_with("attachment"));
    let same = series(&house, "metric=csat&every=month&by=region").await;
    let lines: Vec<Vec<&str>> = reply
        .text
        .lines()
        .map(|line| line.split(',').collect())
        .collect();
    assert_eq!(lines.len(), 1 + 2 * 6);
    assert_eq!(
        lines[0][..5],
        ["metric", "group", "from", "every", "estimate"]
    );
    let mut rows = lines[1..].iter();
    for group in &same.metrics[0].groups {
        for (period, point) in same.periods.iter().zip(&group.points) {
            let row = rows.next().unwrap();
            assert_eq!(
                row[..4],
                ["csat", group.group.as_deref().unwrap(), period, "month"]
            );
            // What reads JSON may miss a number by its last bit.
            let (said, expected) = (row[4].parse::<f64>().ok(), point.estimate);
            assert_eq!(said.is_some(), expected.is_some());
            assert!((said.unwrap_or(0.0) - expected.unwrap_or(0.0)).abs() < 1e-12);
            assert_eq!(row[8].parse(), Ok(point.n));
        }
    }
}

#[tokio::test]
async fn numbers_about_people_are_for_those_who_were_named_and_the_others_miss_nothing_else() {
    let house = House::open().await;
    let staff = DESK
        .replace("desk", "staff")
        .replace("kind = ", "privacy = \"people\"\nkind = ")
        .replace("csat", "enps");
    assert_ne!(staff, DESK);
    house.import(&rows("2026-01-05", "plant", 5, 40)).await;
    house
        .import_as(&staff, &rows("2026-01-05", "office", 5, 40))
        .await;
    let keys = |series: &SeriesReply| -> Vec<String> {
        let metrics = series.metrics.iter();
        metrics.map(|metric| metric.metric.key.clone()).collect()
    };
    for role in Role::OF_MEMBERS {
        let unnamed = Actor::new(house.services.owner().id, role);
        let named = unnamed.clone().named_for_people(true);
        let all = SeriesQuery::default();
        let of_people = SeriesQuery {
            metric: Some("enps".to_owned()),
            ..SeriesQuery::default()
        };
        let services = &house.services;
        let series = services.metric_series(&named, &all).await.unwrap();
        assert_eq!(keys(&series), ["csat", "enps"], "{role:?}");
        let series = services.metric_series(&unnamed, &all).await.unwrap();
        assert_eq!(keys(&series), ["csat"], "{role:?}");

        let found = services.metric_series(&named, &of_people).await.unwrap();
        assert_eq!(keys(&found), ["enps"], "{role:?}");
        let refused = services.metric_series(&unnamed, &of_people).await;
        assert_eq!(refused.unwrap_err().code, ErrorCode::Forbidden, "{role:?}");

        let offered = services.metric_catalogue(&named).await.unwrap();
        assert!(
            offered.iter().any(|one| one.metric.key == "enps"),
            "{role:?}"
        );
        let offered = services.metric_catalogue(&unnamed).await.unwrap();
        assert!(
            offered.iter().any(|one| one.metric.key == "csat"),
            "{role:?}"
        );
        assert!(
            offered.iter().all(|one| one.metric.key != "enps"),
            "{role:?}"
        );
    }
}
