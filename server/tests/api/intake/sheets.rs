//! Journeys that come as spreadsheets.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{Format as CellFormat, Workbook};
use serde_json::Value;
use shared::exchange::ItemKind;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{felt, stages};
use crate::support::House;

#[tokio::test]
async fn a_spreadsheet_is_read_from_the_sheet_that_has_the_grid_or_that_is_asked_for() {
    let house = House::open().await;
    let mut workbook = Workbook::new();
    let cover = workbook.add_worksheet().set_name("Portada").unwrap();
    cover.write(0, 0, "Our journeys").unwrap();
    let grid = workbook.add_worksheet().set_name("Mapa").unwrap();
    // A stage over its steps as one merged cell, and a last stage wider than the first row says.
    let merged = CellFormat::new();
    grid.write_row(0, 0, ["etapa", ""]).unwrap();
    grid.merge_range(0, 2, 0, 3, "Antes", &merged).unwrap();
    grid.write(0, 4, "Después").unwrap();
    let steps = ["paso", "", "Buscar", "Comprar", "Recibir", "Devolver"];
    grid.write_row(1, 0, steps).unwrap();
    grid.write_row(2, 0, ["qué piensa", "", "¿Dónde?"]).unwrap();
    grid.write_row(3, 0, ["emoción", "Ana"]).unwrap();
    grid.write_row(3, 2, [1.0, -2.0, 0.5, 0.0]).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();

    let planned = house.dry_run("name=Viaje.xlsx", &bytes).await;
    assert_eq!(planned.sheet.as_deref(), Some("Mapa"));
    assert_eq!(planned.sheets, ["Portada", "Mapa"]);
    house.bring("name=Viaje.xlsx", &bytes).await;
    let board = house.board("viaje").await.board;
    assert_eq!(
        stages(&board.journey),
        [
            ("Antes", vec!["Buscar", "Comprar"]),
            ("Después", vec!["Recibir", "Devolver"])
        ]
    );
    assert_eq!(felt(&board.journey), [-200, 0, 50, 100]);
    let none = house
        .file("name=Viaje.xlsx&sheet=Nowhere", bytes.clone())
        .await;
    assert_eq!(none.json::<Value>()["args"]["known"], "Portada, Mapa");
    // One column of a cover has no step in it.
    let cover = house.file("name=Viaje.xlsx&sheet=Portada", bytes).await;
    assert_eq!(cover.json::<Value>()["args"]["problem"], "journey.empty");
}

/// A spreadsheet with a grid, and a million rows without anything in them: as a deleted table leaves them behind.
fn million_empty_rows() -> Vec<u8> {
    const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
    const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Map" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    const BOOK_RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let cell = |column: char, row: u32, text: &str| {
        format!(r#"<c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c>"#)
    };
    let row = |number: u32, cells: [&str; 3]| {
        let cells = ['A', 'B', 'C'].into_iter().zip(cells);
        let cells = cells.filter(|(_, text)| !text.is_empty());
        let cells: String = cells.map(|(c, text)| cell(c, number, text)).collect();
        format!(r#"<row r="{number}">{cells}</row>"#)
    };
    let mut sheet = String::from(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#,
    );
    sheet.push_str(&row(1, ["stage", "", "Before"]));
    sheet.push_str(&row(2, ["step", "", "Search"]));
    for number in 3..1_000_003 {
        sheet.push_str(&format!(r#"<row r="{number}"><c r="A{number}"/></row>"#));
    }
    sheet.push_str(&row(1_000_003, ["pain points", "", "Slow"]));
    sheet.push_str("</sheetData></worksheet>");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(1));
    for (name, text) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
        ("xl/worksheets/sheet1.xml", &sheet),
    ] {
        zip.start_file(name, packed).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[tokio::test]
async fn a_million_empty_rows_are_nothing() {
    let house = House::open().await;
    let bytes = million_empty_rows();
    let planned = house.dry_run("name=map.xlsx", &bytes).await;
    let counts = |kind| planned.counts[&kind].new;
    assert_eq!(
        (
            counts(ItemKind::Step),
            counts(ItemKind::Lane),
            counts(ItemKind::Card)
        ),
        (1, 1, 1)
    );
}
