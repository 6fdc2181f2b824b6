//! The other journeys that a board speaks of: the one that it is a part of, the one that it is compared with, and those that show its
//! steps in detail, with the friction that they come to.

use leptos::{ev::Event, prelude::*};
use shared::{
    api::JourneySummary,
    chart::heat_step,
    id::{JourneyId, StepId},
    journey::{Journey, JourneyIntent, Parts, ScopeField, StepField},
    log::Intent,
};

use super::state::BoardState;
use crate::{
    api::{Api, use_api},
    html::Html,
    words::{Lang, PartWords, part_words},
};

/// Whether a board speaks of another journey: then the server sends what is known of them with the page.
pub(super) fn speaks_of_others(journey: &Journey) -> bool {
    let scope = &journey.scope;
    scope.parent.is_some() || scope.counterpart.is_some() || !journey.details().is_empty()
}

/// Asks which journeys there are, when the page has come without them: one of them may show this one in detail. What records say of
/// them would be too much work for every visit of a board.
fn ask(state: BoardState) {
    // A guest sees one journey, and is not told of others.
    if !state.reach.inside {
        return;
    }
    let (Ok(api), true) = (use_api(), state.others.with_untracked(Vec::is_empty)) else {
        return;
    };
    leptos::task::spawn_local(async move {
        // Without them nothing else is missing: choices stay empty.
        if let Ok(journeys) = api.journeys_in_brief().await
            && state.others_told.try_get_untracked() == Some(false)
        {
            let _ = state.others.try_set(journeys);
        }
    });
}

/// Asks what records say of them, once, when somebody is about to choose one.
fn ask_all(state: BoardState) {
    if !state.reach.inside {
        return;
    }
    let (Ok(api), false) = (use_api(), state.others_told.get_untracked()) else {
        return;
    };
    state.others_told.set(true);
    leptos::task::spawn_local(async move {
        if let Ok(journeys) = api.journeys().await {
            let _ = state.others.try_set(journeys);
        } else {
            let _ = state.others_told.try_set(false);
        }
    });
}

/// The detail of a step in its head: the way there, coloured by its worst friction.
pub(super) fn in_head(html: &mut Html, lang: Lang, others: &[JourneySummary], detail: JourneyId) {
    let words = part_words(lang);
    let Some(journey) = others.iter().find(|journey| journey.id == detail) else {
        return;
    };
    let href = format!("/journeys/{}", journey.slug);
    let title = words.in_detail(&journey.title);
    let class = [
        ("class", "step__detail"),
        ("href", &href),
        ("tabindex", "-1"),
        ("title", &title),
    ];
    html.open("a", &class);
    html.element("span", &[("aria-hidden", "true")], "⤵");
    html.classed("span", "visually-hidden", words.detail);
    html.classed("span", "step__detail-name", &journey.title);
    if let Some(friction) = &journey.friction {
        let score = lang.number(friction.worst, 0);
        let class = format!("step__score num heat--{}", heat_step(friction.worst));
        let said = words.friction(&score);
        html.element(
            "span",
            &[("class", &class), ("title", &said), ("aria-hidden", "true")],
            &score,
        );
        html.classed("span", "visually-hidden", &said);
    }
    html.close("a");
}

/// A choice among the other journeys: those that may be chosen, and the one that is.
fn choice(
    state: BoardState,
    name: fn(&PartWords) -> &'static str,
    now: impl Fn() -> Option<JourneyId> + Copy + Send + Sync + 'static,
    may: fn(&Parts, JourneyId, JourneyId) -> bool,
    set: impl Fn(Option<JourneyId>) -> bool + Copy + Send + Sync + 'static,
) -> AnyView {
    let words = move || part_words(state.words.lang());
    let change = move |event: Event| {
        set(event_target_value(&event).parse().ok());
    };
    let options = move || {
        let chosen = now();
        let offered = state.others.with(|others| {
            let parts = Parts::of(others);
            let own = state.journey;
            let all = others.iter().filter(|journey| {
                Some(journey.id) == chosen
                    || journey.id != own && !journey.archived && may(&parts, own, journey.id)
            });
            let mut all: Vec<(JourneyId, String)> = all
                .map(|journey| (journey.id, journey.title.clone()))
                .collect();
            all.sort_by_cached_key(|(_, title)| title.to_lowercase());
            if let Some(gone) = chosen.filter(|id| !all.iter().any(|(other, _)| other == id)) {
                all.push((gone, words().gone.to_owned()));
            }
            all
        });
        let option = |(id, title): (JourneyId, String)| {
            let is = chosen == Some(id);
            view! { <option value=id.to_string() selected=is prop:selected=is>{title}</option> }
                .into_any()
        };
        let none = chosen.is_none();
        view! {
            <option value="none" selected=none prop:selected=none>{words().none}</option>
            {offered.into_iter().map(option).collect_view()}
        }
    };
    view! {
        <select
            class="scope__select"
            aria-label=move || name(words())
            on:focus=move |_| ask_all(state)
            on:pointerenter=move |_| ask_all(state)
            on:change=change
        >
            {options}
        </select>
    }
    .into_any()
}

/// The way to another journey.
fn way(state: BoardState, to: Option<JourneyId>) -> Option<AnyView> {
    let to = to?;
    state.others.with(|others| {
        let journey = others.iter().find(|journey| journey.id == to)?;
        let href = format!("/journeys/{}", journey.slug);
        let name = journey.title.clone();
        Some(view! { <a class="scope__way" href=href aria-label=name>"→"</a> }.into_any())
    })
}

/// The terms above the board: what the journey is a part of, and what it is compared with.
pub(super) fn terms(state: BoardState) -> AnyView {
    Effect::new(move |_| ask(state));
    let set = move |field| state.edit(vec![Intent::Journey(JourneyIntent::SetScope { field })]);
    let parent = Memo::new(move |_| state.follow(|board, _| board.journey.scope.parent));
    let other = Memo::new(move |_| state.follow(|board, _| board.journey.scope.counterpart));
    let words = move || part_words(state.words.lang());
    view! {
        <div class="scope__item">
            <dt class="scope__term">{move || words().parent}</dt>
            <dd class="scope__value">
                {choice(
                    state,
                    |w| w.parent,
                    move || parent.get(),
                    |parts, own, other| !parts.would_turn(other, own),
                    move |to| set(ScopeField::Parent(to)),
                )} {move || way(state, parent.get())}
            </dd>
        </div>
        <div class="scope__item">
            <dt class="scope__term">{move || words().counterpart}</dt>
            <dd class="scope__value">
                {choice(
                    state,
                    |w| w.counterpart,
                    move || other.get(),
                    |_, _, _| true,
                    move |to| set(ScopeField::Counterpart(to)),
                )} {move || way(state, other.get())} {move || compare(state, other.get())}
            </dd>
        </div>
    }
    .into_any()
}

/// The way to both boards side by side; of a journey that is compared with no other, with itself at another time.
fn compare(state: BoardState, other: Option<JourneyId>) -> AnyView {
    let own = state.journey;
    let href = format!("/compare?left={own}&right={}", other.unwrap_or(own));
    view! {
        <a class="scope__compare" href=href>
            {part_words(state.words.lang()).compare}
        </a>
    }
    .into_any()
}

/// In the inspector of a step: the journey that shows it in detail, and what that comes to.
pub(super) fn of_step(state: BoardState, step: StepId) -> AnyView {
    let now = Memo::new(move |_| {
        state.follow(|board, _| board.journey.steps.get(&step).and_then(|step| step.journey))
    });
    let set = move |to| {
        let field = StepField::Journey(to);
        state.edit(vec![Intent::Journey(JourneyIntent::SetStep {
            step,
            field,
        })])
    };
    let words = move || part_words(state.words.lang());
    let told = Signal::derive(move || {
        let (lang, words) = (state.words.lang(), words());
        let mut html = Html::new();
        let Some(detail) = now.get() else {
            return html.done();
        };
        state.others.with(|others| {
            let Some(journey) = others.iter().find(|journey| journey.id == detail) else {
                return;
            };
            let href = format!("/journeys/{}", journey.slug);
            html.open("p", &[]);
            html.element(
                "a",
                &[("class", "part__way"), ("href", &href)],
                &journey.title,
            )
            .close("p");
            match &journey.friction {
                Some(friction) => {
                    let number = |value| lang.number(value, 0);
                    let worst = words.worst(&number(friction.worst), &friction.worst_at);
                    let class = format!("part__swatch heat--{}", heat_step(friction.worst));
                    html.open("p", &[("class", "small")]);
                    html.element("span", &[("class", &class), ("aria-hidden", "true")], "");
                    html.text(&worst).close("p");
                    let together =
                        words.together(&number(friction.together), friction.scored, friction.of);
                    html.classed("p", "small muted", &together);
                }
                None => {
                    html.classed("p", "small muted", words.not_measured);
                }
            }
        });
        html.done()
    });
    view! {
        <section class="inspector__section">
            <h3 class="inspector__heading">{move || words().detail}</h3>
            <p class="muted small">{move || words().detail_hint}</p>
            {choice(
                state,
                |w| w.detail,
                move || now.get(),
                |parts, own, other| !parts.would_turn(own, other),
                set,
            )}
            <div inner_html=told></div>
        </section>
    }
    .into_any()
}

/// Before the board's own name at the top of the page: the journey that it is a part of, or whose step it shows in detail.
pub(super) fn crumb(state: BoardState) -> Option<AnyView> {
    let parent = state.follow(|board, _| board.journey.scope.parent);
    state.others.with(|others| {
        let own = state.journey;
        let by_word = others.iter().find(|journey| Some(journey.id) == parent);
        let whole =
            by_word.or_else(|| others.iter().find(|journey| journey.details.contains(&own)))?;
        let href = format!("/journeys/{}", whole.slug);
        Some(view! { <a href=href>{whole.title.clone()}</a> }.into_any())
    })
}
