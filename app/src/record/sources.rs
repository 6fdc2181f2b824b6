//! The sources page: where records come from, how fresh they are, what each import brought and what it could not read.

use leptos::{prelude::*, task::spawn_local};
use shared::{
    access::{Action, Kind},
    api::{ApiError, ImportState as State, ImportSummary, SourceSummary},
    locale::Date,
    record::{STALE, rhythm},
};

use super::{
    attributes::Attributes,
    columns::day,
    outcome::{said, stopped},
    preview::rejects,
};
use crate::{
    api::{self, Api, use_api},
    html::Html,
    me::{may, use_me},
    request::use_now,
    shell::{Page, PageTitle, Room, failure, use_announcer},
    words::{import_error, in_lang, use_words},
};

const DAY: i64 = 86_400_000;

/// The sources page, at `/sources`.
#[component]
pub fn SourcesPage() -> impl IntoView {
    let words = use_words();
    let imports = imports();
    let answer = api::ask(|| (), |api, ()| async move { api.sources().await });
    let again = Callback::new(move |()| answer.refetch());
    view! {
        <Page room=Room::Sources>
            <PageTitle text=move || words.get().shell.sources.to_owned() />
            <main class="page__main" id="main" tabindex="-1">
                <div class="page__body">
                    <header class="page__head">
                        <div class="page__titles">
                            <h1>{words.say(|w| w.shell.sources)}</h1>
                            <p>{words.say(|w| w.import.sources_lead)}</p>
                        </div>
                        {imports.then(|| view! {
                            <a class="btn btn--primary" href="/import">{words.say(|w| w.import.title)}</a>
                        })}
                    </header>
                    <Transition fallback=move || {
                        view! { <p class="muted">{words.say(|w| w.shell.loading)}</p> }
                    }>
                        {move || {
                            answer
                                .get()
                                .map(|answer| match answer {
                                    Ok(sources) if sources.is_empty() => empty(),
                                    Ok(sources) => {
                                        sources
                                            .into_iter()
                                            .map(|source| one(source, again))
                                            .collect_view()
                                            .into_any()
                                    }
                                    Err(error) => failure(words.lang(), &error, Some(again)),
                                })
                        }}
                    </Transition>
                    <Attributes />
                </div>
            </main>
        </Page>
    }
    .into_any()
}

/// Whether whoever looks brings records in and takes them back.
pub(super) fn imports() -> bool {
    may(&use_me(), Action::Import, Kind::Records)
}

fn empty() -> AnyView {
    let words = use_words();
    view! {
        <div class="empty">
            <h2 class="empty__title">{words.say(|w| w.import.no_sources_title)}</h2>
            <p>{words.say(|w| w.import.no_sources_text)}</p>
            {imports().then(|| view! {
            <div class="btn-row">
                <a class="btn btn--primary" href="/import">{words.say(|w| w.import.title)}</a>
            </div>
            })}
        </div>
    }
    .into_any()
}

fn one(source: SourceSummary, again: Callback<()>) -> AnyView {
    let words = use_words();
    let now = use_now();
    let SourceSummary {
        title,
        name,
        records,
        first_day,
        last_day,
        imports,
        ..
    } = source;
    let days = first_day.clone().zip(last_day.clone());
    let facts = move || {
        let lang = words.lang();
        let say = &in_lang(lang).import;
        let found = say.records(records);
        match &days {
            Some((first, last)) => {
                format!("{found}, {}", say.days(&day(lang, first), &day(lang, last)))
            }
            None => found,
        }
    };
    let last = last_day.and_then(|day| day.parse::<Date>().ok());
    let age = move || last.map(|last| (now.now() / DAY - i64::from(last.to_days())).max(0));
    let fresh = move || age().map(|days| words.get().import.last_record(days.unsigned_abs()));
    // Against what is expected: the rhythm in which it came so far, else a month and a half.
    let came = imports.iter().filter(|import| import.state == State::Live);
    let came: Vec<i64> = came.map(|import| import.started_at).collect();
    let rhythm = rhythm(&came);
    let last_came = came.iter().max().copied();
    let waited = move || last_came.map_or(0, |last| (now.now() - last) / DAY);
    let late = move || rhythm.is_some_and(|rhythm| waited() > i64::from(rhythm.late_after));
    let stale = move || match rhythm {
        Some(_) => late(),
        None => age().is_some_and(|days| days > STALE),
    };
    let expected = move || {
        let rhythm = rhythm?;
        let say = &words.get().import;
        let every = say.comes_every(u64::from(rhythm.every));
        Some(if late() {
            format!("{every}; {}", say.is_late(waited().unsigned_abs()))
        } else {
            every
        })
    };
    let heading = format!("source-{name}");
    let labelled = heading.clone();
    let rows = imports
        .into_iter()
        .map(|import| row(import, again))
        .collect_view();
    view! {
        <section class="source" aria-labelledby=labelled>
            <div class="strip__head">
                <h2 id=heading>{title}</h2>
                <p class="strip__facts">
                    <span>{facts}</span>
                    <span class:stale=stale>{fresh}</span>
                    <span class:stale=stale>{expected}</span>
                </p>
            </div>
            <ul class="source__imports">{rows}</ul>
        </section>
    }
    .into_any()
}

/// One import of a source: what it brought, what it could not read, and the way back.
fn row(import: ImportSummary, again: Callback<()>) -> AnyView {
    let words = use_words();
    let now = use_now();
    let announcer = use_announcer();
    let (open, sure) = (RwSignal::new(false), RwSignal::new(false));
    let rejected = RwSignal::new(None::<Result<String, ApiError>>);
    let failed = RwSignal::new(None::<ApiError>);
    let id = import.batch;
    let (started, rows, state) = (import.started_at, import.rows, import.state);
    let refused = rows.rejected + rows.values_rejected;
    let file = import.file.clone();
    let when = move || words.lang().ago(started, now.now());
    let came = import.clone();
    let became = move || said(words.lang(), &came);
    let show = move |_| {
        open.update(|open| *open = !*open);
        if open.get_untracked() && rejected.with_untracked(Option::is_none) {
            let api = use_api();
            spawn_local(async move {
                let lang = words.now_lang();
                let found = async { api?.import_detail(id).await }.await.map(|found| {
                    let mut html = Html::new();
                    rejects(
                        &mut html,
                        lang,
                        in_lang(lang).import.rejects,
                        &found.rejects,
                    );
                    html.done()
                });
                rejected.set(Some(found));
            });
        }
    };
    let take_back = move |_| {
        let api = use_api();
        spawn_local(async move {
            match async { api?.take_back(id).await }.await {
                Ok(()) => {
                    announcer.say(words.now().import.undone);
                    again.run(());
                }
                Err(error) => failed.set(Some(error)),
            }
        });
    };
    let imports = imports();
    let undo = (imports && (state == State::Live || state == State::Loading)).then(|| {
        let (ask, yes) = if state == State::Live {
            (words.say(|w| w.import.take_back), words.say(|w| w.import.take_back_sure))
        } else {
            (words.say(|w| w.import.cancel), words.say(|w| w.import.cancel))
        };
        let buttons = move || {
            if sure.get() {
                view! {
                    <button type="button" class="btn btn--small btn--danger" on:click=take_back>{yes}</button>
                    <button type="button" class="btn btn--small" on:click=move |_| sure.set(false)>
                        {words.say(|w| w.import.keep)}
                    </button>
                }
                .into_any()
            } else {
                view! {
                    <button type="button" class="btn btn--small" on:click=move |_| sure.set(true)>{ask}</button>
                }
                .into_any()
            }
        };
        view! { <span class="btn-row">{buttons}</span> }.into_any()
    });
    let again = import.upload.filter(|_| imports).map(|upload| {
        view! {
            <a class="btn btn--small" href=format!("/import?upload={upload}")>
                {words.say(|w| w.import.read_again)}
            </a>
        }
        .into_any()
    });
    let toggle = (refused > 0).then(|| {
        view! {
            <button
                type="button"
                class="btn btn--small btn--quiet"
                aria-expanded=move || open.get().to_string()
                on:click=show
            >
                {move || words.get().import.not_read(refused)}
            </button>
        }
        .into_any()
    });
    let details = move || {
        open.get().then(|| match rejected.get() {
            None => {
                view! { <p class="muted small">{words.say(|w| w.shell.loading)}</p> }.into_any()
            }
            Some(Ok(html)) => view! { <div inner_html=html></div> }.into_any(),
            Some(Err(error)) => {
                let said = import_error(words.lang(), &error);
                view! { <p class="field__error" role="alert">{said.text}</p> }.into_any()
            }
        })
    };
    let trouble = move || {
        failed.get().map(|error| {
            let said = import_error(words.lang(), &error);
            view! { <p class="field__error" role="alert">{said.text}</p> }.into_any()
        })
    };
    let problem = move || {
        let problem = stopped(words.lang(), &import)?;
        Some(view! { <p class="small muted">{problem}</p> }.into_any())
    };
    view! {
        <li class="source__import" class:is-gone=matches!(state, State::Undone | State::Discarded)>
            <div class="source__line">
                <span class="source__file">{file}</span>
                <span class="muted small">{when}</span>
                <span class="small">{became}</span>
                {toggle}
                <span class="shell__spacer"></span>
                {again}
                {undo}
            </div>
            {problem}
            {trouble}
            {details}
        </li>
    }
    .into_any()
}
