//! Errors of the API as sentences: what happened, what is safe, and the next step.

use std::collections::BTreeMap;

use shared::api::{ApiError, ErrorCode, Why};

use super::{Lang, macros::words};

words! {
    /// Texts of errors.
    pub struct ErrorWords {
        failed_title: "This did not work" / "Esto no ha funcionado",
        unreachable_title: "The server does not answer" / "El servidor no responde",
        unreachable: "Nothing is lost: what you changed is kept here and sent again by itself. Check that Puente is running and that you are connected."
            / "No se pierde nada: lo que ha cambiado se guarda aquí y se vuelve a enviar solo. Compruebe que Puente está en marcha y que tiene conexión.",
        not_found_title: "It is not there" / "No está aquí",
        not_found: "What this address names does not exist, or it was deleted. Nothing was changed. Go to all journeys and look for it there."
            / "Lo que nombra esta dirección no existe o se ha borrado. No se ha cambiado nada. Vaya a todos los recorridos y búsquelo allí.",
        unauthenticated: "You are not signed in, or not any more. What you typed is kept here: sign in and go on."
            / "No ha iniciado sesión, o ya ha terminado. Lo que ha escrito se guarda aquí: inicie sesión y siga.",
        forbidden: "You may not do this. Nothing was changed. Ask whoever looks after the workspace."
            / "No tiene permiso para hacerlo. No se ha cambiado nada. Pregunte a quien cuida del espacio.",
        wrong_origin: "The request came from another page or another address, so it was refused. Nothing was changed. Open Puente at the address that it printed when it started."
            / "La petición venía de otra página o de otra dirección, y se ha rechazado. No se ha cambiado nada. Abra Puente en la dirección que mostró al arrancar.",
        too_many: "Too much was asked in a short time. Nothing is lost: wait a moment and try again."
            / "Se ha pedido demasiado en poco tiempo. No se pierde nada: espere un momento e inténtelo de nuevo.",
        too_slow: "The server took too long and gave up. What was saved is safe: wait a moment and try again."
            / "El servidor ha tardado demasiado y lo ha dejado. Lo guardado está a salvo: espere un momento e inténtelo de nuevo.",
        wrong_protocol: "Puente was updated while this page was open. What was saved is safe: reload the page."
            / "Puente se ha actualizado con esta página abierta. Lo guardado está a salvo: recargue la página.",
        malformed: "The server could not understand what this page sent. Nothing was changed. Reload the page; if it happens again, tell whoever runs Puente."
            / "El servidor no ha entendido lo que ha enviado esta página. No se ha cambiado nada. Recargue la página; si se repite, avise a quien administra Puente.",
        not_a_day: "It is not a day: write it as 2026-05-31." / "No es un día: escríbalo como 2026-05-31.",
        last_before_first: "The last day is before the first: swap them." / "El último día es anterior al primero: intercámbielos.",
        unreadable: "It cannot be read: was the address copied whole? Open the page without it." / "No se puede leer: ¿se copió entera la dirección? Abra la página sin ello.",
        missing: "It is needed: choose one." / "Hace falta: elija uno.",
        not_together: "It does not go with the rest: leave it out." / "No va con lo demás: déjelo fuera.",
        same: "It is the same: choose another." / "Es lo mismo: elija otro.",
        shared_days: "The two periods share days: let one end before the other begins." / "Los dos periodos comparten días: que uno acabe antes de que empiece el otro.",
        in_use: "It is in use: use another one first." / "Está en uso: use antes otro.",
        still_to_come: "The day is still to come: take today, or an earlier one." / "Ese día todavía no ha llegado: tome hoy o uno anterior.",
        changed_meanwhile: "It was changed meanwhile: reload and look again." / "Ha cambiado entretanto: recargue y vuelva a mirar.",
        people_in_groups: "These records are about people, who are shown in groups only: look at a metric." / "Estos registros tratan de personas, que solo se muestran en grupos: mire una métrica.",
        store_read_only: "It is read-only: let the user who runs Puente write the file and its directory." / "Es de solo lectura: permita al usuario que ejecuta Puente escribir en el archivo y su directorio.",
        store_full: "The disk is full: free some space and try again." / "El disco está lleno: libere espacio e inténtelo de nuevo.",
        store_busy: "Another program is writing in it: try again in a moment." / "Otro programa está escribiendo en ella: inténtelo de nuevo en un momento.",
        store_disk: "The disk failed: have it checked, and look into the system's log." / "El disco ha fallado: compruébelo y mire el registro del sistema.",
        store_damaged: "It is damaged: restore a backup." / "Está dañada: recupere una copia de seguridad.",
        not_a_key: "A key has a–z, 0–9, - and _ only: choose another." / "Una clave solo tiene a–z, 0–9, - y _: elija otra.",
        not_an_image: "It is no image that can be read: save it as PNG, JPEG, WebP or GIF and send that." / "No es una imagen que se pueda leer: guárdela como PNG, JPEG, WebP o GIF y envíe esa.",
        svg: "An SVG can hold programs, so it is not taken: save it as PNG and send that." / "Un SVG puede llevar programas, así que no se admite: guárdelo como PNG y envíe ese.",
        damaged_image: "The image ends too soon or is damaged: save it again and send that." / "La imagen está cortada o dañada: guárdela de nuevo y envíe esa.",
        outdated: "Somebody changed it meanwhile, so yours was not kept. Look at how it is now, and change it again."
            / "Alguien lo ha cambiado entretanto, así que lo suyo no se ha guardado. Mire cómo está ahora y cámbielo de nuevo.",
        store_newer: "A newer Puente wrote it: start that one, or restore a backup." / "La escribió un Puente más nuevo: arranque ese o recupere una copia de seguridad.",
        exists: "Something with this name or id is there already. Nothing was changed. Choose another name."
            / "Ya hay algo con este nombre o identificador. No se ha cambiado nada. Elija otro nombre.",
        not_an_address: "It is no e-mail address: write it like ana@example.org." / "No es una dirección de correo: escríbala como ana@example.org.",
        too_common: "This password is among those that are tried first: choose another, for instance four words that do not belong together."
            / "Esta contraseña está entre las que se prueban primero: elija otra, por ejemplo cuatro palabras que no tengan relación.",
        wrong_credentials: "Address and password do not belong together. Try again, or ask for a new password."
            / "La dirección y la contraseña no se corresponden. Inténtelo de nuevo o pida una contraseña nueva.",
        wrong_code: "The code is wrong, was used already or came too late: take the next one." / "El código es erróneo, ya se ha usado o llega tarde: tome el siguiente.",
        link_over: "This link or code was used up, taken back or is too old. Ask for a new one."
            / "Este enlace o código ya se ha usado, se ha retirado o es demasiado antiguo. Pida uno nuevo.",
        last_owner: "It is the only owner: make somebody else an owner first." / "Es la única persona propietaria: haga antes propietaria a otra.",
        beyond_ones_own: "That is more than you may yourself: ask an owner." / "Es más de lo que usted puede hacer: pídalo a quien sea propietario.",
        second_factor_needed: "A second factor is needed, and your account has none: add one there first." / "Hace falta un segundo factor y su cuenta no lo tiene: añádalo allí antes.",
        password_needed: "Your password is wrong. Type it again." / "Su contraseña no es correcta. Escríbala de nuevo.",
        another_account: "It belongs to another account: sign in with that one." / "Pertenece a otra cuenta: inicie sesión con esa.",
    }
    sentences {
        too_many_wait(seconds: &str) {
            en: format!("Too much was tried in a short time. Nothing is lost: wait {seconds} s and try again."),
            es: format!("Se ha intentado demasiado en poco tiempo. No se pierde nada: espere {seconds} s e inténtelo de nuevo."),
        }
        too_short(least: &str) {
            en: format!("It is too short: at least {least} characters."),
            es: format!("Es demasiado corto: al menos {least} caracteres."),
        }
        invalid(what: &str) {
            en: format!("A value is out of range or does not exist{what}. Nothing was changed. Correct it and try again."),
            es: format!("Un valor está fuera de rango o no existe{what}. No se ha cambiado nada. Corríjalo e inténtelo de nuevo."),
        }
        refused(what: &str, why: &str) {
            en: format!("Nothing was changed{what}. {why}"),
            es: format!("No se ha cambiado nada{what}. {why}"),
        }
        out_of_range(least: &str, most: &str) {
            en: format!("It can be {least} to {most}."),
            es: format!("Puede ser de {least} a {most}."),
        }
        unknown(known: &str) {
            en: format!("There is none of this name{known}."),
            es: format!("No hay nada con este nombre{known}."),
        }
        too_many_pixels(is: &str, most: &str) {
            en: format!("The image has {is}more pixels than are read (at most {most}): make it smaller, for instance by half on each side, and send it again."),
            es: format!("La imagen tiene {is}más píxeles de los que se leen ({most} como máximo): redúzcala, por ejemplo a la mitad por cada lado, y envíela de nuevo."),
        }
        too_long_a_side(is: &str, most: &str) {
            en: format!("The image has {is}a side that is longer than what is read (at most {most} pixels): crop it or make it smaller, and send it again."),
            es: format!("La imagen tiene {is}un lado más largo de lo que se lee ({most} píxeles como máximo): recórtela o redúzcala y envíela de nuevo."),
        }
        so_many_pixels(width: &str, height: &str) {
            en: format!("{width} × {height} pixels, "),
            es: format!("{width} × {height} píxeles, "),
        }
        images_full(most: &str) {
            en: format!("The images of this workspace have no room for another ({most} MB together): send a smaller one, or ask whoever runs Puente."),
            es: format!("No queda sitio para otra imagen en este espacio ({most} MB en total): envíe una más pequeña o pregunte a quien administra Puente."),
        }
        too_long(most: &str) {
            en: format!("The name is longer than allowed{most}. Shorten it."),
            es: format!("El nombre es más largo de lo permitido{most}. Acórtelo."),
        }
        too_many_of_them(most: &str) {
            en: format!("That would be more of them than there may be{most}. Remove some, or ask for fewer."),
            es: format!("Serían más de los que puede haber{most}. Quite algunos o pida menos."),
        }
        too_large(most: &str) {
            en: format!("It is larger than allowed{most}. Nothing was changed. Send it in smaller parts."),
            es: format!("Es mayor de lo permitido{most}. No se ha cambiado nada. Envíelo en partes más pequeñas."),
        }
        store(why: &str) {
            en: format!("The database cannot be used now. What was saved is safe. {why}"),
            es: format!("Ahora no se puede usar la base de datos. Lo guardado está a salvo. {why}"),
        }
        internal(request: &str) {
            en: format!("A fault of ours{request}. What was saved is safe. Try again; if it stays, tell whoever runs Puente."),
            es: format!("Un fallo nuestro{request}. Lo guardado está a salvo. Inténtelo de nuevo; si sigue, avise a quien administra Puente."),
        }
    }
}

/// What is said of an error: a headline and the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What happened.
    pub title: &'static str,
    /// More of it, what is safe, and the next step.
    pub text: String,
}

/// An error of the API in words.
#[must_use]
pub fn api_error(lang: Lang, error: &ApiError) -> Said {
    let words = &super::in_lang(lang).error;
    let detail = |names: &[&str]| behind_colon(&error.args, names);
    // What is said of somebody who does not come in, or of what nobody may, has the reason where there is one to say.
    let of_people = matches!(
        error.code,
        ErrorCode::Unauthenticated | ErrorCode::Forbidden | ErrorCode::NotFound | ErrorCode::Exists
    );
    if let Some(text) = why(lang, error).filter(|_| of_people) {
        let title = words.failed_title;
        return Said { title, text };
    }
    let (title, text) = match error.code {
        ErrorCode::Unreachable => (words.unreachable_title, words.unreachable.to_owned()),
        ErrorCode::NotFound => (words.not_found_title, words.not_found.to_owned()),
        code => (
            words.failed_title,
            match code {
                ErrorCode::Malformed | ErrorCode::WrongMethod | ErrorCode::WrongContentType => {
                    words.malformed.to_owned()
                }
                ErrorCode::Unauthenticated => words.unauthenticated.to_owned(),
                ErrorCode::Forbidden => words.forbidden.to_owned(),
                ErrorCode::WrongOrigin => words.wrong_origin.to_owned(),
                ErrorCode::Exists => words.exists.to_owned(),
                ErrorCode::Outdated => words.outdated.to_owned(),
                ErrorCode::TooLarge => words.too_large(&detail(&["most"])),
                ErrorCode::Invalid => {
                    let field = detail(&["field"]);
                    match why(lang, error) {
                        Some(why) => words.refused(&field, &why),
                        None => words.invalid(&field),
                    }
                }
                ErrorCode::TooMany => match number(error, "retry_after") {
                    Some(seconds) => words.too_many_wait(&lang.count(seconds)),
                    None => words.too_many.to_owned(),
                },
                ErrorCode::TooSlow => words.too_slow.to_owned(),
                ErrorCode::WrongProtocol => words.wrong_protocol.to_owned(),
                ErrorCode::StoreUnavailable => {
                    let why = why(lang, error);
                    words.store(why.as_deref().unwrap_or(words.store_busy))
                }
                ErrorCode::Internal | ErrorCode::NotFound | ErrorCode::Unreachable => {
                    words.internal(&detail(&["request"]))
                }
            },
        ),
    };
    Said { title, text }
}

/// What is wrong with a value or with the store, as a sentence.
fn why(lang: Lang, error: &ApiError) -> Option<String> {
    let all = super::in_lang(lang);
    let words = &all.error;
    let detail = |name| behind_colon(&error.args, &[name]);
    let plain = match error.why()? {
        Why::Unknown => return Some(words.unknown(&detail("known"))),
        Why::TooLong => return Some(words.too_long(&detail("most"))),
        Why::TooMany => return Some(words.too_many_of_them(&detail("most"))),
        Why::NotADay => words.not_a_day,
        Why::LastBeforeFirst => words.last_before_first,
        Why::Unreadable => words.unreadable,
        Why::Empty => all.refusal.empty_title,
        Why::ControlCharacters => all.refusal.control_characters,
        Why::Missing => words.missing,
        Why::NotTogether => words.not_together,
        Why::Same => words.same,
        Why::SharedDays => words.shared_days,
        Why::InUse => words.in_use,
        Why::StillToCome => words.still_to_come,
        Why::ChangedMeanwhile => words.changed_meanwhile,
        Why::PeopleInGroups => words.people_in_groups,
        Why::ReadOnly => words.store_read_only,
        Why::Full => words.store_full,
        Why::Busy => words.store_busy,
        Why::Disk => words.store_disk,
        Why::Damaged => words.store_damaged,
        Why::Newer => words.store_newer,
        Why::NotAKey => words.not_a_key,
        Why::NotAnImage => words.not_an_image,
        Why::Svg => words.svg,
        Why::TooManyPixels => return Some(pixels(lang, error)),
        Why::DamagedImage => words.damaged_image,
        Why::ImagesFull => {
            let most =
                number(error, "most").map_or_else(|| "…".to_owned(), |most| lang.count(most >> 20));
            return Some(words.images_full(&most));
        }
        Why::NotAnAddress => words.not_an_address,
        Why::TooShort => {
            let least =
                number(error, "least").map_or_else(|| "…".to_owned(), |least| lang.count(least));
            return Some(words.too_short(&least));
        }
        Why::TooCommon => words.too_common,
        Why::WrongCredentials => words.wrong_credentials,
        Why::WrongCode => words.wrong_code,
        Why::LinkOver => words.link_over,
        Why::LastOwner => words.last_owner,
        Why::BeyondOnesOwn => words.beyond_ones_own,
        Why::PasswordNeeded => words.password_needed,
        Why::SecondFactorNeeded => words.second_factor_needed,
        Why::AnotherAccount => words.another_account,
        Why::OutOfRange => {
            let arg = |name| error.args.get(name).map_or("…", String::as_str);
            return Some(words.out_of_range(arg("least"), arg("most")));
        }
    };
    Some(plain.to_owned())
}

/// Which limit of its size an image is beyond, and how large it is, where that is known.
fn pixels(lang: Lang, error: &ApiError) -> String {
    let words = &super::in_lang(lang).error;
    let count = |name| number(error, name).map(|number| lang.count(number));
    let is = match (count("width"), count("height")) {
        (Some(width), Some(height)) => words.so_many_pixels(&width, &height),
        _ => String::new(),
    };
    let most = count("most").unwrap_or_else(|| "…".to_owned());
    if error.args.get("limit").is_some_and(|limit| limit == "side") {
        words.too_long_a_side(&is, &most)
    } else {
        words.too_many_pixels(&is, &most)
    }
}

/// An argument that is a number.
fn number(error: &ApiError, name: &str) -> Option<u64> {
    error.args.get(name)?.parse().ok()
}

/// The first of these arguments that is there, as it continues a sentence.
fn behind_colon(args: &BTreeMap<String, String>, names: &[&str]) -> String {
    let given: Vec<&str> = names
        .iter()
        .filter_map(|name| args.get(*name).map(String::as_str))
        .collect();
    if given.is_empty() {
        String::new()
    } else {
        format!(": {}", given.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_its_arguments_and_the_next_step_in_both_languages() {
        let error = ApiError::new(ErrorCode::Invalid).with("field", "from");
        assert_eq!(
            api_error(Lang::En, &error).text,
            "A value is out of range or does not exist: from. Nothing was changed. Correct it and try again."
        );
        assert!(api_error(Lang::Es, &error).text.contains(": from."));
    }

    #[test]
    fn what_is_wrong_is_said_and_never_what_is_meant_for_developers() {
        let error = ApiError::new(ErrorCode::Invalid)
            .with("field", "to")
            .because(Why::LastBeforeFirst)
            .with("detail", "the last day is before the first");
        assert_eq!(
            api_error(Lang::Es, &error).text,
            "No se ha cambiado nada: to. El último día es anterior al primero: intercámbielos."
        );
        let error = ApiError::new(ErrorCode::StoreUnavailable)
            .because(Why::Full)
            .with("detail", "the disk is full");
        assert_eq!(
            api_error(Lang::Es, &error).text,
            "Ahora no se puede usar la base de datos. Lo guardado está a salvo. El disco está lleno: libere espacio e inténtelo de nuevo."
        );
        let error = ApiError::new(ErrorCode::Malformed).with("detail", "expected value");
        for lang in [Lang::En, Lang::Es] {
            assert!(!api_error(lang, &error).text.contains("expected value"));
        }
    }

    #[test]
    fn whoever_does_not_come_in_is_told_why_as_far_as_that_is_said() {
        let refused = |code, why| api_error(Lang::En, &ApiError::new(code).because(why)).text;
        assert_eq!(
            refused(ErrorCode::Unauthenticated, Why::WrongCredentials),
            "Address and password do not belong together. Try again, or ask for a new password."
        );
        let over = refused(ErrorCode::NotFound, Why::LinkOver);
        assert!(over.ends_with("Ask for a new one."), "{over}");
        let wait = ApiError::new(ErrorCode::TooMany).with("retry_after", 4);
        assert!(api_error(Lang::Es, &wait).text.contains("espere 4 s"));
        let nobody = ApiError::new(ErrorCode::Unauthenticated);
        assert!(
            api_error(Lang::En, &nobody)
                .text
                .contains("sign in and go on")
        );
    }

    #[test]
    fn an_image_beyond_a_limit_says_which_and_what_to_do() {
        let field = || ApiError::new(ErrorCode::Invalid).with("field", "image");
        let error = field()
            .because(Why::TooManyPixels)
            .with("limit", "pixels")
            .with("most", 50_000_000)
            .with("width", 15_000)
            .with("height", 10_000);
        assert_eq!(
            api_error(Lang::En, &error).text,
            "Nothing was changed: image. The image has 15,000 × 10,000 pixels, more pixels than are read (at most 50,000,000): make it \
             smaller, for instance by half on each side, and send it again."
        );
        let error = field()
            .because(Why::TooManyPixels)
            .with("limit", "side")
            .with("most", 20_000)
            .with("width", 60_000)
            .with("height", 10);
        let said = api_error(Lang::Es, &error).text;
        // Spaces group in Spanish, as its academies have it since 2010.
        let said = said.replace(['\u{a0}', '\u{202f}'], " ");
        assert!(said.contains("60 000 × 10 píxeles"), "{said}");
        assert!(said.contains("20 000 píxeles como máximo"), "{said}");
        // What an older server says.
        let error = field().because(Why::TooManyPixels).with("most", 50_000_000);
        let said = api_error(Lang::En, &error).text;
        assert!(said.contains("has more pixels than are read (at most 50,000,000)"));
        let error = field().because(Why::ImagesFull).with("most", 1_u64 << 30);
        let said = api_error(Lang::En, &error).text;
        assert!(said.contains("1,024 MB"), "{said}");
    }
}
