//! Who did what: each kind of event by a name and as a sentence.
//!
//! Apart from [`super::Words`], which every visitor loads: these texts come with the page that says them.

use shared::api::{AuditKind, Way};

use super::{Lang, macros::words};

words! {
    /// Texts of the audit log.
    pub struct AuditWords {
        title: "Who did what" / "Quién hizo qué",
        lead: "Who came in, and who gave whom which rights: newest first. Nobody can change it." / "Quién ha entrado y quién ha dado qué permisos a quién: lo último, primero. Nadie puede cambiarlo.",
        to_members: "Members" / "Miembros",
        download: "Download (CSV)" / "Descargar (CSV)",
        kind: "What" / "Qué",
        every_kind: "everything" / "todo",
        person: "Who" / "Quién",
        everybody: "everybody" / "todos",
        show: "Show" / "Ver",
        all: "Show everything" / "Ver todo",
        older: "Older" / "Más antiguos",
        newest: "Newest" / "Los últimos",
        none_title: "Nothing was done yet" / "Todavía no se ha hecho nada",
        none_text: "Here stands who signs in, who is invited, and what is deleted or taken away." / "Aquí figura quién inicia sesión, a quién se invita y qué se borra o se lleva.",
        none_here_title: "Nothing like this" / "Nada así",
        none_here_text: "Nothing of this kind was done by this person, or not in the time that is kept." / "Esta persona no ha hecho nada así, o no en el tiempo que se conserva.",
        when: "When" / "Cuándo",
        event: "What happened" / "Qué pasó",
        how: "How" / "Cómo",
        session: "in a browser" / "en un navegador",
        token: "by a program" / "por un programa",
        guest: "as a guest" / "como invitado",
        console: "on the command line" / "en la línea de órdenes",
        somebody: "Somebody" / "Alguien",
        the_console: "Whoever runs Puente" / "Quien administra Puente",
        the_machine: "Whoever uses this machine" / "Quien usa este equipo",
        erased: "Somebody whose name is gone" / "Alguien cuyo nombre ya no está",
        role: "role" / "función",
        before: "before" / "antes",
        people: "numbers about people" / "cifras sobre personas",
        yes: "yes" / "sí",
        no: "no" / "no",
        scope: "reaches" / "alcance",
        reads: "reading" / "lectura",
        imports: "bringing records in" / "traer registros",
        edits: "working on everything" / "trabajar en todo",
        sessions: "sessions" / "sesiones",
        a_member: "somebody" / "alguien",
        a_journey: "a journey" / "un recorrido",
        set_up: "First account made" / "Primera cuenta creada",
        signed_in: "Signed in" / "Inicio de sesión",
        sign_in_refused: "Sign-in refused" / "Inicio de sesión rechazado",
        signed_out: "Signed out" / "Cierre de sesión",
        session_ended: "Session ended" / "Sesión terminada",
        password_changed: "Password changed" / "Contraseña cambiada",
        reset_asked: "New password asked for" / "Contraseña nueva pedida",
        reset_used: "New password set by a link" / "Contraseña nueva puesta con un enlace",
        second_factor_added: "Second factor added" / "Segundo factor añadido",
        second_factor_removed: "Second factor removed" / "Segundo factor quitado",
        recovery_code_used: "Recovery code used" / "Código de recuperación usado",
        token_made: "Token made" / "Token creado",
        token_revoked: "Token revoked" / "Token revocado",
        user_added: "Account made on the command line" / "Cuenta creada en la línea de órdenes",
        invited: "Invited" / "Invitación",
        invitation_revoked: "Invitation taken back" / "Invitación retirada",
        invitation_accepted: "Invitation accepted" / "Invitación aceptada",
        member_changed: "Member changed" / "Miembro cambiado",
        member_narrowed: "Member narrowed on a journey" / "Miembro limitado en un recorrido",
        member_removed: "Member left or removed" / "Miembro que se va o se quita",
        person_erased: "Person erased" / "Persona borrada",
        guest_link_made: "Link for guests made" / "Enlace para invitados creado",
        guest_link_revoked: "Link for guests revoked" / "Enlace para invitados revocado",
        guest_joined: "Guest came in" / "Entrada de un invitado",
        workspace_made: "Workspace made" / "Espacio creado",
        second_factor_demanded: "Second factor asked for" / "Se pide un segundo factor",
        second_factor_optional: "Second factor no longer asked for" / "Ya no se pide un segundo factor",
        workspace_renamed: "Workspace renamed" / "Espacio con otro nombre",
        record_deleted: "Record deleted" / "Registro borrado",
        import_taken_back: "Import taken back" / "Importación retirada",
        journey_taken: "Journey taken away" / "Recorrido llevado",
        audit_taken: "Log taken away" / "Historial llevado",
    }
    sentences {
        fact(what: &str, how: &str) { en: format!("{what}: {how}"), es: format!("{what}: {how}") }
        s_set_up(who: &str) { en: format!("{who} made the first account."), es: format!("{who} creó la primera cuenta.") }
        s_signed_in(who: &str) { en: format!("{who} signed in."), es: format!("{who} inició sesión.") }
        s_sign_in_refused(who: &str) { en: format!("{who} was not let in: wrong password or code."), es: format!("{who} no pudo entrar: contraseña o código erróneos.") }
        s_signed_out(who: &str) { en: format!("{who} signed out."), es: format!("{who} cerró sesión.") }
        s_session_ended(who: &str) { en: format!("{who} ended a session from another."), es: format!("{who} terminó una sesión desde otra.") }
        s_password_changed(who: &str) { en: format!("{who} changed their password."), es: format!("{who} cambió su contraseña.") }
        s_reset_asked(who: &str) { en: format!("{who} asked for a letter with a new password."), es: format!("{who} pidió una carta para poner otra contraseña.") }
        s_reset_used(who: &str) { en: format!("{who} set a new password by a link."), es: format!("{who} puso otra contraseña con un enlace.") }
        s_second_factor_added(who: &str) { en: format!("{who} added a second factor."), es: format!("{who} añadió un segundo factor.") }
        s_second_factor_removed(who: &str) { en: format!("{who} removed the second factor."), es: format!("{who} quitó el segundo factor.") }
        s_recovery_code_used(who: &str) { en: format!("{who} used up a recovery code."), es: format!("{who} gastó un código de recuperación.") }
        s_token_made(who: &str) { en: format!("{who} made a token for a program."), es: format!("{who} creó un token para un programa.") }
        s_token_revoked(who: &str) { en: format!("{who} revoked a token."), es: format!("{who} revocó un token.") }
        s_user_added(whom: &str) { en: format!("An account was made on the command line for {whom}."), es: format!("Se creó una cuenta en la línea de órdenes para {whom}.") }
        s_invited(who: &str) { en: format!("{who} invited somebody."), es: format!("{who} invitó a alguien.") }
        s_invited_as(who: &str, role: &str) { en: format!("{who} invited somebody as {role}."), es: format!("{who} invitó a alguien como {role}.") }
        s_invitation_revoked(who: &str) { en: format!("{who} took an invitation back."), es: format!("{who} retiró una invitación.") }
        s_invitation_accepted(who: &str) { en: format!("{who} accepted an invitation."), es: format!("{who} aceptó una invitación.") }
        s_invitation_accepted_as(who: &str, role: &str) { en: format!("{who} accepted an invitation and is {role} now."), es: format!("{who} aceptó una invitación y ahora es {role}.") }
        s_member_changed(who: &str, whom: &str) { en: format!("{who} changed what {whom} may do."), es: format!("{who} cambió lo que puede hacer {whom}.") }
        s_member_made(who: &str, whom: &str, role: &str) { en: format!("{who} changed {whom}: {role} from now on."), es: format!("{who} cambió a {whom}: desde entonces, {role}.") }
        s_member_narrowed(who: &str, whom: &str, role: &str) { en: format!("{who} narrowed {whom} to {role} on"), es: format!("{who} limitó a {whom} a {role} en") }
        s_member_widened(who: &str, whom: &str) { en: format!("{who} let {whom} be as everywhere on"), es: format!("{who} dejó a {whom} como en todos en") }
        s_member_removed(who: &str, whom: &str) { en: format!("{who} removed {whom} from the workspace."), es: format!("{who} quitó a {whom} del espacio.") }
        s_member_left(who: &str) { en: format!("{who} left the workspace."), es: format!("{who} dejó el espacio.") }
        s_person_erased(who: &str) { en: format!("{who} erased a person: the name is gone, the id stays."), es: format!("{who} borró a una persona: el nombre ya no está, el identificador queda.") }
        s_guest_link_made(who: &str) { en: format!("{who} made a link for guests of"), es: format!("{who} creó un enlace para invitados de") }
        s_guest_link_revoked(who: &str) { en: format!("{who} revoked a link for guests of"), es: format!("{who} revocó un enlace para invitados de") }
        s_guest_joined(who: &str) { en: format!("{who} came in as a guest of"), es: format!("{who} entró como invitado de") }
        s_workspace_made(who: &str) { en: format!("{who} made the workspace."), es: format!("{who} creó el espacio.") }
        s_second_factor_demanded(who: &str) { en: format!("{who} made the workspace ask everybody for a second factor."), es: format!("{who} hizo que el espacio pida a todos un segundo factor.") }
        s_second_factor_optional(who: &str) { en: format!("{who} made second factors optional in the workspace."), es: format!("{who} hizo optativo el segundo factor en el espacio.") }
        s_workspace_renamed(who: &str) { en: format!("{who} renamed the workspace."), es: format!("{who} cambió el nombre del espacio.") }
        s_record_deleted(who: &str) { en: format!("{who} deleted a record for good."), es: format!("{who} borró un registro para siempre.") }
        s_import_taken_back(who: &str) { en: format!("{who} took an import back."), es: format!("{who} retiró una importación.") }
        s_journey_taken(who: &str) { en: format!("{who} took away as a file:"), es: format!("{who} se llevó como archivo:") }
        s_audit_taken(who: &str) { en: format!("{who} took this log away as a file."), es: format!("{who} se llevó este historial como archivo.") }
    }
}

static EN: AuditWords = AuditWords::EN;
static ES: AuditWords = AuditWords::ES;

/// The words of the audit log in a language.
#[must_use]
pub const fn audit_words(lang: Lang) -> &'static AuditWords {
    match lang {
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}

impl AuditWords {
    /// What a kind of event is called.
    #[must_use]
    pub const fn name(&self, kind: AuditKind) -> &'static str {
        match kind {
            AuditKind::SetUp => self.set_up,
            AuditKind::SignedIn => self.signed_in,
            AuditKind::SignInRefused => self.sign_in_refused,
            AuditKind::SignedOut => self.signed_out,
            AuditKind::SessionEnded => self.session_ended,
            AuditKind::PasswordChanged => self.password_changed,
            AuditKind::ResetAsked => self.reset_asked,
            AuditKind::ResetUsed => self.reset_used,
            AuditKind::SecondFactorAdded => self.second_factor_added,
            AuditKind::SecondFactorRemoved => self.second_factor_removed,
            AuditKind::RecoveryCodeUsed => self.recovery_code_used,
            AuditKind::TokenMade => self.token_made,
            AuditKind::TokenRevoked => self.token_revoked,
            AuditKind::UserAdded => self.user_added,
            AuditKind::Invited => self.invited,
            AuditKind::InvitationRevoked => self.invitation_revoked,
            AuditKind::InvitationAccepted => self.invitation_accepted,
            AuditKind::MemberChanged => self.member_changed,
            AuditKind::MemberNarrowed => self.member_narrowed,
            AuditKind::MemberRemoved => self.member_removed,
            AuditKind::PersonErased => self.person_erased,
            AuditKind::GuestLinkMade => self.guest_link_made,
            AuditKind::GuestLinkRevoked => self.guest_link_revoked,
            AuditKind::GuestJoined => self.guest_joined,
            AuditKind::WorkspaceMade => self.workspace_made,
            AuditKind::WorkspaceRenamed => self.workspace_renamed,
            AuditKind::SecondFactorDemanded => self.second_factor_demanded,
            AuditKind::SecondFactorOptional => self.second_factor_optional,
            AuditKind::RecordDeleted => self.record_deleted,
            AuditKind::ImportTakenBack => self.import_taken_back,
            AuditKind::JourneyTaken => self.journey_taken,
            AuditKind::AuditTaken => self.audit_taken,
        }
    }

    /// By which way somebody came.
    #[must_use]
    pub const fn way(&self, way: Way) -> &'static str {
        match way {
            Way::Session => self.session,
            Way::Token => self.token,
            Way::Guest => self.guest,
            Way::Console => self.console,
        }
    }
}
