//! Deleting a record on purpose: every version of it goes, the tallies follow, and a tombstone stays.

use shared::tally::{AnyTally, Counting, Counts, ItemTally, Tally};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::{
    answers, batch,
    intern::{self, Sets},
    rollup::{self, Countings},
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
    let imports = [(Some(version.batch), false), (version.replaced_by, true)];
    for (batch, adds) in imports
        .into_iter()
        .filter_map(|(batch, adds)| Some((batch?, adds)))
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
                let place = (batch, list, item, version.day, group);
                let counting = countings.get(&item).copied().unwrap_or(Counting::Rating);
                let by = ItemTally::one(counting, value, counts);
                change(db, workspace, place, &by, adds).await?;
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

/// Adds to, or takes from, one stored tally.
async fn change(
    db: &mut SqliteConnection,
    workspace: Uuid,
    (batch, list, item, day, group): (i64, i64, i64, i32, i64),
    by: &ItemTally,
    adds: bool,
) -> Result<(), StoreError> {
    let stored: Option<String> = sqlx::query_scalar(
        "SELECT tally FROM rollup WHERE workspace = $1 AND batch = $2 AND list = $3 AND item = $4
         AND day = $5 AND dimension_set = $6",
    )
    .bind(workspace)
    .bind(batch)
    .bind(list)
    .bind(item)
    .bind(day)
    .bind(group)
    .fetch_optional(&mut *db)
    .await?;
    let mut tally = match stored
        .as_deref()
        .map(AnyTally::from_json)
        .transpose()
        .map_err(StoreError::tally)?
    {
        None => ItemTally::default(),
        Some(tally) => ItemTally::try_from(tally).map_err(StoreError::damaged)?,
    };
    if adds {
        tally.merge(by);
    } else {
        tally.retract(by);
    }
    let text = AnyTally::from(tally)
        .to_json()
        .map_err(StoreError::damaged)?;
    sqlx::query(
        "INSERT INTO rollup (workspace, batch, list, item, day, dimension_set, tally)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (workspace, batch, list, item, day, dimension_set) DO UPDATE SET tally = excluded.tally",
    )
    .bind(workspace)
    .bind(batch)
    .bind(list)
    .bind(item)
    .bind(day)
    .bind(group)
    .bind(text)
    .execute(db)
    .await?;
    Ok(())
}
