//! Signing in by a provider of identities: away to it, and back with a code.
//!
//! What has to come back is bound to the browser that left by a cookie of its own, so that nobody is signed in by a link that somebody
//! else began. Whom the provider vouches for comes in by the account that it vouched for before, by an account of the same address if
//! the provider knows that the address is theirs, or by an invitation to that address. Nobody becomes a member by the provider alone.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use shared::{
    api::{ApiError, AuditKind, ErrorCode, Secret},
    id::{InvitationId, WorkspaceId},
};
use uuid::Uuid;

use super::{
    Came, Installation, MOST_NAME,
    audit::Deed,
    email::Email,
    entrance::{Account, Begun, by_email, by_id, make_member},
    known::{departments_read, role_read},
    name,
    provider::Person,
    secret::{self, Fingerprint, fingerprint},
};
use crate::store::{StoreError, Write};

/// How long somebody may take at the provider, in milliseconds.
const PATIENCE: i64 = 10 * 60_000;
/// Who may be away at once.
const MOST: usize = 10_000;

/// Who is away at the provider.
#[derive(Default)]
pub(super) struct Away(Mutex<HashMap<Fingerprint, Waiting>>);

struct Waiting {
    cookie: Fingerprint,
    nonce: String,
    verifier: String,
    next: String,
    since: i64,
}

impl Away {
    fn leave(&self, state: &str, waiting: Waiting) {
        let mut away = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = waiting.since;
        if away.len() >= MOST {
            away.retain(|_, one| counts(one, now));
        }
        if away.len() >= MOST {
            away.clear();
        }
        away.insert(fingerprint(state), waiting);
    }

    /// Whoever left with this state and comes back with the cookie that they left with; once.
    fn back(&self, state: &str, cookie: &str, now: i64) -> Option<Waiting> {
        let mut away = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = away.remove(&fingerprint(state))?;
        (waiting.cookie == fingerprint(cookie) && counts(&waiting, now)).then_some(waiting)
    }
}

/// Also where the clock was set back meanwhile.
fn counts(waiting: &Waiting, now: i64) -> bool {
    (0..PATIENCE).contains(&now.saturating_sub(waiting.since))
}

/// Where a browser goes, and the cookie that it takes along.
pub(crate) struct Leaving {
    pub(crate) url: String,
    pub(crate) cookie: Secret,
}

/// Why somebody who came back did not come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotIn {
    /// It was begun elsewhere, too long ago, or given up at the provider.
    Over,
    /// The provider cannot be reached, or what it says cannot be trusted.
    Provider,
    /// The provider vouches for somebody whom nobody invited.
    Unknown,
}

impl NotIn {
    /// Its name in the address of the page that says it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Over => "over",
            Self::Provider => "provider",
            Self::Unknown => "unknown",
        }
    }
}

impl Installation {
    /// Sends a browser to the provider; `next` is where it goes when it is back.
    ///
    /// # Errors
    /// There is no provider, or it cannot be reached.
    pub(crate) async fn leave_for_provider(&self, next: &str) -> Result<Leaving, NotIn> {
        let provider = self.provider().ok_or(NotIn::Provider)?;
        let begun = provider.begin().await.map_err(|error| {
            tracing::warn!(%error, "the identity provider cannot be asked");
            NotIn::Provider
        })?;
        let (cookie, kept) = secret::fresh().map_err(|_| NotIn::Provider)?;
        let waiting = Waiting {
            cookie: kept,
            nonce: begun.nonce,
            verifier: begun.verifier,
            next: own_path(next).to_owned(),
            since: self.now(),
        };
        self.away().leave(&begun.state, waiting);
        Ok(Leaving {
            url: begun.url,
            cookie,
        })
    }

    /// Signs in whom the provider vouches for: the session, and where to go.
    ///
    /// # Errors
    /// See [`NotIn`].
    pub(crate) async fn back_from_provider(
        &self,
        came: &Came,
        state: &str,
        cookie: &str,
        code: &str,
    ) -> Result<(Begun, String), NotIn> {
        let provider = self.provider().ok_or(NotIn::Provider)?;
        let waiting = self.away().back(state, cookie, self.now());
        let waiting = waiting.ok_or(NotIn::Over)?;
        let person = provider.finish(code, &waiting.nonce, &waiting.verifier);
        let person = person.await.map_err(|error| {
            tracing::warn!(%error, "whom the identity provider vouches for cannot be known");
            NotIn::Provider
        })?;
        let begun = self.vouched_for(came, &person).await;
        let begun = begun.map_err(|error| {
            tracing::info!(%error, "whom the identity provider vouches for was not let in");
            match error.code {
                ErrorCode::StoreUnavailable | ErrorCode::Internal => NotIn::Provider,
                _ => NotIn::Unknown,
            }
        })?;
        self.forget();
        Ok((begun, waiting.next))
    }

    async fn vouched_for(&self, came: &Came, person: &Person) -> Result<Begun, ApiError> {
        let mut write = self.store().write().await?;
        let known: Option<Uuid> =
            sqlx::query_scalar("SELECT id FROM account WHERE issuer = $1 AND subject = $2")
                .bind(&person.issuer)
                .bind(&person.subject)
                .fetch_optional(&mut *write)
                .await
                .map_err(StoreError::from)?;
        let account = match known {
            Some(id) => by_id(&mut write, id).await?,
            None if person.email_verified => self.by_address(&mut write, came, person).await?,
            // Whoever says an address that the provider does not know to be theirs opens no account by it.
            None => None,
        };
        let account = account.ok_or_else(|| ApiError::new(ErrorCode::Forbidden))?;
        let begun = self
            .come_in(&mut write, came, &account, AuditKind::SignedIn)
            .await?;
        write.commit().await.map_err(StoreError::from)?;
        Ok(begun)
    }

    /// The account of an address that the provider vouches for, by itself or by an invitation.
    async fn by_address(
        &self,
        write: &mut Write,
        came: &Came,
        person: &Person,
    ) -> Result<Option<Account>, ApiError> {
        let email = Email::parse(&person.email)?;
        let now = self.now();
        type Row = (Uuid, Uuid, String, bool, String);
        let invitations: Vec<Row> = sqlx::query_as(
            "SELECT workspace, id, role, people, departments FROM invitation
             WHERE email_key = $1 AND ends_at > $2 AND created_at <= $2 + 300000",
        )
        .bind(&email.key)
        .bind(now)
        .fetch_all(&mut **write)
        .await
        .map_err(StoreError::from)?;
        let account = match by_email(write, &email).await? {
            Some(account) => account,
            None if invitations.is_empty() => return Ok(None),
            None => {
                let said = person.name.as_deref().unwrap_or(&email.shown);
                let called = name(said, "name", MOST_NAME).unwrap_or_else(|_| email.shown.clone());
                self.make_account(write, &called, &email, None).await?
            }
        };
        for (workspace, id, role, people, departments) in invitations {
            let (at, departments) = (WorkspaceId::new(workspace), departments_read(&departments)?);
            let made = make_member(
                write,
                at,
                account.id,
                role_read(&role)?,
                people,
                &departments,
                now,
            );
            match made.await {
                Ok(()) | Err(StoreError::Exists { .. }) => {}
                Err(error) => return Err(error.into()),
            }
            sqlx::query("DELETE FROM invitation WHERE workspace = $1 AND id = $2")
                .bind(workspace)
                .bind(id)
                .execute(&mut **write)
                .await
                .map_err(StoreError::from)?;
            let accepted = Deed::new(AuditKind::InvitationAccepted)
                .by(account.actor())
                .at(at)
                .about("invitation", InvitationId::new(id))
                .about("role", role);
            accepted.keep(write, came, now).await?;
        }
        // An account that another identity opens keeps that one.
        sqlx::query(
            "UPDATE account SET issuer = $2, subject = $3 WHERE id = $1 AND subject IS NULL",
        )
        .bind(account.id)
        .bind(&person.issuer)
        .bind(&person.subject)
        .execute(&mut **write)
        .await
        .map_err(StoreError::from)?;
        let ours: bool =
            sqlx::query_scalar("SELECT issuer = $2 AND subject = $3 FROM account WHERE id = $1")
                .bind(account.id)
                .bind(&person.issuer)
                .bind(&person.subject)
                .fetch_one(&mut **write)
                .await
                .map_err(StoreError::from)?;
        Ok(ours.then_some(account))
    }
}

/// A page of ours, from the root; anything else is the first page.
pub(crate) fn own_path(next: &str) -> &str {
    let ours = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains('\\')
        && !next.chars().any(char::is_control);
    if ours { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting(cookie: &str, since: i64) -> Waiting {
        Waiting {
            cookie: fingerprint(cookie),
            nonce: String::new(),
            verifier: String::new(),
            next: "/".to_owned(),
            since,
        }
    }

    #[test]
    fn whoever_comes_back_is_whoever_left_and_comes_back_once() {
        let away = Away::default();
        away.leave("state", waiting("mine", 0));
        assert!(away.back("state", "another's", 1).is_none());
        assert!(
            away.back("state", "mine", 1).is_none(),
            "spoilt by the one who tried"
        );
        away.leave("state", waiting("mine", 0));
        assert!(away.back("other", "mine", 1).is_none());
        assert!(away.back("state", "mine", 1).is_some());
        assert!(away.back("state", "mine", 1).is_none());
    }

    #[test]
    fn nobody_stays_away_for_longer_than_ten_minutes_or_comes_back_before_leaving() {
        let away = Away::default();
        for (at, back) in [(PATIENCE - 1, true), (PATIENCE, false), (-1, false)] {
            away.leave("state", waiting("mine", 0));
            assert_eq!(away.back("state", "mine", at).is_some(), back, "{at}");
        }
    }

    #[test]
    fn only_pages_of_ours_are_gone_to() {
        assert_eq!(
            own_path("/metrics?from=2026-01-01"),
            "/metrics?from=2026-01-01"
        );
        for foreign in [
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "",
            "x",
            "/a\nb",
        ] {
            assert_eq!(own_path(foreign), "/", "{foreign:?}");
        }
    }
}
