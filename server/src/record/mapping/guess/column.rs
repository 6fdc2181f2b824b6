//! A look at one column: how full it is, how it could be read. Says what is possible, not what is meant.

use std::collections::{BTreeMap, BTreeSet};

use jiff::fmt::strtime;
use shared::{
    api::DateReading,
    record::{About, Rating},
};

use super::words::{RECOMMEND, TIME, words};
use crate::record::{mapping::forms::forms, table::CellKind};

/// Cells that mean nothing, in lower case.
const NOTHING: [&str; 16] = [
    "", "?", "-", "--", "na", "n/a", "n.a.", "null", "none", "nan", "blank", "nc", "ns/nc", "s/d",
    "n", "#n/a",
];
/// What is kept of an example, in characters, and how many are shown.
const EXAMPLE: usize = 60;
const EXAMPLES: usize = 4;
/// Of so many different cells one may be unreadable: a few are always wrong.
const WRONG: usize = 20;
const YES_NO: [&str; 8] = [
    "sí",
    "si",
    "no",
    "yes",
    "true",
    "false",
    "verdadero",
    "falso",
];

/// What is known of a column.
pub(super) struct Column {
    pub(super) header: String,
    pub(super) words: Vec<String>,
    pub(super) filled: usize,
    pub(super) distinct: usize,
    pub(super) examples: Vec<String>,
    pub(super) dates: Vec<DateReading>,
    pub(super) rating: Option<Rating>,
    /// Whole numbers among its values.
    pub(super) whole: BTreeSet<i64>,
    pub(super) numbers: bool,
    pub(super) decimals: bool,
    pub(super) commas: bool,
    pub(super) yes_no: bool,
    /// Mean length of its values, in characters.
    pub(super) length: usize,
    /// The longest.
    pub(super) longest: usize,
}

/// Looks at a column's cells.
pub(super) fn look(header: &str, cells: &[(&str, CellKind)]) -> Column {
    let said: Vec<(&str, CellKind)> = cells
        .iter()
        .copied()
        .filter(|(cell, _)| !is_nothing(cell))
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (cell, _) in &said {
        *counts.entry(cell).or_default() += 1;
    }
    let values: Vec<&str> = counts.keys().copied().collect();
    let mut often: Vec<(&str, usize)> =
        counts.iter().map(|(cell, count)| (*cell, *count)).collect();
    often.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let examples = often
        .iter()
        .take(EXAMPLES)
        .map(|(cell, _)| cell.chars().take(EXAMPLE).collect());
    let words = words(header);
    let letters: usize = said.iter().map(|(cell, _)| cell.chars().count()).sum();
    let share = |good: &dyn Fn(&str) -> bool| {
        enough(
            values.iter().filter(|value| good(value)).count(),
            values.len(),
        )
    };
    let commas = !values.is_empty()
        && share(&|value| number(value, true).is_some())
        && values.iter().any(|value| value.contains(','));
    let numbers = share(&|value| number(value, commas).is_some());
    let mut column = Column {
        header: header.to_owned(),
        filled: said.len(),
        distinct: values.len(),
        examples: examples.collect(),
        dates: dates(&words, &said),
        rating: None,
        whole: values
            .iter()
            .filter_map(|value| whole(number(value, commas)?))
            .collect(),
        decimals: numbers
            && values
                .iter()
                .any(|value| number(value, commas).is_some_and(|n| n.fract() != 0.0)),
        numbers,
        commas,
        yes_no: share(&|value| YES_NO.contains(&value.to_lowercase().as_str())),
        length: letters.checked_div(said.len()).unwrap_or_default(),
        longest: values
            .iter()
            .map(|value| value.len())
            .max()
            .unwrap_or_default(),
        words,
    };
    column.rating = rating(&column);
    column
}

/// Whether a cell says nothing.
pub(super) fn is_nothing(cell: &str) -> bool {
    NOTHING.contains(&cell.to_lowercase().as_str())
}

/// Whether enough of the different cells can be read, where a person mistyped one now and then.
fn enough(good: usize, of: usize) -> bool {
    let wrong = if of >= 3 { of.div_ceil(WRONG) } else { 0 };
    good > 0 && good + wrong >= of
}

fn number(cell: &str, comma: bool) -> Option<f64> {
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+');
    if !cell.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+'))
        || !cell.chars().all(plain)
    {
        return None;
    }
    if comma {
        cell.replace('.', "").replace(',', ".").parse().ok()
    } else {
        cell.parse().ok()
    }
}

fn whole(number: f64) -> Option<i64> {
    #[allow(clippy::cast_possible_truncation, reason = "checked on both sides")]
    (number.fract() == 0.0 && number.abs() < 1e9).then_some(number as i64)
}

/// The ways to read the cells as dates: all that read as many as any does.
fn dates(words: &[String], said: &[(&str, CellKind)]) -> Vec<DateReading> {
    if said.is_empty() {
        return Vec::new();
    }
    // What the file itself knows to be a date needs no form; the others do.
    let written: Vec<&str> = {
        let written: BTreeSet<&str> = said
            .iter()
            .filter(|(_, kind)| *kind != CellKind::Date)
            .map(|(cell, _)| *cell)
            .collect();
        written.into_iter().collect()
    };
    let Some(first) = written.first() else {
        let long = said.iter().any(|(cell, _)| cell.contains('T'));
        let format = if long {
            "%Y-%m-%dT%H:%M:%S"
        } else {
            "%Y-%m-%d"
        };
        return reading(format, said[0].0).into_iter().collect();
    };
    if TIME.has(words) {
        let all = |good: &dyn Fn(&str) -> bool| written.iter().all(|cell| good(cell));
        if all(&|cell| cell.len() == 8 && reading("%Y%m%d", cell).is_some()) {
            return reading("%Y%m%d", first).into_iter().collect();
        }
        let serial = |cell: &str| {
            number(cell, true).is_some_and(|days| (30_000.0..60_000.0).contains(&days))
        };
        if all(&serial) {
            let day = crate::record::import::day_of_serial(first).unwrap_or_default();
            return vec![DateReading {
                format: "serial".to_owned(),
                example: (*first).to_owned(),
                day,
            }];
        }
    }
    let mut candidates: Vec<String> = Vec::new();
    for form in written
        .iter()
        .take(200)
        .filter_map(|cell| forms(cell))
        .flatten()
    {
        if !candidates.contains(&form) {
            candidates.push(form);
        }
    }
    let read = |format: &str| {
        written
            .iter()
            .filter(|cell| reading(format, cell).is_some())
            .count()
    };
    let counted: Vec<(String, usize)> = candidates
        .into_iter()
        .map(|format| {
            let n = read(&format);
            (format, n)
        })
        .collect();
    let most = counted
        .iter()
        .map(|(_, read)| *read)
        .max()
        .unwrap_or_default();
    if !enough(most, written.len()) {
        return Vec::new();
    }
    let formats: Vec<&str> = counted
        .iter()
        .filter(|(_, read)| *read == most)
        .map(|(format, _)| format.as_str())
        .collect();
    // A cell that tells the ways apart.
    let telling = written.iter().find(|cell| {
        let days: BTreeSet<String> = formats
            .iter()
            .filter_map(|format| Some(reading(format, cell)?.day))
            .collect();
        days.len() == formats.len()
    });
    let readable = || {
        written
            .iter()
            .find(|cell| reading(formats[0], cell).is_some())
    };
    let Some(example) = telling.or_else(readable) else {
        return Vec::new();
    };
    formats
        .into_iter()
        .filter_map(|format| reading(format, example))
        .collect()
}

fn reading(format: &str, cell: &str) -> Option<DateReading> {
    let day = strtime::parse(format, cell).ok()?.to_date().ok()?;
    (1900..2200).contains(&day.year()).then(|| DateReading {
        format: format.to_owned(),
        example: cell.to_owned(),
        day: day.to_string(),
    })
}

/// How a column would be read as a rating. What is off the scale is taken for "no answer".
fn rating(column: &Column) -> Option<Rating> {
    let whole = &column.whole;
    let (first, last) = (*whole.first().unwrap_or(&0), *whole.last().unwrap_or(&0));
    let (min, max): (i32, i32) = if column.yes_no {
        (0, 1)
    } else if !column.numbers || column.decimals || whole.is_empty() || whole.len() > 12 {
        return None;
    } else if RECOMMEND.has(&column.words) && first >= 0 && last > 5 {
        (0, 10)
    } else {
        match (first, last) {
            (0, 1) => (0, 1),
            (1.., ..=5) | (0, ..=6) | (1.., 6) => (1, 5),
            (0.., 7) => (1, 7),
            (0, 8..=10) => (0, 10),
            (1.., 8..=10) => (1, 10),
            _ => return None,
        }
    };
    let off = |value: &&i64| !(i64::from(min)..=i64::from(max)).contains(*value);
    Some(Rating {
        min,
        max,
        nulls: whole.iter().filter(off).map(ToString::to_string).collect(),
        words: BTreeMap::new(),
        about: About::Whole { metric: None },
    })
}
