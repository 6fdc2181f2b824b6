//! Copy, cut and paste of cards: whole between boards, as a block of cells to and from spreadsheets, as lines of text to and from
//! everything else. What a block is and does stands in `shared::exchange::block`.

mod cards;
mod html;

use leptos::web_sys::{ClipboardEvent, DataTransfer};
use serde::{Deserialize, Serialize};
use shared::{
    exchange::{
        begins_grid,
        block::{Block, Pasted, Pasting, columns_of, rows_of},
    },
    id::{CardId, DepartmentId, TouchpointId},
    image::Picture,
    journey::{Cell, Evidence, LaneKind},
    log::Board,
};

use super::{command, image, layout::Layout, place::Place, state::BoardState};
use crate::{fresh::fresh_id, words::paste_words};
use cards::{place_lines, place_whole};

const TYPE: &str = "application/x-puente-cards+json";

/// A card as it travels.
#[derive(Serialize, Deserialize)]
struct Carried {
    title: String,
    evidence: Evidence,
    touchpoint: Option<TouchpointId>,
    department: Option<DepartmentId>,
    #[serde(default)]
    image: Option<Picture>,
    /// How many lanes that hold cards below the first one.
    #[serde(default)]
    row: usize,
    /// How many steps after the first one.
    #[serde(default)]
    column: usize,
}

/// Puts what is meant at a place on the clipboard; `cut` takes it off the board.
pub(super) fn copy(state: BoardState, event: &ClipboardEvent, at: Place, cut: bool) {
    let cards = state.meant_at(at);
    let Some(data) = event.clipboard_data().filter(|_| !cards.is_empty()) else {
        return;
    };
    let (carried, block) = state.with(|board, _| {
        let block = Block::of_cards(board, &cards.iter().copied().collect());
        (carry(board, &cards), block)
    });
    let Ok(json) = serde_json::to_string(&carried) else {
        return;
    };
    if data.set_data("text/plain", &block.to_text()).is_err() {
        return;
    }
    // A browser that takes no other type still has the text.
    let _ = data.set_data("text/html", &block.to_html());
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

fn carry(board: &Board, cards: &[CardId]) -> Vec<Carried> {
    let (lanes, steps) = (rows_of(&board.journey), columns_of(&board.journey));
    let cards = cards
        .iter()
        .filter_map(|card| board.journey.cards.get(card));
    let mut carried: Vec<Carried> = cards
        .map(|card| Carried {
            title: card.title.clone(),
            evidence: card.evidence,
            touchpoint: card.touchpoint,
            department: card.department,
            image: card.image.clone(),
            row: lanes
                .iter()
                .position(|lane| *lane == card.cell.lane)
                .unwrap_or(0),
            column: steps
                .iter()
                .position(|step| *step == card.cell.step)
                .unwrap_or(0),
        })
        .collect();
    let top = carried.iter().map(|card| card.row).min().unwrap_or(0);
    let left = carried.iter().map(|card| card.column).min().unwrap_or(0);
    for card in &mut carried {
        card.row -= top;
        card.column -= left;
    }
    carried
}

/// Pastes what is on the clipboard at a place: cards whole, a spreadsheet's cells into lanes and steps from there on, lines of text as
/// cards.
pub(super) fn paste(state: BoardState, event: &ClipboardEvent, at: Place) {
    let Some(data) = event.clipboard_data() else {
        return;
    };
    let Some((cell, after)) = target(state, at) else {
        return;
    };
    // Spreadsheets offer a picture of the cells beside them.
    let words = data.get_data("text/plain").unwrap_or_default();
    if words.is_empty() && image::pasted(state, &data, at) {
        event.prevent_default();
        return;
    }
    let Some(pasted) = read(state, &data, cell, after) else {
        return;
    };
    event.prevent_default();
    let lang = state.words.now_lang();
    let left_out = paste_words(lang).left_out(&pasted);
    if pasted.cards.is_empty() {
        if let Some(why) = left_out {
            state.refuse(why);
        }
        return;
    }
    let cards = pasted.cards.clone();
    let said = paste_words(lang).pasted(&pasted);
    if !pasted.intents.is_empty() && !state.edit(pasted.intents) {
        return;
    }
    match left_out {
        Some(why) => state.refuse(format!("{said} {why}")),
        None => state.announcer.say(said),
    }
    state.focus_soon(cards.last().map(|card| Place::Card(*card)));
    state.select_quietly(&cards.into_iter().collect(), None);
}

/// What the clipboard has comes to this; `None` where it has nothing for a board.
fn read(
    state: BoardState,
    data: &DataTransfer,
    cell: Cell,
    after: Option<CardId>,
) -> Option<Pasted> {
    let whole = data.get_data(TYPE).ok();
    let whole = whole.and_then(|json| shared::json::from_str::<Vec<Carried>>(&json).ok());
    let untitled = |n: usize| {
        let n = u32::try_from(n).unwrap_or(u32::MAX);
        state.words.now().edit.untitled(n)
    };
    if let Some(carried) = whole.filter(|carried| !carried.is_empty()) {
        return Some(state.with(|board, _| place_whole(board, (cell, after), &carried, &untitled)));
    }
    let table = data.get_data("text/html").ok();
    let table = table.and_then(|html| html::table(&html));
    let text = data.get_data("text/plain").unwrap_or_default();
    let block = match table {
        Some(block) => block,
        None if text.contains('\t') => Block::of_text(&text),
        None => Block::of_rows([vec![text.as_str()]]),
    };
    // A whole row above what there is may be empty.
    let first = block.rows().first()?.first();
    let begins = first.and_then(|lines| lines.first());
    if block.is_block() && begins.is_some_and(|cell| begins_grid(cell)) {
        // A whole journey has a page that shows what it would do first.
        state.refuse(paste_words(state.words.now_lang()).whole_grid.to_owned());
        return Some(Pasted::default());
    }
    Some(state.with(|board, _| {
        if !block.is_block() {
            let lines = first.map_or(&[][..], Vec::as_slice);
            return place_lines(board, (cell, after), lines, state.words.now_lang());
        }
        block.paste(Pasting {
            board,
            at: cell,
            lang: state.words.now_lang(),
            untitled: &untitled,
            fresh: &mut fresh_id,
        })
    }))
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
