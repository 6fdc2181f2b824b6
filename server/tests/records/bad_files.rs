//! Files that are no delimited text, not the mapping's, cut off, huge or wrong in single rows.

use std::io::{self, Read};

use server::record::import::{self, ImportError, Options};
use shared::{
    api::ImportReport,
    record::{DateProblem, Decimal, RowProblem},
};

use crate::support::{MAPPING, count, file, load, many, mapping, open, said, try_import};

#[tokio::test]
async fn what_cannot_be_read_is_kept_with_line_and_reason_and_stops_nothing() {
    let (_directory, store) = open().await;
    let report = load(
        &store,
        "id,day,region,weight,stars\n\
         1,2026-03-01,north,1,5\n\
         2,2026-02-30,north,1,5\n\
         3,2026-03-01,north,1,6\n\
         4,2026-03-01,north,1,0\n\
         5,2026-03-01,north\n\
         6,2026-03-01,north,heavy,5\n\
         ,2026-03-01,north,1,5\n\
         8,2026-03-01,north,1,5\n\
         8,2026-03-01,north,1,4\n\
         9,2026-03-01,\"north,1,5\n",
    )
    .await;
    // Row 3 keeps its place without its rating; row 4 has none; the second 8 says something else than the first.
    assert_eq!((report.rows.added, report.rows.answers), (4, 2));
    assert_eq!((report.rows.rejected, report.rows.values_rejected), (6, 1));
    let mut reasons: Vec<(u64, String)> = report
        .rejects
        .iter()
        .map(|reject| (reject.line, said(reject)))
        .collect();
    reasons.sort_unstable();
    for ((line, reason), (expected, word)) in reasons.iter().zip([
        (3, "date"),
        (4, "scale"),
        (6, "fields"),
        (7, "number"),
        (8, "empty"),
        (10, "same id"),
        (11, "inside quotes"),
    ]) {
        assert_eq!(*line, expected, "{reason}");
        assert!(reason.contains(word), "{line}: {reason}");
    }
    assert_eq!(count(&store, "SELECT COUNT(*) FROM import_reject").await, 7);
}

#[tokio::test]
async fn files_that_cannot_be_imported_are_refused_before_anything_is_written() {
    let (_directory, store) = open().await;
    for (text, said) in [
        (&b""[..], "empty"),
        (
            b"id;day;region;weight;stars\n1;2026-03-01;north;1;5\n",
            "delimiter = \";\"",
        ),
        (b"id,day,region,weight,stars,Stars\n", "twice"),
        (b"id,date,region,weight,stars\n", "needs the column \"day\""),
        (b"id,day,region,weight\n", "none of the columns"),
        (
            b"id,day,region,weight,stars\n1,2026-03-01,Le\xf3n,1,5\n",
            "line 2 is not UTF-8",
        ),
        (b"PK\x03\x04\x14\0\x06\0", "spreadsheet"),
    ] {
        let error = try_import(&store, text, &Options::default())
            .await
            .unwrap_err()
            .to_string();
        assert!(error.contains(said), "{said}: {error}");
    }
    assert_eq!(count(&store, "SELECT COUNT(*) FROM import_batch").await, 0);
    let report = load(&store, "id,day,region,weight,stars\n").await;
    assert_eq!(report.rows, shared::api::RowCounts::default());
}

#[tokio::test]
async fn headers_may_differ_in_case_spaces_and_byte_order_mark() {
    let (_directory, store) = open().await;
    let report = load(
        &store,
        "\u{feff}ID , Day,REGION,Weight,\"Stars\"\r\n1,2026-03-01,north,1,5\r\n",
    )
    .await;
    assert_eq!((report.rows.added, report.missing_columns.len()), (1, 0));
}

/// So much of one byte, without holding it in memory.
fn filled_with(byte: u8, megabytes: u64) -> impl Read + Send + 'static {
    io::repeat(byte).take(megabytes << 20)
}

async fn import_stream(
    store: &server::store::Store,
    stream: impl Read + Send + 'static,
) -> Result<ImportReport, ImportError> {
    import::import(
        store,
        &mapping(MAPPING),
        stream,
        &Options::default(),
        |_| {},
    )
    .await
}

#[tokio::test]
async fn a_hundred_megabytes_without_a_line_end_are_refused_as_a_header() {
    let (_directory, store) = open().await;
    let error = import_stream(&store, filled_with(b'x', 100)).await;
    let said = error.unwrap_err().to_string();
    assert!(said.contains("line 1, the header"), "{said}");
    assert!(said.contains("longer than 1 MiB"), "{said}");
    assert_eq!(count(&store, "SELECT COUNT(*) FROM import_batch").await, 0);
}

#[tokio::test]
async fn a_huge_line_among_the_rows_is_set_aside_and_the_rest_imported() {
    let (_directory, store) = open().await;
    let stream = io::Cursor::new(file(&["1,2026-03-01,north,1,5"]))
        .chain(filled_with(b'x', 20))
        .chain(&b"\n2,2026-03-01,north,1,5\n"[..]);
    let report = import_stream(&store, stream).await.unwrap();
    assert_eq!((report.rows.added, report.rows.rejected), (2, 1));
    assert_eq!(report.rejects[0].line, 3);
    assert!(said(&report.rejects[0]).contains("longer than 1 MiB"));
}

#[tokio::test]
async fn a_file_of_zeros_is_refused_as_binary_data() {
    let (_directory, store) = open().await;
    let error = import_stream(&store, filled_with(0, 10)).await.unwrap_err();
    assert!(error.to_string().contains("binary data"), "{error}");
}

#[tokio::test]
async fn a_file_whose_end_was_lost_to_zeros_keeps_its_rows_and_says_where_they_end() {
    let (_directory, store) = open().await;
    // As a crash of the exporting machine leaves it: the length is there, the content is not.
    let stream = io::Cursor::new(many(5_000)).chain(filled_with(0, 3));
    let report = import_stream(&store, stream).await.unwrap();
    assert_eq!((report.rows.added, report.rows.rejected), (5_000, 1));
    assert_eq!(report.rejects[0].line, 5_002);
}

#[tokio::test]
async fn a_cell_with_a_zero_byte_refuses_its_row() {
    let (_directory, store) = open().await;
    // Far enough down that the look at the file's beginning does not see it.
    let report = load(&store, many(4_000) + "a\0b,2026-03-01,north,1,5\n").await;
    assert_eq!((report.rows.added, report.rows.rejected), (4_000, 1));
    assert!(
        matches!(report.rejects[0].reason, RowProblem::ZeroByte),
        "{:?}",
        report.rejects[0].reason
    );
}

#[tokio::test]
async fn utf_16_is_named_with_and_without_its_mark() {
    let (_directory, store) = open().await;
    let text = file(&["1,2026-03-01,north,1,5"]);
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked = [b"\xff\xfe".as_slice(), &little].concat();
    for bytes in [little, big, marked] {
        let error = try_import(&store, bytes, &Options::default()).await;
        let said = error.unwrap_err().to_string();
        assert!(said.contains("UTF-16") && said.contains("UTF-8"), "{said}");
    }
}

#[tokio::test]
async fn dates_and_ratings_that_do_not_exist_are_said_with_what_was_found() {
    let (_directory, store) = open().await;
    let report = load(
        &store,
        file(&[
            "1,2026-02-29,north,1,5",
            "2,2026-13-01,north,1,5",
            "3,2026-04-31,north,1,5",
            "4,9999-01-01,north,1,5",
            "5,,north,1,5",
            "6,2026-03-01,north,1,-1",
            "7,2026-03-01,north,1,2147483648",
            "8,2026-03-01,north,1,4.5",
            "9,2026-03-01,north,1,1e999",
            "10,2026-03-01,north,NaN,5",
            "11,2026-03-01,north,-1,5",
            "12,2024-02-29,north,1,5.0",
        ]),
    )
    .await;
    // Rows 6 to 9 are kept without their rating, row 12 is sound.
    assert_eq!((report.rows.added, report.rows.answers), (5, 1));
    assert_eq!((report.rows.rejected, report.rows.values_rejected), (7, 4));
    let rejects = &report.rejects;
    let of = |line: u64| rejects.iter().find(|reject| reject.line == line).unwrap();
    let no_date = || {
        RowProblem::Date(Box::new(DateProblem {
            expected: "%Y-%m-%d".to_owned(),
            ..DateProblem::default()
        }))
    };
    let off_scale = || RowProblem::OffScale { min: 1, max: 5 };
    let decimal = Decimal::Point;
    for (line, column, reason, found) in [
        (2, "day", no_date(), "2026-02-29"),
        (3, "day", no_date(), "2026-13-01"),
        (4, "day", no_date(), "2026-04-31"),
        (5, "day", no_date(), "9999-01-01"),
        (6, "day", no_date(), ""),
        (7, "stars", off_scale(), "-1"),
        (8, "stars", off_scale(), "2147483648"),
        (9, "stars", RowProblem::NotWhole, "4.5"),
        (10, "stars", RowProblem::NotWhole, "1e999"),
        (11, "weight", RowProblem::NotANumber { decimal }, "NaN"),
        (12, "weight", RowProblem::WeightOutOfRange, "-1"),
    ] {
        let reject = of(line);
        assert_eq!(reject.column.as_deref(), Some(column), "line {line}");
        assert_eq!(reject.reason, reason, "line {line}");
        assert_eq!(reject.found, found);
    }
}

#[tokio::test]
async fn columns_that_the_mapping_does_not_use_and_that_the_file_lacks_are_listed() {
    let (_directory, store) = open().await;
    let report = load(
        &store,
        "id,day,weight,stars,comment\n1,2026-03-01,1,5,fine\n",
    )
    .await;
    assert_eq!(report.missing_columns, ["region"]);
    assert_eq!(report.unused_columns, ["comment"]);
    assert_eq!(report.rows.added, 1);
}
