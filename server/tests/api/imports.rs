//! Imports one by one, over HTTP.

use axum::http::StatusCode;
use shared::api::{ImportDetail, ImportPage, ImportState};

use crate::support::{House, VISITS};

#[tokio::test]
async fn imports_are_listed_newest_first_with_what_could_not_be_read() {
    let house = House::open().await;
    let first = house
        .import(&[
            "1,2026-03-01,north,1,4",
            "2,2026-03-01,north,1,9",
            "3,2026-03-01,north,1,8",
        ])
        .await;
    let second = house
        .import(&["1,2026-03-01,north,1,5", "4,2026-02-30,north,1,1"])
        .await;
    let visits = house
        .import_as(VISITS, &["v,2026-03-02T10:00,north,mon,2"])
        .await;
    let (first, second, third) = (
        first.batch.unwrap(),
        second.batch.unwrap(),
        visits.batch.unwrap(),
    );
    assert_eq!(
        house
            .delete(&format!("/api/v1/imports/{second}"))
            .await
            .status,
        StatusCode::NO_CONTENT
    );

    let list: ImportPage = house.get("/api/v1/imports").await.json();
    let lines: Vec<_> = list
        .imports
        .iter()
        .map(|listed| {
            (
                listed.source.as_str(),
                listed.import.batch,
                listed.import.state,
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            ("visits", third, ImportState::Live),
            ("desk", second, ImportState::Undone),
            ("desk", first, ImportState::Live),
        ]
    );
    assert_eq!(list.before, None);
    let rows = list.imports[2].import.rows;
    assert_eq!((rows.added, rows.values_rejected), (3, 2));
    let [reason] = list.imports[2].reasons.as_slice() else {
        panic!("{:?}", list.imports[2].reasons)
    };
    assert_eq!((reason.column.as_deref(), reason.count), (Some("stars"), 2));
    assert!(list.imports[0].reasons.is_empty());

    let mut seen = Vec::new();
    let mut before = String::new();
    loop {
        let page: ImportPage = house
            .get(&format!("/api/v1/imports?limit=1{before}"))
            .await
            .json();
        seen.extend(page.imports.iter().map(|listed| listed.import.batch));
        let Some(next) = page.before else { break };
        before = format!("&before={next}");
    }
    assert_eq!(seen, [third, second, first]);
    let desk: ImportPage = house.get("/api/v1/imports?source=desk").await.json();
    assert_eq!(desk.imports.len(), 2);

    let detail: ImportDetail = house.get(&format!("/api/v1/imports/{first}")).await.json();
    assert_eq!(detail.source, "desk");
    let rejects: Vec<_> = detail
        .rejects
        .iter()
        .map(|reject| (reject.line, reject.column.as_deref(), reject.found.as_str()))
        .collect();
    assert_eq!(rejects, [(3, Some("stars"), "9"), (4, Some("stars"), "8")]);

    let unknown = "01890a5d-ac96-774b-bcce-b302099a8057";
    for (query, code) in [
        (format!("/{unknown}"), "not_found"),
        (format!("?before={unknown}"), "not_found"),
        ("/first".to_owned(), "malformed"),
        ("?before=first".to_owned(), "malformed"),
        ("?limit=0".to_owned(), "invalid"),
        ("?limit=201".to_owned(), "invalid"),
        ("?source=elsewhere".to_owned(), "invalid"),
    ] {
        assert_eq!(
            house.get(&format!("/api/v1/imports{query}")).await.code(),
            code,
            "{query}"
        );
    }
}
