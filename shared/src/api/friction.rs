//! Saved settings of friction over the API.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    friction::{Costs, Effort, FrictionSets, SetChange, Settings},
    id::{FrictionSetId, TouchpointId},
    log::{Entry, Seq},
};

/// The saved sets of a workspace, and what else it has agreed on about friction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FrictionSetsView {
    /// Those that are offered, by name.
    pub sets: Vec<SavedSet>,
    /// The one that is scored by where nobody asks otherwise; `null`: the standard that everyone starts from.
    pub default: Option<FrictionSetId>,
    /// The settings that are scored by where nobody asks otherwise.
    pub standard: Settings,
    /// What losses cost; `null` where nobody said.
    #[serde(default)]
    pub costs: Option<Costs>,
    /// How much effort a touchpoint would take to mend, by its id, where somebody said.
    #[serde(default)]
    pub efforts: BTreeMap<TouchpointId, Effort>,
}

/// A saved set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedSet {
    /// Its id.
    pub id: FrictionSetId,
    /// What it is called.
    pub name: String,
    /// Its settings, as `settings` of `GET /scores` takes them: `part:weight:good:bad,…`.
    pub settings: String,
}

/// A part of the trail of the saved sets, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetHistory {
    /// The entries: who, when, what changed.
    pub entries: Vec<Entry<SetChange>>,
    /// What to ask for next; `null` at the beginning.
    pub before: Option<Seq>,
}

impl FrictionSetsView {
    /// Of the sets as they are.
    #[must_use]
    pub fn of(sets: &FrictionSets) -> Self {
        let saved = sets.offered().into_iter().map(|(id, set)| SavedSet {
            id,
            name: set.name.clone(),
            settings: set.settings.to_string(),
        });
        Self {
            sets: saved.collect(),
            default: sets.default,
            standard: sets.standard(),
            costs: sets.costs.clone(),
            efforts: sets.efforts.clone(),
        }
    }
}
