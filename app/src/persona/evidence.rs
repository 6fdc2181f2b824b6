//! What boards believe and records say of a persona: read-only, written as one string.

use shared::{
    api::{PersonaFriction, PersonaJourney, PersonaView, Quote},
    catalogue::Catalogue,
    chart::{self, Emotion, Measured, PersonaCurve, Size, heat_step},
    interval::{Estimate, Interval},
    journey::JourneyKind,
    locale::{Date, DateStyle},
};

use crate::{
    chart::{draw, write_table},
    friction::band,
    html::Html,
    words::{Lang, in_lang, persona_words},
};

/// Of a stage, and of the drawing down, in pixels.
const SIZE: (f64, f64) = (100.0, 120.0);

/// Everything beside what people write of the persona. `told`: whether its customers can be told from others.
pub(super) fn written(
    lang: Lang,
    name: &str,
    told: bool,
    catalogue: &Catalogue,
    view: &PersonaView,
) -> String {
    let mut html = Html::new();
    let words = persona_words(lang);
    section(&mut html, "emotions", words.emotions, |html| {
        html.classed(
            "p",
            "muted small",
            if told { words.of_its } else { words.of_all },
        );
        let shown: Vec<_> = view.journeys.iter().filter(|one| !one.archived).collect();
        if shown.is_empty() {
            html.classed("p", "muted", words.no_journeys);
        }
        for journey in shown {
            emotions(html, lang, name, journey);
        }
    });
    section(&mut html, "frictions", words.frictions, |html| {
        if view.worst.is_empty() {
            html.classed("p", "muted", words.no_frictions);
            return;
        }
        html.open("ul", &[("class", "area__list")]);
        for one in &view.worst {
            friction(html, lang, one);
        }
        html.close("ul");
    });
    section(&mut html, "quotes", words.quotes, |html| {
        if view.quotes.is_empty() {
            html.classed("p", "muted", words.no_quotes);
            return;
        }
        for one in &view.quotes {
            quote(html, lang, catalogue, one);
        }
    });
    section(&mut html, "journeys", words.appears, |html| {
        if view.journeys.is_empty() {
            html.classed("p", "muted", words.no_journeys);
            return;
        }
        html.open("ul", &[("class", "area__list")]);
        for journey in &view.journeys {
            let href = format!("/journeys/{}", journey.slug);
            html.open("li", &[]).open("span", &[]);
            html.element("a", &[("href", href.as_str())], &journey.title);
            let board = &in_lang(lang).board;
            let kind = match journey.kind {
                JourneyKind::AsIs => board.as_is,
                JourneyKind::ToBe => board.to_be,
            };
            html.classed("span", "action__facts persona__kind", kind);
            if journey.archived {
                html.classed("span", "action__facts persona__kind", words.archived);
            }
            html.close("span").close("li");
        }
        html.close("ul");
    });
    html.done()
}

fn section(html: &mut Html, id: &'static str, title: &str, inside: impl FnOnce(&mut Html)) {
    html.open(
        "section",
        &[("class", "area__part"), ("aria-labelledby", id)],
    );
    html.element("h2", &[("class", "area__title"), ("id", id)], title);
    inside(html);
    html.close("section");
}

/// A journey's curve over its stages: what is believed beside what is measured.
fn emotions(html: &mut Html, lang: Lang, name: &str, journey: &PersonaJourney) {
    let words = persona_words(lang);
    let stages: Vec<String> = journey
        .stages
        .iter()
        .map(|stage| stage.title.clone())
        .collect();
    let believed = [PersonaCurve {
        name: in_lang(lang).inspector.believed.to_owned(),
        values: journey.stages.iter().map(|stage| stage.believed).collect(),
        chosen: true,
    }];
    let measured: Vec<Option<Measured>> = journey
        .stages
        .iter()
        .map(|stage| {
            let Estimate {
                estimate,
                interval: Interval { low, high, .. },
                n,
            } = stage.measured?;
            Some(Measured {
                value: estimate,
                interval: Some((low, high)),
                n: n.unsigned_abs(),
            })
        })
        .collect();
    #[allow(clippy::cast_precision_loss, reason = "some dozen stages")]
    let width = SIZE.0 * stages.len().max(1) as f64;
    let caption = words.felt_in(name, &journey.title);
    let inspector = &in_lang(lang).inspector;
    let chart = chart::emotion(&Emotion {
        size: Size::new(width, SIZE.1),
        steps: &stages,
        believed: &believed,
        measured: &measured,
        names: [inspector.believed, inspector.measured],
        caption: &caption,
        columns: [words.stage, inspector.measured, words.margin, words.ratings],
    });
    html.open("figure", &[("class", "chart persona__curve")]);
    let href = format!("/journeys/{}", journey.slug);
    html.open("figcaption", &[("class", "chart__title")])
        .element("a", &[("href", href.as_str())], &journey.title)
        .close("figcaption");
    // Room for each stage's name before it is folded: below that the figure scrolls.
    let steps = format!("--steps:{}", stages.len().max(1));
    let scroll = [
        ("class", "persona__scroll"),
        ("tabindex", "0"),
        ("role", "group"),
        ("aria-label", caption.as_str()),
    ];
    html.open("div", &scroll).open(
        "div",
        &[("class", "persona__stages"), ("style", steps.as_str())],
    );
    draw(html, &chart.plot, lang);
    html.open(
        "ul",
        &[("class", "persona__names"), ("aria-hidden", "true")],
    );
    for stage in &stages {
        html.element("li", &[], stage);
    }
    html.close("ul").close("div").close("div");
    html.open("details", &[("class", "chart__data")]).element(
        "summary",
        &[],
        in_lang(lang).chart.numbers,
    );
    write_table(html, &chart.table, lang);
    html.close("details").close("figure");
}

fn friction(html: &mut Html, lang: Lang, one: &PersonaFriction) {
    let words = persona_words(lang);
    let score = &one.friction;
    let href = format!("/journeys/{}?touchpoint={}", one.slug, one.touchpoint);
    let heat = format!("area__score heat--{}", heat_step(score.score));
    html.open("li", &[("class", "area__scored")]);
    html.classed("span", &heat, &lang.number(score.score, 0));
    html.open("span", &[("class", "area__what")]);
    html.element("a", &[("href", href.as_str())], &one.name);
    let interval = lang.interval(score.interval.low, score.interval.high, 0);
    let said = [
        band(in_lang(lang), score.band).to_owned(),
        words.between(&interval),
        in_lang(lang).board.records(one.n),
    ];
    html.classed("span", "action__facts", &said.join(" · "));
    html.close("span").close("li");
}

fn quote(html: &mut Html, lang: Lang, catalogue: &Catalogue, quote: &Quote) {
    html.open("blockquote", &[("class", "quote")])
        .text(&quote.text);
    let touchpoint = quote
        .touchpoint
        .and_then(|id| catalogue.touchpoints.get(&id));
    let day = quote.day.parse::<Date>().ok();
    let said = [
        touchpoint.map(|one| one.name.clone()),
        Some(quote.source.clone()),
        day.map(|day| lang.date(day, DateStyle::Full)),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    html.classed("footer", "quote__source", &said.join(" · "));
    html.close("blockquote");
}
