//! Deciding about actions: the only code that says no.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    Action, ActionChange, ActionIntent, Actions, Baseline, CHECK_AFTER, Implemented, MOST_ACTIONS,
    Plan, Reply,
};
use crate::{
    access::{self, Action as Deed, Resource},
    id::{ActionId, JourneyId, TouchpointId},
    locale::Date,
    log::{Context, Rejection},
    text,
};

/// The fewest and the most days of a baseline.
const BASELINE_DAYS: (i32, i32) = (7, 366);

/// What is known of the world where a decision is made.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The day it is, in the workspace's zone.
    pub today: Date,
    /// Whether there is such a touchpoint.
    pub touchpoint: &'a (dyn Fn(TouchpointId) -> bool + Sync),
    /// Whether there is such a journey.
    pub journey: &'a (dyn Fn(JourneyId) -> bool + Sync),
    /// Whether there is a metric of this key.
    pub metric: &'a (dyn Fn(&str) -> bool + Sync),
    /// What was measured, where [`measured`] asked for it.
    pub baseline: Option<&'a Baseline>,
}

/// A field of a plan or of a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The problem.
    Problem,
    /// What is done.
    Step,
    /// Where it applies.
    Scope,
    /// Who is asked.
    Name,
    /// The touchpoint.
    Touchpoint,
    /// The journey.
    Journey,
    /// The metric.
    Metric,
}

impl Field {
    /// Its name in the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Problem => "problem",
            Self::Step => "step",
            Self::Scope => "scope",
            Self::Name => "name",
            Self::Touchpoint => "touchpoint",
            Self::Journey => "journey",
            Self::Metric => "metric",
        }
    }
}

/// Why a wish about the actions is refused. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum ActionError {
    /// The actor may not.
    #[error("not allowed: ask the workspace's owner")]
    Forbidden,
    /// No such action, or it is no longer shown.
    #[error("there is no such action: reload and try again")]
    Missing,
    /// The id was used before.
    #[error("this id was used before: make a new one")]
    IdUsed,
    /// Too many.
    #[error("there are {MOST_ACTIONS} actions already, retired ones included")]
    TooMany,
    /// A text that cannot be.
    #[error("{why}")]
    Text {
        /// Which.
        field: Field,
        /// Why not.
        why: Rejection,
    },
    /// It names something that is not there.
    #[error("there is no such {}: choose another", .0.name())]
    Unknown(Field),
    /// It says yes or no for someone who was not asked.
    #[error("somebody else is asked now: reload and look again")]
    NotAsked,
    /// It was done on a day to come.
    #[error("it cannot have been done on a day to come: take today, or an earlier one")]
    StillToCome,
    /// It is checked before it is done.
    #[error("it is checked before it is done: choose a later day for the check")]
    CheckFirst,
}

/// A metric of a touchpoint over some days: what a baseline is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Measured {
    /// The metric, by its key.
    pub metric: String,
    /// The touchpoint; `None`: all records.
    pub touchpoint: Option<TouchpointId>,
    /// The first day.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub from: Date,
    /// The last day, included: the one before the implementation.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub to: Date,
}

/// What has to be measured before `intent` can be decided: the metric before an action that is done.
///
/// The days before are as many as there are from the implementation to the check, at least a week and at most a year.
#[must_use]
pub fn measured(actions: &Actions, intent: &ActionIntent) -> Option<Measured> {
    let action = actions.actions.get(&intent.action())?;
    let (plan, on, check) = match intent {
        ActionIntent::Implement { on, check, .. } => (&action.plan, *on, *check),
        ActionIntent::Rewrite { plan, .. } => {
            let done = action.implemented.as_ref()?;
            let same =
                (&plan.metric, plan.touchpoint) == (&action.plan.metric, action.plan.touchpoint);
            if same && done.baseline.is_some() {
                return None;
            }
            (plan, done.on, plan.check)
        }
        _ => return None,
    };
    let check = check
        .or(plan.check)
        .unwrap_or_else(|| later(on, CHECK_AFTER));
    let (least, most) = BASELINE_DAYS;
    let days = (check.to_days() - on.to_days() + 1).clamp(least, most);
    Some(Measured {
        metric: plan.metric.clone()?,
        touchpoint: plan.touchpoint,
        from: later(on, -days),
        to: later(on, -1),
    })
}

fn later(day: Date, days: i32) -> Date {
    Date::from_days(day.to_days() + days).unwrap_or(day)
}

/// What has to happen for `intent`; `None` when everything is so already.
///
/// # Errors
/// The reason why it may not happen.
pub fn decide(
    actions: &Actions,
    context: &Context,
    facts: &Facts<'_>,
    intent: &ActionIntent,
) -> Result<Option<ActionChange>, ActionError> {
    if !access::can(&context.actor, Deed::Edit, Resource::Actions) {
        return Err(ActionError::Forbidden);
    }
    if let ActionIntent::Add { id, plan, assigned } = intent {
        return add(actions, context, facts, (*id, plan, assigned.as_deref())).map(Some);
    }
    let id = intent.action();
    let action = actions.actions.get(&id).filter(|action| !action.retired);
    let action = action.ok_or(ActionError::Missing)?;
    let said = |name: &str| match &action.assigned {
        Some(assigned) if assigned.name == name.trim() => Ok(assigned),
        _ => Err(ActionError::NotAsked),
    };
    Ok(match intent {
        ActionIntent::Add { .. } => None,
        ActionIntent::Rewrite { plan, .. } => rewrite(actions, facts, (id, action), plan, intent)?,
        ActionIntent::Assign { name, .. } => {
            let name = named(name.as_deref())?;
            let before = action
                .assigned
                .as_ref()
                .map(|assigned| assigned.name.clone());
            (before != name).then_some(ActionChange::Assigned {
                action: id,
                before,
                name,
            })
        }
        ActionIntent::Accept { name, .. } => {
            let assigned = said(name)?;
            let so = matches!(assigned.reply, Reply::Accepted { .. });
            (!so).then(|| ActionChange::Accepted {
                action: id,
                name: assigned.name.clone(),
                at: context.at,
            })
        }
        ActionIntent::Decline { name, .. } => {
            let assigned = said(name)?;
            let so = matches!(assigned.reply, Reply::Declined { .. });
            (!so).then(|| ActionChange::Declined {
                action: id,
                name: assigned.name.clone(),
                at: context.at,
            })
        }
        ActionIntent::Implement { on, check, .. } => {
            implement(actions, facts, (id, action), (*on, *check), intent)?
        }
        ActionIntent::Reopen { .. } => {
            let before = action.implemented.clone();
            before.map(|before| ActionChange::Reopened { action: id, before })
        }
        ActionIntent::Retire { .. } => Some(ActionChange::Retired { action: id }),
    })
}

fn add(
    actions: &Actions,
    context: &Context,
    facts: &Facts<'_>,
    (id, plan, assigned): (ActionId, &Plan, Option<&str>),
) -> Result<ActionChange, ActionError> {
    if actions.actions.contains_key(&id) {
        return Err(ActionError::IdUsed);
    }
    if actions.actions.len() >= MOST_ACTIONS {
        return Err(ActionError::TooMany);
    }
    Ok(ActionChange::Added {
        id,
        plan: checked(plan, facts)?,
        assigned: named(assigned)?,
        at: context.at,
    })
}

fn rewrite(
    actions: &Actions,
    facts: &Facts<'_>,
    (id, action): (ActionId, &Action),
    plan: &Plan,
    intent: &ActionIntent,
) -> Result<Option<ActionChange>, ActionError> {
    let mut plan = checked(plan, facts)?;
    let mut baseline = None;
    if let Some(done) = &action.implemented {
        // What is done has a day of its check.
        let check = plan.check.or(action.plan.check);
        let check = check.unwrap_or_else(|| later(done.on, CHECK_AFTER));
        if check <= done.on {
            return Err(ActionError::CheckFirst);
        }
        plan.check = Some(check);
        baseline = match measured(actions, intent) {
            Some(_) => facts.baseline.cloned(),
            None if plan.metric.is_some() => done.baseline.clone(),
            None => None,
        };
    }
    Ok((plan != action.plan).then(|| ActionChange::Rewritten {
        action: id,
        before: action.plan.clone(),
        plan,
        baseline,
    }))
}

fn implement(
    actions: &Actions,
    facts: &Facts<'_>,
    (id, action): (ActionId, &Action),
    (on, check): (Date, Option<Date>),
    intent: &ActionIntent,
) -> Result<Option<ActionChange>, ActionError> {
    if on > facts.today {
        return Err(ActionError::StillToCome);
    }
    let check = check.or(action.plan.check);
    let check = check.unwrap_or_else(|| later(on, CHECK_AFTER));
    if check <= on {
        return Err(ActionError::CheckFirst);
    }
    let before = action.implemented.clone();
    let same = before.as_ref().is_some_and(|before| before.on == on);
    if same && action.plan.check == Some(check) {
        return Ok(None);
    }
    let baseline = measured(actions, intent).and(facts.baseline.cloned());
    Ok(Some(ActionChange::Implemented {
        action: id,
        before,
        implemented: Implemented { on, baseline },
        check,
    }))
}

/// A plan as it is kept.
fn checked(plan: &Plan, facts: &Facts<'_>) -> Result<Plan, ActionError> {
    let of = |field: Field| move |why| ActionError::Text { field, why };
    let there = |is: bool, field| {
        if is {
            Ok(())
        } else {
            Err(ActionError::Unknown(field))
        }
    };
    let known = plan.touchpoint.is_none_or(facts.touchpoint);
    there(known, Field::Touchpoint)?;
    there(plan.journey.is_none_or(facts.journey), Field::Journey)?;
    let known = plan.metric.as_deref().is_none_or(facts.metric);
    there(known, Field::Metric)?;
    Ok(Plan {
        problem: text::title(&plan.problem).map_err(of(Field::Problem))?,
        step: text::optional_title(&plan.step).map_err(of(Field::Step))?,
        scope: text::optional_title(&plan.scope).map_err(of(Field::Scope))?,
        ..plan.clone()
    })
}

/// A name as it is kept; nobody where it is empty.
fn named(name: Option<&str>) -> Result<Option<String>, ActionError> {
    let why = |why| ActionError::Text {
        field: Field::Name,
        why,
    };
    let name = text::optional_title(name.unwrap_or_default()).map_err(why)?;
    Ok(Some(name).filter(|name| !name.is_empty()))
}
