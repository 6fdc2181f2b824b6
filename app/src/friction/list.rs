//! The ranking as a list: words first, then the score with its margin drawn.

use shared::{
    chart::heat_step,
    friction::{Band, Score},
    locale::UNKNOWN,
};

use super::{
    basis::{Ranked, Ranking},
    costs::a_week,
};
use crate::{
    catalogue::names,
    chart::file::{self, Said},
    html::Html,
    words::{Lang, Words, in_lang, priority},
};

/// The list, group by group, the worst first.
pub(super) fn list(
    html: &mut Html,
    lang: Lang,
    slug: &str,
    ranking: &Ranking<'_>,
    said: &Said<'_>,
) {
    let words = &in_lang(lang).friction;
    html.open("div", &[("class", "ranks")]);
    for group in &ranking.groups {
        // Some of a department are the worst of it, and perhaps not of all.
        let first = group
            .first()
            .and_then(|row| row.friction)
            .is_some_and(|friction| friction.rank_group == 1);
        let head = match (first, group.len()) {
            (true, 1) => words.group_worst_one,
            (true, _) => words.group_worst,
            (false, 1) => words.group_next_one,
            (false, _) => words.group_next,
        };
        section(html, lang, slug, head, group);
    }
    if !ranking.unknown.is_empty() {
        section(html, lang, slug, words.group_unknown, &ranking.unknown);
    }
    file::buttons(html, lang, said);
    html.close("div");
}

/// The list by what costs most in a week.
pub(super) fn by_cost(
    html: &mut Html,
    lang: Lang,
    slug: &str,
    ranking: &Ranking<'_>,
    said: &Said<'_>,
) {
    let words = priority(lang);
    html.open("div", &[("class", "ranks")]);
    for group in ranking.groups.iter().filter(|group| !group.is_empty()) {
        section(html, lang, slug, words.dearest, group);
    }
    if !ranking.unknown.is_empty() {
        section(html, lang, slug, words.cost_unknown, &ranking.unknown);
    }
    file::buttons(html, lang, said);
    html.close("div");
}

fn section(html: &mut Html, lang: Lang, slug: &str, head: &str, group: &[Ranked<'_>]) {
    html.open("section", &[]);
    html.classed("h2", "rank__group", head).open("ol", &[]);
    for row in group {
        rank(html, lang, slug, row);
    }
    html.close("ol").close("section");
}

fn rank(html: &mut Html, lang: Lang, slug: &str, row: &Ranked<'_>) {
    let words = &in_lang(lang).friction;
    let subject = row.subject;
    html.open("li", &[("class", "rank")]);
    let href = format!("/journeys/{slug}?touchpoint={}", subject.id);
    let link = [("class", "rank__name"), ("href", &*href)];
    html.element("a", &link, &subject.name);
    html.open("div", &[("class", "rank__where")]);
    if let Some(department) = &subject.department {
        let hue = format!("dot hue-{}", names::hue(department));
        html.element("span", &[("class", &hue), ("aria-hidden", "true")], "");
        html.element("span", &[], &names::department(lang, department));
    }
    if let Some((stage, step)) = &subject.place {
        html.element("span", &[], &format!("{stage}, {step}"));
    }
    if subject.moment_of_truth {
        html.element("span", &[], words.moment_of_truth);
    }
    html.close("div");
    match row.friction {
        Some(friction) => measured(html, lang, friction, row),
        None => {
            html.open("div", &[("class", "rank__plot")]);
            html.classed("p", "muted small", words.unknown);
            cost(html, lang, row);
            html.close("div");
            let attributes = [
                ("class", "rank__score heat--unknown num"),
                ("aria-hidden", "true"),
            ];
            html.element("span", &attributes, UNKNOWN);
        }
    }
    html.close("li");
}

/// What it costs in a week, where that is known.
fn cost(html: &mut Html, lang: Lang, row: &Ranked<'_>) {
    if let Some(cost) = &row.cost {
        html.classed("p", "rank__words rank__cost", &a_week(lang, cost));
    }
}

fn measured(html: &mut Html, lang: Lang, friction: &Score, row: &Ranked<'_>) {
    let all = in_lang(lang);
    let words = &all.friction;
    let (low, high) = (friction.interval.low, friction.interval.high);
    let facts = [
        Some(band(all, friction.band).to_owned()),
        Some(lang.interval(low, high, 0)),
        worst_in_words(all, friction.worst_in_ten),
        Some(words.coverage(friction.coverage.sources, friction.coverage.of)),
        Some(words.records(row.subject.n)),
    ];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    html.open("div", &[("class", "rank__plot")]);
    dot_and_whisker(html, friction.score, low, high);
    html.classed("p", "rank__words", &facts);
    cost(html, lang, row);
    html.close("div");
    let class = format!("rank__score num heat--{}", heat_step(friction.score));
    html.open("span", &[("class", &class)]);
    html.classed("span", "visually-hidden", words.title);
    html.text(" ")
        .text(&lang.number(friction.score, 0))
        .close("span");
}

/// The score as a dot on 0–100 and its margin as a line. The numbers stand below it in words.
fn dot_and_whisker(html: &mut Html, score: f64, low: f64, high: f64) {
    let percent = |value: f64| format!("{:.1}%", value.clamp(0.0, 100.0));
    let plot = [
        ("class", "chart__plot"),
        ("height", "14"),
        ("aria-hidden", "true"),
    ];
    html.open("svg", &plot);
    for (class, from, to) in [
        ("m-rule c-axis", 0.0, 100.0),
        ("m-whisker c-value", low, high),
    ] {
        let (from, to) = (percent(from), percent(to));
        let line = [
            ("class", class),
            ("x1", &from),
            ("x2", &to),
            ("y1", "7"),
            ("y2", "7"),
        ];
        html.element("line", &line, "");
    }
    let at = percent(score);
    let dot = [
        ("class", "m-dot c-value"),
        ("cx", &at),
        ("cy", "7"),
        ("r", "4"),
    ];
    html.element("circle", &dot, "").close("svg");
}

/// How likely it is the worst, in words; nothing where it hardly is.
pub(crate) fn worst_in_words(words: &Words, worst_in_ten: u8) -> Option<String> {
    let words = &words.friction;
    match worst_in_ten {
        10.. => Some(words.almost_surely.to_owned()),
        5..10 => Some(words.probably(worst_in_ten)),
        1..5 => Some(words.maybe(worst_in_ten)),
        0 => None,
    }
}

/// A band in a word.
pub(crate) const fn band(words: &Words, band: Band) -> &'static str {
    match band {
        Band::Low => words.friction.low,
        Band::Medium => words.friction.medium,
        Band::High => words.friction.high,
        Band::Critical => words.friction.critical,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_likely_it_is_the_worst_is_said_in_tenths_and_not_at_all_where_it_hardly_is() {
        let said = |tenths| worst_in_words(in_lang(Lang::En), tenths);
        assert_eq!(said(8).as_deref(), Some("probably the worst: 8 of 10"));
        assert_eq!(said(3).as_deref(), Some("perhaps the worst: 3 of 10"));
        assert_eq!(said(10).as_deref(), Some("almost surely the worst"));
        assert_eq!(said(0), None);
    }
}
