//! Leaving for good: names leave, logs keep the id.

use leptos::{ev::SubmitEvent, html::Input, prelude::*};
use shared::api::{ByPassword, Secret};

use super::page::{Desk, Spot, part, word};
use crate::{
    api::{Verb, done},
    deeds::load,
    form::{Field, exactly, field, whose},
    words::use_words,
};

pub(super) fn section(desk: Desk) -> AnyView {
    let words = use_words();
    let password = NodeRef::<Input>::new();
    let (has, email) = desk
        .view
        .with_untracked(|view| (view.password, view.email.clone()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let by = ByPassword {
            password: Secret(exactly(password)),
        };
        let path = "/account/erase".to_owned();
        let doing = async move { done(Verb::Post, path, &by).await };
        desk.deeds
            .run(Spot::Erase, doing, |()| load("/sign-in"), || {});
    };
    let asks = has.then(|| {
        view! {
            {whose(email)}
            {field(
                Field::password("erase-password", "current-password"),
                word(|w| w.confirm_password),
                || None,
                String::new(),
                password,
            )}
        }
    });
    let inside = view! {
        <p>{word(|w| w.erase_text)}</p>
        <form class="account__line" on:submit=submit>
            {asks}
            <button type="submit" class="btn btn--danger" disabled=desk.deeds.busy>
                {word(|w| w.erase_yes)}
            </button>
        </form>
        {move || desk.deeds.trouble(words.lang(), Spot::Erase)}
    };
    part("account-erase", |w| w.erase, inside.into_any())
}
