//! The frame of these pages: the bridge above, one card in the middle.

use leptos::prelude::*;

use crate::{
    shell::{BarePage, PageTitle},
    words::{EntranceWords, entrance_words, use_words},
};

/// A page with one thing to do. `title` is its heading.
pub(super) fn frame(
    title: impl Fn(&'static EntranceWords) -> &'static str + Copy + Send + Sync + 'static,
    inside: AnyView,
) -> AnyView {
    let words = use_words();
    let title = move || title(entrance_words(words.lang()));
    view! {
        <BarePage>
            <PageTitle text=move || title().to_owned() />
            <main class="page__main" id="main" tabindex="-1">
                <div class="page__body">
                    <section class="entrance" aria-labelledby="entrance-title">
                        <h1 id="entrance-title">{title}</h1>
                        {inside}
                    </section>
                </div>
            </main>
        </BarePage>
    }
    .into_any()
}

/// A paragraph of the entrance's words.
pub(super) fn says(
    what: impl Fn(&'static EntranceWords) -> &'static str + Send + Sync + 'static,
) -> AnyView {
    let words = use_words();
    view! { <p>{move || what(entrance_words(words.lang()))}</p> }.into_any()
}

/// Texts of the entrance, as fields take them.
pub(super) fn word(
    what: impl Fn(&'static EntranceWords) -> &'static str + Send + Sync + 'static,
) -> impl Fn() -> &'static str + Send + Sync + 'static {
    let words = use_words();
    move || what(entrance_words(words.lang()))
}
