//! The grid: stages and steps across, lanes down.
//!
//! Semantic first: a grid with named rows, columns and cells that reads without JavaScript. One set of handlers on the
//! grid serves everything in it (`events`); cells and cards carry ids, not closures.

use leptos::prelude::*;
use shared::id::{LaneId, StageId, StepId};

use super::{
    editor::Editor, emotion, events, friction, lane, layout::Column, overlay::Overlay, page::Below,
    place::Place, state::BoardState,
};

/// The board's grid with what floats above it.
#[component]
pub(super) fn Grid(state: BoardState) -> impl IntoView {
    let words = state.words;
    let layout = state.layout();
    let columns = {
        let layout = layout.clone();
        move || layout.with(|layout| layout.columns.len())
    };
    view! {
        <div class="board-scroll" id="board-scroll">
            <div class="board__canvas">
                <div
                    class="board"
                    id="board"
                    role="grid"
                    aria-label=words.say(|w| w.board.title)
                    aria-describedby="board-help"
                    style=move || format!("--steps:{}", columns())
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
                >
                    {stage_row(state)}
                    {step_row(state)}
                    <For
                        each={
                            let layout = layout.clone();
                            move || layout.with(|layout| layout.lanes.clone())
                        }
                        key=|(lane, _)| *lane
                        children=move |(lane, kind)| {
                            use shared::journey::LaneKind;
                            match kind {
                                LaneKind::Emotion => emotion::row(state, lane),
                                LaneKind::Friction => friction::row(state, lane),
                                kind => lane::row(state, lane, kind),
                            }
                        }
                    />
                </div>
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
    view! {
        <div class="board__row board__row--stages" role="row">
            <div class="board__lane" role="columnheader">
                <span class="visually-hidden">{words.say(|w| w.lane.lane)}</span>
            </div>
            <For
                each=move || {
                    layout.with(|layout| layout.stages.iter().map(|(stage, _)| *stage).collect::<Vec<_>>())
                }
                key=|stage| *stage
                children=move |stage| stage_head(state, stage)
            />
            <div class="board__tail" role="gridcell">
                <button
                    type="button"
                    class="board__plus"
                    data-do="add-stage"
                    aria-label=words.say(|w| w.board.add_stage)
                    title=words.say(|w| w.board.add_stage)
                >
                    "+"
                </button>
            </div>
        </div>
    }
    .into_any()
}

fn stage_head(state: BoardState, id: StageId) -> Option<AnyView> {
    let words = state.words;
    let stage = state.stage(id)?;
    let place = Place::Stage(id);
    let (span, colspan, name, count) = (stage.clone(), stage.clone(), stage.clone(), stage);
    Some(
        view! {
            <div
                class="stage"
                id=place.to_string()
                role="columnheader"
                tabindex=state.tab_index(place)
                aria-colspan=move || colspan.with(|stage| stage.span)
                style=move || format!("--span:{}", span.with(|stage| stage.span))
            >
                <span class="stage__name">{move || name.with(|stage| stage.title.clone())}</span>
                <span class="stage__count">
                    {move || count.with(|stage| words.get().board.steps(stage.steps))}
                </span>
                <button
                    type="button"
                    class="board__plus"
                    data-do="add-step"
                    tabindex="-1"
                    aria-label=words.say(|w| w.board.add_step)
                    title=words.say(|w| w.board.add_step)
                >
                    "+"
                </button>
            </div>
        }
        .into_any(),
    )
}

fn step_row(state: BoardState) -> AnyView {
    let layout = state.layout();
    let words = state.words;
    view! {
        <div class="board__row board__row--steps" role="row">
            <div class="board__lane" role="rowheader">
                {words.say(|w| w.board.steps_row)}
            </div>
            <For
                each=move || layout.with(|layout| layout.columns.clone())
                key=|column| *column
                children=move |column| match column {
                    Column::Step(step) => step_head(state, step),
                    Column::Empty(stage) => Some(first_step(state, stage)),
                }
            />
        </div>
    }
    .into_any()
}

fn step_head(state: BoardState, id: StepId) -> Option<AnyView> {
    let step = state.step(id)?;
    let place = Place::Step(id);
    Some(
        view! {
            <div class="step" id=place.to_string() role="columnheader" tabindex=state.tab_index(place)>
                <span class="step__name">{move || step.get()}</span>
            </div>
        }
        .into_any(),
    )
}

/// The column of a stage without steps: where its first one is typed.
fn first_step(state: BoardState, stage: StageId) -> AnyView {
    let place = Place::FirstStep(stage);
    view! {
        <div class="step step--first" id=place.to_string() role="columnheader" tabindex=state.tab_index(place)>
            {state.words.say(|w| w.board.first_step)}
        </div>
    }
    .into_any()
}

/// The head of a lane, at the left of its row.
pub(super) fn lane_head(state: BoardState, id: LaneId) -> Option<AnyView> {
    let words = state.words;
    let lane = state.lane(id)?;
    let place = Place::Lane(id);
    let is_emotion = lane.with_untracked(|lane| lane.kind == shared::journey::LaneKind::Emotion);
    let (name, hint, owner) = (lane.clone(), lane.clone(), lane);
    Some(
        view! {
            <div class="board__lane" id=place.to_string() role="rowheader" tabindex=state.tab_index(place)>
                <span class="board__lane-name">{move || name.with(|lane| lane.title.clone())}</span>
                {move || {
                    let hint = super::names::lane_hint(words.lang(), hint.with(|lane| lane.kind));
                    (!hint.is_empty()).then(|| view! { <small>{hint}</small> })
                }}
                {is_emotion.then(|| emotion::legend(state))}
                {move || {
                    owner
                        .with(|lane| lane.owner.clone())
                        .map(|owner| {
                            view! {
                                <small class="board__lane-owner">
                                    <span class=format!("dot hue-{}", owner.hue)></span>
                                    {owner.name}
                                </small>
                            }
                        })
                }}
                <button
                    type="button"
                    class="board__more"
                    data-do="lane-menu"
                    tabindex="-1"
                    aria-haspopup="menu"
                    aria-label=words.say(|w| w.lane.menu)
                    title=words.say(|w| w.lane.menu)
                >
                    "⋯"
                </button>
            </div>
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
