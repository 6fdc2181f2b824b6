//! Days as the store counts them and as people write them.

use jiff::{Span, Timestamp, civil::Date, tz::TimeZone};
use shared::api::{ApiError, ErrorCode, Why};

use crate::clock;

const EPOCH: Date = Date::constant(1970, 1, 1);

/// Days since 1970-01-01.
pub(crate) fn number(day: Date) -> i32 {
    (day - EPOCH).get_days()
}

/// A day as `YYYY-MM-DD`.
pub(crate) fn text(number: i32) -> String {
    EPOCH.saturating_add(Span::new().days(number)).to_string()
}

/// The first day of the week (from Monday) that a day is in.
pub(crate) fn week(number: i32) -> i32 {
    // 1970-01-01 was a Thursday.
    number - (number + 3).rem_euclid(7)
}

/// Today in a zone; in UTC where there is none of this name.
pub(crate) fn today(zone: &str) -> shared::locale::Date {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let now = Timestamp::from_millisecond(clock::milliseconds()).unwrap_or_default();
    let today = number(now.to_zoned(zone).date());
    shared::locale::Date::from_days(today).unwrap_or(shared::locale::Date::EPOCH)
}

/// First and last day of a query, each optional.
///
/// # Errors
/// A day that does not exist, or a last one before the first.
pub(crate) fn range(
    from: Option<&str>,
    to: Option<&str>,
) -> Result<(Option<i32>, Option<i32>), ApiError> {
    let read = |field: &str, day: Option<&str>| match day {
        None | Some("") => Ok(None),
        Some(day) => day.parse().map(|day| Some(number(day))).map_err(|_| {
            ApiError::new(ErrorCode::Invalid)
                .with("field", field)
                .because(Why::NotADay)
                .with(
                    "detail",
                    format!("{day:.40?} is not a day: write it as 2017-05-31"),
                )
        }),
    };
    let (first, last) = (read("from", from)?, read("to", to)?);
    if first.zip(last).is_some_and(|(first, last)| last < first) {
        return Err(ApiError::new(ErrorCode::Invalid)
            .with("field", "to")
            .because(Why::LastBeforeFirst)
            .with("detail", "the last day is before the first: swap them"));
    }
    Ok((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970_and_weeks_begin_on_monday() {
        let day = |text: &str| number(text.parse().unwrap());
        assert_eq!(day("1970-01-02"), 1);
        assert_eq!(day("2017-05-25"), 17_311);
        assert_eq!(text(17_311), "2017-05-25");
        // 25 May 2017 was a Thursday.
        assert_eq!(text(week(17_311)), "2017-05-22");
        assert_eq!(text(week(day("1969-12-31"))), "1969-12-29");
    }

    #[test]
    fn days_that_do_not_exist_and_reversed_ranges_are_refused() {
        assert!(range(Some("2017-02-29"), None).is_err());
        assert!(range(Some("2017-05-02"), Some("2017-05-01")).is_err());
        assert_eq!(range(None, Some("1970-01-01")), Ok((None, Some(0))));
    }
}
