//! The catalogue.

use leptos::prelude::*;

use crate::{
    shell::{Page, PageTitle, Room},
    words::use_words,
};

/// The catalogue as a page.
#[component]
pub fn CataloguePage() -> impl IntoView {
    let words = use_words();
    view! {
        <Page room=Room::Catalogue>
            <PageTitle text=move || words.get().catalogue.title.to_owned() />
            <main class="page__main" id="main" tabindex="-1">
                <div class="page__body">
                    <header class="page__head">
                        <h1>{words.say(|w| w.catalogue.title)}</h1>
                    </header>
                </div>
            </main>
        </Page>
    }
    .into_any()
}
