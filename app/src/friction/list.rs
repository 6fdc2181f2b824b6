//! The ranking as a list: words first, then the score with its margin drawn.

use leptos::prelude::*;
use shared::{
    chart::{heat_step, interval_row},
    friction::{Band, Score},
};

use super::ranking::{Ranked, Ranking};
use crate::{
    catalogue::names,
    chart::PlotView,
    words::{Lang, Words, in_lang},
};

/// The list, group by group, the worst first.
pub(super) fn list(lang: Lang, slug: &str, ranking: &Ranking) -> AnyView {
    let words = &in_lang(lang).friction;
    let known = ranking.groups.iter().enumerate().map(|(index, group)| {
        let head = match (index, group.len()) {
            (0, 1) => words.group_worst_one,
            (0, _) => words.group_worst,
            (_, 1) => words.group_next_one,
            _ => words.group_next,
        };
        section(lang, slug, head, group)
    });
    let unknown = (!ranking.unknown.is_empty())
        .then(|| section(lang, slug, words.group_unknown, &ranking.unknown));
    let sections: Vec<AnyView> = known.chain(unknown).collect();
    view! { <div class="ranks">{sections}</div> }.into_any()
}

fn section(lang: Lang, slug: &str, head: &'static str, group: &[Ranked]) -> AnyView {
    let rows: Vec<AnyView> = group.iter().map(|row| rank(lang, slug, row)).collect();
    view! {
        <section>
            <h2 class="rank__group">{head}</h2>
            <ol>{rows}</ol>
        </section>
    }
    .into_any()
}

fn rank(lang: Lang, slug: &str, row: &Ranked) -> AnyView {
    let words = in_lang(lang);
    let href = format!("/journeys/{slug}?touchpoint={}", row.id);
    let place = row
        .place
        .as_ref()
        .map(|(stage, step)| view! { <span>{format!("{stage}, {step}")}</span> });
    let department = row.department.as_ref().map(|department| {
        view! {
            <span class=format!("dot hue-{}", names::hue(department)) aria-hidden="true"></span>
            <span>{names::department(lang, department)}</span>
        }
    });
    let moment = row
        .moment_of_truth
        .then(|| view! { <span>{words.friction.moment_of_truth}</span> });
    let measured = row.friction.as_ref().map_or_else(
        || {
            view! {
                <span class="rank__plot muted small">{words.friction.unknown}</span>
                <span class="rank__score heat--unknown num" aria-hidden="true">
                    "—"
                </span>
            }
            .into_any()
        },
        |friction| measured(lang, friction, row.n),
    );
    view! {
        <li class="rank">
            <a class="rank__name" href=href>
                {row.name.clone()}
            </a>
            <div class="rank__where">{department} {place} {moment}</div>
            {measured}
        </li>
    }
    .into_any()
}

fn measured(lang: Lang, friction: &Score, n: u64) -> AnyView {
    let all = in_lang(lang);
    let words = &all.friction;
    let number = lang.number(friction.score, 0);
    let (low, high) = (friction.interval.low, friction.interval.high);
    let facts = [
        Some(band(all, friction.band).to_owned()),
        Some(lang.interval(low, high, 0)),
        worst_in_words(all, friction.worst_in_ten),
        Some(words.coverage(friction.coverage.sources, friction.coverage.of)),
        Some(words.records(n)),
    ];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let step = heat_step(friction.score);
    let plot = interval_row(Some(friction.score), Some((low, high)));
    view! {
        <div class="rank__plot">
            <PlotView plot=plot /> <p class="rank__words">{facts}</p>
        </div>
        <span class=format!("rank__score num heat--{step}")>
            <span class="visually-hidden">{words.title} " "</span>
            {number}
        </span>
    }
    .into_any()
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
