//! How often a source is brought, and since when it is late.

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;
/// So many imports have to have come before there is a rhythm.
const FEWEST: usize = 4;
/// Of a source without a rhythm, days without a record after which it looks stale.
pub const STALE: i64 = 45;

/// How often a source is brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// The usual days from one import to the next: the median, at least one.
    pub every: u32,
    /// Days from the last one until it is late: twice as many, and a day, so that a weekend or a holiday is no alarm.
    pub late_after: u32,
}

/// The rhythm of imports that began at these moments (milliseconds since 1970, in any order); `None` of fewer than four days
/// on which one began. Several on one day are one: a file that was mended and sent again says nothing of the next.
#[must_use]
pub fn rhythm(began: &[i64]) -> Option<Rhythm> {
    let mut days: Vec<i64> = began.iter().map(|at| at.div_euclid(DAY)).collect();
    days.sort_unstable();
    days.dedup();
    if days.len() < FEWEST {
        return None;
    }
    let mut gaps: Vec<i64> = days.windows(2).map(|pair| pair[1] - pair[0]).collect();
    gaps.sort_unstable();
    let every = u32::try_from(gaps[gaps.len() / 2]).unwrap_or(u32::MAX);
    Some(Rhythm {
        every,
        late_after: every.saturating_mul(2).saturating_add(1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(days: &[i64]) -> Vec<i64> {
        days.iter().map(|day| day * DAY + 7_000).collect()
    }

    #[test]
    fn a_weekly_file_with_a_holiday_in_between_comes_weekly() {
        let found = rhythm(&on(&[7, 0, 14, 28, 35])).unwrap();
        assert_eq!((found.every, found.late_after), (7, 15));
    }

    #[test]
    fn what_was_sent_twice_on_a_day_was_sent_once() {
        assert_eq!(rhythm(&on(&[0, 0, 0, 0, 30, 60])), None);
        let found = rhythm(&on(&[0, 0, 30, 30, 60, 91])).unwrap();
        assert_eq!(found.every, 30);
    }

    #[test]
    fn three_files_are_no_rhythm_yet() {
        assert_eq!(rhythm(&on(&[0, 7, 14])), None);
        assert_eq!(rhythm(&[]), None);
    }
}
