//! What stands around every chart.

use shared::locale::Lang;

use super::macros::words;

words! {
    /// Texts of charts.
    pub struct ChartWords {
        numbers: "The numbers" / "Las cifras",
    }
    sentences {
        shown_of(shown: u64, total: u64) {
            en: format!("{} of {} rows: those that are drawn", Lang::En.count(shown), Lang::En.count(total)),
            es: format!("{} de {} filas: las que se dibujan", Lang::Es.count(shown), Lang::Es.count(total)),
        }
    }
}
