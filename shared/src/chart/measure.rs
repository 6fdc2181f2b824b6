//! A measure over days: what a trend or a sparkline is drawn from, and the table that says the same.

use super::value::{Column, DataTable, Format, Value};
use crate::locale::{Date, DateStyle};

/// Up to so many rows a table shows every day; beyond, the days that are drawn.
const ROWS: usize = 400;

/// A day of a measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Day {
    /// The day, or the first of its week or month.
    pub day: Date,
    /// Value; `None` where nothing was measured.
    pub value: Option<f64>,
    /// Its interval.
    pub interval: Option<(f64, f64)>,
    /// Records behind it.
    pub n: Option<u64>,
    /// Whether it shows a real change.
    pub signal: bool,
    /// Whether that change is for the better.
    pub better: bool,
    /// Whether days of it are missing, so that its value may still move.
    pub open: bool,
}

impl Default for Day {
    fn default() -> Self {
        Day {
            day: Date::EPOCH,
            value: None,
            interval: None,
            n: None,
            signal: false,
            better: false,
            open: false,
        }
    }
}

/// Limits of normal variation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Lower limit.
    pub low: f64,
    /// Centre line.
    pub centre: f64,
    /// Upper limit.
    pub high: f64,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlay {
    /// When, or when it began.
    pub day: Date,
    /// Its last day, where it lasted.
    pub until: Option<Date>,
    /// What, in the reader's language.
    pub name: String,
}

/// A table of days: all of them, or of a long series those that are drawn. Two columns show day and value, four also the
/// interval and n.
pub(super) fn series_table(
    days: &[Day],
    drawn: &[usize],
    format: Format,
    caption: &str,
    columns: Vec<Column>,
) -> DataTable {
    let row = |d: &Day| {
        let mut cells = vec![
            Value::Day(d.day, DateStyle::Full),
            Value::amount(d.value, format),
        ];
        if columns.len() > 2 {
            cells.push(Value::interval(d.interval, format));
            cells.push(d.n.map_or(Value::Unknown, Value::Count));
        }
        cells
    };
    let rows = if days.len() <= ROWS {
        days.iter().map(row).collect()
    } else {
        // Every n-th of the drawn days, so that the table stays one that can be read.
        let every = drawn.len().div_ceil(ROWS).max(1);
        drawn
            .iter()
            .step_by(every)
            .filter_map(|i| days.get(*i))
            .map(row)
            .collect()
    };
    DataTable {
        total: days.len(),
        ..DataTable::new(caption, columns, rows)
    }
}
