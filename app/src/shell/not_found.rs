//! An address that leads nowhere.

use leptos::prelude::*;

use super::{Page, PageTitle};
use crate::{request::respond_with, words::use_words};

/// Says that there is no such page, and where one can go instead.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    respond_with(404);
    let words = use_words();
    view! {
        <Page>
            <PageTitle text=move || words.get().shell.not_found_title.to_owned() />
            <main class="page__main" id="main" tabindex="-1">
                <div class="page__body">
                    <div class="empty">
                        <h1 class="empty__title">{words.say(|w| w.shell.not_found_title)}</h1>
                        <p>{words.say(|w| w.shell.not_found_text)}</p>
                        <div class="btn-row">
                            <a class="btn btn--primary" href="/">
                                {words.say(|w| w.shell.all_journeys)}
                            </a>
                        </div>
                    </div>
                </div>
            </main>
        </Page>
    }
    .into_any()
}
