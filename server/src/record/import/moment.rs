//! From a text to a moment and the day it counts for.

use jiff::{fmt::strtime, tz::TimeZone};

use crate::record::{
    day,
    mapping::{Precision, TimeRule},
};

/// Day, moment and offset of a text, if it is a date that exists.
pub(super) fn moment(
    rule: &TimeRule,
    workspace_zone: &TimeZone,
    format: &str,
    text: &str,
) -> Option<(i32, i64, i32)> {
    let read = strtime::parse(format, text).ok()?;
    let (date, moment) = match rule.precision {
        Precision::Day => {
            let date = read.to_date().ok()?;
            (date, date.to_zoned(rule.zone.clone()).ok()?)
        }
        Precision::Instant => {
            let moment = match read.to_zoned() {
                Ok(moment) => moment,
                Err(_) => read.to_datetime().ok()?.to_zoned(rule.zone.clone()).ok()?,
            };
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
