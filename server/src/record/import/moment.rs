//! From a text to a moment and the day it counts for.

use jiff::{
    Span, Zoned,
    civil::{Date, DateTime, Time},
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

/// The day of a text. One that says no hour is that day, also where records have moments: taken for midnight it would be the day
/// before in a workspace further west.
pub(super) fn day(
    rule: &TimeRule,
    workspace_zone: &TimeZone,
    format: &TimeFormat,
    text: &str,
) -> Option<i32> {
    match format {
        TimeFormat::Written(format) => written_day(rule, workspace_zone, format, text),
        TimeFormat::Serial => {
            let said = serial(text)?;
            if said.time() == Time::midnight() {
                return number(said.date());
            }
            let (day, ..) = moment(rule, workspace_zone, format, text)?;
            Some(day)
        }
    }
}

/// The same of a date that its format knows to be one.
pub(super) fn iso_day(rule: &TimeRule, workspace_zone: &TimeZone, text: &str) -> Option<i32> {
    written_day(rule, workspace_zone, iso_format(text), text)
}

fn written_day(
    rule: &TimeRule,
    workspace_zone: &TimeZone,
    format: &str,
    text: &str,
) -> Option<i32> {
    let read = strtime::parse(format, text).ok()?;
    // A count of seconds says no hour either, but no date.
    if read.hour().is_none()
        && let Ok(date) = read.to_date()
    {
        return number(date);
    }
    let (day, ..) = written(rule, workspace_zone, format, text)?;
    Some(day)
}

/// Day, moment and offset of a date that its format knows to be one, and writes as in ISO 8601.
pub(super) fn iso(rule: &TimeRule, workspace_zone: &TimeZone, text: &str) -> Option<Placed> {
    written(rule, workspace_zone, iso_format(text), text)
}

fn iso_format(text: &str) -> &'static str {
    if text.contains('T') {
        "%Y-%m-%dT%H:%M:%S"
    } else {
        "%Y-%m-%d"
    }
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
    Some((
        number(date)?,
        moment.timestamp().as_millisecond(),
        moment.offset().seconds() / 60,
    ))
}

/// The number of a day; `None` of one that no file means.
fn number(date: Date) -> Option<i32> {
    (1900..2200)
        .contains(&date.year())
        .then(|| day::number(date))
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
    let moment = SERIAL_ZERO.to_datetime(Time::midnight());
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

    #[test]
    fn a_date_without_an_hour_is_that_day_wherever_the_workspace_is() {
        let zone = |name| TimeZone::get(name).unwrap();
        let rule = TimeRule {
            zone: zone("Europe/Madrid"),
            precision: Precision::Instant,
            forms: Vec::new(),
        };
        let bogota = zone("America/Bogota");
        let said = |format: TimeFormat, text| day(&rule, &bogota, &format, text).map(day::text);
        let written = |format: &str| TimeFormat::Written(format.to_owned());
        let first = Some("2026-03-01".to_owned());
        assert_eq!(said(written("%d/%m/%Y"), "01/03/2026"), first);
        assert_eq!(said(TimeFormat::Serial, "46082"), first);
        assert_eq!(iso_day(&rule, &bogota, "2026-03-01").map(day::text), first);
        // Three in the morning in Madrid is nine in the evening of the day before in Bogotá.
        let before = Some("2026-02-28".to_owned());
        let hours = said(written("%Y-%m-%d %H:%M"), "2026-03-01 03:00");
        assert_eq!(hours, before);
        assert_eq!(said(TimeFormat::Serial, "46082.125"), before);
        let iso = iso_day(&rule, &bogota, "2026-03-01T03:00:00");
        assert_eq!(iso.map(day::text), before);
    }
}
