//! My area: what waits for a department.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the page that says them.

use super::{Lang, macros::words};

words! {
    /// Texts of the page of one department.
    pub struct AreaWords {
        lead: "What waits for one department: its actions, its worst touchpoints, and what really changed."
            / "Lo que espera a un área: sus acciones, sus peores puntos de contacto y lo que de verdad ha cambiado.",
        department: "Department" / "Área",
        every: "all departments" / "todas las áreas",
        show: "Show" / "Ver",
        actions: "Actions to be done" / "Acciones por hacer",
        no_actions: "Nothing waits to be done." / "No hay nada por hacer.",
        all_actions: "All actions" / "Todas las acciones",
        worst: "Worst touchpoints" / "Peores puntos de contacto",
        no_scores: "No touchpoint of this department is measured yet." / "Todavía no se mide ningún punto de contacto de esta área.",
        add: "Add an action" / "Añadir una acción",
        changes: "Real changes" / "Cambios reales",
        no_changes: "Only normal variation: nothing to explain." / "Solo variación normal: nada que explicar.",
        better: "for the better" / "a mejor",
        worse: "for the worse" / "a peor",
        of_whole: "in" / "en",
        each_journey: "Each journey by itself" / "Cada recorrido por separado",
    }
    sentences {
        looked_at(journeys: u64, left_out: u64) {
            en: format!("Of the {} changed last; {left_out} more {} not looked at here.", Lang::En.counted(journeys, "journey", "journeys"), if left_out == 1 { "is" } else { "are" }),
            es: format!("De los {} últimos en cambiar; aquí no se {} {left_out} más.", Lang::Es.counted(journeys, "recorrido", "recorridos"), if left_out == 1 { "mira" } else { "miran" }),
        }
        friction(low: f64, high: f64) { en: format!("friction, {low:.0} to {high:.0}"), es: format!("fricción, de {low:.0} a {high:.0}") }
    }
}

static EN: AreaWords = AreaWords::EN;
static ES: AreaWords = AreaWords::ES;

/// The words of the page of one department in a language.
#[must_use]
pub const fn area_words(lang: Lang) -> &'static AreaWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
