//! A link that is shown once, to be handed over: selected with a click, copied with a button.

use leptos::{
    html::Input,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{HtmlDocument, HtmlElement, HtmlInputElement, HtmlTextAreaElement},
};

use crate::{
    focus,
    shell::use_announcer,
    words::{Lang, share_words},
};

/// The field with the link under its name, the button that copies it, and what becomes of that.
pub(crate) fn handed(lang: Lang, id: &'static str, label: &'static str, link: String) -> AnyView {
    let words = share_words(lang);
    let announcer = use_announcer();
    let field = NodeRef::<Input>::new();
    let said = RwSignal::new("");
    let click = move |_| {
        let Some(field) = field.get_untracked() else {
            return;
        };
        let text = if copy(&field) {
            words.copied
        } else {
            words.not_copied
        };
        said.set(text);
        announcer.say(text);
    };
    view! {
        <div class="handed">
            <label class="field__label" for=id>
                {label}
            </label>
            <div class="handed__line">
                <input
                    class="input"
                    type="text"
                    id=id
                    readonly
                    autocomplete="off"
                    spellcheck="false"
                    value=link
                    node_ref=field
                    on:focus=move |_| {
                        if let Some(field) = field.get_untracked() {
                            field.select();
                        }
                    }
                />
                <button type="button" class="btn" on:click=click>
                    {words.copy}
                </button>
            </div>
            <span class="field__hint">{move || said.get()}</span>
        </div>
    }
    .into_any()
}

/// Selects what is in the field and copies it. The newer way to the clipboard is closed to pages without TLS, as they are within a
/// house.
fn copy(field: &HtmlInputElement) -> bool {
    let _ = field.focus();
    field.select();
    copied()
}

/// Copies a text that stands in no field; the focus stays where it is.
pub(crate) fn copy_text(text: &str) -> bool {
    let document = document();
    let field = document.create_element("textarea").ok();
    let field = field.and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
    let (Some(field), Some(body)) = (field, document.body()) else {
        return false;
    };
    let before = document.active_element();
    field.set_value(text);
    field.set_class_name("visually-hidden");
    if body.append_child(&field).is_err() {
        return false;
    }
    focus::still(&field);
    field.select();
    let copied = copied();
    field.remove();
    if let Some(before) = before.as_ref().and_then(|one| one.dyn_ref::<HtmlElement>()) {
        focus::still(before);
    }
    copied
}

fn copied() -> bool {
    let document = document();
    let document = document.dyn_ref::<HtmlDocument>();
    document.is_some_and(|document| document.exec_command("copy").unwrap_or(false))
}
