//! Presenting a journey, stage by stage.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the page.

use super::{Lang, macros::words};

words! {
    /// Texts of presenting.
    pub struct PresentWords {
        present: "Present" / "Presentar",
        keys: "Arrows or space go on and back, Home and End to the first and last, Escape leaves."
            / "Las flechas o el espacio avanzan y retroceden, Inicio y Fin van al primero y al último, Escape sale.",
        before: "Back" / "Atrás",
        next: "Next" / "Siguiente",
        fullscreen: "Fill the screen" / "Llenar la pantalla",
        leave: "Leave" / "Salir",
        overview: "Overview" / "Vista general",
        stages: "Stages" / "Etapas",
        no_stages: "This journey has no stages yet." / "Este recorrido aún no tiene etapas.",
        no_steps: "This stage has no steps yet." / "Esta etapa aún no tiene pasos.",
        emotion: "Emotion" / "Emoción",
        nobody: "nobody said, nothing measured" / "nadie lo ha dicho, nada medido",
    }
    sentences {
        presenting(title: &str) { en: format!("Presenting {title}"), es: format!("Presentación de {title}") }
        at(index: usize, of: usize) { en: format!("{index} of {of}"), es: format!("{index} de {of}") }
        said(name: &str, index: usize, of: usize) { en: format!("{name}, {index} of {of}"), es: format!("{name}, {index} de {of}") }
    }
}

static EN: PresentWords = PresentWords::EN;
static ES: PresentWords = PresentWords::ES;

/// The words of presenting in a language.
#[must_use]
pub const fn present_words(lang: Lang) -> &'static PresentWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
