//! Who changed which definition, when, and from what to what: fetched when it is opened.

use leptos::prelude::*;
use shared::{
    api::{ApiError, DefinitionsHistory, HistoryQuery},
    metric::MetricChange,
};

use super::{about::Places, desk::Desk, said::differences};
use crate::{
    api::{Api, use_api},
    html::Html,
    request::use_now,
    words::{Lang, api_error, define_words, in_lang},
};

/// So many entries are shown.
const MOST: u32 = 50;

/// The trail, folded.
pub(super) fn trail(lang: Lang, desk: Desk) -> AnyView {
    let view = desk.view;
    let words = define_words(lang);
    let api = use_api();
    let now = use_now();
    let found = RwSignal::new(None::<Result<DefinitionsHistory, ApiError>>);
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        // Again whenever a definition changes while it is open.
        view.track();
        if !open.get() {
            return;
        }
        let api = api.clone();
        leptos::task::spawn_local(async move {
            let query = HistoryQuery {
                before: None,
                limit: Some(MOST),
            };
            found.set(Some(match api {
                Ok(api) => api.definitions_history(query).await,
                Err(error) => Err(error),
            }));
        });
    });
    let told = move || match found.get() {
        None => String::new(),
        Some(Err(error)) => api_error(lang, &error).text,
        Some(Ok(history)) => desk
            .places
            .with(|places| lines(lang, places, &history, now.get())),
    };
    view! {
        <details class="definitions__trail" on:toggle=move |_| open.update(|open| *open = !*open)>
            <summary>{words.trail}</summary>
            <div class="trail" inner_html=told></div>
        </details>
    }
    .into_any()
}

fn lines(lang: Lang, places: &Places, history: &DefinitionsHistory, now: i64) -> String {
    let words = define_words(lang);
    let mut html = Html::new();
    if history.entries.is_empty() {
        html.classed("p", "muted small", words.trail_empty);
        return html.done();
    }
    html.open("ol", &[("class", "trail__list"), ("tabindex", "0")]);
    for entry in &history.entries {
        for change in &entry.changes {
            html.open("li", &[]);
            let when = lang.ago(entry.at.0, now);
            html.classed("span", "muted small", &in_lang(lang).weigh.by_owner(&when));
            html.element("span", &[], &said(lang, places, change));
            html.close("li");
        }
    }
    html.close("ol");
    html.done()
}

fn said(lang: Lang, places: &Places, change: &MetricChange) -> String {
    let words = define_words(lang);
    let name = change.metric().name.in_lang(lang);
    match change {
        MetricChange::Defined { .. } => words.was_defined(name),
        MetricChange::Retired { .. } => words.was_retired(name),
        MetricChange::Offered { .. } => words.was_offered(name),
        MetricChange::Restored { .. } => words.was_restored(name),
        MetricChange::Changed { before, metric } => {
            format!("{name}. {}", differences(lang, places, before, metric))
        }
    }
}
