//! The second factor: codes that an application makes from a shared secret and the time (TOTP, RFC 6238).
//!
//! SHA-1, six digits, thirty seconds: what every such application can do. A code counts in its own half minute and in the ones before
//! and after; and only once, so that nobody uses it who looked over a shoulder.

use shared::api::Secret;
use subtle::ConstantTimeEq;
use totp_rs::{Builder, Totp};

/// Seconds of a step.
const STEP: u64 = 30;
/// Recovery codes that are handed out at once.
pub(super) const RECOVERY_CODES: usize = 10;
/// Characters of a recovery code, of 25 each: 130 bits, so that a fast fingerprint is enough.
pub(super) const RECOVERY_LENGTH: usize = 28;

/// The codes of this secret, as the application of this account calls them.
fn codes(secret: &[u8], email: &str) -> Option<Totp> {
    let builder = Builder::new()
        .with_secret(secret.to_vec())
        .with_step_duration(STEP)
        .with_skew(1)
        .with_account_name(email.replace(':', ""))
        .with_issuer(Some("Puente"));
    builder.build().ok()
}

/// The secret as it is typed into an application, and as an address that it reads from a picture.
pub(super) fn shown(secret: &[u8], email: &str) -> Option<(Secret, Secret)> {
    let codes = codes(secret, email)?;
    let uri = codes.to_url().ok()?;
    let typed = totp_rs::Secret::from(secret.to_vec()).to_base32();
    Some((Secret(typed), Secret(uri)))
}

/// The step whose code this is, at a time in milliseconds since 1970; only steps after `used` count.
pub(super) fn step_of(secret: &[u8], code: &str, now: i64, used: Option<i64>) -> Option<i64> {
    let codes = codes(secret, "account")?;
    let now = u64::try_from(now).ok()? / 1_000 / STEP;
    let used = used.and_then(|used| u64::try_from(used).ok());
    let mut found = None;
    for step in now.saturating_sub(1)..=now + 1 {
        let right = format!("{:0>6}", codes.generate(step * STEP).to_string());
        let same = bool::from(right.as_bytes().ct_eq(code.as_bytes()));
        if same && used.is_none_or(|used| step > used) {
            found = i64::try_from(step).ok();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B.
    const SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn codes_are_those_of_rfc_6238() {
        // Appendix B, SHA-1, the last six of its eight digits.
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            let step = step_of(SECRET, code, seconds * 1_000, None);
            assert_eq!(step, Some(seconds / 30), "{code}");
        }
    }

    #[test]
    fn a_code_counts_a_half_minute_early_or_late_and_no_more() {
        let at = |seconds: i64| step_of(SECRET, "287082", seconds * 1_000, None);
        assert_eq!(at(0), Some(1));
        assert_eq!(at(89), Some(1));
        assert_eq!(at(90), None);
        assert_eq!(step_of(SECRET, "287082", 3_000_000, None), None);
        // A clock before 1970 has no codes, and no panic.
        assert_eq!(step_of(SECRET, "287082", -5_000, None), None);
    }

    #[test]
    fn a_code_counts_once() {
        assert_eq!(step_of(SECRET, "287082", 59_000, Some(0)), Some(1));
        assert_eq!(step_of(SECRET, "287082", 59_000, Some(1)), None);
        assert_eq!(step_of(SECRET, "287082", 59_000, Some(2)), None);
    }

    #[test]
    fn an_application_gets_the_secret_as_text_and_as_an_address() {
        let (typed, uri) = shown(SECRET, "ana@example.org").unwrap();
        // RFC 4648 Base32 of those twenty bytes.
        assert_eq!(typed.0, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert!(uri.0.starts_with("otpauth://totp/Puente:ana"), "{}", uri.0);
        assert!(uri.0.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
    }
}
