//! Reading a chart value by value: under the pointer, or with the arrow keys.
//!
//! One line and one box lie over all charts of an answer and move to what is read, so that reading costs the same however
//! much is drawn. Without JavaScript the table behind each chart says the same.

use std::sync::Arc;

use leptos::{
    ev::{FocusEvent, KeyboardEvent, PointerEvent},
    html::Div,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{DomRect, Element, EventTarget},
};
use shared::{
    api::{MetricSeries, SeriesReply},
    chart::Value,
    locale::Date,
    metric::Formula,
};

use super::{
    card::PLACE,
    course::{Axis, Happened, format, said},
    table::remark,
};
use crate::{
    html::Html,
    shell::use_announcer,
    words::{Lang, in_lang, metric_words},
};

/// Pixels between the line and its box.
const BESIDE: f64 = 10.0;

/// Which value: metric, group, period.
type Place = (usize, usize, usize);

/// What a value says.
#[derive(Debug, Clone, PartialEq, Default)]
struct Read {
    period: String,
    value: String,
    /// Margin, records, the year before, and what else there is to say.
    rest: Vec<String>,
}

/// Where the line and the box are, in pixels of the charts together.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Spot {
    across: f64,
    top: f64,
    height: f64,
    /// Of all charts together.
    width: f64,
}

/// Charts whose values can be read.
struct Charts {
    lang: Lang,
    axis: Axis,
    metrics: Vec<MetricSeries>,
}

/// The charts of an answer, written as `html`.
pub(super) fn readable(
    lang: Lang,
    html: Html,
    reply: SeriesReply,
    happened: &[Happened],
) -> AnyView {
    let charts = Arc::new(Charts {
        lang,
        axis: Axis::new(lang, &reply, happened, None),
        metrics: reply.metrics,
    });
    let html = html.done();
    let frame = NodeRef::<Div>::new();
    let at = RwSignal::new(None::<Place>);
    let spot = RwSignal::new(Spot::default());
    let announcer = use_announcer();

    let known = Arc::clone(&charts);
    let move_to = move |plot: &Element, rect: &DomRect, period: usize| {
        let (Some(frame), Some((metric, group))) = (frame.get_untracked(), place_of(plot)) else {
            return;
        };
        let frame = frame.get_bounding_client_rect();
        let across = rect.left() - frame.left() + known.axis.share(period) * rect.width();
        spot.set(Spot {
            across,
            top: rect.top() - frame.top(),
            height: rect.height(),
            width: frame.width(),
        });
        let place = Some((metric, group, period));
        if at.get_untracked() != place {
            at.set(place);
        }
    };

    let known = Arc::clone(&charts);
    let to_pointer = move_to.clone();
    let pointed = move |event: PointerEvent| {
        let Some(plot) = plot_of(event.target()) else {
            at.set(None);
            return;
        };
        let rect = plot.get_bounding_client_rect();
        let share = (f64::from(event.client_x()) - rect.left()) / rect.width().max(1.0);
        if let Some(period) = known.axis.nearest(share) {
            to_pointer(&plot, &rect, period);
        }
    };
    let known = Arc::clone(&charts);
    let keyed = move |event: KeyboardEvent| {
        let Some(plot) = plot_of(event.target()) else {
            return;
        };
        let Some(place) = place_of(&plot) else { return };
        let last = known.axis.periods.len().saturating_sub(1);
        let now = at
            .get_untracked()
            .filter(|(metric, group, _)| (*metric, *group) == place);
        let period = now.map(|(.., period)| period);
        let period = match event.key().as_str() {
            "ArrowLeft" => period.map_or(last, |period| period.saturating_sub(1)),
            "ArrowRight" => period.map_or(last, |period| (period + 1).min(last)),
            "Home" => 0,
            "End" => last,
            "Escape" => {
                at.set(None);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        move_to(&plot, &plot.get_bounding_client_rect(), period);
        if let Some(read) = known.read((place.0, place.1, period)) {
            announcer.say(read.sentence());
        }
    };
    let left = move |_: PointerEvent| at.set(None);
    let blurred = move |_: FocusEvent| at.set(None);

    let line = move || at.get().map(|_| spot.get().line());
    let of_box = move || at.get().map(|_| spot.get().beside());
    let read = move || {
        let read = at.get().and_then(|place| charts.read(place));
        read.map(Read::view)
    };
    view! {
        <div
            class="readable"
            node_ref=frame
            on:pointermove=pointed.clone()
            on:pointerdown=pointed
            on:pointerleave=left
            on:keydown=keyed
            on:focusout=blurred
        >
            <div inner_html=html></div>
            <div class="readable__line" aria-hidden="true" hidden=move || at.get().is_none() style=line></div>
            <div class="readable__box" aria-hidden="true" hidden=move || at.get().is_none() style=of_box>
                {read}
            </div>
        </div>
    }
    .into_any()
}

/// The drawing that an event is about.
fn plot_of(target: Option<EventTarget>) -> Option<Element> {
    let target = target?.dyn_into::<Element>().ok()?;
    target.closest(".chart__plot").ok()?
}

/// The places of a drawing's metric and group.
fn place_of(plot: &Element) -> Option<(usize, usize)> {
    let card = plot.closest(&format!("[{PLACE}]")).ok()??;
    let place = card.get_attribute(PLACE)?;
    let (metric, group) = place.split_once('/')?;
    Some((metric.parse().ok()?, group.parse().ok()?))
}

impl Spot {
    fn line(self) -> String {
        let Self {
            across,
            top,
            height,
            ..
        } = self;
        format!("transform:translate({across:.1}px,{top:.1}px);height:{height:.0}px")
    }

    /// On the side with more room, and never beyond it.
    fn beside(self) -> String {
        let Self {
            across, top, width, ..
        } = self;
        let (left, room) = (across > width / 2.0, (width - across).max(across) - BESIDE);
        let (across, back) = if left {
            (across - BESIDE, " translateX(-100%)")
        } else {
            (across + BESIDE, "")
        };
        format!(
            "transform:translate({across:.1}px,{top:.1}px){back};max-width:min(15rem,{room:.0}px)"
        )
    }
}

impl Charts {
    /// What is to be said of a value; `None` where there is none of this place.
    fn read(&self, (metric, group, period): Place) -> Option<Read> {
        let series = self.metrics.get(metric)?;
        let point = series.groups.get(group)?.points.get(period)?;
        let start = *self.axis.periods.get(period)?;
        let (lang, unit) = (self.lang, series.unit);
        let words = metric_words(lang);
        let number = |number: f64| said(lang, unit, number);
        let known = point.estimate.map(|_| {
            let interval = point.interval.map(|interval| (interval.low, interval.high));
            let margin = Value::interval(interval, format(unit)).say(lang);
            match series.metric.formula {
                Formula::Total { .. } => words.known.to_owned(),
                _ => words.margin_of(&margin),
            }
        });
        let records = point
            .estimate
            .map(|_| in_lang(lang).friction.records(point.n));
        let before = point
            .year_before
            .map(|before| format!("{}: {}", words.before, number(before)));
        let happened = self.axis.happened_in(start).join("; ");
        let more = [self.axis.covers(point), Some(happened)];
        let remark = remark(lang, &series.metric, point, &more);
        let remark = (!remark.is_empty()).then_some(remark);
        Some(Read {
            period: self.axis.name(start),
            value: point
                .estimate
                .map_or_else(|| Value::Unknown.say(lang), number),
            rest: [known, records, before, remark]
                .into_iter()
                .flatten()
                .collect(),
        })
    }
}

impl Read {
    fn sentence(&self) -> String {
        let first = format!("{}: {}", self.period, self.value);
        std::iter::once(&first)
            .chain(&self.rest)
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(". ")
    }

    fn view(self) -> AnyView {
        let mut html = Html::new();
        html.classed("span", "readable__period", &self.period);
        html.classed("strong", "readable__value figure", &self.value);
        for line in &self.rest {
            html.element("span", &[], line);
        }
        let html = html.done();
        view! { <div class="readable__lines" inner_html=html></div> }.into_any()
    }
}

impl Axis {
    /// How far right a period stands, from 0 to 1.
    fn share(&self, period: usize) -> f64 {
        let Some((first, days)) = self.span() else {
            return 0.0;
        };
        let start = self.periods.get(period).map_or(first, |day| day.to_days());
        f64::from(start - first) / f64::from(days)
    }

    /// The period that stands nearest to a place from 0 to 1; `None` without periods.
    fn nearest(&self, share: f64) -> Option<usize> {
        let last = self.periods.len().checked_sub(1)?;
        let Some((first, days)) = self.span() else {
            return Some(0);
        };
        let day = f64::from(first) + share.clamp(0.0, 1.0) * f64::from(days);
        let after = self
            .periods
            .partition_point(|start| f64::from(start.to_days()) < day);
        let far = |at: usize| {
            let start = self.periods.get(at).map_or(0, |start| start.to_days());
            (f64::from(start) - day).abs()
        };
        let (before, after) = (after.saturating_sub(1), after.min(last));
        Some(if far(before) <= far(after) {
            before
        } else {
            after
        })
    }

    /// The first day, and how many there are to the start of the last period; `None` where that is none.
    fn span(&self) -> Option<(i32, i32)> {
        let first = self.periods.first().copied().map(Date::to_days)?;
        let last = self.periods.last().copied().map(Date::to_days)?;
        (last > first).then_some((first, last - first))
    }
}

#[cfg(test)]
mod tests {
    use shared::{
        api::{SeriesGroup, SeriesPoint, ServedBy},
        interval::Interval,
        metric::{Every, Metric},
    };

    use super::*;

    fn charts() -> Charts {
        let point = |estimate: f64, n| SeriesPoint {
            estimate: Some(estimate),
            interval: Some(Interval {
                low: estimate - 0.05,
                high: estimate + 0.05,
                level: 0.95,
            }),
            n,
            weighted: None,
            year_before: None,
            complete: true,
            withheld: false,
            signal: None,
            covers: None,
        };
        let mut points = vec![point(0.9, 40), point(0.85, 60), point(0.7, 10)];
        points[1].year_before = Some(0.8);
        points[2].complete = false;
        let metric = Metric::by_key("on_time").unwrap_or_else(|| panic!("a ready-made metric"));
        let reply = SeriesReply {
            every: Every::Month,
            by: None,
            periods: ["2026-01-01", "2026-02-01", "2026-03-01"]
                .map(str::to_owned)
                .into(),
            metrics: vec![MetricSeries {
                unit: metric.unit(),
                metric,
                about: None,
                last_day: None,
                groups: vec![SeriesGroup {
                    group: None,
                    points,
                    limits: None,
                    missing: 0,
                }],
            }],
            served_by: ServedBy::Rollup,
        };
        Charts {
            lang: Lang::En,
            axis: Axis::new(Lang::En, &reply, &[], None),
            metrics: reply.metrics,
        }
    }

    #[test]
    fn the_period_under_the_pointer_is_the_nearest_one() {
        let axis = charts().axis;
        // 31 days to February, 59 to March: the middle between the first two is at 15.5/59 = .263, between the last two at 45/59 = .763.
        for (share, period) in [
            (-1.0, 0),
            (0.0, 0),
            (0.26, 0),
            (0.27, 1),
            (0.76, 1),
            (0.77, 2),
            (1.0, 2),
            (9.0, 2),
        ] {
            assert_eq!(axis.nearest(share), Some(period), "{share}");
        }
        assert!((axis.share(1) - 31.0 / 59.0).abs() < 1e-12);
    }

    #[test]
    fn a_value_is_read_with_its_margin_its_records_and_the_year_before() {
        let charts = charts();
        let read = charts.read((0, 0, 1)).unwrap_or_default();
        assert_eq!(
            read.sentence(),
            "Feb 2026: 85.0%. margin 80.0 to 90.0%. 60\u{a0}records. A year before: 80.0%"
        );
        let last = charts.read((0, 0, 2)).unwrap_or_default();
        assert!(
            last.rest.iter().any(|line| line.contains("incomplete")),
            "{last:?}"
        );
        assert_eq!(charts.read((0, 0, 3)), None);
    }
}
