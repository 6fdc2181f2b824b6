//! The page of members, at `/members`.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::{
    access::{Action, Kind, Role},
    api::{ApiError, Members},
    catalogue::DepartmentName,
    id::{DepartmentId, JourneyId},
};

use super::{content::content, desk::Desk, workspace};
use crate::{
    api::{self, Api, Door},
    me::{may, use_me},
    shell::{Page, PageTitle, failure, forbidden},
    words::{Wording, member_words, use_words},
};

/// A department as it is offered: its name, and whether it is retired.
pub(super) type Department = (DepartmentId, DepartmentName, bool);

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Answered {
    pub(super) members: Members,
    pub(super) departments: Vec<Department>,
    /// The journeys and their titles; only for those who look after members.
    pub(super) journeys: Vec<(JourneyId, String)>,
}

/// The members, their roles, and the workspace.
#[component]
pub fn MembersPage() -> impl IntoView {
    let words = use_words();
    let me = use_me();
    let crumbs =
        view! { <span class="crumbs__here">{move || member_words(words.lang()).title}</span> };
    let to_audit = may(&me, Action::Read, Kind::Audit).then(|| {
        view! {
            <div class="btn-row">
                <a class="btn" href="/audit">
                    {move || member_words(words.lang()).to_audit}
                </a>
            </div>
        }
    });
    let inside = if may(&me, Action::Read, Kind::Members) {
        listed(words)
    } else if me.role == Role::LocalOwner {
        nobody_yet(words)
    } else {
        (move || forbidden(words.lang())).into_any()
    };
    view! {
        <Page crumbs=crumbs.into_any()>
            <PageTitle text=move || member_words(words.lang()).title.to_owned() />
            <main class="page__main" id="main" tabindex="-1">
                <div class="page__body">
                    <header class="page__head">
                        <div class="page__titles">
                            <h1>{move || member_words(words.lang()).title}</h1>
                            <p>{move || member_words(words.lang()).lead}</p>
                        </div>
                        {to_audit}
                    </header>
                    {inside}
                </div>
            </main>
        </Page>
    }
    .into_any()
}

/// The members, once they are known.
fn listed(words: Wording) -> AnyView {
    let me = use_me();
    let keeps = may(&me, Action::Manage, Kind::Members);
    let answer = api::ask(|| (), move |api, ()| ask(api, keeps));
    let again = Callback::new(move |()| answer.refetch());
    view! {
        <Transition fallback=move || {
            view! { <p class="muted">{words.say(|w| w.shell.loading)}</p> }
        }>
            {move || {
                let me = me.clone();
                answer
                    .get()
                    .map(|answer| match answer {
                        Ok(answered) => {
                            // One desk for both languages: what was changed meanwhile stays.
                            let desk = Desk::new(answered, me);
                            (move || content(words.lang(), desk)).into_any()
                        }
                        Err(error) => failure(words.lang(), &error, Some(again)),
                    })
            }}
        </Transition>
    }
    .into_any()
}

/// As long as nobody has an account: what to do about it.
fn nobody_yet(words: Wording) -> AnyView {
    let answered = Answered {
        members: Members {
            members: Vec::new(),
            invitations: Vec::new(),
            second_factor: false,
        },
        departments: Vec::new(),
        journeys: Vec::new(),
    };
    let desk = Desk::new(answered, use_me());
    view! {
        {move || {
            let lang = words.lang();
            let words = member_words(lang);
            view! {
                <div class="empty">
                    <h2 class="empty__title">{words.nobody_title}</h2>
                    <p>{words.nobody_text}</p>
                </div>
                {workspace::section(lang, desk)}
            }
        }}
    }
    .into_any()
}

async fn ask(api: Door, keeps: bool) -> Result<Answered, ApiError> {
    let members = api.members().await?;
    let catalogue = api.catalogue().await?.catalogue;
    let departments = catalogue.departments.into_iter();
    let journeys = if keeps {
        api.journeys_in_brief().await?
    } else {
        Vec::new()
    };
    let journeys = journeys.into_iter();
    Ok(Answered {
        members,
        departments: departments
            .map(|(id, one)| (id, one.name, one.retired))
            .collect(),
        journeys: journeys
            .filter(|one| !one.archived)
            .map(|one| (one.id, one.title))
            .collect(),
    })
}
