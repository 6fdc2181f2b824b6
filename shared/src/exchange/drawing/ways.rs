//! The ways between steps that are not next to each other: arrows below the heads of the steps, each on a level of its own where
//! they would cross.

use std::ops::Range;

use super::{Words, cells::wide, sheet::Sheet};

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
        // What lies on each level, so that thousands of ways look at each other once.
        let mut levels: Vec<Vec<(usize, usize)>> = Vec::new();
        for way in here {
            let (from, to) = (way.from - strip.start, way.to - strip.start);
            let (low, high) = (from.min(to), from.max(to));
            let free = |on: &Vec<(usize, usize)>| on.iter().all(|(l, h)| *h < low || *l > high);
            let level = levels.iter().position(free).unwrap_or(levels.len());
            if level == levels.len() {
                levels.push(Vec::new());
            }
            if let Some(on) = levels.get_mut(level) {
                on.push((low, high));
            }
            placed.push((from, to, way.title.clone(), level));
        }
        Self {
            placed,
            levels: levels.len(),
        }
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
        .filter_map(|way| Some(format!("→ {}", way.said(sheet, words)?)))
        .collect()
}
