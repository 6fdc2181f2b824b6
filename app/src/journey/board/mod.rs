//! The board of one journey.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    shell::{Page, PageTitle, Room},
    words::use_words,
};

/// The board as a page, at `/journeys/:slug`.
#[component]
pub fn BoardPage() -> impl IntoView {
    let words = use_words();
    let params = use_params_map();
    let slug = move || params.with(|params| params.get("slug")).unwrap_or_default();
    view! {
        <Page
            room=Room::Journeys
            crumbs=view! { <span class="crumbs__here">{slug}</span> }.into_any()
        >
            <PageTitle text=move || words.get().board.title.to_owned() />
            <main class="page__main" id="main" tabindex="-1">
                <h1 class="visually-hidden">{words.say(|w| w.board.title)}</h1>
            </main>
        </Page>
    }
    .into_any()
}
