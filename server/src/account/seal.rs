//! What is sealed under the key of the installation: second factors as they are kept, and the keys that browsers are handed.

use base64::{Engine, engine::general_purpose::STANDARD};
use shared::{api::ApiError, id::ActorId};
use uuid::Uuid;

use super::{Installation, keys::Purpose};
use crate::store::StoreError;

/// Bytes of a secret that is not sealed, as earlier versions kept them. A sealed one has more.
const OPEN: usize = 20;

impl Installation {
    /// The keys by which the browser of somebody seals what it keeps. They can be derived again, and are not kept anywhere.
    pub(crate) fn keys_of_browser(&self, whose: ActorId) -> Option<app::kept::Keys> {
        let keys = self.keys().ok()?.of_browser(whose);
        let keys: Vec<String> = keys.iter().map(|key| STANDARD.encode(key)).collect();
        Some(app::kept::Keys(keys.join(" ")))
    }

    pub(super) fn sealed_second_factor(
        &self,
        account: Uuid,
        secret: &[u8],
    ) -> Result<Vec<u8>, ApiError> {
        self.keys()?.seal(Purpose::SecondFactor, account, secret)
    }

    /// The secret of an account's second factor; `None` where it was sealed under a key that is not here.
    pub(super) fn opened_second_factor(
        &self,
        account: Uuid,
        kept: &[u8],
    ) -> Result<Option<Vec<u8>>, ApiError> {
        let opened = self.keys()?.open(Purpose::SecondFactor, account, kept);
        if opened.is_none() {
            tracing::error!(
                %account,
                "a second factor was sealed under another key: put that key back, or take the factor away with `puente user reset \
                 --second-factor`"
            );
        }
        Ok(opened)
    }

    /// Seals every second factor under the newest key: those that are not sealed yet, and those of the key before. How many there were.
    /// What no key reads stays as it is.
    ///
    /// # Errors
    /// The store failed, or the system draws no random numbers.
    pub async fn seal_second_factors(&self) -> Result<usize, ApiError> {
        let mut write = self.store().write().await?;
        let mut sealed = 0;
        for column in ["totp", "totp_waiting"] {
            let statement = format!("SELECT id, {column} FROM account WHERE {column} IS NOT NULL");
            let rows: Vec<(Uuid, Vec<u8>)> = sqlx::query_as(sqlx::AssertSqlSafe(statement))
                .fetch_all(&mut *write)
                .await
                .map_err(StoreError::from)?;
            for (account, kept) in rows {
                let secret = if kept.len() == OPEN {
                    Some(kept)
                } else if self
                    .keys()?
                    .is_newest(Purpose::SecondFactor, account, &kept)
                {
                    continue;
                } else {
                    self.opened_second_factor(account, &kept)?
                };
                let Some(secret) = secret else { continue };
                let anew = self.sealed_second_factor(account, &secret)?;
                let statement = format!("UPDATE account SET {column} = $2 WHERE id = $1");
                sqlx::query(sqlx::AssertSqlSafe(statement))
                    .bind(account)
                    .bind(anew)
                    .execute(&mut *write)
                    .await
                    .map_err(StoreError::from)?;
                sealed += 1;
            }
        }
        write.commit().await.map_err(StoreError::from)?;
        Ok(sealed)
    }
}
