//! The same answers in every format that is read: delimited text of a Spanish spreadsheet, gzip, NDJSON, .xlsx.

use std::io::{Cursor, Write};

use flate2::{Compression, write::GzEncoder};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use server::{
    record::import::{self, ImportError, Options},
    store::Store,
};
use shared::{api::ImportReport, record::RowProblem};

use crate::support::{MAPPING, count, file, load, many, mapping, open, said, try_import};

const SPANISH: &str = r#"
[source]
name = "tienda"
kind = "survey_answer"
encoding = "windows-1252"
delimiter = ";"
decimal = ","
sheet = "Respuestas"

[id]
template = "{Número}"

[time]
zone = "Europe/Madrid"
precision = "day"
forms = [{ template = "{Fecha}", format = "%d/%m/%Y" }]

[weight]
column = "Peso"

[dimension.region]
column = "Región"

[scale.stars]
min = 1
max = 5
words = { "Muy satisfecho" = 5 }

[scale.yes]
min = 0
max = 1

[[item]]
column = "Satisfacción"
scale = "stars"
metric = "csat"

[[item]]
column = "¿Volvería?"
scale = "yes"
"#;

const ANSWERS: &str = "Número;Fecha;Región;Peso;Satisfacción;¿Volvería?\r\n\
    1;01/03/2026;León;1.234,5;4;Sí\r\n\
    2;03/04/2026;\"A Coruña; centro\";0,75;Muy satisfecho;No\r\n\
    3;31/12/2026;Cádiz;1;;sí\r\n";

async fn spanish(store: &Store, bytes: Vec<u8>, name: &str) -> Result<ImportReport, ImportError> {
    let options = Options {
        file: name.to_owned(),
        ..Options::default()
    };
    import::import(
        store,
        &mapping(SPANISH),
        Cursor::new(bytes),
        &options,
        |_| {},
    )
    .await
}

/// Of Western letters, the numbers of Unicode and Windows-1252 are the same.
fn windows_1252(text: &str) -> Vec<u8> {
    text.chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap())
        .collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A cover, and the answers on a sheet of this name.
fn spreadsheet(answers: &str) -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook
        .add_worksheet()
        .write(0, 0, "Encuesta de la tienda")
        .unwrap();
    let sheet = workbook.add_worksheet();
    sheet.set_name(answers).unwrap();
    let names = [
        "Número",
        "Fecha",
        "Región",
        "Peso",
        "Satisfacción",
        "¿Volvería?",
    ];
    sheet.write_row(0, 0, names).unwrap();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for (row, (date, region, weight)) in (1..).zip([
        ((2026, 3, 1), "León", 1234.5),
        ((2026, 4, 3), "A Coruña; centro", 0.75),
        ((2026, 12, 31), "Cádiz", 1.0),
    ]) {
        let date = ExcelDateTime::from_ymd(date.0, date.1, date.2).unwrap();
        sheet.write(row, 0, row).unwrap();
        sheet.write_with_format(row, 1, &date, &day).unwrap();
        sheet.write(row, 2, region).unwrap();
        sheet.write(row, 3, weight).unwrap();
    }
    sheet.write(1, 4, 4).unwrap();
    sheet.write(2, 4, "Muy satisfecho").unwrap();
    for (row, yes) in [(1, true), (2, false), (3, true)] {
        sheet.write(row, 5, yes).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

#[tokio::test]
async fn every_format_of_the_same_answers_gives_the_same_records() {
    let (_directory, store) = open().await;
    let plain = format!("\u{feff}{ANSWERS}").into_bytes();
    let first = spanish(&store, plain, "respuestas.csv").await.unwrap();
    assert_eq!((first.rows.added, first.rows.answers), (3, 5));
    assert_eq!(
        first.days,
        Some(("2026-03-01".to_owned(), "2026-12-31".to_owned()))
    );
    let objects = r#"
        {"Número": 1, "Fecha": "01/03/2026", "Región": "León", "Peso": 1234.5, "Satisfacción": 4.0, "¿Volvería?": true}
        {"Número": 2, "Fecha": "03/04/2026", "Región": "A Coruña; centro", "Peso": "0,75", "Satisfacción": "Muy satisfecho", "¿Volvería?": false}
        {"¿Volvería?": "Sí", "Número": "3", "Fecha": "31/12/2026", "Región": "Cádiz", "Peso": 1}
    "#;
    for (name, bytes) in [
        ("windows.csv", windows_1252(ANSWERS)),
        ("windows.csv.gz", gzip(&windows_1252(ANSWERS))),
        ("answers.ndjson", objects.as_bytes().to_vec()),
        ("answers.jsonl.gz", gzip(objects.as_bytes())),
        ("answers.xlsx", spreadsheet("Respuestas")),
    ] {
        let report = spanish(&store, bytes, name).await.unwrap();
        assert!(report.rejects.is_empty(), "{name}: {:?}", report.rejects);
        let rows = report.rows;
        assert_eq!(
            (rows.added, rows.changed, rows.unchanged),
            (0, 0, 3),
            "{name}"
        );
    }
}

/// Next month's workbook, of which the sheet is called after the month: a kept mapping knows it by its headings.
#[tokio::test]
async fn a_kept_mapping_reads_a_sheet_that_was_renamed_on_the_command_line_too() {
    let (directory, store) = open().await;
    let at = |name: &str| directory.path().join(name);
    std::fs::write(at("tienda.toml"), SPANISH).unwrap();
    std::fs::write(at("marzo.xlsx"), spreadsheet("Respuestas")).unwrap();
    std::fs::write(at("abril.xlsx"), spreadsheet("Abril")).unwrap();
    let puente = |args: &[&str], file: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_puente"))
            .arg("--database")
            .arg(store.path())
            .args(args)
            .arg(at(file))
            .output()
            .unwrap();
        let said = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (
            output.status.success(),
            said(output.stdout),
            said(output.stderr),
        )
    };
    let (done, said, error) = puente(&["mapping", "keep"], "tienda.toml");
    assert!(done && said.contains("tienda"), "{said}{error}");
    // The file itself says which sheet, and nobody may read another: the headers of the cover are not those of the mapping.
    let file = at("tienda.toml").display().to_string();
    let (done, _, error) = puente(&["import", "records", "--mapping", &file], "abril.xlsx");
    assert!(!done && error.contains("Respuestas"), "{error}");
    for (book, added, unchanged) in [("marzo.xlsx", 3, 0), ("abril.xlsx", 0, 3)] {
        let records = ["import", "records", "--json", "--mapping", "tienda"];
        let (done, said, error) = puente(&records, book);
        assert!(done, "{book}: {error}");
        let said: serde_json::Value = serde_json::from_str(&said).unwrap();
        let report: ImportReport = serde_json::from_value(said["report"].clone()).unwrap();
        let rows = report.rows;
        assert_eq!(
            (rows.added, rows.unchanged, rows.rejected),
            (added, unchanged, 0),
            "{book}"
        );
    }
}

#[tokio::test]
async fn a_date_that_could_be_two_days_is_set_aside_with_what_to_add_to_the_mapping() {
    let (_directory, store) = open().await;
    let report = load(
        &store,
        file(&["1,03/04/2026,north,1,5", "2,45000,north,1,5"]),
    )
    .await;
    assert_eq!((report.rows.added, report.rows.rejected), (0, 2));
    let said = |at: usize| said(&report.rejects[at]);
    assert!(said(0).contains("not guessed"), "{}", said(0));
    assert!(
        said(0).contains("{ template = \"{day}\", format = \"%d/%m/%Y\" }"),
        "{}",
        said(0)
    );
    assert!(
        said(1).contains("{ template = \"{day}\", format = \"serial\" }"),
        "{}",
        said(1)
    );
}

#[tokio::test]
async fn a_spreadsheets_count_of_days_is_a_date_where_the_mapping_declares_it() {
    let (_directory, store) = open().await;
    let declared = MAPPING.replace("%Y-%m-%d", "serial");
    let csv = Cursor::new(file(&["1,45000,north,1,5", "2,2026-03-01,north,1,5"]));
    let options = Options::default();
    let report = import::import(&store, &mapping(&declared), csv, &options, |_| {})
        .await
        .unwrap();
    // Day 45000 is 15 March 2023 in every spreadsheet.
    let day = "2023-03-15".to_owned();
    assert_eq!(report.days, Some((day.clone(), day)));
    assert_eq!(report.rows.rejected, 1);
}

#[tokio::test]
async fn a_cut_archive_leaves_nothing_and_says_so() {
    let (_directory, store) = open().await;
    let whole = gzip(many(20_000).as_bytes());
    for length in [whole.len() / 2, whole.len() - 4] {
        let error = try_import(&store, &whole[..length], &Options::default()).await;
        let said = error.unwrap_err().to_string();
        assert!(said.contains("gzip archive ends too early"), "{said}");
    }
    assert_eq!(count(&store, "SELECT COUNT(*) FROM record").await, 0);
    assert_eq!(load(&store, whole).await.rows.added, 20_000);
}

#[tokio::test]
async fn an_archive_in_an_archive_is_refused() {
    let (_directory, store) = open().await;
    let twice = gzip(&gzip(many(3).as_bytes()));
    let said = try_import(&store, twice, &Options::default())
        .await
        .unwrap_err()
        .to_string();
    assert!(said.contains("gzip archive in another"), "{said}");
}

#[tokio::test]
async fn lines_of_json_that_are_of_no_use_are_set_aside_with_line_and_reason() {
    let (_directory, store) = open().await;
    let lines = [
        r#"{"id": "1", "day": "2026-03-01", "weight": 1, "stars": 5, "tags": ["a"], "more": {"x": 1}}"#,
        r#"{"id": "2", "day": "2026-03-01", "weight": 1, "stars": [5, 4]}"#,
        r#"{"id": "3", "day": "2026-03-01", "weight": 1, "stars": }"#,
        r#"["4", "2026-03-01"]"#,
        r#"{"day": "2026-03-01", "weight": 1, "stars": 5}"#,
        r#"{"id": "6", "day": "2026-03-01", "weight": 1}"#,
        r#"{"id": "7", "day": "2026-03-01", "#,
    ];
    let report = load(&store, lines.join("\n")).await;
    assert_eq!(
        (report.rows.added, report.rows.answers, report.rows.rejected),
        (2, 1, 5)
    );
    assert_eq!(report.missing_columns, ["region"]);
    assert_eq!(report.unused_columns, ["more.x", "tags"]);
    for (reject, (line, column, words)) in report.rejects.iter().zip([
        (2, Some("stars"), "a list"),
        (3, None, "not JSON from character"),
        (4, None, "no object"),
        (5, Some("id"), "empty"),
        (7, None, "was the file cut off"),
    ]) {
        assert_eq!(
            (reject.line, reject.column.as_deref()),
            (line, column),
            "{}",
            said(reject)
        );
        assert!(said(reject).contains(words), "{}", said(reject));
    }
}

#[tokio::test]
async fn a_column_that_only_later_lines_of_json_have_is_read_there() {
    let (_directory, store) = open().await;
    let mut lines: Vec<String> = (0..2_000)
        .map(|id| format!(r#"{{"id":{id},"day":"2026-03-01","weight":1,"stars":5}}"#))
        .collect();
    lines.push(
        r#"{"id":"last","day":"2026-03-01","weight":1,"stars":1,"Region":"north"}"#.to_owned(),
    );
    let report = load(&store, lines.join("\n")).await;
    assert_eq!((report.rows.added, report.rows.rejected), (2_001, 0));
    let north = crate::support::csat(&store, Some("region")).await;
    assert!(format!("{north:?}").contains("north"), "{north:?}");
}

#[tokio::test]
async fn json_of_something_else_is_refused_like_any_other_file() {
    let (_directory, store) = open().await;
    for (text, said) in [
        ("[{\"id\": 1}]", "one object on each line"),
        ("{\n \"id\": 1\n}\n", "line 1: "),
        (
            "{\"number\": 1, \"day\": \"2026-03-01\"}",
            "needs the column \"id\"",
        ),
        (
            "{\"id\": 1, \"day\": \"2026-03-01\", \"weight\": 1}",
            "none of the columns",
        ),
    ] {
        let error = try_import(&store, text, &Options::default())
            .await
            .unwrap_err()
            .to_string();
        assert!(error.contains(said), "{said}: {error}");
    }
    assert_eq!(count(&store, "SELECT COUNT(*) FROM import_batch").await, 0);
}

#[tokio::test]
async fn rows_that_a_merged_cell_reaches_into_are_set_aside() {
    let (_directory, store) = open().await;
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet
        .write_row(0, 0, ["id", "day", "region", "weight", "stars"])
        .unwrap();
    for row in 1..4 {
        sheet
            .write_row(row, 0, [&format!("{row}"), "2026-03-01", "", "1", "5"])
            .unwrap();
    }
    sheet
        .merge_range(1, 2, 2, 2, "north", &Format::new())
        .unwrap();
    let report = load(&store, workbook.save_to_buffer().unwrap()).await;
    assert_eq!((report.rows.added, report.rows.rejected), (2, 1));
    let reject = &report.rejects[0];
    assert_eq!((reject.line, reject.column.as_deref()), (3, Some("region")));
    assert_eq!(reject.reason, RowProblem::Merged);
}
