//! Small keys for what repeats: sources, items, dimension sets, lists of dimensions.

use std::collections::{BTreeMap, HashMap};

use rustc_hash::FxHashMap;
use serde_json::value::RawValue;
use sqlx::SqliteConnection;
use uuid::Uuid;

use crate::{
    record::mapping::{ItemRule, Mapping, Privacy},
    store::{StoreError, json},
};

const SET: &str = "dimensions";
const SET_VERSION: u16 = 1;
const LIST: &str = "dimension_names";
const LIST_VERSION: u16 = 1;

/// The dimension values of one set, by name.
pub(crate) type Dimensions = BTreeMap<String, String>;

/// The key of a mapping's source, made where it is new; its title follows the mapping.
pub(crate) async fn source(
    db: &mut SqliteConnection,
    workspace: Uuid,
    mapping: &Mapping,
) -> Result<i64, StoreError> {
    let kind = mapping.kind.name();
    let privacy = match mapping.privacy {
        Privacy::Customers => "customers",
        Privacy::People => "people",
    };
    Ok(sqlx::query_scalar(
        "INSERT INTO source (workspace, key, name, title, kind, privacy)
         VALUES ($1, (SELECT COALESCE(MAX(key), 0) + 1 FROM source WHERE workspace = $1), $2, $3, $4, $5)
         ON CONFLICT (workspace, name) DO UPDATE SET title = excluded.title, kind = excluded.kind, privacy = excluded.privacy
         RETURNING key",
    )
    .bind(workspace)
    .bind(&mapping.source)
    .bind(&mapping.title)
    .bind(kind)
    .bind(privacy)
    .fetch_one(db)
    .await?)
}

/// The key of a source that may not exist yet.
pub(crate) async fn find_source(
    db: &mut SqliteConnection,
    workspace: Uuid,
    name: &str,
) -> Result<Option<i64>, StoreError> {
    Ok(
        sqlx::query_scalar("SELECT key FROM source WHERE workspace = $1 AND name = $2")
            .bind(workspace)
            .bind(name)
            .fetch_optional(db)
            .await?,
    )
}

/// The keys of a mapping's items, in its order.
pub(crate) async fn items(
    db: &mut SqliteConnection,
    workspace: Uuid,
    source: i64,
    items: &[ItemRule],
) -> Result<Vec<i64>, StoreError> {
    let mut keys = Vec::with_capacity(items.len());
    for item in items {
        let key = sqlx::query_scalar(
            "INSERT INTO item (workspace, key, source, item, touchpoint, measure, metric, low, high, unit)
             VALUES ($1, (SELECT COALESCE(MAX(key), 0) + 1 FROM item WHERE workspace = $1),
                     $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (workspace, source, item, touchpoint, measure, metric, low, high, unit)
             DO UPDATE SET item = excluded.item
             RETURNING key",
        )
        .bind(workspace)
        .bind(source)
        .bind(&item.item)
        .bind(item.touchpoint.as_deref().unwrap_or_default())
        .bind(item.measure.name())
        .bind(item.metric.as_deref().unwrap_or_default())
        .bind(item.scale.0)
        .bind(item.scale.1)
        .bind(item.unit.map(|unit| unit.to_string()).unwrap_or_default())
        .fetch_one(&mut *db)
        .await?;
        keys.push(key);
    }
    Ok(keys)
}

/// The key of a list of dimensions.
pub(crate) async fn list(
    db: &mut SqliteConnection,
    workspace: Uuid,
    names: &[String],
) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar(
        "INSERT INTO rollup_list (workspace, key, dimensions)
         VALUES ($1, (SELECT COALESCE(MAX(key), 0) + 1 FROM rollup_list WHERE workspace = $1), $2)
         ON CONFLICT (workspace, dimensions) DO UPDATE SET dimensions = excluded.dimensions
         RETURNING key",
    )
    .bind(workspace)
    .bind(list_text(names)?)
    .fetch_one(db)
    .await?)
}

/// All dimension sets of the workspace, with the keys for new ones. Their texts here are the bare JSON objects that rows
/// of files are read into; type and version are put around them in the store only.
#[derive(Debug, Default)]
pub(crate) struct Sets {
    keys: HashMap<String, i64>,
    texts: FxHashMap<i64, String>,
    /// Of each set, the set of each list's dimensions only.
    groups: FxHashMap<i64, Vec<i64>>,
    new: Vec<i64>,
    last: i64,
}

impl Sets {
    /// Reads what is there.
    pub(crate) async fn load(
        db: &mut SqliteConnection,
        workspace: Uuid,
    ) -> Result<Self, StoreError> {
        let rows: Vec<(i64, String)> =
            sqlx::query_as("SELECT key, dimensions FROM dimension_set WHERE workspace = $1")
                .bind(workspace)
                .fetch_all(db)
                .await?;
        let mut sets = Self::default();
        for (key, stored) in rows {
            let text: Box<RawValue> = json::read(SET, SET_VERSION, &stored)?;
            let text = text.get().to_owned();
            sets.last = sets.last.max(key);
            sets.texts.insert(key, text.clone());
            sets.keys.insert(text, key);
        }
        Ok(sets)
    }

    /// The key of a set, a new one where it is not known.
    pub(crate) fn key(&mut self, text: &str) -> i64 {
        if let Some(&key) = self.keys.get(text) {
            return key;
        }
        self.last += 1;
        self.keys.insert(text.to_owned(), self.last);
        self.texts.insert(self.last, text.to_owned());
        self.new.push(self.last);
        self.last
    }

    /// The set of a set's values under one list of dimensions.
    pub(crate) fn group(&mut self, set: i64, list: &[String]) -> Result<i64, StoreError> {
        let all: Dimensions = serde_json::from_str(self.text(set)).map_err(StoreError::damaged)?;
        let only: Dimensions = all
            .into_iter()
            .filter(|(name, _)| list.contains(name))
            .collect();
        let only = serde_json::to_string(&only).map_err(StoreError::damaged)?;
        Ok(self.key(&only))
    }

    /// The same under each of some lists, remembered: always the same lists for one import.
    pub(crate) fn groups(&mut self, set: i64, lists: &[Vec<String>]) -> Result<&[i64], StoreError> {
        if !self.groups.contains_key(&set) {
            let mut groups = Vec::with_capacity(lists.len());
            for list in lists {
                groups.push(self.group(set, list)?);
            }
            self.groups.insert(set, groups);
        }
        Ok(self.groups.get(&set).map_or(&[], Vec::as_slice))
    }

    fn text(&self, set: i64) -> &str {
        self.texts.get(&set).map_or("{}", String::as_str)
    }

    /// Writes the new ones.
    pub(crate) async fn save(
        &mut self,
        db: &mut SqliteConnection,
        workspace: Uuid,
    ) -> Result<(), StoreError> {
        for key in std::mem::take(&mut self.new) {
            let text: &RawValue =
                serde_json::from_str(self.text(key)).map_err(StoreError::damaged)?;
            sqlx::query(
                "INSERT INTO dimension_set (workspace, key, dimensions) VALUES ($1, $2, $3)",
            )
            .bind(workspace)
            .bind(key)
            .bind(json::write(SET, SET_VERSION, &text)?)
            .execute(&mut *db)
            .await?;
        }
        Ok(())
    }
}

/// Reads a stored set.
pub(crate) fn parse(text: &str) -> Result<Dimensions, StoreError> {
    json::read(SET, SET_VERSION, text)
}

/// A list of dimensions as stored.
pub(crate) fn list_text(names: &[String]) -> Result<String, StoreError> {
    json::write(LIST, LIST_VERSION, &names)
}

/// Reads a stored list.
pub(crate) fn parse_list(text: &str) -> Result<Vec<String>, StoreError> {
    json::read(LIST, LIST_VERSION, text)
}
