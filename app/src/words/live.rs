//! Others on the board.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the board.

use super::{Lang, macros::words};

words! {
    /// Texts of others on the board.
    pub struct LiveWords {
        here: "Who else is here" / "Quién más está aquí",
        somebody: "Someone" / "Alguien",
        other_window: "You, in another window" / "Usted, en otra ventana",
        stopped: "Following nobody." / "Ya no sigue a nadie.",
        changed: "What you may do here has changed. Reload the page to go on." / "Lo que usted puede hacer aquí ha cambiado. Recargue la página para seguir.",
    }
    sentences {
        others(n: usize) {
            en: if n == 1 { "1 other".to_owned() } else { format!("{n} others") },
            es: if n == 1 { "1 persona más".to_owned() } else { format!("{n} personas más") },
        }
        follow(name: &str) { en: format!("Follow {name}"), es: format!("Seguir a {name}") }
        follow_away(name: &str) { en: format!("Follow {name} (away)"), es: format!("Seguir a {name} (ausente)") }
        following(name: &str) {
            en: format!("Following {name}. Escape ends it."),
            es: format!("Sigue a {name}. Escape lo termina."),
        }
        stop(name: &str) { en: format!("Stop following {name}"), es: format!("Dejar de seguir a {name}") }
        is_editing(name: &str) { en: format!("{name} is editing this"), es: format!("{name} está editando esto") }
    }
}

static EN: LiveWords = LiveWords::EN;
static ES: LiveWords = LiveWords::ES;

/// The words of others on the board in a language.
#[must_use]
pub const fn live_words(lang: Lang) -> &'static LiveWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
