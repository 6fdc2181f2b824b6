//! Days gathered into weeks, months or quarters, and the same period a year before.
//!
//! Tallies of days add up to those of a period exactly, so a series agrees with the number of the whole. Knows nothing of
//! what is counted.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{locale::Date, tally::Tally};

/// How long a period of a series is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Every {
    /// From Monday to Sunday (ISO 8601).
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months, from January, April, July and October.
    Quarter,
}

/// A word that names no period.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0:.20?} is no period: choose week, month or quarter")]
pub struct EveryError(String);

/// 52 weeks: a year before a week lies the week that begins 364 days earlier, so that Mondays meet Mondays.
const YEAR_OF_WEEKS: i32 = 364;

impl Every {
    /// All of them, the shortest first.
    pub const ALL: [Self; 3] = [Self::Week, Self::Month, Self::Quarter];

    /// Its name in addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
        }
    }

    /// The period in which so many days are still told apart and already few enough to be read: weeks up to half a year,
    /// months up to five years.
    #[must_use]
    pub const fn for_days(days: i32) -> Self {
        match days {
            ..=183 => Self::Week,
            184..=1830 => Self::Month,
            _ => Self::Quarter,
        }
    }

    /// The first day of the period that a day is in; the first day of all where that would be before it.
    #[must_use]
    pub fn start(self, day: Date) -> Date {
        match self {
            // 1970-01-05 was a Monday.
            Self::Week => {
                let days = day.to_days();
                Date::from_days(days - (days - 4).rem_euclid(7)).unwrap_or(day)
            }
            Self::Month | Self::Quarter => {
                let months = self.months();
                let month = (day.month() - 1) / months * months + 1;
                Date::new(day.year(), month, 1).unwrap_or(day)
            }
        }
    }

    /// The first day of the period after the one that begins on `start`; `None` after the last year there is.
    #[must_use]
    pub fn next(self, start: Date) -> Option<Date> {
        match self {
            Self::Week => Date::from_days(start.to_days().checked_add(7)?),
            Self::Month | Self::Quarter => {
                let month = start.month() + self.months();
                let (years, month) = ((month - 1) / 12, (month - 1) % 12 + 1);
                Date::new(start.year() + i32::try_from(years).ok()?, month, 1).ok()
            }
        }
    }

    /// The last day of the period that begins on `start`.
    #[must_use]
    pub fn last(self, start: Date) -> Date {
        let next = self.next(start).map(|next| next.to_days() - 1);
        next.and_then(Date::from_days).unwrap_or(start)
    }

    /// The first day of the same period a year before: the same month or quarter, or the week 52 weeks earlier.
    #[must_use]
    pub fn year_before(self, start: Date) -> Option<Date> {
        match self {
            Self::Week => Date::from_days(start.to_days() - YEAR_OF_WEEKS),
            Self::Month | Self::Quarter => Date::new(start.year() - 1, start.month(), 1).ok(),
        }
    }

    const fn months(self) -> u32 {
        if matches!(self, Self::Quarter) { 3 } else { 1 }
    }
}

impl fmt::Display for Every {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Every {
    type Err = EveryError;

    fn from_str(text: &str) -> Result<Self, EveryError> {
        let named = Self::ALL.into_iter().find(|every| every.name() == text);
        named.ok_or_else(|| EveryError(text.to_owned()))
    }
}

/// The first days of all periods from the one with `first` to the one with `last`, but at most `most`.
#[must_use]
pub fn periods(every: Every, first: Date, last: Date, most: usize) -> Vec<Date> {
    let start = Some(every.start(first)).filter(|_| first <= last);
    std::iter::successors(start, |start| every.next(*start))
        .take_while(|start| *start <= last)
        .take(most)
        .collect()
}

/// Tallies of days as tallies of periods, by their first days.
#[must_use]
pub fn series<'a, T: Tally + 'a>(
    every: Every,
    days: impl IntoIterator<Item = (Date, &'a T)>,
) -> BTreeMap<Date, T> {
    let mut series: BTreeMap<Date, T> = BTreeMap::new();
    for (day, tally) in days {
        series.entry(every.start(day)).or_default().merge(tally);
    }
    series
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tally::Ratings;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn periods_begin_on_mondays_and_on_firsts() {
        // 25 May 2017 was a Thursday; 1 January 2021 a Friday, of the last week of 2020 (ISO 8601).
        for (of, week, month, quarter) in [
            ("2017-05-25", "2017-05-22", "2017-05-01", "2017-04-01"),
            ("2021-01-01", "2020-12-28", "2021-01-01", "2021-01-01"),
            ("2024-02-29", "2024-02-26", "2024-02-01", "2024-01-01"),
            ("2026-12-31", "2026-12-28", "2026-12-01", "2026-10-01"),
        ] {
            assert_eq!(Every::Week.start(day(of)), day(week), "{of}");
            assert_eq!(Every::Month.start(day(of)), day(month), "{of}");
            assert_eq!(Every::Quarter.start(day(of)), day(quarter), "{of}");
        }
    }

    #[test]
    fn a_year_before_lies_the_same_month_or_the_same_weekday_52_weeks_earlier() {
        let before = |every: Every, of: &str| every.year_before(day(of)).unwrap();
        assert_eq!(before(Every::Month, "2024-03-01"), day("2023-03-01"));
        assert_eq!(before(Every::Quarter, "2024-01-01"), day("2023-01-01"));
        // 2024-03-04 less 364 days, both Mondays; 2024 is a leap year.
        assert_eq!(before(Every::Week, "2024-03-04"), day("2023-03-06"));
    }

    #[test]
    fn an_axis_holds_every_period_between_two_days() {
        assert_eq!(
            periods(Every::Month, day("2025-11-15"), day("2026-02-01"), 99),
            ["2025-11-01", "2025-12-01", "2026-01-01", "2026-02-01"].map(day)
        );
        assert_eq!(
            periods(Every::Quarter, day("2025-11-15"), day("2026-02-01"), 99),
            ["2025-10-01", "2026-01-01"].map(day)
        );
        assert_eq!(
            periods(Every::Week, day("2017-01-01"), day("2026-01-01"), 5).len(),
            5
        );
        assert_eq!(
            periods(Every::Week, day("2017-01-02"), day("2017-01-01"), 5),
            []
        );
        assert_eq!(Every::Quarter.last(day("2024-01-01")), day("2024-03-31"));
        assert_eq!(Every::Month.last(day("2024-02-01")), day("2024-02-29"));
        assert_eq!(Every::Month.last(day("9999-12-01")), day("9999-12-01"));
    }

    #[test]
    fn half_a_year_is_read_by_weeks_five_years_by_months() {
        assert_eq!(Every::for_days(26), Every::Week);
        assert_eq!(Every::for_days(913), Every::Month);
        assert_eq!(Every::for_days(3653), Every::Quarter);
    }

    #[test]
    fn a_period_is_named_as_it_is_read() {
        for every in Every::ALL {
            assert_eq!(every.to_string().parse(), Ok(every));
        }
        assert!("day".parse::<Every>().is_err());
    }

    fn every() -> impl Strategy<Value = Every> {
        prop::sample::select(&Every::ALL[..])
    }

    proptest! {
        #[test]
        fn every_day_lies_in_its_period_and_periods_leave_no_day_between_them(
            every in every(), number in -700_000i32..2_800_000,
        ) {
            let day = Date::from_days(number).unwrap();
            let (start, last) = (every.start(day), every.last(every.start(day)));
            prop_assert!(start <= day && day <= last);
            prop_assert_eq!(every.start(start), start);
            prop_assert_eq!(every.start(last), start);
            let next = every.next(start).unwrap();
            prop_assert_eq!(next.to_days(), last.to_days() + 1);
            prop_assert_eq!(every.start(next), next);
            let before = every.year_before(start).unwrap();
            prop_assert_eq!(every.start(before), before);
            prop_assert!((360..=366).contains(&(start.to_days() - before.to_days())));
        }

        #[test]
        fn a_series_adds_up_to_the_whole(
            every in every(), answers in prop::collection::vec((0i32..1200, 0i32..11), 0..60),
        ) {
            let days: Vec<(Date, Ratings)> = answers
                .iter()
                .map(|(day, rating)| {
                    (Date::from_days(20_000 + day).unwrap(), Ratings::unweighted(&[(*rating, 1)]))
                })
                .collect();
            let series = series(every, days.iter().map(|(day, tally)| (*day, tally)));
            prop_assert_eq!(
                Ratings::merged(series.values()),
                Ratings::merged(days.iter().map(|(_, tally)| tally))
            );
        }
    }
}
