//! Signing in: address and password, then the code of the second factor where the account has one.

use leptos::{
    ev::SubmitEvent,
    html::{Form, Input},
    prelude::*,
};
use leptos_router::hooks::use_query_map;
use serde_json::json;
use shared::{
    access::Role,
    api::{Entrance, Secret, SignIn, SignedIn},
};

use super::{
    frame::{frame, says, word},
    own_path,
};
use crate::{
    api::{self, Api, Verb, deed, done},
    deeds::{Deeds, load},
    focus,
    form::{Field, blame, clear, exactly, field, send, show_passwords, typed},
    me::{signed_in, use_me},
    request::encoded,
    shell::{failure, use_announcer},
    words::{account_words, entrance_words, use_words},
};

const CODE: &str = "code";

/// The page, at `/sign-in?next=/path`.
#[component]
pub fn SignInPage() -> impl IntoView {
    let me = use_me();
    let inside = if signed_in(&me) {
        already(me.name.clone())
    } else if me.role == Role::LocalOwner {
        view! {
            <p>{word(|w| w.nobody_yet)} ". " {word(|w| w.nobody_yet_text)}</p>
            <p>
                <a class="btn btn--primary" href="/" rel="external">
                    {word(|w| w.home)}
                </a>
            </p>
        }
        .into_any()
    } else {
        asked()
    };
    frame(|w| w.sign_in, inside)
}

/// Where to go on, for whoever is in already; and the way out, for somebody else.
fn already(name: String) -> AnyView {
    let words = use_words();
    let deeds = Deeds::<()>::new();
    let out = move |_| {
        let path = "/entrance/sign-out".to_owned();
        let doing = async move { done(Verb::Post, path, &json!({})).await };
        deeds.run((), doing, |()| load("/sign-in"), || {});
    };
    view! {
        <p>{move || entrance_words(words.lang()).already_in(&name)}</p>
        <div class="btn-row">
            <a class="btn btn--primary" href=next() rel="external">
                {word(|w| w.home)}
            </a>
            <button type="button" class="btn" disabled=deeds.busy on:click=out>
                {move || account_words(words.lang()).sign_out}
            </button>
        </div>
        {move || deeds.trouble(words.lang(), ())}
    }
    .into_any()
}

/// Where the address says to go on.
fn next() -> String {
    let next = use_query_map().with_untracked(|query| query.get("next").unwrap_or_default());
    own_path(&next).to_owned()
}

fn asked() -> AnyView {
    let words = use_words();
    let answer = api::ask(|| (), async |api, ()| api.entrance().await);
    let again = Callback::new(move |()| answer.refetch());
    view! {
        <Suspense>
            {move || {
                answer
                    .get()
                    .map(|answer| match answer {
                        Ok(entrance) => ways(&entrance),
                        Err(error) => failure(words.lang(), &error, Some(again)),
                    })
            }}
        </Suspense>
    }
    .into_any()
}

fn ways(entrance: &Entrance) -> AnyView {
    let words = use_words();
    let query = use_query_map();
    let next = next();
    let not_in = query.with_untracked(|query| query.get("not_in"));
    let not_in = not_in.map(|why| not_in_because(&why));
    let nobody = (!entrance.accounts).then(|| {
        view! {
            <div class="callout callout--risk">
                <p class="callout__title">{word(|w| w.nobody_yet)}</p>
                {says(|w| w.nobody_yet_text)}
            </div>
        }
    });
    let provider = entrance.provider.clone().map(|name| {
        let href = format!("/sign-in/provider?next={}", encoded(&next));
        view! {
            <a class="btn entrance__provider" href=href rel="external">
                {move || entrance_words(words.lang()).by_provider(&name)}
            </a>
        }
    });
    view! {
        {not_in}
        {nobody}
        {form(next)}
        {provider}
        <ul class="entrance__ways">
            <li>
                <a href="/reset">{word(|w| w.forgot)}</a>
            </li>
            <li>
                <a href="/join">{word(|w| w.as_guest)}</a>
            </li>
        </ul>
    }
    .into_any()
}

/// Why somebody who went to the provider is here again.
fn not_in_because(why: &str) -> AnyView {
    let text = match why {
        "unknown" => says(|w| w.not_in_unknown),
        "provider" => says(|w| w.not_in_provider),
        _ => says(|w| w.not_in_over),
    };
    view! {
        <div class="callout callout--broken" role="alert">
            <p class="callout__title">{word(|w| w.not_in_title)}</p>
            {text}
        </div>
    }
    .into_any()
}

fn form(next: String) -> AnyView {
    let words = use_words();
    let announcer = use_announcer();
    let deeds = Deeds::<()>::new();
    let second = RwSignal::new(false);
    let [email, password, code] = [(); 3].map(|()| NodeRef::<Input>::new());
    let around = NodeRef::<Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let code_said = second.get_untracked().then(|| Secret(typed(code)));
        let said = SignIn {
            email: typed(email),
            password: Secret(exactly(password)),
            code: code_said,
        };
        let next = next.clone();
        let doing = async move { deed(Verb::Post, "/entrance/sign-in".to_owned(), &said).await };
        let then = move |became| match became {
            SignedIn::In => load(&next),
            SignedIn::SecondFactor => {
                second.set(true);
                announcer.say(entrance_words(words.now_lang()).code_title);
                focus::soon(CODE);
            }
        };
        let otherwise = move || {
            clear(&[code]);
            blame(around, deeds);
        };
        deeds.run((), doing, then, otherwise);
    };
    let more = move || {
        second.get().then(|| {
            field(
                Field::code(CODE),
                word(|w| w.code),
                move || Some(entrance_words(words.lang()).code_hint),
                String::new(),
                code,
            )
        })
    };
    view! {
        <form class="entrance__form" method="post" on:submit=submit node_ref=around>
            {field(Field::email("email"), word(|w| w.email), || None, String::new(), email)}
            {field(
                Field::password("password", "current-password"),
                word(|w| w.password),
                || None,
                String::new(),
                password,
            )}
            {show_passwords(word(|w| w.show), around)}
            {more}
            {move || deeds.trouble(words.lang(), ())}
            {send(word(|w| w.sign_in), deeds.busy.into())}
        </form>
    }
    .into_any()
}
