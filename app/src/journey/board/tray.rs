//! Edits that the server refused: what, why, what to do, and applying them again. Nothing a person did vanishes.

use leptos::{prelude::*, web_sys::MouseEvent};
use serde::{Deserialize, Serialize};
use shared::{
    catalogue::CatalogueIntent,
    journey::{JourneyIntent, Node},
    log::{Board, Intent, Rejection},
    text::{TextEdit, TextSpan},
};

use super::{dom, names, state::BoardState, sync};
use crate::{
    html::Html,
    words::{Lang, rejection},
};

/// A refused push.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Recovered {
    /// What was wished.
    pub(crate) intents: Vec<Intent>,
    /// Why it was refused.
    pub(crate) rejection: Rejection,
}

/// The tray, there only while something is in it.
#[component]
pub(super) fn Tray(state: BoardState) -> impl IntoView {
    let html = Signal::derive(move || contents(state));
    view! {
        <section
            class="tray callout callout--risk"
            hidden=move || state.tray.with(Vec::is_empty)
            aria-labelledby="tray-title"
            inner_html=html
            on:click=move |event| click(state, &event)
        ></section>
    }
    .into_any()
}

fn contents(state: BoardState) -> String {
    let mut html = Html::new();
    let (lang, words) = (state.words.lang(), &state.words.get().edit);
    html.element(
        "h2",
        &[("class", "callout__title"), ("id", "tray-title")],
        words.recovered,
    );
    html.element("p", &[], words.recovered_hint);
    html.open("ul", &[("class", "tray__list")]);
    for (index, recovered) in state.tray.get().iter().enumerate() {
        let what: Vec<String> = state.with(|board, _| {
            recovered
                .intents
                .iter()
                .filter_map(|intent| what(board, lang, intent))
                .collect()
        });
        html.open("li", &[("class", "tray__item")]);
        html.classed("span", "tray__what", &what.join(", "));
        html.classed("span", "tray__why", &rejection(lang, &recovered.rejection));
        html.open("span", &[("class", "btn-row")]);
        let index = index.to_string();
        let mut button = |class, action, name: &str| {
            let attributes = [
                ("type", "button"),
                ("class", class),
                ("data-do", action),
                ("data-index", &index),
            ];
            html.element("button", &attributes, name);
        };
        button("btn btn--small", "again", words.again);
        button("btn btn--small btn--quiet", "dismiss", words.dismiss);
        html.close("span").close("li");
    }
    html.close("ul");
    html.done()
}

fn click(state: BoardState, event: &MouseEvent) {
    let Some(button) =
        dom::target(event).and_then(|element| element.closest("[data-do]").ok().flatten())
    else {
        return;
    };
    let Some(index) = button
        .get_attribute("data-index")
        .and_then(|index| index.parse::<usize>().ok())
    else {
        return;
    };
    let again = button
        .get_attribute("data-do")
        .is_some_and(|action| action == "again");
    let intents = state
        .tray
        .with_untracked(|tray| tray.get(index).map(|recovered| recovered.intents.clone()));
    if intents.is_some_and(|intents| !again || state.edit(renewed(state, intents))) {
        remove(state, index);
    }
}

/// The intents as they are wished again: whoever chooses their own text over the one on the board has seen both.
fn renewed(state: BoardState, mut intents: Vec<Intent>) -> Vec<Intent> {
    for intent in &mut intents {
        if let Intent::Journey(JourneyIntent::SetNote { card, base, .. }) = intent {
            let now = state.with(|board, _| {
                let card = board.journey.cards.get(card)?;
                Some(card.note.revision)
            });
            *base = now.unwrap_or(*base);
        }
    }
    intents
}

fn remove(state: BoardState, index: usize) {
    state.tray.update(|tray| {
        if index < tray.len() {
            tray.remove(index);
        }
    });
    sync::keep_tray(state);
}

/// What an edit puts in, if anything.
fn written(edit: &TextEdit) -> Option<String> {
    let texts: Vec<&str> = edit
        .spans()
        .iter()
        .filter_map(|span| match span {
            TextSpan::Insert(text) => Some(text.as_str()),
            TextSpan::Keep(_) | TextSpan::Delete(_) => None,
        })
        .collect();
    (!texts.is_empty()).then(|| format!("“{}”", texts.join(" … ")))
}

/// What an intent was about, by its text or by the name of what it changes.
fn what(board: &Board, lang: Lang, intent: &Intent) -> Option<String> {
    let name = |node| names::node(&board.journey, &board.catalogue, lang, node);
    match intent {
        Intent::Journey(intent) => match intent {
            JourneyIntent::AddStage { title, .. }
            | JourneyIntent::AddStep { title, .. }
            | JourneyIntent::AddCard { title, .. }
            | JourneyIntent::Rename { title, .. } => Some(format!("“{title}”")),
            JourneyIntent::AddLane { kind, title, .. } => Some(
                title
                    .clone()
                    .unwrap_or_else(|| names::lane_kind(lang, *kind).to_owned()),
            ),
            JourneyIntent::SetNote { text, .. } => Some(format!("“{text}”")),
            JourneyIntent::EditNote { card, edit, .. } => {
                written(edit).or_else(|| name(Node::Card(*card)))
            }
            JourneyIntent::MoveStage { stage, .. } => name(Node::Stage(*stage)),
            JourneyIntent::MoveStep { step, .. }
            | JourneyIntent::SetEmotion { step, .. }
            | JourneyIntent::SetStep { step, .. } => name(Node::Step(*step)),
            JourneyIntent::AddLink { from, to, .. } => name(*from)
                .zip(name(*to))
                .map(|(from, to)| format!("{from} → {to}")),
            JourneyIntent::SetLink { link, .. } => name(Node::Link(*link)),
            JourneyIntent::MoveLane { lane, .. }
            | JourneyIntent::SetLaneDepartment { lane, .. }
            | JourneyIntent::SetLaneContent { lane, .. } => name(Node::Lane(*lane)),
            JourneyIntent::MoveCards { cards, .. } => {
                cards.first().and_then(|card| name(Node::Card(*card)))
            }
            JourneyIntent::SetCard { card, .. } => name(Node::Card(*card)),
            JourneyIntent::Delete { nodes }
            | JourneyIntent::Restore { nodes }
            | JourneyIntent::Duplicate { nodes, .. } => nodes.first().and_then(|node| name(*node)),
            JourneyIntent::SetScope { .. } | JourneyIntent::SetLineOfVisibility { .. } => None,
        },
        Intent::Catalogue(
            CatalogueIntent::AddTouchpoint { name, .. }
            | CatalogueIntent::AddPersona { name, .. }
            | CatalogueIntent::Rename { name, .. },
        ) => Some(format!("“{name}”")),
        Intent::Catalogue(_) => None,
    }
}
