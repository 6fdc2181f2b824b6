//! The portfolio: every journey as a strip of its stages, coloured by friction.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::{
    access::{Action, Kind},
    api::{ApiError, JourneySummary},
};

use super::{
    create::CreateJourney,
    find::{Wanted, find},
    strip::{Place, strips},
};
use crate::{
    api::{self, Api, Asked},
    exchange::FROM_FILE,
    html::Html,
    me::{may, use_me},
    request::{Now, use_now},
    shell::{Page, PageTitle, Room, failure},
    words::{Lang, Wording, in_lang, use_words},
};

/// The portfolio as a page, at `/`.
#[component]
pub fn PortfolioPage() -> impl IntoView {
    let words = use_words();
    let now = use_now();
    let creates = may(&use_me(), Action::Create, Kind::Workspace);
    let journeys = api::ask(|| (), |api, ()| async move { api.journeys().await });
    // `/?new=1` opens the form: what leads here from elsewhere may ask for it.
    let query = use_query_map();
    let wanted = Memo::new(move |_| query.with(|query| query.get("new").is_some()));
    let creating = RwSignal::new(wanted.get_untracked());
    Effect::new(move |_| {
        if wanted.get() {
            creating.set(true);
        }
    });
    view! {
        <Page room=Room::Journeys>
            <PageTitle text=move || words.get().portfolio.title.to_owned() />
            <main class="page__main" id="main" tabindex="-1">
                <div class="page__body">
                    <header class="page__head">
                        <div class="page__titles">
                            <h1>{words.say(|w| w.portfolio.title)}</h1>
                            <p>{words.say(|w| w.portfolio.lead)}</p>
                        </div>
                        {creates.then(|| view! {
                        <div class="btn-row">
                        <a class="btn" href=FROM_FILE>{words.say(|w| w.portfolio.from_file)}</a>
                        <button
                            type="button"
                            class="btn btn--primary"
                            aria-expanded=move || if creating.get() { "true" } else { "false" }
                            aria-controls="create"
                            on:click=move |_| creating.update(|open| *open = !*open)
                        >
                            {words.say(|w| w.portfolio.new)}
                        </button>
                        </div>
                        })}
                    </header>
                    {creates.then(|| view! { <CreateJourney open=creating /> })}
                    <Transition fallback=move || {
                        view! { <p class="muted">{words.say(|w| w.shell.loading)}</p> }
                    }>{move || { journeys.get().map(|answer| content(answer, words, now, journeys)) }}</Transition>
                </div>
            </main>
        </Page>
    }
    .into_any()
}

type Journeys = Asked<Vec<JourneySummary>>;

fn content(
    answer: Result<Vec<JourneySummary>, ApiError>,
    words: Wording,
    now: Now,
    journeys: Journeys,
) -> AnyView {
    let lang = words.lang();
    match answer {
        Ok(list) if list.is_empty() => empty(lang),
        Ok(list) => {
            let wanted = use_query_map().with(Wanted::of);
            let place = Place {
                now: now.get(),
                all: &list,
            };
            let mut html = Html::new();
            let found: Vec<&JourneySummary> = list
                .iter()
                .filter(|journey| wanted.holds(journey))
                .collect();
            strips(&mut html, lang, &found, &place);
            let nothing = found.is_empty().then(|| {
                let text = in_lang(lang).portfolio.found_nothing;
                view! { <p class="muted">{text}</p> }
            });
            view! {
                {find(lang, &wanted, &list)}
                <ul class="strips" inner_html=html.done()></ul>
                {nothing}
            }
            .into_any()
        }
        Err(error) => failure(
            lang,
            &error,
            Some(Callback::new(move |()| journeys.refetch())),
        ),
    }
}

fn empty(lang: Lang) -> AnyView {
    let words = &in_lang(lang).portfolio;
    view! {
        <div class="empty">
            <h2 class="empty__title">{words.empty_title}</h2>
            <p>{words.empty_text}</p>
        </div>
    }
    .into_any()
}
