//! What others do, on the board. Pointers are elements of one layer that are moved; what is selected or written in is marked on the
//! elements themselves. All of it once in a frame: first everything is measured, then everything is moved.

use std::{
    cell::{Cell as Slot, RefCell},
    collections::{BTreeMap, BTreeSet},
};

use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys::HtmlElement};
use shared::live::{Anchor, Connection, Person, Present, Spot};

use super::{
    super::{dom, place::Place, state::BoardState},
    Other, follow, line,
};
use crate::words::{LiveWords, live_words};

/// The id of the layer of pointers.
pub(in crate::journey::board) const LAYER: &str = "board-people";

thread_local! {
    /// The board that is painted in the next frame.
    static PAINTING: Slot<Option<BoardState>> = const { Slot::new(None) };
    /// The ids of what is marked, and as what.
    static MARKED: RefCell<BTreeMap<String, Mark>> = const { RefCell::new(BTreeMap::new()) };
}

/// Who has something: what is said, and in which hue.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    said: String,
    hue: u8,
    editing: bool,
}

/// Paints again when cards were made anew or moved, or the board is drawn at another size.
pub(super) fn keep(state: BoardState) {
    MARKED.take();
    Effect::new(move |_| {
        state.follow(|_, _| ());
        state.laid.track();
        state.zoom.track();
        let _ = state.words.lang();
        soon(state);
    });
}

/// Somebody came, went or did something.
pub(super) fn people_changed(state: BoardState) {
    let others = line::roster(|roster, own| {
        let others = roster
            .iter()
            .filter(|(connection, _)| Some(*connection) != own);
        others
            .map(|(connection, Present { person, presence })| Other {
                connection,
                actor: person.actor,
                name: person.name.clone(),
                hue: person.hue.saturating_add(1),
                away: presence.away,
            })
            .collect::<Vec<_>>()
    });
    let others = others.unwrap_or_default();
    if state.people.try_with_untracked(|known| *known != others) == Some(true) {
        state.people.set(others);
    }
    soon(state);
}

fn soon(state: BoardState) {
    if PAINTING.replace(Some(state)).is_none() {
        request_animation_frame(|| {
            if let Some(state) = PAINTING.take()
                && state.replica(|_| ()).is_some()
            {
                paint(state);
                follow::go(state);
            }
        });
    }
}

/// What somebody is called where their name is shown.
pub(super) fn called(words: &LiveWords, name: &str) -> String {
    if name.is_empty() {
        words.somebody.to_owned()
    } else {
        name.to_owned()
    }
}

fn paint(state: BoardState) {
    let words = live_words(state.words.now_lang());
    let seen = line::roster(|roster, own| {
        let (mut pointers, mut marks) = (Vec::new(), BTreeMap::new());
        for (connection, Present { person, presence }) in roster.iter() {
            if Some(connection) == own {
                continue;
            }
            if let Some(spot) = presence.pointer.filter(|_| !presence.away) {
                pointers.push((connection, person.clone(), spot));
            }
            mark(words, person, presence, &mut marks);
        }
        (pointers, marks)
    });
    let (pointers, marks) = seen.unwrap_or_default();
    let places: Vec<_> = pointers
        .into_iter()
        .filter_map(|(connection, person, spot)| Some((connection, person, point(spot)?)))
        .collect();
    point_out(words, &places);
    set_marks(marks);
}

fn mark(
    words: &LiveWords,
    person: &Person,
    presence: &shared::live::Presence,
    marks: &mut BTreeMap<String, Mark>,
) {
    let name = called(words, &person.name);
    let hue = person.hue.saturating_add(1);
    let selected = presence.selection.iter().map(|node| (*node, false));
    let edited = presence.editing.map(|node| (node, true));
    for (node, editing) in selected.chain(edited) {
        let Some(place) = Place::of(node) else {
            continue;
        };
        let said = if editing {
            words.is_editing(&name)
        } else {
            name.clone()
        };
        let mark = Mark { said, hue, editing };
        // Who writes in it matters more than who has it selected.
        let known = marks
            .entry(place.to_string())
            .or_insert_with(|| mark.clone());
        if editing || !known.editing {
            *known = mark;
        }
    }
}

/// Where a place is in the board's own content.
fn point(spot: Spot) -> Option<(f64, f64)> {
    let element = match spot.anchor {
        Anchor::Board => dom::by_id(dom::BOARD),
        Anchor::Cell(cell) => dom::element(Place::Cell(cell)),
        Anchor::Node(node) => dom::element(Place::of(node)?),
    }?;
    let rect = dom::in_content(&element)?;
    Some((
        rect.x() + spot.x.share() * rect.width(),
        rect.y() + spot.y.share() * rect.height(),
    ))
}

fn pointer_id(connection: Connection) -> String {
    format!("p-{}", connection.0)
}

/// Moves the pointers to where they are; makes those that are new and takes away those that are gone.
fn point_out(words: &LiveWords, places: &[(Connection, Person, (f64, f64))]) {
    let Some(layer) = dom::by_id(LAYER) else {
        return;
    };
    let here: BTreeSet<String> = places
        .iter()
        .map(|(connection, ..)| pointer_id(*connection))
        .collect();
    let children = layer.children();
    for index in (0..children.length()).rev() {
        if let Some(child) = children.item(index)
            && !here.contains(&child.id())
        {
            child.remove();
        }
    }
    for (connection, person, (x, y)) in places {
        let id = pointer_id(*connection);
        let Some(pointer) = dom::by_id(&id).or_else(|| make(&layer, &id, words, person)) else {
            continue;
        };
        let at = format!("translate({x:.1}px,{y:.1}px)");
        let _ = pointer.style().set_property("transform", &at);
    }
}

fn make(layer: &HtmlElement, id: &str, words: &LiveWords, person: &Person) -> Option<HtmlElement> {
    let element = |class: &str| {
        let made: HtmlElement = document().create_element("span").ok()?.dyn_into().ok()?;
        made.set_class_name(class);
        Some(made)
    };
    let hue = person.hue.saturating_add(1);
    let pointer = element(&format!("peer hue-{hue}"))?;
    let name = element("peer__name")?;
    name.set_text_content(Some(&called(words, &person.name)));
    pointer.set_id(id);
    let arrow = element("peer__arrow")?;
    pointer.append_child(&arrow).ok()?;
    pointer.append_child(&name).ok()?;
    layer.append_child(&pointer).ok()?;
    Some(pointer)
}

/// Marks what others have, and nothing else. What was made anew since is marked again.
fn set_marks(marks: BTreeMap<String, Mark>) {
    MARKED.with_borrow_mut(|marked| {
        for id in marked.keys().filter(|id| !marks.contains_key(*id)) {
            if let Some(element) = dom::by_id(id) {
                for name in ["data-peer", "data-peer-edits"] {
                    dom::set_attribute(&element, name, None);
                }
                let _ = element.style().remove_property("--peer");
            }
        }
        for (id, mark) in &marks {
            let Some(element) = dom::by_id(id) else {
                continue;
            };
            if marked.get(id) == Some(mark) && element.has_attribute("data-peer") {
                continue;
            }
            dom::set_attribute(&element, "data-peer", Some(&mark.said));
            dom::set_attribute(&element, "data-peer-edits", mark.editing.then_some(""));
            let hue = format!("var(--hue-{})", mark.hue);
            let _ = element.style().set_property("--peer", &hue);
        }
        *marked = marks;
    });
}
