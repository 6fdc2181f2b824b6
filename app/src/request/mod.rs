//! What a page was rendered for: the reader's language and theme, and the moment.
//!
//! The server reads it from headers and provides it; the document carries it as attributes of `<html>`; hydration reads
//! it back from there, so that both sides start from the same. Knows nothing of who the reader is.

mod address;
mod instant;
mod theme;

use std::sync::Arc;

use leptos::prelude::*;

use crate::words::Lang;
pub use address::encoded;
pub(crate) use instant::{day, instant};
pub use theme::{Appearance, Theme, use_appearance};

/// The cookie that remembers the language.
pub const LANG_COOKIE: &str = "puente_lang";
/// The cookie that remembers the theme.
pub const THEME_COOKIE: &str = "puente_theme";

/// What a page is rendered for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Request {
    /// The reader's language.
    pub lang: Lang,
    /// The reader's theme.
    pub theme: Theme,
    /// The moment of the request, milliseconds since 1970-01-01T00:00:00Z.
    pub now: i64,
}

impl Request {
    /// What the headers `Cookie` and `Accept-Language` ask for. A cookie is a choice and goes before the browser's wish;
    /// anything unreadable counts as absent.
    #[must_use]
    pub fn from_headers(cookie: Option<&str>, accept_language: Option<&str>, now: i64) -> Self {
        let chosen = |name| cookie.and_then(|header| cookie_value(header, name));
        Self {
            lang: chosen(LANG_COOKIE)
                .and_then(|tag| tag.parse().ok())
                .or_else(|| accept_language.map(Lang::negotiate))
                .unwrap_or_default(),
            theme: chosen(THEME_COOKIE)
                .and_then(Theme::from_name)
                .unwrap_or_default(),
            now,
        }
    }

    /// What the document says it was rendered for.
    #[cfg(feature = "hydrate")]
    #[must_use]
    pub fn from_document() -> Self {
        let root = document().document_element();
        let attribute = |name| root.as_ref().and_then(|root| root.get_attribute(name));
        Self {
            lang: attribute("lang")
                .and_then(|tag| tag.parse().ok())
                .unwrap_or_default(),
            theme: attribute("data-theme")
                .and_then(|name| Theme::from_name(&name))
                .unwrap_or_default(),
            now: attribute("data-now")
                .and_then(|now| now.parse().ok())
                .unwrap_or_default(),
        }
    }
}

/// What this page is rendered for, the same on both sides of hydration.
#[must_use]
pub fn current() -> Request {
    use_context().unwrap_or_else(|| {
        #[cfg(feature = "hydrate")]
        return Request::from_document();
        // Only while routes are listed, when nothing is shown.
        #[cfg(not(feature = "hydrate"))]
        Request::default()
    })
}

/// The present moment as the page knows it: the request's at first (so that both sides of hydration say "3 hours ago"
/// alike), then the browser's, minute by minute.
#[derive(Debug, Clone, Copy)]
pub struct Now(RwSignal<i64>);

impl Now {
    /// A clock that starts at the request's moment and, in the browser, goes on by itself.
    #[must_use]
    pub fn starting(at: i64) -> Self {
        let now = RwSignal::new(at);
        #[cfg(feature = "hydrate")]
        Effect::new(move || {
            let every_minute = std::time::Duration::from_secs(60);
            // The handle is not kept: the clock lives as long as the page.
            let _ = set_interval_with_handle(move || now.set(browser_now()), every_minute);
        });
        Self(now)
    }

    /// The moment itself, for event handlers.
    #[must_use]
    pub fn now(self) -> i64 {
        #[cfg(feature = "hydrate")]
        return browser_now();
        #[cfg(not(feature = "hydrate"))]
        self.0.get_untracked()
    }

    /// Milliseconds since 1970-01-01T00:00:00Z, tracked.
    #[must_use]
    pub fn get(self) -> i64 {
        self.0.get()
    }
}

/// The page's clock.
#[must_use]
pub fn use_now() -> Now {
    use_context().unwrap_or_else(|| Now::starting(current().now))
}

#[cfg(feature = "hydrate")]
#[allow(
    clippy::cast_possible_truncation,
    reason = "whole milliseconds, far below 2^53"
)]
fn browser_now() -> i64 {
    js_sys::Date::now() as i64
}

/// How a page that found nothing tells the server which HTTP status to answer with. Provided by the server.
#[derive(Clone)]
pub struct ResponseStatus(pub Arc<dyn Fn(u16) + Send + Sync>);

/// Answers with this HTTP status; without a server there is nothing to say.
pub fn respond_with(status: u16) {
    if let Some(ResponseStatus(set)) = use_context() {
        set(status);
    }
}

/// Remembers a choice for a year.
pub(crate) fn remember(name: &str, value: &str) {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax");
        let document = document();
        if let Some(document) = document.dyn_ref::<web_sys::HtmlDocument>() {
            // A browser that refuses cookies keeps the choice until the page is left.
            let _ = document.set_cookie(&cookie);
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (name, value);
}

/// Sets an attribute of `<html>`, in the browser.
pub(crate) fn set_root_attribute(name: &str, value: &str) {
    #[cfg(feature = "hydrate")]
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (name, value);
}

fn cookie_value<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    header.split(';').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        (key.trim() == name).then(|| value.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chosen_language_goes_before_the_browsers_wish() {
        let request = Request::from_headers(
            Some("a=b; puente_lang=es; puente_theme=dark"),
            Some("en-GB,en;q=0.9"),
            7,
        );
        assert_eq!(request.lang, Lang::Es);
        assert_eq!(request.theme, Theme::Dark);
        assert_eq!(request.now, 7);
    }

    #[test]
    fn without_a_choice_the_browsers_wish_counts() {
        let request = Request::from_headers(None, Some("fr, es;q=0.8, en;q=0.7"), 0);
        assert_eq!(request.lang, Lang::Es);
    }

    #[test]
    fn cookies_nobody_could_have_chosen_count_as_absent() {
        let request = Request::from_headers(Some("puente_lang=xx; puente_theme"), None, 0);
        assert_eq!(request, Request::default());
    }
}
