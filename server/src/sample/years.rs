//! Two and a half years of the sample's shop and team, a batch a week: always the same draws, with seasons and with what
//! happened. Delivery suffers in December, a campaign brings buyers, contacts get solved at once since they were trained, and
//! eight weeks ago the soles changed: in the north they crack.

use std::fmt::Write as _;

use jiff::{Span, civil::Date};
use xxhash_rust::xxh3::xxh3_64;

/// Weeks before today.
pub(super) const WEEKS: u32 = 131;
const ORDERS_A_WEEK: u32 = 56;
const ANSWERS_A_WEEK: u32 = 18;
pub(super) const REGIONS: [&str; 4] = ["Norte", "Centro", "Levante", "Sur"];
const SITES: [&str; 3] = ["Fábrica", "Tiendas", "Oficina"];

/// When things changed, in weeks before today.
pub(super) const CAMPAIGN: u32 = 40;
pub(super) const TRAINING: u32 = 44;
pub(super) const SOLES: u32 = 8;
/// The team's bad half-year: two shifts were merged.
const SHIFTS: std::ops::Range<u32> = 58..84;

/// The week of a row.
#[derive(Clone, Copy)]
struct Week {
    ago: u32,
    december: bool,
    north: bool,
}

/// A column: in how many rows it is filled, and its value at a draw between 0 and 1.
struct Column {
    name: &'static str,
    filled: f64,
    value: fn(Week, f64) -> i32,
}

const COLUMNS: [Column; 10] = [
    column("bought", 1.0, |week, draw| {
        yes(
            draw,
            if week.ago < CAMPAIGN { 0.27 } else { 0.21 } + if week.december { 0.05 } else { 0.0 },
        )
    }),
    column("on time", 0.7, |week, draw| {
        yes(draw, if week.december { 0.85 } else { 0.955 })
    }),
    column("returned", 0.7, |week, draw| {
        yes(draw, if cracks(week) { 0.2 } else { 0.07 })
    }),
    column("defect", 1.0, |week, draw| {
        let share = match (week.ago < SOLES, week.north) {
            (true, true) => 0.11,
            (true, false) => 0.03,
            (false, _) => 0.014,
        };
        yes(draw, share)
    }),
    column("answered in time", 0.6, |week, draw| {
        yes(draw, if week.december { 0.82 } else { 0.92 })
    }),
    column("solved at once", 0.6, |week, draw| {
        yes(draw, if week.ago < TRAINING { 0.79 } else { 0.7 })
    }),
    column("satisfied", 0.5, |week, draw| {
        rating(
            1,
            draw,
            if cracks(week) {
                &[0.15, 0.16, 0.2, 0.28, 0.21]
            } else {
                &[0.03, 0.05, 0.12, 0.4, 0.4]
            },
        )
    }),
    column("stars", 0.4, |week, draw| {
        rating(
            1,
            draw,
            if cracks(week) {
                &[0.16, 0.14, 0.2, 0.26, 0.24]
            } else {
                &[0.04, 0.04, 0.1, 0.34, 0.48]
            },
        )
    }),
    column("easy", 0.4, |_, draw| {
        rating(1, draw, &[0.03, 0.04, 0.07, 0.13, 0.22, 0.28, 0.23])
    }),
    column("recommend", 0.6, |week, draw| {
        let usual = &[
            0.02, 0.01, 0.02, 0.02, 0.03, 0.05, 0.07, 0.15, 0.23, 0.21, 0.19,
        ];
        let cracked = &[
            0.09, 0.03, 0.04, 0.05, 0.05, 0.09, 0.09, 0.16, 0.16, 0.13, 0.11,
        ];
        rating(0, draw, if cracks(week) { cracked } else { usual })
    }),
];

const fn column(name: &'static str, filled: f64, value: fn(Week, f64) -> i32) -> Column {
    Column {
        name,
        filled,
        value,
    }
}

/// The batch that a week's shoes are of, a new one every four weeks; N where the soles are the new supplier's, who delivered to
/// the north first and to all since four weeks ago.
pub(super) fn batch(ago: u32, north: bool) -> String {
    let of = if ago < SOLES && north || ago < SOLES / 2 {
        'N'
    } else {
        'L'
    };
    format!("{of}{:02}", (WEEKS - 1 - ago) / 4 + 1)
}

const fn cracks(week: Week) -> bool {
    week.ago < SOLES && week.north
}

pub(super) fn yes(draw: f64, share: f64) -> i32 {
    i32::from(draw < share)
}

/// The rating at a place between 0 and 1 of the shares, which begin with that of the lowest.
fn rating(lowest: i32, draw: f64, shares: &[f64]) -> i32 {
    let mut below = 0.0;
    let mut rating = lowest;
    for share in shares {
        below += share;
        if draw < below {
            return rating;
        }
        rating += 1;
    }
    rating - 1
}

/// The shop's orders as a file, the last of them of the day before `today`.
pub(super) fn shop(today: Date) -> Vec<u8> {
    let mut text = String::from("order,day,region,batch");
    for column in &COLUMNS {
        let _ = write!(text, ",{}", column.name);
    }
    text.push('\n');
    for (ago, day) in weeks(today) {
        for number in 0..ORDERS_A_WEEK {
            let order = (WEEKS - 1 - ago) * ORDERS_A_WEEK + number + 1;
            let region = pick(&REGIONS, draw(order, "shop region"));
            let week = Week {
                ago,
                december: day.month() == 12,
                north: region == REGIONS[0],
            };
            let _ = write!(text, "{order},{day},{region},{}", batch(ago, week.north));
            for column in &COLUMNS {
                text.push(',');
                if draw(order, &format!("has {}", column.name)) < column.filled {
                    let _ = write!(text, "{}", (column.value)(week, draw(order, column.name)));
                }
            }
            text.push('\n');
        }
    }
    text.into_bytes()
}

/// The team's answers as a file, the last of them of the day before `today`.
pub(super) fn team(today: Date) -> Vec<u8> {
    let usual = &[
        0.02, 0.02, 0.02, 0.03, 0.04, 0.07, 0.1, 0.18, 0.22, 0.18, 0.12,
    ];
    let tired = &[
        0.07, 0.04, 0.06, 0.07, 0.08, 0.1, 0.12, 0.17, 0.15, 0.09, 0.05,
    ];
    let mut text = String::from("answer,day,site,recommend\n");
    for (ago, day) in weeks(today) {
        for number in 0..ANSWERS_A_WEEK {
            let answer = (WEEKS - 1 - ago) * ANSWERS_A_WEEK + number + 1;
            let site = pick(&SITES, draw(answer, "site"));
            let shares = if SHIFTS.contains(&ago) { tired } else { usual };
            let recommend = rating(0, draw(answer, "team"), shares);
            let _ = writeln!(text, "{answer},{day},{site},{recommend}");
        }
    }
    text.into_bytes()
}

/// How many weeks ago, and the day, the first week first.
pub(super) fn weeks(today: Date) -> impl Iterator<Item = (u32, Date)> {
    (0..WEEKS).rev().map(move |ago| {
        (
            ago,
            today.saturating_sub(Span::new().days(1 + 7 * i64::from(ago))),
        )
    })
}

pub(super) fn pick<T: Copy>(of: &[T], draw: f64) -> T {
    of[(draw * of.len() as f64) as usize % of.len()]
}

/// A number from 0 to below 1, always the same for the same row and purpose.
pub(super) fn draw(row: u32, of: &str) -> f64 {
    let hash = xxh3_64(format!("{row} {of}").as_bytes());
    (hash >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_years_are_the_same_every_time_and_end_yesterday() {
        let today = jiff::civil::date(2026, 3, 1);
        for (make, rows) in [
            (shop as fn(Date) -> Vec<u8>, WEEKS * ORDERS_A_WEEK),
            (team, WEEKS * ANSWERS_A_WEEK),
        ] {
            let text = make(today);
            assert_eq!(text, make(today));
            let text = String::from_utf8(text).unwrap();
            assert_eq!(text.lines().count() as u32, rows + 1);
            assert!(text.lines().last().unwrap().contains("2026-02-28"));
            // 130 weeks before.
            assert!(text.lines().nth(1).unwrap().contains("2023-09-02"));
        }
    }

    #[test]
    fn a_rating_lies_on_its_scale_whatever_the_draw() {
        for draw in [0.0, 0.5, 0.999_999, 1.0] {
            assert!((1..=5).contains(&rating(1, draw, &[0.2; 5])));
        }
        assert_eq!(rating(1, 0.0, &[0.2; 5]), 1);
        assert_eq!(rating(0, 0.95, &[0.9, 0.1]), 1);
    }
}
