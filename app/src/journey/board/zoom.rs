//! How large the board is drawn, and the map of a large one.
//!
//! The canvas is drawn larger or smaller by the browser (`zoom`), so that nothing on it is made anew; whoever lays something over it asks
//! `dom::scale`. The map is one drawing of where cards lie, and a frame for what is seen of it: it is moved, not drawn, while the board scrolls.

use std::cell::Cell as Slot;

use leptos::{
    ev, html,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, PointerEvent},
};
use shared::journey::Cell;

use super::{dom, layout::Layout, place::Place, state::BoardState};
use crate::{request::use_appearance, words::zoom_words};

/// The steps of the two buttons.
const SIZES: [f64; 9] = [0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0];
/// The map, in pixels of the page, at most.
const MAP: (f64, f64) = (220.0, 140.0);
/// The id of what is drawn larger or smaller: the grid and all that floats above it.
pub(super) const CANVAS: &str = "board-canvas";

thread_local! {
    /// The board whose map is drawn in the next frame.
    static DRAWING: Slot<Option<BoardState>> = const { Slot::new(None) };
}

/// What is asked of the size of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Zoom {
    /// The next larger size.
    In,
    /// The next smaller size.
    Out,
    /// As large as it is written; where it is so already, so that all of it is seen.
    Whole,
}

/// Draws the board at another size, around the middle of what is seen.
pub(super) fn zoom(state: BoardState, to: Zoom) {
    let now = dom::scale();
    let next = match to {
        Zoom::In => SIZES.into_iter().find(|size| *size > now + 0.01),
        Zoom::Out => SIZES.into_iter().rev().find(|size| *size < now - 0.01),
        Zoom::Whole if (now - 1.0).abs() > 0.01 => Some(1.0),
        Zoom::Whole => fitting(),
    };
    if let Some(next) = next {
        set(state, next);
    }
}

/// The size at which all of the board is seen, within what can be read at all.
fn fitting() -> Option<f64> {
    let (scroller, board) = (dom::by_id(dom::SCROLL)?, dom::by_id(dom::BOARD)?);
    let rect = board.get_bounding_client_rect();
    let scale = dom::scale();
    let across = f64::from(scroller.client_width()) / (rect.width() / scale);
    let down = f64::from(scroller.client_height()) / (rect.height() / scale);
    Some(across.min(down).clamp(0.25, 1.0))
}

/// Draws the board at this size.
fn set(state: BoardState, to: f64) {
    let before = dom::scale();
    let (Some(scroller), Some(canvas)) = (dom::by_id(dom::SCROLL), dom::by_id(CANVAS)) else {
        return;
    };
    let middle = |at: i32, size: i32| (f64::from(at) + f64::from(size) / 2.0) / before;
    let x = middle(scroller.scroll_left(), scroller.client_width());
    let y = middle(scroller.scroll_top(), scroller.client_height());
    dom::set_scale(to);
    let _ = canvas.style().set_property("zoom", &format!("{to:.3}"));
    let half = |size: i32| f64::from(size) / 2.0;
    scroller.scroll_to_with_x_and_y(
        x * to - half(scroller.client_width()),
        y * to - half(scroller.client_height()),
    );
    state.zoom.set(to);
    let lang = state.words.now_lang();
    state
        .announcer
        .say(zoom_words(lang).now(&lang.percent(to, 0)));
}

/// The buttons, and the map where the board is larger than what is seen of it.
pub(super) fn controls(state: BoardState) -> AnyView {
    let words = move || zoom_words(state.words.lang());
    let map = NodeRef::<html::Div>::new();
    let later = move || {
        // Many changes at once are one drawing.
        if DRAWING.replace(Some(state)).is_none() {
            request_animation_frame(|| {
                if let Some(state) = DRAWING.take() {
                    draw(state);
                }
            });
        }
    };
    let layout = state.layout();
    let appearance = use_appearance();
    Effect::new(move |_| {
        // The map is drawn in the colour of the theme.
        let _ = appearance.get();
        layout.track();
        state.zoom.track();
        state.laid.track();
        state.follow(|_, _| ());
        later();
    });
    Effect::new(move |_| {
        // Another board may have been drawn at another size before, on the same element.
        dom::set_scale(1.0);
        if let Some(canvas) = dom::by_id(CANVAS) {
            let _ = canvas.style().remove_property("zoom");
        }
        let resized = window_event_listener(ev::resize, move |_| later());
        on_cleanup(move || resized.remove());
    });
    let go = move |event: &PointerEvent| {
        let Some((map, scroller)) = map.get_untracked().zip(dom::by_id(dom::SCROLL)) else {
            return;
        };
        let rect = map.get_bounding_client_rect();
        let share = |at: i32, from: f64, size: f64| (f64::from(at) - from) / size.max(1.0);
        let x =
            share(event.client_x(), rect.left(), rect.width()) * f64::from(scroller.scroll_width());
        let y = share(event.client_y(), rect.top(), rect.height())
            * f64::from(scroller.scroll_height());
        scroller.scroll_to_with_x_and_y(
            x - f64::from(scroller.client_width()) / 2.0,
            y - f64::from(scroller.client_height()) / 2.0,
        );
        frame();
    };
    let button = move |to: Zoom,
                       sign: &'static str,
                       name: fn(&crate::words::ZoomWords) -> &'static str,
                       keys: &'static str| {
        view! {
            <button
                type="button"
                class="btn btn--quiet btn--icon btn--small"
                aria-label=move || name(words())
                title=move || name(words())
                aria-keyshortcuts=keys
                on:click=move |_| zoom(state, to)
            >
                {sign}
            </button>
        }
        .into_any()
    };
    let percent = move || state.words.lang().percent(state.zoom.get(), 0);
    view! {
        <div class="board-view">
            <div
                class="minimap"
                id="minimap"
                aria-hidden="true"
                hidden
                node_ref=map
                on:pointerdown=move |event| {
                    if let Some(map) = map.get_untracked() {
                        let _ = map.set_pointer_capture(event.pointer_id());
                    }
                    event.prevent_default();
                    go(&event);
                }
                on:pointermove=move |event| {
                    if event.buttons() & 1 == 1 {
                        go(&event);
                    }
                }
            >
                <canvas id="minimap-canvas"></canvas>
                <div class="minimap__frame" id="minimap-frame"></div>
            </div>
            <div class="board-zoom" role="group" aria-label=move || words().size>
                {button(Zoom::Out, "−", |w| w.smaller, "Alt+-")}
                <button
                    type="button"
                    class="btn btn--quiet btn--small num"
                    aria-label=move || format!("{}: {}", percent(), words().whole)
                    title=move || words().whole
                    aria-keyshortcuts="Alt+0"
                    on:click=move |_| zoom(state, Zoom::Whole)
                >
                    {percent}
                </button>
                {button(Zoom::In, "+", |w| w.larger, "Alt+Plus")}
            </div>
        </div>
    }
    .into_any()
}

/// Draws the map anew.
fn draw(state: BoardState) {
    // The board may have been left since the frame was asked for.
    if state.replica(|_| ()).is_none() {
        return;
    }
    let (Some(map), Some(scroller), Some(board)) = (
        dom::by_id("minimap"),
        dom::by_id(dom::SCROLL),
        dom::by_id(dom::BOARD),
    ) else {
        return;
    };
    let (width, height) = (
        f64::from(scroller.scroll_width()),
        f64::from(scroller.scroll_height()),
    );
    let seen = (
        f64::from(scroller.client_width()),
        f64::from(scroller.client_height()),
    );
    let fits = width <= seen.0 + 1.0 && height <= seen.1 + 1.0;
    dom::set_attribute(&map, "hidden", fits.then_some(""));
    if fits {
        return;
    }
    let scale = (MAP.0 / width).min(MAP.1 / height);
    let size = (width * scale, height * scale);
    let style = map.style();
    let _ = style.set_property("width", &format!("{:.0}px", size.0));
    let _ = style.set_property("height", &format!("{:.0}px", size.1));
    paint(state, &board, scale, size);
    frame();
}

/// A cell is as dark as it has cards.
fn paint(state: BoardState, board: &HtmlElement, scale: f64, size: (f64, f64)) -> Option<()> {
    let canvas: HtmlCanvasElement = dom::by_id("minimap-canvas")?.dyn_into().ok()?;
    let dense = window().device_pixel_ratio().clamp(1.0, 2.0);
    // In range: the map is at most a few hundred pixels.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let pixels = |length: f64| (length * dense).round() as u32;
    canvas.set_width(pixels(size.0));
    canvas.set_height(pixels(size.1));
    let pen: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let _ = pen.scale(dense * scale, dense * scale);
    let corner = board.get_bounding_client_rect();
    let style = window().get_computed_style(board).ok()??;
    let colour = |name: &str| style.get_property_value(name).unwrap_or_default();
    let rect = |place: Place| {
        let rect = dom::element(place)?.get_bounding_client_rect();
        Some((
            rect.left() - corner.left(),
            rect.top() - corner.top(),
            rect.width(),
            rect.height(),
        ))
    };
    pen.set_fill_style_str(&colour("color"));
    state.with(|board, layout| {
        pen.set_global_alpha(0.14);
        for (stage, _) in &layout.stages {
            if let Some((x, y, width, height)) = rect(Place::Stage(*stage)) {
                pen.fill_rect(x + 2.0, y, (width - 4.0).max(1.0), height);
            }
        }
        let columns: Vec<_> = layout
            .columns
            .iter()
            .filter_map(|column| column.step())
            .filter_map(|step| Some((step, rect(Place::Step(step))?)))
            .collect();
        for (lane, _) in &layout.lanes {
            let Some((_, y, _, height)) = rect(Place::Lane(*lane)) else {
                continue;
            };
            for (step, (x, _, width, _)) in &columns {
                let cell = Cell {
                    step: *step,
                    lane: *lane,
                };
                let cards = Layout::cards(&board.journey, cell).count();
                if cards > 0 {
                    let cards = u32::try_from(cards).unwrap_or(u32::MAX);
                    pen.set_global_alpha((0.18 + 0.06 * f64::from(cards)).min(0.7));
                    pen.fill_rect(
                        x + 4.0,
                        y + 4.0,
                        (width - 8.0).max(1.0),
                        (height - 8.0).max(1.0),
                    );
                }
            }
        }
    });
    Some(())
}

/// Puts the frame over what is seen: the board was scrolled, and nothing is drawn.
pub(super) fn frame() {
    let (Some(map), Some(frame), Some(scroller)) = (
        dom::by_id("minimap"),
        dom::by_id("minimap-frame"),
        dom::by_id(dom::SCROLL),
    ) else {
        return;
    };
    if map.has_attribute("hidden") {
        return;
    }
    // All is read before anything is written, and only what changed is: in between the browser would lay out the page.
    let scale = f64::from(map.client_width()) / f64::from(scroller.scroll_width().max(1));
    let at = |length: i32| f64::from(length) * scale;
    let (x, y) = (at(scroller.scroll_left()), at(scroller.scroll_top()));
    let (width, height) = (at(scroller.client_width()), at(scroller.client_height()));
    let style = frame.style();
    let write = |name: &str, value: &str| {
        if style.get_property_value(name).is_ok_and(|now| now != value) {
            let _ = style.set_property(name, value);
        }
    };
    write("width", &format!("{width:.0}px"));
    write("height", &format!("{height:.0}px"));
    let _ = style.set_property("transform", &format!("translate({x:.1}px,{y:.1}px)"));
}
