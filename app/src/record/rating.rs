//! A column of ratings: its scale, what means "no answer", and what it is about.

use leptos::prelude::*;
use shared::{
    api::ColumnLook,
    metric::{Formula, Metric},
    record::{About, Meaning, Part, Rating, slug},
};

use super::{
    desk::Desk,
    pairs::{Pairs, pairs},
};
use crate::words::{IntakeWords, Lang, in_lang, use_words};

const SCALES: [(i32, i32); 6] = [(0, 10), (1, 5), (1, 7), (1, 10), (0, 1), (-1, 1)];

/// The fields of a rating.
pub(super) fn rating(
    desk: Desk,
    column: StoredValue<ColumnLook>,
    meaning: Memo<Meaning>,
) -> AnyView {
    let words = use_words();
    let now = Memo::new(move |_| match meaning.get() {
        Meaning::Rating(rating) => Some(rating),
        _ => None,
    });
    let change = move |edit: &dyn Fn(&mut Rating)| {
        let Some(mut rating) = now.get_untracked() else {
            return;
        };
        edit(&mut rating);
        column.with_value(|column| desk.assign(column, Meaning::Rating(rating)));
    };
    let header = column.with_value(|column| column.header.clone());
    let (of_scale, of_nulls, of_about) = (header.clone(), header.clone(), header.clone());
    let of_words = header.clone();
    let scale = move || {
        now.get().map_or_else(String::new, |rating| {
            format!("{}-{}", rating.min, rating.max)
        })
    };
    let scales = move || {
        let chosen = scale();
        let mut all: Vec<(i32, i32)> = SCALES.to_vec();
        if let Some(rating) = now.get()
            && !all.contains(&(rating.min, rating.max))
        {
            all.push((rating.min, rating.max));
        }
        let say = &words.get().import;
        all.into_iter()
            .map(|(min, max)| {
                let value = format!("{min}-{max}");
                let name = if (min, max) == (0, 1) {
                    say.yes_no.to_owned()
                } else {
                    say.scale(min, max)
                };
                let selected = value == chosen;
                view! { <option value=value selected=selected>{name}</option> }.into_any()
            })
            .collect_view()
    };
    let set_scale = move |value: String| {
        let ends = value
            .split_once('-')
            .and_then(|(min, max)| Some((min.parse().ok()?, max.parse().ok()?)));
        let Some((min, max)) = ends else { return };
        change(&|rating| {
            (rating.min, rating.max) = (min, max);
            // What is on the scale now is an answer, and a metric belongs to its scale.
            rating.nulls.retain(|null| {
                null.parse::<i32>()
                    .is_ok_and(|null| !(min..=max).contains(&null))
                    || null.parse::<i32>().is_err()
            });
            if let About::Whole { metric } = &mut rating.about {
                let fit = desk.metrics.with_untracked(|all| fitting(all, (min, max)));
                metric.take_if(|metric| !fit.iter().any(|fits| fits.key == *metric));
            }
        });
    };
    let nulls = move || {
        now.get()
            .map_or_else(String::new, |rating| rating.nulls.join(", "))
    };
    let set_nulls = move |value: String| {
        let nulls: Vec<String> = value
            .split(',')
            .map(str::trim)
            .filter(|null| !null.is_empty())
            .map(str::to_owned)
            .collect();
        change(&|rating| rating.nulls.clone_from(&nulls));
    };
    let about_key = move || {
        now.get()
            .map_or_else(String::new, |rating| key(&rating.about))
    };
    let abouts = move || options(desk, words.lang(), now.get());
    let for_new = header.clone();
    let set_about = move |value: String| {
        let about = desk
            .touchpoints
            .with_untracked(|known| of_key(&value, known, &for_new));
        change(&|rating| {
            rating.about = match (&about, &rating.about) {
                (About::Touchpoint { key, name, .. }, About::Touchpoint { part, .. }) => {
                    About::Touchpoint {
                        key: key.clone(),
                        name: name.clone(),
                        part: *part,
                    }
                }
                (about, _) => about.clone(),
            };
        });
    };
    let touchpoint = Memo::new(move |_| match now.get()?.about {
        About::Touchpoint { key, name, part } => Some((key, name, part)),
        About::Whole { .. } => None,
    });
    let is_touchpoint = Memo::new(move |_| touchpoint.with(Option::is_some));
    let is_new = Memo::new(move |_| {
        touchpoint.with(|about| {
            let key = about.as_ref().map(|(key, ..)| key.as_str());
            key.is_some_and(|key| {
                !desk
                    .touchpoints
                    .with(|known| known.iter().any(|(known, _)| known == key))
            })
        })
    });
    let (of_name, of_part) = (header.clone(), header);
    let more = move || {
        is_touchpoint.get().then(|| {
            let (of_name, of_part) = (of_name.clone(), of_part.clone());
            let name = move || touchpoint.get().map(|(_, name, _)| name).unwrap_or_default();
            let named = move || {
                let of_name = of_name.clone();
                is_new.get().then(|| {
                    view! {
                        <input
                            class="input"
                            type="text"
                            autocomplete="off"
                            maxlength="200"
                            aria-label=move || words.get().import.touchpoint_name_of(&of_name)
                            prop:value=name
                            on:change=move |event| {
                                let wished = event_target_value(&event).trim().to_owned();
                                if !wished.is_empty() {
                                    change(&|rating| {
                                        if let About::Touchpoint { key, name, .. } = &mut rating.about {
                                            *key = slug(&wished, "touchpoint");
                                            name.clone_from(&wished);
                                        }
                                    });
                                }
                            }
                        />
                    }
                    .into_any()
                })
            };
            let effort = move || touchpoint.with(|about| about.as_ref().is_some_and(|(.., part)| *part == Part::Effort));
            view! {
                {named}
                <select
                    class="select"
                    aria-label=move || words.get().import.part_of(&of_part)
                    prop:value=move || if effort() { "effort" } else { "satisfaction" }
                    on:change=move |event| {
                        let wished = event_target_value(&event);
                        change(&|rating| {
                            if let About::Touchpoint { part, .. } = &mut rating.about {
                                *part = if wished == "effort" { Part::Effort } else { Part::Satisfaction };
                            }
                        });
                    }
                >
                    <option value="satisfaction" selected=!untrack(effort)>{words.say(|w| w.import.how_good)}</option>
                    <option value="effort" selected=untrack(effort)>{words.say(|w| w.import.how_easy)}</option>
                </select>
            }
            .into_any()
        })
    };
    let stand_for = {
        let now = move || {
            let words = now.get().map(|rating| rating.words);
            let words = words.unwrap_or_default().into_iter();
            words
                .map(|(word, rating)| (word, rating.to_string()))
                .collect()
        };
        let take = move |pairs: Pairs| {
            let words = pairs
                .into_iter()
                .map(|(word, rating)| Some((word, rating.parse::<i32>().ok()?)))
                .collect::<Option<std::collections::BTreeMap<_, _>>>();
            if let Some(words) = &words {
                change(&|rating| rating.words.clone_from(words));
            }
            words.is_some()
        };
        pairs(IntakeWords::words_for, of_words, now, take)
    };
    view! {
        <div class="columns__fields">
            <select
                class="select"
                aria-label=move || words.get().import.scale_of(&of_scale)
                prop:value=scale
                on:change=move |event| set_scale(event_target_value(&event))
            >
                {scales}
            </select>
            <select
                class="select"
                aria-label=move || words.get().import.about_of(&of_about)
                prop:value=about_key
                on:change=move |event| set_about(event_target_value(&event))
            >
                {abouts}
            </select>
            {more}
            <label class="columns__nulls">
                <span class="small muted">{words.say(|w| w.import.no_answer)}</span>
                <input
                    class="input"
                    type="text"
                    autocomplete="off"
                    aria-label=move || words.get().import.no_answer_of(&of_nulls)
                    prop:value=nulls
                    on:change=move |event| set_nulls(event_target_value(&event))
                />
            </label>
            {stand_for}
        </div>
    }
    .into_any()
}

/// Metrics that a scale can feed.
fn fitting(metrics: &[Metric], scale: (i32, i32)) -> Vec<Metric> {
    let fits = |metric: &Metric| match metric.formula {
        Formula::NetPromoters { scale: of, .. }
        | Formula::TopBox { scale: of, .. }
        | Formula::Mean { scale: of } => (of.min(), of.max()) == scale,
        Formula::Proportion
        | Formula::Rate { .. }
        | Formula::Within { .. }
        | Formula::Total { .. }
        | Formula::MeanAmount { .. } => false,
    };
    metrics
        .iter()
        .filter(|metric| fits(metric))
        .cloned()
        .collect()
}

fn key(about: &About) -> String {
    match about {
        About::Whole { metric: None } => "whole".to_owned(),
        About::Whole {
            metric: Some(metric),
        } => format!("metric:{metric}"),
        About::Touchpoint { key, .. } => format!("touchpoint:{key}"),
    }
}

fn of_key(value: &str, known: &[(String, String)], header: &str) -> About {
    if let Some(metric) = value.strip_prefix("metric:") {
        return About::Whole {
            metric: Some(metric.to_owned()),
        };
    }
    let part = Part::Satisfaction;
    if let Some(key) = value.strip_prefix("touchpoint:") {
        let name = known
            .iter()
            .find(|(known, _)| known == key)
            .map_or(key, |(_, name)| name);
        return About::Touchpoint {
            key: key.to_owned(),
            name: name.to_owned(),
            part,
        };
    }
    match value {
        "new" => About::Touchpoint {
            key: slug(header, "touchpoint"),
            name: header.to_owned(),
            part,
        },
        _ => About::Whole { metric: None },
    }
}

fn options(desk: Desk, lang: Lang, rating: Option<Rating>) -> AnyView {
    let Some(rating) = rating else {
        return ().into_any();
    };
    let say = &in_lang(lang).import;
    let chosen = key(&rating.about);
    let option = |value: String, name: String| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{name}</option> }.into_any()
    };
    let mut whole = vec![option("whole".to_owned(), say.whole.to_owned())];
    let offered = desk
        .metrics
        .with(|all| fitting(all, (rating.min, rating.max)));
    if let About::Whole { metric: Some(fed) } = &rating.about
        && !offered.iter().any(|metric| metric.key == *fed)
    {
        // What a kept mapping says, before the metrics are there, or of a retired one.
        whole.push(option(chosen.clone(), say.whole_as(fed)));
    }
    for metric in offered {
        whole.push(option(
            format!("metric:{}", metric.key),
            say.whole_as(metric.name.in_lang(lang)),
        ));
    }
    let known = desk.touchpoints.get();
    let mut touchpoints: Vec<AnyView> = Vec::new();
    if let About::Touchpoint { key: of, name, .. } = &rating.about
        && !known.iter().any(|(key, _)| key == of)
    {
        touchpoints.push(option(chosen.clone(), say.new_named(name)));
    } else {
        touchpoints.push(option("new".to_owned(), say.new_touchpoint.to_owned()));
    }
    for (key, name) in known {
        touchpoints.push(option(format!("touchpoint:{key}"), name));
    }
    view! {
        <optgroup label=say.about_whole>{whole}</optgroup>
        <optgroup label=say.about_touchpoint>{touchpoints}</optgroup>
    }
    .into_any()
}
