//! The same as a list: a number to type for every touchpoint, what follows from it, and who said so when.

use leptos::prelude::*;
use shared::id::TouchpointId;

use super::{Efforts, MOST};
use crate::{
    request::use_now,
    words::{in_lang, priority},
};

pub(super) fn rows(state: Efforts) -> AnyView {
    let ids = state.things.with_untracked(|things| {
        let ids = things.iter().map(|thing| thing.id);
        ids.collect::<Vec<TouchpointId>>()
    });
    let rows: Vec<AnyView> = ids.into_iter().map(|id| row(state, id)).collect();
    view! { <ol class="effort__rows">{rows}</ol> }.into_any()
}

fn row(state: Efforts, id: TouchpointId) -> AnyView {
    let (lang, now) = (state.lang, use_now());
    let words = priority(lang);
    let named = |thing: &super::Thing| (thing.weighed.number, thing.weighed.name.clone());
    let (number, name) = untrack(|| state.thing(id, named)).unwrap_or_default();
    let facts = move || {
        let facts = state.thing(id, |thing| {
            let so = state.so(&thing.weighed);
            (so, state.impact(thing.weighed.impact))
        });
        let (so, impact) = facts.unwrap_or_default();
        match so {
            Some(so) => format!("{so} · {impact}"),
            None => impact,
        }
    };
    let said_by = move || {
        let said = state.saved.efforts().get(&id).copied()?;
        let when = lang.ago(said.at.0, now.get());
        Some(in_lang(lang).weigh.by_owner(&when))
    };
    let value = move || {
        let effort = state.thing(id, |thing| thing.weighed.effort).flatten();
        effort.map_or_else(String::new, |effort| effort.to_string())
    };
    let typed = move |event| {
        state.rest();
        let text = event_target_value(&event);
        let effort = text.trim().parse::<f64>().ok();
        let effort = effort.map(|effort| effort.round().clamp(0.0, f64::from(MOST)) as u8);
        let before = state.effort_now(id);
        state.place(id, effort);
        state.settle(id, before);
    };
    let label = words.effort_of(&name);
    let forget = words.forget_effort_of(&name);
    let forgotten = move |_| {
        state.rest();
        let before = state.effort_now(id);
        state.place(id, None);
        state.settle(id, before);
    };
    view! {
        <li class="effort__row">
            <span class="effort__number num" aria-hidden="true">
                {number}
            </span>
            <span class="effort__name">{name}</span>
            <span class="effort__facts">{facts}</span>
            <span class="effort__by">{said_by}</span>
            <input
                class="input num"
                type="number"
                inputmode="numeric"
                min="0"
                max="100"
                step="1"
                aria-label=label
                value=untrack(value)
                prop:value=value
                on:change=typed
            />
            <button
                type="button"
                class="btn btn--small btn--quiet"
                aria-label=forget
                disabled=move || value().is_empty()
                on:click=forgotten
            >
                {words.forget_effort}
            </button>
        </li>
    }
    .into_any()
}
