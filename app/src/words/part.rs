//! Journeys that are parts of others, and how a step shows the one that tells it in detail.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the board.

use super::{Lang, macros::words};

words! {
    /// Texts of parts.
    pub struct PartWords {
        parent: "Part of" / "Parte de",
        counterpart: "Compared with" / "Se compara con",
        none: "No other journey" / "Ningún otro recorrido",
        detail: "In detail" / "En detalle",
        detail_hint: "A journey of its own that tells this step more closely. Its friction stands in the step's head."
            / "Un recorrido propio que cuenta este paso de cerca. Su fricción queda en la cabecera del paso.",
        not_measured: "Nothing measured there yet." / "Allí aún no hay nada medido.",
        compare: "Show the differences" / "Ver las diferencias",
        gone: "a journey that is not there" / "un recorrido que no existe",
    }
    sentences {
        in_detail(title: &str) { en: format!("In detail: {title}"), es: format!("En detalle: {title}") }
        worst(score: &str, name: &str) {
            en: format!("worst {score}: {name}"),
            es: format!("lo peor, {score}: {name}"),
        }
        together(score: &str, scored: u32, of: u32) {
            en: format!("together {score}, each touchpoint by its share of the reach ({scored} of {of} measured)"),
            es: format!("en conjunto {score}, cada punto de contacto según su parte del alcance ({scored} de {of} medidos)"),
        }
        friction(worst: &str) { en: format!("worst friction there {worst}"), es: format!("peor fricción allí, {worst}") }
    }
}

static EN: PartWords = PartWords::EN;
static ES: PartWords = PartWords::ES;

/// The words of parts in a language.
#[must_use]
pub const fn part_words(lang: Lang) -> &'static PartWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
