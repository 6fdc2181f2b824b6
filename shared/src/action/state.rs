//! Where an action stands.

use serde::{Deserialize, Serialize};

use super::{Action, Outcome, Reply};
use crate::locale::Date;

/// Where an action stands on a day, in the order in which a list shows them: what waits for somebody first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ActionState {
    /// It should be done by now.
    Overdue,
    /// Someone was asked and has not answered.
    Waiting,
    /// To be done: accepted, or nobody is asked, or who was asked said no.
    Open,
    /// Done; whether it helped is not to be said yet.
    Implemented,
    /// Done, and its check has come: there is a verdict.
    Checked,
}

impl ActionState {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::Overdue,
        Self::Waiting,
        Self::Open,
        Self::Implemented,
        Self::Checked,
    ];

    /// Of an action, with what was said of what it did.
    #[must_use]
    pub fn of(action: &Action, outcome: Option<Outcome>, today: Date) -> Self {
        if action.implemented.is_some() {
            return match outcome {
                Some(Outcome::TooEarly) | None => Self::Implemented,
                Some(_) => Self::Checked,
            };
        }
        let reply = action.assigned.as_ref().map(|assigned| assigned.reply);
        match (action.plan.due, reply) {
            (Some(due), _) if due < today => Self::Overdue,
            (_, Some(Reply::Waiting)) => Self::Waiting,
            _ => Self::Open,
        }
    }
}
