//! The chart, the handles that lie over its dots, and the tray of what has no effort yet.

use leptos::prelude::*;
use shared::{
    chart::{Chart, Quadrants, Size, impact_y, quadrants},
    id::TouchpointId,
};

use super::{
    Efforts,
    drag::{self, PLOT},
};
use crate::{
    chart::{ChartView, Numbers},
    words::{in_lang, priority},
};

/// Units across and pixels down.
const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 340.0;

pub(super) fn plot(state: Efforts) -> AnyView {
    let words = priority(state.lang);
    let chart = Signal::derive(move || drawn(state));
    let ids = state.things.with_untracked(|things| {
        let ids = things.iter().map(|thing| thing.id);
        ids.collect::<Vec<TouchpointId>>()
    });
    let handles: Vec<AnyView> = ids.iter().map(|id| handle(state, *id)).collect();
    let waiting: Vec<AnyView> = ids.iter().map(|id| waiting(state, *id)).collect();
    let none_waits = move || {
        state.things.with(|things| {
            let waits = |thing: &super::Thing| waits(state, thing.id, thing.weighed.effort);
            !things.iter().any(waits)
        })
    };
    let undo = move || state.undo();
    view! {
        <ChartView chart=chart numbers=Numbers::Spoken untitled=true>
            <div class="effort__handles" id=PLOT style=format!("height:{HEIGHT}px")>
                {handles}
            </div>
        </ChartView>
        <div class="effort__tray" role="group" aria-label=words.tray hidden=none_waits>
            <span class="muted small" aria-hidden="true">
                {words.tray}
            </span>
            {waiting}
        </div>
        <div class="effort__foot">
            <button
                type="button"
                class="btn btn--small"
                disabled=move || state.done.with(Vec::is_empty)
                on:click=move |_| undo()
            >
                {words.undo}
            </button>
        </div>
    }
    .into_any()
}

fn drawn(state: Efforts) -> Chart {
    let words = priority(state.lang);
    let impact = if state.costs.with(Option::is_some) {
        words.impact_cost
    } else {
        words.impact_reach
    };
    let touchpoint = in_lang(state.lang).friction.touchpoint;
    quadrants(&Quadrants {
        size: Size::new(WIDTH, HEIGHT),
        things: &state.weighed(),
        format: state.format(),
        axes: [impact, words.effort_axis],
        names: [words.first, words.plan, words.fill_in, words.leave],
        caption: words.effort_caption,
        columns: [touchpoint, impact, words.effort, words.so],
    })
}

/// Whether something waits in the tray: also while it is dragged out of it.
fn waits(state: Efforts, id: TouchpointId, effort: Option<f64>) -> bool {
    effort.is_none() || (state.dragged.get() == Some(id) && from_tray(state, id))
}

fn from_tray(state: Efforts, id: TouchpointId) -> bool {
    state.drag.with_value(|drag| {
        drag.as_ref()
            .is_some_and(|drag| drag.comes_from_the_tray(id))
    })
}

/// What lies over a dot: moved by pointer and keys.
fn handle(state: Efforts, id: TouchpointId) -> AnyView {
    let place = move || {
        let place = state.thing(id, |thing| {
            let (impact, effort) = thing.weighed.impact.zip(thing.weighed.effort)?;
            let y = impact_y(impact, &state.weighed(), HEIGHT);
            Some(format!("left:{effort}%;top:{y}px"))
        });
        // In the chart there is no place for what is not known of one of the two.
        place.flatten().unwrap_or_else(|| "display:none".to_owned())
    };
    let value = move || {
        let effort = state.thing(id, |thing| thing.weighed.effort).flatten();
        effort.map_or_else(|| "0".to_owned(), |effort| effort.to_string())
    };
    let text = move || {
        let text = state.thing(id, |thing| {
            let effort = thing.weighed.effort.unwrap_or_default();
            let mut said = vec![state.lang.number(effort, 0)];
            said.extend(state.so(&thing.weighed).map(str::to_owned));
            said.push(state.impact(thing.weighed.impact));
            said.join(", ")
        });
        text.unwrap_or_default()
    };
    let name = move || state.thing(id, |thing| thing.weighed.name.clone());
    let label = move || priority(state.lang).effort_of(&name().unwrap_or_default());
    let title = move || {
        let name = name().unwrap_or_default();
        format!("{name}: {}", text())
    };
    view! {
        <div
            class="effort__handle"
            id=drag::handle(id)
            role="slider"
            tabindex="0"
            aria-label=label
            aria-orientation="horizontal"
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=value
            aria-valuetext=text
            title=title
            style=place
            on:pointerdown=move |event| drag::press(state, id, false, &event)
            on:pointermove=move |event| drag::moved(state, &event)
            on:pointerup=move |event| drag::ended(state, &event, false)
            on:pointercancel=move |event| drag::ended(state, &event, true)
            on:blur=move |_| state.rest()
            on:keydown=move |event| {
                if state.key(id, &event.key()) {
                    event.prevent_default();
                }
            }
        ></div>
    }
    .into_any()
}

/// What waits for an effort.
fn waiting(state: Efforts, id: TouchpointId) -> AnyView {
    let name = move || {
        let name = state.thing(id, |thing| {
            (thing.weighed.number, thing.weighed.name.clone())
        });
        name.unwrap_or_default()
    };
    let gone = move || {
        let effort = state.thing(id, |thing| thing.weighed.effort).flatten();
        !waits(state, id, effort)
    };
    view! {
        <button
            type="button"
            class="pill effort__waiting"
            hidden=gone
            on:pointerdown=move |event| drag::press(state, id, true, &event)
            on:pointermove=move |event| drag::moved(state, &event)
            on:pointerup=move |event| drag::ended(state, &event, false)
            on:pointercancel=move |event| drag::ended(state, &event, true)
            on:keydown=move |event| {
                if matches!(event.key().as_str(), "Enter" | " ") {
                    event.prevent_default();
                    drag::into_the_middle(state, id);
                } else if state.key(id, &event.key()) {
                    event.prevent_default();
                    crate::focus::soon(drag::handle(id));
                }
            }
            // A screen reader's click comes without a pointer and without a key.
            on:click=move |event| {
                if event.detail() == 0 {
                    drag::into_the_middle(state, id);
                }
            }
        >
            <span class="effort__number num" aria-hidden="true">
                {move || name().0}
            </span>
            {move || name().1}
            <span class="visually-hidden">{priority(state.lang).place_in_the_middle}</span>
        </button>
    }
    .into_any()
}
