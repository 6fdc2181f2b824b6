//! Texts of what leads in: setting up, signing in, another password, invitations, guests.
//!
//! Apart from [`super::Words`], which every visitor loads: whoever has come in needs none of them.

use super::{Lang, macros::words};

words! {
    /// Texts of the entrance.
    pub struct EntranceWords {
        sign_in: "Sign in" / "Iniciar sesión",
        email: "E-mail" / "Correo electrónico",
        password: "Password" / "Contraseña",
        show: "Show the password" / "Mostrar la contraseña",
        code: "Code" / "Código",
        code_hint: "The six digits of your application, or one of your recovery codes." / "Los seis dígitos de su aplicación, o uno de sus códigos de recuperación.",
        code_title: "One more step" / "Un paso más",
        forgot: "Another password, if you forgot yours" / "Otra contraseña, si ha olvidado la suya",
        as_guest: "Come in as a guest, with a code" / "Entrar como invitado, con un código",
        nobody_yet: "Nobody has an account yet" / "Todavía nadie tiene cuenta",
        nobody_yet_text: "The first one is made by the link that the console showed when Puente started. Until then, whoever uses this machine can try everything."
            / "La primera se crea con el enlace que mostró la consola al arrancar Puente. Hasta entonces, quien use este equipo puede probarlo todo.",
        home: "To Puente" / "Ir a Puente",
        not_in_title: "You were not signed in" / "No se ha iniciado la sesión",
        not_in_over: "It took too long, or was begun in another browser. Try again." / "Ha pasado demasiado tiempo, o se empezó en otro navegador. Inténtelo de nuevo.",
        not_in_provider: "The provider of identities did not answer as it should. Try again in a while." / "El proveedor de identidades no ha respondido como debía. Inténtelo de nuevo en un rato.",
        not_in_unknown: "Nobody here expects this address. Ask whoever looks after the workspace for an invitation." / "Aquí nadie espera esta dirección. Pida una invitación a quien cuida del espacio.",
        setup: "Set up Puente" / "Preparar Puente",
        setup_text: "You make the first account. It owns the workspace, invites everybody else, and from then on nobody comes in without an account."
            / "Va a crear la primera cuenta. Es la propietaria del espacio, invita a las demás, y a partir de entonces nadie entra sin cuenta.",
        no_secret: "Open the link as it stands on the console, with what follows the sign #." / "Abra el enlace tal como está en la consola, con lo que sigue al signo #.",
        workspace: "What your workspace is called" / "Cómo se llama su espacio",
        workspace_hint: "Your company or team; it can be changed." / "Su empresa o su equipo; se puede cambiar.",
        name: "Your name" / "Su nombre",
        name_hint: "As the others shall see it." / "Tal como lo verán los demás.",
        new_password: "New password" / "Contraseña nueva",
        password_hint: "At least 12 characters: four words that do not belong together are good." / "Al menos 12 caracteres: cuatro palabras sin relación sirven muy bien.",
        make_account: "Make the account" / "Crear la cuenta",
        reset: "Another password" / "Otra contraseña",
        reset_text: "Say the address of your account: we send a letter with a link." / "Diga la dirección de su cuenta: le enviamos una carta con un enlace.",
        reset_send: "Send the letter" / "Enviar la carta",
        reset_sent: "If there is an account of this address, a letter is on its way. Its link counts for an hour. Where no mail is set up, whoever runs Puente finds it on the console."
            / "Si hay una cuenta con esta dirección, la carta va de camino. Su enlace vale una hora. Donde no hay correo, quien administra Puente la encuentra en la consola.",
        reset_set: "Set the password" / "Fijar la contraseña",
        reset_set_text: "All your sessions end, here and elsewhere." / "Terminan todas sus sesiones, aquí y en otros lugares.",
        reset_done: "Your password is set. Sign in with it." / "Su contraseña está fijada. Inicie sesión con ella.",
        invitation: "You are invited" / "Tiene una invitación",
        invitation_open: "Open the link of the invitation whole, with what follows the sign #." / "Abra el enlace de la invitación entero, con lo que sigue al signo #.",
        invitation_known: "You have an account already: say its password." / "Ya tiene cuenta: diga su contraseña.",
        accept: "Come in" / "Entrar",
        join: "Come to the workshop" / "Venir al taller",
        join_text: "Say a name that the others know you by. You need no account." / "Diga un nombre por el que los demás le conozcan. No necesita cuenta.",
        join_code: "Code" / "Código",
        join_code_hint: "Six characters, as they are shown in the room." / "Seis caracteres, tal como se muestran en la sala.",
    }
    sentences {
        already_in(name: &str) {
            en: format!("You are signed in as {name}. To come in as somebody else, sign out first."),
            es: format!("Tiene la sesión iniciada como {name}. Para entrar como otra persona, ciérrela antes."),
        }
        by_provider(name: &str) {
            en: format!("Sign in with {name}"),
            es: format!("Iniciar sesión con {name}"),
        }
        invited_to(workspace: &str, role: &str, email: &str) {
            en: format!("To the workspace “{workspace}”, as: {role}. The invitation is for {email}."),
            es: format!("Al espacio «{workspace}», como: {role}. La invitación es para {email}."),
        }
    }
}

static EN: EntranceWords = EntranceWords::EN;
static ES: EntranceWords = EntranceWords::ES;

/// The words of the entrance in a language.
#[must_use]
pub const fn entrance_words(lang: Lang) -> &'static EntranceWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
