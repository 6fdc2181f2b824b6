//! The second factor: added by a first code, with recovery codes that are shown once; taken away by the password.

use leptos::{ev::SubmitEvent, html::Input, prelude::*};
use shared::api::{ByCode, ByPassword, RecoveryCodes, SecondFactor, Secret};

use super::page::{Desk, Spot, part, word};
use crate::{
    api::{Verb, deed, done},
    focus,
    form::{Field, clear, exactly, field, typed, whose},
    request::encoded,
    words::{account_words, use_words},
};

const CODE: &str = "second-code";
const TITLE: &str = "account-second";
const RECOVERY: &str = "account-recovery";

/// How far somebody is with adding one.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Idle,
    Waits(SecondFactor),
    Codes(Vec<String>),
}

pub(super) fn section(desk: Desk) -> AnyView {
    let step = RwSignal::new(Step::Idle);
    let on = Memo::new(move |_| desk.view.with(|view| view.second_factor));
    let inside = move || match step.get() {
        Step::Codes(codes) => recovery(codes, step),
        Step::Waits(factor) => confirm(desk, &factor, step),
        Step::Idle if on.get() => remove(desk),
        Step::Idle => begin(desk, step),
    };
    part(TITLE, |w| w.second, inside.into_any())
}

/// The password, asked once more before this is changed.
fn asks_password(desk: Desk, password: NodeRef<Input>) -> Option<AnyView> {
    let (has, email) = desk
        .view
        .with_untracked(|view| (view.password, view.email.clone()));
    has.then(|| {
        view! {
            {whose(email)}
            {field(
                Field::password("second-password", "current-password"),
                word(|w| w.confirm_password),
                || None,
                String::new(),
                password,
            )}
        }
        .into_any()
    })
}

fn begin(desk: Desk, step: RwSignal<Step>) -> AnyView {
    let words = use_words();
    let password = NodeRef::<Input>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let by = ByPassword {
            password: Secret(exactly(password)),
        };
        let path = "/account/second-factor".to_owned();
        let doing = async move { deed(Verb::Post, path, &by).await };
        let then = move |factor| {
            step.set(Step::Waits(factor));
            focus::soon(CODE);
        };
        desk.deeds.run(Spot::Second, doing, then, || {});
    };
    view! {
        <p>{word(|w| w.second_off)}</p>
        <form class="account__line" on:submit=submit>
            {asks_password(desk, password)}
            <button type="submit" class="btn" disabled=desk.deeds.busy>
                {word(|w| w.second_begin)}
            </button>
        </form>
        {move || desk.deeds.trouble(words.lang(), Spot::Second)}
    }
    .into_any()
}

fn confirm(desk: Desk, factor: &SecondFactor, step: RwSignal<Step>) -> AnyView {
    let words = use_words();
    let code = NodeRef::<Input>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let by = ByCode {
            code: Secret(typed(code)),
        };
        let path = "/account/second-factor/confirm".to_owned();
        let doing = async move { deed::<RecoveryCodes>(Verb::Post, path, &by).await };
        let then = move |made: RecoveryCodes| {
            let codes = made.codes.into_iter().map(|code| code.0);
            step.set(Step::Codes(codes.collect()));
            desk.look_again();
            focus::soon(RECOVERY);
        };
        desk.deeds
            .run(Spot::Second, doing, then, move || clear(&[code]));
    };
    // As a picture it runs nothing.
    let picture = format!("data:image/svg+xml,{}", encoded(&factor.qr));
    let secret = factor.secret.0.clone();
    view! {
        <p>{word(|w| w.second_scan)}</p>
        <img class="account__qr" src=picture alt=word(|w| w.second_qr) width="240" height="240" />
        <p>
            {word(|w| w.second_secret)} ": " <code class="account__secret">{secret}</code>
        </p>
        <form class="account__line" on:submit=submit>
            {field(Field::code(CODE), word(|w| w.second_code), || None, String::new(), code)}
            <button type="submit" class="btn btn--primary" disabled=desk.deeds.busy>
                {word(|w| w.second_confirm)}
            </button>
        </form>
        {move || desk.deeds.trouble(words.lang(), Spot::Second)}
    }
    .into_any()
}

fn recovery(codes: Vec<String>, step: RwSignal<Step>) -> AnyView {
    let codes = codes
        .into_iter()
        .map(|code| view! { <li><code>{code}</code></li> }.into_any())
        .collect_view();
    let kept = move |_| {
        step.set(Step::Idle);
        focus::soon(TITLE);
    };
    view! {
        <div class="callout callout--kept">
            <p class="callout__title" id=RECOVERY tabindex="-1">
                {word(|w| w.recovery_title)}
            </p>
            <p>{word(|w| w.recovery_text)}</p>
            <ul class="account__codes">{codes}</ul>
            <div class="btn-row">
                <button type="button" class="btn" on:click=kept>
                    {word(|w| w.recovery_kept)}
                </button>
            </div>
        </div>
    }
    .into_any()
}

fn remove(desk: Desk) -> AnyView {
    let words = use_words();
    let password = NodeRef::<Input>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let by = ByPassword {
            password: Secret(exactly(password)),
        };
        let path = "/account/second-factor/remove".to_owned();
        let doing = async move { done(Verb::Post, path, &by).await };
        let then = move |()| {
            desk.announcer
                .say(account_words(words.now_lang()).second_removed);
            desk.look_again();
            focus::soon(TITLE);
        };
        desk.deeds.run(Spot::Second, doing, then, || {});
    };
    let left = move || {
        let left = desk.view.with(|view| view.recovery_codes);
        account_words(words.lang()).codes_left(left)
    };
    view! {
        <p>{word(|w| w.second_on)} " " {left}</p>
        <form class="account__line" on:submit=submit>
            {asks_password(desk, password)}
            <button type="submit" class="btn" disabled=desk.deeds.busy>
                {word(|w| w.second_remove)}
            </button>
        </form>
        {move || desk.deeds.trouble(words.lang(), Spot::Second)}
    }
    .into_any()
}
