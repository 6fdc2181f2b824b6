//! A card. What it says is one string and one effect, so that an edit repaints this card and no other; whether it is
//! selected or being dragged is an attribute that `selection` and `drag` set on the element itself.

use leptos::{prelude::*, tachys::html::class::IntoClass};
use shared::{
    id::CardId,
    journey::{Certainty, Content, Evidence, LaneKind, LinkKind},
    metric::Proof,
};

use super::{image, model::CardView, names, place::Place, promise, state::BoardState};
use crate::{
    html::Html,
    words::{Lang, in_lang, link_words},
};

/// Characters that seldom take more than the six lines that a card shows.
const SHORT: usize = 60;

/// A card in its cell.
pub(super) fn card(state: BoardState, id: CardId, kind: LaneKind) -> Option<AnyView> {
    let card = state.card(id)?;
    let words = state.words;
    let stands = card.clone();
    let html = Signal::derive(move || card.with(|card| body(words.lang(), kind, card)));
    Some(if kind == LaneKind::Promise {
        let class = Signal::derive(move || {
            let stands = stands.with(|card| card.promise.as_ref().map(|promise| promise.stands));
            promise::class(stands.unwrap_or(Proof::Unproven))
        });
        note(state, id, class, html)
    } else {
        note(state, id, class(kind), html)
    })
}

fn note(state: BoardState, id: CardId, class: impl IntoClass, html: Signal<String>) -> AnyView {
    let place = Place::Card(id);
    view! {
        <div
            class=class
            id=place.to_string()
            role="button"
            aria-pressed=if state.is_selected(id) { "true" } else { "false" }
            tabindex=state.tab_index(place)
            inner_html=html
        ></div>
    }
    .into_any()
}

pub(super) const fn class(kind: LaneKind) -> &'static str {
    match kind {
        LaneKind::Pains => "note note--pain",
        LaneKind::Opportunities => "note note--opportunity",
        LaneKind::Doing
        | LaneKind::Thinking
        | LaneKind::Expecting
        | LaneKind::Notes
        | LaneKind::Images
        | LaneKind::Free => "note note--plain",
        LaneKind::Promise => promise::class(Proof::Unproven),
        LaneKind::Actions => "card card--action",
        LaneKind::Touchpoints
        | LaneKind::Backstage
        | LaneKind::Emotion
        | LaneKind::Reality
        | LaneKind::Friction => "card",
    }
}

pub(super) fn body(lang: Lang, kind: LaneKind, card: &CardView) -> String {
    let mut html = Html::new();
    if kind == LaneKind::Promise {
        html.classed("span", "promise__mark", "");
    }
    if let Some(picture) = &card.image {
        image::thumbnail(&mut html, picture);
    }
    if kind == LaneKind::Backstage {
        meta(&mut html, lang, card);
    }
    let class = if card.title.chars().nth(SHORT).is_some() {
        "card__title card__title--long"
    } else {
        "card__title"
    };
    content(&mut html, lang, class, card);
    if kind != LaneKind::Backstage {
        meta(&mut html, lang, card);
    }
    if let Some(promise) = &card.promise {
        promise::proof(&mut html, lang, promise);
    }
    effects(&mut html, lang, card);
    evidence_dot(&mut html, lang, card.evidence);
    html.done()
}

/// What it says, as what it is: a number in the reader's way of writing, a rating as so many of five.
fn content(html: &mut Html, lang: Lang, class: &str, card: &CardView) {
    match card.content {
        Content::Text => html.classed("span", class, &card.title),
        Content::Tag => html.classed("span", "card__title card__tag", &card.title),
        Content::Number => {
            let number = card.title.parse::<f64>().ok();
            let said =
                number.map_or_else(|| card.title.clone(), |number| lang.short_number(number, 6));
            html.classed("span", "card__title card__number num", &said)
        }
        Content::Rating => {
            let stars = card.title.parse::<usize>().unwrap_or_default().min(5);
            let said = link_words(lang).of_five(&card.title);
            let drawn: String = "★".repeat(stars) + &"☆".repeat(5 - stars);
            let attributes = [
                ("class", "card__title card__rating"),
                ("role", "img"),
                ("aria-label", &*said),
                ("title", &*said),
            ];
            html.element("span", &attributes, &drawn)
        }
    };
}

/// What it is a cause of, and how sure that is.
fn effects(html: &mut Html, lang: Lang, card: &CardView) {
    let words = link_words(lang);
    for effect in &card.effects {
        let LinkKind::Cause(certainty) = effect.kind else {
            continue;
        };
        let (class, sure) = match certainty {
            Certainty::Hypothesis => ("card__effect card__effect--hypothesis", words.hypothesis),
            Certainty::Confirmed => ("card__effect card__effect--confirmed", words.confirmed),
        };
        let said = words.is_cause_of(&effect.name, sure);
        html.open("span", &[("class", class), ("title", &said)]);
        html.element("span", &[("role", "img"), ("aria-label", &said)], "→");
        html.element("span", &[("aria-hidden", "true")], &effect.name);
        html.close("span");
    }
}

fn meta(html: &mut Html, lang: Lang, card: &CardView) {
    if card.owner.is_none() && card.channel.is_none() && !card.moment && !card.noted {
        return;
    }
    let words = &in_lang(lang).board;
    let mark = |html: &mut Html, class, name: &str, sign| {
        let attributes = [
            ("class", class),
            ("role", "img"),
            ("title", name),
            ("aria-label", name),
        ];
        html.element("span", &attributes, sign);
    };
    html.open("span", &[("class", "card__meta")]);
    if let Some(owner) = &card.owner {
        html.classed("span", &format!("dot hue-{}", owner.hue), "");
        html.classed("span", "card__owner", &owner.name);
    }
    if let Some(channel) = &card.channel {
        html.classed("span", "card__channel", channel);
    }
    if card.moment {
        mark(html, "card__moment", words.moment, "◆");
    }
    if card.noted {
        mark(html, "card__noted", words.has_note, "≡");
    }
    html.close("span");
}

/// Empty, half or full: assumption, heard, measured.
fn evidence_dot(html: &mut Html, lang: Lang, evidence: Evidence) {
    let name = names::evidence(lang, evidence);
    let class = match evidence {
        Evidence::Assumption => "evidence evidence--assumption",
        Evidence::Qualitative => "evidence evidence--qualitative",
        Evidence::Measured => "evidence evidence--measured",
    };
    let attributes = [
        ("class", class),
        ("role", "img"),
        ("title", name),
        ("aria-label", name),
    ];
    html.element("span", &attributes, "");
}
