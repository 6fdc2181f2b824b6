//! A board with nothing on it yet teaches the first edit.

use leptos::prelude::*;

use super::{editor, state::BoardState};

/// Shown while the board has no stage, or no lane, or not a single card.
#[component]
pub(super) fn Empty(state: BoardState) -> impl IntoView {
    let words = state.words;
    let empty = Memo::new(move |_| {
        state.follow(|board, _| {
            let stages = board.journey.visible_stages().next().is_none();
            let lanes = board.journey.visible_lanes().next().is_none();
            let cards = board.journey.cards.values().all(|card| card.hidden);
            (stages || lanes || cards).then_some((stages, lanes))
        })
    });
    move || {
        empty.get().map(|(no_stages, no_lanes)| {
            view! {
                <div class="empty board__empty">
                    <h2 class="empty__title">{words.say(|w| w.board.empty_title)}</h2>
                    {state.reach.edits.then(|| view! { <p>{words.say(|w| w.board.empty_text)}</p> })}
                    {(no_lanes && state.reach.edits).then(|| view! { <p>{words.say(|w| w.board.no_lanes_text)}</p> })}
                    {(no_stages && state.reach.edits)
                        .then(|| {
                            view! {
                                <div class="btn-row" id="board-first-stage">
                                    <button
                                        type="button"
                                        class="btn btn--primary"
                                        on:click=move |_| editor::add_stage(state)
                                    >
                                        {words.say(|w| w.board.add_stage)}
                                    </button>
                                </div>
                            }
                        })}
                </div>
            }
        })
    }
}
