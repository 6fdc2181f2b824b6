//! `puente score --against`: what changed between two periods.

use std::fmt::Write as _;

use shared::{
    api::{CompareQuery, Comparison, TouchpointChange, TouchpointScore},
    catalogue::Catalogue,
};

use super::{
    records::{Outcome, print},
    tables::{between, named, word},
};
use crate::service::Services;

/// Two days with two dots between them; one of them may be missing.
pub(super) fn days(text: &str) -> Result<(Option<String>, Option<String>), String> {
    let (from, to) = text.split_once("..").ok_or("write it as FROM..TO")?;
    let end = |day: &str| Some(day.trim().to_owned()).filter(|day| !day.is_empty());
    match (end(from), end(to)) {
        (None, None) => Err("one of the two days is needed".to_owned()),
        ends => Ok(ends),
    }
}

pub(super) async fn periods(services: &Services, query: &CompareQuery, json: bool) -> Outcome {
    let actor = services.owner();
    let found = services.compare(&actor, query).await?;
    let names = services.catalogue(&actor).await?.catalogue;
    let ids = found.touchpoints.iter().map(|change| change.touchpoint);
    print(json, &named(&found, ids, &names), || table(&found, &names))
}

/// What changed, the worst change first; what is not known on one side comes last.
fn table(comparison: &Comparison, names: &Catalogue) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{:<32} {:>6} {:>6} {:>8} {:>14} {:<12} {:>7} {:>7} {:>8} {:>8}",
        "touchpoint",
        "before",
        "now",
        "change",
        "90 % interval",
        "",
        "mix",
        "rate",
        "n before",
        "n"
    );
    let sides = comparison.base.scores.touchpoints.iter();
    let sides = sides.zip(&comparison.other.scores.touchpoints);
    let mut rows: Vec<_> = comparison.touchpoints.iter().zip(sides).collect();
    let change = |of: &TouchpointChange| of.friction.map_or(f64::MIN, |found| found.difference);
    rows.sort_by(|(a, _), (b, _)| change(b).total_cmp(&change(a)));
    let number = |number: Option<f64>| number.map_or_else(|| "–".to_owned(), |n| format!("{n:.1}"));
    for (row, (before, now)) in rows {
        let name = names.touchpoints.get(&row.touchpoint);
        let score = |of: &TouchpointScore| number(of.friction.as_ref().map(|found| found.score));
        let found = row.friction;
        let _ = writeln!(
            text,
            "{:<32} {:>6} {:>6} {:>8} {:>14} {:<12} {:>7} {:>7} {:>8} {:>8}",
            name.map_or("?", |known| known.name.as_str()),
            score(before),
            score(now),
            found.map_or_else(
                || "–".to_owned(),
                |found| format!("{:+.1}", found.difference)
            ),
            found.map_or_else(String::new, |found| between(found.interval)),
            found.map_or_else(String::new, |found| word(&found.verdict)),
            number(row.split.map(|split| split.mix)),
            number(row.split.map(|split| split.rate)),
            before.n,
            now.n,
        );
    }
    if let Some(ease) = &comparison.ease {
        let _ = writeln!(
            text,
            "ease of the journey {:+.1} ({}), {}",
            ease.difference,
            between(ease.interval),
            word(&ease.verdict)
        );
    }
    text
}
