//! What the portfolio knows a journey by, above its board: who is responsible, tags, the day on which it is looked through again,
//! and whether it is archived.

use leptos::{ev::Event, prelude::*};
use shared::{
    id::DepartmentId,
    journey::{JourneyIntent, ScopeField},
    locale::Date,
    log::Intent,
};

use super::{names, part, state::BoardState};
use crate::words::BoardWords;

/// The terms, after those of the scope.
pub(super) fn terms(state: BoardState) -> AnyView {
    view! {
        {responsible(state)}
        {tags(state)}
        {review(state)}
        {part::terms(state)}
        {archived(state)}
    }
    .into_any()
}

fn set(state: BoardState, field: ScopeField) -> bool {
    state.edit(vec![Intent::Journey(JourneyIntent::SetScope { field })])
}

fn term(state: BoardState, name: fn(&BoardWords) -> &'static str, value: AnyView) -> AnyView {
    view! {
        <div class="scope__item">
            <dt class="scope__term">{move || name(&state.words.get().board)}</dt>
            <dd class="scope__value">{value}</dd>
        </div>
    }
    .into_any()
}

fn responsible(state: BoardState) -> AnyView {
    let words = state.words;
    let now = Memo::new(move |_| state.follow(|board, _| board.journey.scope.department));
    let offered = Memo::new(move |_| {
        let lang = words.lang();
        state.follow(|board, _| {
            let now = board.journey.scope.department;
            let all = board.catalogue.departments.iter();
            all.filter(|(id, department)| !department.retired || now == Some(**id))
                .filter_map(|(id, _)| {
                    let owner = names::owner(&board.catalogue, lang, *id)?;
                    Some((*id, owner.name))
                })
                .collect::<Vec<_>>()
        })
    });
    let change = move |event: Event| {
        let department: Option<DepartmentId> = event_target_value(&event).parse().ok();
        set(state, ScopeField::Department(department));
    };
    let options = move || {
        let offered = offered.get().into_iter();
        let option = |(id, name): (DepartmentId, String)| {
            view! {
                <option
                    value=id.to_string()
                    selected=now.get_untracked() == Some(id)
                    prop:selected=move || now.get() == Some(id)
                >
                    {name}
                </option>
            }
        };
        offered.map(option).collect_view()
    };
    let select = view! {
        <select class="scope__select" aria-label=words.say(|w| w.inspector.department) on:change=change>
            <option
                value=""
                selected=now.get_untracked().is_none()
                prop:selected=move || now.get().is_none()
            >
                {words.say(|w| w.inspector.nobody)}
            </option>
            {options}
        </select>
    };
    view! {
        <div class="scope__item">
            <dt class="scope__term">{words.say(|w| w.inspector.department)}</dt>
            <dd class="scope__value">{select}</dd>
        </div>
    }
    .into_any()
}

/// The tags as one line, with commas between them.
fn tags(state: BoardState) -> AnyView {
    let words = state.words;
    let now = Memo::new(move |_| state.follow(|board, _| board.journey.scope.tags.join(", ")));
    let change = move |event: Event| {
        let tags = read(&event_target_value(&event));
        let before = now.get_untracked();
        if tags.join(", ") == before || !set(state, ScopeField::Tags(tags)) {
            let field: leptos::web_sys::HtmlInputElement = event_target(&event);
            field.set_value(&before);
        }
    };
    let input = view! {
        <input
            class="editable__line"
            aria-label=words.say(|w| w.board.tags)
            placeholder=words.say(|w| w.board.tags_hint)
            maxlength="1000"
            prop:value=move || now.get()
            value=now.get_untracked()
            on:change=change
        />
    };
    term(state, |w| w.tags, input.into_any())
}

/// Tags from a line: each once, none empty.
fn read(line: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in line.split(',').map(str::trim) {
        if !tag.is_empty() && !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

fn review(state: BoardState) -> AnyView {
    let words = state.words;
    let now = Memo::new(move |_| {
        let day = state.follow(|board, _| board.journey.scope.review);
        day.map(|day| day.to_string()).unwrap_or_default()
    });
    let change = move |event: Event| {
        let day: Option<Date> = event_target_value(&event).parse().ok();
        set(state, ScopeField::Review(day));
    };
    let input = view! {
        <input
            type="date"
            class="scope__date"
            aria-label=words.say(|w| w.board.review)
            prop:value=move || now.get()
            value=now.get_untracked()
            on:change=change
        />
    };
    term(state, |w| w.review, input.into_any())
}

fn archived(state: BoardState) -> AnyView {
    let words = state.words;
    let now = Memo::new(move |_| state.follow(|board, _| board.journey.scope.archived));
    view! {
        <div class="scope__item">
            <dt class="visually-hidden">{words.say(|w| w.board.archive)}</dt>
            <dd class="scope__value">
                <label class="inspector__check">
                    <input
                        type="checkbox"
                        prop:checked=move || now.get()
                        checked=now.get_untracked()
                        on:change=move |event| {
                            set(state, ScopeField::Archived(event_target_checked(&event)));
                        }
                    />
                    {words.say(|w| w.board.archive)}
                </label>
            </dd>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_line_of_tags_has_commas_between_them() {
        assert_eq!(
            read(" retail, B2B ,,retail,año 2026 "),
            ["retail", "B2B", "año 2026"]
        );
        assert!(read(" , ").is_empty());
    }
}
