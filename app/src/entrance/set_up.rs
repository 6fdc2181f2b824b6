//! The first account, by the link of the console.

use leptos::{
    ev::SubmitEvent,
    html::{Form, Input},
    prelude::*,
};
use shared::api::{Secret, SetUp};

use super::{
    frame::{frame, says, word},
    secret,
};
use crate::{
    api::{Verb, done},
    deeds::{Deeds, load},
    form::{Field, blame, exactly, field, send, show_passwords, typed},
    words::{entrance_words, use_words},
};

/// The page, at `/setup#secret`.
#[component]
pub fn SetUpPage() -> impl IntoView {
    let words = use_words();
    let secret = secret();
    let deeds = Deeds::<()>::new();
    let [workspace, name, email, password] = [(); 4].map(|()| NodeRef::<Input>::new());
    let around = NodeRef::<Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let wish = SetUp {
            secret: Secret(secret.get_untracked().unwrap_or_default()),
            workspace: typed(workspace),
            name: typed(name),
            email: typed(email),
            password: Secret(exactly(password)),
        };
        let doing = async move { done(Verb::Post, "/entrance/setup".to_owned(), &wish).await };
        deeds.run((), doing, |()| load("/"), move || blame(around, deeds));
    };
    let missing = move || {
        let missing = secret.with(|secret| secret.as_ref().is_some_and(String::is_empty));
        missing.then(|| {
            view! {
                <div class="callout callout--risk" role="alert">
                    {says(|w| w.no_secret)}
                </div>
            }
        })
    };
    let hint = move |of: fn(&'static crate::words::EntranceWords) -> &'static str| {
        move || Some(of(entrance_words(words.lang())))
    };
    let inside = view! {
        {says(|w| w.setup_text)}
        {missing}
        <form class="entrance__form" method="post" on:submit=submit node_ref=around>
            {field(
                Field::text("workspace", "organization", 120),
                word(|w| w.workspace),
                hint(|w| w.workspace_hint),
                String::new(),
                workspace,
            )}
            {field(
                Field::text("name", "name", 120),
                word(|w| w.name),
                hint(|w| w.name_hint),
                String::new(),
                name,
            )}
            {field(Field::email("email"), word(|w| w.email), || None, String::new(), email)}
            {field(
                Field::password("password", "new-password"),
                word(|w| w.password),
                hint(|w| w.password_hint),
                String::new(),
                password,
            )}
            {show_passwords(word(|w| w.show), around)}
            {move || deeds.trouble(words.lang(), ())}
            {send(word(|w| w.make_account), deeds.busy.into())}
        </form>
    };
    frame(|w| w.setup, inside.into_any())
}
