//! The page where a journey comes from a file: it is chosen, dropped or pasted, shown as what it would do, and brought in.

mod desk;
mod plan;
mod told;

use leptos::{ev::SubmitEvent, html::Textarea, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use shared::access::{Action, Kind};

use crate::{
    me::{may, use_me},
    record::{Dropped, on_paste, text_file},
    shell::{Page, PageTitle, Room, forbidden},
    words::{journey_file_error, journey_file_words, use_words},
};
use desk::{Busy, Desk};
pub(crate) use told::{FROM_FILE, is_grid_for_certain};

/// What the page is called where a journey comes from a file, at `/from-file`; `?journey=` is the one to be changed.
#[component]
pub fn FromFilePage() -> impl IntoView {
    let words = use_words();
    let me = use_me();
    let may = may(&me, Action::Create, Kind::Workspace) || may(&me, Action::Edit, Kind::Journey);
    let desk = Desk::new();
    // Once: the address changes when the page is left, and what is left must not follow it.
    let asked = use_query_map().with_untracked(|query| query.get("journey"));
    desk.open_for(asked.clone());
    let dropped = use_context::<Dropped>();
    Effect::new(move |_| {
        let Some(dropped) = dropped else { return };
        if let Some(file) = dropped.journey.get() {
            dropped.journey.set(None);
            let (name, file) = file.take();
            untrack(|| desk.take(name, file));
        }
    });
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Some(slug) = desk.opened.get() {
            navigate(&format!("/journeys/{slug}"), NavigateOptions::default());
        }
    });
    on_paste(move |text| {
        let free = untrack(|| desk.plan.with(Option::is_none));
        if free && let Some(file) = text_file(text) {
            desk.take(None, file);
        }
        free
    });
    let title = move || {
        let words = journey_file_words(words.lang());
        let named = asked.as_deref().and_then(|asked| {
            desk.journeys.with(|journeys| {
                let mut journeys = journeys.iter();
                let found = journeys.find(|j| j.slug == asked || j.id.to_string() == asked);
                found.map(|journey| journey.title.clone())
            })
        });
        named.map_or_else(
            || words.title.to_owned(),
            |journey| words.update_title(&journey),
        )
    };
    let crumbs = view! { <span class="crumbs__here">{move || journey_file_words(words.lang()).title}</span> };
    view! {
        <Page room=Room::Journeys crumbs=crumbs.into_any()>
            <PageTitle text=title.clone() />
            <main class="page__main" id="main" tabindex="-1">
                <div class="page__body">
                    <header class="page__head">
                        <div class="page__titles">
                            <h1>{title}</h1>
                            <p>{move || journey_file_words(words.lang()).lead}</p>
                        </div>
                    </header>
                    <div class="trouble" role="alert">{move || failed(desk)}</div>
                    {move || {
                        if !may {
                            forbidden(words.lang())
                        } else if desk.plan.with(Option::is_some) { plan::plan(desk) } else { choose(desk) }
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
    let said = journey_file_error(words.lang(), &error);
    let say = journey_file_words(words.lang());
    let again = desk.has_file().then(|| {
        view! {
            <p>{say.kept}</p>
            <div class="btn-row">
                <button type="button" class="btn btn--small" on:click=move |_| desk.again()>
                    {say.again}
                </button>
            </div>
        }
        .into_any()
    });
    let view = view! {
        <div class="callout callout--broken">
            <p class="callout__title">{said.title}</p>
            <p>{said.text}</p>
            {again}
        </div>
    };
    Some(view.into_any())
}

/// Choosing a file, or pasting cells.
fn choose(desk: Desk) -> AnyView {
    let words = use_words();
    let say = move || journey_file_words(words.lang());
    let busy = move || desk.busy.get() != Busy::No;
    let chosen = move |event: leptos::ev::Event| {
        let input = event_target::<web_sys::HtmlInputElement>(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            desk.take(Some(file.name()), file.into());
        }
        // The same file can be chosen again after it was mended.
        input.set_value("");
    };
    let cells = NodeRef::<Textarea>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = cells.get_untracked().map(|cells| cells.value());
        if let Some(file) = text.as_deref().and_then(text_file) {
            desk.take(None, file);
        }
    };
    view! {
        <div class="intake" aria-busy=move || busy().to_string()>
            <label class="intake__file">
                <span class="intake__title">
                    {move || if busy() { say().reading } else { say().drop_here }}
                </span>
                <span class="muted small">{move || say().formats}</span>
                <input
                    type="file"
                    accept=".json,.mmd,.mermaid,.md,.csv,.tsv,.txt,.xlsx,.yaml,.yml,.js,.mjs,.xml,.cjml"
                    aria-label=move || say().choose
                    disabled=busy
                    on:change=chosen
                />
            </label>
            <form class="intake__cells" on:submit=submit>
                <label class="field">
                    <span class="field__label">{move || say().paste}</span>
                    <textarea class="textarea" rows="4" spellcheck="false" node_ref=cells></textarea>
                    <span class="field__hint">{move || say().paste_hint}</span>
                </label>
                <button type="submit" class="btn" disabled=busy>{move || say().use_cells}</button>
            </form>
        </div>
    }
    .into_any()
}
