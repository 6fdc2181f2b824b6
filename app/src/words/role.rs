//! What roles are called, and what each may do, in plain words.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the pages that speak of people.

use shared::access::Role;

use super::{Lang, macros::words};

words! {
    /// Names of roles, and what each may do.
    pub struct RoleWords {
        owner: "Owner" / "Propietario",
        admin: "Admin" / "Administrador",
        editor: "Editor" / "Editor",
        commenter: "Commenter" / "Comentarista",
        viewer: "Viewer" / "Lector",
        guest: "Guest" / "Invitado",
        local_owner: "Whoever uses this machine" / "Quien usa este equipo",
        nobody: "Nobody" / "Nadie",
        owner_may: "Everything an admin may; also makes other owners and further workspaces." / "Todo lo que puede un administrador; además nombra a otros propietarios y crea más espacios.",
        admin_may: "Everything an editor may; also invites, changes and removes members, sees who did what, deletes records and renames the workspace."
            / "Todo lo que puede un editor; además invita, cambia y quita miembros, ve quién hizo qué, borra registros y cambia el nombre del espacio.",
        editor_may: "Works on journeys, the catalogue, metrics, friction and actions, imports records, and asks guests to a journey."
            / "Trabaja en recorridos, catálogo, indicadores, fricción y acciones, importa registros y pide a invitados que vengan a un recorrido.",
        commenter_may: "Reads everything, and says what they think of it. Changes nothing." / "Lee todo y da su opinión. No cambia nada.",
        viewer_may: "Reads everything. Changes nothing." / "Lee todo. No cambia nada.",
        guest_may: "Came by a link: sees the one journey it was made for, until the link is over." / "Vino por un enlace: ve el único recorrido para el que se hizo, hasta que el enlace termina.",
    }
}

static EN: RoleWords = RoleWords::EN;
static ES: RoleWords = RoleWords::ES;

const fn role_words(lang: Lang) -> &'static RoleWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}

/// What a role is called.
#[must_use]
pub const fn role_name(lang: Lang, role: Role) -> &'static str {
    let words = role_words(lang);
    match role {
        Role::Owner => words.owner,
        Role::Admin => words.admin,
        Role::Editor => words.editor,
        Role::Commenter => words.commenter,
        Role::Viewer => words.viewer,
        Role::Guest => words.guest,
        Role::LocalOwner => words.local_owner,
        Role::Nobody => words.nobody,
    }
}

/// What whoever has a role may do, in a sentence; nothing of the roles that nobody is given.
#[must_use]
pub const fn role_may(lang: Lang, role: Role) -> &'static str {
    let words = role_words(lang);
    match role {
        Role::Owner => words.owner_may,
        Role::Admin => words.admin_may,
        Role::Editor => words.editor_may,
        Role::Commenter => words.commenter_may,
        Role::Viewer => words.viewer_may,
        Role::Guest => words.guest_may,
        Role::LocalOwner | Role::Nobody => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_that_is_given_says_what_it_may_in_both_languages() {
        for lang in Lang::ALL {
            for role in Role::OF_MEMBERS.into_iter().chain([Role::Guest]) {
                assert!(!role_name(lang, role).is_empty() && !role_may(lang, role).is_empty());
            }
        }
    }
}
