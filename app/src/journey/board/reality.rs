//! The reality lane: for each column what metrics say of its touchpoints, those first that most is to be said about.
//!
//! Takes the numbers as they are; computes none. What is not known stays unknown.

mod write;

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::{
    api::{RealMetric, Reality, TouchpointReality},
    id::{StepId, TouchpointId},
    log::Board,
};

use super::{measured::touchpoints_at, state::BoardState};
use crate::{html::Html, request::use_now};

pub(super) use write::{cell as write_cell, section};

/// The most metrics of a cell.
const MOST: usize = 3;

/// What was said of each touchpoint.
pub(crate) type Told = BTreeMap<TouchpointId, TouchpointReality>;

/// By touchpoint, from an answer; nothing without one.
pub(crate) fn told(reality: Option<Reality>) -> Told {
    let touchpoints = reality.into_iter().flat_map(|reality| reality.touchpoints);
    touchpoints.map(|said| (said.touchpoint, said)).collect()
}

/// The reality cell of a column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum RealityView {
    /// No touchpoint stands in the column.
    Empty,
    /// Touchpoints that no metric says anything of.
    Unknown {
        /// The first of them.
        touchpoint: TouchpointId,
    },
    /// Touchpoints that were not asked about: new on the board, or there was no answer.
    Untold {
        /// The first of them.
        touchpoint: TouchpointId,
    },
    /// Metrics, those first that most is to be said about.
    Told {
        /// Three at most.
        lines: Vec<Line>,
        /// How many more there are, and of which touchpoint the most of them.
        more: Option<(TouchpointId, u32)>,
    },
}

/// A metric as a cell shows it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) touchpoint: TouchpointId,
    /// The touchpoint's name, where metrics of another one stand in the same column.
    pub(crate) of: Option<String>,
    /// The first days of the months of its course.
    pub(crate) periods: Vec<String>,
    pub(crate) metric: RealMetric,
}

impl Line {
    /// In which order it is read, the least first: a metric of its own, then a missed target, then a real change.
    fn order(&self) -> (bool, bool, bool) {
        let metric = &self.metric;
        let missed = metric.meets_target() == Some(false);
        (!metric.own, !missed, metric.latest.signal.is_none())
    }
}

/// Everything that is told of a touchpoint.
pub(super) fn lines(said: &TouchpointReality, of: Option<&str>) -> Vec<Line> {
    let line = |metric: &RealMetric| Line {
        touchpoint: said.touchpoint,
        of: of.map(str::to_owned),
        periods: said.periods.clone(),
        metric: metric.clone(),
    };
    said.metrics.iter().map(line).collect()
}

/// The cell of a step.
pub(crate) fn view(told: &Told, board: &Board, step: StepId) -> RealityView {
    let touchpoints = touchpoints_at(board, step).into_iter();
    let named = touchpoints.map(|id| {
        let known = board.catalogue.touchpoints.get(&id);
        (id, known.map_or("", |known| known.name.as_str()))
    });
    of(told, &named.collect::<Vec<_>>())
}

/// The cell of some touchpoints, each with its name.
fn of(told: &Told, touchpoints: &[(TouchpointId, &str)]) -> RealityView {
    let Some((first, _)) = touchpoints.first().copied() else {
        return RealityView::Empty;
    };
    let said = touchpoints
        .iter()
        .filter_map(|(id, name)| Some((told.get(id)?, *name)));
    let said: Vec<(&TouchpointReality, &str)> =
        said.filter(|(said, _)| !said.metrics.is_empty()).collect();
    if said.is_empty() {
        let untold = touchpoints.iter().find(|(id, _)| !told.contains_key(id));
        return match untold.copied() {
            Some((touchpoint, _)) => RealityView::Untold { touchpoint },
            None => RealityView::Unknown { touchpoint: first },
        };
    }
    let several = said.len() > 1;
    let all = said.iter();
    let all = all.flat_map(|(said, name)| lines(said, Some(*name).filter(|_| several)));
    let mut all: Vec<Line> = all.collect();
    all.sort_by_key(Line::order);
    all.truncate(MOST);
    let left = said.iter().map(|(said, _)| {
        let shown = all.iter().filter(|line| line.touchpoint == said.touchpoint);
        let shown = u32::try_from(shown.count()).unwrap_or(u32::MAX);
        (said.of.saturating_sub(shown), said.touchpoint)
    });
    let left: Vec<(u32, TouchpointId)> = left.collect();
    let sum: u32 = left.iter().map(|(left, _)| left).sum();
    // Of equals the first on the board.
    let most = left.into_iter().rev().max_by_key(|(left, _)| *left);
    RealityView::Told {
        lines: all,
        more: most
            .filter(|_| sum > 0)
            .map(|(_, touchpoint)| (touchpoint, sum)),
    }
}

/// What stands in the reality lane's cell of a step.
pub(super) fn cell(state: BoardState, step: StepId) -> Option<AnyView> {
    let reality = state.reality(step)?;
    let words = state.words;
    let now = use_now();
    let html = Signal::derive(move || {
        let mut html = Html::new();
        reality.with(|reality| write::cell(&mut html, words.lang(), reality, now.now()));
        html.done()
    });
    Some(view! { <div class="realities" inner_html=html></div> }.into_any())
}

#[cfg(test)]
mod tests;
