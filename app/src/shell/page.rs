//! The frame of a page: every route renders one.

use leptos::prelude::*;
use leptos_meta::Title;

use super::{
    Room,
    header::{BareHeader, Header},
    nav::Nav,
};
use crate::words::use_words;

/// Header and navigation around a page. Children stand in `.page`: a `<main class="page__main" id="main" tabindex="-1">`
/// and, where something is selected, an `.inspector` beside it.
#[component]
pub fn Page(
    /// The room it belongs to.
    #[prop(optional)]
    room: Option<Room>,
    /// Where it is within the room: `<span class="crumbs__here">`, links before it.
    #[prop(optional)]
    crumbs: Option<AnyView>,
    /// How edits stand, and what can be done with the whole page.
    #[prop(optional)]
    status: Option<AnyView>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let words = use_words();
    view! {
        <div class="shell">
            <a class="skip" href="#main">
                {words.say(|w| w.shell.skip)}
            </a>
            <Header room crumbs status />
            <Nav here=room />
            <div class="page">{children()}</div>
        </div>
    }
    .into_any()
}

/// The frame of a page that leads in: no rooms, because nobody is inside yet.
#[component]
pub fn BarePage(
    /// The page.
    children: Children,
) -> impl IntoView {
    let words = use_words();
    view! {
        <div class="shell">
            <a class="skip" href="#main">
                {words.say(|w| w.shell.skip)}
            </a>
            <BareHeader />
            <div class="page">{children()}</div>
        </div>
    }
    .into_any()
}

/// The name of the page in the tab, in front of the product's.
#[component]
pub fn PageTitle(
    /// The name, in the reader's language.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    // The document's title is looked up anew whenever any page comes or goes, also between the moment at which a page's signals go
    // and that at which its view does.
    let title = move || match text.try_get() {
        Some(text) => format!("{text} · Puente"),
        None => "Puente".to_owned(),
    };
    // The server writes the title after the page, when its signals are out of reach: by then it has to be a text.
    #[cfg(feature = "ssr")]
    let title = untrack(title);
    view! { <Title text=title /> }.into_any()
}
