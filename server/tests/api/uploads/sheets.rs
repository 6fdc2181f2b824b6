//! Workbooks of several sheets: which one is read, and how it is known again next month.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use shared::api::{ImportReply, NewImport, Preview, PreviewQuery, Upload};

use super::{import, remembered, sent, settled, source};
use crate::support::House;

/// A workbook with a cover, answers and a list of shops.
fn workbook(answers: &str, month: u32) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let cover = workbook.add_worksheet().set_name("Portada").unwrap();
    cover.write(0, 0, 2026).unwrap();
    let sheet = workbook.add_worksheet().set_name(answers).unwrap();
    sheet.write_row(0, 0, ["id", "day", "stars"]).unwrap();
    for row in 1..=3_u32 {
        sheet.write(row, 0, 100 * month + row).unwrap();
        sheet
            .write(row, 1, format!("2026-{month:02}-0{row}"))
            .unwrap();
        sheet.write(row, 2, 3 + row % 3).unwrap();
    }
    let shops = workbook.add_worksheet().set_name("Tiendas").unwrap();
    shops.write_row(0, 0, ["shop", "opened"]).unwrap();
    shops.write_row(1, 0, ["Bilbao", "2019-05-02"]).unwrap();
    workbook.save_to_buffer().unwrap()
}

#[tokio::test]
async fn the_sheet_of_a_workbook_is_chosen_and_remembered_for_next_months_file() {
    let house = House::open().await;
    let upload = sent(&house, "marzo.xlsx", workbook("Respuestas", 3)).await;
    let sheets: Vec<(&str, Option<u64>)> = upload
        .sheets
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.rows))
        .collect();
    let expected = [
        ("Portada", None),
        ("Respuestas", Some(3)),
        ("Tiendas", Some(1)),
    ];
    assert_eq!(sheets, expected);
    // A cover without words is passed over.
    assert_eq!(upload.sheet.as_deref(), Some("Respuestas"));
    let path = format!("/api/v1/uploads/{}", upload.upload);
    let shops: Upload = house.get(&format!("{path}?sheet=Tiendas")).await.json();
    assert_eq!(shops.columns[0].header, "shop");
    assert_eq!(shops.mapping.source.sheet.as_deref(), Some("Tiendas"));
    let again: Upload = house.get(&format!("{path}?sheet=Respuestas")).await.json();
    assert_eq!(again.columns.len(), 3);
    let reply = house.get(&format!("{path}?sheet=Nada")).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    import(&house, upload.upload, &again.mapping, false).await;
    assert_eq!(settled(&house).await.records, 3);
    remembered(&house).await;

    // Next month its sheet is called otherwise, and is known by its headings.
    let next = sent(&house, "abril.xlsx", workbook("Abril", 4)).await;
    assert_eq!(next.sheet.as_deref(), Some("Abril"));
    let kept = next.remembered.unwrap().mapping;
    assert_eq!(kept.source.sheet.as_deref(), Some("Abril"));
    import(&house, next.upload, &kept, false).await;
    assert_eq!(settled(&house).await.records, 6);
}

/// A workbook of answers of the same headings, a sheet for each number of stars.
fn same_headings(sheets: &[(&str, u32)]) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (name, stars) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).unwrap();
        sheet.write_row(0, 0, ["id", "day", "stars"]).unwrap();
        sheet.write(1, 0, format!("{name}-1")).unwrap();
        sheet.write(1, 1, "2026-01-05").unwrap();
        sheet.write(1, 2, *stars).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

#[tokio::test]
async fn of_sheets_with_the_same_headings_the_chosen_one_is_read_also_through_a_kept_mapping() {
    let house = House::open().await;
    let first = sent(&house, "jan.xlsx", same_headings(&[("Jan", 5)])).await;
    import(&house, first.upload, &first.mapping, false).await;
    settled(&house).await;
    remembered(&house).await;

    let both = same_headings(&[("Jan", 5), ("Feb", 2)]);
    let upload = sent(&house, "both.xlsx", both).await;
    let path = format!("/api/v1/uploads/{}", upload.upload);
    let february: Upload = house.get(&format!("{path}?sheet=Feb")).await.json();
    assert_eq!(february.rows[0][0], "Feb-1");
    let asked = PreviewQuery {
        mapping: february.remembered.unwrap().mapping,
        variables: BTreeMap::new(),
    };
    let preview: Preview = house.post(&format!("{path}/preview"), &asked).await.json();
    assert_eq!(preview.records[0].id, "Feb-1");
}

#[tokio::test]
async fn a_mapping_of_a_first_sheet_is_known_when_a_cover_stands_in_front_of_it() {
    let house = House::open().await;
    let first = sent(&house, "jan.xlsx", same_headings(&[("Jan", 5)])).await;
    import(&house, first.upload, &first.mapping, false).await;
    settled(&house).await;
    remembered(&house).await;

    let home = tempfile::tempdir().unwrap();
    let mut watch = server::record::watch::Watch::new(home.path()).unwrap();
    let covered = workbook("Respuestas", 3);
    std::fs::write(home.path().join("marzo.xlsx"), &covered).unwrap();
    watch.look(&house.services).await.unwrap();
    watch.look(&house.services).await.unwrap();
    assert!(home.path().join("done/marzo.xlsx").exists());
    assert_eq!(source(&house).await.unwrap().records, 4);
}

#[tokio::test]
async fn a_mapping_is_taken_by_its_name_also_when_its_sheet_is_called_otherwise() {
    let house = House::open().await;
    let march = sent(&house, "marzo.xlsx", workbook("Respuestas", 3)).await;
    assert_eq!(march.mapping.source.sheet.as_deref(), Some("Respuestas"));
    import(&house, march.upload, &march.mapping, false).await;
    settled(&house).await;
    remembered(&house).await;

    let april = sent(&house, "abril.xlsx", workbook("Abril", 4)).await;
    let wished = NewImport {
        upload: april.upload,
        mapping: None,
        named: april.remembered.map(|kept| kept.name),
        variables: BTreeMap::new(),
        dry_run: true,
    };
    let reply = house.post("/api/v1/imports", &wished).await;
    let report = reply.json::<ImportReply>().report.unwrap();
    assert_eq!(report.rows.added, 3, "{}", reply.text);
}
