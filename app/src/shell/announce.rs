//! What is said aloud to those who do not see it happen.

use leptos::prelude::*;

/// Says things through the live region.
#[derive(Debug, Clone, Copy)]
pub struct Announcer(RwSignal<String>);

impl Announcer {
    /// An announcer that has said nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new(String::new()))
    }

    /// Says it once. A sentence that was just said is said again.
    pub fn say(self, sentence: impl Into<String>) {
        let mut sentence = sentence.into();
        // Screen readers speak on change only; a no-break space changes the text and is not heard.
        if self.0.with_untracked(|last| *last == sentence) {
            sentence.push('\u{a0}');
        }
        self.0.set(sentence);
    }
}

impl Default for Announcer {
    fn default() -> Self {
        Self::new()
    }
}

/// The page's announcer.
#[must_use]
pub fn use_announcer() -> Announcer {
    use_context().unwrap_or_default()
}

/// Where announcements are read from. Once per document.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let Announcer(said) = use_announcer();
    view! {
        <div class="visually-hidden" role="status" aria-live="polite" aria-atomic="true">
            {move || said.get()}
        </div>
    }
    .into_any()
}
