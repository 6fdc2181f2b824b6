//! Refused edits as sentences: why, what is safe, and the next step.

use shared::{
    catalogue::EntryId,
    journey::{Content, Node},
    log::{Limit, Missing, Rejection},
};

use super::{Lang, macros::words};

words! {
    /// Why an edit was refused, where no argument is needed.
    pub struct RefusalWords {
        forbidden: "You may not do this. Ask whoever looks after the workspace for the right to edit."
            / "No tiene permiso para hacerlo. Pida permiso de edición a quien cuida del espacio.",
        id_used: "This was done already. Reload to see how it stands."
            / "Esto ya se había hecho. Recargue para ver cómo ha quedado.",
        empty_title: "A name is needed: type at least one character." / "Hace falta un nombre: escriba al menos un carácter.",
        control_characters: "The text contains invisible control characters. Remove them and try again."
            / "El texto contiene caracteres de control invisibles. Quítelos e inténtelo de nuevo.",
        not_there: "The place it should go to is not there any more. Try again." / "El lugar al que debía ir ya no está. Inténtelo de nuevo.",
        wrong_lane: "This lane does not take such a card. Choose another lane." / "Este carril no admite esa tarjeta. Elija otro carril.",
        lane_exists: "The board already has a lane of this kind." / "El tablero ya tiene un carril de esta clase.",
        persona_not_in_scope: "The persona is not in this journey's scope. Add it there first."
            / "El arquetipo no está en el alcance de este recorrido. Añádalo primero.",
        stale_note: "Somebody changed this text meanwhile. Both texts are kept: compare them and decide."
            / "Alguien ha cambiado este texto entretanto. Se conservan los dos: compárelos y decida.",
        bad_selection: "The selection is empty, or names something twice. Select again." / "La selección está vacía o repite algo. Seleccione de nuevo.",
        bad_link: "These two cannot be linked so: a cause leads from one card to another, a way from one step to another."
            / "No se pueden enlazar así: una causa va de una tarjeta a otra, y un camino de un paso a otro.",
        link_exists: "These two are linked already." / "Estos dos ya están enlazados.",
        not_a_number: "This lane holds numbers: write digits and at most one point, or change the lane."
            / "Este carril es de números: escriba cifras y como mucho una coma decimal, o cambie el carril.",
        not_a_tag: "This lane holds tags: write at most 40 characters on one line, or change the lane."
            / "Este carril es de etiquetas: escriba como mucho 40 caracteres en una línea, o cambie el carril.",
        not_a_rating: "This lane holds ratings: write a whole number from 1 to 5, or change the lane."
            / "Este carril es de valoraciones: escriba un número entero del 1 al 5, o cambie el carril.",
        bad_metric: "No metric is called so. Choose one of those that are offered."
            / "Ningún indicador se llama así. Elija uno de los que se ofrecen.",
        own_journey: "A journey would become a part of itself. Choose another, or first undo that the other one shows this one or is a part of it."
            / "Un recorrido pasaría a ser parte de sí mismo. Elija otro, o antes deshaga que el otro muestre este o sea parte de él.",
        bad_picture: "The picture has no size: choose the image again." / "La imagen no tiene tamaño: elíjala otra vez.",
        reload: "This page and the server have lost step. What was saved is safe: reload the page."
            / "Esta página y el servidor se han desacompasado. Lo guardado está a salvo: recargue la página.",
    }
    sentences {
        missing(what: &str) {
            en: format!("{what} does not exist any more. Nothing was changed. Reload and try again."),
            es: format!("{what} ya no existe. No se ha cambiado nada. Recargue e inténtelo de nuevo."),
        }
        deleted(what: &str) {
            en: format!("{what} was deleted meanwhile. Restore it (undo) and try again."),
            es: format!("Entretanto se ha borrado {what}. Recupere lo borrado (deshacer) e inténtelo de nuevo."),
        }
        retired(what: &str) {
            en: format!("{what} is retired. Bring it back in the catalogue, or choose another."),
            es: format!("{what} ya no se usa. Recupere la entrada en el catálogo o elija otra."),
        }
        over_limit(what: &str, most: u64, actual: u64) {
            en: format!("Too much: {what}, at most {}; it would be {}. Nothing was changed.", Lang::En.count(most), Lang::En.count(actual)),
            es: format!("Demasiado: {what}, como mucho {}; serían {}. No se ha cambiado nada.", Lang::Es.count(most), Lang::Es.count(actual)),
        }
        bad_day(day: &str) {
            en: format!("“{day}” is not a day. Write it as 2026-05-12."),
            es: format!("«{day}» no es un día. Escríbalo como 2026-05-12."),
        }
        bad_dimension(name: &str) {
            en: format!("No dimension of the records can be called “{name}”. Choose one of those that are offered."),
            es: format!("Ninguna dimensión de los registros puede llamarse «{name}». Elija una de las que se ofrecen."),
        }
    }
}

words! {
    /// What limits and refusals are about.
    pub struct ThingWords {
        journey: "The journey" / "El recorrido",
        stage: "The stage" / "La etapa",
        step: "The step" / "El paso",
        lane: "The lane" / "El carril",
        card: "The card" / "La tarjeta",
        touchpoint: "The touchpoint" / "El punto de contacto",
        persona: "The persona" / "El arquetipo",
        department: "The department" / "El área",
        brand: "The brand" / "La marca",
        family: "The family" / "La familia",
        channel: "The channel" / "El canal",
        campaign: "The campaign" / "La campaña",
        event: "The event" / "El acontecimiento",
        title_chars: "characters of a name" / "caracteres de un nombre",
        text_chars: "characters of a text" / "caracteres de un texto",
        stages: "stages of a journey" / "etapas de un recorrido",
        steps: "steps of a journey" / "pasos de un recorrido",
        lanes: "lanes of a journey" / "carriles de un recorrido",
        cards: "cards of a journey" / "tarjetas de un recorrido",
        entries: "entries of the catalogue" / "entradas del catálogo",
        personas: "personas of a journey" / "arquetipos de un recorrido",
        selection: "things in one selection" / "elementos en una selección",
        intents: "edits at once" / "cambios a la vez",
        filter_values: "values of a filter" / "valores de un filtro",
        link: "The link" / "El enlace",
        links: "links of a journey" / "enlaces de un recorrido",
        tags: "tags of a journey" / "etiquetas de un recorrido",
        tag_chars: "characters of a tag" / "caracteres de una etiqueta",
    }
}

/// Why an edit was refused, in words.
#[must_use]
pub fn rejection(lang: Lang, rejection: &Rejection) -> String {
    let all = super::in_lang(lang);
    let refusal = &all.refusal;
    let plain = match rejection {
        Rejection::Missing { what } => return refusal.missing(missing(&all.thing, *what)),
        Rejection::Deleted { node } => {
            return refusal.deleted(&in_sentence(lang, self::node(&all.thing, *node)));
        }
        Rejection::OverLimit { limit, actual } => {
            return refusal.over_limit(
                self::limit(&all.thing, *limit),
                limit.most().into(),
                (*actual).into(),
            );
        }
        Rejection::Retired { entry } => return refusal.retired(self::entry(&all.thing, *entry)),
        Rejection::BadDay { day } => return refusal.bad_day(day),
        Rejection::BadDimension { dimension } => return refusal.bad_dimension(dimension),
        Rejection::Forbidden => refusal.forbidden,
        Rejection::IdUsed { .. } => refusal.id_used,
        Rejection::EmptyTitle => refusal.empty_title,
        Rejection::ControlCharacters => refusal.control_characters,
        Rejection::NotThere { .. } => refusal.not_there,
        Rejection::WrongLane { .. } => refusal.wrong_lane,
        Rejection::LaneExists => refusal.lane_exists,
        Rejection::PersonaNotInScope => refusal.persona_not_in_scope,
        Rejection::StaleNote { .. } => refusal.stale_note,
        Rejection::BadSelection => refusal.bad_selection,
        Rejection::BadLink { .. } => refusal.bad_link,
        Rejection::LinkExists { .. } => refusal.link_exists,
        Rejection::WrongContent { content } => match content {
            Content::Text => refusal.wrong_lane,
            Content::Number => refusal.not_a_number,
            Content::Tag => refusal.not_a_tag,
            Content::Rating => refusal.not_a_rating,
        },
        Rejection::BadMetric => refusal.bad_metric,
        Rejection::OwnJourney => refusal.own_journey,
        Rejection::BadPicture => refusal.bad_picture,
        Rejection::Gap { .. } | Rejection::AheadOfLog { .. } | Rejection::EditMisfits { .. } => {
            refusal.reload
        }
    };
    plain.to_owned()
}

const fn missing(things: &ThingWords, what: Missing) -> &'static str {
    match what {
        Missing::Journey(_) => things.journey,
        Missing::Node(node) => self::node(things, node),
        Missing::Entry(entry) => self::entry(things, entry),
    }
}

pub(super) const fn entry(things: &ThingWords, entry: EntryId) -> &'static str {
    match entry {
        EntryId::Touchpoint(_) => things.touchpoint,
        EntryId::Persona(_) => things.persona,
        EntryId::Department(_) => things.department,
        EntryId::Brand(_) => things.brand,
        EntryId::Family(_) => things.family,
        EntryId::Channel(_) => things.channel,
        EntryId::Campaign(_) => things.campaign,
        EntryId::Event(_) => things.event,
    }
}

pub(super) const fn node(things: &ThingWords, node: Node) -> &'static str {
    match node {
        Node::Stage(_) => things.stage,
        Node::Step(_) => things.step,
        Node::Lane(_) => things.lane,
        Node::Card(_) => things.card,
        Node::Link(_) => things.link,
    }
}

pub(super) const fn limit(things: &ThingWords, limit: Limit) -> &'static str {
    match limit {
        Limit::TitleChars => things.title_chars,
        Limit::TextChars => things.text_chars,
        Limit::Stages => things.stages,
        Limit::Steps => things.steps,
        Limit::Lanes => things.lanes,
        Limit::Cards => things.cards,
        Limit::CatalogueEntries => things.entries,
        Limit::Personas => things.personas,
        Limit::Selection => things.selection,
        Limit::Intents => things.intents,
        Limit::FilterValues => things.filter_values,
        Limit::Links => things.links,
        Limit::Tags => things.tags,
        Limit::TagChars => things.tag_chars,
    }
}

/// In Spanish the thing stands within the sentence: "se ha borrado el paso".
fn in_sentence(lang: Lang, thing: &str) -> String {
    match lang {
        Lang::En => thing.to_owned(),
        Lang::Es => thing
            .strip_prefix("El ")
            .map(|rest| format!("el {rest}"))
            .or_else(|| thing.strip_prefix("La ").map(|rest| format!("la {rest}")))
            .unwrap_or_else(|| thing.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_say_how_many_are_allowed_in_the_readers_digits() {
        let refused = Rejection::OverLimit {
            limit: Limit::TextChars,
            actual: 1_000_000,
        };
        assert!(rejection(Lang::En, &refused).contains("at most 20,000; it would be 1,000,000"));
        assert!(rejection(Lang::Es, &refused).contains("caracteres de un texto"));
    }
}
