//! The palette.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the part that says them.

use super::{Lang, macros::words};

words! {
    /// Texts of the palette.
    pub struct PaletteWords {
        title: "Search" / "Buscar",
        field: "Find a journey, touchpoint, persona, metric, action…" / "Busque un recorrido, punto de contacto, arquetipo, indicador, acción…",
        results: "Results" / "Resultados",
        close: "Close" / "Cerrar",
        nothing: "Nothing is called that. Try fewer or other words." / "No hay nada con ese nombre. Pruebe con menos palabras o con otras.",
        page: "Page" / "Página",
        deed: "Do" / "Hacer",
        journey: "Journey" / "Recorrido",
        touchpoint: "Touchpoint" / "Punto de contacto",
        persona: "Persona" / "Arquetipo",
        brand: "Brand" / "Marca",
        department: "Department" / "Área",
        metric: "Metric" / "Indicador",
        action: "Action" / "Acción",
        archived: "archived" / "archivado",
        retired: "retired" / "retirado",
        from_file: "New journey from a file" / "Nuevo recorrido a partir de un archivo",
        import: "Import a file" / "Importar un archivo",
        share: "Share this journey with guests" / "Compartir este recorrido con invitados",
        take_away: "Take a journey away: PDF, Excel, slides, picture" / "Llevarse un recorrido: PDF, Excel, diapositivas, imagen",
        compare: "Compare journeys" / "Comparar recorridos",
        present: "Present this journey" / "Presentar este recorrido",
    }
    sentences {
        language(name: &str) { en: format!("Language: {name}"), es: format!("Idioma: {name}") }
        theme(name: &str) { en: format!("Theme: {name}"), es: format!("Tema: {name}") }
        many(listed: usize, more: u32) {
            en: match more {
                0 => Lang::En.counted(listed as u64, "result", "results"),
                more => format!("{}, and {} more: another word narrows them", Lang::En.counted(listed as u64, "result", "results"), Lang::En.count(more.into())),
            },
            es: match more {
                0 => Lang::Es.counted(listed as u64, "resultado", "resultados"),
                more => format!("{} y {} más: otra palabra los acota", Lang::Es.counted(listed as u64, "resultado", "resultados"), Lang::Es.count(more.into())),
            },
        }
    }
}

static EN: PaletteWords = PaletteWords::EN;
static ES: PaletteWords = PaletteWords::ES;

/// The words of the palette in a language.
#[must_use]
pub const fn palette_words(lang: Lang) -> &'static PaletteWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
