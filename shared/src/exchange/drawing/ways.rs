//! The ways between steps that are not next to each other: arrows below the heads of the steps, each on a level of its own where
//! they would cross.

use std::ops::Range;

use super::{Said, Words, cells::wide, sheet::Sheet};

/// Units of a level.
pub(super) const LEVEL: f64 = 15.0;
/// Units between the heads and the first level, and below the last.
const AROUND: f64 = 8.0;

/// The ways of a page.
pub(super) struct Ways {
    /// From which column of the page to which, what stands beside it, and on which level.
    pub(super) placed: Vec<(usize, usize, String, usize)>,
    levels: usize,
}

impl Ways {
    /// Those that begin and end on the page.
    pub(super) fn of(sheet: &Sheet, strip: &Range<usize>) -> Self {
        let here = sheet.ways.iter();
        let here = here.filter(|way| strip.contains(&way.from) && strip.contains(&way.to));
        let mut placed: Vec<(usize, usize, String, usize)> = Vec::new();
        let mut levels = 0;
        for way in here {
            let (from, to) = (way.from - strip.start, way.to - strip.start);
            let (low, high) = (from.min(to), from.max(to));
            let free = |level: &usize| {
                placed.iter().all(|(from, to, _, on)| {
                    on != level || *from.max(to) < low || *from.min(to) > high
                })
            };
            let level = (0..).find(free).unwrap_or(levels);
            levels = levels.max(level + 1);
            placed.push((from, to, way.title.clone(), level));
        }
        Self { placed, levels }
    }

    /// Units that they take.
    pub(super) fn height(&self) -> f64 {
        if self.levels == 0 {
            0.0
        } else {
            wide(self.levels) * LEVEL + AROUND
        }
    }

    /// How far below the heads a level is.
    pub(super) fn at(level: usize) -> f64 {
        AROUND + wide(level) * LEVEL + 4.0
    }
}

/// What is said of the ways that leave the page from a column.
pub(super) fn leaving(
    sheet: &Sheet,
    strip: &Range<usize>,
    column: usize,
    words: &dyn Words,
) -> Vec<String> {
    let ways = sheet.ways.iter();
    let leaving = ways.filter(|way| way.from == column && !strip.contains(&way.to));
    leaving
        .filter_map(|way| {
            let to = sheet.columns.get(way.to)?;
            let back = way.to < way.from;
            let said = if back {
                Said::LeadsBackTo(to)
            } else {
                Said::LeadsTo(to)
            };
            Some(format!("→ {}", words.say(said)))
        })
        .collect()
}
