//! A metric of a touchpoint in words: value, target, margin, and its course as a line. The same in the lane and in the inspector.

use leptos::prelude::*;
use shared::{
    api::RealMetric,
    chart::{Day, Size, sparkline},
    id::TouchpointId,
    locale::{Date, DateStyle},
    metric::{Direction, Every},
};

use super::{Line, RealityView, lines};
use crate::{
    chart::figure,
    html::Html,
    journey::board::state::BoardState,
    metric::{format, fresh_from, fresh_on, margin, of_touchpoint, said},
    request::use_now,
    words::{Lang, metric_words, reality_words},
};

/// The drawing of a course, in pixels: across it stretches.
const SIZE: (f64, f64) = (96.0, 20.0);
/// Room at both ends of the line of the margin, as a share of what lies on it.
const BESIDE: f64 = 0.08;

/// A cell of the lane.
pub(in crate::journey::board) fn cell(
    html: &mut Html,
    lang: Lang,
    reality: &RealityView,
    now: i64,
) {
    let words = reality_words(lang);
    match reality {
        RealityView::Empty => {}
        RealityView::Unknown { touchpoint } => {
            let href = format!("?touchpoint={touchpoint}");
            link(html, "reality reality--unknown", &href, words.nothing);
        }
        RealityView::Untold { touchpoint } => {
            let href = of_touchpoint(*touchpoint, None);
            link(html, "reality reality--unknown", &href, words.untold);
        }
        RealityView::Told { lines, more } => {
            for line in lines {
                write(html, lang, line, ("-1", now));
            }
            if let Some((touchpoint, n)) = more {
                let href = of_touchpoint(*touchpoint, None);
                link(html, "realities__more", &href, &words.more(*n));
            }
        }
    }
}

fn link(html: &mut Html, class: &str, href: &str, text: &str) {
    let attributes = [("class", class), ("href", href), ("tabindex", "-1")];
    html.element("a", &attributes, text);
}

/// A metric. `tab` is whether the Tab key stops at its link: in the grid it does not.
fn write(html: &mut Html, lang: Lang, line: &Line, (tab, now): (&str, i64)) {
    let metric = &line.metric;
    let name = metric.metric.name.in_lang(lang);
    let last = fresh_on(lang, metric.last_day.as_deref(), fresh_from(Some(now)));
    let stale = last.as_ref().is_some_and(|(_, stale)| *stale);
    let class = if stale {
        "reality reality--stale"
    } else {
        "reality"
    };
    html.open("div", &[("class", class)]);
    if let Some(of) = &line.of {
        html.classed("span", "reality__of", of);
    }
    html.open("span", &[("class", "reality__line")]);
    let href = of_touchpoint(line.touchpoint, Some(&metric.metric.key));
    let attributes = [
        ("class", "reality__name"),
        ("href", &*href),
        ("tabindex", tab),
    ];
    html.element("a", &attributes, name).text(" ");
    html.classed(
        "b",
        "reality__value num",
        &number(lang, metric, metric.latest.estimate),
    );
    html.text(" ");
    html.classed("span", "reality__month", &month(lang, &metric.period));
    html.close("span");
    target(html, lang, metric);
    let margin = margin(lang, &metric.metric, &metric.latest);
    html.classed("span", "reality__margin", &margin);
    html.open("span", &[("class", "reality__plots")]);
    interval(html, metric);
    course(html, lang, (name, line));
    html.close("span");
    notes(html, lang, metric);
    if let Some((text, _)) = last.filter(|(_, stale)| *stale) {
        html.classed("span", "reality__note stale", &text);
    }
    html.close("div");
}

fn number(lang: Lang, metric: &RealMetric, value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| said(lang, metric.unit, value))
}

fn month(lang: Lang, start: &str) -> String {
    let start: Result<Date, _> = start.parse();
    start.map_or_else(
        |_| String::new(),
        |start| lang.date(start, DateStyle::MonthYear),
    )
}

/// The target in words, and by a mark whether it is met.
fn target(html: &mut Html, lang: Lang, metric: &RealMetric) {
    let words = reality_words(lang);
    let Some(aimed) = metric.metric.target else {
        html.classed("span", "reality__target", words.no_target);
        return;
    };
    let aimed = said(lang, metric.unit, aimed);
    let aimed = match metric.metric.direction {
        Direction::Up => words.target(&aimed),
        Direction::Down => words.target_at_most(&aimed),
    };
    let (class, sign, word) = match metric.meets_target() {
        Some(true) => ("reality__target reality__target--meets", "✓", words.meets),
        Some(false) => ("reality__target reality__target--misses", "✗", words.misses),
        None => ("reality__target", "", ""),
    };
    html.open("span", &[("class", class)]);
    if !sign.is_empty() {
        let attributes = [("class", "reality__mark"), ("aria-hidden", "true")];
        html.element("span", &attributes, sign);
        html.classed("span", "visually-hidden", word).text(" ");
    }
    html.text(&aimed).close("span");
}

/// The margin on a line that holds the course and the target as well; nothing where there is none.
fn interval(html: &mut Html, metric: &RealMetric) {
    let Some(margin) = metric.latest.interval else {
        return;
    };
    let target = metric.metric.target;
    let held = metric.course.iter().flatten().copied().chain(target);
    let (low, high) = held.fold((margin.low, margin.high), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    let room = (high - low) * BESIDE;
    let (low, high) = (low - room, high + room);
    if !(low.is_finite() && high > low) {
        return;
    }
    let across = |value: f64| format!("{:.1}", 100.0 * (value - low) / (high - low));
    let attributes = [
        ("class", "chart__plot reality__interval"),
        ("viewBox", "0 0 100 10"),
        ("preserveAspectRatio", "none"),
        ("aria-hidden", "true"),
    ];
    html.open("svg", &attributes);
    let mut line = |class, (from, to): (&str, &str), (top, foot)| {
        let attributes = [
            ("class", class),
            ("x1", from),
            ("x2", to),
            ("y1", top),
            ("y2", foot),
        ];
        html.element("line", &attributes, "");
    };
    line("m-rule c-cell", ("0", "100"), ("5", "5"));
    let (from, to) = (across(margin.low), across(margin.high));
    line("m-whisker c-cell", (&from, &to), ("5", "5"));
    if let Some(target) = target {
        let at = across(target);
        line("m-rule c-target", (&at, &at), ("0", "10"));
    }
    html.close("svg");
}

/// The course of the last months as a line, and for those who do not see it where it begins and ends.
fn course(html: &mut Html, lang: Lang, (name, line): (&str, &Line)) {
    let metric = &line.metric;
    let values = || line.periods.iter().zip(&metric.course);
    let day = |(start, value): (&String, &Option<f64>)| {
        Some(Day {
            day: start.parse().ok()?,
            value: *value,
            ..Day::default()
        })
    };
    let mut days: Vec<Day> = values().filter_map(day).collect();
    // Twelve months, also where there are records of fewer: the lines of a board are then read against each other.
    let begins = days
        .last()
        .and_then(|last| Every::Month.year_before(last.day));
    if let Some(day) = begins.and_then(|year_before| Every::Month.next(year_before))
        && days.first().is_some_and(|first| day < first.day)
    {
        let before = Day {
            day,
            ..Day::default()
        };
        days.insert(0, before);
    }
    let known = || values().filter(|(_, value)| value.is_some());
    let (Some(first), Some(last)) = (known().next(), known().next_back()) else {
        return;
    };
    let words = reality_words(lang);
    let end = |(start, value): (&String, &Option<f64>)| {
        words.in_month(&number(lang, metric, *value), &month(lang, start))
    };
    let name = words.course(name, &end(first), &end(last));
    let drawn = sparkline(
        &days,
        Size::new(SIZE.0, SIZE.1),
        format(metric.unit),
        "",
        ["", ""],
    );
    figure(html, &drawn.plot, (&name, None), lang);
}

/// A real change, few records, a month that goes on.
fn notes(html: &mut Html, lang: Lang, metric: &RealMetric) {
    let words = metric_words(lang);
    let changed = metric.latest.signal.map(|_| {
        if metric.is_better() {
            ("reality__note reality__note--better", words.better)
        } else {
            ("reality__note reality__note--worse", words.worse)
        }
    });
    let few = metric.latest.n < u64::from(metric.metric.minimum_n);
    let few = few.then_some(("reality__note", words.few));
    let open = (!metric.latest.complete).then_some(("reality__note", words.open));
    for (class, text) in [changed, few, open].into_iter().flatten() {
        html.classed("span", class, text);
    }
}

/// The inspector's section: everything that metrics say of a touchpoint.
pub(in crate::journey::board) fn section(state: BoardState, touchpoint: TouchpointId) -> AnyView {
    let words = state.words;
    let now = use_now();
    let said =
        Memo::new(move |_| state.follow(|_, measured| measured.reality.get(&touchpoint).cloned()));
    let html = Signal::derive(move || {
        let lang = words.lang();
        let words = reality_words(lang);
        let mut html = Html::new();
        html.classed("h3", "inspector__heading", words.title);
        said.with(|said| {
            let text = match said {
                Some(said) if !said.metrics.is_empty() => {
                    for line in lines(said, None) {
                        write(&mut html, lang, &line, ("0", now.now()));
                    }
                    ""
                }
                Some(_) => words.nothing_text,
                None => words.untold_text,
            };
            if !text.is_empty() {
                html.classed("p", "muted", text);
            }
            html.open("p", &[("class", "btn-row")]);
            let (href, text) = match said {
                Some(said) if said.metrics.is_empty() => {
                    ("/import".to_owned(), metric_words(lang).import)
                }
                _ => (of_touchpoint(touchpoint, None), words.all),
            };
            let attributes = [("class", "btn btn--small"), ("href", &*href)];
            html.element("a", &attributes, text).close("p");
        });
        html.done()
    });
    view! { <div class="inspector__section realities realities--all" inner_html=html></div> }
        .into_any()
}
