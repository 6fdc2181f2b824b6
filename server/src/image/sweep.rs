//! Removing images that nothing refers to any more.
//!
//! Logs keep their history, and whatever is in it can be undone, restored and looked at again; so an image stays as long as any
//! entry of a log that is there names it. Entries never change: each is looked through once, and what it names stands in a table.
//! A sweep therefore costs what was written since the last one, and a look at the table's index; the first one over an older
//! database reads every entry once.

use std::collections::BTreeSet;

use shared::{
    access::{Action, Actor, Resource},
    api::ApiError,
    image::ImageHash,
};
use uuid::Uuid;

use crate::{
    clock,
    service::{Services, allowed, detached},
    store::{Store, StoreError},
};

/// How long an image that nothing names is kept, in milliseconds: it is sent before the edit that names it.
pub const WAITS: i64 = 24 * 60 * 60 * 1_000;
/// Entries that are looked through at once.
const ENTRIES: i64 = 100;
/// Images that one transaction removes: others who write wait for it.
const IMAGES: i64 = 50;

/// What a sweep removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Images.
    pub images: u64,
    /// Their bytes, with those of their thumbnails.
    pub bytes: u64,
}

impl Services {
    /// Removes the images that were sent a day before `now` (milliseconds since 1970) or earlier and that no entry of any log names.
    ///
    /// # Errors
    /// Not allowed, or the store failed. What was removed until then is gone; nothing else is.
    pub async fn sweep_images(&self, actor: &Actor, now: i64) -> Result<Swept, ApiError> {
        allowed(actor, Action::Delete, Resource::Images)?;
        let store = self.store().clone();
        detached(async move { Ok(sweep(&store, now.saturating_sub(WAITS)).await?) }).await
    }
}

/// Sweeps, and says in the log what became of it.
pub(crate) async fn sweep_now(services: &Services) {
    let owner = services.owner();
    let swept = services.sweep_images(&owner, clock::milliseconds());
    match swept.await {
        Ok(Swept { images: 0, .. }) => {}
        Ok(Swept { images, bytes }) => {
            tracing::info!(images, bytes, "images that nothing refers to were removed");
        }
        Err(error) => {
            tracing::warn!(%error, "images that nothing refers to could not be removed");
        }
    }
}

const UNREAD: &str = "SELECT entry.log, entry.seq, entry.changes FROM log
    JOIN log_entry entry ON entry.workspace = log.workspace AND entry.log = log.id AND entry.seq > log.images_seq
    WHERE log.workspace = $1 AND log.images_seq < log.head_seq ORDER BY log.id, entry.seq LIMIT $2";
const NAMED: &str =
    "INSERT INTO image_use (workspace, log, hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
const READ: &str =
    "UPDATE log SET images_seq = $3 WHERE workspace = $1 AND id = $2 AND images_seq < $3";
const BEHIND: &str =
    "SELECT id FROM log WHERE workspace = $1 AND images_seq < head_seq ORDER BY id LIMIT 1";
const REMOVE: &str = "DELETE FROM image WHERE workspace = $1 AND hash IN (
        SELECT hash FROM image WHERE workspace = $1 AND created_at <= $2
        AND hash NOT IN (SELECT hash FROM image_use WHERE workspace = $1) LIMIT $3
    ) RETURNING bytes";

async fn sweep(store: &Store, before: i64) -> Result<Swept, StoreError> {
    let mut swept = Swept::default();
    loop {
        while look_through(store).await? {}
        let mut write = store.write().await?;
        // Nobody else writes now: an entry that came meanwhile is looked through first.
        let behind: Option<Uuid> = sqlx::query_scalar(BEHIND)
            .bind(store.workspace_id())
            .fetch_optional(&mut *write)
            .await?;
        if behind.is_some() {
            continue;
        }
        let removed: Vec<i64> = sqlx::query_scalar(REMOVE)
            .bind(store.workspace_id())
            .bind(before)
            .bind(IMAGES)
            .fetch_all(&mut *write)
            .await?;
        write.commit().await?;
        swept.images += removed.len() as u64;
        swept.bytes += removed
            .iter()
            .map(|bytes| bytes.unsigned_abs())
            .sum::<u64>();
        if removed.is_empty() {
            return Ok(swept);
        }
    }
}

/// Notes what the next entries name that were not looked through yet; whether there were any.
async fn look_through(store: &Store) -> Result<bool, StoreError> {
    let workspace = store.workspace_id();
    // Outside the transaction, for entries never change.
    let entries: Vec<(Uuid, i64, String)> = sqlx::query_as(UNREAD)
        .bind(workspace)
        .bind(ENTRIES)
        .fetch_all(store.readers())
        .await?;
    if entries.is_empty() {
        let behind: Option<Uuid> = sqlx::query_scalar(BEHIND)
            .bind(workspace)
            .fetch_optional(store.readers())
            .await?;
        // What an entry named that is missing is not known: nothing is removed.
        return match behind {
            Some(log) => Err(StoreError::damaged(format!(
                "entries are missing in the log {log}"
            ))),
            None => Ok(false),
        };
    }
    let mut write = store.write().await?;
    for (log, _, changes) in &entries {
        for hash in named(changes) {
            sqlx::query(NAMED)
                .bind(workspace)
                .bind(log)
                .bind(hash.bytes().as_slice())
                .execute(&mut *write)
                .await?;
        }
    }
    for (at, (log, seq, _)) in entries.iter().enumerate() {
        // The last of each log says how far it was read.
        if entries.get(at + 1).is_none_or(|(next, ..)| next != log) {
            sqlx::query(READ)
                .bind(workspace)
                .bind(log)
                .bind(seq)
                .execute(&mut *write)
                .await?;
        }
    }
    write.commit().await?;
    Ok(true)
}

/// Whatever in an entry reads as the name of an image, in whichever field of whichever version: rather one kept too many.
fn named(changes: &str) -> BTreeSet<ImageHash> {
    let texts = changes.split('"').map(|text| text.trim_end_matches('\\'));
    texts
        .filter(|text| text.len() == 64)
        .filter_map(|text| text.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use sqlx::{Executor, SqlSafeStr};

    use super::*;

    // FIPS 180-2, appendix B.1: the digest of "abc".
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    async fn store() -> (tempfile::TempDir, Store) {
        let home = tempfile::tempdir().unwrap();
        let store = Store::open(&home.path().join("puente.db")).await.unwrap();
        (home, store)
    }

    #[tokio::test]
    async fn every_statement_can_be_prepared() {
        let (_home, store) = store().await;
        for statement in [UNREAD, NAMED, READ, BEHIND, REMOVE] {
            let prepared = store.readers().prepare(statement.into_sql_str()).await;
            assert!(prepared.is_ok(), "{statement}: {:?}", prepared.err());
        }
    }

    #[test]
    fn an_image_is_named_wherever_its_hash_stands_as_a_text_of_its_own() {
        let hash: ImageHash = ABC.parse().unwrap();
        let plain = format!(r#"[{{"type":"card_set","field":{{"image":{{"image":"{ABC}"}}}}}}]"#);
        let packed = format!(r#"["{{\"image\":\"{ABC}\"}}"]"#);
        for changes in [plain, packed] {
            assert_eq!(named(&changes), BTreeSet::from([hash]), "{changes}");
        }
        for other in ["", "[]", &format!("\"{ABC}0\""), &"\"x\"".repeat(64)] {
            assert_eq!(named(other), BTreeSet::new(), "{other}");
        }
    }

    #[tokio::test]
    async fn where_an_entry_is_missing_nothing_is_removed() {
        let (_home, store) = store().await;
        let mut write = store.write().await.unwrap();
        sqlx::query("INSERT INTO log (workspace, id, head_seq) VALUES ($1, $2, 1)")
            .bind(store.workspace_id())
            .bind(Uuid::now_v7())
            .execute(&mut *write)
            .await
            .unwrap();
        write.commit().await.unwrap();
        let refused = sweep(&store, i64::MAX).await.unwrap_err();
        assert!(matches!(refused, StoreError::Damaged { .. }), "{refused}");
    }
}
