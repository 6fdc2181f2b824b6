//! Codes of complaints: which of them are about which touchpoint, block by block; and what of a mapping only its text says.

use leptos::{html::Input, prelude::*};
use shared::record::{CodePart, FileOnly, slug};

use super::desk::Desk;
use crate::words::{IntakeWords, intake_words, use_words};

/// A block of codes as it is shown; what is typed into it is not of its shape.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Block {
    /// `year = 2017`; empty for all files.
    when: String,
    columns: String,
    /// Key and name of its touchpoints.
    touchpoints: Vec<(String, String)>,
}

/// The blocks of the mapping.
pub(super) fn complaints(desk: Desk) -> AnyView {
    let shape = Memo::new(move |_| {
        desk.mapping.with(|mapping| {
            let Some(mapping) = mapping else {
                return Vec::new();
            };
            let name = |key: &String| {
                let mut known = mapping.touchpoint.iter();
                let found = known.find(|touchpoint| touchpoint.key == *key);
                found.map_or_else(|| key.clone(), |found| found.name.clone())
            };
            let block = |complaint: &shared::record::ComplaintPart| Block {
                when: complaint
                    .when
                    .iter()
                    .map(|(name, value)| format!("{name} = {value}"))
                    .collect::<Vec<_>>()
                    .join(", "),
                columns: complaint.columns.join(", "),
                touchpoints: complaint
                    .codes
                    .keys()
                    .map(|key| (key.clone(), name(key)))
                    .collect(),
            };
            mapping.complaint.iter().map(block).collect()
        })
    });
    let blocks = move || {
        let all = shape.get();
        let many = all.len() > 1;
        let all = all.into_iter().enumerate();
        all.map(|(at, block)| shown(desk, at, many, &block))
            .collect_view()
    };
    view! { <div class="codes">{blocks}</div> }.into_any()
}

/// A block, with its number where there are many: its name in the mapping is no text for people.
fn shown(desk: Desk, at: usize, many: bool, block: &Block) -> AnyView {
    let words = use_words();
    let say = move || intake_words(words.lang());
    let label = move || {
        let title = say().codes_title;
        if many {
            format!("{title} {}", at + 1)
        } else {
            title.to_owned()
        }
    };
    let (columns, when) = (block.columns.clone(), block.when.clone());
    let rows = block.touchpoints.iter();
    let rows = rows
        .map(|(key, name)| row(desk, at, key, name))
        .collect_view();
    let list = format!("codes-touchpoints-{at}");
    let of_list = list.clone();
    let known = move || {
        let all = desk.touchpoints.get().into_iter();
        all.map(|(_, name)| view! { <option value=name></option> }.into_any())
            .collect_view()
    };
    let wished = NodeRef::<Input>::new();
    let add = move || {
        let Some(input) = wished.get_untracked() else {
            return;
        };
        let name = input.value().trim().to_owned();
        if name.is_empty() {
            return;
        }
        let known = desk.touchpoints.with_untracked(|all| {
            let found = all.iter().find(|(_, known)| *known == name);
            found.map(|(key, _)| key.clone())
        });
        let key = known.unwrap_or_else(|| slug(&name, "touchpoint"));
        let id = id(at, &key);
        desk.edit(|mapping| {
            let there = mapping.complaint.get(at);
            if !there.is_some_and(|block| block.codes.contains_key(&key)) {
                mapping.set_codes(at, (&key, &name), Some(Vec::new()));
            }
        });
        crate::focus::soon(id);
    };
    view! {
        <section class="codes__block" aria-label=label>
            <h2 class="codes__title">{move || say().codes_title}</h2>
            <p class="small muted">{move || say().codes_of(&columns, &when)}</p>
            {rows}
            <div class="intake__add">
                <label class="field">
                    <span class="field__label">{move || say().codes_touchpoint}</span>
                    <input
                        class="input"
                        type="text"
                        autocomplete="off"
                        maxlength="200"
                        list=list
                        node_ref=wished
                    />
                </label>
                <datalist id=of_list>{known}</datalist>
                <button type="button" class="btn" on:click=move |_| add()>
                    {move || say().add}
                </button>
            </div>
        </section>
    }
    .into_any()
}

fn id(at: usize, key: &str) -> String {
    format!("codes-{at}-{key}")
}

fn row(desk: Desk, at: usize, key: &str, name: &str) -> AnyView {
    let words = use_words();
    let say = move || intake_words(words.lang());
    let id = id(at, key);
    let (of_key, of_name) = (key.to_owned(), name.to_owned());
    let touchpoint = StoredValue::new((of_key, of_name));
    let wrong = RwSignal::new(false);
    let now = move || {
        desk.mapping.with(|mapping| {
            let block = mapping.as_ref()?.complaint.get(at)?;
            let codes = touchpoint.with_value(|(key, _)| block.codes.get(key));
            codes.map(|codes| CodePart::text(codes))
        })
    };
    let set = move |codes: Option<Vec<CodePart>>| {
        desk.edit(|mapping| {
            touchpoint.with_value(|(key, name)| mapping.set_codes(at, (key, name), codes));
        });
    };
    let typed = move |text: String| {
        let codes = CodePart::list(&text);
        wrong.set(codes.is_none());
        if codes.is_some() {
            set(codes);
        }
    };
    let error = move || {
        let said = wrong.get().then(|| say().codes_wrong)?;
        Some(view! { <span class="field__error" role="alert">{said}</span> }.into_any())
    };
    let name = name.to_owned();
    let label = name.clone();
    view! {
        <div class="codes__row">
            <label class="field" for=id.clone()>
                <span class="field__label">{name}</span>
            </label>
            <input
                class="input"
                type="text"
                autocomplete="off"
                id=id
                placeholder="101-110, 120"
                aria-invalid=move || wrong.get().then_some("true")
                prop:value=move || now().unwrap_or_default()
                on:change=move |event| typed(event_target_value(&event))
            />
            <button
                type="button"
                class="btn btn--quiet"
                aria-label=move || say().without(&label)
                on:click=move |_| set(None)
            >
                "×"
            </button>
            {error}
        </div>
    }
    .into_any()
}

/// What the mapping says beside, which stays as it is.
pub(super) fn file_only(desk: Desk) -> AnyView {
    let words = use_words();
    let found = Memo::new(move |_| {
        desk.mapping.with(|mapping| {
            let mapping = mapping.as_ref()?;
            let found = mapping.file_only();
            let kept = desk.upload.with(|upload| {
                let kept = upload.as_ref()?.remembered.as_ref()?;
                Some(kept.name.clone())
            });
            let kept = kept.filter(|_| desk.remembered.get());
            let name = kept.unwrap_or_else(|| mapping.source.name.clone());
            (!found.is_empty()).then_some((found, name))
        })
    });
    let view = move || {
        let (found, name) = found.get()?;
        let say = intake_words(words.lang());
        let parts: Vec<&str> = found.into_iter().map(|what| part(say, what)).collect();
        let command = format!("puente mapping show {name}");
        Some(
            view! {
                <div class="callout callout--kept">
                    <p>{say.file_only(&parts.join("; "))}</p>
                    <p class="small">{say.file_only_how} " " <code>{command}</code></p>
                </div>
            }
            .into_any(),
        )
    };
    view! { <div class="trouble">{view}</div> }.into_any()
}

const fn part(say: &'static IntakeWords, what: FileOnly) -> &'static str {
    match what {
        FileOnly::Journey => say.only_journey,
        FileOnly::Headers => say.only_headers,
        FileOnly::Times => say.only_times,
        FileOnly::Amounts => say.only_amounts,
        FileOnly::Tallies => say.only_tallies,
        FileOnly::Nulls => say.only_nulls,
    }
}
