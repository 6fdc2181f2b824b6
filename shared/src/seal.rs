//! Bytes that only who has the key can read, and nobody can change unseen: what the server keeps of second factors, and what a
//! browser keeps of edits that wait to be sent.
//!
//! XChaCha20-Poly1305 (RFC 8439 with the longer nonce of draft-irtf-cfrg-xchacha-03), whose nonces are long enough to be drawn. A seal is
//! a version byte, the nonce, what was sealed, and 16 bytes that tell whether anything was changed.

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};

/// A key: 32 bytes that nobody can guess.
pub type Key = [u8; 32];
/// What is drawn anew for each seal: 24 bytes that are never used twice under one key.
pub type Nonce = [u8; 24];

/// The first byte of every seal.
const VERSION: u8 = 1;
const NONCE: usize = size_of::<Nonce>();

/// Seals bytes. `about` is what they are about, as whose they are: it is not kept, and who opens the seal has to say the same.
///
/// `None` only for more than 256 GiB, which the cipher does not reach.
#[must_use]
pub fn seal(key: &Key, nonce: Nonce, about: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
    let payload = Payload {
        msg: bytes,
        aad: about,
    };
    let cipher = XChaCha20Poly1305::new(&(*key).into());
    let body = cipher.encrypt(&XNonce::from(nonce), payload).ok()?;
    let mut sealed = Vec::with_capacity(1 + NONCE + body.len());
    sealed.push(VERSION);
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(&body);
    Some(sealed)
}

/// What was sealed; `None` where the key is another, what it is about is something else, or a bit was changed.
#[must_use]
pub fn open(key: &Key, about: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let (&VERSION, rest) = sealed.split_first()? else {
        return None;
    };
    let (nonce, body) = rest.split_at_checked(NONCE)?;
    let nonce = XNonce::from(Nonce::try_from(nonce).ok()?);
    let payload = Payload {
        msg: body,
        aad: about,
    };
    let cipher = XChaCha20Poly1305::new(&(*key).into());
    cipher.decrypt(&nonce, payload).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bytes(hex: &str) -> Vec<u8> {
        let digits = hex.as_bytes().chunks_exact(2);
        let byte = |two: &[u8]| u8::from_str_radix(std::str::from_utf8(two).unwrap(), 16).unwrap();
        digits.map(byte).collect()
    }

    #[test]
    fn a_seal_is_that_of_the_draft() {
        // draft-irtf-cfrg-xchacha-03, appendix A.3.1.
        let key = bytes("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
        let nonce = bytes("404142434445464748494a4b4c4d4e4f5051525354555657");
        let about = bytes("50515253c0c1c2c3c4c5c6c7");
        let text = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, \
                     sunscreen would be it.";
        let body = bytes(
            "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b7\
             2e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52ec0875924\
             c1c7987947deafd8780acf49",
        );
        let key = Key::try_from(key).unwrap();
        let nonce = Nonce::try_from(nonce).unwrap();
        let sealed = seal(&key, nonce, &about, text).unwrap();
        assert_eq!(sealed[0], 1);
        assert_eq!(sealed[1..25], nonce);
        assert_eq!(sealed[25..], body);
        assert_eq!(open(&key, &about, &sealed).unwrap(), text);
    }

    proptest! {
        #[test]
        fn what_was_sealed_is_read_again_and_by_nobody_else(
            key: [u8; 32],
            other: [u8; 32],
            nonce: [u8; 24],
            about in prop::collection::vec(any::<u8>(), 0..40),
            text in prop::collection::vec(any::<u8>(), 0..200),
        ) {
            let sealed = seal(&key, nonce, &about, &text).unwrap();
            prop_assert_eq!(open(&key, &about, &sealed), Some(text));
            prop_assume!(key != other);
            prop_assert_eq!(open(&other, &about, &sealed), None);
            let mut elsewhere = about.clone();
            elsewhere.push(0);
            prop_assert_eq!(open(&key, &elsewhere, &sealed), None);
        }

        #[test]
        fn a_changed_bit_or_a_missing_byte_is_noticed(key: [u8; 32], nonce: [u8; 24], at: usize, bit in 0..8_u32) {
            let sealed = seal(&key, nonce, b"somebody's", b"a queue of edits").unwrap();
            let mut changed = sealed.clone();
            let at = at % changed.len();
            changed[at] ^= 1 << bit;
            prop_assert_eq!(open(&key, b"somebody's", &changed), None);
            prop_assert_eq!(open(&key, b"somebody's", &sealed[..at]), None);
        }

        #[test]
        fn anything_at_all_is_opened_without_a_fault(key: [u8; 32], bytes in prop::collection::vec(any::<u8>(), 0..100)) {
            prop_assert_eq!(open(&key, b"", &bytes), None);
        }
    }
}
