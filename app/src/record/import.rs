//! The import page: a file is chosen, its columns are understood, its rows are looked at, and then it goes in.

use leptos::{ev::SubmitEvent, html::Textarea, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use shared::{
    access::{Action, Kind},
    api::{FileFormat, Upload},
    id::UploadId,
};

use super::{
    amount::rows,
    columns::{columns, question},
    complaints::{complaints, file_only},
    desk::{Busy, Desk, Lack},
    dropped::Dropped,
    outcome::{report, running},
    pasted::{on_paste, text_file},
    preview::preview,
    sheet::{sheets, variables},
};
use crate::{
    exchange::FROM_FILE,
    me::{may, use_me},
    shell::{Page, PageTitle, Room, forbidden},
    words::{Lang, import_error, in_lang, intake_words, journey_file_words, use_words},
};

/// The name of what was pasted.
const PASTED: &str = "pasted.tsv";

/// The import page, at `/import`.
#[component]
pub fn ImportPage() -> impl IntoView {
    let words = use_words();
    let may = may(&use_me(), Action::Import, Kind::Records);
    let desk = Desk::new();
    let dropped = use_context::<Dropped>();
    Effect::new(move |_| {
        let Some(dropped) = dropped else { return };
        if let Some(file) = dropped.records.get() {
            dropped.records.set(None);
            desk.receive(&file.name(), file.take().into());
        }
    });
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let (Some(file), Some(dropped)) = (desk.journey.get(), dropped) {
            dropped.journey.set(Some(file));
            navigate(FROM_FILE, NavigateOptions::default());
        }
    });
    // A file that was sent before, from the sources page.
    let query = use_query_map();
    Effect::new(move |_| {
        let again = query.with(|query| query.get("upload"));
        if let Some(upload) = again.and_then(|upload| upload.parse::<UploadId>().ok()) {
            untrack(|| desk.again(upload));
        }
    });
    on_paste(move |text| {
        let free = untrack(|| desk.upload.with(Option::is_none));
        if free {
            send_text(desk, text);
        }
        free
    });
    let step = Memo::new(move |_| {
        if desk.running.with(Option::is_some) {
            return (2, None);
        }
        let sheet = |upload: &Upload| upload.sheet.clone();
        let there = desk.upload.with(|upload| upload.as_ref().map(sheet));
        // Another sheet is another table.
        there.map_or((0, None), |sheet| (1, sheet))
    });
    let crumbs = view! { <span class="crumbs__here">{words.say(|w| w.import.title)}</span> };
    view! {
        <Page room=Room::Sources crumbs=crumbs.into_any()>
            <PageTitle text=move || words.get().import.title.to_owned() />
            <main class="page__main" id="main" tabindex="-1">
                <div class="page__body">
                    <header class="page__head">
                        <div class="page__titles">
                            <h1>{words.say(|w| w.import.title)}</h1>
                            <p>{words.say(|w| w.import.lead)}</p>
                        </div>
                    </header>
                    <div class="trouble" role="alert">
                        {move || failed(desk)}
                    </div>
                    {move || match step.get().0 {
                        _ if !may => forbidden(words.lang()),
                        0 => choose(desk),
                        1 => understand(desk),
                        _ => running(desk),
                    }}
                </div>
            </main>
        </Page>
    }
    .into_any()
}

fn failed(desk: Desk) -> Option<AnyView> {
    let words = use_words();
    let error = desk.failed.get()?;
    let said = import_error(words.lang(), &error);
    let say = &words.get().import;
    // A file that was refused as a whole, or something else.
    let is_file = desk.upload.with(Option::is_none);
    let title = if is_file { say.refused } else { said.title };
    let view = view! {
        <div class="callout callout--broken">
            <p class="callout__title">{title}</p>
            <p>{said.text}</p>
            {is_file.then(|| view! { <p>{say.nothing_kept}</p> }.into_any())}
        </div>
    };
    Some(view.into_any())
}

/// Choosing a file, or pasting cells.
fn choose(desk: Desk) -> AnyView {
    let words = use_words();
    let busy = move || desk.busy.get() == Busy::Sending;
    let chosen = move |event: leptos::ev::Event| {
        let input = event_target::<web_sys::HtmlInputElement>(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            desk.receive(&file.name(), file.into());
        }
        // The same file can be chosen again after it was mended.
        input.set_value("");
    };
    let cells = NodeRef::<Textarea>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(cells) = cells.get_untracked() {
            send_text(desk, &cells.value());
        }
    };
    view! {
        <div class="intake" aria-busy=move || busy().to_string()>
            <label class="intake__file">
                <span class="intake__title">
                    {move || {
                        let say = &words.get().import;
                        if busy() { say.sending } else { say.drop_here }
                    }}
                </span>
                <span class="muted small">{words.say(|w| w.import.formats)}</span>
                <input
                    type="file"
                    accept=".csv,.tsv,.txt,.gz,.ndjson,.jsonl,.xlsx"
                    aria-label=words.say(|w| w.import.choose)
                    disabled=busy
                    on:change=chosen
                />
            </label>
            <form class="intake__cells" on:submit=submit>
                <label class="field">
                    <span class="field__label">{words.say(|w| w.import.paste)}</span>
                    <textarea class="textarea" rows="4" spellcheck="false" node_ref=cells></textarea>
                    <span class="field__hint">{words.say(|w| w.import.paste_hint)}</span>
                </label>
                <button type="submit" class="btn" disabled=busy>{words.say(|w| w.import.use_cells)}</button>
            </form>
        </div>
    }
    .into_any()
}

fn send_text(desk: Desk, text: &str) {
    if let Some(blob) = text_file(text) {
        desk.receive(PASTED, blob);
    }
}

/// The columns, the first rows, and what can be done now.
fn understand(desk: Desk) -> AnyView {
    let words = use_words();
    let facts = move || {
        desk.upload
            .with(|upload| upload.as_ref().map(|upload| facts(words.lang(), upload)))
    };
    let title = move || {
        desk.mapping.with(|mapping| {
            mapping.as_ref().map(|mapping| {
                mapping
                    .source
                    .title
                    .clone()
                    .unwrap_or_else(|| mapping.source.name.clone())
            })
        })
    };
    let rename = move |event: leptos::ev::Event| {
        let title = event_target_value(&event).trim().to_owned();
        if title.is_empty() {
            return;
        }
        let kept = desk.remembered.get_untracked();
        desk.edit(|mapping| {
            // The source of a mapping in use keeps its name: its records are under it.
            if !kept {
                mapping.source.name = shared::record::slug(&title, "file");
            }
            mapping.source.title = Some(title);
        });
    };
    let lacking = move || {
        let say = &words.get().import;
        desk.lack().map(|lack| match lack {
            Lack::Time => say.lacks_time,
            Lack::Answer => say.lacks_answer,
            Lack::Rating => say.lacks_rating,
            Lack::Variable => intake_words(words.lang()).lacks_variable,
        })
    };
    let cannot = move || desk.lack().is_some() || desk.busy.get() != Busy::No;
    let check_label = move || {
        let say = &words.get().import;
        if desk.busy.get() == Busy::Checking {
            say.checking
        } else {
            say.check
        }
    };
    let found = move || {
        desk.report.with(|found| {
            let html = report(words.lang(), found.as_ref()?);
            Some(view! { <div inner_html=html></div> }.into_any())
        })
    };
    view! {
        <div class="intake__head">
            <p class="intake__name">{facts}</p>
            <button type="button" class="btn btn--quiet" on:click=move |_| desk.clear()>
                {words.say(|w| w.import.another)}
            </button>
        </div>
        {move || desk.may_be_journey().then(|| which(desk))}
        {remembered(desk)}
        {file_only(desk)}
        {question(desk)}
        <div class="filters">
            <label class="filters__field filters__field--wide">
                <span class="field__label">{words.say(|w| w.import.source)}</span>
                <input
                    class="input"
                    type="text"
                    autocomplete="off"
                    maxlength="100"
                    prop:value=title
                    on:change=rename
                />
            </label>
            {sheets(desk)}
            {rows(desk)}
        </div>
        {variables(desk)}
        {columns(desk)}
        {complaints(desk)}
        {preview(desk)}
        {found}
        <div class="intake__foot">
            <div class="btn-row">
                <button type="button" class="btn" disabled=cannot on:click=move |_| desk.check()>
                    {check_label}
                </button>
                <button
                    type="button"
                    class="btn btn--primary"
                    disabled=cannot
                    on:click=move |_| desk.import()
                >
                    {words.say(|w| w.import.import)}
                </button>
            </div>
            <p class="small muted" role="status">{lacking}</p>
        </div>
    }
    .into_any()
}

/// A table that begins as a journey does may be one: only a person knows.
fn which(desk: Desk) -> AnyView {
    let words = use_words();
    let say = move || journey_file_words(words.lang());
    view! {
        <fieldset class="callout callout--risk">
            <legend class="visually-hidden">{move || say().which_title}</legend>
            <p class="callout__title" aria-hidden="true">
                {move || say().which_title}
            </p>
            <div class="btn-row">
                <button type="button" class="btn btn--small" on:click=move |_| desk.is_journey()>
                    {move || say().which_journey}
                </button>
                <button type="button" class="btn btn--small" on:click=move |_| desk.is_records()>
                    {move || say().which_records}
                </button>
            </div>
        </fieldset>
    }
    .into_any()
}

/// That a file with the same headers came before, and the way back to the guess.
fn remembered(desk: Desk) -> AnyView {
    let words = use_words();
    let there = desk.upload.with_untracked(|upload| {
        upload
            .as_ref()
            .is_some_and(|upload| upload.remembered.is_some())
    });
    there
        .then(|| {
            view! {
                <div class="callout callout--kept">
                    <p>
                        {move || {
                            let say = &words.get().import;
                            if desk.remembered.get() { say.remembered } else { say.guessed }
                        }}
                    </p>
                    <div class="btn-row">
                        <button
                            type="button"
                            class="btn btn--small"
                            on:click=move |_| desk.switch(!desk.remembered.get_untracked())
                        >
                            {move || {
                                let say = &words.get().import;
                                if desk.remembered.get() { say.use_guess } else { say.use_remembered }
                            }}
                        </button>
                    </div>
                </div>
            }
            .into_any()
        })
        .into_any()
}

/// What the file is, in a line.
fn facts(lang: Lang, upload: &Upload) -> String {
    let words = &in_lang(lang).import;
    let format = match upload.format {
        FileFormat::Csv => words.csv,
        FileFormat::Ndjson => "NDJSON",
        FileFormat::Xlsx => words.spreadsheet,
    };
    words.facts(&upload.file, format, upload.columns.len())
}
