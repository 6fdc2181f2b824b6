//! A push as it arrives: whatever the JSON says, the board is sound afterwards, or as it was.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use puente_fuzz::{board, push_and_check};
use shared::{api::Push, log::Board};

static BOARD: LazyLock<Board> = LazyLock::new(board);

fuzz_target!(|json: &[u8]| {
    if let Ok(push) = serde_json::from_slice::<Push>(json) {
        push_and_check(&mut BOARD.clone(), &push.intents);
    }
});
