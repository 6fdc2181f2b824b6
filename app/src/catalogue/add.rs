//! Adding an entry: a name and Enter; the rest is filled in in the table.

use leptos::{ev::SubmitEvent, html::Input, prelude::*};

use super::{desk::Desk, section::Section};
use crate::{fresh::fresh_id, shell::use_announcer, words::use_words};

/// The form for a new entry of a section.
#[component]
pub(crate) fn Add(desk: Desk, section: Section) -> impl IntoView {
    let words = use_words();
    let announcer = use_announcer();
    let field = NodeRef::<Input>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(input) = field.get_untracked() else {
            return;
        };
        let name = input.value().trim().to_owned();
        if name.is_empty() {
            return;
        }
        desk.edit(section.add(fresh_id(), name.clone()));
        announcer.say(words.now().catalogue.added(&name));
        // Ready for the next one.
        input.set_value("");
        let _ = input.focus();
    };
    view! {
        <form class="filters" on:submit=submit>
            <label class="filters__field filters__field--wide">
                <span class="field__label">{move || section.new_title(words.get())}</span>
                <input
                    class="input"
                    type="text"
                    required
                    maxlength="500"
                    autocomplete="off"
                    node_ref=field
                />
            </label>
            <button type="submit" class="btn">
                {words.say(|w| w.catalogue.add)}
            </button>
        </form>
    }
    .into_any()
}
