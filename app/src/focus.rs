//! Where the focus goes when what had it has gone, or when something is to be read or filled in next.

use leptos::{
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{FocusOptions, HtmlElement},
};

/// Gives the element of this id the focus once it is painted.
pub(crate) fn soon(id: impl Into<String>) {
    let id = id.into();
    request_animation_frame(move || give(&id));
}

/// Gives the element of this id the focus once it is painted, if what had the focus has gone by then: whoever has gone on elsewhere
/// meanwhile stays there.
pub(crate) fn back(id: impl Into<String>) {
    let id = id.into();
    request_animation_frame(move || {
        if is_lost() {
            give(&id);
        }
    });
}

/// Whether what had the focus has gone with it.
pub(crate) fn is_lost() -> bool {
    let active = document().active_element();
    active.is_none_or(|element| element.tag_name() == "BODY")
}

fn give(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|one| one.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Gives an element the focus and leaves the page where it is scrolled to.
pub(crate) fn still(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}
