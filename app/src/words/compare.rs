//! Friction compared: periods, segments, what changed.
//!
//! Only the friction page says these, so they have statics of their own: within [`super::Words`] they would be part of what every
//! visitor loads.

use super::{Lang, macros::words};

words! {
    /// Texts of comparisons.
    pub struct CompareWords {
        compare: "Compare with" / "Comparar con",
        nothing: "Nothing" / "Nada",
        before: "The period before" / "El periodo anterior",
        year: "The year before" / "El año anterior",
        days: "Other days" / "Otros días",
        values: "Another group" / "Otro grupo",
        base_from: "Compare from" / "Comparar desde",
        base_to: "Compare to" / "Comparar hasta",
        dimension: "Groups of" / "Grupos de",
        value: "This one" / "Este",
        base_value: "Compared with" / "Comparado con",
        by: "Split the change by" / "Dividir el cambio según",
        stop: "Stop comparing" / "Dejar de comparar",
        worse: "Worse" / "Peor",
        better: "Better" / "Mejor",
        cannot_tell: "Cannot be told" / "No se puede saber",
        unknown: "Not known on both sides" / "No se sabe en los dos lados",
        other_sources: "cannot tell: made of other sources on each side" / "no se puede saber: cada lado tiene otras fuentes",
        start: "the first record" / "el primer registro",
        end: "the last record" / "el último registro",
        base_empty: "There are no records to compare with. Choose other days, or another group."
            / "No hay registros con los que comparar. Elija otros días u otro grupo.",
        other_empty: "There are no records of the days or the group that is compared. Choose others."
            / "No hay registros de los días o del grupo que se compara. Elija otros.",
        how: "How to read it" / "Cómo se lee",
        how_text: "The hollow dot is the score compared with, the full one the score now. The line below is the margin of the difference, measured from the hollow dot: where it crosses the thin upright line, the two cannot be told apart. “Surely” means that the whole margin lies on one side. How people fared and who answered add up to the change: if more answers came from where it was always bad, nobody did anything worse."
            / "El punto hueco es la puntuación con la que se compara; el lleno, la de ahora. La línea de abajo es el margen de la diferencia, medido desde el punto hueco: donde cruza la línea fina vertical, las dos no se pueden distinguir. «Con seguridad» quiere decir que todo el margen está a un lado. Cómo les fue y quién respondió suman el cambio: si llegaron más respuestas de donde siempre fue mal, nadie hizo nada peor.",
        by_chance_hardly: "Had nothing changed, fewer than one would look changed by chance."
            / "Si nada hubiera cambiado, menos de uno parecería cambiado por azar.",
        touchpoint: "Touchpoint" / "Punto de contacto",
        base_score: "Compared with" / "Comparado con",
        score: "This one" / "Este",
        change: "Change" / "Cambio",
        margin: "Its margin" / "Su margen",
        caption: "Friction on both sides, and the change" / "Fricción en los dos lados y el cambio",
        sources: "Source by source" / "Fuente por fuente",
        sources_caption: "Shares of bad ones as they were counted, and their change in percentage points"
            / "Partes malas tal como se contaron, y su cambio en puntos porcentuales",
        source: "Source" / "Fuente",
        fared: "How they fared" / "Cómo les fue",
        answered: "Who answered" / "Quién respondió",
        verdict: "In words" / "En palabras",
        ease_caption: "Ease on both sides: what is left of good, from 0 to 100" / "Facilidad en los dos lados: lo que queda de bueno, de 0 a 100",
    }
    sentences {
        worse_by(points: &str) { en: format!("worse by {points}, surely"), es: format!("peor en {points}, con seguridad") }
        better_by(points: &str) { en: format!("better by {points}, surely"), es: format!("mejor en {points}, con seguridad") }
        few(n: u64) {
            en: format!("cannot tell yet: {}", Lang::En.counted(n, "answer", "answers")),
            es: format!("aún no se puede saber: {}", Lang::Es.counted(n, "respuesta", "respuestas")),
        }
        between(low: &str, high: &str) {
            en: format!("cannot tell: anything from {low} to {high}"),
            es: format!("no se puede saber: entre {low} y {high}"),
        }
        missing(side: &str) { en: format!("not known: {side}"), es: format!("no se sabe: {side}") }
        split(rate: &str, mix: &str) {
            en: format!("{rate} from how they fared, {mix} from who answered"),
            es: format!("{rate} por cómo les fue, {mix} por quién respondió"),
        }
        from_to(base: &str, other: &str) { en: format!("{base} → {other}"), es: format!("{base} → {other}") }
        answers(base: u64, other: u64) {
            en: format!("{} and {} records", Lang::En.count(base), Lang::En.count(other)),
            es: format!("{} y {} registros", Lang::Es.count(base), Lang::Es.count(other)),
        }
        told(worse: u64, better: u64, of: u64) {
            en: format!("{worse} worse and {better} better, of {}", Lang::En.counted(of, "touchpoint", "touchpoints")),
            es: format!("{} y {}, de {}", Lang::Es.counted(worse, "peor", "peores"), Lang::Es.counted(better, "mejor", "mejores"), Lang::Es.counted(of, "punto de contacto", "puntos de contacto")),
        }
        by_chance(n: &str) {
            en: format!("Had nothing changed, about {n} would look changed by chance."),
            es: format!("Si nada hubiera cambiado, unos {n} parecerían cambiados por azar."),
        }
        period(from: &str, to: &str) { en: format!("{from} to {to}"), es: format!("del {from} al {to}") }
        is(dimension: &str, value: &str) { en: format!("{dimension}: {value}"), es: format!("{dimension}: {value}") }
    }
}

static EN: CompareWords = CompareWords::EN;
static ES: CompareWords = CompareWords::ES;

/// The texts of comparisons in a language.
#[must_use]
pub const fn compare(lang: Lang) -> &'static CompareWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
