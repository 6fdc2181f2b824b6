//! The way from room to room. Only rooms that exist are listed.

use leptos::prelude::*;
use shared::access::{Action, Kind};

use super::Room;
use crate::{
    me::{may, use_me},
    words::use_words,
};

/// The navigation; `here` is the room the page belongs to.
#[component]
pub(super) fn Nav(here: Option<Room>) -> impl IntoView {
    let words = use_words();
    // Whoever sees one journey has no rooms to go to.
    if !may(&use_me(), Action::Read, Kind::Workspace) {
        return ().into_any();
    }
    let links = Room::ALL
        .map(|room| {
            view! {
                <li>
                    <a
                        class="nav__link"
                        href=room.href()
                        aria-current=(here == Some(room)).then_some("page")
                    >
                        {move || room.name(words.get())}
                    </a>
                </li>
            }
            .into_any()
        })
        .into_iter()
        .collect_view();
    view! {
        <div class="shell__nav">
            <nav aria-label=words.say(|w| w.shell.rooms)>
                <ul>{links}</ul>
            </nav>
        </div>
    }
    .into_any()
}
