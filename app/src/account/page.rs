//! The page of one's own account, at `/account`.

use leptos::{
    ev::SubmitEvent,
    html::{Form, Input},
    prelude::*,
};
use shared::{
    api::{AccountView, Rename},
    log::Timestamp,
};

use super::{erase, password, second_factor, sessions, tokens};
use crate::{
    api::{self, Api, Verb, done, use_api},
    deeds::{Deeds, load},
    form::{Field, blame, field, typed, whose},
    me::{signed_in, use_me},
    request::{instant, use_now},
    shell::{Announcer, Page, PageTitle, failure, use_announcer},
    words::{AccountWords, account_words, use_words},
};

/// Where on the page something was wished, and is said to have failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    Name,
    Password,
    Second,
    Sessions,
    Tokens,
    Erase,
}

/// The account of this page.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) view: RwSignal<AccountView>,
    pub(super) deeds: Deeds<Spot>,
    pub(super) announcer: Announcer,
}

impl Desk {
    /// Asks how it is now.
    pub(super) fn look_again(self) {
        let Ok(api) = use_api() else { return };
        leptos::task::spawn_local(async move {
            if let Ok(now) = api.account().await {
                let _ = self.view.try_set(now);
            }
        });
    }
}

/// Texts of the account, as they stand in a view.
pub(super) fn word(
    what: impl Fn(&'static AccountWords) -> &'static str + Copy + Send + Sync + 'static,
) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    let words = use_words();
    move || what(account_words(words.lang()))
}

/// One's own account.
#[component]
pub fn AccountPage() -> impl IntoView {
    let words = use_words();
    let crumbs = view! { <span class="crumbs__here">{word(|w| w.title)}</span> };
    let inside = if signed_in(&use_me()) {
        asked()
    } else {
        view! {
            <div class="empty">
                <p class="empty__title">{word(|w| w.nobody)}</p>
                <p>{word(|w| w.nobody_text)}</p>
            </div>
        }
        .into_any()
    };
    view! {
        <Page crumbs=crumbs.into_any()>
            <PageTitle text=move || account_words(words.lang()).title.to_owned() />
            <main class="page__main" id="main" tabindex="-1">
                <div class="page__body">
                    <header class="page__head">
                        <div class="page__titles">
                            <h1>{word(|w| w.title)}</h1>
                            <p>{word(|w| w.lead)}</p>
                        </div>
                    </header>
                    {inside}
                </div>
            </main>
        </Page>
    }
    .into_any()
}

fn asked() -> AnyView {
    let words = use_words();
    let answer = api::ask(|| (), async |api, ()| api.account().await);
    let again = Callback::new(move |()| answer.refetch());
    view! {
        <Suspense>
            {move || {
                answer
                    .get()
                    .map(|answer| match answer {
                        Ok(view) => sections(view),
                        Err(error) => failure(words.lang(), &error, Some(again)),
                    })
            }}
        </Suspense>
    }
    .into_any()
}

fn sections(view: AccountView) -> AnyView {
    let desk = Desk {
        view: RwSignal::new(view),
        deeds: Deeds::new(),
        announcer: use_announcer(),
    };
    // What is asked for comes first.
    let confined = use_me().confined;
    let asked_for = confined.then(|| {
        view! {
            <div class="callout callout--risk" role="status">
                <p>{word(|w| w.confined)}</p>
            </div>
            {second_factor::section(desk)}
        }
    });
    let usual = (!confined).then(|| second_factor::section(desk));
    view! {
        <div class="account">
            {asked_for}
            {name(desk)} {password::section(desk)} {usual}
            {sessions::section(desk)} {tokens::section(desk)} {erase::section(desk)}
        </div>
    }
    .into_any()
}

/// A section of the page under its title.
pub(super) fn part(
    id: &'static str,
    title: impl Fn(&'static AccountWords) -> &'static str + Copy + Send + Sync + 'static,
    inside: AnyView,
) -> AnyView {
    view! {
        <section class="account__part" aria-labelledby=id>
            <h2 class="account__title" id=id tabindex="-1">
                {word(title)}
            </h2>
            {inside}
        </section>
    }
    .into_any()
}

/// The password, asked once more before something that matters is done; not asked of who has none and comes by a provider.
pub(super) fn asks_password(
    desk: Desk,
    id: &'static str,
    password: NodeRef<Input>,
) -> Option<AnyView> {
    let (has, email) = desk
        .view
        .with_untracked(|view| (view.password, view.email.clone()));
    has.then(|| {
        view! {
            {whose(email)}
            {field(
                Field::password(id, "current-password"),
                word(|w| w.confirm_password),
                || None,
                String::new(),
                password,
            )}
        }
        .into_any()
    })
}

/// How long ago something was; when exactly, for whoever points at it.
pub(super) fn ago(at: Timestamp) -> AnyView {
    let (words, now) = (use_words(), use_now());
    view! {
        <span title=move || instant(words.lang(), at)>
            {move || words.lang().ago(at.0, now.get())}
        </span>
    }
    .into_any()
}

fn name(desk: Desk) -> AnyView {
    let words = use_words();
    let called = NodeRef::<Input>::new();
    let around = NodeRef::<Form>::new();
    let (now, email) = desk
        .view
        .with_untracked(|view| (view.name.clone(), view.email.clone()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let wish = Rename {
            name: typed(called),
        };
        let doing = async move { done(Verb::Put, "/account".to_owned(), &wish).await };
        // It stands in the document.
        let then = |()| load("/account");
        desk.deeds
            .run(Spot::Name, doing, then, move || blame(around, desk.deeds));
    };
    let inside = view! {
        <p>{word(|w| w.email)} ": " <b>{email}</b></p>
        <form class="account__line" on:submit=submit node_ref=around>
            {field(Field::text("name", "name", 120), word(|w| w.name), || None, now, called)}
            <button type="submit" class="btn" disabled=desk.deeds.busy>
                {word(|w| w.save)}
            </button>
        </form>
        {move || desk.deeds.trouble(words.lang(), Spot::Name)}
    };
    part("account-name", |w| w.name, inside.into_any())
}
