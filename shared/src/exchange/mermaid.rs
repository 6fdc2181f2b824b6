//! Mermaid's `journey` diagram: stages as sections, steps as tasks, believed emotions as scores, personas as actors.
//!
//! Written after Mermaid's grammar (`user-journey/parser/journey.jison`) and its documentation: a score lies between 1 and 5, so
//! an emotion of −2 … +2 is the score less three. A task has one score; a step at which personas feel differently is a task for
//! each score, one after the other. Where nobody said anything the score is 3 and there is no actor, because Mermaid draws a task
//! without a score as a sad one.

mod read;

use std::fmt::Write as _;

pub(super) use read::read;

use crate::{
    catalogue::Catalogue,
    id::StepId,
    journey::{Emotion, Journey, LaneKind},
};

/// The score of no feeling in particular.
const NEUTRAL: i16 = 300;
/// The lowest and the highest score, in hundredths.
const SCORES: std::ops::RangeInclusive<i32> = 100..=500;
/// What a statement begins with; a task of such a name would be taken for one.
const KEYWORDS: [&str; 5] = ["journey", "title", "section", "acctitle", "accdescr"];

/// Writes the visible stages, steps and believed emotions of a journey.
#[must_use]
pub fn to_mermaid(journey: &Journey, catalogue: &Catalogue) -> String {
    let mut text = "journey\n".to_owned();
    if !journey.scope.title.is_empty() {
        line(
            &mut text,
            4,
            &format!("title {}", escaped(&journey.scope.title)),
        );
    }
    for (id, stage) in journey.visible_stages() {
        line(&mut text, 4, &format!("section {}", escaped(&stage.title)));
        for (step, of) in journey.visible_steps(id) {
            for (score, actors) in scores(journey, catalogue, step) {
                let name = task(&of.title);
                let actors = if actors.is_empty() {
                    String::new()
                } else {
                    format!(": {}", actors.join(", "))
                };
                line(&mut text, 6, &format!("{name}: {}{actors}", number(score)));
            }
        }
    }
    text
}

fn line(text: &mut String, indent: usize, statement: &str) {
    // Writing to a text cannot fail.
    let _ = writeln!(text, "{:indent$}{statement}", "");
}

/// The different scores at a step, in hundredths, each with those who feel so; as on the board, where there is a lane of emotions.
fn scores(journey: &Journey, catalogue: &Catalogue, step: StepId) -> Vec<(i16, Vec<String>)> {
    let mut scores: Vec<(i16, Vec<String>)> = Vec::new();
    let shown = journey.lane_of_kind(LaneKind::Emotion).is_some();
    for persona in journey.scope.personas.iter().filter(|_| shown) {
        let felt = journey.emotions.get(&(*persona, step));
        let entry = catalogue.personas.get(persona);
        let (Some(felt), Some(entry)) = (felt, entry) else {
            continue;
        };
        let score = NEUTRAL + felt.hundredths();
        let actor = escaped(&entry.name).replace(',', "#44;");
        match scores.iter_mut().find(|(of, _)| *of == score) {
            Some((_, actors)) => actors.push(actor),
            None => scores.push((score, vec![actor])),
        }
    }
    if scores.is_empty() {
        scores.push((NEUTRAL, Vec::new()));
    }
    scores
}

fn number(hundredths: i16) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A score in hundredths as an emotion; `None` outside the scale.
fn emotion(score: f64) -> Option<Emotion> {
    let hundredths = (score * 100.0).round();
    // Whole and small by the range.
    #[allow(clippy::cast_possible_truncation)]
    let whole = (hundredths.abs() < 100_000.0).then_some(hundredths as i32)?;
    if !SCORES.contains(&whole) {
        return None;
    }
    Emotion::new(i16::try_from(whole).ok()? - NEUTRAL)
}

/// A text whose characters mean nothing to Mermaid: what would is written as an entity code.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(
            character,
            '#' | ':' | ';' | '%' | '<' | '>' | '&' | '{' | '}' | '"' | '\\'
        ) {
            let _ = write!(out, "#{};", u32::from(character));
        } else {
            out.push(character);
        }
    }
    out
}

/// The name of a task, which must not begin as another statement does.
fn task(title: &str) -> String {
    let name = escaped(title);
    let lower = name.to_lowercase();
    let first = name.chars().next();
    match first.filter(|_| KEYWORDS.iter().any(|word| lower.starts_with(word))) {
        Some(first) => format!(
            "#{};{}",
            u32::from(first),
            name.get(first.len_utf8()..).unwrap_or_default()
        ),
        None => name,
    }
}
