//! The friction lane: for each column its worst touchpoint's score with its interval, in words and drawn.

use leptos::prelude::*;
use shared::{chart::heat_step, id::StepId};

use super::{
    measured::{FrictionView, Scored},
    state::BoardState,
};
use crate::{
    friction::band,
    html::Html,
    words::{Lang, in_lang},
};

/// What stands in the friction lane's cell of a step.
pub(super) fn cell(state: BoardState, step: StepId) -> Option<AnyView> {
    let friction = state.friction(step)?;
    let words = state.words;
    let html = Signal::derive(move || friction.with(|friction| heat(words.lang(), friction)));
    Some(view! { <div class="heat__holder" inner_html=html></div> }.into_any())
}

pub(super) fn heat(lang: Lang, friction: &FrictionView) -> String {
    let mut html = Html::new();
    match friction {
        FrictionView::Empty => {}
        FrictionView::Unknown { touchpoint } => {
            open(
                &mut html,
                "heat heat--unknown",
                &format!("?touchpoint={touchpoint}"),
            );
            html.text(in_lang(lang).board.not_measured).close("a");
        }
        FrictionView::Scored(scored) => scored_cell(&mut html, lang, scored),
    }
    html.done()
}

fn open(html: &mut Html, class: &str, href: &str) {
    html.open("a", &[("class", class), ("href", href), ("tabindex", "-1")]);
}

fn scored_cell(html: &mut Html, lang: Lang, scored: &Scored) {
    let words = in_lang(lang);
    let partial = scored.coverage.sources * 2 < scored.coverage.of;
    let step = heat_step(scored.score);
    let hatched = if partial { " heat--partial" } else { "" };
    open(
        html,
        &format!("heat heat--{step}{hatched}"),
        &format!("?touchpoint={}", scored.touchpoint),
    );
    html.classed("span", "heat__score", &lang.number(scored.score, 0));
    let (low, high) = (scored.interval.low, scored.interval.high);
    html.classed("span", "heat__interval", &lang.interval(low, high, 0));
    interval(html, low, high);
    html.classed("span", "heat__band", band(words, scored.band));
    if partial {
        let (k, of) = (scored.coverage.sources, scored.coverage.of);
        html.classed("span", "heat__sources", &words.friction.coverage(k, of));
    }
    if scored.of > 1 {
        let worst = words.board.worst_here(scored.name.clone(), scored.of);
        html.classed("span", "heat__sources", &worst);
    }
    html.close("a");
}

/// The interval on a line from 0 to 100.
fn interval(html: &mut Html, low: f64, high: f64) {
    let attributes = [
        ("class", "chart__plot heat__line"),
        ("viewBox", "0 0 100 6"),
        ("preserveAspectRatio", "none"),
        ("aria-hidden", "true"),
    ];
    html.open("svg", &attributes);
    let mut line = |class, from: &str, to: &str| {
        html.element(
            "line",
            &[
                ("class", class),
                ("x1", from),
                ("x2", to),
                ("y1", "3"),
                ("y2", "3"),
            ],
            "",
        );
    };
    line("m-rule c-cell", "0", "100");
    line(
        "m-whisker c-cell",
        &format!("{low:.1}"),
        &format!("{high:.1}"),
    );
    html.close("svg");
}
