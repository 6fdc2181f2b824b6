//! What keys do to the board: moving the focus, and edits that need no text.

use leptos::{wasm_bindgen::JsCast, web_sys::HtmlElement};
use shared::{
    id::{CardId, CopyId, PersonaId, StepId},
    journey::{Emotion, JourneyIntent, LaneKind, Node},
    log::Intent,
};

use super::{
    dom, editor,
    keys::{Command, Way},
    layout::Layout,
    names,
    place::Place,
    shift,
    state::{BoardState, Chosen},
    zoom,
};
use crate::fresh::fresh_id;

/// Does what was asked for, where the focus is. `false` leaves the key to the browser.
pub(super) fn run(state: BoardState, at: Place, command: Command) -> bool {
    if let Place::Feeling(persona, step) = at
        && state.reach.edits
        && let Some(done) = on_feeling(state, persona, step, command)
    {
        return done;
    }
    match command {
        Command::Go { way, extend } => go(state, at, way, extend, false),
        Command::GoFar { way, extend } => go(state, at, way, extend, true),
        Command::GoFirst => arrive(state, state.with(|_, layout| layout.first()), false),
        Command::GoLast => arrive(
            state,
            state.with(|board, layout| layout.last(&board.journey)),
            false,
        ),
        Command::Move(way) => shift::by_key(state, at, way),
        Command::Edit => editor::edit(state, at, false),
        Command::Type => return editor::edit_typed(state, at),
        Command::Add => editor::add_after(state, at),
        Command::Toggle => match at {
            Place::Card(card) => state.toggle(card),
            _ => editor::edit(state, at, false),
        },
        Command::Delete => delete(state, at),
        Command::Duplicate => duplicate(state, at),
        Command::All => state.select_all(),
        Command::Undo => state.undo(),
        Command::Redo => state.redo(),
        Command::Explain => explain(state, at),
        Command::Zoom(to) => zoom::zoom(state, to),
        Command::Help => state.open_sheet(),
        Command::Escape => {
            if state.menu_open() {
                state.close_menu();
            } else if state.selection().cards.is_empty() {
                state.choose(None);
            } else {
                state.deselect();
            }
        }
    }
    true
}

/// Opens the inspector about a place, and goes there.
fn explain(state: BoardState, at: Place) {
    match at {
        Place::Card(card) => state.choose(Some(Chosen::Card(card))),
        Place::Step(step) => state.choose(Some(Chosen::Step(step))),
        Place::Cell(cell) => {
            let lane =
                state.with(|board, _| board.journey.lanes.get(&cell.lane).map(|lane| lane.kind));
            if lane != Some(LaneKind::Friction) {
                return;
            }
            state.choose_friction(cell.step);
        }
        Place::Stage(_) | Place::FirstStep(_) | Place::Lane(_) | Place::Feeling(..) => return,
    }
    dom::after_paint(|| {
        let inspector = dom::by_id("inspector");
        let first = inspector.and_then(|it| it.query_selector("button, select, a").ok().flatten());
        if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
            let _ = first.focus();
        }
    });
}

fn go(state: BoardState, at: Place, way: Way, extend: bool, far: bool) {
    let next = state.with(|board, layout| {
        if far {
            layout.edge(&board.journey, at, way)
        } else {
            layout.beside(&board.journey, at, way)
        }
    });
    if extend
        && let Place::Card(from) = at
        && state.selection().anchor.is_none()
    {
        state.select(&[from].into(), Some(from));
    }
    arrive(state, next, extend);
}

fn arrive(state: BoardState, place: Option<Place>, extend: bool) {
    let Some(place) = place else { return };
    dom::focus(place);
    match place {
        Place::Card(card) if extend => state.extend(card),
        Place::Card(_) if state.selection().cards.len() <= 1 => state.deselect(),
        _ => {}
    }
}

/// Hides what is meant at a place, and leaves the focus beside it.
pub(super) fn delete(state: BoardState, at: Place) {
    let nodes: Vec<Node> = match at {
        Place::Card(_) | Place::Cell(_) => state.meant_at(at).into_iter().map(Node::Card).collect(),
        _ => at.node().into_iter().collect(),
    };
    if nodes.is_empty() {
        return;
    }
    let next = match at {
        Place::Cell(_) => Some(at),
        _ => state.with(|board, layout| neighbour(board, layout, at, &nodes)),
    };
    let what = describe(state, &nodes);
    let intents = JourneyIntent::delete(&nodes);
    if state.edit(intents.into_iter().map(Intent::Journey).collect()) {
        state.deselect();
        state.focus_soon(next);
        state.announcer.say(state.words.now().edit.deleted(what));
    }
}

/// Where the focus goes when the nodes are gone: the next card of the cell, the one before, or the cell.
fn neighbour(
    board: &shared::log::Board,
    layout: &Layout,
    at: Place,
    gone: &[Node],
) -> Option<Place> {
    let Place::Card(card) = at else {
        return [Way::Right, Way::Left, Way::Up, Way::Down]
            .into_iter()
            .find_map(|way| layout.beside(&board.journey, at, way));
    };
    let cell = board.journey.cards.get(&card)?.cell;
    let cards: Vec<CardId> = Layout::cards(&board.journey, cell).collect();
    let here = cards.iter().position(|id| *id == card)?;
    let stays = |card: &&CardId| !gone.contains(&Node::Card(**card));
    let next = cards
        .iter()
        .skip(here)
        .find(stays)
        .or_else(|| cards.iter().take(here).rev().find(stays));
    Some(next.map_or(Place::Cell(cell), |card| Place::Card(*card)))
}

fn duplicate(state: BoardState, at: Place) {
    let copy = CopyId::new(fresh_id());
    let (nodes, first): (Vec<Node>, Place) = match at {
        Place::Card(_) | Place::Cell(_) => {
            let cards = state.meant_at(at);
            let Some(first) = cards.first().copied() else {
                return;
            };
            (
                cards.into_iter().map(Node::Card).collect(),
                Place::Card(first.copied(copy)),
            )
        }
        Place::Stage(stage) => (vec![Node::Stage(stage)], Place::Stage(stage.copied(copy))),
        Place::Step(step) => (vec![Node::Step(step)], Place::Step(step.copied(copy))),
        Place::Lane(lane) => (vec![Node::Lane(lane)], Place::Lane(lane.copied(copy))),
        _ => return,
    };
    let what = describe(state, &nodes);
    if state.edit(vec![Intent::Journey(JourneyIntent::Duplicate {
        copy,
        nodes,
    })]) {
        state.focus_soon(Some(first));
        state.announcer.say(state.words.now().edit.added(what));
    }
}

/// One node by its name, several by their number.
pub(super) fn describe(state: BoardState, nodes: &[Node]) -> String {
    let lang = state.words.now_lang();
    if let [node] = nodes {
        let name =
            state.with(|board, _| names::node(&board.journey, &board.catalogue, lang, *node));
        return name.unwrap_or_default();
    }
    state.words.now().edit.things(nodes.len())
}

/// The keys of an emotion point; `None` where it has no meaning of its own for the key.
fn on_feeling(
    state: BoardState,
    persona: PersonaId,
    step: StepId,
    command: Command,
) -> Option<bool> {
    let now = state.with(|board, _| {
        board
            .journey
            .emotions
            .get(&(persona, step))
            .map(|emotion| emotion.hundredths())
    });
    match (command, now) {
        (
            Command::Go {
                way: Way::Up,
                extend,
            },
            now,
        ) => feel(state, persona, step, now, if extend { 50 } else { 10 }),
        (
            Command::Go {
                way: Way::Down,
                extend,
            },
            now,
        ) => feel(state, persona, step, now, if extend { -50 } else { -10 }),
        (Command::Go { way, .. }, _) => {
            let next = state.with(|board, layout| {
                let mut at = Place::Feeling(persona, step);
                loop {
                    at = layout.beside(&board.journey, at, way)?;
                    match at {
                        Place::Cell(cell) => break Some(Place::Feeling(persona, cell.step)),
                        Place::Card(_) | Place::Feeling(..) => {}
                        _ => break None,
                    }
                }
            });
            if let Some(next) = next {
                dom::focus(next);
            }
        }
        (Command::GoFar { way: Way::Left, .. }, Some(_)) => {
            set_feeling(state, persona, step, Some(Emotion::MIN));
        }
        (
            Command::GoFar {
                way: Way::Right, ..
            },
            Some(_),
        ) => set_feeling(state, persona, step, Some(Emotion::MAX)),
        (Command::Delete, Some(_)) => set_feeling(state, persona, step, None),
        (Command::Edit | Command::Toggle, None) => set_feeling(state, persona, step, Some(0)),
        (Command::Escape, _) => {
            let cell = state.emotion_cell(step);
            if let Some(cell) = cell {
                dom::focus(Place::Cell(cell));
            }
        }
        (
            Command::Edit
            | Command::Toggle
            | Command::Delete
            | Command::Type
            | Command::Add
            | Command::Duplicate,
            _,
        ) => {}
        _ => return None,
    }
    Some(true)
}

fn feel(state: BoardState, persona: PersonaId, step: StepId, now: Option<i16>, by: i16) {
    let next =
        (now.unwrap_or(0) + if now.is_some() { by } else { 0 }).clamp(Emotion::MIN, Emotion::MAX);
    if now != Some(next) {
        set_feeling(state, persona, step, Some(next));
    }
}

/// Says what a persona is believed to feel, or takes the point away. The focus stays on the point.
pub(super) fn set_feeling(
    state: BoardState,
    persona: PersonaId,
    step: StepId,
    hundredths: Option<i16>,
) {
    let emotion = hundredths.and_then(Emotion::new);
    if state.edit(vec![Intent::Journey(JourneyIntent::SetEmotion {
        persona,
        step,
        emotion,
    })]) {
        state.focus_soon(Some(Place::Feeling(persona, step)));
    } else {
        // A preview may be on the board.
        state.refresh();
    }
}
