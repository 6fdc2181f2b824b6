//! Trend: one measure over days, with its interval, target, limits of normal variation and what happened meanwhile.

use super::days::day_ticks;
use super::mark::{Anchor, Class, Mark, Point, Shape, hundredths};
use super::measure::{Day, Limits, Overlay, series_table};
use super::scale::{Linear, Ticks, nice_ticks};
use super::series::{Sample, Span, band, decimate, line};
use super::value::{Column, Format, Unit, Value};
use super::{Chart, Plot, Size};
use crate::locale::Date;

/// Pixels above the drawing, where overlays are named.
const TOP: f64 = 16.0;
/// Pixels below, for the days.
const BOTTOM: f64 = 20.0;
/// Pixels left of it, for the values.
const LEFT: u16 = 40;
/// Up to so many points each gets its dot.
const DOTS: usize = 60;

/// What a trend shows.
#[derive(Clone, Debug)]
pub struct Trend<'a> {
    /// Room.
    pub size: Size,
    /// How values are written.
    pub format: Format,
    /// Days in time, gaps as days without a value.
    pub days: &'a [Day],
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
        let ticks = nice_ticks(low, high, 3);
        let days = (
            f64::from(first.day.to_days()),
            f64::from(last.day.to_days()),
        );
        let (top, bottom) = (TOP.min(height / 3.0), height - BOTTOM.min(height / 3.0));
        let field = Field {
            across: Linear::new(days, (0.0, width)),
            down: Linear::new(ticks.ends(), (bottom, top)),
            size: spec.size,
            top,
            bottom,
        };
        field.limits(&mut marks, spec.limits);
        field.axes(&mut marks, &ticks, spec.format, (first.day, last.day));
        marks.extend(
            spec.target
                .filter(|t| t.is_finite())
                .map(|t| field.level(t, Class::Target)),
        );
        for overlay in spec
            .overlays
            .iter()
            .filter(|o| (first.day..=last.day).contains(&o.day))
        {
            field.overlay(&mut marks, overlay);
        }
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
            .chain(self.from_zero.then_some(0.0))
            .filter(|v| v.is_finite())
            .fold(None, |extent, v| {
                Some(extent.map_or((v, v), |(low, high): (f64, f64)| (low.min(v), high.max(v))))
            })
    }
}

/// Where a trend is drawn.
struct Field {
    across: Linear,
    down: Linear,
    size: Size,
    top: f64,
    bottom: f64,
}

impl Field {
    fn x(&self, day: Date) -> f64 {
        self.across.at(f64::from(day.to_days()))
    }

    /// A line across at a value.
    fn level(&self, value: f64, class: Class) -> Mark {
        let y = self.down.at(value);
        Mark::new(
            Shape::Rule(Point::new(0.0, y), Point::new(self.size.width, y)),
            class,
        )
    }

    fn limits(&self, marks: &mut Vec<Mark>, limits: Option<Limits>) {
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

    fn axes(
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

    fn overlay(&self, marks: &mut Vec<Mark>, overlay: &Overlay) {
        let x = self.x(overlay.day);
        let stroke = Shape::Rule(Point::new(x, self.top * 0.25), Point::new(x, self.bottom));
        marks.push(Mark::new(stroke, Class::Overlay));
        let right = x > self.size.width / 2.0;
        let (dx, anchor) = if right {
            (-4.0, Anchor::End)
        } else {
            (4.0, Anchor::Start)
        };
        let text = Value::Text(overlay.name.clone());
        marks.push(label(
            Point::new(x, self.top * 0.7),
            dx,
            anchor,
            text,
            Class::Overlay,
        ));
    }

    /// Band, line and dots; answers which days are drawn.
    fn course(&self, marks: &mut Vec<Mark>, days: &[Day]) -> Vec<usize> {
        let place = |d: &Day| Sample {
            x: self.x(d.day),
            y: d.value.filter(|v| v.is_finite()).map(|v| self.down.at(v)),
        };
        let samples: Vec<Sample> = days.iter().map(place).collect();
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
            let (Some(y), signal) = (samples[*i].y, days[*i].signal) else {
                continue;
            };
            if signal || drawn.len() <= DOTS {
                let (radius, class) = if signal {
                    (3.4, Class::Signal)
                } else {
                    (2.0, Class::Value)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;

    fn days(values: &[f64]) -> Vec<Day> {
        // 2 March 2026 was a Monday: day 20,514.
        values
            .iter()
            .zip((20_514..).step_by(7))
            .map(|(v, day)| Day {
                day: Date::from_days(day).unwrap(),
                value: Some(*v).filter(|v| v.is_finite()),
                interval: Some((v - 0.05, v + 0.05)),
                n: Some(40),
                signal: *v > 0.5,
            })
            .collect()
    }

    fn spec(days: &[Day]) -> Trend<'_> {
        Trend {
            size: Size::new(400.0, 136.0),
            format: Format::percent(1),
            days,
            target: Some(0.6),
            limits: None,
            overlays: &[],
            from_zero: true,
            caption: "On time",
            columns: ["Week", "Value", "Margin", "n"],
        }
    }

    fn labels(chart: &Chart, lang: Lang) -> Vec<String> {
        let text = |m: &Mark| match &m.shape {
            Shape::Label { text, .. } => Some(text.say(lang)),
            _ => None,
        };
        chart.plot.marks.iter().filter_map(text).collect()
    }

    #[test]
    fn a_trend_has_round_values_round_days_a_target_and_its_dots_where_they_belong() {
        let days = days(&[0.2, 0.4, 0.55, 0.3]);
        let chart = trend(&spec(&days));
        // Nought to 60 % in steps of 20 %, 100 pixels high between 16 and 116.
        assert_eq!(
            labels(&chart, Lang::Es)[..4],
            ["0\u{a0}%", "20\u{a0}%", "40\u{a0}%", "60\u{a0}%"]
        );
        assert_eq!(
            labels(&chart, Lang::En)[4..],
            ["2 Mar 2026", "9 Mar", "16 Mar", "23 Mar"]
        );
        let of = |class: Class, css: &str| {
            let hit = |m: &&Mark| m.class == class && m.shape.css() == css;
            chart
                .plot
                .marks
                .iter()
                .filter(hit)
                .flat_map(|m| m.shape.points())
                .collect::<Vec<_>>()
        };
        let p = Point::new;
        assert_eq!(of(Class::Target, "m-rule"), [p(0.0, 16.0), p(400.0, 16.0)]);
        assert_eq!(of(Class::Signal, "m-dot"), [p(266.67, 24.33)]);
        assert_eq!(
            of(Class::Value, "m-line"),
            [
                p(0.0, 82.67),
                p(133.33, 49.33),
                p(266.67, 24.33),
                p(400.0, 66.0)
            ]
        );
        assert_eq!(chart.table.rows[0][2].say(Lang::En), "15.0 to 25.0%");
        assert_eq!(chart.table.rows[0][3].say(Lang::En), "40");
    }

    #[test]
    fn weeks_without_a_value_are_gaps_in_the_line_and_dashes_in_the_table() {
        let days = days(&[0.2, 0.3, f64::NAN, 0.3, 0.4]);
        let chart = trend(&spec(&days));
        let lines = chart
            .plot
            .marks
            .iter()
            .filter(|m| m.shape.css() == "m-line")
            .count();
        assert_eq!(lines, 2);
        assert_eq!(chart.table.rows[2][1], Value::Unknown);
    }

    #[test]
    fn a_hundred_thousand_days_are_drawn_with_a_few_points_per_pixel_and_a_table_that_can_be_read()
    {
        let values: Vec<Day> = (0..100_000)
            .map(|i| Day {
                day: Date::from_days(i).unwrap(),
                value: Some(f64::from(i % 97)),
                ..Day::default()
            })
            .collect();
        let chart = trend(&Trend {
            format: Format::number(0),
            target: None,
            ..spec(&values)
        });
        let points: usize = chart
            .plot
            .marks
            .iter()
            .map(|m| m.shape.points().len())
            .sum();
        assert!(points < 2_000, "{points}");
        assert!(chart.table.rows.len() <= 400);
        assert_eq!(chart.table.total, 100_000);
    }
}
