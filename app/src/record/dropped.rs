//! A file dropped anywhere in the window is taken to the import page.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use send_wrapper::SendWrapper;

/// The file that was dropped and not taken yet.
#[derive(Debug, Clone, Copy)]
pub struct Dropped(pub RwSignal<Option<SendWrapper<web_sys::File>>>);

impl Default for Dropped {
    fn default() -> Self {
        Self(RwSignal::new(None))
    }
}

/// Listens to the window. Once per document.
#[component]
pub fn DropAnywhere() -> impl IntoView {
    let dropped = use_context::<Dropped>().unwrap_or_default();
    let navigate = use_navigate();
    Effect::new(move |_| {
        let over = window_event_listener(leptos::ev::dragover, move |event| {
            if has_file(&event) {
                // Without this a browser opens the file instead.
                event.prevent_default();
                mark(true);
            }
        });
        let leave = window_event_listener(leptos::ev::dragleave, move |event| {
            // Left for outside of the window, not for another element in it.
            if event.related_target().is_none() {
                mark(false);
            }
        });
        let navigate = navigate.clone();
        let drop = window_event_listener(leptos::ev::drop, move |event| {
            mark(false);
            if !has_file(&event) {
                return;
            }
            event.prevent_default();
            let files = event.data_transfer().and_then(|data| data.files());
            let Some(file) = files.and_then(|files| files.get(0)) else {
                return;
            };
            dropped.0.set(Some(SendWrapper::new(file)));
            if location().pathname().as_deref() != Ok("/import") {
                navigate("/import", NavigateOptions::default());
            }
        });
        on_cleanup(move || {
            over.remove();
            leave.remove();
            drop.remove();
        });
    });
}

fn has_file(event: &web_sys::DragEvent) -> bool {
    let types = event.data_transfer().map(|data| data.types());
    types.is_some_and(|types| types.includes(&"Files".into(), 0))
}

/// Lets the page show that a file may be dropped.
fn mark(over: bool) {
    if let Some(root) = document().document_element() {
        let _ = if over {
            root.set_attribute("data-file-over", "")
        } else {
            root.remove_attribute("data-file-over")
        };
    }
}
