//! The friction list.

use super::{Lang, macros::words};

words! {
    /// Texts of the friction list.
    pub struct FrictionWords {
        title: "Friction" / "Fricción",
        lead: "Where it hurts, how sure we are, and why. The score runs from 0 (none) to 100; the line is its 90% margin."
            / "Dónde duele, con qué seguridad y por qué. La puntuación va de 0 (ninguna) a 100; la línea es su margen del 90 %.",
        journey: "Journey" / "Recorrido",
        from: "From" / "Desde",
        to: "To" / "Hasta",
        only: "Only" / "Solo",
        personas: "Personas" / "Arquetipos",
        not_stated: "not stated" / "sin indicar",
        apply: "Apply" / "Aplicar",
        all_time: "All records" / "Todos los registros",
        touchpoint: "Touchpoint" / "Punto de contacto",
        department: "Responsible" / "Responsable",
        place: "Stage and step" / "Etapa y paso",
        group: "Group" / "Grupo",
        score: "Score" / "Puntuación",
        interval: "Margin (90%)" / "Margen (90 %)",
        band: "Band" / "Nivel",
        sources: "Sources" / "Fuentes",
        answers: "Records" / "Registros",
        first_rank: "Worst in" / "El peor en",
        table: "The same as a table" / "Lo mismo como tabla",
        caption: "Touchpoints by friction, worst first" / "Puntos de contacto por fricción, de peor a mejor",
        low: "low" / "baja",
        medium: "medium" / "media",
        high: "high" / "alta",
        critical: "critical" / "crítica",
        moment_of_truth: "moment of truth" / "momento de la verdad",
        group_worst_one: "The worst" / "El peor",
        group_worst: "The worst: these cannot be told apart" / "Los peores: no se pueden distinguir entre sí",
        group_next_one: "Next" / "Después",
        group_next: "Next: these cannot be told apart" / "Después: no se pueden distinguir entre sí",
        group_unknown: "Not known: no records in this period" / "No se sabe: sin registros en este periodo",
        unknown: "not known" / "no se sabe",
        almost_surely: "almost surely the worst" / "casi seguro el peor",
        no_records_title: "No touchpoint has a score yet" / "Ningún punto de contacto tiene puntuación aún",
        no_records_text: "Friction is computed from records: survey answers, complaints, tickets. Import some and come back; the first line of the guide is"
            / "La fricción se calcula con registros: respuestas de encuestas, quejas, casos. Importe algunos y vuelva; la primera línea de la guía es",
        period_empty_text: "There are records, but none in this period. Choose a longer one."
            / "Hay registros, pero ninguno en este periodo. Elija uno más largo.",
        no_touchpoints_title: "This journey has no touchpoints yet" / "Este recorrido aún no tiene puntos de contacto",
        no_touchpoints_text: "Place touchpoints in the board's touchpoints lane; what was measured of them appears here."
            / "Coloque puntos de contacto en su carril del tablero; lo que se haya medido de ellos aparecerá aquí.",
        open_board: "Open the board" / "Abrir el tablero",
        no_journeys_text: "Create a journey first: friction belongs to the touchpoints of a journey."
            / "Cree primero un recorrido: la fricción es de los puntos de contacto de un recorrido.",
        how: "How the score is made" / "Cómo se calcula",
        how_text: "Every part (effort, satisfaction, complaints, …) is placed between a good and a bad value that stay fixed, small samples are drawn toward the group, and the parts are multiplied, so that one broken part cannot be bought off by the others: F = 100 (1 − ∏ (1 − u)^w). A part without evidence is left out, and the sources say how many remain. Touchpoints whose order could be chance share a group."
            / "Cada parte (esfuerzo, satisfacción, quejas, …) se sitúa entre un valor bueno y uno malo que no cambian, las muestras pequeñas se acercan al grupo y las partes se multiplican, para que una parte rota no se compense con las demás: F = 100 (1 − ∏ (1 − u)^w). Una parte sin datos se deja fuera, y las fuentes dicen cuántas quedan. Los puntos de contacto cuyo orden podría ser azar comparten grupo.",
    }
    sentences {
        probably(tenths: u8) {
            en: format!("probably the worst: {tenths} of 10"),
            es: format!("probablemente el peor: {tenths} de 10"),
        }
        maybe(tenths: u8) {
            en: format!("perhaps the worst: {tenths} of 10"),
            es: format!("quizá el peor: {tenths} de 10"),
        }
        coverage(k: u32, of: u32) { en: format!("{k} of {of} sources"), es: format!("{k} de {of} fuentes") }
        records(n: u64) {
            en: Lang::En.counted(n, "record", "records"),
            es: Lang::Es.counted(n, "registro", "registros"),
        }
        period(from: &str, to: &str) { en: format!("{from} to {to}"), es: format!("del {from} al {to}") }
    }
}
