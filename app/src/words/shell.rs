//! Header, navigation, and what every page may have to say.

use super::macros::words;

words! {
    /// Texts that every page has.
    pub struct ShellWords {
        skip: "Skip to content" / "Ir al contenido",
        home: "Puente, all journeys" / "Puente, todos los recorridos",
        rooms: "Rooms" / "Secciones",
        crumbs: "Where you are" / "Dónde está",
        journeys: "Journeys" / "Recorridos",
        friction: "Friction" / "Fricción",
        metrics: "Metrics" / "Indicadores",
        area: "My area" / "Mi área",
        actions: "Actions" / "Acciones",
        catalogue: "Catalogue" / "Catálogo",
        sources: "Sources" / "Fuentes",
        preferences: "Language and theme" / "Idioma y tema",
        language: "Language" / "Idioma",
        theme: "Theme" / "Tema",
        theme_system: "System" / "Sistema",
        theme_light: "Light" / "Claro",
        theme_dark: "Dark" / "Oscuro",
        without_script: "Without JavaScript you can read everything here; to change something, allow it for this address."
            / "Sin JavaScript aquí puede leer todo; para cambiar algo, permítalo en esta dirección.",
        search: "Search…" / "Buscar…",
        loading: "Loading…" / "Cargando…",
        try_again: "Try again" / "Intentar de nuevo",
        all_journeys: "All journeys" / "Todos los recorridos",
        not_found_title: "There is no such page" / "Esta página no existe",
        not_found_text: "The address leads nowhere: it may be mistyped, or what it named has another name now. Nothing was changed."
            / "La dirección no lleva a ninguna parte: puede estar mal escrita, o lo que nombraba ahora se llama de otro modo. No se ha cambiado nada.",
    }
    sentences {
        page(title: &str) { en: format!("Page: {title}"), es: format!("Página: {title}") }
    }
}
