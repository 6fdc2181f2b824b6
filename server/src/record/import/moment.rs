//! From a text to a moment and the day it counts for.

use jiff::{
    Span, Zoned,
    civil::{Date, DateTime},
    fmt::strtime,
    tz::TimeZone,
};

use crate::record::{
    day,
    mapping::{Precision, TimeFormat, TimeRule},
};

/// Day, moment and offset.
pub(super) type Placed = (i32, i64, i32);

/// Day 0 of the spreadsheets' calendar, for days after the 29 February 1900 that it has and no other.
const SERIAL_ZERO: Date = Date::constant(1899, 12, 30);
const FIRST_SERIAL: f64 = 61.0;
const LAST_SERIAL: f64 = 110_000.0;

/// Day, moment and offset of a text, if it is a date that exists.
pub(super) fn moment(
    rule: &TimeRule,
    workspace_zone: &TimeZone,
    format: &TimeFormat,
    text: &str,
) -> Option<Placed> {
    match format {
        TimeFormat::Written(format) => written(rule, workspace_zone, format, text),
        TimeFormat::Serial => {
            let moment = serial(text)?;
            place(rule, workspace_zone, moment.date(), || {
                moment.to_zoned(rule.zone.clone()).ok()
            })
        }
    }
}

/// The day of a text, also where it says no hour and records do.
pub(super) fn day(
    rule: &TimeRule,
    workspace_zone: &TimeZone,
    format: &TimeFormat,
    text: &str,
) -> Option<i32> {
    let (day, ..) = moment(rule, workspace_zone, format, text).or_else(|| {
        let rule = TimeRule {
            precision: Precision::Day,
            ..rule.clone()
        };
        moment(&rule, workspace_zone, format, text)
    })?;
    Some(day)
}

/// The same of a date that its format knows to be one, and writes as in ISO 8601.
pub(super) fn iso(rule: &TimeRule, workspace_zone: &TimeZone, text: &str) -> Option<Placed> {
    let format = if text.contains('T') {
        "%Y-%m-%dT%H:%M:%S"
    } else {
        "%Y-%m-%d"
    };
    written(rule, workspace_zone, format, text)
}

fn written(rule: &TimeRule, workspace_zone: &TimeZone, format: &str, text: &str) -> Option<Placed> {
    let read = strtime::parse(format, text).ok()?;
    let date = match rule.precision {
        Precision::Day => read.to_date().ok()?,
        // The moment has it.
        Precision::Instant => Date::ZERO,
    };
    place(rule, workspace_zone, date, || match read.to_zoned() {
        Ok(moment) => Some(moment),
        Err(_) => read.to_datetime().ok()?.to_zoned(rule.zone.clone()).ok(),
    })
}

fn place(
    rule: &TimeRule,
    workspace_zone: &TimeZone,
    date: Date,
    moment: impl FnOnce() -> Option<Zoned>,
) -> Option<Placed> {
    let (date, moment) = match rule.precision {
        Precision::Day => (date, date.to_zoned(rule.zone.clone()).ok()?),
        Precision::Instant => {
            let moment = moment()?;
            (moment.with_time_zone(workspace_zone.clone()).date(), moment)
        }
    };
    if !(1900..2200).contains(&date.year()) {
        return None;
    }
    Some((
        day::number(date),
        moment.timestamp().as_millisecond(),
        moment.offset().seconds() / 60,
    ))
}

/// The day and time of a spreadsheet's count of days: 45000 is 15 March 2023.
pub(super) fn serial(text: &str) -> Option<DateTime> {
    let plain = |byte: u8| byte.is_ascii_digit() || byte == b'.' || byte == b',';
    if !text.bytes().all(plain) {
        return None;
    }
    let days: f64 = text.replace(',', ".").parse().ok()?;
    if !(FIRST_SERIAL..LAST_SERIAL).contains(&days) {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, reason = "checked above")]
    let (days, seconds) = (days as i64, (days.fract() * 86_400.0).round() as i64);
    let moment = SERIAL_ZERO.to_datetime(jiff::civil::Time::midnight());
    moment
        .checked_add(Span::new().days(days).seconds(seconds))
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_of_days_is_the_day_that_spreadsheets_show_for_it() {
        // As Microsoft documents them: 39448 is 1 January 2008, and 35981 is 5 July 1998.
        let day = |text| serial(text).map(|moment| moment.to_string());
        assert_eq!(day("39448").as_deref(), Some("2008-01-01T00:00:00"));
        assert_eq!(day("35981,75").as_deref(), Some("1998-07-05T18:00:00"));
        for text in ["12", "60", "45.000,5", "1e5", "-39448", "999999", ""] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
