//! How far whoever looks reaches on this board: what is offered, and what the page's own `decide` refuses at once.

use shared::{
    access::{Action, Actor, Kind, Resource, Role, can},
    api::{Me, Member},
    id::JourneyId,
};

use crate::{
    api::{Api, Door},
    me::may,
};

/// What whoever looks may do here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reach {
    /// Change the board.
    pub(crate) edits: bool,
    /// Ask guests to it.
    pub(crate) shares: bool,
    /// See the other journeys, and everything else that is in the workspace.
    pub(crate) inside: bool,
    /// See what people have taken on.
    pub(crate) sees_actions: bool,
    /// Take something on.
    pub(crate) acts: bool,
}

impl Reach {
    /// Of whoever looks, where they are `on` the journey what is left of their role.
    pub(crate) fn of(me: &Me, on: Role, journey: JourneyId) -> Self {
        let actor = actor(me, on, journey);
        let here = Resource::Journey(journey);
        Self {
            edits: can(&actor, Action::Edit, here),
            // A guest brings no guests.
            shares: me.role != Role::Guest && can(&actor, Action::Manage, here),
            inside: may(me, Action::Read, Kind::Workspace),
            sees_actions: may(me, Action::Read, Kind::Actions),
            acts: may(me, Action::Edit, Kind::Actions),
        }
    }
}

/// The actor that the page decides as. What it really may, and who it is in the log, the server says.
pub(super) fn actor(me: &Me, on: Role, journey: JourneyId) -> Actor {
    let actor = Actor::new(me.id, me.role);
    if on == me.role {
        actor
    } else {
        actor.on_journeys([(journey, on)].into())
    }
}

/// What is left of a role on a journey. A member's row is asked for each board: it may have been narrowed since the page was loaded.
pub(super) async fn role_on(api: &Door, me: &Me, journey: JourneyId) -> Role {
    match (me.role, &me.guest_of) {
        (Role::Guest, Some(guest)) if guest.journey == journey => guest.role,
        (Role::Guest, _) => Role::Nobody,
        // Less than these cannot edit anywhere, more cannot be narrowed.
        (Role::Editor, _) => {
            let members = api.members().await.map(|members| members.members);
            narrowed(me, &members.unwrap_or_default(), journey)
        }
        (role, _) => role,
    }
}

fn narrowed(me: &Me, members: &[Member], journey: JourneyId) -> Role {
    let mine = members.iter().find(|member| member.id == me.id);
    let granted = mine.and_then(|mine| mine.journeys.get(&journey));
    granted.map_or(me.role, |granted| me.role.narrowed(*granted))
}

#[cfg(test)]
mod tests {
    use shared::{
        id::ActorId,
        log::{Rejection, Timestamp},
    };
    use uuid::Uuid;

    use super::*;

    const HERE: JourneyId = JourneyId::new(Uuid::from_u128(1));
    const ELSEWHERE: JourneyId = JourneyId::new(Uuid::from_u128(2));

    fn me(role: Role) -> Me {
        Me {
            id: ActorId::new(Uuid::from_u128(7)),
            role,
            ..Me::nobody()
        }
    }

    fn member(journeys: &[(JourneyId, Role)]) -> Member {
        Member {
            id: ActorId::new(Uuid::from_u128(7)),
            name: "Ana".to_owned(),
            email: None,
            role: Role::Editor,
            people: false,
            departments: Vec::new(),
            journeys: journeys.iter().copied().collect(),
            second_factor: None,
            since: Timestamp(0),
        }
    }

    #[test]
    fn a_board_is_changed_by_those_who_work_on_journeys_and_seen_by_all() {
        for (role, edits) in [
            (Role::LocalOwner, true),
            (Role::Owner, true),
            (Role::Admin, true),
            (Role::Editor, true),
            (Role::Commenter, false),
            (Role::Viewer, false),
            (Role::Nobody, false),
        ] {
            assert_eq!(Reach::of(&me(role), role, HERE).edits, edits, "{role:?}");
        }
        // As long as nobody has an account there is nobody to be a guest of.
        let local = Reach::of(&me(Role::LocalOwner), Role::LocalOwner, HERE);
        assert!(!local.shares && local.inside && local.acts);
        assert!(Reach::of(&me(Role::Editor), Role::Editor, HERE).shares);
    }

    #[test]
    fn an_editor_who_was_narrowed_here_only_looks_here() {
        let me = me(Role::Editor);
        let on = narrowed(&me, &[member(&[(HERE, Role::Viewer)])], HERE);
        let reach = Reach::of(&me, on, HERE);
        assert!(!reach.edits && !reach.shares && reach.inside);
        let on = narrowed(&me, &[member(&[(HERE, Role::Viewer)])], ELSEWHERE);
        assert!(Reach::of(&me, on, ELSEWHERE).edits);
        assert_eq!(narrowed(&me, &[], HERE), Role::Editor);
    }

    #[test]
    fn a_guest_who_may_work_on_the_board_changes_nothing_beside_it() {
        let me = me(Role::Guest);
        let reach = Reach::of(&me, Role::Editor, HERE);
        assert!(reach.edits && !reach.shares && !reach.inside);
        assert!(!reach.sees_actions && !reach.acts);
        assert!(!Reach::of(&me, Role::Viewer, HERE).edits);
        let actor = actor(&me, Role::Editor, HERE);
        assert!(!can(&actor, Action::Edit, Resource::Catalogue));
        assert!(!can(&actor, Action::Edit, Resource::Journey(ELSEWHERE)));
    }

    #[test]
    fn what_is_not_offered_is_refused_by_the_page_itself() {
        let mut board = shared::log::Board {
            journey: shared::journey::Journey::new(HERE),
            catalogue: shared::catalogue::Catalogue::default(),
        };
        board.journey.scope.title = "Airport".to_owned();
        let snapshot = shared::api::BoardSnapshot {
            lineage: 1,
            heads: shared::log::Heads {
                journey: 0,
                catalogue: 0,
            },
            board,
        };
        let client = shared::id::ClientId::new(Uuid::from_u128(3));
        let viewer = actor(&me(Role::Viewer), Role::Viewer, HERE);
        let mut replica = shared::replica::Replica::new(client, viewer, snapshot);
        let field = shared::journey::ScopeField::Title("Harbour".to_owned());
        let wish = shared::journey::JourneyIntent::SetScope { field };
        let wish = vec![shared::log::Intent::Journey(wish)];
        let refused = replica.edit(wish, Timestamp(0)).map(|_| ());
        assert_eq!(refused.map_err(|(_, why)| why), Err(Rejection::Forbidden));
    }
}
