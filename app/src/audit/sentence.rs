//! An event as a sentence, with what is known of it besides.

use std::collections::BTreeMap;

use shared::{
    access::{Role, Scope},
    api::{AuditEvent, AuditKind, Way},
    id::ActorId,
    locale::Lang,
};

use crate::{
    html::Html,
    request::encoded,
    words::{AuditWords, audit_words, role_name},
};

/// What is known beside the events.
pub(super) struct Known<'a> {
    /// Titles of journeys by the text of their id.
    pub(super) titles: BTreeMap<String, &'a str>,
    /// Whoever uses this machine, as long as nobody has an account.
    pub(super) local: Option<ActorId>,
}

/// Writes the sentence, and below it what it does not say.
pub(super) fn sentence(html: &mut Html, lang: Lang, event: &AuditEvent, known: &Known<'_>) {
    let words = audit_words(lang);
    let who = who(words, event, known.local);
    let said = said(lang, words, event, who);
    html.open("span", &[("class", "audit__said")]).text(&said);
    if speaks_of_journey(event.kind) {
        html.text(" ");
        match event.about.get("journey") {
            Some(id) => {
                let href = format!("/journeys/{}", encoded(id));
                let title = known.titles.get(id).copied();
                html.element("a", &[("href", &href)], title.unwrap_or(words.a_journey));
            }
            None => {
                html.text(words.a_journey);
            }
        }
        html.text(".");
    }
    html.close("span");
    let facts = facts(lang, words, event, who);
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
fn who<'a>(words: &'a AuditWords, event: &'a AuditEvent, local: Option<ActorId>) -> &'a str {
    event
        .name
        .as_deref()
        .unwrap_or(match (event.way, event.actor) {
            (Way::Console, _) => words.the_console,
            (_, None) => words.somebody,
            (_, actor) if actor == local => words.the_machine,
            (_, Some(_)) => words.erased,
        })
}

fn role_of(lang: Lang, event: &AuditEvent, key: &str) -> Option<&'static str> {
    let role = event.about.get(key).and_then(|role| Role::named(role))?;
    Some(role_name(lang, role))
}

/// Whether a member has another role than before; what else is changed of them is no news for a sentence.
fn has_another_role(event: &AuditEvent) -> bool {
    event.about.get("role") != event.about.get("role_before")
}

fn said(lang: Lang, words: &AuditWords, event: &AuditEvent, who: &str) -> String {
    let whom = event.about_name.as_deref().unwrap_or(words.a_member);
    let role = role_of(lang, event, "role").map(str::to_lowercase);
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
        (AuditKind::MemberChanged, Some(role)) if has_another_role(event) => {
            words.s_member_made(who, whom, role)
        }
        (AuditKind::MemberChanged, _) => words.s_member_changed(who, whom),
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
        (AuditKind::SecondFactorDemanded, _) => words.s_second_factor_demanded(who),
        (AuditKind::SecondFactorOptional, _) => words.s_second_factor_optional(who),
        (AuditKind::RecordDeleted, _) => words.s_record_deleted(who),
        (AuditKind::ImportTakenBack, _) => words.s_import_taken_back(who),
        (AuditKind::JourneyTaken, _) => words.s_journey_taken(who),
        (AuditKind::AuditTaken, _) => words.s_audit_taken(who),
    }
}

/// What the sentence does not say. What names things by their id alone stands in the file that can be taken away.
fn facts(lang: Lang, words: &AuditWords, event: &AuditEvent, who: &str) -> String {
    let in_sentence = matches!(
        event.kind,
        AuditKind::Invited
            | AuditKind::InvitationAccepted
            | AuditKind::MemberChanged
            | AuditKind::MemberNarrowed
    );
    let mut facts = Vec::new();
    for (key, value) in &event.about {
        let fact = match key.as_str() {
            "member" => {
                let said = matches!(
                    event.kind,
                    AuditKind::MemberChanged
                        | AuditKind::MemberNarrowed
                        | AuditKind::MemberRemoved
                        | AuditKind::UserAdded
                );
                let whom = event.about_name.clone();
                whom.filter(|whom| !said && whom != who)
            }
            "role" if in_sentence => None,
            "role" => role_of(lang, event, key).map(|role| words.fact(words.role, role)),
            "role_before" if has_another_role(event) => {
                role_of(lang, event, key).map(|role| words.fact(words.before, role))
            }
            "people" => {
                let named = if value == "true" { words.yes } else { words.no };
                Some(words.fact(words.people, named))
            }
            "scope" => Some(words.fact(words.scope, scope(words, value))),
            "sessions" => Some(words.fact(words.sessions, value)),
            _ => None,
        };
        facts.extend(fact);
    }
    facts.join(" · ")
}

fn scope<'a>(words: &'a AuditWords, name: &'a str) -> &'a str {
    match Scope::named(name) {
        Some(Scope::Read) => words.reads,
        Some(Scope::Import) => words.imports,
        Some(Scope::Edit) => words.edits,
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use shared::log::Timestamp;
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
        let known = Known {
            titles: BTreeMap::from([("j1".to_owned(), "Airport")]),
            local: Some(ActorId::new(Uuid::from_u128(8))),
        };
        sentence(&mut html, lang, event, &known);
        html.done()
    }

    #[test]
    fn every_kind_has_a_sentence_that_begins_with_who_in_both_languages() {
        for kind in AuditKind::ALL {
            for lang in Lang::ALL {
                let words = audit_words(lang);
                let event = event(kind, &[]);
                let said = said(lang, words, &event, who(words, &event, None));
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
            &[("journey", "j2"), ("role", "editor"), ("link", "l1")],
        );
        let said = written(Lang::En, &made);
        assert!(said.contains(">a journey</a>."), "{said}");
        assert!(said.contains(">role: Editor</span>"), "{said}");
    }

    #[test]
    fn another_role_is_news_and_what_was_before_is_said_beside_it() {
        let about = [
            ("member", "m1"),
            ("people", "true"),
            ("role", "editor"),
            ("role_before", "viewer"),
        ];
        let mut changed = event(AuditKind::MemberChanged, &about);
        changed.about_name = Some("Luis".to_owned());
        let said = written(Lang::En, &changed);
        assert!(
            said.contains("Ana changed Luis: editor from now on."),
            "{said}"
        );
        assert!(
            said.contains("numbers about people: yes · before: Viewer"),
            "{said}"
        );
        let same = changed.about["role"].clone();
        changed.about.insert("role_before".to_owned(), same);
        let said = written(Lang::Es, &changed);
        assert!(
            said.contains("Ana cambió lo que puede hacer Luis."),
            "{said}"
        );
        assert!(said.contains("cifras sobre personas: sí<"), "{said}");
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
        gone.actor = Some(ActorId::new(Uuid::from_u128(8)));
        gone.kind = AuditKind::ImportTakenBack;
        assert!(
            written(Lang::En, &gone).contains("Whoever uses this machine took an import back.")
        );
        // On the command line it is done to somebody.
        gone.way = Way::Console;
        gone.kind = AuditKind::SecondFactorRemoved;
        gone.about_name = Some("Luis".to_owned());
        let said = written(Lang::En, &gone);
        assert!(
            said.contains("Whoever runs Puente removed the second factor."),
            "{said}"
        );
        assert!(said.contains(">Luis<"), "{said}");
    }

    #[test]
    fn what_is_written_is_text_and_never_markup() {
        let mut named = event(AuditKind::SignedIn, &[("note", "<b>")]);
        named.name = Some("<img src=x>".to_owned());
        let said = written(Lang::En, &named);
        assert!(!said.contains("<img") && !said.contains("<b>"), "{said}");
    }
}
