//! Saved sets in the panel: take one up, keep the settings as one, score the whole workspace by one, and who changed what.

use std::collections::BTreeMap;

use leptos::{ev::SubmitEvent, prelude::*};
use shared::{
    access::{Action, Kind},
    api::{ApiError, FrictionSetsView, SavedSet},
    friction::{Costs, Effort, SetIntent},
    id::{FrictionSetId, TouchpointId},
};

use super::{scoring::Scoring, trail::trail};
use crate::{
    api::{Api, use_api},
    fresh::fresh_id,
    me::{may, use_me},
    shell::use_announcer,
    words::{Lang, api_error, in_lang},
};

/// The sets as the panel works with them.
#[derive(Clone, Copy)]
pub(super) struct Saved {
    sets: RwSignal<FrictionSetsView>,
    /// The one that was taken up last, whose settings may have been moved since.
    chosen: RwSignal<Option<FrictionSetId>>,
    failed: RwSignal<Option<ApiError>>,
    /// What becomes of a wish.
    send: Callback<Wish>,
}

/// A wish, and what comes of it.
#[derive(Debug, Clone)]
pub(super) struct Wish {
    pub(super) intent: SetIntent,
    /// What is announced when it came true; that it was saved, where nothing else is said.
    pub(super) said: Option<String>,
    /// Where a failure is told.
    pub(super) failed: RwSignal<Option<ApiError>>,
}

impl Saved {
    /// As the server answered.
    pub(super) fn new(scoring: Scoring) -> Self {
        let (api, announcer) = (use_api(), use_announcer());
        let sets = RwSignal::new(scoring.basis().sets.clone());
        let used = scoring.settings_now().to_string();
        let chosen = sets.with_untracked(|view| {
            let in_use = view.sets.iter().find(|set| set.settings == used);
            in_use.map(|set| set.id)
        });
        let failed = RwSignal::new(None);
        let words = crate::words::use_words();
        let send = Callback::new(move |wish: Wish| {
            let api = api.clone();
            let Wish {
                intent,
                said,
                failed,
            } = wish;
            leptos::task::spawn_local(async move {
                let answer = match api {
                    Ok(api) => api.change_friction_sets(intent).await,
                    Err(error) => Err(error),
                };
                match answer {
                    Ok(view) => {
                        failed.set(None);
                        scoring.set_standard(view.standard.clone());
                        sets.set(view);
                        announcer.say(said.unwrap_or_else(|| words.now().weigh.kept.to_owned()));
                    }
                    Err(error) => failed.set(Some(error)),
                }
            });
        });
        Self {
            sets,
            chosen: RwSignal::new(chosen),
            failed,
            send,
        }
    }

    /// Sends a wish.
    pub(super) fn wish(self, wish: Wish) {
        self.send.run(wish);
    }

    /// The same of the panel, which tells its failures.
    fn ask(self, intent: SetIntent) {
        self.wish(Wish {
            intent,
            said: None,
            failed: self.failed,
        });
    }

    /// What losses cost, tracked.
    pub(super) fn costs(self) -> Option<Costs> {
        self.sets.with(|view| view.costs.clone())
    }

    /// What losses cost as of now.
    pub(super) fn costs_now(self) -> Option<Costs> {
        self.sets.with_untracked(|view| view.costs.clone())
    }

    /// The efforts that people judged, tracked.
    pub(super) fn efforts(self) -> BTreeMap<TouchpointId, Effort> {
        self.sets.with(|view| view.efforts.clone())
    }

    fn find(self, id: FrictionSetId) -> Option<SavedSet> {
        let found = |view: &FrictionSetsView| view.sets.iter().find(|set| set.id == id).cloned();
        self.sets.with(found)
    }
}

/// The saved sets, under the ready-made ones; nothing where there is none.
pub(super) fn pills(lang: Lang, scoring: Scoring, saved: Saved) -> AnyView {
    let text = Memo::new(move |_| scoring.settings().to_string());
    let pills = move || {
        let default = saved.sets.with(|view| view.default);
        let sets = saved.sets.with(|view| view.sets.clone());
        let pills = sets
            .into_iter()
            .map(|set| pill(lang, scoring, saved, text, set, default));
        pills.collect::<Vec<_>>()
    };
    view! {
        <div class="weights__presets" role="group" aria-label=in_lang(lang).weigh.saved>
            {pills}
        </div>
    }
    .into_any()
}

/// Whether whoever looks keeps settings, costs and efforts; moving the sliders keeps nothing.
pub(super) fn edits() -> bool {
    may(&use_me(), Action::Edit, Kind::Friction)
}

/// What can be done with them, under the sliders: the set that was taken up, a new one, and who changed what.
pub(super) fn manage(lang: Lang, scoring: Scoring, saved: Saved) -> AnyView {
    let text = Memo::new(move |_| scoring.settings().to_string());
    let failed = move || {
        let error = saved.failed.get()?;
        let said = api_error(lang, &error);
        Some(view! { <p class="field__error" role="alert">{said.text}</p> }.into_any())
    };
    let basis = scoring.basis();
    let names = basis.subjects.iter();
    let names = names.map(|subject| (subject.id, subject.name.clone()));
    let names: BTreeMap<TouchpointId, String> = names.collect();
    view! {
        {edits().then(|| {
            view! {
                {move || actions(lang, saved, text)}
                {keep(lang, saved, scoring)}
            }
        })}
        {failed}
        {trail(lang, saved.sets, names)}
    }
    .into_any()
}

fn pill(
    lang: Lang,
    scoring: Scoring,
    saved: Saved,
    text: Memo<String>,
    set: SavedSet,
    default: Option<FrictionSetId>,
) -> AnyView {
    let words = &in_lang(lang).weigh;
    let SavedSet { id, name, settings } = set;
    let own = settings.clone();
    let pressed = move || text.with(|text| if *text == own { "true" } else { "false" });
    let mark = (default == Some(id)).then(|| {
        view! { <span class="weights__mark">{words.of_workspace}</span> }
    });
    view! {
        <button
            type="button"
            class="pill"
            aria-pressed=pressed
            on:click=move |_| {
                saved.chosen.set(Some(id));
                if let Ok(settings) = settings.parse() {
                    scoring.set(settings);
                }
            }
        >
            {name}
            {mark}
        </button>
    }
    .into_any()
}

/// What can be done with the set that was taken up: keep what was moved, score the workspace by it, retire it.
fn actions(lang: Lang, saved: Saved, text: Memo<String>) -> Option<AnyView> {
    let words = &in_lang(lang).weigh;
    let set = saved.find(saved.chosen.get()?)?;
    let default = saved.sets.with(|view| view.default);
    let (id, kept) = (set.id, set.settings);
    let action = move |name: String, intent: SetIntent| {
        let click = move |_| saved.ask(intent.clone());
        view! {
            <button type="button" class="btn btn--small" on:click=click>
                {name}
            </button>
        }
        .into_any()
    };
    let moved = text.with(|text| *text != kept);
    let change = moved
        .then(|| text.with(|text| text.parse().ok()))
        .flatten()
        .map(|settings| {
            action(
                words.keep_in(&set.name),
                SetIntent::Change { set: id, settings },
            )
        });
    let used = default == Some(id);
    let use_it = if used {
        action(words.use_standard.to_owned(), SetIntent::Use { set: None })
    } else {
        action(words.use_it(&set.name), SetIntent::Use { set: Some(id) })
    };
    let retire = (!used).then(|| action(words.retire(&set.name), SetIntent::Retire { set: id }));
    Some(
        view! { <div class="btn-row">{change} {(!moved).then_some(use_it)} {retire}</div> }
            .into_any(),
    )
}

/// Keeping the settings under a new name.
fn keep(lang: Lang, saved: Saved, scoring: Scoring) -> AnyView {
    let words = &in_lang(lang).weigh;
    let name = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let wished = name.get_untracked().trim().to_owned();
        if wished.is_empty() {
            return;
        }
        let id = FrictionSetId::new(fresh_id());
        saved.chosen.set(Some(id));
        saved.ask(SetIntent::Add {
            id,
            name: wished,
            settings: scoring.settings_now(),
        });
        name.set(String::new());
    };
    view! {
        <form class="weights__keep" on:submit=submit>
            <input
                class="input"
                type="text"
                maxlength="500"
                aria-label=words.keep_as
                placeholder=words.keep_as
                prop:value=name
                on:input=move |event| name.set(event_target_value(&event))
            />
            <button type="submit" class="btn btn--small">
                {words.keep}
            </button>
        </form>
    }
    .into_any()
}
