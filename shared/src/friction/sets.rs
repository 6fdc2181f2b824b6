//! Saved settings: named sets of weights and goalposts, and which one the workspace scores by.
//!
//! A log of its own beside the catalogue's, for a set is an agreement, and of an agreement people ask who made it and
//! when. [`decide`] is the only code that says no, [`apply`] the only code that changes the sets.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Settings;
use crate::{
    access::{self, Action, Resource},
    id::FrictionSetId,
    log::{Context, Rejection},
    text,
};

#[cfg(test)]
mod tests;

/// How many sets a workspace may have, retired ones included.
pub const MOST_SETS: usize = 200;

/// The saved sets of a workspace.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FrictionSets {
    /// By id, retired ones too: the log's entries refer to them.
    pub sets: BTreeMap<FrictionSetId, FrictionSet>,
    /// The one that boards, pages and programs score by where they are not asked otherwise; `None`: the standard.
    pub default: Option<FrictionSetId>,
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

/// What has to happen for `intent`; `None` when everything is so already.
///
/// # Errors
/// The reason why it may not happen.
pub fn decide(
    sets: &FrictionSets,
    context: &Context,
    intent: &SetIntent,
) -> Result<Option<SetChange>, SetError> {
    if !access::can(&context.actor, Action::Edit, Resource::Friction) {
        return Err(SetError::Forbidden);
    }
    Ok(match intent {
        SetIntent::Add { id, name, settings } => {
            if sets.sets.contains_key(id) {
                return Err(SetError::IdUsed);
            }
            if sets.sets.len() >= MOST_SETS {
                return Err(SetError::TooMany);
            }
            Some(SetChange::Added {
                id: *id,
                name: sets.free(name, None)?,
                settings: settings.clone(),
            })
        }
        SetIntent::Change { set, settings } => {
            let before = &sets.get(*set)?.settings;
            (before != settings).then(|| SetChange::Changed {
                set: *set,
                before: before.clone(),
                settings: settings.clone(),
            })
        }
        SetIntent::Rename { set, name } => {
            let before = &sets.get(*set)?.name;
            let name = sets.free(name, Some(*set))?;
            (*before != name).then(|| SetChange::Renamed {
                set: *set,
                before: before.clone(),
                name,
            })
        }
        SetIntent::Retire { set } => {
            sets.get(*set)?;
            if sets.default == Some(*set) {
                return Err(SetError::InUse);
            }
            Some(SetChange::Retired { set: *set })
        }
        SetIntent::Use { set } => {
            if let Some(set) = set {
                sets.get(*set)?;
            }
            (sets.default != *set).then_some(SetChange::Used {
                before: sets.default,
                set: *set,
            })
        }
    })
}

/// Applies a change. It never refuses: what a corrupt log asks for and cannot be done is not done.
pub fn apply(sets: &mut FrictionSets, change: &SetChange) {
    match change.clone() {
        SetChange::Added { id, name, settings } => {
            let set = FrictionSet {
                name,
                settings,
                retired: false,
            };
            sets.sets.entry(id).or_insert(set);
        }
        SetChange::Changed { set, settings, .. } => {
            if let Some(set) = sets.sets.get_mut(&set) {
                set.settings = settings;
            }
        }
        SetChange::Renamed { set, name, .. } => {
            if let Some(set) = sets.sets.get_mut(&set) {
                set.name = name;
            }
        }
        SetChange::Retired { set } => {
            if let Some(set) = sets.sets.get_mut(&set) {
                set.retired = true;
            }
        }
        SetChange::Used { set, .. } => {
            sets.default = set.filter(|set| sets.sets.contains_key(set));
        }
    }
}
