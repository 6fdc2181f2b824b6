//! A block of cells between a board and a spreadsheet.

use std::collections::BTreeSet;

use proptest::prelude::*;
use shared::{
    exchange::block::{Block, Pasted, Pasting},
    id::CardId,
    journey::{self, Cell, Evidence, LaneKind},
    locale::Lang,
    log::Board,
};

use super::played;
use crate::{
    wish::pushes,
    world::{BOARDING_PASS, add_card, board, card, cards, cell, counter, does, place, push, steps},
};

fn paste(board: &Board, at: Cell, text: &str) -> Pasted {
    let used = board.journey.cards.len() + board.catalogue.touchpoints.len();
    Block::of_text(text).paste(Pasting {
        board,
        at,
        lang: Lang::En,
        untitled: &|n| format!("Step {n}"),
        fresh: &mut counter(50_000 + 1_000 * used as u128),
    })
}

/// Pastes and does it; it has to be granted whole.
fn pasted(board: &mut Board, at: Cell, text: &str) -> Pasted {
    let pasted = paste(board, at, text);
    push(board, &pasted.intents).unwrap();
    journey::check(&board.journey, &board.catalogue).unwrap();
    pasted
}

fn titles(board: &Board, at: Cell) -> Vec<String> {
    let cards = board.journey.visible_cards(at);
    cards
        .map(|(_, card)| card.shown_title(&board.catalogue).to_owned())
        .collect()
}

fn all(board: &Board) -> BTreeSet<CardId> {
    let visible = board.journey.cards.iter().filter(|(id, card)| {
        let node = journey::Node::Card(**id);
        board.journey.is_visible(node) == Some(true)
            && board
                .journey
                .parents(node)
                .iter()
                .all(|parent| board.journey.is_visible(*parent) == Some(true))
            && board
                .journey
                .steps
                .get(&card.cell.step)
                .is_some_and(|step| {
                    board
                        .journey
                        .stages
                        .get(&step.stage)
                        .is_some_and(|stage| !stage.hidden)
                })
    });
    visible.map(|(id, _)| *id).collect()
}

#[test]
fn rows_fall_on_lanes_and_columns_on_steps_and_lines_are_cards() {
    let mut board = board();
    let at = cell(&board, 0, LaneKind::Pains);
    let done = pasted(&mut board, at, "\"Asks twice\nNo sign\"\tWaits\nA map\t");
    assert_eq!(titles(&board, at), ["Asks twice", "No sign"]);
    assert_eq!(titles(&board, cell(&board, 1, LaneKind::Pains)), ["Waits"]);
    // The lane below the pains, as the board lies.
    assert_eq!(
        titles(&board, cell(&board, 0, LaneKind::Opportunities)),
        ["A map"]
    );
    assert_eq!(
        (done.added, done.replaced, done.removed, done.steps),
        (4, 0, 0, 0)
    );
}

#[test]
fn what_stands_there_is_replaced_card_by_card_and_keeps_what_is_known_of_it() {
    let mut board = board();
    let at = cell(&board, 0, LaneKind::Pains);
    does(
        &mut board,
        [
            add_card(100, at, None, "Slow"),
            add_card(101, at, Some(100), "Dear"),
            add_card(102, at, Some(101), "Far"),
            journey::JourneyIntent::SetCard {
                card: card(100),
                field: journey::CardField::Evidence(Evidence::Measured),
            },
        ],
    );
    let done = pasted(&mut board, at, "\"Very slow\nDear\"\tx");
    assert_eq!(titles(&board, at), ["Very slow", "Dear"]);
    assert_eq!(cards(&board, at), [card(100), card(101)]);
    assert_eq!(board.journey.cards[&card(100)].evidence, Evidence::Measured);
    assert_eq!((done.added, done.replaced, done.removed), (1, 1, 1));
    // An empty cell takes nothing away.
    pasted(&mut board, at, "\ty");
    assert_eq!(titles(&board, at), ["Very slow", "Dear"]);
}

#[test]
fn a_wider_block_adds_steps_and_a_higher_one_says_what_had_no_lane() {
    let mut board = board();
    let count = steps(&board).len();
    let lanes = shared::exchange::block::rows_of(&board.journey);
    let at = Cell {
        step: *steps(&board).last().unwrap(),
        lane: *lanes.last().unwrap(),
    };
    let done = pasted(
        &mut board,
        at,
        "a\tb\tc\nno lane\tnone either\t\t\tnor here",
    );
    assert_eq!((done.steps, done.no_lane, done.added), (2, 3, 3));
    let now = steps(&board);
    assert_eq!(now.len(), count + 2);
    let last = Cell {
        step: *now.last().unwrap(),
        lane: at.lane,
    };
    assert_eq!(titles(&board, last), ["c"]);
    assert_eq!(
        board.journey.steps[now.last().unwrap()].title,
        format!("Step {}", count + 2)
    );
}

#[test]
fn a_touchpoint_is_found_by_its_name_and_made_once() {
    let mut board = board();
    let at = cell(&board, 0, LaneKind::Touchpoints);
    does(&mut board, [place(100, at, BOARDING_PASS)]);
    let known = board.catalogue.touchpoints.len();
    pasted(&mut board, at, "Boarding pass\tKiosk\tkiosk");
    assert_eq!(cards(&board, at), [card(100)]);
    assert_eq!(board.catalogue.touchpoints.len(), known + 1);
    // Another name is another touchpoint: the one of the catalogue keeps its own.
    pasted(&mut board, at, "Gate\tKiosk");
    assert_eq!(titles(&board, at), ["Gate"]);
    assert_eq!(
        board.catalogue.touchpoints[&BOARDING_PASS].name,
        "Boarding pass"
    );
}

#[test]
fn what_a_lane_does_not_hold_is_left_out_and_the_rest_comes() {
    let mut board = board();
    let at = cell(&board, 0, LaneKind::Pains);
    let long = "x".repeat(501);
    let done = pasted(&mut board, at, &format!("{long}\tfine"));
    assert_eq!((done.unfit, done.added), (1, 1));
}

#[test]
fn what_an_edit_has_no_room_for_is_said_and_the_rest_comes() {
    let mut board = board();
    let at = cell(&board, 0, LaneKind::Pains);
    let beside = cell(&board, 1, LaneKind::Pains);
    let lines = |word: &str| {
        let lines: Vec<String> = (0..3_000).map(|n| format!("{word} {n}")).collect();
        format!("\"{}\"", lines.join("\n"))
    };
    pasted(&mut board, at, &lines("one"));
    pasted(&mut board, beside, &lines("two"));
    // Each text that is replaced is an intent, and a push holds 5,000.
    let both = format!("{}\t{}", lines("first"), lines("second"));
    let done = pasted(&mut board, at, &both);
    assert!(
        done.no_room > 0 && done.replaced > 4_000,
        "{}",
        done.no_room
    );
    assert_eq!(done.replaced + done.no_room, 6_000);
    assert_eq!(titles(&board, at).last().unwrap(), "first 2999");
    assert_eq!(titles(&board, beside).last().unwrap(), "two 2999");
}

proptest! {
    #[test]
    fn a_board_that_goes_to_a_spreadsheet_and_comes_back_is_the_same(pushes in pushes(30)) {
        let board = played(&pushes);
        let cards = all(&board);
        let block = Block::of_cards(&board, &cards);
        let text = block.to_text();
        let read = Block::of_text(&text);
        let rows = shared::exchange::block::rows_of(&board.journey);
        let columns = shared::exchange::block::columns_of(&board.journey);
        let cells = board.journey.cards.iter().filter(|(id, _)| cards.contains(id));
        let cells: Vec<Cell> = cells.map(|(_, card)| card.cell).collect();
        let top = rows.iter().find(|lane| cells.iter().any(|cell| cell.lane == **lane));
        let left = columns.iter().find(|step| cells.iter().any(|cell| cell.step == **step));
        if let (Some(lane), Some(step), true) = (top, left, block.is_block()) {
            let pasted = read.paste(Pasting {
                board: &board,
                at: Cell { step: *step, lane: *lane },
                lang: Lang::En,
                untitled: &|n| format!("Step {n}"),
                fresh: &mut counter(900_000),
            });
            let changed = (pasted.added, pasted.replaced, pasted.removed, pasted.steps);
            prop_assert_eq!(changed, (0, 0, 0, 0), "{}", text);
            prop_assert!(pasted.intents.is_empty());
        }
    }

    #[test]
    fn any_text_can_be_pasted(text in "[a-c\t\n\r\"'=é]{0,60}") {
        let mut board = board();
        let at = cell(&board, 0, LaneKind::Pains);
        pasted(&mut board, at, &text);
    }
}
