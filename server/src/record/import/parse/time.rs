//! The time of a row, and what to add to the mapping where a date is written in a form that it does not declare.

use jiff::fmt::strtime;
use shared::api::Reject;

use super::{Bound, Parsed, Parser, reject};
use crate::record::{
    import::moment,
    mapping::{TimeFormat, forms::forms},
    table::{CellKind, Row},
};

/// Counts of days that are likely to be dates: from 1982 to 2064.
const LIKELY_SERIAL: std::ops::Range<f64> = 30_000.0..60_000.0;

impl Parser<'_> {
    /// The time of a row, by the first of the forms that reads it.
    pub(super) fn time(&mut self, row: &Row, parsed: &mut Parsed) -> Result<(), Reject> {
        let mut column = None;
        for (pieces, format) in &self.time {
            self.scratch.clear();
            for piece in pieces {
                match piece {
                    Bound::Text(text) => self.scratch.push_str(text),
                    // No time is made of a whole row.
                    Bound::Row => {}
                    Bound::Column { at, name } => {
                        column.get_or_insert((*at, name.as_str()));
                        self.scratch.push_str(row.field(*at));
                    }
                }
            }
            let (rule, zone) = (&self.mapping.time, &self.workspace_zone);
            let placed = match pieces.as_slice() {
                [Bound::Column { at, .. }] if row.kind(*at) == CellKind::Date => {
                    moment::iso(rule, zone, &self.scratch)
                }
                _ => moment::moment(rule, zone, format, &self.scratch),
            };
            if let Some((day, at, offset)) = placed {
                (parsed.day, parsed.at, parsed.offset) = (day, at, offset);
                return Ok(());
            }
        }
        let (at, name) = column.unwrap_or((usize::MAX, ""));
        let declared: Vec<&TimeFormat> = self.time.iter().map(|(_, format)| *format).collect();
        let formats: Vec<String> = declared.iter().map(ToString::to_string).collect();
        let what = hint(row.field(at), name, &declared)
            .unwrap_or_else(|| "not a date that exists".to_owned());
        let reason = format!(
            "{what} (read as {:?}, expected as {})",
            self.scratch,
            formats.join(" or ")
        );
        Err(reject(
            row.line,
            (!name.is_empty()).then_some(name),
            reason,
            row.field(at),
        ))
    }
}

/// Which form to add to the mapping, where a cell is a date in another. What could be two dates is not guessed.
fn hint(cell: &str, column: &str, declared: &[&TimeFormat]) -> Option<String> {
    let form = |format: &str| format!("{{ template = \"{{{column}}}\", format = \"{format}\" }}");
    let place = "to forms in the mapping's [time]";
    let likely = cell.replace(',', ".").parse();
    if likely.is_ok_and(|days| LIKELY_SERIAL.contains(&days)) && moment::serial(cell).is_some() {
        return (!declared.contains(&&TimeFormat::Serial)).then(|| {
            format!(
                "a number, and no date. If it is a spreadsheet's count of days, add {} {place}",
                form("serial")
            )
        });
    }
    let formats: Vec<String> = forms(cell)?
        .into_iter()
        .filter(|format| strtime::parse(format, cell).is_ok_and(|read| read.to_date().is_ok()))
        .collect();
    let is_declared = |format: &String| declared.contains(&&TimeFormat::Written(format.clone()));
    if formats.iter().any(is_declared) {
        return None;
    }
    match formats.as_slice() {
        [] => None,
        [only] => Some(format!(
            "a date in a form that the mapping does not declare: add {} {place}",
            form(only)
        )),
        [first, second, ..] => Some(format!(
            "a date that can be read in two ways, which is not guessed: add {} {place} if the day comes first, or {} if the month does",
            form(first),
            form(second)
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(cell: &str, declared: &str) -> String {
        let declared = TimeFormat::Written(declared.to_owned());
        hint(cell, "Fecha", &[&declared]).unwrap_or_default()
    }

    #[test]
    fn a_date_in_another_form_is_said_with_the_line_to_add() {
        let line = |format| format!("add {{ template = \"{{Fecha}}\", format = \"{format}\" }}");
        for (cell, format) in [
            ("31/12/2026", "%d/%m/%Y"),
            ("12/31/2026", "%m/%d/%Y"),
            ("31.12.26 18:05", "%d.%m.%y %H:%M"),
            ("2026/12/31", "%Y/%m/%d"),
            ("45000", "serial"),
        ] {
            let said = said(cell, "%Y-%m-%d");
            assert!(said.contains(&line(format)), "{cell}: {said}");
        }
    }

    #[test]
    fn a_date_that_could_be_two_is_never_guessed() {
        let said = said("03/04/2026", "%Y-%m-%d");
        assert!(said.contains("not guessed"), "{said}");
        assert!(
            said.contains("%d/%m/%Y") && said.contains("%m/%d/%Y"),
            "{said}"
        );
    }

    #[test]
    fn a_date_that_does_not_exist_in_the_declared_form_is_no_reason_for_another() {
        for cell in ["31/02/2026", "99/99/2026", "soon", "", "/", "3//4"] {
            assert_eq!(said(cell, "%d/%m/%Y"), "", "{cell}");
        }
    }
}
