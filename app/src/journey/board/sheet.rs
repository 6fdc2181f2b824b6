//! The sheet of keys.

use leptos::{prelude::*, web_sys::KeyboardEvent};

use super::{dom, state::BoardState};
use crate::{focus, html::Html, words::EditWords};

const SHEET: &str = "key-sheet";

type Line = (&'static [&'static str], fn(&EditWords) -> &'static str);

/// No key but what a mouse or a pen does: it has a name of its own in each language.
const DRAG: &str = "Drag";

const LINES: [Line; 20] = [
    (&["←", "→", "↑", "↓"], |w| w.key_move),
    (&["Home", "End", "Ctrl ←"], |w| w.key_far),
    (&["Enter", "F2"], |w| w.key_edit),
    (&["a…z"], |w| w.key_type),
    (&["Ctrl Enter"], |w| w.key_add),
    (&["Enter", "Tab", "Esc"], |w| w.key_commit),
    (&["Shift ←"], |w| w.key_extend),
    (&["Space", "Ctrl click"], |w| w.key_toggle),
    (&["Ctrl A"], |w| w.key_all),
    (&[DRAG], |w| w.key_band),
    (&["Alt ←", "Ctrl Shift ←"], |w| w.key_shift),
    (&["Delete"], |w| w.key_delete),
    (&["Ctrl D"], |w| w.key_duplicate),
    (&["Ctrl C", "Ctrl X", "Ctrl V"], |w| w.key_clip),
    (&["Ctrl Z", "Ctrl Shift Z"], |w| w.key_undo),
    (&["↑", "↓", "Delete"], |w| w.key_feel),
    (&["Alt Enter"], |w| w.key_explain),
    (&["Alt +", "Alt −", "Alt 0"], |w| w.key_zoom),
    (&["Ctrl K"], |w| w.key_palette),
    (&["?"], |w| w.key_help),
];

/// The sheet, there only while it is open. It lies beside the board and locks nothing.
#[component]
pub(super) fn Sheet(state: BoardState) -> impl IntoView {
    let words = state.words;
    Effect::new(move || {
        if state.sheet.get() {
            dom::after_paint(|| {
                if let Some(sheet) = dom::by_id(SHEET) {
                    focus::still(&sheet);
                }
            });
        }
    });
    let close = move || {
        state.sheet.set(false);
        state.return_focus();
    };
    move || {
        state.sheet.get().then(|| {
            let words = words.get();
            view! {
                <section
                    class="sheet"
                    id=SHEET
                    tabindex="-1"
                    role="dialog"
                    aria-label=words.edit.sheet_title
                    on:keydown=move |event: KeyboardEvent| {
                        if event.key() == "Escape" {
                            event.prevent_default();
                            close();
                        }
                    }
                >
                    <h2 class="sheet__title">{words.edit.sheet_title}</h2>
                    <dl class="sheet__keys" inner_html=keys(&words.edit)></dl>
                    <button type="button" class="btn btn--small" on:click=move |_| close()>
                        {words.edit.close}
                    </button>
                </section>
            }
            .into_any()
        })
    }
}

fn keys(words: &EditWords) -> String {
    let mut html = Html::new();
    for (keys, what) in LINES {
        html.open("dt", &[]);
        for key in keys {
            let key = if *key == DRAG { words.key_drag } else { key };
            html.classed("kbd", "kbd", key);
        }
        html.close("dt").element("dd", &[], what(words));
    }
    html.done()
}
