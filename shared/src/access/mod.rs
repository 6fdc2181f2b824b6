//! Who may do what: the one function that every route, every intent and every command passes.
//!
//! What it decides stands in one table ([`MATRIX`]), which the documentation shows and a test of all routes tries.

mod matrix;
mod role;
mod scope;

use std::{collections::BTreeMap, sync::Arc};

pub use matrix::{Kind, MATRIX, Only, Roles, Rule, as_markdown, rule_for};
pub use role::Role;
pub use scope::Scope;

use crate::{
    id::{ActorId, JourneyId},
    record::Privacy,
};

/// Whoever asks, and as what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The id that logs keep.
    pub id: ActorId,
    /// What the actor is in the workspace.
    pub role: Role,
    /// Whether the actor was named for numbers about people who work here.
    pub people: bool,
    /// What the actor is on single journeys, where that is said: all that a guest sees, and where a member was narrowed.
    journeys: Option<Arc<BTreeMap<JourneyId, Role>>>,
    /// How far the token reaches that a program came with.
    scope: Option<Scope>,
    /// Whether a second factor has to be added first, which the workspace asks for.
    confined: bool,
}

impl Actor {
    /// An actor of this role everywhere. Only the local owner is named for numbers about people from the beginning.
    #[must_use]
    pub const fn new(id: ActorId, role: Role) -> Self {
        Self {
            id,
            role,
            people: matches!(role, Role::LocalOwner),
            journeys: None,
            scope: None,
            confined: false,
        }
    }

    /// The same, named for numbers about people or not.
    #[must_use]
    pub const fn named_for_people(mut self, people: bool) -> Self {
        self.people = people;
        self
    }

    /// The same with what it is on single journeys.
    #[must_use]
    pub fn on_journeys(mut self, journeys: BTreeMap<JourneyId, Role>) -> Self {
        self.journeys = (!journeys.is_empty()).then(|| Arc::new(journeys));
        self
    }

    /// The same, no further than a token reaches.
    #[must_use]
    pub const fn within(mut self, scope: Scope) -> Self {
        self.scope = Some(scope);
        self
    }

    /// The same, where the workspace asks for a second factor that is missing: until it is added, nothing is reached but one's own
    /// account and the way out.
    #[must_use]
    pub const fn confined(mut self, confined: bool) -> Self {
        self.confined = confined;
        self
    }

    /// Whether nothing but one's own account is reached, for want of a second factor.
    #[must_use]
    pub const fn is_confined(&self) -> bool {
        self.confined
    }

    /// What is said of the actor on single journeys.
    pub fn said_of_journeys(&self) -> impl Iterator<Item = (JourneyId, Role)> + '_ {
        let said = self.journeys.iter().flat_map(|all| all.iter());
        said.map(|(journey, role)| (*journey, *role))
    }

    /// Whether the token that a program came with reaches that far; without one, everything does. Without a second factor that is
    /// asked for, only what is needed to add it.
    fn reaches(&self, action: Action, kind: Kind) -> bool {
        if self.confined && !matches!(kind, Kind::Entrance | Kind::Account) {
            return false;
        }
        self.scope.is_none_or(|scope| scope.allows(action, kind))
    }

    /// What the actor is on a journey. A guest of another journey is nobody there.
    #[must_use]
    pub fn role_on(&self, journey: JourneyId) -> Role {
        let granted = self.journeys.as_ref().and_then(|all| all.get(&journey));
        match (self.role, granted) {
            (role, Some(granted)) => role.narrowed(*granted),
            (Role::Guest, None) => Role::Nobody,
            (role, None) => role,
        }
    }
}

/// What an actor wants to do with a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// See it.
    Read,
    /// Say something about it.
    Comment,
    /// Change it by intents.
    Edit,
    /// Bring one into being.
    Create,
    /// Add or take back records.
    Import,
    /// Delete for good.
    Delete,
    /// Say who may do what with it.
    Manage,
}

impl Action {
    /// Its name, in the documentation and in the audit log.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Comment => "comment",
            Self::Edit => "edit",
            Self::Create => "create",
            Self::Import => "import",
            Self::Delete => "delete",
            Self::Manage => "manage",
        }
    }
}

/// What an action is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resource {
    /// What leads in and says nothing of what is inside: health, signing in and out, setting up.
    Entrance,
    /// Somebody's account.
    Account(ActorId),
    /// The workspace and its portfolio of journeys.
    Workspace,
    /// The other workspaces of the installation.
    Workspaces,
    /// The people who have a role in the workspace.
    Members,
    /// Who did what.
    Audit,
    /// The catalogue: touchpoints, personas, departments, brands, channels, campaigns.
    Catalogue,
    /// One journey.
    Journey(JourneyId),
    /// What the records say of the touchpoints of a journey, in groups.
    Scores,
    /// The records together: where they come from, their imports, and what is computed from them in groups.
    Records,
    /// The records of a source of this class, one by one.
    EachRecord(Privacy),
    /// What is computed in groups from the records of a source of this class.
    Numbers(Privacy),
    /// The definitions of metrics, and their values.
    Metrics,
    /// The saved settings of friction, and which of them the workspace is scored by.
    Friction,
    /// The actions that people have taken on.
    Actions,
    /// The images that boards and personas show.
    Images,
}

impl Resource {
    /// Of which kind it is.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Entrance => Kind::Entrance,
            Self::Account(_) => Kind::Account,
            Self::Workspace => Kind::Workspace,
            Self::Workspaces => Kind::Workspaces,
            Self::Members => Kind::Members,
            Self::Audit => Kind::Audit,
            Self::Catalogue => Kind::Catalogue,
            Self::Journey(_) => Kind::Journey,
            Self::Scores => Kind::Scores,
            Self::Records => Kind::Records,
            Self::EachRecord(Privacy::Customers) => Kind::CustomerRecords,
            Self::EachRecord(Privacy::People) => Kind::PeopleRecords,
            Self::Numbers(Privacy::Customers) | Self::Metrics => Kind::Metrics,
            Self::Numbers(Privacy::People) => Kind::PeopleNumbers,
            Self::Friction => Kind::Friction,
            Self::Actions => Kind::Actions,
            Self::Images => Kind::Images,
        }
    }
}

/// Whether `actor` may do `action` with `resource`.
#[must_use]
pub fn can(actor: &Actor, action: Action, resource: Resource) -> bool {
    let Some(rule) = rule_for(action, resource.kind()) else {
        return false;
    };
    let role = match resource {
        Resource::Journey(journey) => actor.role_on(journey),
        _ => actor.role,
    };
    // Whoever was let in by a link lets nobody in.
    if action == Action::Manage && actor.role == Role::Guest {
        return false;
    }
    let met = match rule.only {
        Only::Always => true,
        Only::Own => matches!(resource, Resource::Account(id) if id == actor.id),
        Only::Named => actor.people,
    };
    met && rule.roles.has(role) && actor.reaches(action, resource.kind())
}

/// Whether there may be something of this kind that `actor` may do `action` with: what a route asks before it reads which one is
/// meant. Whoever may not is told so without a look at what was sent.
#[must_use]
pub fn could(actor: &Actor, action: Action, kind: Kind) -> bool {
    let Some(rule) = rule_for(action, kind) else {
        return false;
    };
    let narrowed = actor.journeys.as_ref().filter(|_| kind == Kind::Journey);
    let mut roles = narrowed.into_iter().flat_map(|all| all.values());
    if action == Action::Manage && actor.role == Role::Guest {
        return false;
    }
    let met = rule.only != Only::Named || actor.people;
    met && actor.reaches(action, kind)
        && (rule.roles.has(actor.role)
            || roles.any(|granted| rule.roles.has(actor.role.narrowed(*granted))))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn actor(role: Role) -> Actor {
        Actor::new(ActorId::new(Uuid::nil()), role)
    }

    #[test]
    fn whoever_lacks_a_second_factor_that_is_asked_for_reaches_their_account_and_the_way_out() {
        for role in Role::OF_MEMBERS {
            let confined = actor(role).confined(true);
            for rule in MATRIX {
                let reached = matches!(rule.kind, Kind::Entrance | Kind::Account);
                let free = could(&actor(role), rule.action, rule.kind);
                let may = could(&confined, rule.action, rule.kind);
                assert_eq!(may, reached && free, "{role:?} {rule:?}");
            }
            let own = Resource::Account(confined.id);
            assert!(can(&confined, Action::Edit, own));
            assert!(!can(&confined, Action::Read, Resource::Journey(journey(1))));
            assert!(!can(&confined, Action::Read, Resource::Members));
        }
    }

    fn journey(n: u128) -> JourneyId {
        JourneyId::new(Uuid::from_u128(n))
    }

    fn guest(role: Role) -> Actor {
        actor(Role::Guest).on_journeys(BTreeMap::from([(journey(1), role)]))
    }

    #[test]
    fn records_about_people_are_read_one_by_one_by_nobody_and_can_be_deleted() {
        let people = Resource::EachRecord(Privacy::People);
        for role in Role::ALL {
            let named = actor(role).named_for_people(true);
            assert!(!can(&named, Action::Read, people), "{role:?}");
        }
        let owner = actor(Role::LocalOwner);
        assert!(can(&owner, Action::Delete, people));
        assert!(can(&owner, Action::Read, Resource::Records));
        let customers = Resource::EachRecord(Privacy::Customers);
        assert!(can(&owner, Action::Read, customers));
    }

    #[test]
    fn numbers_about_people_are_for_those_who_were_named_whatever_their_role() {
        let numbers = Resource::Numbers(Privacy::People);
        for role in Role::OF_MEMBERS {
            assert!(!can(&actor(role), Action::Read, numbers), "{role:?}");
            let named = actor(role).named_for_people(true);
            assert!(can(&named, Action::Read, numbers), "{role:?}");
        }
        let named = guest(Role::Editor).named_for_people(true);
        assert!(!can(&named, Action::Read, numbers));
    }

    #[test]
    fn a_guest_has_one_journey_and_what_the_link_says_there() {
        let (here, elsewhere) = (Resource::Journey(journey(1)), Resource::Journey(journey(2)));
        let viewer = guest(Role::Viewer);
        assert!(can(&viewer, Action::Read, here));
        assert!(!can(&viewer, Action::Edit, here));
        assert!(!can(&viewer, Action::Read, elsewhere));
        assert!(!can(&viewer, Action::Read, Resource::Workspace));
        let editor = guest(Role::Editor);
        assert!(can(&editor, Action::Edit, here));
        assert!(!can(&editor, Action::Manage, here));
        assert!(!could(&editor, Action::Manage, Kind::Journey));
        assert!(!can(&editor, Action::Edit, elsewhere));
        assert!(!can(&editor, Action::Edit, Resource::Catalogue));
        assert!(could(&editor, Action::Edit, Kind::Journey));
        assert!(!could(&viewer, Action::Edit, Kind::Journey));
        assert!(!could(&actor(Role::Guest), Action::Edit, Kind::Journey));
    }

    #[test]
    fn an_editor_who_was_narrowed_reads_that_journey_and_edits_the_others() {
        let narrowed = BTreeMap::from([(journey(1), Role::Viewer)]);
        let editor = actor(Role::Editor).on_journeys(narrowed);
        assert!(!can(&editor, Action::Edit, Resource::Journey(journey(1))));
        assert!(can(&editor, Action::Read, Resource::Journey(journey(1))));
        assert!(can(&editor, Action::Edit, Resource::Journey(journey(2))));
    }

    #[test]
    fn a_program_reaches_as_far_as_its_token_and_its_maker_and_no_further() {
        let here = Resource::Journey(journey(1));
        let owner = actor(Role::Owner).within(Scope::Read);
        assert!(can(&owner, Action::Read, here));
        assert!(!can(&owner, Action::Edit, here));
        assert!(!could(&owner, Action::Edit, Kind::Journey));
        assert!(!can(&owner, Action::Read, Resource::Members));
        let viewer = actor(Role::Viewer).within(Scope::Edit);
        assert!(!can(&viewer, Action::Edit, here));
        assert!(can(&viewer, Action::Read, here));
    }

    #[test]
    fn an_account_is_its_owners_only() {
        let (mine, other) = (ActorId::new(Uuid::nil()), ActorId::new(Uuid::max()));
        for role in Role::OF_MEMBERS {
            assert!(can(&actor(role), Action::Edit, Resource::Account(mine)));
            assert!(!can(&actor(role), Action::Edit, Resource::Account(other)));
        }
    }

    #[test]
    fn a_question_without_a_row_is_answered_with_no() {
        let owner = actor(Role::Owner);
        assert!(!can(&owner, Action::Edit, Resource::Audit));
        assert!(!can(&owner, Action::Delete, Resource::Audit));
        assert!(!could(&owner, Action::Edit, Kind::Audit));
    }

    #[test]
    fn nothing_can_be_done_that_could_not() {
        let resources = [
            Resource::Entrance,
            Resource::Account(ActorId::new(Uuid::nil())),
            Resource::Workspace,
            Resource::Members,
            Resource::Journey(journey(1)),
            Resource::Journey(journey(2)),
            Resource::Scores,
            Resource::Records,
            Resource::EachRecord(Privacy::People),
            Resource::Numbers(Privacy::People),
            Resource::Images,
        ];
        let mut actors: Vec<_> = Role::ALL.map(actor).into();
        actors.extend(Role::ON_JOURNEYS.map(guest));
        for actor in &actors {
            for rule in MATRIX {
                for resource in resources {
                    let may = can(actor, rule.action, resource);
                    assert!(!may || could(actor, rule.action, resource.kind()));
                }
            }
        }
    }
}
