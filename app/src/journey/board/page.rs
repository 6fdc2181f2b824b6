//! The page of a board, at `/journeys/:slug`. What the inspector explains stands in the address.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate, use_params_map, use_query_map},
};
use shared::{
    access::{Action, Kind, Role},
    api::{
        ActionView, ApiError, BoardSnapshot, JourneySummary, Me, Reality, RealityQuery, ScoreQuery,
        Scores,
    },
};

use super::{
    doing,
    empty::Empty,
    felt::{self, Felt},
    grid::Grid,
    header::Header,
    inspector::Inspector,
    measured::Measured,
    menu::{AddLane, LaneMenu},
    part, print, reach, reality,
    sheet::Sheet,
    state::{BoardState, Chosen},
    status::{Messages, SyncStatus},
    sync,
    tray::Tray,
    zoom,
};
use crate::{
    api::{self, Api, Door},
    me::{may, use_me},
    shell::{Page, PageTitle, Room, failure},
    words::use_words,
};

/// What was measured of all customers.
type Numbers = (Option<Scores>, Option<Reality>);

/// A board, what was measured of all customers and of its personas, and what is being done.
type Known = (BoardSnapshot, Numbers, Felt, Vec<ActionView>);

/// The same, the other journeys it speaks of, and what is left here of the role of whoever looks.
type Answered = (Known, Vec<JourneySummary>, Role);

/// Asks for a board with what is known of it. Without its numbers it is still a board.
pub(super) async fn ask(api: &Door, slug: String, me: &Me) -> Result<Known, ApiError> {
    let snapshot = api.board(slug.clone()).await?;
    let scores = api
        .scores(ScoreQuery {
            journey: slug.clone(),
            ..ScoreQuery::default()
        })
        .await
        .ok();
    let reality = api.reality(RealityQuery { journey: slug }).await.ok();
    let personas = felt::told(&snapshot.board);
    let felt = felt::ask(api, &snapshot.board.journey.id.to_string(), personas).await;
    let sees = may(me, Action::Read, Kind::Actions);
    let actions = doing::ask(api, sees).await;
    Ok((snapshot, (scores, reality), felt, actions))
}

/// The board as a page.
#[component]
pub fn BoardPage() -> impl IntoView {
    let words = use_words();
    let params = use_params_map();
    let slug = Memo::new(move |_| params.with(|params| params.get("slug")).unwrap_or_default());
    let me = use_me();
    let asker = Arc::clone(&me);
    let answer = api::ask(
        move || slug.get(),
        move |api, slug| {
            let me = Arc::clone(&asker);
            async move {
                let known = ask(&api, slug, &me).await?;
                let journey = &known.0.board.journey;
                let on = reach::role_on(&api, &me, journey.id).await;
                let others =
                    if part::speaks_of_others(journey) && may(&me, Action::Read, Kind::Workspace) {
                        api.journeys().await.unwrap_or_default()
                    } else {
                        Vec::new()
                    };
                Ok::<Answered, ApiError>((known, others, on))
            }
        },
    );
    let loading = move || {
        view! {
            <Page room=Room::Journeys crumbs=view! { <span class="crumbs__here">{slug}</span> }.into_any()>
                <main class="page__main" id="main" tabindex="-1">
                    <div class="page__body" aria-busy="true">
                        {words.say(|w| w.shell.loading)}
                    </div>
                </main>
            </Page>
        }
    };
    view! {
        <Suspense fallback=loading>
            {move || {
                let me = Arc::clone(&me);
                Suspend::new(async move {
                match answer.await {
                    Ok(((snapshot, (scores, reality), felt, actions), others, on)) => {
                        let measured = Measured::new((scores, reality::told(reality)), felt, actions);
                        let state = BoardState::new(snapshot, measured, &me, on);
                        state.others_told.set(!others.is_empty());
                        state.others.set(others);
                        board(state)
                    }
                    Err(error) => failed(&error),
                }
            })
            }}
        </Suspense>
    }
    .into_any()
}

/// What stands in the place of a board that could not be had.
pub(super) fn failed(error: &ApiError) -> AnyView {
    let words = use_words();
    let failure = failure(words.now_lang(), error, None);
    view! {
        <Page room=Room::Journeys crumbs=view! { <span class="crumbs__here">"…"</span> }.into_any()>
            <PageTitle text=move || words.get().board.title.to_owned() />
            <main class="page__main" id="main" tabindex="-1">
                <div class="page__body">{failure}</div>
            </main>
        </Page>
    }
    .into_any()
}

fn board(state: BoardState) -> AnyView {
    address(state);
    // Numbers, names of departments and lanes are painted in the reader's language.
    Effect::new(move |before: Option<()>| {
        let _ = state.words.lang();
        if before.is_some() {
            state.refresh();
        }
    });
    Effect::new(move |_| sync::start(state));
    let title = Memo::new(move |_| state.follow(|board, _| board.journey.scope.title.clone()));
    let class = if state.reach.edits {
        "page__main page__main--board"
    } else {
        "page__main page__main--board page__main--read"
    };
    view! {
        <Page
            room=Room::Journeys
            crumbs=view! {
                {move || part::crumb(state)}
                <span class="crumbs__here">{move || title.get()}</span>
            }
                .into_any()
            status=view! { <SyncStatus state /> }.into_any()
        >
            <PageTitle text=move || title.get() />
            <main class=class id="main" tabindex="-1">
                <Header state />
                <Messages state />
                <Tray state />
                <p class="visually-hidden" id="board-help">
                    {state.words.say(|w| w.board.help)}
                </p>
                <Grid state />
                {zoom::controls(state)}
                {print::sheet(state)}
                <LaneMenu state />
                <Sheet state />
            </main>
            <Inspector state />
        </Page>
    }
    .into_any()
}

/// What hangs below the grid, inside its scrolling region.
#[component]
pub(super) fn Below(state: BoardState) -> impl IntoView {
    view! {
        {state.reach.edits.then(|| view! { <AddLane state /> })}
        <Empty state />
    }
    .into_any()
}

/// Keeps what is chosen and the address in step: `?card=`, `?step=` or `?touchpoint=`.
fn address(state: BoardState) {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        query.with(|query| {
            let card = query
                .get("card")
                .and_then(|id| id.parse().ok())
                .map(Chosen::Card);
            let step = query.get("step").and_then(|id| id.parse().ok());
            card.or(step.map(Chosen::Step)).or_else(|| {
                query
                    .get("touchpoint")
                    .and_then(|id| id.parse().ok())
                    .map(Chosen::Touchpoint)
            })
        })
    });
    // Before anything is painted, so that the server sends the inspector with the page.
    state.chosen.set(asked.get_untracked());
    Effect::new(move |before: Option<()>| {
        let asked = asked.get();
        if before.is_some() && state.chosen.get_untracked() != asked {
            state.chosen.set(asked);
        }
    });
    let navigate = use_navigate();
    let path = use_location().pathname;
    Effect::new(move |before: Option<()>| {
        let chosen = state.chosen.get();
        if before.is_some() && asked.get_untracked() != chosen {
            let query = match chosen {
                Some(Chosen::Card(id)) => format!("?card={id}"),
                Some(Chosen::Touchpoint(id)) => format!("?touchpoint={id}"),
                Some(Chosen::Step(id)) => format!("?step={id}"),
                None => String::new(),
            };
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(&format!("{}{query}", path.get_untracked()), options);
        }
    });
}
