//! What this person does, for the others: where the pointer is, what is selected, what is written in, what is seen.

use std::{cell::Cell as Slot, time::Duration};

use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlTextAreaElement, PointerEvent},
};
use shared::{
    journey::Node,
    live::{Anchor, Fraction, MOST_SELECTED, Spot, View},
};

use super::{
    super::{
        dom,
        place::Place,
        state::{BoardState, Chosen},
        write::Target,
    },
    line,
};

/// How often a place is worked out: others are told no oftener.
const EVERY: Duration = Duration::from_millis(50);

thread_local! {
    /// Where the pointer was last, in the window; and whether somebody will work out what is there.
    static POINTER: Slot<Option<(i32, i32)>> = const { Slot::new(None) };
    static WAITING: Slot<bool> = const { Slot::new(false) };
    static VIEWING: Slot<bool> = const { Slot::new(false) };
}

/// Follows what the person does, as long as the board is there.
pub(super) fn listen(state: BoardState) {
    let moved = window_event_listener(ev::pointermove, move |event| pointer(&event));
    // It is the document's, and rises to the window.
    let away = window_event_listener(ev::visibilitychange, move |_| {
        line::show(|presence| presence.away = document().hidden());
        if !document().hidden() {
            line::try_now();
        }
    });
    let online = window_event_listener(ev::online, move |_| line::try_now());
    let offline = window_event_listener(ev::offline, move |_| line::offline());
    let focus = window_event_listener(ev::focusin, move |_| changed(state));
    let blur = window_event_listener(ev::focusout, move |_| changed(state));
    let resize = window_event_listener(ev::resize, move |_| seen());
    Effect::new(move |_| {
        state.editor.track();
        state.chosen.track();
        changed(state);
    });
    Effect::new(move |_| {
        state.zoom.track();
        seen();
    });
    on_cleanup(move || {
        for handle in [moved, online, offline, focus, blur, resize, away] {
            handle.remove();
        }
    });
}

/// The pointer moved: at most every so often it is worked out over what it is.
fn pointer(event: &PointerEvent) {
    if event.pointer_type() == "touch" || !line::has_others() {
        return;
    }
    POINTER.set(Some((event.client_x(), event.client_y())));
    if !WAITING.replace(true) {
        set_timeout(
            || {
                WAITING.set(false);
                let spot = POINTER.get().and_then(|(x, y)| spot_at(x, y));
                line::show(|presence| presence.pointer = spot);
            },
            EVERY,
        );
    }
}

/// The board was scrolled or drawn at another size.
pub(in crate::journey::board) fn seen() {
    if !VIEWING.replace(true) {
        set_timeout(
            || {
                VIEWING.set(false);
                let view = view();
                line::show(|presence| presence.view = view);
            },
            EVERY * 2,
        );
    }
}

/// What is selected or written in may be something else.
pub(in crate::journey::board) fn changed(state: BoardState) {
    let selection = state.selection().cards;
    let selection = selection
        .into_iter()
        .take(MOST_SELECTED)
        .map(Node::Card)
        .collect();
    let editing = editing(state);
    line::show(|presence| {
        presence.selection = selection;
        presence.editing = editing;
    });
}

/// What is being written in: a title on the board, or the note of what the inspector explains.
fn editing(state: BoardState) -> Option<Node> {
    let open = state.editor.try_with_untracked(|open| {
        open.as_ref().and_then(|open| match open.target {
            Target::Rename(node) => Some(node),
            _ => None,
        })
    });
    open.flatten().or_else(|| {
        let writing = document()
            .active_element()?
            .dyn_into::<HtmlTextAreaElement>()
            .ok()?;
        writing.closest(".inspector").ok().flatten()?;
        match state.chosen.get_untracked()? {
            Chosen::Card(card) => Some(Node::Card(card)),
            Chosen::Step(step) => Some(Node::Step(step)),
            Chosen::Touchpoint(_) => None,
        }
    })
}

/// The place of the board at a point of the window; `None` beside the board.
fn spot_at(x: i32, y: i32) -> Option<Spot> {
    let (left, top) = (f64::from(x), f64::from(y));
    #[allow(clippy::cast_possible_truncation, reason = "pixels of a window")]
    let element = document().element_from_point(left as f32, top as f32)?;
    element
        .closest(&format!("#{}", dom::SCROLL))
        .ok()
        .flatten()?;
    spot_in(&element, left, top)
}

fn spot_in(element: &Element, x: f64, y: f64) -> Option<Spot> {
    let place = dom::place_at(element);
    let anchor = match place {
        Some(Place::Cell(cell)) => Some(Anchor::Cell(cell)),
        Some(place) => place.node().map(Anchor::Node),
        None => None,
    };
    let around = match (anchor, place) {
        (Some(_), Some(place)) => dom::element(place)?,
        _ => dom::by_id(dom::BOARD)?,
    };
    let rect = around.get_bounding_client_rect();
    Some(Spot {
        anchor: anchor.unwrap_or(Anchor::Board),
        x: Fraction::of((x - rect.left()) / rect.width()),
        y: Fraction::of((y - rect.top()) / rect.height()),
    })
}

/// What is in the middle of what is seen, told from the board as a whole: it is there however far one has scrolled.
fn view() -> Option<View> {
    let (scroller, board) = (dom::by_id(dom::SCROLL)?, dom::by_id(dom::BOARD)?);
    let (seen, board) = (
        scroller.get_bounding_client_rect(),
        board.get_bounding_client_rect(),
    );
    let middle = Spot {
        anchor: Anchor::Board,
        x: Fraction::of((seen.left() + seen.width() / 2.0 - board.left()) / board.width()),
        y: Fraction::of((seen.top() + seen.height() / 2.0 - board.top()) / board.height()),
    };
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between a quarter and twice the size"
    )]
    let zoom = (dom::scale() * 1_000.0).round() as u16;
    Some(View { middle, zoom })
}
