//! Who one is, in the header: where to, and out again.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::json;
use shared::{
    access::{Action, Kind, Role},
    api::{ChooseWorkspace, Me, WorkspaceName},
};

use crate::{
    api::{Verb, done},
    deeds::load,
    me::{may, use_me},
    words::{AccountWords, account_words, use_words},
};

/// A button in the header with one's name, and the panel that it opens. Nothing for nobody.
#[component]
pub(super) fn Who() -> impl IntoView {
    let me = use_me();
    (me.role != Role::Nobody).then(|| panel(&me))
}

fn word(
    what: impl Fn(&'static AccountWords) -> &'static str + Copy + Send + Sync + 'static,
) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    let words = use_words();
    move || what(account_words(words.lang()))
}

fn panel(me: &Arc<Me>) -> AnyView {
    let inside = match me.role {
        Role::LocalOwner => view! {
            <p class="field__label">{word(|w| w.here_without)}</p>
            <p class="who__text">{word(|w| w.here_without_text)}</p>
        }
        .into_any(),
        Role::Guest => view! {
            <p class="field__label">{word(|w| w.guest)}</p>
            <p class="who__name">{me.name.clone()}</p>
            <button type="button" class="btn btn--small" on:click=|_| sign_out("/join")>
                {word(|w| w.leave_workshop)}
            </button>
        }
        .into_any(),
        _ => member(me),
    };
    let initials = match me.role {
        Role::LocalOwner => "—".to_owned(),
        _ => initials(&me.name),
    };
    let name = me.name.clone();
    view! {
        <button
            type="button"
            class="btn btn--quiet btn--small who__open"
            popovertarget="who"
            title=word(|w| w.menu)
        >
            <span class="who__initials" aria-hidden="true">{initials}</span>
            <span class="visually-hidden">{word(|w| w.menu)} " " {name}</span>
        </button>
        <div id="who" class="preferences who" popover="auto">
            {inside}
        </div>
    }
    .into_any()
}

fn member(me: &Arc<Me>) -> AnyView {
    let here = me.workspace.as_ref().map(|here| here.id);
    let others: Vec<AnyView> = me
        .workspaces
        .iter()
        .filter(|one| Some(one.id) != here)
        .map(workspace)
        .collect();
    let others = (!others.is_empty()).then(|| {
        view! {
            <p class="field__label">{word(|w| w.other_workspaces)}</p>
            <div class="who__others">{others}</div>
        }
    });
    let at = me.workspace.as_ref().map(|here| here.name.clone());
    let audit = may(me, Action::Read, Kind::Audit).then(|| {
        view! {
            <li>
                <a href="/audit">{word(|w| w.audit)}</a>
            </li>
        }
    });
    view! {
        <p class="who__name">{me.name.clone()}</p>
        <p class="who__text">{me.email.clone()}</p>
        <p class="who__text">{at}</p>
        <ul class="who__ways">
            <li>
                <a href="/account">{word(|w| w.title)}</a>
            </li>
            <li>
                <a href="/members">{word(|w| w.members)}</a>
            </li>
            {audit}
        </ul>
        {others}
        <button type="button" class="btn btn--small" on:click=|_| sign_out("/sign-in")>
            {word(|w| w.sign_out)}
        </button>
    }
    .into_any()
}

fn workspace(one: &WorkspaceName) -> AnyView {
    let words = use_words();
    let there = ChooseWorkspace { workspace: one.id };
    let go = move |_| {
        leptos::task::spawn_local(async move {
            let path = "/entrance/workspace".to_owned();
            // Also where it failed, the page says where one is.
            let _ = done(Verb::Post, path, &there).await;
            load("/");
        });
    };
    let name = one.name.clone();
    let name = move || {
        if name.is_empty() {
            account_words(words.lang()).unnamed.to_owned()
        } else {
            name.clone()
        }
    };
    view! {
        <button type="button" class="btn btn--small" on:click=go>
            {name}
        </button>
    }
    .into_any()
}

/// Signs out and goes to where one comes in.
fn sign_out(then: &'static str) {
    leptos::task::spawn_local(async move {
        let path = "/entrance/sign-out".to_owned();
        if done(Verb::Post, path, &json!({})).await.is_ok() {
            load(then);
        }
    });
}

/// The first letters of the first and the last word of a name.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    let both = first.into_iter().chain(last);
    both.flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_the_last_name() {
        assert_eq!(initials("Ana María Ruiz"), "AR");
        assert_eq!(initials(" ñandú "), "Ñ");
        assert_eq!(initials(""), "");
    }
}
