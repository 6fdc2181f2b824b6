//! Letters through a mail server. Each has a connection of its own: there are few.

use std::{error::Error as _, fmt, io, net::IpAddr};

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox,
        header::{HeaderName, HeaderValue},
    },
    transport::smtp::{self, extension::ClientId},
};
use url::{Host, Url};

use super::{Addressed, MailError};

/// Why letters cannot be sent with these settings. None of the sentences holds what was given, which may be a password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// The address of the server cannot be understood.
    #[error(
        "the mail server is not named as smtps://user:password@host or smtp://user:password@host?tls=required; what is not a \
         letter or a digit is percent-encoded in user and password (--smtp, PUENTE_SMTP)"
    )]
    Server,
    /// Something after the address is not known.
    #[error(
        "after the mail server only ?tls=required or ?tls=opportunistic can stand, and only with smtp:// (--smtp, PUENTE_SMTP)"
    )]
    Tls,
    /// A user without a password or the other way round.
    #[error(
        "the mail server is named with a user or a password but not with both (--smtp, PUENTE_SMTP)"
    )]
    Half,
    /// The password could be read on its way.
    #[error(
        "will not send the mail server's password unencrypted: use smtps:// or add ?tls=required (--smtp, PUENTE_SMTP)"
    )]
    PasswordInTheOpen,
    /// There is nothing that a secure connection could trust, for example.
    #[error("cannot prepare connections to the mail server: {reason}")]
    Prepare {
        /// What is wrong.
        reason: String,
    },
    /// Who letters are from cannot be understood.
    #[error(
        "whom letters are from is not an address as puente@example.org or Puente <puente@example.org> (--mail-from, PUENTE_MAIL_FROM)"
    )]
    From,
    /// A server without a sender.
    #[error(
        "a mail server is named, but not whom letters are from: add --mail-from or PUENTE_MAIL_FROM"
    )]
    NoFrom,
    /// A sender without a server.
    #[error("whom letters are from is named, but no mail server: add --smtp or PUENTE_SMTP")]
    NoServer,
}

/// A mail server, and whom letters are from.
pub(super) struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// Scheme, host and port: all that may be shown.
    server: String,
}

impl Smtp {
    pub(super) fn new(url: &str, from: &str) -> Result<Self, SettingsError> {
        let from: Mailbox = from.trim().parse().map_err(|_| SettingsError::From)?;
        let url = Url::parse(url.trim()).map_err(|_| SettingsError::Server)?;
        let (Some(host), "smtp" | "smtps") = (url.host(), url.scheme()) else {
            return Err(SettingsError::Server);
        };
        let encrypted = encrypted(&url)?;
        match (url.username().is_empty(), url.password()) {
            (false, None | Some("")) | (true, Some(_)) => return Err(SettingsError::Half),
            (false, Some(_)) if !encrypted && !is_loopback(&host) => {
                return Err(SettingsError::PasswordInTheOpen);
            }
            _ => {}
        }
        let server = match url.port() {
            Some(port) => format!("{}://{host}:{port}", url.scheme()),
            None => format!("{}://{host}", url.scheme()),
        };
        let mut builder =
            AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str()).map_err(|error| {
                SettingsError::Prepare {
                    reason: reason(&error),
                }
            })?;
        // A path names this machine to the server; else it is named as letters are.
        if url.path().len() <= 1 {
            builder = builder.hello_name(ClientId::Domain(from.email.domain().to_owned()));
        }
        Ok(Self {
            transport: builder.build(),
            from,
            server,
        })
    }

    pub(super) async fn send(&self, addressed: &Addressed) -> Result<(), MailError> {
        let message = self.message(addressed)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) => Err(refused(&error)),
        }
    }

    fn message(&self, Addressed { to, letter, id }: &Addressed) -> Result<Message, MailError> {
        let header = |name: &'static str, value: &str| {
            HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
        };
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to.clone()))
            .subject(letter.subject())
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            .date_now()
            // Nobody's notice of holidays is an answer to it (RFC 3834, section 5).
            .raw_header(header("Auto-Submitted", "auto-generated"))
            .raw_header(header("Content-Language", letter.lang().code()))
            .header(lettre::message::header::ContentType::TEXT_PLAIN)
            .body(letter.text().to_owned())
            .map_err(|error| MailError::Unwritable {
                reason: error.to_string(),
            })
    }
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.server)
    }
}

/// Whether the connection is encrypted for sure.
fn encrypted(url: &Url) -> Result<bool, SettingsError> {
    let wishes: Vec<_> = url.query_pairs().collect();
    match (url.scheme(), wishes.as_slice()) {
        ("smtps", []) => Ok(true),
        ("smtp", []) => Ok(false),
        ("smtp", [(key, value)]) if key == "tls" && value == "required" => Ok(true),
        ("smtp", [(key, value)]) if key == "tls" && value == "opportunistic" => Ok(false),
        _ => Err(SettingsError::Tls),
    }
}

fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        // The host of a scheme that the parser does not know is a name, also where it looks like an address.
        Host::Domain(name) => {
            *name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
        }
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
    }
}

/// What went wrong, without the server's words: they repeat addresses.
fn refused(error: &smtp::Error) -> MailError {
    if let Some(code) = error.status().map(u16::from) {
        return match code {
            // RFC 4954, section 6.
            432 | 454 | 530 | 534 | 535 | 538 => MailError::SignIn { code },
            _ => MailError::Refused { code },
        };
    }
    let reason = reason(error);
    if error.is_tls() || (error.is_client() && reason.contains("STARTTLS")) {
        MailError::Insecure { reason }
    } else if error.is_client() || error.is_response() {
        MailError::Incompatible { reason }
    } else if is_certificate(error) {
        MailError::Insecure { reason }
    } else {
        MailError::Unreachable { reason }
    }
}

/// The innermost reason, which says most.
fn reason(error: &smtp::Error) -> String {
    let mut innermost: &dyn std::error::Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}

/// A handshake that failed arrives as an error of reading or writing.
fn is_certificate(error: &smtp::Error) -> bool {
    let mut source = error.source();
    while let Some(error) = source {
        let inner = error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref);
        if matches!(inner, Some(inner) if inner.is::<rustls::Error>())
            || error.is::<rustls::Error>()
        {
            return true;
        }
        source = error.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: &str = "Puente <puente@example.org>";

    #[test]
    fn servers_are_named_by_scheme_host_port_user_and_wish() {
        for url in [
            "smtp://127.0.0.1:2525",
            "smtp://mail.example.org",
            "smtp://mail.example.org?tls=opportunistic",
            "smtp://ana:s3cret@mail.example.org?tls=required",
            "smtps://ana%40example.org:s%2F3cret@mail.example.org:465/puente.example.org",
            "smtp://ana:s3cret@localhost:2525",
            "smtp://ana:s3cret@127.0.0.1:2525",
            " smtp://mail.example.org\n",
        ] {
            assert!(Smtp::new(url, FROM).is_ok(), "{url}");
        }
    }

    #[test]
    fn what_cannot_be_meant_is_refused_with_what_to_write_instead() {
        use SettingsError as No;
        for (url, refused) in [
            ("", No::Server),
            ("mail.example.org", No::Server),
            ("mail.example.org:25", No::Server),
            ("http://mail.example.org", No::Server),
            ("smtp:", No::Server),
            ("smtp://mail.example.org?tls=none", No::Tls),
            ("smtp://mail.example.org?tls=required&tls=none", No::Tls),
            ("smtps://mail.example.org?tls=none", No::Tls),
            ("smtp://mail.example.org?tsl=required", No::Tls),
            ("smtps://ana@mail.example.org", No::Half),
            ("smtps://:s3cret@mail.example.org", No::Half),
        ] {
            assert_eq!(Smtp::new(url, FROM).err(), Some(refused), "{url}");
        }
        for from in [
            "",
            "puente",
            "Puente <puente>",
            "a@example.org\r\nBcc: b@example.org",
        ] {
            let refused = Smtp::new("smtp://127.0.0.1", from).err();
            assert_eq!(refused, Some(SettingsError::From), "{from:?}");
        }
    }

    #[test]
    fn a_password_does_not_leave_the_machine_unencrypted() {
        for url in [
            "smtp://ana:s3cret@mail.example.org",
            "smtp://ana:s3cret@mail.example.org?tls=opportunistic",
            "smtp://ana:s3cret@localhost.example.org",
        ] {
            let refused = Smtp::new(url, FROM).err();
            assert_eq!(refused, Some(SettingsError::PasswordInTheOpen), "{url}");
        }
    }

    #[test]
    fn neither_user_nor_password_is_printed_for_debugging() {
        let smtp = Smtp::new("smtps://ana:s3cret@mail.example.org:465", FROM).unwrap();
        assert_eq!(format!("{smtp:?}"), "smtps://mail.example.org:465");
    }
}
