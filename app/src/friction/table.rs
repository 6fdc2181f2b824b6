//! The ranking as a table: the same numbers, for those who compare or copy them.

use shared::locale::UNKNOWN;

use super::{
    basis::{Ranked, Ranking},
    list::{band, worst_in_words},
};
use crate::{
    catalogue::names,
    html::Html,
    words::{Lang, in_lang},
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
    for (head, class) in [
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
    ] {
        html.element("th", &[("scope", "col"), ("class", class)], head);
    }
    html.close("tr").close("thead").open("tbody", &[]);
    for (group, number) in ranking.groups.iter().zip(1_u64..) {
        for each in group {
            row(html, lang, each, Some(number));
        }
    }
    for each in &ranking.unknown {
        row(html, lang, each, None);
    }
    for tag in ["tbody", "table", "div"] {
        html.close(tag);
    }
}

/// The class of a cell with a number.
const NUMBER: &str = "num";

fn row(html: &mut Html, lang: Lang, row: &Ranked<'_>, group: Option<u64>) {
    let all = in_lang(lang);
    let Ranked { subject, friction } = *row;
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
    let margin = friction.map(|f| lang.interval(f.interval.low, f.interval.high, 1));
    cell(NUMBER, margin);
    cell("", friction.map(|f| band(all, f.band).to_owned()));
    let worst = friction.and_then(|f| worst_in_words(all, f.worst_in_ten));
    cell("", worst);
    let sources = friction.map(|f| all.friction.coverage(f.coverage.sources, f.coverage.of));
    cell("", sources);
    cell(NUMBER, Some(lang.count(subject.n)));
    html.close("tr");
}
