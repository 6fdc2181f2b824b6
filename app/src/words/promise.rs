//! Promises and what proves them.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the board.

use super::{Lang, macros::words};

words! {
    /// Texts of promises.
    pub struct PromiseWords {
        proved_by: "Proved by" / "Demostrada por",
        no_metric: "no metric yet" / "ningún indicador todavía",
        hint: "The metrics that records of this touchpoint feed. A promise is kept where the number meets its target, at risk where it misses it within its margin."
            / "Los indicadores que alimentan los registros de este punto de contacto. Una promesa se cumple cuando el número alcanza su objetivo, y está en riesgo cuando no lo alcanza pero cabe en su margen.",
        nothing_measured: "Nothing is measured here yet that could prove it." / "Aquí aún no se mide nada que la pueda demostrar.",
        kept: "kept" / "cumplida",
        at_risk: "at risk" / "en riesgo",
        broken: "broken" / "incumplida",
        unproven: "unproven" / "sin demostrar",
        without_target: "no target" / "sin objetivo",
    }
    sentences {
        of_target(name: &str, now: &str, target: &str) {
            en: format!("{name} {now}, target {target}"),
            es: format!("{name} {now}, objetivo {target}"),
        }
        no_target(name: &str, now: &str) {
            en: format!("{name} {now}, no target"),
            es: format!("{name} {now}, sin objetivo"),
        }
    }
}

static EN: PromiseWords = PromiseWords::EN;
static ES: PromiseWords = PromiseWords::ES;

/// The words of promises in a language.
#[must_use]
pub const fn promise_words(lang: Lang) -> &'static PromiseWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
