//! The ranking as a table: the same numbers, for those who compare or copy them.

use shared::locale::UNKNOWN;

use super::{
    basis::{Ranked, Ranking},
    costs::{made_of, margin, money},
    list::{band, worst_in_words},
};
use crate::{
    catalogue::names,
    html::Html,
    words::{Lang, in_lang, priority},
};

/// The table behind the list.
pub(super) fn table(html: &mut Html, lang: Lang, ranking: &Ranking<'_>) {
    let words = &in_lang(lang).friction;
    let scroll = [
        ("class", "table-scroll"),
        ("tabindex", "0"),
        ("role", "group"),
        ("aria-label", words.caption),
    ];
    html.open("div", &scroll)
        .open("table", &[("class", "table")]);
    html.element("caption", &[], words.caption);
    html.open("thead", &[]).open("tr", &[]);
    let rows = || ranking.groups.iter().flatten().chain(&ranking.unknown);
    let with_cost = rows().any(|row| row.cost.is_some());
    let mut heads = vec![
        (words.group, NUMBER),
        (words.touchpoint, ""),
        (words.department, ""),
        (words.place, ""),
        (words.score, NUMBER),
        (words.interval, NUMBER),
        (words.band, ""),
        (words.first_rank, ""),
        (words.sources, ""),
        (words.answers, NUMBER),
    ];
    if with_cost {
        let words = priority(lang);
        heads.extend([
            (words.weekly, NUMBER),
            (words.weekly_margin, NUMBER),
            (words.made_of, ""),
        ]);
    }
    for (head, class) in heads {
        html.element("th", &[("scope", "col"), ("class", class)], head);
    }
    html.close("tr").close("thead").open("tbody", &[]);
    for (group, number) in ranking.groups.iter().zip(1_u64..) {
        for each in group {
            row(html, lang, each, Some(number), with_cost);
        }
    }
    for each in &ranking.unknown {
        row(html, lang, each, None, with_cost);
    }
    for tag in ["tbody", "table", "div"] {
        html.close(tag);
    }
}

/// The class of a cell with a number.
const NUMBER: &str = "num";

fn row(html: &mut Html, lang: Lang, row: &Ranked<'_>, group: Option<u64>, with_cost: bool) {
    let all = in_lang(lang);
    let (subject, friction) = (row.subject, row.friction);
    let place = subject.place.as_ref();
    let department = subject.department.as_ref();
    html.open("tr", &[]);
    let number = group.map_or_else(|| UNKNOWN.to_owned(), |group| lang.count(group));
    html.classed("td", NUMBER, &number);
    html.element("th", &[("scope", "row")], &subject.name);
    let mut cell = |class, text: Option<String>| {
        let text = text.as_deref().unwrap_or(UNKNOWN);
        html.element("td", &[("class", class)], text);
    };
    cell("", department.map(|name| names::department(lang, name)));
    cell("", place.map(|(stage, step)| format!("{stage}, {step}")));
    cell(NUMBER, friction.map(|f| lang.number(f.score, 1)));
    let between = friction.map(|f| lang.interval(f.interval.low, f.interval.high, 1));
    cell(NUMBER, between);
    cell("", friction.map(|f| band(all, f.band).to_owned()));
    let worst = friction.and_then(|f| worst_in_words(all, f.worst_in_ten));
    cell("", worst);
    let sources = friction.map(|f| all.friction.coverage(f.coverage.sources, f.coverage.of));
    cell("", sources);
    cell(NUMBER, Some(lang.count(subject.n)));
    if with_cost {
        let cost = row.cost.as_ref();
        let amount = cost.map(|cost| money(lang, cost.currency, cost.amount as f64));
        cell(NUMBER, amount);
        cell(NUMBER, cost.map(|cost| margin(lang, cost)));
        cell("", cost.map(|cost| made_of(lang, cost)));
    }
    html.close("tr");
}
