//! Promises: how each stands by the metric that proves it. Takes the numbers as the reality lane has them; computes none.

use shared::{
    api::RealMetric,
    id::TouchpointId,
    journey::{Card, LaneKind},
    log::Board,
    metric::Proof,
};

use super::measured::{Measured, touchpoints_at};
use crate::{
    html::Html,
    metric::said,
    words::{Lang, promise_words},
};

/// A promise as its card shows it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PromiseView {
    pub(crate) stands: Proof,
    /// The metric that proves it, where it says something here.
    pub(crate) by: Option<RealMetric>,
}

/// How a card's promise stands; `None` of a card that is no promise.
pub(crate) fn view(board: &Board, measured: &Measured, card: &Card) -> Option<PromiseView> {
    let lane = board.journey.lanes.get(&card.cell.lane)?;
    if lane.kind != LaneKind::Promise {
        return None;
    }
    let by = card.metric.as_deref().and_then(|key| {
        let mut told = told(board, measured, card);
        told.find(|metric| metric.metric.key == key)
    });
    let stands = by.map_or(Proof::Unproven, |by| {
        let latest = &by.latest;
        by.metric
            .proves(latest.estimate, latest.interval.as_ref(), latest.n)
    });
    Some(PromiseView {
        stands,
        by: by.cloned(),
    })
}

/// What metrics say of the touchpoint that a card is about, else of those in its column.
pub(crate) fn told<'a>(
    board: &Board,
    measured: &'a Measured,
    card: &Card,
) -> impl Iterator<Item = &'a RealMetric> {
    let touchpoints: Vec<TouchpointId> = match card.touchpoint {
        Some(touchpoint) => vec![touchpoint],
        None => touchpoints_at(board, card.cell.step),
    };
    let told = touchpoints
        .into_iter()
        .filter_map(|id| measured.reality.get(&id));
    told.flat_map(|told| &told.metrics)
}

/// The class of a promise's card.
pub(crate) const fn class(stands: Proof) -> &'static str {
    match stands {
        Proof::Unproven => "promise promise--unproven",
        Proof::Kept => "promise promise--kept",
        Proof::AtRisk => "promise promise--at-risk",
        Proof::Broken => "promise promise--broken",
    }
}

/// How it stands, in a word.
pub(crate) const fn word(lang: Lang, stands: Proof) -> &'static str {
    let words = promise_words(lang);
    match stands {
        Proof::Unproven => words.unproven,
        Proof::Kept => words.kept,
        Proof::AtRisk => words.at_risk,
        Proof::Broken => words.broken,
    }
}

/// How it stands and by what, under the promise's text.
pub(crate) fn proof(html: &mut Html, lang: Lang, promise: &PromiseView) {
    let stands = word(lang, promise.stands);
    html.open("span", &[("class", "promise__proof")]);
    match &promise.by {
        Some(by) => html.text(&format!("{stands}: {}", number(lang, by))),
        None => html.text(stands),
    };
    html.close("span");
}

/// The metric's number beside what is aimed at.
pub(crate) fn number(lang: Lang, by: &RealMetric) -> String {
    let words = promise_words(lang);
    let name = by.metric.name.in_lang(lang);
    let now = by.latest.estimate.map(|value| said(lang, by.unit, value));
    let now = now.unwrap_or_default();
    match by.metric.target {
        Some(target) => words.of_target(name, &now, &said(lang, by.unit, target)),
        None => words.no_target(name, &now),
    }
}
