//! Where one is signed in.

use leptos::prelude::*;
use serde_json::json;
use shared::{api::SessionSeen, id::SessionId};

use super::page::{Desk, Spot, part, word};
use crate::{
    api::{Verb, done},
    focus,
    request::instant,
    words::{account_words, use_words},
};

const TITLE: &str = "account-sessions";

pub(super) fn section(desk: Desk) -> AnyView {
    let words = use_words();
    let rows = move || {
        let sessions = desk.view.with(|view| view.sessions.clone());
        sessions
            .into_iter()
            .map(|session| row(desk, session))
            .collect_view()
    };
    let others = move || desk.view.with(|view| view.sessions.len() > 1);
    let end_others = move |_| {
        let path = "/account/sessions/end-others".to_owned();
        end(
            desk,
            async move { done(Verb::Post, path, &json!({})).await },
        );
    };
    let inside = view! {
        <table class="table table--stack">
            <thead>
                <tr>
                    <th scope="col">{word(|w| w.browser)}</th>
                    <th scope="col">{word(|w| w.address)}</th>
                    <th scope="col">{word(|w| w.since)}</th>
                    <th scope="col">{word(|w| w.seen)}</th>
                    <th scope="col">
                        <span class="visually-hidden">{word(|w| w.end)}</span>
                    </th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {move || {
            others()
                .then(|| {
                    view! {
                        <div class="btn-row">
                            <button type="button" class="btn" disabled=desk.deeds.busy on:click=end_others>
                                {word(|w| w.end_others)}
                            </button>
                        </div>
                    }
                })
        }}
        {move || desk.deeds.trouble(words.lang(), Spot::Sessions)}
    };
    part(TITLE, |w| w.sessions, inside.into_any())
}

fn end(desk: Desk, doing: impl Future<Output = Result<(), shared::api::ApiError>> + 'static) {
    let words = use_words_now();
    let then = move |()| {
        desk.announcer.say(words.ended);
        desk.look_again();
        focus::back(TITLE);
    };
    desk.deeds.run(Spot::Sessions, doing, then, || {});
}

fn use_words_now() -> &'static crate::words::AccountWords {
    account_words(use_words().now_lang())
}

fn row(desk: Desk, session: SessionSeen) -> AnyView {
    let words = use_words();
    let SessionSeen {
        id,
        here,
        agent,
        address,
        since,
        seen,
    } = session;
    let button = if here {
        view! { <span class="pill">{word(|w| w.here)}</span> }.into_any()
    } else {
        let label = {
            let agent = agent.clone();
            move || {
                let words = account_words(words.lang());
                words.about(words.end, &agent)
            }
        };
        view! {
            <button
                type="button"
                class="btn btn--small"
                aria-label=label
                disabled=desk.deeds.busy
                on:click=move |_| end_one(desk, id)
            >
                {word(|w| w.end)}
            </button>
        }
        .into_any()
    };
    view! {
        <tr>
            <th scope="row" class="account__agent">
                {agent}
            </th>
            <td data-label=word(|w| w.address)>{address}</td>
            <td data-label=word(|w| w.since)>{move || instant(words.lang(), since)}</td>
            <td data-label=word(|w| w.seen)>{move || instant(words.lang(), seen)}</td>
            <td>{button}</td>
        </tr>
    }
    .into_any()
}

fn end_one(desk: Desk, id: SessionId) {
    let path = format!("/account/sessions/{id}");
    end(
        desk,
        async move { done(Verb::Delete, path, &json!({})).await },
    );
}
