//! The catalogue.

use super::macros::words;

words! {
    /// Texts of the catalogue.
    pub struct CatalogueWords {
        title: "Catalogue" / "Catálogo",
        lead: "What all journeys share. Rename a touchpoint here and it is renamed on every board; what is no longer used is retired, never lost."
            / "Lo que comparten todos los recorridos. Si aquí cambia el nombre de un punto de contacto, cambia en todos los tableros; lo que ya no se usa se retira, nunca se pierde.",
        sections: "Sections of the catalogue" / "Apartados del catálogo",
        touchpoints: "Touchpoints" / "Puntos de contacto",
        personas: "Personas" / "Arquetipos",
        departments: "Departments" / "Áreas",
        brands: "Brands" / "Marcas",
        families: "Families" / "Familias",
        channels: "Channels" / "Canales",
        campaigns: "Campaigns" / "Campañas",
        events: "Events" / "Acontecimientos",
        name: "Name" / "Nombre",
        channel: "Channel" / "Canal",
        department: "Responsible" / "Responsable",
        moment_of_truth: "Moment of truth" / "Momento de la verdad",
        summary: "Who that is" / "Quién es",
        filter: "Who of the records" / "Quién en los registros",
        all_customers: "all customers" / "todos los clientes",
        add_value: "Add a value …" / "Añadir un valor…",
        no_values: "Records have no dimensions yet." / "Los registros aún no tienen dimensiones.",
        family: "Family" / "Familia",
        brand: "Brand" / "Marca",
        first_day: "First day" / "Primer día",
        last_day: "Last day" / "Último día",
        kind: "Kind" / "Tipo",
        day: "Day" / "Día",
        note: "Note" / "Nota",
        none: "not assigned" / "sin asignar",
        state: "State" / "Estado",
        add: "Add" / "Añadir",
        add_touchpoint: "New touchpoint" / "Nuevo punto de contacto",
        add_persona: "New persona" / "Nuevo arquetipo",
        add_department: "New department" / "Nueva área",
        add_brand: "New brand" / "Nueva marca",
        add_family: "New family" / "Nueva familia",
        add_channel: "New channel" / "Nuevo canal",
        add_campaign: "New campaign" / "Nueva campaña",
        add_event: "New event" / "Nuevo acontecimiento",
        retire: "Retire" / "Retirar",
        reinstate: "Bring back" / "Recuperar",
        show_retired: "Show retired" / "Mostrar lo retirado",
        hide_retired: "Hide retired" / "Ocultar lo retirado",
        understood: "Understood" / "Entendido",
        saved: "All saved" / "Todo guardado",
        saving: "Saving…" / "Guardando…",
        not_saved: "Not saved" / "Sin guardar",
        kept_here: "Your changes are kept on this page until they are saved." / "Sus cambios se guardan en esta página hasta que queden registrados.",
        empty: "Nothing here yet. Type a name above to add the first." / "Aún no hay nada. Escriba un nombre arriba para añadir lo primero.",
    }
    sentences {
        rename(name: &str) { en: format!("Name of {name}"), es: format!("Nombre de {name}") }
        field_of(field: &str, name: &str) { en: format!("{field} of {name}"), es: format!("{field} de {name}") }
        retire_one(name: &str) { en: format!("Retire {name}"), es: format!("Retirar {name}") }
        reinstate_one(name: &str) { en: format!("Bring back {name}"), es: format!("Recuperar {name}") }
        leave_out(value: &str, name: &str) { en: format!("Leave out {value}: {name}"), es: format!("Quitar {value}: {name}") }
        refused_of(n: usize) {
            en: if n == 1 { "This change was refused".to_owned() } else { format!("{n} changes were refused") },
            es: if n == 1 { "Este cambio se ha rechazado".to_owned() } else { format!("Se han rechazado {n} cambios") },
        }
        added(name: &str) { en: format!("Added: {name}"), es: format!("Añadido: {name}") }
    }
}
