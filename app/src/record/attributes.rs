//! What the values of dimensions are: a table for each, brought as a file on the sources page.

use std::collections::BTreeSet;

use leptos::{html::Select, prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};
use shared::api::{ApiError, AttributeTable, Dimension};

use super::{columns::day, sources::imports};
use crate::{
    api::{self, Api, Door, use_api},
    frozen::frozen,
    html::Html,
    shell::{failure, use_announcer},
    words::{Lang, import_error, in_lang, use_words},
};

/// Rows of a table that are shown.
const SHOWN: usize = 50;

/// What the section shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Known {
    dimensions: Vec<Dimension>,
    tables: Vec<AttributeTable>,
}

/// The section of the sources page.
#[component]
pub(super) fn Attributes() -> impl IntoView {
    let words = use_words();
    let answer = api::ask(|| (), |api, ()| ask(api));
    let again = Callback::new(move |()| answer.refetch());
    view! {
        <section class="source" aria-labelledby="attributes">
            <div class="strip__head">
                <h2 id="attributes">{words.say(|w| w.import.attributes)}</h2>
            </div>
            <p class="muted small">{words.say(|w| w.import.attributes_lead)}</p>
            <Transition fallback=move || {
                view! { <p class="muted">{words.say(|w| w.shell.loading)}</p> }
            }>
                {move || {
                    answer
                        .get()
                        .map(|answer| match answer {
                            Ok(known) => frozen(imports(), tables(known, again)),
                            Err(error) => failure(words.lang(), &error, Some(again)),
                        })
                }}
            </Transition>
        </section>
    }
    .into_any()
}

async fn ask(api: Door) -> Result<Known, ApiError> {
    let mut tables = Vec::new();
    for dimension in api.attribute_tables().await? {
        tables.push(api.attribute_table(dimension).await?);
    }
    Ok(Known {
        dimensions: api.dimensions().await?,
        tables,
    })
}

fn tables(known: Known, again: Callback<()>) -> AnyView {
    let words = use_words();
    let failed = RwSignal::new(None::<ApiError>);
    let trouble = move || {
        failed.get().map(|error| {
            let said = import_error(words.lang(), &error);
            view! { <p class="field__error">{said.text}</p> }.into_any()
        })
    };
    // A table explains what records carry, not what another table says.
    let explained: BTreeSet<&str> = known
        .tables
        .iter()
        .flat_map(|table| &table.rows)
        .flat_map(|row| row.attributes.keys())
        .map(String::as_str)
        .collect();
    let carried = known
        .dimensions
        .iter()
        .map(|dimension| dimension.name.clone());
    let offered: Vec<String> = carried
        .filter(|name| !explained.contains(name.as_str()))
        .collect();
    let form = bring(offered, failed, again);
    let tables = known
        .tables
        .into_iter()
        .map(|table| one(table, failed, again))
        .collect_view();
    view! {
        <div class="trouble" role="alert">
            {trouble}
        </div>
        <ul class="source__imports">{tables}</ul>
        {form}
    }
    .into_any()
}

/// A dimension and a file.
fn bring(
    offered: Vec<String>,
    failed: RwSignal<Option<ApiError>>,
    again: Callback<()>,
) -> Option<AnyView> {
    if offered.is_empty() {
        return None;
    }
    let words = use_words();
    let announcer = use_announcer();
    let dimension = NodeRef::<Select>::new();
    let chosen = move |event: leptos::ev::Event| {
        let input = event_target::<web_sys::HtmlInputElement>(&event);
        let file = input.files().and_then(|files| files.get(0));
        let (Some(file), Some(dimension)) = (file, dimension.get_untracked()) else {
            return;
        };
        let (api, dimension) = (use_api(), dimension.value());
        failed.set(None);
        spawn_local(async move {
            match async { api?.replace_attributes(dimension, file.into()).await }.await {
                Ok(table) => {
                    let values = values(&table);
                    announcer.say(words.now().import.attributes_kept(&table.dimension, values));
                    again.run(());
                }
                Err(error) => failed.set(Some(error)),
            }
        });
        // The same file can be chosen again after it was mended.
        input.set_value("");
    };
    let options = offered
        .into_iter()
        .map(|name| view! { <option value=name.clone()>{name.clone()}</option> }.into_any())
        .collect_view();
    let form = view! {
        <div class="filters">
            <label class="filters__field">
                <span class="field__label">{words.say(|w| w.import.attributes_of)}</span>
                <select class="select" node_ref=dimension>
                    {options}
                </select>
            </label>
            <label class="filters__field filters__field--wide">
                <span class="field__label">{words.say(|w| w.import.attributes_file)}</span>
                <input class="input" type="file" accept=".csv,.tsv,.txt,.xlsx" on:change=chosen />
                <span class="field__hint">{words.say(|w| w.import.attributes_hint)}</span>
            </label>
        </div>
    };
    Some(form.into_any())
}

/// A table, folded, and the way to be rid of it.
fn one(table: AttributeTable, failed: RwSignal<Option<ApiError>>, again: Callback<()>) -> AnyView {
    let words = use_words();
    let announcer = use_announcer();
    let sure = RwSignal::new(false);
    let dimension = table.dimension.clone();
    let names = names(&table).into_iter().collect::<Vec<_>>().join(", ");
    let values = values(&table);
    let told = move || words.get().import.attributes_told(values, &names);
    let rows = move || {
        let html = rows(words.lang(), &table);
        view! { <div inner_html=html></div> }.into_any()
    };
    let gone = dimension.clone();
    let take_away = move |_| {
        let (api, dimension) = (use_api(), gone.clone());
        failed.set(None);
        spawn_local(async move {
            match async { api?.drop_attributes(dimension).await }.await {
                Ok(()) => {
                    announcer.say(words.now().import.attributes_gone);
                    again.run(());
                }
                Err(error) => failed.set(Some(error)),
            }
        });
    };
    let buttons = move || {
        let take_away = take_away.clone();
        if sure.get() {
            view! {
                <button type="button" class="btn btn--small btn--danger" on:click=take_away>
                    {words.say(|w| w.import.attributes_sure)}
                </button>
                <button type="button" class="btn btn--small" on:click=move |_| sure.set(false)>
                    {words.say(|w| w.import.keep)}
                </button>
            }
            .into_any()
        } else {
            view! {
                <button type="button" class="btn btn--small" on:click=move |_| sure.set(true)>
                    {words.say(|w| w.import.attributes_away)}
                </button>
            }
            .into_any()
        }
    };
    view! {
        <li class="source__import">
            <div class="source__line">
                <span class="source__file">{dimension}</span>
                <span class="small">{told}</span>
                <span class="shell__spacer"></span>
                <span class="btn-row">{buttons}</span>
            </div>
            <details class="chart__data">
                <summary>{words.say(|w| w.import.attributes_rows)}</summary>
                {rows}
            </details>
        </li>
    }
    .into_any()
}

/// How many values a table explains.
fn values(table: &AttributeTable) -> u64 {
    let values: BTreeSet<&str> = table.rows.iter().map(|row| row.value.as_str()).collect();
    values.len() as u64
}

/// What it says of them.
fn names(table: &AttributeTable) -> BTreeSet<&str> {
    let names = table.rows.iter().flat_map(|row| row.attributes.keys());
    names.map(String::as_str).collect()
}

fn rows(lang: Lang, table: &AttributeTable) -> String {
    let words = &in_lang(lang).import;
    let names = names(table);
    let mut html = Html::new();
    let scroll = [
        ("class", "table-scroll"),
        ("tabindex", "0"),
        ("role", "group"),
        ("aria-label", &*table.dimension),
    ];
    html.open("div", &scroll)
        .open("table", &[("class", "table")]);
    let total = table.rows.len();
    if total > SHOWN {
        html.element(
            "caption",
            &[],
            &words.attributes_first(SHOWN as u64, total as u64),
        );
    }
    html.open("thead", &[]).open("tr", &[]);
    let heads = [
        table.dimension.as_str(),
        words.attributes_from,
        words.attributes_to,
    ];
    for head in heads.into_iter().chain(names.iter().copied()) {
        html.element("th", &[("scope", "col")], head);
    }
    html.close("tr").close("thead").open("tbody", &[]);
    for row in table.rows.iter().take(SHOWN) {
        html.open("tr", &[]);
        html.element("th", &[("scope", "row")], &row.value);
        for end in [&row.from, &row.to] {
            let said = end
                .as_deref()
                .map_or_else(String::new, |end| day(lang, end));
            html.element("td", &[], &said);
        }
        for name in &names {
            let said = row.attributes.get(*name).map_or("", String::as_str);
            html.element("td", &[], said);
        }
        html.close("tr");
    }
    for tag in ["tbody", "table", "div"] {
        html.close(tag);
    }
    html.done()
}
