//! Sheets as people make them, and as nobody should.

use std::io::Cursor;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook as Writer};

use super::{CellKind, Row, Rows, TableError, Width};

fn written(write: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut workbook = Writer::new();
    write(&mut workbook);
    workbook.save_to_buffer().unwrap()
}

fn open(bytes: Vec<u8>, sheet: Option<&str>) -> Result<Rows, TableError> {
    super::open(Cursor::new(bytes), sheet, Width::OfHeader)
}

fn read(bytes: Vec<u8>, sheet: Option<&str>) -> Vec<(u64, Vec<String>)> {
    let mut rows = open(bytes, sheet).unwrap();
    let (mut row, mut all) = (Row::default(), Vec::new());
    while rows.next(&mut row).unwrap() {
        all.push((row.line, row.fields().map(str::to_owned).collect()));
    }
    all
}

fn refused(bytes: Vec<u8>, sheet: Option<&str>) -> String {
    match open(bytes, sheet) {
        Ok(_) => String::new(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn rows_have_the_sheets_numbers_dates_are_iso_and_formulas_their_kept_value() {
    let bytes = written(|workbook| {
        let sheet = workbook.add_worksheet();
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let moment = Format::new().set_num_format("dd/mm/yyyy hh:mm");
        // Two empty rows above, one between, and a note to the right of the header.
        for (column, name) in ["id", "day", "at", "n", "yes"].into_iter().enumerate() {
            sheet
                .write(2, u16::try_from(column).unwrap(), name)
                .unwrap();
        }
        let date = ExcelDateTime::from_ymd(2026, 3, 1).unwrap();
        sheet.write(4, 0, 3.0).unwrap();
        sheet.write_with_format(4, 1, &date, &day).unwrap();
        let date = date.and_hms(13, 45, 10).unwrap();
        sheet.write_with_format(4, 2, &date, &moment).unwrap();
        // One and one is two; what the file keeps is what counts.
        let formula = Formula::new("=1+1").set_result("5");
        sheet.write_formula(4, 3, formula).unwrap();
        sheet.write(4, 4, true).unwrap();
        sheet.write(4, 7, "a note").unwrap();
    });
    let cells = ["3", "2026-03-01", "2026-03-01T13:45:10", "5", "true"];
    assert_eq!(
        read(bytes.clone(), None),
        [
            (
                3,
                ["id", "day", "at", "n", "yes"].map(str::to_owned).to_vec()
            ),
            (5, cells.map(str::to_owned).to_vec()),
        ]
    );
    let mut rows = open(bytes, None).unwrap();
    let mut row = Row::default();
    rows.next(&mut row).unwrap();
    rows.next(&mut row).unwrap();
    assert_eq!(row.kind(0), CellKind::Number);
    assert_eq!((row.kind(1), row.kind(2)), (CellKind::Date, CellKind::Date));
}

#[test]
fn a_sheet_without_a_header_is_read_as_wide_as_each_row_is() {
    let bytes = written(|workbook| {
        let sheet = workbook.add_worksheet();
        sheet.write_row(0, 0, ["stage", "", "Before"]).unwrap();
        // Styled and empty, as deleted rows stay behind: nothing is in them.
        for row in 1..2_000 {
            let empty = sheet.write_blank(row, 0, &Format::new().set_bold());
            empty.unwrap();
        }
        let row = ["step", "", "Search", "Compare"];
        sheet.write_row(2_000, 0, row).unwrap();
    });
    let mut rows = super::open(Cursor::new(bytes), None, Width::Own).unwrap();
    let (mut row, mut all) = (Row::default(), Vec::new());
    while rows.next(&mut row).unwrap() {
        all.push((
            row.line,
            row.fields().map(str::to_owned).collect::<Vec<_>>(),
        ));
    }
    let expected = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
    assert_eq!(
        all,
        [
            (1, expected(&["stage", "", "Before"])),
            (2_001, expected(&["step", "", "Search", "Compare"])),
        ]
    );
    let empty = written(|workbook| {
        workbook.add_worksheet();
    });
    assert!(super::open(Cursor::new(empty), None, Width::Own).is_err());
}

#[test]
fn the_first_sheet_to_be_seen_is_read_or_the_one_named() {
    let bytes = written(|workbook| {
        for (name, hidden) in [("Lists", true), ("March", false), ("April", false)] {
            let sheet = workbook.add_worksheet();
            sheet.set_name(name).unwrap().set_hidden(hidden);
            sheet.write(0, 0, name).unwrap();
        }
        workbook
            .worksheet_from_name("March")
            .unwrap()
            .set_active(true);
    });
    assert_eq!(read(bytes.clone(), None)[0].1, ["March"]);
    assert_eq!(read(bytes.clone(), Some("april "))[0].1, ["April"]);
    let said = refused(bytes, Some("Mars"));
    assert!(
        said.contains("no sheet \"Mars\"") && said.contains("\"March\", \"April\""),
        "{said}"
    );
}

#[test]
fn an_empty_sheet_is_refused_with_the_others() {
    let bytes = written(|workbook| {
        workbook.add_worksheet().set_name("Cover").unwrap();
        workbook.add_worksheet().set_name("Data").unwrap();
    });
    let said = refused(bytes, None);
    assert!(
        said.contains("\"Cover\" is empty") && said.contains("\"Data\""),
        "{said}"
    );
    assert!(said.contains("sheet = "), "{said}");
}

#[test]
fn cells_below_a_merged_one_are_known_to_be_so() {
    let bytes = written(|workbook| {
        let sheet = workbook.add_worksheet();
        sheet.write_row(0, 0, ["id", "region", "stars"]).unwrap();
        for row in 1..4 {
            sheet.write(row, 0, row).unwrap();
            sheet.write(row, 2, 5).unwrap();
        }
        sheet
            .merge_range(1, 1, 2, 1, "north", &Format::new())
            .unwrap();
    });
    let mut rows = open(bytes, None).unwrap();
    let (mut row, mut kinds) = (Row::default(), Vec::new());
    while rows.next(&mut row).unwrap() {
        kinds.push((row.kind(1), row.field(1).to_owned()));
    }
    assert_eq!(kinds[1], (CellKind::Text, "north".to_owned()));
    assert_eq!(kinds[2], (CellKind::Merged, String::new()));
    assert_eq!(kinds[3], (CellKind::Text, String::new()));
}

#[test]
fn what_is_no_such_spreadsheet_is_said_with_what_to_do() {
    let sound = written(|workbook| {
        workbook.add_worksheet().write(0, 0, "id").unwrap();
    });
    let said = refused(sound[..sound.len() / 2].to_vec(), None);
    assert!(
        said.contains("damaged") && said.contains("save it again"),
        "{said}"
    );
    let old = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 600]].concat();
    let said = super::old(Cursor::new(old.clone())).to_string();
    assert!(
        said.contains(".xls") && said.contains("save it as .xlsx"),
        "{said}"
    );
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let said = super::old(Cursor::new([old, name].concat())).to_string();
    assert!(said.contains("password"), "{said}");
}
