//! A journey on the big screen, at `/journeys/:slug/present`: an overview, then one stage at a time. `?stage=2` is the second stage, so
//! what is shown can be sent; without JavaScript the ways on and back are links.

mod slide;

use std::sync::Arc;

use leptos::{
    ev, html,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, FocusEvent, HtmlElement, KeyboardEvent, PointerEvent},
};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_params_map, use_query_map},
};
use shared::{id::StageId, log::Board};

use super::{
    dom,
    layout::Layout,
    measured::{EmotionView, Measured},
    page, reality,
    seen::Seen,
};
use crate::{
    api, focus,
    me::use_me,
    request::use_now,
    shell::{PageTitle, use_announcer},
    words::{Lang, present_words, use_words},
};

/// How far a finger goes for it to be a swipe, in pixels.
const SWIPE: i32 = 48;
/// How far an arrow key scrolls down a slide that is longer than the screen, in pixels.
const LINE: f64 = 60.0;

/// What is shown: the board with what was measured, and its stages.
pub(super) struct Shown {
    pub(super) board: Board,
    pub(super) measured: Measured,
    pub(super) emotion: EmotionView,
    pub(super) layout: Layout,
    pub(super) stages: Vec<StageId>,
    pub(super) slug: String,
}

impl Shown {
    const fn seen(&self) -> Seen<'_> {
        Seen {
            board: &self.board,
            measured: &self.measured,
            emotion: &self.emotion,
        }
    }
}

/// The presentation as a page.
#[component]
pub fn PresentPage() -> impl IntoView {
    let params = use_params_map();
    let slug = Memo::new(move |_| params.with(|params| params.get("slug")).unwrap_or_default());
    // Everything of one journey goes before anything of the next one comes.
    move || view! { <PageOf slug=slug.get() /> }
}

/// The presentation of one journey.
#[component]
fn PageOf(slug: String) -> impl IntoView {
    let words = use_words();
    let slug = StoredValue::new(slug);
    let me = use_me();
    let answer = api::ask(
        move || slug.get_value(),
        move |api, slug| {
            let me = Arc::clone(&me);
            async move { page::ask(&api, slug, &me).await }
        },
    );
    let loading = move || {
        view! { <main class="present" id="main" tabindex="-1" aria-busy="true">{words.say(|w| w.shell.loading)}</main> }
    };
    view! {
        <Suspense fallback=loading>
            {move || Suspend::new(async move {
                match answer.await {
                    Ok((snapshot, (scores, reality), felt, actions)) => {
                        let measured = Measured::new((scores, reality::told(reality)), felt, actions);
                        show(slug.get_value(), snapshot.board, measured)
                    }
                    Err(error) => page::failed(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn show(slug: String, board: Board, measured: Measured) -> AnyView {
    let layout = Layout::of(&board.journey);
    let emotion = EmotionView::of(&board, &layout, &measured);
    let stages = layout.stages.iter().map(|(stage, _)| *stage).collect();
    let shown = StoredValue::new(Shown {
        board,
        measured,
        emotion,
        layout,
        stages,
        slug,
    });
    let last = shown.with_value(|shown| shown.stages.len());
    let query = use_query_map();
    // What is past the end is the end: a stage may have been deleted since the address was sent.
    let at = Memo::new(move |_| {
        let asked = query.with(|query| query.get("stage"));
        asked
            .and_then(|at| at.parse::<usize>().ok())
            .unwrap_or(0)
            .min(last)
    });
    let words = use_words();
    let now = use_now();
    let announcer = use_announcer();
    let title = shown.with_value(|shown| shown.board.journey.scope.title.clone());
    let named = title.clone();
    let navigate = use_navigate();
    let go = Callback::new(move |to: usize| {
        let to = to.min(last);
        if to == at.get_untracked() {
            return;
        }
        let (address, name) =
            shown.with_value(|shown| (address(shown, to), name(shown, words.now_lang(), to)));
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&address, options);
        let words = present_words(words.now_lang());
        announcer.say(words.said(&name, to + 1, last + 1));
    });
    let navigate = use_navigate();
    let leave = Callback::new(move |()| {
        let to = shown.with_value(|shown| format!("/journeys/{}", shown.slug));
        navigate(&to, NavigateOptions::default());
    });
    let scroller = NodeRef::<html::Div>::new();
    let progress = NodeRef::<html::Ol>::new();
    // Whether the focus was last seen on the slide, whose ways go with it.
    let reading = StoredValue::new(false);
    Effect::new(move |before: Option<usize>| {
        let at = at.get();
        if before.is_some_and(|before| before != at) {
            // Another slide begins at its top, however far the one before was read.
            if let Some(slide) = scroller.get_untracked() {
                slide.scroll_to_with_x_and_y(0.0, 0.0);
            }
            dom::after_paint(move || {
                if let Some(progress) = progress.try_get_untracked().flatten() {
                    mark(&progress, at);
                }
                if reading.try_get_value() == Some(true)
                    && focus::is_lost()
                    && let Some(main) = dom::by_id("main")
                {
                    focus::still(&main);
                }
            });
        }
        at
    });
    let keys = window_event_listener(ev::keydown, move |event| {
        let slide = scroller.get_untracked();
        let here = (at.get_untracked(), last);
        key(&event, slide.as_deref(), here, go, leave);
    });
    on_cleanup(move || keys.remove());
    let html = Signal::derive(move || {
        let (lang, at) = (words.lang(), at.get());
        shown.with_value(|shown| slide::slide(shown, lang, at, now.now()))
    });
    // The ways stay when another slide is shown, so that the focus stays on the one that was pressed: `mark` says which is shown.
    let bar = Signal::derive(move || {
        let (lang, at) = (words.lang(), at.get_untracked());
        shown.with_value(|shown| slide::progress(shown, lang, at))
    });
    let say = move |pick: fn(&crate::words::PresentWords) -> &'static str| {
        move || pick(present_words(words.lang()))
    };
    let way = move |to: fn(usize, usize) -> usize,
                    class: &'static str,
                    sign: &'static str,
                    name: fn(&crate::words::PresentWords) -> &'static str| {
        let href = move || shown.with_value(|shown| address(shown, to(at.get(), last)));
        let off = move || {
            if to(at.get(), last) == at.get() {
                "true"
            } else {
                "false"
            }
        };
        view! {
            <a
                class=class
                href=href
                aria-disabled=off
                aria-label=say(name)
                title=say(name)
                on:click=move |event| {
                    event.prevent_default();
                    go.run(to(at.get_untracked(), last));
                }
            >
                {sign}
            </a>
        }
        .into_any()
    };
    let board = shown.with_value(|shown| format!("/journeys/{}", shown.slug));
    let start = StoredValue::new(None::<(i32, i32)>);
    view! {
        <PageTitle text=move || present_words(words.lang()).presenting(&title) />
        <main
            class="present"
            id="main"
            tabindex="-1"
            aria-label=move || present_words(words.lang()).presenting(&named)
            on:focusin=move |event: FocusEvent| {
                let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                let slide = target.and_then(|target| target.closest(".present__slide").ok().flatten());
                reading.set_value(slide.is_some());
            }
            on:pointerdown=move |event: PointerEvent| {
                let finger = event.pointer_type() == "touch" && event.is_primary();
                start.set_value(finger.then(|| (event.client_x(), event.client_y())));
            }
            on:pointerup=move |event: PointerEvent| {
                let Some((x, y)) = start.try_update_value(Option::take).flatten() else { return };
                let (dx, dy) = (event.client_x() - x, event.client_y() - y);
                if dx.abs() >= SWIPE && dx.abs() > 2 * dy.abs() {
                    let here = at.get_untracked();
                    go.run(if dx < 0 { here + 1 } else { here.saturating_sub(1) });
                }
            }
        >
            <div class="present__slide" node_ref=scroller inner_html=html></div>
            <nav class="present__bar" aria-label=say(|w| w.stages)>
                {way(|at, _| at.saturating_sub(1), "btn btn--icon", "←", |w| w.before)}
                <ol class="present__progress" node_ref=progress inner_html=bar></ol>
                {way(|at, last| (at + 1).min(last), "btn btn--icon", "→", |w| w.next)}
                <button
                    type="button"
                    class="btn btn--icon present__full"
                    aria-label=say(|w| w.fullscreen)
                    title=say(|w| w.fullscreen)
                    on:click=move |_| fill()
                >
                    "□"
                </button>
                <a class="btn btn--icon" href=board aria-label=say(|w| w.leave) title=say(|w| w.leave) aria-keyshortcuts="Escape">
                    "×"
                </a>
            </nav>
            <p class="visually-hidden">{say(|w| w.keys)}</p>
        </main>
    }
    .into_any()
}

/// Says which of the ways leads to the slide that is shown. The focus goes along where it is on one of them.
fn mark(progress: &Element, at: usize) {
    let Ok(ways) = progress.query_selector_all("a") else {
        return;
    };
    let focused = document().active_element();
    let along = progress.contains(focused.as_deref());
    for index in 0..ways.length() {
        let way = ways.item(index);
        let Some(way) = way.and_then(|way| way.dyn_into::<HtmlElement>().ok()) else {
            continue;
        };
        let here = index as usize == at;
        dom::set_attribute(&way, "aria-current", here.then_some("step"));
        if here && along {
            focus::still(&way);
        }
    }
}

/// The address of a slide.
pub(super) fn address(shown: &Shown, at: usize) -> String {
    let stage = if at == 0 {
        String::new()
    } else {
        format!("?stage={at}")
    };
    format!("/journeys/{}/present{stage}", shown.slug)
}

/// What a slide is called.
pub(super) fn name(shown: &Shown, lang: Lang, at: usize) -> String {
    let stage = at.checked_sub(1).and_then(|at| shown.stages.get(at));
    let stage = stage.and_then(|stage| shown.board.journey.stages.get(stage));
    stage.map_or_else(
        || present_words(lang).overview.to_owned(),
        |stage| stage.title.clone(),
    )
}

fn key(
    event: &KeyboardEvent,
    slide: Option<&HtmlElement>,
    (at, last): (usize, usize),
    go: Callback<usize>,
    leave: Callback<()>,
) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() {
        return;
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    // What has a key of its own keeps it: a button its space, the palette's field and list all of theirs.
    let inside = |what: &str| {
        let found = target.as_ref().map(|target| target.closest(what));
        found.is_some_and(|found| matches!(found, Ok(Some(_))))
    };
    if inside("input, select, textarea, [role=dialog]") {
        return;
    }
    match event.key().as_str() {
        // What is larger than the screen is read to its end first.
        name if scrolls(slide, name) => {}
        "ArrowRight" | "ArrowDown" | "PageDown" => go.run(at + 1),
        " " | "Enter" if !inside("button, a") => {
            go.run(if event.shift_key() {
                at.saturating_sub(1)
            } else {
                at + 1
            });
        }
        "ArrowLeft" | "ArrowUp" | "PageUp" | "Backspace" => go.run(at.saturating_sub(1)),
        "Home" => go.run(0),
        "End" => go.run(last),
        // Where the screen is filled the browser takes the key for itself.
        "Escape" => leave.run(()),
        _ => return,
    }
    event.prevent_default();
}

/// Scrolls a slide that is larger than the screen the way of a key; `false` where it has no more that way, and for other keys.
fn scrolls(slide: Option<&HtmlElement>, key: &str) -> bool {
    let Some(slide) = slide else { return false };
    let (across, on) = match key {
        "ArrowRight" => (true, true),
        "ArrowLeft" => (true, false),
        "ArrowDown" | "PageDown" => (false, true),
        "ArrowUp" | "PageUp" => (false, false),
        _ => return false,
    };
    let (seen, before, all) = if across {
        (
            slide.client_width(),
            slide.scroll_left(),
            slide.scroll_width(),
        )
    } else {
        (
            slide.client_height(),
            slide.scroll_top(),
            slide.scroll_height(),
        )
    };
    let rest = if on { all - seen - before } else { before };
    if rest <= 1 {
        return false;
    }
    let by = match key {
        "ArrowDown" | "ArrowUp" => LINE,
        _ => f64::from(seen) * 0.9,
    };
    let by = if on { by } else { -by };
    let (x, y) = if across { (by, 0.0) } else { (0.0, by) };
    slide.scroll_by_with_x_and_y(x, y);
    true
}

/// Fills the screen, or no longer.
fn fill() {
    let document = document();
    if document.fullscreen_element().is_some() {
        document.exit_fullscreen();
    } else if let Some(root) = document.document_element() {
        // A browser that does not want to leaves the page as it is.
        let _ = root.request_fullscreen();
    }
}
