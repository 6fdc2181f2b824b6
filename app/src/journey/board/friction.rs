//! The friction lane: for each column its worst touchpoint's score with its interval, in words and drawn.

use leptos::prelude::*;
use shared::{chart::heat_step, id::LaneId, journey::Cell};

use super::{
    grid,
    lane::filler,
    layout::Column,
    measured::{FrictionView, Scored},
    place::Place,
    state::BoardState,
};
use crate::{
    friction::band,
    words::{Lang, in_lang},
};

/// The friction lane's row.
pub(super) fn row(state: BoardState, lane: LaneId) -> AnyView {
    let layout = state.layout();
    view! {
        <div class="board__row board__row--lane" role="row" data-lane=Place::Lane(lane).to_string()>
            {grid::lane_head(state, lane)}
            <For
                each=move || layout.with(|layout| layout.columns.clone())
                key=|column| *column
                children=move |column| match column {
                    Column::Step(step) => cell(state, Cell { step, lane }).unwrap_or_else(filler),
                    Column::Empty(_) => filler(),
                }
            />
        </div>
        {grid::visibility(state, lane)}
    }
    .into_any()
}

fn cell(state: BoardState, cell: Cell) -> Option<AnyView> {
    let friction = state.friction(cell.step)?;
    let words = state.words;
    let place = Place::Cell(cell);
    Some(
        view! {
            <div
                class="board__cell board__cell--flush"
                id=place.to_string()
                role="gridcell"
                tabindex=state.tab_index(place)
            >
                {move || friction.with(|friction| heat_cell(words.lang(), friction))}
            </div>
        }
        .into_any(),
    )
}

fn heat_cell(lang: Lang, friction: &FrictionView) -> Option<AnyView> {
    match friction {
        FrictionView::Empty => None,
        FrictionView::Unknown { touchpoint } => Some(
            view! {
                <a class="heat heat--unknown" href=format!("?touchpoint={touchpoint}") tabindex="-1">
                    {in_lang(lang).board.not_measured}
                </a>
            }
            .into_any(),
        ),
        FrictionView::Scored(scored) => Some(scored_cell(lang, scored)),
    }
}

fn scored_cell(lang: Lang, scored: &Scored) -> AnyView {
    let all = in_lang(lang);
    let words = &all.board;
    let partial = scored.coverage.sources * 2 < scored.coverage.of;
    let class = format!(
        "heat heat--{}{}",
        heat_step(scored.score),
        if partial { " heat--partial" } else { "" }
    );
    view! {
        <a class=class href=format!("?touchpoint={}", scored.touchpoint) tabindex="-1">
            <span class="heat__score">{lang.number(scored.score, 0)}</span>
            <span class="heat__interval">{lang.interval(scored.interval.low, scored.interval.high, 0)}</span>
            {interval(scored.interval.low, scored.interval.high)}
            <span class="heat__band">{band(all, scored.band)}</span>
            {partial
                .then(|| {
                    let (k, of) = (scored.coverage.sources, scored.coverage.of);
                    view! { <span class="heat__sources">{all.friction.coverage(k, of)}</span> }
                })}
            {(scored.of > 1)
                .then(|| {
                    view! { <span class="heat__sources">{words.worst_here(scored.name.clone(), scored.of)}</span> }
                })}
        </a>
    }
    .into_any()
}

/// The interval on a line from 0 to 100.
fn interval(low: f64, high: f64) -> AnyView {
    view! {
        <svg class="chart__plot heat__line" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <line class="m-rule c-cell" x1="0" x2="100" y1="3" y2="3" />
            <line class="m-whisker c-cell" x1=low x2=high y1="3" y2="3" />
        </svg>
    }
    .into_any()
}
