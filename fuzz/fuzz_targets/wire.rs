//! The wire: any bytes are a frame of either side or refused, and what is read is written and read back the same.
#![no_main]

use std::{fmt::Debug, sync::LazyLock};

use libfuzzer_sys::fuzz_target;
use puente_fuzz::{board, push_and_check};
use shared::{
    log::Board,
    wire::{ClientMessage, Message, ServerMessage, decode, encode},
};

static BOARD: LazyLock<Board> = LazyLock::new(board);

fuzz_target!(|frame: &[u8]| {
    if let Some(ClientMessage::Push(push)) = one(frame) {
        push_and_check(&mut BOARD.clone(), &push.intents);
    }
    one::<ServerMessage>(frame);
});

fn one<M: Message + Debug + PartialEq>(frame: &[u8]) -> Option<M> {
    match decode::<M>(frame) {
        Ok(message) => {
            let again = encode(&message).expect("what was read can be written");
            assert_eq!(decode::<M>(&again).as_ref(), Ok(&message));
            Some(message)
        }
        Err(error) => {
            assert!(error.at().is_none_or(|at| (1..=frame.len()).contains(&at)), "{error}");
            None
        }
    }
}
