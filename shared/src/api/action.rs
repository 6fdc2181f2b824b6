//! Actions over the API.

use serde::{Deserialize, Serialize};

use crate::{
    action::{ActionChange, ActionState, Assigned, Implemented, Plan, Reading, Verdict},
    id::{ActionId, DepartmentId, TouchpointId},
    locale::Date,
    log::{Entry, Seq, Timestamp},
    metric::{Metric, Unit},
};

/// Which actions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct ActionsQuery {
    /// Only this one.
    pub action: Option<ActionId>,
    /// Only those of this touchpoint.
    pub touchpoint: Option<TouchpointId>,
    /// Only those of touchpoints that this department is responsible for.
    pub department: Option<DepartmentId>,
}

/// The actions of a workspace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActionsView {
    /// The day it is, in the workspace's zone.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub today: Date,
    /// Those that are shown: by state, then the one due first.
    pub actions: Vec<ActionView>,
}

/// An action, and what is said of what it did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActionView {
    /// Its id.
    pub id: ActionId,
    /// What is to be done about what, until when.
    pub plan: Plan,
    /// Who was asked, and what they said.
    pub assigned: Option<Assigned>,
    /// When it was done, with the metric as it was before.
    pub implemented: Option<Implemented>,
    /// When it was added.
    pub added: Timestamp,
    /// Where it stands today.
    pub state: ActionState,
    /// Its metric now; `None` where none was chosen, or it is no longer there.
    pub measure: Option<ActionMeasure>,
    /// What is said of it; `None` until it is done.
    pub verdict: Option<Verdict>,
}

/// The metric of an action as it is now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActionMeasure {
    /// What it is.
    pub metric: Metric,
    /// What its number is measured in.
    pub unit: Unit,
    /// The first day: that of the implementation, or four weeks ago.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub from: Date,
    /// The last day, included: today, or that of the check.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub to: Date,
    /// The number; `None` where there is no record, or too few people to be shown.
    pub now: Option<Reading>,
    /// Whether there are records about people, and of too few of them to be shown.
    pub withheld: bool,
    /// With how many touchpoints it is compared: those with the metric where nothing was done.
    pub controls: u32,
}

/// Which part of the trail of the actions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct ActionHistoryQuery {
    /// Entries before this number; without it, the newest.
    pub before: Option<Seq>,
    /// At most so many, 1–200; 50 without it.
    pub limit: Option<u32>,
    /// Only what happened to this action.
    pub action: Option<ActionId>,
}

/// A part of the trail of the actions, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActionHistory {
    /// The entries: who, when, what changed.
    pub entries: Vec<Entry<ActionChange>>,
    /// What to ask for next; `null` at the beginning.
    pub before: Option<Seq>,
}
