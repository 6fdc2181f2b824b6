//! One journey as a strip of its stages.

use shared::{
    api::{JourneySummary, StageStrip},
    chart::heat_step,
    journey::{Evidence, JourneyKind},
};

use crate::{
    html::Html,
    words::{Lang, in_lang},
};

/// The strip, its facts and the way to the board.
pub(super) fn strip(html: &mut Html, lang: Lang, journey: &JourneySummary, now: i64) {
    let words = &in_lang(lang).portfolio;
    html.open("li", &[("class", "strip")])
        .open("div", &[("class", "strip__head")])
        .open("h2", &[]);
    let href = format!("/journeys/{}", journey.slug);
    let link = [("class", "strip__name"), ("href", href.as_str())];
    html.element("a", &link, &journey.title).close("h2");
    html.open("div", &[("class", "strip__facts")]);
    let kind = match journey.kind {
        JourneyKind::AsIs => words.as_is,
        JourneyKind::ToBe => words.to_be,
    };
    html.element("span", &[], kind);
    evidence(html, lang, journey.evidence);
    html.element("span", &[], &words.cards(journey.cards));
    let changed = words.changed(&lang.ago(journey.changed_at.0, now));
    html.element("span", &[], &changed)
        .close("div")
        .close("div");
    if journey.stages.is_empty() {
        html.classed("p", "muted small", words.no_stages);
    } else {
        let list = [("class", "strip__stages"), ("aria-label", words.stages)];
        html.open("ol", &list);
        for each in &journey.stages {
            stage(html, lang, each);
        }
        html.close("ol");
    }
    html.close("li");
}

fn stage(html: &mut Html, lang: Lang, stage: &StageStrip) {
    let words = &in_lang(lang).portfolio;
    let class = match stage.friction {
        Some(friction) => format!("strip__stage heat--{}", heat_step(friction)),
        None => "strip__stage heat--unknown".to_owned(),
    };
    let span = format!("--span:{}", stage.steps.max(1));
    html.open("li", &[("class", &class), ("style", &span)]);
    html.classed("span", "strip__stage-name", &stage.title);
    let said = match stage.friction {
        Some(friction) => {
            let number = lang.number(friction, 0);
            let score = [("class", "strip__score num"), ("aria-hidden", "true")];
            html.element("span", &score, &number);
            words.stage_friction(&number)
        }
        None => words.not_measured.to_owned(),
    };
    html.classed("span", "visually-hidden", &said).close("li");
}

fn evidence(html: &mut Html, lang: Lang, evidence: Option<Evidence>) {
    let words = &in_lang(lang).board;
    let (class, name) = match evidence {
        // "0 cards" stands beside it.
        None => return,
        Some(Evidence::Assumption) => ("evidence", words.assumption),
        Some(Evidence::Qualitative) => ("evidence evidence--qualitative", words.heard),
        Some(Evidence::Measured) => ("evidence evidence--measured", words.measured),
    };
    html.open("span", &[]);
    html.element("span", &[("class", class), ("aria-hidden", "true")], "");
    html.text(name).close("span");
}
