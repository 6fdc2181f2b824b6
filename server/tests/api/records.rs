//! Records one by one, over HTTP.

use axum::http::StatusCode;
use serde_json::{Value, json};
use shared::{
    api::{ImportDetail, ImportState, Record, RecordPage},
    record::{ImportProblem, ImportStop},
};

use crate::support::{DESK, House, VISITS};

async fn page(house: &House, query: &str) -> RecordPage {
    let reply = house.get(&format!("/api/v1/records?{query}")).await;
    assert_eq!(reply.status, StatusCode::OK, "{query}: {}", reply.text);
    reply.json()
}

/// All pages of a query, from a place on.
async fn pages(house: &House, query: &str, mut before: Option<String>) -> Vec<Record> {
    let mut records = Vec::new();
    loop {
        let place = before.map_or_else(String::new, |place| format!("&before={place}"));
        let page = page(house, &format!("{query}{place}")).await;
        records.extend(page.records);
        before = page.before;
        if before.is_none() {
            return records;
        }
    }
}

fn ids(records: &[Record]) -> Vec<&str> {
    records
        .iter()
        .map(|record| record.external_id.as_str())
        .collect()
}

/// The ids of all records of a query, in order.
async fn found(house: &House, query: &str) -> Vec<String> {
    let records = pages(house, query, None).await;
    records
        .into_iter()
        .map(|record| record.external_id)
        .collect()
}

#[tokio::test]
async fn a_record_is_given_with_all_that_it_says() {
    let house = House::open().await;
    let desk = house
        .import(&["a/1,2026-03-01,north,2.5,4", "b,2026-03-02,,1,0"])
        .await;
    let visits = house
        .import_as(VISITS, &["v,2026-07-01T09:30,south,mon,2"])
        .await;
    let listed: Value = house.get("/api/v1/records").await.json();
    // 1 July, 9:30 in Madrid is 7:30 UTC; 2 March began there at 23:00 UTC the day before.
    let expected = json!({"before": null, "records": [
        {
            "source": "visits", "kind": "review", "external_id": "v", "day": "2026-07-01", "at": 1_782_891_000_000_i64,
            "utc_offset": 120, "precision": "instant", "weight": 1.0, "comment": null, "customer": null,
            "dimensions": {"region": "south", "weekday": "mon"}, "import": visits.batch,
            "answers": [{"item": "stars", "touchpoint": "front-desk", "metric": null, "measure": "satisfaction",
                         "value": 2, "min": 1, "max": 5, "unit": null}],
        },
        {
            "source": "desk", "kind": "survey_answer", "external_id": "b", "day": "2026-03-02",
            "at": 1_772_406_000_000_i64, "utc_offset": 60, "precision": "day", "weight": 1.0, "comment": null, "customer": null,
            "dimensions": {}, "import": desk.batch, "answers": [],
        },
        {
            "source": "desk", "kind": "survey_answer", "external_id": "a/1", "day": "2026-03-01",
            "at": 1_772_319_600_000_i64, "utc_offset": 60, "precision": "day", "weight": 2.5, "comment": null, "customer": null,
            "dimensions": {"region": "north"}, "import": desk.batch,
            "answers": [{"item": "stars", "touchpoint": null, "metric": "csat", "measure": "rating",
                         "value": 4, "min": 1, "max": 5, "unit": null}],
        },
    ]});
    assert_eq!(listed, expected);
    let one: Value = house.get("/api/v1/records/desk/a%2F1").await.json();
    assert_eq!(one, expected["records"][2]);
}

#[tokio::test]
async fn records_are_found_by_source_day_dimension_touchpoint_and_import() {
    let house = House::open().await;
    let first = house
        .import(&[
            "1,2026-03-01,north,1,4",
            "2,2026-03-02,south,1,5",
            "3,2026-03-03,,1,5",
        ])
        .await;
    house.import(&["4,2026-03-02,north,1,1"]).await;
    house
        .import_as(
            VISITS,
            &[
                "v,2026-03-02T10:00,north,mon,2",
                "w,2026-03-02T11:00,south,mon,2",
            ],
        )
        .await;
    let catalogue = house
        .services
        .catalogue(&house.services.owner())
        .await
        .unwrap()
        .catalogue;
    let touchpoint = |key: Option<&str>| {
        let mut all = catalogue.touchpoints.iter();
        *all.find(|(_, touchpoint)| touchpoint.key.as_deref() == key)
            .unwrap()
            .0
    };
    let import = first.batch.unwrap();
    for (query, expected) in [
        (String::new(), vec!["3", "w", "v", "4", "2", "1"]),
        ("source=desk".to_owned(), vec!["3", "4", "2", "1"]),
        (
            "from=2026-03-02&to=2026-03-02".to_owned(),
            vec!["w", "v", "4", "2"],
        ),
        (
            "source=desk&from=2026-03-02&to=2026-03-02".to_owned(),
            vec!["4", "2"],
        ),
        ("from=2026-03-03".to_owned(), vec!["3"]),
        ("to=2026-03-01".to_owned(), vec!["1"]),
        ("from=2027-01-01".to_owned(), vec![]),
        ("dimension[region]=north".to_owned(), vec!["v", "4", "1"]),
        (
            "dimension%5Bregion%5D=north&source=desk".to_owned(),
            vec!["4", "1"],
        ),
        (
            "dimension[region]=south&dimension[weekday]=mon".to_owned(),
            vec!["w"],
        ),
        ("dimension[region]=".to_owned(), vec!["3"]),
        (
            "dimension[weekday]=&dimension[region]=south".to_owned(),
            vec!["2"],
        ),
        ("dimension[region]=west".to_owned(), vec![]),
        (
            format!("touchpoint={}", touchpoint(Some("front-desk"))),
            vec!["w", "v"],
        ),
        (format!("import={import}"), vec!["3", "2", "1"]),
        (
            format!("import={import}&from=2026-03-02&dimension[region]=south"),
            vec!["2"],
        ),
        (format!("import={import}&source=visits"), vec![]),
    ] {
        for limit in [1, 2, 200] {
            let query = format!("{query}&limit={limit}");
            assert_eq!(
                found(&house, query.trim_start_matches('&')).await,
                expected,
                "{query}"
            );
        }
    }
}

#[tokio::test]
async fn pages_hold_every_record_once_newest_first() {
    let house = House::open().await;
    let desk: Vec<String> = (0..40)
        .map(|id| format!("{id},2026-03-{:02},north,1,4", 1 + id * 7 % 9))
        .collect();
    house.import(&desk).await;
    let visits: Vec<String> = (0..33)
        .map(|id| {
            format!(
                "v{id},2026-03-{:02}T{:02}:00,north,mon,4",
                1 + id * 5 % 9,
                id % 20
            )
        })
        .collect();
    house.import_as(VISITS, &visits).await;
    let all = pages(&house, "limit=200", None).await;
    assert_eq!(all.len(), 73);
    assert!(
        all.windows(2)
            .all(|two| (&two[0].day, two[0].at) >= (&two[1].day, two[1].at)),
        "newest first"
    );
    for limit in [1, 7, 36, 72, 73] {
        let records = pages(&house, &format!("limit={limit}"), None).await;
        assert_eq!(ids(&records), ids(&all), "limit={limit}");
    }
    let usual = page(&house, "").await;
    assert_eq!((usual.records.len(), usual.before.is_some()), (50, true));
}

#[tokio::test]
async fn an_import_that_goes_live_between_two_pages_changes_nothing_in_them() {
    let house = House::open().await;
    let row = |id: u32, day: u32, stars: u32| format!("{id},2026-03-{day:02},north,1,{stars}");
    let rows: Vec<String> = (0..30).map(|id| row(id, 10 + id % 3, 4)).collect();
    house.import(&rows).await;
    let before = pages(&house, "limit=200", None).await;
    let first = page(&house, "limit=10").await;
    // One that was given and one that was not change where they are; another moves ahead and another behind; new ones
    // come on both sides.
    let (given, waiting) = (&before[3].external_id, &before[25].external_id);
    let (ahead, behind) = (&before[26].external_id, &before[5].external_id);
    let changes = [
        row(given.parse().unwrap(), 12, 1),
        row(waiting.parse().unwrap(), 10, 1),
        row(ahead.parse().unwrap(), 20, 1),
        row(behind.parse().unwrap(), 1, 1),
        row(100, 25, 5),
        row(101, 11, 5),
        row(102, 1, 5),
    ];
    assert_eq!(before[25].day, "2026-03-10");
    let report = house.import(&changes).await;
    assert_eq!((report.rows.changed, report.rows.added), (4, 3));

    let mut read = first.records;
    read.extend(pages(&house, "limit=10", first.before).await);
    assert_eq!(read, before);
    let after = pages(&house, "limit=10", None).await;
    assert_eq!(after.len(), 33);
    assert_eq!(ids(&after)[..2], ["100", ahead]);
}

#[tokio::test]
async fn a_replaced_record_is_seen_once_and_undoing_brings_the_older_version_back() {
    let house = House::open().await;
    house
        .import(&["1,2026-03-01,north,1,4", "2,2026-03-01,north,1,4"])
        .await;
    let second = house
        .import(&["2,2026-03-05,south,1,1", "3,2026-03-02,north,1,3"])
        .await;
    let records = pages(&house, "", None).await;
    assert_eq!(ids(&records), ["2", "3", "1"]);
    assert_eq!(
        (records[0].answers[0].value, records[0].import),
        (1, second.batch.unwrap())
    );
    let one: Record = house.get("/api/v1/records/desk/2").await.json();
    assert_eq!(one, records[0]);

    let import = second.batch.unwrap();
    let undone = house.delete(&format!("/api/v1/imports/{import}")).await;
    assert_eq!(undone.status, StatusCode::NO_CONTENT);
    let records = pages(&house, "", None).await;
    assert_eq!(ids(&records), ["2", "1"]);
    assert_eq!(records[0].answers[0].value, 4);
    assert_eq!(found(&house, &format!("import={import}")).await, [""; 0]);
    assert_eq!(
        house.get("/api/v1/records/desk/3").await.code(),
        "not_found"
    );
}

#[tokio::test]
async fn what_is_still_loading_is_not_seen() {
    let house = House::open().await;
    house.import(&["1,2026-03-01,north,1,4"]).await;
    let second = house
        .import(&["1,2026-03-01,north,1,2", "2,2026-03-02,north,1,4"])
        .await;
    let mut write = house.services.store().write().await.unwrap();
    sqlx::query("UPDATE import_batch SET state = 'loading' WHERE key = 2")
        .execute(&mut *write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    let records = pages(&house, "", None).await;
    assert_eq!((ids(&records), records[0].answers[0].value), (vec!["1"], 4));
    let import = second.batch.unwrap();
    assert_eq!(found(&house, &format!("import={import}")).await, [""; 0]);
    assert_eq!(
        house.get("/api/v1/records/desk/2").await.code(),
        "not_found"
    );
    // Taken back before it was seen.
    let path = format!("/api/v1/imports/{import}");
    let loading: ImportDetail = house.get(&path).await.json();
    assert_eq!(loading.import.state, ImportState::Loading);
    assert_eq!(house.delete(&path).await.status, StatusCode::NO_CONTENT);
    let cancelled: ImportDetail = house.get(&path).await.json();
    let (state, problem) = (cancelled.import.state, cancelled.import.problem);
    let problem = ImportProblem::of(&problem.unwrap().args);
    assert_eq!(
        (state, problem),
        (
            ImportState::Discarded,
            Some(ImportProblem::Import(ImportStop::Cancelled))
        )
    );
}

#[tokio::test]
async fn a_deleted_record_is_gone_and_stays_gone() {
    let house = House::open().await;
    let rows = ["1,2026-03-01,north,1,4", "2,2026-03-01,north,1,4"];
    house.import(&rows).await;
    house.import(&["2,2026-03-02,north,1,5"]).await;
    assert_eq!(
        house.delete("/api/v1/records/desk/2").await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(found(&house, "").await, ["1"]);
    for again in [
        house.get("/api/v1/records/desk/2").await,
        house.delete("/api/v1/records/desk/2").await,
    ] {
        assert_eq!(
            (again.status, again.code().as_str()),
            (StatusCode::NOT_FOUND, "not_found")
        );
    }
    assert_eq!(house.import(&rows).await.rows.forgotten, 1);
    assert_eq!(found(&house, "").await, ["1"]);
}

#[tokio::test]
async fn any_id_is_reached_by_its_encoded_path() {
    let house = House::open().await;
    for (id, path) in [
        ("2017/13/1", "2017%2F13%2F1"),
        ("a b", "a%20b"),
        ("50%2F", "50%252F"),
        ("who?#", "who%3F%23"),
        ("año/1", "a%C3%B1o%2F1"),
        ("a/../b", "a%2F..%2Fb"),
        (
            "'; DROP TABLE record; --",
            "%27%3B%20DROP%20TABLE%20record%3B%20--",
        ),
    ] {
        house.import(&[format!("{id},2026-03-01,north,1,4")]).await;
        let path = format!("/api/v1/records/desk/{path}");
        let reply = house.get(&path).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}: {}", reply.text);
        assert_eq!(reply.json::<Record>().external_id, id);
        assert_eq!(
            house.delete(&path).await.status,
            StatusCode::NO_CONTENT,
            "{path}"
        );
        assert_eq!(
            house.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    for nowhere in ["desk/2017/13/1", "desk/%FF", "other/1", "desk/"] {
        let reply = house.get(&format!("/api/v1/records/{nowhere}")).await;
        assert!(reply.status.is_client_error(), "{nowhere}: {}", reply.text);
        reply.code();
    }
}

#[tokio::test]
async fn what_a_query_cannot_mean_is_refused_with_the_field_to_blame() {
    let house = House::open().await;
    house.import(&["1,2026-03-01,north,1,4"]).await;
    let unknown = "01890a5d-ac96-774b-bcce-b302099a8057";
    for (query, field) in [
        ("from=2026-02-30", "from"),
        ("from=yesterday", "from"),
        ("to=2026-3-1x", "to"),
        ("from=2026-03-02&to=2026-03-01", "to"),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=-1", "limit"),
        ("limit=99999999999", "limit"),
        ("limit=", "limit"),
        ("source=elsewhere", "source"),
        ("source=", "source"),
        ("dimension[gate]=A", "dimension"),
        ("dimension[]=A", "dimension"),
        (
            "dimension[region]=north&dimension[region]=south",
            "dimension[region]",
        ),
        ("touchpoint=front-desk", "touchpoint"),
        ("import=1", "import"),
        ("before=", "before"),
        ("before=junk", "before"),
        ("before=1.2.3", "before"),
        ("before=1.2.3.99999999999999999999", "before"),
        ("region=north", "region"),
        ("source=desk&source=desk", "source"),
    ] {
        let reply = house.get(&format!("/api/v1/records?{query}")).await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
            "{query}"
        );
        let problem: Value = reply.json();
        assert_eq!(problem["args"]["field"], field, "{query}: {}", reply.text);
    }
    for missing in ["touchpoint", "import"] {
        let reply = house
            .get(&format!("/api/v1/records?{missing}={unknown}"))
            .await;
        assert_eq!(reply.code(), "not_found");
    }
    let source: Value = house.get("/api/v1/records?source=elsewhere").await.json();
    assert!(
        source["detail"]
            .as_str()
            .unwrap()
            .contains("there are: desk"),
        "{source}"
    );
    // Places that no page gave are still places: nothing but emptiness comes of them.
    for place in [
        "0.0.0.0",
        "-1.-1.-1.-1",
        "9223372036854775807.2147483647.9223372036854775807.9223372036854775807",
        "-9223372036854775808.-2147483648.-9223372036854775808.-9223372036854775808",
    ] {
        page(&house, &format!("before={place}")).await;
    }
}

#[tokio::test]
async fn records_about_people_are_not_given_one_by_one() {
    let house = House::open().await;
    let people = DESK.replace("name = \"desk\"", "name = \"staff\"\nprivacy = \"people\"");
    let staff = house
        .import_as(
            &people,
            &["ana,2026-03-01,north,1,4", "eva,2026-03-01,north,1,nine"],
        )
        .await;
    house.import(&["1,2026-03-01,north,1,4"]).await;
    assert_eq!(found(&house, "").await, ["1"]);
    let import = staff.batch.unwrap();
    for path in [
        "/api/v1/records?source=staff".to_owned(),
        format!("/api/v1/records?import={import}"),
        format!("/api/v1/records?source=desk&import={import}"),
        "/api/v1/records/staff/ana".to_owned(),
        "/api/v1/records/staff/nobody".to_owned(),
    ] {
        let reply = house.get(&path).await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (StatusCode::FORBIDDEN, "forbidden"),
            "{path}"
        );
        assert!(!reply.text.contains("ana"), "{}", reply.text);
    }
    let sources: Value = house.get("/api/v1/sources").await.json();
    assert_eq!(
        (&sources[0]["privacy"], &sources[1]["privacy"]),
        (&json!("customers"), &json!("people"))
    );
    let detail: ImportDetail = house.get(&format!("/api/v1/imports/{import}")).await.json();
    assert_eq!(
        (detail.rejects[0].line, detail.rejects[0].found.as_str()),
        (3, "")
    );
    // Whoever asks to be forgotten can be.
    assert_eq!(
        house.delete("/api/v1/records/staff/ana").await.status,
        StatusCode::NO_CONTENT
    );
}

#[tokio::test]
async fn a_page_that_finds_little_ends_and_says_where_to_go_on() {
    let house = House::open().await;
    let mut rows: Vec<String> = (0..20_500)
        .map(|id| format!("{id},2026-03-02,north,1,4"))
        .collect();
    rows.push("rare,2026-03-01,south,1,4".to_owned());
    house.import(&rows).await;
    let first = page(&house, "dimension[region]=south").await;
    assert_eq!((first.records.len(), first.before.is_some()), (0, true));
    assert_eq!(found(&house, "dimension[region]=south").await, ["rare"]);
}
