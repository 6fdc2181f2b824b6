//! What becomes of a wish about the saved sets.

use super::{
    Effort, FrictionSet, FrictionSets, MOST_EFFORT, MOST_SETS, SetChange, SetError, SetIntent,
};
use crate::{
    access::{self, Action, Resource},
    log::Context,
};

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
        SetIntent::SetCosts { costs } => {
            if costs.as_ref().is_some_and(|costs| !costs.are_sound()) {
                return Err(SetError::Costs);
            }
            (sets.costs != *costs).then(|| SetChange::CostsSet {
                before: sets.costs.clone(),
                costs: costs.clone(),
            })
        }
        SetIntent::SetEffort { touchpoint, effort } => {
            if effort.is_some_and(|effort| effort > MOST_EFFORT) {
                return Err(SetError::Effort);
            }
            let before = sets.efforts.get(touchpoint).copied();
            (before.map(|before| before.value) != *effort).then(|| SetChange::EffortSet {
                touchpoint: *touchpoint,
                before,
                effort: effort.map(|value| Effort {
                    value,
                    by: context.actor.id,
                    at: context.at,
                }),
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
        SetChange::CostsSet { costs, .. } => sets.costs = costs,
        SetChange::EffortSet {
            touchpoint, effort, ..
        } => {
            match effort {
                Some(effort) => sets.efforts.insert(touchpoint, effort),
                None => sets.efforts.remove(&touchpoint),
            };
        }
    }
}
