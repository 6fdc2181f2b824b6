//! What people in threads are called.

use std::collections::{BTreeMap, BTreeSet};

use shared::{api::Thread, comment::mentioned, id::ActorId};
use sqlx::SqliteConnection;
use uuid::Uuid;

use crate::store::StoreError;

/// Somebody of the workspace: a member, somebody who was one, or a guest.
const NAME: &str = "SELECT name FROM account WHERE id = $2 UNION ALL SELECT name FROM guest WHERE workspace = $1 AND id = $2 LIMIT 1";
const HERE: &str = "SELECT EXISTS (SELECT 1 FROM member WHERE workspace = $1 AND account = $2)
    OR EXISTS (SELECT 1 FROM guest WHERE workspace = $1 AND id = $2 AND name IS NOT NULL)";

/// The names of those who wrote in these threads, settled them or are mentioned there.
pub(super) async fn of(
    reader: &mut SqliteConnection,
    workspace: Uuid,
    threads: &[Thread],
) -> Result<BTreeMap<ActorId, String>, StoreError> {
    let mut people = BTreeSet::new();
    for thread in threads {
        people.extend(thread.resolved.map(|resolved| resolved.by));
        for comment in &thread.comments {
            people.insert(comment.by);
            people.extend(comment.text.as_deref().map(mentioned).unwrap_or_default());
        }
    }
    let mut names = BTreeMap::new();
    for who in people {
        let name: Option<Option<String>> = sqlx::query_scalar(NAME)
            .bind(workspace)
            .bind(who.uuid())
            .fetch_optional(&mut *reader)
            .await?;
        if let Some(name) = name.flatten() {
            names.insert(who, name);
        }
    }
    Ok(names)
}

/// Whether all of these are people of the workspace.
pub(super) async fn all_here(
    reader: &mut SqliteConnection,
    workspace: Uuid,
    people: &BTreeSet<ActorId>,
) -> Result<bool, StoreError> {
    for who in people {
        let here: bool = sqlx::query_scalar(HERE)
            .bind(workspace)
            .bind(who.uuid())
            .fetch_one(&mut *reader)
            .await?;
        if !here {
            return Ok(false);
        }
    }
    Ok(true)
}
