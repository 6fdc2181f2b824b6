//! Members of a workspace: who they are, what they may, inviting them.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the page that says them.

use super::{Lang, macros::words};

words! {
    /// Texts of the page of members.
    pub struct MemberWords {
        title: "Members" / "Miembros",
        lead: "Who works in this workspace, and what each of them may do." / "Quién trabaja en este espacio y qué puede hacer cada cual.",
        to_audit: "Who did what" / "Quién hizo qué",
        nobody_title: "Nobody has an account yet" / "Nadie tiene cuenta todavía",
        nobody_text: "Whoever uses this machine may do everything, without signing in. To work with others, open the setup link that the console shows (“Set up Puente at …”): it makes the first account, and from then on people sign in."
            / "Quien usa este equipo puede hacerlo todo sin iniciar sesión. Para trabajar con otras personas, abra el enlace de configuración que muestra la consola («Set up Puente at …»): crea la primera cuenta y, desde entonces, se inicia sesión.",
        name: "Name" / "Nombre",
        you: "you" / "usted",
        role: "Role" / "Función",
        departments: "Departments" / "Áreas",
        no_departments: "none" / "ninguna",
        people: "Numbers about people" / "Cifras sobre personas",
        people_hint: "Whoever is named for it sees numbers about the people who work here, in groups and never one by one; without it nobody does, whatever their role. Name few."
            / "Quien está designado ve cifras sobre las personas que trabajan aquí, en grupos y nunca una por una; sin ello no las ve nadie, sea cual sea su función. Designe a pocos.",
        people_yes: "named" / "designado",
        journeys: "Single journeys" / "Recorridos concretos",
        journeys_hint: "Less than elsewhere, on one journey." / "Menos que en los demás, en un recorrido.",
        as_everywhere: "as everywhere" / "como en todos",
        same_everywhere: "the same on all" / "igual en todos",
        second_factor_title: "Second factor" / "Segundo factor",
        second_factor_demand: "Everybody who comes in by a password needs a second factor" / "Quien entra con contraseña necesita un segundo factor",
        second_factor_hint: "Whoever has none reaches only their own account until they have added one. Whoever comes by your identity provider shows there what it asks for."
            / "Quien no lo tiene solo llega a su propia cuenta hasta que lo añade. Quien entra por su proveedor de identidades muestra allí lo que este le pida.",
        second_factor_on: "A second factor is asked for from now on." / "Desde ahora se pide un segundo factor.",
        second_factor_off: "A second factor is optional again." / "El segundo factor vuelve a ser optativo.",
        every_journey: "Owners and admins may everything on every journey." / "Propietarios y administradores pueden todo en todos los recorridos.",
        no_journeys: "There are no journeys yet." / "Todavía no hay recorridos.",
        second_factor: "Second factor" / "Segundo factor",
        yes: "yes" / "sí",
        no: "no" / "no",
        since: "Since" / "Desde",
        what_to_do: "What can be done" / "Qué se puede hacer",
        saved: "Saved." / "Guardado.",
        remove: "Remove…" / "Quitar…",
        remove_text: "They are signed out of this workspace at once and their tokens for it end. What they did stays, with their name. They can be invited again."
            / "Su sesión en este espacio termina al momento, y también sus tokens. Lo que hizo se queda, con su nombre. Se le puede invitar de nuevo.",
        remove_yes: "Remove from the workspace" / "Quitar del espacio",
        erase: "Erase…" / "Borrar…",
        erase_text: "Name and address leave Puente for good, the account with them, and everywhere; logs keep an id that says nothing. This cannot be taken back."
            / "El nombre y la dirección salen de Puente para siempre, con la cuenta y en todas partes; los historiales conservan un identificador que no dice nada. No se puede deshacer.",
        erase_yes: "Erase for good" / "Borrar para siempre",
        leave: "Leave…" / "Dejar el espacio…",
        leave_title: "Leave this workspace?" / "¿Dejar este espacio?",
        leave_text: "You will not see anything of it any more, until somebody invites you again. What you did stays." / "Ya no verá nada de él hasta que alguien le invite de nuevo. Lo que hizo se queda.",
        leave_yes: "Leave the workspace" / "Dejar el espacio",
        cancel: "Cancel" / "Cancelar",
        roles: "What each role may do" / "Qué puede hacer cada función",
        may: "May" / "Puede",
        invite_title: "Invite somebody" / "Invitar a alguien",
        address: "Address" / "Dirección",
        address_hint: "The e-mail address that they will sign in with." / "La dirección de correo con la que iniciará sesión.",
        invite: "Invite" / "Invitar",
        inviting: "Inviting…" / "Invitando…",
        link: "Link of the invitation" / "Enlace de la invitación",
        link_text: "No letter went out, because no mail is set up or its server did not take it: hand the link over yourself. It is shown only now, works once, and only for this address."
            / "No ha salido ninguna carta, porque no hay correo configurado o su servidor no la ha aceptado: entregue usted el enlace. Solo se muestra ahora, sirve una vez y solo para esta dirección.",
        waiting: "Invitations that wait" / "Invitaciones pendientes",
        none_waiting: "No invitation waits." / "No hay invitaciones pendientes.",
        ends: "Until" / "Hasta",
        invited_by: "Invited by" / "Invitado por",
        revoke: "Take back" / "Retirar",
        revoked: "Invitation taken back." / "Invitación retirada.",
        workspace: "Workspace" / "Espacio",
        workspace_name: "Name of the workspace" / "Nombre del espacio",
        rename: "Rename" / "Cambiar el nombre",
        another: "Another workspace" / "Otro espacio",
        another_text: "A workspace of its own, with journeys, records and members of its own. You will be its owner, and go there at once."
            / "Un espacio aparte, con sus recorridos, sus registros y sus miembros. Usted será su propietario y pasará a él en el acto.",
        make: "Make the workspace" / "Crear el espacio",
    }
    sentences {
        about(what: &str, name: &str) { en: format!("{what}: {name}"), es: format!("{what}: {name}") }
        remove_title(name: &str) { en: format!("Remove {name} from the workspace?"), es: format!("¿Quitar a {name} del espacio?") }
        erase_title(name: &str) { en: format!("Erase {name}?"), es: format!("¿Borrar a {name}?") }
        removed(name: &str) { en: format!("{name} is no member any more."), es: format!("{name} ya no es miembro.") }
        erased(name: &str) { en: format!("{name} is erased."), es: format!("{name} se ha borrado.") }
        invited(address: &str) { en: format!("{address} is invited."), es: format!("Se ha invitado a {address}.") }
        letter(address: &str) {
            en: format!("A letter with the link is on its way to {address}."),
            es: format!("Una carta con el enlace va de camino a {address}."),
        }
        second_factor_without(members: u64) {
            en: match members {
                0 => "All members have one.".to_owned(),
                _ => format!("{} without one now.", Lang::En.counted(members, "member is", "members are")),
            },
            es: match members {
                0 => "Todos los miembros lo tienen.".to_owned(),
                _ => format!("Sin él ahora: {}.", Lang::Es.counted(members, "miembro", "miembros")),
            },
        }
        narrowed(journeys: u64) {
            en: format!("less on {}", Lang::En.counted(journeys, "journey", "journeys")),
            es: format!("menos en {}", Lang::Es.counted(journeys, "recorrido", "recorridos")),
        }
    }
}

static EN: MemberWords = MemberWords::EN;
static ES: MemberWords = MemberWords::ES;

/// The words of the page of members in a language.
#[must_use]
pub const fn member_words(lang: Lang) -> &'static MemberWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}
