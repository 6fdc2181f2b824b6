//! One persona, at `/personas/:slug`.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::{
    access::{Action, Kind},
    api::{ApiError, CatalogueView, Dimension, PersonaView},
    catalogue::{CatalogueIntent, PersonaField},
    id::PersonaId,
    image::Picture,
};

use super::{entry, evidence, field, initials, name};
use crate::{
    api::{self, Api, use_api},
    catalogue::{Desk, Saving, Status, Trouble, persona_filter},
    frozen::frozen,
    html::within,
    image::picture_field,
    me::{may, use_me},
    shell::{Page, PageTitle, Room, failure},
    words::{PersonaWords, Wording, in_lang, persona_words, use_words},
};

type Answered = (CatalogueView, PersonaView, Vec<Dimension>);

/// A persona's page.
#[component]
pub fn PersonaPage() -> impl IntoView {
    let params = use_params_map();
    let slug = Memo::new(move |_| params.with(|params| params.get("slug")).unwrap_or_default());
    // Everything of one persona goes before anything of the next one comes: what is shown of it must not outlive the
    // answer it was made from.
    move || view! { <PageOf slug=slug.get() /> }
}

/// The page of one persona.
#[component]
fn PageOf(slug: String) -> impl IntoView {
    let words = use_words();
    let asked = slug.clone();
    let answer = api::ask(
        move || asked.clone(),
        |api, slug| async move {
            let persona = api.persona(slug).await?;
            let view = api.catalogue().await?;
            // Without what the records can be told apart by, the rest is still there.
            let dimensions = api.dimensions().await.unwrap_or_default();
            Ok::<Answered, ApiError>((view, persona, dimensions))
        },
    );
    let desk = Desk::new();
    let again = Callback::new(move |()| answer.refetch());
    let loading = move || {
        let body = view! {
            <p class="muted" aria-busy="true">
                {words.say(|w| w.shell.loading)}
            </p>
        };
        // Its name is not known yet, and with it the page's title.
        framed(desk, Signal::stored(slug.clone()), None, body.into_any())
    };
    view! {
        <Suspense fallback=loading>
            {move || Suspend::new(async move {
                match answer.await {
                    Ok((view, persona, dimensions)) => {
                        desk.open(view);
                        desk.dimensions().set(dimensions);
                        let id = persona.persona;
                        let named = Memo::new(move |_| {
                            desk.shown().with(|catalogue| name(catalogue, id))
                        });
                        let edits = may(&use_me(), Action::Edit, Kind::Catalogue);
                        let page = frozen(edits, shown(desk, persona, named));
                        framed(desk, named.into(), Some(title(named.into())), page)
                    }
                    Err(error) => {
                        let all = Signal::derive(move || words.get().catalogue.personas.to_owned());
                        let said = failure(words.now_lang(), &error, Some(again));
                        framed(desk, all, Some(title(all)), said)
                    }
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn title(text: Signal<String>) -> AnyView {
    view! { <PageTitle text /> }.into_any()
}

/// What stands around the page.
fn framed(desk: Desk, name: Signal<String>, title: Option<AnyView>, body: AnyView) -> AnyView {
    let words = use_words();
    view! {
        <Page
            room=Room::Catalogue
            crumbs=view! {
                <a href="/personas">{words.say(|w| w.catalogue.personas)}</a>
                <span class="crumbs__here">{move || name.get()}</span>
            }
                .into_any()
            status=view! { <Status desk /> }.into_any()
        >
            {title}
            <main class="page__main" id="main" tabindex="-1">
                <div class="page__body">
                    <Trouble desk />
                    {body}
                </div>
            </main>
        </Page>
    }
    .into_any()
}

/// The page of a persona that is there.
fn shown(desk: Desk, view: PersonaView, named: Memo<String>) -> AnyView {
    let words = use_words();
    let id = view.persona;
    let filter = Memo::new(move |_| {
        desk.shown().with(|catalogue| {
            let persona = catalogue.personas.get(&id);
            persona
                .map(|persona| persona.filter.clone())
                .unwrap_or_default()
        })
    });
    let known = RwSignal::new((filter.get_untracked(), view));
    // What was reckoned of other customers is asked for anew, once the server knows who is meant.
    Effect::new(move |_| {
        let wished = filter.get();
        if desk.saving() != Saving::Saved || known.with_untracked(|known| known.0 == wished) {
            return;
        }
        let Ok(door) = use_api() else { return };
        leptos::task::spawn_local(async move {
            if let Ok(view) = door.persona(id.to_string()).await {
                let _ = known.try_set((wished, view));
            }
        });
    });
    let fitting = move || {
        let lang = words.lang();
        let said = persona_words(lang);
        known.with(|(filter, view)| {
            let of = lang.count(view.of);
            if filter.is_empty() {
                said.all_records(&of)
            } else {
                said.fitting(&lang.count(view.records), &of)
            }
        })
    };
    let evidence = move || {
        let (lang, name) = (words.lang(), named.get());
        desk.shown().with(|catalogue| {
            known.with(|(filter, view)| {
                evidence::written(lang, &name, !filter.is_empty(), catalogue, view)
            })
        })
    };
    view! {
        <div class="persona">
            <div class="persona__who">
                {picture(desk, id, named)}
                <h1 class="persona__name">{rename(desk, id, named)}</h1>
                {summary(desk, id, named)}
                <div class="field">
                    <span class="field__label">{words.say(|w| w.catalogue.filter)}</span>
                    {persona_filter(
                        desk,
                        id,
                        named,
                        Signal::derive(move || {
                            let words = &words.get().catalogue;
                            words.field_of(words.filter, &named.get())
                        }),
                    )}
                    <span class="field__hint">{fitting}</span>
                </div>
            </div>
            <div class="persona__said">
                {field::long(
                    desk,
                    id,
                    |words: &'static PersonaWords| (words.description, words.description_hint),
                    |persona| &persona.description,
                    PersonaField::Description,
                )}
                <div class="persona__pair">
                    {field::long(
                        desk,
                        id,
                        |words: &'static PersonaWords| (words.goals, words.goals_hint),
                        |persona| &persona.goals,
                        PersonaField::Goals,
                    )}
                    {field::long(
                        desk,
                        id,
                        |words: &'static PersonaWords| (words.expectations, words.expectations_hint),
                        |persona| &persona.expectations,
                        PersonaField::Expectations,
                    )}
                </div>
                <div class="area" inner_html=evidence></div>
            </div>
        </div>
    }
    .into_any()
}

fn picture(desk: Desk, id: PersonaId, named: Memo<String>) -> AnyView {
    let now = Memo::new(move |_| {
        desk.shown()
            .with(|catalogue| catalogue.personas.get(&id)?.picture.clone())
    });
    let set = move |picture: Option<Picture>| {
        let field = PersonaField::Picture(picture);
        desk.edit(CatalogueIntent::SetPersona { persona: id, field });
    };
    view! {
        <div>
            {move || {
                now.with(Option::is_none)
                    .then(|| {
                        view! {
                            <span class="people__picture persona__initials" aria-hidden="true">
                                {move || initials(&named.get())}
                            </span>
                        }
                    })
            }}
            {picture_field(now.into(), set, ("picture--portrait", true))}
        </div>
    }
    .into_any()
}

fn rename(desk: Desk, id: PersonaId, named: Memo<String>) -> AnyView {
    let words = use_words();
    field::line(
        "input input--quiet persona__line",
        Signal::derive(move || words.get().catalogue.rename(&named.get())),
        Signal::derive(|| ""),
        named,
        Callback::new(move |name| {
            desk.edit(CatalogueIntent::Rename {
                entry: entry(id),
                name,
            });
        }),
    )
}

fn summary(desk: Desk, id: PersonaId, named: Memo<String>) -> AnyView {
    let words: Wording = use_words();
    let text = Memo::new(move |_| {
        desk.shown().with(|catalogue| {
            let persona = catalogue.personas.get(&id);
            persona
                .map(|persona| persona.summary.clone())
                .unwrap_or_default()
        })
    });
    let label = Signal::derive(move || {
        let words = &words.get().catalogue;
        words.field_of(words.summary, &named.get())
    });
    view! {
        <textarea
            class="textarea persona__summary"
            rows="2"
            maxlength="20000"
            aria-label=move || label.get()
            placeholder=move || in_lang(words.lang()).catalogue.summary
            prop:value=move || text.get()
            on:change=move |event| {
                let summary = event_target_value(&event);
                if summary != text.get_untracked() {
                    desk.edit(CatalogueIntent::SetPersonaSummary { persona: id, summary });
                }
            }
            inner_html=within(&text.get_untracked())
        ></textarea>
    }
    .into_any()
}
