//! The longer text behind a card. Several people may write in it: what others put in while one writes appears where they
//! put it, and the caret stays with its words. Only where somebody replaced the whole text, both are shown.

mod draft;

use leptos::{html::Textarea, prelude::*};
use shared::{
    id::{CardId, NoteEditId},
    journey::{JourneyIntent, Note},
    log::Intent,
};

use super::super::state::BoardState;
use crate::html::within;
use draft::Draft;

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
    let draft = RwSignal::new(None::<Draft>);
    let field = NodeRef::<Textarea>::new();
    Effect::new(move |_| take_in(&note.get(), draft, field));
    let conflict = Memo::new(move |_| {
        let now = note.get();
        draft
            .get()
            .filter(|draft| draft.conflicts(&now))
            .map(|draft| (now.text, draft.text))
    });
    let keep = move || {
        let now = note.get_untracked();
        if let Some(mine) = draft.get_untracked()
            && !mine.conflicts(&now)
            && (mine.text == now.text || write(state, card, mine))
        {
            draft.set(None);
        }
    };
    let shown = move || {
        draft
            .get()
            .map_or_else(|| note.get().text, |draft| draft.text)
    };
    view! {
        <div class="inspector__section">
            <label class="field">
                <span class="field__label">{words.say(|w| w.inspector.note)}</span>
                <textarea
                    node_ref=field
                    class="textarea"
                    maxlength="20000"
                    placeholder=words.say(|w| w.inspector.note_placeholder)
                    prop:value=shown
                    on:input=move |event| {
                        let mut mine = draft
                            .get_untracked()
                            .unwrap_or_else(|| note.with_untracked(Draft::of));
                        mine.typed(event_target_value(&event));
                        draft.set(Some(mine));
                    }
                    on:change=move |_| keep()
                    inner_html=note.with_untracked(|note| within(&note.text))
                ></textarea>
            </label>
            {move || conflict.get().map(|(theirs, mine)| both(state, card, note, draft, &theirs, &mine))}
        </div>
    }
    .into_any()
}

/// Takes what others wrote into what is being written.
fn take_in(now: &Note, draft: RwSignal<Option<Draft>>, field: NodeRef<Textarea>) {
    let Some(mut mine) = draft.get_untracked() else {
        return;
    };
    let field = field.get_untracked();
    let caret = |place: Result<Option<u32>, _>| place.ok().flatten().unwrap_or_default();
    let (from, to) = field.as_ref().map_or((0, 0), |field| {
        (caret(field.selection_start()), caret(field.selection_end()))
    });
    let Some((from, to)) = mine.take_in(now, (from, to)) else {
        return;
    };
    if let Some(field) = field {
        field.set_value(&mine.text);
        // A field that is not on the page has no caret to keep.
        let _ = field.set_selection_range(from, to);
    }
    draft.set((mine.text != now.text).then_some(mine));
}

fn write(state: BoardState, card: CardId, draft: Draft) -> bool {
    state.edit(vec![Intent::Journey(JourneyIntent::EditNote {
        card,
        id: NoteEditId::new(crate::fresh::fresh_id()),
        base: draft.base,
        edit: draft.edit,
    })])
}

/// Both texts, and what can be done: nothing is overwritten unseen.
fn both(
    state: BoardState,
    card: CardId,
    note: Memo<Note>,
    draft: RwSignal<Option<Draft>>,
    theirs: &str,
    mine: &str,
) -> AnyView {
    let words = &state.words.get().inspector;
    let settle = move |text: Option<String>| {
        let base = note.with_untracked(|note| note.revision);
        let replace = |text| {
            state.edit(vec![Intent::Journey(JourneyIntent::SetNote {
                card,
                base,
                text,
            })])
        };
        if text.is_none_or(replace) {
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
