//! How a link stands, and how a code is written.

use shared::api::GuestLink;

/// How a link for guests stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Open,
    UsedUp,
    Over,
    Revoked,
}

/// How it stands at this moment, milliseconds since 1970.
pub(super) fn state(link: &GuestLink, now: i64) -> State {
    if link.revoked {
        State::Revoked
    } else if link.ends.0 <= now {
        State::Over
    } else if link.guests.len() as u64 >= u64::from(link.most_uses) {
        State::UsedUp
    } else {
        State::Open
    }
}

/// A code in two groups, as it is read out.
pub(super) fn grouped(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    let (first, second) = letters.split_at(letters.len() / 2);
    let [first, second]: [String; 2] = [first, second].map(|half| half.iter().collect());
    format!("{first} {second}")
}

/// Minutes and seconds that are left; nothing once it is over.
pub(super) fn left(ends: i64, now: i64) -> Option<String> {
    let seconds = ends.saturating_sub(now) / 1000;
    (seconds > 0).then(|| format!("{}:{:02}", seconds / 60, seconds % 60))
}

#[cfg(test)]
mod tests {
    use shared::{
        access::Role,
        id::{ActorId, GuestLinkId},
        log::Timestamp,
    };
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_link_is_open_until_it_is_used_up_or_over_or_revoked() {
        let mut link = GuestLink {
            id: GuestLinkId::new(Uuid::nil()),
            role: Role::Viewer,
            most_uses: 2,
            guests: vec!["Eva".to_owned()],
            by: ActorId::new(Uuid::nil()),
            since: Timestamp(0),
            ends: Timestamp(1000),
            revoked: false,
        };
        assert_eq!(state(&link, 999), State::Open);
        link.guests.push("Leo".to_owned());
        assert_eq!(state(&link, 999), State::UsedUp);
        assert_eq!(state(&link, 1000), State::Over);
        link.revoked = true;
        assert_eq!(state(&link, 0), State::Revoked);
    }

    #[test]
    fn a_code_is_read_in_two_groups_of_three() {
        assert_eq!(grouped("K7MQ2X"), "K7M Q2X");
        assert_eq!(grouped(""), " ");
    }

    #[test]
    fn what_is_left_of_a_code_is_counted_down_to_the_second() {
        assert_eq!(left(600_000, 0).as_deref(), Some("10:00"));
        assert_eq!(left(61_999, 0).as_deref(), Some("1:01"));
        assert_eq!(left(600_000, 599_500), None);
        assert_eq!(left(0, 600_000), None);
    }
}
