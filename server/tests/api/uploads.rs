//! Files sent to be imported: the story that a person follows, and what nobody should get away with.

mod sheets;

use std::{collections::BTreeMap, io::Write, time::Duration};

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};
use shared::{
    api::{ImportReply, ImportState, NewImport, Preview, PreviewQuery, SourceSummary, Upload},
    id::UploadId,
    record::{ASK, MappingDocument, Meaning},
};

use crate::support::{House, Reply};

const SMALL: &str = "Id;Fecha;Tienda;Valoración\n1;03/04/2026;Bilbao;4\n2;05/04/2026;Vigo;nada\n3;06/04/2026;Vigo;5\n";

async fn send(house: &House, name: &str, bytes: impl Into<Body>) -> Reply {
    let path = format!("/api/v1/uploads?name={name}");
    house.send_file(&path, bytes).await
}

async fn sent(house: &House, name: &str, bytes: impl Into<Body>) -> Upload {
    let reply = send(house, name, bytes).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
    reply.json()
}

async fn import(
    house: &House,
    upload: UploadId,
    mapping: &MappingDocument,
    dry_run: bool,
) -> Reply {
    let wished = NewImport {
        upload,
        mapping: Some(mapping.clone()),
        named: None,
        variables: BTreeMap::new(),
        dry_run,
    };
    house.post("/api/v1/imports", &wished).await
}

async fn source(house: &House) -> Option<SourceSummary> {
    house
        .get("/api/v1/sources")
        .await
        .json::<Vec<SourceSummary>>()
        .pop()
}

/// Waits until the mapping of an import that went live is kept.
async fn remembered(house: &House) {
    for _ in 0..500 {
        if house.get("/api/v1/mappings").await.text != "[]" {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("no mapping is kept");
}

/// Waits until no import of the only source is loading.
async fn settled(house: &House) -> SourceSummary {
    for _ in 0..500 {
        if let Some(source) = source(house).await
            && source
                .imports
                .iter()
                .all(|import| import.state != ImportState::Loading)
        {
            return source;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the import does not end");
}

async fn remove(house: &House, path: &str) -> Reply {
    house
        .send(
            house
                .request(Method::DELETE, path)
                .body(Body::empty())
                .unwrap(),
        )
        .await
}

/// The problem's code, and what it blames.
fn blamed(reply: &Reply) -> (String, String) {
    let args = reply.json::<Value>()["args"].clone();
    let said = |name: &str| args[name].as_str().unwrap_or_default().to_owned();
    (
        reply.code(),
        format!("{}{} {}", said("field"), said("what"), said("detail")),
    )
}

fn day_first(mut mapping: MappingDocument) -> MappingDocument {
    let format = "%d/%m/%Y".to_owned();
    mapping.assign("Fecha", Meaning::Time { format });
    mapping
}

/// A file of many rows and the mapping that reads it.
async fn many(house: &House, rows: usize) -> (Upload, MappingDocument) {
    let mut text = "id;Fecha;rating\n".to_owned();
    for row in 0..rows {
        text.push_str(&format!("{row};2026-03-01;{}\n", 1 + row % 5));
    }
    let upload = sent(house, "many.csv", text).await;
    let mapping = upload.mapping.clone();
    (upload, mapping)
}

#[tokio::test]
async fn a_file_is_looked_at_asked_about_tried_imported_remembered_and_taken_back() {
    let house = House::open().await;
    let upload = sent(&house, "tienda.csv", SMALL).await;
    assert_eq!(upload.delimiter.as_deref(), Some(";"));
    assert_eq!(upload.rows[0], ["1", "03/04/2026", "Bilbao", "4"]);
    assert_eq!(
        upload.columns[1].meaning,
        Meaning::Time {
            format: ASK.to_owned()
        }
    );
    assert!(upload.remembered.is_none());

    // A question left open is no mapping.
    let preview = format!("/api/v1/uploads/{}/preview", upload.upload);
    let asked = PreviewQuery {
        mapping: upload.mapping.clone(),
        variables: BTreeMap::new(),
    };
    assert_eq!(blamed(&house.post(&preview, &asked).await).0, "invalid");
    assert_eq!(
        blamed(&import(&house, upload.upload, &upload.mapping, false).await).0,
        "invalid"
    );

    let mapping = day_first(upload.mapping);
    let tried: Preview = house
        .post(
            &preview,
            &PreviewQuery {
                mapping: mapping.clone(),
                variables: BTreeMap::new(),
            },
        )
        .await
        .json();
    assert_eq!(tried.records[0].day, "2026-04-03");
    assert_eq!(tried.records[0].answers[0].value, 4);
    assert_eq!(tried.rejects[0].line, 3);
    assert_eq!(tried.rejects[0].column.as_deref(), Some("Valoración"));

    let dry: ImportReply = import(&house, upload.upload, &mapping, true).await.json();
    let report = dry.report.unwrap();
    assert_eq!(
        (report.rows.added, report.rows.values_rejected, dry.import),
        (3, 1, None)
    );
    assert!(source(&house).await.is_none(), "a dry run writes nothing");

    let reply = import(&house, upload.upload, &mapping, false).await;
    assert_eq!(reply.status, StatusCode::ACCEPTED);
    let begun: ImportReply = reply.json();
    let live = settled(&house).await;
    assert_eq!(
        (live.records, live.first_day.as_deref()),
        (3, Some("2026-04-03"))
    );
    assert_eq!(Some(live.imports[0].batch), begun.import);

    remembered(&house).await;
    // Next month's file: other case and spaces, another order.
    let next = sent(
        &house,
        "abril.csv",
        "FECHA;id; tienda ;valoración\n07/05/2026;4;Vigo;1\n",
    )
    .await;
    let remembered = next.remembered.unwrap();
    assert_eq!(remembered.mapping, mapping);
    let named = json!({"upload": next.upload, "named": remembered.name, "dry_run": true});
    let again: ImportReply = house.post("/api/v1/imports", &named).await.json();
    assert_eq!(
        again.report.unwrap().days,
        Some(("2026-05-07".to_owned(), "2026-05-07".to_owned()))
    );

    let undone = remove(
        &house,
        &format!("/api/v1/imports/{}", begun.import.unwrap()),
    )
    .await;
    assert_eq!(undone.status, StatusCode::NO_CONTENT);
    assert_eq!(source(&house).await.unwrap().records, 0);
}

#[tokio::test]
async fn only_bytes_that_say_so_are_taken_and_not_too_many() {
    let house = House::open().await;
    for kind in [
        "text/csv",
        "multipart/form-data; boundary=x",
        "application/json",
        "text/plain",
    ] {
        let request = house
            .request(Method::POST, "/api/v1/uploads")
            .header(header::CONTENT_TYPE, kind);
        let reply = house.send(request.body(Body::from(SMALL)).unwrap()).await;
        assert_eq!(blamed(&reply).0, "wrong_content_type", "{kind}");
    }
    let request = house
        .request(Method::POST, "/api/v1/uploads")
        .header(header::CONTENT_TYPE, "application/octet-stream")
        .header(header::CONTENT_LENGTH, (256_u64 << 20) + 1);
    let reply = house.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(
        (reply.status, reply.code().as_str()),
        (StatusCode::PAYLOAD_TOO_LARGE, "too_large")
    );
    assert_eq!(reply.json::<Value>()["args"]["most"], "268435456");
    let request = house
        .request(Method::POST, "/api/v1/uploads")
        .header(header::CONTENT_TYPE, "application/octet-stream")
        .header(header::ORIGIN, "http://evil.example");
    let reply = house.send(request.body(Body::from(SMALL)).unwrap()).await;
    assert_eq!(reply.code(), "wrong_origin");
}

#[tokio::test]
async fn what_is_no_table_is_refused_as_a_whole_with_what_to_do() {
    let house = House::open().await;
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(SMALL.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    for (bytes, says) in [
        (Vec::new(), "empty"),
        (b"%PDF-1.7".to_vec(), "PDF"),
        (b"[{\"a\":1}]".to_vec(), "one object on each line"),
        (packed[..packed.len() - 12].to_vec(), "ends too early"),
        (b"PK\x03\x04nonsense".to_vec(), "damaged"),
        (b"1,2\n3,4\n".to_vec(), "names no column"),
    ] {
        let reply = send(&house, "x.csv", bytes).await;
        let (code, blamed) = blamed(&reply);
        assert_eq!(code, "invalid", "{says}: {}", reply.text);
        assert!(
            blamed.starts_with("file ") && blamed.contains(says),
            "{says}: {blamed}"
        );
    }
}

#[tokio::test]
async fn what_unpacks_to_more_than_it_may_is_not_read_to_its_end() {
    let house = House::open().await;
    // One row of 64 MiB in 64 KiB: longer than a row may be, so it is passed over and never held.
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed
        .write_all(b"id;Fecha;rating\n1;2026-03-01;4\n")
        .unwrap();
    let piece = vec![b'x'; 1 << 20];
    for _ in 0..64 {
        packed.write_all(&piece).unwrap();
    }
    packed.write_all(b"\n2;2026-03-02;5\n").unwrap();
    let packed = packed.finish().unwrap();
    assert!(packed.len() < 100_000);
    let upload = sent(&house, "bomb.csv.gz", packed).await;
    assert!(upload.packed);
    let dry: ImportReply = import(&house, upload.upload, &upload.mapping, true)
        .await
        .json();
    let report = dry.report.unwrap();
    assert_eq!((report.rows.added, report.rows.rejected), (2, 1));
    assert_eq!(report.rejects[0].line, 3);
}

#[tokio::test]
async fn an_id_of_nobody_leads_nowhere_and_one_that_is_thrown_away_is_gone() {
    let house = House::open().await;
    let upload = sent(&house, "a.csv", SMALL).await;
    let mapping = day_first(upload.mapping.clone());
    let nobody: UploadId = "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap();
    let path = format!("/api/v1/uploads/{}", upload.upload);
    assert_eq!(
        blamed(&import(&house, nobody, &mapping, true).await),
        ("not_found".to_owned(), "upload ".to_owned())
    );
    assert_eq!(
        remove(&house, "/api/v1/uploads/x").await.code(),
        "malformed"
    );
    assert_eq!(
        remove(&house, "/api/v1/uploads/..%2F..%2Fpuente.db")
            .await
            .code(),
        "malformed"
    );
    assert_eq!(remove(&house, &path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(remove(&house, &path).await.code(), "not_found");
    assert_eq!(
        import(&house, upload.upload, &mapping, true).await.code(),
        "not_found"
    );
    let unnamed = json!({"upload": upload.upload, "named": "nobody", "dry_run": true});
    assert_eq!(
        house.post("/api/v1/imports", &unnamed).await.code(),
        "not_found"
    );
}

#[tokio::test]
async fn only_the_last_files_wait() {
    let house = House::open().await;
    let mut ids = Vec::new();
    for at in 0..9 {
        ids.push(sent(&house, &format!("{at}.csv"), SMALL).await.upload);
    }
    let mapping = day_first(sent(&house, "last.csv", SMALL).await.mapping);
    assert_eq!(
        import(&house, ids[0], &mapping, true).await.code(),
        "not_found"
    );
    assert_eq!(
        import(&house, ids[8], &mapping, true).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_mapping_that_names_what_is_not_there_is_refused_before_anything_is_written() {
    let house = House::open().await;
    let upload = sent(&house, "a.csv", SMALL).await;
    let mut mapping = day_first(upload.mapping.clone());
    mapping.id.template = "{Number}".to_owned();
    let (code, said) = blamed(&import(&house, upload.upload, &mapping, false).await);
    assert_eq!(code, "invalid");
    assert!(said.contains("Number"), "{said}");
    let mut mapping = day_first(upload.mapping.clone());
    mapping.time.zone = "Mars/Olympus".to_owned();
    let (code, said) = blamed(&import(&house, upload.upload, &mapping, false).await);
    assert_eq!(code, "invalid");
    assert!(said.contains("Mars/Olympus"), "{said}");
    let mut mapping = day_first(upload.mapping.clone());
    mapping.source.name = "../x".to_owned();
    assert_eq!(
        import(&house, upload.upload, &mapping, false).await.code(),
        "invalid"
    );
    let bare = json!({"upload": upload.upload, "dry_run": false});
    assert_eq!(house.post("/api/v1/imports", &bare).await.code(), "invalid");
    let wrong = json!({"upload": upload.upload, "mapping": {"type": "recipe"}, "dry_run": true});
    assert_eq!(
        house.post("/api/v1/imports", &wrong).await.code(),
        "malformed"
    );
    assert!(source(&house).await.is_none());
}

#[tokio::test]
async fn two_imports_of_one_file_at_once_are_one() {
    let house = House::open().await;
    let (upload, mapping) = many(&house, 20_000).await;
    let (one, other) = tokio::join!(
        import(&house, upload.upload, &mapping, false),
        import(&house, upload.upload, &mapping, false),
    );
    let mut codes = [one.status, other.status];
    codes.sort();
    assert_eq!(
        codes,
        [StatusCode::ACCEPTED, StatusCode::SERVICE_UNAVAILABLE]
    );
    let live = settled(&house).await;
    assert_eq!((live.records, live.imports.len()), (20_000, 1));
}

#[tokio::test]
async fn an_import_that_is_cancelled_was_never_seen() {
    let house = House::open().await;
    let (upload, mapping) = many(&house, 30_000).await;
    let begun: ImportReply = import(&house, upload.upload, &mapping, false).await.json();
    let path = format!("/api/v1/imports/{}", begun.import.unwrap());
    assert_eq!(remove(&house, &path).await.status, StatusCode::NO_CONTENT);
    let after = settled(&house).await;
    assert_eq!(
        (after.imports[0].state, after.records),
        (ImportState::Discarded, 0)
    );
    // And the way is free.
    for _ in 0..100 {
        let reply = import(&house, upload.upload, &mapping, false).await;
        if reply.status == StatusCode::ACCEPTED {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(settled(&house).await.records, 30_000);
}

#[tokio::test]
async fn an_archive_that_is_cut_far_down_leaves_nothing() {
    let house = House::open().await;
    let mut text = "id;Fecha;rating\n".to_owned();
    for row in 0..20_000 {
        text.push_str(&format!(
            "{};2026-03-01;{}\n",
            row * 7919 % 1_000_003,
            1 + row % 5
        ));
    }
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(text.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let upload = sent(&house, "cut.csv.gz", packed[..packed.len() - 100].to_vec()).await;
    let reply = import(&house, upload.upload, &upload.mapping, false).await;
    assert_eq!(reply.status, StatusCode::ACCEPTED, "{}", reply.text);
    let after = settled(&house).await;
    assert_eq!(
        (after.imports[0].state, after.records),
        (ImportState::Discarded, 0)
    );
}

#[tokio::test]
async fn a_program_sends_rows_through_a_kept_mapping_as_often_as_it_likes() {
    let house = House::open().await;
    let upload = sent(&house, "tienda.csv", SMALL).await;
    let mapping = day_first(upload.mapping);
    import(&house, upload.upload, &mapping, false).await;
    settled(&house).await;
    remembered(&house).await;
    let rows = "{\"id\": 4, \"fecha\": \"07/04/2026\", \"tienda\": \"Vigo\", \"valoración\": 5}\n{\"id\": 5}\n";
    let post = async |kind: &str, name: &str| {
        let request = house
            .request(Method::POST, &format!("/api/v1/records?mapping={name}"))
            .header(header::CONTENT_TYPE, kind);
        house.send(request.body(Body::from(rows)).unwrap()).await
    };
    let report: shared::api::ImportReport = post("application/x-ndjson", "tienda").await.json();
    assert_eq!((report.rows.added, report.rows.rejected), (1, 1));
    let again: shared::api::ImportReport = post("application/x-ndjson", "tienda").await.json();
    assert_eq!((again.rows.added, again.rows.unchanged), (0, 1));
    assert_eq!(
        post("application/json", "tienda").await.code(),
        "wrong_content_type"
    );
    assert_eq!(
        post("application/x-ndjson", "nobody").await.code(),
        "not_found"
    );
    assert_eq!(source(&house).await.unwrap().records, 4);
}

#[tokio::test]
async fn a_watched_folder_takes_files_that_stopped_growing_and_says_why_it_refuses_others() {
    let house = House::open().await;
    let upload = sent(&house, "tienda.csv", SMALL).await;
    import(&house, upload.upload, &day_first(upload.mapping), false).await;
    settled(&house).await;
    remembered(&house).await;
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    let mut watch = server::record::watch::Watch::new(home.path()).unwrap();
    std::fs::write(
        at("mayo.csv"),
        "Id;Fecha;Tienda;Valoración\n9;03/05/2026;Vigo;1\n",
    )
    .unwrap();
    std::fs::write(at("other.csv"), "a,b\n1,2\n").unwrap();
    assert_eq!(
        watch.look(&house.services).await.unwrap(),
        0,
        "they may still grow"
    );
    std::fs::write(at("growing.csv"), "Id;Fecha").unwrap();
    assert_eq!(watch.look(&house.services).await.unwrap(), 2);
    assert!(at("done/mayo.csv").exists() && at("growing.csv").exists());
    assert!(at("refused/other.csv").exists());
    let reason = std::fs::read_to_string(at("refused/other.csv.txt")).unwrap();
    assert!(reason.contains("No mapping is kept"), "{reason}");
    assert_eq!(source(&house).await.unwrap().records, 4);
}

#[tokio::test]
async fn an_id_that_is_the_same_for_all_rows_is_refused() {
    let house = House::open().await;
    let upload = sent(&house, "id.csv", "id;day;stars\n1;2026-03-01;4\n").await;
    let mut mapping = upload.mapping.clone();
    mapping.id.template = "desk".to_owned();
    let reply = import(&house, upload.upload, &mapping, true).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.text.contains("one_id"), "{}", reply.text);
}

#[tokio::test]
async fn what_holds_for_a_whole_file_is_asked_and_tells_its_records_from_others() {
    let house = House::open().await;
    let rows = "id;day;stars\n1;2026-03-01;4\n2;2026-03-02;5\n";
    let upload = sent(&house, "year.csv", rows).await;
    let mut mapping = upload.mapping.clone();
    mapping.add_variable("Year");
    let path = format!("/api/v1/uploads/{}/preview", upload.upload);
    let mut asked = PreviewQuery {
        mapping: mapping.clone(),
        variables: BTreeMap::new(),
    };
    let reply = house.post(&path, &asked).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    asked.variables.insert("year".to_owned(), "2026".to_owned());
    let preview: Preview = house.post(&path, &asked).await.json();
    assert_eq!(preview.records[0].id, "2026/1");
    for (year, records) in [("2026", 2), ("2027", 4)] {
        let wished = NewImport {
            upload: upload.upload,
            mapping: Some(mapping.clone()),
            named: None,
            variables: [("year".to_owned(), year.to_owned())].into(),
            dry_run: false,
        };
        house.post("/api/v1/imports", &wished).await;
        assert_eq!(settled(&house).await.records, records);
    }
}
