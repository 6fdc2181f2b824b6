//! What metrics say of touchpoints: the lane of the board, and the inspector.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the board.

use super::{Lang, macros::words};

words! {
    /// Texts of the lane and of the inspector's section.
    pub struct RealityWords {
        title: "Reality" / "Realidad",
        nothing: "no metric yet" / "aún sin indicador",
        nothing_text: "No record of this touchpoint feeds a metric yet. Bring in a file that names it, and its numbers show here; of people nothing is shown by touchpoint."
            / "Ningún registro de este punto de contacto alimenta aún un indicador. Traiga un archivo que lo nombre y aquí aparecerán sus cifras; sobre personas no se muestra nada por punto de contacto.",
        untold: "its metrics" / "sus indicadores",
        untold_text: "Its numbers are on the metrics page." / "Sus cifras están en la página de indicadores.",
        no_target: "no target" / "sin objetivo",
        meets: "meets its" / "cumple su",
        misses: "misses its" / "no cumple su",
        all: "All on the metrics page" / "Todos en la página de indicadores",
    }
    sentences {
        target(least: &str) { en: format!("target {least}"), es: format!("objetivo {least}") }
        target_at_most(most: &str) { en: format!("target at most {most}"), es: format!("objetivo {most} como máximo") }
        course(name: &str, from: &str, to: &str) {
            en: format!("{name}: from {from} to {to}"),
            es: format!("{name}: de {from} a {to}"),
        }
        in_month(value: &str, month: &str) { en: format!("{value} in {month}"), es: format!("{value} en {month}") }
        more(n: u32) {
            en: format!("{n} more"),
            es: format!("{n} más"),
        }
        more_of(n: u32, name: &str) {
            en: format!("{} more of {name}", Lang::En.counted(u64::from(n), "metric", "metrics")),
            es: format!("{} más de {name}", Lang::Es.counted(u64::from(n), "indicador", "indicadores")),
        }
    }
}

static EN: RealityWords = RealityWords::EN;
static ES: RealityWords = RealityWords::ES;

/// The words about what metrics say of touchpoints in a language.
#[must_use]
pub const fn reality_words(lang: Lang) -> &'static RealityWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
