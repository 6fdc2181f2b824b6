//! Addresses of accounts: what is one, and which two are the same.

use shared::api::{ApiError, ErrorCode, Why};

/// Characters of the longest address (RFC 5321, 4.5.3.1.3, less the brackets).
const MOST: usize = 254;
/// Characters of the longest part before the `@` (RFC 5321, 4.5.3.1.1).
const MOST_LOCAL: usize = 64;

/// An address of an account.
///
/// Before the `@` there is ASCII only: letters that look like others would let one account pass for another. What follows is the name
/// of a host in the form that computers use (`xn--…`), in which names that look alike do not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Email {
    /// As it is shown and written to.
    pub(super) shown: String,
    /// What two addresses of one account have in common: in small letters.
    pub(super) key: String,
}

impl Email {
    /// Reads an address.
    ///
    /// # Errors
    /// [`Why::NotAnAddress`].
    pub(super) fn parse(text: &str) -> Result<Self, ApiError> {
        Self::read(text).ok_or_else(|| {
            ApiError::new(ErrorCode::Invalid)
                .with("field", "email")
                .because(Why::NotAnAddress)
        })
    }

    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > 4 * MOST {
            return None;
        }
        let (local, host) = text.rsplit_once('@')?;
        // RFC 5322, 3.2.3: a dot-atom. The quoted form is in no use.
        let atom = |part: &str| {
            let plain = |c: u8| c.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&c);
            !part.is_empty() && part.bytes().all(plain)
        };
        let local_is_right = local.len() <= MOST_LOCAL && local.split('.').all(atom);
        let host = idna::domain_to_ascii_strict(host).ok()?;
        let label = |label: &str| !label.is_empty() && label.len() <= 63;
        let host_is_right = host.contains('.')
            && host.split('.').all(label)
            && !host.rsplit('.').next()?.bytes().all(|c| c.is_ascii_digit());
        let shown = format!("{local}@{host}");
        let key = shown.to_ascii_lowercase();
        (local_is_right && host_is_right && shown.len() <= MOST).then_some(Self { shown, key })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_do_not_make_another_address() {
        let one = Email::parse(" Ana.Ruiz+work@Example.ORG ").unwrap();
        assert_eq!(one.shown, "Ana.Ruiz+work@example.org");
        assert_eq!(one.key, "ana.ruiz+work@example.org");
    }

    #[test]
    fn letters_that_look_like_others_are_no_address_or_another_one() {
        // A Cyrillic а, a full-width a, the sign for Kelvin, a zero-width space.
        for local in ["\u{430}na", "\u{ff41}na", "mar\u{212a}", "an\u{200b}a"] {
            let refused = Email::parse(&format!("{local}@example.org")).unwrap_err();
            assert_eq!(refused.why(), Some(Why::NotAnAddress), "{local}");
        }
        // A host with a Cyrillic е is another host, and is shown as one.
        let other = Email::parse("ana@\u{435}xample.org").unwrap();
        assert!(other.shown.starts_with("ana@xn--"), "{}", other.shown);
        let written = Email::parse("ana@bücher.example").unwrap();
        // RFC 3492's own example of a name, as every browser writes it.
        assert_eq!(written.shown, "ana@xn--bcher-kva.example");
    }

    #[test]
    fn what_is_no_address_is_none() {
        let long = format!("{}@example.org", "a".repeat(65));
        let longer = format!("a@{}.org", "b".repeat(64));
        for text in [
            "",
            "ana",
            "@example.org",
            "ana@",
            "ana@example",
            "ana@@example.org",
            "ana@exa mple.org",
            "a..b@example.org",
            ".a@example.org",
            "ana@-example.org",
            "ana@[127.0.0.1]",
            "ana@1.2.3.4",
            "ana@example.org\r\nBcc: all@example.org",
            "\"ana\"@example.org",
            "Ana <ana@example.org>",
            "ana@example..org",
            &long,
            &longer,
        ] {
            assert!(Email::parse(text).is_err(), "{text:?}");
        }
    }
}
