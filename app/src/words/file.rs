//! Charts as files.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the pages that say them.

use super::{Lang, macros::words};

words! {
    /// Texts of charts that are saved.
    pub struct FileWords {
        source: "Source: Puente" / "Fuente: Puente",
        unsaved: "The chart could not be saved. Try again." / "No se pudo guardar el gráfico. Inténtelo de nuevo.",
        other_weights: "weights and goalposts of its own" / "pesos y límites propios",
        ranks_drawn: "Dot: friction from 0 to 100, line: its 90% margin" / "Punto: fricción de 0 a 100, línea: su margen del 90 %",
    }
    sentences {
        save_of(chart: &str) { en: format!("Save the chart: {chart}"), es: format!("Guardar el gráfico: {chart}") }
        saved(file: &str) { en: format!("Saved as {file}."), es: format!("Guardado como {file}.") }
    }
}

static EN: FileWords = FileWords::EN;
static ES: FileWords = FileWords::ES;

/// The words of charts as files in a language.
#[must_use]
pub const fn file_words(lang: Lang) -> &'static FileWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
