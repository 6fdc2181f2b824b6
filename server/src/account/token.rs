//! Tokens of programs: what they come in with instead of a person's password.

use shared::{
    access::{Action, Resource, Scope},
    api::{ApiError, AuditKind, MadeToken, NewToken, Secret, TokenSeen, WorkspaceName},
    id::{TokenId, WorkspaceId},
    log::Timestamp,
};
use uuid::Uuid;

use super::{
    Installation, MOST_NAME,
    audit::Deed,
    name, out_of_range,
    secret::{self, fingerprint},
};
use crate::{
    http::Asker,
    service::{allowed, not_found},
    store::StoreError,
};

const DAY: i64 = 24 * 60 * 60 * 1_000;
const MOST_DAYS: u32 = 366;
/// Tokens of one account that count at once.
const MOST: u32 = 50;
/// How long a token that is over is shown, in milliseconds.
const SHOWN: i64 = 30 * DAY;
/// What a token begins with, so that it is known for one where it should not be.
const PREFIX: &str = "puente_";

impl Installation {
    /// Makes a token for the workspace that one is in. It is shown this once.
    ///
    /// # Errors
    /// Not allowed; a name, a number of days or of tokens that will not do; the store failed.
    pub(crate) async fn make_token(
        &self,
        asker: &Asker,
        wish: NewToken,
    ) -> Result<MadeToken, ApiError> {
        let account = asker.actor.id;
        allowed(&asker.actor, Action::Edit, Resource::Account(account))?;
        let name = name(&wish.name, "name", MOST_NAME)?;
        if !(1..=MOST_DAYS).contains(&wish.days) {
            return Err(out_of_range("days", 1, MOST_DAYS));
        }
        let token = Secret(format!("{PREFIX}{}", secret::fresh()?.0.0));
        let now = self.now();
        let kept = TokenSeen {
            id: TokenId::new(Uuid::now_v7()),
            name,
            scope: wish.scope,
            workspace: asker
                .me
                .workspace
                .clone()
                .ok_or_else(|| not_found("workspace"))?,
            since: Timestamp(now),
            ends: Timestamp(now.saturating_add(i64::from(wish.days) * DAY)),
            used: None,
        };
        let mut write = self.store().write().await?;
        let there: u32 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM api_token WHERE account = $1 AND ends_at > $2",
        )
        .bind(account.uuid())
        .bind(now)
        .fetch_one(&mut *write)
        .await
        .map_err(StoreError::from)?;
        if there >= MOST {
            return Err(out_of_range("tokens", 0, MOST));
        }
        sqlx::query(
            "INSERT INTO api_token (id, fingerprint, account, workspace, name, scope, created_at, ends_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(kept.id.uuid())
        .bind(fingerprint(&token.0).as_slice())
        .bind(account.uuid())
        .bind(asker.services.store().workspace_id())
        .bind(&kept.name)
        .bind(kept.scope.name())
        .bind(now)
        .bind(kept.ends.0)
        .execute(&mut *write)
        .await
        .map_err(StoreError::from)?;
        let deed = Deed::of(asker, AuditKind::TokenMade)
            .about("token", kept.id)
            .about("scope", kept.scope.name());
        deed.keep(&mut write, &asker.came, now).await?;
        write.commit().await.map_err(StoreError::from)?;
        Ok(MadeToken { token, kept })
    }

    /// Revokes a token.
    ///
    /// # Errors
    /// Not allowed, not one's own, or the store failed.
    pub(crate) async fn revoke_token(&self, asker: &Asker, token: TokenId) -> Result<(), ApiError> {
        let account = asker.actor.id;
        allowed(&asker.actor, Action::Edit, Resource::Account(account))?;
        let mut write = self.store().write().await?;
        let gone = sqlx::query("DELETE FROM api_token WHERE id = $1 AND account = $2")
            .bind(token.uuid())
            .bind(account.uuid())
            .execute(&mut *write)
            .await
            .map_err(StoreError::from)?;
        if gone.rows_affected() == 0 {
            return Err(not_found("token"));
        }
        let deed = Deed::of(asker, AuditKind::TokenRevoked).about("token", token);
        deed.keep(&mut write, &asker.came, self.now()).await?;
        write.commit().await.map_err(StoreError::from)?;
        self.forget();
        Ok(())
    }

    /// The tokens of an account.
    pub(super) async fn tokens_of(&self, account: Uuid) -> Result<Vec<TokenSeen>, StoreError> {
        type Row = (Uuid, String, String, Uuid, String, i64, i64, Option<i64>);
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT t.id, t.name, t.scope, t.workspace, w.name, t.created_at, t.ends_at, t.used_at
             FROM api_token t JOIN workspace w ON w.id = t.workspace
             WHERE t.account = $1 AND t.ends_at > $2 ORDER BY t.created_at DESC, t.id DESC",
        )
        .bind(account)
        .bind(self.now().saturating_sub(SHOWN))
        .fetch_all(self.store().readers())
        .await?;
        let mut tokens = Vec::with_capacity(rows.len());
        for (id, name, scope, workspace, workspace_name, since, ends, used) in rows {
            let scope = Scope::named(&scope)
                .ok_or_else(|| StoreError::damaged(format!("a scope {scope:?}")))?;
            tokens.push(TokenSeen {
                id: TokenId::new(id),
                name,
                scope,
                workspace: WorkspaceName {
                    id: WorkspaceId::new(workspace),
                    name: workspace_name,
                },
                since: Timestamp(since),
                ends: Timestamp(ends),
                used: used.map(Timestamp),
            });
        }
        Ok(tokens)
    }
}
