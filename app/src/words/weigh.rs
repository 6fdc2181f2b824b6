//! Weighing friction: sources, weights, what counts as good and bad.

use super::{Lang, macros::words};

words! {
    /// Texts of the panel that weighs.
    pub struct WeighWords {
        title: "Weights, good and bad" / "Pesos, bueno y malo",
        lead: "How much each source counts, and from where to where its friction runs. The list follows while you move."
            / "Cuánto cuenta cada fuente y entre qué valores va su fricción. La lista cambia mientras mueve.",
        presets: "Ready-made weights" / "Pesos preparados",
        standard: "Standard" / "Estándar",
        balanced: "All alike" / "Todo igual",
        effort_first: "Effort first" / "Primero el esfuerzo",
        complaints_first: "Complaints first" / "Primero las quejas",
        promise_first: "Promise first" / "Primero la promesa",
        unmeasured_hint: "They are left out of every score and begin to count when records come."
            / "No entran en ninguna puntuación; empiezan a contar cuando lleguen registros.",
        now_worst: "By these, the worst" / "Con estos, el peor",
        reset: "Back to the standard" / "Volver al estándar",
        in_the_address: "The page's address carries your settings." / "La dirección de la página lleva sus ajustes.",
        good: "good" / "bueno",
        bad: "bad" / "malo",
        refused: "Good must be below bad; the last pair counts." / "Lo bueno debe ser menor que lo malo; cuenta el último par.",
        effort: "Effort" / "Esfuerzo",
        satisfaction: "Satisfaction" / "Satisfacción",
        negative_sentiment: "Negative voice" / "Voz negativa",
        complaint_rate: "Complaints" / "Quejas",
        drop_off: "Drop-off" / "Abandono",
        delay: "Delay" / "Retraso",
        promise_gap: "Promise gap" / "Promesa incumplida",
        effort_unit: "% not easy" / "% no fácil",
        satisfaction_unit: "% not satisfied" / "% no satisfechos",
        negative_sentiment_unit: "% negative texts" / "% textos negativos",
        complaint_rate_unit: "per 1,000" / "por 1.000",
        drop_off_unit: "% who leave" / "% que se van",
        delay_unit: "% late" / "% tarde",
        promise_gap_unit: "% not kept" / "% no cumplidas",
        open: "Weigh it otherwise" / "Ponderar de otro modo",
    }
    sentences {
        of_all_weights(share: &str) { en: format!("{share} of all weights"), es: format!("{share} de todos los pesos") }
        unmeasured(n: u64) {
            en: Lang::En.counted(n, "source without records", "sources without records"),
            es: Lang::Es.counted(n, "fuente sin registros", "fuentes sin registros"),
        }
        worst_is(name: &str, score: &str) {
            en: format!("By these weights the worst is {name}, {score}."),
            es: format!("Con estos pesos, el peor es {name}, {score}."),
        }
    }
}
