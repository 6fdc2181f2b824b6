//! Two journeys side by side, at `/compare?left=…&right=…`: both boards as one, what differs marked by a sign and by how it is drawn, and
//! beside it the list of differences. `left_at` and `right_at` are entries of the journeys' logs: so a journey was then.

mod asked;
mod choose;
mod drawn;
mod tell;
mod versions;

use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition},
};
use leptos_router::hooks::use_query_map;
use shared::{
    api::{ApiError, BoardSnapshot, HistoryQuery, JourneySummary, ScoreQuery, Scores},
    journey::compare::{Comparison, Kind, compare},
    log::{Board, Seq, Timestamp},
};

use crate::{
    api::{self, Api, Door},
    focus,
    html::Html,
    shell::{Page, PageTitle, Room, failure, use_announcer},
    words::{Lang, use_words, versus_words},
};
use asked::{Asked, One};

/// Entries that are looked through for points in time.
const HISTORY: u32 = 200;

/// A side as it was answered: its board, its scores, the points in time there are.
type Side = (BoardSnapshot, Option<Scores>, Vec<(Seq, Timestamp)>);
type Answered = (Vec<JourneySummary>, Option<Side>, Option<Side>);

/// The comparison as a page.
#[component]
pub fn ComparePage() -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(Asked::of));
    let answer = api::ask(
        move || asked.get(),
        |api, asked| async move {
            let journeys = api.journeys_in_brief().await?;
            let left = side(&api, &asked.left).await?;
            let right = side(&api, &asked.right).await?;
            Ok::<Answered, ApiError>((journeys, left, right))
        },
    );
    let crumbs =
        view! { <span class="crumbs__here">{move || versus_words(words.lang()).title}</span> };
    view! {
        <Page room=Room::Journeys crumbs=crumbs.into_any()>
            <PageTitle text=move || versus_words(words.lang()).title.to_owned() />
            <main class="page__main" id="main" tabindex="-1">
                <div class="page__body page__body--wide">
                    <header class="page__head">
                        <div class="page__titles">
                            <h1>{move || versus_words(words.lang()).title}</h1>
                            <p>{move || versus_words(words.lang()).lead}</p>
                        </div>
                    </header>
                    <Transition fallback=move || {
                        view! { <p class="muted">{words.say(|w| w.shell.loading)}</p> }
                    }>
                        {move || {
                            answer
                                .get()
                                .map(|answer| match answer {
                                    Ok(answered) => content(answered, asked, words.lang()),
                                    Err(error) => failure(words.lang(), &error, None),
                                })
                        }}
                    </Transition>
                </div>
            </main>
        </Page>
    }
    .into_any()
}

async fn side(api: &Door, one: &One) -> Result<Option<Side>, ApiError> {
    let Some(journey) = one.journey.clone() else {
        return Ok(None);
    };
    let now = api.board(journey.clone()).await?;
    let id = now.board.journey.id;
    let snapshot = match one.at {
        Some(at) => api.board_at(id, at).await?,
        None => now,
    };
    let query = ScoreQuery {
        journey,
        ..ScoreQuery::default()
    };
    // Boards can be compared without numbers and without a history.
    let scores = api.scores(query).await.ok();
    let page = HistoryQuery {
        before: None,
        limit: Some(HISTORY),
    };
    let history = api.history(id, page).await;
    let entries: Vec<(Seq, Timestamp)> = history
        .map(|page| {
            page.entries
                .iter()
                .map(|entry| (entry.seq, entry.at))
                .collect()
        })
        .unwrap_or_default();
    Ok(Some((snapshot, scores, versions::versions(&entries))))
}

fn content((journeys, left, right): Answered, asked: Memo<Asked>, lang: Lang) -> AnyView {
    let words = versus_words(lang);
    let known = |side: &Option<Side>| {
        side.as_ref()
            .map(|(_, _, known)| known.clone())
            .unwrap_or_default()
    };
    let (of_left, of_right) = (known(&left), known(&right));
    let swap = move || asked.with(|asked| asked.swapped().address());
    let both = left.is_some() && right.is_some();
    let form = view! {
        <div class="versus__sides">
            {choose::picker(&journeys, (words.left, of_left), asked, true, lang)}
            {choose::picker(&journeys, (words.right, of_right), asked, false, lang)}
            {both.then(|| view! { <a class="btn" href=swap>"⇄ " {words.swap}</a> })}
        </div>
    };
    let compared = match (left, right) {
        (Some((left, of_left, _)), Some((right, of_right, _))) => {
            compared(&(left.board, of_left), &(right.board, of_right), lang)
        }
        _ => view! { <p class="muted">{words.choose_both}</p> }.into_any(),
    };
    view! {
        {form}
        {compared}
    }
    .into_any()
}

fn compared(
    left: &(Board, Option<Scores>),
    right: &(Board, Option<Scores>),
    lang: Lang,
) -> AnyView {
    let words = versus_words(lang);
    let comparison = compare(&left.0, &right.0);
    let drawn = drawn::board(lang, left, right, &comparison);
    let list = tell::list(lang, &left.0, &right.0, &comparison);
    let counts = counts(lang, &comparison);
    let of = comparison.differences.len();
    if of == 0 {
        return view! {
            <p class="versus__counts" role="status">{words.same}</p>
            <div class="versus__scroll" role="region" tabindex="0" aria-label=words.board inner_html=drawn></div>
        }
        .into_any();
    }
    let at = RwSignal::new(None::<usize>);
    let announcer = use_announcer();
    let go = Callback::new(move |to: usize| {
        at.set(Some(to));
        show(to);
        announcer.say(words.nth(to + 1, of));
    });
    let step = move |on: bool| {
        let next = match (at.get_untracked(), on) {
            (None, true) => 0,
            (None, false) => of - 1,
            (Some(at), true) => (at + 1) % of,
            (Some(at), false) => (at + of - 1) % of,
        };
        go.run(next);
    };
    let keys = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        let alt = event.alt_key() && !(event.ctrl_key() || event.meta_key());
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let typing = target.is_some_and(|target| {
            matches!(
                target.closest("input, select, textarea, [role=dialog]"),
                Ok(Some(_))
            )
        });
        // By the place on the keyboard: with Alt some systems write another letter.
        match event.code().as_str() {
            "KeyN" if alt && !typing => step(true),
            "KeyP" if alt && !typing => step(false),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || keys.remove());
    view! {
        <div class="versus__counts">
            <span role="status" inner_html=counts></span>
            <span class="btn-row">
                <button type="button" class="btn btn--small" aria-keyshortcuts="Alt+P" on:click=move |_| step(false)>
                    {words.before}
                </button>
                <button type="button" class="btn btn--small" aria-keyshortcuts="Alt+N" on:click=move |_| step(true)>
                    {words.next}
                </button>
                <span class="num">{move || at.get().map(|at| words.nth(at + 1, of))}</span>
            </span>
            <p class="muted small">{words.keys}</p>
        </div>
        <div class="versus">
            <div class="versus__scroll" role="region" tabindex="0" aria-label=words.board inner_html=drawn></div>
            <nav class="versus__list" aria-label=words.differences>
                <h2 class="section__title">{words.differences}</h2>
                <ol
                    inner_html=list
                    on:click=move |event| {
                        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                        let link = target.and_then(|target| target.closest("a[href^='#d-']").ok().flatten());
                        let to = link.and_then(|link| link.get_attribute("href")?.strip_prefix("#d-")?.parse().ok());
                        if let Some(to) = to {
                            event.prevent_default();
                            go.run(to);
                        }
                    }
                ></ol>
            </nav>
        </div>
    }
    .into_any()
}

fn counts(lang: Lang, comparison: &Comparison) -> String {
    let words = versus_words(lang);
    let mut html = Html::new();
    for kind in Kind::ALL {
        let n = comparison.count(kind);
        html.open("span", &[("class", tell::class(kind))]);
        html.element("span", &[("aria-hidden", "true")], tell::sign(kind));
        html.text(" ").text(&words.counted(kind, n)).close("span");
        html.text(" ");
    }
    html.done()
}

/// Brings a difference into view, and gives it the focus.
fn show(at: usize) {
    let document = document();
    let Some(element) = document.get_element_by_id(&format!("d-{at}")) else {
        return;
    };
    if let Ok(before) = document.query_selector_all("[data-at]") {
        for index in 0..before.length() {
            if let Some(element) = before
                .item(index)
                .and_then(|node| node.dyn_into::<Element>().ok())
            {
                let _ = element.remove_attribute("data-at");
            }
        }
    }
    let _ = element.set_attribute("data-at", "");
    let how = ScrollIntoViewOptions::new();
    how.set_block(ScrollLogicalPosition::Center);
    how.set_inline(ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&how);
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        focus::still(element);
    }
    if let Ok(Some(item)) = document.query_selector(&format!("a[href='#d-{at}']")) {
        let _ = item.set_attribute("data-at", "");
        let how = ScrollIntoViewOptions::new();
        how.set_block(ScrollLogicalPosition::Nearest);
        item.scroll_into_view_with_scroll_into_view_options(&how);
    }
}
