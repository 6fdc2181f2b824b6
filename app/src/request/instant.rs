//! Points in time as they are said to everybody alike.

use shared::{
    locale::{Date, DateStyle, Lang},
    log::Timestamp,
};

const DAY: i64 = 86_400_000;

/// A point in time, in universal time: the server does not know the reader's.
pub fn instant(lang: Lang, at: Timestamp) -> String {
    let minutes = at.0.rem_euclid(DAY) / 60_000;
    format!(
        "{}, {:02}:{:02} UTC",
        day(lang, at),
        minutes / 60,
        minutes % 60
    )
}

/// The day of a point in time.
pub fn day(lang: Lang, at: Timestamp) -> String {
    let days = i32::try_from(at.0.div_euclid(DAY)).ok();
    let day = days.and_then(Date::from_days);
    day.map_or_else(String::new, |day| lang.date(day, DateStyle::Full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_in_time_is_said_with_its_zone() {
        // 2026-02-03T04:05:59Z, by the calendar of the command `date`.
        let at = Timestamp(1_770_091_559_000);
        assert_eq!(instant(Lang::En, at), "3 Feb 2026, 04:05 UTC");
        assert!(instant(Lang::Es, at).ends_with(", 04:05 UTC"));
    }
}
