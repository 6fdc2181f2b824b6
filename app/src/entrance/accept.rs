//! Accepting an invitation: with the account that one has, or a new one.

use leptos::{
    ev::SubmitEvent,
    html::{Form, Input},
    prelude::*,
};
use shared::api::{Accept, ByLink, InvitationSays, Secret, SignedIn};

use super::{
    frame::{frame, says, word},
    secret,
};
use crate::{
    api::{Verb, deed},
    deeds::{Deeds, load},
    focus,
    form::{Field, blame, exactly, field, send, show_passwords, typed, whose},
    words::{entrance_words, role_name, use_words},
};

const CODE: &str = "code";

/// The page, at `/invitation#secret`.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let words = use_words();
    let secret = secret();
    let deeds = Deeds::<()>::new();
    let says_it = RwSignal::new(None::<InvitationSays>);
    Effect::new(move || {
        let Some(secret) = secret.get().filter(|secret| !secret.is_empty()) else {
            return;
        };
        let by = ByLink {
            secret: Secret(secret),
        };
        let doing = async move {
            deed::<InvitationSays>(Verb::Post, "/entrance/invitations/look".to_owned(), &by).await
        };
        deeds.run((), doing, move |says| says_it.set(Some(says)), || {});
    });
    let inside = move || match says_it.get() {
        Some(says) => form(deeds, secret, &says),
        None => {
            let none = secret.with(|secret| secret.as_ref().is_some_and(String::is_empty));
            let waiting = if none {
                says(|w| w.invitation_open)
            } else {
                view! { <p class="muted">{words.say(|w| w.shell.loading)}</p> }.into_any()
            };
            view! {
                {move || deeds.trouble(words.lang(), ())}
                {(none || deeds.failed.with(Option::is_none)).then_some(waiting)}
            }
            .into_any()
        }
    };
    frame(|w| w.invitation, inside.into_any())
}

fn form(deeds: Deeds<()>, secret: RwSignal<Option<String>>, says_it: &InvitationSays) -> AnyView {
    let words = use_words();
    let InvitationSays {
        workspace,
        email,
        role,
        known,
        ..
    } = says_it.clone();
    let second = RwSignal::new(false);
    let [name, password, code] = [(); 3].map(|()| NodeRef::<Input>::new());
    let around = NodeRef::<Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let said = Accept {
            secret: Secret(secret.get_untracked().unwrap_or_default()),
            name: (!known).then(|| typed(name)),
            password: Secret(exactly(password)),
            code: second.get_untracked().then(|| Secret(typed(code))),
        };
        let doing =
            async move { deed(Verb::Post, "/entrance/invitations/accept".to_owned(), &said).await };
        let then = move |became| match became {
            SignedIn::In => load("/"),
            SignedIn::SecondFactor => {
                second.set(true);
                focus::soon(CODE);
            }
        };
        deeds.run((), doing, then, move || blame(around, deeds));
    };
    let to = {
        let email = email.clone();
        move || {
            let lang = words.lang();
            entrance_words(lang).invited_to(&workspace, role_name(lang, role), &email)
        }
    };
    let fields = if known {
        view! {
            {says(|w| w.invitation_known)}
            {field(
                Field::password("password", "current-password"),
                word(|w| w.password),
                || None,
                String::new(),
                password,
            )}
        }
        .into_any()
    } else {
        view! {
            {field(
                Field::text("name", "name", 120),
                word(|w| w.name),
                move || Some(entrance_words(words.lang()).name_hint),
                String::new(),
                name,
            )}
            {field(
                Field::password("password", "new-password"),
                word(|w| w.password),
                move || Some(entrance_words(words.lang()).password_hint),
                String::new(),
                password,
            )}
        }
        .into_any()
    };
    let more = move || {
        second.get().then(|| {
            field(
                Field::code(CODE),
                word(|w| w.code),
                move || Some(entrance_words(words.lang()).code_hint),
                String::new(),
                code,
            )
        })
    };
    view! {
        <p>{to}</p>
        <form class="entrance__form" method="post" on:submit=submit node_ref=around>
            {whose(email)}
            {fields}
            {show_passwords(word(|w| w.show), around)}
            {more}
            {move || deeds.trouble(words.lang(), ())}
            {send(word(|w| w.accept), deeds.busy.into())}
        </form>
    }
    .into_any()
}
