//! The choice of what is compared: a journey on either side, and as of when.

use leptos::{ev::Event, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use shared::{
    api::JourneySummary,
    log::{Seq, Timestamp},
};

use super::asked::{Asked, One};
use crate::{
    request::instant,
    words::{Lang, versus_words},
};

/// The choice of a journey and of a point in time.
pub(super) fn picker(
    journeys: &[JourneySummary],
    (name, versions): (&'static str, Vec<(Seq, Timestamp)>),
    asked: Memo<Asked>,
    is_left: bool,
    lang: Lang,
) -> AnyView {
    let words = versus_words(lang);
    let Asked { left, right } = asked.get_untracked();
    let now = if is_left { left } else { right };
    let mut all: Vec<&JourneySummary> = journeys.iter().collect();
    all.sort_by_cached_key(|journey| journey.title.to_lowercase());
    let is = |journey: &JourneySummary| {
        now.journey
            .as_ref()
            .is_some_and(|asked| *asked == journey.slug || *asked == journey.id.to_string())
    };
    let options: Vec<AnyView> = all
        .into_iter()
        .map(|journey| {
            let chosen = is(journey);
            let (slug, title) = (journey.slug.clone(), journey.title.clone());
            view! { <option value=slug selected=chosen prop:selected=chosen>{title}</option> }
                .into_any()
        })
        .collect();
    let counterparts: Vec<(String, String)> = journeys
        .iter()
        .filter_map(|journey| {
            let id = journey.counterpart?;
            let other = journeys.iter().find(|other| other.id == id)?;
            Some((journey.slug.clone(), other.slug.clone()))
        })
        .collect();
    let navigate = use_navigate();
    let to = move |one: One| {
        // As it is asked for now: the other side may have been chosen while this one was still on its way.
        let mut next = asked.get_untracked();
        // Whoever chooses the first of two that belong together means both.
        let other = counterparts
            .iter()
            .find(|(slug, _)| Some(slug) == one.journey.as_ref());
        if is_left {
            next.left = one;
            if next.right.journey.is_none() {
                next.right.journey = other.map(|(_, other)| other.clone());
            }
        } else {
            next.right = one;
        }
        let options = NavigateOptions {
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&next.address(), options);
    };
    let pick = to.clone();
    let journey = now.journey.clone();
    let none = now.journey.is_none();
    let points: Vec<AnyView> = versions
        .iter()
        .map(|(seq, at)| {
            let chosen = now.at == Some(*seq);
            let when = instant(lang, *at);
            view! {
                <option value=seq.to_string() selected=chosen prop:selected=chosen>
                    {when}
                </option>
            }
            .into_any()
        })
        .collect();
    let of_now = now.at.is_none();
    // An entry that is none of the points is one all the same: somebody sent the address.
    let other = now
        .at
        .filter(|at| versions.iter().all(|(seq, _)| seq != at));
    let other = other.map(|at| {
        view! {
            <option value=at.to_string() selected=true prop:selected=true>
                {format!("#{at}")}
            </option>
        }
    });
    view! {
        <fieldset class="versus__side">
            <legend>{name}</legend>
            <select
                class="select"
                aria-label=name
                on:change=move |event: Event| {
                    let journey = Some(event_target_value(&event)).filter(|slug| !slug.is_empty());
                    pick(One { journey, at: None });
                }
            >
                <option value="" selected=none prop:selected=none>{words.choose}</option>
                {options}
            </select>
            {(!none)
                .then(|| {
                    view! {
                        <label class="versus__version">
                            {words.version}
                            <select
                                class="select"
                                aria-label=format!("{name}: {}", words.version)
                                on:change=move |event: Event| {
                                    let at = event_target_value(&event).parse().ok();
                                    to(One { journey: journey.clone(), at });
                                }
                            >
                                <option value="now" selected=of_now prop:selected=of_now>{words.now}</option>
                                {points}
                                {other}
                            </select>
                        </label>
                    }
                })}
        </fieldset>
    }
    .into_any()
}
