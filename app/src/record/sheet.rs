//! Which sheet of a spreadsheet is read, and what holds for all rows of a file: what no column says.

use leptos::{html::Input, prelude::*};
use shared::api::SheetLook;

use super::desk::Desk;
use crate::words::{intake_words, use_words};

/// The id of the choice, to find it again after the sheet was read.
pub(super) const SHEET: &str = "intake-sheet";

/// The sheets to choose from, where there are some.
pub(super) fn sheets(desk: Desk) -> AnyView {
    let words = use_words();
    let (all, chosen) = desk.upload.with_untracked(|upload| {
        let upload = upload.as_ref();
        let all = upload.map(|upload| upload.sheets.clone());
        let chosen = upload.and_then(|upload| upload.sheet.clone());
        (all.unwrap_or_default(), chosen.unwrap_or_default())
    });
    if all.is_empty() {
        return ().into_any();
    }
    let options = all
        .into_iter()
        .map(|SheetLook { name, rows }| {
            let selected = name == chosen;
            let value = name.clone();
            let text = move || intake_words(words.lang()).sheet_of(&name, rows);
            view! { <option value=value selected=selected>{text}</option> }.into_any()
        })
        .collect_view();
    // Also after another one could not be read: what is shown is the one that is read.
    let shown = move || {
        desk.upload.with(|upload| {
            let sheet = upload.as_ref().and_then(|upload| upload.sheet.clone());
            sheet.unwrap_or_default()
        })
    };
    view! {
        <label class="filters__field">
            <span class="field__label">{move || intake_words(words.lang()).sheet}</span>
            <select
                class="select"
                id=SHEET
                prop:value=shown
                on:change=move |event| desk.choose_sheet(event_target_value(&event))
            >
                {options}
            </select>
        </label>
    }
    .into_any()
}

/// What holds for the whole file, with a field for each; and one more.
pub(super) fn variables(desk: Desk) -> AnyView {
    let words = use_words();
    let names = Memo::new(move |_| {
        desk.mapping.with(|mapping| {
            let mapping = mapping.as_ref();
            mapping.map(|mapping| mapping.source.variables.clone())
        })
    });
    let fields = move || {
        let all = names.get().unwrap_or_default();
        all.into_iter()
            .map(|name| variable(desk, name))
            .collect_view()
    };
    let wished = NodeRef::<Input>::new();
    let add = move || {
        let Some(input) = wished.get_untracked() else {
            return;
        };
        let name = input.value();
        if !name.trim().is_empty() {
            input.set_value("");
            desk.edit(|mapping| mapping.add_variable(&name));
        }
    };
    let many = move || names.with(|names| names.as_ref().is_some_and(|names| !names.is_empty()));
    view! {
        <details class="intake__more" prop:open=many>
            <summary>{move || intake_words(words.lang()).variables}</summary>
            <p class="small muted">{move || intake_words(words.lang()).variables_hint}</p>
            <div class="intake__variables">{fields}</div>
            <div class="intake__add">
                <label class="field">
                    <span class="field__label">{move || intake_words(words.lang()).variable_new}</span>
                    <input class="input" type="text" autocomplete="off" maxlength="60" node_ref=wished />
                </label>
                <button type="button" class="btn" on:click=move |_| add()>
                    {move || intake_words(words.lang()).add}
                </button>
            </div>
        </details>
    }
    .into_any()
}

fn variable(desk: Desk, name: String) -> AnyView {
    let words = use_words();
    let name = StoredValue::new(name);
    let value = move || {
        desk.variables.with(|all| {
            let value = name.with_value(|name| all.get(name).cloned());
            value.unwrap_or_default()
        })
    };
    let needed = move || {
        desk.mapping.with(|mapping| {
            let needs = |name: &String| mapping.as_ref().is_some_and(|it| it.needs_variable(name));
            name.with_value(needs)
        })
    };
    let away = move || {
        (!needed()).then(|| {
            view! {
                <button
                    type="button"
                    class="btn btn--quiet"
                    aria-label=move || intake_words(words.lang()).without(&name.get_value())
                    on:click=move |_| desk.edit(|mapping| name.with_value(|name| mapping.drop_variable(name)))
                >
                    "×"
                </button>
            }
            .into_any()
        })
    };
    view! {
        <div class="intake__variable">
            <label class="field">
                <span class="field__label">{name.get_value()}</span>
                <input
                    class="input"
                    type="text"
                    autocomplete="off"
                    maxlength="100"
                    prop:value=value
                    on:change=move |event| desk.given(&name.get_value(), &event_target_value(&event))
                />
            </label>
            {away}
        </div>
    }
    .into_any()
}
