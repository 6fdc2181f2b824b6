//! An action in one line, wherever it is only mentioned.

use shared::{
    action::{ActionState, Outcome, Reply},
    api::ActionView,
    locale::{DateStyle, Lang},
};

use crate::words::action_words;

/// Who does it and where it stands, in one line.
#[must_use]
pub fn stand(lang: Lang, action: &ActionView) -> String {
    let words = action_words(lang);
    let say = |day| lang.date(day, DateStyle::Full);
    let assigned = action.assigned.as_ref();
    let who = assigned.map_or(words.nobody, |assigned| assigned.name.as_str());
    let state = match action.state {
        ActionState::Overdue => words.overdue.to_lowercase(),
        ActionState::Waiting => words.asked.to_owned(),
        ActionState::Open => match (assigned.map(|assigned| assigned.reply), action.plan.due) {
            (Some(Reply::Declined { .. }), _) => words.declined.to_owned(),
            (_, Some(due)) => words.due_on(&say(due)),
            _ => words.no_due.to_owned(),
        },
        ActionState::Implemented | ActionState::Checked => {
            let outcome = action.verdict.map(|verdict| verdict.outcome);
            let outcome = match outcome {
                Some(Outcome::Better) => words.better,
                Some(Outcome::Worse) => words.worse,
                Some(Outcome::CannotTell) => words.cannot_tell,
                Some(Outcome::TooEarly) | None => words.too_early,
            };
            let done = action.implemented.as_ref();
            let done = done.map_or_else(String::new, |done| words.done_on(&say(done.on)));
            format!("{done}: {outcome}")
        }
    };
    format!("{who} · {state}")
}
