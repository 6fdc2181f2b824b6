//! The few things that have to be asked of, or done to, the page itself. Only event handlers call it.

use std::cell::Cell as Slot;

use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, JsValue},
    web_sys::{DomRect, Element, Event, HtmlElement},
};

use super::place::Place;
use crate::focus;

/// The id of the grid's scrolling region.
pub(super) const SCROLL: &str = "board-scroll";
/// The id of the grid.
pub(super) const BOARD: &str = "board";

thread_local! {
    /// How large the board is drawn; 1 is as it is written.
    static SCALE: Slot<f64> = const { Slot::new(1.0) };
}

/// How many pixels of the screen a pixel of the board is.
pub(super) fn scale() -> f64 {
    SCALE.get()
}

/// The board is drawn at this size from now on.
pub(super) fn set_scale(to: f64) {
    SCALE.set(to);
}

/// The element with this id.
pub(super) fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The element of a place.
pub(super) fn element(place: Place) -> Option<HtmlElement> {
    by_id(&place.to_string())
}

/// The element that an event happened to.
pub(super) fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The innermost place around an element.
pub(super) fn place_at(element: &Element) -> Option<Place> {
    let mut at = element.closest("[id]").ok().flatten();
    while let Some(element) = at {
        if let Some(place) = Place::parse(&element.id()) {
            return Some(place);
        }
        at = element
            .parent_element()
            .and_then(|parent| parent.closest("[id]").ok().flatten());
    }
    None
}

/// What a button inside the grid is for.
pub(super) fn action_at(element: &Element) -> Option<String> {
    element
        .closest("[data-do]")
        .ok()
        .flatten()?
        .get_attribute("data-do")
}

/// Gives a place the focus and brings it into view.
pub(super) fn focus(place: Place) -> bool {
    let Some(element) = element(place) else {
        return false;
    };
    let _ = element.focus();
    true
}

/// Gives a place the focus and leaves the board where it is scrolled to.
pub(super) fn focus_still(place: Place) -> bool {
    let element = element(place);
    if let Some(element) = &element {
        focus::still(element);
    }
    element.is_some()
}

/// The place that has the focus, or holds what has it.
pub(super) fn focused() -> Option<Place> {
    place_at(&document().active_element()?)
}

/// Once what was just changed has been painted into the page, and before the next key is read.
pub(super) fn after_paint(then: impl FnOnce() + 'static) {
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        then();
    });
}

/// Where an element lies in the board's own content, whatever is scrolled and however large it is drawn.
pub(super) fn in_content(element: &Element) -> Option<DomRect> {
    let canvas = by_id(BOARD)?.get_bounding_client_rect();
    let rect = element.get_bounding_client_rect();
    let scale = scale();
    DomRect::new_with_x_and_y_and_width_and_height(
        (rect.left() - canvas.left()) / scale,
        (rect.top() - canvas.top()) / scale,
        rect.width() / scale,
        rect.height() / scale,
    )
    .ok()
}

/// Puts an element of the overlay over a rectangle of the content.
pub(super) fn lay_over(
    element: &HtmlElement,
    left: f64,
    top: f64,
    width: f64,
    height: Option<f64>,
) {
    let style = element.style();
    let _ = style.set_property("transform", &format!("translate({left:.1}px,{top:.1}px)"));
    let _ = style.set_property("width", &format!("{width:.1}px"));
    if let Some(height) = height {
        let _ = style.set_property("height", &format!("{height:.1}px"));
    }
}

/// Calls a method that an element has.
pub(super) fn set_attribute(element: &Element, name: &str, value: Option<&str>) {
    let _: Result<(), JsValue> = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}
