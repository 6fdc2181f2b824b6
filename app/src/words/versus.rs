//! Two journeys side by side.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the page.

use shared::journey::compare::Kind;

use super::{Lang, macros::words};

words! {
    /// Texts of comparing journeys.
    pub struct VersusWords {
        title: "Compare journeys" / "Comparar recorridos",
        lead: "As it is with as it is to be, one brand with another, or a journey with itself at another time."
            / "El actual con el futuro, una marca con otra, o un recorrido consigo mismo en otro momento.",
        left: "From" / "De",
        right: "To" / "A",
        version: "As of" / "A fecha de",
        now: "now" / "ahora",
        choose: "Choose a journey…" / "Elija un recorrido…",
        choose_both: "Choose two journeys, or one journey at two times." / "Elija dos recorridos, o uno en dos momentos.",
        swap: "Swap the sides" / "Intercambiar los lados",
        same: "Nothing differs." / "No hay ninguna diferencia.",
        differences: "Differences" / "Diferencias",
        keys: "Alt N goes to the next difference, Alt P to the one before." / "Alt N va a la diferencia siguiente, Alt P a la anterior.",
        next: "Next" / "Siguiente",
        before: "Before" / "Anterior",
        board: "Both boards, one over the other" / "Los dos tableros, uno sobre otro",
        steps: "Steps" / "Pasos",
        whole: "The journey itself" / "El recorrido en sí",
        emotion: "Emotion believed" / "Emoción que creemos",
        friction: "Friction" / "Fricción",
        nothing: "nothing" / "nada",
        added: "added" / "añadido",
        removed: "removed" / "quitado",
        moved: "moved" / "movido",
        changed: "changed" / "cambiado",
        text: "text" / "texto",
        note: "note" / "nota",
        evidence: "evidence" / "evidencia",
        department: "responsible" / "responsable",
        touchpoint: "touchpoint" / "punto de contacto",
        metric: "metric" / "indicador",
        image: "image" / "imagen",
        content: "what its cards are" / "qué son sus tarjetas",
        detail: "journey in detail" / "recorrido en detalle",
        certainty: "how sure" / "cuánto se sabe",
        scenario: "situation" / "situación",
        start: "start" / "inicio",
        end: "end" / "final",
        goal: "goal" / "objetivo",
        personas: "personas" / "arquetipos",
        gone: "There is no such journey any more." / "Ese recorrido ya no existe.",
    }
    sentences {
        counted(kind: Kind, n: usize) {
            en: match kind {
                Kind::Added => format!("{n} added"),
                Kind::Removed => format!("{n} removed"),
                Kind::Moved => format!("{n} moved"),
                Kind::Changed => format!("{n} changed"),
            },
            es: match kind {
                Kind::Added => Lang::Es.counted(n as u64, "añadido", "añadidos"),
                Kind::Removed => Lang::Es.counted(n as u64, "quitado", "quitados"),
                Kind::Moved => Lang::Es.counted(n as u64, "movido", "movidos"),
                Kind::Changed => Lang::Es.counted(n as u64, "cambiado", "cambiados"),
            },
        }
        field(name: &str, l: &str, r: &str) { en: format!("{name}: {l} → {r}"), es: format!("{name}: {l} → {r}") }
        felt(name: &str) { en: format!("what {name} feels"), es: format!("lo que siente {name}") }
        nth(index: usize, of: usize) { en: format!("{index} of {of}"), es: format!("{index} de {of}") }
        from(place: &str) { en: format!("from {place}"), es: format!("desde {place}") }
        worse(by: &str) { en: format!("{by} worse"), es: format!("{by} peor") }
        better(by: &str) { en: format!("{by} better"), es: format!("{by} mejor") }
        against(l: &str, r: &str) { en: format!("{l} and {r}"), es: format!("{l} y {r}") }
    }
}

impl VersusWords {
    /// What became of something, in a word.
    #[must_use]
    pub const fn kind(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Added => self.added,
            Kind::Removed => self.removed,
            Kind::Moved => self.moved,
            Kind::Changed => self.changed,
        }
    }
}

static EN: VersusWords = VersusWords::EN;
static ES: VersusWords = VersusWords::ES;

/// The words of comparing journeys in a language.
#[must_use]
pub const fn versus_words(lang: Lang) -> &'static VersusWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
