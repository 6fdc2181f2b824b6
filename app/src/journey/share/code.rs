//! A code in large letters, for as long as it is valid.

use std::time::Duration;

use leptos::prelude::*;
use shared::locale::Lang;

use super::{
    page::Desk,
    state::{grouped, left},
};
use crate::{focus, request::use_now, words::share_words};

/// The id of the button that asks for a code of a link: the way back.
pub(super) fn button(id: shared::id::GuestLinkId) -> String {
    format!("code-{id}")
}

/// The code that is asked for; nothing while none is.
pub(super) fn shown(lang: Lang, desk: Desk) -> Option<AnyView> {
    let words = share_words(lang);
    let (link, code) = desk.code.get()?;
    let now = use_now();
    let ends = code.ends.0;
    let still = RwSignal::new(left(ends, now.now()));
    // A code is only ever shown in a browser.
    let tick = set_interval_with_handle(
        move || {
            let _ = still.try_set(left(ends, now.now()));
        },
        Duration::from_secs(1),
    );
    on_cleanup(move || {
        if let Ok(tick) = tick {
            tick.clear();
        }
    });
    let letters = grouped(&code.code.0);
    let inside = move || match still.get() {
        Some(left) => view! {
            <p>{words.type_code(&address())}</p>
            <p class="share__letters">{letters.clone()}</p>
            <p class="muted num">{words.still(&left)}</p>
        }
        .into_any(),
        None => view! { <p>{words.code_over}</p> }.into_any(),
    };
    let hide = move |_| {
        desk.code.set(None);
        focus::back(button(link));
    };
    let view = view! {
        <section class="share__code" aria-label=words.code_title>
            {inside}
            <button type="button" class="btn btn--small" on:click=hide>
                {words.hide}
            </button>
        </section>
    };
    Some(view.into_any())
}

/// Where a code is typed.
fn address() -> String {
    #[cfg(feature = "hydrate")]
    let origin = window().location().origin().unwrap_or_default();
    #[cfg(not(feature = "hydrate"))]
    let origin = "";
    format!("{origin}/join")
}
