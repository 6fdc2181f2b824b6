//! Two journeys side by side, at `/compare?left=…&right=…`: both boards as one, what differs marked by a sign and by how it is drawn, and
//! beside it the list of differences. `left_at` and `right_at` are entries of the journeys' logs: so a journey was then.

mod drawn;
mod tell;
mod versions;

use leptos::{
    ev::{self, Event},
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition},
};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
    params::ParamsMap,
};
use shared::{
    api::{ApiError, BoardSnapshot, HistoryQuery, JourneySummary, ScoreQuery, Scores},
    journey::compare::{Comparison, Kind, compare},
    locale::{Date, DateStyle},
    log::{Board, Seq, Timestamp},
};

use crate::{
    api::{self, Api, Door},
    html::Html,
    request::encoded,
    shell::{Page, PageTitle, Room, failure, use_announcer},
    words::{Lang, use_words, versus_words},
};

/// Entries that are looked through for points in time.
const HISTORY: u32 = 200;

/// Which journey, and as of when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct One {
    /// By slug or id.
    journey: Option<String>,
    /// The last entry; `None` for now.
    at: Option<Seq>,
}

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Asked {
    left: One,
    right: One,
}

impl Asked {
    fn of(query: &ParamsMap) -> Self {
        let one = |name: &str, at: &str| One {
            journey: query.get(name).filter(|name| !name.is_empty()),
            at: query.get(at).and_then(|at| at.parse().ok()),
        };
        Self {
            left: one("left", "left_at"),
            right: one("right", "right_at"),
        }
    }

    fn address(&self) -> String {
        let mut address = String::from("/compare");
        let sides = [
            ("left", "left_at", &self.left),
            ("right", "right_at", &self.right),
        ];
        let mut sign = '?';
        for (name, at_name, one) in sides {
            let Some(journey) = &one.journey else {
                continue;
            };
            address += &format!("{sign}{name}={}", encoded(journey));
            sign = '&';
            if let Some(at) = one.at {
                address += &format!("&{at_name}={at}");
            }
        }
        address
    }

    fn swapped(&self) -> Self {
        Self {
            left: self.right.clone(),
            right: self.left.clone(),
        }
    }
}

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
            let journeys = api.journeys().await?;
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
                                    Ok(answered) => content(answered, &asked.get_untracked(), words.lang()),
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

fn content((journeys, left, right): Answered, asked: &Asked, lang: Lang) -> AnyView {
    let words = versus_words(lang);
    let known = |side: &Option<Side>| {
        side.as_ref()
            .map(|(_, _, known)| known.clone())
            .unwrap_or_default()
    };
    let (of_left, of_right) = (known(&left), known(&right));
    let swap = asked.swapped().address();
    let both = left.is_some() && right.is_some();
    let form = view! {
        <div class="versus__sides">
            {picker(&journeys, (words.left, of_left), asked, true, lang)}
            {picker(&journeys, (words.right, of_right), asked, false, lang)}
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

/// The choice of a journey and of a point in time.
fn picker(
    journeys: &[JourneySummary],
    (name, versions): (&'static str, Vec<(Seq, Timestamp)>),
    asked: &Asked,
    is_left: bool,
    lang: Lang,
) -> AnyView {
    let words = versus_words(lang);
    let now = if is_left {
        asked.left.clone()
    } else {
        asked.right.clone()
    };
    let mut all: Vec<&JourneySummary> = journeys.iter().collect();
    all.sort_by_cached_key(|journey| journey.title.to_lowercase());
    let is = |journey: &JourneySummary| {
        now.journey
            .as_ref()
            .is_some_and(|asked| *asked == journey.slug || *asked == journey.id.to_string())
    };
    let options: Vec<AnyView> = all
        .into_iter()
        .map(|journey| {
            let chosen = is(journey);
            let (slug, title) = (journey.slug.clone(), journey.title.clone());
            view! { <option value=slug selected=chosen>{title}</option> }.into_any()
        })
        .collect();
    let counterparts: Vec<(String, String)> = journeys
        .iter()
        .filter_map(|journey| {
            let id = journey.counterpart?;
            let other = journeys.iter().find(|other| other.id == id)?;
            Some((journey.slug.clone(), other.slug.clone()))
        })
        .collect();
    let navigate = use_navigate();
    let to = {
        let asked = asked.clone();
        move |one: One| {
            let mut next = asked.clone();
            // Whoever chooses the first of two that belong together means both.
            let other = counterparts
                .iter()
                .find(|(slug, _)| Some(slug) == one.journey.as_ref());
            if is_left {
                next.left = one;
                if next.right.journey.is_none() {
                    next.right.journey = other.map(|(_, other)| other.clone());
                }
            } else {
                next.right = one;
            }
            let options = NavigateOptions {
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(&next.address(), options);
        }
    };
    let pick = to.clone();
    let journey = now.journey.clone();
    let none = now.journey.is_none();
    let points: Vec<AnyView> = versions
        .iter()
        .map(|(seq, at)| {
            let chosen = now.at == Some(*seq);
            view! { <option value=seq.to_string() selected=chosen>{said_when(lang, *at)}</option> }
                .into_any()
        })
        .collect();
    let of_now = now.at.is_none();
    // An entry that is none of the points is one all the same: somebody sent the address.
    let other = now
        .at
        .filter(|at| versions.iter().all(|(seq, _)| seq != at));
    let other = other
        .map(|at| view! { <option value=at.to_string() selected=true>{format!("#{at}")}</option> });
    view! {
        <fieldset class="versus__side">
            <legend>{name}</legend>
            <select
                class="select"
                aria-label=name
                on:change=move |event: Event| {
                    let journey = Some(event_target_value(&event)).filter(|slug| !slug.is_empty());
                    pick(One { journey, at: None });
                }
            >
                <option value="" selected=none>{words.choose}</option>
                {options}
            </select>
            {(!none)
                .then(|| {
                    view! {
                        <label class="versus__version">
                            {words.version}
                            <select
                                class="select"
                                aria-label=format!("{name}: {}", words.version)
                                on:change=move |event: Event| {
                                    let at = event_target_value(&event).parse().ok();
                                    to(One { journey: journey.clone(), at });
                                }
                            >
                                <option value="now" selected=of_now>{words.now}</option>
                                {points}
                                {other}
                            </select>
                        </label>
                    }
                })}
        </fieldset>
    }
    .into_any()
}

/// A point in time, in universal time: the server does not know the reader's.
fn said_when(lang: Lang, at: Timestamp) -> String {
    const DAY: i64 = 86_400_000;
    let days = i32::try_from(at.0.div_euclid(DAY)).unwrap_or_default();
    let minutes = at.0.rem_euclid(DAY) / 60_000;
    let day = Date::from_days(days).map_or_else(String::new, |day| lang.date(day, DateStyle::Full));
    format!("{day}, {:02}:{:02} UTC", minutes / 60, minutes % 60)
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
        let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let typing = target.is_some_and(|target| {
            matches!(
                target.closest("input, select, textarea, [role=dialog]"),
                Ok(Some(_))
            )
        });
        match event.key().as_str() {
            "n" | "N" if plain && !typing => step(true),
            "p" | "P" if plain && !typing => step(false),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || keys.remove());
    view! {
        <div class="versus__counts">
            <span role="status" inner_html=counts></span>
            <span class="btn-row">
                <button type="button" class="btn btn--small" aria-keyshortcuts="P" on:click=move |_| step(false)>
                    {words.before}
                </button>
                <button type="button" class="btn btn--small" aria-keyshortcuts="N" on:click=move |_| step(true)>
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
        let _ = element.focus();
    }
    if let Ok(Some(item)) = document.query_selector(&format!("a[href='#d-{at}']")) {
        let _ = item.set_attribute("data-at", "");
        let how = ScrollIntoViewOptions::new();
        how.set_block(ScrollLogicalPosition::Nearest);
        item.scroll_into_view_with_scroll_into_view_options(&how);
    }
}
