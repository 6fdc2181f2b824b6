//! Another password.

use leptos::{
    ev::SubmitEvent,
    html::{Form, Input},
    prelude::*,
};
use shared::api::{ChangePassword, Secret};

use super::page::{Desk, Spot, part, word};
use crate::{
    api::{Verb, done},
    form::{Field, blame, clear, exactly, field, show_passwords, whose},
    words::{account_words, entrance_words, use_words},
};

pub(super) fn section(desk: Desk) -> AnyView {
    let words = use_words();
    let (current, new) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let around = NodeRef::<Form>::new();
    let (has, email) = desk
        .view
        .with_untracked(|view| (view.password, view.email.clone()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let wish = ChangePassword {
            current: Secret(exactly(current)),
            new: Secret(exactly(new)),
        };
        let path = "/account/password".to_owned();
        let doing = async move { done(Verb::Post, path, &wish).await };
        let then = move |()| {
            clear(&[current, new]);
            desk.announcer.say(account_words(words.now_lang()).changed);
            desk.look_again();
        };
        desk.deeds.run(Spot::Password, doing, then, move || {
            blame(around, desk.deeds);
        });
    };
    let current = has.then(|| {
        field(
            Field::password("current-password", "current-password"),
            word(|w| w.current),
            || None,
            String::new(),
            current,
        )
    });
    let hint = move || Some(account_words(words.lang()).new_hint);
    let show = move || entrance_words(words.lang()).show;
    let inside = view! {
        <form class="account__form" on:submit=submit node_ref=around>
            {whose(email)} {current}
            {field(
                Field::password("new-password", "new-password"),
                word(|w| w.new),
                hint,
                String::new(),
                new,
            )} {show_passwords(show, around)}
            {move || desk.deeds.trouble(words.lang(), Spot::Password)} <div class="btn-row">
                <button type="submit" class="btn" disabled=desk.deeds.busy>
                    {word(|w| w.change)}
                </button>
            </div>
        </form>
    };
    part("account-password", |w| w.password, inside.into_any())
}
