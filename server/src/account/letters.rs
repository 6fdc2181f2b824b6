//! The letters that accounts need, on their way.

use shared::locale::Lang;

use crate::mail::{Letter, Mailer};

/// Sends letters; where no mail is set up, whoever runs Puente reads them on the console and hands them over.
#[derive(Debug, Clone)]
pub struct Letters {
    mailer: Mailer,
    reach_people: bool,
    /// Of letters that nobody chose a language for.
    lang: Lang,
}

impl Default for Letters {
    fn default() -> Self {
        Self::console(Lang::default())
    }
}

impl Letters {
    /// Letters that are read on the console.
    #[must_use]
    pub fn console(lang: Lang) -> Self {
        Self {
            mailer: Mailer::console(),
            reach_people: false,
            lang,
        }
    }

    /// Letters that are sent.
    #[must_use]
    pub const fn sent(mailer: Mailer, lang: Lang) -> Self {
        Self {
            mailer,
            reach_people: true,
            lang,
        }
    }

    pub(super) fn reset(&self, to: &str, lang: Lang, link: &str, minutes: u32) {
        self.mailer.post(to, Letter::reset(lang, link, minutes));
    }

    /// Whether the letter went out. Whoever invites may wait for it, and hands the link over by hand where it did not.
    pub(super) async fn invitation(
        &self,
        to: &str,
        lang: Lang,
        (workspace, inviter): (&str, &str),
        link: &str,
        days: u32,
    ) -> bool {
        let letter = Letter::invitation(lang, workspace, inviter, link, days);
        match self.mailer.send(to, letter).await {
            Ok(()) => self.reach_people,
            Err(error) => {
                tracing::warn!(%error, "the letter of an invitation did not go out: its link was shown to whoever invites");
                false
            }
        }
    }

    pub(super) fn password_changed(&self, to: &str) {
        self.mailer.post(to, Letter::password_changed(self.lang));
    }

    pub(super) fn second_factor_changed(&self, to: &str) {
        let letter = Letter::second_factor_changed(self.lang);
        self.mailer.post(to, letter);
    }
}
