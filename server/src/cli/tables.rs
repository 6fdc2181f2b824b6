//! What the commands print for people: plain text in columns.

use std::{cmp::Reverse, fmt::Write as _};

use app::words::row_problem;
use shared::{
    api::{
        ImportReport, JourneySummary, MetricReply, Scores, SeriesReply, ServedBy, SourceSummary,
        TouchpointScore,
    },
    catalogue::Catalogue,
    friction::{Costs, WeeklyCost},
    id::TouchpointId,
    interval::Interval,
    locale::Lang,
};

/// Rejects and columns named in a report before "and n more".
const NAMED: usize = 8;

pub(super) fn report(report: &ImportReport, journey: Option<&JourneySummary>) -> String {
    let rows = &report.rows;
    let mut text = String::new();
    let (did, seconds) = (
        if report.dry_run {
            "would be imported"
        } else {
            "imported"
        },
        report.took_ms as f64 / 1e3,
    );
    let _ = writeln!(
        text,
        "{}: {} answers of {} rows {did} in {seconds:.1} s",
        report.source,
        rows.answers,
        rows.added + rows.changed
    );
    if let Some((first, last)) = &report.days {
        let _ = writeln!(text, "  from {first} to {last}");
    }
    for (n, what) in [
        (rows.added, "new"),
        (rows.changed, "changed, replacing what was there"),
        (rows.unchanged, "known already, unchanged"),
        (rows.forgotten, "deleted on purpose before, left out"),
        (rows.rejected, "rows that could not be read"),
        (rows.values_rejected, "single values that could not be read"),
    ] {
        if n > 0 {
            let _ = writeln!(text, "  {n:>9} {what}");
        }
    }
    for reject in report.rejects.iter().take(NAMED) {
        let column = reject
            .column
            .as_deref()
            .map_or_else(String::new, |column| format!(", {column}"));
        let _ = writeln!(
            text,
            "    line {}{column}: {:?}: {}",
            reject.line,
            reject.found,
            row_problem(Lang::En, reject.column.as_deref(), &reject.reason)
        );
    }
    for (columns, what) in [
        (&report.missing_columns, "not in this file"),
        (&report.unused_columns, "not used by the mapping"),
    ] {
        if !columns.is_empty() {
            let _ = writeln!(text, "  {what}: {}", some(columns));
        }
    }
    if let Some(batch) = report.batch {
        let _ = writeln!(
            text,
            "  import {batch} (to take it back: puente import undo {batch})"
        );
    }
    if let Some(journey) = journey {
        let _ = writeln!(
            text,
            "  journey \"{}\": /journeys/{}",
            journey.title, journey.slug
        );
    }
    text
}

fn some(names: &[String]) -> String {
    let first: Vec<&str> = names.iter().take(NAMED).map(String::as_str).collect();
    match names.len().checked_sub(NAMED) {
        Some(more) if more > 0 => format!("{} and {more} more", first.join(", ")),
        _ => first.join(", "),
    }
}

pub(super) fn sources(sources: &[SourceSummary]) -> String {
    if sources.is_empty() {
        return "No records yet: puente import records --mapping MAPPING.toml FILE.csv".to_owned();
    }
    let mut text = String::new();
    for source in sources {
        let days = source.first_day.as_deref().zip(source.last_day.as_deref());
        let days = days.map_or_else(String::new, |(first, last)| format!(", {first} to {last}"));
        let _ = writeln!(
            text,
            "{} ({}): {} records{days}",
            source.name, source.title, source.records
        );
        if !source.dimensions.is_empty() {
            let _ = writeln!(text, "  by {}", source.dimensions.join(", "));
        }
        for import in &source.imports {
            let state = word(&import.state);
            let rows = &import.rows;
            let _ = writeln!(
                text,
                "  {}  {state:<9} {:>8} new {:>8} changed  {}",
                import.batch, rows.added, rows.changed, import.file
            );
        }
    }
    text
}

pub(super) fn metric(reply: &MetricReply) -> String {
    let mut text = String::new();
    let group = reply.by.as_deref().unwrap_or_default();
    let _ = writeln!(
        text,
        "{group:<24} {:>8} {:>18} {:>8} {:>9} {:>8}",
        reply.metric, "95 % interval", "n", "weighted", "n eff"
    );
    for value in &reply.values {
        let name = match (&reply.by, value.group.as_deref()) {
            (Some(_), None) => "(none)",
            (_, name) => name.unwrap_or("all"),
        };
        let number = |number: Option<f64>| {
            number.map_or_else(|| "–".to_owned(), |number| format!("{number:.1}"))
        };
        let _ = writeln!(
            text,
            "{name:<24} {:>8} {:>18} {:>8} {:>9} {:>8}",
            number(value.estimate),
            value.interval.map_or_else(String::new, between),
            value.n,
            number(value.weighted.map(|weighted| weighted.estimate)),
            number(value.weighted.map(|weighted| weighted.n_eff)),
        );
    }
    let served = match reply.served_by {
        ServedBy::Rollup => "from day tallies",
        ServedBy::Scan => "from the records",
    };
    let _ = writeln!(text, "{served}");
    if let Some(of) = &reply.customers {
        let margin = of.interval.map_or_else(String::new, between);
        let _ = writeln!(
            text,
            "by customer {margin}: {} customers, {} with several records; {} records without a customer",
            of.customers, of.repeated, of.unnamed
        );
    }
    text
}

pub(super) fn series(reply: &SeriesReply) -> String {
    let number = |number: Option<f64>| {
        number.map_or_else(|| "–".to_owned(), |number| format!("{number:.3}"))
    };
    let mut text = String::new();
    for metric in &reply.metrics {
        for series in &metric.groups {
            let group = match (&reply.by, series.group.as_deref()) {
                (Some(_), None) => "(none)",
                (_, name) => name.unwrap_or("all"),
            };
            let _ = writeln!(
                text,
                "{group:<24} {:>10} {:>18} {:>8} {:>12}",
                metric.metric.key, "95 % interval", "n", "year before"
            );
            for (period, point) in reply.periods.iter().zip(&series.points) {
                let interval = point
                    .interval
                    .map(|i| format!("{:.3} to {:.3}", i.low, i.high));
                let marks = [
                    (point.signal.is_some(), "real change"),
                    (!point.complete, "not complete"),
                    (point.withheld, "withheld"),
                ];
                let covers = point.covers.as_ref();
                let covers = covers.map(|it| format!("of {} to {}", it.from, it.to));
                let marks = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark);
                let marks = marks.chain(covers.as_deref());
                let line = format!(
                    "{period:<24} {:>10} {:>18} {:>8} {:>12}  {}",
                    number(point.estimate),
                    interval.unwrap_or_default(),
                    point.n,
                    number(point.year_before),
                    marks.collect::<Vec<_>>().join(", "),
                );
                let _ = writeln!(text, "{}", line.trim_end());
            }
            let _ = match series.limits {
                Some(limits) => writeln!(
                    text,
                    "normal variation {:.3} to {:.3} around {:.3}",
                    limits.low, limits.high, limits.centre
                ),
                None => writeln!(
                    text,
                    "too early for limits of normal variation: {} more complete periods",
                    series.missing
                ),
            };
        }
    }
    text
}

/// The word by which JSON knows a value, with spaces: complaint rate.
pub(super) fn word(value: &impl serde::Serialize) -> String {
    serde_json::json!(value)
        .as_str()
        .unwrap_or_default()
        .replace('_', " ")
}

pub(super) fn between(interval: Interval) -> String {
    format!("{:.1} to {:.1}", interval.low, interval.high)
}

/// An answer about touchpoints with their names, as JSON.
pub(super) fn named(
    answer: &impl serde::Serialize,
    touchpoints: impl Iterator<Item = TouchpointId>,
    names: &Catalogue,
) -> serde_json::Value {
    let mut value = serde_json::json!(answer);
    if let Some(list) = value["touchpoints"].as_array_mut() {
        for (entry, id) in list.iter_mut().zip(touchpoints) {
            if let Some(touchpoint) = names.touchpoints.get(&id) {
                entry["name"] = touchpoint.name.clone().into();
                entry["key"] = touchpoint.key.clone().into();
            }
        }
    }
    value
}

pub(super) fn scores(scores: &Scores, names: &Catalogue, dearest_first: bool) -> String {
    let mut text = String::new();
    let money = scores.costs.as_ref().map_or_else(String::new, |costs| {
        let head = format!("{} a week", costs.currency.code());
        format!(" {head:>24}")
    });
    let _ = writeln!(
        text,
        "{:<32} {:>8} {:>14} {:<9} {:>5} {:>5} {:>8}{money}  of 7 parts",
        "touchpoint", "friction", "90 % interval", "band", "group", "worst", "n"
    );
    let mut order: Vec<_> = scores.touchpoints.iter().collect();
    order.sort_by(|a, b| {
        let score =
            |of: &TouchpointScore| of.friction.as_ref().map_or(-1.0, |friction| friction.score);
        score(b).total_cmp(&score(a))
    });
    if dearest_first {
        let cost = |of: &TouchpointScore| of.weekly_cost.as_ref().map(|cost| cost.amount);
        order.sort_by_key(|touchpoint| Reverse(cost(touchpoint)));
    }
    for touchpoint in order {
        let name = names
            .touchpoints
            .get(&touchpoint.touchpoint)
            .map_or("?", |known| known.name.as_str());
        let money = scores.costs.as_ref().map_or_else(String::new, |costs| {
            format!(" {:>24}", weekly(costs, touchpoint.weekly_cost.as_ref()))
        });
        let Some(friction) = &touchpoint.friction else {
            let line = format!("{name:<32} {:<54}{money}", "not measured");
            let _ = writeln!(text, "{}", line.trim_end());
            continue;
        };
        let parts: Vec<String> = friction
            .parts
            .iter()
            .map(|part| format!("{} {:.1}", word(&part.part), part.points))
            .collect();
        let _ = writeln!(
            text,
            "{name:<32} {:>8.1} {:>14} {:<9} {:>5} {:>5.2} {:>8}{money}  {}: {}",
            friction.score,
            between(friction.interval),
            word(&friction.band),
            friction.rank_group,
            // Never −0.00.
            friction.probability_worst.abs(),
            touchpoint.n,
            friction.coverage.sources,
            parts.join(", "),
        );
    }
    if let Some(ease) = &scores.ease {
        let _ = writeln!(
            text,
            "ease of the journey {:.1} ({})",
            ease.ease,
            between(ease.interval)
        );
    }
    text
}

/// What a touchpoint costs in a week, with its interval.
fn weekly(costs: &Costs, cost: Option<&WeeklyCost>) -> String {
    cost.map_or_else(
        || "not known".to_owned(),
        |cost| {
            let whole = |minor: i64| costs.whole(minor as f64);
            let (low, high) = (whole(cost.low), whole(cost.high));
            format!("{:.2} ({low:.2} to {high:.2})", whole(cost.amount))
        },
    )
}
