//! Giving the focus without moving the page.

use leptos::web_sys::{FocusOptions, HtmlElement};

/// Gives an element the focus and leaves the page where it is scrolled to.
pub(crate) fn still(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}
