//! What is pasted into a page where files come in.

use leptos::{prelude::*, wasm_bindgen::JsCast};

/// Hands over a block of lines that is pasted anywhere but into a field; `take` says whether it took it.
pub(crate) fn on_paste(take: impl Fn(&str) -> bool + Clone + 'static) {
    Effect::new(move |_| {
        let take = take.clone();
        let pasted = window_event_listener(leptos::ev::paste, move |event| {
            let Some(event) = event.dyn_ref::<web_sys::ClipboardEvent>() else {
                return;
            };
            let typed_into =
                event_target::<web_sys::Element>(event).matches("input, textarea, select");
            let text = event
                .clipboard_data()
                .and_then(|data| data.get_data("text/plain").ok());
            if let Some(text) = text.filter(|text| text.trim().contains('\n'))
                && !typed_into.unwrap_or(true)
                && take(&text)
            {
                event.prevent_default();
            }
        });
        on_cleanup(move || pasted.remove());
    });
}

/// A text as a file; none where there is nothing in it.
pub(crate) fn text_file(text: &str) -> Option<web_sys::Blob> {
    if text.trim().is_empty() {
        return None;
    }
    web_sys::Blob::new_with_str_sequence(&js_sys_array(text)).ok()
}

fn js_sys_array(text: &str) -> leptos::wasm_bindgen::JsValue {
    #[cfg(feature = "hydrate")]
    return js_sys::Array::of1(&text.into()).into();
    // Nobody pastes while a page is rendered.
    #[cfg(not(feature = "hydrate"))]
    leptos::wasm_bindgen::JsValue::from_str(text)
}
