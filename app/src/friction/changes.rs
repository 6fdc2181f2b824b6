//! What changed: touchpoints by what can be told of their change, in words first, then drawn.

use shared::{
    api::PartChange,
    chart::{Pair, pair_row, pairs},
    friction::{Difference, PartEvidence, Verdict},
    locale::{DateStyle, UNKNOWN},
    metric::Decomposition,
};

use super::{
    basis::{Basis, Subject},
    compared::{Base, SideOf},
    scoring::Seen,
    weigh::part_name,
};
use crate::{
    chart,
    html::Html,
    words::{Lang, compare, in_lang},
};

/// With fewer answers than this on a side, it is their number that is said.
const FEW: u64 = 30;

/// A touchpoint on both sides.
#[derive(Debug, Clone, Copy)]
struct Row<'a> {
    subject: &'a Subject,
    /// Records on the base side.
    base_n: u64,
    base: Option<f64>,
    other: Option<f64>,
    change: Option<Difference>,
    split: Option<Decomposition>,
    parts: &'a [PartChange],
}

/// All rows, the greatest change for the worse first; what is not known comes last.
fn rows<'a>(basis: &'a Basis, base: &'a Base, seen: &Seen<'_>) -> Vec<Row<'a>> {
    let compared = seen.compared;
    let at = |at: usize| {
        let subject = basis.subjects.get(at)?;
        Some(Row {
            subject,
            base_n: base.n.get(at).copied().unwrap_or_default(),
            base: compared.base.get(at).copied().flatten(),
            other: seen.scores.get(at)?.as_ref().map(|score| score.score),
            change: compared.changes.get(at).copied().flatten(),
            split: compared.splits.get(at).copied().flatten(),
            parts: base.parts.get(at).map(Vec::as_slice).unwrap_or_default(),
        })
    };
    let mut rows: Vec<Row<'a>> = (0..basis.subjects.len()).filter_map(at).collect();
    let worse = |row: &Row<'_>| {
        row.change
            .map_or(f64::NEG_INFINITY, |change| change.difference)
    };
    rows.sort_by(|a, b| worse(b).total_cmp(&worse(a)));
    rows
}

/// What is compared with what, and how much of it can be told.
pub(super) fn summary(html: &mut Html, lang: Lang, _: &str, basis: &Basis, seen: &Seen<'_>) {
    let Some(base) = &basis.base else { return };
    let words = compare(lang);
    html.open("div", &[("class", "compare__head")])
        .open("ul", &[("class", "compare__sides")]);
    for (class, label, side) in [
        (
            "compare__dot compare__dot--base",
            words.base_score,
            &base.side,
        ),
        ("compare__dot", words.score, &base.other),
    ] {
        let records = in_lang(lang).friction.records(side.records);
        let said = format!("{} ({records})", name(lang, base, side));
        html.open("li", &[])
            .element("span", &[("class", class), ("aria-hidden", "true")], "")
            .classed("span", "compare__label", label)
            .text(" ")
            .element("span", &[], &said)
            .close("li");
    }
    html.close("ul");
    let known: Vec<&Difference> = seen.compared.changes.iter().flatten().collect();
    let count = |verdict: Verdict| {
        known
            .iter()
            .filter(|change| change.verdict == verdict)
            .count() as u64
    };
    if !known.is_empty() {
        let told = words.told(
            count(Verdict::Worse),
            count(Verdict::Better),
            known.len() as u64,
        );
        let chance = 0.1 * known.len() as f64;
        let chance = if chance < 1.0 {
            words.by_chance_hardly.to_owned()
        } else {
            words.by_chance(&lang.number(chance, 0))
        };
        html.open("p", &[("class", "muted small")]);
        html.text(&told).text(". ").text(&chance).close("p");
    }
    for (side, text) in [
        (&base.side, words.base_empty),
        (&base.other, words.other_empty),
    ] {
        if side.records == 0 {
            html.classed("p", "callout", text);
        }
    }
    html.close("div");
}

/// A side by its days, or by its value of the dimension.
fn name(lang: Lang, base: &Base, side: &SideOf) -> String {
    let words = compare(lang);
    if let Some((dimension, value)) = base.dimension.as_ref().zip(side.value.as_ref()) {
        return words.is(dimension, value);
    }
    let day = |day: &Option<String>, open: &str| match day {
        None => open.to_owned(),
        Some(day) => day
            .parse()
            .map_or_else(|_| day.clone(), |date| lang.date(date, DateStyle::Full)),
    };
    words.period(
        &day(&side.days.0, words.start),
        &day(&side.days.1, words.end),
    )
}

/// The list: worse, better, cannot be told, not known; within each by how much.
pub(super) fn list(html: &mut Html, lang: Lang, slug: &str, basis: &Basis, seen: &Seen<'_>) {
    let Some(base) = &basis.base else { return };
    let words = compare(lang);
    let rows = rows(basis, base, seen);
    html.open("div", &[("class", "ranks")]);
    for (verdict, head) in [
        (Some(Verdict::Worse), words.worse),
        (Some(Verdict::Better), words.better),
        (Some(Verdict::CannotTell), words.cannot_tell),
        (None, words.unknown),
    ] {
        let mut of: Vec<&Row<'_>> = rows
            .iter()
            .filter(|row| row.change.map(|change| change.verdict) == verdict)
            .collect();
        if of.is_empty() {
            continue;
        }
        // The greatest improvement first, too.
        if verdict == Some(Verdict::Better) {
            of.reverse();
        }
        html.open("section", &[]);
        html.classed("h2", "rank__group", head).open("ol", &[]);
        for row in of {
            item(html, lang, slug, base, row);
        }
        html.close("ol").close("section");
    }
    html.close("div");
}

fn item(html: &mut Html, lang: Lang, slug: &str, base: &Base, row: &Row<'_>) {
    let words = compare(lang);
    html.open("li", &[("class", "rank rank--change")]);
    let href = format!("/journeys/{slug}?touchpoint={}", row.subject.id);
    html.element(
        "a",
        &[("class", "rank__name"), ("href", &href)],
        &row.subject.name,
    );
    html.open("div", &[("class", "rank__where")]);
    if let Some((stage, step)) = &row.subject.place {
        html.element("span", &[], &format!("{stage}, {step}"));
    }
    html.element("span", &[], &words.answers(row.base_n, row.subject.n))
        .close("div");
    html.open("div", &[("class", "rank__plot")]);
    chart::draw(html, &pair_row(&pair(row)), lang);
    html.classed("p", "rank__words", &in_words(lang, base, row));
    // The parts of what may be chance would be chance too.
    let told = row.change.map(|change| change.verdict);
    let told = told.filter(|verdict| *verdict != Verdict::CannotTell);
    if let (Some(split), Some(_)) = (row.split, told) {
        let (rate, mix) = in_tenths(&split);
        let said = words.split(&lang.signed(rate, 1), &lang.signed(mix, 1));
        html.classed("p", "rank__words", &said);
    }
    html.close("div");
    let class = match told {
        Some(Verdict::Worse) => "rank__change rank__change--worse num",
        Some(Verdict::Better) => "rank__change rank__change--better num",
        _ => "rank__change num",
    };
    html.open("span", &[("class", class)]);
    let change = row.change.map(|change| signed(lang, change.difference));
    html.classed("span", "rank__by", change.as_deref().unwrap_or(UNKNOWN));
    let score = |score: Option<f64>| {
        score.map_or_else(|| UNKNOWN.to_owned(), |score| lang.number(score, 0))
    };
    html.classed(
        "span",
        "rank__both",
        &words.from_to(&score(row.base), &score(row.other)),
    );
    html.close("span").close("li");
}

/// Rate and mix in tenths that add up to the change in tenths.
fn in_tenths(split: &Decomposition) -> (f64, f64) {
    let tenths = |points: f64| (10.0 * points).round();
    let mix = tenths(split.mix);
    ((tenths(split.mix + split.rate) - mix) / 10.0, mix / 10.0)
}

fn pair(row: &Row<'_>) -> Pair {
    Pair {
        name: row.subject.name.clone(),
        base: row.base,
        other: row.other,
        interval: row
            .change
            .map(|change| (change.interval.low, change.interval.high)),
        better: row.change.and_then(|change| match change.verdict {
            Verdict::Better => Some(true),
            Verdict::Worse => Some(false),
            Verdict::CannotTell => None,
        }),
    }
}

fn in_words(lang: Lang, base: &Base, row: &Row<'_>) -> String {
    let words = compare(lang);
    match row.change {
        Some(change) => change_in_words(lang, &change, row.base_n.min(row.subject.n), 1.0),
        None => {
            let sides = [(row.base, &base.side), (row.other, &base.other)];
            let missing = sides.iter().filter(|(score, _)| score.is_none());
            let missing: Vec<String> = missing.map(|(_, side)| name(lang, base, side)).collect();
            words.missing(&missing.join("; "))
        }
    }
}

/// A change in a few words; `unit` is how many of what is said make one of the difference.
fn change_in_words(lang: Lang, change: &Difference, n: u64, unit: f64) -> String {
    let words = compare(lang);
    let by = unsigned(lang, change.difference * unit);
    match change.verdict {
        Verdict::Worse => words.worse_by(&by),
        Verdict::Better => words.better_by(&by),
        Verdict::CannotTell if !change.comparable => words.other_sources.to_owned(),
        Verdict::CannotTell if n < FEW => words.few(n),
        Verdict::CannotTell => words.between(
            &signed(lang, change.interval.low * unit),
            &signed(lang, change.interval.high * unit),
        ),
    }
}

/// Whole points; tenths where there is less than one.
fn decimals(points: f64) -> u8 {
    u8::from(points.abs() < 0.95)
}

fn signed(lang: Lang, points: f64) -> String {
    lang.signed(points, decimals(points))
}

fn unsigned(lang: Lang, points: f64) -> String {
    lang.number(points.abs(), decimals(points))
}

/// The list's numbers.
pub(super) fn table(html: &mut Html, lang: Lang, _: &str, basis: &Basis, seen: &Seen<'_>) {
    let Some(base) = &basis.base else { return };
    let words = compare(lang);
    let rows = rows(basis, base, seen);
    let pairs_of: Vec<Pair> = rows.iter().map(pair).collect();
    let columns = [
        words.touchpoint,
        words.base_score,
        words.score,
        words.change,
        words.margin,
    ];
    chart::write_table(
        html,
        &pairs(&pairs_of, 100.0, words.caption, columns).table,
        lang,
    );
}

/// The shares of every touchpoint's sources, as they were counted.
pub(super) fn sources(html: &mut Html, lang: Lang, _: &str, basis: &Basis, seen: &Seen<'_>) {
    let Some(base) = &basis.base else { return };
    let all = in_lang(lang);
    let words = compare(lang);
    let mut heads = vec![
        (words.touchpoint, ""),
        (words.source, ""),
        (words.base_score, NUMBER),
        (words.score, NUMBER),
        (words.change, NUMBER),
        (words.margin, NUMBER),
        (words.verdict, ""),
    ];
    if base.by.is_some() {
        heads.extend([(words.fared, NUMBER), (words.answered, NUMBER)]);
    }
    open_table(html, words.sources_caption, &heads);
    for row in rows(basis, base, seen) {
        let evidence = basis
            .subjects
            .iter()
            .position(|subject| subject.id == row.subject.id);
        let before = evidence.and_then(|at| base.evidence.get(at));
        for part in row.parts {
            let of = |evidence: &[PartEvidence]| {
                let found = evidence.iter().find(|found| found.part() == part.part)?;
                Some((found.x(), found.n()))
            };
            let counted = [
                before.and_then(|evidence| of(evidence)),
                of(&row.subject.evidence),
            ];
            let [one, two] = counted.map(|counted| {
                counted.map(|(x, n)| format!("{} ({})", lang.percent(x / n, 1), lang.number(n, 0)))
            });
            let least = counted
                .iter()
                .flatten()
                .map(|(_, n)| *n)
                .fold(f64::INFINITY, f64::min);
            let share = part.share;
            let points = |share: f64| lang.signed(100.0 * share, 1);
            let margin = share.map(|share| {
                lang.interval(100.0 * share.interval.low, 100.0 * share.interval.high, 1)
            });
            html.open("tr", &[]);
            html.element("th", &[("scope", "row")], &row.subject.name);
            let mut cells = vec![
                ("", Some(part_name(all, part.part).to_owned())),
                (NUMBER, one),
                (NUMBER, two),
                (NUMBER, share.map(|share| points(share.difference))),
                (NUMBER, margin),
                (
                    "",
                    share.map(|share| change_in_words(lang, &share, least as u64, 100.0)),
                ),
            ];
            if base.by.is_some() {
                cells.push((NUMBER, part.split.map(|split| points(split.rate))));
                cells.push((NUMBER, part.split.map(|split| points(split.mix))));
            }
            for (class, text) in cells {
                html.element(
                    "td",
                    &[("class", class)],
                    text.as_deref().unwrap_or(UNKNOWN),
                );
            }
            html.close("tr");
        }
    }
    close_table(html);
}

/// Stages and the whole journey on both sides.
pub(super) fn stages(html: &mut Html, lang: Lang, _: &str, basis: &Basis, seen: &Seen<'_>) {
    let all = in_lang(lang);
    let words = compare(lang);
    let heads = [
        (all.firm.stage, ""),
        (words.base_score, NUMBER),
        (words.score, NUMBER),
        (words.change, NUMBER),
        (words.margin, NUMBER),
        (words.verdict, ""),
    ];
    open_table(html, words.ease_caption, &heads);
    for (at, group) in basis.groups.iter().enumerate() {
        let before = seen.compared.base_eases.get(at).copied().flatten();
        let now = seen
            .eases
            .get(at)
            .and_then(Option::as_ref)
            .map(|ease| ease.ease);
        let change = seen.compared.eases.get(at).copied().flatten();
        let number = |value: Option<f64>| value.map(|value| lang.number(value, 0));
        html.open("tr", &[]);
        let title = group.title.as_deref().unwrap_or(all.firm.whole);
        html.element("th", &[("scope", "row")], title);
        for (class, text) in [
            (NUMBER, number(before)),
            (NUMBER, number(now)),
            (NUMBER, change.map(|change| signed(lang, change.difference))),
            (
                NUMBER,
                change.map(|change| lang.interval(change.interval.low, change.interval.high, 0)),
            ),
            (
                "",
                change.map(|change| change_in_words(lang, &change, u64::MAX, 1.0)),
            ),
        ] {
            html.element(
                "td",
                &[("class", class)],
                text.as_deref().unwrap_or(UNKNOWN),
            );
        }
        html.close("tr");
    }
    close_table(html);
}

/// The class of a cell with a number.
const NUMBER: &str = "num";

fn open_table(html: &mut Html, caption: &str, heads: &[(&str, &str)]) {
    let scroll = [
        ("class", "table-scroll"),
        ("tabindex", "0"),
        ("role", "group"),
        ("aria-label", caption),
    ];
    html.open("div", &scroll)
        .open("table", &[("class", "table")]);
    html.element("caption", &[], caption)
        .open("thead", &[])
        .open("tr", &[]);
    for (head, class) in heads {
        html.element("th", &[("scope", "col"), ("class", class)], head);
    }
    html.close("tr").close("thead").open("tbody", &[]);
}

fn close_table(html: &mut Html) {
    html.close("tbody").close("table").close("div");
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::interval::Interval;

    fn change(difference: f64, low: f64, high: f64, verdict: Verdict) -> Difference {
        Difference {
            difference,
            interval: Interval {
                low,
                high,
                level: 0.9,
            },
            verdict,
            comparable: true,
        }
    }

    #[test]
    fn a_change_is_said_in_words_and_never_surer_than_it_is() {
        let said = |change, n| change_in_words(Lang::En, &change, n, 1.0);
        let told = change(8.4, 2.0, 15.0, Verdict::Worse);
        assert_eq!(said(told, 14), "worse by 8, surely");
        let told = change(-0.42, -0.8, -0.1, Verdict::Better);
        assert_eq!(said(told, 900), "better by 0.4, surely");
        let chance = change(4.0, -3.2, 11.0, Verdict::CannotTell);
        assert_eq!(said(chance, 14), "cannot tell yet: 14\u{a0}answers");
        assert_eq!(said(chance, 30), "cannot tell: anything from -3 to +11");
        let other = Difference {
            comparable: false,
            ..chance
        };
        assert!(said(other, 14).contains("other sources"));
    }

    #[test]
    fn what_is_printed_of_mix_and_rate_adds_up_to_what_is_printed_of_the_change() {
        let split = Decomposition {
            mix: 1.44,
            rate: 9.44,
        };
        // 10.88 is 10.9, and 1.4 of it is mix.
        assert_eq!(in_tenths(&split), (9.5, 1.4));
    }
}
