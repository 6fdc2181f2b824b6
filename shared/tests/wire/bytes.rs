//! Frames worked out by hand from postcard's specification, not from what we write: a variant is its number and a length a
//! number, numbers are varints (seven bits a byte, the lowest first, the high bit set where more follow), signed ones zigzag
//! first (0, -1, 1, -2 … as 0, 1, 2, 3 …), a text is its length and its UTF-8, an id 16 bytes behind their length, an option
//! 0, or 1 and what it holds.

use shared::{
    api::{Outcome, Push, PushReply, Tail, Update},
    catalogue::CatalogueIntent,
    journey::{Emotion, JourneyChange, JourneyIntent, Node},
    log::{Entry, Heads, Intent, Limit, Rejection, Timestamp},
    wire::{ClientMessage, Message, ServerMessage, decode, encode},
};

use crate::{
    golden::{hex, unhex},
    samples::{CHANNEL, PERSONA, STAGE, STEP, TOUCHPOINT, entry, push},
};

/// An id whose last byte this is.
fn id(last: u8) -> String {
    format!("10 {} {last:02x}", "00".repeat(15))
}

fn same<M: Message + PartialEq + std::fmt::Debug>(message: &M, parts: &[&str]) {
    let bytes = unhex(&parts.concat());
    assert_eq!(hex(&encode(message).unwrap()), hex(&bytes));
    assert_eq!(decode(&bytes).as_ref(), Ok(message));
}

#[test]
fn a_push_of_nothing() {
    let parts = [
        "02",    // version 2
        "00",    // ClientMessage::Push
        "02",    // protocol 2
        "07",    // lineage 7
        &id(1),  // client_id
        "01",    // client_seq 1
        "02 03", // base: journey 2, catalogue 3
        "00",    // no intents
    ];
    same(&ClientMessage::Push(push(vec![])), &parts);
}

#[test]
fn numbers_of_several_bytes_and_below_zero() {
    let push = Push {
        lineage: 300,
        client_seq: 128,
        base: Heads {
            journey: 16_384,
            catalogue: 127,
        },
        intents: vec![Intent::Journey(JourneyIntent::SetEmotion {
            persona: PERSONA,
            step: STEP,
            emotion: Emotion::new(-150),
        })],
        ..push(vec![])
    };
    let parts = [
        "02 00 02",
        "ac 02", // 300 = 2 · 128 + 44
        &id(1),
        "80 01",    // 128 = 1 · 128 + 0
        "80 80 01", // 16384 = 1 · 128² + 0 + 0
        "7f",       // 127
        "01",       // one intent
        "01",       // Intent::Journey
        "0d",       // the fourteenth of JourneyIntent: SetEmotion
        &id(9),
        &id(5),
        "01",    // an emotion
        "ab 02", // -150 zigzags to 299 = 2 · 128 + 43
    ];
    same(&ClientMessage::Push(push), &parts);
}

#[test]
fn texts_options_and_truth_values() {
    let intent = CatalogueIntent::AddTouchpoint {
        id: TOUCHPOINT,
        name: "é".to_owned(),
        key: None,
        channel: Some(CHANNEL),
        department: None,
        moment_of_truth: true,
    };
    let parts = [
        "02 00 02 07",
        &id(1),
        "01 02 03",
        "01", // one intent
        "00", // Intent::Catalogue
        "00", // CatalogueIntent::AddTouchpoint
        &id(8),
        "02 c3 a9", // "é" is two bytes of UTF-8
        "00",       // no key
        "01",       // a channel
        &id(13),
        "00", // no department
        "01", // true
    ];
    same(
        &ClientMessage::Push(push(vec![Intent::Catalogue(intent)])),
        &parts,
    );
}

#[test]
fn a_tail_of_one_entry() {
    let renamed = JourneyChange::Renamed {
        node: Node::Stage(STAGE),
        title: String::new(),
    };
    let entry = Entry {
        at: Timestamp(-65),
        ..entry(renamed)
    };
    let tail = Tail {
        catalogue: vec![],
        journey: vec![entry],
    };
    let parts = [
        "02", // version 2
        "01", // ServerMessage::Update
        "00", // Update::Tail
        "00", // no entries of the catalogue
        "01", // one of the journey
        "03", // its number
        &id(1),
        "01", // client_seq
        &id(2),
        "81 01", // -65 zigzags to 129 = 1 · 128 + 1
        "01",    // one change
        "05",    // the sixth of JourneyChange: Renamed
        "00",    // Node::Stage
        &id(4),
        "00", // an empty text
    ];
    same(&ServerMessage::Update(Update::Tail(tail)), &parts);
}

#[test]
fn a_refusal() {
    let rejection = Rejection::OverLimit {
        limit: Limit::Intents,
        actual: 5_001,
    };
    let reply = PushReply {
        outcome: Outcome::Rejected {
            intent: Some(0),
            rejection,
        },
        update: Update::Tail(Tail::default()),
    };
    let parts = [
        "02",       // version 2
        "00",       // ServerMessage::PushReply
        "01",       // Outcome::Rejected
        "01 00",    // the first intent
        "05",       // the sixth of Rejection: OverLimit
        "09",       // the tenth of Limit: Intents
        "89 27",    // 5001 = 39 · 128 + 9
        "00 00 00", // Update::Tail, without entries
    ];
    same(&ServerMessage::PushReply(reply), &parts);
}
