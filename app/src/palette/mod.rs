//! The palette: one field that reaches every page and everything that has a name, by keyboard, from anywhere.
//!
//! Here is what every visitor loads: the button and the key. What opens is a part of the client of its own, fetched when it is
//! first asked for. Without JavaScript there is nothing to open, and the button is not shown.

#[cfg(feature = "hydrate")]
mod dialog;
#[cfg(any(feature = "hydrate", test))]
mod entry;
#[cfg(feature = "hydrate")]
mod recent;

use leptos::prelude::*;
use shared::access::{Action, Kind};

use crate::{
    me::{may, use_me},
    request::{Appearance, use_appearance},
    words::{Wording, use_words},
};

/// Opens the palette of this document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Palette {
    /// How often it was asked for; the dialog, once it is there, opens each time.
    asked: RwSignal<u32>,
    /// Whether the dialog is there, or on its way.
    fetched: RwSignal<bool>,
    /// Whether it could not be fetched.
    failed: RwSignal<bool>,
}

impl Palette {
    /// A palette that nobody asked for yet.
    pub(crate) fn new() -> Self {
        Self {
            asked: RwSignal::new(0),
            fetched: RwSignal::new(false),
            failed: RwSignal::new(false),
        }
    }

    fn open(self, words: Wording, appearance: Appearance) {
        self.asked.update(|asked| *asked = asked.wrapping_add(1));
        if self.fetched.get_untracked() {
            return;
        }
        self.fetched.set(true);
        #[cfg(feature = "hydrate")]
        leptos::task::spawn_local(async move {
            let there = part::mount(self.asked, words, appearance).await.is_ok();
            // What did not come is fetched again when it is asked for again.
            self.fetched.set(there);
            self.failed.set(!there);
        });
        #[cfg(not(feature = "hydrate"))]
        let _ = (words, appearance);
    }
}

/// Listens for Ctrl K, and for Cmd K of a Mac, on every page. Once per document.
#[component]
pub(crate) fn PaletteKey() -> impl IntoView {
    let (words, appearance) = (use_words(), use_appearance());
    let palette = use_context::<Palette>();
    // Whoever sees one journey has nothing to look for.
    let reads = may(&use_me(), Action::Read, Kind::Workspace);
    Effect::new(move |_| {
        let listening = window_event_listener(leptos::ev::keydown, move |event| {
            let held = event.ctrl_key() != event.meta_key();
            if reads && held && !event.alt_key() && !event.shift_key() && event.key() == "k" {
                // Some browsers go to their own field of search.
                event.prevent_default();
                if let Some(palette) = palette {
                    palette.open(words, appearance);
                }
            }
        });
        on_cleanup(move || listening.remove());
    });
}

/// The button in the header, with the key that does the same.
#[component]
pub(crate) fn PaletteButton() -> impl IntoView {
    if !may(&use_me(), Action::Read, Kind::Workspace) {
        return ().into_any();
    }
    let (words, appearance) = (use_words(), use_appearance());
    let palette = use_context::<Palette>().unwrap_or_else(Palette::new);
    let mac = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| mac.set(is_mac()));
    let label = move || {
        let shell = &words.get().shell;
        if palette.failed.get() {
            shell.try_again
        } else {
            shell.search
        }
    };
    view! {
        <button
            type="button"
            class="btn btn--quiet btn--small palette-open"
            aria-haspopup="dialog"
            aria-keyshortcuts=move || if mac.get() { "Meta+K" } else { "Control+K" }
            on:click=move |_| palette.open(words, appearance)
        >
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
                <path
                    d="M7 2.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6zM10.6 10.6l3.6 3.6"
                    fill="none"
                    stroke="currentColor"
                    stroke-width="1.5"
                    stroke-linecap="round"
                />
            </svg>
            <span class="palette-open__label">{label}</span>
            <kbd class="kbd" aria-hidden="true">
                {move || if mac.get() { "⌘ K" } else { "Ctrl K" }}
            </kbd>
        </button>
    }
    .into_any()
}

/// Whether the keyboard has Cmd where others have Ctrl.
#[cfg(feature = "hydrate")]
fn is_mac() -> bool {
    let get = |of: &wasm_bindgen::JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).ok();
    get(&window(), "navigator")
        .and_then(|navigator| get(&navigator, "platform"))
        .and_then(|platform| platform.as_string())
        .is_some_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"))
}

/// The cut: what opens comes when it is asked for.
#[cfg(feature = "hydrate")]
mod part {
    #![allow(unsafe_code, reason = "the marks of a part, as in `crate::pages`")]

    use leptos::{
        prelude::RwSignal,
        wasm_split::{SplitLoaderError, wasm_split},
    };

    use crate::{request::Appearance, words::Wording};

    #[wasm_split(palette, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub(super) fn mount(
        asked: RwSignal<u32>,
        words: Wording,
        appearance: Appearance,
    ) -> Result<(), SplitLoaderError> {
        super::dialog::mount(asked, words, appearance);
        Ok(())
    }
}
