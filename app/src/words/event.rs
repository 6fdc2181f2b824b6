//! Kinds of events.

use super::{Lang, macros::words};

words! {
    /// Names of the kinds of events.
    pub struct EventWords {
        release: "Release" / "Lanzamiento",
        supplier_change: "Supplier change" / "Cambio de proveedor",
        other: "Other" / "Otro",
    }
}

static EN: EventWords = EventWords::EN;
static ES: EventWords = EventWords::ES;

/// The words of events in a language.
#[must_use]
pub const fn event_words(lang: Lang) -> &'static EventWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
