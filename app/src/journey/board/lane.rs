//! A lane of cards: one cell per column, cards stacked in it.

use leptos::prelude::*;
use shared::{
    id::LaneId,
    journey::{Cell, LaneKind},
};

use super::{card, grid, layout::Column, place::Place, state::BoardState};

/// The row of a lane that holds cards.
pub(super) fn row(state: BoardState, lane: LaneId, kind: LaneKind) -> AnyView {
    let layout = state.layout();
    view! {
        <div class="board__row board__row--lane" role="row" data-lane=Place::Lane(lane).to_string()>
            {grid::lane_head(state, lane)}
            <For
                each=move || layout.with(|layout| layout.columns.clone())
                key=|column| *column
                children=move |column| match column {
                    Column::Step(step) => cell(state, Cell { step, lane }, kind),
                    Column::Empty(_) => filler(),
                }
            />
        </div>
        {grid::visibility(state, lane)}
    }
    .into_any()
}

fn cell(state: BoardState, cell: Cell, kind: LaneKind) -> AnyView {
    let cards = state.cell(cell);
    let place = Place::Cell(cell);
    view! {
        <div class="board__cell" id=place.to_string() role="gridcell" tabindex=state.tab_index(place)>
            <For each=move || cards.get() key=|card| *card children=move |id| card::card(state, id, kind) />
        </div>
    }
    .into_any()
}

/// The cell of a column without a step: there, so that columns keep their places, and empty.
pub(super) fn filler() -> AnyView {
    view! { <div class="board__cell" role="gridcell"></div> }.into_any()
}
