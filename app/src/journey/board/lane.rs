//! The rows of the lanes. A lane of cards has one cell per column with the cards stacked in it; what is drawn instead of
//! cards brings its own cells.

use leptos::prelude::*;
use shared::{
    id::{LaneId, StepId},
    journey::{Cell, LaneKind},
};

use super::{
    batch, doing,
    each::{Item, each},
    emotion, friction, grid,
    layout::Column,
    place::Place,
    reality,
    state::BoardState,
};

/// The row of a lane, with the line of visibility if it runs below it.
pub(super) fn row(state: BoardState, lane: LaneId, kind: LaneKind) -> AnyView {
    let layout = state.layout();
    let columns =
        move || layout.with(|layout| layout.columns.iter().copied().map(Item::Column).collect());
    let cells = each(columns, move |item| match item {
        Item::Column(Column::Step(step)) => Some(cell(state, lane, kind, step)),
        _ => Some(filler()),
    });
    let behind = (kind == LaneKind::Emotion).then(|| emotion::plot(state));
    view! {
        <div class="board__row board__row--lane" role="row">
            {grid::lane_head(state, lane)} {cells} {behind}
        </div>
        {grid::visibility(state, lane)}
    }
    .into_any()
}

fn cell(state: BoardState, lane: LaneId, kind: LaneKind, step: StepId) -> AnyView {
    let cell = Cell { step, lane };
    let (class, content) = match kind {
        LaneKind::Emotion => ("board__cell board__cell--feel", emotion::cell(state, step)),
        LaneKind::Friction => (
            "board__cell board__cell--flush",
            friction::cell(state, step),
        ),
        LaneKind::Reality => ("board__cell", reality::cell(state, step)),
        LaneKind::Actions => ("board__cell", Some(actions(state, cell))),
        kind => (
            "board__cell",
            Some(batch::batches(state, &state.cell(cell), kind)),
        ),
    };
    let place = Place::Cell(cell);
    view! {
        <div class=class id=place.to_string() role="gridcell" tabindex=state.tab_index(place)>
            {content}
        </div>
    }
    .into_any()
}

/// What was written down, and below it what people have taken on.
fn actions(state: BoardState, cell: Cell) -> AnyView {
    let cards = batch::batches(state, &state.cell(cell), LaneKind::Actions);
    let chips = doing::chips(state, cell.step);
    view! {
        {cards}
        {chips}
    }
    .into_any()
}

/// The cell of a column without a step: there, so that columns keep their places, and empty.
fn filler() -> AnyView {
    view! { <div class="board__cell" role="gridcell"></div> }.into_any()
}
