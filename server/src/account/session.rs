//! Sessions of browsers: kept here, told to the browser by a cookie that no script can read.

use shared::{
    api::{ApiError, Secret},
    id::{SessionId, WorkspaceId},
};
use uuid::Uuid;

use super::{Came, secret};
use crate::store::{StoreError, Write};

const DAY: i64 = 24 * 60 * 60 * 1_000;
/// A session that is not used for so long is over, in milliseconds.
pub(super) const IDLE: i64 = 3 * DAY;
/// Also one that is used is over after so long.
pub(super) const LONGEST: i64 = 30 * DAY;
/// The same for guests, who leave when the workshop is over; never longer than their link.
pub(super) const GUEST_IDLE: i64 = DAY / 2;
/// Sessions of one account: the one that was used longest ago makes room.
const MOST: i64 = 50;
/// Characters that are kept of what a browser says it is.
const AGENT: usize = 200;

/// The name of the cookie. With the prefix, browsers take it over encrypted connections only, and from this host alone (RFC 6265bis).
pub(crate) const fn cookie_name(secure: bool) -> &'static str {
    if secure {
        "__Host-puente_session"
    } else {
        "puente_session"
    }
}

/// The cookie that begins a session, or ends it.
pub(crate) fn cookie(secure: bool, secret: Option<&Secret>) -> String {
    let name = cookie_name(secure);
    let flag = if secure { "; Secure" } else { "" };
    match secret {
        Some(Secret(secret)) => {
            let seconds = LONGEST / 1_000;
            format!("{name}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{flag}")
        }
        None => format!("{name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{flag}"),
    }
}

/// Who a session is for.
#[derive(Debug, Clone, Copy)]
pub(super) enum For {
    Account(Uuid),
    Guest(Uuid),
}

/// Begins a session; the one that the browser had ends.
///
/// # Errors
/// The store failed.
pub(super) async fn begin(
    write: &mut Write,
    whose: For,
    workspace: WorkspaceId,
    came: &Came,
    now: i64,
    ends: i64,
) -> Result<Secret, ApiError> {
    let (secret, fingerprint) = secret::fresh()?;
    if let Some(before) = came.cookie {
        end_by_cookie(write, &before).await?;
    }
    let (account, guest) = match whose {
        For::Account(account) => (Some(account), None),
        For::Guest(guest) => (None, Some(guest)),
    };
    let agent: String = came
        .agent
        .chars()
        .filter(|c| !c.is_control())
        .take(AGENT)
        .collect();
    sqlx::query(
        "INSERT INTO session (id, fingerprint, account, guest, workspace, agent, address, created_at, seen_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)",
    )
    .bind(Uuid::now_v7())
    .bind(fingerprint.as_slice())
    .bind(account)
    .bind(guest)
    .bind(workspace.uuid())
    .bind(agent)
    .bind(&came.address)
    .bind(now)
    .bind(ends)
    .execute(&mut **write)
    .await
    .map_err(StoreError::from)?;
    if let Some(account) = account {
        sqlx::query(
            "DELETE FROM session WHERE account = $1 AND id NOT IN
             (SELECT id FROM session WHERE account = $1 ORDER BY seen_at DESC, id DESC LIMIT $2)",
        )
        .bind(account)
        .bind(MOST)
        .execute(&mut **write)
        .await
        .map_err(StoreError::from)?;
    }
    Ok(secret)
}

/// Ends the session of a cookie; whether there was one.
pub(super) async fn end_by_cookie(
    write: &mut Write,
    cookie: &secret::Fingerprint,
) -> Result<bool, StoreError> {
    let ended = sqlx::query("DELETE FROM session WHERE fingerprint = $1")
        .bind(cookie.as_slice())
        .execute(&mut **write)
        .await?;
    Ok(ended.rows_affected() > 0)
}

/// Ends all sessions of an account, but for one.
pub(super) async fn end_all(
    write: &mut Write,
    account: Uuid,
    but: Option<SessionId>,
) -> Result<u64, StoreError> {
    let ended = sqlx::query("DELETE FROM session WHERE account = $1 AND ($2 IS NULL OR id <> $2)")
        .bind(account)
        .bind(but.map(SessionId::uuid))
        .execute(&mut **write)
        .await?;
    Ok(ended.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_script_reads_the_cookie_and_no_other_site_sends_it() {
        let secret = Secret("abc".to_owned());
        let open = cookie(false, Some(&secret));
        assert_eq!(
            open,
            "puente_session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000"
        );
        let secure = cookie(true, Some(&secret));
        assert!(
            secure.starts_with("__Host-puente_session=abc; Path=/; "),
            "{secure}"
        );
        assert!(
            secure.ends_with("; Secure") && !secure.contains("Domain"),
            "{secure}"
        );
        assert!(cookie(true, None).contains("Max-Age=0"));
    }
}
