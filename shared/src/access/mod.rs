//! Who may do what: the one function that every route, every intent and every command passes.
//!
//! Until accounts exist there is one actor, the local owner; the shape of the question is already the
//! final one, so that no caller changes when roles arrive.

use serde::{Deserialize, Serialize};

use crate::{
    id::{ActorId, JourneyId},
    record::Privacy,
};

/// What an actor is in the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// May do everything, on this machine, without an account.
    LocalOwner,
    /// Nobody in particular: may do nothing.
    Nobody,
}

/// Whoever asks, and as what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The id that logs keep.
    pub id: ActorId,
    /// What the actor is.
    pub role: Role,
}

/// What an actor wants to do with a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// See it.
    Read,
    /// Change it by intents.
    Edit,
    /// Bring one into being.
    Create,
    /// Add or take back records.
    Import,
    /// Delete for good.
    Delete,
}

/// What an action is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resource {
    /// The workspace and its portfolio of journeys.
    Workspace,
    /// The catalogue: touchpoints, personas, departments, brands, channels, campaigns.
    Catalogue,
    /// One journey.
    Journey(JourneyId),
    /// The records together: where they come from, their imports, and what is computed from them in groups.
    Records,
    /// The records of a source of this class, one by one.
    EachRecord(Privacy),
    /// The definitions of metrics.
    Metrics,
    /// The saved settings of friction, and which of them the workspace is scored by.
    Friction,
    /// The actions that people have taken on.
    Actions,
    /// The images that boards and personas show.
    Images,
}

/// Whether `actor` may do `action` with `resource`.
#[must_use]
pub fn can(actor: &Actor, action: Action, resource: Resource) -> bool {
    match (actor.role, action, resource) {
        (_, Action::Read, Resource::EachRecord(Privacy::People)) => false,
        (Role::LocalOwner, _, _) => true,
        (Role::Nobody, _, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn records_about_people_are_read_one_by_one_by_nobody_and_can_be_deleted() {
        let owner = Actor {
            id: ActorId::new(Uuid::nil()),
            role: Role::LocalOwner,
        };
        let people = Resource::EachRecord(Privacy::People);
        assert!(!can(&owner, Action::Read, people));
        assert!(can(&owner, Action::Delete, people));
        assert!(can(&owner, Action::Read, Resource::Records));
        assert!(can(
            &owner,
            Action::Read,
            Resource::EachRecord(Privacy::Customers)
        ));
    }
}
