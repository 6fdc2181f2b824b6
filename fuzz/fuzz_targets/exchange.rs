//! Journeys of other formats: any bytes are read or refused, what is read is planned, and the plan is granted as it stands.
#![no_main]

use libfuzzer_sys::fuzz_target;
use puente_fuzz::{board, context, push_and_check};
use shared::exchange::{Format, JourneyDocument, from_json, read, to_csv, to_json, to_mermaid};

fuzz_target!(|input: (u8, &[u8])| {
    let (format, bytes) = input;
    let format = Format::ALL[usize::from(format) % Format::ALL.len()];
    let Ok(reading) = read(format, bytes) else { return };
    let mut board = board();
    let plan = reading.plan(&board, &context());
    for intents in plan.pushes() {
        push_and_check(&mut board, intents);
    }
    let again = reading.plan(&board, &context());
    assert!(again.intents.is_empty(), "read once more it does something: {:?}", again.intents);

    let document = JourneyDocument::of(&board.journey, &board.catalogue);
    assert_eq!(from_json(&to_json(&document)), Ok(document));
    let _ = to_mermaid(&board.journey, &board.catalogue);
    let csv = to_csv(&board.journey, &board.catalogue);
    if let Ok(reading) = read(Format::Csv, csv.as_bytes()) {
        let plan = reading.plan(&board, &context());
        assert!(plan.intents.is_empty(), "a grid does something where it came from: {:?}", plan.intents);
    }
});
