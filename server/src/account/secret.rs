//! Secrets of links, cookies and tokens: drawn by the system, handed out once, kept as fingerprints.
//!
//! They have 256 bits, and recovery codes 130, so a fast fingerprint (SHA-256) is enough: nobody tries them all. Codes that are read out in a
//! room are shorter and live minutes; what guards those is the limit on trying.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use shared::api::{ApiError, ErrorCode, Secret};

/// What is kept of a secret.
pub(crate) type Fingerprint = [u8; 32];

/// Characters of codes that people read out and type: none that is taken for another (0 O, 1 I L, 8 B, 5 S, 2 Z, U V).
const READABLE: &[u8; 25] = b"ACDEFGHJKMNPQRTVWXY234679";

/// Bytes that nobody can guess.
///
/// # Errors
/// The system gives none: a fault that nothing can be done about here.
pub(super) fn random<const N: usize>() -> Result<[u8; N], ApiError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| {
        tracing::error!(%error, "the system draws no random numbers");
        ApiError::new(ErrorCode::Internal)
    })?;
    Ok(bytes)
}

/// A new secret of 256 bits, as it stands in a link, and its fingerprint.
pub(super) fn fresh() -> Result<(Secret, Fingerprint), ApiError> {
    let text = URL_SAFE_NO_PAD.encode(random::<32>()?);
    let fingerprint = fingerprint(&text);
    Ok((Secret(text), fingerprint))
}

/// The fingerprint of a secret as it was handed in. Anything else than what was handed out has another one.
pub(crate) fn fingerprint(text: &str) -> Fingerprint {
    Sha256::digest(text.as_bytes()).into()
}

/// A code of so many characters, each of 25 and each as likely.
pub(super) fn code(length: usize) -> Result<Secret, ApiError> {
    let mut code = String::with_capacity(length);
    // 250 is the largest multiple of 25 in a byte: what is above would make some characters likelier.
    while code.len() < length {
        let drawn = random::<16>()?;
        let usable = drawn.into_iter().filter(|byte| *byte < 250);
        let characters = usable.map(|byte| char::from(READABLE[usize::from(byte % 25)]));
        code.extend(characters.take(length - code.len()));
    }
    Ok(Secret(code))
}

/// A code as it is shown: with a hyphen after every fourth character.
pub(super) fn in_groups(code: &Secret) -> Secret {
    let characters = code.0.chars().enumerate();
    let text = characters.fold(String::new(), |mut text, (at, c)| {
        if at > 0 && at.is_multiple_of(4) {
            text.push('-');
        }
        text.push(c);
        text
    });
    Secret(text)
}

/// A code as it was typed: capitals and small letters, spaces and hyphens do not matter.
pub(super) fn typed(code: &str) -> String {
    let characters = code.chars().filter(|c| !matches!(c, ' ' | '-'));
    characters.take(64).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn secrets_have_256_bits_and_are_never_the_same() {
        let drawn: BTreeSet<String> = (0..100).map(|_| fresh().unwrap().0.0).collect();
        assert_eq!(drawn.len(), 100);
        for secret in drawn {
            assert_eq!(URL_SAFE_NO_PAD.decode(secret).unwrap().len(), 32);
        }
    }

    #[test]
    fn a_fingerprint_is_sha_256() {
        // FIPS 180-2, appendix B.1.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let hex: String = fingerprint("abc")
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect();
        assert_eq!(hex, abc);
    }

    #[test]
    fn codes_are_typed_as_they_are_read_out() {
        let code = code(6).unwrap().0;
        assert_eq!(code.len(), 6);
        assert!(code.bytes().all(|c| READABLE.contains(&c)), "{code}");
        let (first, second) = code.split_at(3);
        let said = format!(" {}-{} ", first.to_lowercase(), second.to_lowercase());
        assert_eq!(typed(&said), code);
    }

    #[test]
    fn a_long_code_is_shown_in_groups_of_four_and_read_without_them() {
        let code = Secret("ACDEFGHJKMNPQ".to_owned());
        let shown = in_groups(&code);
        assert_eq!(shown.0, "ACDE-FGHJ-KMNP-Q");
        assert_eq!(typed(&shown.0), code.0);
    }
}
