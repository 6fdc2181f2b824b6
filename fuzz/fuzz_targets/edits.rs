//! A run of pushes that mostly refer to what is there: every one keeps what `push_and_check` asserts.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::{arbitrary::Unstructured, fuzz_target};
use puente_fuzz::{board, push_and_check, wishes};
use shared::log::Board;

static BOARD: LazyLock<Board> = LazyLock::new(board);

fuzz_target!(|bytes: &[u8]| {
    let mut bytes = Unstructured::new(bytes);
    let mut board = BOARD.clone();
    while !bytes.is_empty() {
        let Ok(intents) = wishes(&mut bytes, &board) else {
            return;
        };
        push_and_check(&mut board, &intents);
    }
});
