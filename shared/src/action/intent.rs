//! What can be wished of actions, and what can happen to them.

use serde::{Deserialize, Serialize};

use super::{Baseline, Implemented, Plan};
use crate::{id::ActionId, locale::Date, log::Timestamp};

/// One wish about the actions. It carries the id of what it creates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ActionIntent {
    /// Adds an action.
    Add {
        /// Its id, never used before.
        id: ActionId,
        /// What is to be done.
        plan: Plan,
        /// Who is asked to do it; nobody yet without a name.
        assigned: Option<String>,
    },
    /// Writes its plan anew.
    Rewrite {
        /// Which.
        action: ActionId,
        /// What is to be done from now on.
        plan: Plan,
    },
    /// Asks someone else to do it. The new one has not accepted yet.
    Assign {
        /// Which.
        action: ActionId,
        /// Who; `null`: nobody.
        name: Option<String>,
    },
    /// Says yes to it.
    Accept {
        /// Which.
        action: ActionId,
        /// Who says so: the one who was asked.
        name: String,
    },
    /// Says no to it.
    Decline {
        /// Which.
        action: ActionId,
        /// Who says so: the one who was asked.
        name: String,
    },
    /// Says that it was done; again, to correct the day. The metric before is frozen then.
    Implement {
        /// Which.
        action: ActionId,
        /// The day, not one to come.
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
        on: Date,
        /// The day on which it is looked at whether it helped; `null`: as planned, or four weeks later.
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
        check: Option<Date>,
    },
    /// Says that it was not done after all, or not well enough.
    Reopen {
        /// Which.
        action: ActionId,
    },
    /// No longer shows it.
    Retire {
        /// Which.
        action: ActionId,
    },
}

impl ActionIntent {
    /// The action it is about.
    #[must_use]
    pub const fn action(&self) -> ActionId {
        match self {
            Self::Add { id: action, .. }
            | Self::Rewrite { action, .. }
            | Self::Assign { action, .. }
            | Self::Accept { action, .. }
            | Self::Decline { action, .. }
            | Self::Implement { action, .. }
            | Self::Reopen { action }
            | Self::Retire { action } => *action,
        }
    }
}

/// One thing that happened to the actions, with what was before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ActionChange {
    /// An action came.
    Added {
        /// Its id.
        id: ActionId,
        /// What is to be done.
        plan: Plan,
        /// Who is asked to do it.
        assigned: Option<String>,
        /// When.
        at: Timestamp,
    },
    /// Its plan was written anew.
    Rewritten {
        /// Which.
        action: ActionId,
        /// The plan before.
        before: Plan,
        /// The plan now.
        plan: Plan,
        /// The frozen metric from now on: another one where the plan names another metric or touchpoint.
        baseline: Option<Baseline>,
    },
    /// Someone else was asked.
    Assigned {
        /// Which.
        action: ActionId,
        /// Who was asked before.
        before: Option<String>,
        /// Who is asked now.
        name: Option<String>,
    },
    /// Who was asked said yes.
    Accepted {
        /// Which.
        action: ActionId,
        /// Who.
        name: String,
        /// When.
        at: Timestamp,
    },
    /// Who was asked said no.
    Declined {
        /// Which.
        action: ActionId,
        /// Who.
        name: String,
        /// When.
        at: Timestamp,
    },
    /// It was done.
    Implemented {
        /// Which.
        action: ActionId,
        /// What was said before.
        before: Option<Implemented>,
        /// The day, and the frozen metric.
        implemented: Implemented,
        /// The day of the check.
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
        check: Date,
    },
    /// It was not done after all.
    Reopened {
        /// Which.
        action: ActionId,
        /// What was said before.
        before: Implemented,
    },
    /// It is no longer shown.
    Retired {
        /// Which.
        action: ActionId,
    },
}

impl ActionChange {
    /// The frozen numbers that it holds, from before it and from now on.
    pub fn baselines(&mut self) -> impl Iterator<Item = &mut Baseline> {
        let (before, now) = match self {
            Self::Rewritten { baseline, .. } => (None, baseline.as_mut()),
            Self::Implemented {
                before,
                implemented,
                ..
            } => {
                let before = before.as_mut().and_then(|done| done.baseline.as_mut());
                (before, implemented.baseline.as_mut())
            }
            Self::Reopened { before, .. } => (before.baseline.as_mut(), None),
            Self::Added { .. }
            | Self::Assigned { .. }
            | Self::Accepted { .. }
            | Self::Declined { .. }
            | Self::Retired { .. } => (None, None),
        };
        before.into_iter().chain(now)
    }

    /// The action that it happened to.
    #[must_use]
    pub const fn action(&self) -> ActionId {
        match self {
            Self::Added { id, .. } => *id,
            Self::Rewritten { action, .. }
            | Self::Assigned { action, .. }
            | Self::Accepted { action, .. }
            | Self::Declined { action, .. }
            | Self::Implemented { action, .. }
            | Self::Reopened { action, .. }
            | Self::Retired { action } => *action,
        }
    }
}
