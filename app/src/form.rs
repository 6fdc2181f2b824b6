//! Fields of small forms: a name over what is typed, and a hint below it.

use leptos::{
    ev::Event,
    html::{Form, Input},
    prelude::*,
};

/// What a browser is told of a field: what is typed there, and what it may fill in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    /// Its id, which is unique on the page.
    pub(crate) id: &'static str,
    /// Of which kind it is: `text`, `email`, `password`, `number`.
    pub(crate) kind: &'static str,
    /// What browsers and password managers fill in (HTML, 4.10.18.7).
    pub(crate) autocomplete: &'static str,
    /// Characters at most.
    pub(crate) most: u32,
    /// Whether nothing can be sent without it.
    pub(crate) required: bool,
}

impl Field {
    /// A text that has to be there.
    pub(crate) const fn text(id: &'static str, autocomplete: &'static str, most: u32) -> Self {
        Self {
            id,
            kind: "text",
            autocomplete,
            most,
            required: true,
        }
    }

    /// An address.
    pub(crate) const fn email(id: &'static str) -> Self {
        Self {
            id,
            kind: "email",
            autocomplete: "username",
            most: 254,
            required: true,
        }
    }

    /// A password: `current-password` or `new-password`.
    pub(crate) const fn password(id: &'static str, autocomplete: &'static str) -> Self {
        Self {
            id,
            kind: "password",
            autocomplete,
            most: 256,
            required: true,
        }
    }

    /// A code that is used once.
    pub(crate) const fn code(id: &'static str) -> Self {
        Self {
            id,
            kind: "text",
            autocomplete: "one-time-code",
            most: 24,
            required: true,
        }
    }
}

/// A field under its name, with a hint where there is something to say.
pub(crate) fn field(
    of: Field,
    label: impl Fn() -> &'static str + Send + Sync + 'static,
    hint: impl Fn() -> Option<&'static str> + Send + Sync + 'static,
    value: String,
    typed: NodeRef<Input>,
) -> AnyView {
    let below = format!("{}-hint", of.id);
    let described = untrack(&hint).is_some().then(|| below.clone());
    let hint = untrack(&hint).is_some().then(|| {
        view! {
            <span class="field__hint" id=below>
                {hint}
            </span>
        }
    });
    view! {
        <div class="field">
            <label class="field__label" for=of.id>
                {label}
            </label>
            <input
                class="input"
                id=of.id
                name=of.id
                type=of.kind
                autocomplete=of.autocomplete
                autocapitalize="none"
                spellcheck="false"
                maxlength=of.most
                required=of.required
                aria-describedby=described
                value=value
                node_ref=typed
            />
            {hint}
        </div>
    }
    .into_any()
}

/// A box that shows the passwords of its form while it is ticked.
pub(crate) fn show_passwords(
    label: impl Fn() -> &'static str + Send + Sync + 'static,
    form: NodeRef<Form>,
) -> AnyView {
    let change = move |event: Event| {
        let kinds = if event_target_checked(&event) {
            ("password", "text")
        } else {
            ("text", "password")
        };
        let Some(form) = form.get_untracked() else {
            return;
        };
        let fields = form.query_selector_all("input[autocomplete$='-password']");
        let Ok(fields) = fields else { return };
        for at in 0..fields.length() {
            let field = fields.get(at);
            use leptos::wasm_bindgen::JsCast;
            let field =
                field.and_then(|field| field.dyn_into::<leptos::web_sys::HtmlInputElement>().ok());
            if let Some(field) = field.filter(|field| field.type_() == kinds.0) {
                field.set_type(kinds.1);
            }
        }
    };
    view! {
        <label class="form__show">
            <input type="checkbox" class="check" on:change=change />
            <span>{label}</span>
        </label>
    }
    .into_any()
}

/// A field that nobody sees and password managers read: whose password it is.
pub(crate) fn whose(email: String) -> AnyView {
    view! {
        <input
            type="text"
            class="visually-hidden"
            autocomplete="username"
            tabindex="-1"
            aria-hidden="true"
            readonly
            value=email
        />
    }
    .into_any()
}

/// What was typed into a field, without space around it.
pub(crate) fn typed(field: NodeRef<Input>) -> String {
    let field = field.get_untracked();
    field.map_or_else(String::new, |field| field.value().trim().to_owned())
}

/// What was typed into a field, exactly.
pub(crate) fn exactly(field: NodeRef<Input>) -> String {
    let field = field.get_untracked();
    field.map_or_else(String::new, |field| field.value())
}

/// Empties fields.
pub(crate) fn clear(fields: &[NodeRef<Input>]) {
    for field in fields {
        if let Some(field) = field.get_untracked() {
            field.set_value("");
        }
    }
}
