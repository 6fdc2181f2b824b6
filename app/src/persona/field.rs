//! The fields of a persona that people write in.

use leptos::{ev::Event, prelude::*, web_sys::HtmlTextAreaElement};
use shared::{
    catalogue::{CatalogueIntent, Persona, PersonaField},
    id::PersonaId,
};

use crate::{
    catalogue::Desk,
    html::within,
    words::{PersonaWords, persona_words, use_words},
};

/// A longer text, kept on leaving the field; Escape puts back what was.
pub(super) fn long(
    desk: Desk,
    id: PersonaId,
    label: fn(&'static PersonaWords) -> (&'static str, &'static str),
    read: fn(&Persona) -> &String,
    field: fn(String) -> PersonaField,
) -> AnyView {
    let words = use_words();
    let text = Memo::new(move |_| {
        desk.shown().with(|catalogue| {
            let persona = catalogue.personas.get(&id);
            persona
                .map(|persona| read(persona).clone())
                .unwrap_or_default()
        })
    });
    let change = move |event: Event| {
        let wished = event_target_value(&event);
        if wished != text.get_untracked() {
            let field = field(wished);
            desk.edit(CatalogueIntent::SetPersona { persona: id, field });
        }
        // Whatever becomes of the wish, the field shows what is.
        event_target::<HtmlTextAreaElement>(&event).set_value(&text.get_untracked());
    };
    view! {
        <label class="field persona__field">
            <span class="field__label">{move || label(persona_words(words.lang())).0}</span>
            <textarea
                class="textarea"
                rows="2"
                maxlength="20000"
                placeholder=move || label(persona_words(words.lang())).1
                prop:value=move || text.get()
                on:change=change
                on:keydown=move |event| {
                    if event.key() == "Escape" {
                        event_target::<HtmlTextAreaElement>(&event).set_value(&text.get_untracked());
                    }
                }
                inner_html=within(&text.get_untracked())
            ></textarea>
        </label>
    }
    .into_any()
}

/// A text on one line, kept on Enter or on leaving the field.
pub(super) fn line(
    class: &'static str,
    label: Signal<String>,
    placeholder: Signal<&'static str>,
    text: Memo<String>,
    change: Callback<String>,
) -> AnyView {
    view! {
        <input
            class=class
            type="text"
            autocomplete="off"
            aria-label=move || label.get()
            placeholder=move || placeholder.get()
            value=text.get_untracked()
            prop:value=move || text.get()
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    event_target::<leptos::web_sys::HtmlInputElement>(&event)
                        .set_value(&text.get_untracked());
                }
            }
            on:change=move |event| {
                let wished = event_target_value(&event);
                if wished != text.get_untracked() {
                    change.run(wished);
                }
                event_target::<leptos::web_sys::HtmlInputElement>(&event)
                    .set_value(&text.get_untracked());
            }
        />
    }
    .into_any()
}
