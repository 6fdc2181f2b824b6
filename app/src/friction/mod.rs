//! The friction.

use leptos::prelude::*;

use crate::{
    shell::{Page, PageTitle, Room},
    words::use_words,
};

/// The friction as a page.
#[component]
pub fn FrictionPage() -> impl IntoView {
    let words = use_words();
    view! {
        <Page room=Room::Friction>
            <PageTitle text=move || words.get().friction.title.to_owned() />
            <main class="page__main" id="main" tabindex="-1">
                <div class="page__body">
                    <header class="page__head">
                        <h1>{words.say(|w| w.friction.title)}</h1>
                    </header>
                </div>
            </main>
        </Page>
    }
    .into_any()
}
