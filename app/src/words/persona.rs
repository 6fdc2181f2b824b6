//! The pages of personas.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the pages that say them.

use super::{Lang, macros::words};

words! {
    /// Texts of the pages of personas.
    pub struct PersonaWords {
        lead: "Who the customers are, drawn from what they say and do. What the team believes stands beside what records of these very customers say."
            / "Quiénes son los clientes, según lo que dicen y hacen. Lo que cree el equipo está junto a lo que dicen los registros de esos mismos clientes.",
        none: "No persona yet. Type a name above to add the first." / "Aún no hay ningún arquetipo. Escriba un nombre arriba para añadir el primero.",
        retired: "retired" / "retirado",
        archived: "archived" / "archivado",
        description: "Who that is, at length" / "Quién es, con más detalle",
        description_hint: "A day, a habit, what happened before: what helps the team to recognise this customer." / "Un día, una costumbre, lo que pasó antes: lo que ayuda al equipo a reconocer a este cliente.",
        goals: "Goals" / "Metas",
        goals_hint: "One a line" / "Una por línea",
        expectations: "Expectations" / "Expectativas",
        expectations_hint: "One a line" / "Una por línea",
        emotions: "Emotions, journey by journey" / "Emociones, recorrido a recorrido",
        of_its: "Believed by the team, and measured in the records of these customers, with a margin. A gap: nobody rated." / "Lo que cree el equipo y lo medido en los registros de estos clientes, con su margen. Un hueco: nadie valoró.",
        of_all: "Believed by the team, and measured in the records of all customers: nobody has said yet who of them this is." / "Lo que cree el equipo y lo medido en los registros de todos los clientes: nadie ha dicho aún cuáles de ellos son.",
        frictions: "Where it hurts most" / "Dónde duele más",
        no_frictions: "Nothing measured yet: no record of these customers says anything about a touchpoint of its journeys." / "Nada medido todavía: ningún registro de estos clientes dice algo de un punto de contacto de sus recorridos.",
        quotes: "In their words" / "En sus palabras",
        no_quotes: "None of the newest records of these customers has a comment." / "Ninguno de los registros más recientes de estos clientes lleva un comentario.",
        appears: "Journeys" / "Recorridos",
        no_journeys: "No journey has it yet. Add it in the scope of a board." / "Todavía no está en ningún recorrido. Añádalo en el alcance de un tablero.",
        stage: "Stage" / "Etapa",
        margin: "Margin" / "Margen",
        ratings: "Ratings" / "Valoraciones",
    }
    sentences {
        journeys(n: u64) {
            en: match n { 0 => "in no journey".to_owned(), 1 => "in 1 journey".to_owned(), n => format!("in {n} journeys") },
            es: match n { 0 => "en ningún recorrido".to_owned(), 1 => "en 1 recorrido".to_owned(), n => format!("en {n} recorridos") },
        }
        fitting(records: &str, of: &str) {
            en: format!("{records} of {of} records of customers fit."),
            es: format!("Encajan {records} de {of} registros de clientes."),
        }
        all_records(of: &str) {
            en: format!("Nobody in particular yet: all {of} records of customers count."),
            es: format!("Aún nadie en particular: cuentan los {of} registros de clientes."),
        }
        felt_in(name: &str, journey: &str) {
            en: format!("What {name} feels: {journey}"),
            es: format!("Qué siente {name}: {journey}"),
        }
        between(interval: &str) { en: format!("probably {interval}"), es: format!("probablemente {interval}") }
    }
}

static EN: PersonaWords = PersonaWords::EN;
static ES: PersonaWords = PersonaWords::ES;

/// The words of the pages of personas in a language.
#[must_use]
pub const fn persona_words(lang: Lang) -> &'static PersonaWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
