//! The links there are: how each stands, who came by it, and what can be done with it.

use leptos::prelude::*;
use shared::{
    api::{GuestCode, GuestLink},
    id::GuestLinkId,
    locale::Lang,
};

use super::{
    code,
    make::guests_may,
    page::{Desk, Spot},
    state::{State, state},
};
use crate::{
    api::{Verb, deed, done},
    focus,
    request::{instant, use_now},
    words::{ShareWords, share_words},
};

const LIST: &str = "share-links";
const YES: &str = "share-yes";

/// The links, newest first.
pub(super) fn section(lang: Lang, desk: Desk) -> AnyView {
    let words = share_words(lang);
    view! {
        <section class="share__part" aria-labelledby=LIST>
            <h2 class="share__title" id=LIST tabindex="-1">
                {words.links}
            </h2>
            {move || list(lang, desk, &desk.links.get())}
        </section>
    }
    .into_any()
}

fn list(lang: Lang, desk: Desk, links: &[GuestLink]) -> AnyView {
    let words = share_words(lang);
    if links.is_empty() {
        return view! { <p class="muted">{words.none}</p> }.into_any();
    }
    let rows = links.iter();
    let rows = rows.map(|link| row(lang, desk, link)).collect_view();
    view! {
        <table class="table table--stack share__links">
            <thead>
                <tr>
                    <th scope="col">{words.role}</th>
                    <th scope="col">{words.guests}</th>
                    <th scope="col">{words.made_at}</th>
                    <th scope="col">{words.ends}</th>
                    <th scope="col">{words.state}</th>
                    <th scope="col">
                        <span class="visually-hidden">{words.what_to_do}</span>
                    </th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

const fn state_name(words: &'static ShareWords, state: State) -> &'static str {
    match state {
        State::Open => words.open,
        State::UsedUp => words.used_up,
        State::Over => words.over,
        State::Revoked => words.revoked,
    }
}

fn row(lang: Lang, desk: Desk, link: &GuestLink) -> AnyView {
    let words = share_words(lang);
    let id = link.id;
    let now = use_now();
    let used = link.guests.len() as u64;
    let uses = words.uses(used, u64::from(link.most_uses));
    let came = if link.guests.is_empty() {
        words.nobody_came.to_owned()
    } else {
        link.guests.join(", ")
    };
    let made = instant(lang, link.since);
    let stands = {
        let link = link.clone();
        Memo::new(move |_| state(&link, now.get()))
    };
    let class = move || match stands.get() {
        State::Open => "pill pill--better",
        State::UsedUp | State::Over | State::Revoked => "pill",
    };
    let label = made.clone();
    let buttons = move || buttons(words, desk, id, &label, stands.get());
    let below = move || {
        let question = (desk.asked.get() == Some(id)).then(|| question(lang, desk, id));
        let trouble = desk.deeds.trouble(lang, Spot::Link(id));
        (question.is_some() || trouble.is_some()).then(|| {
            view! {
                <tr class="members__ask">
                    <td colspan="6">{question} {trouble}</td>
                </tr>
            }
            .into_any()
        })
    };
    view! {
        <tr>
            <th scope="row">{guests_may(words, link.role)}</th>
            <td data-label=words.guests>
                <span class="num">{uses}</span>
                " "
                <span class="share__came">{came}</span>
            </td>
            <td data-label=words.made_at>{made}</td>
            <td data-label=words.ends>{instant(lang, link.ends)}</td>
            <td data-label=words.state>
                <span class=class>{move || state_name(words, stands.get())}</span>
            </td>
            <td>{buttons}</td>
        </tr>
        {below}
    }
    .into_any()
}

fn revoke_button(id: GuestLinkId) -> String {
    format!("revoke-{id}")
}

/// What can be done with a link as it stands.
fn buttons(
    words: &'static ShareWords,
    desk: Desk,
    id: GuestLinkId,
    which: &str,
    state: State,
) -> AnyView {
    let show = move |_| {
        let path = format!("/journeys/{}/guests/{id}/code", desk.journey);
        let doing =
            async move { deed::<GuestCode>(Verb::Post, path, &serde_json::json!({})).await };
        let then = move |code| desk.code.set(Some((id, code)));
        desk.deeds.run(Spot::Link(id), doing, then, || {});
    };
    let code = (state == State::Open).then(|| {
        view! {
            <button
                type="button"
                class="btn btn--small"
                id=code::button(id)
                aria-label=words.about(words.code, which)
                disabled=desk.deeds.busy
                on:click=show
            >
                {words.code}
            </button>
        }
    });
    // Guests who came by a link that is used up are still in.
    let revoke = matches!(state, State::Open | State::UsedUp).then(|| {
        view! {
            <button
                type="button"
                class="btn btn--small btn--danger"
                id=revoke_button(id)
                aria-label=words.about(words.revoke, which)
                aria-expanded=move || (desk.asked.get() == Some(id)).to_string()
                on:click=move |_| desk.asked.set(Some(id))
            >
                {words.revoke}
            </button>
        }
    });
    view! { <div class="btn-row">{code} {revoke}</div> }.into_any()
}

/// What is asked before a link is revoked.
fn question(lang: Lang, desk: Desk, id: GuestLinkId) -> AnyView {
    let words = share_words(lang);
    let close = move || {
        desk.asked.set(None);
        focus::back(revoke_button(id));
    };
    let click = move |_| {
        let path = format!("/journeys/{}/guests/{id}", desk.journey);
        let doing = async move { done(Verb::Delete, path, &serde_json::json!({})).await };
        let then = move |()| {
            desk.asked.set(None);
            let gone = desk
                .made
                .with_untracked(|made| made.as_ref().is_some_and(|made| made.kept.id == id));
            if gone {
                desk.made.set(None);
            }
            desk.code.update(|code| {
                if code.as_ref().is_some_and(|(of, _)| *of == id) {
                    *code = None;
                }
            });
            desk.links.update(|links| {
                let revoked = links.iter_mut().find(|link| link.id == id);
                if let Some(link) = revoked {
                    link.revoked = true;
                }
            });
            desk.announcer.say(words.was_revoked);
            focus::back(LIST);
        };
        desk.deeds.run(Spot::Link(id), doing, then, || {});
    };
    let keys = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    focus::soon(YES);
    view! {
        <div class="callout callout--risk" role="group" aria-label=words.revoke on:keydown=keys>
            <p>{words.revoke_text}</p>
            <div class="btn-row">
                <button
                    type="button"
                    class="btn btn--danger"
                    id=YES
                    disabled=desk.deeds.busy
                    on:click=click
                >
                    {words.revoke_yes}
                </button>
                <button type="button" class="btn" on:click=move |_| close()>
                    {words.cancel}
                </button>
            </div>
        </div>
    }
    .into_any()
}
