//! Cells that are edited in place: a text, a choice, a yes or no. They show what is, and say what is wished.

use leptos::prelude::*;

/// A text, taken on Enter or on leaving the field; Escape puts back what was.
pub(super) fn text(
    kind: &'static str,
    label: Signal<String>,
    value: Signal<String>,
    change: Callback<String>,
) -> AnyView {
    view! {
        <input
            class="input input--quiet"
            type=kind
            autocomplete="off"
            aria-label=move || label.get()
            value=value.get_untracked()
            prop:value=move || value.get()
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    event_target::<leptos::web_sys::HtmlInputElement>(&event)
                        .set_value(&value.get_untracked());
                }
            }
            on:change=move |event| {
                let wished = event_target_value(&event);
                if wished != value.get_untracked() {
                    change.run(wished);
                }
                // Whatever becomes of the wish, the field shows what is.
                event_target::<leptos::web_sys::HtmlInputElement>(&event)
                    .set_value(&value.get_untracked());
            }
        />
    }
    .into_any()
}

/// One of several, or none (the empty key).
pub(super) fn choice(
    label: Signal<String>,
    none: Signal<String>,
    value: Signal<String>,
    options: Signal<Vec<(String, String)>>,
    change: Callback<String>,
) -> AnyView {
    let options = move || {
        let chosen = value.get();
        let empty = (String::new(), none.get());
        std::iter::once(empty)
            .chain(options.get())
            .map(|(key, name)| {
                let selected = key == chosen;
                view! {
                    <option value=key selected=selected>
                        {name}
                    </option>
                }
                .into_any()
            })
            .collect_view()
    };
    view! {
        <select
            class="select select--quiet"
            aria-label=move || label.get()
            on:change=move |event| change.run(event_target_value(&event))
        >
            {options}
        </select>
    }
    .into_any()
}

/// Yes or no.
pub(super) fn yes_or_no(
    label: Signal<String>,
    value: Signal<bool>,
    change: Callback<bool>,
) -> AnyView {
    view! {
        <input
            class="check"
            type="checkbox"
            aria-label=move || label.get()
            checked=value.get_untracked()
            prop:checked=move || value.get()
            on:change=move |event| change.run(event_target_checked(&event))
        />
    }
    .into_any()
}
