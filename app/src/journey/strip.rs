//! One journey as a strip of its stages.

use std::collections::BTreeSet;

use shared::{
    api::{JourneySummary, StageStrip},
    chart::heat_step,
    id::JourneyId,
    journey::{Evidence, JourneyKind, Parts},
    locale::{Date, DateStyle},
};

use crate::{
    catalogue::names::{department, hue},
    html::Html,
    words::{Lang, in_lang},
};

/// Records older than this look stale: a quarter.
const STALE_DAYS: i64 = 92;

/// What a strip needs to know beside its journey.
pub(super) struct Place<'a> {
    /// Milliseconds since 1970.
    pub(super) now: i64,
    /// All journeys, among which is the one that it is a part of.
    pub(super) all: &'a [JourneySummary],
}

/// The strip, its facts and the way to the board; what stands below it is written into the same item by `parts`.
pub(super) fn strip(
    html: &mut Html,
    lang: Lang,
    journey: &JourneySummary,
    place: &Place<'_>,
    parts: impl FnOnce(&mut Html),
) {
    let now = place.now;
    let words = &in_lang(lang).portfolio;
    html.open("li", &[("class", "strips__item")])
        .open("div", &[("class", "strip")])
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
    if let Some(name) = &journey.department {
        html.open("span", &[]);
        html.classed("span", &format!("dot hue-{}", hue(name)), "");
        html.text(&department(lang, name)).close("span");
    }
    evidence(html, lang, journey.evidence);
    html.element("span", &[], &words.cards(journey.cards));
    let changed = words.changed(&lang.ago(journey.changed_at.0, now));
    html.element("span", &[], &changed);
    fresh(html, lang, journey, now);
    review(html, lang, journey, now);
    html.close("div").close("div");
    tags(html, lang, journey, place);
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
    html.close("div");
    parts(html);
    html.close("li");
}

/// Journeys with those that are parts of them below them, however deep; each once, the first time that it comes up.
pub(super) fn strips(html: &mut Html, lang: Lang, found: &[&JourneySummary], place: &Place<'_>) {
    let parts = Parts::of(place.all);
    let below: BTreeSet<JourneyId> = found
        .iter()
        .flat_map(|whole| {
            let own = whole.id;
            parts.of_whole(own).filter(move |part| *part != own)
        })
        .collect();
    let whole = |journey: &&&JourneySummary| !below.contains(&journey.id);
    let mut left: BTreeSet<JourneyId> = found.iter().map(|journey| journey.id).collect();
    for journey in found.iter().filter(whole) {
        branch(html, lang, journey, (found, place, &parts), &mut left);
    }
    // What is a part of itself by way of others has no whole to stand below.
    for journey in found {
        if left.contains(&journey.id) {
            branch(html, lang, journey, (found, place, &parts), &mut left);
        }
    }
}

fn branch(
    html: &mut Html,
    lang: Lang,
    journey: &JourneySummary,
    all: (&[&JourneySummary], &Place<'_>, &Parts),
    left: &mut BTreeSet<JourneyId>,
) {
    if !left.remove(&journey.id) {
        return;
    }
    let (found, place, parts) = all;
    strip(html, lang, journey, place, |html| {
        let own: BTreeSet<JourneyId> = parts.of_whole(journey.id).collect();
        let is_part =
            |other: &&&JourneySummary| own.contains(&other.id) && left.contains(&other.id);
        let below: Vec<&JourneySummary> = found.iter().filter(is_part).copied().collect();
        if below.is_empty() {
            return;
        }
        let name = in_lang(lang).portfolio.parts_of(&journey.title);
        html.open(
            "ul",
            &[("class", "strips strips--parts"), ("aria-label", &name)],
        );
        for part in below {
            branch(html, lang, part, all, left);
        }
        html.close("ul");
    });
}

/// Until which day there are records.
fn fresh(html: &mut Html, lang: Lang, journey: &JourneySummary, now: i64) {
    let day = journey
        .fresh
        .as_ref()
        .and_then(|day| day.parse::<Date>().ok());
    if let Some(day) = day {
        let stale = days_since(day, now).is_some_and(|days| days > STALE_DAYS);
        let said = in_lang(lang)
            .portfolio
            .records_until(&lang.date(day, DateStyle::Full));
        html.classed("span", if stale { "stale" } else { "" }, &said);
    }
}

/// When it is to be looked through again, and that it is late.
fn review(html: &mut Html, lang: Lang, journey: &JourneySummary, now: i64) {
    let Some(day) = journey.review else { return };
    let words = &in_lang(lang).portfolio;
    let said = lang.date(day, DateStyle::Full);
    let late = days_since(day, now).is_some_and(|days| days > 0);
    if late {
        html.classed("span", "stale", &words.review_late(&said));
    } else {
        html.element("span", &[], &words.review_on(&said));
    }
}

/// Whole days from a day to now.
fn days_since(day: Date, now: i64) -> Option<i64> {
    const DAY: i64 = 86_400_000;
    let begun = i64::from(day.to_days()).checked_mul(DAY)?;
    Some(now.checked_sub(begun)?.div_euclid(DAY))
}

/// What it is a part of, and its tags.
fn tags(html: &mut Html, lang: Lang, journey: &JourneySummary, place: &Place<'_>) {
    let parent = journey
        .parent
        .and_then(|id| place.all.iter().find(|other| other.id == id));
    if parent.is_none() && journey.tags.is_empty() {
        return;
    }
    html.open("p", &[("class", "strip__tags")]);
    if let Some(parent) = parent {
        html.element("span", &[], &in_lang(lang).portfolio.part_of(&parent.title));
    }
    for tag in &journey.tags {
        html.classed("span", "strip__tag", tag);
    }
    html.close("p");
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
