//! A line for each definition, edited in place; a new one; the file; who changed what.
//!
//! The definitions are fetched by the browser, apart from the charts above.

use leptos::prelude::*;
use shared::{
    api::{ApiError, DefinitionsPush, DefinitionsView, ErrorCode},
    metric::{About, ListedMetric, MetricIntent, Origin},
};

use super::{super::course, about::Places, draft::Draft, form::form, trail::trail};
use crate::{
    api::{Api, use_api},
    catalogue::names,
    shell::use_announcer,
    words::{Lang, api_error, define_words, use_words},
};

/// What the section works with.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) view: RwSignal<Option<DefinitionsView>>,
    /// As the server said last: what is shown stays while something is typed, what a change is made on does not.
    latest: StoredValue<Option<DefinitionsView>>,
    /// The key of the definition that is open; empty: a new one.
    open: RwSignal<Option<String>>,
    failed: RwSignal<Option<ApiError>>,
    /// What somebody else made of the open definition meanwhile.
    pub(super) theirs: RwSignal<Option<ListedMetric>>,
    /// The workspace's own departments.
    pub(super) departments: RwSignal<Vec<shared::catalogue::DepartmentName>>,
    /// What a metric can be about.
    pub(super) places: RwSignal<Places>,
    pub(super) send: Callback<MetricIntent>,
}

impl Desk {
    /// Made within the page, which it lives as long as. `again` asks for the charts anew.
    pub(super) fn new(again: Callback<()>) -> Self {
        let (api, announcer, words) = (use_api(), use_announcer(), use_words());
        let view = RwSignal::new(None::<DefinitionsView>);
        let latest = StoredValue::new(None::<DefinitionsView>);
        let open = RwSignal::new(None::<String>);
        let failed = RwSignal::new(None);
        let theirs = RwSignal::new(None);
        let departments = RwSignal::new(Vec::new());
        let places = RwSignal::new(Places::default());
        let send = {
            let api = api.clone();
            Callback::new(move |intent: MetricIntent| {
                let api = api.clone();
                let key = intent.key().to_owned();
                let push = DefinitionsPush {
                    base: latest.with_value(|view| view.as_ref().map(|view| view.head)),
                    intents: vec![intent],
                };
                leptos::task::spawn_local(async move {
                    let api = match api {
                        Ok(api) => api,
                        Err(error) => return failed.set(Some(error)),
                    };
                    match api.change_definitions(push).await {
                        Ok(now) => {
                            failed.set(None);
                            theirs.set(None);
                            latest.set_value(Some(now.clone()));
                            view.set(Some(now));
                            open.set(None);
                            announcer.say(define_words(words.now_lang()).kept.to_owned());
                            again.run(());
                        }
                        Err(error) => {
                            // Both stay: what is typed in the form, and what it says now beside it.
                            if error.code == ErrorCode::Outdated
                                && let Ok(now) = api.definitions().await
                            {
                                let mut metrics = now.metrics.iter();
                                let found = metrics.find(|it| it.metric.key == key);
                                theirs.set(found.cloned());
                                latest.set_value(Some(now));
                            }
                            failed.set(Some(error));
                        }
                    }
                });
            })
        };
        leptos::task::spawn_local(async move {
            let Ok(api) = api else { return };
            match api.definitions().await {
                Ok(now) => {
                    latest.set_value(Some(now.clone()));
                    view.set(Some(now));
                }
                Err(error) => failed.set(Some(error)),
            }
            // Without the catalogue there are still the standard departments.
            if let Ok(found) = api.catalogue().await {
                let all = found.catalogue.departments.values();
                let there = all.filter(|department| !department.retired);
                departments.set(there.map(|department| department.name.clone()).collect());
                let journeys = api.journeys().await.unwrap_or_default();
                places.set(Places::of(found.catalogue, journeys));
            }
        });
        Self {
            view,
            latest,
            open,
            failed,
            theirs,
            departments,
            places,
            send,
        }
    }
}

/// The section; of the one metric that is asked for, or of all.
pub(super) fn section(lang: Lang, desk: Desk, metric: Option<String>) -> AnyView {
    let chosen = StoredValue::new(metric);
    let say = define_words(lang);
    let content = {
        let lines = move || chosen.with_value(|chosen| lines(lang, desk, chosen.as_ref()));
        let new = move || {
            let open = desk.open.with(|open| open.as_deref() == Some(""));
            open.then(|| form(lang, desk, Draft::default()))
        };
        let failed = move || {
            let error = desk.failed.get()?;
            // Said in the form, with what it says now.
            let said = (error.code != ErrorCode::Outdated).then(|| api_error(lang, &error).text)?;
            Some(view! { <p class="field__error" role="alert">{said}</p> }.into_any())
        };
        let all = move || {
            chosen.with_value(Option::is_some).then(|| {
                view! {
                    <a class="btn btn--quiet" href="/metrics#definitions">
                        {say.all}
                    </a>
                }
                .into_any()
            })
        };
        view! {
            <h2 class="metrics__title">{say.title}</h2>
            <p class="definitions__lead">{say.lead}</p>
            {failed}
            {lines}
            {new}
            <div class="btn-row">
                <button
                    type="button"
                    class="btn"
                    aria-expanded=move || desk.open.with(|open| (open.as_deref() == Some("")).to_string())
                    on:click=move |_| desk.toggle("")
                >
                    {say.new}
                </button>
                {all}
                <a class="btn btn--quiet" href="/api/v1/metrics/definitions.toml" download="metrics.toml" rel="external">
                    {say.file}
                </a>
            </div>
            {trail(lang, desk)}
        }
        .into_any()
    };
    view! {
        <section class="definitions" id="definitions" aria-label=define_words(lang).title>
            {content}
        </section>
    }
    .into_any()
}

impl Desk {
    pub(super) fn toggle(self, key: &str) {
        self.failed.set(None);
        if self.theirs.with_untracked(Option::is_some) {
            self.theirs.set(None);
            self.view.set(self.latest.get_value());
        }
        self.open.update(|open| {
            let closes = open.as_deref() == Some(key);
            *open = (!closes).then(|| key.to_owned());
        });
    }
}

fn lines(lang: Lang, desk: Desk, chosen: Option<&String>) -> AnyView {
    let metrics = desk.view.with(|view| {
        let metrics = view.as_ref().map(|view| view.metrics.clone());
        metrics.unwrap_or_default()
    });
    let shown = metrics
        .into_iter()
        .filter(|listed| chosen.is_none_or(|key| *key == listed.metric.key))
        .map(|listed| line(lang, desk, &listed));
    view! { <ul class="definitions__list">{shown.collect_view()}</ul> }.into_any()
}

fn line(lang: Lang, desk: Desk, listed: &ListedMetric) -> AnyView {
    let say = define_words(lang);
    let metric = &listed.metric;
    let key = metric.key.clone();
    let name = metric.name.in_lang(lang).to_owned();
    let hue = format!("dot hue-{}", names::hue(&metric.department));
    let target = metric
        .target
        .map(|target| say.aims(&course::said(lang, metric.unit(), target)));
    let origin = match listed.origin {
        Origin::BuiltIn => None,
        Origin::Changed => Some(say.changed),
        Origin::Own => Some(say.own),
    };
    let marks = [listed.retired.then_some(say.retired), origin];
    let marks = marks
        .into_iter()
        .flatten()
        .map(|mark| view! { <span class="pill definitions__mark">{mark}</span> }.into_any())
        .collect_view();
    let is_open = {
        let key = key.clone();
        Memo::new(move |_| desk.open.with(|open| open.as_deref() == Some(&*key)))
    };
    let actions = move |intent: MetricIntent, text: &'static str| {
        let click = move |_| desk.send.run(intent.clone());
        view! {
            <button type="button" class="btn btn--small" on:click=click>
                {text}
            </button>
        }
        .into_any()
    };
    let class = if listed.retired {
        "definition definition--retired"
    } else {
        "definition"
    };
    let department = names::department(lang, &metric.department);
    let about = metric.about;
    let about = move || {
        let told =
            (about != About::Everything).then(|| desk.places.with(|all| all.name(lang, about)));
        told.map(|name| format!(" · {name}"))
    };
    let edit = say.edit_of(&name);
    let open = {
        let listed = listed.clone();
        move || {
            is_open.get().then(|| {
                let key = listed.metric.key.clone();
                let retire = if listed.retired {
                    actions(MetricIntent::Offer { key: key.clone() }, say.offer)
                } else {
                    actions(MetricIntent::Retire { key: key.clone() }, say.retire)
                };
                let restore = (listed.origin == Origin::Changed)
                    .then(|| actions(MetricIntent::Restore { key }, say.restore));
                view! {
                    {form(lang, desk, Draft::of(&listed.metric))}
                    <div class="btn-row definition__more">{retire} {restore}</div>
                }
                .into_any()
            })
        }
    };
    view! {
        <li class=class>
            <div class="definition__line">
                <span class="definition__name">{name}</span>
                {marks}
                <span class="definition__facts">
                    <span class=hue aria-hidden="true"></span>
                    {department}
                    {about}
                    {target.map(|target| format!(" · {target}"))}
                </span>
                <button
                    type="button"
                    class="btn btn--small definition__edit"
                    aria-label=edit
                    aria-expanded=move || is_open.get().to_string()
                    on:click=move |_| desk.toggle(&key)
                >
                    {say.edit}
                </button>
            </div>
            {open}
        </li>
    }
    .into_any()
}
