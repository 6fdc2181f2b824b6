//! Where one is signed in.

use leptos::{
    ev::SubmitEvent,
    html::{Form, Input},
    prelude::*,
};
use shared::{
    api::{ByPassword, Secret, SessionSeen},
    id::SessionId,
};

use super::page::{Desk, Spot, ago, asks_password, part, word};
use crate::{
    api::{Verb, done},
    focus,
    form::{blame, clear, exactly},
    request::instant,
    words::{account_words, use_words},
};

const TITLE: &str = "account-sessions";

/// Ends sessions, by the password that stands above them.
#[derive(Clone, Copy)]
struct Ending {
    desk: Desk,
    password: NodeRef<Input>,
    around: NodeRef<Form>,
}

impl Ending {
    /// Ends what is at this path of the API.
    fn end(self, path: String) {
        let Self {
            desk,
            password,
            around,
        } = self;
        let by = ByPassword {
            password: Secret(exactly(password)),
        };
        let doing = async move { done(Verb::Post, path, &by).await };
        let words = account_words(use_words().now_lang());
        let then = move |()| {
            clear(&[password]);
            desk.announcer.say(words.ended);
            desk.look_again();
            focus::back(TITLE);
        };
        desk.deeds.run(Spot::Sessions, doing, then, move || {
            blame(around, desk.deeds);
        });
    }
}

pub(super) fn section(desk: Desk) -> AnyView {
    let words = use_words();
    let ending = Ending {
        desk,
        password: NodeRef::new(),
        around: NodeRef::new(),
    };
    let rows = move || {
        let sessions = desk.view.with(|view| view.sessions.clone());
        sessions
            .into_iter()
            .map(|session| row(ending, session))
            .collect_view()
    };
    let others = move || desk.view.with(|view| view.sessions.len() > 1);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        ending.end("/account/sessions/end-others".to_owned());
    };
    // Where there is nothing to end, nothing is asked.
    let asks = move || {
        others().then(|| {
            view! {
                <form class="account__line" on:submit=submit node_ref=ending.around>
                    {asks_password(desk, "sessions-password", ending.password)}
                    <button type="submit" class="btn" disabled=desk.deeds.busy>
                        {word(|w| w.end_others)}
                    </button>
                </form>
            }
        })
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
        {asks}
        {move || desk.deeds.trouble(words.lang(), Spot::Sessions)}
    };
    part(TITLE, |w| w.sessions, inside.into_any())
}

fn row(ending: Ending, session: SessionSeen) -> AnyView {
    let desk = ending.desk;
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
                on:click=move |_| end_one(ending, id)
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
            <td data-label=word(|w| w.seen)>{ago(seen)}</td>
            <td>{button}</td>
        </tr>
    }
    .into_any()
}

/// Ends one, once the password stands there; else asks for it.
fn end_one(ending: Ending, id: SessionId) {
    let valid = ending.around.get_untracked();
    if valid.is_some_and(|form| form.report_validity()) {
        ending.end(format!("/account/sessions/{id}/end"));
    }
}
