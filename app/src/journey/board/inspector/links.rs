//! Links of what is explained: the causes of a touchpoint's card, what any other card is a cause of, and where a step leads beside
//! the next one. Each is said, made surer and taken away here.

use leptos::{ev::Event, prelude::*};
use shared::{
    id::{CardId, LinkId, StepId},
    journey::{Certainty, JourneyIntent, LinkKind, Node},
    log::Intent,
};

use super::super::{
    link::{self, LinkView},
    names,
    place::Place,
    state::{BoardState, Chosen},
};
use crate::{fresh::fresh_id, words::link_words};

/// Groups of what can be linked, each thing by the value of its option.
type Offer = Vec<(String, Vec<(String, String)>)>;

/// The causes of a card, or what it is a cause of.
pub(super) fn of_card(state: BoardState, card: CardId) -> AnyView {
    let takes = state.with(|board, _| link::takes_causes(&board.journey, card));
    let links = Memo::new(move |_| {
        let lang = state.words.lang();
        state.follow(|board, _| {
            let mut links = link::effects(board, lang, card);
            if takes {
                links = link::causes(board, lang, card);
            }
            links
        })
    });
    let offer = Memo::new(move |_| {
        let lang = state.words.lang();
        state.follow(|board, _| {
            let groups = link::offered(board, lang, card).into_iter();
            let group = |(name, cards): (String, Vec<(CardId, String)>)| {
                let cards = cards.into_iter().map(|(id, name)| (id.to_string(), name));
                (name, cards.collect())
            };
            groups.map(group).collect::<Offer>()
        })
    });
    let add = move |value: &str| {
        let Ok(other) = value.parse::<CardId>() else {
            return;
        };
        let (from, to) = if takes { (other, card) } else { (card, other) };
        let kind = LinkKind::Cause(Certainty::Hypothesis);
        join(state, kind, Node::Card(from), Node::Card(to));
    };
    let words = move || link_words(state.words.lang());
    view! {
        <section class="inspector__section">
            <h3 class="inspector__heading">{move || if takes { words().causes } else { words().cause_of }}</h3>
            {list(state, links)}
            {move || {
                links
                    .with(Vec::is_empty)
                    .then(|| {
                        let text = if takes { words().no_causes } else { words().no_effects };
                        view! { <p class="muted small">{text}</p> }
                    })
            }}
            {choice(offer, move || if takes { words().add_cause } else { words().add_effect }, add)}
        </section>
    }
    .into_any()
}

/// Where a step leads beside the next one.
pub(super) fn of_step(state: BoardState, step: StepId) -> AnyView {
    let layout = state.layout();
    let links = {
        let layout = layout.clone();
        Memo::new(move |_| {
            let lang = state.words.lang();
            state.follow(|board, _| layout.with(|layout| link::ways(board, layout, lang, step)))
        })
    };
    let offer = Memo::new(move |_| {
        let there = links.with(|links| links.iter().map(|link| link.other).collect::<Vec<_>>());
        state.follow(|board, _| {
            let stages = board.journey.visible_stages();
            let stages = stages.map(|(id, stage)| {
                let steps = board.journey.visible_steps(id);
                let other =
                    steps.filter(|(id, _)| *id != step && !there.contains(&Node::Step(*id)));
                let named = other.map(|(id, step)| (id.to_string(), step.title.clone()));
                (stage.title.clone(), named.collect())
            });
            stages
                .filter(|(_, steps): &(_, Vec<_>)| !steps.is_empty())
                .collect::<Offer>()
        })
    });
    let add = move |value: &str| {
        if let Ok(other) = value.parse::<StepId>() {
            join(state, LinkKind::Way, Node::Step(step), Node::Step(other));
        }
    };
    let words = move || link_words(state.words.lang());
    view! {
        <section class="inspector__section">
            <h3 class="inspector__heading">{move || words().ways}</h3>
            <p class="muted small">{move || words().ways_hint}</p>
            {list(state, links)}
            {choice(offer, move || words().add_way, add)}
        </section>
    }
    .into_any()
}

fn join(state: BoardState, kind: LinkKind, from: Node, to: Node) {
    let intent = JourneyIntent::AddLink {
        id: LinkId::new(fresh_id()),
        kind,
        from,
        to,
        title: String::new(),
    };
    if state.edit(vec![Intent::Journey(intent)]) {
        let lang = state.words.now_lang();
        let name = state.with(|board, _| names::node(&board.journey, &board.catalogue, lang, to));
        state
            .announcer
            .say(link_words(lang).linked(&name.unwrap_or_default()));
    }
}

fn list(state: BoardState, links: Memo<Vec<LinkView>>) -> AnyView {
    let items = move || {
        let links = links.get().into_iter();
        links.map(|link| item(state, &link)).collect_view()
    };
    view! { <ul class="links">{items}</ul> }.into_any()
}

fn item(state: BoardState, link: &LinkView) -> AnyView {
    let words = link_words(state.words.lang());
    let (id, other, kind) = (link.id, link.other, link.kind);
    let sign = if link.back { "↩ " } else { "" };
    let name = format!("{sign}{}", link.name);
    let removed = link.name.clone();
    let remove = move |_| {
        let nodes = vec![Node::Link(id)];
        if state.edit(vec![Intent::Journey(JourneyIntent::Delete { nodes })]) {
            let words = link_words(state.words.now_lang());
            state.announcer.say(words.unlinked(&removed));
        }
    };
    let certainty = match kind {
        LinkKind::Cause(now) => Some(sure(state, id, now)),
        LinkKind::Way => None,
    };
    view! {
        <li class="links__item">
            <button type="button" class="links__name" on:click=move |_| go(state, other)>
                {name}
            </button>
            {certainty}
            <button
                type="button"
                class="btn btn--quiet btn--icon btn--small"
                aria-label=words.remove(&link.name)
                title=words.remove(&link.name)
                on:click=remove
            >
                "×"
            </button>
        </li>
    }
    .into_any()
}

/// Explains the other end, and brings it into view.
fn go(state: BoardState, other: Node) {
    match other {
        Node::Card(card) => {
            state.select(&[card].into(), Some(card));
            state.choose(Some(Chosen::Card(card)));
        }
        Node::Step(step) => state.choose(Some(Chosen::Step(step))),
        Node::Stage(_) | Node::Lane(_) | Node::Link(_) => {}
    }
    state.focus_soon(Place::of(other));
}

fn sure(state: BoardState, link: LinkId, now: Certainty) -> AnyView {
    let words = link_words(state.words.lang());
    let choices = [
        (Certainty::Hypothesis, words.hypothesis),
        (Certainty::Confirmed, words.confirmed),
    ];
    let buttons = choices.map(|(certainty, name)| {
        let set = move |_| {
            let kind = LinkKind::Cause(certainty);
            state.edit(vec![Intent::Journey(JourneyIntent::SetLink { link, kind })]);
        };
        let pressed = if certainty == now { "true" } else { "false" };
        view! {
            <button type="button" aria-pressed=pressed on:click=set>
                {name}
            </button>
        }
    });
    view! {
        <span class="switch" role="group" aria-label=words.certainty>
            {buttons.collect_view()}
        </span>
    }
    .into_any()
}

/// A choice of something to link, which is a deed and keeps no value.
fn choice(
    offer: Memo<Offer>,
    name: impl Fn() -> &'static str + Copy + Send + Sync + 'static,
    add: impl Fn(&str) + Copy + Send + Sync + 'static,
) -> AnyView {
    let chosen = move |event: Event| {
        let value = event_target_value(&event);
        let field: leptos::web_sys::HtmlSelectElement = event_target(&event);
        field.set_selected_index(0);
        add(&value);
    };
    let groups = move || {
        let groups = offer.get().into_iter().map(|(name, things)| {
            let things = things
                .into_iter()
                .map(|(value, name)| view! { <option value=value>{name}</option> }.into_any());
            view! { <optgroup label=name>{things.collect_view()}</optgroup> }.into_any()
        });
        groups.collect_view()
    };
    view! {
        {move || {
            (!offer.with(Vec::is_empty))
                .then(|| {
                    view! {
                        <select class="select" aria-label=name on:change=chosen>
                            <option value="none" selected>
                                {name}
                            </option>
                            {groups}
                        </select>
                    }
                })
        }}
    }
    .into_any()
}
