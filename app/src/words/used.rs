//! Where entries of the catalogue are used.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the catalogue.

use super::{Lang, macros::words};

words! {
    /// Texts of where entries are used.
    pub struct UsedWords {
        used_in: "Used in" / "Se usa en",
        records: "Records" / "Registros",
        friction: "Friction" / "Fricción",
        page: "Page" / "Página",
        open: "Open" / "Abrir",
        touchpoints: "Touchpoints" / "Puntos de contacto",
        metrics: "Metrics" / "Indicadores",
        actions: "Actions" / "Acciones",
        promises: "Promises" / "Promesas",
        nowhere: "none" / "nada",
        unknown: "not known" / "no se sabe",
        unsaid: "records say no brand" / "los registros no dicen la marca",
        all_personas: "All personas, with their pictures" / "Todos los arquetipos, con su imagen",
        tree: "Families and their brands" / "Familias y sus marcas",
        no_family: "Without a family" / "Sin familia",
    }
    sentences {
        more(n: usize) { en: format!("{n} more"), es: format!("{n} más") }
        open_one(name: &str) { en: format!("Open the page of {name}"), es: format!("Abrir la página de {name}") }
        to_be_done(n: u32) { en: format!("{n} to be done"), es: format!("{n} por hacer") }
        in_journeys(n: usize) {
            en: if n == 1 { "1 journey".to_owned() } else { format!("{n} journeys") },
            es: if n == 1 { "1 recorrido".to_owned() } else { format!("{n} recorridos") },
        }
        with_touchpoints(n: u32) {
            en: if n == 1 { "1 touchpoint".to_owned() } else { format!("{n} touchpoints") },
            es: if n == 1 { "1 punto de contacto".to_owned() } else { format!("{n} puntos de contacto") },
        }
    }
}

static EN: UsedWords = UsedWords::EN;
static ES: UsedWords = UsedWords::ES;

/// The words of where entries are used in a language.
#[must_use]
pub const fn used_words(lang: Lang) -> &'static UsedWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
