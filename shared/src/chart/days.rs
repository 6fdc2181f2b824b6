//! Days along an axis: round ones (Mondays, firsts of months, of quarters, of years), each with as much of it written as
//! tells it from its neighbours.

use crate::locale::{Date, DateStyle};

/// A day on an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayTick {
    /// The day.
    pub day: Date,
    /// How much of it is written: the first of an axis and those of a new year say more.
    pub style: DateStyle,
}

/// Distance of two ticks.
#[derive(Clone, Copy)]
enum Step {
    Days(i32),
    Months(i32),
}

const STEPS: [Step; 13] = [
    Step::Days(1),
    Step::Days(2),
    Step::Days(7),
    Step::Days(14),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Months(12),
    Step::Months(24),
    Step::Months(60),
    Step::Months(120),
    Step::Months(1200),
];

/// At most `most` (at least 1) round days from `first` to `last`, both included where round; empty if `last` is earlier.
/// Of a span that holds no round day, the first day.
#[must_use]
pub fn day_ticks(first: Date, last: Date, most: usize) -> Vec<DayTick> {
    if last < first {
        return Vec::new();
    }
    let most = most.max(1);
    let days = STEPS
        .iter()
        .map(|step| rounds(*step, first, last, most))
        .find(|days| days.len() <= most);
    let (days, months) = match days {
        Some(days) if !days.is_empty() => {
            let months = days.iter().all(|d| d.day() == 1) && days.len() > 1;
            (days, months)
        }
        _ => (vec![first], false),
    };
    let years = months && days.iter().all(|d| d.month() == 1);
    let mut before: Option<Date> = None;
    days.into_iter()
        .map(|day| {
            let new_year = before.is_none_or(|b| b.year() != day.year());
            before = Some(day);
            let style = match (years, months, new_year) {
                (true, ..) => DateStyle::Year,
                (_, true, true) => DateStyle::MonthYear,
                (_, true, false) => DateStyle::Month,
                (_, false, true) => DateStyle::Full,
                (_, false, false) => DateStyle::DayMonth,
            };
            DayTick { day, style }
        })
        .collect()
}

/// The round days of a step within a span; stops soon after there are more than `most`.
fn rounds(step: Step, first: Date, last: Date, most: usize) -> Vec<Date> {
    let (from, to) = (first.to_days(), last.to_days());
    match step {
        Step::Days(days) => {
            // Weeks begin on Monday: 1970-01-05 was one. Shorter steps count from there too, so that they stay put.
            let phase = (from - 4).rem_euclid(days);
            let start = if phase == 0 {
                from
            } else {
                from + days - phase
            };
            (0..)
                .map(|n| start + n * days)
                .take_while(|d| *d <= to)
                .take(most + 1)
                .filter_map(Date::from_days)
                .collect()
        }
        Step::Months(months) => {
            let index = first.year() * 12 + i32::try_from(first.month()).unwrap_or(1) - 1;
            let start = index.div_euclid(months) * months;
            (0..)
                .map(|n| start + n * months)
                .map_while(|m| {
                    Date::new(m.div_euclid(12), m.rem_euclid(12).unsigned_abs() + 1, 1).ok()
                })
                .skip_while(|d| *d < first)
                .take_while(|d| *d <= last)
                .take(most + 1)
                .collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;
    use proptest::prelude::*;

    fn said(first: &str, last: &str, most: usize) -> Vec<String> {
        day_ticks(first.parse().unwrap(), last.parse().unwrap(), most)
            .into_iter()
            .map(|tick| Lang::En.date(tick.day, tick.style))
            .collect()
    }

    #[test]
    fn an_axis_shows_mondays_months_or_years_as_its_span_asks() {
        // 4 May 2026 is a Monday.
        assert_eq!(
            said("2026-05-03", "2026-05-28", 5),
            ["4 May 2026", "11 May", "18 May", "25 May"]
        );
        assert_eq!(
            said("2017-05-20", "2017-10-02", 6),
            ["Jun 2017", "Jul", "Aug", "Sept", "Oct"]
        );
        assert_eq!(
            said("2025-09-15", "2026-05-12", 3),
            ["Oct 2025", "Jan 2026", "Apr"]
        );
        assert_eq!(
            said("2016-03-01", "2020-03-01", 4),
            ["2017", "2018", "2019", "2020"]
        );
        assert_eq!(said("2026-05-12", "2026-05-12", 5), ["12 May 2026"]);
        assert_eq!(said("2026-05-12", "2026-05-11", 5), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn ticks_lie_in_the_span_rise_and_are_not_too_many(from in 0i32..100_000, length in 0i32..100_000, most in 1usize..12) {
            let (first, last) = (Date::from_days(from).unwrap(), Date::from_days(from + length).unwrap());
            let ticks = day_ticks(first, last, most);
            prop_assert!(!ticks.is_empty() && ticks.len() <= most);
            prop_assert!(ticks.iter().all(|t| t.day >= first && t.day <= last));
            prop_assert!(ticks.windows(2).all(|w| w[0].day < w[1].day));
        }
    }
}
