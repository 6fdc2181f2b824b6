//! The page where guests are asked to a journey, at `/journeys/:slug/share`.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};
use shared::{
    access::{Action, Kind, Role},
    api::{ApiError, ErrorCode, GuestCode, GuestLink, MadeGuestLink},
    id::{GuestLinkId, JourneyId},
    locale::Lang,
};

use super::{code, links, make};
use crate::{
    api::{self, Api, Door},
    deeds::Deeds,
    me::{may, use_me},
    shell::{Announcer, Page, PageTitle, Room, failure, forbidden, use_announcer},
    words::{Wording, member_words, share_words, use_words},
};

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Answered {
    journey: JourneyId,
    title: String,
    links: Vec<GuestLink>,
}

/// Where on the page something was wished, and is said to have failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    Make,
    Link(GuestLinkId),
}

/// What the page works with.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) journey: JourneyId,
    pub(super) links: RwSignal<Vec<GuestLink>>,
    /// The link that was made last, while its page is open.
    pub(super) made: RwSignal<Option<MadeGuestLink>>,
    /// The code that is shown, and of which link.
    pub(super) code: RwSignal<Option<(GuestLinkId, GuestCode)>>,
    /// The link that is asked about before it is revoked.
    pub(super) asked: RwSignal<Option<GuestLinkId>>,
    pub(super) deeds: Deeds<Spot>,
    pub(super) announcer: Announcer,
}

/// The links by which guests come, and making one.
#[component]
pub fn SharePage() -> impl IntoView {
    let words = use_words();
    let me = use_me();
    let params = use_params_map();
    let slug = Memo::new(move |_| params.with(|params| params.get("slug")).unwrap_or_default());
    let title = move || share_words(words.lang()).title;
    let back = move || format!("/journeys/{}", slug.get());
    let inside = if may(&me, Action::Manage, Kind::Journey) {
        listed(words, slug)
    } else if me.role == Role::LocalOwner {
        (move || nobody_yet(words.lang())).into_any()
    } else {
        (move || forbidden(words.lang())).into_any()
    };
    view! {
        <Page room=Room::Journeys crumbs=view! { <span class="crumbs__here">{title}</span> }.into_any()>
            <PageTitle text=move || title().to_owned() />
            <main class="page__main" id="main" tabindex="-1">
                <div class="page__body">
                    <header class="page__head">
                        <div class="page__titles">
                            <h1>{title}</h1>
                            <p>{move || share_words(words.lang()).lead}</p>
                        </div>
                        <div class="btn-row">
                            <a class="btn" href=back>
                                {move || share_words(words.lang()).back}
                            </a>
                        </div>
                    </header>
                    {inside}
                </div>
            </main>
        </Page>
    }
    .into_any()
}

fn listed(words: Wording, slug: Memo<String>) -> AnyView {
    let answer = api::ask(move || slug.get(), ask);
    let again = Callback::new(move |()| answer.refetch());
    view! {
        <Transition fallback=move || {
            view! { <p class="muted">{words.say(|w| w.shell.loading)}</p> }
        }>
            {move || {
                answer
                    .get()
                    .map(|answer| match answer {
                        Ok(Answered { journey, title, links }) => {
                            // One desk for both languages: a link that is shown once stays.
                            let desk = Desk {
                                journey,
                                links: RwSignal::new(links),
                                made: RwSignal::new(None),
                                code: RwSignal::new(None),
                                asked: RwSignal::new(None),
                                deeds: Deeds::new(),
                                announcer: use_announcer(),
                            };
                            (move || content(words.lang(), desk, &title)).into_any()
                        }
                        Err(error) => failure(words.lang(), &error, Some(again)),
                    })
            }}
        </Transition>
    }
    .into_any()
}

fn content(lang: Lang, desk: Desk, title: &str) -> AnyView {
    view! {
        <p class="share__journey">{title.to_owned()}</p>
        <div class="share">
            {make::section(lang, desk)}
            {move || code::shown(lang, desk)}
            {links::section(lang, desk)}
        </div>
    }
    .into_any()
}

/// Without accounts there is nobody to be a guest of.
fn nobody_yet(lang: Lang) -> AnyView {
    let words = member_words(lang);
    view! {
        <div class="empty">
            <h2 class="empty__title">{words.nobody_title}</h2>
            <p>{words.nobody_text}</p>
        </div>
    }
    .into_any()
}

async fn ask(api: Door, slug: String) -> Result<Answered, ApiError> {
    let known = api.journeys_in_brief().await?.into_iter();
    let mut known = known.filter(|one| one.slug == slug || one.id.to_string() == slug);
    let journey = known
        .next()
        .ok_or_else(|| ApiError::new(ErrorCode::NotFound))?;
    Ok(Answered {
        journey: journey.id,
        title: journey.title,
        links: api.guest_links(journey.id).await?.links,
    })
}
