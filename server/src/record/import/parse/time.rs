//! The time of a row, and the form that is meant where a date is written in one that the mapping does not declare.

use jiff::fmt::strtime;
use shared::{
    api::Reject,
    record::{DateProblem, RowProblem},
};

use super::{Bound, FOUND, Parsed, Parser, reject};
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
        for (form, (pieces, format)) in self.time.iter().enumerate() {
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
            let is_date = match pieces.as_slice() {
                [Bound::Column { at, .. }] => row.kind(*at) == CellKind::Date,
                _ => false,
            };
            let placed = match &self.last_time {
                _ if is_date => moment::iso(rule, zone, &self.scratch),
                // Files are in order of time more often than not.
                Some((last, text, placed)) if *last == form && *text == self.scratch => {
                    Some(*placed)
                }
                _ => moment::moment(rule, zone, format, &self.scratch),
            };
            if let Some(placed) = placed {
                (parsed.day, parsed.at, parsed.offset) = placed;
                if !is_date {
                    let last = self.last_time.get_or_insert_default();
                    if last.0 != form || last.1 != self.scratch {
                        last.1.clone_from(&self.scratch);
                    }
                    (last.0, last.2) = (form, placed);
                }
                return Ok(());
            }
        }
        let (at, name) = column.unwrap_or((usize::MAX, ""));
        let declared: Vec<&TimeFormat> = self.time.iter().map(|(_, format)| *format).collect();
        let cell = row.field(at);
        let read = (self.scratch != cell).then(|| self.scratch.chars().take(FOUND).collect());
        let reason = not_a_date(&declared, cell, read);
        let column = (!name.is_empty()).then_some(name);
        Err(reject(row.line, column, reason, cell))
    }
}

/// That a cell is no date in any of the declared forms; `read` is what was made of more than the cell.
pub(super) fn not_a_date(declared: &[&TimeFormat], cell: &str, read: Option<String>) -> RowProblem {
    let expected: Vec<String> = declared.iter().map(ToString::to_string).collect();
    let (meant, or) = meant(cell, declared);
    RowProblem::Date(Box::new(DateProblem {
        expected: expected.join(", "),
        read,
        meant,
        or,
    }))
}

/// In which forms that the mapping does not declare a cell would be a date: none, one, or two between which nobody guesses,
/// the one with the day first before the other.
fn meant(cell: &str, declared: &[&TimeFormat]) -> (Option<String>, Option<String>) {
    let likely = cell.replace(',', ".").parse();
    if likely.is_ok_and(|days| LIKELY_SERIAL.contains(&days)) && moment::serial(cell).is_some() {
        let is_new = !declared.contains(&&TimeFormat::Serial);
        return (is_new.then(|| TimeFormat::Serial.to_string()), None);
    }
    let formats: Vec<String> = forms(cell)
        .into_iter()
        .flatten()
        .filter(|format| strtime::parse(format, cell).is_ok_and(|read| read.to_date().is_ok()))
        .collect();
    let is_declared = |format: &String| declared.contains(&&TimeFormat::Written(format.clone()));
    if formats.iter().any(is_declared) {
        return (None, None);
    }
    let mut formats = formats.into_iter();
    (formats.next(), formats.next())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(cell: &str, declared: &str) -> (Option<String>, Option<String>) {
        let declared = TimeFormat::Written(declared.to_owned());
        super::meant(cell, &[&declared])
    }

    #[test]
    fn a_date_in_another_form_is_said_with_the_form_to_add() {
        for (cell, format) in [
            ("31/12/2026", "%d/%m/%Y"),
            ("12/31/2026", "%m/%d/%Y"),
            ("31.12.26 18:05", "%d.%m.%y %H:%M"),
            ("2026/12/31", "%Y/%m/%d"),
            ("45000", "serial"),
        ] {
            let form = Some(format.to_owned());
            assert_eq!(meant(cell, "%Y-%m-%d"), (form, None), "{cell}");
        }
    }

    #[test]
    fn a_date_that_could_be_two_is_never_guessed() {
        let both = (Some("%d/%m/%Y".to_owned()), Some("%m/%d/%Y".to_owned()));
        assert_eq!(meant("03/04/2026", "%Y-%m-%d"), both);
    }

    #[test]
    fn a_date_that_does_not_exist_in_the_declared_form_is_no_reason_for_another() {
        for cell in ["31/02/2026", "99/99/2026", "soon", "", "/", "3//4"] {
            assert_eq!(meant(cell, "%d/%m/%Y"), (None, None), "{cell}");
        }
    }
}
