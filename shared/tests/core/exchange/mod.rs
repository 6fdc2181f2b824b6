//! Journeys as files: what goes out comes back, and what comes in is planned before it is done.

mod block;
mod cjml;
mod document;
mod foreign;
mod grid;
mod mermaid;
mod planning;

use shared::{
    catalogue::Catalogue,
    exchange::{JourneyDocument, JourneyPlan, Lines, plan},
    id::JourneyId,
    journey::{self, Journey},
    log::Board,
};

use crate::{
    wish::{Dice, intent},
    world::{board, context, push},
};

/// The document of a board.
pub(super) fn document(board: &Board) -> JourneyDocument {
    JourneyDocument::of(&board.journey, &board.catalogue)
}

/// A board on which nothing was ever wished, for a journey of this id.
pub(super) fn nothing(id: JourneyId) -> Board {
    Board {
        journey: Journey::new(id),
        catalogue: Catalogue::default(),
    }
}

/// The plan of a document that its reader left nothing out of.
pub(super) fn planned(document: &JourneyDocument, board: &Board) -> JourneyPlan {
    plan(document, &[], &Lines::new(), board, &context())
}

/// Does what a plan says; every push of it has to be granted.
pub(super) fn carry_out(plan: &JourneyPlan, board: &mut Board) {
    for intents in plan.pushes() {
        push(board, intents).unwrap();
    }
    journey::check(&board.journey, &board.catalogue).unwrap();
}

/// A board on which these dice were rolled.
pub(super) fn played(pushes: &[Vec<Dice>]) -> Board {
    let mut board = board();
    play(&mut board, pushes);
    board
}

/// Rolls dice on a board; what is refused changes nothing.
pub(super) fn play(board: &mut Board, pushes: &[Vec<Dice>]) {
    for dice in pushes.iter().flatten() {
        let wished = intent(board, *dice);
        let _ = push(board, &[wished]);
    }
}
