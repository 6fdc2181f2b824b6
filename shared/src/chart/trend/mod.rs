//! Trend: one measure over days, with its interval, target, limits of normal variation, the year before and what happened
//! meanwhile. Several share an axis across by having the same days, and one down by being given the same values.

mod field;

use super::mark::Class;
use super::measure::{Day, Limits, Overlay, series_table};
use super::scale::{Linear, nice_ticks};
use super::value::{Column, Format};
use super::{Chart, Plot, Size};
use field::Field;

/// Pixels above the drawing, where overlays are named.
const TOP: f64 = 16.0;
/// Pixels below, for the days.
const BOTTOM: f64 = 20.0;
/// From so many pixels on, more values are written beside it.
const TALL: f64 = 220.0;
/// Pixels left of it, for the values.
const LEFT: u16 = 40;

/// What a trend shows.
#[derive(Clone, Debug)]
pub struct Trend<'a> {
    /// Room.
    pub size: Size,
    /// How values are written.
    pub format: Format,
    /// Days in time, gaps as days without a value.
    pub days: &'a [Day],
    /// The same days a year before, in the same order; empty where nothing is known of it.
    pub before: &'a [Option<f64>],
    /// Values that the axis down is to hold too, such as those of the trends beside it.
    pub down: Option<(f64, f64)>,
    /// What we aim at.
    pub target: Option<f64>,
    /// Limits of normal variation.
    pub limits: Option<Limits>,
    /// What happened.
    pub overlays: &'a [Overlay],
    /// Whether the axis begins at nought.
    pub from_zero: bool,
    /// Caption of the table.
    pub caption: &'a str,
    /// Headings of the table: day, value, margin, n.
    pub columns: [&'a str; 4],
}

/// Draws a trend. A day outside the span of `days` is not drawn.
#[must_use]
pub fn trend(spec: &Trend<'_>) -> Chart {
    let Size { width, height } = spec.size;
    let mut marks = Vec::new();
    let mut drawn = Vec::new();
    if let (Some(first), Some(last), Some((low, high))) =
        (spec.days.first(), spec.days.last(), spec.extent())
    {
        let (first, last) = (first.day, last.day);
        let about = if height < TALL { 3 } else { 5 };
        let ticks = nice_ticks(low, high, about);
        let days = (f64::from(first.to_days()), f64::from(last.to_days()));
        let (top, bottom) = (TOP.min(height / 3.0), height - BOTTOM.min(height / 3.0));
        let field = Field {
            across: Linear::new(days, (0.0, width)),
            down: Linear::new(ticks.ends(), (bottom, top)),
            size: spec.size,
            top,
            bottom,
        };
        field.limits(&mut marks, spec.limits);
        field.axes(&mut marks, &ticks, spec.format, (first, last));
        marks.extend(
            spec.target
                .filter(|t| t.is_finite())
                .map(|t| field.level(t, Class::Target)),
        );
        field.overlays(&mut marks, spec.overlays, (first, last));
        field.before(&mut marks, spec.days, spec.before);
        drawn = field.course(&mut marks, spec.days);
    }
    let [day, value, margin, n] = spec.columns;
    let columns = vec![
        Column::text(day),
        Column::number(value),
        Column::number(margin),
        Column::number(n),
    ];
    Chart {
        plot: Plot {
            width,
            height,
            left: LEFT,
            right: 8,
            marks,
        },
        table: series_table(spec.days, &drawn, spec.format, spec.caption, columns),
    }
}

impl Trend<'_> {
    /// Lowest and highest of all that is drawn; `None` if nothing is known.
    fn extent(&self) -> Option<(f64, f64)> {
        let ends = |(low, high): (f64, f64)| [low, high];
        self.days
            .iter()
            .flat_map(|d| {
                d.value
                    .into_iter()
                    .chain(d.interval.into_iter().flat_map(ends))
            })
            .chain(self.target)
            .chain(self.limits.into_iter().flat_map(|l| [l.low, l.high]))
            .chain(self.before.iter().flatten().copied())
            .chain(self.down.into_iter().flat_map(ends))
            .chain(self.from_zero.then_some(0.0))
            .filter(|v| v.is_finite())
            .fold(None, |extent, v| {
                Some(extent.map_or((v, v), |(low, high): (f64, f64)| (low.min(v), high.max(v))))
            })
    }
}

#[cfg(test)]
mod tests;
