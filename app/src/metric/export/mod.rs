//! A chart as a file: the drawing that is on the page, with what it shows in words, by itself as SVG or painted as PNG.
//!
//! In the light theme whatever the page shows, for it goes into documents. Nothing leaves the browser. The code that makes
//! the file is a part of the client of its own, fetched when the first chart is saved.

#[cfg(feature = "hydrate")]
mod browser;

use leptos::ev::MouseEvent;
use shared::metric::{Every, Formula};

use super::{card::Card, definition::said_of};
use crate::{
    html::Html,
    shell::Announcer,
    words::{Lang, intake_words, metric_words},
};

/// The buttons of a card, and what the file says beside what the card shows.
pub(super) fn buttons(html: &mut Html, card: &Card<'_>) {
    let lang = card.axis.lang;
    let words = metric_words(lang);
    let title = card.title();
    let definition = said_of(lang, card.series);
    html.open(
        "div",
        &[
            ("class", "chart__save"),
            ("role", "group"),
            ("aria-label", &words.save_of(&title)),
            ("data-title", &title),
            ("data-range", &range(card)),
            ("data-legend", &legend(card)),
            ("data-definition", &definition),
            ("data-source", words.source),
        ],
    );
    for kind in ["SVG", "PNG"] {
        let attributes = [
            ("type", "button"),
            ("class", "btn btn--quiet btn--small"),
            ("data-save", kind),
        ];
        html.element("button", &attributes, kind);
    }
    html.classed("span", "chart__unsaved", "");
    html.close("div");
}

/// Which days, how long a period, in what unit and from how many records: "1 Jan 2026 – 30 Jun 2026, by month · points ·
/// n = 1,234".
fn range(card: &Card<'_>) -> String {
    let (axis, lang) = (card.axis, card.axis.lang);
    let words = metric_words(lang);
    let by = match axis.every {
        Every::Week => words.by_week,
        Every::Month => words.by_month,
        Every::Quarter => words.by_quarter,
    };
    let unit = match card.series.metric.formula {
        Formula::NetPromoters { .. } => words.points.to_owned(),
        Formula::TopBox { .. } | Formula::Proportion => words.percent.to_owned(),
        Formula::Mean { scale } => {
            words.ratings(&lang.interval(f64::from(scale.min()), f64::from(scale.max()), 0))
        }
        Formula::Rate { per } => words.per_exposure(&lang.count(u64::from(per))),
        Formula::Total { unit } | Formula::MeanAmount { unit } => intake_words(lang).unit(unit),
    };
    let n = card.group.points.iter().map(|point| point.n).sum();
    let days = axis.days().map(|days| format!("{days}, {by}"));
    let said = [days, Some(unit), Some(format!("n = {}", lang.count(n)))];
    let said = said.into_iter().flatten();
    said.collect::<Vec<_>>().join(" · ")
}

/// What the lines and bands of the drawing stand for.
fn legend(card: &Card<'_>) -> String {
    let words = metric_words(card.axis.lang);
    let points = &card.group.points;
    let before = points.iter().any(|point| point.year_before.is_some());
    let parts = [
        Some(words.drawn_value),
        card.group.limits.map(|_| words.drawn_limits),
        card.series.metric.target.map(|_| words.drawn_target),
        before.then_some(words.drawn_before),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Saves the chart of the card whose button was pressed, if it was one.
#[cfg(not(feature = "hydrate"))]
pub(super) const fn pressed(_: &MouseEvent, _: Lang, _: Announcer) {}

/// Saves the chart of the card whose button was pressed, if it was one.
#[cfg(feature = "hydrate")]
pub(super) fn pressed(event: &MouseEvent, lang: Lang, announcer: Announcer) {
    use leptos::wasm_bindgen::JsCast;

    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let button = target.and_then(|target| target.closest("[data-save]").ok().flatten());
    let Some(button) = button else { return };
    let painted = button.get_attribute("data-save").as_deref() == Some("PNG");
    let Ok(Some(card)) = button.closest(".metric") else {
        return;
    };
    leptos::task::spawn_local(async move {
        let words = metric_words(lang);
        let unsaved = card.query_selector(".chart__unsaved").ok().flatten();
        let saved = match part::save(card, painted).await {
            Ok(saving) => saving.await,
            Err(_) => None,
        };
        announcer.say(match &saved {
            Some(name) => words.saved(name),
            None => words.unsaved.to_owned(),
        });
        if let Some(place) = unsaved {
            place.set_text_content(saved.is_none().then_some(words.unsaved));
        }
    });
}

/// The cut: what makes files comes when one is asked for.
#[cfg(feature = "hydrate")]
mod part {
    #![allow(unsafe_code, reason = "the marks of a part, as in `crate::pages`")]

    use std::{future::Future, pin::Pin};

    use leptos::wasm_split::{SplitLoaderError, wasm_split};
    use web_sys::Element;

    /// Answers with the name of the file; nothing where there is none.
    type Saving = Pin<Box<dyn Future<Output = Option<String>>>>;

    #[wasm_split(export, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub(super) fn save(card: Element, painted: bool) -> Result<Saving, SplitLoaderError> {
        Ok(Box::pin(super::browser::save(card, painted)))
    }
}

/// A name that every system takes.
#[cfg(any(feature = "hydrate", test))]
fn file_name(title: &str) -> String {
    let good = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let name: String = title.to_lowercase().chars().map(good).collect();
    let parts: Vec<&str> = name.split('-').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        "chart".to_owned()
    } else {
        parts.join("-")
    }
}

/// The text in lines of at most so many letters, where its words allow.
#[cfg(any(feature = "hydrate", test))]
fn lines(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    // A no-break space holds a number and its unit together.
    for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_the_chart() {
        assert_eq!(file_name("CES: it was easy"), "ces-it-was-easy");
        assert_eq!(file_name("Conversión"), "conversión");
        assert_eq!(file_name("/"), "chart");
    }

    #[test]
    fn a_long_text_stands_in_lines_and_loses_no_word() {
        let said = "Share of answers of 4 or more, of answers from 1 to 5.";
        assert_eq!(
            lines(said, 20),
            [
                "Share of answers of",
                "4 or more, of",
                "answers from 1 to 5."
            ]
        );
        assert_eq!(
            lines("incomprehensibilities of", 5),
            ["incomprehensibilities", "of"]
        );
        assert_eq!(lines("a 3\u{a0}days", 5), ["a", "3\u{a0}days"]);
        assert_eq!(lines("", 5), Vec::<String>::new());
    }
}
