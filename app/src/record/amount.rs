//! A column of amounts: what it is measured in, and what it feeds; and rows that count as one each.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::{
    api::ColumnLook,
    metric::{AmountUnit, Formula, Metric, Scale},
    record::{ASK, Amount, AmountPart, Counts, Kind, MappingDocument, Meaning, Privacy, slug},
};

use super::{columns::day, desk::Desk};
use crate::words::{IntakeWords, Lang, in_lang, intake_words, use_words};

/// Units that are offered beside the one in use.
const UNITS: [&str; 6] = ["number", "hours", "days", "EUR", "USD", "GBP"];

/// The choice of records about employees.
const PEOPLE: &str = "people";

/// The meaning of a column that is chosen to be an amount.
pub(super) fn usual() -> Meaning {
    Meaning::Amount(Amount {
        unit: AmountUnit::Number,
        metric: None,
        counts: Counts::Value,
        rating: None,
        format: None,
    })
}

/// The fields of an amount.
pub(super) fn amount(
    desk: Desk,
    column: StoredValue<ColumnLook>,
    meaning: Memo<Meaning>,
) -> AnyView {
    let words = use_words();
    let now = Memo::new(move |_| match meaning.get() {
        Meaning::Amount(amount) => Some(amount),
        _ => None,
    });
    let change = move |edit: &dyn Fn(&mut Amount)| {
        let Some(mut amount) = now.get_untracked() else {
            return;
        };
        edit(&mut amount);
        column.with_value(|column| desk.assign(column, Meaning::Amount(amount)));
    };
    let header = column.with_value(|column| column.header.clone());
    let for_unit = header.clone();
    let units = move || {
        let say = intake_words(words.lang());
        let chosen = now.get().map_or(AmountUnit::Number, |amount| amount.unit);
        let mut all: Vec<AmountUnit> = UNITS.iter().filter_map(|unit| unit.parse().ok()).collect();
        if !all.contains(&chosen) {
            all.push(chosen);
        }
        all.into_iter()
            .map(|unit| {
                let value = unit.to_string();
                view! { <option value=value selected=unit == chosen>{say.unit(unit)}</option> }
                    .into_any()
            })
            .collect_view()
    };
    let set_unit = move |value: String| {
        let Ok(unit) = value.parse::<AmountUnit>() else {
            return;
        };
        change(&|amount| {
            amount.unit = unit;
            // A metric belongs to its unit.
            let feed = key(amount);
            let offered = desk
                .metrics
                .with_untracked(|all| feeds(all, Lang::En, unit));
            if !offered.iter().any(|(offered, _)| *offered == feed) {
                (amount.metric, amount.counts, amount.rating) = (None, Counts::Value, None);
                amount.format = None;
            }
        });
    };
    let feed = move || now.get().map_or_else(String::new, |amount| key(&amount));
    let offered = move || {
        let Some(amount) = now.get() else {
            return ().into_any();
        };
        options(desk, words.lang(), &amount).into_any()
    };
    let set_feed = move |value: String| {
        change(&|amount| {
            (amount.metric, amount.counts, amount.rating) = of_key(&value);
            amount.format = (amount.counts == Counts::DaysSince).then(|| {
                column.with_value(|column| match column.dates.as_slice() {
                    [only] => only.format.clone(),
                    _ => ASK.to_owned(),
                })
            });
        });
    };
    let set_format = move |format: String| change(&|amount| amount.format = Some(format.clone()));
    view! {
        <div class="columns__fields">
            <select
                class="select"
                aria-label=move || intake_words(words.lang()).unit_of(&for_unit)
                prop:value=move || now.get().map_or_else(String::new, |now| now.unit.to_string())
                on:change=move |event| set_unit(event_target_value(&event))
            >
                {units}
            </select>
            <select
                class="select"
                aria-label=move || intake_words(words.lang()).feeds_of(&header)
                prop:value=feed
                on:change=move |event| set_feed(event_target_value(&event))
            >
                {offered}
            </select>
            {move || format(words.lang(), column, now.get(), set_format)}
        </div>
    }
    .into_any()
}

/// How the dates are written since which days are counted, where they are: by an example of each way.
fn format(
    lang: Lang,
    column: StoredValue<ColumnLook>,
    amount: Option<Amount>,
    set: impl Fn(String) + 'static,
) -> Option<AnyView> {
    let chosen = amount?.format?;
    let say = intake_words(lang);
    let mut all = column.with_value(|column| {
        let means = &in_lang(lang).import;
        let ways = column.dates.iter().map(|reading| {
            let name = means.means(&reading.example, &day(lang, &reading.day));
            (reading.format.clone(), name)
        });
        ways.collect::<Vec<_>>()
    });
    if !all.iter().any(|(format, _)| *format == chosen) {
        let name = if chosen == ASK {
            say.choose_date
        } else {
            &chosen
        };
        all.insert(0, (chosen.clone(), name.to_owned()));
    }
    let options = all.into_iter().map(|(format, name)| {
        let selected = format == chosen;
        view! { <option value=format selected=selected>{name}</option> }.into_any()
    });
    let label = column.with_value(|column| say.format_of(&column.header));
    let view = view! {
        <select
            class="select"
            aria-label=label
            aria-invalid=(chosen == ASK).then_some("true")
            on:change=move |event| set(event_target_value(&event))
        >
            {options.collect_view()}
        </select>
    };
    Some(view.into_any())
}

/// What an amount of this unit can feed: the value of the choice, and its name.
fn feeds(metrics: &[Metric], lang: Lang, unit: AmountUnit) -> Vec<(String, String)> {
    let say = intake_words(lang);
    let mut all = vec![(String::new(), say.no_metric.to_owned())];
    for metric in metrics {
        let name = metric.name.in_lang(lang);
        let mut offer = |counts: Counts, name: String| {
            all.push((format!("{}/{}", metric.key, counts.name()), name));
        };
        match metric.formula {
            Formula::Total { unit: of } | Formula::MeanAmount { unit: of } => {
                if of == unit {
                    offer(Counts::Value, name.to_owned());
                }
            }
            Formula::Within { .. } => {
                if unit == AmountUnit::Number {
                    offer(Counts::DaysSince, say.days_since(name));
                    offer(Counts::Exposure, say.exposure(name));
                }
            }
            Formula::Proportion | Formula::Rate { .. } => both(say, unit, name, offer),
            Formula::TopBox { scale, .. } if scale == Scale::NO_YES => {
                both(say, unit, name, offer);
            }
            Formula::NetPromoters { scale, .. }
            | Formula::TopBox { scale, .. }
            | Formula::Mean { scale } => {
                // Sums by rating, as a survey's own report has them.
                if unit == AmountUnit::Number {
                    for rating in scale.min()..=scale.max() {
                        let key = format!("{}/answers/{rating}", metric.key);
                        all.push((key, say.answers(name, rating)));
                    }
                }
            }
        }
    }
    all
}

fn both(say: &IntakeWords, unit: AmountUnit, name: &str, mut offer: impl FnMut(Counts, String)) {
    if unit == AmountUnit::Number {
        offer(Counts::Occurrences, say.occurrences(name));
        offer(Counts::Exposure, say.exposure(name));
    }
}

/// The value of the choice that an amount stands for.
fn key(amount: &Amount) -> String {
    match (&amount.metric, amount.rating) {
        (None, _) => String::new(),
        (Some(metric), Some(rating)) => format!("{metric}/answers/{rating}"),
        (Some(metric), None) => format!("{metric}/{}", amount.counts.name()),
    }
}

fn of_key(key: &str) -> (Option<String>, Counts, Option<i32>) {
    let mut parts = key.split('/');
    let metric = parts.next().filter(|metric| !metric.is_empty());
    let counts = parts.next().unwrap_or_default();
    let counts = Counts::ALL.into_iter().find(|one| one.name() == counts);
    let rating = parts.next().and_then(|rating| rating.parse().ok());
    (
        metric.map(str::to_owned),
        counts.unwrap_or(Counts::Value),
        rating,
    )
}

fn options(desk: Desk, lang: Lang, amount: &Amount) -> Vec<AnyView> {
    let chosen = key(amount);
    let mut all = desk.metrics.with(|all| feeds(all, lang, amount.unit));
    if !all.iter().any(|(key, _)| *key == chosen) {
        all.push((chosen.clone(), chosen.clone()));
    }
    all.into_iter()
        .map(|(key, name)| {
            let selected = key == chosen;
            view! { <option value=key selected=selected>{name}</option> }.into_any()
        })
        .collect()
}

/// What the rows are, whom they are about, and what each of them counts as.
pub(super) fn rows(desk: Desk) -> AnyView {
    let words = use_words();
    let of = move |read: fn(&MappingDocument) -> String| {
        move || {
            desk.mapping
                .with(|mapping| mapping.as_ref().map(read).unwrap_or_default())
        }
    };
    let kind = of(|mapping| mapping.source.kind.name().to_owned());
    let kinds = move || {
        let (say, chosen) = (intake_words(words.lang()), kind());
        Kind::ALL
            .into_iter()
            .map(|kind| {
                let selected = kind.name() == chosen;
                view! {
                    <option value=kind.name() selected=selected>{say.kind_of(kind)}</option>
                }
                .into_any()
            })
            .collect_view()
    };
    let set_kind = move |value: String| {
        if let Some(kind) = Kind::named(&value) {
            desk.edit(|mapping| mapping.source.kind = kind);
        }
    };
    let each = of(|mapping| {
        each_row(mapping)
            .map(|amount| key(&amount))
            .unwrap_or_default()
    });
    let eaches = move || {
        let (lang, chosen) = (words.lang(), each());
        let (say, since) = (intake_words(lang), Counts::DaysSince.name());
        desk.metrics
            .with(|all| feeds(all, lang, AmountUnit::Number))
            .into_iter()
            // A row by itself has no rating and no date.
            .filter(|(key, _)| !key.contains("/answers/") && !key.ends_with(since))
            .map(|(key, name)| {
                let name = if key.is_empty() {
                    say.nothing.to_owned()
                } else {
                    name
                };
                let selected = key == chosen;
                view! { <option value=key selected=selected>{name}</option> }.into_any()
            })
            .collect_view()
    };
    let set_each = move |value: String| desk.edit(|mapping| count_rows(mapping, &value));
    let people = move || {
        desk.mapping.with(|mapping| {
            let privacy = mapping.as_ref().map(|mapping| mapping.source.privacy);
            privacy == Some(Privacy::People)
        })
    };
    let set_people = move |value: String| {
        desk.edit(|mapping| {
            mapping.source.privacy = if value == PEOPLE {
                Privacy::People
            } else {
                Privacy::Customers
            };
        });
    };
    let say = move |text: fn(&'static IntakeWords) -> &'static str| {
        move || text(intake_words(words.lang()))
    };
    view! {
        <label class="filters__field">
            <span class="field__label">{say(|w| w.kind)}</span>
            <select class="select" prop:value=kind on:change=move |event| set_kind(event_target_value(&event))>
                {kinds}
            </select>
        </label>
        <label class="filters__field intake__each">
            <span class="field__label">{say(|w| w.each_row)}</span>
            <select class="select" prop:value=each on:change=move |event| set_each(event_target_value(&event))>
                {eaches}
            </select>
        </label>
        <label class="filters__field">
            <span class="field__label">{say(|w| w.about)}</span>
            <select
                class="select"
                prop:value=move || if people() { PEOPLE } else { "" }
                on:change=move |event| set_people(event_target_value(&event))
            >
                <option value="" selected=move || !people()>
                    {say(|w| w.customers)}
                </option>
                <option value=PEOPLE selected=people>
                    {say(|w| w.people)}
                </option>
            </select>
        </label>
    }
    .into_any()
}

/// What each row counts as, where it counts as something in the whole.
fn each_row(mapping: &MappingDocument) -> Option<Amount> {
    let plain = |amount: &&AmountPart| {
        amount.column.is_none() && amount.r#where.is_empty() && amount.touchpoint.is_none()
    };
    let amount = mapping.amount.iter().find(plain)?;
    Some(Amount {
        unit: AmountUnit::Number,
        metric: amount.metric.clone(),
        counts: amount.counts.unwrap_or(Counts::Value),
        rating: None,
        format: None,
    })
}

fn count_rows(mapping: &mut MappingDocument, value: &str) {
    mapping.amount.retain(|amount| {
        amount.column.is_some() || !amount.r#where.is_empty() || amount.touchpoint.is_some()
    });
    let (Some(metric), counts, _) = of_key(value) else {
        return;
    };
    mapping.amount.push(AmountPart {
        column: None,
        name: Some(slug(mapping.source.kind.name(), "rows")),
        unit: None,
        metric: Some(metric),
        counts: Some(counts),
        rating: None,
        format: None,
        touchpoint: None,
        r#where: BTreeMap::new(),
        nulls: Vec::new(),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_amount_feeds_comes_back_from_its_choice() {
        for unit in [AmountUnit::Number, AmountUnit::Hours] {
            for (chosen, _) in feeds(&Metric::built_in(), Lang::En, unit) {
                let (metric, counts, rating) = of_key(&chosen);
                let amount = Amount {
                    unit,
                    metric,
                    counts,
                    rating,
                    format: None,
                };
                assert_eq!(key(&amount), chosen);
            }
        }
    }

    #[test]
    fn hours_feed_what_is_measured_in_hours_only() {
        let offered = feeds(&Metric::built_in(), Lang::En, AmountUnit::Hours);
        let keys: Vec<&str> = offered.iter().map(|(key, _)| key.as_str()).collect();
        assert!(keys.contains(&"lead_response/value"), "{keys:?}");
        assert!(!keys.iter().any(|key| key.starts_with("reach")), "{keys:?}");
    }
}
