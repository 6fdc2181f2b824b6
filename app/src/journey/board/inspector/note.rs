//! The longer text behind a card. It is written against a revision: when somebody else was faster, both texts are shown.

use leptos::prelude::*;
use shared::{
    id::CardId,
    journey::{JourneyIntent, Note},
    log::Intent,
};

use super::super::state::BoardState;

/// The note of a card.
pub(super) fn section(state: BoardState, card: CardId) -> AnyView {
    let words = state.words;
    let note = Memo::new(move |_| {
        state.follow(|board, _| {
            board
                .journey
                .cards
                .get(&card)
                .map(|card| card.note.clone())
                .unwrap_or_default()
        })
    });
    // What is being written, and the revision it began from.
    let draft = RwSignal::new(None::<(u32, String)>);
    let conflict = Memo::new(move |_| {
        let now = note.get();
        draft
            .get()
            .filter(|(base, text)| *base != now.revision && *text != now.text)
            .map(|(_, mine)| (now.text, mine))
    });
    let keep = move || {
        if conflict.get_untracked().is_some() {
            return;
        }
        if let Some((base, text)) = draft.get_untracked() {
            let unchanged = note.with_untracked(|note| note.text == text);
            if unchanged || write(state, card, base, text) {
                draft.set(None);
            }
        }
    };
    let shown = move || {
        draft
            .get()
            .map_or_else(|| note.get().text, |(_, text)| text)
    };
    view! {
        <div class="inspector__section">
            <label class="field">
                <span class="field__label">{words.say(|w| w.inspector.note)}</span>
                <textarea
                    class="textarea"
                    maxlength="20000"
                    placeholder=words.say(|w| w.inspector.note_placeholder)
                    prop:value=shown
                    on:input=move |event| {
                        let base = draft
                            .get_untracked()
                            .map_or_else(|| note.with_untracked(|note| note.revision), |(base, _)| base);
                        draft.set(Some((base, event_target_value(&event))));
                    }
                    on:change=move |_| keep()
                >
                    {note.with_untracked(|note| note.text.clone())}
                </textarea>
            </label>
            {move || conflict.get().map(|(theirs, mine)| both(state, card, note, draft, &theirs, &mine))}
        </div>
    }
    .into_any()
}

fn write(state: BoardState, card: CardId, base: u32, text: String) -> bool {
    state.edit(vec![Intent::Journey(JourneyIntent::SetNote {
        card,
        base,
        text,
    })])
}

/// Both texts, and what can be done: nothing is overwritten unseen.
fn both(
    state: BoardState,
    card: CardId,
    note: Memo<Note>,
    draft: RwSignal<Option<(u32, String)>>,
    theirs: &str,
    mine: &str,
) -> AnyView {
    let words = &state.words.get().inspector;
    let settle = move |text: Option<String>| {
        let base = note.with_untracked(|note| note.revision);
        if text.is_none_or(|text| write(state, card, base, text)) {
            draft.set(None);
        }
    };
    let settle_mine = settle;
    let (only_mine, together) = (mine.to_owned(), format!("{theirs}\n\n{mine}"));
    view! {
        <div class="callout callout--risk" role="group" aria-label=words.note_conflict>
            <p class="callout__title">{words.note_conflict}</p>
            <p class="field__label">{words.note_theirs}</p>
            <blockquote class="quote">{theirs.to_owned()}</blockquote>
            <p class="field__label">{words.note_mine}</p>
            <blockquote class="quote">{mine.to_owned()}</blockquote>
            <div class="btn-row">
                <button type="button" class="btn btn--small" on:click=move |_| settle(None)>
                    {words.keep_theirs}
                </button>
                <button
                    type="button"
                    class="btn btn--small"
                    on:click=move |_| settle_mine(Some(only_mine.clone()))
                >
                    {words.keep_mine}
                </button>
                <button type="button" class="btn btn--small" on:click=move |_| settle(Some(together.clone()))>
                    {words.keep_both}
                </button>
            </div>
        </div>
    }
    .into_any()
}
