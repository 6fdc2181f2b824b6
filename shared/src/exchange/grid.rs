//! The board as a grid of cells, lanes down and steps across, as spreadsheets have it; and that grid as CSV.
//!
//! The first row names the stages, each over its first step; the second the steps. Every further row is a lane: its kind, its title,
//! and a cell for each step with a line for each card. The lane of emotions is a row for each persona, from −2 to 2.
//!
//! A cell that a spreadsheet could take for a formula gets an apostrophe before it, and loses it when read (OWASP, CSV injection;
//! ASVS 5.0, 1.2.10). Every field of the CSV is quoted (RFC 4180).

mod read;

use csv::{QuoteStyle, Terminator, WriterBuilder};

pub(super) use read::{from_csv, from_rows};

use crate::{
    catalogue::Catalogue,
    id::{LaneId, StepId},
    journey::{Cell, Journey, LaneKind},
};

/// The most rows of a file that are read, empty ones included.
pub const MOST_ROWS: usize = 10_000;

/// What the two header rows begin with.
const HEADERS: [&str; 2] = ["stage", "step"];

/// The kinds of lanes: as they are written, and as the board calls them in English and in Spanish.
const KINDS: [(LaneKind, [&str; 3]); 13] = [
    (
        LaneKind::Touchpoints,
        ["touchpoints", "touchpoints", "puntos de contacto"],
    ),
    (LaneKind::Emotion, ["emotion", "emotion", "emoción"]),
    (LaneKind::Doing, ["doing", "what they do", "qué hace"]),
    (
        LaneKind::Thinking,
        ["thinking", "what they think", "qué piensa"],
    ),
    (
        LaneKind::Expecting,
        ["expecting", "what they expect", "qué espera"],
    ),
    (LaneKind::Promise, ["promise", "promise", "promesa"]),
    (LaneKind::Friction, ["friction", "friction", "fricción"]),
    (LaneKind::Pains, ["pains", "pain points", "puntos de dolor"]),
    (
        LaneKind::Opportunities,
        ["opportunities", "opportunities", "oportunidades"],
    ),
    (LaneKind::Actions, ["actions", "actions", "acciones"]),
    (
        LaneKind::Backstage,
        ["backstage", "backstage", "entre bastidores"],
    ),
    (LaneKind::Notes, ["notes", "notes", "notas"]),
    (LaneKind::Free, ["free", "own lane", "carril propio"]),
];

/// What a field that a spreadsheet could take for a formula begins with: also in the wide forms of Chinese and Japanese keyboards.
const FORMULA: [char; 11] = [
    '=', '+', '-', '@', '\t', '\r', '\u{0}', '＝', '＋', '－', '＠',
];
/// What takes that meaning away.
const APOSTROPHE: char = '\'';

/// The visible part of a journey as rows of cells. Texts are escaped; the numbers of emotions are numbers.
#[must_use]
pub fn to_rows(journey: &Journey, catalogue: &Catalogue) -> Vec<Vec<String>> {
    let mut stages = vec![HEADERS[0].to_owned(), String::new()];
    let mut steps = vec![HEADERS[1].to_owned(), String::new()];
    let mut columns: Vec<Option<StepId>> = Vec::new();
    for (id, stage) in journey.visible_stages() {
        let mut title = escaped(&stage.title);
        let before = columns.len();
        for (id, step) in journey.visible_steps(id) {
            stages.push(std::mem::take(&mut title));
            steps.push(escaped(&step.title));
            columns.push(Some(id));
        }
        // A stage without steps has a column all the same, or it would be lost.
        if columns.len() == before {
            stages.push(title);
            steps.push(String::new());
            columns.push(None);
        }
    }
    let mut rows = vec![stages, steps];
    for (id, lane) in journey.visible_lanes() {
        if lane.kind == LaneKind::Emotion {
            rows.extend(emotions(journey, catalogue, &columns));
            continue;
        }
        let title = escaped(lane.title.as_deref().unwrap_or_default());
        let mut row = vec![name(lane.kind).to_owned(), title];
        row.extend(
            columns
                .iter()
                .map(|step| cell(journey, catalogue, *step, id)),
        );
        rows.push(row);
    }
    rows
}

/// The same as CSV in UTF-8, with the mark at its beginning without which spreadsheets misread accents.
#[must_use]
pub fn to_csv(journey: &Journey, catalogue: &Catalogue) -> String {
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .from_writer(vec![]);
    for row in to_rows(journey, catalogue) {
        // Rows are of equal length and a vector takes all that is written.
        let _ = writer.write_record(&row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

/// What a kind of lane is called in a file.
pub(super) fn name(kind: LaneKind) -> &'static str {
    let found = KINDS.iter().find(|(of, _)| *of == kind);
    found.map_or("free", |(_, [name, ..])| name)
}

fn cell(journey: &Journey, catalogue: &Catalogue, step: Option<StepId>, lane: LaneId) -> String {
    let Some(step) = step else {
        return String::new();
    };
    let cards = journey.visible_cards(Cell { step, lane });
    let lines: Vec<String> = cards
        .map(|(_, card)| escaped(card.shown_title(catalogue)))
        .collect();
    lines.join("\n")
}

/// A row for each persona, or an empty one where there is none.
fn emotions(
    journey: &Journey,
    catalogue: &Catalogue,
    columns: &[Option<StepId>],
) -> Vec<Vec<String>> {
    let kind = || name(LaneKind::Emotion).to_owned();
    let mut rows = Vec::new();
    for persona in &journey.scope.personas {
        let entry = catalogue.personas.get(persona);
        let mut row = vec![
            kind(),
            escaped(entry.map_or("", |entry| entry.name.as_str())),
        ];
        row.extend(columns.iter().map(|step| {
            let felt = step.and_then(|step| journey.emotions.get(&(*persona, step)));
            felt.map_or_else(String::new, |felt| number(felt.hundredths()))
        }));
        rows.push(row);
    }
    if rows.is_empty() {
        let mut row = vec![kind(), String::new()];
        row.extend(columns.iter().map(|_| String::new()));
        rows.push(row);
    }
    rows
}

fn number(hundredths: i16) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.unsigned_abs();
    let text = format!("{sign}{}.{:02}", size / 100, size % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A text that no spreadsheet takes for a formula, and that [`unescaped`] gives back.
fn escaped(text: &str) -> String {
    if needs_apostrophe(text) {
        format!("{APOSTROPHE}{text}")
    } else {
        text.to_owned()
    }
}

/// Spaces before a formula do not stop every spreadsheet from seeing one.
fn needs_apostrophe(text: &str) -> bool {
    let first = text.trim_start_matches(' ').chars().next();
    first.is_some_and(|first| first == APOSTROPHE || FORMULA.contains(&first))
}

/// The text without the apostrophe that [`escaped`] put before it; one that means something itself stays.
fn unescaped(text: &str) -> &str {
    match text.strip_prefix(APOSTROPHE) {
        Some(rest) if needs_apostrophe(rest) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_a_formula_is_written_as_a_text_and_read_as_it_was() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("+34 600", "'+34 600"),
            ("-5 %", "'-5 %"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("＝1", "'＝1"),
            ("  =1", "'  =1"),
            ("'=1", "''=1"),
            ("'quoted'", "''quoted'"),
            ("plain", "plain"),
            ("1-2", "1-2"),
            ("", ""),
        ] {
            assert_eq!(escaped(text), written);
            assert_eq!(unescaped(written), text);
        }
        // What others write is not ours to take away.
        assert_eq!(unescaped("'tis"), "'tis");
    }
}
