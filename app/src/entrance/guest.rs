//! Coming as a guest: by the link that was handed over, or by the code that is shown in the room.

use leptos::{
    ev::SubmitEvent,
    html::{Form, Input},
    prelude::*,
};
use shared::api::{Join, Joined, Secret};

use super::{
    frame::{frame, says, word},
    own_path, secret,
};
use crate::{
    api::{Verb, deed},
    deeds::{Deeds, load},
    form::{Field, blame, field, send, typed},
    words::{entrance_words, use_words},
};

/// The page, at `/join` and `/join#secret`.
#[component]
pub fn JoinPage() -> impl IntoView {
    let words = use_words();
    let secret = secret();
    let deeds = Deeds::<()>::new();
    let (name, code) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let around = NodeRef::<Form>::new();
    let by_link = Memo::new(move |_| {
        secret.with(|secret| secret.as_ref().is_some_and(|one| !one.is_empty()))
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let by = secret.get_untracked().filter(|secret| !secret.is_empty());
        let said = Join {
            secret: Secret(by.unwrap_or_else(|| typed(code))),
            name: typed(name),
        };
        let doing =
            async move { deed::<Joined>(Verb::Post, "/entrance/join".to_owned(), &said).await };
        let then = |joined: Joined| load(own_path(&joined.path));
        deeds.run((), doing, then, move || blame(around, deeds));
    };
    let asks_code = move || {
        (!by_link.get()).then(|| {
            field(
                Field::text("code", "off", 16),
                word(|w| w.join_code),
                move || Some(entrance_words(words.lang()).join_code_hint),
                String::new(),
                code,
            )
        })
    };
    let inside = view! {
        {says(|w| w.join_text)}
        <form class="entrance__form" method="post" on:submit=submit node_ref=around>
            {asks_code}
            {field(
                Field::text("name", "nickname", 60),
                word(|w| w.name),
                || None,
                String::new(),
                name,
            )}
            {move || deeds.trouble(words.lang(), ())}
            {send(word(|w| w.accept), deeds.busy.into())}
        </form>
    };
    frame(|w| w.join, inside.into_any())
}
