//! Inviting somebody, and the invitations that wait.

use leptos::{
    ev::{Event, SubmitEvent},
    html::Input,
    prelude::*,
};
use shared::{
    access::Role,
    api::{Invitation, Invited, NewInvitation},
    id::DepartmentId,
    locale::Lang,
};

use super::{
    desk::{Desk, Spot},
    field,
};
use crate::{
    api::{Verb, deed, done},
    focus,
    handed::handed,
    request::instant,
    words::{member_words, role_name},
};

const EMAIL: &str = "invite-email";
const ROLE: &str = "invite-role";
const PEOPLE: &str = "invite-people";
const WAITING: &str = "invitations";
/// The id of the link that is handed over.
const LINK: &str = "invite-link";

/// The form, what came of it, and what waits.
pub(super) fn section(lang: Lang, desk: Desk) -> AnyView {
    let words = member_words(lang);
    let list = Memo::new(move |_| desk.view.with(|view| view.invitations.clone()));
    view! {
        <section class="members__part" aria-labelledby="invite-title">
            <h2 class="members__title" id="invite-title">
                {words.invite_title}
            </h2>
            {form(lang, desk)}
            {move || desk.invited.get().map(|invited| made(lang, invited))}
        </section>
        <section class="members__part" aria-labelledby=WAITING>
            <h2 class="members__title" id=WAITING tabindex="-1">
                {words.waiting}
                " "
                <span class="nav__count">{move || lang.count(list.with(Vec::len) as u64)}</span>
            </h2>
            {move || waiting(lang, desk, &list.get())}
        </section>
    }
    .into_any()
}

fn form(lang: Lang, desk: Desk) -> AnyView {
    let words = member_words(lang);
    let email = NodeRef::<Input>::new();
    let role = RwSignal::new(Role::Viewer);
    let people = RwSignal::new(false);
    let departments = RwSignal::new(Vec::<DepartmentId>::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(field) = email.get_untracked() else {
            return;
        };
        let address = field.value().trim().to_owned();
        if address.is_empty() || desk.deeds.busy.get_untracked() {
            return;
        }
        let body = NewInvitation {
            email: address,
            role: role.get_untracked(),
            people: people.get_untracked(),
            departments: departments.get_untracked(),
            lang,
        };
        desk.invited.set(None);
        let doing =
            async move { deed::<Invited>(Verb::Post, "/invitations".to_owned(), &body).await };
        let then = move |invited: Invited| {
            field.set_value("");
            let _ = people.try_set(false);
            let _ = departments.try_set(Vec::new());
            let kept = invited.invitation.clone();
            desk.announcer.say(words.invited(&kept.email));
            desk.view.update(|view| view.invitations.insert(0, kept));
            let has_link = invited.link.is_some();
            desk.invited.set(Some(invited));
            if has_link {
                focus::soon(LINK);
            }
        };
        desk.deeds
            .run(Spot::Invite, doing, then, || focus::soon(EMAIL));
    };
    let tick = Callback::new(move |(id, on): (DepartmentId, bool)| {
        departments.update(|chosen| *chosen = field::ticked(std::mem::take(chosen), id, on));
    });
    let options = field::roles(lang, desk.roles(), role.into());
    let choose = move |event: Event| {
        if let Some(chosen) = Role::named(&event_target_value(&event)) {
            role.set(chosen);
        }
    };
    view! {
        <form class="members__form" aria-labelledby="invite-title" on:submit=submit>
            <div class="members__fields">
                <div class="field">
                    <label class="field__label" for=EMAIL>
                        {words.address}
                    </label>
                    <input
                        class="input"
                        type="email"
                        id=EMAIL
                        required
                        maxlength="254"
                        autocomplete="off"
                        aria-describedby="invite-email-hint"
                        node_ref=email
                    />
                    <span class="field__hint" id="invite-email-hint">
                        {words.address_hint}
                    </span>
                </div>
                <div class="field">
                    <label class="field__label" for=ROLE>
                        {words.role}
                    </label>
                    <select class="select" id=ROLE on:change=choose>
                        {options}
                    </select>
                </div>
                <div class="field">
                    <span class="field__label">{words.departments}</span>
                    {field::departments(
                        lang,
                        desk,
                        words.departments.to_owned(),
                        departments.into(),
                        tick,
                    )}
                </div>
            </div>
            <div class="members__people">
                <input
                    type="checkbox"
                    class="check"
                    id=PEOPLE
                    aria-describedby="invite-people-hint"
                    prop:checked=move || people.get()
                    on:change=move |event: Event| people.set(event_target_checked(&event))
                />
                <label for=PEOPLE>{words.people}</label>
                <span class="field__hint" id="invite-people-hint">
                    {words.people_hint}
                </span>
            </div>
            {move || desk.deeds.trouble(lang, Spot::Invite)}
            <div class="btn-row">
                <button type="submit" class="btn btn--primary" disabled=desk.deeds.busy>
                    {move || if desk.deeds.busy.get() { words.inviting } else { words.invite }}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// What came of an invitation: a letter that is on its way, or a link to be handed over.
fn made(lang: Lang, invited: Invited) -> AnyView {
    let words = member_words(lang);
    let address = invited.invitation.email;
    let Some(link) = invited.link else {
        return view! {
            <div class="callout callout--kept">
                <p>{words.letter(&address)}</p>
            </div>
        }
        .into_any();
    };
    view! {
        <div class="callout callout--kept">
            <p class="callout__title">{words.invited(&address)}</p>
            <p>{words.link_text}</p>
            {handed(lang, LINK, words.link, link.0)}
        </div>
    }
    .into_any()
}

fn waiting(lang: Lang, desk: Desk, invitations: &[Invitation]) -> AnyView {
    let words = member_words(lang);
    if invitations.is_empty() {
        return view! { <p class="muted">{words.none_waiting}</p> }.into_any();
    }
    let rows = invitations.iter();
    let rows = rows
        .map(|invitation| row(lang, desk, invitation))
        .collect_view();
    view! {
        <table class="table table--stack members">
            <thead>
                <tr>
                    <th scope="col">{words.address}</th>
                    <th scope="col">{words.role}</th>
                    <th scope="col">{words.departments}</th>
                    <th scope="col">{words.invited_by}</th>
                    <th scope="col">{words.ends}</th>
                    <th scope="col">
                        <span class="visually-hidden">{words.what_to_do}</span>
                    </th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(lang: Lang, desk: Desk, invitation: &Invitation) -> AnyView {
    let words = member_words(lang);
    let id = invitation.id;
    let named = desk.named(lang, &invitation.departments);
    let named = if named.is_empty() {
        words.no_departments.to_owned()
    } else {
        named
    };
    let by = desk.member(invitation.by).map(|member| member.name);
    let people = invitation.people.then(|| {
        view! { <span class="members__address">{words.people}</span> }
    });
    let click = move |_| {
        let doing = async move {
            done(
                Verb::Delete,
                format!("/invitations/{id}"),
                &serde_json::json!({}),
            )
            .await
        };
        let then = move |()| {
            desk.view
                .update(|view| view.invitations.retain(|one| one.id != id));
            desk.invited.update(|made| {
                let gone = made.as_ref().is_some_and(|made| made.invitation.id == id);
                if gone {
                    *made = None;
                }
            });
            desk.announcer.say(words.revoked);
            focus::back(WAITING);
        };
        // It may have been accepted meanwhile.
        desk.deeds
            .run(Spot::Invitation(id), doing, then, move || desk.look_again());
    };
    view! {
        <tr>
            <th scope="row">{invitation.email.clone()}</th>
            <td data-label=words.role>{role_name(lang, invitation.role)} {people}</td>
            <td data-label=words.departments>{named}</td>
            <td data-label=words.invited_by>{by}</td>
            <td data-label=words.ends>{instant(lang, invitation.ends)}</td>
            <td>
                <button
                    type="button"
                    class="btn btn--small"
                    aria-label=words.about(words.revoke, &invitation.email)
                    disabled=desk.deeds.busy
                    on:click=click
                >
                    {words.revoke}
                </button>
                {move || desk.deeds.trouble(lang, Spot::Invitation(id))}
            </td>
        </tr>
    }
    .into_any()
}
