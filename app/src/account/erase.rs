//! Leaving for good: names leave, logs keep the id.

use leptos::{
    ev::SubmitEvent,
    html::{Form, Input},
    prelude::*,
};
use shared::api::{ByPassword, Secret};

use super::page::{Desk, Spot, asks_password, part, word};
use crate::{
    api::{Verb, done},
    deeds::load,
    form::{blame, exactly},
    words::use_words,
};

pub(super) fn section(desk: Desk) -> AnyView {
    let words = use_words();
    let password = NodeRef::<Input>::new();
    let around = NodeRef::<Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let by = ByPassword {
            password: Secret(exactly(password)),
        };
        let path = "/account/erase".to_owned();
        let doing = async move { done(Verb::Post, path, &by).await };
        let then = |()| load("/sign-in");
        desk.deeds
            .run(Spot::Erase, doing, then, move || blame(around, desk.deeds));
    };
    let asks = asks_password(desk, "erase-password", password);
    let inside = view! {
        <p>{word(|w| w.erase_text)}</p>
        <form class="account__line" on:submit=submit node_ref=around>
            {asks}
            <button type="submit" class="btn btn--danger" disabled=desk.deeds.busy>
                {word(|w| w.erase_yes)}
            </button>
        </form>
        {move || desk.deeds.trouble(words.lang(), Spot::Erase)}
    };
    part("account-erase", |w| w.erase, inside.into_any())
}
