//! Guests of a journey: links, codes, and how they stand; and a link that is handed over.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the pages that say them.

use super::{Lang, macros::words};

words! {
    /// Texts of the page where guests are asked to a journey.
    pub struct ShareWords {
        title: "Share" / "Compartir",
        lead: "Ask guests to this journey by a link, a picture of it or a code. They need no account: they say a name, see this journey, and nothing else."
            / "Invite a este recorrido con un enlace, su imagen o un código. No hace falta cuenta: dicen un nombre, ven este recorrido y nada más.",
        back: "To the board" / "Al tablero",
        make_title: "A new link" / "Un enlace nuevo",
        role: "Guests may" / "Los invitados pueden",
        viewer: "look" / "mirar",
        commenter: "look and say what they think" / "mirar y opinar",
        editor: "work on the board" / "trabajar en el tablero",
        hours: "For how long" / "Durante cuánto tiempo",
        four_hours: "4 hours" / "4 horas",
        one_day: "1 day" / "1 día",
        three_days: "3 days" / "3 días",
        one_week: "1 week" / "1 semana",
        thirty_days: "30 days" / "30 días",
        most_uses: "Guests at most" / "Invitados como máximo",
        make: "Make a link" / "Crear un enlace",
        made: "The link is made." / "El enlace está creado.",
        link: "Link for guests" / "Enlace para invitados",
        link_text: "It is shown only now. Whoever has it can come in until it is used up, over or revoked; send it to those you mean only."
            / "Solo se muestra ahora. Quien lo tenga puede entrar hasta que se agote, termine o se revoque; envíelo solo a quien corresponda.",
        qr_alt: "The link as a QR code, to be photographed" / "El enlace como código QR, para fotografiarlo",
        copy: "Copy" / "Copiar",
        copied: "Copied." / "Copiado.",
        not_copied: "It could not be copied by itself. It is selected: press Ctrl C." / "No se ha podido copiar solo. Está seleccionado: pulse Ctrl C.",
        links: "Links" / "Enlaces",
        none: "No link leads here. Make one, and guests can come." / "Ningún enlace lleva aquí. Cree uno y podrán venir invitados.",
        guests: "Guests" / "Invitados",
        nobody_came: "nobody yet" / "nadie todavía",
        made_at: "Made" / "Creado",
        ends: "Until" / "Hasta",
        state: "State" / "Estado",
        open: "open" / "abierto",
        used_up: "used up" / "agotado",
        over: "over" / "terminado",
        revoked: "revoked" / "revocado",
        code: "Show a code" / "Mostrar un código",
        code_title: "Code to read out" / "Código para leer en voz alta",
        code_over: "The code is over. Show another one." / "El código ha terminado. Muestre otro.",
        hide: "Hide" / "Ocultar",
        revoke: "Revoke" / "Revocar",
        revoke_text: "Those who came by this link are out at once." / "Quienes vinieron por este enlace quedan fuera al momento.",
        revoke_yes: "Revoke the link" / "Revocar el enlace",
        was_revoked: "The link is revoked." / "El enlace está revocado.",
        cancel: "Cancel" / "Cancelar",
        what_to_do: "What can be done" / "Qué se puede hacer",
    }
    sentences {
        title_of(journey: &str) { en: format!("Share: {journey}"), es: format!("Compartir: {journey}") }
        about(what: &str, which: &str) { en: format!("{what}: {which}"), es: format!("{what}: {which}") }
        uses(used: u64, most: u64) { en: format!("{used} of {most}"), es: format!("{used} de {most}") }
        type_code(address: &str) {
            en: format!("Open {address} and type:"),
            es: format!("Abra {address} y escriba:"),
        }
        still(left: &str) { en: format!("Valid for {left} more minutes"), es: format!("Válido durante {left} minutos más") }
    }
}

static EN: ShareWords = ShareWords::EN;
static ES: ShareWords = ShareWords::ES;

/// The words of the page where guests are asked to a journey, in a language.
#[must_use]
pub const fn share_words(lang: Lang) -> &'static ShareWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
