//! The columns of a file, each with what it means, to be changed in place.

use leptos::prelude::*;
use shared::{
    api::ColumnLook,
    locale::DateStyle,
    record::{ASK, About, Meaning, Rating},
};

use super::{
    amount,
    desk::Desk,
    pairs::{Pairs, pairs},
    rating::rating,
};
use crate::words::{IntakeWords, Lang, Wording, intake_words, use_words};

/// The table of columns. Rows never change places: a file has the columns that it has.
pub(super) fn columns(desk: Desk) -> AnyView {
    let words = use_words();
    let rows = desk.upload.with_untracked(|upload| {
        let columns = upload.iter().flat_map(|upload| &upload.columns);
        columns
            .map(|column| row(desk, words, column.clone()))
            .collect_view()
    });
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=words.say(|w| w.import.columns)>
            <table class="table table--stack columns">
                <caption class="visually-hidden">{words.say(|w| w.import.columns)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words.say(|w| w.import.column)}</th>
                        <th scope="col">{words.say(|w| w.import.examples)}</th>
                        <th scope="col">{words.say(|w| w.import.meaning)}</th>
                        <th scope="col">{words.say(|w| w.import.details)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(desk: Desk, words: Wording, column: ColumnLook) -> AnyView {
    let header = column.header.clone();
    let meaning = Memo::new(move |_| {
        desk.mapping.with(|mapping| {
            mapping
                .as_ref()
                .map_or(Meaning::Ignore, |mapping| mapping.meaning(&header))
        })
    });
    let kind = Memo::new(move |_| meaning.with(key));
    let column = StoredValue::new(column);
    let name = column.with_value(|column| column.header.clone());
    let unnamed = name.is_empty();
    let said = name.clone();
    let examples = column.with_value(|column| {
        // Of sentences one is enough.
        let shown = if column.text {
            1
        } else {
            column.examples.len()
        };
        column.examples[..shown.min(column.examples.len())].join(" · ")
    });
    let filled = column.with_value(|column| (column.filled, column.distinct));
    let label = name.clone();
    let choose = move |chosen: String| {
        column.with_value(|column| desk.assign(column, of_key(&chosen, column)));
    };
    let options = move || {
        let lang = words.lang();
        let now = kind.get();
        column.with_value(|column| {
            offered(column, now)
                .into_iter()
                .map(|key| {
                    view! { <option value=key selected=key == now>{meaning_name(lang, key)}</option> }.into_any()
                })
                .collect_view()
        })
    };
    view! {
        <tr class:is-ignored=move || kind.get() == "ignore">
            <th scope="row">
                {move || if unnamed { words.get().import.unnamed.to_owned() } else { said.clone() }}
            </th>
            <td data-label=words.say(|w| w.import.examples)>
                <span class="columns__examples">{examples}</span>
                <span class="muted small">
                    {move || words.get().import.filled(filled.0, filled.1)}
                </span>
            </td>
            <td data-label=words.say(|w| w.import.meaning)>
                <select
                    class="select"
                    aria-label=move || words.get().import.meaning_of(&label)
                    disabled=unnamed
                    prop:value=move || kind.get()
                    on:change=move |event| choose(event_target_value(&event))
                >
                    {options}
                </select>
            </td>
            <td class="columns__details" data-label=words.say(|w| w.import.details)>
                {move || details(desk, column, meaning, kind.get())}
            </td>
        </tr>
    }
    .into_any()
}

fn details(
    desk: Desk,
    column: StoredValue<ColumnLook>,
    meaning: Memo<Meaning>,
    kind: &'static str,
) -> AnyView {
    let words = use_words();
    match kind {
        "time" => view! { <span>{move || time_said(words, column, meaning)}</span> }.into_any(),
        "rating" => rating(desk, column, meaning),
        "amount" => amount::amount(desk, column, meaning),
        "dimension" => {
            let name = move || match meaning.get() {
                Meaning::Dimension { name } => name,
                _ => String::new(),
            };
            let label = column.with_value(|column| column.header.clone());
            let stand_for = named(desk, column, meaning);
            view! {
                <input
                    class="input"
                    type="text"
                    autocomplete="off"
                    maxlength="60"
                    aria-label=move || words.get().import.dimension_of(&label)
                    prop:value=name
                    on:change=move |event| {
                        let name = event_target_value(&event);
                        if !name.trim().is_empty() {
                            column.with_value(|column| desk.assign(column, Meaning::Dimension { name }));
                        }
                    }
                />
                {stand_for}
            }
            .into_any()
        }
        "codes" => view! { <span class="muted small">{words.say(|w| w.import.codes_hint)}</span> }
            .into_any(),
        _ => ().into_any(),
    }
}

/// What the values of a dimension stand for.
fn named(desk: Desk, column: StoredValue<ColumnLook>, meaning: Memo<Meaning>) -> AnyView {
    let name = move || match meaning.get() {
        Meaning::Dimension { name } => Some(name),
        _ => None,
    };
    let now = move || {
        desk.mapping.with(|mapping| {
            let dimension = mapping.as_ref()?.dimension.get(&name()?)?;
            Some(dimension.names.clone())
        })
    };
    let take = move |names: Pairs| {
        desk.edit(|mapping| {
            let dimension = untrack(name).and_then(|name| mapping.dimension.get_mut(&name));
            if let Some(dimension) = dimension {
                dimension.names = names;
            }
        });
        true
    };
    let header = column.with_value(|column| column.header.clone());
    pairs(
        IntakeWords::stand_for,
        header,
        move || now().unwrap_or_default(),
        take,
    )
}

/// How a date is read, by its example.
fn time_said(words: Wording, column: StoredValue<ColumnLook>, meaning: Memo<Meaning>) -> String {
    let Meaning::Time { format } = meaning.get() else {
        return String::new();
    };
    if format == ASK {
        return words.get().import.asked_above.to_owned();
    }
    column.with_value(|column| {
        let reading = column.dates.iter().find(|reading| reading.format == format);
        reading.map_or_else(
            || words.get().import.date_format(&format),
            |reading| {
                words
                    .get()
                    .import
                    .means(&reading.example, &day(words.lang(), &reading.day))
            },
        )
    })
}

/// A day as the reader writes it; what is no day stays as it came.
pub(super) fn day(lang: Lang, day: &str) -> String {
    written(lang, day, DateStyle::Full)
}

fn written(lang: Lang, day: &str, style: DateStyle) -> String {
    day.parse()
        .map_or_else(|_| day.to_owned(), |date| lang.date(date, style))
}

/// The word by which the choice knows a meaning.
fn key(meaning: &Meaning) -> &'static str {
    match meaning {
        Meaning::Ignore => "ignore",
        Meaning::Id => "id",
        Meaning::Time { .. } => "time",
        Meaning::Weight => "weight",
        Meaning::Rating(_) => "rating",
        Meaning::Dimension { .. } => "dimension",
        Meaning::Codes => "codes",
        Meaning::Amount(_) => "amount",
        Meaning::Comment => "comment",
        Meaning::Customer => "customer",
    }
}

/// What a column can mean: what cannot be read as a date is not offered as one.
fn offered(column: &ColumnLook, now: &'static str) -> Vec<&'static str> {
    let mut offered = vec!["ignore", "id"];
    if !column.dates.is_empty() || now == "time" {
        offered.push("time");
    }
    offered.extend([
        "rating",
        "amount",
        "dimension",
        "comment",
        "customer",
        "weight",
        "codes",
    ]);
    offered
}

fn of_key(key: &str, column: &ColumnLook) -> Meaning {
    match key {
        "id" => Meaning::Id,
        "weight" => Meaning::Weight,
        "amount" => match &column.meaning {
            guessed @ Meaning::Amount(_) => guessed.clone(),
            _ => amount::usual(),
        },
        "comment" => Meaning::Comment,
        "customer" => Meaning::Customer,
        "codes" => Meaning::Codes,
        "dimension" => Meaning::Dimension {
            name: shared::record::slug(&column.header, "dimension"),
        },
        "time" => Meaning::Time {
            format: match column.dates.as_slice() {
                [only] => only.format.clone(),
                _ => ASK.to_owned(),
            },
        },
        "rating" => match &column.meaning {
            Meaning::Rating(guessed) => Meaning::Rating(guessed.clone()),
            _ => Meaning::Rating(column.rating.clone().unwrap_or(Rating {
                min: 1,
                max: 5,
                nulls: Vec::new(),
                words: std::collections::BTreeMap::new(),
                about: About::Whole { metric: None },
            })),
        },
        _ => Meaning::Ignore,
    }
}

fn meaning_name(lang: Lang, key: &str) -> &'static str {
    let words = &crate::words::in_lang(lang).import;
    let more = intake_words(lang);
    match key {
        "amount" => more.amount,
        "comment" => more.comment,
        "customer" => more.customer,
        "id" => words.id,
        "time" => words.time,
        "weight" => words.weight,
        "rating" => words.rating,
        "dimension" => words.dimension,
        "codes" => words.codes,
        _ => words.ignore,
    }
}

/// The question that only a person can answer: which part of a date is the day.
pub(super) fn question(desk: Desk) -> AnyView {
    let words = use_words();
    let asked = move || {
        let columns = desk
            .upload
            .with(|upload| upload.as_ref().map(|upload| upload.columns.clone()))?;
        desk.mapping.with(|mapping| {
            let mapping = mapping.as_ref()?;
            let ambiguous = columns.into_iter().find(|column| {
                column.dates.len() > 1
                    && matches!(mapping.meaning(&column.header), Meaning::Time { .. })
            })?;
            let chosen = match mapping.meaning(&ambiguous.header) {
                Meaning::Time { format } => format,
                _ => String::new(),
            };
            Some((ambiguous, chosen))
        })
    };
    let asked = Memo::new(move |_| asked());
    let column = Memo::new(move |_| asked.get().map(|(column, _)| column));
    let view = move || {
        let column = column.get()?;
        let lang = words.lang();
        let say = &words.get().import;
        let example = column
            .dates
            .first()
            .map(|reading| reading.example.clone())
            .unwrap_or_default();
        let legend = say.which_day(&column.header, &example);
        let choices = column
            .dates
            .iter()
            .map(|reading| {
                let (format, of) = (reading.format.clone(), column.clone());
                let chosen = {
                    let format = format.clone();
                    move || {
                        asked.with(|asked| {
                            asked.as_ref().is_some_and(|(_, chosen)| *chosen == format)
                        })
                    }
                };
                let first = if reading.format.starts_with("%d") {
                    say.day_first
                } else {
                    say.month_first
                };
                view! {
                    <label class="choice">
                        <input
                            type="radio"
                            name="date-reading"
                            prop:checked=chosen
                            on:change=move |_| {
                                desk.assign(&of, Meaning::Time { format: format.clone() });
                            }
                        />
                        <span class="choice__name">{written(lang, &reading.day, DateStyle::Long)}</span>
                        <span class="choice__hint">{first}</span>
                    </label>
                }
                .into_any()
            })
            .collect_view();
        let class = move || {
            let open = asked.with(|asked| asked.as_ref().is_some_and(|(_, chosen)| chosen == ASK));
            if open {
                "callout callout--risk"
            } else {
                "callout callout--kept"
            }
        };
        let view = view! {
            <div class=class>
                <fieldset class="choices">
                    <legend class="callout__title">{legend}</legend>
                    {choices}
                </fieldset>
            </div>
        };
        Some(view.into_any())
    };
    view! { <div class="trouble">{view}</div> }.into_any()
}
