//! The inspector: why the selected touchpoint is what it is.

use super::Lang;
use super::macros::words;

words! {
    /// Texts of the inspector.
    pub struct InspectorWords {
        title: "Inspector" / "Inspector",
        close: "Close the inspector" / "Cerrar el inspector",
        department: "Responsible" / "Responsable",
        nobody: "nobody yet" / "nadie todavía",
        channel: "Channel" / "Canal",
        no_channel: "not said" / "sin indicar",
        moment: "Moment of truth" / "Momento de la verdad",
        evidence: "How sure are we?" / "¿Cuánto lo sabemos?",
        note: "Note" / "Nota",
        note_placeholder: "What stands behind it…" / "Qué hay detrás…",
        note_conflict: "Someone changed this note meanwhile" / "Alguien cambió esta nota mientras tanto",
        note_theirs: "On the board now" / "En el tablero ahora",
        note_mine: "What you wrote" / "Lo que usted escribió",
        keep_theirs: "Keep theirs" / "Dejar la suya",
        keep_mine: "Replace with mine" / "Sustituir por la mía",
        keep_both: "Keep both" / "Dejar las dos",
        parts: "What it is made of" / "De qué se compone",
        goalposts: "What counts as good and bad" / "Qué se toma por bueno y por malo",
        goalposts_hint: "Fixed, so that the score moves only when the touchpoint does." / "Son fijos, para que la puntuación solo cambie cuando cambia el punto de contacto.",
        part: "Part" / "Parte",
        observed: "Observed" / "Observado",
        good: "Good" / "Bueno",
        bad: "Bad" / "Malo",
        trend: "Measured emotion over time" / "Emoción medida en el tiempo",
        day: "From" / "Desde",
        value: "Emotion" / "Emoción",
        ratings: "Ratings" / "Valoraciones",
        emotion: "What we believe, what we measure" / "Lo que creemos, lo que medimos",
        believed: "believed" / "lo que creemos",
        measured: "measured" / "medida",
        points: "Points" / "Puntos",
        sum: "Friction" / "Fricción",
        margin: "Margin" / "Margen",
        not_measured: "not measured" / "sin medir",
        not_said: "nobody said" / "nadie lo ha dicho",
        no_score_title: "Nothing is measured here yet" / "Aquí aún no se mide nada",
        no_score_text: "Import what customers said or did about this touchpoint, then its friction shows here:" / "Importe lo que los clientes dijeron o hicieron en este punto de contacto y aquí aparecerá su fricción:",
    }
    sentences {
        friction(low: f64, high: f64) {
            en: format!("friction, {low:.0} to {high:.0}"),
            es: format!("fricción, de {low:.0} a {high:.0}"),
        }
        group(group: u32) {
            en: format!("group {group} of the worst"),
            es: format!("grupo {group} de lo peor"),
        }
        rests_on(n: u64) {
            en: format!("rests on {}", Lang::En.counted(n, "record", "records")),
            es: format!("se apoya en {}", Lang::Es.counted(n, "registro", "registros")),
        }
        fresh_until(day: String) { en: format!("last record {day}"), es: format!("último registro: {day}") }
        added_instead(score: f64) {
            en: format!("With the parts added instead of multiplied: {score:.0}."),
            es: format!("Sumando las partes en vez de multiplicarlas: {score:.0}."),
        }
    }
}
