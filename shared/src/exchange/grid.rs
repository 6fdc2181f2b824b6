//! The board as a grid of cells, lanes down and steps across, as spreadsheets have it; and that grid as CSV.
//!
//! The first row names the stages, each over its first step; the second the steps. Every further row is a lane: its kind, its title,
//! and a cell for each step with a line for each card. The lane of emotions is a row for each persona, from −2 to 2.
//!
//! A cell that a spreadsheet could take for a formula gets an apostrophe before it, and loses it when read (OWASP, CSV injection;
//! ASVS 5.0, 1.2.10). Every field of the CSV is quoted (RFC 4180).

mod read;

use csv::{QuoteStyle, Terminator, WriterBuilder};

pub(super) use read::{MOST_CELLS, from_csv, from_rows};
pub use read::{begins_grid, is_grid};

use crate::{
    catalogue::Catalogue,
    id::{LaneId, StepId},
    journey::{Cell, Emotion, Journey, LaneKind},
    locale::Lang,
};

/// The most rows of a file that are read, empty ones included.
pub const MOST_ROWS: usize = 10_000;

/// How many cells of a row name the lane.
const LEADING: usize = 2;
/// What the two header rows begin with.
const HEADERS: [&str; 2] = ["stage", "step"];

/// The kinds of lanes: as they are written, and as the board calls them in English and in Spanish.
const KINDS: [(LaneKind, [&str; 3]); 15] = [
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
    (LaneKind::Reality, ["reality", "reality", "realidad"]),
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
    (LaneKind::Images, ["images", "images", "imágenes"]),
    (LaneKind::Free, ["free", "own lane", "carril propio"]),
];

/// What a field that a spreadsheet could take for a formula begins with: also in the wide forms of Chinese and Japanese keyboards.
const FORMULA: [char; 11] = [
    '=', '+', '-', '@', '\t', '\r', '\u{0}', '＝', '＋', '－', '＠',
];
/// What takes that meaning away.
const APOSTROPHE: char = '\'';

/// A cell of the grid, as a spreadsheet with types of its own takes it: not escaped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GridCell {
    /// Nothing, or what a stage, a step or a lane is called.
    Text(String),
    /// The texts of its cards, from top to bottom.
    Cards(Vec<String>),
    /// What a persona feels at the step.
    Emotion(Emotion),
}

impl GridCell {
    /// As text that no spreadsheet takes for a formula.
    fn escaped(&self) -> String {
        match self {
            Self::Text(text) => escaped(text),
            Self::Cards(cards) => {
                let cards: Vec<String> = cards.iter().map(|card| escaped(card)).collect();
                cards.join("\n")
            }
            Self::Emotion(emotion) => number(emotion.hundredths()),
        }
    }

    fn nothing() -> Self {
        Self::Text(String::new())
    }

    fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// The visible part of a journey as rows of cells, each as long as the first.
#[must_use]
pub fn to_cells(journey: &Journey, catalogue: &Catalogue) -> Vec<Vec<GridCell>> {
    to_cells_in(journey, catalogue, None)
}

/// The same with headers and lanes called as a reader of a language calls them; without one, as in a file for programs.
#[must_use]
pub fn to_cells_in(
    journey: &Journey,
    catalogue: &Catalogue,
    lang: Option<Lang>,
) -> Vec<Vec<GridCell>> {
    let headers = match lang {
        Some(Lang::Es) => read::SPANISH,
        Some(Lang::En) | None => HEADERS,
    };
    let mut stages = vec![GridCell::text(headers[0]), GridCell::nothing()];
    let mut steps = vec![GridCell::text(headers[1]), GridCell::nothing()];
    let mut columns: Vec<Option<StepId>> = Vec::new();
    for (id, stage) in journey.visible_stages() {
        let before = columns.len();
        for (id, step) in journey.visible_steps(id) {
            stages.push(GridCell::nothing());
            steps.push(GridCell::text(&step.title));
            columns.push(Some(id));
        }
        // A stage without steps has a column all the same, or it would be lost.
        if columns.len() == before {
            stages.push(GridCell::nothing());
            steps.push(GridCell::nothing());
            columns.push(None);
        }
        if let Some(first) = stages.get_mut(before + LEADING) {
            *first = GridCell::text(&stage.title);
        }
    }
    let mut rows = vec![stages, steps];
    for (id, lane) in journey.visible_lanes() {
        if lane.kind == LaneKind::Emotion {
            rows.extend(emotions(journey, catalogue, &columns, lang));
            continue;
        }
        let title = lane.title.as_deref().unwrap_or_default();
        let mut row = vec![
            GridCell::text(called(lane.kind, lang)),
            GridCell::text(title),
        ];
        row.extend(
            columns
                .iter()
                .map(|step| cell(journey, catalogue, *step, id)),
        );
        rows.push(row);
    }
    rows
}

/// The same as texts: escaped, so that they can be pasted into a spreadsheet. The numbers of emotions are numbers.
#[must_use]
pub fn to_rows(journey: &Journey, catalogue: &Catalogue) -> Vec<Vec<String>> {
    let rows = to_cells(journey, catalogue).into_iter();
    rows.map(|row| row.iter().map(GridCell::escaped).collect())
        .collect()
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

/// The same in a reader's language.
fn called(kind: LaneKind, lang: Option<Lang>) -> &'static str {
    let found = KINDS.iter().find(|(of, _)| *of == kind);
    found.map_or("free", |(_, [name, english, spanish])| match lang {
        None => *name,
        Some(Lang::En) => *english,
        Some(Lang::Es) => *spanish,
    })
}

/// The kind of lane that a cell names, in any way that is read.
#[must_use]
pub fn grid_lane(label: &str) -> Option<LaneKind> {
    read::kind(label)
}

fn cell(journey: &Journey, catalogue: &Catalogue, step: Option<StepId>, lane: LaneId) -> GridCell {
    let Some(step) = step else {
        return GridCell::nothing();
    };
    let cards = journey.visible_cards(Cell { step, lane });
    let cards = cards.map(|(_, card)| card.shown_title(catalogue).to_owned());
    GridCell::Cards(cards.collect())
}

/// A row for each persona, or an empty one where there is none.
fn emotions(
    journey: &Journey,
    catalogue: &Catalogue,
    columns: &[Option<StepId>],
    lang: Option<Lang>,
) -> Vec<Vec<GridCell>> {
    let kind = || GridCell::text(called(LaneKind::Emotion, lang));
    let mut rows = Vec::new();
    for persona in &journey.scope.personas {
        let entry = catalogue.personas.get(persona);
        let mut row = vec![
            kind(),
            GridCell::text(entry.map_or("", |entry| &entry.name)),
        ];
        row.extend(columns.iter().map(|step| {
            let felt = step.and_then(|step| journey.emotions.get(&(*persona, step)));
            felt.map_or_else(GridCell::nothing, |felt| GridCell::Emotion(*felt))
        }));
        rows.push(row);
    }
    if rows.is_empty() {
        let mut row = vec![kind()];
        row.resize(columns.len() + LEADING, GridCell::nothing());
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
pub(super) fn escaped(text: &str) -> String {
    if needs_apostrophe(text) {
        format!("{APOSTROPHE}{text}")
    } else {
        text.to_owned()
    }
}

/// Whether a spreadsheet could take a text for a formula. Spaces before one do not stop every spreadsheet from seeing it.
#[must_use]
pub fn is_formula(text: &str) -> bool {
    text.trim_start_matches(' ').starts_with(FORMULA)
}

fn needs_apostrophe(text: &str) -> bool {
    is_formula(text) || text.trim_start_matches(' ').starts_with(APOSTROPHE)
}

/// The text without the apostrophe that [`escaped`] put before it; one that means something itself stays.
pub(super) fn unescaped(text: &str) -> &str {
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
