//! A metric over all days that are shown, as one number: with its margin, and the margin by customers where they answer again.

use shared::{
    api::{MetricReply, MetricSeries},
    chart::Value,
    interval::Interval,
    metric::ByCustomer,
};

use super::course::{format, said};
use crate::{
    html::Html,
    words::{Lang, in_lang, metric_words},
};

/// Writes the number, where there is one.
pub(super) fn write(html: &mut Html, lang: Lang, series: &MetricSeries, reply: &MetricReply) {
    let Some(value) = reply.values.first() else {
        return;
    };
    let Some(estimate) = value.estimate else {
        return;
    };
    let words = metric_words(lang);
    let between = |interval: Interval| {
        let format = format(series.unit);
        Value::Interval(interval.low, interval.high, format).say(lang)
    };
    html.open(
        "section",
        &[
            ("class", "metric__together"),
            ("aria-label", words.together),
        ],
    );
    html.classed("h3", "metric__name", words.together);
    html.open("p", &[("class", "metric__now")]);
    html.classed(
        "span",
        "metric__value figure",
        &said(lang, series.unit, estimate),
    );
    if let Some(interval) = value.interval {
        html.text(" ");
        html.classed(
            "span",
            "metric__margin num",
            &words.margin_of(&between(interval)),
        );
    }
    html.close("p");
    let records = in_lang(lang).friction.records(value.n);
    html.open("p", &[("class", "metric__facts")]).text(&records);
    if let Some(of) = &reply.customers {
        html.text(" · ").text(&who(lang, of));
    }
    html.close("p");
    let by_customer = reply.customers.filter(|of| of.repeated > 0);
    if let Some(interval) = by_customer.and_then(|of| of.interval) {
        html.classed("p", "metric__words", &words.by_customer(&between(interval)));
    }
    html.close("section");
}

/// Whose records they are.
fn who(lang: Lang, of: &ByCustomer) -> String {
    let words = metric_words(lang);
    match (of.customers, of.unnamed) {
        (0, _) => words.nobody_named.to_owned(),
        (customers, 0) => words.customers(customers, of.repeated),
        (customers, unnamed) => {
            let named = words.customers(customers, of.repeated);
            format!("{named} · {}", words.unnamed(unnamed))
        }
    }
}
