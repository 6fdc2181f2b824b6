//! An action as a row of the table, what can be done with it, and the form below it while it is open.

use leptos::prelude::*;
use shared::{
    action::{ActionIntent, Reply},
    api::ActionView,
    id::ActionId,
    locale::{Date, Lang},
};

use super::{
    cells,
    desk::{Desk, Open, Wish},
    form,
    history::history,
};
use crate::words::action_words;

/// The id of the button that edits an action: the way back after what was done with it.
pub(super) fn edit_button(id: ActionId) -> String {
    format!("action-{id}")
}

/// The id of the button that says that an action is done.
pub(super) fn done_button(id: ActionId) -> String {
    format!("action-done-{id}")
}

/// The row.
pub(super) fn row(lang: Lang, desk: Desk, action: &ActionView, today: Date) -> AnyView {
    let words = action_words(lang);
    let id = action.id;
    let touchpoint = desk
        .catalogue
        .with_value(|catalogue| cells::touchpoint(lang, action, catalogue));
    let when = if action.implemented.is_some() {
        words.implemented_on
    } else {
        words.due
    };
    let cell = |label: &'static str, html: String| {
        view! {
            <td data-label=label>
                <div class="action__cell" inner_html=html></div>
            </td>
        }
        .into_any()
    };
    let cells = [
        cell(words.touchpoint, touchpoint),
        cell(words.assigned, cells::assigned(lang, action)),
        cell(when, cells::days(lang, action, today)),
        cell(words.result, cells::result(lang, action)),
    ]
    .collect_view();
    let problem = cells::problem(lang, action);
    let buttons = buttons(lang, desk, action);
    let form = move || match desk.open.get() {
        Some(Open::Edit(open)) if open == id => Some(form::edit(lang, desk, id)),
        Some(Open::Done(open)) if open == id => Some(form::done(lang, desk, id)),
        _ => None,
    };
    let form = move || {
        form().map(|form| {
            view! {
                <tr class="actions__form">
                    <td colspan="6">{form}</td>
                </tr>
            }
            .into_any()
        })
    };
    view! {
        <tr>
            <th scope="row">
                <div class="action__cell" inner_html=problem></div>
                {history(lang, desk, action)}
            </th>
            {cells}
            <td>{buttons}</td>
        </tr>
        {form}
    }
    .into_any()
}

/// What can be done with it now.
fn buttons(lang: Lang, desk: Desk, action: &ActionView) -> AnyView {
    if !desk.edits {
        return ().into_any();
    }
    let words = action_words(lang);
    let id = action.id;
    let problem = action.plan.problem.clone();
    let asked = action.assigned.clone();
    let asked = asked.filter(|asked| asked.reply == Reply::Waiting && action.implemented.is_none());
    let mut buttons: Vec<AnyView> = Vec::new();
    if let Some(asked) = asked {
        let name = asked.name;
        let reply = |label: &'static str, intent: ActionIntent| {
            let click = move |_| {
                desk.send(Wish {
                    intents: vec![intent.clone()],
                    said: words.kept,
                    then: edit_button(id),
                });
            };
            view! {
                <button
                    type="button"
                    class="btn btn--small"
                    aria-label=words.about(label, &problem)
                    disabled=desk.busy
                    on:click=click
                >
                    {label}
                </button>
            }
            .into_any()
        };
        let accept = ActionIntent::Accept {
            action: id,
            name: name.clone(),
        };
        buttons.push(reply(words.accept, accept));
        buttons.push(reply(
            words.decline,
            ActionIntent::Decline { action: id, name },
        ));
    }
    let open = |label: &'static str, what: Open, own: String| {
        let expanded = move || (desk.open.get() == Some(what)).to_string();
        let click = move |_| {
            let now = desk.open.get_untracked();
            desk.show((now != Some(what)).then_some(what));
        };
        view! {
            <button
                type="button"
                class="btn btn--small"
                id=own
                aria-label=words.about(label, &problem)
                aria-expanded=expanded
                on:click=click
            >
                {label}
            </button>
        }
        .into_any()
    };
    if action.implemented.is_none() {
        buttons.push(open(words.done, Open::Done(id), done_button(id)));
    }
    buttons.push(open(words.edit, Open::Edit(id), edit_button(id)));
    view! { <div class="btn-row action__buttons">{buttons}</div> }.into_any()
}
