//! Fields of small forms: a name over what is typed, and a hint below it; what was refused is marked at its field.

use leptos::{
    ev::Event,
    html::{Form, Input},
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement, HtmlInputElement},
};
use shared::api::{ApiError, Why};

use crate::deeds::Deeds;

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
            // A recovery code with its hyphens, and room for spaces.
            most: 40,
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
                on:input=|event| pardon(&event_target::<HtmlInputElement>(&event))
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
            let field = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
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

/// The button that sends a form. While that is under way it says so, and is not pressed twice.
pub(crate) fn send(
    label: impl Fn() -> &'static str + Send + Sync + 'static,
    busy: Signal<bool>,
) -> AnyView {
    view! {
        <button
            type="submit"
            class="btn btn--primary"
            disabled=busy
            aria-busy=move || busy.get().then_some("true")
        >
            {label}
        </button>
    }
    .into_any()
}

/// Marks the field of a form that was refused and leads there; where none was, to what is said of it. Once both are painted.
pub(crate) fn blame<S: Copy + PartialEq + Send + Sync + 'static>(
    form: NodeRef<Form>,
    deeds: Deeds<S>,
) {
    let refused = deeds
        .failed
        .with_untracked(|failed| failed.as_ref().and_then(|(_, error)| refused(error)));
    request_animation_frame(move || {
        let Some(form) = form.get_untracked() else {
            return;
        };
        // It stands within the form, or in its section behind it.
        let within = |of: &Element| of.query_selector(SAID).ok().flatten();
        let section = || form.closest("section").ok().flatten();
        let said = within(&form).or_else(|| section().as_ref().and_then(within));
        let field = refused.and_then(|refused| form.query_selector(refused).ok().flatten());
        match (field, said) {
            (Some(field), said) => {
                let _ = field.set_attribute("aria-invalid", "true");
                if let Some(said) = said {
                    let id = format!("{}-error", field.id());
                    said.set_id(&id);
                    let hint = field.get_attribute("aria-describedby").unwrap_or_default();
                    let both = format!("{hint} {id}");
                    let _ = field.set_attribute("aria-describedby", both.trim());
                }
                focus(&field);
            }
            (None, Some(said)) => {
                let _ = said.set_attribute("tabindex", "-1");
                focus(&said);
            }
            (None, None) => {}
        }
    });
}

/// What went wrong, as [`Deeds::trouble`] shows it.
const SAID: &str = ".callout--broken";

/// Which field an error is about, as a selector; `None` where it is about none.
fn refused(error: &ApiError) -> Option<&'static str> {
    match (error.why(), error.args.get("field").map(String::as_str)) {
        (Some(Why::WrongCode), _) | (_, Some("code")) => Some("[autocomplete='one-time-code']"),
        (Some(Why::WrongCredentials | Why::PasswordNeeded), _) => {
            Some("[autocomplete='current-password']")
        }
        // A secret comes by a link, unless it was typed as a code.
        (Some(Why::LinkOver), _) => Some("[name='code']:not([autocomplete='one-time-code'])"),
        (_, Some("password")) => Some("[autocomplete='new-password']"),
        (_, Some("email")) => Some("[type='email']"),
        (_, Some("name")) => Some("[name$='name']"),
        (_, Some("workspace")) => Some("[name='workspace']"),
        _ => None,
    }
}

/// Takes the mark from a field that is being typed into: what is there now was not refused.
fn pardon(field: &HtmlInputElement) {
    if field.get_attribute("aria-invalid").is_none() {
        return;
    }
    let _ = field.remove_attribute("aria-invalid");
    let described = field.get_attribute("aria-describedby").unwrap_or_default();
    let error = format!("{}-error", field.id());
    let left: Vec<&str> = described.split(' ').filter(|id| *id != error).collect();
    let _ = if left.is_empty() {
        field.remove_attribute("aria-describedby")
    } else {
        field.set_attribute("aria-describedby", &left.join(" "))
    };
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::ErrorCode;

    #[test]
    fn a_refusal_leads_to_its_field_and_anything_else_to_what_is_said() {
        let invalid = |field: &str| ApiError::new(ErrorCode::Invalid).with("field", field);
        let unknown = |why| ApiError::new(ErrorCode::Unauthenticated).because(why);
        for (error, leads) in [
            (
                unknown(Why::WrongCredentials),
                Some("[autocomplete='current-password']"),
            ),
            (
                unknown(Why::WrongCode),
                Some("[autocomplete='one-time-code']"),
            ),
            (
                invalid("password").because(Why::PasswordNeeded),
                Some("[autocomplete='current-password']"),
            ),
            (
                invalid("password").because(Why::TooCommon),
                Some("[autocomplete='new-password']"),
            ),
            (
                invalid("email").because(Why::NotAnAddress),
                Some("[type='email']"),
            ),
            (ApiError::new(ErrorCode::Unreachable), None),
            (ApiError::new(ErrorCode::TooMany), None),
        ] {
            assert_eq!(refused(&error), leads, "{error}");
        }
    }
}
