//! Opening the field: for what, over what, and with which text.

use leptos::{
    prelude::*,
    web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition},
};
use shared::{
    id::{StageId, StepId},
    journey::{Cell, LaneKind, Node},
};

use super::{
    super::{dom, layout::Layout, names, place::Place, state::BoardState, suggest, write::Target},
    After, BOX, Open, commit, field, input,
};
use crate::focus;

/// Starts editing what is at a place; `fresh` starts from nothing instead of from its text.
pub(in crate::journey::board) fn edit(state: BoardState, at: Place, fresh: bool) {
    if !state.reach.edits {
        return;
    }
    let target = match at {
        Place::Stage(id) => Target::Rename(Node::Stage(id)),
        Place::Step(id) => Target::Rename(Node::Step(id)),
        Place::Lane(id) => Target::Rename(Node::Lane(id)),
        Place::Card(id) => Target::Rename(Node::Card(id)),
        Place::FirstStep(stage) => Target::Step { stage, after: None },
        Place::Cell(cell) => return in_cell(state, cell),
        Place::Feeling(..) => return,
    };
    let text = match (&target, fresh) {
        (Target::Rename(node), false) => {
            let lang = state.words.now_lang();
            state
                .with(|board, _| names::node(&board.journey, &board.catalogue, lang, *node))
                .unwrap_or_default()
        }
        _ => String::new(),
    };
    let Some(element) = dom::element(at) else {
        return;
    };
    open(state, target, at, &element, Over::All, &text);
}

/// Starts editing from nothing; the key goes on into the field. `true` if the key has nothing to go into.
pub(in crate::journey::board) fn edit_typed(state: BoardState, at: Place) -> bool {
    edit(state, at, true);
    state.editor.with_untracked(Option::is_none)
}

/// Adds one more of what is at a place, after it.
pub(in crate::journey::board) fn add_after(state: BoardState, at: Place) {
    match at {
        Place::Stage(stage) => {
            let last = state.with(|board, _| {
                board
                    .journey
                    .visible_steps(stage)
                    .next_back()
                    .map(|(id, _)| id)
            });
            add_step(state, stage, last, at);
        }
        Place::Step(step) => {
            let stage =
                state.with(|board, _| board.journey.steps.get(&step).map(|step| step.stage));
            if let Some(stage) = stage {
                add_step(state, stage, Some(step), at);
            }
        }
        Place::Card(card) => {
            let cell = state.with(|board, _| board.journey.cards.get(&card).map(|card| card.cell));
            if let (Some(cell), Some(element)) = (cell, dom::element(at)) {
                open(
                    state,
                    Target::Card {
                        cell,
                        after: Some(card),
                    },
                    at,
                    &element,
                    Over::Below,
                    "",
                );
            }
        }
        Place::Lane(lane) => state.open_menu(lane),
        Place::FirstStep(_) | Place::Cell(_) => edit(state, at, true),
        Place::Feeling(..) => {}
    }
}

fn add_step(state: BoardState, stage: StageId, after: Option<StepId>, from: Place) {
    let beside = after.map_or(Place::FirstStep(stage), Place::Step);
    let over = if after.is_some() {
        Over::Beside
    } else {
        Over::All
    };
    if let Some(element) = dom::element(beside) {
        open(
            state,
            Target::Step { stage, after },
            from,
            &element,
            over,
            "",
        );
    }
}

/// Adds a stage after the last one.
pub(in crate::journey::board) fn add_stage(state: BoardState) {
    let last = state.with(|_, layout| layout.stages.last().map(|(stage, _)| *stage));
    let (element, over) = match last {
        Some(stage) => (dom::element(Place::Stage(stage)), Over::Beside),
        None => (dom::by_id("board-first-stage"), Over::All),
    };
    let from = last
        .map(Place::Stage)
        .or_else(|| state.with(|_, layout| layout.first()));
    if let Some(element) = element {
        let target = Target::Stage { after: last };
        // Without any place the field returns the focus to nothing, which is what there is.
        let from = from.unwrap_or(Place::Stage(StageId::new(uuid::Uuid::nil())));
        open(state, target, from, &element, over, "");
    }
}

/// Adds a card at the end of a cell, or does what the lane is for.
fn in_cell(state: BoardState, cell: Cell) {
    let kind = state.with(|board, _| board.journey.lanes.get(&cell.lane).map(|lane| lane.kind));
    match kind {
        Some(LaneKind::Emotion) => {
            let persona = state.with(|board, _| board.journey.scope.personas.first().copied());
            if let Some(persona) = persona {
                dom::focus(Place::Feeling(persona, cell.step));
            }
        }
        Some(LaneKind::Friction) => state.choose_friction(cell.step),
        Some(LaneKind::Reality) => state.choose_reality(cell.step),
        Some(_) => add_card(state, cell),
        None => {}
    }
}

/// Adds a card at the end of a cell.
pub(in crate::journey::board) fn add_card(state: BoardState, cell: Cell) {
    let from = Place::Cell(cell);
    let last = state.with(|board, _| Layout::cards(&board.journey, cell).next_back());
    let element = last.map_or_else(
        || dom::element(from),
        |card| dom::element(Place::Card(card)),
    );
    let over = if last.is_some() {
        Over::Below
    } else {
        Over::Inside
    };
    if let Some(element) = element {
        open(
            state,
            Target::Card { cell, after: last },
            from,
            &element,
            over,
            "",
        );
    }
}

/// Where the field lies in relation to an element.
#[derive(Clone, Copy)]
enum Over {
    All,
    Inside,
    Below,
    Beside,
}

fn open(state: BoardState, target: Target, from: Place, element: &Element, over: Over, text: &str) {
    commit(state, After::Stay);
    let (Some(holder), Some(field), Some(rect)) =
        (dom::by_id(BOX), field(), dom::in_content(element))
    else {
        return;
    };
    let (left, top, width, height) = (rect.x(), rect.y(), rect.width(), rect.height());
    let (left, top, width, height) = match over {
        Over::All => (left, top, width, height),
        Over::Inside => (left + 6.0, top + 6.0, width - 12.0, 30.0),
        Over::Below => (left, top + height + 4.0, width, 30.0),
        Over::Beside => (
            left + width - 12.0,
            top,
            150.0_f64.min(width.max(106.0)),
            height,
        ),
    };
    dom::lay_over(&holder, left, top, width, None);
    let _ = holder
        .style()
        .set_property("min-height", &format!("{height:.0}px"));
    let suggests = matches!(&target, Target::Card { cell, .. } if state.is_touchpoints(cell.lane));
    state.suggestions.set(suggest::List {
        on: suggests,
        ..Default::default()
    });
    state.editor.set(Some(Open {
        target,
        from,
        before: text.to_owned(),
    }));
    let _ = holder.remove_attribute("hidden");
    field.set_value(text);
    // What is scrolled to is all that it lies over.
    focus::still(&field);
    field.select();
    if suggests {
        input(state);
    }
    holder.scroll_into_view_with_scroll_into_view_options(&nearest());
}

fn nearest() -> ScrollIntoViewOptions {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(ScrollLogicalPosition::Nearest);
    options
}
