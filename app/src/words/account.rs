//! Texts of one's own account.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the page of the account.

use super::{Lang, macros::words};

words! {
    /// Texts of one's own account.
    pub struct AccountWords {
        title: "Your account" / "Su cuenta",
        lead: "How you come in, where you are signed in, and what programs do in your name." / "Cómo entra, dónde tiene sesión abierta y qué hacen los programas en su nombre.",
        nobody: "Nobody has an account yet" / "Todavía nadie tiene cuenta",
        nobody_text: "Open the link that the console showed when Puente started: it makes the first account." / "Abra el enlace que mostró la consola al arrancar Puente: crea la primera cuenta.",
        name: "Name" / "Nombre",
        save: "Save" / "Guardar",
        email: "E-mail" / "Correo electrónico",
        password: "Password" / "Contraseña",
        current: "Password as it is now" / "Contraseña actual",
        new: "New password" / "Contraseña nueva",
        new_hint: "At least 12 characters. All other sessions end." / "Al menos 12 caracteres. Terminan todas las demás sesiones.",
        change: "Change the password" / "Cambiar la contraseña",
        changed: "The password is changed. All other sessions have ended." / "La contraseña está cambiada. Las demás sesiones han terminado.",
        confined: "This workspace asks everybody for a second factor. Add one below: until then you reach nothing else."
            / "Este espacio pide a todos un segundo factor. Añádalo más abajo: hasta entonces no llega a nada más.",
        second: "Second factor" / "Segundo factor",
        second_off: "Off: whoever knows your password comes in. Add an application that makes codes." / "Sin activar: quien sepa su contraseña entra. Añada una aplicación que genere códigos.",
        second_on: "On: after the password, you are asked for a code of your application." / "Activado: después de la contraseña se le pide un código de su aplicación.",
        confirm_password: "Your password" / "Su contraseña",
        second_begin: "Add a second factor" / "Añadir un segundo factor",
        second_scan: "Photograph this with your application, or type the letters into it. Then type the code that it shows." / "Fotografíe esto con su aplicación, o teclee en ella las letras. Después escriba el código que muestra.",
        second_qr: "Picture to photograph with an application that makes codes" / "Imagen para fotografiar con una aplicación que genera códigos",
        second_secret: "The same as letters" / "Lo mismo en letras",
        second_code: "Code" / "Código",
        second_confirm: "Turn it on" / "Activar",
        second_remove: "Turn it off" / "Desactivar",
        second_removed: "The second factor is off." / "El segundo factor está desactivado.",
        recovery_title: "Recovery codes" / "Códigos de recuperación",
        recovery_text: "Each stands in for the second factor once, if you lose your application. They are shown this once: print them or put them where you keep passwords."
            / "Cada uno sustituye al segundo factor una vez, si pierde su aplicación. Se muestran solo ahora: imprímalos o guárdelos donde guarda sus contraseñas.",
        recovery_not_copied: "They could not be copied: download them, or write them down." / "No se han podido copiar: descárguelos o apúntelos.",
        recovery_download: "Download as text" / "Descargar como texto",
        recovery_kept: "I have put them away" / "Ya los he guardado",
        sessions: "Where you are signed in" / "Dónde tiene sesión abierta",
        here: "here" / "aquí",
        browser: "Browser" / "Navegador",
        address: "Address" / "Dirección",
        since: "Since" / "Desde",
        seen: "Last used" / "Último uso",
        end: "End" / "Terminar",
        end_others: "End all others" / "Terminar todas las demás",
        ended: "Ended." / "Terminada.",
        tokens: "Programs" / "Programas",
        tokens_text: "A program comes in with a token in place of your password. It reaches as far as you say, never further than you, and never to people or the audit log."
            / "Un programa entra con una ficha en lugar de su contraseña. Llega hasta donde usted diga, nunca más lejos que usted, y nunca a las personas ni al registro de auditoría.",
        no_tokens: "No program comes in by your account." / "Ningún programa entra con su cuenta.",
        token_name: "What it is for" / "Para qué es",
        token_scope: "It may" / "Puede",
        token_days: "For how many days" / "Durante cuántos días",
        token_make: "Make a token" / "Crear una ficha",
        token_once: "It is shown this once. Programs send it as “Authorization: Bearer …”." / "Se muestra solo ahora. Los programas la envían como «Authorization: Bearer …».",
        token: "Token" / "Ficha",
        workspace: "Workspace" / "Espacio",
        ends: "Ends" / "Termina",
        over: "over" / "terminada",
        never_used: "never" / "nunca",
        revoke: "Revoke" / "Revocar",
        revoked: "Revoked." / "Revocada.",
        scope_read: "read" / "leer",
        scope_import: "bring in records" / "traer registros",
        scope_edit: "read and change" / "leer y cambiar",
        erase: "Leave for good" / "Irse del todo",
        erase_text: "Your name, your address, your password and every way in go. What you did stays under a number that nobody can read as you. This cannot be undone."
            / "Se van su nombre, su dirección, su contraseña y toda forma de entrar. Lo que hizo queda con un número que nadie puede leer como usted. No se puede deshacer.",
        erase_yes: "Erase me" / "Borrar mis datos",
        menu: "Who you are" / "Quién es usted",
        here_without: "No accounts yet" / "Aún sin cuentas",
        here_without_text: "Whoever uses this machine may do everything. The link on the console makes the first account." / "Quien use este equipo puede hacerlo todo. El enlace de la consola crea la primera cuenta.",
        members: "Members" / "Miembros",
        audit: "Audit log" / "Registro de auditoría",
        sign_out: "Sign out" / "Cerrar sesión",
        leave_workshop: "Leave" / "Salir",
        guest: "Guest" / "Invitado",
        other_workspaces: "Other workspaces" / "Otros espacios",
        unnamed: "Workspace without a name" / "Espacio sin nombre",
    }
    sentences {
        codes_left(n: u32) {
            en: if n == 1 { "One recovery code is left.".to_owned() } else { format!("{n} recovery codes are left.") },
            es: if n == 1 { "Queda un código de recuperación.".to_owned() } else { format!("Quedan {n} códigos de recuperación.") },
        }
        about(what: &str, name: &str) {
            en: format!("{what}: {name}"),
            es: format!("{what}: {name}"),
        }
    }
}

static EN: AccountWords = AccountWords::EN;
static ES: AccountWords = AccountWords::ES;

/// The words of one's own account in a language.
#[must_use]
pub const fn account_words(lang: Lang) -> &'static AccountWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
