//! What friction is compared with: which days "the period before" and "the year before" are.
//!
//! Knows the calendar and nothing of records: where no days were chosen, the last ones are handed in.

use serde::{Deserialize, Serialize};
use shared::locale::Date;

/// What to compare with, as the address says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Against {
    /// As many days, just before.
    Before,
    /// The same days of the year before.
    Year,
    /// Days of one's own choice: first and last, one of them at least.
    Days(Option<String>, Option<String>),
    /// Another value of a dimension over the same days.
    Values {
        dimension: String,
        value: String,
        base_value: String,
    },
}

/// A first and a last day.
pub(super) type Days = (Date, Date);

/// Days looked back upon where nobody chose any: four weeks, so that weekdays weigh alike, or a year.
const WEEKS: i32 = 28;

/// The chosen days with what is missing filled in from the last day that has a record.
pub(super) fn chosen(from: Option<Date>, to: Option<Date>, last: Date, year: bool) -> Option<Days> {
    let to = to.unwrap_or(last);
    let from = match from {
        Some(from) => from,
        None if year => days_after(year_before(to)?, 1)?,
        None => days_after(to, 1 - WEEKS)?,
    };
    (from <= to).then_some((from, to))
}

/// As many days as these, ending the day before they begin.
pub(super) fn before((from, to): Days) -> Option<Days> {
    let many = to.to_days() - from.to_days() + 1;
    Some((days_after(from, -many)?, days_after(from, -1)?))
}

/// The same days, as many years earlier as it takes to share none of them.
pub(super) fn years_before((from, to): Days) -> Option<Days> {
    let (mut first, mut last) = (year_before(from)?, year_before(to)?);
    while last >= from {
        (first, last) = (year_before(first)?, year_before(last)?);
    }
    Some((first, last))
}

/// The day of the same name; of 29 February, the day before March.
fn year_before(day: Date) -> Option<Date> {
    let (year, month) = (day.year() - 1, day.month());
    Date::new(year, month, day.day())
        .or_else(|_| Date::new(year, month, 28))
        .ok()
}

fn days_after(day: Date, days: i32) -> Option<Date> {
    Date::from_days(day.to_days() + days)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: &str, to: &str) -> Option<Days> {
        from.parse().ok().zip(to.parse().ok())
    }

    fn day(text: &str) -> Option<Date> {
        text.parse().ok()
    }

    #[test]
    fn the_period_before_is_as_long_and_ends_where_it_begins() {
        let march = days("2026-03-01", "2026-03-31").unwrap();
        assert_eq!(before(march), days("2026-01-29", "2026-02-28"));
        let one = days("2024-03-01", "2024-03-01").unwrap();
        assert_eq!(before(one), days("2024-02-29", "2024-02-29"));
    }

    #[test]
    fn the_year_before_has_the_same_days_and_none_of_these() {
        let may = days("2017-05-05", "2017-05-30").unwrap();
        assert_eq!(years_before(may), days("2016-05-05", "2016-05-30"));
        let leap = days("2024-02-01", "2024-02-29").unwrap();
        assert_eq!(years_before(leap), days("2023-02-01", "2023-02-28"));
        // Eighteen months: the year before would share six of them.
        let long = days("2024-07-01", "2025-12-31").unwrap();
        assert_eq!(years_before(long), days("2022-07-01", "2023-12-31"));
    }

    #[test]
    fn what_nobody_chose_is_counted_back_from_the_last_record() {
        let last = day("2026-05-30").unwrap();
        assert_eq!(
            chosen(None, None, last, false),
            days("2026-05-03", "2026-05-30")
        );
        assert_eq!(
            chosen(None, None, last, true),
            days("2025-05-31", "2026-05-30")
        );
        let from = day("2026-05-10");
        assert_eq!(
            chosen(from, None, last, true),
            days("2026-05-10", "2026-05-30")
        );
        assert_eq!(chosen(day("2026-06-01"), None, last, true), None);
    }
}
