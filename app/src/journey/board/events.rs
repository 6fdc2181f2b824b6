//! The grid's handlers: one of each kind for everything in it.

use std::cell::Cell as Flag;

use leptos::{
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{
        ClipboardEvent, Element, Event, FocusEvent, KeyboardEvent, MouseEvent, PointerEvent,
        TouchEvent,
    },
};

use super::{
    clipboard, command, dom, drag, editor,
    keys::{self, Chord, Command},
    overlay,
    place::Place,
    rest,
    state::{BoardState, Chosen},
};

thread_local! {
    /// The grid moves the focus by itself: what is clicked with Shift keeps its selection.
    static POINTING: Flag<bool> = const { Flag::new(false) };
}

fn at(event: &Event) -> Option<(Element, Place)> {
    let element = dom::target(event)?;
    let place = dom::place_at(&element)?;
    Some((element, place))
}

pub(super) fn keydown(state: BoardState, event: &KeyboardEvent) {
    let Some((element, place)) = at(event) else {
        return;
    };
    let (key, code) = (event.key(), event.code());
    let Some(command) = keys::command(Chord {
        key: &key,
        code: &code,
        ctrl: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
    }) else {
        return;
    };
    if command == Command::Escape && drag::cancel(state) {
        event.prevent_default();
        return;
    }
    if command.edits() && !state.reach.edits {
        return;
    }
    // A button or link inside a cell keeps its own keys; an emotion point that is still to be said is a button too, and
    // is meant by the arrows.
    let own = element
        .closest("button, a, [role=menu]")
        .ok()
        .flatten()
        .is_some();
    if own
        && matches!(
            command,
            Command::Edit | Command::Toggle | Command::Type | Command::Delete | Command::Add
        )
    {
        return;
    }
    if command::run(state, place, command) {
        event.prevent_default();
        event.stop_propagation();
    }
}

pub(super) fn click(state: BoardState, event: &MouseEvent) {
    let Some(element) = dom::target(event) else {
        return;
    };
    if let Some(action) = dom::action_at(&element) {
        event.prevent_default();
        if !state.reach.edits {
            return;
        }
        return act(state, &action, dom::place_at(&element));
    }
    let Some(place) = dom::place_at(&element) else {
        return;
    };
    // A way to elsewhere in a head is followed, and nothing is chosen.
    let leads = || element.closest("a[href]").ok().flatten().is_some();
    if drag::just_dropped() || matches!(place, Place::Step(_)) && leads() {
        return;
    }
    match place {
        Place::Card(card) if event.shift_key() => state.extend(card),
        Place::Card(card) if event.ctrl_key() || event.meta_key() => state.toggle(card),
        Place::Card(card) => {
            state.select(&[card].into(), Some(card));
            state.choose(Some(Chosen::Card(card)));
        }
        Place::Step(step) => {
            state.deselect();
            state.choose(Some(Chosen::Step(step)));
        }
        Place::FirstStep(_) => editor::edit(state, place, false),
        _ => state.deselect(),
    }
}

fn act(state: BoardState, action: &str, place: Option<Place>) {
    match (action, place) {
        ("add-stage", _) => editor::add_stage(state),
        ("add-step", Some(Place::Stage(stage))) => editor::add_after(state, Place::Stage(stage)),
        ("lane-menu", Some(Place::Lane(lane))) => state.open_menu(lane),
        ("feel", Some(Place::Feeling(persona, step))) => {
            command::set_feeling(state, persona, step, Some(0));
        }
        _ => {}
    }
}

pub(super) fn double_click(state: BoardState, event: &MouseEvent) {
    let Some((element, place)) = at(event) else {
        return;
    };
    if dom::action_at(&element).is_some() || matches!(place, Place::Feeling(..)) {
        return;
    }
    event.prevent_default();
    editor::edit(state, place, false);
}

pub(super) fn focus_in(state: BoardState, event: &FocusEvent) {
    let Some((element, place)) = at(event) else {
        return;
    };
    // A button in a head is reached through the head.
    if dom::element(place).is_some_and(|own| own.is_same_node(Some(&element))) {
        state.stop_here(place);
    }
    if state.reach.edits {
        overlay::offer_add(state, place);
    }
    if !POINTING.get() && state.chosen.with_untracked(Option::is_some) {
        match place {
            Place::Card(card) => state.choose(Some(Chosen::Card(card))),
            Place::Step(step) => state.choose(Some(Chosen::Step(step))),
            _ => {}
        }
    }
}

pub(super) fn pointer_over(state: BoardState, event: &PointerEvent) {
    if event.pointer_type() == "touch" || drag::dragging() || !state.reach.edits {
        return;
    }
    if let Some((_, place)) = at(event) {
        rest::offer(state, place);
    }
}

pub(super) fn pointer_down(state: BoardState, event: &PointerEvent) {
    if !event.is_primary() {
        // A second finger means to zoom the page, not to hold a card.
        drag::cancel(state);
        drag::let_go(state);
        return;
    }
    if event.button() != 0 {
        return;
    }
    if !state.reach.edits {
        // Nothing is dragged; the click that follows says what is chosen.
        POINTING.set(true);
        request_animation_frame(|| POINTING.set(false));
        return;
    }
    let Some((element, place)) = at(event) else {
        return;
    };
    if dom::action_at(&element).is_some() && !matches!(place, Place::Feeling(..)) {
        return;
    }
    // The click that follows says what is chosen.
    POINTING.set(true);
    request_animation_frame(|| POINTING.set(false));
    drag::press(state, event, place);
}

pub(super) fn touch_move(_: BoardState, event: &TouchEvent) {
    if drag::dragging() {
        event.prevent_default();
    }
}

pub(super) fn context_menu(state: BoardState, event: &MouseEvent) {
    // A long press has begun a drag: the device's own menu would end it.
    if drag::dragging() {
        event.prevent_default();
        return;
    }
    if let Some((_, Place::Lane(lane))) = at(event)
        && state.reach.edits
    {
        event.prevent_default();
        state.open_menu(lane);
    }
}

pub(super) fn copy(state: BoardState, event: &Event, cut: bool) {
    let (Some((_, place)), Some(event)) = (at(event), event.dyn_ref::<ClipboardEvent>()) else {
        return;
    };
    clipboard::copy(state, event, place, cut && state.reach.edits);
}

pub(super) fn paste(state: BoardState, event: &Event) {
    let (Some((_, place)), Some(event)) = (at(event), event.dyn_ref::<ClipboardEvent>()) else {
        return;
    };
    if state.reach.edits {
        clipboard::paste(state, event, place);
    }
}
