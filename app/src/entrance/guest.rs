//! Coming as a guest: by the link that was handed over, or by the code that is shown in the room.

use leptos::{ev::SubmitEvent, html::Input, prelude::*};
use shared::api::{Join, Joined, Secret};

use super::{
    frame::{frame, says, word},
    own_path, secret,
};
use crate::{
    api::{Verb, deed},
    deeds::{Deeds, load},
    form::{Field, field, typed},
    words::{entrance_words, use_words},
};

/// Where the browser keeps the name that was said last.
#[cfg(feature = "hydrate")]
const NAME: &str = "puente.guest";

/// The page, at `/join` and `/join#secret`.
#[component]
pub fn JoinPage() -> impl IntoView {
    let words = use_words();
    let secret = secret();
    let deeds = Deeds::<()>::new();
    let (name, code) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    #[cfg(feature = "hydrate")]
    Effect::new(move || {
        let storage = window().local_storage().ok().flatten();
        let kept = storage.and_then(|storage| storage.get_item(NAME).ok().flatten());
        if let (Some(kept), Some(field)) = (kept, name.get()) {
            field.set_value(&kept);
        }
    });
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
        #[cfg(feature = "hydrate")]
        if let Some(storage) = window().local_storage().ok().flatten() {
            // A browser that keeps nothing asks again next time.
            let _ = storage.set_item(NAME, &said.name);
        }
        let doing =
            async move { deed::<Joined>(Verb::Post, "/entrance/join".to_owned(), &said).await };
        deeds.run((), doing, |joined| load(own_path(&joined.path)), || {});
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
        <form class="entrance__form" method="post" on:submit=submit>
            {asks_code}
            {field(
                Field::text("name", "nickname", 60),
                word(|w| w.name),
                || None,
                String::new(),
                name,
            )}
            {move || deeds.trouble(words.lang(), ())}
            <button type="submit" class="btn btn--primary" disabled=deeds.busy>
                {word(|w| w.accept)}
            </button>
        </form>
    };
    frame(|w| w.join, inside.into_any())
}
