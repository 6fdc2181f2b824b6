//! The board of one journey: what stands on it.

use super::Lang;
use super::macros::words;

words! {
    /// Texts of the board.
    pub struct BoardWords {
        title: "Journey" / "Recorrido",
        help: "Arrow keys move, Enter edits, typing adds, Alt with an arrow moves a card, Control Z takes back, question mark lists all keys."
            / "Las flechas mueven, Intro edita, escribir añade, Alt con una flecha mueve una tarjeta, Control Z deshace, el signo de interrogación enumera las teclas.",
        card: "card" / "tarjeta",
        steps_row: "Steps" / "Pasos",
        add_stage: "Add a stage" / "Añadir una etapa",
        add_step: "Add a step" / "Añadir un paso",
        add_card: "Add a card" / "Añadir una tarjeta",
        first_step: "First step…" / "Primer paso…",
        assumption: "assumption" / "supuesto",
        heard: "heard" / "escuchado",
        measured: "measured" / "medido",
        moment: "moment of truth" / "momento de la verdad",
        has_note: "has a note" / "tiene nota",
        not_measured: "not measured" / "sin medir",
        persona: "Persona" / "Arquetipo",
        add_persona: "Add a persona" / "Añadir un arquetipo",
        remove_persona: "Take away" / "Quitar",
        scenario: "Situation" / "Situación",
        start: "Starts" / "Empieza",
        end: "Ends" / "Termina",
        goal: "Goal" / "Objetivo",
        tags: "Tags" / "Etiquetas",
        tags_hint: "retail, 2026…" / "tienda, 2026…",
        review: "Review on" / "Revisar el",
        archive: "Archived" / "Archivado",
        say: "say…" / "decir…",
        as_is: "As is" / "Actual",
        to_be: "To be" / "Futuro",
        kind: "As is or to be" / "Actual o futuro",
        no_records: "no records yet" / "aún sin registros",
        empty_title: "A journey starts with what the customer goes through" / "Un recorrido empieza por lo que vive el cliente",
        empty_text: "Name the first stage, then its steps; type into a cell to add a card. Everything can be moved, and everything can be taken back."
            / "Nombre la primera etapa y después sus pasos; escriba en una celda para añadir una tarjeta. Todo se puede mover y todo se puede deshacer.",
        no_lanes_text: "Add a lane to have somewhere to put cards." / "Añada un carril para tener dónde poner tarjetas.",
        from_file: "Update from a file" / "Actualizar desde un archivo",
        take_away: "Take away" / "Llevarse",
        share: "Share" / "Compartir",
        read_only: "Read only" / "Solo lectura",
        keys: "Keys" / "Teclas",
        undo: "Undo" / "Deshacer",
        redo: "Redo" / "Rehacer",
        not_found_title: "There is no such journey" / "No existe ese recorrido",
        failed_title: "The journey could not be read" / "No se pudo leer el recorrido",
    }
    sentences {
        steps(n: usize) {
            en: if n == 1 { "1 step".to_owned() } else { format!("{n} steps") },
            es: if n == 1 { "1 paso".to_owned() } else { format!("{n} pasos") },
        }
        worst_here(name: String, of: usize) {
            en: format!("{name}, the worst of {of} here"),
            es: format!("{name}, lo peor de {of} aquí"),
        }
        believed_by(name: String) { en: format!("believed, {name}"), es: format!("lo que creemos, {name}") }
        felt_by(name: Option<&str>) {
            en: format!("measured, {}", name.unwrap_or("all customers")),
            es: format!("medida, {}", name.unwrap_or("todos los clientes")),
        }
        feels_at(name: String, step: String) {
            en: format!("What we believe {name} feels: {step}"),
            es: format!("Lo que creemos que siente {name}: {step}"),
        }
        say_feeling(name: String, step: String) {
            en: format!("Say what {name} feels: {step}"),
            es: format!("Decir qué siente {name}: {step}"),
        }
        feeling(value: f64) {
            en: format!("{}, {}", feeling_word(Lang::En, value), Lang::En.number(value, 1)),
            es: format!("{}, {}", feeling_word(Lang::Es, value), Lang::Es.number(value, 1)),
        }
        felt(value: f64, low: f64, high: f64, n: i64) {
            en: format!("{}, {} to {}, {} ratings", Lang::En.number(value, 1), Lang::En.number(low, 1), Lang::En.number(high, 1), Lang::En.number(n as f64, 0)),
            es: format!("{}, de {} a {}, {} valoraciones", Lang::Es.number(value, 1), Lang::Es.number(low, 1), Lang::Es.number(high, 1), Lang::Es.number(n as f64, 0)),
        }
        records(n: u64) {
            en: Lang::En.counted(n, "record", "records"),
            es: Lang::Es.counted(n, "registro", "registros"),
        }
        until(day: String) { en: format!("until {day}"), es: format!("hasta el {day}") }
    }
}

const fn feeling_word(lang: Lang, value: f64) -> &'static str {
    let words = match lang {
        Lang::En => [
            "dreadful",
            "bad",
            "neither good nor bad",
            "good",
            "delighted",
        ],
        Lang::Es => ["pésimo", "mal", "ni bien ni mal", "bien", "encantado"],
    };
    if value < -1.25 {
        words[0]
    } else if value < -0.25 {
        words[1]
    } else if value <= 0.25 {
        words[2]
    } else if value <= 1.25 {
        words[3]
    } else {
        words[4]
    }
}
