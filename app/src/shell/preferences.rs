//! Language and theme, switched at once and remembered.

use leptos::prelude::*;

use crate::{
    request::{LANG_COOKIE, Theme, remember, set_root_attribute, use_appearance},
    words::{Lang, Wording, Words, use_words},
};

/// A button in the header and the panel that it opens. The browser closes the panel by itself (`popover`).
#[component]
pub(super) fn Preferences() -> impl IntoView {
    let words = use_words();
    let appearance = use_appearance();
    let languages = Lang::ALL
        .map(|lang| {
            view! {
                <button
                    type="button"
                    lang=lang.code()
                    aria-pressed=move || if words.lang() == lang { "true" } else { "false" }
                    on:click=move |_| speak(words, lang)
                >
                    {lang.name()}
                </button>
            }
            .into_any()
        })
        .into_iter()
        .collect_view();
    let themes = Theme::ALL
        .map(|theme| {
            view! {
                <button
                    type="button"
                    aria-pressed=move || if appearance.get() == theme { "true" } else { "false" }
                    on:click=move |_| appearance.switch(theme)
                >
                    {move || theme_name(theme, words.get())}
                </button>
            }
            .into_any()
        })
        .into_iter()
        .collect_view();
    view! {
        <button
            type="button"
            class="btn btn--quiet btn--small preferences__open"
            popovertarget="preferences"
            title=words.say(|w| w.shell.preferences)
        >
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
                <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.4" />
                <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor" />
            </svg>
            // Read aloud with what is seen: who speaks to the page says "EN".
            <span>{move || words.lang().code().to_uppercase()}</span>
            <span class="visually-hidden">{words.say(|w| w.shell.preferences)}</span>
        </button>
        <div id="preferences" class="preferences" popover="auto">
            <p class="field__label" id="preferences-language">
                {words.say(|w| w.shell.language)}
            </p>
            <div class="switch" role="group" aria-labelledby="preferences-language">
                {languages}
            </div>
            <p class="field__label" id="preferences-theme">
                {words.say(|w| w.shell.theme)}
            </p>
            <div class="switch" role="group" aria-labelledby="preferences-theme">
                {themes}
            </div>
        </div>
    }
    .into_any()
}

/// Speaks a language from now on, and remembers the choice.
pub(crate) fn speak(words: Wording, lang: Lang) {
    words.switch(lang);
    set_root_attribute("lang", lang.code());
    remember(LANG_COOKIE, lang.code());
}

const fn theme_name(theme: Theme, words: &'static Words) -> &'static str {
    match theme {
        Theme::System => words.shell.theme_system,
        Theme::Light => words.shell.theme_light,
        Theme::Dark => words.shell.theme_dark,
    }
}
