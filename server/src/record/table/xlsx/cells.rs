//! What a cell says, as text: dates as in ISO 8601, numbers as a person writes them, formulas by the value kept for them.

use calamine::{DataRef, ExcelDateTime};

use crate::record::table::CellKind;

/// The text of a cell and what it is known to be; nothing for an empty one.
pub(super) fn text(value: &DataRef<'_>) -> Option<(String, CellKind)> {
    let (text, kind) = match value {
        DataRef::Empty => return None,
        DataRef::Int(number) => (number.to_string(), CellKind::Number),
        DataRef::Float(number) => (plain(*number), CellKind::Number),
        DataRef::String(text) => (text.clone(), CellKind::Text),
        DataRef::SharedString(text) => ((*text).to_owned(), CellKind::Text),
        DataRef::Bool(value) => (value.to_string(), CellKind::Text),
        DataRef::DateTime(moment) => return Some(date(moment)),
        DataRef::DateTimeIso(text) => iso(text),
        DataRef::DurationIso(text) => (text.clone(), CellKind::Text),
        DataRef::Error(error) => (error.to_string(), CellKind::Text),
    };
    // A zero is not possible in XML, and nothing behind this could store it.
    let text = if text.contains('\0') {
        text.replace('\0', "\u{fffd}")
    } else {
        text
    };
    (!text.trim().is_empty()).then_some((text, kind))
}

/// A number as a spreadsheet shows it: of 15 digits, without the noise of binary fractions.
fn plain(number: f64) -> String {
    // Whole numbers up to here are exact.
    if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 {
        // No minus before a zero.
        return format!("{}", number + 0.0);
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{rounded}")
}

fn date(moment: &ExcelDateTime) -> (String, CellKind) {
    let serial = moment.as_f64();
    if moment.is_duration() || !serial.is_finite() {
        return (plain(serial), CellKind::Number);
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    // To the second: what is left is the noise of a day's fraction.
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    let midnight = (hour, minute, second, milli) == (0, 0, 0, 0);
    if (0.0..1.0).contains(&serial) {
        // No day at all: the time of one.
        (time, CellKind::Text)
    } else if midnight {
        (format!("{year:04}-{month:02}-{day:02}"), CellKind::Date)
    } else {
        (
            format!("{year:04}-{month:02}-{day:02}T{time}"),
            CellKind::Date,
        )
    }
}

/// A date that the file itself writes as in ISO 8601, as strict files do.
fn iso(text: &str) -> (String, CellKind) {
    let text = text.trim_end_matches('Z');
    let text = match text.split_once('T') {
        Some((day, time)) if time.starts_with("00:00:00") => day,
        _ => text.split_once('.').map_or(text, |(whole, _)| whole),
    };
    (text.to_owned(), CellKind::Date)
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    fn said(value: &DataRef<'_>) -> String {
        text(value).map_or_else(String::new, |(text, _)| text)
    }

    #[test]
    fn numbers_have_no_noise() {
        for (number, expected) in [
            (3.0, "3"),
            (-0.0, "0"),
            (0.1 + 0.2, "0.3"),
            (1234.56, "1234.56"),
            (123_456_789_012_345.0, "123456789012345"),
        ] {
            assert_eq!(said(&DataRef::Float(number)), expected);
        }
    }

    #[test]
    fn dates_are_iso_text_in_both_of_a_spreadsheets_calendars() {
        let date = |serial, is_1904| {
            let kind = ExcelDateTimeType::DateTime;
            said(&DataRef::DateTime(ExcelDateTime::new(
                serial, kind, is_1904,
            )))
        };
        // As Microsoft documents them: 1 January 2008 is day 39448, and 5 July 1998 is 35981 or 34519.
        assert_eq!(date(39448.0, false), "2008-01-01");
        assert_eq!(date(35981.5, false), "1998-07-05T12:00:00");
        assert_eq!(date(34519.0, true), "1998-07-05");
        assert_eq!(date(0.75, false), "18:00:00");
        let strict = DataRef::DateTimeIso("2026-03-01T00:00:00.000Z".to_owned());
        assert_eq!(said(&strict), "2026-03-01");
    }
}
