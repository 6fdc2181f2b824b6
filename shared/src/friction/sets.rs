//! Saved settings: named sets of weights and goalposts, and which one the workspace scores by.
//!
//! With them, what else people judge about friction: what a contact, a return and a lost order cost, and how much effort a
//! touchpoint would take to mend. A log of its own beside the catalogue's, for each is an agreement, and of an agreement people
//! ask who made it and when. [`decide`] is the only code that says no, [`apply`] the only code that changes the sets.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Costs, Settings};
use crate::{
    id::{ActorId, FrictionSetId, TouchpointId},
    log::{Rejection, Timestamp},
    text,
};

mod decide;

#[cfg(test)]
mod tests;

pub use decide::{apply, decide};

/// How many sets a workspace may have, retired ones included.
pub const MOST_SETS: usize = 200;

/// The most effort there is.
pub const MOST_EFFORT: u8 = 100;

/// The saved sets of a workspace, and what else it has agreed on about friction.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FrictionSets {
    /// By id, retired ones too: the log's entries refer to them.
    pub sets: BTreeMap<FrictionSetId, FrictionSet>,
    /// The one that boards, pages and programs score by where they are not asked otherwise; `None`: the standard.
    pub default: Option<FrictionSetId>,
    /// What losses cost; `None` where nobody said.
    #[serde(default)]
    pub costs: Option<Costs>,
    /// How much effort a touchpoint would take to mend, where somebody said.
    #[serde(default)]
    pub efforts: BTreeMap<TouchpointId, Effort>,
}

/// How much effort it would take to mend a touchpoint: somebody's judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Effort {
    /// From 0, none, to 100.
    pub value: u8,
    /// Who said so.
    pub by: ActorId,
    /// When.
    pub at: Timestamp,
}

/// One set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FrictionSet {
    /// What it is called; no two that are offered have the same name.
    pub name: String,
    /// Its weights and goalposts, `part:weight:good:bad,…`.
    #[serde(with = "super::text::serde")]
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub settings: Settings,
    /// No longer offered.
    pub retired: bool,
}

/// One wish about the sets. It carries the id of what it creates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SetIntent {
    /// Saves settings under a name.
    Add {
        /// Its id, never used before.
        id: FrictionSetId,
        /// Its name.
        name: String,
        /// Its settings, `part:weight:good:bad,…`.
        #[serde(with = "super::text::serde")]
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        settings: Settings,
    },
    /// Gives a set other settings.
    Change {
        /// Which.
        set: FrictionSetId,
        /// The settings from now on, `part:weight:good:bad,…`.
        #[serde(with = "super::text::serde")]
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        settings: Settings,
    },
    /// Gives a set another name.
    Rename {
        /// Which.
        set: FrictionSetId,
        /// Its name from now on.
        name: String,
    },
    /// No longer offers a set. Not the one that is scored by.
    Retire {
        /// Which.
        set: FrictionSetId,
    },
    /// Scores the whole workspace by a set, or by the standard again.
    Use {
        /// Which; `null`: the standard.
        set: Option<FrictionSetId>,
    },
    /// Says what losses cost.
    SetCosts {
        /// From now on; `null`: nobody says any more.
        costs: Option<Costs>,
    },
    /// Says how much effort it would take to mend a touchpoint.
    SetEffort {
        /// Which.
        touchpoint: TouchpointId,
        /// From 0, none, to 100; `null`: nobody says any more.
        effort: Option<u8>,
    },
}

/// One thing that happened to the sets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SetChange {
    /// A set came.
    Added {
        /// Its id.
        id: FrictionSetId,
        /// Its name.
        name: String,
        /// Its settings.
        #[serde(with = "super::text::serde")]
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        settings: Settings,
    },
    /// A set got other settings.
    Changed {
        /// Which.
        set: FrictionSetId,
        /// Before.
        #[serde(with = "super::text::serde")]
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        before: Settings,
        /// Now.
        #[serde(with = "super::text::serde")]
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        settings: Settings,
    },
    /// A set got another name.
    Renamed {
        /// Which.
        set: FrictionSetId,
        /// Before.
        before: String,
        /// Now.
        name: String,
    },
    /// A set is no longer offered.
    Retired {
        /// Which.
        set: FrictionSetId,
    },
    /// The workspace is scored by another set.
    Used {
        /// Before; `null`: the standard.
        before: Option<FrictionSetId>,
        /// Now; `null`: the standard.
        set: Option<FrictionSetId>,
    },
    /// Losses cost something else.
    CostsSet {
        /// Before.
        before: Option<Costs>,
        /// Now.
        costs: Option<Costs>,
    },
    /// A touchpoint was judged to take another effort.
    EffortSet {
        /// Which.
        touchpoint: TouchpointId,
        /// Before.
        before: Option<Effort>,
        /// Now.
        effort: Option<Effort>,
    },
}

/// Why a wish about the sets is refused. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum SetError {
    /// The actor may not.
    #[error("not allowed: ask the workspace's owner")]
    Forbidden,
    /// No such set, or it is no longer offered.
    #[error("there is no such set: reload and try again")]
    Missing,
    /// The id was used before.
    #[error("this id was used before: make a new one")]
    IdUsed,
    /// Another set has this name.
    #[error("a set of this name is there already: choose another name, or change that one")]
    NameTaken,
    /// No name, or one that cannot be.
    #[error("{0}")]
    Name(Rejection),
    /// Too many.
    #[error("there are {MOST_SETS} sets already, retired ones included")]
    TooMany,
    /// The set is the one that is scored by.
    #[error("the workspace is scored by this set: choose another one first")]
    InUse,
    /// Costs that are none.
    #[error(
        "a cost is more than 0 and at most {} minor units, and at least one is there: leave empty what is not known",
        Costs::MOST
    )]
    Costs,
    /// An effort beyond the scale.
    #[error("an effort lies between 0 and {MOST_EFFORT}")]
    Effort,
}

impl FrictionSets {
    /// The sets that are offered, by name.
    #[must_use]
    pub fn offered(&self) -> Vec<(FrictionSetId, &FrictionSet)> {
        let offered = self.sets.iter().filter(|(_, set)| !set.retired);
        let mut offered: Vec<_> = offered.map(|(id, set)| (*id, set)).collect();
        offered.sort_by(|(_, a), (_, b)| a.name.cmp(&b.name));
        offered
    }

    /// What is scored by where nobody asks otherwise.
    #[must_use]
    pub fn standard(&self) -> Settings {
        let set = self.default.and_then(|id| self.sets.get(&id));
        set.map(|set| set.settings.clone()).unwrap_or_default()
    }

    fn get(&self, id: FrictionSetId) -> Result<&FrictionSet, SetError> {
        let set = self.sets.get(&id).filter(|set| !set.retired);
        set.ok_or(SetError::Missing)
    }

    /// A name as it is kept, if no set but `own` has it.
    fn free(&self, name: &str, own: Option<FrictionSetId>) -> Result<String, SetError> {
        let name = text::title(name).map_err(SetError::Name)?;
        let mut others = self.sets.iter().filter(|(id, _)| Some(**id) != own);
        let same =
            |set: &FrictionSet| !set.retired && set.name.to_lowercase() == name.to_lowercase();
        if others.any(|(_, set)| same(set)) {
            return Err(SetError::NameTaken);
        }
        Ok(name)
    }
}
