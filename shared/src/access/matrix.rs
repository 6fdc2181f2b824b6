//! Who may do what, as a table: `can` reads it, `docs/security.md` shows it, and nothing else decides.

use super::{
    Action,
    Role::{self, Admin, Commenter, Editor, Guest, LocalOwner, Nobody, Owner, Viewer},
};

/// What an action is about, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What leads in and says nothing of what is inside.
    Entrance,
    /// One's own account.
    Account,
    /// The workspace and its portfolio.
    Workspace,
    /// The other workspaces of the installation.
    Workspaces,
    /// The people who have a role in the workspace.
    Members,
    /// Who did what.
    Audit,
    /// The catalogue.
    Catalogue,
    /// One journey.
    Journey,
    /// What records say of the touchpoints of one journey.
    Scores,
    /// Records together.
    Records,
    /// Records of customers, one by one.
    CustomerRecords,
    /// Records of people who work here, one by one.
    PeopleRecords,
    /// Numbers about people who work here, in groups.
    PeopleNumbers,
    /// Definitions of metrics, and their values.
    Metrics,
    /// Saved settings of friction.
    Friction,
    /// What people have taken on.
    Actions,
    /// Images.
    Images,
}

impl Kind {
    /// What it is called in the documentation.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Entrance => {
                "entrance: health, description of the API, signing in and out, setting up"
            }
            Self::Account => "one's own account, sessions and tokens",
            Self::Workspace => "the workspace, its journeys as a list",
            Self::Workspaces => "other workspaces of the installation",
            Self::Members => "members: names, roles, invitations",
            Self::Audit => "the audit log",
            Self::Catalogue => "the catalogue",
            Self::Journey => "a journey: its board, its history, its files, its guests",
            Self::Scores => "scores and reality of a journey's touchpoints",
            Self::Records => "records: sources, imports, mappings, attribute tables",
            Self::CustomerRecords => "records of customers, one by one",
            Self::PeopleRecords => "records about people who work here, one by one",
            Self::PeopleNumbers => "numbers about people who work here, in groups",
            Self::Metrics => "metrics: definitions and values",
            Self::Friction => "saved settings of friction",
            Self::Actions => "actions",
            Self::Images => "images",
        }
    }
}

/// A set of roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Roles(u16);

impl Roles {
    const fn of(roles: &[Role]) -> Self {
        let mut set = 0;
        let mut at = 0;
        while at < roles.len() {
            set |= 1 << roles[at] as u16;
            at += 1;
        }
        Self(set)
    }

    /// Whether this one is in it.
    #[must_use]
    pub const fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u16) != 0
    }
}

/// What must hold beside the role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// Nothing.
    Always,
    /// It is one's own.
    Own,
    /// One was named for numbers about people.
    Named,
}

/// A row: who may do an action with things of a kind.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// What is done.
    pub action: Action,
    /// With what.
    pub kind: Kind,
    /// By whom.
    pub roles: Roles,
    /// And only if.
    pub only: Only,
}

const fn rule(action: Action, kind: Kind, roles: &[Role]) -> Rule {
    Rule {
        action,
        kind,
        roles: Roles::of(roles),
        only: Only::Always,
    }
}

const fn only(only: Only, rule: Rule) -> Rule {
    Rule { only, ..rule }
}

const EVERYONE: &[Role] = &[
    LocalOwner, Owner, Admin, Editor, Commenter, Viewer, Guest, Nobody,
];
const ON_BOARDS: &[Role] = &[LocalOwner, Owner, Admin, Editor, Commenter, Viewer, Guest];
const INSIDE: &[Role] = &[LocalOwner, Owner, Admin, Editor, Commenter, Viewer];
const MEMBERS: &[Role] = &[Owner, Admin, Editor, Commenter, Viewer];
const SAYING: &[Role] = &[LocalOwner, Owner, Admin, Editor, Commenter];
const WORKING: &[Role] = &[LocalOwner, Owner, Admin, Editor];
const KEEPING: &[Role] = &[LocalOwner, Owner, Admin];
const KEEPING_MEMBERS: &[Role] = &[Owner, Admin];
const NOBODY_AT_ALL: &[Role] = &[];

/// The whole of it. What has no row here, nobody may. On a journey, a role is what is left of it there (`Role::narrowed`).
pub static MATRIX: &[Rule] = &[
    rule(Action::Read, Kind::Entrance, EVERYONE),
    rule(Action::Create, Kind::Entrance, EVERYONE),
    rule(Action::Delete, Kind::Entrance, EVERYONE),
    only(Only::Own, rule(Action::Read, Kind::Account, MEMBERS)),
    only(Only::Own, rule(Action::Edit, Kind::Account, MEMBERS)),
    rule(Action::Read, Kind::Workspace, INSIDE),
    rule(Action::Create, Kind::Workspace, WORKING),
    rule(Action::Manage, Kind::Workspace, KEEPING),
    rule(Action::Create, Kind::Workspaces, &[Owner]),
    rule(Action::Read, Kind::Members, MEMBERS),
    rule(Action::Manage, Kind::Members, KEEPING_MEMBERS),
    rule(Action::Read, Kind::Audit, KEEPING),
    rule(Action::Read, Kind::Catalogue, ON_BOARDS),
    rule(Action::Comment, Kind::Catalogue, SAYING),
    rule(Action::Edit, Kind::Catalogue, WORKING),
    rule(Action::Read, Kind::Journey, ON_BOARDS),
    rule(Action::Comment, Kind::Journey, SAYING),
    rule(Action::Edit, Kind::Journey, WORKING),
    rule(Action::Manage, Kind::Journey, &[Owner, Admin, Editor]),
    rule(Action::Read, Kind::Scores, ON_BOARDS),
    rule(Action::Read, Kind::Records, INSIDE),
    rule(Action::Import, Kind::Records, WORKING),
    rule(Action::Delete, Kind::Records, KEEPING),
    rule(Action::Read, Kind::CustomerRecords, INSIDE),
    rule(Action::Delete, Kind::CustomerRecords, KEEPING),
    rule(Action::Read, Kind::PeopleRecords, NOBODY_AT_ALL),
    rule(Action::Delete, Kind::PeopleRecords, KEEPING),
    only(Only::Named, rule(Action::Read, Kind::PeopleNumbers, INSIDE)),
    rule(Action::Read, Kind::Metrics, INSIDE),
    rule(Action::Edit, Kind::Metrics, WORKING),
    rule(Action::Read, Kind::Friction, ON_BOARDS),
    rule(Action::Edit, Kind::Friction, WORKING),
    rule(Action::Read, Kind::Actions, INSIDE),
    rule(Action::Comment, Kind::Actions, SAYING),
    rule(Action::Edit, Kind::Actions, WORKING),
    rule(Action::Read, Kind::Images, ON_BOARDS),
    rule(Action::Create, Kind::Images, WORKING),
    rule(Action::Delete, Kind::Images, KEEPING),
];

/// The row for an action with things of a kind.
#[must_use]
pub fn rule_for(action: Action, kind: Kind) -> Option<&'static Rule> {
    MATRIX
        .iter()
        .find(|rule| rule.action == action && rule.kind == kind)
}

/// The matrix as a table in Markdown, as `docs/security.md` shows it.
#[must_use]
pub fn as_markdown() -> String {
    use std::fmt::Write;

    let mut table = String::from("| what | action |");
    for role in Role::ALL {
        let _ = write!(table, " {} |", role.name().replace('_', " "));
    }
    table.push_str("\n|---|---|");
    table.push_str(&":-:|".repeat(Role::ALL.len()));
    for rule in MATRIX {
        let _ = write!(
            table,
            "\n| {} | {} |",
            rule.kind.title(),
            rule.action.name()
        );
        let mark = match rule.only {
            Only::Always => "yes",
            Only::Own => "own",
            Only::Named => "if named",
        };
        for role in Role::ALL {
            let _ = write!(table, " {} |", if rule.roles.has(role) { mark } else { "" });
        }
    }
    table.push('\n');
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_question_has_two_answers() {
        for (at, rule) in MATRIX.iter().enumerate() {
            let again = MATRIX[at + 1..].iter();
            let twice =
                again.filter(|other| other.action == rule.action && other.kind == rule.kind);
            assert_eq!(twice.count(), 0, "{rule:?}");
        }
    }

    #[test]
    fn nobody_reaches_anything_but_the_entrance_and_the_owner_everything_that_anybody_else_does() {
        for rule in MATRIX {
            assert_eq!(
                rule.roles.has(Nobody),
                rule.kind == Kind::Entrance,
                "{rule:?}"
            );
            let anybody = MEMBERS.iter().any(|role| rule.roles.has(*role));
            assert_eq!(rule.roles.has(Owner), anybody, "{rule:?}");
        }
    }

    #[test]
    fn whoever_may_more_may_everything_that_the_others_may() {
        for rule in MATRIX {
            let mut some_may = false;
            for role in Role::OF_MEMBERS.into_iter().rev() {
                let may = rule.roles.has(role);
                assert!(may || !some_may, "{role:?} {rule:?}");
                some_may |= may;
            }
        }
    }

    #[test]
    fn the_documentation_shows_this_very_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/security.md");
        let text = std::fs::read_to_string(path).unwrap();
        assert!(
            text.contains(&as_markdown()),
            "docs/security.md does not hold this table:\n{}",
            as_markdown()
        );
    }
}
