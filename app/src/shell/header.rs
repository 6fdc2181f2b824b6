//! The header: the bridge, where one is, and how one's edits stand.

use leptos::prelude::*;

use super::{Room, preferences::Preferences, who::Who};
use crate::{palette::PaletteButton, words::use_words};

/// The header. `crumbs` come after the room, `status` before search and preferences.
#[component]
pub(super) fn Header(
    room: Option<Room>,
    crumbs: Option<AnyView>,
    status: Option<AnyView>,
) -> impl IntoView {
    let words = use_words();
    let nested = crumbs.is_some();
    let room = room.map(|room| {
        let name = move || room.name(words.get());
        if nested {
            view! { <a href=room.href()>{name}</a> }.into_any()
        } else {
            view! { <span class="crumbs__here">{name}</span> }.into_any()
        }
    });
    view! {
        <header class="shell__header">
            <a class="logo" href="/" aria-label=words.say(|w| w.shell.home)>
                <Bridge />
                <span class="logo__name">"Puente"</span>
            </a>
            <nav class="crumbs" aria-label=words.say(|w| w.shell.crumbs)>
                {room}
                {crumbs}
            </nav>
            <span class="shell__spacer"></span>
            {status}
            <PaletteButton />
            <Preferences />
            <Who />
        </header>
    }
    .into_any()
}

/// The header of a page that leads in: where one is, and how it is shown.
#[component]
pub(super) fn BareHeader() -> impl IntoView {
    let words = use_words();
    view! {
        <header class="shell__header">
            <a class="logo" href="/" rel="external" aria-label=words.say(|w| w.shell.home)>
                <Bridge />
                <span class="logo__name">"Puente"</span>
            </a>
            <span class="shell__spacer"></span>
            <Preferences />
        </header>
    }
    .into_any()
}

/// The mark: a bridge, two banks.
#[component]
fn Bridge() -> impl IntoView {
    view! {
        <svg viewBox="0 0 26 18" width="26" height="18" aria-hidden="true" focusable="false">
            <path d="M1 13h24M3 13c1-7 6-10 10-10s9 3 10 10M8 13V7.2M13 13V3.4M18 13V7.2" />
        </svg>
    }
    .into_any()
}
