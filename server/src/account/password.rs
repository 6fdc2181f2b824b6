//! Passwords: what a new one must be, and the slow fingerprint that is kept of it.
//!
//! Argon2id with 19 MiB, two passes and one lane: the least that OWASP's Password Storage Cheat Sheet recommends. Whoever signs in
//! takes that much memory and some tens of milliseconds of a core; so only as many are reckoned at once as leave a core for the rest,
//! and only a few wait.

use std::{
    sync::{
        Arc, OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
    thread::available_parallelism,
};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use shared::api::{ApiError, ErrorCode, Secret, Why};
use tokio::sync::Semaphore;

/// KiB, passes and lanes of a fingerprint.
const MEMORY: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Characters of a new password: NIST SP 800-63B (3.1.1.2) asks for 8 with a second factor and 15 without one, and for at least 64
/// to be allowed; OWASP ASVS 5.0 (6.2.1) for 8, better 15.
const LEAST: usize = 12;
const MOST: usize = 256;
/// Characters of a password whose guessing is estimated; what follows makes it only harder.
const ESTIMATED: usize = 72;
/// Who waits for the reckoning, at most.
const MOST_WAITING: usize = 32;

/// Reckons fingerprints of passwords, a few at once.
#[derive(Debug, Clone)]
pub(super) struct Hasher {
    room: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
}

/// Counts someone who waits, until dropped.
struct Waiting<'a>(&'a AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Default for Hasher {
    fn default() -> Self {
        let cores = available_parallelism().map_or(1, usize::from);
        Self {
            room: Arc::new(Semaphore::new((cores / 2).max(1))),
            waiting: Arc::default(),
        }
    }
}

impl Hasher {
    /// The fingerprint of a new password, in the PHC format.
    ///
    /// # Errors
    /// Too many want the same at once.
    pub(super) async fn hash(&self, password: Secret) -> Result<String, ApiError> {
        self.reckon(move || {
            let hashed =
                argon2().and_then(|argon2| argon2.hash_password(password.0.as_bytes()).ok());
            hashed.map(|hash| hash.to_string())
        })
        .await?
        .ok_or_else(|| {
            tracing::error!("a password could not be reckoned: a fault of ours");
            ApiError::new(ErrorCode::Internal)
        })
    }

    /// Whether the password has this fingerprint. Where there is none, it takes as long as if there were, and is wrong.
    ///
    /// # Errors
    /// Too many want the same at once.
    pub(super) async fn verify(
        &self,
        password: Secret,
        hash: Option<String>,
    ) -> Result<bool, ApiError> {
        self.reckon(move || {
            let there = hash.is_some();
            let hash = hash.or_else(nobodys);
            let parsed = hash
                .as_deref()
                .and_then(|hash| PasswordHash::new(hash).ok());
            let right = parsed.is_some_and(|parsed| {
                // What nobody could have set costs no more than the longest that somebody could.
                let said = password.0.as_bytes();
                let said = said.get(..4 * MOST).unwrap_or(said);
                argon2().is_some_and(|argon2| argon2.verify_password(said, &parsed).is_ok())
            });
            there && right
        })
        .await
    }

    async fn reckon<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ApiError> {
        let before = self.waiting.fetch_add(1, Ordering::Relaxed);
        let waiting = Waiting(&self.waiting);
        if before >= MOST_WAITING {
            return Err(ApiError::new(ErrorCode::TooMany).with("retry_after", 2));
        }
        let fault = |error: String| {
            tracing::error!(error, "a password could not be reckoned: a fault of ours");
            ApiError::new(ErrorCode::Internal)
        };
        let room = Arc::clone(&self.room).acquire_owned().await;
        let room = room.map_err(|error| fault(error.to_string()))?;
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(room);
            done
        });
        let done = done.await.map_err(|error| fault(error.to_string()));
        drop(waiting);
        done
    }
}

fn argon2() -> Option<Argon2<'static>> {
    let params = Params::new(MEMORY, PASSES, LANES, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The fingerprint of a password that nobody has.
fn nobodys() -> Option<String> {
    static NOBODYS: OnceLock<Option<String>> = OnceLock::new();
    let made = NOBODYS.get_or_init(|| {
        let drawn = super::secret::fresh().ok()?.0;
        Some(
            argon2()?
                .hash_password(drawn.0.as_bytes())
                .ok()?
                .to_string(),
        )
    });
    made.clone()
}

/// Whether a new password will do: long enough, and not among those that are tried first, also given what is known of its owner.
///
/// # Errors
/// [`Why::TooShort`], [`Why::TooLong`], [`Why::TooCommon`].
pub(super) fn check(password: &Secret, known: &[&str]) -> Result<(), ApiError> {
    let refused = || ApiError::new(ErrorCode::Invalid).with("field", "password");
    let length = password.0.chars().count();
    if length < LEAST {
        return Err(refused().because(Why::TooShort).with("least", LEAST));
    }
    if length > MOST {
        return Err(refused().because(Why::TooLong).with("most", MOST));
    }
    let start: String = password.0.chars().take(ESTIMATED).collect();
    let known: Vec<String> = known
        .iter()
        .copied()
        .chain(["puente"])
        .flat_map(guessed)
        .collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    // 3 of 4: more than 10^8 guesses, which is safe behind a limit on trying.
    if u8::from(zxcvbn::zxcvbn(&start, &known).score()) < 3 {
        return Err(refused().because(Why::TooCommon));
    }
    Ok(())
}

/// What somebody who knows this of the owner tries: it whole, its parts, and those that are words run together.
fn guessed(known: &str) -> Vec<String> {
    let known = known.to_lowercase();
    let parts: Vec<&str> = known.split(|c: char| !c.is_alphanumeric()).collect();
    let mut guessed: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
    guessed.push(parts.concat());
    guessed.extend(
        known
            .split('@')
            .next()
            .map(|local| local.replace(['.', '-', '_'], "")),
    );
    guessed.push(known);
    guessed.retain(|word| word.chars().count() > 2);
    guessed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> Secret {
        Secret(text.to_owned())
    }

    #[tokio::test]
    async fn a_password_is_kept_as_argon2id_of_the_recommended_size_and_salted() {
        let hasher = Hasher::default();
        let one = hasher.hash(secret("correct horse battery")).await.unwrap();
        let two = hasher.hash(secret("correct horse battery")).await.unwrap();
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
        assert_ne!(one, two);
        assert!(
            hasher
                .verify(secret("correct horse battery"), Some(one.clone()))
                .await
                .unwrap()
        );
        assert!(
            !hasher
                .verify(secret("correct horse batterx"), Some(one))
                .await
                .unwrap()
        );
    }

    #[tokio::test]
    async fn where_there_is_no_account_every_password_is_wrong() {
        let hasher = Hasher::default();
        assert!(!hasher.verify(secret("anything"), None).await.unwrap());
        assert!(
            !hasher
                .verify(secret("anything"), Some("broken".to_owned()))
                .await
                .unwrap()
        );
    }

    #[tokio::test]
    async fn whoever_comes_when_many_wait_is_told_to_come_again() {
        let hasher = Hasher::default();
        let cores = u32::try_from(hasher.room.available_permits()).unwrap();
        let all = Arc::clone(&hasher.room)
            .acquire_many_owned(cores)
            .await
            .unwrap();
        let waiting: Vec<_> = (0..MOST_WAITING)
            .map(|_| {
                let hasher = hasher.clone();
                tokio::spawn(async move { hasher.verify(secret("x"), None).await })
            })
            .collect();
        while hasher.waiting.load(Ordering::Relaxed) < MOST_WAITING {
            tokio::task::yield_now().await;
        }
        let refused = hasher.verify(secret("x"), None).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::TooMany);
        drop(all);
        for one in waiting {
            assert!(!one.await.unwrap().unwrap());
        }
        assert_eq!(hasher.waiting.load(Ordering::Relaxed), 0);
    }

    #[test]
    fn what_is_tried_first_is_refused_and_four_words_are_not() {
        let why = |text: &str| {
            check(&secret(text), &["ana.ruiz@example.org", "Ana Ruiz"])
                .err()?
                .why()
        };
        assert_eq!(why("short"), Some(Why::TooShort));
        assert_eq!(why(&"x".repeat(257)), Some(Why::TooLong));
        // The first of every published list that are long enough.
        for common in [
            "123456789012",
            "passwordpassword",
            "qwertyuiop123",
            "aaaaaaaaaaaa",
            "iloveyou1234",
            "anaruiz12345",
        ] {
            assert_eq!(why(common), Some(Why::TooCommon), "{common}");
        }
        assert_eq!(why("quiet lamp orbit mustard"), None);
        assert_eq!(why("ñandú-lágrima-óxido"), None);
        assert_eq!(why(&"quiet lamp orbit mustard ".repeat(10)), None);
    }
}
