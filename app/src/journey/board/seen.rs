//! What stands at a step in a lane, as markup that is only read: on the big screen and on paper.

use shared::{
    id::{LaneId, StepId},
    journey::{Cell, LaneKind},
    log::Board,
    metric::Proof,
};

use super::{
    card, doing, friction,
    layout::Layout,
    measured::{EmotionView, FeelingView, Measured},
    model::card_view,
    promise, reality,
};
use crate::{
    html::Html,
    words::{Lang, in_lang, present_words},
};

/// The drawing of an emotion, in units: it stretches across its steps.
const DRAWN: (f64, f64) = (1000.0, 120.0);

/// A board with what was measured of it.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    pub(super) board: &'a Board,
    pub(super) measured: &'a Measured,
    pub(super) emotion: &'a EmotionView,
}

/// What the journey is about, as terms of a list; what nobody said is left out.
pub(super) fn scope(html: &mut Html, lang: Lang, board: &Board) {
    let words = &in_lang(lang).board;
    let scope = &board.journey.scope;
    let personas = scope.personas.iter();
    let personas: Vec<&str> = personas
        .filter_map(|id| board.catalogue.personas.get(id))
        .map(|persona| persona.name.as_str())
        .collect();
    let personas = personas.join(", ");
    let terms = [
        (words.persona, personas.as_str()),
        (words.scenario, scope.scenario.as_str()),
        (words.start, scope.start.as_str()),
        (words.end, scope.end.as_str()),
        (words.goal, scope.goal.as_str()),
    ];
    for (name, text) in terms.into_iter().filter(|(_, text)| !text.is_empty()) {
        term(html, name, text);
    }
}

/// A term of that list.
pub(super) fn term(html: &mut Html, name: &str, text: &str) {
    html.open("div", &[]);
    html.element("dt", &[], name)
        .element("dd", &[], text)
        .close("div");
}

/// The lanes that say something of one of these steps, in the order of the board.
pub(super) fn lanes(seen: Seen<'_>, layout: &Layout, steps: &[StepId]) -> Vec<(LaneId, LaneKind)> {
    let journey = &seen.board.journey;
    let says = |(lane, kind): &(LaneId, LaneKind)| match kind {
        LaneKind::Emotion => {
            let columns = seen.emotion.columns.iter().flatten();
            let mut here = columns.filter(|view| steps.contains(&view.step));
            here.any(|view| {
                let mut believed = view.believed.iter();
                believed.any(|line| line.hundredths.is_some()) || view.measured().is_some()
            })
        }
        LaneKind::Friction | LaneKind::Reality => steps
            .iter()
            .any(|step| !journey.touchpoints_at(*step).is_empty()),
        _ => steps.iter().any(|step| {
            let cell = Cell {
                step: *step,
                lane: *lane,
            };
            let doing = || !seen.measured.doing(seen.board, *step).is_empty();
            Layout::cards(journey, cell).next().is_some() || *kind == LaneKind::Actions && doing()
        }),
    };
    layout.lanes.iter().copied().filter(says).collect()
}

/// The cell of a step in a lane.
pub(super) fn cell(
    html: &mut Html,
    seen: Seen<'_>,
    lang: Lang,
    (step, lane, kind): (StepId, LaneId, LaneKind),
    now: i64,
) {
    match kind {
        LaneKind::Emotion => feelings(html, seen, lang, step),
        LaneKind::Friction => {
            let view = seen.measured.friction(seen.board, step);
            html.markup(&friction::heat(lang, &view));
        }
        LaneKind::Reality => {
            let view = reality::view(&seen.measured.reality, seen.board, step);
            reality::write_cell(html, lang, &view, now);
        }
        kind => {
            for id in Layout::cards(&seen.board.journey, Cell { step, lane }) {
                let Some(view) = card_view(seen.board, seen.measured, lang, id) else {
                    continue;
                };
                let class = match &view.promise {
                    Some(promise) => promise::class(promise.stands),
                    None if kind == LaneKind::Promise => promise::class(Proof::Unproven),
                    None => card::class(kind),
                };
                html.open("div", &[("class", class)]);
                html.markup(&card::body(lang, kind, &view)).close("div");
            }
            if kind == LaneKind::Actions {
                chips(html, seen, lang, step);
            }
        }
    }
}

/// What people have taken on, below what was written down.
fn chips(html: &mut Html, seen: Seen<'_>, lang: Lang, step: StepId) {
    let actions = seen.measured.doing(seen.board, step);
    if !actions.is_empty() {
        html.open("div", &[("class", "doing")]);
        doing::write_chips(html, lang, &actions);
        html.close("div");
    }
}

/// What is believed and what is measured, in words.
fn feelings(html: &mut Html, seen: Seen<'_>, lang: Lang, step: StepId) {
    let words = &in_lang(lang).board;
    let found = seen
        .emotion
        .columns
        .iter()
        .flatten()
        .find(|view| view.step == step);
    let Some(found) = found else { return };
    html.open("ul", &[("class", "present__feelings")]);
    let mut any = false;
    for line in &found.believed {
        if let Some(hundredths) = line.hundredths {
            let said = words.feeling(f64::from(hundredths) / 100.0);
            html.open("li", &[("class", "present__believed")]);
            html.classed("span", "muted", &line.name).text(" ");
            html.element("b", &[], &said).close("li");
            any = true;
        }
    }
    if let Some(measured) = found.measured() {
        let said = words.feeling(measured.estimate);
        html.open("li", &[("class", "present__measured")]);
        html.classed("span", "muted", &words.felt_by(found.whose()))
            .text(" ");
        html.element("b", &[], &said).close("li");
        any = true;
    }
    if !any {
        html.classed("li", "muted", present_words(lang).nobody);
    }
    html.close("ul");
}

/// The emotion of the stage: believed dashed, measured solid with its margin. It is told in words under each step.
pub(super) fn curves(html: &mut Html, seen: Seen<'_>, steps: &[StepId]) {
    let (width, height) = DRAWN;
    let x = |index: usize| (index as f64 + 0.5) / steps.len() as f64 * width;
    let y = |value: f64| (2.0 - value.clamp(-2.0, 2.0)) / 4.0 * (height - 16.0) + 8.0;
    let feeling = |step: &StepId| {
        let columns = seen.emotion.columns.iter().flatten();
        columns.into_iter().find(|view| view.step == *step)
    };
    let view_box = format!("0 0 {width} {height}");
    let attributes = [
        ("class", "present__curves"),
        ("viewBox", view_box.as_str()),
        ("preserveAspectRatio", "none"),
        ("aria-hidden", "true"),
    ];
    html.open("svg", &attributes);
    let middle = format!("M0 {0:.1}H{width}", y(0.0));
    html.element("path", &[("class", "present__zero"), ("d", &middle)], "");
    let personas = seen.board.journey.scope.personas.len();
    for persona in 0..personas {
        let value = |step: &StepId| {
            let hundredths = feeling(step)?.believed.get(persona)?.hundredths?;
            Some(f64::from(hundredths) / 100.0)
        };
        let line = path(steps, value, x, y);
        let class = if persona == 0 {
            "present__line"
        } else {
            "present__line present__line--other"
        };
        html.element("path", &[("class", class), ("d", &line)], "");
    }
    for (index, step) in steps.iter().enumerate() {
        if let Some(measured) = feeling(step).and_then(FeelingView::measured) {
            let (low, high) = (measured.interval.low, measured.interval.high);
            let bar = format!("M{0:.1} {1:.1}V{2:.1}", x(index), y(high), y(low));
            html.element("path", &[("class", "present__margin"), ("d", &bar)], "");
        }
    }
    let value = |step: &StepId| Some(feeling(step)?.measured()?.estimate);
    let line = path(steps, value, x, y);
    html.element(
        "path",
        &[
            ("class", "present__line present__line--measured"),
            ("d", &line),
        ],
        "",
    );
    html.close("svg");
}

/// A line through what is known, with gaps; a point alone is a short dash.
fn path(
    steps: &[StepId],
    value: impl Fn(&StepId) -> Option<f64>,
    x: impl Fn(usize) -> f64,
    y: impl Fn(f64) -> f64,
) -> String {
    let mut path = String::new();
    let mut before = false;
    for (index, step) in steps.iter().enumerate() {
        let here = value(step);
        if let Some(value) = here {
            let (x, y) = (x(index), y(value));
            if before {
                path += &format!("L{x:.1} {y:.1}");
            } else {
                path += &format!("M{:.1} {y:.1}h6", x - 6.0);
            }
        } else if before {
            path += "h6";
        }
        before = here.is_some();
    }
    if before {
        path += "h6";
    }
    path
}
