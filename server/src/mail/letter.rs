//! What letters say, in English and Spanish, as plain text.
//!
//! Names in them come from people, so they are made one line without anything that steers, and cut: what somebody calls a
//! workspace can neither become a header nor fill a letter.

use std::fmt;

use shared::locale::Lang;

/// Characters of a name that a letter repeats.
const LONGEST_NAME: usize = 80;

/// What a letter is about: all that is logged of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Somebody is asked to come in.
    Invitation,
    /// The way to a new password.
    Reset,
    /// The password is another now.
    PasswordChanged,
    /// The second step of signing in is another now.
    SecondFactorChanged,
}

impl Kind {
    /// Its name in the log.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reset => "reset",
            Self::PasswordChanged => "password_changed",
            Self::SecondFactorChanged => "second_factor_changed",
        }
    }
}

/// A letter without its address. Printing it for debugging does not show what it says.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    kind: Kind,
    lang: Lang,
    subject: String,
    text: String,
}

impl Letter {
    /// Asks somebody to come into a workspace. The link works once, for some days.
    #[must_use]
    pub fn invitation(lang: Lang, workspace: &str, inviter: &str, link: &str, days: u32) -> Self {
        let (workspace, inviter) = (name(workspace), name(inviter));
        let days = u64::from(days);
        let (subject, paragraphs) = match lang {
            Lang::En => (
                format!("{inviter} invites you to {workspace}"),
                [
                    format!(
                        "{inviter} invites you to the workspace “{workspace}” in Puente, where every department sees the same \
                         customer journey."
                    ),
                    "To come in, open this page:".to_owned(),
                    link_line(link),
                    format!(
                        "The link works once, for {}. If you do not know what this is about, you need not do anything.",
                        lang.counted(days, "day", "days")
                    ),
                ],
            ),
            Lang::Es => (
                format!("{inviter} le invita a {workspace}"),
                [
                    format!(
                        "{inviter} le invita al espacio «{workspace}» de Puente, donde todas las áreas ven el mismo recorrido del \
                         cliente."
                    ),
                    "Para entrar, abra esta página:".to_owned(),
                    link_line(link),
                    format!(
                        "El enlace sirve una sola vez, durante {}. Si no sabe de qué se trata, no tiene que hacer nada.",
                        lang.counted(days, "día", "días")
                    ),
                ],
            ),
        };
        Self::new(Kind::Invitation, lang, subject, &paragraphs)
    }

    /// Leads to a new password. The link works once, for some minutes.
    #[must_use]
    pub fn reset(lang: Lang, link: &str, minutes: u32) -> Self {
        let minutes = u64::from(minutes);
        let (subject, paragraphs) = match lang {
            Lang::En => (
                "A new password for Puente",
                [
                    "Somebody, probably you, asked for a new password for your account in Puente.".to_owned(),
                    "To choose one, open this page:".to_owned(),
                    link_line(link),
                    format!(
                        "The link works once, for {}. If it was not you, you need not do anything: your password stays as it is.",
                        lang.counted(minutes, "minute", "minutes")
                    ),
                ],
            ),
            Lang::Es => (
                "Una contraseña nueva para Puente",
                [
                    "Alguien, probablemente usted, pidió una contraseña nueva para su cuenta de Puente.".to_owned(),
                    "Para elegirla, abra esta página:".to_owned(),
                    link_line(link),
                    format!(
                        "El enlace sirve una sola vez, durante {}. Si no fue usted, no tiene que hacer nada: su contraseña sigue \
                         siendo la misma.",
                        lang.counted(minutes, "minuto", "minutos")
                    ),
                ],
            ),
        };
        Self::new(Kind::Reset, lang, subject.to_owned(), &paragraphs)
    }

    /// Says that the password is another now.
    #[must_use]
    pub fn password_changed(lang: Lang) -> Self {
        let (subject, paragraphs) = match lang {
            Lang::En => (
                "Your password for Puente was changed",
                [
                    "The password of your account in Puente was changed.",
                    "If it was you, nothing remains to be done. If it was not, ask for a new password where you sign in, now, and \
                     tell those who run this Puente.",
                ],
            ),
            Lang::Es => (
                "Su contraseña de Puente ha cambiado",
                [
                    "La contraseña de su cuenta de Puente ha cambiado.",
                    "Si fue usted, no tiene que hacer nada más. Si no lo fue, pida ahora mismo una contraseña nueva en la página de \
                     entrada y avise a quienes administran este Puente.",
                ],
            ),
        };
        Self::told(Kind::PasswordChanged, lang, subject, paragraphs)
    }

    /// Says that the second step of signing in was switched on or off, or is another now.
    #[must_use]
    pub fn second_factor_changed(lang: Lang) -> Self {
        let (subject, paragraphs) = match lang {
            Lang::En => (
                "The second step of signing in to Puente was changed",
                [
                    "The second step of signing in to your account in Puente was switched on or off, or is another now.",
                    "If it was you, nothing remains to be done. If it was not, change your password now, and tell those who run \
                     this Puente.",
                ],
            ),
            Lang::Es => (
                "El segundo paso para entrar en Puente ha cambiado",
                [
                    "El segundo paso para entrar en su cuenta de Puente se ha activado, desactivado o cambiado.",
                    "Si fue usted, no tiene que hacer nada más. Si no lo fue, cambie ahora mismo su contraseña y avise a quienes \
                     administran este Puente.",
                ],
            ),
        };
        Self::told(Kind::SecondFactorChanged, lang, subject, paragraphs)
    }

    fn told(kind: Kind, lang: Lang, subject: &str, paragraphs: [&str; 2]) -> Self {
        Self::new(
            kind,
            lang,
            subject.to_owned(),
            &paragraphs.map(str::to_owned),
        )
    }

    fn new(kind: Kind, lang: Lang, subject: String, paragraphs: &[String]) -> Self {
        let text = format!("{}\n\n-- \nPuente\n", paragraphs.join("\n\n"));
        Self {
            kind,
            lang,
            subject,
            text,
        }
    }

    /// What it is about.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The language it is in.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Its subject: one line.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// What it says, as lines that end with a line feed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Letter({}, {})", self.kind.name(), self.lang.code())
    }
}

/// A name as a letter repeats it; a dash where there is none.
fn name(given: &str) -> String {
    let line = one_line(given);
    if line.is_empty() {
        return "—".to_owned();
    }
    let mut characters = line.chars();
    let mut cut: String = characters.by_ref().take(LONGEST_NAME).collect();
    if characters.next().is_some() {
        cut.pop();
        cut.truncate(cut.trim_end().len());
        cut.push('…');
    }
    cut
}

/// A link alone on its line, whatever is in it.
fn link_line(link: &str) -> String {
    one_line(link)
}

/// Without line ends, controls and what turns the direction of writing around.
fn one_line(text: &str) -> String {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let plain: String = text
        .chars()
        .map(|c| if steers(c) { ' ' } else { c })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "https://puente.example.org/invitations/Xy12";

    #[test]
    fn an_invitation_says_who_invites_where_to_and_for_how_long_in_both_languages() {
        let english = Letter::invitation(Lang::En, "Zapatería", "Ana", LINK, 7);
        assert_eq!(english.subject(), "Ana invites you to Zapatería");
        assert!(english.text().contains(&format!("\n{LINK}\n")));
        assert!(english.text().contains("for 7\u{a0}days."));
        let spanish = Letter::invitation(Lang::Es, "Zapatería", "Ana", LINK, 1);
        assert_eq!(spanish.subject(), "Ana le invita a Zapatería");
        assert!(spanish.text().contains(&format!("\n{LINK}\n")));
        assert!(spanish.text().contains("durante 1\u{a0}día."));
    }

    #[test]
    fn every_letter_differs_between_the_languages() {
        let letters = |lang| {
            [
                Letter::invitation(lang, "w", "i", LINK, 7),
                Letter::reset(lang, LINK, 30),
                Letter::password_changed(lang),
                Letter::second_factor_changed(lang),
            ]
        };
        for (english, spanish) in letters(Lang::En).iter().zip(letters(Lang::Es)) {
            assert_eq!(english.kind(), spanish.kind());
            assert_ne!(english.subject(), spanish.subject());
            assert_ne!(english.text(), spanish.text());
        }
    }

    #[test]
    fn a_name_cannot_begin_a_line_of_its_own() {
        for evil in [
            "Ana\r\nBcc: eve@example.org",
            "Ana\nBcc: eve@example.org",
            "Ana\u{2028}Bcc: eve@example.org",
            "Ana\u{85}Bcc: eve@example.org",
            "Ana\u{0}\u{b}Bcc: eve@example.org",
        ] {
            let letter = Letter::invitation(Lang::En, evil, evil, LINK, 7);
            assert_eq!(
                letter.subject(),
                "Ana Bcc: eve@example.org invites you to Ana Bcc: eve@example.org"
            );
            assert!(letter.text().lines().all(|line| !line.starts_with("Bcc")));
        }
    }

    #[test]
    fn a_name_cannot_turn_the_direction_of_writing_around() {
        let letter = Letter::invitation(Lang::En, "w", "\u{202e}gro.elpmaxe", LINK, 7);
        assert_eq!(letter.subject(), "gro.elpmaxe invites you to w");
    }

    #[test]
    fn a_long_name_is_cut_and_a_missing_one_is_a_dash() {
        let letter = Letter::invitation(Lang::En, &"ñ".repeat(5_000), " \t ", LINK, 7);
        let workspace = format!("{}…", "ñ".repeat(79));
        assert_eq!(letter.subject(), format!("— invites you to {workspace}"));
        assert!(letter.text().len() < 1_000);
    }

    #[test]
    fn what_a_letter_says_is_not_printed_for_debugging() {
        let letter = Letter::reset(Lang::Es, LINK, 30);
        assert_eq!(format!("{letter:?}"), "Letter(reset, es)");
    }
}
