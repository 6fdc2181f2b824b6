//! Who changed which saved set, when, and from what to what: fetched when it is opened.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::{
    api::{ApiError, FrictionSetsView, HistoryQuery, SetHistory},
    friction::{Effort, Goalposts, Part, SetChange, Settings},
    id::{FrictionSetId, TouchpointId},
    locale::UNKNOWN,
};

use super::{costs::in_words, posts, weigh::part_name};
use crate::{
    api::{Api, use_api},
    html::Html,
    request::use_now,
    words::{Lang, api_error, in_lang, priority},
};

/// So many entries are shown.
const MOST: u32 = 50;

/// The trail, folded.
pub(super) fn trail(
    lang: Lang,
    sets: RwSignal<FrictionSetsView>,
    touchpoints: BTreeMap<TouchpointId, String>,
) -> AnyView {
    let words = &in_lang(lang).weigh;
    let api = use_api();
    let now = use_now();
    let found = RwSignal::new(None::<Result<SetHistory, ApiError>>);
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        // Again whenever the sets change while it is open.
        sets.track();
        if !open.get() {
            return;
        }
        let api = api.clone();
        leptos::task::spawn_local(async move {
            let query = HistoryQuery {
                before: None,
                limit: Some(MOST),
            };
            found.set(Some(match api {
                Ok(api) => api.friction_set_history(query).await,
                Err(error) => Err(error),
            }));
        });
    });
    let told = move || match found.get() {
        None => String::new(),
        Some(Err(error)) => api_error(lang, &error).text,
        Some(Ok(history)) => lines(lang, &history, &touchpoints, now.get()),
    };
    view! {
        <details class="weights__others" on:toggle=move |_| open.update(|open| *open = !*open)>
            <summary>{words.trail}</summary>
            <div class="trail" inner_html=told></div>
        </details>
    }
    .into_any()
}

fn lines(
    lang: Lang,
    history: &SetHistory,
    touchpoints: &BTreeMap<TouchpointId, String>,
    now: i64,
) -> String {
    let words = &in_lang(lang).weigh;
    let mut html = Html::new();
    if history.entries.is_empty() {
        html.classed("p", "muted small", words.trail_empty);
        return html.done();
    }
    let names = names(history);
    html.open("ol", &[("class", "trail__list")]);
    for entry in &history.entries {
        for change in &entry.changes {
            html.open("li", &[]);
            let when = lang.ago(entry.at.0, now);
            let by = words.by_owner(&when);
            html.classed("span", "muted small", &by);
            html.element("span", &[], &said(lang, change, &names, touchpoints));
            html.close("li");
        }
    }
    html.close("ol");
    html.done()
}

/// What the sets are called, as far as the trail says: the newest name of each.
fn names(history: &SetHistory) -> BTreeMap<FrictionSetId, String> {
    let mut names = BTreeMap::new();
    let oldest_first = history
        .entries
        .iter()
        .rev()
        .flat_map(|entry| &entry.changes);
    for change in oldest_first {
        match change {
            SetChange::Added { id, name, .. } => names.insert(*id, name.clone()),
            SetChange::Renamed { set, name, .. } => names.insert(*set, name.clone()),
            _ => None,
        };
    }
    names
}

fn said(
    lang: Lang,
    change: &SetChange,
    names: &BTreeMap<FrictionSetId, String>,
    touchpoints: &BTreeMap<TouchpointId, String>,
) -> String {
    let words = &in_lang(lang).weigh;
    let name = |id: &FrictionSetId| names.get(id).map_or("…", String::as_str);
    let or_standard = |id: &Option<FrictionSetId>| match id {
        Some(id) => name(id).to_owned(),
        None => words.standard.to_owned(),
    };
    match change {
        SetChange::Added { name, .. } => words.was_added(name),
        SetChange::Changed {
            set,
            before,
            settings,
        } => format!("{}: {}", name(set), differences(lang, before, settings)),
        SetChange::Renamed { before, name, .. } => words.was_renamed(before, name),
        SetChange::Retired { set } => words.was_retired(name(set)),
        SetChange::Used { set, .. } => words.was_used(&or_standard(set)),
        SetChange::CostsSet { before, costs } => priority(lang).costs_were(
            &in_words(lang, before.as_ref()),
            &in_words(lang, costs.as_ref()),
        ),
        SetChange::EffortSet {
            touchpoint,
            before,
            effort,
        } => {
            let name = touchpoints.get(touchpoint).map_or("…", String::as_str);
            let value = |effort: &Option<Effort>| {
                let value = effort.map(|effort| effort.value.to_string());
                value.unwrap_or_else(|| UNKNOWN.to_owned())
            };
            priority(lang).effort_was(name, &value(before), &value(effort))
        }
    }
}

/// What is otherwise in the second settings: "Effort: weight 20 → 40, bad 50 → 60 % not easy".
fn differences(lang: Lang, before: &Settings, after: &Settings) -> String {
    let words = in_lang(lang);
    let pairs = Part::ALL.map(|part| (part, before.part(part), after.part(part)));
    let mut told = Vec::new();
    for (part, before, after) in pairs {
        let mut of_part = Vec::new();
        if before.weight != after.weight {
            let weight = |weight: f64| lang.number(100.0 * weight, 0);
            of_part.push(words.weigh.from_to(
                words.weigh.weight,
                &weight(before.weight),
                &weight(after.weight),
            ));
        }
        let values = [
            (
                words.weigh.good,
                goalpost(before.goalposts, true),
                goalpost(after.goalposts, true),
            ),
            (
                words.weigh.bad,
                goalpost(before.goalposts, false),
                goalpost(after.goalposts, false),
            ),
        ];
        for (name, before, after) in values {
            if before != after {
                let (before, after) = (posts::written(before, part), posts::written(after, part));
                of_part.push(words.weigh.from_to(name, &before, &after));
            }
        }
        if !of_part.is_empty() {
            told.push(format!(
                "{}: {}",
                part_name(words, part),
                of_part.join(", ")
            ));
        }
    }
    told.join("; ")
}

const fn goalpost(goalposts: Goalposts, best: bool) -> f64 {
    if best {
        goalposts.best
    } else {
        goalposts.worst
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::friction::{PartSettings, Preset};

    #[test]
    fn the_trail_says_what_was_otherwise_before() {
        let before = Settings::default();
        let own = before.part(Part::ComplaintRate);
        let after = before
            .with(PartSettings {
                weight: 0.3,
                goalposts: Goalposts {
                    worst: 0.16,
                    ..own.goalposts
                },
                ..own
            })
            .unwrap_or_default();
        assert_eq!(
            differences(Lang::En, &before, &after),
            "Complaints: weight 15 → 30, bad 80 → 160"
        );
        let all_alike = Preset::Balanced.of(&before);
        assert!(differences(Lang::Es, &before, &all_alike).starts_with("Esfuerzo: peso 20 → 50; "));
    }
}
