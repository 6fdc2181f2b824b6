//! An event as a sentence, with what is known of it besides.

use std::collections::BTreeMap;

use shared::{
    access::Role,
    api::{AuditEvent, AuditKind, Way},
    locale::Lang,
};

use crate::{
    html::Html,
    request::encoded,
    words::{AuditWords, audit_words, role_name},
};

/// Titles of journeys by the text of their id.
pub(super) type Titles<'a> = BTreeMap<String, &'a str>;

/// Writes the sentence, and below it what it does not say.
pub(super) fn sentence(html: &mut Html, lang: Lang, event: &AuditEvent, titles: &Titles<'_>) {
    let words = audit_words(lang);
    let said = said(lang, words, event);
    html.open("span", &[("class", "audit__said")]).text(&said);
    let journey = event.about.get("journey");
    if speaks_of_journey(event.kind) {
        html.text(" ");
        match journey {
            Some(id) => {
                let href = format!("/journeys/{}", encoded(id));
                let title = titles.get(id).copied();
                html.element("a", &[("href", &href)], title.unwrap_or(words.a_journey));
            }
            None => {
                html.text(words.a_journey);
            }
        }
        html.text(".");
    }
    html.close("span");
    let facts = facts(lang, event);
    if !facts.is_empty() {
        html.classed("span", "audit__facts", &facts);
    }
}

/// Whether its sentence ends with a journey.
const fn speaks_of_journey(kind: AuditKind) -> bool {
    matches!(
        kind,
        AuditKind::MemberNarrowed
            | AuditKind::GuestLinkMade
            | AuditKind::GuestLinkRevoked
            | AuditKind::GuestJoined
            | AuditKind::JourneyTaken
    )
}

/// Who did it: by name, or as far as it is known.
fn who<'a>(words: &'a AuditWords, event: &'a AuditEvent) -> &'a str {
    let named = event.name.as_deref();
    // Whoever was not let in is known by whom they said they were.
    let meant = event.about_name.as_deref();
    let meant = meant.filter(|_| event.actor.is_none());
    named.or(meant).unwrap_or(match (event.way, event.actor) {
        (Way::Console, _) => words.the_console,
        (_, None) => words.somebody,
        (_, Some(id)) if id.uuid().is_nil() => words.the_machine,
        (_, Some(_)) => words.erased,
    })
}

fn said(lang: Lang, words: &AuditWords, event: &AuditEvent) -> String {
    let who = who(words, event);
    let whom = event.about_name.as_deref().unwrap_or(words.a_member);
    let role = event.about.get("role").and_then(|role| Role::named(role));
    let role = role.map(|role| role_name(lang, role).to_lowercase());
    let oneself = event.about.get("member").map(String::as_str)
        == event.actor.map(|id| id.to_string()).as_deref();
    match (event.kind, role.as_deref()) {
        (AuditKind::SetUp, _) => words.s_set_up(who),
        (AuditKind::SignedIn, _) => words.s_signed_in(who),
        (AuditKind::SignInRefused, _) => words.s_sign_in_refused(who),
        (AuditKind::SignedOut, _) => words.s_signed_out(who),
        (AuditKind::SessionEnded, _) => words.s_session_ended(who),
        (AuditKind::PasswordChanged, _) => words.s_password_changed(who),
        (AuditKind::ResetAsked, _) => words.s_reset_asked(who),
        (AuditKind::ResetUsed, _) => words.s_reset_used(who),
        (AuditKind::SecondFactorAdded, _) => words.s_second_factor_added(who),
        (AuditKind::SecondFactorRemoved, _) => words.s_second_factor_removed(who),
        (AuditKind::RecoveryCodeUsed, _) => words.s_recovery_code_used(who),
        (AuditKind::TokenMade, _) => words.s_token_made(who),
        (AuditKind::TokenRevoked, _) => words.s_token_revoked(who),
        (AuditKind::UserAdded, _) => words.s_user_added(whom),
        (AuditKind::Invited, Some(role)) => words.s_invited_as(who, role),
        (AuditKind::Invited, None) => words.s_invited(who),
        (AuditKind::InvitationRevoked, _) => words.s_invitation_revoked(who),
        (AuditKind::InvitationAccepted, Some(role)) => words.s_invitation_accepted_as(who, role),
        (AuditKind::InvitationAccepted, None) => words.s_invitation_accepted(who),
        (AuditKind::MemberChanged, Some(role)) => words.s_member_made(who, whom, role),
        (AuditKind::MemberChanged, None) => words.s_member_changed(who, whom),
        (AuditKind::MemberNarrowed, Some(role)) => words.s_member_narrowed(who, whom, role),
        (AuditKind::MemberNarrowed, None) => words.s_member_widened(who, whom),
        (AuditKind::MemberRemoved, _) if oneself => words.s_member_left(who),
        (AuditKind::MemberRemoved, _) => words.s_member_removed(who, whom),
        (AuditKind::PersonErased, _) => words.s_person_erased(who),
        (AuditKind::GuestLinkMade, _) => words.s_guest_link_made(who),
        (AuditKind::GuestLinkRevoked, _) => words.s_guest_link_revoked(who),
        (AuditKind::GuestJoined, _) => words.s_guest_joined(who),
        (AuditKind::WorkspaceMade, _) => words.s_workspace_made(who),
        (AuditKind::WorkspaceRenamed, _) => words.s_workspace_renamed(who),
        (AuditKind::RecordDeleted, _) => words.s_record_deleted(who),
        (AuditKind::ImportTakenBack, _) => words.s_import_taken_back(who),
        (AuditKind::JourneyTaken, _) => words.s_journey_taken(who),
        (AuditKind::AuditTaken, _) => words.s_audit_taken(who),
    }
}

/// What the sentence does not say: each by its key. What names a role is said in words.
fn facts(lang: Lang, event: &AuditEvent) -> String {
    let in_sentence = |key: &str| match key {
        "member" => event.about_name.is_some(),
        "journey" => speaks_of_journey(event.kind),
        "role" => matches!(
            event.kind,
            AuditKind::Invited
                | AuditKind::InvitationAccepted
                | AuditKind::MemberChanged
                | AuditKind::MemberNarrowed
        ),
        _ => false,
    };
    let facts = event.about.iter().filter(|(key, _)| !in_sentence(key));
    let facts = facts.map(|(key, value)| {
        let value = Role::named(value).map_or(value.as_str(), |role| role_name(lang, role));
        format!("{}: {value}", key.replace('_', " "))
    });
    facts.collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use shared::{id::ActorId, log::Timestamp};
    use uuid::Uuid;

    use super::*;

    fn event(kind: AuditKind, about: &[(&str, &str)]) -> AuditEvent {
        let about = about
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
        AuditEvent {
            seq: 1,
            at: Timestamp(0),
            kind,
            actor: Some(ActorId::new(Uuid::from_u128(7))),
            name: Some("Ana".to_owned()),
            way: Way::Session,
            address: String::new(),
            about: about.collect(),
            about_name: None,
        }
    }

    fn written(lang: Lang, event: &AuditEvent) -> String {
        let mut html = Html::new();
        let titles = Titles::from([("j1".to_owned(), "Airport")]);
        sentence(&mut html, lang, event, &titles);
        html.done()
    }

    #[test]
    fn every_kind_has_a_sentence_that_begins_with_who_in_both_languages() {
        for kind in AuditKind::ALL {
            for lang in Lang::ALL {
                let words = audit_words(lang);
                let said = said(lang, words, &event(kind, &[]));
                assert!(
                    said.starts_with("Ana ") || kind == AuditKind::UserAdded,
                    "{said}"
                );
                assert_ne!(words.name(kind), "");
            }
        }
    }

    #[test]
    fn roles_are_said_in_words_and_journeys_lead_to_their_board() {
        let mut narrowed = event(
            AuditKind::MemberNarrowed,
            &[("member", "m1"), ("journey", "j1"), ("role", "viewer")],
        );
        narrowed.about_name = Some("Luis".to_owned());
        let said = written(Lang::En, &narrowed);
        assert!(said.contains("Ana narrowed Luis to viewer on "), "{said}");
        assert!(said.contains(r#"href="/journeys/j1""#), "{said}");
        assert!(
            said.contains(">Airport</a>.") && !said.contains("audit__facts"),
            "{said}"
        );
        let said = written(Lang::Es, &narrowed);
        assert!(said.contains("limitó a Luis a lector en "), "{said}");
        let made = event(
            AuditKind::GuestLinkMade,
            &[("journey", "j2"), ("role", "editor"), ("most_uses", "30")],
        );
        let said = written(Lang::En, &made);
        assert!(said.contains(">a journey</a>."), "{said}");
        assert!(said.contains("most uses: 30 · role: Editor"), "{said}");
    }

    #[test]
    fn whoever_goes_by_themselves_has_left_and_whoever_has_no_name_is_not_invented() {
        let id = Uuid::from_u128(7).to_string();
        let mut gone = event(AuditKind::MemberRemoved, &[("member", &id)]);
        assert!(written(Lang::En, &gone).contains("Ana left the workspace."));
        gone.name = None;
        assert!(written(Lang::En, &gone).contains("Somebody whose name is gone left"));
        gone.kind = AuditKind::SignInRefused;
        gone.actor = None;
        assert!(written(Lang::En, &gone).contains("Somebody was not let in"));
        gone.about_name = Some("Luis".to_owned());
        assert!(written(Lang::En, &gone).contains("Luis was not let in"));
    }

    #[test]
    fn what_is_written_is_text_and_never_markup() {
        let mut named = event(AuditKind::SignedIn, &[("note", "<b>")]);
        named.name = Some("<img src=x>".to_owned());
        let said = written(Lang::En, &named);
        assert!(!said.contains("<img") && !said.contains("<b>"), "{said}");
    }
}
