//! A log that says impossible things: applying it never panics, and every change rolls back exactly.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use puente_fuzz::board;
use shared::log::{Board, changes_from_json};

static BOARD: LazyLock<Board> = LazyLock::new(board);

fuzz_target!(|text: &str| {
    let Ok(changes) = changes_from_json(text) else {
        return;
    };
    let mut board = BOARD.clone();
    let priors = changes.iter().map(|change| board.apply(change)).collect();
    board.rollback_all(priors);
    assert_eq!(board, *BOARD, "rolling back left something");
});
