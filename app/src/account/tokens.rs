//! What programs come in with: made, shown once, revoked.

use leptos::{
    ev::SubmitEvent,
    html::{Form, Input, Select},
    prelude::*,
};
use serde_json::json;
use shared::{
    access::Scope,
    api::{MadeToken, NewToken, TokenSeen},
};

use super::page::{Desk, Spot, ago, part, word};
use crate::{
    api::{Verb, deed, done},
    focus,
    form::{Field, blame, clear, field, typed},
    handed::handed,
    request::{instant, use_now},
    words::{AccountWords, account_words, use_words},
};

const TITLE: &str = "account-tokens";
const TOKEN: &str = "token-made";
/// What is offered as the days that a token counts.
const DAYS: &str = "90";

pub(super) fn section(desk: Desk) -> AnyView {
    let words = use_words();
    let made = RwSignal::new(None::<String>);
    let inside = view! {
        <p>{word(|w| w.tokens_text)}</p>
        {move || list(desk)}
        {form(desk, made)}
        {move || desk.deeds.trouble(words.lang(), Spot::Tokens)}
        {move || {
            made.get()
                .map(|token| {
                    let lang = words.lang();
                    let words = account_words(lang);
                    view! {
                        <div class="callout callout--kept">
                            <p>{words.token_once}</p>
                            {handed(lang, TOKEN, words.token, token)}
                        </div>
                    }
                })
        }}
    };
    part(TITLE, |w| w.tokens, inside.into_any())
}

const fn scope_name(words: &'static AccountWords, scope: Scope) -> &'static str {
    match scope {
        Scope::Read => words.scope_read,
        Scope::Import => words.scope_import,
        Scope::Edit => words.scope_edit,
    }
}

fn list(desk: Desk) -> AnyView {
    let tokens = desk.view.with(|view| view.tokens.clone());
    if tokens.is_empty() {
        return view! { <p class="muted">{word(|w| w.no_tokens)}</p> }.into_any();
    }
    let rows = tokens
        .into_iter()
        .map(|token| row(desk, token))
        .collect_view();
    view! {
        <table class="table table--stack">
            <thead>
                <tr>
                    <th scope="col">{word(|w| w.token_name)}</th>
                    <th scope="col">{word(|w| w.token_scope)}</th>
                    <th scope="col">{word(|w| w.workspace)}</th>
                    <th scope="col">{word(|w| w.ends)}</th>
                    <th scope="col">{word(|w| w.seen)}</th>
                    <th scope="col">
                        <span class="visually-hidden">{word(|w| w.revoke)}</span>
                    </th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(desk: Desk, token: TokenSeen) -> AnyView {
    let words = use_words();
    let now = use_now();
    let TokenSeen {
        id,
        name,
        scope,
        workspace,
        ends,
        used,
        ..
    } = token;
    let revoke = move |_| {
        let path = format!("/account/tokens/{id}");
        let doing = async move { done(Verb::Delete, path, &json!({})).await };
        let then = move |()| {
            desk.announcer.say(account_words(words.now_lang()).revoked);
            desk.look_again();
            focus::back(TITLE);
        };
        desk.deeds.run(Spot::Tokens, doing, then, || {});
    };
    let label = {
        let name = name.clone();
        move || {
            let words = account_words(words.lang());
            words.about(words.revoke, &name)
        }
    };
    let over = move || {
        (ends.0 <= now.get()).then(|| view! { <span class="pill">{word(|w| w.over)}</span> })
    };
    let at = workspace.name;
    let used = used.map_or_else(|| word(|w| w.never_used).into_any(), ago);
    let at = move || {
        if at.is_empty() {
            account_words(words.lang()).unnamed.to_owned()
        } else {
            at.clone()
        }
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td data-label=word(|w| w.token_scope)>
                {move || scope_name(account_words(words.lang()), scope)}
            </td>
            <td data-label=word(|w| w.workspace)>{at}</td>
            <td data-label=word(|w| w.ends)>{move || instant(words.lang(), ends)} " " {over}</td>
            <td data-label=word(|w| w.seen)>{used}</td>
            <td>
                <button
                    type="button"
                    class="btn btn--small btn--danger"
                    aria-label=label
                    disabled=desk.deeds.busy
                    on:click=revoke
                >
                    {word(|w| w.revoke)}
                </button>
            </td>
        </tr>
    }
    .into_any()
}

fn form(desk: Desk, made: RwSignal<Option<String>>) -> AnyView {
    let words = use_words();
    let (name, days) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let scope = NodeRef::<Select>::new();
    let around = NodeRef::<Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let chosen = scope.get_untracked().map(|scope| scope.value());
        let Ok(days) = typed(days).parse() else {
            return;
        };
        let wish = NewToken {
            name: typed(name),
            scope: chosen
                .and_then(|name| Scope::named(&name))
                .unwrap_or(Scope::Read),
            days,
        };
        let path = "/account/tokens".to_owned();
        let doing = async move { deed::<MadeToken>(Verb::Post, path, &wish).await };
        let then = move |token: MadeToken| {
            clear(&[name]);
            made.set(Some(token.token.0));
            desk.look_again();
            focus::soon(TOKEN);
        };
        desk.deeds
            .run(Spot::Tokens, doing, then, move || blame(around, desk.deeds));
    };
    let scopes = Scope::ALL
        .map(|scope| {
            view! {
                <option value=scope.name()>
                    {move || scope_name(account_words(words.lang()), scope)}
                </option>
            }
            .into_any()
        })
        .into_iter()
        .collect_view();
    view! {
        <form class="account__line" on:submit=submit node_ref=around>
            {field(
                Field::text("token-name", "off", 120),
                word(|w| w.token_name),
                || None,
                String::new(),
                name,
            )}
            <div class="field">
                <label class="field__label" for="token-scope">
                    {word(|w| w.token_scope)}
                </label>
                <select class="select" id="token-scope" node_ref=scope>
                    {scopes}
                </select>
            </div>
            <div class="field account__days">
                <label class="field__label" for="token-days">
                    {word(|w| w.token_days)}
                </label>
                <input
                    class="input"
                    id="token-days"
                    type="number"
                    min="1"
                    max="366"
                    step="1"
                    required
                    value=DAYS
                    node_ref=days
                />
            </div>
            <button type="submit" class="btn" disabled=desk.deeds.busy>
                {word(|w| w.token_make)}
            </button>
        </form>
    }
    .into_any()
}
