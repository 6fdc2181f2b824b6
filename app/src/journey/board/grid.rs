//! The grid: stages and steps across, lanes down.
//!
//! Semantic first: a grid with named rows, columns and cells that reads without JavaScript. One set of handlers on the
//! grid serves everything in it (`events`); cells and cards carry ids, not closures.

use leptos::{prelude::*, web_sys::Event};
use shared::{
    id::{LaneId, StageId, StepId},
    journey::LaneKind,
};

use super::{
    each::{Item, each},
    editor::Editor,
    emotion, events, image, lane,
    layout::Column,
    link::Arrows,
    names,
    overlay::Overlay,
    page::Below,
    part,
    place::Place,
    rest,
    state::BoardState,
    zoom::CANVAS,
};
use crate::{html::Html, words::link_words};

/// The board's grid with what floats above it.
#[component]
pub(super) fn Grid(state: BoardState) -> impl IntoView {
    let words = state.words;
    let layout = state.layout();
    let steps = {
        let layout = layout.clone();
        Signal::derive(move || layout.with(|layout| format!("--steps:{}", layout.columns.len())))
    };
    let rows = each(
        move || {
            layout.with(|layout| {
                layout
                    .lanes
                    .iter()
                    .map(|(lane, kind)| Item::Lane(*lane, *kind))
                    .collect()
            })
        },
        move |item| match item {
            Item::Lane(lane, kind) => Some(lane::row(state, lane, kind)),
            _ => None,
        },
    );
    view! {
        <div class="board-scroll" id="board-scroll" on:scroll=move |_| rest::scrolled(state)>
            <div
                class="board__canvas"
                id=CANVAS
                on:dragover=move |event| image::drag_over(&event)
                on:dragleave=move |_| image::drag_leave()
                on:drop=move |event| image::dropped(state, &event)
            >
                <div
                    class="board"
                    id="board"
                    role="grid"
                    aria-label=words.say(|w| w.board.title)
                    aria-describedby="board-help"
                    style=steps
                    on:keydown=move |event| events::keydown(state, &event)
                    on:click=move |event| events::click(state, &event)
                    on:dblclick=move |event| events::double_click(state, &event)
                    on:focusin=move |event| events::focus_in(state, &event)
                    on:pointerdown=move |event| events::pointer_down(state, &event)
                    on:pointerover=move |event| events::pointer_over(state, &event)
                    on:touchmove=move |event| events::touch_move(state, &event)
                    on:contextmenu=move |event| events::context_menu(state, &event)
                    on:copy=move |event| events::copy(state, &event, false)
                    on:cut=move |event| events::copy(state, &event, true)
                    on:paste=move |event| events::paste(state, &event)
                    on:contentvisibilityautostatechange:capture=move |_: Event| rest::laid_out(state)
                >
                    {stage_row(state)}
                    {step_row(state)}
                    {rows}
                </div>
                <Arrows state />
                <Overlay state />
                <Editor state />
            </div>
            <Below state />
        </div>
    }
    .into_any()
}

fn stage_row(state: BoardState) -> AnyView {
    let layout = state.layout();
    let words = state.words;
    let heads = each(
        move || {
            layout.with(|layout| {
                layout
                    .stages
                    .iter()
                    .map(|(stage, _)| Item::Stage(*stage))
                    .collect()
            })
        },
        move |item| match item {
            Item::Stage(stage) => stage_head(state, stage),
            _ => None,
        },
    );
    let corner = Signal::derive(move || {
        let mut html = Html::new();
        html.classed("span", "visually-hidden", words.get().lane.lane);
        html.done()
    });
    let tail = Signal::derive(move || {
        let mut html = Html::new();
        button(
            &mut html,
            "board__plus",
            "add-stage",
            words.get().board.add_stage,
            "+",
        );
        html.done()
    });
    view! {
        <div class="board__row board__row--stages" role="row">
            <div class="board__lane" role="columnheader" inner_html=corner></div>
            {heads}
            <div class="board__tail" role="gridcell" inner_html=tail></div>
        </div>
    }
    .into_any()
}

/// A small button in a head. What it does is read by the grid's one click handler.
fn button(html: &mut Html, class: &str, action: &str, name: &str, sign: &str) {
    let attributes = [
        ("type", "button"),
        ("class", class),
        ("data-do", action),
        ("tabindex", "-1"),
        ("aria-label", name),
        ("title", name),
    ];
    html.element("button", &attributes, sign);
}

fn stage_head(state: BoardState, id: StageId) -> Option<AnyView> {
    let words = state.words;
    let stage = state.stage(id)?;
    let place = Place::Stage(id);
    let (span, colspan) = (stage.clone(), stage.clone());
    let span = Signal::derive(move || span.with(|stage| format!("--span:{}", stage.span)));
    let colspan = Signal::derive(move || colspan.with(|stage| stage.span.to_string()));
    let html = Signal::derive(move || {
        let words = &words.get().board;
        let mut html = Html::new();
        stage.with(|stage| {
            html.classed("span", "stage__name", &stage.title);
            html.classed("span", "stage__count", &words.steps(stage.steps));
        });
        button(&mut html, "board__plus", "add-step", words.add_step, "+");
        html.done()
    });
    Some(
        view! {
            <div
                class="stage"
                id=place.to_string()
                role="columnheader"
                tabindex=state.tab_index(place)
                aria-colspan=colspan
                style=span
                inner_html=html
            ></div>
        }
        .into_any(),
    )
}

fn step_row(state: BoardState) -> AnyView {
    let layout = state.layout();
    let words = state.words;
    let heads = each(
        move || layout.with(|layout| layout.columns.iter().copied().map(Item::Column).collect()),
        move |item| match item {
            Item::Column(Column::Step(step)) => step_head(state, step),
            Item::Column(Column::Empty(stage)) => Some(first_step(state, stage)),
            _ => None,
        },
    );
    view! {
        <div class="board__row board__row--steps" role="row">
            <div class="board__lane" role="rowheader">
                {words.say(|w| w.board.steps_row)}
            </div>
            {heads}
        </div>
    }
    .into_any()
}

fn step_head(state: BoardState, id: StepId) -> Option<AnyView> {
    let words = state.words;
    let step = state.step(id)?;
    let html = Signal::derive(move || {
        let mut html = Html::new();
        let lang = words.lang();
        let words = link_words(lang);
        step.with(|step| {
            html.classed("span", "step__name", &step.title);
            for way in &step.ways {
                let (sign, said) = if way.back {
                    ("↩", words.leads_back_to(&way.name))
                } else {
                    ("↪", words.leads_to(&way.name))
                };
                html.open("span", &[("class", "step__way"), ("title", &said)]);
                html.element("span", &[("role", "img"), ("aria-label", &said)], sign);
                html.element("span", &[("aria-hidden", "true")], &way.name);
                html.close("span");
            }
            if let Some(detail) = step.detail {
                state
                    .others
                    .with(|others| part::in_head(&mut html, lang, others, detail));
            }
        });
        html.done()
    });
    Some(head("step", state, Place::Step(id), html))
}

/// The column of a stage without steps: where its first one is typed.
fn first_step(state: BoardState, stage: StageId) -> AnyView {
    let words = state.words;
    let html = Signal::derive(move || words.get().board.first_step.to_owned());
    head("step step--first", state, Place::FirstStep(stage), html)
}

fn head(class: &'static str, state: BoardState, place: Place, html: Signal<String>) -> AnyView {
    view! {
        <div
            class=class
            id=place.to_string()
            role="columnheader"
            tabindex=state.tab_index(place)
            inner_html=html
        ></div>
    }
    .into_any()
}

/// The head of a lane, at the left of its row.
pub(super) fn lane_head(state: BoardState, id: LaneId) -> Option<AnyView> {
    let words = state.words;
    let lane = state.lane(id)?;
    let emotion = state.emotion();
    let place = Place::Lane(id);
    let html = Signal::derive(move || {
        let (lang, words) = (words.lang(), &words.get().lane);
        let mut html = Html::new();
        lane.with(|lane| {
            html.classed("span", "board__lane-name", &lane.title);
            let hint = names::lane_hint(lang, lane.kind);
            if !hint.is_empty() {
                html.element("small", &[], hint);
            }
            if lane.kind == LaneKind::Emotion {
                emotion.with(|emotion| emotion::legend(&mut html, lang, emotion));
            }
            if let Some(owner) = &lane.owner {
                html.open("small", &[("class", "board__lane-owner")]);
                html.classed("span", &format!("dot hue-{}", owner.hue), "");
                html.text(&owner.name).close("small");
            }
        });
        button(&mut html, "board__more", "lane-menu", words.menu, "⋯");
        html.done()
    });
    Some(
        view! {
            <div
                class="board__lane"
                id=place.to_string()
                role="rowheader"
                tabindex=state.tab_index(place)
                inner_html=html
            ></div>
        }
        .into_any(),
    )
}

/// The line of visibility, below a lane if it runs there.
pub(super) fn visibility(state: BoardState, id: LaneId) -> Option<AnyView> {
    let words = state.words;
    let lane = state.lane(id)?;
    Some(
        (move || {
            lane.with(|lane| lane.line).then(|| {
                view! {
                    <div class="board__visibility" role="row">
                        <span role="rowheader">{words.say(|w| w.lane.line)}</span>
                    </div>
                }
            })
        })
        .into_any(),
    )
}
