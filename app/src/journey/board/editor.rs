//! Editing in place: one text field that is laid over what is being edited.
//!
//! It is always in the page and takes the focus while the key that opened it is still being handled, so the first
//! character, an accent or a whole composition goes straight into it.

mod open;

use leptos::{
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement, HtmlTextAreaElement, KeyboardEvent},
};
use shared::journey::Node;

use super::{
    dom,
    keys::Way,
    place::Place,
    state::BoardState,
    suggest::{self, Suggestion},
    write::{self, Target},
};

use crate::html::Html;

pub(super) use open::{add_after, add_card, add_stage, edit, edit_typed};

const BOX: &str = "board-editor";
const FIELD: &str = "board-editor-text";
const LIST: &str = "board-editor-list";

/// What the field is open for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Open {
    /// What its text will become.
    pub(crate) target: Target,
    /// Where the focus goes when nothing comes of it.
    pub(crate) from: Place,
    /// The text it was opened with.
    pub(crate) before: String,
}

/// The field, hidden until something is edited.
#[component]
pub(super) fn Editor(state: BoardState) -> impl IntoView {
    let words = state.words;
    let label = move || {
        let words = words.get();
        state
            .editor
            .with(|open| match open.as_ref().map(|open| &open.target) {
                Some(Target::Card { .. }) if state.suggesting() => words.edit.touchpoint,
                Some(Target::Card { .. }) => words.edit.new_card,
                Some(Target::Step { .. }) => words.edit.new_step,
                Some(Target::Stage { .. }) => words.edit.new_stage,
                Some(Target::Rename(Node::Lane(_))) => words.edit.lane_title,
                Some(Target::Rename(_)) | None => words.edit.edit_title,
            })
    };
    let suggesting = move || state.suggesting();
    let options = Signal::derive(move || offered(state));
    view! {
        <div class="board__editor" id=BOX hidden>
            <textarea
                class="board__editor-text"
                id=FIELD
                rows="1"
                maxlength="500"
                autocomplete="off"
                aria-label=label
                aria-autocomplete=move || suggesting().then_some("list")
                aria-controls=move || suggesting().then_some(LIST)
                aria-activedescendant=move || {
                    state.suggestions.with(|list| list.active.map(|index| format!("{LIST}-{index}")))
                }
                on:keydown=move |event| key(state, &event)
                on:input=move |_| input(state)
                on:blur=move |_| commit(state, After::Stay)
            ></textarea>
            <ul
                class="board__options"
                id=LIST
                role="listbox"
                aria-label=words.say(|w| w.edit.known_touchpoints)
                hidden=move || !suggesting()
                on:pointerdown=move |event| event.prevent_default()
                on:click=move |event| pick(state, dom::target(&event))
                inner_html=options
            ></ul>
        </div>
    }
    .into_any()
}

fn offered(state: BoardState) -> String {
    let words = &state.words.get().edit;
    let mut html = Html::new();
    state.suggestions.with(|list| {
        for (index, option) in list.options.iter().enumerate() {
            let id = format!("{LIST}-{index}");
            let selected = if list.active == Some(index) {
                "true"
            } else {
                "false"
            };
            let attributes = [
                ("role", "option"),
                ("id", id.as_str()),
                ("aria-selected", selected),
            ];
            match option {
                Suggestion::Known { name, .. } => html.element("li", &attributes, name),
                Suggestion::New(name) => {
                    html.element("li", &attributes, &words.create(name.clone()))
                }
            };
        }
    });
    html.done()
}

fn field() -> Option<HtmlTextAreaElement> {
    dom::by_id(FIELD)?.dyn_into().ok()
}

fn input(state: BoardState) {
    if !state.suggestions.with_untracked(|list| list.on) {
        return;
    }
    let Some(field) = field() else { return };
    let options = state.with(|board, _| suggest::touchpoints(&board.catalogue, &field.value()));
    state.suggestions.set(suggest::List {
        on: true,
        options,
        active: None,
    });
}

/// What happens after a text is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    /// The focus goes to what was written.
    Show,
    /// The focus goes on to the place beside it.
    Go(Way),
    /// The field opens again for one more.
    Another,
    /// The focus stays where the person has put it.
    Stay,
}

fn key(state: BoardState, event: &KeyboardEvent) {
    // Enter and Escape belong to the composition while there is one.
    if event.is_composing() {
        return;
    }
    let ctrl = event.ctrl_key() || event.meta_key();
    match event.key().as_str() {
        "Enter" if event.shift_key() => return,
        "Enter" if ctrl => commit(state, After::Another),
        "Enter" => commit(state, After::Show),
        "Tab" => commit(
            state,
            After::Go(if event.shift_key() {
                Way::Left
            } else {
                Way::Right
            }),
        ),
        "Escape" => cancel(state),
        "ArrowDown" if state.suggesting_now() => state.suggestions.update(|list| list.step(true)),
        "ArrowUp" if state.suggesting_now() => state.suggestions.update(|list| list.step(false)),
        _ => return,
    }
    event.prevent_default();
}

fn pick(state: BoardState, target: Option<Element>) {
    let index = target
        .and_then(|target| target.closest("[role=option]").ok().flatten())
        .and_then(|option| {
            option
                .id()
                .strip_prefix(LIST)?
                .strip_prefix('-')?
                .parse()
                .ok()
        });
    if let Some(index) = index {
        state.suggestions.update(|list| list.active = Some(index));
        commit(state, After::Show);
    }
}

fn close(state: BoardState) -> Option<Open> {
    let open = state.editor.try_update(Option::take).flatten()?;
    if let Some(holder) = dom::by_id(BOX) {
        hide(&holder);
    }
    Some(open)
}

fn hide(holder: &HtmlElement) {
    let _ = holder.set_attribute("hidden", "");
}

fn cancel(state: BoardState) {
    if let Some(open) = close(state) {
        state.suggestions.set(suggest::List::default());
        dom::focus(open.from);
    }
}

fn commit(state: BoardState, after: After) {
    let Some(field) = field() else { return };
    let text = field.value();
    // Closing blurs the field, which commits: by then there is nothing open any more.
    let Some(open) = close(state) else { return };
    let list = state.suggestions.get_untracked();
    state.suggestions.set(suggest::List::default());
    let chosen = list
        .active
        .and_then(|index| list.options.get(index).cloned());
    let unchanged = chosen.is_none() && text.trim() == open.before.trim();
    let written = if unchanged {
        None
    } else {
        write::write(state, &open.target, text.trim(), chosen.as_ref())
    };
    let place = written.unwrap_or(open.from);
    match after {
        After::Stay => {}
        After::Show => state.focus_soon(Some(place)),
        After::Go(way) => dom::after_paint(move || {
            let next = state.with(|board, layout| layout.beside(&board.journey, place, way));
            dom::focus(next.unwrap_or(place));
        }),
        After::Another => dom::after_paint(move || {
            dom::focus(place);
            if written.is_some() {
                add_after(state, place);
            }
        }),
    }
}
