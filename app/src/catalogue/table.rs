//! A section as a table whose cells are edited in place.

use leptos::prelude::*;
use shared::catalogue::{CatalogueIntent, EntryId};

use super::{
    columns::{cells, entry_name, heads},
    desk::Desk,
    fields::text,
    section::Section,
    used,
};
use crate::words::{use_words, used_words};

/// The table of a section; retired entries only where they are wished for. Where entries are used stands in it only if that
/// `is_known`: an answer that did not come would read as "nowhere".
pub(super) fn table(
    desk: Desk,
    section: Section,
    with_retired: Memo<bool>,
    is_known: bool,
) -> AnyView {
    let words = use_words();
    let entries = Memo::new(move |_| {
        desk.shown().with(|catalogue| {
            let mut entries = section.entries(catalogue);
            if !with_retired.get() {
                entries.retain(|entry| catalogue.is_retired(*entry) == Some(false));
            }
            entries
        })
    });
    let heads = move || {
        let mut all = heads(section, words.get());
        if is_known {
            all.extend(used::heads(section, words.lang()));
        }
        all.into_iter()
            .map(|head| view! { <th scope="col">{head}</th> }.into_any())
            .collect_view()
    };
    let above = match section {
        Section::Brands => is_known.then(|| used::tree(desk)),
        Section::Personas => Some(all_personas()),
        _ => None,
    };
    view! {
        {above}
        <Show
            when=move || entries.with(|entries| !entries.is_empty())
            fallback=move || view! { <p class="muted">{words.say(|w| w.catalogue.empty)}</p> }
        >
            <table class="table table--stack">
                <caption class="visually-hidden">{move || section.title(words.get())}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.say(|w| w.catalogue.name)}</th>
                        {heads}
                        <th scope="col">
                            <span class="visually-hidden">{words.say(|w| w.catalogue.state)}</span>
                        </th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || entries.get() key=|entry| *entry let:entry>
                        {row(desk, entry, is_known)}
                    </For>
                </tbody>
            </table>
        </Show>
    }
    .into_any()
}

/// The way to the personas as people, not rows.
fn all_personas() -> AnyView {
    let words = use_words();
    view! {
        <p>
            <a class="btn btn--quiet btn--small" href="/personas">
                {move || used_words(words.lang()).all_personas}
            </a>
        </p>
    }
    .into_any()
}

fn row(desk: Desk, entry: EntryId, is_known: bool) -> AnyView {
    let words = use_words();
    let name = Memo::new(move |_| {
        let lang = words.lang();
        desk.shown()
            .with(|catalogue| entry_name(lang, catalogue, entry))
    });
    let retired = Memo::new(move |_| {
        desk.shown()
            .with(|catalogue| catalogue.is_retired(entry) == Some(true))
    });
    let rename = text(
        "text",
        Signal::derive(move || words.get().catalogue.rename(&name.get())),
        name.into(),
        Callback::new(move |name| desk.edit(CatalogueIntent::Rename { entry, name })),
    );
    let toggle = move |_| {
        desk.edit(if retired.get_untracked() {
            CatalogueIntent::Reinstate { entry }
        } else {
            CatalogueIntent::Retire { entry }
        });
    };
    view! {
        <tr class:is-retired=move || retired.get()>
            <th scope="row">{rename}</th>
            {cells(desk, entry, name)}
            {is_known.then(|| used::cells(desk, entry))}
            <td>
                <button
                    type="button"
                    class="btn btn--quiet btn--small"
                    aria-label=move || {
                        let words = &words.get().catalogue;
                        let name = name.get();
                        if retired.get() {
                            words.reinstate_one(&name)
                        } else {
                            words.retire_one(&name)
                        }
                    }
                    on:click=toggle
                >
                    {move || {
                        let words = &words.get().catalogue;
                        if retired.get() { words.reinstate } else { words.retire }
                    }}
                </button>
            </td>
        </tr>
    }
    .into_any()
}
