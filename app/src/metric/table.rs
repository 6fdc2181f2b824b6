//! The numbers behind a chart, period by period, the latest first.

use shared::{
    api::{SeriesGroup, SeriesPoint},
    chart::Value,
    metric::{Metric, Signal, Unit},
};

use super::course::{Axis, format};
use crate::{
    html::Html,
    words::{Lang, in_lang, metric_words},
};

/// Longer tables show their last rows; the file has all.
const ROWS: usize = 60;

/// The table and the file, behind a line that opens them.
pub(super) fn numbers(
    html: &mut Html,
    axis: &Axis,
    metric: &Metric,
    unit: Unit,
    group: &SeriesGroup,
    (name, file): (&str, &str),
) {
    let lang = axis.lang;
    let words = metric_words(lang);
    let caption = words.numbers_of(name);
    html.open("details", &[("class", "chart__data")]);
    html.open("summary", &[]).text(in_lang(lang).chart.numbers);
    html.classed("span", "visually-hidden", &format!(": {name}"));
    html.close("summary");
    let scroll = [
        ("class", "table-scroll"),
        ("tabindex", "0"),
        ("role", "group"),
        ("aria-label", &*caption),
    ];
    html.open("div", &scroll)
        .open("table", &[("class", "table")]);
    html.open("caption", &[]).text(&caption);
    let total = group.points.len();
    if total > ROWS {
        let part = words.last_of(ROWS as u64, total as u64);
        html.text(" (").text(&part).text(")");
    }
    html.close("caption").open("thead", &[]).open("tr", &[]);
    for (head, class) in [
        (words.every, ""),
        (words.value, NUMBER),
        (words.margin, NUMBER),
        (words.records, NUMBER),
        (words.before, NUMBER),
        (words.remark, ""),
    ] {
        html.element("th", &[("scope", "col"), ("class", class)], head);
    }
    html.close("tr").close("thead").open("tbody", &[]);
    for (start, point) in axis.periods.iter().zip(&group.points).rev().take(ROWS) {
        let happened = axis.happened_in(*start).join("; ");
        row(
            html,
            lang,
            metric,
            unit,
            (&axis.name(*start), &[axis.covers(point), Some(happened)]),
            point,
        );
    }
    for tag in ["tbody", "table", "div"] {
        html.close(tag);
    }
    html.open("p", &[]);
    html.element(
        "a",
        &[("href", file), ("download", "metrics.csv")],
        words.file,
    );
    html.close("p").close("details");
}

/// The class of a cell with a number.
const NUMBER: &str = "num";

fn row(
    html: &mut Html,
    lang: Lang,
    metric: &Metric,
    unit: Unit,
    (period, more): (&str, &[Option<String>; 2]),
    point: &SeriesPoint,
) {
    let format = format(unit);
    let interval = point.interval.map(|interval| (interval.low, interval.high));
    let n = if point.withheld {
        Value::Unknown
    } else {
        Value::Count(point.n)
    };
    html.open("tr", &[]);
    html.element("th", &[("scope", "row")], period);
    for value in [
        Value::amount(point.estimate, format),
        Value::interval(interval, format),
        n,
        Value::amount(point.year_before, format),
    ] {
        html.classed("td", NUMBER, &value.say(lang));
    }
    html.element("td", &[], &remark(lang, metric, point, more))
        .close("tr");
}

/// What else there is to say of a period.
pub(super) fn remark(
    lang: Lang,
    metric: &Metric,
    point: &SeriesPoint,
    [covers, happened]: &[Option<String>; 2],
) -> String {
    let words = metric_words(lang);
    let signal = point.signal.map(|signal| match signal {
        Signal::Outside => words.outside,
        Signal::Run => words.run,
        Signal::Jump => words.jump,
    });
    let few = (point.n > 0 && point.n < u64::from(metric.minimum_n)).then_some(words.few);
    let withheld = point.withheld.then_some(words.withheld);
    let open = (!point.complete && point.estimate.is_some()).then_some(words.open);
    let covers = covers.as_deref().map(|days| words.covers(days));
    let happened = happened.as_deref().filter(|it| !it.is_empty());
    let remarks = [signal, covers.as_deref(), withheld, few, open, happened];
    remarks.into_iter().flatten().collect::<Vec<_>>().join("; ")
}
