//! What a metric's chart says when it is saved as a file, beside what its card shows.

use shared::metric::{Every, Formula};

use super::{card::Card, definition::said_of};
use crate::{
    chart::file::{self, Said},
    html::Html,
    words::{intake_words, metric_words},
};

/// The buttons of a card.
pub(super) fn buttons(html: &mut Html, card: &Card<'_>) {
    let lang = card.axis.lang;
    let said = Said {
        title: &card.title(),
        range: &range(card),
        legend: &legend(card),
        definition: &said_of(lang, card.series),
    };
    file::buttons(html, lang, &said);
}

/// Of which touchpoint alone, which days, how long a period, in what unit and from how many records: "1 Jan 2026 – 30 Jun 2026, by month · points ·
/// n = 1,234".
fn range(card: &Card<'_>) -> String {
    let (axis, lang) = (card.axis, card.axis.lang);
    let words = metric_words(lang);
    let by = match axis.every {
        Every::Week => words.by_week,
        Every::Month => words.by_month,
        Every::Quarter => words.by_quarter,
    };
    let unit = match card.series.metric.formula {
        Formula::NetPromoters { .. } => words.points.to_owned(),
        Formula::TopBox { .. } | Formula::Proportion | Formula::Within { .. } => {
            words.percent.to_owned()
        }
        Formula::Mean { scale } => {
            words.ratings(&lang.interval(f64::from(scale.min()), f64::from(scale.max()), 0))
        }
        Formula::Rate { per } => words.per_exposure(&lang.count(u64::from(per))),
        Formula::Total { unit } | Formula::MeanAmount { unit } => intake_words(lang).unit(unit),
    };
    let n = card.group.points.iter().map(|point| point.n).sum();
    let days = axis.days().map(|days| format!("{days}, {by}"));
    let n = format!("n = {}", lang.count(n));
    let said = [axis.only.clone(), days, Some(unit), Some(n)];
    let said = said.into_iter().flatten();
    said.collect::<Vec<_>>().join(" · ")
}

/// What the lines and bands of the drawing stand for.
fn legend(card: &Card<'_>) -> String {
    let words = metric_words(card.axis.lang);
    let points = &card.group.points;
    let before = points.iter().any(|point| point.year_before.is_some());
    let parts = [
        Some(words.drawn_value),
        card.group.limits.map(|_| words.drawn_limits),
        card.series.metric.target.map(|_| words.drawn_target),
        before.then_some(words.drawn_before),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
