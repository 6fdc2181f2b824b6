//! What the address of the page asks for, and the addresses of what it leads to.

use shared::{
    api::{AuditKind, AuditQuery},
    id::ActorId,
};

use crate::request::encoded;

/// Where the log is.
pub(super) const AUDIT: &str = "/audit";

/// From named values. What cannot be read counts as not said.
pub(super) fn read(given: impl Fn(&'static str) -> Option<String>) -> AuditQuery {
    let given = |name| given(name).filter(|value: &String| !value.is_empty());
    AuditQuery {
        before: given("before").and_then(|seq| seq.parse().ok()),
        limit: None,
        kind: given("kind").and_then(|kind| AuditKind::named(&kind)),
        actor: given("actor").and_then(|id| id.parse::<ActorId>().ok()),
    }
}

/// The address of the page that asks for this.
pub(super) fn address(query: &AuditQuery) -> String {
    let pairs = [
        ("kind", query.kind.map(|kind| kind.name().to_owned())),
        ("actor", query.actor.map(|id| id.to_string())),
        ("before", query.before.map(|seq| seq.to_string())),
    ];
    let pairs = pairs.into_iter();
    let pairs: Vec<String> = pairs
        .filter_map(|(name, value)| Some(format!("{name}={}", encoded(&value?))))
        .collect();
    if pairs.is_empty() {
        AUDIT.to_owned()
    } else {
        format!("{AUDIT}?{}", pairs.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(of: &[(&'static str, &str)]) -> AuditQuery {
        read(|name| {
            let found = of.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn what_is_asked_for_stands_in_the_address() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        let of = [("kind", "invited"), ("actor", id), ("before", "51")];
        let query = asked(&of);
        assert_eq!(
            address(&query),
            format!("/audit?kind=invited&actor={id}&before=51")
        );
    }

    #[test]
    fn what_cannot_be_read_counts_as_not_said() {
        let query = asked(&[("kind", "dancing"), ("actor", "ana"), ("before", "")]);
        assert_eq!(query, AuditQuery::default());
        assert_eq!(address(&query), AUDIT);
    }
}
