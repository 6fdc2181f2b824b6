//! Cells with what they hold, and how lists of them are written.

use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};
use shared::{
    exchange::{drawing::Tone, is_formula, xml},
    locale::Date,
};

/// The most characters of a cell (ECMA-376 leaves it open; every spreadsheet ends there).
const MOST_CHARACTERS: usize = 32_767;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Nothing,
    Text(String),
    Number(f64),
    /// A number that is shown in a way of its own.
    Shown(f64, &'static str),
    Day(Date),
}

impl Value {
    pub(super) fn text(text: &str) -> Self {
        if text.is_empty() {
            Self::Nothing
        } else {
            Self::Text(text.to_owned())
        }
    }

    /// A day as the API writes it.
    pub(super) fn day(day: Option<&str>) -> Self {
        let day = day.and_then(|day| day.parse().ok());
        day.map_or(Self::Nothing, Self::Day)
    }

    pub(super) fn number(number: Option<f64>) -> Self {
        number
            .filter(|number| number.is_finite())
            .map_or(Self::Nothing, Self::Number)
    }

    pub(super) fn shown(number: Option<f64>, how: &'static str) -> Self {
        number
            .filter(|number| number.is_finite())
            .map_or(Self::Nothing, |number| Self::Shown(number, how))
    }
}

/// A colour as the format takes it.
pub(super) fn colour(tone: Tone) -> u32 {
    let hex = tone.hex(false).trim_start_matches('#');
    u32::from_str_radix(hex, 16).unwrap_or_default()
}

/// A day; `None` of one that spreadsheets do not know: they begin with 1900.
pub(super) fn datetime(day: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    let (month, day) = (
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
    );
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// How text is laid in its cell.
pub(super) fn plain() -> Format {
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    plain.set_indent(1)
}

/// Points of a line of text, and the most of a row.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 405.0;

/// How high a row has to be, so that nothing of it is cut: not every reader reckons that by itself. `wide` is each cell's characters.
pub(super) fn height<'a>(cells: impl Iterator<Item = (&'a str, f64)>) -> f64 {
    let lines = cells.map(|(text, wide)| {
        let of = |line: &str| {
            let letters = u32::try_from(line.chars().count()).unwrap_or(u32::MAX);
            // Words that do not fit leave room at the end of a line.
            (f64::from(letters) * 1.15 / (wide - 2.0).max(4.0))
                .ceil()
                .max(1.0)
        };
        text.lines().map(of).sum::<f64>()
    });
    (lines.fold(1.0, f64::max) * LINE).min(HIGHEST)
}

/// The head of a list.
pub(super) fn head() -> Format {
    plain()
        .set_bold()
        .set_background_color(colour(Tone::Sunken))
        .set_border_bottom(FormatBorder::Medium)
        .set_border_bottom_color(colour(Tone::LineStrong))
}

/// Writes a value. Text is never anything else.
pub(super) fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    format: &Format,
) -> Result<(), XlsxError> {
    match value {
        Value::Nothing => {}
        Value::Text(text) => {
            let short = short(text);
            // What spreadsheets take for a formula keeps the mark of a text when it is edited.
            if is_formula(short.trim_start()) {
                let quoted = format.clone().set_quote_prefix();
                sheet.write_string_with_format(row, column, short, &quoted)?;
            } else {
                sheet.write_string_with_format(row, column, short, format)?;
            }
        }
        Value::Number(number) => {
            sheet.write_number_with_format(row, column, *number, format)?;
        }
        Value::Shown(number, how) => {
            let format = format.clone().set_num_format(*how);
            sheet.write_number_with_format(row, column, *number, &format)?;
        }
        Value::Day(day) => {
            if let Some(day) = datetime(*day) {
                let format = format.clone().set_num_format("yyyy-mm-dd");
                sheet.write_datetime_with_format(row, column, &day, &format)?;
            }
        }
    }
    Ok(())
}

/// What a cell can hold of a text, without what XML cannot.
fn short(text: &str) -> String {
    let good = |c: &char| *c == '\n' || xml::holds(*c);
    let mut said: String = text.chars().filter(good).collect();
    // Spreadsheets count in UTF-16.
    let mut units = 0;
    let fits = said.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units >= MOST_CHARACTERS
    });
    if let Some((at, _)) = fits {
        said.truncate(at);
        said.push('…');
    }
    said
}

/// A list with a head.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// What columns are called, and how many characters wide they are.
    pub(super) columns: Vec<(&'static str, f64)>,
    pub(super) rows: Vec<Vec<Value>>,
}

impl Table {
    pub(super) fn write(&self, sheet: &mut Worksheet, name: &str) -> Result<(), XlsxError> {
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_landscape();
        sheet.set_paper_size(9);
        sheet.set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 0)?;
        let (head, plain) = (head(), plain());
        let mut last = 0;
        let names = self.columns.iter().map(|(name, wide)| (*name, *wide));
        sheet.set_row_height(0, height(names))?;
        for (at, (name, width)) in (0_u16..).zip(&self.columns) {
            sheet.set_column_width(at, *width)?;
            sheet.write_string_with_format(0, at, *name, &head)?;
            last = at;
        }
        let mut rows = 0;
        for (at, row) in (1_u32..).zip(&self.rows) {
            for (column, value) in (0_u16..).zip(row) {
                put(sheet, (at, column), value, &plain)?;
            }
            let texts = row.iter().zip(&self.columns);
            let texts = texts.filter_map(|(value, (_, wide))| match value {
                Value::Text(text) => Some((text.as_str(), *wide)),
                _ => None,
            });
            sheet.set_row_height(at, height(texts))?;
            rows = at;
        }
        sheet.autofilter(0, 0, rows, last)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_too_long_or_that_xml_cannot_hold_is_cut_to_what_a_cell_holds() {
        assert_eq!(short("a\u{0}b\nc\u{ffff}\u{202e}"), "ab\nc\u{202e}");
        let long = short(&"👟".repeat(20_000));
        assert!(long.encode_utf16().count() <= MOST_CHARACTERS);
        assert!(long.ends_with("👟…"));
    }
}
