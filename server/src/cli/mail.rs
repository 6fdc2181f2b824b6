//! How letters are sent, from the command line.

use std::path::PathBuf;

use super::secrets::{SecretFileError, given};
use crate::{
    mail::{Mailer, SettingsError},
    secret::Secret,
};

/// The mail server and whom letters are from; without them, letters are written to standard output.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct MailArguments {
    /// The mail server: `smtps://user:password@host` or `smtp://user:password@host?tls=required`; without it, letters are
    /// written to standard output. Others on this machine can read what is typed here: better in the environment.
    #[arg(long, global = true, env = "PUENTE_SMTP", hide_env_values = true)]
    pub smtp: Option<Secret>,
    /// A file whose first line is what --smtp says, as a store of secrets mounts it.
    #[arg(long, global = true, env = "PUENTE_SMTP_FILE", value_name = "FILE")]
    pub smtp_file: Option<PathBuf>,
    /// Whom letters are from: an address, with or without a name, as in `Puente <puente@example.org>`.
    #[arg(long, global = true, env = "PUENTE_MAIL_FROM")]
    pub mail_from: Option<String>,
}

impl MailArguments {
    /// The same with the secret that stands in a file.
    ///
    /// # Errors
    /// The file cannot be read, or the secret was given twice.
    pub(super) fn read(&self) -> Result<Self, SecretFileError> {
        Ok(Self {
            smtp: given(self.smtp.as_ref(), self.smtp_file.as_deref())?,
            smtp_file: None,
            mail_from: self.mail_from.clone(),
        })
    }

    /// What sends letters. A variable of the environment that is set to nothing is as one that is not set.
    ///
    /// # Errors
    /// When one of the two is missing or cannot be understood.
    pub fn mailer(&self) -> Result<Mailer, SettingsError> {
        let smtp = self.smtp.as_ref().filter(|url| !url.is_empty());
        let from = self
            .mail_from
            .as_deref()
            .filter(|from| !from.trim().is_empty());
        match (smtp, from) {
            (None, None) => Ok(Mailer::console()),
            (Some(url), Some(from)) => Mailer::smtp(url.expose(), from),
            (Some(_), None) => Err(SettingsError::NoFrom),
            (None, Some(_)) => Err(SettingsError::NoServer),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        mail: MailArguments,
    }

    fn told(line: &[&str]) -> MailArguments {
        Line::try_parse_from([&["puente"], line].concat())
            .unwrap()
            .mail
    }

    #[test]
    fn without_a_server_letters_go_to_the_console_and_with_one_there() {
        let mailer = MailArguments::default().mailer().unwrap();
        assert_eq!(format!("{mailer:?}"), "Mailer(console)");
        let arguments = told(&[
            "--smtp",
            "smtp://127.0.0.1:2525",
            "--mail-from",
            "p@example.org",
        ]);
        let mailer = arguments.mailer().unwrap();
        assert_eq!(format!("{mailer:?}"), "Mailer(smtp://127.0.0.1:2525)");
        let nothing = told(&["--smtp", "", "--mail-from", " "]);
        assert_eq!(
            format!("{:?}", nothing.mailer().unwrap()),
            "Mailer(console)"
        );
    }

    #[test]
    fn one_without_the_other_is_refused_with_what_to_add() {
        let refused = told(&["--smtp", "smtp://127.0.0.1"]).mailer().unwrap_err();
        assert_eq!(refused, SettingsError::NoFrom);
        let refused = told(&["--mail-from", "p@example.org"])
            .mailer()
            .unwrap_err();
        assert_eq!(refused, SettingsError::NoServer);
    }

    #[test]
    fn the_password_is_neither_in_what_was_read_nor_in_the_help() {
        let arguments = told(&[
            "--smtp",
            "smtps://ana:s3cret@example.org",
            "--mail-from",
            "p@example.org",
        ]);
        assert_eq!(format!("{arguments:?}").find("s3cret"), None);
        use clap::CommandFactory;
        let smtp = Line::command()
            .get_arguments()
            .find(|argument| argument.get_id() == "smtp")
            .map(clap::Arg::is_hide_env_values_set);
        assert_eq!(smtp, Some(true));
    }
}
