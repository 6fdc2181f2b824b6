//! What a metric is, in words: how it is computed, which way is better, who is responsible.

use shared::{
    api::MetricSeries,
    metric::{About, Direction, Formula, Role, Scale},
    record::Privacy,
};

use crate::{
    catalogue::names,
    html::Html,
    words::{Lang, in_lang, intake_words, metric_words},
};

/// The definition behind a line that opens it.
pub(super) fn definition(html: &mut Html, lang: Lang, series: &MetricSeries) {
    let metric = &series.metric;
    let words = metric_words(lang);
    html.open("details", &[("class", "chart__data")]);
    html.open("summary", &[]).text(words.definition);
    html.classed(
        "span",
        "visually-hidden",
        &format!(": {}", metric.name.in_lang(lang)),
    );
    html.close("summary");
    html.element("p", &[], &said_of(lang, series));
    let href = format!("/metrics?metric={}#definitions", metric.key);
    html.open("p", &[])
        .element("a", &[("href", &href)], metric_words(lang).edit);
    html.close("p").close("details");
}

/// The definition in words.
pub(super) fn said_of(lang: Lang, series: &MetricSeries) -> String {
    let metric = &series.metric;
    let words = metric_words(lang);
    let direction = match metric.direction {
        Direction::Up => words.up,
        Direction::Down => words.down,
    };
    let role = match metric.role {
        Role::Input => words.input,
        Role::Outcome => words.outcome,
    };
    let n = u64::from(metric.minimum_n);
    let least = if metric.privacy == Privacy::People {
        words.least_people(n)
    } else {
        words.least(n)
    };
    let about = series.about.as_deref().map(|name| match metric.about {
        _ if name.is_empty() => words.of_gone.to_owned(),
        About::Journey(_) => words.of_journey(name),
        About::Touchpoint(_) | About::Everything => words.of_touchpoint(name),
    });
    let formula = formula(lang, &metric.formula);
    let said = [
        Some(&*formula),
        about.as_deref(),
        Some(direction),
        Some(role),
        Some(&*least),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The responsible department with its hue, and what the metric is about where that is not everything.
pub(super) fn responsible(html: &mut Html, lang: Lang, series: &MetricSeries) {
    let department = &series.metric.department;
    let hue = format!("dot hue-{}", names::hue(department));
    html.open("p", &[("class", "metric__owner")]);
    let label = format!("{}: ", in_lang(lang).friction.department);
    html.classed("span", "visually-hidden", &label);
    html.element("span", &[("class", &hue), ("aria-hidden", "true")], "");
    html.text(&names::department(lang, department));
    if let Some(name) = series.about.as_deref().filter(|name| !name.is_empty()) {
        html.text(" · ").text(name);
    }
    html.close("p");
}

pub(super) fn formula(lang: Lang, formula: &Formula) -> String {
    let words = metric_words(lang);
    let range = |low: i32, high: i32| lang.interval(f64::from(low), f64::from(high), 0);
    let whole = |scale: Scale| range(scale.min(), scale.max());
    match *formula {
        Formula::NetPromoters {
            scale,
            promoters_from,
            detractors_to,
        } => words.net_share(
            &range(promoters_from, scale.max()),
            &range(scale.min(), detractors_to),
            &whole(scale),
        ),
        Formula::TopBox { scale, .. } if scale == Scale::NO_YES => words.yes_share.to_owned(),
        Formula::TopBox { scale, from } => words.top_share(from, &whole(scale)),
        Formula::Mean { scale } => words.mean(&whole(scale)),
        Formula::Proportion => words.hits.to_owned(),
        Formula::Rate { per } => words.per(&lang.count(u64::from(per))),
        Formula::Within { days } => words.within(u64::from(days)),
        Formula::Total { unit } => words.total(&intake_words(lang).unit(unit)),
        Formula::MeanAmount { unit } => words.mean_amount(&intake_words(lang).unit(unit)),
    }
}

#[cfg(test)]
mod tests {
    use shared::metric::Metric;

    use super::*;

    #[test]
    fn every_metric_says_how_it_is_computed() {
        let said =
            |key: &str, lang| Metric::by_key(key).map(|metric| formula(lang, &metric.formula));
        assert_eq!(
            said("nps", Lang::En).as_deref(),
            Some("Share of 9 to 10 less share of 0 to 6, in points, of answers from 0 to 10.")
        );
        assert_eq!(
            said("csat", Lang::Es).as_deref(),
            Some("Parte de respuestas de 4 o más, de respuestas de 1 a 5.")
        );
        assert_eq!(
            said("on_time", Lang::En).as_deref(),
            Some("Share of records that say yes.")
        );
    }
}
