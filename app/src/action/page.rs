//! The actions page: what is asked for stands in the address.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};
use shared::{
    api::{ActionsQuery, ActionsView, ApiError},
    catalogue::Catalogue,
    metric::Metric,
};

use super::{asked::Asked, content::content};
use crate::{
    api::{self, Api, Door},
    shell::{Page, PageTitle, Room, failure},
    words::{action_words, use_words},
};

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Answered {
    pub(super) view: ActionsView,
    pub(super) catalogue: Catalogue,
    /// The metrics that an action can be judged by.
    pub(super) metrics: Vec<Metric>,
}

/// The actions, at `/actions?department=…&assigned=…&state=…&touchpoint=…`.
#[component]
pub fn ActionsPage() -> impl IntoView {
    let words = use_words();
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(Asked::of));
    // The filter chooses among what is there: no other answer is needed for it.
    let answer = api::ask(|| (), |api, ()| ask(api));
    let again = Callback::new(move |()| answer.refetch());
    view! {
        <Page room=Room::Actions>
            <PageTitle text=move || words.get().shell.actions.to_owned() />
            <main class="page__main" id="main" tabindex="-1">
                <div class="page__body">
                    <header class="page__head">
                        <div class="page__titles">
                            <h1>{words.say(|w| w.shell.actions)}</h1>
                            <p>{move || action_words(words.lang()).lead}</p>
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
                                    Ok(answered) => content(lang, answered, asked),
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

async fn ask(api: Door) -> Result<Answered, ApiError> {
    let view = api.actions(ActionsQuery::default()).await?;
    let catalogue = api.catalogue().await?.catalogue;
    let metrics = api.metric_catalogue().await?;
    Ok(Answered {
        view,
        catalogue,
        metrics: metrics.into_iter().map(|listed| listed.metric).collect(),
    })
}
