//! Attribute tables and filters, over HTTP: which supplier a batch came from, and numbers of some records only.

use std::io::Write as _;

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{DESK, House, Reply, VISITS};

fn packed(text: &str) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(text.as_bytes()).unwrap();
    packed.finish().unwrap()
}

async fn put(house: &House, dimension: &str, table: impl Into<Vec<u8>>) -> Reply {
    let path = format!("/api/v1/attributes/{dimension}");
    let request = house
        .request(Method::PUT, &path)
        .header(header::CONTENT_TYPE, "text/csv")
        .body(Body::from(table.into()))
        .unwrap();
    house.send(request).await
}

/// Stars of two regions; the north's are 1, the south's 5.
async fn rated() -> House {
    let house = House::open().await;
    let rows: Vec<String> = (0..40)
        .map(|row| {
            let (region, stars) = [("north", 1), ("south", 5)][row % 2];
            format!("{row},2026-03-{:02},{region},1,{stars}", 1 + row % 4)
        })
        .collect();
    house.import_as(DESK, &rows).await;
    house
}

/// The groups of CSAT: name, estimate, n.
async fn csat(house: &House, query: &str) -> Vec<(Option<String>, f64, u64)> {
    let reply = house
        .get(&format!("/api/v1/metrics?metric=csat{query}"))
        .await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    let reply: Value = reply.json();
    let values = reply["values"].as_array().unwrap().iter();
    values
        .map(|value| {
            (
                value["group"].as_str().map(str::to_owned),
                value["estimate"].as_f64().unwrap_or(f64::NAN),
                value["n"].as_u64().unwrap(),
            )
        })
        .collect()
}

#[tokio::test]
async fn a_filter_leaves_the_records_that_fit() {
    let house = rated().await;
    assert_eq!(csat(&house, "").await, [(None, 0.5, 40)]);
    assert_eq!(
        csat(&house, "&filter=region:north").await,
        [(None, 0.0, 20)]
    );
    assert_eq!(
        csat(&house, "&filter=region:south,region:north").await,
        [(None, 0.5, 40)]
    );
    let split = csat(&house, "&filter=region:south&by=region").await;
    assert_eq!(split, [(Some("south".to_owned()), 1.0, 20)]);
    let series: Value = house
        .get("/api/v1/metrics/series?metric=csat&filter=region:south&every=month")
        .await
        .json();
    let point = &series["metrics"][0]["groups"][0]["points"][0];
    assert_eq!((&point["estimate"], &point["n"]), (&json!(1.0), &json!(20)));
    for (query, why) in [
        ("filter=north", "unreadable"),
        ("filter=colour:red", "unknown"),
    ] {
        let refused = house
            .get(&format!("/api/v1/metrics?metric=csat&{query}"))
            .await;
        assert_eq!(refused.code(), "invalid");
        let refused: Value = refused.json();
        assert_eq!(refused["args"]["why"], why, "{refused}");
        assert_eq!(refused["args"]["field"], "filter");
    }
}

#[tokio::test]
async fn another_sources_records_do_not_make_an_answer_slow() {
    let house = rated().await;
    // Visits keep no day tallies by region; stars of the desk are none of their business.
    house
        .import_as(VISITS, &["v,2026-03-02T10:00,north,mon,2"])
        .await;
    let reply: Value = house
        .get("/api/v1/metrics?metric=csat&by=region")
        .await
        .json();
    assert_eq!(reply["served_by"], "rollup", "{reply}");
    assert_eq!(csat(&house, "&by=region").await[0].2, 20);
}

#[tokio::test]
async fn a_table_that_comes_later_explains_records_that_came_before_day_by_day() {
    let house = rated().await;
    // The south's changed hands on 3 March; 10 of its records are of 2 March, 10 of 4 March.
    let table =
        "region,from,to,supplier\nnorth,,,Alba\nsouth,,2026-03-02,Alba\nsouth,2026-03-03,,Brío\n";
    let reply = put(&house, "region", table).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    let split = csat(&house, "&by=supplier").await;
    assert_eq!(
        split,
        [
            (Some("Alba".to_owned()), 10.0 / 30.0, 30),
            (Some("Brío".to_owned()), 1.0, 10)
        ]
    );
    assert_eq!(
        csat(&house, "&filter=supplier:Br%C3%ADo").await,
        [(None, 1.0, 10)]
    );
    let dimensions: Value = house.get("/api/v1/dimensions").await.json();
    let supplier = dimensions
        .as_array()
        .unwrap()
        .iter()
        .find(|dimension| dimension["name"] == "supplier");
    assert_eq!(supplier.unwrap()["values"], json!(["Alba", "Brío"]));
    let metrics: Value = house.get("/api/v1/metrics/catalogue").await.json();
    let metrics = metrics.as_array().unwrap().iter();
    let known = metrics.filter(|metric| metric["metric"]["key"] == "csat");
    assert_eq!(
        known.collect::<Vec<_>>()[0]["dimensions"],
        json!(["region", "supplier"])
    );
    // Taken away again, nothing is left of it.
    assert_eq!(put(&house, "region", "").await.status, StatusCode::OK);
    let refused = house.get("/api/v1/metrics?metric=csat&by=supplier").await;
    assert_eq!(refused.code(), "invalid");
}

#[tokio::test]
async fn a_table_comes_back_as_it_is_and_as_spreadsheets_write_it() {
    let house = House::open().await;
    let table = "\u{feff}Lote;From;To;Proveedor;País\nB-1;2026-01-01;2026-01-31;\"Caucho; Norte\";PT\nB-2;;;Caucho Sur;\n";
    let reply = put(&house, "batch", table).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    let expected = json!({"dimension": "batch", "rows": [
        {"value": "B-1", "from": "2026-01-01", "to": "2026-01-31",
         "attributes": {"proveedor": "Caucho; Norte", "pais": "PT"}},
        {"value": "B-2", "from": null, "to": null, "attributes": {"proveedor": "Caucho Sur"}},
    ]});
    assert_eq!(reply.json::<Value>(), expected);
    let again: Value = house.get("/api/v1/attributes/batch").await.json();
    assert_eq!(again, expected);
    let tables: Value = house.get("/api/v1/attributes").await.json();
    assert_eq!(tables, json!(["batch"]));
}

#[tokio::test]
async fn a_bad_table_is_refused_by_its_line_and_the_old_one_stays() {
    let house = House::open().await;
    let good = "batch,supplier\nB-1,Alba\n";
    assert_eq!(put(&house, "batch", good).await.status, StatusCode::OK);
    let long = format!("batch,supplier\nB-1,{}\n", "x".repeat(201));
    for (table, problem, line) in [
        ("batch\nB-1\n", "file.no_attributes", "1"),
        (
            "batch,supplier,Supplier\nB-1,a,b\n",
            "file.column_twice",
            "1",
        ),
        ("batch,supplier\nB-1,Alba\n,Brío\n", "row.empty_id", "3"),
        ("batch,supplier\nB-1,Alba,x\n", "row.fields", "2"),
        (
            "batch,from,supplier\nB-1,03/04/2026,Alba\n",
            "row.date",
            "2",
        ),
        (
            "batch,from,to,supplier\nB-1,2026-02-01,2026-01-01,Alba\n",
            "row.days_backwards",
            "2",
        ),
        (
            "batch,from,to,supplier\nB-1,2026-01-01,2026-01-31,Alba\nB-1,2026-01-31,,Brío\n",
            "row.same_days",
            "3",
        ),
        (&long, "row.long_comment", "2"),
    ] {
        let refused = put(&house, "batch", table).await;
        assert_eq!(refused.code(), "invalid", "{table}");
        let refused: Value = refused.json();
        assert_eq!(refused["args"]["problem"], problem, "{refused}");
        assert_eq!(refused["args"]["line"], line, "{refused}");
    }
    // A few kilobytes of gzip can hold more rows than anybody has batches.
    let rows: String = (0..50_001).map(|row| format!("B-{row},Alba\n")).collect();
    let many = put(&house, "batch", packed(&format!("batch,supplier\n{rows}"))).await;
    assert_eq!(many.code(), "invalid");
    assert_eq!(many.json::<Value>()["args"]["why"], "too_many");
    let kept: Value = house.get("/api/v1/attributes/batch").await.json();
    assert_eq!(kept["rows"][0]["attributes"]["supplier"], "Alba");
    assert_eq!(kept["rows"].as_array().map(Vec::len), Some(1));
    for dimension in ["Batch", "ba%20tch", "lote%C3%B1"] {
        let refused = put(&house, dimension, good).await;
        assert_eq!(refused.code(), "invalid", "{dimension}");
        assert_eq!(refused.json::<Value>()["args"]["why"], "not_a_key");
    }
}

#[tokio::test]
async fn an_attribute_named_as_a_dimension_is_written_keeps_its_name() {
    let house = House::open().await;
    let table = "gate,boarding_area,Tipo de puerta\nA1,A,jetway\n";
    let reply: Value = put(&house, "gate", table).await.json();
    assert_eq!(
        reply["rows"][0]["attributes"],
        json!({"boarding_area": "A", "tipo-de-puerta": "jetway"})
    );
}

#[tokio::test]
async fn numbers_about_people_are_not_shown_filtered() {
    let house = House::open().await;
    let people = DESK.replace(
        "kind = \"survey_answer\"",
        "kind = \"survey_answer\"\nprivacy = \"people\"",
    );
    let rows: Vec<String> = (0..30)
        .map(|row| format!("{row},2026-03-01,{},1,4", ["north", "south"][row % 2]))
        .collect();
    house.import_as(&people, &rows).await;
    let whole: Value = house.get("/api/v1/metrics?metric=csat").await.json();
    assert_eq!(whole["values"][0]["n"], 30);
    // 29 of 30 would tell the thirtieth: whatever it leaves, a filter shows nothing.
    for path in [
        "/api/v1/metrics?metric=csat&filter=region:north",
        "/api/v1/metrics/series?metric=csat&filter=region:north",
    ] {
        let reply = house.get(path).await;
        assert!(
            !reply.text.contains("0.5") && !reply.text.contains("\"n\":15"),
            "{}",
            reply.text
        );
        assert!(reply.text.contains("\"withheld\":true"), "{}", reply.text);
    }
}

/// Regions of some records and their stars, and the values that a filter names.
fn worlds() -> impl Strategy<Value = (Vec<(u8, u8)>, Vec<u8>)> {
    let records = prop::collection::vec((0..4_u8, 1..=5_u8), 1..60);
    (records, prop::collection::vec(0..4_u8, 1..4))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_filtered_number_is_that_of_the_records_that_fit((records, wanted) in worlds()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let house = House::open().await;
            // Region 3 is no region.
            let name = |region: u8| if region == 3 { String::new() } else { format!("r{region}") };
            let rows: Vec<String> = records
                .iter()
                .enumerate()
                .map(|(row, (region, stars))| format!("{row},2026-03-01,{},1,{stars}", name(*region)))
                .collect();
            house.import_as(DESK, &rows).await;
            // Without a record that carries it there is no dimension to ask for.
            if records.iter().all(|(region, _)| *region == 3) {
                return;
            }
            let filter: Vec<String> = wanted.iter().map(|region| format!("region:{}", name(*region))).collect();
            let fit = records.iter().filter(|(region, _)| wanted.contains(region));
            let (good, all) = fit.fold((0, 0), |(good, all), (_, stars)| {
                (good + u64::from(*stars >= 4), all + 1)
            });
            let found = csat(&house, &format!("&filter={}", filter.join(","))).await;
            assert_eq!(found[0].2, all);
            if all > 0 {
                assert!((found[0].1 - good as f64 / all as f64).abs() < 1e-12, "{found:?}");
            }
        });
    }
}
