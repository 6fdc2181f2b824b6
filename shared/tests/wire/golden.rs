//! The golden frames: written once, spoken by every client since. A line never changes and never goes.
//!
//! New ones are added by `PUENTE_GOLDEN=write cargo test -p shared --test wire golden`, which leaves those that are there
//! as they are.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::PathBuf};

use shared::wire::VERSION;

use crate::variants::frames;

fn file() -> PathBuf {
    let name = format!("tests/wire/golden-{VERSION}.txt");
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn golden() -> BTreeMap<String, Vec<u8>> {
    let text = fs::read_to_string(file()).unwrap_or_default();
    let line = |line: &str| {
        let (name, digits) = line.split_once(": ").unwrap();
        (name.to_owned(), unhex(digits))
    };
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .map(line)
        .collect()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").unwrap();
        hex
    })
}

pub(crate) fn unhex(digits: &str) -> Vec<u8> {
    let digits: Vec<char> = digits
        .chars()
        .filter(|digit| !digit.is_whitespace())
        .collect();
    digits
        .chunks(2)
        .map(|pair| u8::from_str_radix(&pair.iter().collect::<String>(), 16).unwrap())
        .collect()
}

#[test]
fn golden_frames_are_written_and_read_as_ever() {
    let (mut golden, frames) = (golden(), frames());
    if std::env::var_os("PUENTE_GOLDEN").is_some_and(|value| value == "write") {
        for (name, frame) in &frames {
            golden.entry(name.clone()).or_insert_with(|| frame.encode());
        }
        let head = "# Frames of the wire, by what they say. Never change or remove a line: clients that are out there speak them.\n";
        let lines = golden
            .iter()
            .fold(head.to_owned(), |mut lines, (name, bytes)| {
                writeln!(lines, "{name}: {}", hex(bytes)).unwrap();
                lines
            });
        fs::write(file(), lines).unwrap();
    }
    assert!(
        golden.keys().eq(frames.keys()),
        "the golden frames are not those of the samples"
    );
    for (name, frame) in frames {
        let bytes = &golden[&name];
        assert_eq!(
            hex(&frame.encode()),
            hex(bytes),
            "{name} is written otherwise"
        );
        assert!(frame.is(bytes), "{name} is read otherwise");
    }
}
