//! How large the board is drawn.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the board.

use super::{Lang, macros::words};

words! {
    /// Texts of the board's size.
    pub struct ZoomWords {
        size: "Size of the board" / "Tamaño del tablero",
        smaller: "Smaller" / "Más pequeño",
        larger: "Larger" / "Más grande",
        whole: "Actual size, or all of the board" / "Tamaño real, o el tablero entero",
    }
    sentences {
        now(percent: &str) { en: format!("Size {percent}."), es: format!("Tamaño {percent}.") }
    }
}

static EN: ZoomWords = ZoomWords::EN;
static ES: ZoomWords = ZoomWords::ES;

/// The words of the board's size in a language.
#[must_use]
pub const fn zoom_words(lang: Lang) -> &'static ZoomWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
