//! Actions: what someone has taken on to do about a problem, and whether it helped.
//!
//! A log of their own, for an action is a promise between people, and of a promise people ask who made it and when.
//! [`decide`] is the only code that says no, [`apply`] the only code that changes the actions, [`verdict`] the only code that
//! says whether one helped. Knows no clock, and nothing of how a metric is computed: what was measured is handed in.

mod apply;
mod decide;
mod intent;
mod state;
#[cfg(test)]
mod tests;
mod verdict;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use apply::apply;
pub use decide::{ActionError, Facts, Field, Measured, decide, measured};
pub use intent::{ActionChange, ActionIntent};
pub use state::ActionState;
pub use verdict::{Change, Outcome, Reason, Terms, Verdict, Windows, verdict};

use crate::{
    id::{ActionId, JourneyId, TouchpointId},
    interval::{Interval, Level},
    locale::Date,
    log::Timestamp,
};

/// How many actions a workspace may have, retired ones included.
pub const MOST_ACTIONS: usize = 5_000;
/// Days from implementation to the check where nobody said: four whole weeks, so that every weekday counts the same.
pub const CHECK_AFTER: i32 = 28;

/// The actions of a workspace.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Actions {
    /// By id, retired ones too: the log's entries refer to them.
    pub actions: BTreeMap<ActionId, Action>,
}

/// One action.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Action {
    /// What is to be done about what, until when.
    pub plan: Plan,
    /// Who was asked to do it.
    pub assigned: Option<Assigned>,
    /// That it was done.
    pub implemented: Option<Implemented>,
    /// When it was added.
    pub added: Timestamp,
    /// No longer shown.
    pub retired: bool,
}

/// What people write about an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Plan {
    /// The problem, in a sentence.
    pub problem: String,
    /// Whether it stops the harm or removes the cause.
    pub kind: ActionKind,
    /// What is done; may be empty.
    pub step: String,
    /// Where it applies: "stores in the north", "batch 17"; may be empty.
    pub scope: String,
    /// The touchpoint it is about.
    pub touchpoint: Option<TouchpointId>,
    /// The journey it came from.
    pub journey: Option<JourneyId>,
    /// The day until which it is to be done.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub due: Option<Date>,
    /// The metric that tells whether it helped, by its key.
    pub metric: Option<String>,
    /// The day on which that is looked at.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub check: Option<Date>,
}

/// What an action does to its problem.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ActionKind {
    /// Stops the harm at once; the cause stays.
    Containment,
    /// Removes the cause.
    #[default]
    Correction,
}

/// Who was asked, and the answer. Until accounts exist a person is a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Assigned {
    /// Whom.
    pub name: String,
    /// What they said.
    pub reply: Reply,
}

/// What someone who was asked said. Being asked is not having accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// Nothing yet.
    Waiting,
    /// Yes.
    Accepted {
        /// When.
        at: Timestamp,
    },
    /// No.
    Declined {
        /// When.
        at: Timestamp,
    },
}

/// That an action was done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Implemented {
    /// On which day.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub on: Date,
    /// The metric as it was before, frozen: records that come later do not move it. `None` without a metric.
    pub baseline: Option<Baseline>,
}

/// A metric before an action, as it was known when the action was done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Baseline {
    /// What was measured, and over which days.
    pub of: Measured,
    /// The version of the metric's definition.
    pub version: u32,
    /// The number; `None` where there was no record, or too few people to be shown.
    pub reading: Option<Reading>,
    /// Whether there were records about people, and of too few of them to be shown.
    pub withheld: bool,
}

/// A metric's number over some days.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reading {
    /// The number, in the metric's unit.
    pub estimate: f64,
    /// Its margin.
    pub interval: Interval,
    /// Records.
    pub n: u64,
    /// Its standard error, as the margin says it: half its width in standard errors of its level.
    pub standard_error: f64,
}

impl Reading {
    /// A number with its margin. Kept to six decimals: what is frozen is then read exactly as it was written.
    #[must_use]
    pub fn new(estimate: f64, interval: Interval, n: u64) -> Self {
        let kept = |number: f64| libm::round(number * 1e6) / 1e6;
        let z = Level::try_from(interval.level).map_or(f64::NAN, Level::z);
        let error = (interval.high - interval.low) / (2.0 * z);
        Self {
            estimate: kept(estimate),
            interval: Interval {
                low: kept(interval.low),
                high: kept(interval.high),
                level: interval.level,
            },
            n,
            standard_error: if error.is_finite() { kept(error) } else { 0.0 },
        }
    }
}

impl Actions {
    /// The actions that are shown, in the order in which they were added.
    pub fn shown(&self) -> impl Iterator<Item = (ActionId, &Action)> {
        let shown = self.actions.iter().filter(|(_, action)| !action.retired);
        shown.map(|(id, action)| (*id, action))
    }

    /// Whether anything was done at a touchpoint from one day to another, by whatever action, retired ones too.
    #[must_use]
    pub fn touched(&self, touchpoint: TouchpointId, (from, to): (Date, Date)) -> bool {
        self.actions.values().any(|action| {
            let on = action.implemented.as_ref().map(|done| done.on);
            action.plan.touchpoint == Some(touchpoint)
                && on.is_some_and(|on| from <= on && on <= to)
        })
    }
}
