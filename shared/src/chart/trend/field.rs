//! What a trend draws: axes, limits, target, overlays, the line with its band, and the year before.

use super::super::Size;
use super::super::days::day_ticks;
use super::super::mark::{Anchor, Class, Mark, Point, Shape, hundredths};
use super::super::measure::{Day, Limits, Overlay};
use super::super::scale::{Linear, Ticks};
use super::super::series::{Sample, Span, band, decimate, line};
use super::super::value::{Format, Unit, Value};
use crate::locale::Date;

/// Up to so many points each gets its dot.
const DOTS: usize = 60;

/// Where a trend is drawn.
pub(super) struct Field {
    pub(super) across: Linear,
    pub(super) down: Linear,
    pub(super) size: Size,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Field {
    fn x(&self, day: Date) -> f64 {
        self.across.at(f64::from(day.to_days()))
    }

    /// A line across at a value.
    pub(super) fn level(&self, value: f64, class: Class) -> Mark {
        let y = self.down.at(value);
        Mark::new(
            Shape::Rule(Point::new(0.0, y), Point::new(self.size.width, y)),
            class,
        )
    }

    pub(super) fn limits(&self, marks: &mut Vec<Mark>, limits: Option<Limits>) {
        let known = |l: &Limits| l.low.is_finite() && l.high.is_finite() && l.low <= l.high;
        if let Some(limits) = limits.filter(known) {
            let (upper, lower) = (self.down.at(limits.high), self.down.at(limits.low));
            let (width, height) = (self.size.width, hundredths(lower - upper));
            marks.push(Mark::new(
                Shape::Rect {
                    at: Point::new(0.0, upper),
                    width,
                    height,
                },
                Class::Margin,
            ));
            marks.push(self.level(limits.centre, Class::Axis));
        }
    }

    pub(super) fn axes(
        &self,
        marks: &mut Vec<Mark>,
        ticks: &Ticks,
        format: Format,
        (first, last): (Date, Date),
    ) {
        let Size { width, height } = self.size;
        let written = tick_format(format, ticks.decimals);
        for value in &ticks.values {
            marks.push(self.level(*value, Class::Grid));
            let at = Point::new(0.0, (self.down.at(*value) + 4.0).min(height));
            marks.push(label(
                at,
                -6.0,
                Anchor::End,
                Value::Amount(*value, written),
                Class::Axis,
            ));
        }
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 1 and 250"
        )]
        let most = (width / 80.0).max(1.0) as usize;
        for tick in day_ticks(first, last, most) {
            let x = self.x(tick.day);
            let at = Point::new(x, height - 4.0_f64.min(height));
            let text = Value::Day(tick.day, tick.style);
            marks.push(label(at, 0.0, turned_inwards(x, width), text, Class::Axis));
        }
    }

    /// What happened, as lines and bands; named where there is room beside the names before.
    pub(super) fn overlays(
        &self,
        marks: &mut Vec<Mark>,
        overlays: &[Overlay],
        (first, last): (Date, Date),
    ) {
        let mut taken: Vec<(f64, f64)> = Vec::new();
        for overlay in overlays {
            let until = overlay.until.unwrap_or(overlay.day).max(overlay.day);
            if until < first || last < overlay.day {
                continue;
            }
            let (x, end) = (self.x(overlay.day.max(first)), self.x(until.min(last)));
            let top = self.top * 0.25;
            if end > x {
                let shape = Shape::Rect {
                    at: Point::new(x, self.top),
                    width: end - x,
                    height: self.bottom - self.top,
                };
                marks.push(Mark::new(shape, Class::Overlay));
            }
            let stroke = Shape::Rule(Point::new(x, top), Point::new(x, self.bottom));
            marks.push(Mark::new(stroke, Class::Overlay));
            // Names are of unknown width here: so many pixels hold most letters.
            #[allow(clippy::cast_precision_loss, reason = "names are short")]
            let wide = 6.0 * overlay.name.chars().count() as f64 + 8.0;
            let right = x > self.size.width / 2.0;
            let room = if right { (x - wide, x) } else { (x, x + wide) };
            let free = taken
                .iter()
                .all(|other| room.1 <= other.0 || other.1 <= room.0);
            if !free || room.0 < 0.0 || room.1 > self.size.width {
                continue;
            }
            taken.push(room);
            let (dx, anchor) = if right {
                (-4.0, Anchor::End)
            } else {
                (4.0, Anchor::Start)
            };
            let text = Value::Text(overlay.name.clone());
            let at = Point::new(x, self.top * 0.7);
            marks.push(label(at, dx, anchor, text, Class::Overlay));
        }
    }

    /// The year before as a faint line.
    pub(super) fn before(&self, marks: &mut Vec<Mark>, days: &[Day], before: &[Option<f64>]) {
        let samples: Vec<Sample> = days
            .iter()
            .zip(before)
            .map(|(day, value)| self.sample(day.day, *value))
            .collect();
        let drawn = decimate(&samples, self.size.width);
        let drawn: Vec<Sample> = drawn.iter().map(|i| samples[*i]).collect();
        marks.extend(line(&drawn, Class::Before));
    }

    fn sample(&self, day: Date, value: Option<f64>) -> Sample {
        Sample {
            x: self.x(day),
            y: value.filter(|v| v.is_finite()).map(|v| self.down.at(v)),
        }
    }

    /// Band, line and dots; answers which days are drawn.
    pub(super) fn course(&self, marks: &mut Vec<Mark>, days: &[Day]) -> Vec<usize> {
        let samples: Vec<Sample> = days.iter().map(|d| self.sample(d.day, d.value)).collect();
        let drawn = decimate(&samples, self.size.width);
        let span = |i: &usize| {
            let known = days[*i]
                .interval
                .filter(|(a, b)| a.is_finite() && b.is_finite());
            Span {
                x: samples[*i].x,
                y: known.map(|(a, b)| (self.down.at(a), self.down.at(b))),
            }
        };
        marks.extend(band(
            &drawn.iter().map(span).collect::<Vec<_>>(),
            Class::Value,
        ));
        marks.extend(line(
            &drawn.iter().map(|i| samples[*i]).collect::<Vec<_>>(),
            Class::Value,
        ));
        for i in &drawn {
            let Some(y) = samples[*i].y else {
                continue;
            };
            let (signal, open) = (days[*i].signal, days[*i].open);
            if signal || open || drawn.len() <= DOTS {
                let (radius, class) = match (signal, open) {
                    (true, _) if days[*i].better => (3.4, Class::Better),
                    (true, _) => (3.4, Class::Signal),
                    (_, true) => (3.0, Class::Open),
                    _ => (2.0, Class::Value),
                };
                marks.push(Mark::new(
                    Shape::Dot {
                        at: Point::new(samples[*i].x, y),
                        radius,
                        handle: None,
                    },
                    class,
                ));
            }
        }
        drawn
    }
}

fn label(at: Point, dx: f64, anchor: Anchor, text: Value, class: Class) -> Mark {
    Mark::new(
        Shape::Label {
            at,
            dx,
            anchor,
            text,
        },
        class,
    )
}

/// How a label below the drawing is anchored: those at the edges stay inside.
fn turned_inwards(x: f64, width: f64) -> Anchor {
    match x {
        x if x < 30.0 => Anchor::Start,
        x if x > width - 30.0 => Anchor::End,
        _ => Anchor::Middle,
    }
}

/// As many decimals on an axis as tell its ticks apart.
fn tick_format(format: Format, decimals: u8) -> Format {
    let decimals = match format.unit {
        Unit::Percent => decimals.saturating_sub(2),
        Unit::PerMille => decimals.saturating_sub(3),
        Unit::Number | Unit::Signed => decimals,
    };
    Format { decimals, ..format }
}
