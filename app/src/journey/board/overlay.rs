//! What floats above the grid: the button that adds a card to the cell under the pointer or the focus, and the marks of
//! where something dragged would land. One of each for the whole board, moved about, so that cells stay light.

use std::cell::Cell as Slot;

use leptos::{prelude::*, web_sys::HtmlElement};
use shared::journey::{Cell, LaneKind};

use super::{dom, drag, editor, place::Place, state::BoardState};

const ADD: &str = "board-add";
const LINE: &str = "board-drop-line";
const AREA: &str = "board-drop-area";
const HEIGHT: f64 = 18.0;

thread_local! {
    /// The cell that the button adds to.
    static OFFERED: Slot<Option<Cell>> = const { Slot::new(None) };
}

/// The floating parts, all hidden at first.
#[component]
pub(super) fn Overlay(state: BoardState) -> impl IntoView {
    let words = state.words;
    // The same button may have been over a cell of another board.
    Effect::new(move |_| withdraw());
    view! {
        <button
            type="button"
            class="board__float-add"
            id=ADD
            tabindex="-1"
            hidden
            aria-label=words.say(|w| w.board.add_card)
            title=words.say(|w| w.board.add_card)
            // It lies over the empty place that a band is drawn from.
            on:pointerdown=move |event| {
                if let Some(cell) = OFFERED.get().filter(|_| event.button() == 0) {
                    // The focus stays in the grid, whose keys end the band.
                    event.prevent_default();
                    drag::press(state, &event, Place::Cell(cell));
                }
            }
            on:click=move |_| {
                if drag::just_dropped() {
                    return;
                }
                if let Some(cell) = OFFERED.get() {
                    editor::add_card(state, cell);
                }
            }
        >
            "+"
        </button>
        <div class="board__drop-area" id=AREA hidden></div>
        <div class="board__drop-line" id=LINE hidden></div>
    }
    .into_any()
}

/// Offers to add a card to the cell of a place, if it takes cards.
pub(super) fn offer_add(state: BoardState, place: Place) {
    let cell = match place {
        Place::Cell(cell) => Some(cell),
        Place::Card(card) => {
            state.with(|board, _| board.journey.cards.get(&card).map(|card| card.cell))
        }
        _ => None,
    };
    let cell = cell.filter(|cell| {
        let kind = state.with(|board, _| board.journey.lanes.get(&cell.lane).map(|lane| lane.kind));
        kind.is_some_and(LaneKind::holds_cards)
    });
    if OFFERED.get() == cell {
        return;
    }
    OFFERED.set(cell);
    let Some(button) = dom::by_id(ADD) else {
        return;
    };
    let rect = cell
        .and_then(|cell| dom::element(Place::Cell(cell)))
        .and_then(|element| dom::in_content(&element));
    let Some(rect) = rect else {
        return hide(&button);
    };
    let empty = cell.is_some_and(|cell| state.cell(cell).with_untracked(Vec::is_empty));
    let top = if empty {
        rect.y() + 6.0
    } else {
        rect.y() + rect.height() - HEIGHT / 2.0
    };
    let height = if empty {
        (rect.height() - 12.0).max(HEIGHT)
    } else {
        HEIGHT
    };
    dom::lay_over(
        &button,
        rect.x() + 6.0,
        top,
        rect.width() - 12.0,
        Some(height),
    );
    let _ = button.remove_attribute("hidden");
}

/// Takes the offer back, so that the next one is laid out anew.
pub(super) fn withdraw() {
    OFFERED.set(None);
    if let Some(button) = dom::by_id(ADD) {
        hide(&button);
    }
}

/// Marks where something dragged would land; in pixels of the screen from the board's corner.
pub(super) fn mark_line(left: f64, top: f64, width: f64, height: f64) {
    mark(LINE, left, top, width, height);
}

/// Marks the cell it would land in.
pub(super) fn mark_area(left: f64, top: f64, width: f64, height: f64) {
    mark(AREA, left, top, width, height);
}

fn mark(id: &str, left: f64, top: f64, width: f64, height: f64) {
    if let Some(element) = dom::by_id(id) {
        let scale = dom::scale();
        let own = |length: f64| length / scale;
        dom::lay_over(&element, own(left), own(top), own(width), Some(own(height)));
        let _ = element.remove_attribute("hidden");
    }
}

/// Takes all marks away.
pub(super) fn unmark() {
    for id in [LINE, AREA] {
        if let Some(element) = dom::by_id(id) {
            hide(&element);
        }
    }
}

fn hide(element: &HtmlElement) {
    let _ = element.set_attribute("hidden", "");
}
