//! Applying what happened to the actions.

use super::{Action, ActionChange, Actions, Assigned, Reply};
use crate::id::ActionId;

/// Applies a change. It never refuses: what a corrupt log asks for and cannot be done is not done.
pub fn apply(actions: &mut Actions, change: &ActionChange) {
    let mut on = |id: &ActionId, change: &dyn Fn(&mut Action)| {
        if let Some(action) = actions.actions.get_mut(id) {
            change(action);
        }
    };
    match change {
        ActionChange::Added {
            id,
            plan,
            assigned,
            at,
        } => {
            let action = Action {
                plan: plan.clone(),
                assigned: asked(assigned.as_ref()),
                implemented: None,
                added: *at,
                retired: false,
            };
            actions.actions.entry(*id).or_insert(action);
        }
        ActionChange::Rewritten {
            action,
            plan,
            baseline,
            ..
        } => on(action, &|action| {
            action.plan = plan.clone();
            if let Some(done) = &mut action.implemented {
                done.baseline.clone_from(baseline);
            }
        }),
        ActionChange::Assigned { action, name, .. } => {
            on(action, &|action| action.assigned = asked(name.as_ref()));
        }
        ActionChange::Accepted { action, at, .. } => {
            on(action, &|action| reply(action, Reply::Accepted { at: *at }));
        }
        ActionChange::Declined { action, at, .. } => {
            on(action, &|action| reply(action, Reply::Declined { at: *at }));
        }
        ActionChange::Implemented {
            action,
            implemented,
            check,
            ..
        } => on(action, &|action| {
            action.implemented = Some(implemented.clone());
            action.plan.check = Some(*check);
        }),
        ActionChange::Reopened { action, .. } => on(action, &|action| action.implemented = None),
        ActionChange::Retired { action } => on(action, &|action| action.retired = true),
    }
}

fn asked(name: Option<&String>) -> Option<Assigned> {
    name.map(|name| Assigned {
        name: name.clone(),
        reply: Reply::Waiting,
    })
}

fn reply(action: &mut Action, said: Reply) {
    if let Some(assigned) = &mut action.assigned {
        assigned.reply = said;
    }
}
