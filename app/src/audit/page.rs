//! The page of the audit log, at `/audit?kind=…&actor=…&before=…`.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};
use shared::{
    access::{Action, Kind},
    api::{self as wire, ApiError, AuditQuery},
    id::{ActorId, JourneyId},
};

use super::{asked, content::content};
use crate::{
    api::{self, Api, Door},
    me::{may, use_me},
    shell::{Page, PageTitle, failure, forbidden},
    words::{Wording, audit_words, use_words},
};

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Answered {
    pub(super) query: AuditQuery,
    pub(super) page: wire::AuditPage,
    /// The members by name, to choose from.
    pub(super) people: Vec<(ActorId, String)>,
    /// The journeys and their titles.
    pub(super) journeys: Vec<(JourneyId, String)>,
}

/// Who did what, newest first.
#[component]
pub fn AuditPage() -> impl IntoView {
    let words = use_words();
    let me = use_me();
    let crumbs =
        view! { <span class="crumbs__here">{move || audit_words(words.lang()).title}</span> };
    let reads = may(&me, Action::Read, Kind::Audit);
    let inside = if reads {
        listed(words)
    } else {
        (move || forbidden(words.lang())).into_any()
    };
    let ways = reads.then(|| {
        view! {
            <div class="btn-row">
                <a class="btn" href="/members">
                    {move || audit_words(words.lang()).to_members}
                </a>
                <a class="btn" href="/api/v1/audit.csv" rel="external" download="audit.csv">
                    {move || audit_words(words.lang()).download}
                </a>
            </div>
        }
    });
    view! {
        <Page crumbs=crumbs.into_any()>
            <PageTitle text=move || audit_words(words.lang()).title.to_owned() />
            <main class="page__main" id="main" tabindex="-1">
                <div class="page__body">
                    <header class="page__head">
                        <div class="page__titles">
                            <h1>{move || audit_words(words.lang()).title}</h1>
                            <p>{move || audit_words(words.lang()).lead}</p>
                        </div>
                        {ways}
                    </header>
                    {inside}
                </div>
            </main>
        </Page>
    }
    .into_any()
}

fn listed(words: Wording) -> AnyView {
    let named = may(&use_me(), Action::Read, Kind::Members);
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(|query| asked::read(|name| query.get(name))));
    let answer = api::ask(
        move || asked.get(),
        move |api, query| ask(api, query, named),
    );
    let again = Callback::new(move |()| answer.refetch());
    view! {
        <Transition fallback=move || {
            view! { <p class="muted">{words.say(|w| w.shell.loading)}</p> }
        }>
            {move || {
                let lang = words.lang();
                answer
                    .get()
                    .map(|answer| match answer {
                        Ok(answered) => content(lang, &answered),
                        Err(error) => failure(lang, &error, Some(again)),
                    })
            }}
        </Transition>
    }
    .into_any()
}

async fn ask(api: Door, query: AuditQuery, named: bool) -> Result<Answered, ApiError> {
    let page = api.audit(query.clone()).await?;
    let people = if named {
        let members = api.members().await?.members.into_iter();
        members.map(|member| (member.id, member.name)).collect()
    } else {
        Vec::new()
    };
    let journeys = api.journeys_in_brief().await?.into_iter();
    Ok(Answered {
        query,
        page,
        people,
        journeys: journeys.map(|one| (one.id, one.title)).collect(),
    })
}
