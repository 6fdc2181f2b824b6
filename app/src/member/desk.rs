//! What the page works with: the members as the server said them last, what is asked, and what becomes of a wish.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    access::{Action, Kind, Role},
    api::{Invited, Me, Member, Members},
    id::{ActorId, DepartmentId, InvitationId, JourneyId},
    locale::Lang,
};

use super::page::{Answered, Department};
use crate::{
    api::{Api, use_api},
    catalogue::names,
    deeds::Deeds,
    me::may,
    shell::{Announcer, use_announcer},
};

/// Where on the page something was wished, and is said to have failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    Member(ActorId),
    Invite,
    Invitation(InvitationId),
    SecondFactor,
    Workspace,
    Another,
}

/// What is asked before it is done; one at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Remove(ActorId),
    Erase(ActorId),
    Leave,
}

/// The members of this page.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) me: StoredValue<Arc<Me>>,
    pub(super) view: RwSignal<Members>,
    pub(super) departments: StoredValue<Vec<Department>>,
    pub(super) journeys: StoredValue<Vec<(JourneyId, String)>>,
    pub(super) asked: RwSignal<Option<Asked>>,
    pub(super) deeds: Deeds<Spot>,
    /// An invitation that was made last, with its link where there is one.
    pub(super) invited: RwSignal<Option<Invited>>,
    pub(super) announcer: Announcer,
}

impl Desk {
    /// With what the server answered.
    pub(super) fn new(answered: Answered, me: Arc<Me>) -> Self {
        Self {
            me: StoredValue::new(me),
            view: RwSignal::new(answered.members),
            departments: StoredValue::new(answered.departments),
            journeys: StoredValue::new(answered.journeys),
            asked: RwSignal::new(None),
            deeds: Deeds::new(),
            invited: RwSignal::new(None),
            announcer: use_announcer(),
        }
    }

    /// Whether whoever looks looks after members.
    pub(super) fn keeps(self) -> bool {
        self.may(Action::Manage, Kind::Members)
    }

    pub(super) fn may(self, action: Action, kind: Kind) -> bool {
        self.me.with_value(|me| may(me, action, kind))
    }

    /// Whether this is whoever looks.
    pub(super) fn is_me(self, id: ActorId) -> bool {
        self.me.with_value(|me| me.id == id)
    }

    /// The roles that whoever looks can give.
    pub(super) fn roles(self) -> Vec<Role> {
        let own = self.me.with_value(|me| me.role);
        offered(own)
    }

    /// The member of this id, as the server said it last.
    pub(super) fn member(self, id: ActorId) -> Option<Member> {
        self.view.with_untracked(|view| {
            let found = view.members.iter().find(|member| member.id == id);
            found.cloned()
        })
    }

    /// The departments by name: those that are offered, and these.
    pub(super) fn departments(
        self,
        lang: Lang,
        chosen: &[DepartmentId],
    ) -> Vec<(DepartmentId, String)> {
        self.departments.with_value(|all| {
            let offered = all
                .iter()
                .filter(|(id, _, retired)| !retired || chosen.contains(id));
            let mut offered: Vec<_> = offered
                .map(|(id, name, _)| (*id, names::department(lang, name)))
                .collect();
            offered.sort_by(|a, b| a.1.cmp(&b.1));
            offered
        })
    }

    /// The names of these departments, in one line.
    pub(super) fn named(self, lang: Lang, chosen: &[DepartmentId]) -> String {
        let all = self.departments(lang, chosen);
        let names = all.into_iter().filter(|(id, _)| chosen.contains(id));
        names.map(|(_, name)| name).collect::<Vec<_>>().join(", ")
    }

    /// Asks who is there now.
    pub(super) fn look_again(self) {
        let Ok(api) = use_api() else { return };
        leptos::task::spawn_local(async move {
            if let Ok(now) = api.members().await {
                let _ = self.view.try_set(now);
            }
        });
    }
}

/// The roles that somebody of this role can give: none that reaches further.
pub(super) fn offered(own: Role) -> Vec<Role> {
    let all = Role::OF_MEMBERS.into_iter();
    all.filter(|role| own.reaches(*role)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_offered_a_role_beyond_their_own() {
        assert_eq!(offered(Role::Owner), Role::OF_MEMBERS);
        assert_eq!(
            offered(Role::Admin),
            [Role::Admin, Role::Editor, Role::Commenter, Role::Viewer]
        );
    }
}
