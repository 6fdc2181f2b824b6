//! Letters on standard output, for those who try Puente without a mail server.

use std::io::{self, Write};

use super::{Addressed, MailError};

/// Writes a letter where somebody can read it and follow its link. A pipe that nobody reads is an error like others, and
/// the thread that waits for one is not one that serves.
pub(super) async fn write(addressed: &Addressed) -> Result<(), MailError> {
    let text = shown(addressed);
    let written = tokio::task::spawn_blocking(move || write_to(&mut io::stdout().lock(), &text));
    match written.await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(MailError::Console {
            reason: error.kind(),
        }),
        Err(_) => Err(MailError::Console {
            reason: io::ErrorKind::Interrupted,
        }),
    }
}

fn shown(Addressed { to, letter, .. }: &Addressed) -> String {
    let (subject, text) = (letter.subject(), letter.text());
    format!("--- to {to}\n--- {subject}\n\n{text}---\n")
}

fn write_to(out: &mut impl Write, text: &str) -> io::Result<()> {
    out.write_all(text.as_bytes())?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use shared::locale::Lang;

    use super::*;
    use crate::mail::Letter;

    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }

    #[test]
    fn a_letter_on_the_console_says_to_whom_it_is_and_where_its_link_leads() {
        let letter = Letter::reset(Lang::En, "http://127.0.0.1:3000/reset/abc", 30);
        let mut out = Vec::new();
        let addressed = Addressed::new("ana@example.org", letter).unwrap();
        write_to(&mut out, &shown(&addressed)).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.starts_with("--- to ana@example.org\n--- A new password"));
        assert!(out.contains("\nhttp://127.0.0.1:3000/reset/abc\n"));
    }

    #[test]
    fn a_closed_pipe_is_an_error_and_no_panic() {
        let refused = write_to(&mut Closed, "a letter").unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::BrokenPipe);
    }
}
