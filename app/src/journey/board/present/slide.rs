//! What a slide shows: the overview, or a stage with its steps side by side and under each what the board has of it.

use shared::{
    chart::heat_step,
    id::{LaneId, StageId, StepId},
    journey::{LaneKind, Node},
};

use super::{
    super::{measured::FrictionView, names, seen},
    Shown, address, name,
};
use crate::{
    html::Html,
    words::{Lang, in_lang, present_words},
};

/// In which order the lanes of a stage are read: first how it felt and how much it hurts, then what was promised against what is, then
/// the rest as it lies on the board.
const FIRST: [LaneKind; 4] = [
    LaneKind::Emotion,
    LaneKind::Friction,
    LaneKind::Promise,
    LaneKind::Reality,
];

pub(super) fn slide(shown: &Shown, lang: Lang, at: usize, now: i64) -> String {
    let mut html = Html::new();
    match at.checked_sub(1).and_then(|at| shown.stages.get(at)) {
        Some(stage) => of_stage(&mut html, shown, lang, (*stage, at), now),
        None => overview(&mut html, shown, lang),
    }
    html.done()
}

/// Every slide as a way to it, the stages coloured by their worst friction.
pub(super) fn progress(shown: &Shown, lang: Lang, here: usize) -> String {
    let mut html = Html::new();
    for at in 0..=shown.stages.len() {
        let name = name(shown, lang, at);
        let href = address(shown, at);
        let stage = at.checked_sub(1).and_then(|at| shown.stages.get(at));
        let heat = stage.and_then(|stage| worst(shown, *stage));
        let heat = heat.map_or_else(String::new, |score| format!(" heat--{}", heat_step(score)));
        html.open("li", &[]);
        let class = format!("present__dot{heat}");
        let current = if at == here { "step" } else { "" };
        let link = [
            ("class", class.as_str()),
            ("href", href.as_str()),
            ("aria-current", current),
            ("title", name.as_str()),
        ];
        html.open("a", &link);
        html.classed("span", "present__dot-name", &name).close("a");
        html.close("li");
    }
    html.done()
}

fn worst(shown: &Shown, stage: StageId) -> Option<f64> {
    let steps = shown.board.journey.visible_steps(stage);
    let scores = steps.filter_map(
        |(step, _)| match shown.measured.friction(&shown.board, step) {
            FrictionView::Scored(scored) => Some(scored.score),
            FrictionView::Empty | FrictionView::Unknown { .. } => None,
        },
    );
    scores.reduce(f64::max)
}

fn overview(html: &mut Html, shown: &Shown, lang: Lang) {
    let (words, said) = (&in_lang(lang).board, present_words(lang));
    let scope = &shown.board.journey.scope;
    let kind = names::journey_kind(lang, scope.kind);
    html.open("header", &[("class", "present__head")]);
    html.classed("p", "present__count", kind);
    html.element("h1", &[], &scope.title).close("header");
    html.open("dl", &[("class", "present__scope")]);
    seen::scope(html, lang, &shown.board);
    html.close("dl");
    if shown.stages.is_empty() {
        html.classed("p", "present__nothing", said.no_stages);
        return;
    }
    html.open(
        "ol",
        &[("class", "present__stages"), ("aria-label", said.stages)],
    );
    for (index, stage) in shown.stages.iter().enumerate() {
        let heat = worst(shown, *stage);
        let class = heat.map_or_else(
            || "present__stage heat--unknown".to_owned(),
            |score| format!("present__stage heat--{}", heat_step(score)),
        );
        let href = address(shown, index + 1);
        html.open("li", &[])
            .open("a", &[("class", &class), ("href", &href)]);
        html.classed("b", "present__stage-name", &name(shown, lang, index + 1));
        let told = heat.map_or_else(
            || words.not_measured.to_owned(),
            |score| {
                in_lang(lang)
                    .portfolio
                    .stage_friction(&lang.number(score, 0))
            },
        );
        html.element("span", &[], &told).close("a").close("li");
    }
    html.close("ol");
}

fn of_stage(html: &mut Html, shown: &Shown, lang: Lang, (stage, at): (StageId, usize), now: i64) {
    let words = present_words(lang);
    html.open("header", &[("class", "present__head")]);
    html.classed("p", "present__count", &words.at(at, shown.stages.len()));
    html.element("h1", &[], &name(shown, lang, at))
        .close("header");
    let steps: Vec<StepId> = shown
        .board
        .journey
        .visible_steps(stage)
        .map(|(id, _)| id)
        .collect();
    if steps.is_empty() {
        html.classed("p", "present__nothing", words.no_steps);
        return;
    }
    let lanes = lanes(shown, &steps);
    let style = format!("--steps:{};--rows:{}", steps.len(), lanes.len() + 1);
    html.open("div", &[("class", "present__grid"), ("style", &style)]);
    for (index, step) in steps.iter().enumerate() {
        of_step(html, shown, lang, (*step, index, &steps), &lanes, now);
    }
    html.close("div");
}

/// The lanes that say something of these steps, in the order in which they are read.
fn lanes(shown: &Shown, steps: &[StepId]) -> Vec<(LaneId, LaneKind)> {
    let mut lanes = seen::lanes(shown.seen(), &shown.layout, steps);
    let rank = |kind: LaneKind| {
        FIRST
            .iter()
            .position(|first| *first == kind)
            .unwrap_or(FIRST.len())
    };
    lanes.sort_by_key(|(_, kind)| rank(*kind));
    lanes
}

fn of_step(
    html: &mut Html,
    shown: &Shown,
    lang: Lang,
    (step, index, steps): (StepId, usize, &[StepId]),
    lanes: &[(LaneId, LaneKind)],
    now: i64,
) {
    let title = shown
        .board
        .journey
        .steps
        .get(&step)
        .map(|step| step.title.as_str());
    html.open("section", &[("class", "present__step")]);
    html.element("h2", &[], title.unwrap_or_default());
    for (lane, kind) in lanes {
        let mut inner = Html::new();
        seen::cell(&mut inner, shown.seen(), lang, (step, *lane, *kind), now);
        let inner = inner.done();
        let class = match (*kind, inner.is_empty()) {
            (_, true) => "present__cell present__cell--empty",
            (LaneKind::Emotion, _) => "present__cell present__cell--emotion",
            _ => "present__cell",
        };
        html.open("div", &[("class", class)]);
        if !inner.is_empty() {
            let node = Node::Lane(*lane);
            let name = names::node(&shown.board.journey, &shown.board.catalogue, lang, node);
            html.classed("h3", "present__lane", &name.unwrap_or_default());
        }
        // One drawing for the whole stage, from the first step's cell across the others.
        if *kind == LaneKind::Emotion && index == 0 {
            seen::curves(html, shown.seen(), steps);
        }
        html.markup(&inner).close("div");
    }
    html.close("section");
}
