//! A chart as a file: the drawing that is on the page, with what it shows in words, by itself as SVG or painted as PNG. A chart is a
//! metric's card, or a ranking row by row.
//!
//! In the light theme whatever the page shows, for it goes into documents. Nothing leaves the browser. The code that makes
//! the file is a part of the client of its own, fetched when the first chart is saved.

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "hydrate")]
mod ranks;

use leptos::ev::MouseEvent;

use crate::{
    html::Html,
    shell::Announcer,
    words::{Lang, file_words},
};

/// What a file says beside what the page shows.
pub(crate) struct Said<'a> {
    pub(crate) title: &'a str,
    /// Which days, in what unit, from how many records.
    pub(crate) range: &'a str,
    /// What the marks stand for.
    pub(crate) legend: &'a str,
    pub(crate) definition: &'a str,
}

/// The buttons that save what is around them as a file.
pub(crate) fn buttons(html: &mut Html, lang: Lang, said: &Said<'_>) {
    let words = file_words(lang);
    html.open(
        "div",
        &[
            ("class", "chart__save"),
            ("role", "group"),
            ("aria-label", &words.save_of(said.title)),
            ("data-title", said.title),
            ("data-range", said.range),
            ("data-legend", said.legend),
            ("data-definition", said.definition),
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

/// Saves the chart whose button was pressed, if it was one.
#[cfg(not(feature = "hydrate"))]
pub(crate) const fn pressed(_: &MouseEvent, _: Lang, _: Announcer) {}

/// Saves the chart whose button was pressed, if it was one.
#[cfg(feature = "hydrate")]
pub(crate) fn pressed(event: &MouseEvent, lang: Lang, announcer: Announcer) {
    use leptos::wasm_bindgen::JsCast;

    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let button = target.and_then(|target| target.closest("[data-save]").ok().flatten());
    let Some(button) = button else { return };
    let painted = button.get_attribute("data-save").as_deref() == Some("PNG");
    let Ok(Some(chart)) = button.closest(".metric, .ranks") else {
        return;
    };
    leptos::task::spawn_local(async move {
        let words = file_words(lang);
        let unsaved = chart.query_selector(".chart__unsaved").ok().flatten();
        let saved = match part::save(chart, painted).await {
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
    pub(super) fn save(chart: Element, painted: bool) -> Result<Saving, SplitLoaderError> {
        Ok(Box::pin(super::browser::save(chart, painted)))
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
