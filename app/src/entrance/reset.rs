//! Another password: asking for a letter, and setting it by the letter's link.

use leptos::{
    ev::SubmitEvent,
    html::{Form, Input},
    prelude::*,
};
use shared::api::{AskReset, Secret, UseReset};

use super::{
    frame::{frame, says, word},
    secret,
};
use crate::{
    api::{Verb, done},
    deeds::Deeds,
    focus,
    form::{Field, blame, exactly, field, send, show_passwords, typed},
    shell::use_announcer,
    words::{entrance_words, use_words},
};

/// The id of the way on, once the password is set.
const SIGN_IN: &str = "reset-sign-in";

/// The page, at `/reset` and `/reset#secret`.
#[component]
pub fn ResetPage() -> impl IntoView {
    let secret = secret();
    let by_link = Memo::new(move |_| {
        secret.with(|secret| secret.as_ref().is_some_and(|one| !one.is_empty()))
    });
    let inside = move || {
        if by_link.get() { set(secret) } else { ask() }
    };
    frame(|w| w.reset, inside.into_any())
}

/// Asks for a letter. Whether there is such an account is not said.
fn ask() -> AnyView {
    let words = use_words();
    let announcer = use_announcer();
    let deeds = Deeds::<()>::new();
    let sent = RwSignal::new(false);
    let email = NodeRef::<Input>::new();
    let around = NodeRef::<Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let asked = AskReset {
            email: typed(email),
            lang: words.now_lang(),
        };
        let doing = async move { done(Verb::Post, "/entrance/resets".to_owned(), &asked).await };
        let then = move |()| {
            sent.set(true);
            announcer.say(entrance_words(words.now_lang()).reset_sent);
        };
        deeds.run((), doing, then, move || blame(around, deeds));
    };
    let became = move || {
        sent.get().then(|| {
            view! { <div class="callout callout--kept">{says(|w| w.reset_sent)}</div> }
        })
    };
    view! {
        {says(|w| w.reset_text)}
        <form class="entrance__form" method="post" on:submit=submit node_ref=around>
            {field(Field::email("email"), word(|w| w.email), || None, String::new(), email)}
            {move || deeds.trouble(words.lang(), ())}
            {became}
            {send(word(|w| w.reset_send), deeds.busy.into())}
        </form>
        <p>
            <a href="/sign-in">{word(|w| w.sign_in)}</a>
        </p>
    }
    .into_any()
}

/// Sets the password by the link of a letter.
fn set(secret: RwSignal<Option<String>>) -> AnyView {
    let words = use_words();
    let announcer = use_announcer();
    let deeds = Deeds::<()>::new();
    let ready = RwSignal::new(false);
    let password = NodeRef::<Input>::new();
    let around = NodeRef::<Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let wish = UseReset {
            secret: Secret(secret.get_untracked().unwrap_or_default()),
            password: Secret(exactly(password)),
        };
        let doing = async move { done(Verb::Post, "/entrance/resets/use".to_owned(), &wish).await };
        let then = move |()| {
            ready.set(true);
            focus::soon(SIGN_IN);
            announcer.say(entrance_words(words.now_lang()).reset_done);
        };
        deeds.run((), doing, then, move || blame(around, deeds));
    };
    let became = move || {
        ready.get().then(|| {
            view! {
                <div class="callout callout--kept">
                    {says(|w| w.reset_done)} <p>
                        <a href="/sign-in" id=SIGN_IN>
                            {word(|w| w.sign_in)}
                        </a>
                    </p>
                </div>
            }
        })
    };
    let hint = move || Some(entrance_words(words.lang()).password_hint);
    view! {
        {says(|w| w.reset_set_text)}
        <form class="entrance__form" method="post" on:submit=submit node_ref=around>
            {field(
                Field::password("password", "new-password"),
                word(|w| w.new_password),
                hint,
                String::new(),
                password,
            )}
            {show_passwords(word(|w| w.show), around)}
            {move || deeds.trouble(words.lang(), ())}
            {became}
            <button
                type="submit"
                class="btn btn--primary"
                disabled=move || deeds.busy.get() || ready.get()
                aria-busy=move || deeds.busy.get().then_some("true")
            >
                {word(|w| w.reset_set)}
            </button>
        </form>
    }
    .into_any()
}
