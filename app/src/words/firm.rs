//! How firm a score is.

use super::macros::words;

words! {
    /// Texts of the section that says what a score hangs on.
    pub struct FirmWords {
        title: "How firm is a score?" / "¿Qué solidez tiene una puntuación?",
        the_worst: "The worst" / "El peor",
        caption: "The score, with one thing changed at a time" / "La puntuación si se cambia una sola cosa",
        points: "Points" / "Puntos",
        without: "Without it" / "Sin ella",
        stricter: "Good and bad 10% stricter" / "Bueno y malo un 10 % más exigentes",
        lenient: "10% more lenient" / "Un 10 % más benévolos",
        flip: "Another band if it weighed" / "Otro nivel si pesara",
        stages: "Stages, and the whole journey" / "Etapas y el recorrido entero",
        ease_caption: "Ease is what is left of good, from 0 to 100, counted by how many people meet each touchpoint."
            / "La facilidad es lo que queda de bueno, de 0 a 100, según cuántas personas pasan por cada punto de contacto.",
        stage: "Stage" / "Etapa",
        ease: "Ease" / "Facilidad",
        its_worst: "Its worst" / "Lo peor",
        its_last: "Its last" / "Lo último",
        touchpoints: "Touchpoints" / "Puntos de contacto",
        whole: "The whole journey" / "El recorrido entero",
        no_flip: "at no weight" / "con ningún peso",
    }
    sentences {
        stays(band: &str, range: &str) {
            en: format!("stays {band} ({range}) whichever source is left out, and with good and bad a tenth off."),
            es: format!("sigue con fricción {band} ({range}) sea cual sea la fuente que se quite, y con bueno y malo movidos una décima parte."),
        }
        hangs_on(band: &str, part: &str, other: &str, score: &str) {
            en: format!("is {band} because of {part}: without it, it would be {other} ({score})."),
            es: format!("tiene fricción {band} por {part}: sin esa fuente sería {other} ({score})."),
        }
        near_an_edge(band: &str, range: &str) {
            en: format!("is {band}, but near the edge: with good and bad a tenth off it lies between {range}."),
            es: format!("tiene fricción {band}, pero cerca del borde: con bueno y malo movidos una décima parte queda entre {range}."),
        }
        scored(scored: u32, of: usize) {
            en: format!("{scored} of {of} scored"),
            es: format!("{scored} de {of} con puntuación"),
        }
        flips(band: &str, at: &str, now: &str) {
            en: format!("{band} at {at}, now {now}"),
            es: format!("{band} con {at}, ahora {now}"),
        }
        added(score: &str) {
            en: format!("Added up instead of multiplied, the sources give {score}. Multiplied, one broken source cannot be bought off by the others."),
            es: format!("Sumadas en vez de multiplicadas, las fuentes dan {score}. Multiplicadas, una fuente rota no se compensa con las demás."),
        }
    }
}
