//! The catalogue as a page. The section stands in the address.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::{
    access::{Action, Kind},
    api::{ApiError, CatalogueUse, CatalogueView, Dimension},
};

use super::{
    add::Add,
    counted::Counted,
    desk::{Desk, Saving},
    section::Section,
    table::table,
    wished::wished,
};
use crate::{
    api::{self, Api},
    frozen::frozen,
    me::{may, use_me},
    shell::{Page, PageTitle, Room, failure},
    words::{api_error, rejection, use_words},
};

/// The entries, what records can be told apart by, where entries are used (`None`: nobody could say).
type Answered = (CatalogueView, Vec<Dimension>, Option<CatalogueUse>);

/// The catalogue, at `/catalogue?section=…&retired=1`.
#[component]
pub fn CataloguePage() -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let section = Memo::new(move |_| {
        query.with(|query| Section::from_key(query.get_str("section").unwrap_or_default()))
    });
    let with_retired =
        Memo::new(move |_| query.with(|query| query.get_str("retired") == Some("1")));
    let view = api::ask(
        || (),
        |api, ()| async move {
            let view = api.catalogue().await?;
            // Without what the records can be told apart by, and where entries are used, the rest of the catalogue is still there.
            let dimensions = api.dimensions().await.unwrap_or_default();
            let used = api.catalogue_use().await.ok();
            Ok::<Answered, ApiError>((view, dimensions, used))
        },
    );
    let edits = may(&use_me(), Action::Edit, Kind::Catalogue);
    let desk = Desk::new();
    let counted = Counted::new(desk);
    let again = Callback::new(move |()| view.refetch());
    view! {
        <Page room=Room::Catalogue status=view! { <Status desk /> }.into_any()>
            <PageTitle text=move || words.get().catalogue.title.to_owned() />
            <main class="page__main" id="main" tabindex="-1">
                <div class="page__body">
                    <header class="page__head">
                        <div class="page__titles">
                            <h1>{words.say(|w| w.catalogue.title)}</h1>
                            <p>{words.say(|w| w.catalogue.lead)}</p>
                        </div>
                    </header>
                    <Sections section with_retired />
                    <Trouble desk />
                    <Transition fallback=move || {
                        view! { <p class="muted">{words.say(|w| w.shell.loading)}</p> }
                    }>
                        {move || {
                            view.get()
                                .map(|answer| match answer {
                                    Ok((view, dimensions, used)) => {
                                        counted.by(&view.catalogue);
                                        desk.open(view);
                                        desk.dimensions().set(dimensions);
                                        let is_known = used.is_some();
                                        desk.used().set(used.unwrap_or_default());
                                        // Another section is no new answer: what was changed or counted since stays.
                                        let shown = move || {
                                            let section = section.get();
                                            view! {
                                                {edits.then(|| view! { <Add desk section /> })}
                                                {frozen(edits, table(desk, section, with_retired, is_known))}
                                            }
                                        };
                                        shown.into_any()
                                    }
                                    Err(error) => failure(words.lang(), &error, Some(again)),
                                })
                        }}
                    </Transition>
                </div>
            </main>
        </Page>
    }
    .into_any()
}

/// Links to the sections, and whether what is retired is shown.
#[component]
fn Sections(section: Memo<Section>, with_retired: Memo<bool>) -> impl IntoView {
    let words = use_words();
    let href = move |section: Section, retired: bool| {
        let retired = if retired { "&retired=1" } else { "" };
        format!("/catalogue?section={}{retired}", section.key())
    };
    let links = Section::ALL
        .map(|each| {
            view! {
                <li>
                    <a
                        class="pill"
                        href=move || href(each, with_retired.get())
                        aria-current=move || (section.get() == each).then_some("true")
                    >
                        {move || each.title(words.get())}
                    </a>
                </li>
            }
            .into_any()
        })
        .into_iter()
        .collect_view();
    view! {
        <div class="filters">
            <nav aria-label=words.say(|w| w.catalogue.sections)>
                <ul class="btn-row">{links}</ul>
            </nav>
            <a
                class="btn btn--quiet btn--small"
                href=move || href(section.get(), !with_retired.get())
            >
                {move || {
                    let words = &words.get().catalogue;
                    if with_retired.get() { words.hide_retired } else { words.show_retired }
                }}
            </a>
        </div>
    }
    .into_any()
}

/// How the edits stand, in the header.
#[component]
pub(crate) fn Status(desk: Desk) -> impl IntoView {
    let words = use_words();
    let class = move || match desk.saving() {
        Saving::Saved => "sync sync--saved",
        Saving::Underway => "sync sync--saving",
        Saving::Failed(_) => "sync sync--failed",
    };
    let text = move || {
        let words = &words.get().catalogue;
        match desk.saving() {
            Saving::Saved => words.saved,
            Saving::Underway => words.saving,
            Saving::Failed(_) => words.not_saved,
        }
    };
    view! { <span class=class>{text}</span> }.into_any()
}

/// What went wrong with the edits: what could not be sent, and what was refused.
#[component]
pub(crate) fn Trouble(desk: Desk) -> impl IntoView {
    let words = use_words();
    let failed = move || match desk.saving() {
        Saving::Failed(error) => {
            let said = api_error(words.lang(), &error);
            let words = words.get();
            let view = view! {
                <div class="callout callout--broken">
                    <p class="callout__title">{said.title}</p>
                    <p>{words.catalogue.kept_here} " " {said.text}</p>
                    <div class="btn-row">
                        <button type="button" class="btn" on:click=move |_| desk.send()>
                            {words.shell.try_again}
                        </button>
                    </div>
                </div>
            };
            Some(view.into_any())
        }
        _ => None,
    };
    let refused = move || {
        let refused = desk.refused().get();
        if refused.is_empty() {
            return None;
        }
        let lang = words.lang();
        // Of several that were made together, each is said: one may have failed because another did.
        let lines: Vec<AnyView> = refused
            .iter()
            .map(|one| {
                let catalogue = desk.shown();
                let about = catalogue.with_untracked(|all| wished(lang, all, &one.wished));
                let why = rejection(lang, &one.why);
                let said = if about.is_empty() {
                    why
                } else {
                    format!("{about}: {why}")
                };
                view! { <li>{said}</li> }.into_any()
            })
            .collect();
        let words = words.get();
        let view = view! {
            <div class="callout callout--risk">
                <p class="callout__title">{words.catalogue.refused_of(refused.len())}</p>
                <ul class="trouble__list">{lines}</ul>
                <div class="btn-row">
                    <button
                        type="button"
                        class="btn"
                        on:click=move |_| desk.refused().update(Vec::clear)
                    >
                        {words.catalogue.understood}
                    </button>
                </div>
            </div>
        };
        Some(view.into_any())
    };
    view! {
        <div class="trouble" role="alert">
            {failed}
            {refused}
        </div>
    }
    .into_any()
}
