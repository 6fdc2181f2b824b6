//! The second factor: added by a first code, with recovery codes that are shown once; taken away by the password.

use leptos::{
    ev::SubmitEvent,
    html::{Form, Input},
    prelude::*,
};
use shared::api::{ByCode, ByPassword, RecoveryCodes, SecondFactor, Secret};

use super::page::{Desk, Spot, asks_password, part, word};
use crate::{
    api::{Verb, deed, done},
    focus,
    form::{Field, blame, clear, exactly, field, typed},
    handed::copy_text,
    request::encoded,
    shell::use_announcer,
    words::{account_words, share_words, use_words},
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

fn begin(desk: Desk, step: RwSignal<Step>) -> AnyView {
    let words = use_words();
    let password = NodeRef::<Input>::new();
    let around = NodeRef::<Form>::new();
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
        desk.deeds
            .run(Spot::Second, doing, then, move || blame(around, desk.deeds));
    };
    view! {
        <p>{word(|w| w.second_off)}</p>
        <form class="account__line" on:submit=submit node_ref=around>
            {asks_password(desk, "second-password", password)}
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
    let around = NodeRef::<Form>::new();
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
        desk.deeds.run(Spot::Second, doing, then, move || {
            clear(&[code]);
            blame(around, desk.deeds);
        });
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
        <form class="account__line" on:submit=submit node_ref=around>
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
    let words = use_words();
    let announcer = use_announcer();
    let text = codes.join("\n") + "\n";
    let file = format!("data:text/plain;charset=utf-8,{}", encoded(&text));
    let said = RwSignal::new("");
    let copy = move |_| {
        let share = share_words(words.now_lang());
        let became = if copy_text(&text) {
            share.copied
        } else {
            account_words(words.now_lang()).recovery_not_copied
        };
        said.set(became);
        announcer.say(became);
    };
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
                <button type="button" class="btn" on:click=copy>
                    {move || share_words(words.lang()).copy}
                </button>
                <a class="btn" href=file download="puente-recovery-codes.txt">
                    {word(|w| w.recovery_download)}
                </a>
                <button type="button" class="btn" on:click=kept>
                    {word(|w| w.recovery_kept)}
                </button>
            </div>
            <span class="field__hint">{move || said.get()}</span>
        </div>
    }
    .into_any()
}

fn remove(desk: Desk) -> AnyView {
    let words = use_words();
    let password = NodeRef::<Input>::new();
    let around = NodeRef::<Form>::new();
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
        desk.deeds
            .run(Spot::Second, doing, then, move || blame(around, desk.deeds));
    };
    let left = move || {
        let left = desk.view.with(|view| view.recovery_codes);
        account_words(words.lang()).codes_left(left)
    };
    view! {
        <p>{word(|w| w.second_on)} " " {left}</p>
        <form class="account__line" on:submit=submit node_ref=around>
            {asks_password(desk, "second-password", password)}
            <button type="submit" class="btn" disabled=desk.deeds.busy>
                {word(|w| w.second_remove)}
            </button>
        </form>
        {move || desk.deeds.trouble(words.lang(), Spot::Second)}
    }
    .into_any()
}
