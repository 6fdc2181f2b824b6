//! Civil days and how they are written.

use super::Lang;
use serde::{Deserialize, Serialize};

/// A day of the Gregorian calendar, in the workspace's zone. Ordered in time; written `2026-05-12` in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: i16,
    month: u8,
    day: u8,
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Date {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};

        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Date {}

/// Why a text or three numbers are not a day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not of the form year-month-day.
    #[error("`{0}` is not a day: write it as 2026-05-12")]
    Form(String),
    /// No such day in the calendar, or a year outside 0 to 9999.
    #[error("there is no day {year:04}-{month:02}-{day:02} in the calendar")]
    NoSuchDay {
        /// Year asked for.
        year: i32,
        /// Month asked for.
        month: u32,
        /// Day of the month asked for.
        day: u32,
    },
}

/// How much of a day is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    /// "12 May 2026", "12 may 2026".
    Full,
    /// "12 May", "12 may".
    DayMonth,
    /// "May 2026", "may 2026".
    MonthYear,
    /// "May", "may".
    Month,
    /// "2026".
    Year,
    /// "12 May 2026", "12 de mayo de 2026".
    Long,
}

const SHORT: [[&str; 12]; 2] = [
    [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec",
    ],
    [
        "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic",
    ],
];
const FULL: [[&str; 12]; 2] = [
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
];

impl Date {
    /// 1 January 1970.
    pub const EPOCH: Date = Date {
        year: 1970,
        month: 1,
        day: 1,
    };

    /// A day of the years 0 to 9999.
    ///
    /// # Errors
    /// [`DateError::NoSuchDay`] where the calendar has none.
    pub fn new(year: i32, month: u32, day: u32) -> Result<Self, DateError> {
        let none = DateError::NoSuchDay { year, month, day };
        if !(0..=9999).contains(&year)
            || !(1..=12).contains(&month)
            || day == 0
            || day > length(year, month)
        {
            return Err(none);
        }
        match (i16::try_from(year), u8::try_from(month), u8::try_from(day)) {
            (Ok(year), Ok(month), Ok(day)) => Ok(Date { year, month, day }),
            _ => Err(none),
        }
    }

    /// Year, 0 to 9999.
    #[must_use]
    pub fn year(self) -> i32 {
        i32::from(self.year)
    }

    /// Month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        u32::from(self.month)
    }

    /// Day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u32 {
        u32::from(self.day)
    }

    /// Days since 1970-01-01. Algorithm: Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`.
    #[must_use]
    pub fn to_days(self) -> i32 {
        let year = self.year() - i32::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month = (i32::from(self.month) + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + i32::from(self.day) - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
            - 719_468
    }

    /// The day that many days after 1970-01-01; `None` outside the years 0 to 9999. Inverse of [`Date::to_days`].
    #[must_use]
    pub fn from_days(days: i32) -> Option<Self> {
        let days = days.checked_add(719_468)?;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = (shifted + 2) % 12 + 1;
        let year = era * 400 + year_of_era + i32::from(month <= 2);
        Date::new(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?).ok()
    }
}

fn length(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl std::str::FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let form = || DateError::Form(text.chars().take(24).collect());
        let number = |part: &str| {
            Some(part)
                .filter(|p| p.bytes().all(|b| b.is_ascii_digit()))
                .and_then(|p| p.parse::<u32>().ok())
                .ok_or_else(form)
        };
        let parts: Vec<&str> = text.trim().splitn(4, '-').collect();
        let [year, month, day] = parts[..] else {
            return Err(form());
        };
        if year.len() != 4 || month.len() != 2 || day.len() != 2 {
            return Err(form());
        }
        let year = i32::try_from(number(year)?).map_err(|_| form())?;
        Date::new(year, number(month)?, number(day)?)
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl TryFrom<String> for Date {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.to_string()
    }
}

impl Lang {
    /// A day in words.
    #[must_use]
    pub fn date(self, date: Date, style: DateStyle) -> String {
        let (year, day) = (date.year, date.day);
        let index = usize::from(date.month.clamp(1, 12) - 1);
        let (short, full) = (SHORT[self as usize][index], FULL[self as usize][index]);
        match style {
            DateStyle::Full => format!("{day} {short} {year}"),
            DateStyle::DayMonth => format!("{day} {short}"),
            DateStyle::MonthYear => format!("{short} {year}"),
            DateStyle::Month => short.to_owned(),
            DateStyle::Year => year.to_string(),
            DateStyle::Long if self == Lang::Es => format!("{day} de {full} de {year}"),
            DateStyle::Long => format!("{day} {full} {year}"),
        }
    }

    /// A day and a time of that day (24 hours): "12 May 2026, 14:05".
    #[must_use]
    pub fn date_time(self, date: Date, hour: u8, minute: u8) -> String {
        format!("{}, {hour}:{minute:02}", self.date(date, DateStyle::Full))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_written_as_each_language_writes_them() {
        let date = day("2026-05-12");
        for (style, en, es) in [
            (DateStyle::Full, "12 May 2026", "12 may 2026"),
            (DateStyle::DayMonth, "12 May", "12 may"),
            (DateStyle::MonthYear, "May 2026", "may 2026"),
            (DateStyle::Month, "May", "may"),
            (DateStyle::Year, "2026", "2026"),
            (DateStyle::Long, "12 May 2026", "12 de mayo de 2026"),
        ] {
            assert_eq!(Lang::En.date(date, style), en);
            assert_eq!(Lang::Es.date(date, style), es);
        }
        assert_eq!(
            Lang::Es.date(day("2017-01-09"), DateStyle::Full),
            "9 ene 2017"
        );
        assert_eq!(
            Lang::En.date(day("2017-09-30"), DateStyle::Full),
            "30 Sept 2017"
        );
        assert_eq!(Lang::Es.date_time(date, 9, 5), "12 may 2026, 9:05");
    }

    #[test]
    fn days_are_counted_from_1970() {
        // Unix days, from `date -d … +%s` divided by 86,400.
        for (text, days) in [
            ("1970-01-01", 0),
            ("1969-12-31", -1),
            ("2000-02-29", 11_016),
            ("2000-03-01", 11_017),
            ("2017-05-01", 17_287),
            ("2026-05-12", 20_585),
        ] {
            assert_eq!(day(text).to_days(), days, "{text}");
            assert_eq!(Date::from_days(days), Some(day(text)), "{days}");
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused_with_the_day_that_was_meant() {
        for text in [
            "2023-02-29",
            "1900-02-29",
            "2026-04-31",
            "2026-13-01",
            "2026-00-10",
            "2026-01-00",
        ] {
            let error = text.parse::<Date>().unwrap_err();
            assert!(error.to_string().contains(text), "{error}");
        }
        for text in [
            "",
            "2026",
            "2026-5-1",
            "12/05/2026",
            "2026-05-12T00:00",
            "-026-05-12",
            "2026-+5-12",
            "2026-05-12-1",
        ] {
            assert!(
                matches!(text.parse::<Date>(), Err(DateError::Form(_))),
                "{text}"
            );
        }
        assert!(Date::new(10_000, 1, 1).is_err());
        assert_eq!(Date::from_days(i32::MAX), None);
    }

    #[test]
    fn a_day_travels_as_its_text() {
        assert_eq!(
            serde_json::to_string(&day("2026-05-12")).unwrap(),
            "\"2026-05-12\""
        );
        assert!(serde_json::from_str::<Date>("\"2026-02-30\"").is_err());
    }

    proptest! {
        #[test]
        fn days_go_there_and_back_and_the_next_is_one_later(days in -719_000i32..2_932_000) {
            let date = Date::from_days(days).unwrap();
            prop_assert_eq!(date.to_days(), days);
            prop_assert!(Date::from_days(days + 1).unwrap() > date);
            prop_assert_eq!(date.to_string().parse::<Date>().unwrap(), date);
        }
    }
}
