//! The panel that weighs: a slider for every source, presets, and what counts as good and bad.

use leptos::{
    prelude::*,
    web_sys::{Event, HtmlInputElement},
};
use shared::{
    chart::heat_step,
    friction::{Part, PartSettings, Preset, Settings},
};

use super::{
    costs::costs,
    posts::posts,
    saved::{Saved, edits, manage, pills},
    scoring::Scoring,
};
use crate::{
    frozen::frozen,
    words::{Lang, Words, in_lang},
};

/// The sliders, beside the list.
pub(super) fn panel(lang: Lang, scoring: Scoring, saved: Saved) -> AnyView {
    let words = &in_lang(lang).weigh;
    let basis = scoring.basis();
    let (measured, unmeasured): (Vec<Part>, Vec<Part>) = Part::ALL
        .into_iter()
        .partition(|part| basis.measures(*part));
    let rows = |parts: Vec<Part>| -> Vec<AnyView> {
        parts
            .into_iter()
            .map(|part| weight(lang, scoring, part))
            .collect()
    };
    let others = (!unmeasured.is_empty()).then(|| {
        let summary = words.unmeasured(unmeasured.len() as u64);
        view! {
            <details class="weights__others">
                <summary>{summary}</summary>
                <p class="muted small">{words.unmeasured_hint}</p>
                {rows(unmeasured)}
            </details>
        }
    });
    view! {
        <section class="weights" id="weights" aria-labelledby="weights-title" tabindex="-1">
            <div class="weights__head">
                <h2 class="weights__title" id="weights-title">
                    {words.title}
                </h2>
                <p class="muted small">{words.lead}</p>
            </div>
            {presets(lang, scoring)}
            {pills(lang, scoring, saved)}
            {rows(measured)}
            {others}
            {now(lang, scoring)}
            {reset(lang, scoring)}
            {frozen(edits(), costs(lang, scoring, saved))}
            {manage(lang, scoring, saved)}
        </section>
    }
    .into_any()
}

/// Ready-made weights, as buttons that show which one is in use.
fn presets(lang: Lang, scoring: Scoring) -> AnyView {
    let used = Memo::new(move |_| Preset::matching(&scoring.settings()));
    let buttons: Vec<AnyView> = Preset::ALL
        .into_iter()
        .map(|preset| {
            view! {
                <button
                    type="button"
                    class="pill"
                    aria-pressed=move || if used.get() == Some(preset) { "true" } else { "false" }
                    on:click=move |_| scoring.set(preset.of(&scoring.settings_now()))
                >
                    {preset_name(in_lang(lang), preset)}
                </button>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="weights__presets" role="group" aria-label=in_lang(lang).weigh.presets>
            {buttons}
        </div>
    }
    .into_any()
}

/// One source: what share of the whole it weighs, the slider, its good and bad.
fn weight(lang: Lang, scoring: Scoring, part: Part) -> AnyView {
    let words = in_lang(lang);
    let id = format!("weight-{}", part.key());
    let at = Memo::new(move |_| position(&scoring.settings(), part));
    let share = Memo::new(move |_| share(&scoring.settings(), part));
    let said = move || lang.percent(share.get(), 0);
    let moved = move |event: Event| {
        let slider: HtmlInputElement = event_target(&event);
        match moved_to(&scoring.settings_now(), part, slider.value_as_number()) {
            Some(settings) => scoring.set(settings),
            // The last weight stays, and its slider with it.
            None => slider.set_value(&at.get_untracked().to_string()),
        }
    };
    view! {
        <div class="weight">
            <label class="weight__name" for=id.clone()>
                {part_name(words, part)}
            </label>
            <output class="weight__value num" for=id.clone()>
                {said}
            </output>
            <input
                type="range"
                id=id
                min="0"
                max="100"
                step="1"
                value=at.get_untracked().to_string()
                prop:value=move || at.get().to_string()
                aria-valuetext=move || words.weigh.of_all_weights(&said())
                on:input=moved
            />
            {posts(lang, scoring, part)}
        </div>
    }
    .into_any()
}

/// Who is worst by these weights: in sight beside the sliders, also where the list is not.
fn now(lang: Lang, scoring: Scoring) -> AnyView {
    let basis = scoring.basis();
    let shown = move || {
        scoring.with_scores(|scores| {
            let (subject, score) = basis.worst(scores)?;
            let class = format!("weights__score num heat--{}", heat_step(score.score));
            let (name, score) = (subject.name.clone(), lang.number(score.score, 0));
            Some(view! {
                <span class="weights__worst">{name}</span>
                <span class=class>{score}</span>
            })
        })
    };
    view! {
        <p class="weights__now">
            <span class="muted small">{in_lang(lang).weigh.now_worst}</span>
            {shown}
        </p>
    }
    .into_any()
}

/// The way back, where there is something to go back from.
fn reset(lang: Lang, scoring: Scoring) -> AnyView {
    let own = Memo::new(move |_| scoring.settings() != scoring.standard());
    view! {
        <div class="weights__foot">
            <button
                type="button"
                class="btn btn--small"
                disabled=move || !own.get()
                on:click=move |_| scoring.set(untrack(|| scoring.standard()))
            >
                {in_lang(lang).weigh.reset}
            </button>
            <span class="muted small">
                {move || own.get().then_some(in_lang(lang).weigh.in_the_address)}
            </span>
        </div>
    }
    .into_any()
}

/// The weight that a slider at its end stands for: 1, or the heaviest where one is heavier.
fn full(settings: &Settings) -> f64 {
    let weights = settings.parts().iter().map(|part| part.weight);
    weights.fold(1.0, f64::max)
}

/// Where a part's slider stands, 0 to 100.
fn position(settings: &Settings, part: Part) -> u32 {
    (100.0 * settings.part(part).weight / full(settings)).round() as u32
}

/// A part's share of all weights.
fn share(settings: &Settings, part: Part) -> f64 {
    let total: f64 = settings.parts().iter().map(|part| part.weight).sum();
    settings.part(part).weight / total
}

/// The settings with a part's slider moved; `None` where no weight would be left.
fn moved_to(settings: &Settings, part: Part, at: f64) -> Option<Settings> {
    let own = settings.part(part);
    let weight = at / 100.0 * full(settings);
    settings.with(PartSettings { weight, ..own }).ok()
}

const fn preset_name(words: &Words, preset: Preset) -> &'static str {
    let words = &words.weigh;
    match preset {
        Preset::Standard => words.standard,
        Preset::Balanced => words.balanced,
        Preset::EffortFirst => words.effort_first,
        Preset::ComplaintsFirst => words.complaints_first,
        Preset::PromiseFirst => words.promise_first,
    }
}

/// What a part is called.
pub(crate) const fn part_name(words: &Words, part: Part) -> &'static str {
    let words = &words.weigh;
    match part {
        Part::Effort => words.effort,
        Part::Satisfaction => words.satisfaction,
        Part::NegativeSentiment => words.negative_sentiment,
        Part::ComplaintRate => words.complaint_rate,
        Part::DropOff => words.drop_off,
        Part::Delay => words.delay,
        Part::PromiseGap => words.promise_gap,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slider_stands_where_its_weight_is_and_shares_add_up_to_a_whole() {
        let settings = Settings::default();
        assert_eq!(position(&settings, Part::Effort), 20);
        let settings = moved_to(&settings, Part::Effort, 60.0).unwrap_or_default();
        assert_eq!(position(&settings, Part::Effort), 60);
        // .60 of .60 + .80.
        assert!((share(&settings, Part::Effort) - 3.0 / 7.0).abs() < 1e-12);
    }

    #[test]
    fn weights_above_one_leave_room_on_the_slider() {
        let settings: Settings = "effort:4:0:1,delay:1:0:1".parse().unwrap_or_default();
        assert_eq!(position(&settings, Part::Effort), 100);
        assert_eq!(position(&settings, Part::Delay), 25);
        let moved = moved_to(&settings, Part::Delay, 50.0).unwrap_or_default();
        assert_eq!(moved.part(Part::Delay).weight, 2.0);
    }

    #[test]
    fn the_last_weight_cannot_be_taken_away() {
        let settings: Settings = "delay:1:0:1".parse().unwrap_or_default();
        assert_eq!(moved_to(&settings, Part::Delay, 0.0), None);
    }
}
