//! The inspector: why the selected card or touchpoint is what it is, how sure we are, and what can be said about it.

mod actions;
mod facts;
mod feelings;
mod links;
mod note;
mod proof;
mod score;

use leptos::prelude::*;
use shared::{
    api::TouchpointScore,
    id::{CardId, StepId, TouchpointId},
    log::Board,
};

use super::{
    image,
    measured::Measured,
    model::Owner,
    names, part, reality,
    state::{BoardState, Chosen},
};
use crate::{frozen::frozen, html::Html, words::link_words};

/// What is explained: a card, the touchpoint it stands for, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Subject {
    card: Option<CardId>,
    touchpoint: Option<TouchpointId>,
}

impl Subject {
    /// What is chosen, if it is there; nothing for a step, which is explained otherwise.
    fn of(board: &Board, chosen: Chosen) -> Option<Self> {
        match chosen {
            Chosen::Step(_) => None,
            Chosen::Card(id) => {
                let card = board.journey.cards.get(&id).filter(|card| !card.hidden)?;
                Some(Self {
                    card: Some(id),
                    touchpoint: card.touchpoint,
                })
            }
            Chosen::Touchpoint(id) => {
                board.catalogue.touchpoints.get(&id)?;
                Some(Self {
                    card: None,
                    touchpoint: Some(id),
                })
            }
        }
    }

    fn title(self, board: &Board) -> String {
        let own = self.card.and_then(|id| board.journey.cards.get(&id));
        own.map(|card| names::card_title(&board.catalogue, card))
            .or_else(|| {
                Some(
                    board
                        .catalogue
                        .touchpoints
                        .get(&self.touchpoint?)?
                        .name
                        .clone(),
                )
            })
            .unwrap_or_default()
    }

    fn score(self, measured: &Measured) -> Option<TouchpointScore> {
        measured.get(self.touchpoint?).cloned()
    }
}

/// The inspector, there while something is chosen.
#[component]
pub(super) fn Inspector(state: BoardState) -> impl IntoView {
    let subject = Memo::new(move |_| {
        let chosen = state.chosen.get()?;
        state.follow(|board, _| Subject::of(board, chosen))
    });
    let step = Memo::new(move |_| match state.chosen.get()? {
        Chosen::Step(id) => state.follow(|board, _| {
            let step = board.journey.steps.get(&id)?;
            (!step.hidden).then_some(id)
        }),
        Chosen::Card(_) | Chosen::Touchpoint(_) => None,
    });
    view! {
        {move || subject.get().map(|subject| aside(state, subject))}
        {move || step.get().map(|step| of_step(state, step))}
    }
    .into_any()
}

/// The inspector of a step.
fn of_step(state: BoardState, step: StepId) -> AnyView {
    let title = Memo::new(move |_| {
        state.follow(|board, _| {
            let step = board.journey.steps.get(&step);
            step.map(|step| step.title.clone()).unwrap_or_default()
        })
    });
    let words = state.words;
    view! {
        <aside class="inspector" id="inspector" aria-label=words.say(|w| w.inspector.title)>
            <div class="inspector__head">
                <h2 class="inspector__title">{move || title.get()}</h2>
                <p class="inspector__sub">{move || link_words(words.lang()).step}</p>
                {close(state)}
            </div>
            {frozen(
                state.reach.edits,
                view! {
                    {part::of_step(state, step)}
                    {links::of_step(state, step)}
                }
                    .into_any(),
            )}
        </aside>
    }
    .into_any()
}

/// The button that closes the inspector.
fn close(state: BoardState) -> AnyView {
    view! {
        <button
            type="button"
            class="btn btn--quiet btn--icon inspector__close"
            aria-label=state.words.say(|w| w.inspector.close)
            on:click=move |_| {
                state.choose(None);
                state.return_focus();
            }
        >
            "×"
        </button>
    }
    .into_any()
}

fn aside(state: BoardState, subject: Subject) -> AnyView {
    let words = state.words;
    let title = Memo::new(move |_| state.follow(|board, _| subject.title(board)));
    view! {
        <aside class="inspector" id="inspector" aria-label=words.say(|w| w.inspector.title)>
            <div class="inspector__head">
                <h2 class="inspector__title">{move || title.get()}</h2>
                {under_title(state, subject)}
                {close(state)}
            </div>
            {subject.touchpoint.map(|_| score::section(state, subject))}
            {subject.touchpoint.map(|touchpoint| reality::section(state, touchpoint))}
            {subject
                .touchpoint
                .filter(|_| state.reach.sees_actions)
                .map(|touchpoint| actions::section(state, touchpoint))}
            {frozen(
                state.reach.edits,
                view! {
                    {feelings::section(state, subject)}
                    {subject.card.map(|card| image::section(state, card))}
                    {subject.card.and_then(|card| proof::section(state, card))}
                    {subject.card.map(|card| links::of_card(state, card))}
                    {facts::section(state, subject)}
                    {subject.card.map(|card| note::section(state, card))}
                }
                    .into_any(),
            )}
        </aside>
    }
    .into_any()
}

/// Who is responsible, and whether it is a moment of truth.
fn under_title(state: BoardState, subject: Subject) -> AnyView {
    let words = state.words;
    let facts = Memo::new(move |_| {
        let lang = words.lang();
        state.follow(|board, _| {
            let touchpoint = subject
                .touchpoint
                .and_then(|id| board.catalogue.touchpoints.get(&id));
            let card = subject.card.and_then(|id| board.journey.cards.get(&id));
            let department = card
                .and_then(|card| card.department)
                .or_else(|| touchpoint.and_then(|touchpoint| touchpoint.department));
            let owner = department.and_then(|id| names::owner(&board.catalogue, lang, id));
            (
                owner,
                touchpoint.is_some_and(|touchpoint| touchpoint.moment_of_truth),
            )
        })
    });
    let html = Signal::derive(move || {
        let (owner, moment) = facts.get();
        let words = words.get();
        let mut html = Html::new();
        match owner {
            Some(Owner { hue, name }) => {
                html.classed("span", &format!("dot hue-{hue}"), "");
                html.element("span", &[], &name);
            }
            None => {
                html.element("span", &[], words.inspector.nobody);
            }
        }
        if moment {
            html.element("span", &[], &format!("◆ {}", words.board.moment));
        }
        html.done()
    });
    view! { <p class="inspector__sub" inner_html=html></p> }.into_any()
}
