//! The portfolio of journeys, and making one.

use super::{Lang, macros::words};

words! {
    /// Texts of the portfolio.
    pub struct PortfolioWords {
        title: "Journeys" / "Recorridos",
        lead: "Each strip is a journey, stage by stage; the colour is the friction of its worst touchpoint."
            / "Cada franja es un recorrido, etapa por etapa; el color es la fricción de su peor punto de contacto.",
        new: "New journey" / "Nuevo recorrido",
        from_file: "From a file" / "Desde un archivo",
        name: "What is it called?" / "¿Cómo se llama?",
        name_hint: "For example: First marathon, first pair" / "Por ejemplo: Primera maratón, primer par",
        start_with: "Start with" / "Empezar con",
        blank: "Blank grid" / "En blanco",
        blank_hint: "The usual lanes, one stage, three steps" / "Los carriles habituales, una etapa, tres pasos",
        retail: "Shop" / "Tienda",
        retail_hint: "A purchase in a shop or online, to the return" / "Una compra en tienda o en línea, hasta la devolución",
        saas: "Subscription" / "Suscripción",
        saas_hint: "Software, from the first search to the renewal" / "Software, de la primera búsqueda a la renovación",
        airport: "Airport" / "Aeropuerto",
        airport_hint: "A departure, from home to the aircraft" / "Una salida, de casa al avión",
        bank: "Bank" / "Banco",
        bank_hint: "An account, from opening it to leaving" / "Una cuenta, desde abrirla hasta dejarla",
        clinic: "Clinic" / "Clínica",
        clinic_hint: "A patient, from feeling unwell to the last check" / "Un paciente, desde que se encuentra mal hasta la última revisión",
        public_service: "Public service" / "Servicio público",
        public_service_hint: "A procedure with an authority, to the decision" / "Un trámite con la administración, hasta la resolución",
        employee: "Employee" / "Empleado",
        employee_hint: "Somebody who works for you, from the offer to the farewell" / "Alguien que trabaja con usted, de la oferta a la despedida",
        b2b: "Business to business" / "Entre empresas",
        b2b_hint: "A company that buys from you, from the need to the next order" / "Una empresa que le compra, de la necesidad al siguiente pedido",
        create: "Create journey" / "Crear recorrido",
        creating: "Creating…" / "Creando…",
        cancel: "Cancel" / "Cancelar",
        stages: "Stages, coloured by friction" / "Etapas, coloreadas por fricción",
        no_stages: "No stages yet" / "Aún no tiene etapas",
        not_measured: "not measured" / "sin medir",
        as_is: "As is" / "Actual",
        to_be: "To be" / "Futuro",
        find: "Find a journey" / "Buscar un recorrido",
        find_go: "Find" / "Buscar",
        found_nothing: "No journey is so. Look for something else, or take a filter away." / "No hay ningún recorrido así. Busque otra cosa o quite un filtro.",
        empty_title: "No journeys yet" / "Aún no hay recorridos",
        empty_text: "A journey is what a customer goes through with you, step by step. Create one from a template or a blank grid; measured emotion and friction appear when you import records (puente import records)."
            / "Un recorrido es lo que un cliente vive con usted, paso a paso. Cree uno con una plantilla o en blanco; la emoción medida y la fricción aparecen cuando importe registros (puente import records).",
    }
    sentences {
        cards(n: u32) {
            en: Lang::En.counted(n.into(), "card", "cards"),
            es: Lang::Es.counted(n.into(), "tarjeta", "tarjetas"),
        }
        changed(ago: &str) { en: format!("changed {ago}"), es: format!("cambió {ago}") }
        stage_friction(score: &str) { en: format!("friction {score}"), es: format!("fricción {score}") }
        archived_count(n: usize) { en: format!("Archived ({n})"), es: format!("Archivados ({n})") }
        records_until(day: &str) { en: format!("records until {day}"), es: format!("registros hasta el {day}") }
        review_on(day: &str) { en: format!("review on {day}"), es: format!("revisar el {day}") }
        review_late(day: &str) { en: format!("review due since {day}"), es: format!("revisión pendiente desde el {day}") }
        parts_of(title: &str) { en: format!("Parts of {title}"), es: format!("Partes de {title}") }
        part_of(title: &str) { en: format!("part of {title}"), es: format!("parte de {title}") }
        created(title: &str) { en: format!("Journey created: {title}"), es: format!("Recorrido creado: {title}") }
    }
}
