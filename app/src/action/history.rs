//! Who did what with an action, and when: asked for when it is opened, and again when the actions changed.

use leptos::{
    prelude::*,
    web_sys::{Element, Event},
};
use shared::{
    action::{ActionChange, Plan},
    api::{ActionHistory, ActionHistoryQuery, ActionView, ApiError},
    locale::{Date, DateStyle, Lang},
};

use super::desk::Desk;
use crate::{
    api::{Api, use_api},
    html::Html,
    request::use_now,
    words::{action_words, api_error},
};

/// So many entries are shown.
const MOST: u32 = 100;

/// The history of an action, folded.
pub(super) fn history(lang: Lang, desk: Desk, action: &ActionView) -> AnyView {
    let words = action_words(lang);
    let api = use_api();
    let now = use_now();
    let id = action.id;
    let label = words.about(words.history, &action.plan.problem);
    let found = RwSignal::new(None::<Result<ActionHistory, ApiError>>);
    let was_open = desk.told.with_value(|told| told.contains(&id));
    let open = RwSignal::new(was_open);
    Effect::new(move |_| {
        desk.view.track();
        if !open.get() {
            return;
        }
        let api = api.clone();
        leptos::task::spawn_local(async move {
            let query = ActionHistoryQuery {
                before: None,
                limit: Some(MOST),
                action: Some(id),
            };
            let answer = match api {
                Ok(api) => api.action_history(query).await,
                Err(error) => Err(error),
            };
            let _ = found.try_set(Some(answer));
        });
    });
    let toggle = move |event: Event| {
        let now = event_target::<Element>(&event).has_attribute("open");
        desk.told.update_value(|told| {
            if now {
                told.insert(id);
            } else {
                told.remove(&id);
            }
        });
        if open.get_untracked() != now {
            open.set(now);
        }
    };
    let told = move || match found.get() {
        None => String::new(),
        Some(Err(error)) => api_error(lang, &error).text,
        Some(Ok(history)) => lines(lang, &history, now.get()),
    };
    view! {
        <details class="action__history" open=was_open on:toggle=toggle>
            <summary aria-label=label>{words.history}</summary>
            <div inner_html=told></div>
        </details>
    }
    .into_any()
}

fn lines(lang: Lang, history: &ActionHistory, now: i64) -> String {
    let mut html = Html::new();
    html.open("ol", &[("class", "trail__list")]);
    for entry in &history.entries {
        for change in &entry.changes {
            html.open("li", &[]);
            html.classed("span", "muted small", &lang.ago(entry.at.0, now));
            html.element("span", &[], &said(lang, change));
            html.close("li");
        }
    }
    html.close("ol");
    html.done()
}

/// What happened, in a sentence.
fn said(lang: Lang, change: &ActionChange) -> String {
    let words = action_words(lang);
    let day = |day: Date| lang.date(day, DateStyle::Full);
    match change {
        ActionChange::Added { assigned, .. } => match assigned {
            Some(name) => words.was_added_for(name),
            None => words.was_added.to_owned(),
        },
        ActionChange::Rewritten { before, plan, .. } => differences(lang, before, plan),
        ActionChange::Assigned { name, .. } => match name {
            Some(name) => words.was_assigned(name),
            None => words.was_unassigned.to_owned(),
        },
        ActionChange::Accepted { name, .. } => words.has_accepted(name),
        ActionChange::Declined { name, .. } => words.has_declined(name),
        ActionChange::Implemented {
            implemented, check, ..
        } => words.was_implemented(&day(implemented.on), &day(*check)),
        ActionChange::Reopened { .. } => words.was_reopened.to_owned(),
        ActionChange::Retired { .. } => words.was_retired.to_owned(),
    }
}

/// What of the plan was written anew, with what it was before.
fn differences(lang: Lang, before: &Plan, after: &Plan) -> String {
    let words = action_words(lang);
    let day = |day: Option<Date>| {
        day.map_or_else(|| "…".to_owned(), |day| lang.date(day, DateStyle::Full))
    };
    let texts = [
        (words.problem, &before.problem, &after.problem),
        (words.step, &before.step, &after.step),
        (words.scope, &before.scope, &after.scope),
    ];
    let mut said: Vec<String> = texts
        .into_iter()
        .filter(|(_, before, after)| before != after)
        .map(|(name, before, after)| words.was_changed(name, before, after))
        .collect();
    for (name, before, after) in [
        (words.due, before.due, after.due),
        (words.check, before.check, after.check),
    ] {
        if before != after {
            said.push(words.was_changed(name, &day(before), &day(after)));
        }
    }
    for (name, changed) in [
        (words.kind, before.kind != after.kind),
        (words.touchpoint, before.touchpoint != after.touchpoint),
        (words.metric, before.metric != after.metric),
    ] {
        if changed {
            said.push(words.was_set_anew(name));
        }
    }
    said.join(" · ")
}
