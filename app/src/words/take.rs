//! A journey as a file that somebody takes away: what the drawing says, and the page that offers it.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with what says them.

use super::{Lang, macros::words};

words! {
    /// Texts of a journey that is taken away.
    pub struct TakeWords {
        nothing: "There are no stages yet." / "Todavía no hay etapas.",
    }
    sentences {
        drawn(day: &str) { en: format!("As of {day}"), es: format!("A {day}") }
        page(at: usize, of: usize) { en: format!("page {at} of {of}"), es: format!("página {at} de {of}") }
    }
}

static EN: TakeWords = TakeWords::EN;
static ES: TakeWords = TakeWords::ES;

/// The words of journeys that are taken away, in a language.
#[must_use]
pub const fn take_words(lang: Lang) -> &'static TakeWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
