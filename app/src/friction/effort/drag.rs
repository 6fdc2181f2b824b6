//! Moving a dot by pointer: sideways in the chart, or from the tray into it.

use leptos::{
    ev::PointerEvent,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{DomRect, Element},
};
use shared::id::TouchpointId;

use super::{Efforts, MIDDLE, MOST};
use crate::focus;

/// The drawing's place, by the element that lies over it.
pub(super) const PLOT: &str = "effort-plot";
/// So many pixels make a press a drag.
const SLACK: f64 = 4.0;
/// So far above or below the chart something still falls into it.
const NEAR: f64 = 24.0;

/// Something under way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drag {
    id: TouchpointId,
    before: Option<u8>,
    pointer: i32,
    start: (f64, f64),
    moved: bool,
    /// It comes from the tray: beside the chart it is not placed.
    from_tray: bool,
}

impl Drag {
    /// Whether it is this one, dragged out of the tray.
    pub(super) fn comes_from_the_tray(&self, id: TouchpointId) -> bool {
        self.from_tray && self.id == id
    }
}

/// A pointer went down on a handle or in the tray.
pub(super) fn press(state: Efforts, id: TouchpointId, from_tray: bool, event: &PointerEvent) {
    if event.button() != 0 {
        return;
    }
    state.rest();
    let target = event.current_target();
    if let Some(target) = target.and_then(|target| target.dyn_into::<Element>().ok()) {
        // Where it cannot be had, moves outside of the dot are not heard, and nothing breaks.
        let _ = target.set_pointer_capture(event.pointer_id());
    }
    state.drag.set_value(Some(Drag {
        id,
        before: state.effort_now(id),
        pointer: event.pointer_id(),
        start: at(event),
        moved: false,
        from_tray,
    }));
}

/// It moved.
pub(super) fn moved(state: Efforts, event: &PointerEvent) {
    let Some(mut drag) = under_way(state, event) else {
        return;
    };
    let (x, y) = at(event);
    if !drag.moved {
        if (x - drag.start.0).hypot(y - drag.start.1) < SLACK {
            return;
        }
        drag.moved = true;
        state.drag.set_value(Some(drag));
        state.dragged.set(Some(drag.id));
    }
    let Some(plot) = plot() else { return };
    let beside = y < plot.top() - NEAR || y > plot.bottom() + NEAR;
    let effort = if drag.from_tray && beside {
        None
    } else {
        Some(effort(x, &plot))
    };
    if effort != state.effort_now(drag.id) {
        state.place(drag.id, effort);
    }
}

/// It ended where it is, or was taken away.
pub(super) fn ended(state: Efforts, event: &PointerEvent, taken_away: bool) {
    let Some(drag) = under_way(state, event) else {
        return;
    };
    state.drag.set_value(None);
    state.dragged.set(None);
    if taken_away {
        state.place(drag.id, drag.before);
    } else if drag.moved {
        state.settle(drag.id, drag.before);
    } else if drag.from_tray {
        into_the_middle(state, drag.id);
    }
}

/// Places what has no effort yet, and goes on there.
pub(super) fn into_the_middle(state: Efforts, id: TouchpointId) {
    let before = state.effort_now(id);
    state.place(id, Some(MIDDLE));
    state.settle(id, before);
    focus::soon(handle(id));
}

/// The id of a handle.
pub(super) fn handle(id: TouchpointId) -> String {
    format!("effort-{id}")
}

fn under_way(state: Efforts, event: &PointerEvent) -> Option<Drag> {
    let drag = state.drag.get_value();
    drag.filter(|drag| drag.pointer == event.pointer_id())
}

fn at(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

fn plot() -> Option<DomRect> {
    Some(
        document()
            .get_element_by_id(PLOT)?
            .get_bounding_client_rect(),
    )
}

/// The effort that a place across the chart means.
fn effort(x: f64, plot: &DomRect) -> u8 {
    let share = (x - plot.left()) / plot.width().max(1.0);
    (share * f64::from(MOST))
        .round()
        .clamp(0.0, f64::from(MOST)) as u8
}
