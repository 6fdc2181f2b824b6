//! Making a journey, in place: a name and what to start with.

use leptos::{ev::SubmitEvent, html::Input, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use shared::{
    api::{ApiError, NewJourney},
    id::JourneyId,
    journey::Template,
};

use crate::{
    api::{Api, use_api},
    fresh::fresh_id,
    shell::use_announcer,
    words::{Words, api_error, use_words},
};

/// The form, shown while `open`. What was typed stays when it is closed.
#[component]
pub(super) fn CreateJourney(
    /// Whether it is shown.
    open: RwSignal<bool>,
) -> impl IntoView {
    let words = use_words();
    let api = use_api();
    let announcer = use_announcer();
    let navigate = use_navigate();
    let name = NodeRef::<Input>::new();
    let title = RwSignal::new(String::new());
    let template = RwSignal::new(Template::default());
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<ApiError>);
    // One id per journey that is meant, so that trying again after a lost answer does not make a second.
    let id = StoredValue::new(None::<JourneyId>);

    Effect::new(move |_| {
        if open.get() {
            request_animation_frame(move || {
                if let Some(input) = name.get_untracked() {
                    let _ = input.focus();
                }
            });
        }
    });

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let wished = title.get_untracked().trim().to_owned();
        if wished.is_empty() || busy.get_untracked() {
            return;
        }
        let id = id.try_update_value(|id| *id.get_or_insert_with(|| JourneyId::new(fresh_id())));
        let Some(id) = id else { return };
        let (api, navigate) = (api.clone(), navigate.clone());
        let journey = NewJourney {
            id,
            title: wished,
            template: template.get_untracked(),
            lang: Some(words.now_lang()),
        };
        busy.set(true);
        failed.set(None);
        leptos::task::spawn_local(async move {
            let answer = match api {
                Ok(api) => api.create_journey(journey).await,
                Err(error) => Err(error),
            };
            busy.set(false);
            match answer {
                Ok(made) => {
                    announcer.say(words.now().portfolio.created(&made.title));
                    navigate(
                        &format!("/journeys/{}", made.slug),
                        NavigateOptions::default(),
                    );
                }
                Err(error) => failed.set(Some(error)),
            }
        });
    };

    let templates = Template::ALL
        .map(|each| {
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name="template"
                        checked=each == Template::default()
                        prop:checked=move || template.get() == each
                        on:change=move |_| template.set(each)
                    />
                    <span class="choice__name">{move || template_words(words.get(), each).0}</span>
                    <span class="choice__hint">{move || template_words(words.get(), each).1}</span>
                </label>
            }
            .into_any()
        })
        .into_iter()
        .collect_view();

    view! {
        <form id="create" class="create" hidden=move || !open.get() on:submit=submit>
            <div class="field">
                <label class="field__label" for="create-name">
                    {words.say(|w| w.portfolio.name)}
                </label>
                <input
                    id="create-name"
                    class="input"
                    type="text"
                    required
                    maxlength="500"
                    autocomplete="off"
                    aria-describedby="create-hint"
                    node_ref=name
                    on:input=move |event| title.set(event_target_value(&event))
                    on:keydown=move |event| {
                        if event.key() == "Escape" {
                            open.set(false);
                        }
                    }
                />
                <p class="field__hint" id="create-hint">
                    {words.say(|w| w.portfolio.name_hint)}
                </p>
            </div>
            <fieldset class="field choices">
                <legend class="field__label">{words.say(|w| w.portfolio.start_with)}</legend>
                {templates}
            </fieldset>
            <div role="alert">
                {move || {
                    failed
                        .get()
                        .map(|error| {
                            let said = api_error(words.lang(), &error);
                            view! {
                                <div class="callout callout--broken">
                                    <p class="callout__title">{said.title}</p>
                                    <p>{said.text}</p>
                                </div>
                            }
                        })
                }}
            </div>
            <div class="btn-row">
                <button
                    type="submit"
                    class="btn btn--primary"
                    aria-disabled=move || if busy.get() { "true" } else { "false" }
                >
                    {move || {
                        let words = &words.get().portfolio;
                        if busy.get() { words.creating } else { words.create }
                    }}
                </button>
                <button type="button" class="btn" on:click=move |_| open.set(false)>
                    {words.say(|w| w.portfolio.cancel)}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// A template's name and what one gets.
const fn template_words(words: &'static Words, template: Template) -> (&'static str, &'static str) {
    let words = &words.portfolio;
    match template {
        Template::Blank => (words.blank, words.blank_hint),
        Template::Retail => (words.retail, words.retail_hint),
        Template::Saas => (words.saas, words.saas_hint),
        Template::Airport => (words.airport, words.airport_hint),
        Template::Bank => (words.bank, words.bank_hint),
        Template::Clinic => (words.clinic, words.clinic_hint),
        Template::PublicService => (words.public_service, words.public_service_hint),
        Template::Employee => (words.employee, words.employee_hint),
        Template::B2b => (words.b2b, words.b2b_hint),
    }
}
