//! The page where a journey is taken away: the format, what it is drawn on, a look at it, the file. All of it stands in the address.

mod asked;
mod form;
mod job;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::api::{ApiError, ErrorCode, TakeFormat};

use crate::{
    api::{self, Api},
    shell::{Page, PageTitle, Room, failure},
    words::{Lang, take_words, use_words},
};
use asked::Asked;
pub(crate) use asked::TAKE_AWAY;

/// The page at `/take-away?journey=…&format=…`; without a journey, of the one that changed last.
#[component]
pub fn TakeAwayPage() -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(|query| Asked::of(query, words.lang())));
    let answer = api::ask(
        || (),
        |api, ()| async move {
            let journeys = api.journeys().await?;
            let known = journeys.into_iter();
            Ok::<_, ApiError>(
                known
                    .map(|one| Known(one.id.to_string(), one.slug, one.title, one.archived))
                    .collect::<Vec<_>>(),
            )
        },
    );
    let again = Callback::new(move |()| answer.refetch());
    let crumbs =
        view! { <span class="crumbs__here">{move || take_words(words.lang()).title}</span> };
    view! {
        <Page room=Room::Journeys crumbs=crumbs.into_any()>
            <PageTitle text=move || take_words(words.lang()).title.to_owned() />
            <main class="page__main" id="main" tabindex="-1">
                <div class="page__body">
                    <header class="page__head">
                        <div class="page__titles">
                            <h1>{move || take_words(words.lang()).title}</h1>
                            <p>{move || take_words(words.lang()).lead}</p>
                        </div>
                    </header>
                    <Transition fallback=move || {
                        view! { <p class="muted">{words.say(|w| w.shell.loading)}</p> }
                    }>
                        {move || {
                            let lang = words.lang();
                            answer
                                .get()
                                .map(|answer| match answer {
                                    Ok(known) => content(lang, asked, known),
                                    Err(error) => failure(lang, &error, Some(again)),
                                })
                        }}
                    </Transition>
                </div>
            </main>
        </Page>
    }
    .into_any()
}

/// A journey that there is: id, slug, title, whether it is put away.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
struct Known(String, String, String, bool);

impl Known {
    fn is(&self, named: &str) -> bool {
        self.0 == named || self.1 == named
    }
}

/// The form beside a look at the first page.
fn content(lang: Lang, asked: Memo<Asked>, mut known: Vec<Known>) -> AnyView {
    let named = asked.with_untracked(|asked| asked.journey.clone());
    known.retain(|one| !one.3 || named.as_deref().is_some_and(|named| one.is(named)));
    let found = |named: Option<&str>, known: &[Known]| {
        let found = match named {
            Some(named) => known.iter().find(|one| one.is(named)),
            None => known.first(),
        };
        found.cloned()
    };
    let Some(first) = found(named.as_deref(), &known) else {
        if named.is_some() {
            return failure(lang, &ApiError::new(ErrorCode::NotFound), None);
        }
        return view! { <p class="muted">{take_words(lang).none}</p> }.into_any();
    };
    let journeys = known.clone();
    let chosen = Memo::new(move |_| {
        let named = asked.with(|asked| asked.journey.clone());
        found(named.as_deref(), &known).map_or_else(|| first.1.clone(), |one| one.1)
    });
    view! {
        <div class="take">
            {form::form(lang, asked, chosen, &journeys)}
            {preview(lang, asked, chosen)}
        </div>
    }
    .into_any()
}

/// The first page as it will be, or what stands in its place.
fn preview(lang: Lang, asked: Memo<Asked>, slug: Memo<String>) -> AnyView {
    let words = take_words(lang);
    let address = Memo::new(move |_| asked.with(|asked| slug.with(|slug| asked.preview(slug))));
    let failed = RwSignal::new(false);
    Effect::new(move |_| {
        address.track();
        failed.set(false);
    });
    let drawn = Memo::new(move |_| address.with(Option::is_some));
    let inside = move || match drawn.get() {
        false => view! { <p class="muted">{words.no_preview}</p> }.into_any(),
        true if failed.get() => {
            view! { <p class="field__error" role="alert">{words.not_drawn}</p> }.into_any()
        }
        // One picture for all that is asked for: with another address the browser gives up the one before, and the server does not
        // draw what nobody waits for.
        true => view! {
            <img
                class="take__page"
                loading="lazy"
                decoding="async"
                src=move || address.get()
                alt=words.preview_alt
                on:error=move |_| failed.set(true)
            />
        }
        .into_any(),
    };
    let hint = move || {
        let format = asked.with(|asked| asked.query.format);
        let hint = match format {
            TakeFormat::Pdf | TakeFormat::Png | TakeFormat::Svg => words.preview_hint,
            _ => "",
        };
        (!hint.is_empty()).then(|| view! { <p class="muted small">{hint}</p> }.into_any())
    };
    view! {
        <section class="take__preview" aria-label=words.preview>
            <h2>{words.preview}</h2>
            {inside}
            {hint}
        </section>
    }
    .into_any()
}
