//! What would become of a file, and what became of it: figures, what could not be read, the next step.

use leptos::prelude::*;
use shared::{
    api::{ImportReport, ImportState as State, ImportSummary, RowCounts},
    record::{ImportProblem, ImportStop},
};

use super::{columns::day, desk::Desk, preview::rejects};
use crate::{
    html::Html,
    words::{Lang, import_error, in_lang, use_words},
};

/// Rejects that are shown below an import; the sources page has all that are kept.
const SHOWN: usize = 20;

/// What a dry run found.
pub(super) fn report(lang: Lang, report: &ImportReport) -> String {
    let words = &in_lang(lang).import;
    let mut html = Html::new();
    html.open(
        "section",
        &[("class", "figures"), ("aria-label", words.would_be)],
    );
    html.element("h2", &[], words.would_be);
    figures(&mut html, lang, &report.rows);
    if let Some((first, last)) = &report.days {
        html.element("p", &[], &words.days(&day(lang, first), &day(lang, last)));
    }
    if !report.missing_columns.is_empty() {
        html.element("p", &[], &words.missing(&report.missing_columns.join(", ")));
    }
    if !report.rejects.is_empty() {
        rejects(&mut html, lang, words.rejects, &report.rejects);
    }
    html.close("section");
    html.done()
}

/// Counts of rows as a list of figures; what is none is left out, but never the new ones.
pub(super) fn figures(html: &mut Html, lang: Lang, rows: &RowCounts) {
    let words = &in_lang(lang).import;
    html.open("dl", &[("class", "figures__list")]);
    for (count, name, always) in [
        (rows.added, words.added, true),
        (rows.changed, words.changed, false),
        (rows.unchanged, words.unchanged, false),
        (rows.forgotten, words.forgotten, false),
        (rows.rejected, words.rejected, true),
        (rows.values_rejected, words.values_rejected, false),
        (rows.answers, words.answers, true),
    ] {
        if count > 0 || always {
            html.open("div", &[]);
            html.element("dt", &[], name);
            html.element("dd", &[("class", "figure")], &lang.count(count));
            html.close("div");
        }
    }
    html.close("dl");
}

/// How an import stands, in a sentence.
pub(super) fn said(lang: Lang, import: &ImportSummary) -> String {
    let words = &in_lang(lang).import;
    match import.state {
        State::Loading => words.read_so_far(read(&import.rows)),
        State::Live => words.imported(import.rows.added + import.rows.changed),
        State::Undone => words.undone.to_owned(),
        State::Discarded => words.discarded.to_owned(),
    }
}

/// What stopped an import, unless a person did, who knows.
pub(super) fn stopped(lang: Lang, import: &ImportSummary) -> Option<String> {
    let error = import.problem.as_ref()?;
    let cancelled = ImportProblem::Import(ImportStop::Cancelled);
    (ImportProblem::of(&error.args) != Some(cancelled)).then(|| import_error(lang, error).text)
}

fn read(rows: &RowCounts) -> u64 {
    rows.added + rows.changed + rows.unchanged + rows.forgotten + rows.rejected
}

/// The import that was begun on this page.
pub(super) fn running(desk: Desk) -> AnyView {
    let words = use_words();
    let state = Memo::new(move |_| {
        desk.state
            .with(|state| state.as_ref().map(|state| state.import.state))
    });
    let headline = move || {
        desk.state.with(|state| match state {
            Some(state) => said(words.lang(), &state.import),
            None => words.get().import.read_so_far(0),
        })
    };
    let total = desk
        .report
        .with_untracked(|report| report.as_ref().map(|report| read(&report.rows)));
    let progress = move || {
        matches!(state.get(), None | Some(State::Loading)).then(|| {
            let done = move || desk.state.with(|state| state.as_ref().map_or(0, |state| read(&state.import.rows)));
            let label = words.say(|w| w.import.progress);
            match total.filter(|total| *total > 0) {
                Some(total) => view! { <progress class="progress" max=total.to_string() prop:value=move || done() as f64 aria-label=label /> }.into_any(),
                None => view! { <progress class="progress" aria-label=label /> }.into_any(),
            }
        })
    };
    let details = move || {
        desk.state.with(|state| {
            let state = state.as_ref()?;
            if state.import.state == State::Loading {
                return None;
            }
            let lang = words.lang();
            let mut html = Html::new();
            if state.import.state == State::Live {
                figures(&mut html, lang, &state.import.rows);
            }
            if let Some(problem) = stopped(lang, &state.import) {
                html.element("p", &[], &problem);
            }
            if !state.rejects.is_empty() && state.import.state == State::Live {
                let shown = &state.rejects[..state.rejects.len().min(SHOWN)];
                rejects(&mut html, lang, in_lang(lang).import.rejects, shown);
            }
            let html = html.done();
            Some(view! { <div inner_html=html></div> }.into_any())
        })
    };
    let class = move || match state.get() {
        Some(State::Live) => "callout callout--kept",
        Some(State::Discarded) => "callout callout--risk",
        _ => "callout",
    };
    let back = move || match state.get() {
        None | Some(State::Loading) => Some(words.get().import.cancel),
        Some(State::Live) => Some(words.get().import.take_back),
        Some(State::Undone | State::Discarded) => None,
    };
    let back = move || {
        back().map(|name| {
            view! {
                <button type="button" class="btn btn--danger" on:click=move |_| desk.take_back()>{name}</button>
            }
            .into_any()
        })
    };
    let again = move || {
        matches!(state.get(), Some(State::Undone | State::Discarded)).then(|| {
            view! {
                <button type="button" class="btn" on:click=move |_| desk.running.set(None)>
                    {words.say(|w| w.import.back_to_columns)}
                </button>
            }
            .into_any()
        })
    };
    let ended = move || {
        state
            .get()
            .is_some_and(|state| state != State::Loading)
            .then(|| {
                view! {
                    <a class="btn" href="/sources">{words.say(|w| w.import.to_sources)}</a>
                    <button type="button" class="btn" on:click=move |_| desk.clear()>
                        {words.say(|w| w.import.another)}
                    </button>
                }
                .into_any()
            })
    };
    view! {
        <section class=class aria-label=words.say(|w| w.import.outcome)>
            <p class="callout__title">{headline}</p>
            {progress}
            {details}
            <div class="btn-row">{back} {again} {ended}</div>
        </section>
    }
    .into_any()
}
