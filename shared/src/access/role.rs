//! What an actor is, in a workspace and on one journey.

use serde::{Deserialize, Serialize};

/// What an actor is in the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Whoever uses this machine, as long as nobody has an account. Also the command line.
    LocalOwner,
    /// Nobody in particular: may come in, and nothing else.
    Nobody,
    /// Has the workspace: may do everything in it, and give it to others.
    Owner,
    /// Looks after members and everything that is in the workspace.
    Admin,
    /// Works on journeys, catalogue, records and metrics.
    Editor,
    /// Reads, and says what it thinks.
    Commenter,
    /// Reads.
    Viewer,
    /// Came by a link: sees the one journey it was made for.
    Guest,
}

impl Role {
    /// All of them, in the order of the matrix.
    pub const ALL: [Self; 8] = [
        Self::LocalOwner,
        Self::Owner,
        Self::Admin,
        Self::Editor,
        Self::Commenter,
        Self::Viewer,
        Self::Guest,
        Self::Nobody,
    ];

    /// Those that a member of a workspace can have, from the one that may most.
    pub const OF_MEMBERS: [Self; 5] = [
        Self::Owner,
        Self::Admin,
        Self::Editor,
        Self::Commenter,
        Self::Viewer,
    ];

    /// Those that someone can have on one journey, from the one that may most: members that were narrowed, and guests.
    pub const ON_JOURNEYS: [Self; 3] = [Self::Editor, Self::Commenter, Self::Viewer];

    /// Its name on the wire, on the command line and in the store.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::LocalOwner => "local_owner",
            Self::Nobody => "nobody",
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Editor => "editor",
            Self::Commenter => "commenter",
            Self::Viewer => "viewer",
            Self::Guest => "guest",
        }
    }

    /// The role of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// How far it reaches: the more, the more it may.
    const fn reach(self) -> u8 {
        match self {
            Self::Nobody => 0,
            Self::Guest => 1,
            Self::Viewer => 2,
            Self::Commenter => 3,
            Self::Editor => 4,
            Self::Admin => 5,
            Self::Owner | Self::LocalOwner => 6,
        }
    }

    /// Whether whoever has this role may give `other` to somebody, or take it from them: nobody makes somebody who may more than
    /// they may themselves.
    #[must_use]
    pub const fn reaches(self, other: Self) -> bool {
        self.reach() >= other.reach()
    }

    /// What is left of it where it was narrowed to `granted`: a guest has what the link says, a member never more than before,
    /// and who looks after the workspace cannot be kept out of a part of it.
    #[must_use]
    pub const fn narrowed(self, granted: Self) -> Self {
        match self {
            Self::Guest => granted,
            Self::Editor | Self::Commenter | Self::Viewer if granted.reach() < self.reach() => {
                granted
            }
            _ => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_the_name_that_it_has_on_the_wire() {
        for role in Role::ALL {
            let wire = serde_json::to_value(role).unwrap();
            assert_eq!(wire, role.name());
            assert_eq!(Role::named(role.name()), Some(role));
        }
        assert_eq!(Role::named("root"), None);
    }

    #[test]
    fn narrowing_takes_away_and_never_gives() {
        for role in Role::OF_MEMBERS {
            for granted in Role::ON_JOURNEYS {
                assert!(role.reaches(role.narrowed(granted)), "{role:?} {granted:?}");
            }
        }
        assert_eq!(Role::Editor.narrowed(Role::Viewer), Role::Viewer);
        assert_eq!(Role::Viewer.narrowed(Role::Editor), Role::Viewer);
        assert_eq!(Role::Admin.narrowed(Role::Viewer), Role::Admin);
        assert_eq!(Role::Guest.narrowed(Role::Commenter), Role::Commenter);
    }

    #[test]
    fn an_admin_makes_no_owner() {
        assert!(!Role::Admin.reaches(Role::Owner));
        assert!(Role::Admin.reaches(Role::Admin));
        assert!(Role::Owner.reaches(Role::Owner));
    }
}
