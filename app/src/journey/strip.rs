//! One journey as a strip of its stages.

use leptos::prelude::*;
use shared::{
    api::{JourneySummary, StageStrip},
    chart::heat_step,
    journey::{Evidence, JourneyKind},
};

use crate::words::{Lang, in_lang};

/// The strip, its facts and the way to the board.
pub(super) fn strip(lang: Lang, journey: &JourneySummary, now: i64) -> AnyView {
    let words = &in_lang(lang).portfolio;
    let kind = match journey.kind {
        JourneyKind::AsIs => words.as_is,
        JourneyKind::ToBe => words.to_be,
    };
    let stages: Vec<AnyView> = journey
        .stages
        .iter()
        .map(|each| stage(lang, each))
        .collect();
    let stages = if stages.is_empty() {
        view! { <p class="muted small">{words.no_stages}</p> }.into_any()
    } else {
        view! {
            <ol class="strip__stages" aria-label=words.stages>
                {stages}
            </ol>
        }
        .into_any()
    };
    view! {
        <li class="strip">
            <div class="strip__head">
                <h2>
                    <a class="strip__name" href=format!("/journeys/{}", journey.slug)>
                        {journey.title.clone()}
                    </a>
                </h2>
                <div class="strip__facts">
                    <span>{kind}</span>
                    {evidence(lang, journey.evidence)}
                    <span>{words.cards(journey.cards)}</span>
                    <span>{words.changed(&lang.ago(journey.changed_at.0, now))}</span>
                </div>
            </div>
            {stages}
        </li>
    }
    .into_any()
}

fn stage(lang: Lang, stage: &StageStrip) -> AnyView {
    let words = &in_lang(lang).portfolio;
    let (class, score) = match stage.friction {
        Some(friction) => {
            let number = lang.number(friction, 0);
            let said = words.stage_friction(&number);
            let score = view! {
                <span class="strip__score num" aria-hidden="true">
                    {number}
                </span>
                <span class="visually-hidden">{said}</span>
            };
            (
                format!("strip__stage heat--{}", heat_step(friction)),
                score.into_any(),
            )
        }
        None => (
            "strip__stage heat--unknown".to_owned(),
            view! { <span class="visually-hidden">{words.not_measured}</span> }.into_any(),
        ),
    };
    view! {
        <li class=class style=format!("--span:{}", stage.steps.max(1))>
            <span class="strip__stage-name">{stage.title.clone()}</span>
            {score}
        </li>
    }
    .into_any()
}

fn evidence(lang: Lang, evidence: Option<Evidence>) -> AnyView {
    let words = in_lang(lang);
    let (class, name) = match evidence {
        // "0 cards" stands beside it.
        None => return ().into_any(),
        Some(Evidence::Assumption) => ("evidence", words.board.assumption),
        Some(Evidence::Qualitative) => ("evidence evidence--qualitative", words.board.heard),
        Some(Evidence::Measured) => ("evidence evidence--measured", words.board.measured),
    };
    view! {
        <span>
            <span class=class aria-hidden="true"></span>
            {name}
        </span>
    }
    .into_any()
}
