//! How far a token of a program reaches: less than whoever made it, never more.

use serde::{Deserialize, Serialize};

use super::{Action, Kind};

/// What a program may do with a token, of what its maker may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// See what its maker sees.
    Read,
    /// Bring in records and attribute tables, and see what became of them; nothing else.
    Import,
    /// See and change what its maker sees and changes, but no accounts, no members, no guests, no audit log.
    Edit,
}

impl Scope {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Read, Self::Import, Self::Edit];

    /// Its name on the wire and in the store.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Import => "import",
            Self::Edit => "edit",
        }
    }

    /// The scope of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.name() == name)
    }

    /// Whether a program may do this at all. People and what they did are never a program's business: what it could change there
    /// would outlive the token.
    #[must_use]
    pub const fn allows(self, action: Action, kind: Kind) -> bool {
        if matches!(kind, Kind::Entrance) {
            return matches!(action, Action::Read);
        }
        if matches!(
            kind,
            Kind::Account | Kind::Members | Kind::Audit | Kind::Workspaces
        ) || matches!(action, Action::Manage)
        {
            return false;
        }
        match self {
            Self::Read => matches!(action, Action::Read),
            Self::Import => {
                matches!(kind, Kind::Records) && matches!(action, Action::Read | Action::Import)
            }
            Self::Edit => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::MATRIX, *};

    #[test]
    fn every_scope_has_the_name_that_it_has_on_the_wire() {
        for scope in Scope::ALL {
            assert_eq!(serde_json::to_value(scope).unwrap(), scope.name());
            assert_eq!(Scope::named(scope.name()), Some(scope));
        }
    }

    #[test]
    fn a_program_reads_without_writing_imports_without_reading_the_rest_and_never_touches_people() {
        for rule in MATRIX {
            let (action, kind) = (rule.action, rule.kind);
            assert!(!Scope::Read.allows(action, kind) || action == Action::Read);
            let by_import = Scope::Import.allows(action, kind) && kind != Kind::Entrance;
            assert!(!by_import || kind == Kind::Records, "{rule:?}");
            for scope in Scope::ALL {
                let people = matches!(kind, Kind::Account | Kind::Members | Kind::Audit);
                assert!(!(people && scope.allows(action, kind)), "{rule:?}");
            }
        }
        assert!(Scope::Edit.allows(Action::Edit, Kind::Journey));
        assert!(!Scope::Edit.allows(Action::Manage, Kind::Journey));
        assert!(!Scope::Import.allows(Action::Delete, Kind::Records));
    }
}
