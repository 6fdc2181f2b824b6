//! The letters that accounts need, on their way.

use std::io::Write;

use shared::locale::Lang;

/// Sends letters; where no mail is set up, whoever runs Puente reads them on the console and hands them over.
#[derive(Debug, Clone, Default)]
pub struct Letters;

impl Letters {
    /// Whether letters reach people, rather than the console.
    pub(super) const fn reach_people(&self) -> bool {
        false
    }

    pub(super) fn reset(&self, to: &str, _: Lang, link: &str, minutes: i64) {
        self.console(&format!(
            "A new password for {to} (for {minutes} minutes): {link}"
        ));
    }

    pub(super) fn invitation(&self, to: &str, _: Lang, _: &str, _: &str, link: &str, days: i64) {
        self.console(&format!("An invitation for {to} (for {days} days): {link}"));
    }

    pub(super) fn password_changed(&self, _: &str) {}

    pub(super) fn second_factor_changed(&self, _: &str) {}

    #[allow(clippy::unused_self)]
    fn console(&self, text: &str) {
        // Who closed the console reads nothing.
        let _ = writeln!(std::io::stdout(), "{text}");
    }
}
