//! What the actions page shows: the filter, a form for a new one, and the actions by where they stand.

use leptos::prelude::*;
use shared::{
    access::{Action, Kind},
    action::ActionState,
    api::{ActionView, ActionsView},
    locale::{Date, Lang},
};

use super::{
    asked::Asked,
    desk::{Desk, Open},
    filter::filter,
    form,
    page::Answered,
    row,
};
use crate::{
    me::{may, use_me},
    words::{ActionWords, action_words, api_error},
};

/// The id of the button that opens the form for a new action.
pub(super) const ADD: &str = "action-add";

/// Everything under the page's head.
pub(super) fn content(lang: Lang, answered: Answered, asked: Memo<Asked>) -> AnyView {
    let first = asked.get_untracked();
    let edits = may(&use_me(), Action::Edit, Kind::Actions);
    let open = (edits && first.add).then_some(Open::Add(first.touchpoint));
    let desk = Desk::new(answered, open, edits);
    let words = action_words(lang);
    let adding = Memo::new(move |_| matches!(desk.open.get(), Some(Open::Add(_))));
    let add = move || {
        if adding.get() {
            let touchpoint = asked.get_untracked().touchpoint;
            return form::add(lang, desk, touchpoint);
        }
        let click = move |_| desk.show(Some(Open::Add(asked.get_untracked().touchpoint)));
        view! {
            <div class="btn-row actions__add">
                <button type="button" class="btn btn--primary" id=ADD on:click=click>
                    {words.add}
                </button>
            </div>
        }
        .into_any()
    };
    // What goes wrong with a row's own buttons; a form says it itself.
    let failed = move || {
        let error = desk.failed.get().filter(|_| desk.open.get().is_none())?;
        let said = api_error(lang, &error);
        let view = view! {
            <div class="callout callout--broken" role="alert">
                <p class="callout__title">{said.title}</p>
                <p>{said.text}</p>
            </div>
        };
        Some(view.into_any())
    };
    let list = move || {
        let asked = asked.get();
        desk.view.with(|view| list(lang, desk, view, &asked))
    };
    view! {
        {edits.then_some(add)}
        {move || filter(lang, desk, &asked.get())}
        {failed}
        {list}
    }
    .into_any()
}

/// The actions asked for, by where they stand.
fn list(lang: Lang, desk: Desk, view: &ActionsView, asked: &Asked) -> AnyView {
    if view.actions.is_empty() {
        return empty(lang);
    }
    let shown: Vec<ActionView> = desk.catalogue.with_value(|catalogue| {
        let shown = view.actions.iter();
        let shown = shown.filter(|action| asked.holds(action, catalogue));
        shown.cloned().collect()
    });
    if shown.is_empty() {
        return none_like_this(lang);
    }
    let groups = ActionState::ALL.into_iter().filter_map(|state| {
        let of_state = shown.iter().filter(|action| action.state == state);
        let of_state: Vec<ActionView> = of_state.cloned().collect();
        (!of_state.is_empty()).then(|| group(lang, desk, state, &of_state, view.today))
    });
    groups.collect_view().into_any()
}

fn group(
    lang: Lang,
    desk: Desk,
    state: ActionState,
    actions: &[ActionView],
    today: Date,
) -> AnyView {
    let words = action_words(lang);
    let title = state_name(words, state);
    let count = actions.len();
    let rows = actions
        .iter()
        .map(|action| row::row(lang, desk, action, today))
        .collect_view();
    let when = if matches!(state, ActionState::Implemented | ActionState::Checked) {
        words.implemented_on
    } else {
        words.due
    };
    view! {
        <section class="actions__group" aria-label=title>
            <h2 class="actions__title">
                {title} " " <span class="nav__count">{lang.count(count as u64)}</span>
            </h2>
            <table class="table table--stack actions">
                <thead>
                    <tr>
                        <th scope="col">{words.problem}</th>
                        <th scope="col">{words.touchpoint}</th>
                        <th scope="col">{words.assigned}</th>
                        <th scope="col">{when}</th>
                        <th scope="col">{words.result}</th>
                        <th scope="col">
                            <span class="visually-hidden">{words.what_to_do}</span>
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

/// What a state is called.
pub(super) const fn state_name(words: &'static ActionWords, state: ActionState) -> &'static str {
    match state {
        ActionState::Overdue => words.overdue,
        ActionState::Waiting => words.waiting,
        ActionState::Open => words.open,
        ActionState::Implemented => words.implemented,
        ActionState::Checked => words.checked,
    }
}

fn empty(lang: Lang) -> AnyView {
    let words = action_words(lang);
    view! {
        <div class="empty">
            <h2 class="empty__title">{words.none_title}</h2>
            <p>{words.none_text}</p>
            <div class="btn-row">
                <a class="btn" href="/friction">
                    {words.to_friction}
                </a>
            </div>
        </div>
    }
    .into_any()
}

fn none_like_this(lang: Lang) -> AnyView {
    let words = action_words(lang);
    view! {
        <div class="empty">
            <h2 class="empty__title">{words.none_here_title}</h2>
            <p>{words.none_here_text}</p>
            <div class="btn-row">
                <a class="btn" href="/actions">
                    {words.all}
                </a>
            </div>
        </div>
    }
    .into_any()
}
