//! The dialog: a field, the list below it, and how many there are. A combobox whose list stays open: the focus stays in the field,
//! and what is chosen is said by `aria-activedescendant`.

use leptos::{
    ev::{KeyboardEvent, MouseEvent},
    html::{Dialog, Input},
    mount::mount_to,
    prelude::*,
    task::spawn_local,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement},
};
use shared::api::{ApiError, SearchQuery, SearchReply};

use super::{
    entry::{Entry, Goal, entries, kept, offered},
    recent,
};
use crate::{
    api::{Api, use_api},
    html::Html,
    me,
    request::Appearance,
    shell::speak,
    words::{Lang, Wording, api_error, palette_words},
};

/// The dialog as it stands.
#[derive(Clone, Copy)]
struct Open {
    words: Wording,
    appearance: Appearance,
    text: RwSignal<String>,
    reply: RwSignal<SearchReply>,
    error: RwSignal<Option<ApiError>>,
    lines: Memo<Vec<Entry>>,
    /// The line that Enter chooses.
    at: RwSignal<usize>,
    /// The last question, by number, and the last that was answered.
    asked: RwSignal<u32>,
    answered: RwSignal<u32>,
    /// Enter was pressed before the answer came.
    go: RwSignal<bool>,
    dialog: NodeRef<Dialog>,
}

/// Puts the dialog at the end of the page. It opens each time that `wanted` changes, and now.
pub(super) fn mount(wanted: RwSignal<u32>, words: Wording, appearance: Appearance) {
    let document = document();
    let host = document.create_element("div").ok();
    let host = host.and_then(|host| host.dyn_into::<HtmlElement>().ok());
    let (Some(host), Some(body)) = (host, document.body()) else {
        return;
    };
    if body.append_child(&host).is_ok() {
        mount_to(host, move || view(wanted, words, appearance)).forget();
    }
}

/// The path of the page that the palette lies over.
fn here() -> String {
    window().location().pathname().unwrap_or_default()
}

fn view(wanted: RwSignal<u32>, words: Wording, appearance: Appearance) -> AnyView {
    let gone = RwSignal::new(Vec::new());
    let text = RwSignal::new(String::new());
    let reply = RwSignal::new(SearchReply::default());
    let open = Open {
        words,
        appearance,
        text,
        reply,
        error: RwSignal::new(None),
        lines: Memo::new(move |_| {
            let lang = words.lang();
            let text = text.get();
            let mut lines = reply
                .with(|reply| gone.with(|gone| entries(lang, &text, &reply.found, gone, &here())));
            // The dialog stands beside the page, which knows who looks; so does the document.
            let me = me::current();
            lines.retain(|line| offered(&me, line));
            lines
        }),
        at: RwSignal::new(0),
        asked: RwSignal::new(0),
        answered: RwSignal::new(0),
        go: RwSignal::new(false),
        dialog: NodeRef::new(),
    };
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| {
        wanted.track();
        let (Some(dialog), Some(field)) = (open.dialog.get(), field.get()) else {
            return;
        };
        if dialog.open() {
            field.select();
            return;
        }
        gone.set(recent::all());
        field.set_value("");
        open.typed(String::new());
        // The browser keeps the focus within, and gives it back when the dialog closes.
        let _ = dialog.show_modal();
        let _ = field.focus();
    });
    Effect::new(move |_| {
        let at = open.at.get();
        request_animation_frame(move || {
            if let Some(line) = line(at) {
                let near = web_sys::ScrollIntoViewOptions::new();
                near.set_block(web_sys::ScrollLogicalPosition::Nearest);
                line.scroll_into_view_with_scroll_into_view_options(&near);
            }
        });
    });
    let list = move || {
        let at = open.at.get();
        open.lines.with(|lines| markup(lines, at))
    };
    let none = move || open.lines.with(Vec::is_empty);
    let active = move || (!none()).then(|| format!("palette-{}", open.at.get()));
    let say = move |pick: fn(Lang) -> &'static str| move || pick(words.lang());
    view! {
        <dialog
            id="palette"
            class="palette"
            aria-label=say(|lang| palette_words(lang).title)
            node_ref=open.dialog
            on:click=move |event| open.outside(&event)
        >
            <div class="palette__head">
                <input
                    class="input palette__field"
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    maxlength="200"
                    aria-autocomplete="list"
                    aria-controls="palette-list"
                    aria-expanded=move || if none() { "false" } else { "true" }
                    aria-activedescendant=active
                    aria-label=say(|lang| palette_words(lang).field)
                    placeholder=say(|lang| palette_words(lang).field)
                    node_ref=field
                    on:input=move |event| open.typed(event_target_value(&event))
                    on:keydown=move |event| open.key(&event)
                />
                <button type="button" class="btn btn--quiet btn--small" on:click=move |_| open.close()>
                    {say(|lang| palette_words(lang).close)}
                </button>
            </div>
            <div
                id="palette-list"
                class="palette__list"
                role="listbox"
                tabindex="-1"
                aria-label=say(|lang| palette_words(lang).results)
                hidden=none
                inner_html=list
                on:click=move |event| open.pressed(&event)
            ></div>
            <p class="palette__foot" role="status">
                {move || open.said()}
            </p>
        </dialog>
    }
    .into_any()
}

impl Open {
    fn typed(self, text: String) {
        let question = text.trim().to_owned();
        self.text.set(text);
        self.at.set(0);
        self.go.set(false);
        self.error.set(None);
        let number = self.asked.get_untracked().wrapping_add(1);
        self.asked.set(number);
        if question.is_empty() {
            self.answered.set(number);
            self.reply.set(SearchReply::default());
            return;
        }
        spawn_local(async move {
            let query = SearchQuery {
                q: question,
                lang: Some(self.words.now_lang()),
            };
            let answer = match use_api() {
                Ok(api) => api.search(query).await,
                Err(error) => Err(error),
            };
            // What is answered after another letter was typed is of no use.
            if self.asked.get_untracked() != number {
                return;
            }
            self.answered.set(number);
            match answer {
                Ok(reply) => self.reply.set(reply),
                Err(error) => {
                    self.reply.set(SearchReply::default());
                    self.error.set(Some(error));
                }
            }
            if self.go.get_untracked() {
                request_animation_frame(move || self.choose());
            }
        });
    }

    fn is_waiting(self) -> bool {
        self.asked.get() != self.answered.get()
    }

    fn key(self, event: &KeyboardEvent) {
        let most = self.lines.with_untracked(Vec::len);
        let at = self.at.get_untracked();
        let to = match event.key().as_str() {
            "ArrowDown" => (at + 1) % most.max(1),
            "ArrowUp" => at.checked_sub(1).unwrap_or(most.saturating_sub(1)),
            "Home" => 0,
            "End" => most.saturating_sub(1),
            "Enter" => {
                event.prevent_default();
                // The best may still be on its way.
                if at == 0 && untrack(|| self.is_waiting()) {
                    self.go.set(true);
                } else {
                    self.choose();
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        self.at.set(to);
    }

    /// As if the line had been pressed.
    fn choose(self) {
        let line = line(self.at.get_untracked());
        if let Some(line) = line.and_then(|line| line.dyn_into::<HtmlElement>().ok()) {
            line.click();
        }
    }

    /// A line was pressed. Where it is a link, the router takes it from here, and the browser where it is to open elsewhere.
    fn pressed(self, event: &MouseEvent) {
        let line = target(event).and_then(|target| target.closest("[data-at]").ok().flatten());
        let at = line.and_then(|line| line.get_attribute("data-at")?.parse::<usize>().ok());
        let lines = self.lines.get_untracked();
        let Some(entry) = at.and_then(|at| lines.get(at)) else {
            return;
        };
        let lang = self.words.now_lang();
        let gone = self
            .reply
            .with_untracked(|reply| kept(entry, lang, &reply.found));
        if let Some(gone) = gone {
            recent::keep(gone);
        }
        match entry.goal {
            Goal::Path(_) => {}
            Goal::Lang(lang) => speak(self.words, lang),
            Goal::Theme(theme) => self.appearance.switch(theme),
        }
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            self.close();
        }
    }

    /// The page around the dialog was pressed.
    fn outside(self, event: &MouseEvent) {
        if target(event).is_some_and(|target| target.id() == "palette") {
            self.close();
        }
    }

    fn close(self) {
        if let Some(dialog) = self.dialog.get_untracked() {
            dialog.close();
        }
    }

    /// How many there are, or why nobody knows.
    fn said(self) -> String {
        let lang = self.words.lang();
        if let Some(error) = self.error.get() {
            return api_error(lang, &error).title.to_owned();
        }
        let words = palette_words(lang);
        let many = self.lines.with(Vec::len);
        if many == 0 {
            let waits = self.is_waiting();
            return if waits {
                String::new()
            } else {
                words.nothing.to_owned()
            };
        }
        let more = self.reply.with(|reply| reply.left_out);
        words.many(many, more)
    }
}

fn target(event: &MouseEvent) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()
}

fn line(at: usize) -> Option<Element> {
    document().get_element_by_id(&format!("palette-{at}"))
}

fn markup(lines: &[Entry], chosen: usize) -> String {
    let mut html = Html::new();
    for (at, entry) in lines.iter().enumerate() {
        let (tag, path) = match &entry.goal {
            Goal::Path(path) => ("a", path.as_str()),
            Goal::Lang(_) | Goal::Theme(_) => ("div", ""),
        };
        let number = at.to_string();
        let attributes = [
            ("id", format!("palette-{at}")),
            ("class", "palette__line".to_owned()),
            ("role", "option".to_owned()),
            ("tabindex", "-1".to_owned()),
            ("aria-selected", (at == chosen).to_string()),
            ("data-at", number),
            ("href", path.to_owned()),
        ];
        let attributes: Vec<(&'static str, &str)> = attributes
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        html.open(tag, &attributes);
        html.classed("span", "palette__name", &entry.name);
        if !entry.detail.is_empty() {
            html.classed("span", "palette__detail", &entry.detail);
        }
        html.classed("span", "palette__kind", entry.kind);
        html.close(tag);
    }
    html.done()
}
