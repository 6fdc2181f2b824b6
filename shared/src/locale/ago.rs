//! How long ago: freshness of data, from two instants.

use super::{Lang, NO_BREAK};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

impl Lang {
    /// How long before `now` the instant `at` was (both in milliseconds since 1970, UTC): "2 h ago", "hace 3 días".
    /// Whole units, rounded down; within a minute, or when clocks disagree and `at` lies ahead, "just now".
    #[must_use]
    pub fn ago(self, at: i64, now: i64) -> String {
        let seconds = now.saturating_sub(at) / 1000;
        let (amount, en, es) = match seconds {
            ..MINUTE => {
                return match self {
                    Lang::En => "just now",
                    Lang::Es => "ahora mismo",
                }
                .to_owned();
            }
            MINUTE..HOUR => (seconds / MINUTE, ["min", "min"], ["min", "min"]),
            HOUR..DAY => (seconds / HOUR, ["h", "h"], ["h", "h"]),
            _ => match seconds / DAY {
                days @ ..14 => (days, ["day", "days"], ["día", "días"]),
                days @ ..61 => (days / 7, ["week", "weeks"], ["semana", "semanas"]),
                days @ ..730 => (days * 12 / 365, ["month", "months"], ["mes", "meses"]),
                days => (days / 365, ["year", "years"], ["año", "años"]),
            },
        };
        let count = amount.unsigned_abs();
        match self {
            Lang::En => format!("{} ago", self.counted(count, en[0], en[1])),
            Lang::Es => format!("hace{NO_BREAK}{}", self.counted(count, es[0], es[1])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn freshness_is_said_in_the_largest_whole_unit() {
        let day = 86_400;
        for (seconds, en, es) in [
            (-3600, "just now", "ahora mismo"),
            (0, "just now", "ahora mismo"),
            (59, "just now", "ahora mismo"),
            (60, "1 min ago", "hace 1 min"),
            (3599, "59 min ago", "hace 59 min"),
            (2 * 3600, "2 h ago", "hace 2 h"),
            (day - 1, "23 h ago", "hace 23 h"),
            (day, "1 day ago", "hace 1 día"),
            (13 * day, "13 days ago", "hace 13 días"),
            (14 * day, "2 weeks ago", "hace 2 semanas"),
            (60 * day, "8 weeks ago", "hace 8 semanas"),
            (61 * day, "2 months ago", "hace 2 meses"),
            (729 * day, "23 months ago", "hace 23 meses"),
            (730 * day, "2 years ago", "hace 2 años"),
        ] {
            let now = 1_700_000_000_000;
            let at = now - seconds * 1000;
            assert_eq!(Lang::En.ago(at, now).replace('\u{a0}', " "), en);
            assert_eq!(Lang::Es.ago(at, now).replace('\u{a0}', " "), es);
        }
    }

    #[test]
    fn instants_at_the_ends_of_time_do_not_overflow() {
        assert_eq!(Lang::En.ago(i64::MAX, i64::MIN), "just now");
        assert!(Lang::Es.ago(i64::MIN, i64::MAX).ends_with("años"));
    }
}
