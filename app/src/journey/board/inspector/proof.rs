//! What proves a promise: one of the metrics that say something about its touchpoint.

use leptos::{ev::Event, prelude::*};
use shared::{
    id::CardId,
    journey::{CardField, JourneyIntent},
    log::Intent,
};

use super::super::{promise, state::BoardState};
use crate::words::promise_words;

/// The choice, and how the promise stands; nothing of a card that is no promise.
pub(super) fn section(state: BoardState, card: CardId) -> Option<AnyView> {
    let words = state.words;
    let stands = Memo::new(move |_| {
        state.follow(|board, measured| {
            let found = board.journey.cards.get(&card)?;
            promise::view(board, measured, found)
        })
    });
    stands.get_untracked()?;
    let now =
        Memo::new(move |_| state.follow(|board, _| board.journey.cards.get(&card)?.metric.clone()));
    let offered = Memo::new(move |_| {
        let lang = words.lang();
        state.follow(|board, measured| {
            let Some(found) = board.journey.cards.get(&card) else {
                return Vec::new();
            };
            let told = promise::told(board, measured, found).map(|told| {
                let name = told.metric.name.in_lang(lang);
                let without = promise_words(lang).without_target;
                let name = match told.metric.target {
                    Some(_) => name.to_owned(),
                    None => format!("{name} ({without})"),
                };
                (told.metric.key.clone(), name)
            });
            let mut offered: Vec<(String, String)> = told.collect();
            // What proves it elsewhere, or did, stays chosen as it is written.
            if let Some(key) = &found.metric
                && offered.iter().all(|(other, _)| other != key)
            {
                offered.push((key.clone(), key.clone()));
            }
            offered
        })
    });
    let set = move |event: Event| {
        let metric = Some(event_target_value(&event)).filter(|key| !key.is_empty());
        let field = CardField::Metric(metric);
        state.edit(vec![Intent::Journey(JourneyIntent::SetCard {
            card,
            field,
        })]);
    };
    let options = move || {
        let option = |(key, name): (String, String)| {
            let (same, same_now) = (key.clone(), key.clone());
            view! {
                <option
                    value=key
                    selected=now.with_untracked(|now| now.as_deref() == Some(&*same))
                    prop:selected=move || now.with(|now| now.as_deref() == Some(&*same_now))
                >
                    {name}
                </option>
            }
        };
        offered.get().into_iter().map(option).collect_view()
    };
    let said = move || {
        let lang = words.lang();
        let stands = stands.get()?;
        let word = promise::word(lang, stands.stands);
        Some(match &stands.by {
            Some(by) => format!("{word}: {}", promise::number(lang, by)),
            None if offered.with(Vec::is_empty) => promise_words(lang).nothing_measured.to_owned(),
            None => word.to_owned(),
        })
    };
    Some(
        view! {
            <section class="inspector__section">
                <label class="field">
                    <span class="field__label">{move || promise_words(words.lang()).proved_by}</span>
                    <select class="select" on:change=set>
                        <option
                            value=""
                            selected=now.with_untracked(Option::is_none)
                            prop:selected=move || now.with(Option::is_none)
                        >
                            {move || promise_words(words.lang()).no_metric}
                        </option>
                        {options}
                    </select>
                </label>
                <p>{said}</p>
                <p class="muted small">{move || promise_words(words.lang()).hint}</p>
            </section>
        }
        .into_any(),
    )
}
