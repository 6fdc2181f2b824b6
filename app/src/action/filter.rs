//! Whose actions, of which department, in which state: a form whose answer is an address, with or without JavaScript.

use std::collections::BTreeSet;

use leptos::{ev::SubmitEvent, html::Select, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use shared::{action::ActionState, locale::Lang};

use super::{
    asked::{Asked, name},
    content::state_name,
    desk::Desk,
};
use crate::{catalogue::names::department, words::action_words};

/// The filter, set to what was asked for; nothing while there is nothing to choose from.
pub(super) fn filter(lang: Lang, desk: Desk, asked: &Asked) -> Option<AnyView> {
    let words = action_words(lang);
    let (people, any) = desk.view.with(|view| {
        let people = view.actions.iter().filter_map(|one| one.assigned.clone());
        let people: BTreeSet<String> = people.map(|assigned| assigned.name).collect();
        (people, !view.actions.is_empty())
    });
    if !any && !asked.narrows() {
        return None;
    }
    let mut departments = desk.catalogue.with_value(|catalogue| {
        let offered = catalogue.departments.iter().filter(|(_, one)| !one.retired);
        let offered = offered.map(|(id, one)| (id.to_string(), department(lang, &one.name)));
        offered.collect::<Vec<_>>()
    });
    departments.sort_by(|a, b| a.1.cmp(&b.1));
    let people = people
        .into_iter()
        .map(|name| (name.clone(), name))
        .collect();
    let states =
        ActionState::ALL.map(|state| (name(state).to_owned(), state_name(words, state).to_owned()));
    let (by_department, by_person, by_state) = (
        NodeRef::<Select>::new(),
        NodeRef::<Select>::new(),
        NodeRef::<Select>::new(),
    );
    let chosen = asked.department.map(|id| id.to_string());
    let fields = [
        choice(
            ("department", words.department, words.any_department),
            chosen,
            departments,
            by_department,
        ),
        choice(
            ("assigned", words.assigned, words.anybody),
            asked.assigned.clone(),
            people,
            by_person,
        ),
        choice(
            ("state", words.state, words.any_state),
            asked.state.map(|state| name(state).to_owned()),
            states.to_vec(),
            by_state,
        ),
    ];
    let navigate = use_navigate();
    let touchpoint = asked.touchpoint;
    // Without JavaScript the browser asks for the same address by itself.
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let given = |field: NodeRef<Select>| {
            let value = field.get_untracked().map(|field| field.value());
            value.filter(|value| !value.is_empty())
        };
        let state = given(by_state);
        let wished = Asked {
            department: given(by_department).and_then(|id| id.parse().ok()),
            assigned: given(by_person),
            state: ActionState::ALL
                .into_iter()
                .find(|one| state.as_deref() == Some(name(*one))),
            touchpoint,
            add: false,
            action: None,
        };
        navigate(&wished.address(), NavigateOptions::default());
    };
    // One touchpoint is asked for by an address, from a board; it is said, and kept by the form.
    let of_touchpoint = touchpoint.map(|id| {
        let known = |catalogue: &shared::catalogue::Catalogue| {
            catalogue
                .touchpoints
                .get(&id)
                .map(|known| known.name.clone())
        };
        let known = desk.catalogue.with_value(known).unwrap_or_default();
        view! {
            <span class="actions__of">
                <input type="hidden" name="touchpoint" value=id.to_string() />
                {words.action_of} " " <strong>{known}</strong>
            </span>
        }
    });
    let all = asked.narrows().then(|| {
        view! {
            <a class="btn btn--quiet" href="/actions">
                {words.all}
            </a>
        }
    });
    let view = view! {
        <form class="filters" method="get" action="/actions" on:submit=submit>
            {of_touchpoint}
            {fields.collect_view()}
            <button type="submit" class="btn">
                {words.apply}
            </button>
            {all}
        </form>
    };
    Some(view.into_any())
}

fn choice(
    (field, label, any): (&'static str, &'static str, &'static str),
    chosen: Option<String>,
    options: Vec<(String, String)>,
    node_ref: NodeRef<Select>,
) -> AnyView {
    let chosen = chosen.unwrap_or_default();
    let options = std::iter::once((String::new(), any.to_owned())).chain(options);
    let options = options
        .map(|(value, name)| option(value, name, &chosen))
        .collect_view();
    view! {
        <label class="filters__field">
            <span class="field__label">{label}</span>
            <select class="select" name=field node_ref=node_ref>
                {options}
            </select>
        </label>
    }
    .into_any()
}

/// One of several.
pub(super) fn option(value: String, name: String, chosen: &str) -> AnyView {
    let selected = chosen == value;
    view! {
        <option value=value selected=selected>
            {name}
        </option>
    }
    .into_any()
}
