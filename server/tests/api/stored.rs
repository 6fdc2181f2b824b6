//! What a used database holds: everything written as JSON says what it is and in which version.

use std::collections::BTreeSet;

use axum::{
    body::Body,
    http::{Method, header},
};
use serde_json::Value;
use shared::api::{Outcome, Upload};
use sqlx::AssertSqlSafe;

use crate::support::{Client, House, title};

/// Where JSON is kept. A place that is missing here, or has none of it, fails the test: so the walk below is known to
/// have seen them all.
const PLACES: [&str; 8] = [
    "dimension_set.dimensions",
    "import_batch.counts",
    "journey.summary",
    "log_entry.changes",
    "log_snapshot.state",
    "mapping.document",
    "push_outcome.outcome",
    "rollup_list.dimensions",
];

/// Whether it is an object with its type and version; or a list of such objects, each of which is read for itself.
fn says_what_it_is(json: &Value) -> bool {
    match json {
        Value::Object(fields) => {
            fields.get("type").is_some_and(Value::is_string)
                && fields.get("version").is_some_and(Value::is_u64)
        }
        Value::Array(items) => items
            .iter()
            .all(|item| item.is_object() && says_what_it_is(item)),
        _ => false,
    }
}

#[tokio::test]
async fn whatever_is_stored_as_json_has_its_type_and_version() {
    let house = House::open().await;
    server::sample::seed(&house.services)
        .await
        .unwrap_or_else(|error| panic!("{error}"));
    let rows: Vec<String> = (0..24)
        .map(|id| format!("{id},2026-03-01,north,1,{}", 1 + id % 5))
        .collect();
    house.import(&rows).await;
    let file = house
        .request(Method::POST, "/api/v1/uploads?name=desk.csv")
        .header(header::CONTENT_TYPE, "application/octet-stream")
        .body(Body::from("id,day,stars\n1,2026-03-01,4\n2,2026-03-02,5\n"));
    let upload: Upload = house.send(file.unwrap()).await.json();
    let owner = house.services.owner();
    house
        .services
        .keep_mapping(&owner, &upload.mapping)
        .await
        .unwrap();
    // So many pushes that a snapshot is kept; one of them is refused.
    let journey = house.journey("Airport").await;
    let mut client = Client::new(&house);
    for number in 0..520 {
        let push = client.push(vec![title(&format!("Airport {number}"))]);
        house.push(journey.id, &push).await;
    }
    let refused = client.push(vec![title("")]);
    let reply = house.push(journey.id, &refused).await;
    assert!(matches!(reply.outcome, Outcome::Rejected { .. }));

    let readers = house.services.store().readers();
    let columns: Vec<(String, String)> = sqlx::query_as(
        "SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
         WHERE t.type = 'table' AND c.type = 'TEXT'",
    )
    .fetch_all(readers)
    .await
    .unwrap();
    let mut seen = BTreeSet::new();
    for (table, column) in columns {
        let sql = format!("SELECT \"{column}\" FROM \"{table}\" WHERE \"{column}\" IS NOT NULL");
        let texts: Vec<String> = sqlx::query_scalar(AssertSqlSafe(sql))
            .fetch_all(readers)
            .await
            .unwrap();
        for text in texts {
            if !text.starts_with(['{', '[']) {
                continue;
            }
            let place = format!("{table}.{column}");
            let json = serde_json::from_str(&text)
                .unwrap_or_else(|error| panic!("{place}: {error}: {text}"));
            assert!(says_what_it_is(&json), "{place}: {text}");
            seen.insert(place);
        }
    }
    assert_eq!(seen, PLACES.map(str::to_owned).into());
}
