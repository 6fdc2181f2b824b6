//! What is over is cleared away: sessions, links, and after a while the names of guests.

use super::{Installation, session};
use crate::store::StoreError;

/// How long what is over is kept for those who look after it, in milliseconds.
const KEPT: i64 = 30 * 24 * 60 * 60 * 1_000;

impl Installation {
    /// Clears away what is over: how much it was.
    ///
    /// # Errors
    /// The store failed; nothing was cleared away then.
    pub async fn tidy(&self) -> Result<u64, StoreError> {
        let now = self.now();
        let mut write = self.store().write().await?;
        let mut gone = 0;
        for (statement, before) in [
            ("DELETE FROM session WHERE ends_at <= $1", now),
            ("DELETE FROM session WHERE guest IS NULL AND seen_at <= $1", now.saturating_sub(session::IDLE)),
            ("DELETE FROM session WHERE guest IS NOT NULL AND seen_at <= $1", now.saturating_sub(session::GUEST_IDLE)),
            ("DELETE FROM entrance_link WHERE ends_at <= $1", now),
            ("DELETE FROM invitation WHERE ends_at <= $1", now.saturating_sub(KEPT)),
            ("DELETE FROM api_token WHERE ends_at <= $1", now.saturating_sub(KEPT)),
            (
                "UPDATE guest SET name = NULL WHERE name IS NOT NULL AND EXISTS (SELECT 1 FROM guest_link l
                 WHERE l.workspace = guest.workspace AND l.id = guest.link AND l.ends_at <= $1)",
                now.saturating_sub(KEPT),
            ),
        ] {
            let done = sqlx::query(statement).bind(before).execute(&mut *write).await?;
            gone += done.rows_affected();
        }
        write.commit().await?;
        Ok(gone)
    }
}
