//! Copy, cut and paste of cards: whole between boards, as lines of text to and from everything else.

use leptos::web_sys::ClipboardEvent;
use serde::{Deserialize, Serialize};
use shared::{
    id::{CardId, DepartmentId, TouchpointId},
    journey::{Cell, Evidence, JourneyIntent, LaneKind},
    log::{Board, Intent},
};

use super::{command, image, layout::Layout, names, place::Place, state::BoardState, write};
use crate::fresh::fresh_id;

const TYPE: &str = "application/x-puente-cards+json";
/// The most lines that are taken at once.
const MOST: usize = 500;

/// A card as it travels.
#[derive(Serialize, Deserialize)]
struct Carried {
    title: String,
    evidence: Evidence,
    touchpoint: Option<TouchpointId>,
    department: Option<DepartmentId>,
}

/// Puts what is meant at a place on the clipboard; `cut` takes it off the board.
pub(super) fn copy(state: BoardState, event: &ClipboardEvent, at: Place, cut: bool) {
    let (Place::Card(card), Some(data)) = (at, event.clipboard_data()) else {
        return;
    };
    let cards = state.meant(card);
    let (carried, text) = state.with(|board, _| {
        let cards = cards
            .iter()
            .filter_map(|card| board.journey.cards.get(card));
        let text: Vec<String> = cards
            .clone()
            .map(|card| names::card_title(&board.catalogue, card))
            .collect();
        let carried: Vec<Carried> = cards
            .map(|card| Carried {
                title: card.title.clone(),
                evidence: card.evidence,
                touchpoint: card.touchpoint,
                department: card.department,
            })
            .collect();
        (carried, text)
    });
    let Ok(json) = serde_json::to_string(&carried) else {
        return;
    };
    if data.set_data("text/plain", &text.join("\n")).is_err() {
        return;
    }
    // A browser that takes no other type still has the text.
    let _ = data.set_data(TYPE, &json);
    event.prevent_default();
    if cut {
        command::delete(state, at);
    } else {
        state
            .announcer
            .say(state.words.now().edit.copied(carried.len()));
    }
}

/// Pastes what is on the clipboard at a place: cards whole, lines of text as cards, columns of a spreadsheet into the
/// columns from here on.
pub(super) fn paste(state: BoardState, event: &ClipboardEvent, at: Place) {
    let Some(data) = event.clipboard_data() else {
        return;
    };
    let Some((cell, after)) = target(state, at) else {
        return;
    };
    if image::pasted(state, &data, at) {
        event.prevent_default();
        return;
    }
    let whole = data
        .get_data(TYPE)
        .ok()
        .and_then(|json| shared::json::from_str::<Vec<Carried>>(&json).ok());
    let (intents, cards) = match whole {
        Some(carried) if !carried.is_empty() => {
            state.with(|board, _| place_whole(board, cell, after, &carried))
        }
        _ => {
            let Ok(text) = data.get_data("text/plain") else {
                return;
            };
            state.with(|board, layout| place_lines(board, layout, cell, after, &text))
        }
    };
    event.prevent_default();
    if cards.is_empty() || !state.edit(intents) {
        return;
    }
    state
        .announcer
        .say(state.words.now().edit.pasted(cards.len()));
    state.focus_soon(cards.last().map(|card| Place::Card(*card)));
    state.select(&cards.into_iter().collect(), None);
}

/// The cell that a paste at a place goes to, and the card it follows; `None` where no card can lie.
pub(super) fn target(state: BoardState, at: Place) -> Option<(Cell, Option<CardId>)> {
    let (cell, after) = match at {
        Place::Card(card) => (
            state.with(|board, _| board.journey.cards.get(&card).map(|card| card.cell))?,
            Some(card),
        ),
        Place::Cell(cell) => (
            cell,
            state.with(|board, _| Layout::cards(&board.journey, cell).next_back()),
        ),
        _ => return None,
    };
    let kind = state.with(|board, _| board.journey.lanes.get(&cell.lane).map(|lane| lane.kind));
    kind.is_some_and(LaneKind::holds_cards)
        .then_some((cell, after))
}

fn place_whole(
    board: &Board,
    cell: Cell,
    after: Option<CardId>,
    carried: &[Carried],
) -> (Vec<Intent>, Vec<CardId>) {
    let touchpoints = write::is_touchpoints(board, cell.lane);
    let (mut intents, mut cards, mut after) = (Vec::new(), Vec::new(), after);
    for card in carried.iter().take(MOST) {
        let known = card
            .touchpoint
            .filter(|id| board.catalogue.touchpoints.contains_key(id));
        let (more, id) = match known {
            // Whole, with what it is about.
            Some(_) => {
                let id = CardId::new(fresh_id());
                let intent = JourneyIntent::AddCard {
                    id,
                    cell,
                    after,
                    title: card.title.clone(),
                    evidence: card.evidence,
                    touchpoint: known,
                    department: card
                        .department
                        .filter(|id| board.catalogue.departments.contains_key(id)),
                };
                (vec![Intent::Journey(intent)], id)
            }
            None if card.title.trim().is_empty() => continue,
            None if touchpoints => write::new_card(board, cell, after, card.title.trim(), None),
            None => {
                let id = CardId::new(fresh_id());
                let intent = JourneyIntent::AddCard {
                    id,
                    cell,
                    after,
                    title: card.title.clone(),
                    evidence: card.evidence,
                    touchpoint: None,
                    department: card
                        .department
                        .filter(|id| board.catalogue.departments.contains_key(id)),
                };
                (vec![Intent::Journey(intent)], id)
            }
        };
        intents.extend(more);
        cards.push(id);
        after = Some(id);
    }
    (intents, cards)
}

fn place_lines(
    board: &Board,
    layout: &Layout,
    cell: Cell,
    after: Option<CardId>,
    text: &str,
) -> (Vec<Intent>, Vec<CardId>) {
    let (mut intents, mut cards) = (Vec::new(), Vec::new());
    let start = layout.column_of(cell.step).unwrap_or(0);
    let columns: Vec<_> = layout
        .columns
        .iter()
        .skip(start)
        .filter_map(|column| column.step())
        .collect();
    let mut last: Vec<Option<CardId>> = Vec::new();
    for (line, text) in text.lines().take(MOST).enumerate() {
        for (column, (text, step)) in text.split('\t').zip(&columns).enumerate() {
            let cell = Cell {
                step: *step,
                lane: cell.lane,
            };
            if last.len() <= column {
                let end = || Layout::cards(&board.journey, cell).next_back();
                last.push(if column == 0 && line == 0 {
                    after
                } else {
                    end()
                });
            }
            let title = text.trim();
            if title.is_empty() {
                continue;
            }
            let (more, id) = write::new_card(
                board,
                cell,
                last.get(column).copied().flatten(),
                title,
                None,
            );
            intents.extend(more);
            cards.push(id);
            if let Some(last) = last.get_mut(column) {
                *last = Some(id);
            }
        }
    }
    (intents, cards)
}
