//! The arrows from causes to what they cause, over the grid. Drawn where the cards lie, once they lie there; what they say stands
//! in words on the cards and in the inspector, so that nothing is lost where they are not drawn.

use leptos::{ev, html, prelude::*, web_sys::Element};
use shared::{
    chart::{self, Point, Rect},
    id::LinkId,
    journey::{Certainty, LinkKind, Node},
};

use super::super::{
    dom,
    place::Place,
    state::{BoardState, Chosen},
};
use crate::html::Html;

/// A cause as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Arrow {
    link: LinkId,
    from: Place,
    to: Place,
    confirmed: bool,
    /// Whether one of its ends is what the inspector explains.
    chosen: bool,
}

/// All arrows of the board.
#[component]
pub(crate) fn Arrows(state: BoardState) -> impl IntoView {
    let layer = NodeRef::<html::Div>::new();
    let arrows = move || {
        let chosen = match state.chosen.get() {
            Some(Chosen::Card(card)) => Some(Node::Card(card)),
            _ => None,
        };
        state.follow(|board, _| {
            let links = board.journey.visible_links();
            let arrows = links.filter_map(|(link, found)| {
                let LinkKind::Cause(certainty) = found.kind else {
                    return None;
                };
                Some(Arrow {
                    link,
                    from: Place::of(found.from)?,
                    to: Place::of(found.to)?,
                    confirmed: certainty == Certainty::Confirmed,
                    chosen: chosen.is_some_and(|node| node == found.from || node == found.to),
                })
            });
            arrows.collect::<Vec<_>>()
        })
    };
    let redraw = move |arrows: Vec<Arrow>| {
        dom::after_paint(move || {
            if let Some(layer) = layer.get_untracked() {
                draw(&layer, &arrows);
            }
        });
    };
    Effect::new(move |_| {
        // Columns are wider where the board is drawn smaller than the page.
        state.zoom.track();
        state.laid.track();
        redraw(arrows());
    });
    let resized = window_event_listener(ev::resize, move |_| redraw(untrack(arrows)));
    on_cleanup(move || resized.remove());
    view! { <div class="board__links" aria-hidden="true" node_ref=layer></div> }.into_any()
}

fn draw(layer: &Element, arrows: &[Arrow]) {
    let board = dom::by_id(dom::BOARD);
    let Some(board) = board.filter(|_| !arrows.is_empty()) else {
        layer.set_inner_html("");
        return;
    };
    let (width, height) = (
        board.offset_width().to_string(),
        board.offset_height().to_string(),
    );
    let mut html = Html::new();
    html.open("svg", &[("width", &*width), ("height", &*height)]);
    for (nth, arrow) in arrows.iter().enumerate() {
        let (Some(from), Some(to)) = (rect(arrow.from), rect(arrow.to)) else {
            continue;
        };
        let (line, head) = chart::arrow(from, to, nth);
        let (line, head) = (path(&line), path(&head) + "Z");
        let sure = if arrow.confirmed {
            "confirmed"
        } else {
            "hypothesis"
        };
        let chosen = if arrow.chosen { " arrow--chosen" } else { "" };
        let id = arrow.link.to_string();
        html.open(
            "g",
            &[
                ("class", &format!("arrow arrow--{sure}{chosen}")),
                ("data-link", &id),
            ],
        );
        html.element("path", &[("class", "arrow__line"), ("d", &line)], "");
        html.element("path", &[("class", "arrow__head"), ("d", &head)], "");
        html.close("g");
    }
    html.close("svg");
    layer.set_inner_html(&html.done());
}

fn rect(place: Place) -> Option<Rect> {
    let rect = dom::in_content(&*dom::element(place)?)?;
    Some(Rect {
        left: rect.x(),
        top: rect.y(),
        width: rect.width(),
        height: rect.height(),
    })
}

/// Path data through some corners.
fn path(corners: &[Point]) -> String {
    let mut path = String::new();
    for corner in corners {
        path.push(if path.is_empty() { 'M' } else { 'L' });
        path += &format!("{:.1} {:.1}", corner.x, corner.y);
    }
    path
}
