//! The ranking as a table: the same numbers, for those who compare or copy them.

use leptos::prelude::*;
use shared::locale::UNKNOWN;

use super::{
    list::{band, worst_in_words},
    ranking::{Ranked, Ranking},
};
use crate::{
    catalogue::names,
    words::{Lang, in_lang},
};

/// The table behind the list, folded.
pub(super) fn table(lang: Lang, ranking: &Ranking) -> AnyView {
    let words = &in_lang(lang).friction;
    let known = ranking
        .groups
        .iter()
        .zip(1_u64..)
        .flat_map(|(group, number)| group.iter().map(move |row| (row, Some(number))));
    let rows: Vec<AnyView> = known
        .chain(ranking.unknown.iter().map(|row| (row, None)))
        .map(|(row, group)| self::row(lang, row, group))
        .collect();
    view! {
        <details class="chart__data">
            <summary>{words.table}</summary>
            <div class="table-scroll" tabindex="0" role="group" aria-label=words.caption>
                <table class="table">
                    <caption>{words.caption}</caption>
                    <thead>
                        <tr>
                            <th scope="col" class="num">
                                {words.group}
                            </th>
                            <th scope="col">{words.touchpoint}</th>
                            <th scope="col">{words.department}</th>
                            <th scope="col">{words.place}</th>
                            <th scope="col" class="num">
                                {words.score}
                            </th>
                            <th scope="col" class="num">
                                {words.interval}
                            </th>
                            <th scope="col">{words.band}</th>
                            <th scope="col">{words.first_rank}</th>
                            <th scope="col">{words.sources}</th>
                            <th scope="col" class="num">
                                {words.answers}
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

fn row(lang: Lang, row: &Ranked, group: Option<u64>) -> AnyView {
    let all = in_lang(lang);
    let unknown = || UNKNOWN.to_owned();
    let friction = row.friction.as_ref();
    let cell = |text: Option<String>| text.unwrap_or_else(unknown);
    let place = row
        .place
        .as_ref()
        .map(|(stage, step)| format!("{stage}, {step}"));
    let department = row
        .department
        .as_ref()
        .map(|name| names::department(lang, name));
    view! {
        <tr>
            <td class="num">{cell(group.map(|group| lang.count(group)))}</td>
            <th scope="row">{row.name.clone()}</th>
            <td>{cell(department)}</td>
            <td>{cell(place)}</td>
            <td class="num">{cell(friction.map(|f| lang.number(f.score, 1)))}</td>
            <td class="num">
                {cell(friction.map(|f| lang.interval(f.interval.low, f.interval.high, 1)))}
            </td>
            <td>{cell(friction.map(|f| band(all, f.band).to_owned()))}</td>
            <td>{cell(friction.and_then(|f| worst_in_words(all, f.worst_in_ten)))}</td>
            <td>{cell(friction.map(|f| all.friction.coverage(f.coverage.sources, f.coverage.of)))}</td>
            <td class="num">{lang.count(row.n)}</td>
        </tr>
    }
    .into_any()
}
