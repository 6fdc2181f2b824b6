//! What the address of the actions page asks for.

use leptos_router::params::ParamsMap;
use shared::{
    action::ActionState,
    api::ActionView,
    catalogue::Catalogue,
    id::{ActionId, DepartmentId, TouchpointId},
};

use crate::request::encoded;

/// Everything that the address carries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Only those of touchpoints that this department is responsible for.
    pub(super) department: Option<DepartmentId>,
    /// Only those of this person.
    pub(super) assigned: Option<String>,
    /// Only those that stand there.
    pub(super) state: Option<ActionState>,
    /// Only those of this touchpoint; a new one is about it.
    pub(super) touchpoint: Option<TouchpointId>,
    /// The form for a new one is open.
    pub(super) add: bool,
    /// Only this one.
    pub(super) action: Option<ActionId>,
}

impl Asked {
    /// From the query of the address.
    pub(super) fn of(query: &ParamsMap) -> Self {
        let given = |name: &str| query.get(name).filter(|value| !value.is_empty());
        let state = given("state");
        let known = |one: &ActionState| state.as_deref() == Some(name(*one));
        Self {
            department: given("department").and_then(|id| id.parse().ok()),
            assigned: given("assigned"),
            state: ActionState::ALL.into_iter().find(known),
            touchpoint: given("touchpoint").and_then(|id| id.parse().ok()),
            add: given("add").is_some(),
            action: given("action").and_then(|id| id.parse().ok()),
        }
    }

    /// The address of the page that shows this.
    pub(super) fn address(&self) -> String {
        let fields = [
            ("department", self.department.map(|id| id.to_string())),
            ("assigned", self.assigned.clone()),
            ("state", self.state.map(|state| name(state).to_owned())),
            ("touchpoint", self.touchpoint.map(|id| id.to_string())),
            ("add", self.add.then(|| "1".to_owned())),
            ("action", self.action.map(|id| id.to_string())),
        ];
        let mut address = "/actions".to_owned();
        for (name, value) in fields {
            if let Some(value) = value {
                address.push(if address.contains('?') { '&' } else { '?' });
                address += &format!("{name}={}", encoded(&value));
            }
        }
        address
    }

    /// Whether it asks for fewer than all.
    pub(super) fn narrows(&self) -> bool {
        let all = Self {
            add: self.add,
            ..Self::default()
        };
        *self != all
    }

    /// Whether an action is asked for.
    pub(super) fn holds(&self, action: &ActionView, catalogue: &Catalogue) -> bool {
        let touchpoint = action.plan.touchpoint;
        let known = touchpoint.and_then(|id| catalogue.touchpoints.get(&id));
        let department = known.and_then(|known| known.department);
        let assigned = action
            .assigned
            .as_ref()
            .map(|assigned| assigned.name.as_str());
        (self.department.is_none() || self.department == department)
            && (self.assigned.is_none() || self.assigned.as_deref() == assigned)
            && self.state.is_none_or(|state| state == action.state)
            && (self.touchpoint.is_none() || self.touchpoint == touchpoint)
            && self.action.is_none_or(|id| id == action.id)
    }
}

/// The name of a state in the address: that of the API.
pub(super) const fn name(state: ActionState) -> &'static str {
    match state {
        ActionState::Overdue => "overdue",
        ActionState::Waiting => "waiting",
        ActionState::Open => "open",
        ActionState::Implemented => "implemented",
        ActionState::Checked => "checked",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_carries_everything_and_is_read_back() {
        let mut query = ParamsMap::new();
        for (name, value) in [
            ("department", "00000000-0000-0000-0000-000000000002"),
            ("assigned", "Ana & Íñigo"),
            ("state", "overdue"),
            ("touchpoint", "00000000-0000-0000-0000-000000000001"),
            ("action", "00000000-0000-0000-0000-000000000003"),
        ] {
            query.insert(name, value.to_owned());
        }
        let asked = Asked::of(&query);
        assert_eq!(
            asked.address(),
            "/actions?department=00000000-0000-0000-0000-000000000002&assigned=Ana%20%26%20%C3%8D%C3%B1igo\
             &state=overdue&touchpoint=00000000-0000-0000-0000-000000000001\
             &action=00000000-0000-0000-0000-000000000003"
        );
        assert!(asked.narrows());
        assert_eq!(Asked::default().address(), "/actions");
        let mut unknown = ParamsMap::new();
        unknown.insert("state", "asleep".to_owned());
        assert_eq!(Asked::of(&unknown), Asked::default());
    }
}
