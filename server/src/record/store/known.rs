//! What every question has to know beside tallies: items, sources, attribute tables, lists and live imports.
//!
//! Small, seldom changed, and asked for each time; so it stays in memory until one of them changes. Triggers count the
//! changes (migration 0011), and a question looks at the count in its own transaction: what it knows is what that
//! transaction sees. Dimension sets never change and are never removed, so those that were read stay read.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use sqlx::SqliteConnection;
use uuid::Uuid;

use super::{
    attributes::Attributes,
    intern::{self, Dimensions},
    reading::{self, Item, Selection},
    rows,
    sources::{self, Source},
};
use crate::store::{Store, StoreError};

/// Dimension sets kept in memory; when there are more, it begins anew.
const MOST_SETS: usize = 50_000;
/// Dimension sets looked up in one statement.
const SETS: usize = 100;

/// The memory of an open store.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    known: Mutex<Option<Arc<Known>>>,
    sets: Arc<Sets>,
}

/// Dimension sets that were read.
#[derive(Debug, Default)]
struct Sets {
    parsed: Mutex<HashMap<i64, Arc<Dimensions>>>,
    /// The names of the dimensions in the sets up to a key.
    names: Mutex<(BTreeSet<String>, i64)>,
}

/// An import that is seen.
#[derive(Debug)]
pub(crate) struct Live {
    pub(crate) batch: i64,
    pub(crate) source: i64,
    /// The lists that it keeps tallies for.
    pub(crate) lists: BTreeSet<i64>,
}

/// What a read transaction knows.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) workspace: Uuid,
    version: i64,
    pub(crate) items: Vec<Item>,
    /// By name.
    pub(crate) sources: Vec<Source>,
    pub(crate) attributes: Attributes,
    pub(super) live: Vec<Live>,
    /// Lists of dimensions by their text.
    lists: HashMap<String, i64>,
    /// By source, the names of the dimensions that its records carry.
    carried: Mutex<HashMap<i64, Arc<BTreeSet<String>>>>,
    /// By item, the last day on which it was counted.
    last_days: Mutex<HashMap<i64, Option<i32>>>,
    sets: Arc<Sets>,
}

impl Known {
    /// Grows whenever anything changes that metrics and scores are made of.
    pub(crate) fn version(&self) -> i64 {
        self.version
    }

    /// What the transaction of `db` sees.
    pub(crate) async fn of(
        store: &Store,
        db: &mut SqliteConnection,
    ) -> Result<Arc<Self>, StoreError> {
        let (workspace, memory) = (store.workspace_id(), store.memory());
        let version: i64 = sqlx::query_scalar("SELECT known FROM workspace WHERE id = $1")
            .bind(workspace)
            .fetch_one(&mut *db)
            .await?;
        let kept = held(&memory.known).clone();
        if let Some(known) = kept.filter(|known| known.version == version) {
            return Ok(known);
        }
        let known = Arc::new(Self::read(db, workspace, version, memory.sets.clone()).await?);
        let mut kept = held(&memory.known);
        // Another transaction may have seen more.
        if kept.as_ref().is_none_or(|kept| kept.version < version) {
            *kept = Some(known.clone());
        }
        Ok(known)
    }

    async fn read(
        db: &mut SqliteConnection,
        workspace: Uuid,
        version: i64,
        sets: Arc<Sets>,
    ) -> Result<Self, StoreError> {
        let lists: Vec<(String, i64)> =
            sqlx::query_as("SELECT dimensions, key FROM rollup_list WHERE workspace = $1")
                .bind(workspace)
                .fetch_all(&mut *db)
                .await?;
        Ok(Self {
            workspace,
            version,
            items: reading::items(db, workspace).await?,
            sources: sources::all(db, workspace).await?,
            attributes: Attributes::load(db, workspace).await?,
            live: live(db, workspace).await?,
            lists: lists.into_iter().collect(),
            carried: Mutex::default(),
            last_days: Mutex::default(),
            sets,
        })
    }

    /// The key of a list of dimensions, where tallies may be kept for it.
    pub(super) fn list(&self, names: &[String]) -> Result<Option<i64>, StoreError> {
        Ok(self.lists.get(&intern::list_text(names)?).copied())
    }

    /// The names of the dimensions that records carry.
    pub(crate) async fn carried(
        &self,
        db: &mut SqliteConnection,
    ) -> Result<BTreeSet<String>, StoreError> {
        let seen = held(&self.sets.names).1;
        let new: Vec<(i64, String)> = sqlx::query_as(
            "SELECT key, dimensions FROM dimension_set WHERE workspace = $1 AND key > $2",
        )
        .bind(self.workspace)
        .bind(seen)
        .fetch_all(db)
        .await?;
        let mut last = seen;
        let mut found = BTreeSet::new();
        for (key, text) in new {
            found.extend(intern::parse(&text)?.into_keys());
            last = last.max(key);
        }
        let mut names = held(&self.sets.names);
        names.0.append(&mut found);
        names.1 = names.1.max(last);
        Ok(names.0.clone())
    }

    /// The same, and the names of the attributes of those.
    pub(crate) async fn dimensions(
        &self,
        db: &mut SqliteConnection,
    ) -> Result<Vec<String>, StoreError> {
        let mut names = self.carried(db).await?;
        names.extend(self.attributes.names().cloned());
        Ok(names.into_iter().collect())
    }

    /// The names of the dimensions that the records of a source carry.
    pub(crate) async fn carried_by(
        &self,
        db: &mut SqliteConnection,
        source: i64,
    ) -> Result<Arc<BTreeSet<String>>, StoreError> {
        if let Some(names) = held(&self.carried).get(&source) {
            return Ok(names.clone());
        }
        let names = Arc::new(sources::dimensions(db, self.workspace, source).await?);
        held(&self.carried).insert(source, names.clone());
        Ok(names)
    }

    /// The last day on which an item was counted; `None`: never.
    pub(crate) async fn last_day(
        &self,
        db: &mut SqliteConnection,
        item: i64,
    ) -> Result<Option<i32>, StoreError> {
        if let Some(day) = held(&self.last_days).get(&item) {
            return Ok(*day);
        }
        let selection = Selection {
            items: vec![item],
            ..Selection::default()
        };
        let tallies = reading::tallies(db, self, &selection).await?;
        let last = tallies.cells.keys().map(|(_, day, _)| *day).max();
        held(&self.last_days).insert(item, last);
        Ok(last)
    }

    /// Dimension sets by their keys.
    pub(super) async fn sets(
        &self,
        db: &mut SqliteConnection,
        keys: impl Iterator<Item = i64>,
    ) -> Result<Vec<(i64, Arc<Dimensions>)>, StoreError> {
        let mut found = Vec::new();
        let mut unknown = BTreeSet::new();
        {
            let parsed = held(&self.sets.parsed);
            for key in keys {
                match parsed.get(&key) {
                    Some(set) => found.push((key, set.clone())),
                    None => {
                        unknown.insert(key);
                    }
                }
            }
        }
        let unknown: Vec<i64> = unknown.into_iter().collect();
        for keys in unknown.chunks(SETS) {
            let sql = format!(
                "SELECT key, dimensions FROM dimension_set WHERE workspace = ? AND key IN {}",
                rows::list(SETS)
            );
            let mut query = sqlx::query_as(rows::statement(sql)).bind(self.workspace);
            for at in 0..SETS {
                query = query.bind(keys.get(at));
            }
            let rows: Vec<(i64, String)> = query.fetch_all(&mut *db).await?;
            let from = found.len();
            for (key, text) in rows {
                found.push((key, Arc::new(intern::parse(&text)?)));
            }
            let mut parsed = held(&self.sets.parsed);
            if parsed.len() + SETS > MOST_SETS {
                parsed.clear();
            }
            parsed.extend(found[from..].iter().cloned());
        }
        Ok(found)
    }
}

/// The imports that are seen, with the lists that they keep tallies for.
async fn live(db: &mut SqliteConnection, workspace: Uuid) -> Result<Vec<Live>, StoreError> {
    let rows: Vec<(i64, i64, Option<i64>)> = sqlx::query_as(
        "SELECT b.key, b.source, kept.list FROM import_batch AS b
         LEFT JOIN rollup_kept AS kept ON kept.workspace = b.workspace AND kept.batch = b.key
         WHERE b.workspace = $1 AND b.state = 'live' ORDER BY b.key",
    )
    .bind(workspace)
    .fetch_all(db)
    .await?;
    let mut live: Vec<Live> = Vec::new();
    for (batch, source, list) in rows {
        match live.last_mut().filter(|last| last.batch == batch) {
            Some(last) => last.lists.extend(list),
            None => live.push(Live {
                batch,
                source,
                lists: list.into_iter().collect(),
            }),
        }
    }
    Ok(live)
}

/// What a lock guards is whole also after a panic elsewhere: it is put there in one step.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
