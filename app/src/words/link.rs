//! Links on the board, and what the cards of a lane are.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the board.

use super::{Lang, macros::words};

words! {
    /// Texts of links.
    pub struct LinkWords {
        cause_of: "Cause of" / "Causa de",
        causes: "Causes" / "Causas",
        add_effect: "It is a cause of…" / "Es causa de…",
        add_cause: "Add a cause…" / "Añadir una causa…",
        no_causes: "Nobody has said yet what causes what happens here." / "Nadie ha dicho aún qué causa lo que ocurre aquí.",
        no_effects: "Not linked to what it causes." / "Sin enlazar con lo que causa.",
        certainty: "How sure is it?" / "¿Cuánto se sabe?",
        hypothesis: "hypothesis" / "hipótesis",
        confirmed: "confirmed" / "confirmada",
        ways: "Also leads to" / "También lleva a",
        ways_hint: "Beside the next step: a branch, or back, a loop." / "Además del paso siguiente: una rama o, hacia atrás, un bucle.",
        add_way: "It also leads to…" / "También lleva a…",
        step: "Step" / "Paso",
        content: "What its cards are" / "Qué son sus tarjetas",
        text: "Text" / "Texto",
        number: "Numbers" / "Números",
        tag: "Tags" / "Etiquetas",
        rating: "Ratings from 1 to 5" / "Valoraciones de 1 a 5",
    }
    sentences {
        is_cause_of(name: &str, sure: &str) { en: format!("Cause of {name}, {sure}"), es: format!("Causa de {name}, {sure}") }
        leads_to(name: &str) { en: format!("Also leads to {name}"), es: format!("También lleva a {name}") }
        leads_back_to(name: &str) { en: format!("Leads back to {name}"), es: format!("Vuelve a {name}") }
        remove(name: &str) { en: format!("Remove the link: {name}"), es: format!("Quitar el enlace: {name}") }
        linked(name: &str) { en: format!("Linked: {name}."), es: format!("Enlazado: {name}.") }
        unlinked(name: &str) {
            en: format!("Link removed: {name}. Control Z brings it back."),
            es: format!("Enlace quitado: {name}. Control Z lo recupera."),
        }
        of_five(rating: &str) { en: format!("{rating} of 5"), es: format!("{rating} de 5") }
    }
}

static EN: LinkWords = LinkWords::EN;
static ES: LinkWords = LinkWords::ES;

/// The words of links in a language.
#[must_use]
pub const fn link_words(lang: Lang) -> &'static LinkWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
