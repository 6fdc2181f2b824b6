//! All personas: who they are, and how much is known of each.

use leptos::prelude::*;
use shared::{
    access::{Action, Kind},
    api::{ApiError, CatalogueUse, CatalogueView, PersonaUse},
    catalogue::Catalogue,
    id::PersonaId,
};

use super::{initials, name};
use crate::{
    api::{self, Api},
    catalogue::{Add, Desk, Section, Status, Trouble},
    html::Html,
    me::{may, use_me},
    record::filter_in_words,
    shell::{Page, PageTitle, Room, failure},
    words::{Lang, in_lang, persona_words, use_words},
};

/// The personas, at `/personas`.
#[component]
pub fn PersonasPage() -> impl IntoView {
    let words = use_words();
    let answer = api::ask(
        || (),
        |api, ()| async move {
            let view = api.catalogue().await?;
            let mut used = api.catalogue_use().await?;
            // Only what the page says travels with it.
            used.touchpoints.clear();
            used.departments.clear();
            used.brands.clear();
            used.journeys.clear();
            Ok::<(CatalogueView, CatalogueUse), ApiError>((view, used))
        },
    );
    let edits = may(&use_me(), Action::Edit, Kind::Catalogue);
    let desk = Desk::new();
    let again = Callback::new(move |()| answer.refetch());
    view! {
        <Page room=Room::Catalogue status=view! { <Status desk /> }.into_any()>
            <PageTitle text=move || words.get().catalogue.personas.to_owned() />
            <main class="page__main" id="main" tabindex="-1">
                <div class="page__body">
                    <header class="page__head">
                        <div class="page__titles">
                            <h1>{words.say(|w| w.catalogue.personas)}</h1>
                            <p>{move || persona_words(words.lang()).lead}</p>
                        </div>
                    </header>
                    <Trouble desk />
                    <Transition fallback=move || {
                        view! { <p class="muted">{words.say(|w| w.shell.loading)}</p> }
                    }>
                        {move || {
                            answer
                                .get()
                                .map(|answer| match answer {
                                    Ok((view, used)) => {
                                        desk.open(view);
                                        view! {
                                            {edits.then(|| view! { <Add desk section=Section::Personas /> })}
                                            {cards(desk, used)}
                                        }
                                            .into_any()
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

/// The cards, offered personas before retired ones, each by name.
fn cards(desk: Desk, used: CatalogueUse) -> AnyView {
    let words = use_words();
    let html = move || {
        let lang = words.lang();
        let mut html = Html::new();
        desk.shown().with(|catalogue| {
            let mut all: Vec<_> = catalogue.personas.iter().collect();
            all.sort_by(|a, b| (a.1.retired, &a.1.name).cmp(&(b.1.retired, &b.1.name)));
            if all.is_empty() {
                html.classed("p", "muted", persona_words(lang).none);
                return;
            }
            html.open("ul", &[("class", "people")]);
            for (id, _) in all {
                card(&mut html, lang, catalogue, *id, used.personas.get(id));
            }
            html.close("ul");
        });
        html.done()
    };
    view! { <div inner_html=html></div> }.into_any()
}

fn card(
    html: &mut Html,
    lang: Lang,
    catalogue: &Catalogue,
    id: PersonaId,
    used: Option<&PersonaUse>,
) {
    let Some(persona) = catalogue.personas.get(&id) else {
        return;
    };
    let words = persona_words(lang);
    let class = if persona.retired {
        "people__card is-retired"
    } else {
        "people__card"
    };
    html.open("li", &[("class", class)]);
    match &persona.picture {
        Some(picture) => {
            let source = picture.image.thumbnail();
            let attributes = [
                ("class", "people__picture"),
                ("src", source.as_str()),
                ("width", "1"),
                ("height", "1"),
                ("loading", "lazy"),
                ("role", "presentation"),
            ];
            html.open("img", &attributes);
        }
        None => {
            let attributes = [("class", "people__picture"), ("aria-hidden", "true")];
            html.element("span", &attributes, &initials(&persona.name));
        }
    }
    // One that was added just now has no name in its address yet.
    let slug = used.map_or_else(|| id.to_string(), |used| used.slug.clone());
    let href = format!("/personas/{slug}");
    html.open("div", &[("class", "people__text")]);
    html.open("h2", &[("class", "people__name")])
        .element("a", &[("href", href.as_str())], &name(catalogue, id))
        .close("h2");
    html.element("p", &[], &persona.summary);
    let who = if persona.filter.is_empty() {
        in_lang(lang).catalogue.all_customers.to_owned()
    } else {
        filter_in_words(lang, &persona.filter)
    };
    let records = used.and_then(|used| used.records);
    let records = records.map(|n| in_lang(lang).board.records(n));
    let journeys = used.map_or(0, |used| used.journeys.len());
    let facts = [
        Some(who),
        records,
        Some(words.journeys(journeys as u64)),
        persona.retired.then(|| words.retired.to_owned()),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    html.classed("p", "people__facts", &facts.join(" · "));
    html.close("div").close("li");
}
