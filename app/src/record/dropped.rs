//! A file dropped anywhere in the window is taken to where it comes in: a journey, or records.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use send_wrapper::SendWrapper;

use crate::exchange::FROM_FILE;

/// A file that is a journey, or may be one, with its name where it has one.
pub type JourneyFile = SendWrapper<(Option<String>, web_sys::Blob)>;

/// The file that was dropped and not taken yet.
#[derive(Debug, Clone, Copy)]
pub struct Dropped {
    /// One of records.
    pub records: RwSignal<Option<SendWrapper<web_sys::File>>>,
    /// One of a journey.
    pub journey: RwSignal<Option<JourneyFile>>,
}

impl Default for Dropped {
    fn default() -> Self {
        Self {
            records: RwSignal::new(None),
            journey: RwSignal::new(None),
        }
    }
}

/// How the names of files end that can be nothing but a journey. A table may be either: the import page looks at it.
const JOURNEYS: [&str; 8] = [
    ".json", ".mmd", ".mermaid", ".md", ".yaml", ".yml", ".js", ".mjs",
];

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
            // What a part of the page takes itself it has taken already.
            if !has_file(&event) || event.default_prevented() {
                return;
            }
            event.prevent_default();
            let files = event.data_transfer().and_then(|data| data.files());
            let Some(file) = files.and_then(|files| files.get(0)) else {
                return;
            };
            let here = location().pathname().unwrap_or_default();
            // Of ASCII: the tables of all letters are more than every visitor should load.
            let name = file.name().to_ascii_lowercase();
            let is_journey = JOURNEYS.iter().any(|end| name.ends_with(end));
            let to = if is_journey || here == FROM_FILE {
                let file = (Some(file.name()), file.into());
                dropped.journey.set(Some(SendWrapper::new(file)));
                FROM_FILE
            } else {
                dropped.records.set(Some(SendWrapper::new(file)));
                "/import"
            };
            if here == to {
                return;
            }
            // From a board, it is about that journey unless somebody says otherwise.
            let rest = here.strip_prefix("/journeys/");
            match rest.and_then(|rest| rest.split('/').next()) {
                Some(slug) if is_journey => {
                    let to = format!("{to}?journey={slug}");
                    navigate(&to, NavigateOptions::default());
                }
                _ => navigate(to, NavigateOptions::default()),
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
