//! Dragging by pointer: cards, steps, stages, lanes and emotion points; and a band over cards that are to be selected.
//!
//! A press becomes a drag when it moves (mouse, pen) or is held (touch, where moving scrolls). What hangs on the pointer
//! is a copy moved by transform; where it would land comes from geometry measured once (`plan`), so a frame costs the
//! same with ten cards and with five thousand.

mod band;
mod geometry;
mod ghost;
mod plan;

use std::{cell::RefCell, time::Duration};

use leptos::{
    ev,
    leptos_dom::helpers::{TimeoutHandle, WindowListenerHandle},
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{HtmlElement, PointerEvent},
};

use shared::{chart::believed_at, journey::Emotion};

use super::{command, dom, emotion::HEIGHT, overlay, place::Place, state::BoardState};
use band::Band;
use ghost::Ghost;
use plan::Plan;

/// How far a mouse or pen moves before it drags, in pixels.
const SLACK: f64 = 4.0;
/// How far a finger may tremble while it holds.
const TREMBLE: f64 = 10.0;
/// How long a finger holds before it drags.
const HOLD: Duration = Duration::from_millis(350);

struct Drag {
    place: Place,
    pointer: i32,
    touch: bool,
    /// Shift, Control or Command was held: a band adds to what is selected.
    adds: bool,
    start: (f64, f64),
    now: (f64, f64),
    hold: Option<TimeoutHandle>,
    listeners: Vec<WindowListenerHandle>,
    /// There once it is a drag and no mere press.
    moving: Option<Moving>,
    frame: bool,
}

enum Moving {
    Thing {
        ghost: Ghost,
        plan: Box<Plan>,
    },
    /// An emotion point, with the top of its lane on the screen, and what it is at.
    Feeling {
        top: f64,
        hundredths: Option<i16>,
    },
    Band(Band),
}

thread_local! {
    static DRAG: RefCell<Option<Drag>> = const { RefCell::new(None) };
    static DROPPED: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
    /// Waits for the pointer of a drag that was given up while it was still down.
    static GIVEN_UP: RefCell<Option<WindowListenerHandle>> = const { RefCell::new(None) };
}

/// Whether something is being dragged.
pub(super) fn dragging() -> bool {
    DRAG.with_borrow(|drag| drag.as_ref().is_some_and(|drag| drag.moving.is_some()))
}

/// Whether the click that is being handled is the end of a drag.
pub(super) fn just_dropped() -> bool {
    DROPPED.get()
}

/// A pointer went down on something that may be dragged.
pub(super) fn press(state: BoardState, event: &PointerEvent, place: Place) {
    let known = match place {
        Place::Feeling(persona, step) => {
            state.with(|board, _| board.journey.emotions.contains_key(&(persona, step)))
        }
        Place::Card(_) | Place::Step(_) | Place::Stage(_) | Place::Lane(_) => true,
        // A finger scrolls there.
        Place::Cell(_) => event.pointer_type() != "touch",
        Place::FirstStep(_) => false,
    };
    if !known {
        return;
    }
    end(state, false);
    forget_given_up();
    let touch = event.pointer_type() == "touch";
    let at = (f64::from(event.client_x()), f64::from(event.client_y()));
    let feeling = matches!(place, Place::Feeling(..));
    let hold = (touch && !feeling)
        .then(|| set_timeout_with_handle(move || begin(state), HOLD).ok())
        .flatten();
    let listeners = vec![
        window_event_listener(ev::pointermove, move |event| moved(state, &event)),
        window_event_listener(ev::pointerup, move |event| lifted(state, &event)),
        window_event_listener(ev::pointercancel, move |_| {
            end(state, false);
        }),
    ];
    DRAG.set(Some(Drag {
        place,
        pointer: event.pointer_id(),
        touch: touch && !feeling,
        adds: event.shift_key() || event.ctrl_key() || event.meta_key(),
        start: at,
        now: at,
        hold,
        listeners,
        moving: None,
        frame: false,
    }));
}

fn moved(state: BoardState, event: &PointerEvent) {
    let at = (f64::from(event.client_x()), f64::from(event.client_y()));
    let (starts, gives_up, draws) = DRAG.with_borrow_mut(|drag| {
        let Some(drag) = drag
            .as_mut()
            .filter(|drag| drag.pointer == event.pointer_id())
        else {
            return (false, false, false);
        };
        drag.now = at;
        let far = (at.0 - drag.start.0).hypot(at.1 - drag.start.1);
        if drag.moving.is_some() {
            let draws = !drag.frame;
            drag.frame = true;
            return (false, false, draws);
        }
        (
            !drag.touch && far > SLACK,
            drag.touch && far > TREMBLE,
            false,
        )
    });
    if gives_up {
        end(state, false);
    } else if starts {
        begin(state);
    } else if draws {
        request_animation_frame(move || frame(state));
    }
}

fn begin(state: BoardState) {
    let Some((place, pointer, start, adds)) = DRAG.with_borrow(|drag| {
        drag.as_ref()
            .map(|drag| (drag.place, drag.pointer, drag.start, drag.adds))
    }) else {
        return;
    };
    let Some(element) = dom::element(place) else {
        end(state, false);
        return;
    };
    let moving = if let Place::Feeling(_, step) = place {
        feeling(state, step)
    } else if let Place::Cell(_) = place {
        dom::focus_still(place);
        Band::new(state, start, adds).map(Moving::Band)
    } else {
        if let Place::Card(card) = place
            && !state.is_selected(card)
        {
            state.select(&[card].into(), Some(card));
        }
        Plan::new(state, place).map(|plan| {
            let ghost = Ghost::new(&element, start, plan.elements());
            Moving::Thing {
                ghost,
                plan: Box::new(plan),
            }
        })
    };
    let Some(moving) = moving else {
        end(state, false);
        return;
    };
    if let Some(board) = dom::by_id(dom::BOARD) {
        // From here on the pointer is the board's, wherever it goes and whatever becomes of the element.
        let _ = board.set_pointer_capture(pointer);
    }
    set_mode(Some(if matches!(moving, Moving::Band(_)) {
        "band"
    } else {
        ""
    }));
    overlay::withdraw();
    if matches!(moving, Moving::Thing { .. }) {
        state.announcer.say(state.words.now().edit.taken);
    }
    DRAG.with_borrow_mut(|drag| {
        if let Some(drag) = drag.as_mut() {
            drag.moving = Some(moving);
            drag.frame = true;
        }
    });
    request_animation_frame(move || frame(state));
}

fn feeling(state: BoardState, step: shared::id::StepId) -> Option<Moving> {
    let cell = dom::element(Place::Cell(state.emotion_cell(step)?))?;
    let rect = cell.get_bounding_client_rect();
    Some(Moving::Feeling {
        top: rect.top(),
        hundredths: None,
    })
}

/// One frame of a drag: reads first, then writes, so that the browser lays out nothing in between.
fn frame(state: BoardState) {
    let mut preview = None;
    let again = DRAG.with_borrow_mut(|drag| {
        let Some(drag) = drag else { return false };
        drag.frame = false;
        let now = drag.now;
        match (&mut drag.moving, drag.place) {
            (Some(Moving::Thing { ghost, plan }), _) => {
                let scrolled = plan.scroll(now);
                let lands = plan.aim(state, now);
                ghost.follow(now);
                plan.mark(lands);
                drag.frame = scrolled;
                scrolled
            }
            (Some(Moving::Band(band)), _) => {
                let scrolled = band.stretch(state, now);
                drag.frame = scrolled;
                scrolled
            }
            (Some(Moving::Feeling { top, hundredths }), Place::Feeling(persona, step)) => {
                let next = Emotion::nearest(believed_at((now.1 - *top) / dom::scale(), HEIGHT))
                    .hundredths();
                if *hundredths != Some(next) {
                    *hundredths = Some(next);
                    preview = Some((persona, step, next));
                }
                false
            }
            _ => false,
        }
    });
    if let Some((persona, step, hundredths)) = preview {
        state.preview(persona, step, hundredths);
    }
    if again {
        request_animation_frame(move || frame(state));
    }
}

fn lifted(state: BoardState, event: &PointerEvent) {
    let mine = DRAG.with_borrow(|drag| {
        drag.as_ref()
            .is_some_and(|drag| drag.pointer == event.pointer_id())
    });
    if !mine {
        return;
    }
    if dragging() {
        // What the last move said may not have been drawn yet.
        frame(state);
        dropped();
    }
    end(state, true);
}

/// The click that comes with the lifting of the pointer ends the drag, and means nothing else.
fn dropped() {
    DROPPED.set(true);
    set_timeout(|| DROPPED.set(false), Duration::ZERO);
}

/// A drag was given up while its pointer was down: it will be lifted all the same.
fn give_up(pointer: i32) {
    let lifted = window_event_listener(ev::pointerup, move |event| {
        if event.pointer_id() == pointer {
            dropped();
            forget_given_up();
        }
    });
    if let Some(before) = GIVEN_UP.replace(Some(lifted)) {
        before.remove();
    }
}

fn forget_given_up() {
    if let Some(listener) = GIVEN_UP.take() {
        listener.remove();
    }
}

/// The board was scrolled: what is dragged, or the band, is over something else now.
pub(super) fn scrolled(state: BoardState) {
    let draws = DRAG.with_borrow_mut(|drag| {
        let moving = drag.as_mut().filter(|drag| drag.moving.is_some());
        moving.is_some_and(|drag| !std::mem::replace(&mut drag.frame, true))
    });
    if draws {
        request_animation_frame(move || frame(state));
    }
}

/// Puts back what is being dragged. `false` if nothing is.
pub(super) fn cancel(state: BoardState) -> bool {
    let pointer = DRAG.with_borrow(|drag| {
        let drag = drag.as_ref()?;
        drag.moving.is_some().then_some(drag.pointer)
    });
    let Some(pointer) = pointer else {
        return false;
    };
    end(state, false);
    give_up(pointer);
    state.announcer.say(state.words.now().edit.drag_cancelled);
    true
}

/// Forgets a press that is no drag yet.
pub(super) fn let_go(state: BoardState) {
    end(state, false);
}

/// Ends a press or drag: drops what is dragged where it is aimed at, or puts it back.
fn end(state: BoardState, drop: bool) {
    let Some(drag) = DRAG.take() else { return };
    if let Some(hold) = drag.hold {
        hold.clear();
    }
    for listener in drag.listeners {
        listener.remove();
    }
    let Some(moving) = drag.moving else { return };
    set_mode(None);
    overlay::unmark();
    if let Some(board) = dom::by_id(dom::BOARD) {
        let _ = board.release_pointer_capture(drag.pointer);
    }
    match (moving, drag.place) {
        (Moving::Thing { ghost, plan }, _) => {
            ghost.remove();
            if drop {
                plan.land(state);
            }
        }
        (Moving::Band(band), _) => band.end(state, drop),
        (
            Moving::Feeling {
                hundredths: Some(hundredths),
                ..
            },
            Place::Feeling(persona, step),
        ) if drop => {
            command::set_feeling(state, persona, step, Some(hundredths));
        }
        _ => state.refresh(),
    }
}

/// Tells the style sheets that something is being dragged.
fn set_mode(mode: Option<&str>) {
    let root: Option<HtmlElement> = document()
        .document_element()
        .and_then(|root| root.dyn_into().ok());
    if let Some(root) = root {
        dom::set_attribute(&root, "data-dragging", mode);
    }
}
