//! Edits that the server refused: what, why, what to do, and applying them again. Nothing a person did vanishes.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::{
    catalogue::CatalogueIntent,
    journey::{JourneyIntent, Node},
    log::{Board, Intent, Rejection},
};

use super::{names, state::BoardState, sync};
use crate::words::{Lang, rejection};

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
    let words = state.words;
    move || {
        let waiting = state.tray.get();
        (!waiting.is_empty()).then(|| {
            view! {
                <section class="tray callout callout--risk" aria-labelledby="tray-title">
                    <h2 class="callout__title" id="tray-title">
                        {words.say(|w| w.edit.recovered)}
                    </h2>
                    <p>{words.say(|w| w.edit.recovered_hint)}</p>
                    <ul class="tray__list">
                        {waiting
                            .into_iter()
                            .enumerate()
                            .map(|(index, recovered)| line(state, index, &recovered))
                            .collect_view()}
                    </ul>
                </section>
            }
        })
    }
}

fn line(state: BoardState, index: usize, recovered: &Recovered) -> AnyView {
    let words = state.words;
    let lang = words.lang();
    let what: Vec<String> = state.with(|board, _| {
        recovered
            .intents
            .iter()
            .filter_map(|intent| what(board, lang, intent))
            .collect()
    });
    let again = recovered.clone();
    view! {
        <li class="tray__item">
            <span class="tray__what">{what.join(", ")}</span>
            <span class="tray__why">{rejection(lang, &recovered.rejection)}</span>
            <span class="btn-row">
                <button
                    type="button"
                    class="btn btn--small"
                    on:click=move |_| {
                        if state.edit(again.intents.clone()) {
                            remove(state, index);
                        }
                    }
                >
                    {words.say(|w| w.edit.again)}
                </button>
                <button type="button" class="btn btn--small btn--quiet" on:click=move |_| remove(state, index)>
                    {words.say(|w| w.edit.dismiss)}
                </button>
            </span>
        </li>
    }
    .into_any()
}

fn remove(state: BoardState, index: usize) {
    state.tray.update(|tray| {
        if index < tray.len() {
            tray.remove(index);
        }
    });
    sync::keep_tray(state);
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
            JourneyIntent::MoveStage { stage, .. } => name(Node::Stage(*stage)),
            JourneyIntent::MoveStep { step, .. } | JourneyIntent::SetEmotion { step, .. } => {
                name(Node::Step(*step))
            }
            JourneyIntent::MoveLane { lane, .. }
            | JourneyIntent::SetLaneDepartment { lane, .. } => name(Node::Lane(*lane)),
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
