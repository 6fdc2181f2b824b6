//! What can be said about a card or its touchpoint: who is responsible, the channel, a moment of truth, how sure we are.

use leptos::{ev::Event, prelude::*};
use shared::{
    catalogue::{CatalogueIntent, TouchpointField},
    id::{ChannelId, DepartmentId, TouchpointId},
    journey::{CardField, Evidence, JourneyIntent},
    log::{Board, Intent},
};

use super::{
    super::{header::options, names, state::BoardState},
    Subject,
};
use crate::{catalogue::names::department, fresh::fresh_id, words::Lang};

/// The facts, as fields that are kept as soon as they change.
pub(super) fn section(state: BoardState, subject: Subject) -> AnyView {
    view! {
        <div class="inspector__section inspector__fields">
            {responsible(state, subject)}
            {subject.touchpoint.map(|id| (channel(state, id), moment(state, id)))}
            {evidence(state, subject)}
        </div>
    }
    .into_any()
}

/// The department: the touchpoint's own where one stands there, so that every board agrees; else the card's.
fn responsible(state: BoardState, subject: Subject) -> AnyView {
    let words = state.words;
    let now = Memo::new(move |_| state.follow(|board, _| responsible_now(board, subject)));
    let offered = Memo::new(move |_| {
        let lang = words.lang();
        state.follow(|board, _| departments(board, lang, responsible_now(board, subject)))
    });
    let set = move |event: Event| {
        let department: Option<DepartmentId> = event_target_value(&event).parse().ok();
        let intent = match (subject.touchpoint, subject.card) {
            (Some(touchpoint), _) => Intent::Catalogue(CatalogueIntent::SetTouchpoint {
                touchpoint,
                field: TouchpointField::Department(department),
            }),
            (None, Some(card)) => Intent::Journey(JourneyIntent::SetCard {
                card,
                field: CardField::Department(department),
            }),
            (None, None) => return,
        };
        state.edit(vec![intent]);
    };
    view! {
        <label class="field">
            <span class="field__label">{words.say(|w| w.inspector.department)}</span>
            <select class="select" on:change=set>
                <option value="" selected=now.get_untracked().is_none() prop:selected=move || now.get().is_none()>
                    {words.say(|w| w.inspector.nobody)}
                </option>
                {move || {
                    offered
                        .get()
                        .into_iter()
                        .map(|(id, name)| {
                            view! {
                                <option value=id.to_string() selected=now.get_untracked() == Some(id) prop:selected=move || now.get() == Some(id)>
                                    {name}
                                </option>
                            }
                        })
                        .collect_view()
                }}
            </select>
        </label>
    }
    .into_any()
}

fn responsible_now(board: &Board, subject: Subject) -> Option<DepartmentId> {
    match subject.touchpoint {
        Some(id) => board.catalogue.touchpoints.get(&id)?.department,
        None => board.journey.cards.get(&subject.card?)?.department,
    }
}

fn departments(
    board: &Board,
    lang: Lang,
    now: Option<DepartmentId>,
) -> Vec<(DepartmentId, String)> {
    let all = board.catalogue.departments.iter();
    all.filter(|(id, department)| !department.retired || now == Some(**id))
        .map(|(id, found)| (*id, department(lang, &found.name)))
        .collect()
}

/// The channel by name: known ones are offered, a new name makes one.
fn channel(state: BoardState, touchpoint: TouchpointId) -> AnyView {
    let words = state.words;
    let now = Memo::new(move |_| {
        state.follow(|board, _| {
            let channel = board.catalogue.touchpoints.get(&touchpoint)?.channel?;
            board
                .catalogue
                .channels
                .get(&channel)
                .map(|channel| channel.name.clone())
        })
    });
    let offered = Memo::new(move |_| {
        state.follow(|board, _| {
            let all = board.catalogue.channels.values();
            all.filter(|channel| !channel.retired)
                .map(|channel| channel.name.clone())
                .collect::<Vec<_>>()
        })
    });
    let known = Signal::derive(move || options(&offered.get()));
    view! {
        <label class="field">
            <span class="field__label">{words.say(|w| w.inspector.channel)}</span>
            <input
                class="input"
                list="channels-known"
                maxlength="500"
                placeholder=words.say(|w| w.inspector.no_channel)
                prop:value=move || now.get().unwrap_or_default()
                value=now.get_untracked()
                on:change=move |event| set_channel(state, touchpoint, event_target_value(&event).trim())
            />
            <datalist id="channels-known" inner_html=known></datalist>
        </label>
    }
    .into_any()
}

fn set_channel(state: BoardState, touchpoint: TouchpointId, name: &str) {
    let known = state.with(|board, _| {
        let same = |text: &str| text.to_lowercase() == name.to_lowercase();
        board
            .catalogue
            .channels
            .iter()
            .find(|(_, channel)| !channel.retired && same(&channel.name))
            .map(|(id, _)| *id)
    });
    let mut intents = Vec::new();
    let channel = (!name.is_empty()).then(|| {
        known.unwrap_or_else(|| {
            let id = ChannelId::new(fresh_id());
            intents.push(Intent::Catalogue(CatalogueIntent::AddChannel {
                id,
                name: name.to_owned(),
            }));
            id
        })
    });
    let field = TouchpointField::Channel(channel);
    intents.push(Intent::Catalogue(CatalogueIntent::SetTouchpoint {
        touchpoint,
        field,
    }));
    state.edit(intents);
}

fn moment(state: BoardState, touchpoint: TouchpointId) -> AnyView {
    let words = state.words;
    let now = Memo::new(move |_| {
        state.follow(|board, _| {
            board
                .catalogue
                .touchpoints
                .get(&touchpoint)
                .is_some_and(|touchpoint| touchpoint.moment_of_truth)
        })
    });
    view! {
        <label class="inspector__check">
            <input
                type="checkbox"
                prop:checked=move || now.get()
                checked=now.get_untracked()
                on:change=move |event| {
                    let field = TouchpointField::MomentOfTruth(event_target_checked(&event));
                    state.edit(vec![Intent::Catalogue(CatalogueIntent::SetTouchpoint { touchpoint, field })]);
                }
            />
            {words.say(|w| w.inspector.moment)}
        </label>
    }
    .into_any()
}

fn evidence(state: BoardState, subject: Subject) -> Option<AnyView> {
    let card = subject.card?;
    let words = state.words;
    let now = Memo::new(move |_| {
        state.follow(|board, _| board.journey.cards.get(&card).map(|card| card.evidence))
    });
    let choices = [
        Evidence::Assumption,
        Evidence::Qualitative,
        Evidence::Measured,
    ]
    .map(|evidence| {
        view! {
            <button
                type="button"
                aria-pressed=move || if now.get() == Some(evidence) { "true" } else { "false" }
                on:click=move |_| {
                    let field = CardField::Evidence(evidence);
                    state.edit(vec![Intent::Journey(JourneyIntent::SetCard { card, field })]);
                }
            >
                {move || names::evidence(words.lang(), evidence)}
            </button>
        }
    });
    Some(
        view! {
            <div class="field">
                <span class="field__label" id="evidence-label">
                    {words.say(|w| w.inspector.evidence)}
                </span>
                <span class="switch" role="group" aria-labelledby="evidence-label">
                    {choices.collect_view()}
                </span>
            </div>
        }
        .into_any(),
    )
}
