//! Two periods and two segments compared: both sides as `scores` gives them, differences by hand.

use axum::http::StatusCode;
use serde_json::Value;
use shared::{
    api::{Comparison, Dimension, Scores},
    friction::{Part, Verdict},
};

use crate::support::House;

/// A desk rated by its stars, and bags rated in the column `weight`.
const VISITS: &str = r#"
[source]
name = "visits"
kind = "survey_answer"

[id]
template = "{id}"

[time]
zone = "Europe/Madrid"
precision = "day"
forms = [{ template = "{day}", format = "%Y-%m-%d" }]

[dimension.region]
column = "region"

[rollup]
by = [["region"]]

[scale.stars]
min = 1
max = 5

[journey]
title = "Visit"

[[touchpoint]]
key = "desk"
name = "Desk"
stage = "Arrival"
step = "Ask"
items = [{ column = "stars", scale = "stars" }]

[[touchpoint]]
key = "bags"
name = "Bags"
stage = "Arrival"
step = "Bags"
items = [{ column = "weight", scale = "stars" }]
"#;

/// Scored by satisfaction alone, good at none and bad at all: the score of one alone is its share of bad ones in percent.
const PLAIN: &str = "journey=visit&settings=satisfaction:1:0:1";
const MARCH: &str = "from=2026-03-01&to=2026-03-31";
const FEBRUARY: &str = "base_from=2026-02-01&base_to=2026-02-28";

/// Answers of a region on a day: so many not satisfied (2 stars) of so many.
fn answers(rows: &mut Vec<String>, day: &str, region: &str, (bad, all): (usize, usize)) {
    for at in 0..all {
        let (stars, id) = (if at < bad { 2 } else { 5 }, rows.len());
        rows.push(format!("{id},{day},{region},,{stars}"));
    }
}

/// In February 2 of 20 in the north and 12 of 20 in the south were not satisfied, in March 9 of 60 and 10 of 20.
fn rows() -> Vec<String> {
    let mut rows = Vec::new();
    answers(&mut rows, "2026-02-10", "north", (2, 20));
    answers(&mut rows, "2026-02-11", "south", (12, 20));
    answers(&mut rows, "2026-03-02", "north", (9, 60));
    answers(&mut rows, "2026-03-03", "south", (10, 20));
    rows
}

async fn compared(house: &House, query: &str) -> Comparison {
    let reply = house.get(&format!("/api/v1/scores/compare?{query}")).await;
    assert_eq!(reply.status, StatusCode::OK, "{query}: {}", reply.text);
    reply.json()
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-4, "{found} for {expected}");
}

#[tokio::test]
async fn two_periods_differ_by_what_was_counted_and_the_change_is_mix_and_rate() {
    let house = House::open().await;
    house.import_as(VISITS, &rows()).await;
    let found = compared(&house, &format!("{PLAIN}&{MARCH}&{FEBRUARY}&by=region")).await;
    // 14 of 40, then 19 of 80.
    let [desk, bags] = &found.touchpoints[..] else {
        panic!("{found:?}")
    };
    let friction = desk.friction.unwrap();
    near(friction.difference, 23.75 - 35.0);
    assert!(friction.interval.contains(friction.difference));
    assert_eq!(friction.verdict, Verdict::CannotTell);
    // Shares of all .5, .5 → .75, .25; rates .10, .60 → .15, .50 (the example of `shared::metric::decompose`).
    // March's mix with February's rates is .225 of 40, February's with March's .325 of 80; each leans by one answer on what
    // its side says: (9 + .35)/41 = .228049 and (26 + .2375)/81 = .323920. Mix: ½ (22.8049 − 35 + 23.75 − 32.3920).
    let split = desk.split.unwrap();
    near(split.mix, -10.418_55);
    near(split.rate, -0.831_45);
    let part = &desk.parts[0];
    assert_eq!(part.part, Part::Satisfaction);
    let (share, split) = (part.share.unwrap(), part.split.unwrap());
    near(share.difference, -0.1125);
    near(split.mix, -0.10625);
    near(split.rate, -0.00625);
    // Newcombe's method 10 at 90 %, worked out apart.
    near(share.interval.low, -0.259_55);
    near(share.interval.high, 0.027_88);
    let groups: Vec<_> = part
        .groups
        .iter()
        .map(|group| (group.group.as_deref(), group.base, group.other))
        .collect();
    assert_eq!(
        groups,
        [
            (Some("north"), (2.0, 20.0), (9.0, 60.0)),
            (Some("south"), (12.0, 20.0), (10.0, 20.0)),
        ]
    );
    // Nobody rated the bags.
    assert_eq!(
        (bags.friction, bags.split, bags.parts.len()),
        (None, None, 0)
    );
    // Ease is what friction leaves.
    near(found.ease.unwrap().difference, 11.25);
    near(found.stages[0].ease.unwrap().difference, 11.25);
    assert_eq!(found.base.from.as_deref(), Some("2026-02-01"));
    assert_eq!(
        (found.base.scores.records, found.other.scores.records),
        (40, 80)
    );
}

#[tokio::test]
async fn both_sides_are_what_scores_gives_for_their_period() {
    let house = House::open().await;
    let mut rows = rows();
    for at in 0..30 {
        rows.push(format!("b{at},2026-02-1{},north,{},", at % 9, 1 + at % 5));
        rows.push(format!("c{at},2026-03-1{},,{},3", at % 9, 1 + at % 3));
    }
    house.import_as(VISITS, &rows).await;
    for by in ["", "&by=region"] {
        let query = format!("/api/v1/scores/compare?journey=visit&{MARCH}&{FEBRUARY}{by}");
        let found: Value = house.get(&query).await.json();
        for (side, days) in [("other", MARCH), ("base", "from=2026-02-01&to=2026-02-28")] {
            let path = format!("/api/v1/scores?journey=visit&{days}");
            let mut scores: Value = house.get(&path).await.json();
            let mut side = found[side]["scores"].clone();
            // Divided, the records answer where no day tallies are kept by region.
            for of in [&mut scores, &mut side] {
                of["served_by"].take();
            }
            assert_eq!(side, scores);
        }
    }
}

#[tokio::test]
async fn two_values_of_a_dimension_are_compared_over_one_period() {
    let house = House::open().await;
    house.import_as(VISITS, &rows()).await;
    let query = format!("{PLAIN}&{MARCH}&dimension=region&value=south&base_value=north");
    let found = compared(&house, &query).await;
    // 10 of 20 against 9 of 60.
    let desk = &found.touchpoints[0];
    near(desk.friction.unwrap().difference, 35.0);
    assert_eq!(desk.friction.unwrap().verdict, Verdict::Worse);
    let share = desk.parts[0].share.unwrap();
    near(share.interval.low, 0.154_98);
    near(share.interval.high, 0.532_92);
    assert_eq!((share.verdict, desk.split), (Verdict::Worse, None));
    assert_eq!(found.base.value.as_deref(), Some("north"));
    assert_eq!(found.base.from, found.other.from);
    assert_eq!(
        (found.base.scores.records, found.other.scores.records),
        (60, 20)
    );
}

#[tokio::test]
async fn a_difference_of_two_values_is_split_by_another_dimension() {
    let house = House::open().await;
    // The column `weight` is how they came, and the bags are not rated.
    let (visits, _) = VISITS.split_once("[[touchpoint]]\nkey = \"bags\"").unwrap();
    let visits = visits.replace(
        "[dimension.region]",
        "[dimension.way]\ncolumn = \"weight\"\n\n[dimension.region]",
    );
    let mut rows = Vec::new();
    for (region, way, bad, all) in [
        ("north", "bus", 2, 20),
        ("north", "car", 12, 20),
        ("south", "bus", 9, 60),
        ("south", "car", 10, 20),
        ("east", "bus", 30, 40),
    ] {
        for at in 0..all {
            let (stars, id) = (if at < bad { 2 } else { 5 }, rows.len());
            rows.push(format!("{id},2026-03-02,{region},{way},{stars}"));
        }
    }
    house.import_as(&visits, &rows).await;
    let between = "dimension=region&value=south&base_value=north&by=way";
    let found = compared(&house, &format!("{PLAIN}&{MARCH}&{between}")).await;
    // By hand: the example of `shared::metric::decompose`, as in the first test of this file.
    let part = &found.touchpoints[0].parts[0];
    near(part.share.unwrap().difference, -0.1125);
    near(part.split.unwrap().mix, -0.10625);
    near(part.split.unwrap().rate, -0.00625);
    let split = found.touchpoints[0].split.unwrap();
    near(
        split.mix + split.rate,
        found.touchpoints[0].friction.unwrap().difference,
    );
    let groups: Vec<_> = part
        .groups
        .iter()
        .map(|group| (group.group.as_deref(), group.base, group.other))
        .collect();
    assert_eq!(
        groups,
        [
            (Some("bus"), (2.0, 20.0), (9.0, 60.0)),
            (Some("car"), (12.0, 20.0), (10.0, 20.0)),
        ]
    );
    // A filter leaves some of both sides, and the third region on neither.
    let of_cars = format!("{PLAIN}&{MARCH}&{between}&filter=way:car,region:south,region:north");
    let found = compared(&house, &of_cars).await;
    near(
        found.touchpoints[0].parts[0].share.unwrap().difference,
        10.0 / 20.0 - 12.0 / 20.0,
    );
    let of_one = format!("{PLAIN}&{MARCH}&{between}&filter=region:south");
    let found = compared(&house, &of_one).await;
    assert_eq!(
        (found.base.scores.records, found.other.scores.records),
        (0, 80)
    );
}

#[tokio::test]
async fn what_cannot_be_compared_says_which_part_of_the_question_is_wrong() {
    let house = House::open().await;
    house.import_as(VISITS, &rows()).await;
    for (query, field, why) in [
        ("", "base_from", "missing"),
        (
            "&base_from=2026-03-31&base_to=2026-04-30",
            "base_to",
            "shared_days",
        ),
        ("&base_to=2026-02-31", "base_to", "not_a_day"),
        (
            "&base_from=2026-02-28&base_to=2026-02-01",
            "base_to",
            "last_before_first",
        ),
        (&format!("&{FEBRUARY}&by=moon"), "by", "unknown"),
        (
            &format!("&{FEBRUARY}&dimension=region"),
            "base_from",
            "not_together",
        ),
        (
            "&dimension=moon&value=a&base_value=b",
            "dimension",
            "unknown",
        ),
        ("&dimension=region&value=south", "base_value", "missing"),
        (
            "&dimension=region&value=south&base_value=south",
            "base_value",
            "same",
        ),
        (
            "&dimension=region&value=west&base_value=south",
            "value",
            "unknown",
        ),
        (
            "&dimension=region&value=south&base_value=north&by=region",
            "by",
            "same",
        ),
        (
            "&dimension=region&value=south&base_value=north&by=moon",
            "by",
            "unknown",
        ),
        (
            &format!("&{FEBRUARY}&settings=effort"),
            "settings",
            "unreadable",
        ),
    ] {
        let path = format!("/api/v1/scores/compare?journey=visit&{MARCH}{query}");
        let reply = house.get(&path).await;
        assert_eq!(reply.code(), "invalid", "{query}");
        let args = &reply.json::<Value>()["args"];
        assert_eq!(
            (&args["field"], &args["why"]),
            (&field.into(), &why.into()),
            "{query}"
        );
    }
    let nowhere = house.get("/api/v1/scores/compare?journey=nowhere&base_to=2026-01-01");
    assert_eq!(nowhere.await.code(), "not_found");
}

#[tokio::test]
async fn records_about_people_are_left_out() {
    let house = House::open().await;
    let people = VISITS.replace(
        "name = \"visits\"",
        "name = \"staff\"\nprivacy = \"people\"",
    );
    house.import_as(&people, &rows()).await;
    let found = compared(&house, &format!("{PLAIN}&{MARCH}&{FEBRUARY}&by=region")).await;
    // Of any two days, the one could be the other and a few people.
    assert_eq!(found.base.scores.records, 0);
    assert_eq!(found.touchpoints[0].friction, None);
    let query = format!("{PLAIN}&{MARCH}&dimension=region&value=south&base_value=north");
    let found = compared(&house, &query).await;
    assert_eq!(found.other.scores.records, 0);
    assert_eq!(found.touchpoints[0].friction, None);
    let scores: Scores = house.get("/api/v1/scores?journey=visit").await.json();
    assert_eq!(scores.records, 0);
}

#[tokio::test]
async fn dimensions_are_listed_with_their_values() {
    let house = House::open().await;
    house.import_as(VISITS, &rows()).await;
    let found: Vec<Dimension> = house.get("/api/v1/dimensions").await.json();
    let region = Dimension {
        name: "region".to_owned(),
        values: vec!["north".to_owned(), "south".to_owned()],
        of: 2,
    };
    assert_eq!(found, [region]);
}
