//! Deleting a record on purpose: every version of it goes, the tallies follow, and a tombstone stays.

use shared::tally::{Counting, Counts, ItemTally};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::{
    answers, batch,
    intern::{self, Sets},
    rollup::{self, Countings, Sign},
};
use crate::{
    clock,
    store::{Store, StoreError},
};

/// One version of the record.
#[derive(sqlx::FromRow)]
struct Version {
    key: i64,
    day: i32,
    weight: i64,
    weight_squared: i64,
    dimension_set: i64,
    batch: i64,
    replaced_by: Option<i64>,
    answers: String,
}

/// Deletes the record with this id. `None`: there is none.
pub(crate) async fn forget(
    store: &Store,
    source: &str,
    id: &str,
) -> Result<Option<()>, StoreError> {
    let workspace = store.workspace_id();
    let mut write = store.write().await?;
    if batch::other_loading(&mut write, workspace).await?.is_some() {
        return Err(StoreError::Busy);
    }
    let Some(source) = intern::find_source(&mut write, workspace, source).await? else {
        return Ok(None);
    };
    let versions: Vec<Version> = sqlx::query_as(
        "SELECT key, day, weight, weight_squared, dimension_set, batch, replaced_by, answers FROM record
         WHERE workspace = $1 AND source = $2 AND external_id = $3",
    )
    .bind(workspace)
    .bind(source)
    .bind(id)
    .fetch_all(&mut *write)
    .await?;
    if versions.is_empty() {
        return Ok(None);
    }
    let mut sets = Sets::load(&mut write, workspace).await?;
    let countings = rollup::countings(&mut write, workspace).await?;
    for version in &versions {
        forget_version(&mut write, workspace, version, (&mut sets, &countings)).await?;
    }
    sets.save(&mut write, workspace).await?;
    sqlx::query(
        "INSERT INTO tombstone (workspace, source, external_id, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (workspace, source, external_id) DO NOTHING",
    )
    .bind(workspace)
    .bind(source)
    .bind(id)
    .bind(clock::milliseconds())
    .execute(&mut *write)
    .await?;
    write.commit().await?;
    Ok(Some(()))
}

async fn forget_version(
    db: &mut SqliteConnection,
    workspace: Uuid,
    version: &Version,
    (sets, countings): (&mut Sets, &Countings),
) -> Result<(), StoreError> {
    let answers = answers::parse(&version.answers)?;
    // The import that brought it added it; the one that replaced it took it away.
    let imports = [
        (Some(version.batch), Sign::Retract),
        (version.replaced_by, Sign::Add),
    ];
    for (batch, sign) in imports
        .into_iter()
        .filter_map(|(batch, sign)| Some((batch?, sign)))
    {
        let kept: Vec<(i64, String)> = sqlx::query_as(
            "SELECT kept.list, list.dimensions FROM rollup_kept AS kept
             JOIN rollup_list AS list ON list.workspace = kept.workspace AND list.key = kept.list
             WHERE kept.workspace = $1 AND kept.batch = $2 ORDER BY kept.list",
        )
        .bind(workspace)
        .bind(batch)
        .fetch_all(&mut *db)
        .await?;
        for (list, names) in kept {
            let names = intern::parse_list(&names)?;
            let group = sets.group(version.dimension_set, &names)?;
            for &(item, value) in &answers {
                let counts = Counts {
                    n: 1,
                    weight: version.weight,
                    weight_squared: version.weight_squared,
                };
                let place = (list, item, version.day, group);
                let counting = countings.get(&item).copied().unwrap_or(Counting::Rating);
                let by = ItemTally::one(counting, value, counts);
                rollup::change(db, workspace, batch, place, &by, sign).await?;
            }
        }
    }
    sqlx::query("DELETE FROM record WHERE workspace = $1 AND key = $2")
        .bind(workspace)
        .bind(version.key)
        .execute(&mut *db)
        .await?;
    Ok(())
}
