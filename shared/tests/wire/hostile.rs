//! Bytes that are no frame: every one is refused, with the place where reading stopped.

use std::fmt::Debug;

use shared::wire::{ClientMessage, Message, ServerMessage, VERSION, WireError, decode, encode};

use crate::{
    golden::unhex,
    samples::{Frame, push},
    variants::frames,
};

fn refused(frame: &Frame, bytes: &[u8]) -> Option<WireError> {
    match frame {
        Frame::Client(_) => decode::<ClientMessage>(bytes).err(),
        Frame::Server(_) => decode::<ServerMessage>(bytes).err(),
    }
}

#[test]
fn a_frame_cut_anywhere_is_said_to_end_there() {
    for (name, frame) in frames() {
        let bytes = frame.encode();
        assert_eq!(refused(&frame, &[]), Some(WireError::Empty));
        for end in 1..bytes.len() {
            let error = refused(&frame, &bytes[..end]);
            let Some(WireError::Truncated { at }) = error else {
                panic!("{name}, {end} of {} bytes: {error:?}", bytes.len())
            };
            assert!(at <= end, "{name}: {at} is behind the end {end}");
        }
    }
}

#[test]
fn what_follows_a_message_is_not_passed_over() {
    for (name, frame) in frames() {
        let mut bytes = frame.encode();
        let at = bytes.len();
        bytes.extend([0, 0]);
        let error = refused(&frame, &bytes);
        assert_eq!(error, Some(WireError::Trailing { at, bytes: 2 }), "{name}");
    }
}

#[test]
fn another_version_is_named_and_nothing_of_it_is_read() {
    for found in [0, 1, 3, b'{', 255] {
        assert_eq!(
            decode::<ClientMessage>(&[found, 0xff, 0xff]),
            Err(WireError::OtherVersion { found })
        );
    }
    let text = WireError::OtherVersion { found: 9 }.to_string();
    assert!(
        text.contains("version 9") && text.contains(&format!("version {VERSION}")),
        "{text}"
    );
}

#[test]
fn what_cannot_be_said_is_refused_with_its_place_and_its_reason() {
    let id = format!("10 {}", "00".repeat(16));
    let push = format!("02 00 02 07 {id} 01 02 03");
    let intent = format!("{push} 01");
    for (bytes, at, why) in [
        ("02 07".to_owned(), 2, "variant"),
        (format!("{intent} 02"), 26, "variant"),
        (format!("{intent} 01 7f"), 27, "variant"),
        // An id of 15 bytes.
        (
            format!("02 00 02 07 0f {} 01 02 03 00", "00".repeat(15)),
            20,
            "value",
        ),
        // A number that does not end, and one that is too large for its type.
        (format!("02 00 {}", "ff".repeat(12)), 5, "varint"),
        ("02 00 ff ff 04".to_owned(), 5, "varint"),
        // Neither true nor false, neither something nor nothing.
        (format!("{intent} 01 06 {id} 02"), 45, "0 or 1"),
        // Not UTF-8.
        (format!("{intent} 01 00 00 01 ff"), 30, "utf-8"),
        // An emotion of 201 hundredths: 402 = 3 · 128 + 18.
        (format!("{intent} 01 0d {id} {id} 01 92 03"), 64, "value"),
    ] {
        let error = decode::<ClientMessage>(&unhex(&bytes));
        let Err(WireError::Malformed { at: place, detail }) = error else {
            panic!("{bytes}: {error:?}")
        };
        assert_eq!(place, at, "{bytes}: {detail}");
        assert!(detail.contains(why), "{bytes}: {detail}");
    }
}

#[test]
fn a_length_that_lies_is_found_out() {
    let id = format!("10 {}", "00".repeat(16));
    let push = format!("02 00 02 07 {id} 01 02 03");
    let huge = "ff ff ff ff 0f";
    for (bytes, at) in [
        // Four thousand million intents; one is there.
        (format!("{push} {huge} 01 0e 00"), 32),
        // The same of nodes, of which none is there.
        (format!("{push} 01 01 0f {huge}"), 32),
        // A title, and an id, of as many bytes.
        (format!("{push} 01 01 00 00 {huge} 61"), 33),
        (format!("02 00 02 07 {huge} 00"), 9),
    ] {
        let error = decode::<ClientMessage>(&unhex(&bytes));
        assert_eq!(error, Err(WireError::Truncated { at }), "{bytes}");
    }
}

#[test]
fn a_frame_larger_than_a_mebibyte_is_not_read() {
    let most = 1 << 20;
    let frame = encode(&ClientMessage::Push(push(vec![]))).unwrap();
    let padded = |len: usize| {
        let mut bytes = frame.clone();
        bytes.resize(len, 0);
        decode::<ClientMessage>(&bytes)
    };
    assert!(matches!(padded(most), Err(WireError::Trailing { .. })));
    let bytes = most + 1;
    assert_eq!(padded(bytes), Err(WireError::TooLarge { bytes, most }));
}

#[test]
fn whatever_byte_is_changed_what_is_read_can_be_written_and_read_again() {
    for frame in frames().values() {
        let whole = frame.encode();
        if whole.len() > 2_000 {
            continue;
        }
        for place in 0..whole.len() {
            for other in [0, 1, 2, 0x10, 0x7f, 0x80, 0xff, whole[place] ^ 1] {
                let mut bytes = whole.clone();
                bytes[place] = other;
                match frame {
                    Frame::Client(_) => reads_again::<ClientMessage>(&bytes),
                    Frame::Server(_) => reads_again::<ServerMessage>(&bytes),
                }
            }
        }
    }
}

fn reads_again<M: Message + PartialEq + Debug>(bytes: &[u8]) {
    if let Ok(message) = decode::<M>(bytes) {
        assert_eq!(decode(&encode(&message).unwrap()).as_ref(), Ok(&message));
    }
}
