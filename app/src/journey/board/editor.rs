//! Editing in place: one text field that is laid over what is being edited.
//!
//! It is always in the page and takes the focus while the key that opened it is still being handled, so the first
//! character, an accent or a whole composition goes straight into it.

use leptos::{
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement, HtmlTextAreaElement, KeyboardEvent},
};
use shared::journey::{Cell, LaneKind, Node};

use super::{
    dom,
    keys::Way,
    layout::Layout,
    names,
    place::Place,
    state::BoardState,
    suggest::{self, Suggestion},
    write::{self, Target},
};

use crate::html::Html;

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

/// Starts editing what is at a place; `fresh` starts from nothing instead of from its text.
pub(super) fn edit(state: BoardState, at: Place, fresh: bool) {
    let target = match at {
        Place::Stage(id) => Target::Rename(Node::Stage(id)),
        Place::Step(id) => Target::Rename(Node::Step(id)),
        Place::Lane(id) => Target::Rename(Node::Lane(id)),
        Place::Card(id) => Target::Rename(Node::Card(id)),
        Place::FirstStep(stage) => Target::Step { stage, after: None },
        Place::Cell(cell) => return in_cell(state, cell),
        Place::Feeling(..) => return,
    };
    let text = match (&target, fresh) {
        (Target::Rename(node), false) => {
            let lang = state.words.now_lang();
            state
                .with(|board, _| names::node(&board.journey, &board.catalogue, lang, *node))
                .unwrap_or_default()
        }
        _ => String::new(),
    };
    let Some(element) = dom::element(at) else {
        return;
    };
    open(state, target, at, &element, Over::All, &text);
}

/// Starts editing from nothing; the key goes on into the field. `true` if the key has nothing to go into.
pub(super) fn edit_typed(state: BoardState, at: Place) -> bool {
    edit(state, at, true);
    state.editor.with_untracked(Option::is_none)
}

/// Adds one more of what is at a place, after it.
pub(super) fn add_after(state: BoardState, at: Place) {
    match at {
        Place::Stage(stage) => {
            let last = state.with(|board, _| {
                board
                    .journey
                    .visible_steps(stage)
                    .next_back()
                    .map(|(id, _)| id)
            });
            add_step(state, stage, last, at);
        }
        Place::Step(step) => {
            let stage =
                state.with(|board, _| board.journey.steps.get(&step).map(|step| step.stage));
            if let Some(stage) = stage {
                add_step(state, stage, Some(step), at);
            }
        }
        Place::Card(card) => {
            let cell = state.with(|board, _| board.journey.cards.get(&card).map(|card| card.cell));
            if let (Some(cell), Some(element)) = (cell, dom::element(at)) {
                open(
                    state,
                    Target::Card {
                        cell,
                        after: Some(card),
                    },
                    at,
                    &element,
                    Over::Below,
                    "",
                );
            }
        }
        Place::Lane(lane) => state.open_menu(lane),
        Place::FirstStep(_) | Place::Cell(_) => edit(state, at, true),
        Place::Feeling(..) => {}
    }
}

fn add_step(
    state: BoardState,
    stage: shared::id::StageId,
    after: Option<shared::id::StepId>,
    from: Place,
) {
    let beside = after.map_or(Place::FirstStep(stage), Place::Step);
    let over = if after.is_some() {
        Over::Beside
    } else {
        Over::All
    };
    if let Some(element) = dom::element(beside) {
        open(
            state,
            Target::Step { stage, after },
            from,
            &element,
            over,
            "",
        );
    }
}

/// Adds a stage after the last one.
pub(super) fn add_stage(state: BoardState) {
    let last = state.with(|_, layout| layout.stages.last().map(|(stage, _)| *stage));
    let (element, over) = match last {
        Some(stage) => (dom::element(Place::Stage(stage)), Over::Beside),
        None => (dom::by_id("board-first-stage"), Over::All),
    };
    let from = last
        .map(Place::Stage)
        .or_else(|| state.with(|_, layout| layout.first()));
    if let Some(element) = element {
        let target = Target::Stage { after: last };
        // Without any place the field returns the focus to nothing, which is what there is.
        let from = from.unwrap_or(Place::Stage(shared::id::StageId::new(uuid::Uuid::nil())));
        open(state, target, from, &element, over, "");
    }
}

/// Adds a card at the end of a cell, or does what the lane is for.
fn in_cell(state: BoardState, cell: Cell) {
    let kind = state.with(|board, _| board.journey.lanes.get(&cell.lane).map(|lane| lane.kind));
    match kind {
        Some(LaneKind::Emotion) => {
            let persona = state.with(|board, _| board.journey.scope.personas.first().copied());
            if let Some(persona) = persona {
                dom::focus(Place::Feeling(persona, cell.step));
            }
        }
        Some(LaneKind::Friction) => state.choose_friction(cell.step),
        Some(_) => add_card(state, cell),
        None => {}
    }
}

/// Adds a card at the end of a cell.
pub(super) fn add_card(state: BoardState, cell: Cell) {
    let from = Place::Cell(cell);
    let last = state.with(|board, _| Layout::cards(&board.journey, cell).next_back());
    let element = last.map_or_else(
        || dom::element(from),
        |card| dom::element(Place::Card(card)),
    );
    let over = if last.is_some() {
        Over::Below
    } else {
        Over::Inside
    };
    if let Some(element) = element {
        open(
            state,
            Target::Card { cell, after: last },
            from,
            &element,
            over,
            "",
        );
    }
}

/// Where the field lies in relation to an element.
#[derive(Clone, Copy)]
enum Over {
    All,
    Inside,
    Below,
    Beside,
}

fn open(state: BoardState, target: Target, from: Place, element: &Element, over: Over, text: &str) {
    commit(state, After::Stay);
    let (Some(holder), Some(field), Some(rect)) =
        (dom::by_id(BOX), field(), dom::in_content(element))
    else {
        return;
    };
    let (left, top, width, height) = (rect.x(), rect.y(), rect.width(), rect.height());
    let (left, top, width, height) = match over {
        Over::All => (left, top, width, height),
        Over::Inside => (left + 6.0, top + 6.0, width - 12.0, 30.0),
        Over::Below => (left, top + height + 4.0, width, 30.0),
        Over::Beside => (
            left + width - 12.0,
            top,
            150.0_f64.min(width.max(106.0)),
            height,
        ),
    };
    dom::lay_over(&holder, left, top, width, None);
    let _ = holder
        .style()
        .set_property("min-height", &format!("{height:.0}px"));
    let suggests = matches!(&target, Target::Card { cell, .. } if state.is_touchpoints(cell.lane));
    state.suggestions.set(suggest::List {
        on: suggests,
        ..Default::default()
    });
    state.editor.set(Some(Open {
        target,
        from,
        before: text.to_owned(),
    }));
    let _ = holder.remove_attribute("hidden");
    field.set_value(text);
    let _ = field.focus();
    field.select();
    if suggests {
        input(state);
    }
    holder.scroll_into_view_with_scroll_into_view_options(&nearest());
}

fn nearest() -> leptos::web_sys::ScrollIntoViewOptions {
    let options = leptos::web_sys::ScrollIntoViewOptions::new();
    options.set_block(leptos::web_sys::ScrollLogicalPosition::Nearest);
    options.set_inline(leptos::web_sys::ScrollLogicalPosition::Nearest);
    options
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
