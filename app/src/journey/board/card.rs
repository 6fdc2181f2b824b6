//! A card. Its text is one effect, so that an edit repaints this card and no other; whether it is selected or being
//! dragged is an attribute that `selection` and `drag` set on the element itself.

use leptos::prelude::*;
use shared::{
    id::CardId,
    journey::{Evidence, LaneKind},
};

use super::{
    model::{CardView, Owner},
    names,
    place::Place,
    state::BoardState,
};
use crate::words::{Lang, in_lang};

/// A card in its cell.
pub(super) fn card(state: BoardState, id: CardId, kind: LaneKind) -> Option<AnyView> {
    let card = state.card(id)?;
    let words = state.words;
    let place = Place::Card(id);
    Some(
        view! {
            <div
                class=class(kind)
                id=place.to_string()
                role="button"
                aria-roledescription=words.say(|w| w.board.card)
                aria-pressed=if state.is_selected(id) { "true" } else { "false" }
                tabindex=state.tab_index(place)
            >
                {move || card.with(|card| body(words.lang(), kind, card))}
            </div>
        }
        .into_any(),
    )
}

const fn class(kind: LaneKind) -> &'static str {
    match kind {
        LaneKind::Pains => "note note--pain",
        LaneKind::Opportunities => "note note--opportunity",
        LaneKind::Doing
        | LaneKind::Thinking
        | LaneKind::Expecting
        | LaneKind::Notes
        | LaneKind::Free => "note note--plain",
        LaneKind::Promise => "promise promise--unproven",
        LaneKind::Actions => "card card--action",
        LaneKind::Touchpoints | LaneKind::Backstage | LaneKind::Emotion | LaneKind::Friction => {
            "card"
        }
    }
}

fn body(lang: Lang, kind: LaneKind, card: &CardView) -> impl IntoView + use<> {
    let meta = (card.owner.is_some() || card.channel.is_some() || card.moment || card.noted)
        .then(|| meta(lang, card))
        .into_any();
    let title = view! { <span class="card__title">{card.title.clone()}</span> }.into_any();
    let (first, second) = if kind == LaneKind::Backstage {
        (meta, title)
    } else {
        (title, meta)
    };
    (
        (kind == LaneKind::Promise).then(|| view! { <span class="promise__mark"></span> }),
        first,
        second,
        evidence_dot(lang, card.evidence),
    )
}

fn meta(lang: Lang, card: &CardView) -> impl IntoView + use<> {
    let words = &in_lang(lang).board;
    let channel = card.channel.clone();
    view! {
        <span class="card__meta">
            {card.owner.as_ref().map(owner)}
            {channel.map(|channel| view! { <span class="card__channel">{channel}</span> })}
            {card
                .moment
                .then(|| {
                    view! {
                        <span class="card__moment" role="img" title=words.moment aria-label=words.moment>
                            "◆"
                        </span>
                    }
                })}
            {card
                .noted
                .then(|| {
                    view! {
                        <span class="card__noted" role="img" title=words.has_note aria-label=words.has_note>
                            "≡"
                        </span>
                    }
                })}
        </span>
    }
}

fn owner(owner: &Owner) -> impl IntoView + use<> {
    (
        view! { <span class=format!("dot hue-{}", owner.hue)></span> },
        view! { <span class="card__owner">{owner.name.clone()}</span> },
    )
}

/// Empty, half or full: assumption, heard, measured.
pub(super) fn evidence_dot(lang: Lang, evidence: Evidence) -> AnyView {
    let name = names::evidence(lang, evidence);
    let class = match evidence {
        Evidence::Assumption => "evidence evidence--assumption",
        Evidence::Qualitative => "evidence evidence--qualitative",
        Evidence::Measured => "evidence evidence--measured",
    };
    view! { <span class=class role="img" aria-label=name title=name></span> }.into_any()
}
