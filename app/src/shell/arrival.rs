//! Arriving at another page without a page load: focus and voice follow, as they would after one.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::use_announcer;
use crate::words::use_words;

/// Moves the focus to the page's main part, and says its title, whenever the path changes. A changed filter (the query)
/// leaves the focus where it is.
#[component]
pub fn FocusOnArrival() -> impl IntoView {
    let path = use_location().pathname;
    let announcer = use_announcer();
    let words = use_words();
    Effect::new(move |before: Option<String>| {
        let here = path.get();
        if before.is_some_and(|before| before != here) {
            // After the page is built: its title and its main part are there then.
            request_animation_frame(move || {
                if let Some(main) = document().get_element_by_id("main") {
                    focus(&main);
                }
                announcer.say(words.now().shell.page(&document().title()));
            });
        }
        here
    });
}

fn focus(element: &leptos::web_sys::Element) {
    use leptos::wasm_bindgen::JsCast;
    if let Some(element) = element.dyn_ref::<leptos::web_sys::HtmlElement>() {
        let _ = element.focus();
    }
}
