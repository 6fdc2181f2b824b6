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
        saved: "Saved settings" / "Ajustes guardados",
        of_workspace: "workspace" / "espacio",
        keep_as: "Save these settings as…" / "Guardar estos ajustes como…",
        keep: "Save" / "Guardar",
        kept: "Saved." / "Guardado.",
        use_standard: "Score the workspace by the built-in standard again" / "Volver a puntuar el espacio con el estándar de fábrica",
        trail: "Who changed what" / "Quién cambió qué",
        trail_empty: "Nothing was saved or changed yet." / "Aún no se ha guardado ni cambiado nada.",
        weight: "weight" / "peso",
        open: "Weigh it otherwise" / "Ponderar de otro modo",
    }
    sentences {
        of_all_weights(share: &str) { en: format!("{share} of all weights"), es: format!("{share} de todos los pesos") }
        unmeasured(n: u64) {
            en: Lang::En.counted(n, "source without records", "sources without records"),
            es: Lang::Es.counted(n, "fuente sin registros", "fuentes sin registros"),
        }
        keep_in(name: &str) { en: format!("Save the changes in {name}"), es: format!("Guardar los cambios en {name}") }
        use_it(name: &str) { en: format!("Score the workspace by {name}"), es: format!("Puntuar el espacio con {name}") }
        retire(name: &str) { en: format!("Remove {name}"), es: format!("Quitar {name}") }
        by_owner(when: &str) { en: format!("The workspace's owner, {when}"), es: format!("Quien lleva el espacio, {when}") }
        from_to(what: &str, before: &str, after: &str) { en: format!("{what} {before} → {after}"), es: format!("{what} {before} → {after}") }
        was_added(name: &str) { en: format!("{name} was saved"), es: format!("se guardó {name}") }
        was_renamed(before: &str, name: &str) { en: format!("{before} is now called {name}"), es: format!("{before} se llama ahora {name}") }
        was_retired(name: &str) { en: format!("{name} was removed"), es: format!("se quitó {name}") }
        was_used(name: &str) { en: format!("The workspace is scored by {name}"), es: format!("El espacio se puntúa con {name}") }
        worst_is(name: &str, score: &str) {
            en: format!("By these weights the worst is {name}, {score}."),
            es: format!("Con estos pesos, el peor es {name}, {score}."),
        }
    }
}
