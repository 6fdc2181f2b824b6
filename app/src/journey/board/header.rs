//! The scope of the journey above its board, edited in place: who, in which situation, from where to where, what for.

use leptos::{
    ev::Event,
    prelude::*,
    web_sys::{KeyboardEvent, MouseEvent},
};
use shared::{
    catalogue::CatalogueIntent,
    id::PersonaId,
    journey::{JourneyIntent, JourneyKind, ScopeField},
    locale::{Date, DateStyle},
    log::Intent,
};

use super::{dom, keep, state::BoardState};
use crate::{
    exchange::{FROM_FILE, TAKE_AWAY},
    fresh::fresh_id,
    frozen::frozen,
    html::Html,
    words::{BoardWords, present_words},
};

/// Title, personas, kind, what was measured; and the rest of the scope below.
#[component]
pub(super) fn Header(state: BoardState) -> impl IntoView {
    let words = state.words;
    let title = Memo::new(move |_| state.follow(|board, _| board.journey.scope.title.clone()));
    let kind = Memo::new(move |_| state.follow(|board, _| board.journey.scope.kind));
    let kind_button = move |value: JourneyKind, name: fn(&BoardWords) -> &'static str| {
        view! {
            <button
                type="button"
                aria-pressed=move || if kind.get() == value { "true" } else { "false" }
                disabled=!state.reach.edits
                on:click=move |_| { set(state, ScopeField::Kind(value)); }
            >
                {move || name(&words.get().board)}
            </button>
        }
        .into_any()
    };
    let id = state.with(|board, _| board.journey.id);
    let present = {
        let path = leptos_router::hooks::use_location().pathname;
        move || format!("{}/present", path.get().trim_end_matches('/'))
    };
    let share = {
        let path = leptos_router::hooks::use_location().pathname;
        move || format!("{}/share", path.get().trim_end_matches('/'))
    };
    let from_file = format!("{FROM_FILE}?journey={id}");
    let take_away = format!("{TAKE_AWAY}?journey={id}");
    view! {
        <div class="page__bar">
            <h1 class="board-title">
                <input
                    class="editable__line"
                    aria-label=words.say(|w| w.board.title)
                    maxlength="500"
                    readonly=!state.reach.edits
                    prop:value=move || title.get()
                    value=title.get_untracked()
                    on:change=move |event| set_text(state, &event, &title.get_untracked(), ScopeField::Title)
                    on:keydown=move |event| leave(&event, &title.get_untracked())
                />
            </h1>
            {personas(state)}
            <span class="switch" role="group" aria-label=words.say(|w| w.board.kind)>
                {kind_button(JourneyKind::AsIs, |w| w.as_is)}
                {kind_button(JourneyKind::ToBe, |w| w.to_be)}
            </span>
            <span class="shell__spacer"></span>
            {measured(state)}
            <span class="btn-row board-tools">
                {state.reach.edits.then(|| undo_redo(state))}
                <a class="btn btn--quiet btn--small" href=present>
                    {move || present_words(words.lang()).present}
                </a>
                {state.reach.shares.then(|| {
                    view! {
                        <a class="btn btn--quiet btn--small" href=share>
                            {words.say(|w| w.board.share)}
                        </a>
                    }
                })}
                {state.reach.edits.then(|| {
                    view! {
                        <a class="btn btn--quiet btn--small" href=from_file>
                            {words.say(|w| w.board.from_file)}
                        </a>
                    }
                })}
                {state.reach.inside.then(|| {
                    view! {
                        <a class="btn btn--quiet btn--small" href=take_away>
                            {words.say(|w| w.board.take_away)}
                        </a>
                    }
                })}
                <button type="button" class="btn btn--quiet btn--small" on:click=move |_| state.open_sheet()>
                    {words.say(|w| w.board.keys)}
                </button>
            </span>
        </div>
        {frozen(state.reach.edits, scope(state))}
    }
    .into_any()
}

/// The rest of the scope.
fn scope(state: BoardState) -> AnyView {
    view! {
        <dl class="scope">
            {term(state, |w| w.scenario, |scope| &scope.scenario, ScopeField::Scenario)}
            {term(state, |w| w.start, |scope| &scope.start, ScopeField::Start)}
            {term(state, |w| w.end, |scope| &scope.end, ScopeField::End)}
            {term(state, |w| w.goal, |scope| &scope.goal, ScopeField::Goal)}
            {keep::terms(state)}
        </dl>
    }
    .into_any()
}

/// The last edit taken back, and done again.
fn undo_redo(state: BoardState) -> AnyView {
    let words = state.words;
    view! {
        <button
            type="button"
            class="btn btn--quiet btn--icon btn--small"
            aria-label=words.say(|w| w.board.undo)
            title=words.say(|w| w.board.undo)
            aria-keyshortcuts="Control+Z"
            on:click=move |_| state.undo()
        >
            "↶"
        </button>
        <button
            type="button"
            class="btn btn--quiet btn--icon btn--small"
            aria-label=words.say(|w| w.board.redo)
            title=words.say(|w| w.board.redo)
            aria-keyshortcuts="Control+Shift+Z Control+Y"
            on:click=move |_| state.redo()
        >
            "↷"
        </button>
    }
    .into_any()
}

fn term(
    state: BoardState,
    name: fn(&BoardWords) -> &'static str,
    text: fn(&shared::journey::Scope) -> &String,
    field: fn(String) -> ScopeField,
) -> AnyView {
    let words = state.words;
    let text = Memo::new(move |_| state.follow(|board, _| text(&board.journey.scope).clone()));
    view! {
        <div class="scope__item">
            <dt class="scope__term">{move || name(&words.get().board)}</dt>
            <dd class="scope__value">
                <input
                    class="editable__line"
                    aria-label=move || name(&words.get().board)
                    placeholder=words.say(|w| w.board.say)
                    maxlength="20000"
                    prop:value=move || text.get()
                    value=text.get_untracked()
                    on:change=move |event| set_text(state, &event, &text.get_untracked(), field)
                    on:keydown=move |event| leave(&event, &text.get_untracked())
                />
            </dd>
        </div>
    }
    .into_any()
}

fn set(state: BoardState, field: ScopeField) -> bool {
    state.edit(vec![Intent::Journey(JourneyIntent::SetScope { field })])
}

fn set_text(state: BoardState, event: &Event, before: &str, field: fn(String) -> ScopeField) {
    let text = event_target_value(event).trim().to_owned();
    if text != before && !set(state, field(text)) {
        put_back(event, before);
    }
}

/// Enter keeps a line, Escape puts it back.
fn leave(event: &KeyboardEvent, before: &str) {
    let key = event.key();
    if event.is_composing() || (key != "Enter" && key != "Escape") {
        return;
    }
    event.prevent_default();
    if key == "Escape" {
        put_back(event, before);
    }
    if let Some(field) = dom::target(event).and_then(|element| {
        leptos::wasm_bindgen::JsCast::dyn_into::<leptos::web_sys::HtmlElement>(element).ok()
    }) {
        let _ = field.blur();
    }
}

fn put_back(event: &Event, before: &str) {
    let field: leptos::web_sys::HtmlInputElement = event_target(event);
    field.set_value(before);
}

/// The personas whose curves the journey has, and a line to add one: known ones are offered, a new name makes one.
fn personas(state: BoardState) -> AnyView {
    let words = state.words;
    let here = Memo::new(move |_| {
        state.follow(|board, _| {
            let name = |id: &PersonaId| {
                board
                    .catalogue
                    .personas
                    .get(id)
                    .map(|persona| persona.name.clone())
            };
            board
                .journey
                .scope
                .personas
                .iter()
                .map(|id| (*id, name(id).unwrap_or_default()))
                .collect::<Vec<_>>()
        })
    });
    let offered = Memo::new(move |_| {
        state.follow(|board, _| {
            let here = &board.journey.scope.personas;
            let all = board.catalogue.personas.iter();
            all.filter(|(id, persona)| !persona.retired && !here.contains(id))
                .map(|(_, persona)| persona.name.clone())
                .collect::<Vec<_>>()
        })
    });
    let pills = Signal::derive(move || {
        let remove = words.get().board.remove_persona;
        let mut html = Html::new();
        for (position, (id, name)) in here.get().iter().enumerate() {
            html.open("span", &[("class", "pill"), ("role", "listitem")]);
            html.classed(
                "span",
                if position == 0 { "dot dot--ink" } else { "dot" },
                "",
            );
            let page = format!("/personas/{id}");
            html.element("a", &[("class", "pill__link"), ("href", &page)], name);
            if !state.reach.edits {
                html.close("span");
                continue;
            }
            let (label, id) = (format!("{remove}: {name}"), id.to_string());
            let attributes = [
                ("type", "button"),
                ("class", "pill__remove"),
                ("aria-label", &label),
                ("data-persona", &id),
            ];
            html.element("button", &attributes, "×").close("span");
        }
        html.done()
    });
    let known = Signal::derive(move || options(&offered.get()));
    view! {
        <div
            class="personas"
            role="list"
            aria-label=words.say(|w| w.board.persona)
            inner_html=pills
            on:click=move |event| remove_persona(state, &event)
        ></div>
        {state.reach.edits.then(|| {
            view! {
                <input
                    class="pill pill--add"
                    list="personas-known"
                    maxlength="500"
                    aria-label=words.say(|w| w.board.add_persona)
                    placeholder=words.say(|w| w.board.add_persona)
                    on:change=move |event| add_persona(state, &event)
                />
                <datalist id="personas-known" inner_html=known></datalist>
            }
        })}
    }
    .into_any()
}

/// Names to choose from.
pub(super) fn options(names: &[String]) -> String {
    let mut html = Html::new();
    for name in names {
        html.element("option", &[("value", name)], "");
    }
    html.done()
}

fn remove_persona(state: BoardState, event: &MouseEvent) {
    let id: Option<PersonaId> = dom::target(event)
        .and_then(|element| element.get_attribute("data-persona"))
        .and_then(|id| id.parse().ok());
    if let Some(id) = id {
        let rest = state.with(|board, _| {
            let personas = board.journey.scope.personas.iter();
            personas.copied().filter(|other| *other != id).collect()
        });
        set(state, ScopeField::Personas(rest));
    }
}

fn add_persona(state: BoardState, event: &Event) {
    let name = event_target_value(event).trim().to_owned();
    if name.is_empty() {
        return;
    }
    let (known, mut personas) = state.with(|board, _| {
        let same = |text: &str| text.to_lowercase() == name.to_lowercase();
        let known = board
            .catalogue
            .personas
            .iter()
            .find(|(_, persona)| !persona.retired && same(&persona.name));
        (
            known.map(|(id, _)| *id),
            board.journey.scope.personas.clone(),
        )
    });
    let mut intents = Vec::new();
    let id = known.unwrap_or_else(|| {
        let id = PersonaId::new(fresh_id());
        intents.push(Intent::Catalogue(CatalogueIntent::AddPersona {
            id,
            name: name.clone(),
            summary: String::new(),
        }));
        id
    });
    if !personas.contains(&id) {
        personas.push(id);
        intents.push(Intent::Journey(JourneyIntent::SetScope {
            field: ScopeField::Personas(personas),
        }));
    }
    if state.edit(intents) {
        put_back(event, "");
    }
}

/// How many records stand behind the numbers, and how fresh they are.
fn measured(state: BoardState) -> AnyView {
    let words = state.words;
    let measured = Memo::new(move |_| {
        state.follow(|_, measured| {
            let scores = measured.scores.as_ref()?;
            (scores.records > 0).then(|| (scores.records, scores.to.clone()))
        })
    });
    view! {
        <span class="num">
            {move || {
                let (lang, words) = (words.lang(), &words.get().board);
                match measured.get() {
                    Some((n, until)) => {
                        let day = until.and_then(|day| day.parse::<Date>().ok());
                        let until = day.map(|day| words.until(lang.date(day, DateStyle::Full)));
                        [Some(words.records(n)), until].into_iter().flatten().collect::<Vec<_>>().join(", ")
                    }
                    None => words.no_records.to_owned(),
                }
            }}
        </span>
    }
    .into_any()
}
